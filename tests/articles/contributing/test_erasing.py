import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles import workflow
from articles.contributing import erasing, submissions
from articles.models import Article, AuditEntry, Manuscript, Photo, Submission, SubmissionAct
from authors.models import Author, ContactMessage, Contributor, JoinRequest, User
from tests.factories import (
    PhotoFactory,
    UserFactory,
    make_article,
    make_contributor,
    make_draft,
    make_guest_submission,
    make_submission,
    send,
)

pytestmark = pytest.mark.django_db

ADDRESS = "dan@example.org"


@pytest.fixture
def dan():
    person = make_contributor(name="Dan Katz", email=ADDRESS)
    EmailAddress.objects.create(user=person, email=ADDRESS, verified=True, primary=True)
    return person


@pytest.fixture
def chief():
    return UserFactory(role=Role.MANAGING_EDITOR)


def message(email):
    return ContactMessage.objects.create(
        name="Dan", email=email, topic="tip", message="A tip.", screening="passed"
    )


def accepted(person, article):
    """A piece of theirs that became an article."""
    sent = send(make_submission(person, headline="Accepted"))
    Submission.objects.filter(pk=sent.pk).update(status="accepted", article=article)
    return article


def subjects():
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return [(job.args["to"], job.args["subject"]) for job in jobs]


def test_what_readers_have_stays_and_all_else_goes(dan, chief):
    article = accepted(dan, make_article(authors=[dan.author]))
    send(make_submission(dan, headline="Sent"))
    submissions.decline(send(make_submission(dan, headline="Declined")), text="No.", by=chief)
    make_submission(dan, headline="Draft")
    make_guest_submission(headline="As a guest", email=ADDRESS)
    JoinRequest.objects.create(name="Dan", email=ADDRESS, screening="passed")
    message("Dan@example.org"), message("eve@example.org")
    kept = make_submission(headline="Another’s")
    erasing.erase(dan, by=dan)
    assert [str(piece) for piece in Submission.objects.order_by("pk")] == ["Accepted", "Another’s"]
    assert [one.headline for one in Manuscript.objects.all()] == ["Accepted"]
    assert set(SubmissionAct.objects.values_list("submission__headline", flat=True)) == {"Accepted"}
    assert Article.objects.published().get() == article
    author = Author.objects.get(name="Dan Katz")
    assert (author.user, article.bylines.get().author) == (None, author)
    assert ContactMessage.objects.get().email == "eve@example.org"
    assert (JoinRequest.objects.count(), list(Contributor.objects.all())) == (
        0,
        [kept.sender.contributor],
    )


def test_the_account_is_closed_and_says_nothing_any_more(client, dan):
    client.force_login(dan)
    erasing.erase(dan, by=dan)
    there = User.objects.get(pk=dan.pk)
    assert (there.email, there.name, there.is_active, there.has_usable_password()) == (
        f"erased-{dan.pk}@erased.invalid",
        "Erased person",
        False,
        False,
    )
    assert EmailAddress.objects.count() == 0
    assert client.get("/contribute/").headers["Location"].startswith("/accounts/login/")
    assert subjects() == [([ADDRESS], "Your data is erased")]
    entry = AuditEntry.objects.get(verb="erase")
    assert (entry.person, entry.by) == (there, there)


def test_the_address_may_join_again(dan):
    erasing.erase(dan, by=dan)
    assert not User.objects.filter(email=ADDRESS).exists()


def test_pictures_go_unless_something_else_shows_them(dan):
    only_theirs, portrait, printed = (PhotoFactory(licence="own") for _ in range(3))
    send(make_submission(dan, photo=only_theirs))
    make_submission(dan, headline="Draft", photo=printed)
    make_article(lead_photo=printed)
    dan.contributor.portrait = dan.author.portrait = portrait
    dan.contributor.save()
    dan.author.save()
    erasing.erase(dan, by=dan)
    assert set(Photo.objects.all()) == {portrait, printed}
    forgotten = ProcrastinateJob.objects.filter(task_name="articles.tasks.forget_files")
    assert [job.args["key"] for job in forgotten] == [only_theirs.key]


def test_no_mail_goes_to_who_is_not_there_any_more(dan):
    article = accepted(dan, make_draft(authors=[dan.author]))
    erasing.erase(dan, by=dan)
    before = subjects()
    workflow.publish(article, by=None)
    assert subjects() == before


def test_a_guest_s_accepted_piece_keeps_its_name_and_loses_the_address(dan, chief):
    guest = make_guest_submission(email=ADDRESS, message="Call me.")
    Submission.objects.filter(pk=guest.pk).update(status="accepted", article=make_article())
    erasing.erase(dan, by=dan)
    guest.refresh_from_db()
    assert (guest.name, guest.email, guest.message) == (
        "Dan Katz",
        f"erased-{dan.pk}@erased.invalid",
        "",
    )


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CONTRIBUTOR])
def test_nobody_else_erases_anybody(dan, role):
    with pytest.raises(PermissionDenied):
        erasing.erase(dan, by=UserFactory(role=role))


def test_nor_anybody_the_newsroom(chief):
    with pytest.raises(PermissionDenied):
        erasing.erase(UserFactory(role=Role.REPORTER), by=chief)


def test_who_runs_the_paper_may_where_they_were_asked(dan, chief):
    erasing.erase(dan, by=chief)
    assert AuditEntry.objects.get(verb="erase").by == chief
