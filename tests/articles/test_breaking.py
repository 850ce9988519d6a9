from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from algemeiner.policy import Role
from articles import breaking
from articles.breaking import NotAnnounced
from articles.models import Article, BreakingNews, Site
from tests.factories import UserFactory, make_article
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def soon():
    return timezone.now() + HOUR


def announce(text="The bridge is closed.", until=None, **more):
    until = until or timezone.now() + HOUR
    return breaking.announce(text, until=until, by=None, **more)


def said():
    return [news.text for news in BreakingNews.objects.showing()]


def strip(client, path="/"):
    Site.objects.get_or_create(pk=1)
    response = client.get(path)
    return texts(response, ".breaking"), [
        link.attrs["href"] for link in elements(response, "a.breaking-link")
    ]


def test_it_stands_over_every_page_and_leads_to_its_article(client):
    article = make_article()
    announce(article=article)
    address = article.get_absolute_url()
    said = ["Breaking The bridge is closed."], [address]
    assert [strip(client, path) for path in ("/", address, "/search/", "/nothing/here/")] == [
        said
    ] * 4


def test_without_an_article_it_is_a_line(client):
    announce()
    assert strip(client) == (["Breaking The bridge is closed."], [])


@pytest.mark.usefixtures("transactional_db")
def test_of_two_lines_at_the_same_moment_one_stands():
    start = Barrier(2)

    def announce_at_once(text):
        start.wait(timeout=10)
        try:
            announce(text)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(announce_at_once, ["It rains.", "It pours."]))
    assert BreakingNews.objects.filter(ends_at__gt=timezone.now()).count() == 1


def test_it_ends_by_itself(soon):
    announce(until=soon)
    assert BreakingNews.objects.showing(soon).first() is None
    assert said() == ["The bridge is closed."]


def test_the_newer_takes_the_place_of_the_older_for_good(soon):
    announce("First", until=soon + HOUR)
    second = announce("Second", until=soon)
    assert said() == ["Second"]
    assert list(BreakingNews.objects.showing(second.ends_at)) == []


def test_it_goes_with_its_article(client):
    article = make_article()
    announce(article=article)
    Article.objects.filter(pk=article.pk).update(status="withdrawn")
    assert strip(client) == ([], [])


def test_it_is_taken_down_before_its_time():
    announce()
    breaking.end(by=None)
    assert said() == []
    breaking.end(by=None)


@pytest.mark.parametrize(
    ("text", "hours", "problem"),
    [
        (" ", 1, "Say what has happened."),
        ("Rain", 0, "It needs an end: a moment to come, within a day."),
        ("Rain", 25, "It needs an end: a moment to come, within a day."),
    ],
)
def test_what_cannot_be_shown_is_refused(text, hours, problem):
    with pytest.raises(NotAnnounced) as refused:
        announce(text, until=timezone.now() + hours * HOUR)
    assert refused.value.messages == [problem]


def test_it_never_leads_to_what_is_to_come(soon):
    with pytest.raises(NotAnnounced, match="cannot see"):
        announce(article=make_article(publish_at=soon))


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR])
def test_it_is_for_those_who_arrange_the_front(role, soon):
    person = UserFactory(role=role)
    with pytest.raises(PermissionDenied):
        breaking.announce("Rain", until=soon, by=person)
    announce()
    with pytest.raises(PermissionDenied):
        breaking.end(by=person)
