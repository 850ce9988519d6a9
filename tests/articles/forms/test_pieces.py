import pytest

from articles.forms.pieces import as_paragraphs


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \r\n\r\n ", ""),
        ("One", "<p>One</p>"),
        ("One\r\ntwo", "<p>One<br>two</p>"),
        ("One\n \n\n two & <b>", "<p>One</p><p>two &amp; &lt;b&gt;</p>"),
    ],
)
def test_plain_text_becomes_paragraphs(text, html):
    assert as_paragraphs(text) == html
