"""Passkeys, authenticator apps and recovery codes, in the paper's words."""

from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.conf import settings

from algemeiner import entrance
from authors.mail import PAPER


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": (
            "This is your last second factor, and your role needs one. Add another first."
        ),
        "incorrect_code": "That did not match. Codes change every half minute: try the newest.",
        "unverified_email": (
            "One of your e-mail addresses is not confirmed. Confirm or remove it first."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=entrance.FACTORS)
        return (
            not entrance.is_required(authenticator.user)
            or others.exclude(pk=authenticator.pk).exists()
        )

    def generate_authenticator_name(self, user: Any, kind: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=kind).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are good for the host of SITE_URL, whatever host was asked."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "", "name": PAPER}


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, alone = self.fields["name"], self.fields["passwordless"]
        name.label = "Name"
        name.help_text = "To tell it from others, such as “Phone” or “Key on my key ring”."
        alone.initial = True
        alone.label = "Log in with this passkey alone, without the password"
        alone.help_text = (
            "Untick this for an older security key that has neither a PIN nor a fingerprint reader."
        )


class _Code:
    code_help = "Six digits from your authenticator app, or a recovery code."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]  # type: ignore[attr-defined]
        code.label, code.help_text = "Code", self.code_help
        code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class AppForm(_Code, ActivateTOTPForm):
    code_help = "The six digits that the app shows now."


class CodeForm(_Code, AuthenticateForm): ...


class CodeAgainForm(_Code, ReauthenticateForm): ...
