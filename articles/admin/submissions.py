"""Pieces from outside: the queue, and one screen on which a piece is read, answered and decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from algemeiner import policy
from algemeiner.dateline import published
from algemeiner.desk import DeskModelAdmin
from articles.contributing import guests, people, submissions
from articles.contributing.earlier import earlier
from articles.contributing.phrases import PHRASES
from articles.contributing.standings import said_of
from articles.contributing.submissions import REVIEW, StaleSubmission
from articles.models import Submission
from articles.models.consent import consent_to
from articles.models.submission_statuses import MOVES_OF_DESK
from articles.models.submissions import SubmissionQuerySet
from authors.admin.places import Places
from authors.models import Author, Trust, User

LIST, PAGE = "admin:articles_submission_changelist", "admin:articles_submission_change"
LONGEST = 5_000  # characters
# What an editor does with a piece by a button, and what is said when it is done.
DONE = {
    "take_up": "You have it now. Its sender knows who reads it.",
    "request_changes": "It is with its sender again, with what you ask.",
    "look_over": "You have read it. It is out of the list of what is to be read.",
    "accept": "It is an article now, in draft, as its sender wrote it.",
    "decline": "Declined. Its sender reads your reason.",
    "remark": "Your words are on their way to its sender.",
    "note": "Noted. Editors see it, its sender does not.",
    "release": "Released. It goes on from where it stands.",
    "throw_away": "Thrown away. Nobody was written to.",
}
MINE = "mine"
FAST = [Trust.KNOWN, Trust.TRUSTED]


class Where(Places):
    PLACES = {
        None: ("To do", SubmissionQuerySet.in_the_queue),
        "fast": ("To do, of people we know", lambda found: found.in_the_queue().of_trust(FAST)),
        MINE: ("Yours", SubmissionQuerySet.in_progress),
        "changes": ("With their senders", lambda found: found.standing("changes_requested")),
        "accepted": ("Accepted", lambda found: found.standing("accepted")),
        "after": ("Published by its sender, to be read", SubmissionQuerySet.unread_after),
        "held": ("Held for review", SubmissionQuerySet.quarantined),
        "closed": ("Closed", SubmissionQuerySet.closed),
        "all": ("Everything", lambda found: found),
    }

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        narrowed = super().queryset(request, queryset)
        return narrowed.held_by(request.user) if self.value() == MINE else narrowed


class WordsForm(forms.Form):
    """What an editor writes about a piece, to whom the button says, and what accepting it needs."""

    text = forms.CharField(
        label="Write",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
    )
    author = forms.ModelChoiceField(
        Author.objects.none(),
        required=False,
        empty_label="A new author, of the name and bio that were sent",
        label="Byline, if you accept it",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if submission.sender is not None:
            del self.fields["author"]  # a contributor is approved with an author of their own
            return
        field: Any = self.fields["author"]
        field.queryset = Author.objects.filter(name__iexact=submission.name, user=None)


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none(), label="Give it to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = User.objects.who_may(REVIEW)


@admin.register(Submission)
class SubmissionAdmin(DeskModelAdmin):
    change_form_template = "admin/articles/submission/submission.html"
    list_display = ["piece", "whose", "stands", "since", "held_by"]
    list_filter = [Where, "licence"]
    search_fields = ["headline", "name", "email", "sender__name", "sender__email"]
    ordering = ["moved_at"]

    def get_queryset(self, request: HttpRequest) -> SubmissionQuerySet:
        found: Any = super().get_queryset(request)
        return found.for_the_desk().for_lists().select_related("sender__contributor")

    @admin.display(description="piece")
    def piece(self, submission: Submission) -> str:
        return submission.headline or "Without a headline"

    @admin.display(description="whose")
    def whose(self, submission: Submission) -> str:
        if submission.sender is None:
            return f"{submission.name}, a guest"
        trust = submission.trust
        return submission.sender_name + (f" ({Trust(trust).name.lower()})" if trust in FAST else "")

    @admin.display(description="where it stands")
    def stands(self, submission: Submission) -> str:
        return submission.stage

    @admin.display(description="since")
    def since(self, submission: Submission) -> str:
        return published(submission.moved_at)

    def get_urls(self) -> list[Any]:
        def view(act: Callable[..., HttpResponseBase]) -> Any:
            return self.admin_site.admin_view(require_POST(act))

        return [
            path("<int:pk>/act/", view(self.act), name="articles_submission_act"),
            path("<int:pk>/hand-over/", view(hand_over), name="articles_submission_hand_over"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: Any, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        submission: Any = self.get_object(request, object_id)
        if submission is None:
            return super().change_view(request, object_id, form_url, extra_context)
        typed = (extra_context or {}).pop("words", None)
        shown = _of_one(request, submission, typed)
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    def act(self, request: Any, pk: int) -> HttpResponseBase:
        """What is asked for by a button's name; on a refusal the page as it is now, words kept."""
        submission = _piece_for(request, pk)
        verb = next((verb for verb in DONE if f"_{verb}" in request.POST), "")
        form = WordsForm(request.POST, submission=submission)
        if form.is_valid() and _tell(request, form, submission, verb):
            return redirect(LIST) if verb == "throw_away" else redirect(PAGE, pk)
        request.method = "GET"  # a page of its own: as a POST the form would be Django's
        return self.change_view(request, str(pk), extra_context={"words": form})


