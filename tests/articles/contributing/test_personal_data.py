import io
import json
from zipfile import ZipFile

import pytest

from articles import photos
from articles.contributing import personal_data, submissions
from articles.models import Photo
from articles.renditions import inspect
from authors.models import Answer, ContactMessage, JoinRequest
from tests.factories import (
    UserFactory,
    make_contributor,
    make_guest_submission,
    make_submission,
    send,
)
from tests.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def dan():
    return make_contributor(name="Dan Katz", email="dan@example.org")


def message(email, text):
    return ContactMessage.objects.create(
        name="Dan", email=email, topic="tip", message=text, screening="passed"
    )


def archive_of(person):
    return ZipFile(io.BytesIO(b"".join(personal_data.stream(person))))


def words_of(person):
    return json.loads(archive_of(person).read("personal-data.json"))


def test_it_is_all_that_is_held_and_nothing_of_others(dan):
    Answer.objects.create(message=message("Dan@example.org", "A tip."), text="Thank you.")
    JoinRequest.objects.create(
        name="Dan", email="dan@example.org", pitch="Streets.", screening="passed"
    )
    sent = send(make_submission(dan, headline="Our Street"))
    submissions.note(sent, text="Sounds familiar.", by=UserFactory())
    make_guest_submission(headline="As a guest", email="dan@example.org")
    message("eve@example.org", "Secret.")
    make_submission(headline="Another’s")
    make_guest_submission(headline="Eve’s", email="eve@example.org")
    held = words_of(dan)
    assert held["account"]["email"] == "dan@example.org"
    assert (held["profile"]["name"], held["profile"]["standing"]) == ("Dan Katz", "approved")
    assert [request["pitch"] for request in held["requests to join"]] == ["Streets."]
    (told,) = held["messages"]
    assert (told["message"], told["answers"][0]["text"]) == ("A tip.", "Thank you.")
    assert [piece["headline"] for piece in held["pieces"]] == ["As a guest", "Our Street"]
    of_street = held["pieces"][1]
    assert [manuscript["headline"] for manuscript in of_street["as it was sent"]] == ["Our Street"]
    assert [act["verb"] for act in of_street["what was done and said"]] == ["submit"]


def test_pictures_come_as_they_were_sent(dan):
    data = picture(60, 40)
    kept = photos.take_in(inspect(data), "street.jpg", by=None, photo=Photo(alt="A street.")).photo
    lost = Photo.objects.create(key="lost", alt="Lost.")
    make_submission(dan, photo=kept)
    dan.contributor.portrait = lost
    dan.contributor.save()
    archive = archive_of(dan)
    assert archive.read(f"photos/{kept.pk}.jpg") == data
    assert archive.read(f"photos/{lost.pk}.txt") == b"The file is lost.\n"
    assert len(archive.namelist()) == 3
    assert words_of(dan)["profile"]["portrait"] == lost.pk
