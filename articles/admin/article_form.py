from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from articles.models import Article, Byline, Revision, Tag
from articles.models.content import Content
from articles.workflow import Copy, content_of
from authors.models import Author


@dataclass(frozen=True)
class Difference:
    """A field in which what somebody saved meanwhile is not what was typed here."""

    label: str
    theirs: str
    yours: str


class ArticleForm(forms.ModelForm):
    """
    An article's content as a form over its working copy.

    `based_on` is the revision it started from. Once another has been saved, the form is invalid,
    keeps what was typed, and `conflict` holds the fields that differ.
    """

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        max_length=200, required=False, help_text="What you changed, for the article's history."
    )
    headline = forms.CharField(
        max_length=250, widget=forms.TextInput({"class": "vTextField", "size": 80})
    )
    tags = forms.ModelMultipleChoiceField(
        Tag.objects.all(),
        required=False,
        widget=AutocompleteSelectMultiple(Revision._meta.get_field("tags"), admin.site),
    )

    class Meta:
        model = Article
        fields: list[str] = []  # the admin's fieldsets say which
        widgets = {"dek": forms.Textarea({"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict: list[Difference] = []
        working_copy: Revision | None = self.instance.working_copy
        if working_copy is not None:
            self.initial["based_on"] = working_copy.pk
            self.initial["tags"] = list(working_copy.tags.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        working_copy: Revision | None = self.instance.working_copy
        if working_copy is not None and cleaned.get("based_on") != working_copy.pk:
            self._show_conflict(working_copy)
        return cleaned

    def validate_unique(self) -> None:
        """What readers see is checked when it is published; a working copy may be unfinished."""

    def validate_constraints(self) -> None:
        revision = Revision(**self.content())
        try:
            revision.validate_constraints(exclude={"article", "number", "created_by"})
        except ValidationError as error:
            self._update_errors(error)

    def content(self) -> dict[str, Any]:
        return content_of(self.instance)

    def copy(self, authors: list[Author]) -> Copy:
        return Copy(content=self.content(), authors=authors, tags=self.cleaned_data["tags"])

    def differs(self, copy: Copy) -> bool:
        """Whether `copy` says anything else than the working copy does."""
        working_copy: Revision = self.instance.working_copy
        return (
            content_of(working_copy) != copy.content
            or working_copy.authors_in_order != list(copy.authors)
            or set(working_copy.tags.all()) != set(copy.tags)
        )

    def _show_conflict(self, theirs: Revision) -> None:
        self.conflict = [
            Difference(field.verbose_name.capitalize(), str(their_value), str(your_value))
            for field in Content._meta.local_fields
            if (their_value := getattr(theirs, field.name))
            != (your_value := self.cleaned_data.get(field.name, getattr(theirs, field.name)))
        ]
        self.add_error(
            None,
            f"{theirs.created_by or 'Somebody'} saved this article while you were writing. "
            "Nothing of yours is lost: it stands in the form. Compare below, take over what you "
            "want to keep, and save again.",
        )
        # The next save is based on theirs: it has been shown now.
        self.data = self.data.copy()
        self.data[self.add_prefix("based_on")] = str(theirs.pk)


class BylineForm(forms.ModelForm):
    position = forms.IntegerField(
        label="order", required=False, min_value=1, widget=forms.NumberInput({"size": 3})
    )

    class Meta:
        model = Byline
        fields = ["author", "position"]

    def has_changed(self) -> bool:
        # Every row is new to the formset, also the one that only repeats what was there.
        return bool(self.data.get(self.add_prefix("author")))

    def validate_unique(self) -> None:
        """The live rows are not what is edited; BylineFormSet looks for an author named twice."""

    def validate_constraints(self) -> None:
        """As above."""


class BylineFormSet(BaseInlineFormSet):
    form = BylineForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authors: list[Author] = []

    def clean(self) -> None:
        rows = [
            (form.cleaned_data["position"] or len(self.forms), index, form.cleaned_data["author"])
            for index, form in enumerate(self.forms)
            if form.cleaned_data.get("author") and not form.cleaned_data.get("DELETE")
        ]
        self.authors = [author for _, _, author in sorted(rows, key=lambda row: row[:2])]
        if len(set(self.authors)) < len(self.authors):
            raise ValidationError("An author is named twice.")
