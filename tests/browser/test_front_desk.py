"""The front is arranged: by mouse, by keys alone, for tomorrow, and by two editors at once."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from algemeiner.dateline import NEWSROOM_ZONE, dateline
from algemeiner.policy import Role
from articles import lineups
from articles.front import Arrangement
from articles.models import LineUp, Slot
from tests.browser.pages import settle
from tests.factories import SectionFactory, UserFactory, make_article

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

FRONT = "/admin/articles/lineup/"


@pytest.fixture
def stories(transactional_db):
    """Three of them, the newest last; what they would show of photos is not asked for here."""
    city = SectionFactory(slug="city", name="City")
    now = timezone.now()
    return {
        name: make_article(headline=name, section=city, publish_at=now - timedelta(hours=age))
        for age, name in ((3, "Rain"), (2, "Bread"), (1, "Benches"))
    }


@pytest.fixture
def desk(open_as, stories):
    """The front's page, of a managing editor."""
    person = UserFactory(name="Ada Katz", role=Role.MANAGING_EDITOR)
    page = open_as(person, viewport={"width": 1440, "height": 1000})
    open_front(page)
    return page


def open_front(page):
    page.goto(FRONT)
    expect(page.locator(".with-scripts")).to_be_visible()


def slot(page, key):
    return page.locator(f".slot[data-place={key}]")


def find(page, name):
    return page.locator(".find").filter(has=page.get_by_text(name, exact=True))


def press(page, name):
    settle(page)  # what is broken off would count as a complaint
    page.get_by_role("button", name=name, exact=True).click()


def expect_slots(page, **held):
    """That these slots hold these articles by hand, and no other slot anything."""
    for key, name in held.items():
        expect(slot(page, key.replace("_", "-")).locator(".slot-headline")).to_have_text(name)
    expect(page.locator(".slot.by-hand")).to_have_count(len(held))


def said(page, words):
    expect(page.locator("#said")).to_have_text(words)


def live():
    line_up = LineUp.objects.begun().first()
    return {} if line_up is None else placed(line_up)


def placed(line_up):
    slots = line_up.slots.select_related("article")
    return {f"{slot.zone}-{slot.position}": slot.article.headline for slot in slots}


def six_tomorrow():
    tomorrow = timezone.localdate() + timedelta(days=1)
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, 6, tzinfo=NEWSROOM_ZONE)


def test_by_mouse_then_undone_and_published(desk, audit, open_page, live_server):
    find(desk, "Rain").drag_to(slot(desk, "lead-1"))
    said(desk, "“Rain” is now in the lead.")
    find(desk, "Bread").drag_to(slot(desk, "lead-1"))
    said(desk, "“Bread” is now in the lead. “Rain” is now in Top 1.")
    expect(find(desk, "Rain").locator(".already")).to_have_text("On the front: Top 1")
    slot(desk, "top-1").drag_to(slot(desk, "top-3"))
    expect_slots(desk, lead_1="Bread", top_3="Rain")
    slot(desk, "lead-1").drag_to(desk.locator(".finder"))
    expect_slots(desk, top_3="Rain")
    desk.keyboard.press("Control+z")
    expect_slots(desk, lead_1="Bread", top_3="Rain")
    desk.keyboard.press("Control+z")
    expect_slots(desk, lead_1="Bread", top_1="Rain")
    press(desk, "Redo")
    expect_slots(desk, lead_1="Bread", top_3="Rain")
    desk.get_by_text("Edit Lead").click()
    slot(desk, "lead-1").get_by_label("Headline on the front").fill("Bread at Last")
    assert audit(desk) == []
    desk.keyboard.press("Escape")
    expect_slots(desk, lead_1="Bread at Last", top_3="Rain")
    press(desk, "Publish now")
    expect(desk.get_by_text("Published. Readers have this front now.")).to_be_visible()
    assert live() == {"lead-1": "Bread", "top-3": "Rain"}
    outside = open_page(base_url=live_server.url)
    outside.goto("/")
    expect(outside.locator(".teaser-lead .teaser-link")).to_have_text("Bread at Last")
    assert desk.complaints + outside.complaints == []


def test_by_keys_alone(desk, audit):
    desk.get_by_label("Words", exact=True).focus()
    desk.keyboard.type("rai")
    expect(desk.locator(".find")).to_have_count(1)
    settle(desk)
    find(desk, "Rain").get_by_role("button").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#said")).to_contain_text("“Rain” is taken up")
    assert audit(desk) == []
    desk.keyboard.press("Escape")
    said(desk, "“Rain” stays where it was.")
    desk.keyboard.press("Enter")  # it has the focus again
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    said(desk, "“Rain” is now in Top 2.")
    expect(slot(desk, "top-2").locator(".grip")).to_be_focused()
    desk.keyboard.press("Space")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    said(desk, "“Rain” is now in Top 1.")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")  # opens what can be done with the slot
    desk.keyboard.press("Tab")
    expect(slot(desk, "top-1").get_by_role("button", name="Move up")).to_be_focused()
    desk.keyboard.press("Enter")
    said(desk, "“Rain” is now in the lead.")
    expect_slots(desk, lead_1="Rain")
    desk.get_by_role("button", name="Publish now").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Published. Readers have this front now.")).to_be_visible()
    assert live() == {"lead-1": "Rain"}
    assert desk.complaints == []


