from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from algemeiner.policy import Role
from articles import lineups
from articles.front import Arrangement, front_now
from articles.lineups import NotArranged, StaleFront
from articles.models import AuditEntry, Kind, LineUp, Slot
from tests.factories import PhotoFactory, SectionFactory, UserFactory, make_article, make_draft

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def led_by(article, **more):
    return Arrangement([Slot(zone="lead", position=1, article=article, **more)])


def live():
    return LineUp.objects.begun().first()


def publish(arrangement, *, based_on=None, by=None, **more):
    seen = live()
    return lineups.publish(arrangement, based_on=based_on, seen=seen and seen.pk, by=by, **more)


def lead():
    return front_now().lead


@pytest.fixture
def three():
    return [make_article() for _ in range(3)]


@pytest.fixture
def soon():
    return timezone.now() + HOUR


def test_a_draft_is_not_for_readers_and_takes_the_place_of_its_former_self(three):
    newest = lead()
    first = lineups.save_draft(led_by(three[0]), based_on=None, by=None, name="Election")
    second = lineups.save_draft(led_by(three[1]), based_on=first, by=None, name="Election")
    assert list(LineUp.objects.drafts()) == [second]
    assert lead() == newest
    published = publish(led_by(three[0]), based_on=second)
    assert (list(LineUp.objects.drafts()), live(), lead()) == ([], published, three[0])


def test_a_draft_of_what_readers_have_leaves_them_that(three):
    published = publish(led_by(three[0]))
    draft = lineups.save_draft(led_by(three[1]), based_on=published, by=None)
    assert (live(), list(LineUp.objects.drafts())) == (published, [draft])


def test_a_line_up_to_come_is_changed_and_taken_off_the_schedule(three, soon):
    newest = lead()
    first = lineups.schedule(led_by(three[0]), at=soon, based_on=None, by=None)
    second = lineups.schedule(led_by(three[1]), at=soon + HOUR, based_on=first, by=None)
    assert list(LineUp.objects.to_come()) == [second]
    assert LineUp.objects.begun(soon).first() is None
    lineups.discard(second, by=None)
    assert list(LineUp.objects.to_come()) == []
    assert lead() == newest


def test_what_is_over_is_not_scheduled(three):
    with pytest.raises(NotArranged, match="over"):
        lineups.schedule(led_by(three[0]), at=timezone.now(), based_on=None, by=None)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(three):
    start = publish(led_by(three[0]))
    hers = lineups.publish(led_by(three[1]), based_on=start, seen=start.pk, by=None)
    with pytest.raises(StaleFront) as stale:
        lineups.publish(led_by(three[2]), based_on=start, seen=start.pk, by=None)
    assert stale.value.theirs == hers
    assert lead() == three[1]
    with pytest.raises(StaleFront):
        lineups.undo(seen=start.pk, by=None)


def test_whoever_began_when_there_was_no_line_up_is_told_of_the_first(three):
    hers = publish(led_by(three[1]))
    with pytest.raises(StaleFront) as stale:
        lineups.publish(led_by(three[2]), based_on=None, seen=None, by=None)
    assert stale.value.theirs == hers


def test_a_draft_that_was_changed_or_thrown_away_is_not_written_over(three, soon):
    draft = lineups.save_draft(led_by(three[0]), based_on=None, by=None)
    hers = lineups.save_draft(led_by(three[1]), based_on=draft, by=None)
    acts = [
        lambda: lineups.save_draft(led_by(three[2]), based_on=draft, by=None),
        lambda: lineups.schedule(led_by(three[2]), at=soon, based_on=draft, by=None),
        lambda: publish(led_by(three[2]), based_on=draft),
        lambda: lineups.discard(draft, by=None),
    ]
    for act in acts:
        with pytest.raises(StaleFront) as stale:
            act()
        assert stale.value.theirs == hers
    lineups.discard(hers, by=None)
    with pytest.raises(StaleFront) as stale:
        lineups.save_draft(led_by(three[2]), based_on=hers, by=None)
    assert stale.value.theirs is None


def test_a_line_up_that_began_while_it_was_being_changed_is_not_lost(three):
    """Its time came: it is what readers have, and the change is refused as one made over it."""
    coming = lineups.schedule(
        led_by(three[0]), at=timezone.now() + timedelta(milliseconds=20), based_on=None, by=None
    )
    while not coming.has_begun():
        pass
    with pytest.raises(StaleFront) as stale:
        lineups.publish(led_by(three[1]), based_on=coming, seen=None, by=None)
    assert stale.value.theirs == coming
    with pytest.raises(NotArranged, match="already"):
        lineups.discard(coming, by=None)


