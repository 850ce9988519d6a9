"""
The addresses of sections, tags, authors and pages: what was one of theirs answers for ever.

An article's address has its day in it and is the workflow's to move.
"""

from typing import TypeAlias
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import resolve

from articles.models import Page, Redirect, Section, Tag
from authors.models import Author

Addressed: TypeAlias = Section | Tag | Author | Page


def path_of(thing: Addressed) -> str:
    """The path of its page, in letters: as a request has it and a Redirect keeps it."""
    return unquote(thing.get_absolute_url())


def refuse_taken(thing: Addressed) -> None:
    """ValidationError for a slug whose address the site itself needs or once gave to another."""
    path = path_of(thing)
    if resolve(path).url_name != _noun(thing):
        raise ValidationError({"slug": f"The site itself has something at {path}."})
    others = Redirect.objects.exclude(**{_noun(thing): thing.pk}) if thing.pk else Redirect.objects
    if others.filter(path=path).exists():
        raise ValidationError({"slug": f"{path} already leads to something else."})


@transaction.atomic
def keep(thing: Addressed) -> None:
    """Save it; an address that it leaves leads to it from now on."""
    before = type(thing).objects.select_for_update().filter(pk=thing.pk).first()
    thing.save()
    own = {_noun(thing): thing}
    Redirect.objects.filter(path=path_of(thing), **own).delete()
    if before is not None and path_of(before) != path_of(thing):
        Redirect.objects.get_or_create(path=path_of(before), defaults=own)


def _noun(thing: Addressed) -> str:
    """What Redirect and the URLs call it: "section", "tag", "author", "page"."""
    return str(thing._meta.model_name)
