import pytest

from algemeiner.recaptcha_standin import Token
from authors.models import ContactMessage, JoinRequest
from tests.factories import begun
from tests.markup import element, texts

pytestmark = pytest.mark.django_db

MESSAGE = {"topic": "tip", "name": "Sarah Levin", "email": "sarah@example.org"}


def send(client, path="/contact/", address="192.0.2.7", **fields):
    action = path.strip("/")
    sent = MESSAGE | {"captcha": str(Token(action=action))} | fields
    return client.post(path, sent, REMOTE_ADDR=address)


def test_who_sends_too_much_keeps_their_words_and_is_told_how_long_to_wait(client, standin):
    for number in range(5):
        assert send(client, message=f"Tip {number}.").status_code == 302
    asked = len(standin.requests)
    response = send(client, message="Tip 5.")
    assert response.status_code == 429
    assert ContactMessage.objects.count() == 5
    assert "minute" in texts(response, ".error-summary")[0]
    assert element(response, "textarea[name=message]").text == "Tip 5."
    assert element(response, "input[name=name]").attrs["value"] == "Sarah Levin"
    assert len(standin.requests) == asked
    assert send(client, message="Another’s.", address="198.51.100.1").status_code == 302


def test_a_flood_leaves_the_newsroom_what_people_send(client, standin):
    """From a thousand addresses, without a captcha: filed aside, each, or turned away."""
    for number in range(200):
        address = f"10.{number % 7}.{number % 50}.{number}"
        send(client, message="Buy now!", captcha="", address=address)
    send(client, message="The bridge is closed.", begun=begun())
    passed = ContactMessage.objects.filter(screening="passed")
    assert [message.message for message in passed] == ["The bridge is closed."]


@pytest.mark.parametrize(
    ("fields", "detail"),
    [
        ({}, "passed, score 0.9"),
        ({"website": "https://pills.example"}, "passed, score 0.9, filled the trap"),
        ({"begun": ""}, "passed, score 0.9, no start"),
        ({"begun": "1:forged"}, "passed, score 0.9, no start"),
        ({"email": "x@mailinator.com"}, "passed, score 0.9, disposable address"),
    ],
)
@pytest.mark.parametrize("path", ["/contact/", "/join/"])
def test_what_speaks_against_a_sender_is_kept_with_what_they_sent(
    client, standin, path, fields, detail
):
    words = {"message": "Closed."} if path == "/contact/" else {"pitch": "Bridges."}
    assert send(client, path, **words | {"begun": begun()} | fields).status_code == 302
    model = ContactMessage if path == "/contact/" else JoinRequest
    sent = model.objects.get()
    held = "passed" if detail == "passed, score 0.9" else "held"
    assert (sent.screening, sent.screening_detail) == (held, detail)


def test_the_same_text_once_more_is_held(client, standin):
    send(client, message="The bridge is closed.", begun=begun())
    send(client, message="The BRIDGE is closed!!", begun=begun(), address="198.51.100.1")
    assert list(
        ContactMessage.objects.order_by("pk").values_list("screening", "screening_detail")
    ) == [("passed", "passed, score 0.9"), ("held", "passed, score 0.9, sent before")]


def test_two_who_write_nothing_do_not_repeat_each_other(client, standin):
    for name in ("Ida", "Ruth"):
        send(client, "/join/", name=name, begun=begun())
    assert set(JoinRequest.objects.values_list("screening", flat=True)) == {"passed"}


@pytest.mark.parametrize("path", ["/contact/", "/join/"])
def test_a_form_says_when_it_was_given_out_and_sets_its_trap_where_nobody_goes(client, path):
    response = client.get(path)
    assert element(response, "input[name=begun]").attrs["value"] != ""
    trap = element(response, "input[name=website]").attrs
    assert (trap["tabindex"], trap["autocomplete"], trap["value"]) == ("-1", "off", "")
    assert element(response, ".away").attrs["aria-hidden"] == "true"
