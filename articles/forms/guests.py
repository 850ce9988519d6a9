"""The form of people without an account. What was attached to it survives whatever is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from articles.contributing import documents, kept_pictures, plain_text, requirements
from articles.contributing.packages import UnusableDocument
from articles.forms.pieces import PieceFields
from articles.models import Photo, Submission
from articles.renditions import Picture, UnusablePicture, inspect
from authors.fields import CaptchaField
from authors.forms import VisitorForm
from authors.mail import one_line

LARGEST_PICTURE = 10 * 1024 * 1024  # bytes
TOO_LARGE = "The picture is larger than 10 MB. Make it smaller, and choose it again."
NOT_KEPT = "Choose your photo once more: it could not be kept."
MARKS = "What stands between < and > makes its paragraphs, headings and links: leave it as it is."
OF_PHOTO = {
    "alt": "Say what the photo shows, for those who do not see it.",
    "credit": "Say whose photo it is.",
    "rights": "Say by what right we may print the photo.",
}


def _file_input(accept: str, largest: int, too_large: str) -> forms.FileInput:
    """Weighed in the browser, too (static/js/attached.js)."""
    return forms.FileInput({"accept": accept, "data-largest": largest, "data-too-large": too_large})


class GuestForm(PieceFields, VisitorForm):
    """
    `document` becomes the text when it is sent, before anything else is asked; a `picture` that can
    be used is kept for the next try under a token, `kept`. `taken` says what was attached so far.
    """

    document = forms.FileField(
        label="Or attach your text",
        required=False,
        help_text="A .docx, .odt or .txt of 20 MB at most. It becomes text that you can check.",
        widget=_file_input(
            ",".join(documents.ENDINGS), documents.LARGEST_FILE, documents.TOO_LARGE
        ),
    )
    picture = forms.FileField(
        label="One photo",
        required=False,
        help_text="JPEG, PNG or WebP, 10 MB at most.",
        widget=_file_input("image/*", LARGEST_PICTURE, TOO_LARGE),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    # Filled in by static/js/attached.js: who has no scripts sees no editor, but what is in it.
    scripted = forms.CharField(required=False, widget=forms.HiddenInput)
    without_picture = forms.BooleanField(label="Send it without this picture", required=False)
    captcha = CaptchaField(action="submit")

    words = "body"
    looked_through = ["name", "bio", "headline"]  # a text is full of links to what it relies on

    class Meta:
        model = Submission
        fields = ["name", "email", "bio", "headline", "body"]
        fields += ["previously_published", "licence", "message"]
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "bio": forms.Textarea({"rows": 3}),
            "message": forms.Textarea({"rows": 3}),
            "licence": forms.RadioSelect,
            "previously_published": forms.URLInput({"placeholder": "https://"}),
        }
        labels = {"licence": "Where may it appear?"}
        help_texts = {
            "email": "We write to it once to ask whether it is yours.",
            "bio": "Who you are, in one to three sentences: it stands under your piece.",
        }
        error_messages = {"body": {"required": "Write your text here, or attach it."}}

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data.copy() if data is not None else None, files, **kwargs)
        for name in ("name", "email", "headline", "body"):
            self.fields[name].required = True
        self.taken: list[str] = []
        self.problem_with_document = ""
        self.sent_picture: tuple[str, Picture] | None = None
        if self.is_bound:
            self._take_document()

    def _take_document(self) -> None:
        """Put the text of the document where the sender sees it, and can change it."""
        document = self.files.get("document")
        if document is None:
            return
        data: Any = self.data
        try:
            read = documents.read(document.name or "", document.read(documents.LARGEST_FILE + 1))
        except UnusableDocument as problem:
            self.problem_with_document = str(problem)
            return
        headline = data.get("headline", "").strip() or read.headline
        body = plain_text.as_html(data.get("body", "")) + read.body_under(headline)
        data["headline"] = headline
        data["body"] = body if data.get("scripted") else plain_text.without_marks(body)
        self.taken = [f"“{document.name}” is now in the text field.", *read.notes]
        if not data.get("scripted") and data["body"] == body:
            self.taken.append(MARKS)

    def clean_document(self) -> None:
        if self.problem_with_document:
            raise ValidationError(self.problem_with_document)

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_picture(self) -> None:
        """Look at the picture that was chosen now or kept from the last try."""
        chosen = self.cleaned_data["picture"]
        if chosen is not None:
            if chosen.size > LARGEST_PICTURE:
                raise ValidationError(TOO_LARGE)
            self._look_at(chosen.name, chosen.read())
        elif self.data.get("kept") and "without_picture" not in self.data:
            there = kept_pictures.kept(self.data["kept"])
            if there is None:
                raise ValidationError(NOT_KEPT)
            self._look_at(*there)

    def _look_at(self, name: str, data: bytes) -> None:
        try:
            self.sent_picture = name, inspect(data)
        except UnusablePicture as problem:
            raise ValidationError(str(problem))

    def clean(self) -> dict[str, Any] | None:
        if self.sent_picture is not None:
            for name, words in OF_PHOTO.items():
                if name not in self.errors and not self.cleaned_data.get(name):
                    self.add_error(name, words)
        return super().clean()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # the stubs leave it out
        for name, words in requirements.lacking(self.instance):
            if name not in self.errors:
                self.add_error(name or None, words)

    def keep_picture(self) -> None:
        """For the next try: let the form carry the picture that came with this one."""
        data: Any = self.data
        new = self.sent_picture if "picture" in self.files else None
        if new or "without_picture" in data:
            self.let_go_of_picture()
            data["kept"] = kept_pictures.keep(new[0], new[1].data) if new else ""
        if new and not data["kept"]:
            self.taken.append(NOT_KEPT)

    def let_go_of_picture(self) -> None:
        kept_pictures.let_go(self.data.get("kept", ""))

    @property
    def kept_name(self) -> str:
        """The file name of the picture that the form carries."""
        return kept_pictures.name_of(self.data.get("kept", ""))

    @property
    def picture_itself(self) -> Picture | None:
        return self.sent_picture[1] if self.sent_picture else None

    @property
    def photo(self) -> Photo | None:
        """The words to the picture, as they go into the library with it."""
        if self.sent_picture is None:
            return None
        return Photo(original_name=self.sent_picture[0], **self.photo_words)
