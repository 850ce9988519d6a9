"""Two versions of an article against each other, word by word and with all that belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner import policy
from articles.admin.differences import in_words
from articles.admin.one_article import article_for, context, last_number, number_in
from articles.comparing import Paragraph, Stretch, compare, paragraphs, stretches, words
from articles.figures import photo_ids
from articles.models import Article, Photo, Revision
from articles.workflow import copy_of


@dataclass(frozen=True)
class FieldCompared:
    """A field that two versions have different words in; of the lead photo also the pictures."""

    label: str
    change: Paragraph
    pictures: tuple[Photo, ...] = ()


@dataclass(frozen=True)
class Comparison:
    older: Revision
    newer: Revision

    @property
    def fields(self) -> list[FieldCompared]:
        """What differs beside the body."""
        return list(_fields(self.older, self.newer))

    @property
    def body(self) -> list[Stretch]:
        return stretches(compare(paragraphs(self.older.body), paragraphs(self.newer.body)))

    @property
    def photos(self) -> dict[str, Photo]:
        """The photos in the two bodies, by their ids as the bodies have them."""
        ids = photo_ids(self.older.body) | photo_ids(self.newer.body)
        return {str(pk): photo for pk, photo in Photo.objects.in_bulk(ids).items()} if ids else {}

    @property
    def has_changed_body(self) -> bool:
        return self.older.body != self.newer.body

    @property
    def step_back(self) -> tuple[int, int] | None:
        """The numbers of the change that led to the older one."""
        return (self.older.number - 1, self.older.number) if self.older.number > 1 else None

    def step_on(self, last: int) -> tuple[int, int] | None:
        """The numbers of the first change after the newer one."""
        return (self.newer.number, self.newer.number + 1) if self.newer.number < last else None


@require_safe
def comparison(request: Any, object_id: int) -> HttpResponse:
    """Any two versions, "from" and "to"; the live one and the working copy unless told."""
    article = article_for(request, object_id, "view")
    last = last_number(article)
    compared = _compared(article, _chosen(request.GET, article, last))
    shown = context(
        request,
        article,
        f"Versions {compared.older.number} and {compared.newer.number}",
        comparison=compared,
        last=last,
        on=compared.step_on(last),
        may_change=policy.may(request.user, "articles.change_article", article),
    )
    return render(request, "admin/articles/article/compare.html", shown)


def _chosen(asked: Any, article: Article, last: int) -> list[int]:
    if "from" not in asked and "to" not in asked:
        live = article.live_revision
        return [live.number if live and live.number < last else max(1, last - 1), last]
    return sorted(number_in(asked, name) for name in ("from", "to"))


def _compared(article: Article, numbers: list[int]) -> Comparison:
    versions = article.revisions.whole().select_related("created_by", "section", "lead_photo")
    found = {version.number: version for version in versions.filter(number__in=numbers)}
    if not set(numbers) <= set(found):
        raise Http404("No version has this number.")
    older, newer = (found[number] for number in numbers)
    return Comparison(older, newer)


def _fields(older: Revision, newer: Revision) -> Iterator[FieldCompared]:
    before, after = (in_words(copy_of(version)) for version in (older, newer))
    for name, field in after.items():
        pictures: tuple[Photo, ...] = ()
        if name == "lead_photo" and older.lead_photo_id != newer.lead_photo_id:
            pictures = tuple(v.lead_photo for v in (older, newer) if v.lead_photo)
        if pictures or field != before[name]:
            yield FieldCompared(field.label, words(before[name].text, field.text), pictures)
