import pytest

from algemeiner.policy import Role
from articles import lineups
from articles.front import Arrangement
from articles.models import LineUp, Slot
from tests.articles.admin.forms import filled_in
from tests.factories import SectionFactory, UserFactory, make_article
from tests.markup import texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/lineup/"


@pytest.fixture
def ruth():
    return UserFactory(name="Ruth", role=Role.MANAGING_EDITOR)


@pytest.fixture
def stories():
    city = SectionFactory(slug="city", name="City")
    return {name: make_article(headline=name, section=city) for name in ("A", "B", "C", "D")}


def live():
    return LineUp.objects.begun().first()


def arrange(stories, by=None, draft=None, **held):
    """Readers', or a draft, with articles by their places: lead_1="A"."""
    slots = []
    for key, name in held.items():
        zone, position = key.split("_")
        slots.append(Slot(zone=zone, position=int(position), article=stories[name]))
    if draft is not None:
        return lineups.save_draft(Arrangement(slots), based_on=draft, by=by)
    seen = live()
    return lineups.publish(Arrangement(slots), based_on=seen, seen=seen and seen.pk, by=by)


def in_slots(line_up):
    return {
        f"{slot.zone}_{slot.position}": str(slot.article)
        for slot in line_up.slots.select_related("article")
    }


def put(client, fields, story, place):
    return filled_in(client.post(PAGE, fields | {"put": f"{story.pk} {place}"}))


def test_two_editors_are_shown_what_each_did_and_nothing_is_lost(desk, stories, ruth):
    arrange(stories, lead_1="A")
    mine = put(desk, filled_in(desk.get(PAGE)), stories["B"], "top-1")
    mine["top-1-headline"] = "Bees"
    theirs = arrange(stories, by=ruth, lead_1="C")
    response = desk.post(PAGE, mine | {"publish": ""})
    assert (response.status_code, live()) == (409, theirs)
    meeting = response.context["meeting"]
    assert meeting.their_moves == ["put “C” in the lead", "took “A” off the lead"]
    assert meeting.my_moves == ["put “B” in Top 1, with another headline"]
    assert [(row.label, row.sides) for row in meeting.rows] == [
        ("Lead", ["“A”", "“C”", "“A”"]),
        ("Top 1", ["", "", "“B”"]),
    ]
    assert texts(response, "h2[id=meeting-title]") == ["Ruth has arranged this while you did"]
    kept = filled_in(response)
    assert (
        kept.items()
        >= {
            "lead-1-article": str(stories["A"].pk),
            "top-1-headline": "Bees",
            "seen": str(theirs.pk),
        }.items()
    )


def test_my_moves_are_laid_over_theirs(desk, stories, ruth):
    arrange(stories, lead_1="A")
    mine = put(desk, filled_in(desk.get(PAGE)), stories["B"], "top-1")
    mine["top-1-headline"] = "Bees"
    theirs = arrange(stories, by=ruth, lead_1="C", top_2="D")
    refused = desk.post(PAGE, mine | {"publish": ""})
    rebase = refused.context["meeting"].rebase
    response = desk.post(PAGE, filled_in(refused) | {"rebase": rebase})
    assert response.context["done"].words == (
        "Your moves are laid over theirs. Nothing is published yet: look at it, and publish."
    )
    assert live() == theirs
    fields = filled_in(response)
    assert fields["top-1-headline"] == "Bees"
    desk.post(PAGE, fields | {"publish": ""})
    assert in_slots(live()) == {"lead_1": "C", "top_1": "B", "top_2": "D"}
    assert live().based_on == theirs


def test_where_both_moved_something_theirs_stands_and_is_named(desk, stories, ruth):
    arrange(stories, lead_1="A")
    mine = put(desk, filled_in(desk.get(PAGE)), stories["B"], "lead-1")
    arrange(stories, by=ruth, lead_1="C")
    refused = desk.post(PAGE, mine | {"publish": ""})
    response = desk.post(PAGE, filled_in(refused) | {"rebase": refused.context["meeting"].rebase})
    assert response.context["done"].words.endswith(
        "Theirs stands where you both moved something: “A”, “B”."
    )
    assert filled_in(response)["lead-1-article"] == str(stories["C"].pk)


def test_words_that_both_changed_are_mine_and_named(desk, stories, ruth):
    arrange(stories, lead_1="A")
    mine = filled_in(desk.get(PAGE)) | {"lead-1-headline": "Mine"}
    seen = live()
    slot = Slot(zone="lead", position=1, article=stories["A"], headline="Theirs", dek="Theirs.")
    lineups.publish(Arrangement([slot]), based_on=seen, seen=seen.pk, by=ruth)
    refused = desk.post(PAGE, mine | {"publish": ""})
    response = desk.post(PAGE, filled_in(refused) | {"rebase": refused.context["meeting"].rebase})
    assert response.context["done"].words.endswith(
        "Yours are the words that you both changed: “A”."
    )
    assert filled_in(response)["lead-1-headline"] == "Mine"


def test_mine_can_be_published_all_the_same_once_it_was_shown(desk, stories, ruth):
    arrange(stories, lead_1="A")
    mine = put(desk, filled_in(desk.get(PAGE)), stories["B"], "top-1")
    arrange(stories, by=ruth, lead_1="C")
    refused = desk.post(PAGE, mine | {"publish": ""})
    desk.post(PAGE, filled_in(refused) | {"publish": ""})
    assert in_slots(live()) == {"lead_1": "A", "top_1": "B"}


def test_somebody_who_publishes_a_third_time_is_shown_too(desk, stories, ruth):
    arrange(stories, lead_1="A")
    mine = put(desk, filled_in(desk.get(PAGE)), stories["B"], "top-1")
    arrange(stories, by=ruth, lead_1="C")
    refused = desk.post(PAGE, mine | {"publish": ""})
    third = arrange(stories, by=ruth, lead_1="D")
    again = desk.post(PAGE, filled_in(refused) | {"publish": ""})
    assert (again.status_code, live()) == (409, third)


def test_a_draft_that_somebody_saved_meanwhile(desk, stories, ruth):
    draft = lineups.save_draft(Arrangement(), based_on=None, by=ruth)
    mine = put(desk, filled_in(desk.get(f"{PAGE}?from={draft.pk}")), stories["B"], "top-1")
    theirs = arrange(stories, by=ruth, draft=draft, lead_1="C")
    refused = desk.post(PAGE, mine | {"draft": ""})
    assert refused.status_code == 409
    assert filled_in(refused)["based_on"] == str(theirs.pk)
    response = desk.post(PAGE, filled_in(refused) | {"rebase": refused.context["meeting"].rebase})
    desk.post(PAGE, filled_in(response) | {"draft": ""})
    assert in_slots(LineUp.objects.drafts().get()) == {"lead_1": "C", "top_1": "B"}


def test_a_draft_that_somebody_threw_away_is_kept_anew(desk, stories, ruth):
    draft = lineups.save_draft(Arrangement(), based_on=None, by=ruth)
    mine = put(desk, filled_in(desk.get(f"{PAGE}?from={draft.pk}")), stories["B"], "top-1")
    lineups.discard(draft, by=ruth)
    refused = desk.post(PAGE, mine | {"draft": ""})
    assert texts(refused, "h2[id=meeting-title]") == [
        "What you were arranging has been thrown away meanwhile"
    ]
    desk.post(PAGE, filled_in(refused) | {"draft": ""})
    assert in_slots(LineUp.objects.drafts().get()) == {"top_1": "B"}
