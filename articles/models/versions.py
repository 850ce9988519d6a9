from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class KeptVersionQuerySet(models.QuerySet["KeptVersion"]):
    def of(self, thing: models.Model) -> KeptVersionQuerySet:
        """The versions of a tag, a page, the site …, the newest first."""
        return self.filter(noun=thing._meta.model_name, thing_id=thing.pk).order_by("-number")


class KeptVersion(models.Model):
    """
    What one save made of a thing that is no article: a tag, a section, a page, a photo, the
    site's settings. Articles have revisions.

    A model is kept by naming in `kept_fields` what belongs to a version of it: fields, or
    attributes that JSON can hold. `articles.versions.keep` saves it, and KeptForm with KeptAdmin
    (articles.admin.kept) give it a form that overwrites nobody and a history.
    """

    noun = models.CharField(max_length=20)
    thing_id = models.BigIntegerField()  # no foreign key: a tag may be merged away
    number = models.PositiveIntegerField(help_text="1 for a thing's first, and so on.")
    words = models.JSONField(help_text="What was kept, by the names of `kept_fields`.")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("authors.User", models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    objects = KeptVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "thing_id", "number"], name="keptversion_number_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.thing_id}, version {self.number}"


def words_of(thing: Any) -> dict[str, Any]:
    """What is kept of `thing` as it stands, as JSON holds it."""
    words = {name: _plain(thing, name) for name in thing.kept_fields}
    kept: dict[str, Any] = json.loads(json.dumps(words, cls=DjangoJSONEncoder))
    return kept


def take_words(thing: Any, words: dict[str, Any]) -> None:
    """Lay a version's words over `thing`; nothing is saved. Names of old that are gone are left."""
    for name in thing.kept_fields:
        if name in words:
            field = field_of(thing, name)
            value = field.to_python(words[name]) if field else words[name]
            setattr(thing, field.attname if field else name, value)


def field_of(thing: Any, name: str) -> models.Field | None:
    """The model's field that a kept name is; None for an attribute."""
    try:
        field = thing._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def _plain(thing: Any, name: str) -> Any:
    field = field_of(thing, name)
    return field.value_from_object(thing) if field else getattr(thing, name)
