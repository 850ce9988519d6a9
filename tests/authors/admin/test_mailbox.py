"""Development's mailbox, filled by Django's own file backend."""

import pytest
from django.core.mail import get_connection

from algemeiner.policy import Role
from authors.mail import letter
from tests.factories import UserFactory
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

BOX = "/admin/authors/outgoingmail/mailbox/"


@pytest.fixture
def box(client, settings, tmp_path):
    settings.MAILBOX = str(tmp_path / "mail")
    client.force_login(UserFactory(role=Role.MANAGING_EDITOR))
    return client


def come(settings, *subjects, body="Dear Ida,\n\nhttps://paper.example/<key>/"):
    """Letters that one connection sends, which the backend writes into one file."""
    files = "django.core.mail.backends.filebased.EmailBackend"
    backend = get_connection(files, file_path=settings.MAILBOX)
    mails = [letter(subject, body, to=["ida@example.org"], name=subject) for subject in subjects]
    backend.send_messages(mails)


def subjects(client):
    return texts(client.get(BOX), "span[dir=auto]")


def addresses(client):
    links = [link.attrs["href"] for link in elements(client.get(BOX), "a")]
    return [address for address in links if address.startswith("?letter=")]


def test_before_anything_has_come_it_says_so(box):
    assert texts(box.get(BOX), "li.nothing") == ["Nothing has come yet."]


def test_letters_stand_in_it_the_newest_first(box, settings, time_machine):
    time_machine.move_to("2026-03-05T15:00:00Z", tick=False)
    come(settings, "One", "Two")
    time_machine.move_to("2026-03-05T15:00:01Z", tick=False)
    come(settings, "Drei – שלוש")
    assert subjects(box) == ["Drei – שלוש", "Two", "One"]
    assert texts(box.get(BOX), "small")[0] == "ida@example.org, March 5, 2026 10:00 am"


def test_a_letter_is_read_as_text_with_its_links_and_as_html_in_a_frame(box, settings):
    come(settings, "One", "Two")
    response = box.get(BOX + addresses(box)[1])
    assert texts(response, "dd")[:2] == [settings.DEFAULT_FROM_EMAIL, "ida@example.org"]
    assert element(response, "pre").text == "Dear Ida, https://paper.example/<key>/"
    assert "https://paper.example/" in [link.attrs["href"] for link in elements(response, "a")]
    frame = element(response, "iframe[sandbox]")
    page = box.get(frame.attrs["src"])
    assert "<title>One</title>" in page.content.decode()
    assert "&lt;key&gt;" in page.content.decode()


def test_the_frame_lets_a_letter_do_nothing(box, settings):
    come(settings, "One")
    (address,) = addresses(box)
    response = box.get(f"{BOX}page/{address}")
    rules = sorted(response["Content-Security-Policy"].split("; "))
    assert rules == [
        "base-uri 'none'",
        "default-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox",
        "style-src 'unsafe-inline'",
    ]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    "name", ["", "..", "../secret.log.0", "secret.log.0", "a.log.9", "%00", "a.log.0/../../x"]
)
def test_nothing_else_is_read(box, settings, tmp_path, name):
    come(settings, "One")
    (tmp_path / "secret.log").write_bytes(b"Subject: no\n\nno\n" + b"-" * 79 + b"\n")
    for path in (BOX, f"{BOX}page/"):
        assert box.get(path, {"letter": name}).status_code == 404


def test_where_mail_goes_elsewhere_there_is_no_mailbox(box, settings):
    come(settings, "One")
    settings.MAILBOX = ""
    assert [box.get(path).status_code for path in (BOX, f"{BOX}page/")] == [404, 404]
    assert "mailbox" not in box.get("/admin/authors/outgoingmail/").content.decode()
