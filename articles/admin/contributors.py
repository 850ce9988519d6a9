"""
People from outside who write for the paper: who they are, and what the desk makes of them. Here and
not beside the users, because letting somebody in makes an author.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from algemeiner import policy
from algemeiner.desk import DeskModelAdmin
from articles.admin.contributor_acts import ACTS, Act
from articles.admin.kept import Difference
from articles.comparing import words
from articles.contributing import erasing, freezing, people, personal_data
from articles.models import AuditEntry, Submission
from authors.admin.places import Places
from authors.models import Author, Contributor, JoinRequest, Standing
from authors.models.contributors import ContributorQuerySet

MOST = 50  # lines of the record, and pieces


class Where(Places):
    PLACES = {
        None: ("To do", ContributorQuerySet.to_do),
        "asked": ("Were asked something", lambda found: found.standing(Standing.ASKED)),
        "approved": ("Write for us", lambda found: found.standing(Standing.APPROVED)),
        "declined": ("Declined", lambda found: found.standing(Standing.DECLINED)),
        "profile": ("Filling in the profile", lambda found: found.standing(Standing.PROFILE)),
        "frozen": ("Frozen", ContributorQuerySet.frozen),
        "all": ("Everybody", lambda found: found),
    }


@admin.register(Contributor)
class ContributorAdmin(DeskModelAdmin):
    """To be read only: what somebody says of themselves they change themselves."""

    change_form_template = "admin/authors/contributor/person.html"
    list_display = ["name", "email", "whereabouts", "standing_since", "trust"]
    list_filter = [Where, "trust"]
    list_select_related = ["user"]
    search_fields = ["name", "user__email", "pitch"]
    ordering = ["-standing_since", "-pk"]
    fields = ()

    @admin.display(description="e-mail")
    def email(self, contributor: Contributor) -> str:
        return contributor.user.email

    @admin.display(description="where they are")
    def whereabouts(self, contributor: Contributor) -> str:
        return contributor.whereabouts

    def get_urls(self) -> list[Any]:
        def view(act: Act) -> Any:
            return self.admin_site.admin_view(require_POST(self._view_of(act)))

        acts = [
            path(f"<int:pk>/{act.name}/", view(act), name=f"authors_contributor_{act.name}")
            for act in ACTS.values()
        ]
        data = self.admin_site.admin_view(require_safe(personal_data_of))
        return [
            *acts,
            path("<int:pk>/data/", data, name="authors_contributor_data"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: Any, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        contributor = self.get_object(request, object_id)
        typed = (extra_context or {}).pop("typed", {})
        shown = _of_one(request, contributor, typed) if contributor else {}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    def _view_of(self, act: Act) -> Callable[..., HttpResponseBase]:
        """What does the act, or shows the page again with what was typed and why not."""

        def view(request: Any, pk: int) -> HttpResponseBase:
            contributor = _contributor_for(request, pk, needs=act.needs)
            form = act.form(request.POST, contributor=contributor, by=request.user)
            if form.is_valid() and _done(request, act, contributor, form):
                return _after(pk)
            request.method = "GET"  # as a POST the page would be Django's form
            return self.change_view(request, str(pk), extra_context={"typed": {act.name: form}})

        return view


def personal_data_of(request: Any, pk: int) -> HttpResponseBase:
    """All that the paper holds of somebody who asked for it, as a zip."""
    person = _contributor_for(request, pk, needs=erasing.ACT).user
    zipped = personal_data.stream(person)
    return StreamingHttpResponse(zipped, headers=personal_data.AS_DOWNLOAD)


def _after(pk: int) -> HttpResponse:
    """Their page, or the list where there is none any more."""
    if Contributor.objects.filter(pk=pk).exists():
        return redirect("admin:authors_contributor_change", pk)
    return redirect("admin:authors_contributor_changelist")


def _contributor_for(request: Any, pk: int, *, needs: str) -> Contributor:
    if not policy.may(request.user, needs):
        raise PermissionDenied
    return get_object_or_404(Contributor.objects.select_related("user"), pk=pk)


def _done(request: Any, act: Act, contributor: Contributor, form: forms.Form) -> bool:
    try:
        said = act.do(contributor, form.cleaned_data, request.user)
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    messages.success(request, said)
    return True


def _of_one(request: Any, contributor: Contributor, typed: dict[str, forms.Form]) -> dict[str, Any]:
    # One that has come too late stands there all the same, with what was typed.
    acts = [
        act for act in ACTS.values() if act.name in typed or act.is_open(contributor, request.user)
    ]
    author = people.author_of(contributor)
    entries = AuditEntry.objects.about(contributor).select_related("by")[:MOST]
    pieces = Submission.objects.of(contributor.user).sent().for_lists().latest_first()
    return {
        "title": contributor.name,
        "subtitle": None,
        "contributor": contributor,
        "author": author,
        "asked": JoinRequest.objects.of(contributor.user).first(),
        "acts": [
            (act, typed.get(act.name) or act.form(contributor=contributor, by=request.user))
            for act in acts
        ],
        "entries": entries,
        "pieces": pieces[:MOST] if policy.may(request.user, "articles.view_submission") else [],
        "held": freezing.held_of(contributor) if contributor.is_frozen else [],
        "may_have_data": policy.may(request.user, erasing.ACT, contributor.user),
        "news": _news(contributor, author) if author and contributor.has_news else [],
    }


def _news(contributor: Contributor, author: Author) -> list[Difference]:
    """What readers are told, against what the profile says."""
    pairs = [
        ("Name", author.name, contributor.name),
        ("Bio", author.bio, contributor.bio),
        ("Portrait", str(author.portrait or ""), str(contributor.portrait or "")),
        ("Link", author.website, contributor.website),
    ]
    return [Difference(label, [words(old, new)]) for label, old, new in pairs if old != new]
