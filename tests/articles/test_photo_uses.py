from datetime import timedelta

import pytest
from django.utils import timezone

from articles import lineups, photo_uses, workflow
from articles.front import Arrangement
from articles.models import Slot
from articles.photo_uses import InArticle, Uses, uses_of
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    UserFactory,
    change,
    copy,
    make_article,
    make_draft,
)

pytestmark = pytest.mark.django_db


def figure(photo):
    return f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'


@pytest.fixture
def photo():
    return PhotoFactory()


@pytest.fixture
def reader():
    return UserFactory()


def places(photo, reader):
    """What is said of each article, the newest first."""
    return [use.places for use in uses_of(photo, reader=reader).articles]


def saved(article, **content):
    """A version that is not published."""
    old = article.working_copy
    new = workflow.Copy(workflow.content_of(old) | content, old.authors_in_order, [])
    workflow.save(article, new, based_on=old.pk, by=None)


def test_of_a_photo_that_nobody_uses(photo, reader):
    make_article(lead_photo=PhotoFactory())
    assert uses_of(photo, reader=reader) == Uses([], False, [], [], False)
    assert not uses_of(photo, reader=reader)


def test_names_articles_authors_and_sections(photo, reader):
    published = make_article(lead_photo=photo, body=figure(photo))
    draft = make_draft(body=figure(photo))
    author = AuthorFactory(portrait=photo)
    section = SectionFactory(slug="books", default_photo=photo)
    assert uses_of(photo, reader=reader) == Uses(
        [InArticle(draft, ["In the text"]), InArticle(published, ["Lead photo", "In the text"])],
        False,
        [author],
        [section],
        False,
    )


def test_tells_what_readers_have_from_what_is_in_work(photo, reader):
    going, coming = make_article(lead_photo=photo), make_article()
    saved(going, lead_photo_id=None, body=figure(photo))
    saved(coming, lead_photo_id=photo.pk)
    assert places(photo, reader) == [
        ["Lead photo, once the update is published"],
        ["Lead photo, until the update is published", "In the text, once the update is published"],
    ]


@pytest.mark.parametrize("hours", [0, 1])
def test_says_that_the_front_shows_it_now_or_will(photo, reader, hours):
    slot = Slot(zone="lead", position=1, article=make_article(), photo=photo)
    arrangement, at = Arrangement([slot]), timezone.now() + timedelta(hours=hours)
    if hours:
        lineups.schedule(arrangement, based_on=None, at=at, by=None)
    else:
        lineups.publish(arrangement, based_on=None, seen=None, by=None)
    assert uses_of(photo, reader=reader) == Uses([], False, [], [], True)


def test_what_only_earlier_versions_show_is_no_use(photo, reader):
    change(make_article(lead_photo=photo), lead_photo_id=None)
    assert places(photo, reader) == []


def test_an_article_under_embargo_is_named_to_its_list_only(photo, reader):
    knowing, until = UserFactory(), timezone.now() + timedelta(hours=1)
    sealed = workflow.create(
        copy(lead_photo=photo, publish_at=until, embargo_until=until), by=knowing
    )
    assert uses_of(photo, reader=reader) == Uses([], False, [], [], False)
    assert uses_of(photo, reader=knowing).articles == [InArticle(sealed, ["Lead photo"])]


def test_names_the_newest_and_says_that_there_are_more(photo, reader, monkeypatch):
    monkeypatch.setattr(photo_uses, "SHOWN", 2)
    articles = [make_draft(lead_photo=photo) for _ in range(3)]
    found = uses_of(photo, reader=reader)
    assert [use.article for use in found.articles] == articles[:0:-1]
    assert found.has_more_articles


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many(photo, reader, django_assert_num_queries, count):
    for _ in range(count):
        make_article(lead_photo=photo, body=figure(photo))
    # Articles, bylines and their authors, bodies live and in work, portraits, sections,
    # the front.
    with django_assert_num_queries(8):
        assert len(uses_of(photo, reader=reader).articles) == count
