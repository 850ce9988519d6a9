"""What somebody from outside writes a piece with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.contributing import plain_text
from articles.contributing.pictures import RIGHTS
from articles.figures import LONGEST_ALT
from articles.forms.unsaved import UnsavedForm
from articles.models import PieceLicence, Submission, SubmissionStatus
from articles.renditions import LARGEST_FILE
from articles.sanitize import LONGEST, clean_submission
from authors.mail import UNSEEN, one_line

SAYS = {
    "own": "It is mine: I took or made it",
    "permission": "I have the permission of who owns it",
}


class NewPieceForm(forms.ModelForm):
    class Meta:
        model = Submission
        fields = ["headline"]
        labels = {"headline": "Working headline"}
        help_texts = {"headline": "You can change it until you send the piece."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["headline"].required = True


class PieceFields(forms.Form):
    """What everybody from outside says of a piece and its picture, with an account or without."""

    caption = forms.CharField(
        max_length=500, required=False, help_text="Who or what is seen, where and when."
    )
    alt = forms.CharField(
        label="What it shows",
        max_length=LONGEST_ALT,
        required=False,
        help_text="In a few words, for those who do not see it.",
    )
    credit = forms.CharField(
        max_length=200, required=False, help_text="Whose photo it is, as it is printed under it."
    )
    rights = forms.ChoiceField(
        label="By what right may we print it?",
        choices=list(SAYS.items()),
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_headline(self) -> str:
        return one_line(self.cleaned_data["headline"])

    def clean_body(self) -> str:
        typed = self.cleaned_data["body"]
        if len(typed) > LONGEST:
            raise ValidationError("The text is too long to be kept.")
        return clean_submission(plain_text.as_html(typed).translate(UNSEEN))

    @property
    def photo_words(self) -> dict[str, str]:
        """What was typed about the picture, by the photo's fields."""
        said = {name: self.cleaned_data.get(name, "") for name in ("caption", "alt", "credit")}
        return said | {"licence": RIGHTS.get(self.cleaned_data.get("rights", ""), "")}


class PieceForm(PieceFields, UnsavedForm):
    """
    A piece with the words of its picture. `based_on` is the version of the submission that the
    form started from.
    """

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    headline = forms.CharField(
        max_length=250,
        required=False,
        widget=forms.Textarea({"rows": 1, "dir": "auto"}),
    )
    dek = forms.CharField(
        label="Summary",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text="One sentence under the headline. You may leave it to the editors.",
    )
    picture = forms.FileField(
        label="Photo file",
        required=False,
        widget=forms.FileInput({"accept": "image/*"}),
        help_text=f"JPEG, PNG, WebP, AVIF, TIFF or GIF; at most {LARGEST_FILE // 1024 // 1024} MB."
        " It is sent when you save.",
    )
    answer = forms.CharField(
        label="Your answer to the editor",
        max_length=5_000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text="It goes with your changes.",
    )

    class Meta:
        model = Submission
        fields = ["headline", "dek", "body", "licence", "previously_published", "sources"]
        fields += ["message"]
        labels = {"licence": "Where may it appear?"}
        widgets = {
            "licence": forms.RadioSelect,
            "previously_published": forms.URLInput({"placeholder": "https://"}),
            "sources": forms.Textarea({"rows": 3, "dir": "ltr", "placeholder": "https://"}),
            "message": forms.Textarea({"rows": 3, "dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        licence: Any = self.fields["licence"]
        licence.choices = PieceLicence.choices
        self.initial.update(based_on=self.instance.version, **self._words_of_photo())
        if self.instance.status != SubmissionStatus.CHANGES_REQUESTED:
            del self.fields["answer"]

    def _words_of_photo(self) -> dict[str, str]:
        photo = self.instance.photo
        if photo is None:
            return {}
        rights = next((name for name, words in RIGHTS.items() if words == photo.licence), "")
        said = {"caption": photo.caption, "alt": photo.alt, "credit": photo.credit}
        return said | {"rights": rights}

    def clean_dek(self) -> str:
        return one_line(self.cleaned_data["dek"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.errors:
            self.ask_for_the_file_again()
        return cleaned

    def ask_for_the_file_again(self) -> None:
        if self.files:
            self.add_error("picture", "Choose the file once more: browsers do not keep it.")

    @property
    def piece(self) -> dict[str, Any]:
        """What was typed, by the names of the submission's fields; of a form that is valid."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def start_from(self, version: int) -> None:
        """The submission has been shown beside what was typed: base the next save on it."""
        posted: Any = self.data
        self.data = data = posted.copy()
        data["based_on"] = str(version)
