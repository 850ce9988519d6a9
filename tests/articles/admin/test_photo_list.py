from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import workflow
from tests.factories import PhotoFactory, UserFactory, copy
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/photo/"
DAY = timedelta(days=1)


def named(client, **query):
    return texts(client.get(LIST, query), ".name")


@pytest.fixture
def library(desk):
    """Photos that each have something amiss, by it; `sound` has nothing."""
    today = timezone.localdate()
    return [
        PhotoFactory(caption=caption, widths=[400], width=400, height=300, **fields)
        for caption, fields in [
            ("sound", {}),
            ("mine", {"created_by": desk.person}),
            ("no_credit", {"credit": ""}),
            ("no_alt", {"alt": ""}),
            ("ending", {"rights_until": today + 14 * DAY}),
            ("far", {"rights_until": today + 15 * DAY}),
            ("ended", {"rights_until": today - DAY}),
        ]
    ] + [PhotoFactory(caption="failed", problem="It is damaged.")]


@pytest.mark.parametrize("part", ["mine", "no_credit", "no_alt", "ending", "ended", "failed"])
def test_a_part_of_the_library_is_asked_for(desk, library, part):
    assert named(desk, only=part) == [part]
    assert len(named(desk)) == len(library) == len(named(desk, only="nonsense"))


def test_a_photo_says_what_there_is_to_know_of_it(desk):
    photo = PhotoFactory(caption="A street.", alt="", credit="Reuters", problem="It is damaged.")
    response = desk.get(LIST)
    (item,) = [li.text for li in elements(response, "li") if "A street." in li.text]
    assert item == "A street. Reuters It is damaged. · No alternative text"
    assert elements(response, f"a[href=/admin/articles/photo/{photo.pk}/change/]") != []


def test_it_is_searched_by_every_word(desk):
    PhotoFactory(caption="Bridge", credit="Reuters")
    PhotoFactory(caption="Harbor", credit="Reuters")
    assert named(desk, q="reuters harb") == ["Harbor"]
    assert texts(desk.get(LIST, {"q": "zeppelin"}), ".none") == ["No photo answers."]


def test_it_leads_to_where_photos_are_added(enter):
    upload = "a[href=/admin/articles/photo/upload/]"
    assert texts(enter(Role.REPORTER).get(LIST), upload) == ["Add photos"]


def test_what_is_under_embargo_is_not_in_it(desk):
    until = timezone.now() + timedelta(hours=1)
    photo = PhotoFactory(alt="")
    sealed = copy(lead_photo=photo, publish_at=until, embargo_until=until)
    workflow.create(sealed, by=UserFactory())
    assert named(desk) == named(desk, only="no_alt") == []


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many(desk, django_assert_num_queries, count):
    PhotoFactory.create_batch(count, widths=[400], width=400, height=300)
    desk.get(LIST)
    with django_assert_num_queries(4):  # session, user, photos, the paper’s name
        assert len(named(desk)) == count
