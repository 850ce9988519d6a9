from typing import Any

from django import template

from articles.dashboard import Dashboard

register = template.Library()


@register.simple_tag
def dashboard(person: Any) -> Dashboard:
    """What the desk's first page shows to `person`."""
    return Dashboard(person)
