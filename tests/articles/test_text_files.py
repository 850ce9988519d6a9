from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from articles.text_files import check_ads, check_security, check_trust, expiry_of


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2026, 11, 25, tzinfo=UTC), tick=False):
        yield


def problems(check, text):
    try:
        check(text)
    except ValidationError as wrong:
        return wrong.messages
    return []


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (check_ads, ""),
        (
            check_ads,
            "# Who sells\r\ngoogle.com, pub-123, DIRECT, f08c47fec0942fa0 # ours\n\n"
            "b.example,1,reseller;extension\nOWNERDOMAIN=paper.example\n"
            "managerdomain=b.example,US\ncontact=ads@paper.example",
        ),
        (check_trust, ""),
        (
            check_trust,
            "# trust.txt\nmember=https://www.a.example/\nbelongto=a.example\n"
            "social=https://x.com/#paper\ncontact=newsroom@paper.example\ndatatrainingallowed=no",
        ),
        (check_security, ""),
        (
            check_security,
            "Contact: mailto:security@paper.example\nContact: https://paper.example/contact/\n"
            "Expires: 2027-06-30T00:00:00Z\nPreferred-Languages: en, he\n# Thanks\n"
            "Canonical: https://paper.example/.well-known/security.txt",
        ),
    ],
)
def test_what_the_specifications_allow_is_taken(check, text):
    assert problems(check, text) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("google, pub-1, DIRECT", "“google” is no domain."),
        ("google.com, pub-1", "a seller has a domain, an account, DIRECT or RESELLER, and"),
        ("google.com, , DIRECT", "the account is missing."),
        ("google.com, 1, SOMETIMES", "“SOMETIMES” is neither DIRECT nor RESELLER."),
        ("<script>", "a seller has"),
        ("OWNER=paper.example", "there is no variable “OWNER”."),
        ("ownerdomain=paper", "“paper” is no domain."),
        ("contact=", "nothing stands after the “=”."),
    ],
)
def test_a_wrong_line_of_ads_txt_is_named(line, problem):
    [said] = problems(check_ads, f"# One\n{line}")
    assert said.startswith(f"Line 2: {problem}")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("friend=a.example", "“friend” is no attribute of trust.txt."),
        ("member", "“member” is no attribute of trust.txt."),
        ("member=a", "“a” is neither a domain nor an address of a web page."),
        ("member=javascript:alert(1)", "“javascript:alert(1)” is neither"),
        ("contact=", "nothing stands after the “=”."),
        ("datatrainingallowed=maybe", "say yes or no."),
    ],
)
def test_a_wrong_line_of_trust_txt_is_named(line, problem):
    [said] = problems(check_trust, line)
    assert said.startswith(f"Line 1: {problem}")


CONTACT, EXPIRES = "Contact: mailto:a@b.example", "Expires: 2027-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (CONTACT, "A line “Expires: …” is needed, like “Expires: 2027-06-30T00:00:00Z”."),
        (EXPIRES, "A line “Contact: mailto:…” or “Contact: https://…” is needed."),
        (f"{CONTACT}\n{EXPIRES}\n{EXPIRES}", "“expires” stands there twice."),
        (f"{CONTACT}\nExpires: soon", "Line 2: write the time as 2027-06-30T00:00:00Z."),
        (f"{CONTACT}\nExpires: 2026-11-24T00:00:00Z", "Line 2: that time has passed."),
        (f"{CONTACT}\nExpires: 2029-01-01T00:00:00Z", "Line 2: at most a year ahead."),
        (f"{EXPIRES}\nContact: a@b.example", "Line 2: “a@b.example” is no address that begins"),
        (f"{CONTACT}\n{EXPIRES}\nPhone: 1", "Line 3: there is no field “phone”."),
        (f"{CONTACT}\n{EXPIRES}\nhello", "Line 3: there is no field “hello”."),
        (f"{CONTACT}\n{EXPIRES}\nPolicy: http://a.example", "Line 3: “http://a.example” is no"),
        (f"{CONTACT}\n{EXPIRES}\nPreferred-Languages: ?", "Line 3: name languages: en, he."),
    ],
)
def test_what_is_wrong_with_a_security_txt_is_said(text, problem):
    [said] = problems(check_security, text)
    assert said.startswith(problem)


def test_until_when_a_security_txt_is_true():
    assert expiry_of(f"{CONTACT}\n{EXPIRES}") == datetime(2027, 1, 1, tzinfo=UTC)
    assert (expiry_of(""), expiry_of("Expires: soon")) == (None, None)
