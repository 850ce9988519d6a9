from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from algemeiner.policy import Role
from articles import embargoes, workflow
from articles.models import Article, AuditEntry
from tests.factories import UserFactory, copy, make_draft

pytestmark = pytest.mark.django_db

SOON = timezone.now() + timedelta(hours=3)


@pytest.fixture
def editor():
    return UserFactory(role=Role.EDITOR)


@pytest.fixture
def article(editor):
    """Under embargo, with its editor alone on the list."""
    return workflow.create(copy(publish_at=None, embargo_until=SOON), by=editor)


def names(article):
    return set(article.embargo_list.all())


def test_who_puts_an_article_under_embargo_is_on_its_list_with_who_wrote_it(editor):
    reporter = UserFactory(role=Role.REPORTER)
    article = workflow.create(copy(publish_at=None), by=reporter)
    assert names(article) == set()
    sealed = copy(publish_at=None, embargo_until=SOON)
    workflow.save(article, sealed, based_on=article.working_copy_id, by=editor)
    assert names(article) == {editor, reporter}


def test_a_later_save_lets_nobody_in(article, editor):
    colleague = UserFactory()
    embargoes.let_in(article, person=colleague, by=editor)
    embargoes.shut_out(article, person=editor, by=colleague)
    later = copy(publish_at=None, embargo_until=SOON, headline="Later")
    workflow.save(article, later, based_on=article.working_copy_id, by=colleague)
    assert names(article) == {colleague}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MANAGING_EDITOR])
@pytest.mark.parametrize(
    "verb",
    [
        lambda article, by: embargoes.let_in(article, person=by, by=by),
        lambda article, by: embargoes.shut_out(article, person=by, by=by),
        lambda article, by: workflow.save(article, copy(), based_on=article.working_copy_id, by=by),
        lambda article, by: workflow.publish(article, by=by),
        lambda article, by: workflow.submit(article, by=by),
    ],
    ids=["let in", "shut out", "save", "publish", "submit"],
)
def test_nobody_outside_the_list_does_anything(article, editor, verb, role):
    with pytest.raises(PermissionDenied):
        verb(article, UserFactory(role=role))
    assert names(article) == {editor}


def test_somebody_stays_on_the_list(article, editor):
    with pytest.raises(ValidationError, match="Nobody would be left"):
        embargoes.shut_out(article, person=editor, by=editor)
    assert names(article) == {editor}


def test_nobody_from_outside_the_desk_is_let_in(article, editor):
    with pytest.raises(ValidationError, match="does not work at the desk"):
        embargoes.let_in(article, person=UserFactory(role=Role.CONTRIBUTOR), by=editor)


def test_a_managing_editor_breaks_it_open_with_a_reason_that_stays(article, editor):
    chief = UserFactory(role=Role.MANAGING_EDITOR)
    with pytest.raises(ValidationError, match="Say why"):
        embargoes.break_open(article, by=chief, reason=" ")
    embargoes.break_open(article, by=chief, reason="Its editor is ill.")
    assert names(article) == {editor, chief}
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.by, entry.reason) == ("break_open", chief, "Its editor is ill.")
    with pytest.raises(PermissionDenied):
        embargoes.break_open(article, by=UserFactory(role=Role.EDITOR), reason="Curious.")


def test_the_list_of_the_desk_leaves_out_what_is_secret(article, editor):
    make_draft()
    assert Article.objects.not_secret_from(editor).count() == 2
    assert Article.objects.not_secret_from(UserFactory()).count() == 1


def test_when_it_ends_everybody_sees_it(article, time_machine):
    time_machine.move_to(SOON)
    assert Article.objects.not_secret_from(UserFactory()).count() == 1
