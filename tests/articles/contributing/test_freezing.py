from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles import workflow
from articles.contributing import freezing, submissions
from articles.models import Article, HeldArticle, Submission
from authors.contributors import NotNow
from authors.models import User
from tests.factories import (
    AuthorFactory,
    UserFactory,
    make_article,
    make_contributor,
    make_submission,
    send,
)

pytestmark = pytest.mark.django_db

LATER = timedelta(hours=3)


@pytest.fixture
def chief():
    return UserFactory(role=Role.MANAGING_EDITOR)


@pytest.fixture
def dan():
    return make_contributor(name="Dan Katz", email="dan@example.org").contributor


def theirs(dan, headline, **fields):
    return make_article(headline=headline, authors=[dan.user.author], **fields)


def standing():
    """Where every article is, by its headline."""
    return {str(article): article.status for article in Article.objects.order_by("pk")}


def freeze(dan, chief, *, hides=True, tells=False):
    return freezing.freeze(dan, reason="Copied.", hides=hides, tells=tells, by=chief)


def subjects():
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return [(job.args["to"], job.args["subject"]) for job in jobs]


def test_all_of_theirs_goes_and_comes_back_and_nothing_of_others(dan, chief):
    theirs(dan, "Out")
    theirs(dan, "Coming", publish_at=timezone.now() + LATER)
    make_article(headline="Another’s", authors=[AuthorFactory()])
    before = Article.objects.get(working_copy__headline="Coming").publish_at
    taken = freeze(dan, chief)
    assert [str(article) for article in taken] == ["Coming", "Out"]
    assert standing() == {"Out": "withdrawn", "Coming": "approved", "Another’s": "published"}
    dan.refresh_from_db()
    assert (dan.is_frozen, dan.may_write) == (True, False)
    thawed = freezing.unfreeze(dan, tells=False, by=chief)
    assert sorted(str(article) for article in thawed.back) == ["Coming", "Out"]
    assert set(standing().values()) == {"published"}
    assert Article.objects.get(working_copy__headline="Coming").publish_at == before
    assert HeldArticle.objects.count() == 0


def test_what_readers_have_stays_unless_it_is_to_be_hidden(dan, chief):
    theirs(dan, "Out")
    assert freeze(dan, chief, hides=False) == []
    assert standing() == {"Out": "published"}
    assert freezing.unfreeze(dan, tells=False, by=chief) == freezing.Thawed()


def test_what_was_down_before_does_not_come_back(dan, chief):
    workflow.withdraw(theirs(dan, "Down"), by=None, notice="Gone.")
    theirs(dan, "Out")
    freeze(dan, chief)
    freezing.unfreeze(dan, tells=False, by=chief)
    assert standing() == {"Down": "withdrawn", "Out": "published"}


def test_nor_what_somebody_has_moved_meanwhile(dan, chief):
    article = theirs(dan, "Out")
    freeze(dan, chief)
    article = workflow.reinstate(Article.objects.get(pk=article.pk), by=None, reason="A mistake.")
    workflow.withdraw(article, by=None, notice="The court says so.", reason="The court.")
    thawed = freezing.unfreeze(dan, tells=False, by=chief)
    assert ([str(left) for left in thawed.left], thawed.back) == (["Out"], [])
    assert standing() == {"Out": "withdrawn"}


def test_what_has_missed_its_time_waits_for_an_editor(dan, chief, time_machine):
    theirs(dan, "Coming", publish_at=timezone.now() + LATER)
    freeze(dan, chief, hides=False)
    time_machine.move_to(timezone.now() + LATER + timedelta(minutes=1))
    thawed = freezing.unfreeze(dan, tells=False, by=chief)
    assert [str(left) for left in thawed.left] == ["Coming"]
    assert standing() == {"Coming": "approved"}


def test_they_hear_of_it_if_the_editor_wants_so(dan, chief):
    freeze(dan, chief)
    freezing.unfreeze(dan, tells=False, by=chief)
    assert subjects() == []
    freeze(dan, chief, tells=True)
    freezing.unfreeze(dan, tells=True, by=chief)
    assert subjects() == [
        (["dan@example.org"], "Your account is stopped"),
        (["dan@example.org"], "Your account is open again"),
    ]


def test_once_with_a_reason_and_by_who_may(dan, chief):
    with pytest.raises(PermissionDenied):
        freeze(dan, UserFactory(role=Role.EDITOR))
    with pytest.raises(ValidationError):
        freezing.freeze(dan, reason=" ", hides=False, tells=False, by=chief)
    with pytest.raises(NotNow):
        freezing.unfreeze(dan, tells=False, by=chief)
    freeze(dan, chief)
    with pytest.raises(NotNow):
        freeze(dan, chief)


def test_what_is_sealed_from_who_freezes_stays_where_it_is(dan, chief):
    article = theirs(dan, "Coming", publish_at=timezone.now() + LATER)
    until = timezone.now() + timedelta(hours=1)
    Article.objects.filter(pk=article.pk).update(embargo_until=until)
    assert freeze(dan, chief) == []
    assert standing() == {"Coming": "published"}


def test_an_act_takes_one_article_away_once(dan, chief):
    theirs(dan, "Out")
    freeze(dan, chief)
    with pytest.raises(IntegrityError, match="articles_heldarticle_pkey"), transaction.atomic():
        HeldArticle.objects.create(contributor=dan, entry=HeldArticle.objects.get().entry)


def test_their_pieces_wait_where_they_are(dan, chief):
    draft = make_submission(dan.user)
    sent = send(make_submission(dan.user))
    freeze(dan, chief)
    who = User.objects.get(pk=dan.user_id)
    with pytest.raises(submissions.NotNow):
        submissions.save(draft, {"headline": "Ours"}, seen=draft.version, by=who)
    with pytest.raises(submissions.NotReady):
        submissions.submit(draft, seen=draft.version, by=who)
    with pytest.raises(submissions.NotNow):
        submissions.accept(sent, by=chief)
    assert list(Submission.objects.in_the_queue()) == []
    freezing.unfreeze(dan, tells=False, by=chief)
    assert list(Submission.objects.in_the_queue()) == [sent]
    submissions.accept(sent, by=chief)
