import pytest

from articles.footnotes import apart
from articles.sanitize import clean_html, clean_submission, clean_text


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>a<small>b</small> c</p>", "<p>a<small>b</small> c</p>"),
        (
            '<p>a<small class="x">b <em>c</em> <a href="/d/" title="e">f</a></small></p>',
            '<p>a<small>b <em>c</em> <a href="/d/">f</a></small></p>',
        ),
        # A line of text; one within another, or of nothing, is none.
        ("<small><p>a</p><ul><li>b<br>c</li></ul></small>", "<small>a b c</small>"),
        ("<p>a<small> </small>b</p>", "<p>ab</p>"),
        ("<p>a<small>b<small>c</small>d</small></p>", "<p>ab<small>c</small>d</p>"),
        (
            '<small><figure data-photo="1"><figcaption>a</figcaption></figure></small>',
            "<small>a</small>",
        ),
        ("<small><script>a</script></small>", ""),
        ("<p>a<small>b</p><p>c</small>d</p>", "<p>a<small>b</small></p><p><small>c</small>d</p>"),
    ],
)
def test_the_one_form_of_a_note(html, clean):
    assert clean_html(html) == clean
    assert clean_html(clean) == clean


def test_pages_and_pieces_from_outside_have_none():
    assert clean_text("<p>a<small>b</small></p>") == "<p>ab</p>"
    assert clean_submission("<p>a<small>b</small></p>") == "<p>ab</p>"


def test_notes_are_numbered_as_they_stand():
    body = "<p>a<small>First {number}</small></p><ul><li>b<small>Second</small></li></ul>"
    assert apart(body, "[{number}]") == (
        "<p>a[1]</p><ul><li>b[2]</li></ul>",
        ["First {number}", "Second"],
    )
    assert apart("<p>a</p>", "[{number}]") == ("<p>a</p>", [])
