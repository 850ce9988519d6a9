"""What moved on the front, in words: for the history, and for two editors who meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.arranging import LEAD, STRIP, Moved, Place, moves
from articles.front import Arrangement
from articles.models import Article, LineUp, Section
from authors.models import User

UNKNOWN = "an article under embargo"
# A section may be called Opinion, too.
ZONES = {"top": "Top", "opinion": "Opinion column"}
WORDS = {"headline": "headline", "dek": "dek", "photo": "photo", "until": "end"}


@dataclass(frozen=True)
class Names:
    """What articles and sections are called before one person, by id."""

    articles: dict[int, str]
    sections: dict[int, str]

    @classmethod
    def of(cls, article_ids: Iterable[int], *, user: User) -> Names:
        """Of these articles as far as `user` may know them. Two queries."""
        known = Article.objects.filter(pk__in=set(article_ids)).not_secret_from(user)
        articles = {
            pk: f"“{headline}”" if headline else f"article {pk}"
            for pk, headline in known.values_list("pk", "headline")
        }
        return cls(articles, dict(Section.objects.values_list("pk", "name")))

    def article(self, pk: int) -> str:
        return self.articles.get(pk, UNKNOWN)

    def place(self, place: Place) -> str:
        """As a slot's heading: "Lead", "Top 2", "City 3"."""
        if place.zone == LEAD:
            return "Lead"
        if place.zone == STRIP:
            return f"{self.sections.get(place.section or 0, 'Section')} {place.position}"
        return f"{ZONES[place.zone]} {place.position}"

    def at(self, place: Place) -> str:
        """As in a sentence."""
        return "the lead" if place.zone == LEAD else self.place(place)


def what_moved(before: Arrangement, after: Arrangement, names: Names) -> list[str]:
    """Each thing that was done, to follow a name: "moved “Story” from the lead to Top 1"."""
    said = [_in_words(moved, names) for moved in moves(before.slots, after.slots)]
    if before.strips != after.strips:
        said.append(_strips_in_words(after, names))
    return [words for words in said if words]


def _in_words(moved: Moved, names: Names) -> str:
    name = names.article(moved.article)
    worded = [WORDS[word] for word in moved.words if moved.article in names.articles]
    with_words = f", with another {' and '.join(worded)}" if worded and moved.after else ""
    if moved.before == moved.after:
        return f"gave {name} another {' and '.join(worded)}" if worded else ""
    if moved.after is None:
        return f"took {name} off {names.at(moved.before)}" if moved.before else ""
    if moved.before is None:
        return f"put {name} in {names.at(moved.after)}{with_words}"
    return f"moved {name} from {names.at(moved.before)} to {names.at(moved.after)}{with_words}"


def _strips_in_words(after: Arrangement, names: Names) -> str:
    if after.strips is None:
        return "ordered the strips as in the navigation"
    listed = ", ".join(names.sections.get(pk, "a section") for pk in after.strips)
    return f"ordered the strips: {listed}" if listed else "took off every strip"


def articles_of(*arrangements: Arrangement) -> set[int]:
    return {slot.article_id for arrangement in arrangements for slot in arrangement.slots}


def in_slots_of(line_up: LineUp | None) -> Arrangement:
    """A line-up whose slots have been fetched beforehand."""
    return Arrangement(list(line_up.slots.all()), line_up.strips) if line_up else Arrangement()
