import re

from django import template

register = template.Library()

# In this order: most browsers also call themselves what they are not.
BROWSERS = [
    (r"Edg", "Edge"),
    (r"OPR/", "Opera"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrome|CriOS", "Chrome"),
    (r"Safari", "Safari"),
]
SYSTEMS = [
    (r"iPhone", "an iPhone"),
    (r"iPad", "an iPad"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"Mac OS X", "a Mac"),
    (r"CrOS", "a Chromebook"),
    (r"Linux", "Linux"),
]


@register.filter
def browser(user_agent: str) -> str:
    """What a browser calls itself, in words: “Firefox on Windows”."""
    name, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    return " on ".join(part for part in (name or "A browser", system) if part)


def _first(names: list[tuple[str, str]], user_agent: str) -> str:
    return next((name for pattern, name in names if re.search(pattern, user_agent)), "")
