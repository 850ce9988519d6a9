import errno
import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles import photos
from articles.models import Photo
from articles.tasks import render_photo
from tests.articles.admin.forms import errors, filled_in
from tests.factories import AuthorFactory, PhotoFactory, make_article
from tests.markup import element, elements, texts
from tests.pictures import encoded, picture, scene

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/photo/add/"
NOT_A_PICTURE = "This is not a picture that can be used. Send JPEG, PNG, WebP, AVIF, TIFF or GIF."
DAMAGED = "The picture is damaged or cut short."


def file_of(image, form, **options):
    output = io.BytesIO()
    image.save(output, form, **options)
    return output.getvalue()


def turned():
    """40 wide and 20 high to a camera that was held upright."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return file_of(Image.new("RGB", (40, 20), "teal"), "JPEG", exif=exif)


def moving():
    frames = [Image.new("P", (40, 20), colour) for colour in (0, 1, 2)]
    return file_of(frames[0], "GIF", save_all=True, append_images=frames[1:])


def upload(client, name, data, path=ADD, **fields):
    file = SimpleUploadedFile(name, data)
    return client.post(path, filled_in(client.get(path)) | fields | {"original": file})


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("plain.jpg", picture(40, 20), (40, 20)),
        ("print.jpg", file_of(Image.new("CMYK", (40, 20)), "JPEG"), (40, 20)),
        ("turned.jpg", turned(), (20, 40)),
        ("moving.gif", moving(), (40, 20)),
        ("clear.png", file_of(Image.new("RGBA", (40, 20)), "PNG"), (40, 20)),
    ],
)
def test_a_picture_is_kept_and_made_ready_later(enter, name, data, size):
    client = enter(Role.PHOTO_EDITOR)
    assert upload(client, name, data, caption="A street.", alt="Rain.").status_code == 302

    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.widths) == (*size, [])
    assert (photo.caption, photo.created_by) == ("A street.", client.person)
    with photo.original.open() as original:
        assert original.read() == data
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("articles.tasks.render_photo", {"pk": photo.pk})

    render_photo(**job.args)
    photo.refresh_from_db()
    assert (photo.width, photo.height, photo.widths) == (*size, [size[0]])


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("cut.jpg", picture(400, 300)[:-1000], DAMAGED),
        ("letter.jpg", b"Dear editor, here is my picture.", NOT_A_PICTURE),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', NOT_A_PICTURE),
        ("empty.jpg", b"", "The submitted file is empty."),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(desk, name, data, message):
    response = upload(desk, name, data, caption="A street.")
    assert errors(response) == [message]
    assert filled_in(response)["caption"] == "A street."
    assert not Photo.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_file_that_is_too_large_is_refused(desk, monkeypatch):
    monkeypatch.setattr("articles.admin.photos.LARGEST_FILE", 1024 * 1024)
    response = upload(desk, "large.jpg", picture(40, 20) + bytes(1024 * 1024))
    assert errors(response) == ["The file is too large: at most 1 MB."]


def test_a_new_photo_needs_its_picture(desk):
    response = desk.post(ADD, filled_in(desk.get(ADD)))
    assert errors(response) == ["This field is required."]


def test_words_change_without_the_picture(desk):
    photo = PhotoFactory(widths=[400], width=400, height=300)
    path = f"/admin/articles/photo/{photo.pk}/change/"
    desk.post(path, filled_in(desk.get(path)) | {"credit": "Reuters / Jane Doe"})
    changed = Photo.objects.get()
    assert (changed.credit, changed.key, changed.widths) == (
        "Reuters / Jane Doe",
        photo.key,
        [400],
    )
    assert not ProcrastinateJob.objects.exists()


def test_another_picture_has_addresses_of_its_own(desk):
    upload(desk, "one.jpg", picture(40, 20))
    first = Photo.objects.get()
    render_photo(pk=first.pk)
    upload(desk, "two.jpg", picture(60, 20), f"/admin/articles/photo/{first.pk}/change/")
    second = Photo.objects.get()
    assert second.key != first.key
    assert (second.width, second.widths) == (60, [])
    names = ProcrastinateJob.objects.order_by("id").values_list("task_name", flat=True)
    assert [name.removeprefix("articles.tasks.") for name in names] == [
        "render_photo",
        "render_avif",
        "forget_files",
        "render_photo",
    ]


def test_a_picture_that_the_library_has_already_is_said(desk):
    for name in ("one.jpg", "two.jpg"):
        upload(desk, name, encoded(scene(1)), caption="A street.")
    first, second = Photo.objects.order_by("pk")
    response = desk.get(f"/admin/articles/photo/{second.pk}/change/")
    told = [text for text in texts(response, "li.warning") if "already" in text]
    assert told == ["The library has this very file already: A street."]
    assert elements(response, f"a[href=/admin/articles/photo/{first.pk}/change/]") != []


def test_a_focal_point_that_moves_has_the_crops_made_anew(desk):
    photo = PhotoFactory(widths=[400], width=400, height=300)
    path = f"/admin/articles/photo/{photo.pk}/change/"
    desk.post(path, filled_in(desk.get(path)) | {"focal_x": "0.25"})
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("articles.tasks.refocus_photo", {"pk": photo.pk})


def test_the_form_shows_the_picture_and_no_way_to_the_original(desk):
    upload(desk, "one.jpg", picture(40, 20))
    photo = Photo.objects.get()
    path = f"/admin/articles/photo/{photo.pk}/change/"
    assert texts(desk.get(path), ".field-picture") == [
        "Picture: It is being made ready for the pages. Load this page again in a moment."
    ]
    render_photo(pk=photo.pk)
    response = desk.get(path)
    photo.refresh_from_db()
    assert element(response, "img.picture").attrs["src"] == photo.url(800, "jpg")
    assert texts(response, ".field-picture") == []
    assert "40 × 20 pixels" in element(response, "fieldset.focal").text
    assert [link for link in elements(response, "a") if "originals" in link.attrs["href"]] == []


def page_of(photo):
    return f"/admin/articles/photo/{photo.pk}/change/"


def test_the_focal_point_is_set_by_two_sliders(desk):
    photo = PhotoFactory(widths=[400], width=400, height=300)
    form = desk.get(page_of(photo))
    sliders = {slider.attrs["name"]: slider.attrs for slider in elements(form, "[type=range]")}
    assert {(name, attrs["value"], attrs["data-middle"]) for name, attrs in sliders.items()} == {
        ("focal_x", "0.5", "0.5"),
        ("focal_y", "0.4", "0.4"),
    }
    desk.post(page_of(photo), filled_in(form) | {"focal_x": "0.2", "focal_y": "0.85"})
    photo.refresh_from_db()
    assert (photo.focal_x, photo.focal_y) == (0.2, 0.85)
    outside = desk.post(page_of(photo), filled_in(desk.get(page_of(photo))) | {"focal_x": "1.2"})
    assert errors(outside) == ["Ensure this value is less than or equal to 1."]


def test_a_photo_without_its_picture_has_no_focal_point_to_set(desk):
    photo = PhotoFactory()
    form = desk.get(page_of(photo))
    assert elements(form, "[type=range]") == []
    assert desk.post(page_of(photo), filled_in(form) | {"credit": "Reuters"}).status_code == 302


def test_who_may_not_change_it_sees_it_and_no_sliders(enter):
    photo = PhotoFactory(widths=[400], width=400, height=300)
    response = enter(Role.REPORTER).get(page_of(photo))
    assert element(response, "img.picture").attrs["src"] == photo.url(800)
    assert elements(response, "[type=range]") == []


def test_its_page_says_where_it_is_used(desk):
    photo = PhotoFactory()
    nobody = element(desk.get(page_of(photo)), "section.uses")
    assert nobody.text.startswith("Where it is used No article shows it")
    article = make_article(headline="Rain on Canal Street", lead_photo=photo)
    author = AuthorFactory(name="Ida Roth", portrait=photo)
    uses = element(desk.get(page_of(photo)), "section.uses")
    assert uses.text == (
        "Where it is used Rain on Canal Street Published Lead photo Portrait of Ida Roth"
    )
    links = [link.attrs["href"] for link in elements(desk.get(page_of(photo)), "a")]
    assert f"/admin/articles/article/{article.pk}/change/" in links
    assert f"/admin/authors/author/{author.pk}/change/" in links


def test_a_save_over_somebody_else_s_is_refused_with_both_shown(desk):
    photo = PhotoFactory(caption="A street.")
    stale = filled_in(desk.get(page_of(photo)))
    desk.post(page_of(photo), stale | {"caption": "Rain."})
    response = desk.post(page_of(photo), stale | {"caption": "Hail.", "credit": "Reuters"})
    assert errors(response)[0].startswith(f"{desk.person} saved this at")
    both = filled_in(response)
    assert (both["caption"], both["credit"]) == ("Hail.", "Reuters")
    photo.refresh_from_db()
    assert photo.caption == "Rain."


def test_another_picture_under_the_same_words_is_no_new_version_of_them(desk):
    upload(desk, "one.jpg", picture(40, 20), caption="A street.")
    photo = Photo.objects.get()
    upload(desk, "two.jpg", picture(60, 20), page_of(photo), credit="Reuters")
    photo.refresh_from_db()
    assert (photo.caption, photo.credit, photo.original_name) == ("A street.", "Reuters", "two.jpg")
    with photo.original.open() as original:
        assert original.read() == picture(60, 20)


def test_a_full_disk_is_told_beside_the_file_with_what_was_typed(desk, monkeypatch):
    def is_full(*about, **options):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(default_storage, "save", is_full)
        response = upload(desk, "street.jpg", picture(40, 20), caption="A street.")
    assert errors(response) == [photos.NO_ROOM]
    assert filled_in(response)["caption"] == "A street."
    assert not Photo.objects.exists()
    assert not ProcrastinateJob.objects.exists()
