from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from algemeiner.keys import is_key
from articles import drafts
from articles.contributing import consent, submissions
from articles.contributing.submissions import StaleSubmission
from articles.forms.unsaved import keys_in
from articles.views.contributing import comparing, writing
from articles.views.contributing.visits import Visit
from articles.workflow import StaleCopy
from authors import limits

Sent = dict[str, str]


def _seen(sent: Sent) -> int:
    number = sent.get("seen", "")
    return int(number) if is_key(number) else 0


def _forget(visit: Visit, sent: Sent) -> None:
    if visit.by is not None:  # a guest's page keeps nothing
        drafts.forget(keys_in(sent.get("draft", "")), by=visit.by)


# What each does, and what is said when it is done.
ACTS: dict[str, tuple[Callable[[Visit, Sent], Any], str]] = {
    "reply": (
        lambda visit, sent: submissions.reply(visit.submission, text=sent["text"], by=visit.by),
        "Your message is with the editors.",
    ),
    "withdraw": (
        lambda visit, sent: submissions.withdraw(visit.submission, text=sent["text"], by=visit.by),
        "You have withdrawn the piece. No editor works on it any more.",
    ),
    "reopen": (
        lambda visit, _: submissions.reopen(visit.submission, by=visit.by),
        "The piece is a draft again. Nobody but you sees it until you send it.",
    ),
    "discard": (
        lambda visit, sent: submissions.discard(visit.submission, seen=_seen(sent), by=visit.by),
        "The draft is deleted.",
    ),
    "agree": (
        lambda visit, sent: consent.agree(visit.submission, seen=_seen(sent), by=visit.by),
        "You have agreed to the piece as it is now.",
    ),
    "object": (
        lambda visit, sent: consent.object_to(
            visit.submission, seen=_seen(sent), text=sent["text"], by=visit.by
        ),
        "Your objection is with the editors. The piece waits for them.",
    ),
    "correct": (
        lambda visit, sent: consent.ask_correction(
            visit.submission, text=sent["text"], by=visit.by
        ),
        "Your request for a correction is in the newsroom’s inbox.",
    ),
    "forget": (_forget, "What was typed and not saved is discarded."),
}
SPEAKING = ("reply", "correct", "object")  # what reaches somebody's mailbox
LONGEST = 5_000  # characters


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: Any, visit: Visit, name: str) -> HttpResponse:
    """
    What its sender does to a piece by a button. What was written is there after a refusal. A
    log-in that comes between leads back here by GET, and so to the page.
    """
    if name not in ACTS:
        raise Http404("Nothing of that name is done to a piece.")
    if request.method != "POST":
        return redirect(visit.ways["page"])
    sent = {key: request.POST.get(key, "") for key in ("text", "seen", "draft")}
    do, done = ACTS[name]
    try:
        _refuse_too_much(request, name, sent)
        do(visit, sent)
    except (ValidationError, StaleSubmission, StaleCopy) as refusal:
        page = comparing if name in ("agree", "object") else writing
        said = getattr(refusal, "messages", None) or [comparing.STALE]
        return page.refused(request, visit, act=name, problem=" ".join(said), text=sent["text"])
    messages.success(request, done)
    return redirect("articles:pieces" if name == "discard" else visit.ways["page"])


def _refuse_too_much(request: Any, name: str, sent: Sent) -> None:
    if len(sent["text"]) > LONGEST:
        raise ValidationError(f"Please say it in {LONGEST:,} letters at most.")
    if name in SPEAKING and (wait := limits.wait_before("piece", request.META["REMOTE_ADDR"])):
        minutes = ceil(wait.total_seconds() / 60)
        raise ValidationError(
            f"A lot has come from you. Please send this again in {minutes} minutes."
        )