def test_tomorrow_at_six_is_previewed_and_scheduled(desk, stories):
    at = six_tomorrow()
    city = stories["Rain"].section
    make_article(headline="Morning", section=city, publish_at=at - timedelta(minutes=1))
    open_front(desk)
    find(desk, "Morning").drag_to(slot(desk, "lead-1"))
    expect(slot(desk, "lead-1").locator(".slot-why")).to_have_text(
        "Not published yet. Here now: Benches"
    )
    desk.locator("summary", has_text="Preview").click()
    desk.get_by_label("For this moment, in New York").fill(f"{at:%Y-%m-%dT%H:%M}")
    press(desk, "Show the preview")
    frame = desk.frame_locator("iframe[title=Preview]")
    expect(frame.locator(".teaser-lead .teaser-link")).to_have_text("Morning")
    expect(frame.locator(".dateline")).to_have_text(dateline(at))
    desk.get_by_text("Phone", exact=True).click()
    press(desk, "Close the preview")
    desk.get_by_text("Draft or schedule", exact=True).click()
    desk.get_by_label("Name of the draft or line-up").fill("The morning")
    desk.get_by_label("Begins at, in New York").fill(f"{at:%Y-%m-%dT%H:%M}")
    press(desk, "Schedule")
    expect(desk.get_by_text("Scheduled. Readers have it from")).to_be_visible()
    coming = LineUp.objects.to_come().get()
    assert (coming.starts_at, placed(coming), live()) == (at, {"lead-1": "Morning"}, {})
    press(desk, "Take off the schedule")
    expect(desk.get_by_text("Taken off the schedule.")).to_be_visible()
    assert desk.complaints == []


def test_two_editors_at_once(desk, stories):
    find(desk, "Rain").drag_to(slot(desk, "top-2"))
    said(desk, "“Rain” is now in Top 2.")
    hers = [Slot(zone="lead", position=1, article=stories["Bread"])]
    ruth = UserFactory(name="Ruth", role=Role.EDITOR)
    lineups.publish(Arrangement(hers), based_on=None, seen=None, by=ruth)
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(desk.locator(".since")).to_contain_text("Ruth has arranged the front since")
    press(desk, "Publish now")
    expect(desk.get_by_text("Ruth has arranged this while you did")).to_be_visible()
    assert live() == {"lead-1": "Bread"}
    expect(desk.locator(".meeting .two li")).to_have_text(
        ["put “Bread” in the lead", "put “Rain” in Top 2"]
    )
    press(desk, "Put my moves over theirs")
    expect_slots(desk, lead_1="Bread", top_2="Rain")
    press(desk, "Publish now")
    expect(desk.get_by_text("Published. Readers have this front now.")).to_be_visible()
    assert live() == {"lead-1": "Bread", "top-2": "Rain"}
    # The browser says of the answer that it was a conflict, and nothing else.
    assert [words for words in desk.complaints if "409" not in words] == []


def test_what_was_not_saved_is_there_again_after_the_browser_was_killed(desk):
    find(desk, "Rain").drag_to(slot(desk, "top-2"))
    said(desk, "“Rain” is now in Top 2.")
    again = desk.context.new_page()
    open_front(again)
    again.get_by_role("button", name="Take them up").click()
    expect_slots(again, top_2="Rain")
    desk.close()
    press(again, "Publish now")
    expect(again.get_by_text("Published. Readers have this front now.")).to_be_visible()
    open_front(again)
    expect(again.locator(".kept-here")).to_be_hidden()
    assert live() == {"top-2": "Rain"}


def test_a_strip_is_announced_while_moves_wait(desk, audit):
    find(desk, "Rain").drag_to(slot(desk, "top-2"))
    said(desk, "“Rain” is now in Top 2.")
    desk.get_by_text("Announce something", exact=True).click()
    desk.get_by_label("What has happened").fill("It rains.")
    expect(desk.locator(".breaking-desk details .as-shown")).to_have_text("Breaking It rains.")
    press(desk, "Show it over every page")
    expect(desk.locator(".strip-now .as-shown")).to_have_text("Breaking It rains.")
    expect_slots(desk, top_2="Rain")
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        assert audit(desk) == []
    press(desk, "Take it down now")
    expect(desk.get_by_text("No strip stands over the pages.")).to_be_visible()
    expect_slots(desk, top_2="Rain")
    assert desk.complaints == []
