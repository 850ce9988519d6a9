from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from algemeiner.policy import Role
from articles import photos
from articles.contributing import guests, links, submissions
from articles.models import Photo, Submission
from articles.renditions import inspect
from articles.tasks import tend_guests
from authors.tasks import send
from tests.factories import UserFactory, make_guest_submission
from tests.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailed(monkeypatch):
    """What would be mailed: (subject, to, text)."""
    sent = []
    monkeypatch.setattr(
        send, "defer", lambda subject, body, to: sent.append((subject, to[0], body))
    )
    return sent


def test_the_mail_that_asks_says_nothing_that_was_typed(mailed):
    piece = make_guest_submission(link_key="k", headline="Buy pills", name="Pills")
    guests.ask_to_confirm(piece)
    [(subject, to, text)] = mailed
    assert (subject, to) == ("Confirm your piece for The Algemeiner", "dan@example.org")
    assert "pills" not in text.lower()
    assert f"/submit/confirm/{piece.pk}-k." in text


def test_over_the_days_mail_it_waits_for_the_next(settings, mailed, time_machine):
    settings.CONFIRMATION_MAILS_PER_DAY = 1
    time_machine.move_to(timezone.now())
    pieces = [make_guest_submission(link_key="k") for _ in range(3)]
    guests.ask_to_confirm(pieces[0])
    guests.ask_to_confirm(pieces[1])
    assert set(Submission.objects.waiting_for_mail()) == set(pieces[1:])
    for left in (1, 0):
        time_machine.shift(timedelta(days=1))
        guests.send_waiting()
        assert Submission.objects.waiting_for_mail().count() == left


def test_a_new_link_ends_the_old_one(mailed):
    piece = make_guest_submission(link_key="k", status="submitted")
    new = guests.renew_link(piece)
    assert guests.named(links.Named(piece.pk, "k")) is None
    assert guests.named(links.Named(piece.pk, new.link_key)) == piece
    [(subject, to, text)] = mailed
    assert (subject, to) == ("Your new link: Our Street", "dan@example.org")
    assert f"/submit/{piece.pk}-{new.link_key}." in text


def test_every_mail_about_a_piece_has_its_link(mailed):
    piece = make_guest_submission(link_key="k")
    guests.submissions.confirm(piece)
    assert f"/submit/{links.own(piece.pk, 'k')}/" in mailed[0][2]


class TestReleasing:
    def test_what_was_confirmed_comes_into_the_queue(self):
        piece = make_guest_submission(status="submitted", screening="held")
        assert list(Submission.objects.in_the_queue()) == []
        guests.release(piece, by=UserFactory(role=Role.EDITOR))
        assert list(Submission.objects.in_the_queue()) == [piece]

    def test_whose_sender_was_not_written_to_is_written_to(self, mailed):
        piece = make_guest_submission(screening="held", link_key="k")
        assert list(Submission.objects.quarantined()) == [piece]
        guests.release(piece, by=UserFactory(role=Role.EDITOR))
        assert list(Submission.objects.quarantined()) == []
        assert [to for _, to, _ in mailed] == ["dan@example.org"]

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.CONTRIBUTOR, Role.PHOTO_EDITOR])
    def test_only_by_who_reviews(self, role):
        piece = make_guest_submission(screening="held")
        with pytest.raises(PermissionDenied):
            guests.release(piece, by=UserFactory(role=role))


class TestThrowingAway:
    def test_what_was_not_confirmed_is_gone(self, mailed):
        photo = photos.take_in(inspect(picture(800, 600)), "pills.jpg", by=None).photo
        piece = make_guest_submission(screening="held", photo=photo)
        guests.throw_away(piece, by=UserFactory(role=Role.EDITOR))
        assert (Submission.objects.count(), Photo.objects.count(), mailed) == (0, 0, [])

    def test_what_was_is_declined_without_a_word(self, mailed):
        piece = make_guest_submission(status="submitted", screening="held")
        assert list(Submission.objects.quarantined()) == [piece]
        guests.throw_away(piece, by=UserFactory(role=Role.EDITOR))
        piece.refresh_from_db()
        assert (piece.status, mailed) == ("declined", [])
        assert [(act.verb, act.is_private) for act in piece.acts.all()] == [("throw_away", True)]
        assert list(Submission.objects.quarantined()) == []

    def test_only_what_is_held(self):
        piece = make_guest_submission(status="submitted")
        with pytest.raises(submissions.NotNow):
            guests.throw_away(piece, by=UserFactory(role=Role.EDITOR))

    @pytest.mark.parametrize("status", ["unconfirmed", "submitted"])
    def test_only_by_who_reviews(self, status):
        piece = make_guest_submission(status=status, screening="held")
        with pytest.raises(PermissionDenied):
            guests.throw_away(piece, by=UserFactory(role=Role.REPORTER))


def test_the_desk_has_what_was_sent_and_what_waits_for_its_word():
    for headline, fields in [
        ("Sent", {"status": "submitted"}),
        ("Held", {"status": "submitted", "screening": "held"}),
        ("Held and unmailed", {"screening": "held"}),
        ("Asked", {"screening": "held", "mailed_at": timezone.now()}),
        ("Unconfirmed", {}),
    ]:
        make_guest_submission(headline=headline, **fields)
    there = Submission.objects.for_the_desk().order_by("pk")
    assert [piece.headline for piece in there] == ["Sent", "Held", "Held and unmailed"]


def test_what_was_never_confirmed_goes_with_its_picture():
    photo = photos.take_in(inspect(picture(800, 600)), "street.jpg", by=None).photo
    now = timezone.now()
    for days, fields in [
        (15, {"photo": photo}),
        (13, {"headline": "Young"}),
        (15, {"headline": "Confirmed", "status": "submitted"}),
    ]:
        piece = make_guest_submission(**fields)
        Submission.objects.filter(pk=piece.pk).update(sent_at=now - timedelta(days=days))
    tend_guests()
    left = Submission.objects.order_by("headline").values_list("headline", flat=True)
    assert (list(left), Photo.objects.count()) == (["Confirmed", "Young"], 0)
