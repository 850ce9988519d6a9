import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles import versions, workflow
from articles.models import KeptVersion, Photo
from tests.factories import PhotoFactory, UserFactory, copy
from tests.markup import elements, texts
from tests.pictures import encoded, picture, scene

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/articles/photo/upload/"
NOT_A_PICTURE = "This is not a picture that can be used. Send JPEG, PNG, WebP, AVIF, TIFF or GIF."


def file(name, data):
    return SimpleUploadedFile(name, data)


def send(client, *files, **fields):
    """As the script does: one file, answered in JSON."""
    return client.post(UPLOAD, {"files": files, **fields}, headers={"Accept": "application/json"})


def post(client, *files, **fields):
    """As a form does: all files, answered with the page."""
    return client.post(UPLOAD, {"files": files, **fields})


def told(client, name, data, **fields):
    """What became of the file, and all that is said of it."""
    answer = send(client, file(name, data), **fields).json()
    return answer["outcome"], answer


def described():
    """A picture that says of itself who took it."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "Rain on Canal Street.", "Ida Roth"
    return encoded(scene(1), exif=exif)


class TestOneFile:
    def test_is_kept_with_what_it_says_of_itself(self, enter):
        client = enter(Role.REPORTER)
        outcome, answer = told(client, "IMG_1.jpg", described())
        photo = Photo.objects.get()
        assert (outcome, answer["problem"], answer["same"], answer["alike"]) == ("kept", "", [], [])
        assert answer["photo"]["id"] == photo.pk
        assert answer["photo"]["address"] == f"/admin/articles/photo/{photo.pk}/change/"
        assert answer["photo"]["keep"] == f"/admin/articles/photo/{photo.pk}/words/"
        assert answer["photo"]["words"] == {
            "caption": "Rain on Canal Street.",
            "alt": "",
            "credit": photo.credit,
            "creator": "Ida Roth",
            "source": "",
            "licence": "",
            "territory": "",
            "rights_until": "",
            "based_on": "0",
        }
        assert (photo.original_name, photo.created_by) == ("IMG_1.jpg", client.person)
        assert ProcrastinateJob.objects.get().args == {"pk": photo.pk}

    @pytest.mark.parametrize(
        ("name", "data", "problem"),
        [
            ("letter.jpg", b"Dear editor", NOT_A_PICTURE),
            ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', NOT_A_PICTURE),
            ("cut.jpg", picture(400, 300)[:-1000], "The picture is damaged or cut short."),
        ],
    )
    def test_is_refused_in_a_sentence(self, desk, name, data, problem):
        assert told(desk, name, data) == (
            "refused",
            {"outcome": "refused", "photo": None, "problem": problem, "same": [], "alike": []},
        )
        assert not Photo.objects.exists()
        assert not ProcrastinateJob.objects.exists()

    def test_that_the_library_has_is_kept_twice_only_if_that_is_wanted(self, desk):
        told(desk, "one.jpg", encoded(scene(1)))
        first = Photo.objects.get()
        outcome, answer = told(desk, "again.jpg", encoded(scene(1)))
        assert (outcome, answer["photo"]) == ("known", None)
        assert [photo["id"] for photo in answer["same"]] == [first.pk]
        assert Photo.objects.count() == 1

        outcome, answer = told(desk, "again.jpg", encoded(scene(1)), keep="1")
        assert (outcome, answer["photo"]["id"] != first.pk) == ("kept", True)
        assert [photo["id"] for photo in answer["same"]] == [first.pk]

    def test_that_looks_much_like_another_is_kept_and_said_so(self, desk):
        told(desk, "one.jpg", encoded(scene(1)))
        first = Photo.objects.get()
        outcome, answer = told(desk, "small.jpg", encoded(scene(1).resize((300, 200))))
        assert outcome == "kept"
        assert [photo["id"] for photo in answer["alike"]] == [first.pk]

    def test_is_not_told_of_a_picture_under_embargo(self, enter):
        until = timezone.now() + timezone.timedelta(hours=1)
        client = enter(Role.REPORTER)
        told(client, "one.jpg", encoded(scene(1)))
        photo = Photo.objects.get()
        workflow.create(
            copy(lead_photo=photo, publish_at=until, embargo_until=until), by=UserFactory()
        )
        outcome, answer = told(client, "again.jpg", encoded(scene(1)))
        assert (outcome, answer["same"], answer["alike"]) == ("kept", [], [])

    def test_finds_no_room_on_the_disk(self, desk, monkeypatch):
        def full(*args, **kwargs):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("algemeiner.storage.WholeFiles._save", full)
        outcome, answer = told(desk, "one.jpg", picture(40, 20))
        assert outcome == "refused"
        assert answer["problem"].startswith("The desk has no room to keep this file")
        assert not Photo.objects.exists()

    @pytest.mark.parametrize("count", [0, 2])
    def test_is_one(self, desk, count):
        files = [file(f"{number}.jpg", picture(40, 20)) for number in range(count)]
        assert send(desk, *files).status_code == 400

    @pytest.mark.parametrize("role", [Role.CONTRIBUTOR, None])
    def test_is_taken_from_the_newsroom_only(self, enter, client, role):
        person = enter(role) if role else client
        assert send(person, file("one.jpg", picture(40, 20))).status_code == 302
        assert not Photo.objects.exists()


class TestFormWithoutScript:
    def test_tells_of_each_file_what_became_of_it(self, desk):
        told(desk, "known.jpg", encoded(scene(1)))
        known = Photo.objects.get()
        files = [
            file("street.jpg", encoded(scene(2))),
            file("known again.jpg", encoded(scene(1))),
            file("letter.jpg", b"Dear editor"),
        ]
        response = post(desk, *files)
        new = Photo.objects.newest().first()
        assert texts(response, "ul.outcomes")[0].split(".jpg ")[1:] == [
            f"is in the library: Photo {new.pk}. known again",
            f"was not kept: the library has this very file already. Photo {known.pk} letter",
            NOT_A_PICTURE,
        ]
        assert Photo.objects.count() == 2

    def test_keeps_what_is_known_where_that_is_ticked(self, desk):
        post(desk, file("one.jpg", encoded(scene(1))))
        response = post(desk, file("one.jpg", encoded(scene(1))), keep="on")
        assert "The library had this very file already." in texts(response, "ul.outcomes")[0]
        assert Photo.objects.count() == 2

    def test_takes_so_many_and_says_which_it_did_not_take(self, desk, monkeypatch):
        monkeypatch.setattr("articles.admin.photo_upload.MOST_AT_ONCE", 1)
        response = post(desk, file("a.jpg", picture(40, 20)), file("b.jpg", picture(60, 20)))
        assert texts(response, ".problem")[0].startswith("Not taken:")
        assert Photo.objects.count() == 1

    def test_asks_for_files_where_there_are_none(self, desk):
        assert texts(desk.post(UPLOAD), ".errornote") == ["Choose at least one file."]

    def test_states_the_limits_before(self, desk):
        response = desk.get(UPLOAD)
        (limits,) = texts(response, "[id=files-help]")
        assert "at most 30 MB and 60 megapixels each, 50 files at once" in limits
        assert "files" in [field.attrs.get("name") for field in elements(response, "input")]


class TestWords:
    def keep(self, client, photo, **words):
        address = f"/admin/articles/photo/{photo.pk}/words/"
        return client.post(address, json.dumps(words), content_type="application/json")

    def test_are_kept_as_a_version(self, desk):
        photo = PhotoFactory(credit="")
        words = {"caption": "Rain.", "alt": "A street.", "credit": "Reuters", "based_on": "0"}
        answer = self.keep(desk, photo, **words, rights_until="2027-03-01")
        photo.refresh_from_db()
        assert (photo.caption, photo.credit, str(photo.rights_until)) == (
            "Rain.",
            "Reuters",
            "2027-03-01",
        )
        newest = KeptVersion.objects.of(photo).first()
        assert (answer.json()["words"]["based_on"], newest.by) == (str(newest.number), desk.person)

    def test_that_are_wrong_are_named(self, desk):
        answer = self.keep(desk, PhotoFactory(), rights_until="soon", credit="x" * 201)
        assert answer.status_code == 400
        assert answer.json()["problem"] == (
            "Credit: Ensure this value has at most 200 characters (it has 201). "
            "Rights until: Enter a valid date."
        )

    def test_overwrite_nobody_s(self, desk):
        photo = PhotoFactory(caption="A street.", credit="")
        self.keep(desk, photo, caption="A street.", credit="", based_on="0")
        seen = str(versions.number_of(photo))
        photo.credit, photo.caption = "Theirs", "Their street."
        versions.keep(photo, by=UserFactory(name="Noa Levi"))

        answer = self.keep(desk, photo, caption="My street.", credit="", based_on=seen)
        assert answer.status_code == 400
        assert answer.json()["problem"].startswith("Noa Levi saved this at")
        both = answer.json()["words"]
        assert (both["caption"], both["credit"]) == ("My street.", "Theirs")
        photo.refresh_from_db()
        assert photo.caption == "Their street."

        assert self.keep(desk, photo, **both).status_code == 200
        photo.refresh_from_db()
        assert (photo.caption, photo.credit) == ("My street.", "Theirs")

    @pytest.mark.parametrize("body", ["", "[]", '"caption"', "{", "[" * 99_999])
    def test_come_as_an_object(self, desk, body):
        address = f"/admin/articles/photo/{PhotoFactory().pk}/words/"
        response = desk.post(address, body, content_type="application/json")
        assert response.status_code == 400

    def test_of_another_s_photo_are_not_a_reporter_s_to_change(self, enter):
        photo = PhotoFactory(created_by=UserFactory())
        assert self.keep(enter(Role.REPORTER), photo, caption="Mine").status_code == 403
