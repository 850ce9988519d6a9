"""The desk's screens for articles; one module a noun."""

from articles.admin import (
    articles,
    audit,
    authors,
    contributors,
    front,
    gate,
    navigation,
    pages,
    photos,
    redirects,
    revisions,
    sections,
    series,
    site,
    submissions,
    tags,
)

__all__ = [
    "articles",
    "audit",
    "authors",
    "contributors",
    "front",
    "gate",
    "navigation",
    "pages",
    "photos",
    "redirects",
    "revisions",
    "sections",
    "series",
    "site",
    "submissions",
    "tags",
]
