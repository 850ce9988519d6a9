"""What somebody who would write for the paper says of themselves."""

from __future__ import annotations

from typing import Any

from django import forms

from articles.renditions import LARGEST_FILE, Picture, UnusablePicture, inspect
from authors.models import Contributor, Terms
from authors.models.contributors import LONGEST_BIO

SLIDER = forms.NumberInput({"type": "range", "step": "0.1", "min": "0", "max": "1"})


class ProfileForm(forms.ModelForm):
    """
    The profile with its portrait, and the terms in force as long as they are not agreed to.

    What is unfinished may be saved; what is missing is said where it is handed in.
    """

    picture = forms.FileField(
        label="Portrait",
        required=False,
        widget=forms.FileInput({"accept": "image/*"}),
        help_text=f"A picture of your face, of at most {LARGEST_FILE // 1024 // 1024} MB. It is "
        "shown as a square.",
    )
    focal_x = forms.FloatField(
        label="From left to right", min_value=0, max_value=1, required=False, widget=SLIDER
    )
    focal_y = forms.FloatField(
        label="From top to bottom", min_value=0, max_value=1, required=False, widget=SLIDER
    )
    agreed = forms.BooleanField(label="I have read the terms and agree to them", required=False)
    terms = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Contributor
        fields = ["name", "bio", "links", "disclosure"]
        widgets = {
            "name": forms.TextInput({"autocomplete": "name", "dir": "auto"}),
            "bio": forms.Textarea({"rows": 4, "dir": "auto", "data-most": LONGEST_BIO}),
            "links": forms.Textarea({"rows": 3, "dir": "ltr", "placeholder": "https://"}),
            "disclosure": forms.Textarea({"rows": 3, "dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.portrait: Picture | None = None
        if photo := self.instance.portrait:
            self.initial.update(focal_x=photo.focal_x, focal_y=photo.focal_y)
        else:
            del self.fields["focal_x"], self.fields["focal_y"]
        in_force = Terms.objects.in_force()
        if in_force is None or self.instance.has_accepted(in_force):
            del self.fields["agreed"], self.fields["terms"]
        else:
            self.initial["terms"] = in_force.number

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_picture(self) -> Any:
        sent = self.cleaned_data["picture"]
        if sent:
            try:
                self.portrait = inspect(sent.read(LARGEST_FILE + 1))
            except UnusablePicture as problem:
                raise forms.ValidationError(str(problem)) from problem
        return sent

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.errors and self.files and "picture" not in self.errors:
            self.add_error("picture", "Choose the file once more: browsers do not keep it.")
        return cleaned

    @property
    def focus(self) -> tuple[float, float] | None:
        """The point of the portrait that stays in the square, if it was said."""
        x, y = self.cleaned_data.get("focal_x"), self.cleaned_data.get("focal_y")
        return None if x is None or y is None else (x, y)

    @property
    def agrees_to(self) -> Terms | None:
        """The text that was agreed to with this form, which need not be in force any more."""
        if not self.cleaned_data.get("agreed"):
            return None
        return Terms.objects.filter(number=self.cleaned_data["terms"]).first()
