"""What is asked of the library, in the newsroom's words: the QuerySet of articles.models.Photo."""

from __future__ import annotations

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from articles import likeness

if TYPE_CHECKING:
    from articles.models.article_lists import ArticleQuerySet
    from articles.models.articles import Article
    from articles.models.photos import Photo
    from authors.models import User

# What a photo is found by, as one text; its index is photo_found_by_words.
WORDS = Concat("caption", Value(" "), "credit", Value(" "), "alt")
MOST_WORDS = 8  # of a search; the rest only makes it slower
LETTERS_AT_ONCE, NEWEST = 3, 20_000


class Bands(Func):
    """The four bands of a picture's looks (articles.likeness), each as a number of its own."""

    template = "ARRAY[{}]".format(
        ", ".join(
            f"({place << likeness.BAND_BITS} | (%(expressions)s >> {likeness.BAND_BITS * place}"
            f" & {(1 << likeness.BAND_BITS) - 1}))::integer"
            for place in range(likeness.BANDS)
        )
    )
    arity = 1
    output_field = ArrayField(models.IntegerField())


class Difference(Func):
    """In how many bits two looks differ."""

    template = "bit_count((%(expressions)s)::bit(64))"
    arg_joiner = " # "
    arity = 2
    output_field = models.IntegerField()


class PhotoQuerySet(models.QuerySet["Photo"]):
    def found_by(self, text: str) -> PhotoQuerySet:
        """
        Photos whose caption, credit and alternative text have every word of `text`.

        An index of letters by threes knows nothing of two: words as short as that alone are looked
        for among the newest photos only.
        """
        photos, words = self.alias(words=WORDS), text.split()[:MOST_WORDS]
        for word in words:
            photos = photos.filter(words__icontains=word)
        if words and max(map(len, words)) < LETTERS_AT_ONCE:
            newest = self.model.objects.order_by("-pk").values("pk")
            edge = newest[NEWEST : NEWEST + 1]
            photos = photos.filter(pk__gt=Coalesce(models.Subquery(edge), 0))
        return photos

    def losing_rights(self, start: datetime, end: datetime) -> PhotoQuerySet:
        """Those that readers see until a midnight between two moments."""
        return self.filter(rights_until__range=(timezone.localdate(start), timezone.localdate(end)))

    def newest(self, before: int | None = None) -> PhotoQuerySet:
        """In the order in which they came in, the newest first; `before` is a photo's id."""
        return (self if before is None else self.filter(pk__lt=before)).order_by("-pk")

    def not_secret_from(self, user: User) -> PhotoQuerySet:
        """
        All but those that only an article under an embargo that does not name `user` shows, and
        those of pieces from outside that nobody has sent yet.
        """
        unsent = _model("Submission").objects.never_sent().filter(photo__isnull=False)
        open_ones = self.exclude(pk__in=self.secret_from(user).values("pk"))
        return open_ones.exclude(pk__in=unsent.values("photo"))

    def secret_from(self, user: User) -> PhotoQuerySet:
        return self._only_in(_articles().secret_from(user))

    def not_under_embargo(self) -> PhotoQuerySet:
        """All but those that only an article under embargo shows: for who is on no list."""
        return self.exclude(pk__in=self._only_in(_articles().under_embargo()).values("pk"))

    def _only_in(self, sealed: ArticleQuerySet) -> PhotoQuerySet:
        """Photos that versions of `sealed` articles show, and nothing that readers have."""
        revisions = _model("Revision").objects.filter(article__in=sealed.values("pk")).order_by()
        # Each half is led by the few sealed articles; one condition over both would join every
        # photo to every revision.
        shown = revisions.filter(lead_photo__isnull=False).values("lead_photo")
        inside = revisions.filter(body_photos__isnull=False).values("body_photos")
        secret = self.model.objects.filter(pk__in=shown.union(inside, all=True))
        for use in _uses_before_readers():
            secret = secret.exclude(use)
        return secret

    def of_versions_of(self, article: Article) -> PhotoQuerySet:
        """Photos that some version of the article has shown."""
        return self.filter(
            Q(pk__in=article.revisions.values("lead_photo"))
            | Q(pk__in=article.revisions.values("body_photos"))
        )

    def before_readers(self) -> PhotoQuerySet:
        """
        Photos in public articles and on the front, portraits of authors and default photos of
        sections: what a stranger may be served.
        """
        return self.filter(reduce(or_, _uses_before_readers()))

    def same_file_as(self, photo: Photo) -> PhotoQuerySet:
        """Others whose picture came in as the very same file."""
        others = self.exclude(pk=photo.pk)
        return (
            others.filter(content_hash=photo.content_hash) if photo.content_hash else others.none()
        )

    def looking_like(self, photo: Photo) -> PhotoQuerySet:
        """Others that show nearly the same, the nearest first: resized, compressed or retouched."""
        if photo.looks is None:
            return self.none()
        seen = Difference("looks", Value(photo.looks, models.BigIntegerField()))
        near = self.exclude(pk=photo.pk).alias(bands=Bands("looks"), difference=seen)
        return near.filter(
            bands__overlap=likeness.traces_of(photo.looks), difference__lte=likeness.NEAR
        ).order_by("difference", "-pk")

    def rights_ending_by(self, day: date) -> PhotoQuerySet:
        """Those whose rights last today and end on `day` or before it, the soonest first."""
        ending = self.filter(rights_until__range=(timezone.localdate(), day))
        return ending.order_by("rights_until", "pk")

    def out_of_rights(self) -> PhotoQuerySet:
        """`is_in_rights` turned round, for many."""
        return self.filter(rights_until__lt=timezone.localdate())

    def without_credit(self) -> PhotoQuerySet:
        return self.filter(credit="")

    def without_alt(self) -> PhotoQuerySet:
        return self.filter(alt="")

    def with_problems(self) -> PhotoQuerySet:
        """Those that no renditions could be made of."""
        return self.exclude(problem="")


def shown_as(relation: str) -> Q:
    """`Photo.may_be_shown` in SQL, of the photo that `relation` leads to."""
    lasting = Q(**{f"{relation}__rights_until": None}) | Q(
        **{f"{relation}__rights_until__gte": timezone.localdate()}
    )
    return Q(**{f"{relation}__widths__len__gt": 0}) & lasting


def _uses_before_readers() -> list[Exists]:
    articles, authors = _articles().published(), _model("Author", "authors").objects.all()
    return [
        Exists(_model("Section").objects.filter(default_photo=OuterRef("pk"))),
        Exists(articles.filter(lead_photo=OuterRef("pk"))),
        Exists(articles.filter(body_photos=OuterRef("pk"))),
        Exists(authors.filter(portrait=OuterRef("pk"))),
        Exists(_model("Slot").objects.on_the_front().holding().filter(photo=OuterRef("pk"))),
    ]


def _articles() -> ArticleQuerySet:
    articles: ArticleQuerySet = _model("Article").objects.all()
    return articles


def _model(name: str, app: str = "articles") -> Any:
    # By name: the articles' module is not there yet when this one is read.
    return apps.get_model(app, name)
