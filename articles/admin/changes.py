"""What an editor says of a change to what readers have, on the article's form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from articles.admin import reports
from articles.changes import CORRECTION_UNTOLD, TypedChange
from articles.models import Article, ChangeKind, Placement

FIELDS = ["change_kind", "change_text", "change_placement"]
PUBLISHING = {"_publish", "_override"}  # the buttons that give readers what was typed
KINDS = [
    (ChangeKind.MINOR, "Minor: spelling or layout; readers are told nothing"),
    (ChangeKind.UPDATE, "Update: something new; readers see when it came"),
    (ChangeKind.CORRECTION, "Correction: something was wrong; readers are told what"),
]


class ChangeFields(reports.ReportFields):
    """
    The part of the article's form that publishing a change to what readers have asks for.

    Nothing is chosen beforehand: whoever publishes says what it is. `said` is what was said with a
    save that published nothing yet; both attributes are set on the class made for one request.
    """

    readers_have_it = False
    said: dict[str, Any] = {}

    change_kind = forms.ChoiceField(
        label="This change is", choices=KINDS, required=False, widget=forms.RadioSelect
    )
    change_text = forms.CharField(
        label="What readers are told",
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text="Of a correction: what was wrong, and what is right. Of an update, if you like.",
    )
    change_placement = forms.ChoiceField(
        label="Where the correction stands",
        choices=Placement,
        initial=Placement.FOOT,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.readers_have_it:
            self.initial.update(self.said)
        else:
            for name in FIELDS:
                del self.fields[name]

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()
        if self.readers_have_it and PUBLISHING & self.data.keys():
            self._refuse_untold()
        return cleaned

    def _refuse_untold(self) -> None:
        kind = self.cleaned_data.get("change_kind")
        if not kind:
            self.add_error("change_kind", "Readers have this article: say what this change is.")
        elif kind == ChangeKind.CORRECTION and not self.cleaned_data.get("change_text", "").strip():
            self.add_error("change_text", CORRECTION_UNTOLD)

    @property
    def typed_change(self) -> TypedChange | None:
        """What was said, of a form that is valid and was published; None where nobody was asked."""
        if not self.readers_have_it:
            return None
        kind, text, placement = (self.cleaned_data[name] for name in FIELDS)
        is_told = kind != ChangeKind.MINOR
        return TypedChange(kind, text if is_told else "", placement or Placement.FOOT)


# What was said and not published yet, for as long as the session lasts.


def remembered(request: HttpRequest, article: Article) -> dict[str, Any]:
    said: dict[str, Any] = request.session.get(_key(article), {})
    return said


def remember(request: HttpRequest, article: Article, form: ChangeFields) -> None:
    """Keep what a form says of the change for the next one of the same article."""
    kept = [*FIELDS, *(name for name in reports.FIELDS if name in form.fields)]
    said = {name: form.cleaned_data.get(name, "") for name in kept}
    if said["change_kind"] or said["change_text"]:
        request.session[_key(article)] = said
    else:
        forget(request, article)


def forget(request: HttpRequest, article: Article) -> None:
    request.session.pop(_key(article), None)


def _key(article: Article) -> str:
    return f"change of article {article.pk}"
