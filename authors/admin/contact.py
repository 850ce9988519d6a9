"""The inbox: what strangers wrote through the contact form, and what the newsroom answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from algemeiner import policy
from authors import inbox, mail
from authors.admin.places import Places
from authors.admin.visitors import FromAVisitorAdmin
from authors.models import ContactMessage, User
from authors.models.contact import ContactMessageQuerySet, MessageStatus

# What a reporter of an error is told, by what came of it: templates/mail/outcome_<name>.txt.
OUTCOMES = {"corrected": "We have corrected it", "stands": "It is right as it stands"}
DONE = {
    "release": "It is in the inbox now.",
    "close": "Closed.",
    "mark_spam": "Taken for spam. “Spam” in the list of messages has it.",
}


class Where(Places):
    PLACES = {
        None: ("To do", ContactMessageQuerySet.to_do),
        "held": ("Held for review", ContactMessageQuerySet.held),
        "answered": ("Answered", lambda found: found.standing(MessageStatus.ANSWERED)),
        "closed": ("Closed", lambda found: found.standing(MessageStatus.CLOSED)),
        "spam": ("Spam", ContactMessageQuerySet.spam),
        "all": ("Everything", lambda found: found),
    }


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="Your answer",
        max_length=10_000,
        widget=forms.Textarea({"rows": 10, "dir": "auto"}),
        help_text="Goes to the sender by mail, with their own words under it.",
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none(), label="Who has it")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = User.objects.who_may(inbox.ACT)


@admin.register(ContactMessage)
class ContactMessageAdmin(FromAVisitorAdmin):
    change_form_template = "admin/authors/contactmessage/message.html"
    list_display = ["sent_at", "topic", "name", "beginning", "status", "assigned_to"]
    list_filter = [Where, "topic", "sent_at"]
    list_select_related = ["assigned_to"]
    search_fields = ["name", "email", "message"]
    ordering = ["-pk"]

    @admin.display(description="message")
    def beginning(self, message: ContactMessage) -> str:
        return " ".join(message.message.split())[:90]

    def get_urls(self) -> list[Any]:
        def view(act: Callable[..., HttpResponseBase]) -> Any:
            return self.admin_site.admin_view(require_POST(act))

        acts = [
            path(f"<int:pk>/{verb}/", view(_plain(verb)), name=f"authors_contactmessage_{verb}")
            for verb in DONE
        ]
        return [
            *acts,
            path("<int:pk>/assign/", view(assign), name="authors_contactmessage_assign"),
            path("<int:pk>/answer/", view(self.answer), name="authors_contactmessage_answer"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: Any, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        message = self.get_object(request, object_id)
        if message is None:
            return super().change_view(request, object_id, form_url, extra_context)
        typed = (extra_context or {}).pop("answer_form", None)
        shown = self._of_one(request, message, typed)
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    def _of_one(
        self, request: Any, message: ContactMessage, typed: AnswerForm | None
    ) -> dict[str, Any]:
        answers = list(message.answers.select_related("by"))
        holder = message.assigned_to_id or request.user.pk
        return {
            "title": message.get_topic_display(),
            "subtitle": f"From {message.name}",
            "message": message,
            "answers": answers,
            "answer_form": typed or AnswerForm(initial=_begun(request, message, len(answers))),
            "assign_form": AssignForm(initial={"to": holder}),
            "may_answer": policy.may(request.user, inbox.ACT, message),
            "may_correct": _may_correct(request.user, message),
            "outcomes": OUTCOMES if message.topic == ContactMessage.Topic.CORRECTION else {},
        }

    def answer(self, request: Any, pk: int) -> HttpResponseBase:
        message = _message_for(request, pk)
        form = _answered(request, message)
        if form is None:
            return redirect("admin:authors_contactmessage_change", pk)
        # As a page of its own, the answer still in it; as a POST the form would be Django's.
        request.method = "GET"
        return self.change_view(request, str(pk), extra_context={"answer_form": form})


def _answered(request: Any, message: ContactMessage) -> AnswerForm | None:
    """None where the answer has gone out; else the form with it, which says why not."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return form
    try:
        inbox.answer(message, by=request.user, **form.cleaned_data)
    except inbox.AnsweredMeanwhile as meanwhile:
        # The next sending knows of the answer that is shown now.
        again = AnswerForm(form.cleaned_data | {"seen": message.answers.count()})
        again.add_error(None, f"{meanwhile} Read it above; then send yours, or leave it.")
        return again
    except ValidationError as problem:
        form.add_error("text", problem)
        return form
    messages.success(request, f"Your answer is on its way to {message.email}.")
    return None


def assign(request: Any, pk: int) -> HttpResponse:
    message = _message_for(request, pk)
    form = AssignForm(request.POST)
    if form.is_valid():
        inbox.assign(message, to=form.cleaned_data["to"], by=request.user)
        messages.success(request, f"{form.cleaned_data['to']} has it now.")
    else:
        messages.error(request, "Choose who is to have it.")
    return redirect("admin:authors_contactmessage_change", pk)


def _plain(verb: str) -> Callable[..., HttpResponse]:
    """The view of a verb that needs nothing said."""

    def act(request: Any, pk: int) -> HttpResponse:
        getattr(inbox, verb)(_message_for(request, pk), by=request.user)
        messages.success(request, DONE[verb])
        return redirect("admin:authors_contactmessage_change", pk)

    return act


def _message_for(request: Any, pk: int) -> ContactMessage:
    if not policy.may(request.user, inbox.ACT):
        raise PermissionDenied
    return get_object_or_404(ContactMessage, pk=pk)


def _may_correct(user: Any, message: ContactMessage) -> bool:
    """Whether a correction can come of it: of what readers have, by who may publish it."""
    article, in_the_inbox = message.article, ContactMessage.objects.in_the_inbox()
    if article is None or message.status == MessageStatus.SPAM or not article.was_seen():
        return False
    is_there = in_the_inbox.filter(pk=message.pk).exists()
    return is_there and policy.may(user, "articles.publish_article", article)


def _begun(request: Any, message: ContactMessage, seen: int) -> dict[str, Any]:
    """How an answer begins: with an outcome that was chosen, else empty."""
    outcome = request.GET.get("outcome", "")
    if outcome not in OUTCOMES:
        return {"seen": seen}
    return {"seen": seen, "text": mail.text(f"outcome_{outcome}", message=message).strip()}
