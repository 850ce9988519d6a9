"""A reader's report of an error, on the article's form: how it becomes a correction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from algemeiner import policy
from algemeiner.keys import is_key
from articles.models import Article, ChangeKind
from authors import inbox, mail
from authors.models import ContactMessage

FIELDS = ["report", "report_seen", "report_answer"]


class ReportFields(forms.Form):
    """
    The message that a correction comes of, and what its sender is told when readers have it.

    `reported` is set on the class made for one request; without one there are no such fields.
    """

    reported: ContactMessage | None = None

    report = forms.IntegerField(required=False, widget=forms.HiddenInput)
    report_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    report_answer = forms.CharField(
        label="What its sender is told",
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
        help_text="Goes by mail when readers have the correction. Empty it, and nothing is mailed.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.reported is None:
            for name in FIELDS:
                del self.fields[name]


def begun(message: ContactMessage) -> dict[str, Any]:
    """What the form says before anybody has touched it: a correction, and the sender's answer."""
    return {
        "change_kind": ChangeKind.CORRECTION,
        "report": message.pk,
        "report_seen": message.answers.count(),
        "report_answer": mail.text("outcome_corrected", message=message).strip(),
    }


def named(request: HttpRequest, article: Article, said: dict[str, Any]) -> ContactMessage | None:
    """The message that the form is about: of its address, of what was typed, or remembered."""
    asked = request.POST.get("report") or request.GET.get("report") or said.get("report", "")
    if not is_key(str(asked)) or not policy.may(request.user, inbox.ACT):
        return None
    about = ContactMessage.objects.in_the_inbox().filter(article=article.pk)
    return about.exclude(pk__in=ContactMessage.objects.spam()).filter(pk=asked).first()


def tell_sender(message: ContactMessage, said: dict[str, Any], *, by: Any) -> str:
    """Answer the sender of a report, now that readers have the correction; what came of it."""
    if not said["report_answer"].strip():
        return "Its sender was told nothing; the message still waits in the inbox."
    try:
        inbox.answer(message, said["report_answer"], seen=said["report_seen"] or 0, by=by)
    except inbox.AnsweredMeanwhile as meanwhile:
        return f"{meanwhile} Its sender was told nothing more."
    return f"{message.name}, who reported it, is told by mail."
