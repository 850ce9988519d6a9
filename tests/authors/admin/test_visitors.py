"""What strangers sent, at the desk."""

import pytest

from algemeiner.policy import Role
from authors.models import ContactMessage, JoinRequest
from tests.factories import UserFactory
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

SENT = [
    (ContactMessage, {"topic": "tip", "message": "Look <b>up</b>.\nNow."}, "message"),
    (JoinRequest, {"pitch": "Look <b>up</b>.\nNow."}, "pitch"),
]


@pytest.mark.parametrize(("model", "words", "field"), SENT[1:])
def test_is_read_as_it_was_sent_and_stays_so(client, model, words, field):
    sent = model.objects.create(
        name="Ada", email="ada@example.org", screening="held", screening_detail="No token.", **words
    )
    client.force_login(UserFactory(role=Role.EDITOR))
    path = f"/admin/authors/{model._meta.model_name}/{sent.pk}/change/"
    response = client.get(path)
    (text,) = texts(response, f".field-{field}")
    assert text.endswith("Look <b>up</b>.Now.")  # a line break between
    assert elements(response, "input[type=submit]") == []
    assert client.post(path, {"name": "Eve"}).status_code == 403


@pytest.mark.parametrize(("model", "words", "field"), SENT)
@pytest.mark.parametrize(("query", "found"), [("q=up", 1), ("q=down", 0)])
def test_is_searched_and_filtered(client, model, words, field, query, found):
    model.objects.create(name="Ada", email="ada@example.org", screening="held", **words)
    client.force_login(UserFactory(role=Role.EDITOR))
    everything = "where=all&" if model is ContactMessage else ""
    response = client.get(f"/admin/authors/{model._meta.model_name}/?{everything}{query}")
    assert len(elements(response, "th.field-sent_at")) == found
