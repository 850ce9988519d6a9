import errno
import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles import photos, workflow
from articles.models import AuditEntry, Photo
from articles.photos import take_in
from articles.renditions import inspect
from articles.tasks import forget_files, refocus_photo, render_avif, render_photo, sweep_photos
from tests.corpus import REFUSED, USABLE
from tests.factories import PhotoFactory, UserFactory, copy
from tests.pictures import decoded, encoded, picture, scene, xmp

pytestmark = pytest.mark.django_db

BROUGHT = ("caption", "alt", "creator", "credit", "source", "licence", "taken_at")
CROPS = ["16x9.jpg", "1x1.jpg", "4x3.jpg"]
TASKS = {task.name: task for task in (forget_files, refocus_photo, render_avif, render_photo)}


@pytest.fixture
def editor():
    return UserFactory(role=Role.PHOTO_EDITOR)


def taken_in(data, **fields):
    return take_in(inspect(data), "Street.JPG", by=None, **fields).photo


def jobs():
    waiting = ProcrastinateJob.objects.order_by("id").values_list("task_name", "args")
    return [(name.removeprefix("articles.tasks."), args) for name, args in waiting]


def work():
    """Do what is waiting, and what that leaves, as the worker does."""
    while job := ProcrastinateJob.objects.order_by("id").first():
        TASKS[job.task_name](**job.args)
        ProcrastinateJob.objects.filter(pk=job.pk).delete()


def files(key):
    directory = f"photos/{key}"
    exists = default_storage.exists(directory)
    return sorted(default_storage.listdir(directory)[1]) if exists else []


def renditions(*widths, forms=("avif", "jpg", "webp")):
    return sorted([*CROPS, *(f"{width}.{form}" for width in widths for form in forms)])


# Taking in


def test_a_picture_comes_in_with_the_words_that_it_brings(editor):
    packet = xmp(
        "<dc:description>A street.</dc:description><dc:creator>Jane Doe</dc:creator>"
        "<photoshop:Source>Reuters</photoshop:Source>"
        "<core:AltTextAccessibility>Umbrellas.</core:AltTextAccessibility>"
        "<xmpRights:UsageTerms>Editorial use only</xmpRights:UsageTerms>"
        "<photoshop:DateCreated>2026-03-05T14:22:10Z</photoshop:DateCreated>"
    )
    data = encoded(scene(1), xmp=packet)
    photo = take_in(inspect(data), "IMG_1.JPG", by=editor).photo
    photo.refresh_from_db()
    assert {
        name: getattr(photo, name)
        for name in [
            "caption",
            "alt",
            "creator",
            "credit",
            "source",
            "licence",
            "taken_at",
            "original_name",
        ]
    } == {
        "caption": "A street.",
        "alt": "Umbrellas.",
        "creator": "Jane Doe",
        "credit": "Reuters / Jane Doe",
        "source": "Reuters",
        "licence": "Editorial use only",
        "taken_at": datetime(2026, 3, 5, 14, 22, 10, tzinfo=UTC),
        "original_name": "IMG_1.JPG",
    }
    assert (photo.width, photo.height, photo.widths, photo.created_by) == (600, 400, [], editor)
    assert (len(photo.content_hash), photo.looks is None) == (64, False)
    with photo.original.open() as original:
        assert original.read() == data
    assert jobs() == [("render_photo", {"pk": photo.pk})]
    entry = AuditEntry.objects.about(photo).get()
    assert (entry.verb, entry.by, entry.details) == ("add_photo", editor, {"file": "IMG_1.JPG"})


def test_what_was_typed_counts_before_what_the_picture_says():
    data = encoded(scene(1), xmp=xmp("<dc:description>Theirs.</dc:description>"))
    photo = taken_in(data, photo=Photo(caption="Ours.", credit="AP"))
    assert (photo.caption, photo.credit) == ("Ours.", "AP")


def test_it_is_told_what_the_library_has_already(editor):
    data = encoded(scene(1))
    first, second = taken_in(data), taken_in(data)
    smaller = taken_in(encoded(scene(1).resize((300, 200))))
    taken_in(encoded(scene(2)))
    again = take_in(inspect(data), "again.jpg", by=editor)
    assert (again.same, again.alike) == ([second, first], [smaller])
    assert take_in(inspect(encoded(scene(3))), "new.jpg", by=editor).same == []


def test_it_is_told_nothing_of_what_is_secret(editor):
    data = encoded(scene(1))
    until = datetime.now(UTC) + timedelta(days=1)
    content = copy(publish_at=until, embargo_until=until, lead_photo=taken_in(data))
    workflow.create(content, by=UserFactory())
    again = take_in(inspect(data), "again.jpg", by=editor)
    assert (again.same, again.alike) == ([], [])


