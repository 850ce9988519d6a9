"""“Mail for you”: what each person of the newsroom is told by mail, and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authors import notices
from authors.models import Delivery, User


class ChoicesForm(forms.Form):
    def __init__(self, data: Any = None, *, person: User) -> None:
        super().__init__(data, initial=notices.choices_of(person))
        for kind in notices.KINDS:
            self.fields[kind.name] = forms.ChoiceField(label=kind.label, choices=Delivery)


@require_http_methods(["GET", "HEAD", "POST"])
def mail_choices(request: Any) -> HttpResponse:
    form = ChoicesForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        notices.choose(request.user, form.cleaned_data)
        messages.success(request, "Saved. It counts from the next mail on.")
        return redirect("admin:authors_user_mail")
    shown = admin.site.each_context(request) | {"title": "Mail for you", "form": form}
    return render(request, "admin/authors/user/mail.html", shown)
