from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing import (
    Block,
    Paragraph,
    Piece,
    Word,
    compare,
    has_changed,
    paragraphs,
    stretches,
    words,
)


def same(text, *marks):
    return Piece("same", text, marks)


def removed(text, *marks):
    return Piece("removed", text, marks)


def added(text, *marks):
    return Piece("added", text, marks)


def paragraph(*pieces, name="p", was=""):
    return Paragraph(name, was or name, pieces)


def compared(before, after):
    return compare(paragraphs(before), paragraphs(after))


def read(html):
    """The blocks of a body as (name, text)."""
    return [(block.name, block.text) for block in paragraphs(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("<p>One.</p><p>Two &amp; three.</p>", [("p", "One."), ("p", "Two & three.")]),
        (
            "<h2>Head</h2><ul><li><p>A <em>b</em></p></li></ul><ol><li><p>C</p></li></ol>",
            [("h2", "Head"), ("ul", "A b"), ("ol", "C")],
        ),
        ("<p>Line<br>break</p><hr><p></p>", [("p", "Line break"), ("hr", "* * *")]),
        ("<p>  spaced \n out </p>", [("p", "spaced out")]),
        (
            "<blockquote><h3>Said</h3><p>Rain.</p></blockquote><p>Then</p>",
            [("h3", "Said"), ("blockquote", "Rain."), ("p", "Then")],
        ),
        (
            '<figure data-photo="7"><figcaption>A street.</figcaption></figure>',
            [("figure", "Photo 7"), ("figcaption", "A street.")],
        ),
        (
            '<figure data-photo="7" data-alt="Rain &amp; hail."><figcaption>A street.</figcaption>'
            "</figure><p>B</p>",
            [
                ("figure", "Photo 7"),
                ("alt", "Rain & hail."),
                ("figcaption", "A street."),
                ("p", "B"),
            ],
        ),
        (
            '<figure data-embed="YouTube"><a href="https://youtu.be/x">A film</a></figure><p>B</p>',
            [("figure", "YouTube: A film"), ("p", "B")],
        ),
        (
            "<table><tr><th>Day</th><td>Rain</td></tr></table>",
            [("th", "Day"), ("td", "Rain")],
        ),
        ("<p>un</p></p></em></li>closed", [("p", "un"), ("p", "closed")]),
    ],
)
def test_paragraphs_of_a_body(html, expected):
    assert read(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>a <strong>b <em>c</em></strong> d</p>",
            [("a",), ("b", "strong"), ("c", "strong", "em"), ("d",)],
        ),
        (
            '<p><a href="https://x.org/">a b</a>.</p>',
            [("a", "a https://x.org/"), ("b.", "a https://x.org/")],
        ),
        ("<p><em>un</em>likely</p>", [("unlikely", "em")]),
        ("<p>so<em> it</em></p>", [("so",), ("it", "em")]),
        ("<p>so <em>it</em></p>", [("so",), ("it", "em")]),
    ],
)
def test_words_know_what_they_stand_in(html, expected):
    [block] = paragraphs(html)
    assert block == Block("p", tuple(Word(text, tuple(marks)) for text, *marks in expected))


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
    assert words(before, after) == paragraph(*expected)


def test_paragraphs_that_face_each_other_are_compared():
    before = "<p>First.</p><p>It rained on Monday.</p><p>Dropped.</p><p>Last.</p>"
    after = "<p>First.</p><p>It rained on Sunday.</p><p>Last.</p><p>Afterword.</p>"
    assert compared(before, after) == [
        paragraph(same("First.")),
        paragraph(same("It rained on"), removed("Monday."), added("Sunday.")),
        paragraph(removed("Dropped.")),
        paragraph(same("Last.")),
        paragraph(added("Afterword.")),
    ]


def test_a_paragraph_put_before_an_edited_one_does_not_take_its_place():
    before = "<p>It rained on Monday.</p>"
    after = "<p>A wholly new beginning.</p><p>It rained on Sunday.</p>"
    assert compared(before, after) == [
        paragraph(added("A wholly new beginning.")),
        paragraph(same("It rained on"), removed("Monday."), added("Sunday.")),
    ]


