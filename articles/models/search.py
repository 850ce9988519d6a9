"""
The search document of an article, kept by the database.

A generated column takes only immutable expressions: the text search configuration is therefore a
literal per language. `paper_english` and `paper_hebrew` are made by the first migration (accents
folded, English stemmed); `yiddish` comes with PostgreSQL.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector
from django.db.models import Case, Func, TextField, Value, When
from django.db.models.expressions import Combinable

CONFIGURATIONS = {"en": "paper_english", "he": "paper_hebrew", "yi": "yiddish"}


def search_document() -> Case:
    """A weighted tsvector: headline A, dek and kicker B, body D (markup is no text to it)."""
    return Case(
        *(
            When(lang=lang, then=_weighted(configuration))
            for lang, configuration in CONFIGURATIONS.items()
        ),
        default=_weighted(CONFIGURATIONS["en"]),
    )


def _weighted(configuration: str) -> Combinable:
    return (
        SearchVector("headline", weight="A", config=configuration)
        + SearchVector("dek", "kicker", weight="B", config=configuration)
        + SearchVector("body", weight="D", config=configuration)
    )


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
