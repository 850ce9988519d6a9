import pytest
from django.core.exceptions import PermissionDenied

from articles import photos
from articles.contributing import pictures
from articles.contributing.submissions import StaleSubmission
from articles.models import Photo, Submission
from articles.renditions import UnusablePicture, inspect
from tests.factories import UserFactory, make_submission
from tests.pictures import picture

pytestmark = pytest.mark.django_db

WORDS = {"alt": "A bridge.", "credit": "Dan Katz", "licence": pictures.RIGHTS["own"]}


def attach(piece, **who):
    who = {"seen": piece.version, "by": piece.sender} | who
    return pictures.attach(piece, inspect(picture(300, 200)), "a.jpg", words=WORDS, **who)


def test_nobody_hangs_a_picture_on_somebody_elses_piece():
    piece = make_submission()
    with pytest.raises(PermissionDenied):
        attach(piece, by=UserFactory())
    with pytest.raises(StaleSubmission):
        attach(piece, seen=0)
    assert Photo.objects.count() == 0


def test_each_change_of_the_picture_is_another_version():
    piece = attach(make_submission())
    assert piece.version == 2
    same = pictures.describe(piece, WORDS, seen=2, by=piece.sender)
    assert same.version == 2
    piece = pictures.describe(piece, WORDS | {"alt": "Iron."}, seen=2, by=piece.sender)
    assert (Submission.objects.get().version, Photo.objects.get().alt) == (3, "Iron.")
    assert pictures.remove(piece, seen=3, by=piece.sender).photo is None


def test_a_full_disk_is_told(monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(photos, "take_in", full)
    piece = make_submission()
    with pytest.raises(UnusablePicture, match="no room"):
        attach(piece)
    assert Submission.objects.get().version == 1
