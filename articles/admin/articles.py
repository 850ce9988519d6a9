"""
The article's form edits the working copy. Save keeps it; Publish makes it live. Both are verbs of
articles.workflow: nothing here writes an article's row.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.db.models import Field
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from algemeiner.autocompletes import Autocompletes
from algemeiner.dateline import published
from algemeiner.keys import is_key
from articles import drafts, workflow
from articles.admin import (
    assignments,
    calendar,
    changes,
    checks,
    comparison,
    corrections,
    embargoes,
    history,
    preview,
    preview_links,
    reports,
    restoration,
    saved_filters,
    updates,
    withdrawal,
)
from articles.admin.archive import archive
from articles.admin.article_form import MOST_BYLINES, ArticleForm, BylineForm, BylineFormSet
from articles.admin.article_list import Listing
from articles.admin.conflict import says_otherwise
from articles.admin.drafts import discard_draft, keep_draft, offer_drafts
from articles.admin.panels import FIELDSETS, panels
from articles.admin.reading import Reading
from articles.admin.standing import where_it_stands
from articles.admin.tags import TagPicker
from articles.admin.taking_over import TakingOver
from articles.admin.unsaved import TakingUp, authors_before
from articles.gate import NotPublishable
from articles.models import Article, AuditEntry, Byline, ChangeKind, Revision, Status
from articles.models.article_lists import ArticleQuerySet

# What is said when an article has gone from one hand to the next.
HANDED_ON = {
    "submit": "Submitted. An editor has it now.",
    "send_back": "Sent back. Its writer can change it again, and reads your reason.",
    "approve": "Approved. It can be published.",
}


# What the desk does with an article besides its form: (route, view, name); one module a noun.
SCREENS: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
    ("<int:object_id>/assign/", assignments.assign, "assign"),
    ("<int:object_id>/checks/", checks.checks, "checks"),
    ("<int:object_id>/note/", assignments.note, "note"),
    ("<int:object_id>/embargo/", embargoes.embargo, "embargo"),
    ("embargoes/", embargoes.sealed, "sealed"),
    ("<int:object_id>/update/", updates.update, "update"),
    ("calendar/", calendar.calendar, "calendar"),
    ("archive/", archive, "archive"),
    ("filters/", saved_filters.filters, "filters"),
    ("filters/keep/", saved_filters.keep, "keep_filter"),
    ("<int:object_id>/supersede/", corrections.supersede, "supersede"),
    ("<int:object_id>/withdraw/", withdrawal.withdraw, "withdraw"),
    ("<int:object_id>/reinstate/", withdrawal.reinstate, "reinstate"),
    ("<int:object_id>/unschedule/", withdrawal.unschedule, "unschedule"),
    ("<int:object_id>/draft/", keep_draft, "draft"),
    ("<int:object_id>/drafts/", offer_drafts, "drafts"),
    ("<int:object_id>/drafts/discard/", discard_draft, "discard_draft"),
    ("add/draft/", keep_draft, "new_draft"),
    ("add/drafts/", offer_drafts, "new_drafts"),
    ("add/drafts/discard/", discard_draft, "discard_new_draft"),
    ("<int:object_id>/history/", history.history, "history"),
    ("<int:object_id>/compare/", comparison.comparison, "compare"),
    ("<int:object_id>/restore/", restoration.restore, "restore"),
    ("<int:object_id>/preview/", preview.preview, "preview"),
    ("<int:object_id>/preview/page/", preview.page, "preview_page"),
    ("<int:object_id>/links/", preview_links.preview_links, "links"),
]


class BylineInline(Autocompletes, admin.TabularInline):
    """The working copy's bylines; who may write the article may write them."""

    model = Byline
    form = BylineForm
    formset = BylineFormSet
    max_num = MOST_BYLINES
    fields = ["author", "position"]
    autocomplete_fields = ["author"]
    verbose_name_plural = "Byline"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return len(obj.working_copy.authors_in_order) + 1 if obj else 2

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_change_permission = has_view_permission = has_delete_permission = has_add_permission


