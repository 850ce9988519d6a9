"""The form fields of the contributors' pages."""

import time
from typing import Any

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django_recaptcha.fields import ReCaptchaField
from django_recaptcha.widgets import ReCaptchaV3

from authors.captcha import Verdict, verify

_clock = Signer(salt="authors.fields.begun", sep=":")


class CaptchaWidget(ReCaptchaV3):
    """A hidden input that static/js/recaptcha.js fills when the form is sent."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context | {"script_url": settings.RECAPTCHA_SCRIPT_URL}


class CaptchaField(ReCaptchaField):
    """
    Cleans to a `Verdict`, never to an error: what becomes of a sender who did not pass is for the
    form to decide, and nothing that was typed depends on it.
    """

    address: str | None = None  # the visitor's; CaptchaMixin sets it

    def __init__(self, *, action: str) -> None:
        super().__init__(widget=CaptchaWidget(action=action), label="")
        self.required = False

    def clean(self, value: str | None) -> Verdict:
        return verify(self.to_python(value), action=self.widget.action, address=self.address)


class LenientChoiceField(forms.ModelChoiceField):
    """Of what a page sends by itself: what is none is left out, and nobody learns what there is."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


class TrapInput(forms.TextInput):
    """A field that no person sees or reaches; what fills in every field fills it in, too."""

    input_type = "hidden"  # so that no page lists it among its fields
    template_name = "authors/trap.html"


class TrapField(forms.CharField):
    widget = TrapInput

    def __init__(self) -> None:
        super().__init__(required=False)


class BegunInput(forms.HiddenInput):
    def format_value(self, value: Any) -> str:
        """As it came, or the mark of this moment in a form that is new."""
        return value or begun()


class BegunField(forms.Field):
    """When the form was given out. Cleans to the seconds since, None where nobody can tell."""

    widget = BegunInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: str | None) -> float | None:
        try:
            return time.time() - float(_clock.unsign(value or ""))
        except (BadSignature, ValueError):
            return None


def begun() -> str:
    """This moment as a form carries it, signed: nobody makes an earlier one up."""
    return _clock.sign(f"{time.time():.1f}")


def begun_today() -> str:
    """The same for a page that is kept for everybody: of the day, so that all copies are alike."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return _clock.sign(f"{midnight.timestamp():.0f}")


class CaptchaMixin(forms.Form):
    """
    For forms with a CaptchaField.

    `address` is request.META["REMOTE_ADDR"], which the trusted-proxy middleware has made the
    visitor's own.
    """

    def __init__(self, *args: Any, address: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, CaptchaField):
                field.address = address
