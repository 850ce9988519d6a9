import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Photo
from articles.photos import render
from articles.renditions import UnusablePicture
from articles.tasks import render_photo
from tests.factories import PhotoFactory
from tests.pictures import picture

pytestmark = pytest.mark.django_db


def with_original(data):
    photo = Photo(alt="A street.")
    photo.original.save("Street.JPG", ContentFile(data))
    return photo


def files(photo):
    return sorted(default_storage.listdir(f"photos/{photo.key}")[1])


def test_the_task_makes_what_readers_are_served_and_twice_is_once():
    photo = with_original(picture(1000, 500))
    for _ in range(2):
        render_photo(photo.pk)
        photo.refresh_from_db()
        assert (photo.width, photo.height, photo.widths) == (1000, 500, [400, 800, 1000])
        assert files(photo) == ["1000.webp", "400.webp", "800.webp", "share.jpg"]


def test_the_task_leaves_alone_what_has_no_picture_any_more():
    photo = PhotoFactory()
    render_photo(photo.pk)
    render_photo(photo.pk + 1)
    photo.refresh_from_db()
    assert photo.widths == []


def test_a_broken_original_is_said_and_shows_nothing():
    photo = with_original(b"no picture")
    with pytest.raises(UnusablePicture):
        render(photo)
    photo.refresh_from_db()
    assert (photo.widths, photo.share_url, photo.srcset) == ([], "", "")


@pytest.mark.parametrize(
    ("asked", "served"), [(1, 400), (400, 400), (401, 800), (1000, 1000), (5000, 1000)]
)
def test_the_smallest_rendition_that_is_wide_enough(asked, served):
    photo = PhotoFactory.build(key="secret", widths=[400, 800, 1000])
    assert photo.url(asked) == f"/media/photos/secret/{served}.webp"


def test_without_a_picture_there_is_a_placeholder():
    assert PhotoFactory.build().url(400) == "/static/img/photo-missing.svg"


def test_no_two_photos_share_a_directory_or_say_where_their_original_is():
    first, second = with_original(picture(10, 10)), with_original(picture(10, 10))
    names = [first.key, second.key, first.original.name, second.original.name]
    assert len(set(names)) == 4
    assert first.key not in first.original.name
    assert first.original.name.endswith(".jpg")
