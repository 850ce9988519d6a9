import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from algemeiner.policy import Role
from articles import changes, workflow
from articles.changes import ChangeUntold, TypedChange
from articles.models import AuditEntry, Change
from tests.factories import UserFactory, copy, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def correction():
    article = make_article()
    workflow.save(article, copy(dek="New."), based_on=article.working_copy_id, by=None)
    workflow.publish(article, by=None, change=TypedChange("correction", "It was Monday.", "top"))
    return Change.objects.get()


def test_a_better_text_takes_the_place_of_a_correction_s(correction):
    editor = UserFactory(role=Role.EDITOR)
    better = changes.supersede(correction, text="It was Tuesday.", by=editor)
    assert list(Change.objects.standing()) == [better]
    assert (better.supersedes, better.text, better.kind, better.placement, better.by) == (
        correction,
        "It was Tuesday.",
        "correction",
        "top",
        editor,
    )
    assert Change.objects.get(pk=correction.pk).text == "It was Monday."
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.by, entry.details) == (
        "supersede",
        editor,
        {"superseded": "It was Monday.", "text": "It was Tuesday."},
    )


def test_it_is_superseded_once_and_never_without_a_text(correction):
    with pytest.raises(ChangeUntold):
        changes.supersede(correction, text=" ", by=None)
    changes.supersede(correction, text="It was Tuesday.", by=None)
    with pytest.raises(ValidationError, match="has taken the place"):
        changes.supersede(correction, text="It was Wednesday.", by=None)
    assert Change.objects.count() == 2


def test_who_may_not_publish_may_not_correct(correction):
    with pytest.raises(PermissionDenied):
        changes.supersede(correction, text="No.", by=UserFactory(role=Role.REPORTER))
