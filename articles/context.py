"""What pages show around their own content; nothing is asked before a template uses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from algemeiner.dateline import NEWSROOM_ZONE, dateline
from articles import share_pictures
from articles.bodies import word_count
from articles.contents import contents
from articles.further import further
from articles.linked_data import absolute
from articles.models import Article, Site
from articles.sharing import ShareLinks
from authors.fields import begun_today

WORDS_A_MINUTE = 230  # of somebody who reads English for themselves


@dataclass(frozen=True)
class Dateline:
    now: datetime

    @property
    def text(self) -> str:
        return dateline(self.now)

    @property
    def date(self) -> date:
        """Today in the newsroom."""
        return self.now.astimezone(NEWSROOM_ZONE).date()


def the_site() -> Site:
    """The paper's settings with its navigation; the defaults where nobody has set any."""
    return Site.objects.with_navigation().first() or Site()


def newspaper(request: HttpRequest) -> dict[str, Any]:
    """
    The context processor of all pages: `paper` (the Site), `dateline`, `recaptcha`, `site_url`.

    `site` is taken: django-allauth puts one of its own into its pages.
    """
    return {
        "paper": SimpleLazyObject(the_site),
        "dateline": SimpleLazyObject(lambda: Dateline(timezone.now())),
        "recaptcha": {
            "site_key": settings.RECAPTCHA_PUBLIC_KEY,
            "checkbox_key": settings.RECAPTCHA_CHECKBOX_PUBLIC_KEY,
            "script_url": settings.RECAPTCHA_SCRIPT_URL,
            "csrf_url": reverse("authors:csrf"),
            "begun": begun_today,
        },
        "site_url": settings.SITE_URL,
    }


def article_page(article: Article) -> dict[str, Any]:
    """What an article's own template shows, whoever renders it."""
    url, words = absolute(article.get_absolute_url()), word_count(article.body)
    return {
        "article": article,
        "share": ShareLinks(url, article.headline),
        "shared": share_pictures.shown_with(article),
        "canonical_url": article.canonical_url or url,
        "minutes": max(1, round(words / WORDS_A_MINUTE)),
        "contents": contents(article.body, words),
        "further": further(article),
    }