def test_what_became_a_heading_says_what_it_was():
    assert compared("<p>The rain</p>", "<h2>The rain</h2>") == [
        paragraph(same("The rain"), name="h2", was="p")
    ]


def test_another_link_and_another_weight_are_changes():
    before = '<p>See <a href="https://a.org/">the report</a> of <strong>May</strong> here.</p>'
    after = '<p>See <a href="https://b.org/">the report</a> of May here.</p>'
    [only] = compared(before, after)
    assert only.pieces == (
        same("See"),
        removed("the report", "a https://a.org/"),
        added("the report", "a https://b.org/"),
        same("of"),
        removed("May", "strong"),
        added("May"),
        same("here."),
    )
    assert [piece.link for piece in only][1:3] == ["https://a.org/", "https://b.org/"]
    assert [piece.elements for piece in only] == ["", "a", "a", "", "strong", "", ""]


def test_another_photo_is_a_change():
    [only] = compared('<figure data-photo="7"></figure>', '<figure data-photo="12"></figure>')
    assert [(piece.kind, piece.photo) for piece in only] == [("removed", "7"), ("added", "12")]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("<p>One.</p>", False),
        ("<p>One</p>", True),
        ("", True),
        ("<h2>One.</h2>", True),
        ("<p><em>One.</em></p>", True),
    ],
)
def test_whether_anything_changed(after, expected):
    assert has_changed(compared("<p>One.</p>", after)) is expected


def test_what_is_far_from_a_change_is_folded():
    before = [f"<p>{word}</p>" for word in "abcdefg"]
    after = [*before[:3], "<p>x</p>", *before[3:]]
    parts = stretches(compared("".join(before), "".join(after)))
    assert [(part.is_folded, [p.pieces[0].text for p in part.paragraphs]) for part in parts] == [
        (True, ["a", "b"]),
        (False, ["c", "x", "d"]),
        (True, ["e", "f", "g"]),
    ]
    assert [part.is_folded for part in stretches(compared("<p>a</p>", "<p>a</p>"))] == [True]


def long_body(word="rain"):
    """Ten thousand words in two hundred paragraphs, every one of them with `word` in it."""
    return "".join(
        f"<p>{' '.join(f'w{(place * 50 + n) % 1700}' for n in range(49))} {word}</p>"
        for place in range(200)
    )


@pytest.mark.parametrize(
    "after",
    [long_body(), long_body("snow"), "<p>New.</p>" + long_body("snow"), "<p>All gone.</p>"],
    ids=["same", "every paragraph", "every paragraph and one more", "rewritten"],
)
def test_ten_thousand_words_are_compared_in_a_moment(after):
    start = process_time()
    compared(long_body(), after)
    assert process_time() - start < 1


def test_words_without_end_are_not_matched_for_minutes():
    before = "<p>" + "rain " * 20_000 + "</p>"
    start = process_time()
    compared(before, "<p>" + "rain " * 19_999 + "snow</p>")
    compared("<p>rain</p>" * 5_000, "<p>rain rain</p>" * 4_999)
    assert process_time() - start < 4


blocks = st.builds(
    Block,
    st.sampled_from(["p", "h2", "ul"]),
    st.lists(
        st.builds(Word, st.sampled_from("abcd"), st.sampled_from([(), ("em",)])), min_size=1
    ).map(tuple),
)
bodies = st.lists(blocks, max_size=8)


@given(bodies, bodies)
def test_either_side_can_be_read_back(before, after):
    result = compare(before, after)

    def side(unwanted):
        return [
            (word, piece.marks)
            for found in result
            for piece in found
            if piece.kind != unwanted
            for word in piece.text.split()
        ]

    assert side("added") == [word for block in before for word in block.words]
    assert side("removed") == [word for block in after for word in block.words]
