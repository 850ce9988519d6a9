import pytest

from articles.contents import Heading, anchored, contents, headings


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>a</p>", []),
        (
            "<h2>The <em>Long</em> Street &amp; I</h2><p>a</p><h3>On foot</h3>",
            [
                Heading(2, "text-the-long-street-i", "The Long Street & I"),
                Heading(3, "text-on-foot", "On foot"),
            ],
        ),
        ("<h2>הגשם בעיר</h2>", [Heading(2, "text-הגשם-בעיר", "הגשם בעיר")]),
        # The same words twice, also where a number makes them the same; no words, no letters.
        (
            "<h2>Rain</h2><h3>Rain</h3><h2>Rain 2</h2><h2></h2><h2>…</h2>",
            [
                Heading(2, "text-rain", "Rain"),
                Heading(3, "text-rain-2", "Rain"),
                Heading(2, "text-rain-2-2", "Rain 2"),
                Heading(2, "text-heading", "…"),
            ],
        ),
    ],
)
def test_headings(body, found):
    assert headings(body) == found


def test_each_is_where_the_contents_lead_to():
    body = "<p>a</p><h2>Rain <em>b</em></h2><h3></h3><p>c</p><h3>Rain b</h3>"
    assert anchored(body) == (
        '<p>a</p><h2 id="text-rain-b">Rain <em>b</em></h2><h3></h3><p>c</p>'
        '<h3 id="text-rain-b-2">Rain b</h3>'
    )


@pytest.mark.parametrize(
    ("number", "words", "listed"), [(3, 800, 3), (2, 800, 0), (3, 799, 0), (5, 3000, 5)]
)
def test_only_what_is_long_has_contents(number, words, listed):
    body = "".join(f"<h2>Number {n}</h2>" for n in range(number))
    assert len(contents(body, words)) == listed
