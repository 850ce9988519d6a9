from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles import assignments, workflow
from tests.factories import UserFactory, change, copy, make_draft

pytestmark = pytest.mark.django_db

DUE = datetime(2031, 3, 5, 21, tzinfo=UTC)


@pytest.fixture
def editor():
    return UserFactory(name="Ida Roth")


@pytest.fixture
def reporter():
    return UserFactory(name="Noa Levi", role=Role.REPORTER)


def mails():
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return [(job.args["to"], job.args["subject"], job.args["body"]) for job in jobs]


def test_whoever_is_given_an_article_is_told_by_whom_and_until_when(editor, reporter, settings):
    settings.SITE_URL = "https://paper.example"
    article = make_draft(headline="Rain & Hail")
    assignments.assign(article, to=reporter, due_at=DUE, by=editor)
    ((to, subject, body),) = mails()
    words, _, _ = body.partition("\n\n--\n")
    assert (to, subject, words) == (
        [reporter.email],
        "For you: Rain & Hail",
        "Dear Noa Levi,\n\nIda Roth has given you “Rain & Hail”. It is due March 5, 2031 "
        "4:00 pm, New York time.\n\n"
        f"At the desk: https://paper.example/admin/articles/article/{article.pk}/change/",
    )


def test_whoever_wrote_it_hears_that_readers_have_it_once(editor, reporter):
    article = workflow.create(copy(headline="Rain"), by=reporter)
    workflow.publish(article, by=editor)
    change(article, headline="Hail")
    ((to, subject, body),) = mails()
    assert (to, subject) == ([reporter.email], "Published: Rain")
    assert "“Rain” is published by Ida Roth: " in body


def test_whoever_publishes_their_own_is_told_nothing(editor):
    workflow.publish(workflow.create(copy(), by=editor), by=editor)
    assert mails() == []


def test_nobody_is_told_of_what_they_did_themselves_or_knew(editor, reporter):
    article = make_draft()
    assignments.assign(article, to=editor, due_at=DUE, by=editor)
    assignments.assign(article, to=None, due_at=None, by=editor)
    assert mails() == []
    for _ in range(2):
        assignments.assign(article, to=reporter, due_at=None, by=editor)
    assignments.assign(article, to=reporter, due_at=DUE, by=editor)
    assert [to for to, *_ in mails()] == [[reporter.email]] * 2


def test_whoever_wrote_what_comes_back_is_told_why(editor, reporter):
    article = workflow.create(copy(headline="Rain"), by=reporter)
    workflow.submit(article, by=reporter)
    workflow.send_back(article, by=editor, reason="Who <says> so?\nName one.")
    ((to, subject, body),) = mails()
    assert (to, subject) == ([reporter.email], "Sent back: Rain")
    assert "Ida Roth has sent “Rain” back:\n\nWho <says> so?\nName one.\n" in body


def test_what_comes_back_goes_to_whoever_has_it(editor, reporter):
    article = workflow.submit(workflow.create(copy(), by=UserFactory()), by=None)
    assignments.assign(article, to=reporter, due_at=None, by=None)
    workflow.send_back(article, by=editor, reason="More.")
    assert [(to, subject.split(":")[0]) for to, subject, _ in mails()] == [
        ([reporter.email], "For you"),
        ([reporter.email], "Sent back"),
    ]


def test_a_mail_says_nothing_of_what_is_under_embargo(editor, reporter):
    until = timezone.now() + timedelta(hours=1)
    article = make_draft(headline="The Secret", publish_at=None, embargo_until=until)
    article.embargo_list.set([editor, reporter])
    assignments.assign(article, to=reporter, due_at=None, by=editor)
    workflow.submit(article, by=None)
    workflow.send_back(article, by=editor, reason="The Secret leaks.")
    assert [subject for _, subject, _ in mails()] == ["For you", "Sent back"]
    assert "Secret" not in "".join(body for *_, body in mails())


@pytest.mark.parametrize("fields", [{"is_active": False}, {"role": Role.CONTRIBUTOR}])
def test_whoever_has_no_business_at_the_desk_any_more_is_told_nothing(editor, fields):
    article = workflow.create(copy(), by=None)
    type(article).objects.update(created_by=UserFactory(**fields))
    workflow.submit(article, by=None)
    workflow.send_back(article, by=editor, reason="More.")
    assert mails() == []


def test_a_line_s_end_in_a_headline_does_not_end_the_subject(editor, reporter):
    article = make_draft(headline="Rain\r\nBcc: all@example.org")
    assignments.assign(article, to=reporter, due_at=None, by=editor)
    assert mails()[0][1] == "For you: Rain Bcc: all@example.org"


def test_what_is_refused_is_not_told_of(editor, reporter):
    article = workflow.create(copy(), by=reporter)
    with pytest.raises(workflow.IllegalMove):
        workflow.send_back(article, by=editor, reason="It was never handed in.")
    assert mails() == []
