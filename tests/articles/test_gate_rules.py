import pytest
from django.core.exceptions import PermissionDenied

from algemeiner.policy import Role
from articles import gate_rules
from articles.checks import CHECKS
from articles.models import GateRule, Kind, Level
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

DEK = next(check for check in CHECKS if check.name == "dek")


@pytest.fixture
def manager():
    return UserFactory(role=Role.MANAGING_EDITOR, name="Ada Katz")


def rules():
    return list(GateRule.objects.values_list("check_name", "kind", "section__slug", "level"))


def decisions():
    return [
        (entry.user.name, entry.object_repr, entry.change_message) for entry in gate_rules.history()
    ]


def test_every_decision_is_kept_with_who_made_it(manager):
    books = SectionFactory(slug="books")
    gate_rules.weigh(DEK, Level.BLOCKING, kind=Kind.REVIEW, section=books, by=manager)
    gate_rules.weigh(DEK, Level.OFF, section=books, by=manager)
    gate_rules.weigh(DEK, Level.OFF, section=books, by=manager)  # nothing new
    gate_rules.weigh(DEK, Level.ADVISORY, section=books, by=manager)
    gate_rules.weigh(DEK, None, kind=Kind.REVIEW, section=books, by=manager)
    gate_rules.weigh(DEK, None, kind=Kind.REVIEW, by=manager)  # there was none
    assert rules() == [("dek", "", "books", "advisory")]
    assert decisions() == [
        ("Ada Katz", "A dek, Review in Books", "Required → as elsewhere"),
        ("Ada Katz", "A dek, Books", "Not asked → Advice"),
        ("Ada Katz", "A dek, Books", "as elsewhere → Not asked"),
        ("Ada Katz", "A dek, Review in Books", "as elsewhere → Required"),
    ]


def test_what_weighs_as_it_does_by_itself_needs_no_rule(manager):
    gate_rules.generally(DEK, Level.BLOCKING, by=manager)
    assert rules() == [("dek", "", None, "blocking")]
    gate_rules.generally(DEK, Level.ADVISORY, by=manager)
    assert rules() == []
    assert len(decisions()) == 2


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGING_EDITOR}))
def test_only_managing_editors_decide(role):
    with pytest.raises(PermissionDenied):
        gate_rules.weigh(DEK, Level.OFF, by=UserFactory(role=role))
    assert (rules(), decisions()) == ([], [])


def test_a_rule_for_a_check_that_is_no_more_is_left_alone():
    GateRule.objects.create(check_name="retired", level=Level.OFF)
    assert set(gate_rules.by_check()) == {check.name for check in CHECKS}
