from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Photo
from articles.models.photo_lists import Difference
from tests.factories import PhotoFactory, SectionFactory

TODAY = date(2026, 3, 5)
# The same moment is in New York still the evening of the day before.
AFTER_MIDNIGHT_IN_LONDON = datetime(2026, 3, 6, 2, tzinfo=UTC)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LOOKS = -0x0123456789ABCDEF


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(AFTER_MIDNIGHT_IN_LONDON, tick=False):
        yield


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"alt": ""}, ["No alternative text"]),
        ({"rights_until": TODAY}, []),
        ({"rights_until": YESTERDAY}, ["The rights have ended"]),
        ({"widths": [], "credit": ""}, ["No picture yet", "No credit"]),
    ],
)
def test_what_a_photo_lacks_is_said_in_words(fields, expected):
    whole = {"widths": [400], "alt": "A street.", "credit": "Reuters"}
    assert Photo(**whole | fields).shortcomings == expected


@pytest.mark.parametrize(
    ("until", "is_in_rights", "is_ending"),
    [
        (None, True, False),
        (YESTERDAY, False, False),
        (TODAY, True, True),
        (TOMORROW, True, True),
        (TODAY + timedelta(days=2), True, False),
    ],
)
@pytest.mark.django_db
def test_rights_end_with_a_day_in_new_york(until, is_in_rights, is_ending):
    assert timezone.localdate() == TODAY
    photo = PhotoFactory(rights_until=until)
    assert photo.is_in_rights == is_in_rights
    assert list(Photo.objects.out_of_rights()) == ([] if is_in_rights else [photo])
    assert list(Photo.objects.rights_ending_by(TOMORROW)) == ([photo] if is_ending else [])


@pytest.mark.django_db
def test_the_rights_that_end_first_come_first():
    ends = [TODAY + timedelta(days=days) for days in (2, 0, 1)]
    photos = [PhotoFactory(rights_until=until) for until in ends]
    assert list(Photo.objects.rights_ending_by(max(ends))) == [photos[1], photos[2], photos[0]]


@pytest.mark.django_db
def test_the_same_file_is_found_and_nothing_where_there_is_none():
    first, second, _ = (PhotoFactory(content_hash=digit * 64) for digit in "aab")
    lost = PhotoFactory.create_batch(2)
    assert list(Photo.objects.same_file_as(first)) == [second]
    assert list(Photo.objects.same_file_as(Photo(content_hash="a" * 64)).order_by("pk")) == [
        first,
        second,
    ]
    assert list(Photo.objects.same_file_as(lost[0])) == []


@pytest.mark.django_db
def test_what_looks_alike_is_found_the_nearest_first():
    def beside(bits):
        return PhotoFactory(looks=LOOKS ^ bits)

    one = beside(0)
    two_bits, seven_bits = beside(0b11), beside(0x0001_0001_0001_000F)
    same, _eight_bits = beside(0), beside(0x0003_0003_0003_0003)
    PhotoFactory(looks=~LOOKS)
    PhotoFactory()
    assert list(Photo.objects.looking_like(one)) == [same, two_bits, seven_bits]
    assert list(Photo.objects.looking_like(Photo(looks=None))) == []


@pytest.mark.parametrize(
    ("one", "other", "bits"), [(0, 0, 0), (0, -1, 64), (-1, -2, 1), (-(2**63), 2**63 - 1, 64)]
)
@pytest.mark.django_db
def test_a_difference_is_counted_in_bits(one, other, bits):
    PhotoFactory(looks=one)
    assert Photo.objects.values_list(Difference("looks", other)).get() == (bits,)


@pytest.mark.django_db
def test_what_could_not_be_rendered_is_found():
    PhotoFactory()
    broken = PhotoFactory(problem="The picture is damaged or cut short.")
    assert list(Photo.objects.with_problems()) == [broken]


def test_in_its_place_stands_the_section_s_default_when_the_rights_have_ended():
    shown = {"widths": [400]}
    current, ended = Photo(rights_until=TODAY), Photo(rights_until=YESTERDAY)
    default, lost = Photo(**shown), Photo()
    ended_too = Photo(rights_until=YESTERDAY, **shown)

    def in_section(photo):
        return SectionFactory.build(default_photo=photo)

    assert current.shown_in(in_section(default)) is current
    assert ended.shown_in(in_section(default)) is default
    for section in (None, in_section(None), in_section(lost), in_section(ended_too)):
        assert ended.shown_in(section) is ended
