from datetime import UTC, datetime

import pytest

from articles.contributing.standings import SAID, said_of, standing
from articles.models import SubmissionAct, SubmissionStatus
from articles.models.consent import Consent
from articles.models.submission_statuses import SUBMISSION_MOVES
from tests.factories import UserFactory, make_draft, make_submission

pytestmark = pytest.mark.django_db

SINCE = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "whose"),
    [
        ("draft", "You"),
        ("submitted", "The editors"),
        ("in_review", "Ida Roth"),
        ("changes_requested", "You"),
        ("resubmitted", "Ida Roth"),
        ("accepted", "Ida Roth"),
        ("declined", "You"),
        ("withdrawn", "You"),
        ("expired", "You"),
    ],
)
def test_every_status_says_who_has_it_what_is_asked_and_what_comes_next(status, whose):
    article = make_draft() if status == "accepted" else None
    piece = make_submission(
        status=status, article=article, held_by=UserFactory(name="Ida Roth"), moved_at=SINCE
    )
    stands = standing(piece)
    assert stands.whose == whose
    assert stands.asked
    assert stands.next
    until = datetime(2027, 1, 24, 12, tzinfo=UTC) if status == "changes_requested" else None
    assert stands.until == until


def test_no_status_is_forgotten():
    tested = test_every_status_says_who_has_it_what_is_asked_and_what_comes_next.pytestmark
    named = {status for status, _ in tested[-1].args[1]}
    assert named | {"unconfirmed"} == set(SubmissionStatus)


@pytest.mark.parametrize("consent", Consent)
def test_it_is_the_senders_turn_once_something_was_edited(consent):
    piece = make_submission(status="accepted", article=make_draft(), held_by=UserFactory())
    assert standing(piece, consent).is_yours is (consent is Consent.UNSEEN)


def test_every_act_is_called_something():
    assert set(SAID) == set(SUBMISSION_MOVES)
    editor = UserFactory(name="Ida Roth")
    assert said_of(SubmissionAct(verb="decline", by=editor)) == "Ida Roth declined it"
    assert said_of(SubmissionAct(verb="reply")) == "You wrote"
    assert said_of(SubmissionAct(verb="reply"), sender="Dan Katz") == "Dan Katz wrote"
