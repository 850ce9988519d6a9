"""Mail that has not gone out: what waits, what is tried again and why, and what was given up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from algemeiner import policy
from algemeiner.dateline import published
from algemeiner.desk import DeskModelAdmin
from authors import outgoing
from authors.admin import mailbox
from authors.models import OutgoingMail, User

NAME = "authors_outgoingmail"
LIST = f"admin:{NAME}_changelist"
AT_ONCE = 100  # that are sent again by one press


class Standing(admin.SimpleListFilter):
    title, parameter_name = "where it stands", "standing"
    NARROWED = {"waiting": "untried", "retrying": "retrying", "dead": "dead"}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("waiting", "Waiting"),
            ("retrying", "Tried again"),
            ("dead", "Not sent"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        narrowed = self.NARROWED.get(self.value() or "")
        return getattr(queryset, narrowed)() if narrowed else queryset


@admin.register(OutgoingMail)
class OutgoingMailAdmin(DeskModelAdmin):
    change_form_template = "admin/authors/outgoingmail/mail.html"
    change_list_template = "admin/authors/outgoingmail/change_list.html"
    list_display = ["subject", "recipient", "where", "since", "why"]
    list_filter = [Standing]
    list_select_related = ["trouble"]
    ordering = ["-pk"]
    fields = ()
    actions = ["send_again"]

    def get_queryset(self, request: HttpRequest) -> Any:
        found: Any = super().get_queryset(request)
        return found.with_times()

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "resend", None)

    @admin.action(description="Send again", permissions=["resend"])
    def send_again(self, request: Any, queryset: Any) -> None:
        done = [mail for mail in queryset[:AT_ONCE] if _tell(request, outgoing.send_again, mail)]
        if done:
            messages.success(request, f"{_mails(len(done))} to be sent again now.")

    @admin.display(description="to")
    def recipient(self, mail: OutgoingMail) -> str:
        return mail.recipient

    @admin.display(description="where it stands")
    def where(self, mail: OutgoingMail) -> str:
        return f"{mail.standing}, {_moment(mail.next_try)}" if mail.next_try else mail.standing

    @admin.display(description="since")
    def since(self, mail: Any) -> str:
        return _moment(mail.since)

    @admin.display(description="what went wrong")
    def why(self, mail: OutgoingMail) -> str:
        return mail.last_trouble

    def get_urls(self) -> list[Any]:
        def view(act: Callable[..., HttpResponseBase]) -> Any:
            return self.admin_site.admin_view(require_POST(act))

        return [
            path("<int:pk>/send-again/", view(send_again), name=f"{NAME}_send_again"),
            path("<int:pk>/give-up/", view(give_up), name=f"{NAME}_give_up"),
            path("mailbox/", self.admin_site.admin_view(mailbox.letters), name=f"{NAME}_mailbox"),
            path(
                "mailbox/page/",
                self.admin_site.admin_view(mailbox.page),
                name=f"{NAME}_mailbox_page",
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request: Any, extra_context: Any = None) -> Any:
        return super().changelist_view(
            request, (extra_context or {}) | {"mailbox": settings.MAILBOX}
        )

    def change_view(
        self, request: Any, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        mail = self.get_object(request, object_id)
        shown = {"mail": mail, "title": mail.subject if mail else "", "subtitle": None}
        shown["may_resend"] = self.has_resend_permission(request)
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)


def send_again(request: Any, pk: int) -> HttpResponse:
    if _tell(request, outgoing.send_again, _mail_for(request, pk)):
        messages.success(request, "It is to be sent again now.")
    return redirect(LIST)


def give_up(request: Any, pk: int) -> HttpResponse:
    mail = _mail_for(request, pk)
    if _tell(request, outgoing.give_up, mail):
        messages.success(request, f"“{mail}” is thrown away.")
    return redirect(LIST)


def _mail_for(request: Any, pk: int) -> OutgoingMail:
    if not policy.may(request.user, outgoing.ACT):
        raise PermissionDenied
    mail: OutgoingMail = get_object_or_404(OutgoingMail.objects.all(), pk=pk)
    return mail


def _tell(request: Any, verb: Callable[..., None], mail: OutgoingMail) -> bool:
    """Whether it was done; else why not is told."""
    by: User = request.user
    try:
        verb(mail, by=by)
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
        return False
    return True


def _mails(count: int) -> str:
    return "One mail is" if count == 1 else f"{count} mails are"


def _moment(at: datetime | None) -> str:
    return published(at) if at else ""