def test_the_policy_is_asked():
    contributor, reporter = UserFactory(role=Role.CONTRIBUTOR), UserFactory(role=Role.REPORTER)
    with pytest.raises(PermissionDenied):
        take_in(inspect(picture(40, 20)), "a.jpg", by=contributor)
    photo = PhotoFactory()
    with pytest.raises(PermissionDenied):
        take_in(inspect(picture(40, 20)), "a.jpg", by=reporter, photo=photo)
    assert (jobs(), Photo.objects.get().original.name) == ([], "")


def test_what_the_database_refuses_leaves_no_file():
    with pytest.raises(IntegrityError):
        taken_in(picture(40, 20), photo=Photo(focal_x=2))
    assert default_storage.listdir("originals") == ([], [])


def test_another_picture_in_its_place_leaves_nothing_of_the_first(editor):
    photo = taken_in(picture(300, 200))
    work()
    old_key, old_original = photo.key, photo.original.name
    photo.refresh_from_db()
    take_in(inspect(picture(60, 20)), "two.jpg", by=editor, photo=photo)
    photo.refresh_from_db()
    assert (photo.width, photo.widths, photo.has_avif) == (60, [], False)
    assert (photo.key != old_key, photo.created_by) == (True, None)
    assert AuditEntry.objects.about(photo).first().verb == "replace_picture"
    work()
    assert (files(old_key), default_storage.exists(old_original)) == ([], False)
    assert files(photo.key) == renditions(60)
    forget_files(key=old_key, original=old_original)


# Rendering


def test_what_a_page_waits_for_is_made_first_and_twice_is_once():
    photo = taken_in(picture(1000, 500))
    for _ in range(2):
        render_photo(photo.pk)
        photo.refresh_from_db()
        assert (photo.width, photo.height, photo.widths) == (1000, 500, [240, 480, 800, 1000])
        assert (photo.has_avif, [kind for kind, _ in photo.sources]) == (False, ["image/webp"])
        assert files(photo.key) == renditions(*photo.widths, forms=("jpg", "webp"))
    assert jobs()[1:] == [("render_avif", {"pk": photo.pk})]
    for _ in range(2):
        render_avif(photo.pk)
        photo.refresh_from_db()
        assert [kind for kind, _ in photo.sources] == ["image/avif", "image/webp"]
        assert files(photo.key) == renditions(*photo.widths)


def test_the_tasks_leave_alone_what_has_no_picture_any_more():
    photo = PhotoFactory()
    for task in (render_photo, render_avif, refocus_photo):
        task(photo.pk)
        task(photo.pk + 1)
    photo.refresh_from_db()
    assert (photo.widths, files(photo.key)) == ([], [])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            b"no picture",
            "This is not a picture that can be used. Send JPEG, PNG, WebP, AVIF, TIFF or GIF.",
        ),
        (None, "Its file is not there any more. Send the picture again."),
    ],
)
def test_what_cannot_be_made_is_told_at_the_desk(data, problem):
    photo = PhotoFactory()
    photo.original.save("a.jpg", ContentFile(data or b""))
    if data is None:
        default_storage.delete(photo.original.name)
    render_photo(photo.pk)
    photo.refresh_from_db()
    assert (photo.widths, photo.share_url, photo.srcset) == ([], "", "")
    assert photo.shortcomings == [problem]
    taken_in(picture(40, 20), photo=photo)
    work()
    photo.refresh_from_db()
    assert (photo.widths, photo.problem) == ([40], "")


def test_a_full_disk_shows_no_half_and_is_tried_again(monkeypatch):
    photo = taken_in(picture(1000, 500))
    save, saved = default_storage.save, []

    def until_it_is_full(name, content):
        if len(saved) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        saved.append(save(name, content))

    with monkeypatch.context() as full:
        full.setattr(default_storage, "save", until_it_is_full)
        with pytest.raises(OSError, match="No space left") as refusal:
            render_photo(photo.pk)
    photo.refresh_from_db()
    assert (photo.widths, photo.problem, len(jobs())) == ([], "", 1)
    job = ProcrastinateJob.objects.get()
    again = render_photo.retry_strategy.get_retry_decision(exception=refusal.value, job=job)
    assert again is not None
    work()
    assert files(photo.key) == renditions(240, 480, 800, 1000)


def test_a_picture_that_was_replaced_meanwhile_gets_no_files(monkeypatch):
    photo = taken_in(picture(300, 200))
    late = Photo.objects.get()
    taken_in(picture(60, 20), photo=photo)
    photos.render(late)
    assert (files(late.key), Photo.objects.get().widths) == ([], [])


def test_the_crops_follow_the_focal_point():
    photo = taken_in(encoded(scene(1)))
    render_photo(photo.pk)
    before = {name: default_storage.size(f"photos/{photo.key}/{name}") for name in files(photo.key)}
    Photo.objects.update(focal_x=1, focal_y=0)
    refocus_photo(photo.pk)
    after = {name: default_storage.size(f"photos/{photo.key}/{name}") for name in files(photo.key)}
    assert [name for name in before if before[name] != after[name]] == CROPS