@admin.register(Article)
class ArticleAdmin(TakingUp, TakingOver, Reading, Listing):
    form = ArticleForm
    autocomplete_fields = ["lead_photo", "series"]
    fieldsets = FIELDSETS

    class Media:
        js = [Script("js/desk/article.js", type="module")]

    # What is read

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        queryset: Any = super().get_queryset(request)
        open_here = queryset.not_secret_from(request.user)
        with_names = open_here.for_desk().select_related("working_copy__created_by", "assigned_to")
        return with_names.defer("working_copy__body")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """
        The article with its working copy laid over the live text, in memory only.

        While a form is handled nobody else saves the article: what the form is checked against is
        what it is saved over.
        """
        if request.method == "POST" and is_key(object_id):
            Article.objects.select_for_update().filter(pk=object_id).values("pk").first()
        article: Article | None = super().get_object(request, object_id, from_field)
        request.row = copy(article)  # type: ignore[attr-defined]  # as readers have it
        if article is not None and article.working_copy is not None:
            article.take_content(article.working_copy)
        return article

    def view_on_site(self, article: Article) -> str | None:
        # Asked of the database: `article` may have the working copy's address laid over its own.
        live = Article.objects.published().filter(pk=article.pk).first()
        return live.get_absolute_url() if live else None

    def get_urls(self) -> list[Any]:
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for route, view, name in SCREENS
        ]
        return [*ours, *super().get_urls()]

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        return super().get_fieldsets(request, obj)

    def get_form(
        self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ArticleForm]:
        form: type[ArticleForm] = super().get_form(request, obj, change, **kwargs)
        if obj is not None:
            form.readers_have_it = getattr(request, "row", obj).was_seen()
            form.said = changes.remembered(request, obj)
            if form.readers_have_it:
                self._name_report(request, obj, form)
        return form

    def _name_report(self, request: Any, article: Article, form: type[ArticleForm]) -> None:
        request.reported = form.reported = reports.named(request, article, form.said)
        if form.reported and form.said.get("report") != form.reported.pk:
            form.said = form.said | reports.begun(form.reported)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [BylineInline] if obj is None or self.has_change_permission(request, obj) else []

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "tags":
            return Revision._meta.get_field("tags").formfield(widget=TagPicker())
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_formset_kwargs(
        self, request: Any, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """The inline shows the working copy's bylines, never the live rows."""
        return super().get_formset_kwargs(request, obj, inline, prefix) | {
            "queryset": Byline.objects.none(),
            "initial": [
                {"author": author.pk, "position": place}
                for place, author in enumerate(authors_before(obj, request.user), start=1)
            ],
        }

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article: Article | None = context["original"]
        verbs = self._verbs(request, request.row if article else None)
        context |= {
            "verbs": verbs,
            "standing": where_it_stands(article) if article else "",
            "recent_acts": lambda: history.recent(article) if article else [],
            **panels(context["adminform"], verbs),
        }
        if article:
            context |= assignments.panels(request, article) | checks.panels(request, article)
            context |= {"returned": _returned(article)}
            context |= updates.panel(article)
            context["is_to_come"] = _is_to_come(article, request.row)
            context["published_changes"] = article.changes.for_desk()
        return super().render_change_form(request, context, *args, **kwargs)

    # The verbs

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing: the verb that keeps the whole article runs when its bylines are known."""

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        article: Article = form.instance
        written = form.copy(formsets[0].authors)
        by, note = request.user, form.cleaned_data["note"]
        if not change:
            article.pk = workflow.create(written, by=by, note=note).pk
        elif article.working_copy is not None and says_otherwise(article.working_copy, written):
            workflow.save(article, written, based_on=article.working_copy.pk, by=by, note=note)
        drafts.forget(form.keys, by=by)
        request.said = form.cleaned_data
        request.reason = form.cleaned_data["reason"]
        request.typed_change = (
            form.typed_change if changes.PUBLISHING & request.POST.keys() else None
        )
        if form.readers_have_it:
            changes.remember(request, article, form)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return form.cleaned_data["note"] or ("First version." if add else "Saved.")

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._respond(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self._respond(request, obj)

    def _respond(self, request: HttpRequest, article: Article) -> HttpResponse:
        verb = next((verb for verb in HANDED_ON if f"_{verb}" in request.POST), None)
        refused = False
        if changes.PUBLISHING & request.POST.keys():
            refused = not self._publish(request, article)
        elif verb:
            self._hand_on(request, article, verb)
        else:
            messages.success(request, "Saved. Readers see it when it is published.")
        if "_save" in request.POST:
            return self.response_post_save_change(request, article)
        address = reverse("admin:articles_article_change", args=[article.pk])
        address = f"{address}?refused=1" if refused else address
        filters = self.get_preserved_filters(request)
        context: Any = {"preserved_filters": filters, "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(context, address))

    def _verbs(self, request: Any, article: Article | None) -> list[str]:
        """What the form's buttons may do beside saving; of a new article, as of its first draft."""
        return workflow.open_to(request.user, article or Article(created_by=request.user))

    def _hand_on(self, request: Any, article: Article, verb: str) -> None:
        reason = {"reason": request.reason} if verb == "send_back" else {}
        try:
            getattr(workflow, verb)(article, by=request.user, **reason)
        except workflow.IllegalMove as problem:
            for message in problem.messages:
                messages.error(request, message)
            messages.warning(request, "Your text is saved.")
        else:
            messages.success(request, HANDED_ON[verb])

    def _tell_reporter(self, request: Any) -> None:
        message, change = getattr(request, "reported", None), request.typed_change
        if message and change and change.kind == ChangeKind.CORRECTION:
            messages.info(request, reports.tell_sender(message, request.said, by=request.user))

    def _publish(self, request: Any, article: Article) -> bool:
        """Whether readers have it, or will; else the messages say why not."""
        override = request.POST.get("override", "") if "_override" in request.POST else ""
        try:
            live = workflow.publish(
                article, by=request.user, change=request.typed_change, override=override
            )
        except NotPublishable as problem:
            for message in problem.messages:
                messages.error(request, message)
            if "_override" in request.POST and not override.strip():
                messages.error(request, "Say why it is to be published all the same.")
            messages.warning(request, "Your text is saved. It is not published.")
            return False
        changes.forget(request, article)
        self._tell_reporter(request)
        messages.success(request, _what_readers_see(live))
        return True


def _returned(article: Article) -> AuditEntry | None:
    """The act that sent a draft back, while nothing has come of it yet."""
    last = article.audit_entries.last_move() if article.status == Status.DRAFT else None
    return last if last and last.verb == "send_back" else None


def _is_to_come(article: Article, row: Article) -> bool:
    """Whether publishing the working copy, which is laid over `article`, would schedule it."""
    when = article.publish_at
    return when is not None and when > timezone.now() and not row.was_seen()


def _what_readers_see(article: Article) -> str:
    assert article.publish_at is not None
    if article.is_scheduled:
        return f"Readers will see it from {published(article.publish_at)}, New York time."
    if not article.is_public():
        return "It is published, and has expired: readers do not see it."
    return format_html(
        'Readers see it now: <a href="{}">{}</a>', article.get_absolute_url(), article
    )
