"""What the paper holds of a contributor: for them to have, and to have erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import logout
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from algemeiner.entrance import for_contributors
from articles.contributing import erasing, personal_data


class EraseForm(forms.Form):
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="Type it, so that nobody does this by mistake.",
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"]
        if typed.lower() != self.address:
            raise forms.ValidationError("This is not the address of your account.")
        return typed


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: Any) -> HttpResponse:
    form = EraseForm(request.POST or None, address=request.user.email)
    if form.is_valid():
        erasing.erase(request.user, by=request.user)
        logout(request)
        return render(request, "contributing/erased.html")
    return render(request, "contributing/data.html", {"form": form})


@for_contributors
@require_safe
def download(request: Any) -> StreamingHttpResponse:
    zipped = personal_data.stream(request.user)
    return StreamingHttpResponse(zipped, headers=personal_data.AS_DOWNLOAD)
