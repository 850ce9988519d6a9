from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from articles import breaking, lineups, workflow
from articles.coming import moments
from articles.front import Arrangement
from articles.models import Slot, Zone
from tests.factories import AuthorFactory, PhotoFactory, TagFactory, make_article

pytestmark = pytest.mark.django_db

# PostgreSQL, whose clock nobody sets, must not take what is breaking for over.
NOW = datetime(2126, 3, 5, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
END = NOW + 25 * HOUR


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def coming():
    return sorted((at, set(tags)) for at, tags in moments(NOW, END))


def pages_of(article, *more):
    publish_at = article.publish_at
    return {
        "articles",
        f"article-{article.pk}",
        f"of-kind-{article.kind}",
        f"in-section-{article.section_id}",
        f"in-year-{publish_at:%Y}",
        f"on-day-{publish_at:%Y-%m-%d}",
        *(f"by-author-{byline.author_id}" for byline in article.bylines.all()),
        *(f"under-tag-{item.tag_id}" for item in article.tagged_items.all()),
        *more,
    }


def test_nothing_comes_where_nothing_is_planned(django_assert_num_queries):
    make_article()
    make_article(publish_at=END + HOUR)
    make_article(publish_at=NOW - 2 * HOUR, expires_at=NOW - HOUR)
    with django_assert_num_queries(5):
        assert coming() == []


def test_publication_and_expiry(django_assert_num_queries):
    authors, tags = [AuthorFactory(), AuthorFactory()], [TagFactory(), TagFactory()]
    first = make_article(publish_at=NOW + HOUR, authors=authors, tags=tags)
    second = make_article(publish_at=NOW - HOUR, expires_at=NOW + 2 * HOUR)
    third = make_article(publish_at=NOW + 3 * HOUR, expires_at=NOW + 4 * HOUR)
    with django_assert_num_queries(5):
        found = coming()
    assert found == [
        (NOW + HOUR, pages_of(first)),
        (NOW + 2 * HOUR, pages_of(second)),
        (NOW + 3 * HOUR, pages_of(third)),
        (NOW + 4 * HOUR, pages_of(third)),
    ]


def test_what_was_taken_off_the_schedule_does_not_come():
    workflow.unschedule(make_article(publish_at=NOW + HOUR), by=None)
    assert coming() == []


def test_the_front():
    article = make_article()
    slot = Slot(zone=Zone.LEAD, position=1, article=article, until=NOW + 2 * HOUR)
    lineups.publish(Arrangement([slot]), based_on=None, seen=None, by=None)
    later = Slot(zone=Zone.LEAD, position=1, article=article)
    lineups.schedule(Arrangement([later]), at=NOW + HOUR, based_on=None, by=None)
    assert coming() == [(NOW + HOUR, {"front"}), (NOW + 2 * HOUR, {"front"})]


def test_breaking_news():
    article = make_article(publish_at=NOW - HOUR, expires_at=NOW + HOUR)
    breaking.announce("It rains.", until=NOW + 2 * HOUR, article=article, by=None)
    assert coming() == [(NOW + HOUR, pages_of(article, "site")), (NOW + 2 * HOUR, {"site"})]


def test_the_rights_of_photos_end_with_a_day_in_new_york():
    photo = PhotoFactory(rights_until=date(2126, 3, 5))
    PhotoFactory(rights_until=date(2126, 3, 4))
    PhotoFactory(rights_until=date(2126, 3, 8))
    assert coming() == [(datetime(2126, 3, 6, 5, tzinfo=UTC), {f"photo-{photo.pk}"})]
