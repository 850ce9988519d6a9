import pytest

from articles.contributing import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two &amp; three.<br>Four.</p>", "One.\n\nTwo & three.\nFour."),
        ("<p>One.</p>", "One."),
        ("", ""),
        ("<p>One <em>word</em>.</p>", "<p>One <em>word</em>.</p>"),
        ("<h2>One</h2><p>Two.</p>", "<h2>One</h2><p>Two.</p>"),
        ("<p>One<br>line.</p>", "<p>One<br>line.</p>"),
        ("<p>&lt;p&gt;</p>", "<p>"),
    ],
)
def test_marks_go_where_nothing_is_lost(html, text):
    assert plain_text.without_marks(html) == text


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("", ""),
        (" \r\n\r\n ", ""),
        ("One", "<p>One</p>"),
        ("One\r\ntwo", "<p>One</p><p>two</p>"),
        ("One\r\ntwo\r\n\r\nthree", "<p>One<br>two</p><p>three</p>"),
        ("One\n \n\n two & <b>", "<p>One</p><p>two &amp; &lt;b&gt;</p>"),
        ("<p>One</p>", "<p>One</p>"),
        ("<h2>One</h2>", "<h2>One</h2>"),
    ],
)
def test_what_comes_from_a_text_field_is_html_of_the_editor_or_plain(typed, html):
    assert plain_text.as_html(typed) == html
