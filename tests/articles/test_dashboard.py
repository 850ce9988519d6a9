from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import assignments, updates, workflow
from articles.changes import TypedChange
from articles.dashboard import MOST, Dashboard
from articles.models import Article, LinkCheck, PlannedUpdate
from authors.models import ContactMessage, JoinRequest
from tests.factories import (
    PhotoFactory,
    SectionFactory,
    UserFactory,
    copy,
    make_applicant,
    make_article,
    make_draft,
    make_guest_submission,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def headlines(articles):
    return [article.working_copy.headline for article in articles]


def of(person):
    return Dashboard(person)


def sealed(**fields):
    return make_draft(publish_at=None, embargo_until=timezone.now() + HOUR, **fields)


def plan_an_update(live):
    workflow.save(live, copy(headline="More"), based_on=live.working_copy_id, by=None)
    change = TypedChange("update", "More is known.")
    updates.plan(live, at=timezone.now() + HOUR, change=change, by=None)


class TestMine:
    def test_is_what_one_was_given_and_what_one_began(self):
        me, other = UserFactory(role=Role.REPORTER), UserFactory()
        workflow.create(copy(headline="Begun"), by=me)
        workflow.create(copy(headline="Another’s"), by=other)
        given = workflow.create(copy(headline="Given"), by=other)
        assignments.assign(given, to=me, due_at=None, by=None)
        away = workflow.create(copy(headline="Given away"), by=me)
        assignments.assign(away, to=other, due_at=None, by=None)
        workflow.submit(workflow.create(copy(headline="Handed in"), by=me), by=me)
        assert headlines(of(me).mine().lines) == ["Given", "Begun"]

    def test_says_why_something_came_back(self):
        me = UserFactory(role=Role.REPORTER)
        article = workflow.submit(workflow.create(copy(), by=me), by=me)
        workflow.send_back(article, by=None, reason="Who says so?")
        (line,) = of(me).mine().lines
        assert (line.last_move, line.why) == ("send_back", "Who says so?")
        workflow.submit(article, by=None)
        assert of(me).mine().lines == []

    def test_is_short_and_says_that_there_is_more(self):
        me = UserFactory()
        for _ in range(MOST + 1):
            workflow.create(copy(), by=me)
        mine = of(me).mine()
        assert (len(mine), mine.has_more) == (MOST, True)


class TestWaiting:
    def test_is_what_was_handed_in_the_oldest_first(self):
        for headline in ("First", "Second"):
            workflow.submit(make_draft(headline=headline), by=None)
        approved = workflow.submit(make_draft(headline="Approved"), by=None)
        workflow.approve(approved, by=None)
        make_draft(headline="Draft")
        make_article(headline="Live")
        assert headlines(of(UserFactory()).waiting().lines) == ["First", "Second", "Approved"]
        assert of(UserFactory(role=Role.REPORTER)).waiting().lines == []

    def test_is_of_the_sections_of_an_editor(self):
        food, city = SectionFactory(slug="food"), SectionFactory(slug="city")
        for section in (food, city):
            workflow.submit(make_draft(headline=section.slug, section=section), by=None)
        editor = UserFactory()
        editor.sections.set([food])
        assert headlines(of(editor).waiting().lines) == ["food"]


class TestComing:
    def test_is_what_readers_get_within_a_day(self):
        now = timezone.now()
        make_article(headline="Out")
        make_article(headline="Late", publish_at=now + 3 * HOUR)
        make_article(headline="Next week", publish_at=now + 170 * HOUR)
        live = make_article(headline="Live")
        plan_an_update(live)
        coming = of(UserFactory()).coming()
        assert [(entry.what, entry.article.pk == live.pk) for entry in coming] == [
            ("Update", True),
            ("Publication", False),
        ]


class TestTroubles:
    def told(self, role=Role.EDITOR):
        return [(t.article.headline, t.what) for t in of(UserFactory(role=role)).troubles().lines]

    def test_are_photos_that_lack_something_in_what_readers_have(self):
        today = timezone.localdate()
        for headline, fields in {
            "Fine": {"rights_until": today + timedelta(days=15)},
            "Ending": {"rights_until": today},
            "Ended": {"rights_until": today - timedelta(days=1)},
            "Bare": {"credit": "", "alt": ""},
        }.items():
            make_article(headline=headline, lead_photo=PhotoFactory(**fields))
        described = {"lead_photo": PhotoFactory(alt=""), "lead_alt": "A street."}
        make_article(headline="Described here", **described)
        make_draft(lead_photo=PhotoFactory(credit=""))
        old = timezone.now() - timedelta(days=61)
        make_article(headline="Old", lead_photo=PhotoFactory(credit=""), publish_at=old)
        expected = {
            "Ending": f"The rights in its photo end on {today:%B %-d}.",
            "Ended": "The rights in its photo have ended.",
            "Bare": "Its photo has no credit. Its photo has no alternative text.",
        }
        assert dict(self.told()) == expected
        assert dict(self.told(Role.PHOTO_EDITOR)) == expected

    def test_are_links_that_are_dead(self):
        dead, slow = "https://a.example/?x=1&y=2", "https://b.example/"
        LinkCheck.objects.create(url=dead, status=404, checked_at=timezone.now())
        LinkCheck.objects.create(url=slow, status=503, checked_at=timezone.now())
        for headline, address in (("Dead", dead), ("Slow", slow)):
            body = f'<p><a href="{address}">there</a></p>'
            make_article(headline=headline, body=body)
        assert self.told() == [("Dead", f"A link is dead: {dead}")]
        assert self.told(Role.PHOTO_EDITOR) == []

    def test_are_updates_that_did_not_go_out(self):
        live = make_article(headline="Live")
        plan_an_update(live)
        PlannedUpdate.objects.update(at=timezone.now() - HOUR, problem="Nobody knows.")
        assert self.told() == [("Live", "An update is overdue. Nobody knows.")]
        assert of(UserFactory()).coming() == []


class TestFromOutside:
    def test_is_what_nobody_has_answered(self):
        for screening, status in (("passed", "new"), ("passed", "closed"), ("held", "new")):
            ContactMessage.objects.create(
                name=f"{screening} {status}", topic="tip", screening=screening, status=status
            )
        shown = of(UserFactory())
        assert [message.name for message in shown.messages().lines] == ["passed new"]
        assert len(of(UserFactory(role=Role.REPORTER)).messages()) == 0

    def test_and_who_waits_to_write(self):
        now = timezone.now()
        JoinRequest.objects.create(name="Held", screening="held")
        JoinRequest.objects.create(name="Has the link", screening="passed", mailed_at=now)
        make_applicant(name="Waits", standing_since=now)
        make_applicant(name="Waits longer", standing_since=now - HOUR)
        make_applicant(name="Filling in", standing="profile")
        make_applicant(name="Writes", standing="approved", standing_since=now - 3 * HOUR)
        make_applicant(
            name="Changed", standing="approved", standing_since=now - 2 * HOUR, changed_at=now
        )
        shown = of(UserFactory())
        assert [person.name for person in shown.contributors().lines] == [
            "Changed",
            "Waits longer",
            "Waits",
        ]
        assert [request.name for request in shown.requests().lines] == ["Held"]
        reporter = of(UserFactory(role=Role.REPORTER))
        assert (len(reporter.contributors()), len(reporter.requests())) == (0, 0)

    def test_and_for_who_runs_the_paper_how_many_wait_for_mail(self):
        for name in ("Ada", "Dov"):
            JoinRequest.objects.create(name=name, screening="passed")
        make_guest_submission()
        assert of(UserFactory(role=Role.MANAGING_EDITOR)).held_links == 3
        assert of(UserFactory()).held_links == 0


def test_newest_are_before_readers():
    make_article(headline="Older", publish_at=timezone.now() - 2 * HOUR)
    make_article(headline="Newer")
    make_article(headline="To come", publish_at=timezone.now() + HOUR)
    assert [str(article) for article in of(UserFactory()).newest()] == ["Newer", "Older"]


def test_what_is_under_embargo_is_in_no_list_of_whom_it_does_not_name():
    inside, outside = UserFactory(), UserFactory()
    given = sealed(headline="Given")
    given.embargo_list.add(inside)
    Article.objects.filter(pk=given.pk).update(assigned_to=outside)
    handed_in = sealed(headline="Handed in")
    handed_in.embargo_list.add(inside)
    workflow.submit(handed_in, by=None)
    now = timezone.now()
    scheduled = make_article(headline="Scheduled", publish_at=now + HOUR, embargo_until=now + HOUR)
    scheduled.embargo_list.add(inside)
    hidden, known = of(outside), of(inside)
    assert (len(hidden.mine()), len(hidden.waiting()), hidden.coming()) == (0, 0, [])
    assert headlines(known.waiting().lines) == ["Handed in"]
    assert len(known.coming()) == 1
