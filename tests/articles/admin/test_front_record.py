from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import lineups
from articles.front import Arrangement
from articles.models import LineUp, Slot
from tests.articles.admin.forms import messages
from tests.factories import SectionFactory, UserFactory, make_article
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/lineup/"
EARLIER = f"{PAGE}earlier/"
HOUR = timedelta(hours=1)


def live():
    return LineUp.objects.begun().first()


def publish(*placed, by=None, strips=None):
    slots = [
        Slot(zone=zone, position=position, article=article, **more)
        for zone, position, article, more in placed
    ]
    seen = live()
    return lineups.publish(Arrangement(slots, strips), based_on=seen, seen=seen and seen.pk, by=by)


def moves(response):
    return [entry.moves for entry in response.context["entries"]]


@pytest.fixture
def ruth():
    return UserFactory(name="Ruth", role=Role.MANAGING_EDITOR)


@pytest.fixture
def stories():
    return [make_article(headline=name) for name in ("Rain", "Bread", "Benches")]


def test_the_history_says_who_moved_what(desk, stories, ruth):
    rain, bread, _ = stories
    books = SectionFactory(slug="books", name="Books")
    publish(("lead", 1, rain, {}), by=ruth)
    publish(("lead", 1, bread, {"headline": "Loaves"}), ("top", 1, rain, {}), by=ruth)
    publish(("lead", 1, bread, {"dek": "Warm."}), by=ruth, strips=[books.pk])
    publish(("lead", 1, bread, {"dek": "Warm."}), by=ruth)
    response = desk.get(EARLIER)
    assert moves(response) == [
        ["ordered the strips as in the navigation"],
        [
            "gave “Bread” another headline and dek",
            "took “Rain” off Top 1",
            "ordered the strips: Books",
        ],
        [
            "put “Bread” in the lead, with another headline",
            "moved “Rain” from the lead to Top 1",
        ],
        ["put “Rain” in the lead"],
    ]
    assert [entry.is_live for entry in response.context["entries"]] == [True, False, False, False]
    assert texts(response, "p.who")[0].startswith("Ruth,")


def test_it_pages_by_key_and_compares_across_the_edge(desk, stories, ruth, monkeypatch):
    monkeypatch.setattr("articles.admin.front_record.PAGE", 2)
    for article in stories:
        publish(("lead", 1, article, {}), by=ruth)
    first = desk.get(EARLIER)
    assert moves(first) == [
        ["put “Benches” in the lead", "took “Bread” off the lead"],
        ["put “Bread” in the lead", "took “Rain” off the lead"],
    ]
    second = desk.get(first.context["page"].older_url)
    assert moves(second) == [["put “Rain” in the lead"]]
    assert second.context["page"].older_url is None


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_much_there_was(desk, stories, count, django_assert_num_queries):
    for article in stories[:count]:
        publish(("lead", 1, article, {}))
    desk.get(EARLIER)
    with django_assert_num_queries(10):
        desk.get(EARLIER)


def test_undo_and_bring_back(desk, stories, ruth):
    first, second, third = (publish(("lead", 1, article, {}), by=ruth) for article in stories)
    response = desk.post(f"{PAGE}undo/", {"seen": third.pk}, follow=True)
    assert messages(response) == ["Undone. Readers have again what they had before."]
    assert (live().restored_from, live().created_by) == (second, desk.person)
    response = desk.post(f"{PAGE}{first.pk}/restore/", {"seen": live().pk}, follow=True)
    assert messages(response) == ["Brought back. Readers have it now."]
    assert live().slots.get().article == stories[0]
    assert "brought back what readers had from" in desk.get(EARLIER).text


def test_nothing_is_undone_over_what_one_has_not_seen(desk, stories, ruth):
    first = publish(("lead", 1, stories[0], {}), by=ruth)
    second = publish(("lead", 1, stories[1], {}), by=ruth)
    for address in ("undo/", f"{first.pk}/restore/"):
        response = desk.post(f"{PAGE}{address}", {"seen": first.pk}, follow=True)
        assert messages(response) == [
            "Ruth has arranged this meanwhile. Nothing was done: look first."
        ]
    assert live() == second


def test_drafts_and_line_ups_to_come_are_listed_and_thrown_away(desk, stories, ruth):
    arrangement = Arrangement([Slot(zone="lead", position=1, article=stories[0])])
    draft = lineups.save_draft(arrangement, based_on=None, by=ruth, name="Night")
    coming = lineups.schedule(arrangement, at=timezone.now() + HOUR, based_on=None, by=ruth)
    record = desk.get(PAGE).context["record"]
    assert (record.drafts, record.to_come, record.now) == ([draft], [coming], None)
    assert elements(desk.get(f"{PAGE}?from={draft.pk}"), "button[formaction]") != []
    said = [
        messages(desk.post(f"{PAGE}{line_up.pk}/discard/", follow=True))
        for line_up in (draft, coming, draft)
    ]
    assert said == [
        ["The draft is thrown away."],
        ["Taken off the schedule."],
        ["Somebody has arranged this meanwhile. Nothing was done: look first."],
    ]
    record = desk.get(PAGE).context["record"]
    assert (record.drafts, record.to_come) == ([], [])


def test_a_page_learns_which_line_up_readers_have(desk, stories, ruth):
    assert desk.get(f"{PAGE}live/").json() == {"id": None}
    now = publish(("lead", 1, stories[0], {}), by=ruth)
    told = desk.get(f"{PAGE}live/").json()
    assert (told["id"], told["by"]) == (now.pk, "Ruth")


def test_an_article_under_embargo_has_no_name_in_the_history(desk, stories, ruth):
    later = timezone.now() + HOUR
    sealed = make_article(headline="The Verdict", publish_at=later, embargo_until=later)
    publish(("lead", 1, sealed, {"headline": "Guilty"}))
    publish(("top", 1, sealed, {"headline": "Not Guilty"}))
    response = desk.get(EARLIER)
    assert moves(response) == [
        ["moved an article under embargo from the lead to Top 1"],
        ["put an article under embargo in the lead"],
    ]
    assert "Guilty" not in response.text
    assert "Verdict" not in response.text
