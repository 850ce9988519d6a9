from email import message_from_bytes, policy

import pytest

from authors.mail import html, letter, linked, one_line, parts

SITE = "https://paper.example"


@pytest.fixture(autouse=True)
def paper(settings):
    settings.SITE_URL = SITE
    settings.DEFAULT_FROM_EMAIL = "The Algemeiner <newsroom@paper.example>"


def made(subject="Rain", body="It rains.", **about):
    return letter(subject, body, **{"to": ["ida@example.org"], "name": "job-7"} | about)


def received(mail):
    """What the reader's mail program makes of it."""
    return message_from_bytes(mail.message().as_bytes(), policy=policy.default)


def test_a_letter_is_its_text_and_the_same_in_the_paper_s_look():
    arrived = received(made("Rain & Hail", "Dear Ida,\n\nשלום <b>Ida</b>."))
    plain, shown = arrived.iter_parts()
    assert (arrived.get_content_type(), plain.get_content_type(), shown.get_content_type()) == (
        "multipart/alternative",
        "text/plain",
        "text/html",
    )
    assert plain.get_content() == "Dear Ida,\n\nשלום <b>Ida</b>."
    assert "<title>Rain &amp; Hail</title>" in shown.get_content()
    assert ">שלום &lt;b&gt;Ida&lt;/b&gt;.</p>" in shown.get_content()
    assert f'<a href="{SITE}/">The Algemeiner</a>' in shown.get_content()


def test_a_letter_is_called_the_same_on_every_try():
    ids = [received(made(name=name))["Message-ID"] for name in ("job-7", "job-7", "job-8")]
    assert ids == ["<job-7@paper.example>", "<job-7@paper.example>", "<job-8@paper.example>"]


@pytest.mark.parametrize(
    "end", ["\r\n", "\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\0\r\n"]
)
def test_nothing_in_a_subject_begins_a_header(end):
    arrived = received(made(f"From Sarah{end}Bcc: all@example.org"))
    assert (arrived["Subject"], arrived["Bcc"]) == ("From Sarah Bcc: all@example.org", None)
    assert sorted(arrived.keys()) == [
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "To",
    ]


@pytest.mark.parametrize("about", [{"to": ["a@b.org\nBcc: c@d.org"]}, {"reply_to": "a@b\r\nX: y"}])
def test_an_address_with_a_line_s_end_is_not_sent_to(about):
    with pytest.raises(ValueError, match="newlines"):
        made(**about).message()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  Rain \t and\nHail ", "Rain and Hail"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2067שרה\u2069", "שרה"),
        ("בדיקה \u200f(א)", "בדיקה \u200f(א)"),
        ("a\0b\x1bc", "abc"),
        ("👩\u200d🚒", "👩\u200d🚒"),
    ],
)
def test_a_header_holds_what_can_be_read(typed, line):
    assert one_line(typed) == line


def test_paragraphs_lines_and_what_is_quoted():
    text = "Dear Ida,\n\n\n  one\ntwo \n\nOn Monday you wrote:\n\n> Rain?\n>\n> Hail\n"
    assert [(part.is_quoted, part.lines) for part in parts(text)] == [
        (False, ["Dear Ida,"]),
        (False, ["one", "two"]),
        (False, ["On Monday you wrote:"]),
        (True, ["Rain?", "", "Hail"]),
    ]


@pytest.mark.parametrize(
    ("line", "address", "rest"),
    [
        ("At the desk: https://a.example/b/?c=1&d=2", "https://a.example/b/?c=1&amp;d=2", ""),
        ("See https://a.example/b.", "https://a.example/b", "."),
        ("(https://a.example/b/)", "https://a.example/b/", ")"),
        ("“https://a.example/”", "https://a.example/", "”"),
    ],
)
def test_an_address_is_a_link_that_shows_where_it_leads(line, address, rest):
    assert linked(line).endswith(f'<a href="{address}">{address}</a>{rest}')


@pytest.mark.parametrize(
    "line",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "&lt;b&gt; &amp;",
    ],
)
def test_what_somebody_typed_is_never_markup(line):
    shown = linked(line)
    assert "<" not in shown
    assert html("", line).count("<p ") == 3  # nameplate, foot and this


def test_an_address_ends_before_what_could_end_its_attribute():
    assert linked("https://a.example/\"onclick=x'<b>") == (
        '<a href="https://a.example/">https://a.example/</a>&quot;onclick=x&#x27;&lt;b&gt;'
    )


@pytest.mark.parametrize("much", ["\n \n" * 40_000, "http://" * 20_000, "https://" + ")" * 100_000])
def test_much_of_anything_takes_no_time(much):
    assert len(list(parts(much))) < 2
