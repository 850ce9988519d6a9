"""What stands where on an article's form: the text, and beside it a column of panels."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.helpers import AdminForm

from algemeiner.keys import is_key
from articles.admin.photo_picker import for_picker

# A field that is named here can be written: in the text or in the panel of that name
# (templates/admin/articles/article/_panel_<name>.html).
FIELDSETS: list[Any] = [
    ("Text", {"fields": ["based_on", "kicker", "headline", "dek", "body"]}),
    ("Schedule", {"fields": ["publish_at", "embargo_until", "expires_at"]}),
    ("Section", {"fields": ["section", "kind", "lang", "series", "part"]}),
    ("Tags", {"fields": ["tags"]}),
    ("Photo", {"fields": ["lead_photo", "lead_caption", "lead_alt"]}),
    ("Search", {"fields": ["seo_title", "seo_description", "slug", "canonical_url"]}),
    ("Actions", {"fields": ["note"]}),
]

# The verbs that bring an article on, the furthest first: one of them is the form's main button.
FORWARD = ["publish", "approve", "submit"]


def panels(adminform: AdminForm, verbs: list[str]) -> dict[str, Any]:
    """The context of the form's templates beyond Django's own."""
    return {
        "fields_of": {
            str(part.name).lower(): part  # type: ignore[attr-defined]  # unknown to the stubs
            for part in adminform
        },
        "primary": next((verb for verb in FORWARD if verb in verbs), ""),
        "lead_photo": _lead_photo(adminform.form),
    }


def _lead_photo(form: Any) -> dict[str, Any] | None:
    """The photo that the form shows: the one just chosen where the form was refused."""
    if "lead_photo" not in form.fields:
        return None
    chosen = str(form["lead_photo"].value() or "")
    # Of those that may be chosen: what the form was sent may be the number of any photo.
    choices = form.fields["lead_photo"].queryset
    photo = choices.filter(pk=chosen).first() if is_key(chosen) else None
    return for_picker(photo) if photo else None
