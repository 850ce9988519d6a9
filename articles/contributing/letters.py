"""Mail about pieces from outside, to who sent them and to the editor who has them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from algemeiner import policy
from articles.contributing import links
from articles.models import Article, Site, Submission, SubmissionAct
from authors import mail, notices, tasks
from authors.models import User

# What each act is called in the subject of the mail to a piece's sender …
TO_SENDER = {
    "confirm": "We have your piece",
    "submit": "We have your piece",
    "take_up": "In review",
    "request_changes": "Changes requested",
    "resubmit": "We have your changes",
    "accept": "Accepted",
    "decline": "Not accepted",
    "withdraw": "Withdrawn",
    "expire": "Closed without an answer",
    "remark": "A word from the editors",
}
# … and to the editor who has it.
TO_EDITOR = {
    "hand_over": "For you to review",
    "resubmit": "Resubmitted",
    "withdraw": "Withdrawn by its sender",
    "reply": "A word from its sender",
    "agree": "Its sender agrees",
    "object": "Its sender objects",
}


def tell(act: SubmissionAct, *, by: User | None) -> None:
    """Mail what an act means to each whom it concerns and who did not do it."""
    if act.verb in TO_SENDER:
        to_sender(act.submission, of=act.verb, subject=TO_SENDER[act.verb], act=act, by=by)
    if act.verb in TO_EDITOR:
        _to_editor(act, by=by)


def to_sender(submission: Submission, *, of: str, subject: str, **words: Any) -> None:
    """Mail templates/mail/submissions/<of>.txt to who sent a piece, unless they were erased."""
    if mail.is_nobodys(submission.sender_email):
        return
    about = {"submission": submission, "page": page_of(submission)}
    body = mail.text(f"submissions/{of}", **about | words)
    _send(f"{subject}: {submission}", body, to=submission.sender_email)


def ask_to_confirm(submission: Submission) -> None:
    """
    Mail a guest the link that says that the address is theirs. Whoever typed the address may not
    own it: nothing else that was typed goes there.
    """
    token = links.confirming(submission.pk, submission.link_key)
    link = settings.SITE_URL + reverse("articles:guest_confirm", args=[token])
    body = mail.text("submissions/unconfirmed", link=link)
    _send("Confirm your piece for The Algemeiner", body, to=submission.email)


def tell_of_publication(article: Article) -> None:
    """Tell who sent the piece that an article was made of that readers have it, or when."""
    submission = Submission.objects.filter(article=article).first()
    if submission is None:
        return
    subject = "Scheduled" if article.is_scheduled else "Published"
    to_sender(submission, of="published", subject=subject, article=article)


def tell_newsroom_of_publication(submission: Submission) -> None:
    """To the newsroom's own address, if it has one: readers have what no editor has read."""
    site = Site.objects.first()
    if site and site.newsroom_email:
        subject = f"Published by its sender: {submission}"
        body = mail.text("submissions/published_unread", submission=submission)
        tasks.send.defer(subject=mail.one_line(subject), body=body, to=[site.newsroom_email])


def page_of(submission: Submission) -> str:
    """The whole address at which its sender finds a piece; a guest's is a link of their own."""
    if submission.sender is not None:
        return settings.SITE_URL + reverse("articles:piece", args=[submission.pk])
    token = links.own(submission.pk, submission.link_key)
    return settings.SITE_URL + reverse("articles:guest_piece", args=[token])


def _to_editor(act: SubmissionAct, *, by: User | None) -> None:
    submission, editor = act.submission, act.submission.held_by
    if editor is None or editor == by:
        return
    if policy.may(editor, "articles.review_submission", submission):
        said = TO_EDITOR[act.verb]
        body = mail.text("submissions/_to_editor", act=act, editor=editor, said=said, by=by)
        kind = "piece_given" if act.verb == "hand_over" else "piece_answered"
        notices.tell(editor, kind, said, body, name=str(submission))


def _send(subject: str, body: str, *, to: str) -> None:
    tasks.send.defer(subject=mail.one_line(subject), body=body, to=[to])
