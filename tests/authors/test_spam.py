import pytest

from authors.spam import Sent, fingerprint, is_disposable, suspicions


def sent(**fields):
    fields = {"text": "The bridge is closed.", "email": "ida@example.org", "seconds": 9.0} | fields
    return Sent(**fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"seconds": 3.0}, []),
        ({"seconds": 2.9}, ["too fast"]),
        ({"seconds": None}, ["no start"]),
        ({"trap": "https://pills.example"}, ["filled the trap"]),
        ({"text": "See https://a.example www.b.example http://c.example"}, []),
        ({"text": "https://a.example " * 4}, ["4 links"]),
        ({"text": "[URL=x]" + "HTTP://a.example " * 3}, ["4 links"]),
        ({"email": "x@mailinator.com"}, ["disposable address"]),
        ({"repeats": 1}, ["sent before"]),
        (
            {"seconds": 0.1, "trap": "x", "repeats": 7},
            ["filled the trap", "too fast", "sent before"],
        ),
    ],
)
def test_what_speaks_against_a_sender(fields, expected):
    assert suspicions(sent(**fields)) == expected


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("ida@example.org", False),
        ("ida@MAILINATOR.com", True),
        ("ida@deep.under.mailinator.com", True),
        ("ida@mailinator.com.example.org", False),
        ("ida@com", False),
        ("ida", False),
        ("", False),
    ],
)
def test_a_mailbox_of_ten_minutes(email, expected):
    assert is_disposable(email) == expected


def test_nearly_the_same_text_has_one_fingerprint():
    first = fingerprint("The Bridge is closed!")
    assert len(first) == 64
    others = ("the bridge,\n is CLOSED", "ＴＨＥ bridge is closed")
    assert {fingerprint(text) for text in others} == {first}
    assert fingerprint("The bridge is open") != first
    assert fingerprint("הגשר סגור") != fingerprint("הגשר פתוח")
    assert (fingerprint(""), fingerprint(" …! ")) == ("", "")
