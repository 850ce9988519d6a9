import unicodedata
from typing import Any

from django.core.validators import RegexValidator
from django.db import models

from algemeiner.slugs import SLUG_PATTERN


class SlugField(models.CharField):
    """A slug in any script, kept in NFC; Django's own refuses Hebrew or takes any form of it."""

    default_validators = [
        RegexValidator(
            rf"\A{SLUG_PATTERN}\Z", "Use letters, digits and hyphens only.", code="invalid"
        )
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))
