from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import gate, updates, workflow
from articles.changes import TypedChange
from articles.checks import CHECKS
from articles.gate import NotPublishable
from articles.models import Article, AuditEntry, GateRule, Kind, Level, LinkCheck, Revision
from articles.proofs import Proof
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    copy,
    make_article,
    make_draft,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NO_ALT = "has no alternative text. Say what it shows, for those who do not see it."


@pytest.fixture
def editor():
    return UserFactory(role=Role.EDITOR)


@pytest.fixture
def undescribed():
    return PhotoFactory(caption="Rain", alt="")


def report(article, reader=None):
    revision = Revision.objects.whole().get(working_copy_of=article)
    return gate.ask(Proof.of(article, revision, reader=reader))


def said(report):
    return [(found.check.name, str(found.level)) for found in report.findings]


def rule(check, level, kind="", section=None):
    GateRule.objects.create(check_name=check, level=level, kind=kind, section=section)


# What it says


def test_says_of_every_check_whether_it_passed_and_what_weighs_how_much(undescribed):
    article = make_draft(lead_photo=undescribed, dek="Wet.", authors=[])
    asked = report(article)
    assert said(asked) == [
        ("byline", "blocking"),
        ("tags", "advisory"),
        ("photo_picture", "advisory"),
        ("photo_alt", "blocking"),
        ("photo_licence", "advisory"),
    ]
    assert [found.message for found in asked.blocking] == [
        "A byline is missing.",
        f"The photo “Rain” {NO_ALT}",
    ]
    assert [found.check.name for found in asked.essentials] == ["byline"]
    assert len(asked.passed) == len(CHECKS) + 4 - len(asked.findings)


def test_a_check_that_is_off_is_not_asked():
    rule("tags", Level.OFF)
    asked = report(make_draft())
    assert "tags" not in [name for name, _ in said(asked)]
    assert "tags" not in [check.name for check in asked.passed]


NARROWER = [
    ({}, "off"),
    ({"kind": Kind.NEWS}, "advisory"),
    ({"section": "city"}, "blocking"),
    ({"kind": Kind.NEWS, "section": "city"}, "advisory"),
]


@pytest.mark.parametrize("count", range(5))
def test_the_narrowest_rule_counts(count):
    """For a kind is narrower than for all, for a section than for a kind, for both narrowest."""
    rules = NARROWER[:count]
    # Written down the other way round, so that their age is not what decides.
    for place, level in reversed(rules):
        section = SectionFactory(slug="city") if "section" in place else None
        rule("dek", level, place.get("kind", ""), section)
    expected = rules[-1][1] if rules else "advisory"
    assert gate.levels(make_draft().working_copy)["dek"] == expected


@pytest.mark.parametrize(
    "elsewhere",
    [{"kind": Kind.REVIEW}, {"section": "books"}, {"kind": Kind.NEWS, "section": "books"}],
)
def test_a_rule_for_another_kind_or_section_says_nothing_here(elsewhere):
    section = SectionFactory(slug="books") if "section" in elsewhere else None
    rule("dek", Level.BLOCKING, elsewhere.get("kind", ""), section)
    assert gate.levels(make_draft().working_copy)["dek"] == Level.ADVISORY


def test_no_rule_lightens_what_an_article_cannot_be_without():
    rule("byline", Level.OFF)
    rule("retired_check", Level.BLOCKING)
    assert said(report(make_draft(authors=[])))[0] == ("byline", "blocking")


# Whom it lets through


def test_what_is_required_and_not_there_keeps_an_article_from_readers(editor, undescribed):
    article = make_draft(lead_photo=undescribed)
    with pytest.raises(NotPublishable) as refused:
        workflow.publish(article, by=editor)
    assert refused.value.messages == [f"The photo “Rain” {NO_ALT}"]
    assert [found.about for found in refused.value.findings] == [undescribed]
    assert Article.objects.get().status == "draft"
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["create"]


def test_advice_does_not_hold_anything_up(editor):
    article = make_draft()
    assert report(article).advice != []
    assert workflow.publish(article, by=editor).is_public()
    assert AuditEntry.objects.first().details == {}


def test_who_may_overrides_with_a_reason_and_the_record_keeps_what(editor, undescribed):
    rule("tags", Level.BLOCKING)
    article = make_draft(lead_photo=undescribed)
    workflow.publish(article, by=editor, override=" The caption says it. ")
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.by, entry.details) == (
        "publish",
        editor,
        {"override": "The caption says it.", "overridden": "tags, photo_alt"},
    )


