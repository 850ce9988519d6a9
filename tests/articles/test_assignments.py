from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from algemeiner.policy import Role
from articles import assignments
from articles.models import Article, AuditEntry, Note
from tests.factories import UserFactory, make_draft

pytestmark = pytest.mark.django_db

SOON = timezone.now() + timedelta(hours=3)


def person(role=Role.EDITOR, **fields):
    return UserFactory(role=role, **fields)


def test_an_article_is_given_to_somebody_until_a_time_and_taken_back():
    editor, reporter = person(), person(Role.REPORTER, name="Noa Levi")
    article = assignments.assign(make_draft(), to=reporter, due_at=SOON, by=editor)
    stands = Article.objects.get(pk=article.pk)
    assert (stands.assigned_to, stands.due_at) == (reporter, SOON)
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.by, entry.details) == (
        "assign",
        editor,
        {"to": "Noa Levi", "due": SOON.isoformat()},
    )
    assignments.assign(article, to=None, due_at=None, by=editor)
    stands.refresh_from_db()
    assert (stands.assigned_to, stands.due_at) == (None, None)


@pytest.mark.parametrize("to", [Role.CONTRIBUTOR])
def test_it_goes_to_nobody_who_cannot_see_it(to):
    with pytest.raises(ValidationError, match="cannot see this article"):
        assignments.assign(make_draft(), to=person(to), due_at=None, by=None)


def test_under_embargo_it_goes_to_those_on_the_list_only():
    article = make_draft(publish_at=None, embargo_until=SOON)
    knowing, other = person(), person()
    article.embargo_list.add(knowing)
    assignments.assign(article, to=knowing, due_at=None, by=None)
    with pytest.raises(ValidationError, match="cannot see this article"):
        assignments.assign(article, to=other, due_at=None, by=None)


def test_a_reporter_gives_nothing_to_anybody():
    with pytest.raises(PermissionDenied):
        assignments.assign(make_draft(), to=None, due_at=None, by=person(Role.REPORTER))


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR, Role.EDITOR])
def test_whoever_reads_an_article_may_leave_a_note(role):
    article, reader = make_draft(), person(role)
    assignments.note(article, text=" Call the harbor. ", by=reader)
    assert list(article.notes.values_list("text", "by")) == [("Call the harbor.", reader.pk)]
    assert AuditEntry.objects.first().verb == "note"


def test_an_empty_note_and_one_from_outside_are_refused():
    article = make_draft()
    with pytest.raises(ValidationError, match="empty"):
        assignments.note(article, text=" ", by=None)
    with pytest.raises(PermissionDenied):
        assignments.note(article, text="Hello.", by=person(Role.CONTRIBUTOR))
    assert not Note.objects.exists()
