from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from articles.contributing import kept_pictures


def test_a_picture_is_had_again_by_its_token():
    token = kept_pictures.keep("street.jpg", b"picture")
    assert kept_pictures.name_of(token) == "street.jpg"
    assert kept_pictures.kept(token) == ("street.jpg", b"picture")
    kept_pictures.let_go(token)
    assert kept_pictures.kept(token) is None


def test_no_other_token_opens_anything():
    token = kept_pictures.keep("street.jpg", b"picture")
    for other in ("", "junk", token[:-1], f"{token}x", "WyIuLi9zZWNyZXQiLCJ4Il0:1:x"):
        assert (kept_pictures.kept(other), kept_pictures.name_of(other)) == (None, "")
        kept_pictures.let_go(other)
    assert kept_pictures.kept(token) == ("street.jpg", b"picture")


def test_after_a_day_it_is_gone(time_machine):
    token = kept_pictures.keep("street.jpg", b"picture")
    kept_pictures.forget_old()
    assert kept_pictures.kept(token) is not None
    time_machine.move_to(timezone.now() + timedelta(days=1, minutes=1))
    assert kept_pictures.kept(token) is None
    kept_pictures.forget_old()
    assert default_storage.listdir(kept_pictures.FOLDER) == ([], [])


def test_no_more_are_kept_than_the_disk_is_meant_to_hold(monkeypatch):
    monkeypatch.setattr(kept_pictures, "MOST", 1)
    assert kept_pictures.keep("first.jpg", b"picture") != ""
    assert kept_pictures.keep("second.jpg", b"picture") == ""
