"""
Embargoes: until its time an article is there for the people on its list, and for nobody else,
whatever their role. The policy asks `Article.is_secret_from`, the lists `not_secret_from`.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import verbs
from articles.models import Article, Photo
from articles.models.photo_lists import PhotoQuerySet
from authors.models import User


@transaction.atomic
def let_in(article: Article, *, person: User, by: User | None) -> None:
    """Put a person on the list; only who is on it can."""
    article = verbs.lock(article)
    verbs.require(by, "articles.change_article", article)
    if not person.is_staff:
        raise ValidationError(f"{person} does not work at the desk.")
    article.embargo_list.add(person)
    verbs.record("let_in", article, by=by, person=str(person))


@transaction.atomic
def shut_out(article: Article, *, person: User, by: User | None) -> None:
    """Take a person off the list. The last one stays: somebody must be able to lift it."""
    article = verbs.lock(article)
    verbs.require(by, "articles.change_article", article)
    if not article.embargo_list.exclude(pk=person.pk).exists():
        raise ValidationError("Nobody would be left who can open it.")
    article.embargo_list.remove(person)
    verbs.record("shut_out", article, by=by, person=str(person))


@transaction.atomic
def break_open(article: Article, *, by: User | None, reason: str) -> None:
    """
    Put oneself on the list of an embargo that names somebody else, for the day when nobody who is
    on it can be reached. It takes a managing editor and a reason, and stays on the record.
    """
    article = verbs.lock(article)
    verbs.require(by, "articles.break_embargo")
    if not reason.strip():
        raise ValidationError("Say why.")
    if by is not None:
        article.embargo_list.add(by)
    verbs.record("break_open", article, by=by, reason=reason)


def secret_photos(article: Article, pks: Iterable[int | None], *, by: User) -> PhotoQuerySet:
    """
    Photos that are secret from `by`, of those that they put into an article.

    What a version of the article has shown is none: who may change it knows it.
    """
    named = Photo.objects.filter(pk__in=[pk for pk in pks if pk is not None])
    if article.pk:
        known = Photo.objects.of_versions_of(article)
        named = named.exclude(pk__in=known.values("pk"))
    return named.exclude(pk__in=Photo.objects.not_secret_from(by).values("pk"))


def begin(article: Article, *, by: User | None) -> None:
    """
    Start the list of an article that has just come under embargo: who put it there, who wrote it
    and who has it. Part of the verb that saves.
    """
    if article.is_under_embargo and not article.embargo_list.exists():
        knowing = (by, article.created_by, article.assigned_to)
        article.embargo_list.add(*(person for person in knowing if person is not None))
