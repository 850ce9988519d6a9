import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from algemeiner.policy import Role
from articles import saved_filters
from articles.models import SavedFilter
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory()


def kept(by, name="Drafts", query="status=draft"):
    return saved_filters.keep(name=name, query=query, by=by)


def test_one_of_the_same_name_is_replaced(editor):
    kept(editor)
    kept(editor, " Drafts ", "status=submitted")
    kept(UserFactory())
    assert [one.query for one in editor.saved_filters.all()] == ["status=submitted"]


@pytest.mark.parametrize(("name", "query"), [("", "q=a"), ("  ", "q=a"), ("All", "")])
def test_nothing_is_kept_without_a_name_or_a_question(editor, name, query):
    with pytest.raises(ValidationError):
        kept(editor, name, query)
    assert not SavedFilter.objects.exists()


def test_a_contributor_has_no_list_to_filter():
    with pytest.raises(PermissionDenied):
        kept(UserFactory(role=Role.CONTRIBUTOR))


def test_the_list_opens_with_one_at_most(editor):
    first, second = kept(editor), kept(editor, "Gaza", "q=gaza")
    for one in (first, second):
        saved_filters.change(one, name=one.name, is_default=True, is_shared=False, by=editor)
    assert [one.name for one in editor.saved_filters.filter(is_default=True)] == ["Gaza"]


def test_only_managing_editors_give_one_to_everybody(editor):
    with pytest.raises(PermissionDenied):
        saved_filters.change(kept(editor), name="D", is_default=False, is_shared=True, by=editor)
    manager = UserFactory(role=Role.MANAGING_EDITOR)
    theirs = kept(manager, "Front", "status=published")
    saved_filters.change(theirs, name="Front", is_default=True, is_shared=True, by=manager)
    kept(editor, "Zebra")
    shown = [one.name for one in SavedFilter.objects.for_person(editor)]
    assert shown == ["Drafts", "Zebra", "Front"]  # their own first
    with pytest.raises(ValidationError):
        saved_filters.forget(theirs, by=editor)
    saved_filters.forget(theirs, by=manager)
    assert [one.name for one in SavedFilter.objects.for_person(manager)] == []


def test_a_name_that_another_has_is_refused(editor):
    first, _ = kept(editor), kept(editor, "Gaza", "q=gaza")
    with pytest.raises(ValidationError, match="of that name already"):
        saved_filters.change(first, name="Gaza", is_default=False, is_shared=False, by=editor)
