from datetime import UTC, datetime, timedelta

import pytest

from articles import assignments, updates, workflow
from articles.changes import TypedChange
from articles.models import Article, PlannedUpdate
from tests.factories import UserFactory, copy, make_article, make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

CALENDAR = "/admin/articles/article/calendar/"
NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)  # a Thursday, 10 am in New York
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def changed(article):
    new = copy(headline="Rain Changed", publish_at=article.publish_at, slug=article.slug)
    workflow.save(article, new, based_on=article.working_copy_id, by=None)
    return article


def something_of_each_sort(number=""):
    make_article(headline=f"Out Today{number}", publish_at=NOW - HOUR)
    make_article(headline=f"Out Yesterday{number}", publish_at=NOW - 24 * HOUR)
    make_article(headline=f"Tonight{number}", publish_at=NOW + 12 * HOUR)
    make_draft(headline="Meant", publish_at=NOW + 2 * HOUR)
    make_article(headline=f"Over{number}", publish_at=NOW - 40 * HOUR, expires_at=NOW + 3 * HOUR)
    due = make_draft(headline="Wanted", publish_at=None)
    assignments.assign(due, to=UserFactory(name="Noa Levi"), due_at=NOW - HOUR / 2, by=None)
    make_draft(headline="Sealed", publish_at=None, embargo_until=NOW + 4 * HOUR)
    live = changed(make_article(headline=f"Rain {number}", publish_at=NOW - 50 * HOUR))
    updates.plan(live, at=NOW + 5 * HOUR, change=TypedChange("correction", "Wrong."), by=None)


def on(page, day):
    """What stands on a day of the calendar."""
    (found,) = [each for each in page.context["days"] if each.date.isoformat() == day]
    return [(f"{e.at:%H:%M}", e.label, e.headline, e.overdue) for e in found.entries]


def test_a_week_shows_everything_that_comes_at_its_hour(desk):
    something_of_each_sort()
    for article in Article.objects.under_embargo():
        article.embargo_list.add(desk.person)
    page = desk.get(CALENDAR)
    assert on(page, "2026-03-05") == [
        ("14:00", "Published", "Out Today", False),
        ("14:30", "Due from Noa Levi", "Wanted", True),
        ("17:00", "Draft, meant for", "Meant", False),
        ("18:00", "Expires", "Over", False),
        ("19:00", "Embargo ends", "Sealed", False),
        ("20:00", "Correction goes live", "Rain Changed", False),
        ("03:00", "Scheduled", "Tonight", False),
    ]
    assert on(page, "2026-03-04") == []
    assert len(elements(page, "li.day")) == 7
    assert texts(page, ".calendar-span") == ["March 1 – March 7, 2026"]


def test_a_month_is_whole_weeks(desk):
    make_article(headline="April", publish_at=datetime(2026, 4, 1, 15, tzinfo=UTC))
    page = desk.get(f"{CALENDAR}?view=month&on=2026-03-31")
    days = page.context["days"]
    assert (days[0].date.isoformat(), days[-1].date.isoformat()) == ("2026-03-01", "2026-04-04")
    assert [day.within for day in days].count(True) == 31
    assert [entry[2] for entry in on(page, "2026-04-01")] == ["April"]


def test_the_hours_of_a_night_belong_to_new_york_s_day(desk):
    make_article(headline="Late", publish_at=datetime(2026, 3, 6, 4, 59, tzinfo=UTC))
    make_article(headline="Early", publish_at=datetime(2026, 3, 6, 5, 0, tzinfo=UTC))
    page = desk.get(CALENDAR)
    assert [entry[2] for entry in on(page, "2026-03-05")] == ["Late"]
    assert [entry[2] for entry in on(page, "2026-03-06")] == ["Early"]


def test_an_overdue_update_is_shown_with_its_reason(desk, clock):
    live = changed(make_article())
    updates.plan(live, at=NOW + HOUR, change=TypedChange(), by=None)
    workflow.withdraw(live, by=None, notice="Gone.")
    clock.move_to(NOW + 2 * HOUR)
    page = desk.get(CALENDAR)
    assert texts(page, "li.overdue")[0].endswith("The worker has not come to it yet.")
    updates.apply_due()
    page = desk.get(CALENDAR)
    assert texts(page, "li.overdue")[0].endswith("Readers do not have this article any more.")
    assert PlannedUpdate.objects.waiting().count() == 1


@pytest.mark.parametrize("query", ["on=junk", "on=0001-01-01", "on=9999-12-31", "view=year", "on="])
def test_junk_is_today(desk, query):
    page = desk.get(f"{CALENDAR}?{query}")
    assert page.context["on"].isoformat() == "2026-03-05"


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_much_comes(desk, django_assert_num_queries, count):
    for number in range(count):
        something_of_each_sort(number)
    # Session, user, paper; five sorts of entries, updates, overdue ones.
    with django_assert_num_queries(10):
        desk.get(f"{CALENDAR}?view=month")
