"""What visitors fill in. A form keeps all that was sent; the captcha only says how to file it."""

from typing import Any

from django import forms

from authors.captcha import Verdict
from authors.fields import CaptchaField, CaptchaMixin
from authors.models import ContactMessage, JoinRequest
from authors.models.contact import FromAVisitor, Screening


class VisitorForm(CaptchaMixin, forms.ModelForm):
    """A ModelForm that files what it saves under the captcha's verdict."""

    def save(self, commit: bool = True) -> Any:
        verdict: Verdict = self.cleaned_data["captcha"]
        sent: FromAVisitor = self.instance
        sent.screening = Screening.PASSED if verdict.passed else Screening.HELD
        sent.screening_detail = _in_words(verdict)
        return super().save(commit)


class ContactForm(VisitorForm):
    captcha = CaptchaField(action="contact")

    class Meta:
        model = ContactMessage
        fields = ["topic", "name", "email", "article_url", "message"]
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "message": forms.Textarea({"rows": 10}),
        }


class JoinForm(VisitorForm):
    captcha = CaptchaField(action="join")

    class Meta:
        model = JoinRequest
        fields = ["name", "email", "pitch"]
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "pitch": forms.Textarea({"rows": 5}),
        }


def _in_words(verdict: Verdict) -> str:
    parts = [str(verdict.outcome), *verdict.reasons]
    if verdict.score is not None:
        parts.append(f"score {verdict.score:.1f}")
    return ", ".join(parts)[:200]
