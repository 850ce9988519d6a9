"""
The search document of an article, kept by the database.

A generated column takes only immutable expressions: the text search configuration is therefore a
literal per language, made by migrations 0001 and 0043. In each of them accents are folded and
English words are stemmed. `paper_bare` is articles.hebrew.bare as a function of the database.

What an article is stands among its words: its language, kind, section, year and month, as
"kind=opinion". No text and no question makes such a word, and the one index of words answers
"this word, in that section, that month" at the cost of the rarest of the three.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import (
    Cast,
    Coalesce,
    ExtractMonth,
    ExtractYear,
)

from articles.models.days import NewsroomDay

CONFIGURATIONS = {"en": "paper_english", "he": "paper_hebrew", "yi": "paper_yiddish"}
WEIGHTS = {"A": ["headline"], "B": ["dek", "kicker"], "D": ["body"]}


class Joined(Func):
    """Texts, or tsvectors, as one. A SearchVector joins only its like, a migration holds no sum."""

    arg_joiner = " || "
    template = "(%(expressions)s)"


def search_document() -> Func:
    """A weighted tsvector: headline A, dek and kicker B, body D (markup is no text to it)."""
    words = Case(
        *(When(lang=lang, then=_words(name)) for lang, name in CONFIGURATIONS.items()),
        default=_words(CONFIGURATIONS["en"]),
    )
    return Joined(words, _facts(), output_field=SearchVectorField())


def fact(name: str, value: object) -> str:
    """An article's word for what it is, as a tsquery: fact("kind", "opinion")."""
    return f"'{name}={value}'"


def _words(configuration: str) -> Combinable:
    vectors = [
        SearchVector(*(_bare(name) for name in names), weight=weight, config=configuration)
        for weight, names in WEIGHTS.items()
    ]
    return reduce(add, vectors)


def _bare(name: str) -> Func:
    return Func(F(name), function="paper_bare", output_field=TextField())


def _facts() -> Func:
    day = NewsroomDay("publish_at")
    year, month = ExtractYear(day), ExtractMonth(day)
    known: dict[str, list[Any]] = {
        "lang": [F("lang")],
        "kind": [F("kind")],
        "section": [F("section")],
        "year": [year],
        "month": [year, Value("-"), month],
    }
    facts = [
        Joined(Value(f"{name}="), *(_text(part) for part in parts), output_field=TextField())
        for name, parts in known.items()
    ]
    words = Func(*facts, function="ARRAY", template="%(function)s[%(expressions)s]")
    return Func(words, function="array_to_tsvector", output_field=SearchVectorField())


def _text(value: Combinable) -> Combinable:
    return Coalesce(Cast(value, TextField()), Value(""), output_field=TextField())


class SharedWords(Func):
    """The words that headline and dek of a row share with those of an article, as an array."""

    template = "ARRAY(SELECT unnest(tsvector_to_array(%(expressions)s)))"
    arg_joiner = ")) INTERSECT SELECT unnest(tsvector_to_array("
    output_field = ArrayField(TextField())

    def __init__(self, article: Any) -> None:
        configuration = CONFIGURATIONS[article.lang]
        words = Value(f"{article.headline} {article.dek}", TextField())
        super().__init__(
            SearchVector("headline", "dek", config=configuration),
            SearchVector(words, config=configuration),
        )
