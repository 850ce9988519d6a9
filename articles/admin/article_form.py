from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from algemeiner.keys import is_key
from articles.admin.changes import ChangeFields
from articles.admin.conflict import says_otherwise
from articles.embargoes import secret_photos
from articles.figures import photo_ids
from articles.forms.unsaved import UnsavedForm
from articles.models import Article, Byline, Photo, Revision
from articles.sanitize import LONGEST, clean_html
from articles.workflow import TIMES, Copy, content_of
from authors.models import Author

MOST_BYLINES = 100  # rows; each that is asked for is looked at and drawn, whatever is in it


def saved_meanwhile(theirs: Revision) -> ValidationError:
    return ValidationError(
        f"{theirs.created_by or 'Somebody'} saved this article while you were writing, so nothing "
        "has been saved now. What you typed is in the form. Compare the two, take over what you "
        "want to keep, and save again."
    )


class OneLine(forms.CharField):
    """A line of text too long for a line of the form."""

    def __init__(self, *, placeholder: str, **kwargs: Any) -> None:
        widget = forms.Textarea({"rows": 1, "class": "vLargeTextField", "placeholder": placeholder})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


class ArticleForm(ChangeFields, UnsavedForm):
    """
    An article's content as a form over its working copy.

    `based_on` is the revision that the form started from. Once another has been saved that says
    anything else, the form is stale and refused.
    """

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Note on this version",
        max_length=200,
        required=False,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text="What you changed, for the article’s history.",
    )
    reason = forms.CharField(
        label="Why it goes back",
        max_length=1_000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto", "aria-required": "true"}),
        help_text="Its writer reads this over the article.",
    )
    headline = OneLine(max_length=250, placeholder="Headline")
    dek = OneLine(
        max_length=500, required=False, placeholder="Dek: one sentence under the headline"
    )

    class Meta:
        model = Article
        fields: list[str] = []  # the admin's fieldsets say which
        widgets = {"kicker": forms.TextInput({"class": "vTextField", "placeholder": "Kicker"})}
        # The zone stands beside each time.
        help_texts = {
            "body": "An address of YouTube, X and others, pasted on a line of its own, is "
            "embedded. Alt+F10 leads to the toolbar.",
            "publish_at": "Left empty, the moment of publishing.",
            "embargo_until": "Nobody but those on its list sees it before.",
            "expires_at": "Its address answers “gone” from then on.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working_copy: Revision | None = self.instance.working_copy
        if working_copy is not None:
            self.initial["based_on"] = working_copy.pk
            self.initial["tags"] = list(working_copy.tags.all())
        else:
            self.fields["headline"].widget.attrs["autofocus"] = True
        if "lead_photo" in self.fields:
            # Also when another article has put it under an embargo since it was chosen here.
            photos: Any = self.fields["lead_photo"]
            photos.queryset |= Photo.objects.filter(pk=self.instance.lead_photo_id)

    @property
    def is_stale(self) -> bool:
        newest: int | None = self.instance.working_copy_id
        if newest is None or not self.is_bound:
            return False
        return self.cleaned_data.get("based_on") != newest

    @property
    def has_met(self) -> bool:
        """Whether it was shown beside another version before, and is not saved since."""
        return self.is_bound and bool(self.data.get("base"))

    @cached_property
    def base(self) -> Revision | None:
        """The version that what was typed is to be compared with: where it started from."""
        is_shown = self.has_met and (not self.is_stale or "_take_over" in self.data)
        pk = self.data.get("base" if is_shown else "based_on", "")
        versions = Revision.objects.whole().filter(article=self.instance.pk)
        return versions.filter(pk=pk).first() if is_key(pk) else None

    def start_from_now(self) -> None:
        """The working copy has been shown beside what was typed: base the next save on it."""
        posted: Any = self.data
        self.data = data = posted.copy()
        data["based_on"] = str(self.instance.working_copy_id)

    def clean_body(self) -> str:
        typed = self.cleaned_data["body"]
        if len(typed) > LONGEST:
            raise ValidationError("The text is too long to be kept.")
        body = clean_html(typed)
        shown = photo_ids(body)
        if self.person and secret_photos(self.instance, shown, by=self.person).exists():
            raise ValidationError("A photo in the text is not in the library. Choose another.")
        return body

    def clean(self) -> dict[str, Any] | None:
        if "_take_over" in self.data:
            raise ValidationError("Nothing was taken over, and nothing is saved. Try again.")
        if "_send_back" in self.data and not self.cleaned_data.get("reason"):
            self.add_error("reason", "Say why.")
        # The form shows no fractions of a second, and cannot say which one it means of an hour
        # that the clocks repeat: a time that nobody touched stays what it was.
        for name in TIMES:
            if name in self.fields and name not in self.changed_data:
                self.errors.pop(name, None)
                self.cleaned_data[name] = self.initial.get(name)
        return super().clean()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        theirs: Revision | None = self.instance.working_copy
        if theirs and self.is_stale and says_otherwise(theirs, self.copy(theirs.authors_in_order)):
            self.add_error(None, saved_meanwhile(theirs))

    def copy(self, authors: list[Author]) -> Copy:
        """What was typed, with `authors` in the order of the byline."""
        return Copy(content_of(self.instance), authors, self.cleaned_data.get("tags", []))


class BylineForm(forms.ModelForm):
    position = forms.IntegerField(
        label="order",
        required=False,
        min_value=1,
        widget=forms.NumberInput({"aria-label": "Order"}),
    )

    class Meta:
        model = Byline
        fields = ["author", "position"]

    def has_changed(self) -> bool:
        # Every row is new to the formset, also the one that only repeats what was there.
        return bool(self.data.get(self.add_prefix("author")))


class BylineFormSet(BaseInlineFormSet):
    """The working copy's bylines as rows without identity: `authors` is what they say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.absolute_max = MOST_BYLINES  # Django's is a thousand more
        super().__init__(*args, **kwargs)
        self.authors: list[Author] = []

    def clean(self) -> None:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("author")]
        self.authors = [row["author"] for row in sorted(rows, key=self._place)]
        if len(set(self.authors)) < len(self.authors):
            raise ValidationError("An author is named twice.")
        theirs: Revision | None = self.instance.working_copy
        is_stale = theirs and str(theirs.pk) != self.data.get("based_on")
        if theirs and is_stale and self.authors != theirs.authors_in_order:
            raise saved_meanwhile(theirs)

    def _place(self, row: dict[str, Any]) -> float:
        """
        Where in the byline a row goes: by its number, at the end without one.

        A number that was changed counts before the row that has it when it went up, and after it
        when it went down.
        """
        place = row.get("position") or float("inf")
        stood = self._stood().get(row["author"], float("inf"))
        return place + (place > stood) / 2 - (place < stood) / 2

    def _stood(self) -> dict[Author, int]:
        working_copy: Revision | None = self.instance.working_copy
        authors = working_copy.authors_in_order if working_copy else []
        return {author: place for place, author in enumerate(authors, start=1)}
