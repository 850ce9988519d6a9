"""
Addresses: what was one of a thing's answers for ever, and is never given to another.

Sections, tags, authors, pages and series are saved by `keep`. An article's address has its day in
it and is the workflow's to move, by the same rules.
"""

from typing import TypeAlias
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import resolve

from articles.models import Article, Page, Redirect, Section, Series, Tag
from articles.models.redirects import NOTHING
from authors.models import Author

Addressed: TypeAlias = Section | Tag | Author | Page | Series
Anything: TypeAlias = Addressed | Article


def path_of(thing: Anything) -> str:
    """The path of its page, in letters: as a request has it and a Redirect keeps it."""
    return unquote(thing.get_absolute_url())


def is_anothers(path: str, thing: Anything) -> bool:
    """
    Whether `path` leads to something else than `thing`, and so cannot become its own. One that
    answers “gone” may: what is there again has come back.
    """
    redirects = Redirect.objects.leading_somewhere().filter(path=path)
    if thing.pk:
        redirects = redirects.exclude(**{_noun(thing): thing.pk})
    return redirects.exists()


def leave(thing: Anything, old_path: str) -> None:
    """Let the address that `thing` had, "" where nobody saw it, lead to the one it has now."""
    new_path, own = path_of(thing), {_noun(thing): thing}
    Redirect.objects.filter(Q(**own) | NOTHING, path=new_path).delete()
    if old_path and old_path != new_path:
        Redirect.objects.get_or_create(path=old_path, defaults=own)


def hand_over(thing: Addressed, to: Addressed) -> None:
    """Let every address that `thing` has, and had, lead to another of its sort from now on."""
    noun = _noun(thing)
    Redirect.objects.filter(**{noun: thing}).update(**{noun: to})
    Redirect.objects.update_or_create(path=path_of(thing), defaults={noun: to})


def give_up(thing: Addressed) -> None:
    """Let every address that `thing` has, and had, answer “gone” from now on."""
    noun = _noun(thing)
    Redirect.objects.filter(**{noun: thing}).update(**{noun: None})
    Redirect.objects.get_or_create(path=path_of(thing))


def refuse_taken(thing: Addressed) -> None:
    """ValidationError for a slug whose address the site itself needs or once gave to another."""
    path = path_of(thing)
    if resolve(path).url_name != _noun(thing):
        raise ValidationError({"slug": f"The site itself has something at {path}."})
    if is_anothers(path, thing):
        raise ValidationError({"slug": f"{path} already leads to something else."})


@transaction.atomic
def keep(thing: Addressed) -> None:
    """Save it; an address that it leaves leads to it from now on."""
    before = type(thing).objects.select_for_update().filter(pk=thing.pk).first()
    thing.save()
    leave(thing, path_of(before) if before is not None else "")


def _noun(thing: Anything) -> str:
    """What Redirect and the URLs call it: "section", "tag", "author", "article" …."""
    return str(thing._meta.model_name)