@pytest.mark.parametrize("is_lost", [False, True])
def test_crops_are_cut_from_the_original_while_it_is_there(is_lost):
    photo = taken_in(picture(2400, 1800))
    render_photo(photo.pk)
    photo.refresh_from_db()
    if is_lost:
        default_storage.delete(photo.original.name)
    refocus_photo(photo.pk)
    with default_storage.open(f"photos/{photo.key}/1x1.jpg", "rb") as crop:
        assert decoded(crop.read()).size == photo.crops[2][1:] == (1200, 1200)


def is_like(image, at, colour):
    seen = image.convert("RGB").getpixel(at)
    return max(abs(one - other) for one, other in zip(seen, colour, strict=True)) < 16


@pytest.mark.parametrize(("data", "left", "right"), USABLE.values(), ids=USABLE)
def test_a_difficult_picture_comes_out_right_in_every_form(data, left, right):
    photo = taken_in(data)
    work()
    photo.refresh_from_db()
    assert (photo.problem, photo.has_avif) == ("", True)
    assert files(photo.key) == renditions(*photo.widths)
    for form in ("avif", "webp", "jpg"):
        with default_storage.open(f"photos/{photo.key}/{photo.widths[-1]}.{form}") as file:
            image = decoded(file.read())
        assert image.width == min(photo.width, 1600)
        assert is_like(image, (0, 0), left)
        assert is_like(image, (image.width - 1, image.height - 1), right)


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_none_is_told_whoever_brings_it(data, told):
    photo = PhotoFactory()
    photo.original.save("a.jpg", ContentFile(data))
    render_photo(photo.pk)
    photo.refresh_from_db()
    assert (photo.widths, photo.problem, files(photo.key)) == ([], told, [])


# Addresses


@pytest.mark.parametrize(
    ("asked", "served"), [(1, 400), (400, 400), (401, 800), (1000, 1000), (5000, 1000)]
)
def test_the_smallest_rendition_that_is_wide_enough(asked, served):
    photo = PhotoFactory.build(key="secret", widths=[400, 800, 1000])
    assert photo.url(asked) == f"/media/photos/secret/{served}.webp"


@pytest.mark.parametrize(
    ("widths", "shared"),
    [([240, 900], 900), ([240, 800, 1200, 1600], 1200), ([1000, 1300], 1000), ([100], 100)],
)
def test_what_is_shared_is_a_jpeg_of_moderate_size(widths, shared):
    photo = PhotoFactory.build(key="secret", widths=widths)
    assert photo.share_url == f"/media/photos/secret/{shared}.jpg"


@pytest.mark.parametrize(
    ("x", "y", "classes"), [(0, 1, "focus-x0 focus-y10"), (0.449, 0.55, "focus-x4 focus-y6")]
)
def test_the_focal_point_is_told_in_tenths(x, y, classes):
    assert PhotoFactory.build(focal_x=x, focal_y=y).focus == classes


def test_without_a_picture_there_is_a_placeholder():
    photo = PhotoFactory.build()
    assert (photo.url(400), photo.crops) == ("/static/img/photo-missing.svg", [])


def test_no_two_photos_share_a_directory_or_say_where_their_original_is():
    first, second = taken_in(picture(10, 10)), taken_in(picture(10, 10))
    names = [first.key, second.key, first.original.name, second.original.name]
    assert len(set(names)) == 4
    assert first.key not in first.original.name
    assert first.original.name.endswith(".jpg")


# Sweeping


def stray(path, *, days_old):
    default_storage.save(path, ContentFile(b"Nobody's."))
    then = (timezone.now() - timedelta(days=days_old)).timestamp()
    for place in (path, path.rpartition("/")[0]):
        os.utime(default_storage.path(place), (then, then))


def test_what_a_failed_transaction_left_is_swept_after_a_day(monkeypatch):
    monkeypatch.setattr(photos, "AT_A_TIME", 1)
    photo = taken_in(picture(300, 200))
    render_photo(photo.pk)
    for path in [photo.original.name, f"photos/{photo.key}/300.jpg"]:
        os.utime(default_storage.path(path), (0, 0))
    os.utime(default_storage.path(f"photos/{photo.key}"), (0, 0))
    stray("photos/nobodys/300.jpg", days_old=2)
    stray("photos/new/300.jpg", days_old=0)
    stray("originals/nobodys.jpg", days_old=2)
    stray("originals/new.jpg", days_old=0)
    assert photos.sweep() == ["originals/nobodys.jpg", "photos/nobodys"]
    assert sorted(default_storage.listdir("photos")[0]) == sorted(["new", photo.key])
    left = {f"originals/{name}" for name in default_storage.listdir("originals")[1]}
    assert left == {"originals/new.jpg", photo.original.name}
    sweep_photos()
    assert Photo.objects.get().original.storage.exists(photo.original.name)


def test_there_is_nothing_to_sweep_where_there_is_no_library():
    assert photos.sweep() == []
