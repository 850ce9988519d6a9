from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from algemeiner.desk import DeskModelAdmin
from articles.models import Redirect
from articles.models.redirects import TARGETS


class RedirectForm(forms.ModelForm):
    def clean_path(self) -> str:
        path: str = self.cleaned_data["path"]
        if not path.startswith("/"):
            raise ValidationError("An address of this site begins with a slash.")
        return path

    def clean(self) -> dict[str, Any] | None:
        if sum(bool(self.cleaned_data.get(name)) for name in TARGETS) != 1:
            self.add_error(TARGETS[0], "Choose one thing that the address leads to.")
        article = self.cleaned_data.get("article")
        if article is not None and article.live_revision_id is None:
            self.add_error("article", "It was never published and has no address yet.")
        return super().clean()


@admin.register(Redirect)
class RedirectAdmin(DeskModelAdmin):
    form = RedirectForm
    list_display = ["path", "target", "created_at"]
    list_select_related = TARGETS
    search_fields = ["path"]
    autocomplete_fields = TARGETS
    fields = ["path", *TARGETS]
