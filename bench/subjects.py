"""
What is asked of an archive, as paths by sort. `python -m bench.subjects` prints it.

A page of the smallest archive and of the largest has as many rows, so that their times differ by
the size of the archive alone: the newest days and months are those of the hand-made articles.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any
from urllib.parse import urlencode

import django

PAGES = (
    *("article", "home", "section", "tag", "author", "day_archive", "month_archive"),
    *("far_end", "feed", "sitemap_part"),
)
LOOKED_AT, USUAL = 200, 1_800  # articles; characters of a body of 300 words
MANY = 5_000  # articles whose pages fill a cache
HALF = ["people", "years", "first", "says", "said", "time", "street", "hand", "man", "room"]
PAIRS = ["said people", "years man", "first time", "street people", "old man", "says years"]
PHRASES = ['"people said"', '"the first years"', '"old people"', '"said the man"', '"no street"']
NOTHING = ["xylophonist zugzwang", "qwertzuiop", "zzyzx marmalade", "aardvarkish", "bumbershoot"]
RAREST = 100  # surnames, of those that the fewest articles name


def subjects() -> dict[str, Any]:
    return {"pages": _pages(), "articles": _articles(), "searches": _searches(), "desk": _desk()}


def _pages() -> dict[str, str]:
    from django.utils.timezone import localdate

    from articles.models import Article, Section, Tag
    from articles.paging import PAGE_SIZE, Key
    from authors.models import Author

    public = Article.objects.published()
    newest = public.newest_first()[0].publish_at
    assert newest
    section = Section.objects.order_by("position")[0]
    first_page = list(public.in_section(section).oldest_first()[: PAGE_SIZE + 1])
    turn = first_page[-1].publish_at
    assert turn
    beyond = urlencode({"before": str(Key(turn, first_page[-1].pk))})
    return {
        "article": _ordinary(public.in_section(section)).get_absolute_url(),
        "home": "/",
        "section": section.get_absolute_url(),
        # Those that are drawn most often.
        "tag": Tag.objects.order_by("pk")[0].get_absolute_url(),
        "author": Author.objects.order_by("pk")[0].get_absolute_url(),
        "day_archive": f"/{localdate(newest):%Y/%m/%d}/",
        "month_archive": f"/{localdate(newest):%Y/%m}/",
        "far_end": f"{section.get_absolute_url()}?{beyond}",
        "feed": "/feed/",
        "sitemap_part": f"/sitemap/{localdate(newest):%Y/%m}.xml",
    }


def _ordinary(articles: Any) -> Any:
    """A generated article as most are: a photo, one author, three tags, 300 words or near that."""
    pictured = articles.filter(lead_photo__isnull=False, lang="en", slug__regex=r"-[0-9]+$")
    alike = [
        article
        for article in pictured.newest_first()[:LOOKED_AT]
        if article.bylines.count() == 1 and article.tags.count() == 3
    ]
    return min(alike, key=lambda article: abs(len(article.body) - USUAL))


def _articles() -> list[str]:
    from articles.models import Article

    some = Article.objects.published().for_links().newest_first()[:MANY]
    return [article.get_absolute_url() for article in some]


def _searches() -> dict[str, list[str]]:
    from articles.demo.archive.words import SURNAMES, surname

    rare = [surname(SURNAMES - 1 - 7 * number) for number in range(RAREST)]
    asked = {
        "half": [{"q": word} for word in HALF],
        "pair": [{"q": pair} for pair in PAIRS],
        "rare": [{"q": word} for word in rare],
        "phrase": [{"q": phrase} for phrase in PHRASES],
        "filtered": [
            {"q": word, "section": "news", "since": str(year), "until": str(year)}
            for word in HALF[:4]
            for year in (2008, 2015, 2022)
        ],
        "nothing": [{"q": words} for words in NOTHING],
    }
    return {
        kind: [f"/search/?{urlencode(question)}" for question in questions]
        for kind, questions in asked.items()
    }


def _desk() -> dict[str, list[str]]:
    from articles.models import Article, Tag
    from authors.models import Author

    listed = "/admin/articles/article/?"
    author, tag = Author.objects.order_by("pk")[0].pk, Tag.objects.order_by("pk")[0].pk
    rare_tag, rare_author = Tag.objects.order_by("-pk")[0].pk, Author.objects.order_by("-pk")[0].pk
    titled = Article.objects.published().newest_first()[100].headline
    questions: list[dict[str, Any]] = [
        *({}, {"status": "in_work"}, {"status": "withdrawn"}, {"status": "published"}),
        *({"kind": "obituary"}, {"tag": tag}, {"tag": rare_tag}),
        *({"author": author}, {"author": rare_author}, {"author": author, "tag": rare_tag}),
        *({"q": "people"}, {"q": titled}, {"q": "people years", "status": "draft"}),
        *({"q": "xylophonist"}, {"first": "2004-03-01", "last": "2004-03-31"}),
    ]
    models = {"tag": ("revision", "tags"), "author": ("revisionbyline", "author")}
    fields = {
        noun: {"app_label": "articles", "model_name": model, "field_name": name}
        for noun, (model, name) in models.items()
    }
    picked = [
        *({**fields["tag"], "term": term} for term in ("", "par", "str", "Babansky")),
        *({**fields["author"], "term": term} for term in ("", "dan", "stein", "Ruth Ba")),
    ]
    archive = [f"/admin/articles/article/archive/?q={word}" for word in ("people", "man", "zugz")]
    return {
        "list": [listed + urlencode(question) for question in questions],
        "autocomplete": [f"/admin/autocomplete/?{urlencode(one)}" for one in picked] + archive,
    }


if __name__ == "__main__":
    os.environ.setdefault("ENV", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "algemeiner.settings")
    django.setup()
    json.dump(subjects(), sys.stdout)
