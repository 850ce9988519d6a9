"""What strangers sent, at the desk."""

import pytest

from algemeiner.policy import Role
from authors.models import ContactMessage, JoinRequest
from tests.factories import UserFactory
from tests.markup import elements

pytestmark = pytest.mark.django_db

SENT = [
    (ContactMessage, {"topic": "tip", "message": "Look <b>up</b>.\nNow."}),
    (JoinRequest, {"pitch": "Look <b>up</b>.\nNow."}),
]


@pytest.mark.parametrize(("model", "words"), SENT)
@pytest.mark.parametrize(("query", "found"), [("q=up", 1), ("q=down", 0)])
def test_is_searched_and_filtered(client, model, words, query, found):
    model.objects.create(name="Ada", email="ada@example.org", screening="held", **words)
    client.force_login(UserFactory(role=Role.EDITOR))
    response = client.get(f"/admin/authors/{model._meta.model_name}/?where=all&{query}")
    assert len(elements(response, "th.field-sent_at")) == found
