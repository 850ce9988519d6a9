"""Where a photo is used: by articles, live or in work, as a portrait, for a section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.models import Article, LineUp, Photo, Revision, Section, Slot
from articles.models.article_lists import ArticleQuerySet
from authors.models import Author, User

SHOWN = 20  # of each kind; a photo that stands for a whole section is in thousands of articles


@dataclass(frozen=True)
class InArticle:
    """An article that shows the photo, and where: "Lead photo", "In the text"."""

    article: Article
    places: list[str]


@dataclass(frozen=True)
class Uses:
    """What is shown of a photo's uses, of articles the newest."""

    articles: list[InArticle]
    has_more_articles: bool
    authors: list[Author]
    sections: list[Section]
    on_the_front: bool

    def __bool__(self) -> bool:
        return bool(self.articles or self.authors or self.sections or self.on_the_front)


def uses_of(photo: Photo, *, reader: User) -> Uses:
    """Where the photo is used, as far as `reader` may know."""
    articles = list(_articles(photo, reader)[: SHOWN + 1])
    return Uses(
        articles=list(_placed(photo, articles[:SHOWN])),
        has_more_articles=len(articles) > SHOWN,
        authors=list(Author.objects.filter(portrait=photo)[:SHOWN]),
        sections=list(Section.objects.filter(default_photo=photo)[:SHOWN]),
        on_the_front=_is_on_the_front(photo),
    )


def _is_on_the_front(photo: Photo) -> bool:
    """Whether the front as it is, or a line-up to come, shows it in place of an article's own."""
    now, to_come = Slot.objects.on_the_front(), LineUp.objects.to_come()
    slots = now | Slot.objects.filter(line_up__in=to_come.order_by().values("pk"))
    return slots.filter(photo=photo).exists()


def _articles(photo: Photo, reader: User) -> ArticleQuerySet:
    # Each part has an index of its own; one condition over all would read every article.
    parts = [
        Article.objects.filter(**{where: photo}).order_by().values("pk")
        for where in (
            "lead_photo",
            "body_photos",
            "working_copy__lead_photo",
            "working_copy__body_photos",
        )
    ]
    found = Article.objects.filter(pk__in=parts[0].union(*parts[1:], all=True))
    return found.not_secret_from(reader).for_desk().order_by("-pk")


def _placed(photo: Photo, articles: Sequence[Article]) -> Iterator[InArticle]:
    showing = Article.objects.filter(pk__in=[article.pk for article in articles])
    live = set(showing.filter(body_photos=photo).values_list("pk", flat=True))
    copies = Revision.objects.filter(working_copy_of__in=articles, body_photos=photo)
    in_work = set(copies.values_list("article", flat=True))
    for article in articles:
        copy = article.working_copy
        leads = (article.lead_photo_id == photo.pk, bool(copy and copy.lead_photo_id == photo.pk))
        inside = (article.pk in live, article.pk in in_work)
        places = [("Lead photo", *leads), ("In the text", *inside)]
        yield InArticle(article, [_said(article, *place) for place in places if any(place[1:])])


def _said(article: Article, place: str, is_live: bool, is_in_work: bool) -> str:
    """The place, and whether an update that is not published yet brings or ends it."""
    if is_live and not is_in_work:
        return f"{place}, until the update is published"
    if article.has_unpublished_changes and not is_live:
        return f"{place}, once the update is published"
    return place
