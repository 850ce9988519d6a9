import json
from uuid import uuid4

import pytest
from django.test import Client

from articles.contributing import submissions
from articles.models import Autosave
from tests.factories import make_submission, send

pytestmark = pytest.mark.django_db


def say(client, piece, **said):
    message = {"key": str(uuid4()), "sequence": 1, "took_up": "", "based_on": 1} | said
    url = f"/contribute/{piece.pk}/draft/"
    return client.post(url, json.dumps(message), content_type="application/json")


def test_what_is_typed_is_kept_beside_the_piece(client, sender):
    piece = make_submission(sender)
    key = str(uuid4())
    for sequence, words in enumerate(["Half", "Half a", "Half a Head"], start=1):
        typed = {"headline": [words]}
        response = say(client, piece, key=key, sequence=sequence, typed=typed, person=sender.pk)
    assert response.json()["newer"] is None
    kept = Autosave.objects.get()
    assert (kept.user, kept.submission, kept.article) == (sender, piece, None)
    assert kept.fields == {"headline": ["Half a Head"]}
    piece.refresh_from_db()
    assert (piece.headline, piece.version) == ("Our Street", 1)


def test_another_window_is_told_of_a_save(client, sender):
    piece = make_submission(sender)
    submissions.save(piece, {"headline": "Saved"}, seen=1, by=sender)
    newer = say(client, piece, typed=None, person=sender.pk).json()["newer"]
    assert newer == {
        "words": "This piece was saved in another window.",
        "compare": f"/contribute/{piece.pk}/",
    }


def test_nothing_is_kept_of_what_cannot_be_changed(client, sender):
    piece = send(make_submission(sender))
    assert say(client, piece, typed={"headline": ["x"]}, person=sender.pk).status_code == 403
    assert Autosave.objects.count() == 0


def test_nothing_is_kept_for_somebody_else(client, sender):
    piece = make_submission(sender)
    typed = {"headline": ["x"]}
    assert say(client, piece, typed=typed, person=sender.pk + 1).status_code == 409
    assert say(client, make_submission(), typed=typed, person=sender.pk).status_code == 404
    assert say(Client(), piece, typed=typed, person=sender.pk).status_code == 302
    assert Autosave.objects.count() == 0


def test_a_key_belongs_to_one_piece(client, sender):
    one, other, key = make_submission(sender), make_submission(sender), str(uuid4())
    typed = {"headline": ["x"]}
    assert say(client, one, key=key, typed=typed, person=sender.pk).status_code == 200
    assert say(client, other, key=key, typed=typed, person=sender.pk).status_code == 422