def test_undo_goes_back_one_by_one_and_a_new_change_begins_there(three):
    a, b, c = three
    for article in (a, b, c):
        publish(led_by(article))
    seen = []
    for _ in range(2):
        lineups.undo(seen=live().pk, by=None)
        seen.append(lead())
    assert seen == [b, a]
    with pytest.raises(NotArranged, match="no earlier"):
        lineups.undo(seen=live().pk, by=None)
    publish(led_by(c))
    lineups.undo(seen=live().pk, by=None)
    assert lead() == a


def test_any_earlier_arrangement_is_brought_back_whole(three, soon):
    strip = SectionFactory(slug="books")
    photo = PhotoFactory()
    words = {"headline": "Anew", "dek": "Why.", "photo": photo, "until": soon}
    first = lineups.publish(
        Arrangement([Slot(zone="lead", position=1, article=three[0], **words)], [strip.pk]),
        based_on=None,
        seen=None,
        by=None,
        name="Holiday",
    )
    publish(led_by(three[1]))
    again = lineups.restore(first, seen=live().pk, by=None)
    assert live() == again
    assert (again.name, again.strips, again.restored_from) == ("Holiday", [strip.pk], first)
    assert list(again.slots.values_list("headline", "dek", "photo", "until")) == [
        ("Anew", "Why.", photo.pk, soon)
    ]


def test_what_readers_never_had_is_not_brought_back(three, soon):
    for never in (
        lineups.save_draft(led_by(three[0]), based_on=None, by=None),
        lineups.schedule(led_by(three[0]), at=soon, based_on=None, by=None),
    ):
        with pytest.raises(NotArranged, match="never"):
            lineups.restore(never, seen=None, by=None)


def slots(*places):
    return Arrangement(
        [
            Slot(zone=zone, position=position, article=article, section=section)
            for zone, position, article, section in places
        ]
    )


def test_nonsense_is_named(three):
    a, b, _ = three
    books = SectionFactory(slug="books")
    paid = make_article(headline="Sofas", kind=Kind.SPONSORED)
    cases = [
        (slots(("lead", 2, a, None)), ["Lead 2: the page has no such place."]),
        (slots(("latest", 1, a, None)), ["latest 1: the page has no such place."]),
        (slots(("strip", 1, a, None)), ["Section strip 1: the page has no such place."]),
        (slots(("top", 1, a, books)), ["Top 1: the page has no such place."]),
        (
            slots(("top", 1, a, None), ("top", 1, b, None)),
            ["Top 1 is filled twice.", "Top 1 is filled twice."],
        ),
        (
            slots(("top", 1, a, None), ("lead", 1, a, None)),
            [f"{place}: its article stands elsewhere, too." for place in ("Top 1", "Lead 1")],
        ),
        (slots(("lead", 1, paid, None)), ["“Sofas” cannot lead: nobody buys their way there."]),
    ]  # fmt: skip
    for arrangement, problems in cases:
        with pytest.raises(NotArranged) as refused:
            lineups.save_draft(arrangement, based_on=None, by=None)
        assert refused.value.messages == problems
    assert LineUp.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "bound", "may"),
    [
        (Role.CONTRIBUTOR, False, False),
        (Role.REPORTER, False, False),
        (Role.PHOTO_EDITOR, False, False),
        (Role.EDITOR, False, True),
        (Role.EDITOR, True, False),
        (Role.MANAGING_EDITOR, False, True),
    ],
)
def test_who_arranges_the_front(three, soon, role, bound, may):
    person = UserFactory(role=role)
    if bound:
        person.sections.add(three[0].section)
    lineups.publish(led_by(three[0]), based_on=None, seen=None, by=None)
    published = publish(led_by(three[1]))
    draft = lineups.save_draft(led_by(three[1]), based_on=None, by=None)
    acts = [
        lambda: lineups.save_draft(led_by(three[0]), based_on=None, by=person),
        lambda: lineups.schedule(led_by(three[0]), at=soon, based_on=None, by=person),
        lambda: lineups.undo(seen=published.pk, by=person),
        lambda: publish(led_by(three[0]), by=person),
        lambda: lineups.discard(draft, by=person),
    ]
    for act in acts:
        if may:
            act()
            continue
        with pytest.raises(PermissionDenied):
            act()


