import io
from zipfile import ZipFile

import pytest

from authors.models import Contributor, User
from tests.factories import make_submission
from tests.markup import texts

pytestmark = pytest.mark.django_db

PAGE = "/contribute/data/"


def test_all_that_is_held_is_downloaded(client, sender):
    make_submission(sender, headline="Our Street")
    response = client.get(f"{PAGE}download/")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="algemeiner-personal-data.zip"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    archive = ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert b"Our Street" in archive.read("personal-data.json")


@pytest.mark.parametrize("typed", ["", "eve@example.org", "no address"])
def test_nothing_is_erased_by_mistake(client, sender, typed):
    response = client.post(PAGE, {"email": typed})
    assert (response.status_code, texts(response, ".error-summary") != []) == (200, True)
    assert Contributor.objects.count() == 1


def test_who_types_their_address_is_forgotten_and_logged_out(client, sender):
    response = client.post(PAGE, {"email": "Dan@example.org"})
    assert texts(response, "h1") == ["Your data is erased"]
    assert (Contributor.objects.count(), User.objects.get().is_active) == (0, False)
    assert "sessionid" not in client.cookies or client.cookies["sessionid"].value == ""
    assert client.get(PAGE).status_code == 302
