from datetime import timedelta

import pytest
from django.utils import timezone

from articles.admin.arrangement_form import ArrangementForm
from articles.admin.finder import Finder
from tests.factories import SectionFactory, UserFactory, make_article, make_draft

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def found(**typed):
    finder = Finder(ArrangementForm(typed, base=None, user=UserFactory()))
    return [
        [(find.article.headline, find.place) for find in finds]
        for finds in (finder.public, finder.scheduled)
    ]


@pytest.fixture
def stories():
    now = timezone.now()
    books = SectionFactory(slug="books")
    make_draft(headline="Rain in the Works")
    make_article(headline="Rain Over", publish_at=now - 2 * HOUR, expires_at=now - HOUR)
    make_article(headline="Rain on Sunday", publish_at=now + 5 * HOUR)
    make_article(headline="Rain Tomorrow", publish_at=now + 2 * HOUR)
    make_article(headline="A Book of Rain", section=books, publish_at=now - HOUR)
    return make_article(headline="Rainbow", publish_at=now - 3 * HOUR)


def test_the_newest_public_ones_come_first_then_the_soonest_scheduled(stories):
    assert found() == [
        [("A Book of Rain", ""), ("Rainbow", "")],
        [("Rain Tomorrow", ""), ("Rain on Sunday", "")],
    ]


def test_they_are_found_by_half_a_word_a_section_and_an_address(stories):
    books = SectionFactory(slug="books")
    assert found(q="rai", **{"in": str(books.pk)}) == [[("A Book of Rain", "")], []]
    assert found(q="rainb") == [[("Rainbow", "")], []]
    assert found(q=stories.get_absolute_url()) == [[("Rainbow", "")], []]
    assert found(q="snow", **{"in": "x"}) == [[], []]


def test_it_says_where_one_stands_already(stories):
    assert found(q="rainbow", **{"top-2-article": str(stories.pk)}) == [[("Rainbow", "Top 2")], []]


def test_what_is_secret_is_not_found(stories):
    later = timezone.now() + 2 * HOUR
    make_article(headline="Rain Tax", publish_at=later, embargo_until=later)
    assert found(q="tax") == [[], []]
