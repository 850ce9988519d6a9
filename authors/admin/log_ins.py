from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from algemeiner import policy
from authors import people
from authors.models import User

MOST = 50  # entries of the record; the rest is under “Audit entries”


class ResetForm(forms.Form):
    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="For the record. Have you made sure that it is they who ask?",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def log_ins(request: Any, object_id: int) -> HttpResponse:
    """How somebody logs in and where they are logged in, and what can be done about it."""
    person = get_object_or_404(User, pk=object_id)
    if not policy.may(request.user, "authors.change_user", person):
        raise PermissionDenied
    form = ResetForm(request.POST if "reset" in request.POST else None)
    if form.is_valid():
        people.reset_second_factor(person, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Reset. They hear of it by mail, and add a new one at log-in.")
        return redirect("admin:authors_user_log_ins", person.pk)
    if "end" in request.POST:
        people.end_sessions(person, by=request.user)
        messages.success(request, "Logged out everywhere.")
        return redirect("admin:authors_user_log_ins", person.pk)
    context = admin.site.each_context(request) | {
        "title": f"Log-ins of {person}",
        "form": form,
        "original": person,
        "opts": User._meta,
        "factors": Authenticator.objects.filter(user=person).order_by("created_at"),
        "entries": person.audit_entries_about.select_related("by")[:MOST],
        "sessions": UserSession.objects.filter(user=person).order_by("created_at"),
    }
    return render(request, "admin/authors/user/log_ins.html", context)
