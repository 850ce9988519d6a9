from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from algemeiner.policy import Role
from articles import presences
from articles.models import Presence
from tests.factories import UserFactory, make_draft

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 5, 15, tzinfo=UTC)


@pytest.fixture
def article():
    return make_draft()


def seen(article, than):
    return [(p.user.name, p.typed_at) for p in presences.others(article, than=than)]


def test_others_are_named_until_they_have_been_silent_for_a_while(article, time_machine):
    ada, noa, sam = (UserFactory(name=name) for name in ("Ada", "Noa", "Sam"))
    time_machine.move_to(START, tick=False)
    presences.stay(article, by=sam, typed=True)
    presences.stay(article, by=ada)
    time_machine.shift(40)
    presences.stay(article, by=sam)
    presences.stay(article, by=noa)
    presences.stay(make_draft(), by=UserFactory())
    assert seen(article, than=noa) == [("Ada", None), ("Sam", START)]
    time_machine.shift(6)
    assert seen(article, than=noa) == [("Sam", START)]
    presences.leave(article, by=sam)
    assert seen(article, than=noa) == []
    assert presences.forget_old() == 1
    assert Presence.objects.count() == 2


def test_who_may_not_write_it_is_not_there(article):
    with pytest.raises(PermissionDenied):
        presences.stay(article, by=UserFactory(role=Role.PHOTO_EDITOR))
    assert not Presence.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_asking_costs_one_query(article, count, django_assert_num_queries):
    for _ in range(count):
        presences.stay(article, by=UserFactory())
    me = UserFactory()
    with django_assert_num_queries(1):
        assert len(seen(article, than=me)) == count
    with django_assert_num_queries(4):  # the editor's sections, and one between savepoints
        presences.stay(article, by=me, typed=True)
