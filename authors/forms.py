"""What visitors fill in. A form keeps all that was sent; it only says how to file it."""

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings

from algemeiner.keys import is_key
from authors.captcha import Outcome, Verdict, verify_checkbox
from authors.fields import BegunField, CaptchaField, CaptchaMixin, LenientChoiceField, TrapField
from authors.models import ContactMessage, JoinRequest
from authors.models.contact import FromAVisitor, Screening
from authors.spam import Sent, fingerprint, suspicions

CHECKBOX = "g-recaptcha-response"  # Google's name
TICK_THE_BOX = "One step more: tick the box above the button, and send it again."


class VisitorForm(CaptchaMixin, forms.ModelForm):
    """A ModelForm that files what it saves as the captcha and authors.spam see it."""

    website = TrapField()
    begun = BegunField()

    words: str  # the field that is written by hand

    @property
    def looked_through(self) -> list[str]:
        """The fields in which many links speak against a sender."""
        return ["name", "passage", self.words]

    @property
    def gives_second_chance(self) -> bool:
        """Whether the sender is asked to tick the box."""
        return self.has_error("captcha", code="second-chance")

    is_unjudged = False  # once saved: held for no other reason than that nobody could be asked

    def clean_captcha(self) -> Verdict:
        """The verdict; an error only for who has a second chance and has not been offered it."""
        verdict: Verdict = self.cleaned_data["captcha"]
        if verdict.outcome is not Outcome.LOW_SCORE or not settings.RECAPTCHA_CHECKBOX_PRIVATE_KEY:
            return verdict
        if "checkbox" not in self.data:
            raise forms.ValidationError(TICK_THE_BOX, code="second-chance")
        field: Any = self.fields["captcha"]
        second = verify_checkbox(
            self.data.get(CHECKBOX, ""), action=field.widget.action, address=field.address
        )
        return replace(second, score=verdict.score, reasons=("checkbox", *second.reasons))

    def save(self, commit: bool = True) -> Any:
        verdict: Verdict = self.cleaned_data["captcha"]
        sent: FromAVisitor = self.instance
        sent.fingerprint = fingerprint(self.cleaned_data[self.words])
        against = suspicions(self._as_sent())
        passed = verdict.passed and not against
        sent.screening = Screening.PASSED if passed else Screening.HELD
        self.is_unjudged = verdict.is_none and not against
        sent.screening_detail = ", ".join([*_in_words(verdict), *against])[:200]
        return super().save(commit)

    def _as_sent(self) -> Sent:
        data = self.cleaned_data
        return Sent(
            text=" ".join(data.get(name, "") for name in self.looked_through),
            email=data["email"],
            trap=data["website"],
            seconds=data["begun"],
            repeats=self.instance.repeats(self.instance.fingerprint),
        )


class ContactForm(VisitorForm):
    """
    Whoever comes from an article has it named, and what they saw of it; nobody is asked for an
    address that we know.
    """

    captcha = CaptchaField(action="contact")

    words = "message"

    class Meta:
        model = ContactMessage
        fields = ["topic", "name", "email", "article_url", "article", "revision", "passage"]
        fields += ["message"]
        field_classes = {"revision": LenientChoiceField}
        widgets = {
            "article": forms.HiddenInput,
            "revision": forms.HiddenInput,
            "passage": forms.Textarea({"rows": 3, "dir": "auto"}),
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "message": forms.Textarea({"rows": 10}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = self._public_article()
        for name in ("article_url",) if self.about else ("article", "revision", "passage"):
            del self.fields[name]

    def _public_article(self) -> Any:
        """The article that the form is about, as long as readers may see it."""
        articles: Any = self.fields["article"]
        articles.queryset = articles.queryset.published().for_links()
        named = self["article"].value()
        return articles.queryset.filter(pk=named).first() if is_key(str(named)) else None

    def clean_revision(self) -> Any:
        """What the reader saw; none where a version of another article is named."""
        revision = self.cleaned_data["revision"]
        return revision if revision and revision.article_id == self.about.pk else None


class JoinForm(VisitorForm):
    captcha = CaptchaField(action="join")

    words = "pitch"

    class Meta:
        model = JoinRequest
        fields = ["name", "email", "pitch"]
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "pitch": forms.Textarea({"rows": 5}),
        }


def _in_words(verdict: Verdict) -> list[str]:
    score = [] if verdict.score is None else [f"score {verdict.score:.1f}"]
    return [str(verdict.outcome), *verdict.reasons, *score]
