import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing import Piece, compare, has_changed, paragraphs, words


def same(text):
    return Piece("same", text)


def removed(text):
    return Piece("removed", text)


def added(text):
    return Piece("added", text)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("<p>One.</p><p>Two &amp; three.</p>", ["One.", "Two & three."]),
        (
            "<h2>Head</h2><ul><li><p>A <em>b</em></p></li><li><p>C</p></li></ul>",
            ["Head", "A b", "C"],
        ),
        ("<p>Line<br>break</p><hr><p></p>", ["Line break"]),
        ("<p>  spaced \n out </p>", ["spaced out"]),
    ],
)
def test_paragraphs_of_a_body(html, expected):
    assert paragraphs(html) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ()),
        ("It rained.", "It rained.", (same("It rained."),)),
        ("", "New.", (added("New."),)),
        ("Old.", "", (removed("Old."),)),
        (
            "It rained on Monday all day.",
            "It rained on Tuesday all day.",
            (same("It rained on"), removed("Monday"), added("Tuesday"), same("all day.")),
        ),
        (
            "ירד גשם ביום שני",
            "ירד גשם ביום שלישי",
            (same("ירד גשם ביום"), removed("שני"), added("שלישי")),
        ),
    ],
)
def test_words(before, after, expected):
    assert words(before, after) == expected


def test_paragraphs_that_face_each_other_are_compared():
    before = ["First.", "It rained on Monday.", "Dropped.", "Last."]
    after = ["First.", "It rained on Sunday.", "Last.", "Afterword."]
    assert compare(before, after) == [
        (same("First."),),
        (same("It rained on"), removed("Monday."), added("Sunday.")),
        (removed("Dropped."),),
        (same("Last."),),
        (added("Afterword."),),
    ]


@pytest.mark.parametrize(("after", "expected"), [(["One."], False), (["One"], True), ([], True)])
def test_whether_anything_changed(after, expected):
    assert has_changed(compare(["One."], after)) is expected


texts = st.lists(st.text("ab \n", min_size=1).map(lambda t: " ".join(t.split())).filter(bool))


@given(texts, texts)
def test_either_side_can_be_read_back(before, after):
    compared = compare(before, after)

    def side(unwanted):
        read = (" ".join(p.text for p in par if p.kind != unwanted).split() for par in compared)
        return [word for words in read for word in words]

    assert side("added") == " ".join(before).split()
    assert side("removed") == " ".join(after).split()
