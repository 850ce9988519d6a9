from datetime import UTC, datetime

import pytest

from articles.admin.differences import InWords, in_words
from articles.models import Kind, Language, Series
from articles.models.content import Content
from articles.workflow import copy_of
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    copy,
    make_draft,
)

pytestmark = pytest.mark.django_db


def test_every_field_of_a_copy_has_words_but_the_body():
    written = copy(
        headline="Rain",
        dek="All of Tuesday.",
        kind=Kind.PRESS_RELEASE,
        lang=Language.HEBREW,
        section=SectionFactory(name="The City", slug="the-city"),
        lead_photo=PhotoFactory(caption="A street in the rain."),
        publish_at=datetime(2020, 7, 19, 7, 47, tzinfo=UTC),
        seo_title="Rain in New York",
        authors=[AuthorFactory(name="Ida Roth"), AuthorFactory(name="Noa Levi")],
        tags=[TagFactory(name="Weather")],
        series=Series.objects.create(name="A Year of Weather", slug="a-year-of-weather"),
        part=2,
    )
    assert in_words(written) == {
        "kind": InWords("Kind", "Press release"),
        "lang": InWords("Language", "Hebrew"),
        "section": InWords("Section", "The City"),
        "kicker": InWords("Kicker", "–"),
        "headline": InWords("Headline", "Rain"),
        "dek": InWords("Dek", "All of Tuesday."),
        "slug": InWords("Slug", "–"),
        "lead_photo": InWords("Lead photo", "A street in the rain."),
        "lead_caption": InWords("Lead caption", "–"),
        "lead_alt": InWords("Lead alternative text", "–"),
        "seo_title": InWords("Search engine title", "Rain in New York"),
        "seo_description": InWords("Search engine description", "–"),
        "canonical_url": InWords("Canonical address", "–"),
        "publish_at": InWords("Publish at", "July 19, 2020 3:47 am"),
        "embargo_until": InWords("Embargo until", "–"),
        "expires_at": InWords("Expires at", "–"),
        "series": InWords("Series", "A Year of Weather"),
        "part": InWords("Part", "2"),
        "bylines": InWords("Bylines", "Ida Roth, Noa Levi"),
        "tags": InWords("Tags", "Weather"),
    }


def test_a_field_that_is_added_to_the_content_is_in_words_as_well():
    names = [field.name for field in Content._meta.local_fields if field.name != "body"]
    assert list(in_words(copy())) == [*names, "bylines", "tags"]


def test_a_revision_reads_like_the_copy_that_it_was_made_of():
    written = copy(tags=[TagFactory(), TagFactory()], authors=[AuthorFactory(), AuthorFactory()])
    draft = make_draft(**written.content, authors=written.authors, tags=written.tags)
    assert in_words(copy_of(draft.working_copy)) == in_words(written)
