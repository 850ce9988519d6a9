from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from algemeiner.dateline import NEWSROOM_ZONE, dateline, published
from algemeiner.policy import Role
from articles import breaking, lineups
from articles.front import Arrangement
from articles.models import LineUp, Slot
from tests.articles.admin.forms import filled_in
from tests.factories import PhotoFactory, SectionFactory, make_article
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/lineup/preview/"
HOUR = timedelta(hours=1)


def six_tomorrow():
    tomorrow = timezone.localdate() + timedelta(days=1)
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, 6, tzinfo=NEWSROOM_ZONE)


def typed(moment):
    return f"{moment.astimezone(NEWSROOM_ZONE):%Y-%m-%dT%H:%M}"


def headlines(response):
    return texts(response, "a.teaser-link")


@pytest.fixture
def stories():
    city = SectionFactory(slug="city", in_navigation=False)
    at = six_tomorrow() - HOUR
    return [
        make_article(headline="Rain", section=city),
        make_article(headline="Bread", section=city),
        make_article(headline="Tomorrow", section=city, publish_at=at),
    ]


def test_what_is_on_the_screen_at_six_tomorrow(desk, stories):
    rain, _, tomorrow = stories
    form = filled_in(desk.get("/admin/articles/lineup/")) | {
        "lead-1-article": str(tomorrow.pk),
        "lead-1-headline": "Good Morning",
        "top-1-article": str(rain.pk),
        "top-1-until": typed(six_tomorrow()),
    }
    assert headlines(desk.post(PAGE, form)) == ["Bread", "Rain"]
    at = six_tomorrow()
    response = desk.post(PAGE, form | {"shown_at": typed(at)})
    assert headlines(response) == ["Good Morning", "Bread", "Rain"]
    assert texts(response, "aside.preview-notice") == [
        f"Preview of what is on your screen, {published(at)}, New York time."
    ]
    assert element(response, "time[datetime]").text == dateline(at)
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert LineUp.objects.count() == 0


def test_what_cannot_be_read_does_not_keep_the_rest_from_being_shown(desk, stories):
    rain = stories[0]
    form = {"lead-1-article": str(rain.pk), "top-1-article": "999999", "shown_at": "soon"}
    response = desk.post(PAGE, form)
    assert headlines(response) == ["Rain", "Bread"]
    assert "what cannot be read is left out" in texts(response, "aside.preview-notice")[0]


def test_one_that_is_kept_at_its_beginning_or_at_another_moment(enter, stories):
    client = enter(Role.REPORTER)
    line_up = lineups.schedule(
        Arrangement([Slot(zone="lead", position=1, article=stories[2])]),
        at=six_tomorrow(),
        based_on=None,
        by=None,
        name="Morning",
    )
    response = client.get(PAGE, {"line_up": line_up.pk})
    assert headlines(response)[0] == "Tomorrow"
    assert texts(response, "aside.preview-notice")[0].startswith("Preview of “Morning”, ")
    assert headlines(client.get(PAGE, {"line_up": line_up.pk, "at": typed(timezone.now())})) == [
        "Bread",
        "Rain",
    ]
    assert headlines(client.get(PAGE)) == ["Bread", "Rain"]
    assert client.get(PAGE, {"at": "soon"}).status_code == 400
    assert client.get(PAGE, {"line_up": "999999"}).status_code == 404
    assert client.post(PAGE, {}).status_code == 403


def test_the_strip_is_the_one_of_the_moment(desk, stories):
    breaking.announce("It rains.", until=timezone.now() + HOUR, by=None)
    assert texts(desk.get(PAGE), "aside.breaking") == ["Breaking It rains."]
    later = desk.get(PAGE, {"at": typed(six_tomorrow() + HOUR)})
    assert elements(later, "aside.breaking") == []


def test_a_photo_under_embargo_is_not_shown_to_who_may_not_know_it(enter, stories):
    client = enter()
    later = timezone.now() + 2 * HOUR
    photo = PhotoFactory(alt="The jury.")
    make_article(headline="Verdict", lead_photo=photo, publish_at=later, embargo_until=later)
    line_up = lineups.save_draft(
        Arrangement([Slot(zone="lead", position=1, article=stories[0], photo=photo)]),
        based_on=None,
        by=None,
    )
    response = client.get(PAGE, {"line_up": line_up.pk})
    assert headlines(response)[0] == "Rain"
    assert "The jury." not in response.text
    board = client.get(f"/admin/articles/lineup/?from={line_up.pk}")
    assert photo.key not in board.text
    assert filled_in(board)["lead-1-photo"] == str(photo.pk)
