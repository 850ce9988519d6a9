import pytest

from articles.contributing.lengths import words_in


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", 0),
        ("<p>One word, or two.</p>", 4),
        ("<p>End</p><p>begin</p>", 2),
        ("<p>one<br>two</p><ul><li>three</li><li>four</li></ul>", 4),
        ("<p>un<strong>believ</strong>able</p>", 1),
        ("<p>it’s well-known &amp; don't</p>", 3),
        ("<p>חז״ל אמרו בית־ספר</p>", 3),
        ("<p>בְּרֵאשִׁית בָּרָא</p>", 2),
        ("<p>— … 3 1/2 !</p>", 3),
        ("<p>caf\u0065\u0301 noir</p>", 2),
    ],
)
def test_words_are_counted_as_the_page_counts_them(body, words):
    assert words_in(body) == words
