from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.policy import Role
from articles import breaking
from articles.models import BreakingNews
from tests.articles.admin.forms import messages
from tests.factories import make_article
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/lineup/breaking/"
HOUR = timedelta(hours=1)


def typed(moment):
    return f"{moment.astimezone(NEWSROOM_ZONE):%Y-%m-%dT%H:%M}"


def fields(**more):
    said = {"text": "It rains.", "article": "", "until": typed(timezone.now() + HOUR)} | more
    return {f"breaking-{name}": text for name, text in said.items()}


def showing():
    return BreakingNews.objects.showing().first()


def test_it_ends_in_two_hours_unless_one_says_otherwise(desk):
    until = elements(desk.get(PAGE), "input[name=breaking-until]")[0].attrs["value"]
    assert until == typed(timezone.now() + 2 * HOUR)


def test_it_is_shown_and_taken_down(desk):
    article = make_article(headline="Rain")
    response = desk.post(PAGE, fields(article=article.get_absolute_url()), follow=True)
    assert messages(response) == ["Shown over every page now."]
    assert (showing().text, showing().article, showing().created_by) == (
        "It rains.",
        article,
        desk.person,
    )
    assert texts(response, "p.as-shown")[0] == "Breaking It rains."
    assert desk.person.name in texts(response, "div.strip-now")[0]
    response = desk.post(PAGE, {"end": "1"}, follow=True)
    assert messages(response) == ["Taken down. No page shows it any more."]
    assert showing() is None


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"text": ""}, "This field is required."),
        ({"article": "999999"}, "There is no such article."),
        ({"until": ""}, "This field is required."),
        (
            {"until": "2020-01-01T06:00"},
            "It needs an end: a moment to come, within a day.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk, wrong, problem):
    response = desk.post(PAGE, fields(**wrong))
    assert texts(response, "ul.errorlist") == [problem]
    inputs = [field.attrs for field in elements(response, "input")]
    sent = {field["name"]: field.get("value", "") for field in inputs}
    assert sent.items() >= fields(**wrong).items()
    assert showing() is None


def test_scripts_are_answered_with_the_part_alone(desk):
    response = desk.post(PAGE, fields() | {"part": "breaking"})
    assert elements(response, "html") == []
    assert texts(response, "p.as-shown")[0] == "Breaking It rains."


def test_an_article_that_is_secret_is_none(desk):
    later = timezone.now() + HOUR
    sealed = make_article(headline="Verdict", publish_at=later, embargo_until=later)
    response = desk.post(PAGE, fields(article=str(sealed.pk)))
    assert texts(response, "ul.errorlist") == ["There is no such article."]


def test_who_may_only_look_sees_what_it_says(enter):
    client = enter(Role.REPORTER)
    breaking.announce("It rains.", until=timezone.now() + HOUR, by=None)
    response = client.get("/admin/articles/lineup/")
    assert texts(response, "p.as-shown") == ["Breaking It rains."]
    assert elements(response, "section.breaking-desk")[0].text.count("Take it down") == 0
    assert client.get(PAGE).status_code == 403