def test_a_reason_where_nothing_is_held_up_is_not_recorded(editor):
    workflow.publish(make_draft(), by=editor, override="Just in case.")
    assert AuditEntry.objects.first().details == {}


def test_a_blank_reason_is_none(editor, undescribed):
    with pytest.raises(NotPublishable):
        workflow.publish(make_draft(lead_photo=undescribed), by=editor, override=" \n")


def test_who_may_publish_and_not_override_is_refused(editor, undescribed, monkeypatch):
    monkeypatch.setattr(
        "algemeiner.policy.PERMISSIONS",
        {Role.EDITOR: {"articles.publish_article"}},
    )
    with pytest.raises(NotPublishable):
        workflow.publish(make_draft(lead_photo=undescribed), by=editor, override="I know.")


def test_no_reason_makes_up_for_a_byline(editor, undescribed):
    article = make_draft(authors=[], lead_photo=undescribed)
    with pytest.raises(NotPublishable) as refused:
        workflow.publish(article, by=editor, override="It is urgent.")
    assert [found.check.name for found in refused.value.findings] == ["byline", "photo_alt"]


def test_the_system_is_held_to_the_essentials_only(undescribed):
    workflow.publish(make_draft(lead_photo=undescribed), by=None)
    with pytest.raises(NotPublishable, match="A byline is missing"):
        workflow.publish(make_draft(authors=[]), by=None)


def test_what_is_scheduled_is_asked_when_it_is_scheduled(editor, undescribed):
    later = timezone.now() + HOUR
    with pytest.raises(NotPublishable):
        workflow.publish(make_draft(lead_photo=undescribed, publish_at=later), by=editor)


def test_a_planned_update_is_asked_about_its_own_moment(editor):
    article = make_article()
    photo = PhotoFactory(caption="Rain", rights_until=timezone.localdate() + 2 * 24 * HOUR)
    workflow.save(article, copy(lead_photo=photo), based_on=article.working_copy_id, by=None)
    at, change = timezone.now() + 3 * 24 * HOUR, TypedChange()
    with pytest.raises(NotPublishable, match="The rights in the photo “Rain” last until"):
        updates.plan(article, at=at, change=change, by=editor)
    planned = updates.plan(article, at=at, change=change, by=editor, override="Being renewed.")
    assert planned.override == "Being renewed."
    details = AuditEntry.objects.first().details
    assert details == {
        "at": at.isoformat(),
        "change": "update",
        "override": "Being renewed.",
        "overridden": "photo_rights",
    }


def test_the_very_revision_that_is_published_is_asked_about(editor, undescribed):
    """Somebody saves while Publish is pressed: what they saved is locked, asked and published."""
    article = make_draft()
    stale = Article.objects.get(pk=article.pk)
    worse = copy(lead_photo=undescribed)
    workflow.save(article, worse, based_on=article.working_copy_id, by=None)
    with pytest.raises(NotPublishable):
        workflow.publish(stale, by=editor)


# What it costs


def crowded(count):
    """An article with `count` of everything that is asked about."""
    for n in range(count):
        make_article(slug=f"there-{n}", headline=f"Rain Expected Everywhere {n}")
        LinkCheck.objects.create(url=f"https://example.org/{n}", checked_at=timezone.now())
    paths = [article.get_absolute_url() for article in Article.objects.published()]
    outside = [f"https://example.org/{n}" for n in range(count)]
    addresses = [*paths, *outside, "/nowhere/else/"]
    return make_draft(
        headline="Rain Expected Everywhere",
        kind=Kind.OPINION,
        body="".join(f'<a href="{address}">x</a>' for address in addresses)
        + "".join(
            f'<figure data-photo="{PhotoFactory().pk}"><figcaption></figcaption></figure>'
            for _ in range(count)
        ),
        lead_photo=PhotoFactory(),
        authors=[AuthorFactory() for _ in range(count)],
        tags=[TagFactory() for _ in range(count)],
    )


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_much_there_is(editor, django_assert_num_queries, count):
    article = crowded(count)
    revision = Revision.objects.whole().get(working_copy_of=article)
    # Rules; namesakes; photo; section, sections of opinion; site; own links, what moved; answers.
    with django_assert_num_queries(10):
        asked = gate.ask(Proof.of(article, revision, reader=editor))
    assert len([name for name, _ in said(asked) if name == "same_headline"]) == count
