from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.contributing import expiry, submissions
from articles.models import Submission
from articles.tasks import end_waits_for_changes
from tests.factories import UserFactory, make_contributor, make_submission, send

pytestmark = pytest.mark.django_db

ASKED = datetime(2026, 9, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def asked(time_machine):
    """A piece whose sender was asked for changes on the first of September."""
    time_machine.move_to(ASKED, tick=False)
    piece = send(make_submission(make_contributor(email="dan@example.org")))
    submissions.request_changes(piece, text="Shorter.", by=UserFactory())
    ProcrastinateJob.objects.all().delete()
    return piece


def mails():
    return [
        (job.args["to"], job.args["subject"]) for job in ProcrastinateJob.objects.order_by("pk")
    ]


@pytest.mark.parametrize(
    ("days", "status", "told"),
    [
        (52, "changes_requested", []),
        (53, "changes_requested", ["Waiting for you: Our Street"]),
        (59, "changes_requested", ["Waiting for you: Our Street"]),
        (60, "expired", ["Closed without an answer: Our Street"]),
    ],
)
def test_who_does_not_answer_is_warned_and_then_told_of_the_end(
    asked, time_machine, days, status, told
):
    time_machine.move_to(ASKED + days * DAY, tick=False)
    for _ in range(2):
        end_waits_for_changes()
    asked.refresh_from_db()
    assert asked.status == status
    assert mails() == [(["dan@example.org"], subject) for subject in told]


def test_the_warning_names_the_day(asked, time_machine):
    time_machine.move_to(ASKED + 53 * DAY, tick=False)
    end_waits_for_changes()
    body = ProcrastinateJob.objects.get().args["body"]
    assert "Without an answer it is closed on October 31." in body


def test_who_answers_begins_the_wait_anew(asked, time_machine):
    time_machine.move_to(ASKED + 55 * DAY, tick=False)
    end_waits_for_changes()
    asked.refresh_from_db()
    piece = submissions.resubmit(asked, seen=asked.version, by=None)
    submissions.request_changes(piece, text="Shorter still.", by=UserFactory())
    time_machine.move_to(ASKED + 61 * DAY, tick=False)
    end_waits_for_changes()
    piece = Submission.objects.get()
    assert (piece.status, piece.warned_at) == ("changes_requested", None)


def test_a_piece_that_was_answered_in_this_moment_is_left_alone(asked, time_machine):
    time_machine.move_to(ASKED + 60 * DAY, tick=False)
    asked.refresh_from_db()
    submissions.resubmit(asked, seen=asked.version, by=None)
    ProcrastinateJob.objects.all().delete()
    expiry.expire(asked)
    expiry.warn(asked)
    assert (Submission.objects.get().status, mails()) == ("resubmitted", [])


def test_what_has_expired_can_be_begun_again(asked, time_machine):
    time_machine.move_to(ASKED + 60 * DAY, tick=False)
    end_waits_for_changes()
    asked.refresh_from_db()
    assert submissions.reopen(asked, by=None).status == "draft"
