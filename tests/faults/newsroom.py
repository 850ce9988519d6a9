"""The fifty articles that everybody works on, and what their texts are made of."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from algemeiner.dateline import NEWSROOM_ZONE
from tests.faults.story import Story

PASSWORD = "a long enough password"
# When the articles of each lot are published: long ago, seconds from now, or next year.
LOTS = ["past"] * 30 + ["soon"] * 10 + ["far"] * 10
HOT = 4  # articles that half of all acts go to, so that the writers meet


@dataclass
class Newsroom:
    """Primary keys, in the order of the numbers that stories call things by."""

    sections: list[int]
    authors: list[int]
    tags: list[int]
    articles: list[int]
    emails: list[str]

    @classmethod
    def read(cls, path: Path) -> Newsroom:
        return cls(**json.loads(path.read_text()))

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)))

    @property
    def hot(self) -> list[int]:
        return self.articles[:: len(self.articles) // HOT][:HOT]

    def lot(self, article: int) -> str:
        return LOTS[self.articles.index(article)]

    def slug(self, article: int) -> str:
        return f"story-{self.articles.index(article)}"

    def time(self, article: int, stands: datetime | None) -> datetime:
        """What to type as the time of publication, where `stands` is what there is already."""
        lot, number, now = self.lot(article), self.articles.index(article), datetime.now(UTC)
        if lot == "past":
            return datetime(2021, 3, 1, 12, number, tzinfo=UTC)
        if lot == "far":
            return datetime(now.year + 1, 1, 15, 12, number, random.randrange(60), tzinfo=UTC)
        if stands and stands <= now:
            return stands
        return now.replace(microsecond=0) + timedelta(seconds=random.randint(2, 4))

    def copy(self, article: int, story: Story, stands: datetime | None) -> Any:
        from articles.models import Tag
        from articles.workflow import Copy
        from authors.models import Author

        content = {
            "headline": story.headline,
            "dek": story.dek,
            "kicker": story.kicker,
            "body": story.body,
            "section_id": self.sections[story.section],
            "slug": self.slug(article),
            "publish_at": self.time(article, stands),
        }
        authors = Author.objects.in_bulk([self.authors[number] for number in story.authors])
        tags = Tag.objects.filter(pk__in=[self.tags[number] for number in story.tags])
        # in_bulk keeps no order; the byline has one.
        return Copy(content, [authors[self.authors[number]] for number in story.authors], tags)


def path_of(slug: str, at: datetime) -> str:
    return f"/{at.astimezone(NEWSROOM_ZONE):%Y/%m/%d}/{slug}/"
