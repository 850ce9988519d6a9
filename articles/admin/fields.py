"""Fields that several of the desk's forms have."""

from typing import Any

from django import forms

from articles.models.content import PLAUSIBLE


class MomentField(forms.DateTimeField):
    """A date with its time in New York. An hour that its clocks skip or repeat is asked about."""

    default_validators = [*PLAUSIBLE]

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)
