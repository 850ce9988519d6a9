"""The page of a piece: where it stands, its conversation, and the form while it may be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import js_asset
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from algemeiner.security import allow_editor
from articles import drafts, renditions
from articles.contributing import pictures, requirements, standings, submissions
from articles.contributing.submissions import NotNow, NotReady, StaleSubmission
from articles.forms.pieces import PieceForm
from articles.forms.unsaved import Offer, differences, keys_in
from articles.models import Autosave, Site, Submission, SubmissionStatus
from articles.models.consent import consent_to
from articles.reads import reads_of
from articles.views.contributing.comparing import Difference
from articles.views.contributing.own_pictures import serve_picture
from articles.views.contributing.visits import Visit
from authors.models import User

FIELDS = {"photo": "picture", NON_FIELD_ERRORS: None}  # in the form, of what a piece lacks
SAVED_ELSEWHERE = (
    "This piece was saved in another window while you were writing here, so nothing has been saved "
    "now. What you typed is in the form. Compare the two, and save again to keep yours."
)
# What its sender sends a piece by, where it stands.
SEND = {
    SubmissionStatus.DRAFT: "Send it to the editors",
    SubmissionStatus.CHANGES_REQUESTED: "Send your changes",
}


@allow_editor
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Any, visit: Visit) -> HttpResponse:
    if request.method == "POST":
        return _take(request, visit)
    return _page(request, visit, _form(visit, draft=_draft(request, visit)))


def refused(request: Any, visit: Visit, *, act: str, problem: str, text: str) -> HttpResponse:
    """The page after an act that was not done, with what was written to it."""
    visit.submission.refresh_from_db()
    said = {"refused_act": act, "problem": problem, "text": text}
    return allow_editor(_page)(request, visit, _form(visit), **said)


@require_safe
def offers(request: Any, visit: Visit) -> HttpResponse:
    """What may be taken up in place of the form that is open, as a piece of its page."""
    found = _offers(visit, _form(visit)) if visit.submission.may_be_changed else []
    return render(request, "contributing/_offers.html", {"offers": found, "ways": visit.ways})


@require_safe
def photo(request: Any, visit: Visit) -> HttpResponseBase:
    """The picture of a piece, which readers may not have yet; nothing before it is made."""
    shown = visit.submission.photo
    if shown is None:
        raise Http404("This piece has no picture.")
    return serve_picture(request, shown)


def _take(request: Any, visit: Visit) -> HttpResponse:
    """Keep what the form brings; then send it, where that was asked for."""
    form = _form(visit, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, visit, form)
    try:
        submission = _save(visit, form)
        if "_remove_photo" in request.POST:
            submission = pictures.remove(submission, seen=submission.version, by=visit.by)
        if "_send" in request.POST or "_publish" in request.POST:
            return _send(request, visit, form, submission)
    except StaleSubmission as stale:
        form.start_from(stale.theirs.version)
        form.add_error(None, SAVED_ELSEWHERE)
        form.ask_for_the_file_again()
        return _page(request, visit, form, theirs=stale.theirs)
    except NotNow as refusal:
        if _was_just_sent(visit, form):  # the button was pressed twice
            return redirect(visit.ways["page"])
        form.add_error(None, refusal)
        return _page(request, visit, form)
    except renditions.UnusablePicture as problem:
        form.start_from(Submission.objects.get(pk=visit.submission.pk).version)
        form.add_error("picture", str(problem))
        return _page(request, visit, form)
    messages.success(request, "Saved. Nobody but you sees it until you send it.")
    return redirect(visit.ways["page"])


def _save(visit: Visit, form: PieceForm) -> Submission:
    picture = form.cleaned_data["picture"]
    looked_at = renditions.inspect(picture.read()) if picture else None
    seen, by, words = form.cleaned_data["based_on"], visit.by, form.photo_words
    saved = submissions.save(visit.submission, form.piece, seen=seen, by=by)
    if looked_at is not None:
        name = picture.name
        saved = pictures.attach(saved, looked_at, name, words=words, seen=saved.version, by=by)
    else:
        saved = pictures.describe(saved, words, seen=saved.version, by=by)
    if by is not None:
        drafts.forget(form.keys, by=by)
    return saved


def _send(request: Any, visit: Visit, form: PieceForm, saved: Submission) -> HttpResponse:
    """Send what was just saved; what it lacks is told at its fields."""
    try:
        said = _submit(request, saved, by=visit.by, answer=form.cleaned_data.get("answer", ""))
    except NotReady as lacking:
        data = request.POST.copy()
        data["based_on"] = str(saved.version)
        fresh = replace(visit, submission=Submission.objects.for_sender().get(pk=saved.pk))
        form = _form(fresh, data)
        for field, problems in lacking.message_dict.items():
            form.add_error(FIELDS.get(field, field), problems)
        return _page(request, fresh, form, is_saved=True)
    messages.success(request, said)
    return redirect(visit.ways["page"])


def _submit(request: Any, saved: Submission, *, by: User | None, answer: str) -> str:
    """What is said when it is done."""
    if "_publish" in request.POST and by is not None:
        submissions.publish(saved, seen=saved.version, by=by)
        return "Readers have it. An editor reads it after them."
    if saved.status == SubmissionStatus.CHANGES_REQUESTED:
        submissions.resubmit(saved, seen=saved.version, by=by, text=answer)
    else:
        submissions.submit(saved, seen=saved.version, by=by)
    return "It is with the editors."


def _form(
    visit: Visit, data: Any = None, files: Any = None, draft: Autosave | None = None
) -> PieceForm:
    class Form(PieceForm):
        person, taken_up = visit.by, draft

    return Form(data, files, instance=visit.submission)


def _was_just_sent(visit: Visit, form: PieceForm) -> bool:
    """Whether the editors have what this form says, word for word."""
    last = visit.submission.manuscript
    return last is not None and all(
        getattr(last, name) == form.cleaned_data[name] for name in ("headline", "dek", "body")
    )


def _draft(request: Any, visit: Visit) -> Autosave | None:
    """What was typed and not saved: as asked for, or the newest over the version that stands."""
    submission = visit.submission
    if visit.by is None or not submission.may_be_changed:
        return None
    typed = Autosave.objects.typed_in(submission, by=visit.by)
    if keys := keys_in(request.GET.get("draft", "")):
        return typed.filter(pk=keys[0]).first()
    newest = typed.first()
    is_of_now = newest is not None and newest.first("based_on") == str(submission.version)
    return newest if is_of_now else None


def _offers(visit: Visit, form: PieceForm) -> list[Offer]:
    """What was typed over an older version, or in another window."""
    if visit.by is None or (form.is_bound and not form.is_taken_up):
        return []
    untouched = _form(visit)
    found = Autosave.objects.typed_in(visit.submission, by=visit.by).exclude(pk__in=form.keys)
    offers = [Offer(draft, ", ".join(differences(draft.fields, untouched))) for draft in found]
    return [offer for offer in offers if offer.differs]


def _page(
    request: Any,
    visit: Visit,
    form: PieceForm,
    *,
    theirs: Submission | None = None,
    **said: Any,
) -> HttpResponse:
    submission = visit.submission
    is_written = submission.may_be_changed or form.is_bound
    context = said | {
        "submission": submission,
        "ways": visit.ways,
        "difference": Difference(theirs, form.instance) if theirs else None,
        "manuscript": None if is_written else submission.manuscript,
        **_where_it_stands(submission),
        **_what_may_be_done(submission),
        **(_writing(request, visit, form) if is_written else {"form": None}),
    }
    return render(request, "contributing/piece.html", context)


def _where_it_stands(submission: Submission) -> dict[str, Any]:
    article, consent, reads = submission.article, None, None
    if article is not None and article.was_seen():
        reads = reads_of(article)
    elif article is not None and article.working_copy is not None:
        consent = consent_to(submission, article.working_copy)
    acts = list(submission.acts.for_sender().in_order())
    return {
        "consent": consent,
        "reads": reads,
        "standing": standings.standing(submission, consent),
        "said": [(act, standings.said_of(act)) for act in acts],
        "asked": _asked(acts, submission),
    }


def _what_may_be_done(submission: Submission) -> dict[str, Any]:
    sender = submission.sender
    return {
        "may": {verb: submission.allows(verb) for verb in ("withdraw", "reopen", "reply")},
        "may_correct": submission.allows("ask_correction"),
        "may_discard": submission.may_be_changed and not submission.was_sent,
        "may_send": sender is None or requirements.may_send(sender),
        "may_publish": submission.allows("publish") and requirements.own_section(sender),
        "send": SEND.get(SubmissionStatus(submission.status)),
    }


def _writing(request: Any, visit: Visit, form: PieceForm) -> dict[str, Any]:
    return {
        "form": form,
        "unsaved": form if visit.by is not None else None,
        "offers": _offers(visit, form) if visit.submission.may_be_changed else [],
        "media": js_asset.Media.from_media(form.media, nonce=str(request.csp_nonce)),
        "limits": Site.objects.first() or Site(),
    }


def _asked(acts: list[Any], submission: Submission) -> Any:
    """The editor's words that the sender is to act on, or the reason of the end."""
    verbs = {SubmissionStatus.CHANGES_REQUESTED: "request_changes", "declined": "decline"}
    verb = verbs.get(submission.status)
    return next((act for act in reversed(acts) if act.verb == verb), None)