def hand_over(request: Any, pk: int) -> HttpResponse:
    submission, form = _piece_for(request, pk), HandOverForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose who is to have it.")
        return redirect(PAGE, pk)
    try:
        submissions.hand_over(submission, to=form.cleaned_data["to"], by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, f"{form.cleaned_data['to']} has it now.")
    return redirect(PAGE, pk)


def _tell(request: Any, form: WordsForm, submission: Submission, verb: str) -> bool:
    """Whether it was done; else the form says why not, and what it was typed over is up to date."""
    try:
        _do(verb, submission, by=request.user, **form.cleaned_data)
    except StaleSubmission as stale:
        posted: Any = form.data
        again = posted.copy()
        again["seen"] = str(stale.theirs.version)
        form.data = again
        form.add_error(None, "Something was done or said meanwhile: read it, then press again.")
        return False
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    messages.success(request, DONE[verb])
    if verb == "accept":
        submission.refresh_from_db()
        address = reverse("admin:articles_article_change", args=[submission.article_id])
        messages.info(request, format_html('<a href="{}">Open the article</a>', address))
    return True


def _do(
    verb: str,
    submission: Submission,
    *,
    by: User,
    text: str,
    seen: int,
    author: Author | None = None,
) -> None:
    match verb:
        case "look_over":
            submissions.look_over(submission, by=by)
        case "take_up":
            submissions.take_up(submission, by=by)
        case "accept":
            people.accept(submission, by=by, text=text, author=author, seen=seen)
        case "request_changes":
            submissions.request_changes(submission, text=text, by=by, seen=seen)
        case "decline":
            submissions.decline(submission, text=text, by=by, seen=seen)
        case "remark":
            submissions.remark(submission, text=text, by=by)
        case "note":
            submissions.note(submission, text=text, by=by)
        case "release":
            guests.release(submission, by=by)
        case "throw_away":
            guests.throw_away(submission, by=by)
        case _:
            raise ValidationError("Press one of the buttons.")


def _of_one(request: Any, submission: Submission, typed: WordsForm | None) -> dict[str, Any]:
    article = submission.article
    copy = article.working_copy if article else None
    acts = submission.acts.in_order()
    reviews = policy.may(request.user, REVIEW, submission)
    manuscripts = list(submission.manuscripts.select_related("photo").order_by("-number"))
    return {
        "title": submission.headline or "Without a headline",
        "subtitle": f"From {submission.sender_name}",
        "submission": submission,
        # Of a guest who was not written to yet there is only what the form brought.
        "manuscripts": manuscripts or [submission],
        "said": [(act, said_of(act, sender=submission.sender_name)) for act in acts],
        "earlier": earlier(submission, reader=request.user),
        "consent": consent_to(submission, copy) if copy else "",
        "words": typed or _begun(request, submission),
        "hand_over": HandOverForm(initial={"to": submission.held_by_id or request.user.pk}),
        "phrases": PHRASES,
        "may": [verb for verb in MOVES_OF_DESK if submission.allows(verb)] if reviews else [],
        "may_release": reviews and submission.is_held and not submission.is_closed,
    }


def _begun(request: Any, submission: Submission) -> WordsForm:
    """How a letter begins: with a phrase that was chosen, else empty."""
    _, text = PHRASES.get(request.GET.get("begin", ""), ("", ""))
    initial = {"seen": submission.version, "text": text}
    return WordsForm(initial=initial, submission=submission)


def _piece_for(request: Any, pk: int) -> Submission:
    if not policy.may(request.user, REVIEW):
        raise PermissionDenied
    return get_object_or_404(Submission.objects.for_the_desk().for_lists(), pk=pk)
