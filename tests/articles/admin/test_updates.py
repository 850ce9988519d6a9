from datetime import UTC, datetime

import pytest

from algemeiner.policy import Role
from articles import updates, workflow
from articles.models import Article, PlannedUpdate
from tests.articles.admin.forms import messages
from tests.factories import copy, make_article
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
TYPED = {
    "at": "2026-03-05T18:00",
    "kind": "correction",
    "text": "It rained on Monday.",
    "placement": "top",
}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def article():
    article = make_article(headline="Rain", slug="rain")
    new = copy(headline="Rain on Monday", publish_at=article.publish_at, slug="rain")
    workflow.save(article, new, based_on=article.working_copy_id, by=None)
    return Article.objects.get(pk=article.pk)


def screen(article):
    return f"/admin/articles/article/{article.pk}/update/"


def test_an_update_is_planned_for_an_hour_of_new_york_and_comes(client, enter, article, clock):
    page = enter(Role.EDITOR).post(screen(article), TYPED, follow=True)
    assert messages(page) == [
        "Readers will have the new text from March 5, 2026 6:00 pm, New York time."
    ]
    assert texts(page, "p.planned") == [
        "Correction planned: readers have version 2 from March 5, 2026 6:00 pm, New York time."
    ]
    planned = PlannedUpdate.objects.get()
    assert (planned.at, planned.kind, planned.text, planned.placement, planned.by) == (
        datetime(2026, 3, 5, 23, tzinfo=UTC),
        "correction",
        "It rained on Monday.",
        "top",
        client.person,
    )
    clock.move_to(planned.at)
    updates.apply_due()
    assert texts(client.get(article.get_absolute_url()), ".headline") == ["Rain on Monday"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"kind": ""}, "This field is required."),
        ({"at": "soon"}, "Enter a valid date/time."),
        ({"at": "2026-03-08T02:30"}, "couldn’t be interpreted"),
    ],
)
def test_what_cannot_be_read_is_asked_again(enter, article, typed, message):
    page = enter(Role.EDITOR).post(screen(article), TYPED | typed)
    assert message in " ".join(str(error) for error in page.context["form"].errors.values())
    assert not PlannedUpdate.objects.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"text": " "}, "Say what was wrong and what is right: a correction needs a text."),
        ({"at": "2026-03-05T09:00"}, "That time has passed. Choose one to come, or publish now."),
    ],
)
def test_what_cannot_be_planned_is_said(enter, article, typed, message):
    page = enter(Role.EDITOR).post(screen(article), TYPED | typed)
    assert messages(page) == [message]
    assert 'value="2026-03-05' in page.content.decode()
    assert not PlannedUpdate.objects.exists()


def test_it_is_cancelled(enter, article):
    client = enter(Role.EDITOR)
    client.post(screen(article), TYPED)
    assert texts(client.get(screen(article)), "h2.planned") == [
        "Correction planned for March 5, 2026 6:00 pm"
    ]
    client.post(screen(article), {"cancel": "1"})
    assert not PlannedUpdate.objects.waiting().exists()
    assert texts(client.get(screen(article)), "h2.planned") == []


def test_a_reporter_plans_nothing(enter, article):
    assert enter(Role.REPORTER).get(screen(article)).status_code == 403


def test_the_year_must_be_plausible(enter, article):
    page = enter(Role.EDITOR).post(screen(article), TYPED | {"at": "2300-03-05T09:00"})
    assert "The year cannot be right." in str(page.context["form"].errors)


def test_a_text_that_was_saved_meanwhile_is_not_planned_unseen(enter, article):
    client = enter(Role.EDITOR)
    [seen] = elements(client.get(screen(article)), "input[name=seen]")
    new = copy(headline="Unseen", publish_at=article.publish_at, slug="rain")
    workflow.save(article, new, based_on=article.working_copy_id, by=None)
    page = client.post(screen(article), TYPED | {"seen": seen.attrs["value"]})
    assert texts(page, ".errorlist li")[0].startswith("Another version has come")
    assert texts(page, "textarea[name=text]") == [TYPED["text"]]
    assert not PlannedUpdate.objects.exists()