def test_every_act_is_on_the_record(three, soon):
    person = UserFactory()
    first = publish(led_by(three[0]), by=person, name="Morning")
    draft = lineups.save_draft(led_by(three[1]), based_on=first, by=person)
    lineups.discard(draft, by=person)
    lineups.schedule(led_by(three[1]), at=soon, based_on=None, by=person, name="Evening")
    publish(led_by(three[2]), by=person)
    lineups.undo(seen=live().pk, by=person)
    told = AuditEntry.objects.exclude(about_noun="").order_by("pk")
    assert list(told.values_list("verb", "about_name", "by")) == [
        ("publish_front", "Morning", person.pk),
        ("draft_front", f"Line-up {draft.pk}", person.pk),
        ("discard_front", f"Line-up {draft.pk}", person.pk),
        ("schedule_front", "Evening", person.pk),
        ("publish_front", f"Line-up {draft.pk + 2}", person.pk),
        ("restore_front", "Morning", person.pk),
    ]


# Under embargo


@pytest.fixture
def sealed(soon):
    knowing = UserFactory()
    article = make_article(headline="Peace", publish_at=soon, embargo_until=soon)
    article.embargo_list.add(knowing)
    return article, knowing


def test_what_is_under_embargo_is_put_there_by_who_may_know_it(sealed, soon):
    article, knowing = sealed
    with pytest.raises(PermissionDenied):
        lineups.schedule(led_by(article), at=soon, based_on=None, by=UserFactory())
    coming = lineups.schedule(led_by(article), at=soon, based_on=None, by=knowing)
    assert coming.slots.get().article == article


def test_others_keep_its_words_or_take_it_off(sealed, three, soon):
    article, knowing = sealed
    other = UserFactory()
    coming = lineups.schedule(
        led_by(article, headline="Peace at Last"), at=soon, based_on=None, by=knowing
    )
    beside = Slot(zone="top", position=1, article=three[0])
    moved = Slot(zone="top", position=2, article=article, headline="Guess")
    second = lineups.schedule(Arrangement([beside, moved]), at=soon, based_on=coming, by=other)
    kept = second.slots.get(article=article)
    assert (kept.position, kept.headline) == (2, "Peace at Last")
    third = lineups.schedule(Arrangement([beside]), at=soon, based_on=second, by=other)
    with pytest.raises(PermissionDenied):
        lineups.schedule(Arrangement([beside, moved]), at=soon, based_on=third, by=other)


def test_a_photo_under_embargo_is_not_put_over_another_article(three, soon):
    photo = PhotoFactory()
    draft = make_draft(publish_at=soon, embargo_until=soon, lead_photo=photo)
    knowing = UserFactory()
    draft.embargo_list.add(knowing)
    with pytest.raises(PermissionDenied):
        lineups.save_draft(led_by(three[0], photo=photo), based_on=None, by=UserFactory())
    lineups.save_draft(led_by(three[0], photo=photo), based_on=None, by=knowing)


def test_a_photo_under_embargo_stays_over_its_article(three, soon):
    photo, knowing = PhotoFactory(), UserFactory()
    draft = make_draft(publish_at=soon, embargo_until=soon, lead_photo=photo)
    draft.embargo_list.add(knowing)
    base = lineups.save_draft(led_by(three[0], photo=photo), based_on=None, by=knowing)
    kept = lineups.save_draft(led_by(three[0], photo=photo), based_on=base, by=UserFactory())
    assert kept.slots.get().photo == photo
    with pytest.raises(PermissionDenied):
        lineups.publish(led_by(three[1], photo=photo), based_on=kept, seen=None, by=UserFactory())


def test_a_slot_that_waits_for_its_article_gives_nobody_its_photo(soon):
    photo, other = PhotoFactory(), UserFactory()
    sealed = make_article(publish_at=soon, embargo_until=soon, lead_photo=photo)
    publish(led_by(sealed, photo=photo))
    assert (photo.is_before_readers, photo.is_secret_from(other)) == (False, True)
    with time_machine.travel(soon + HOUR):
        assert (photo.is_before_readers, photo.is_secret_from(other)) == (True, False)
