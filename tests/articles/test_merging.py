import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.merging import Part, parts


def p(*letters):
    return "".join(f"<p>{letter}</p>" for letter in letters)


def changed(base, theirs, yours):
    """(who changed, what it was, theirs, yours) of every part that somebody changed."""
    return [
        (part.who, part.base, part.theirs, part.yours)
        for part in parts(p(*base), p(*theirs), p(*yours))
        if part.who != "nobody"
    ]


def merged(base, theirs, yours):
    return "".join(part.merged for part in parts(base, theirs, yours))


@pytest.mark.parametrize(
    ("base", "theirs", "yours", "expected"),
    [
        ("abc", "abc", "abc", []),
        ("abc", "xbc", "abc", [("theirs", p("a"), p("x"), p("a"))]),
        ("abc", "abc", "abx", [("yours", p("c"), p("c"), p("x"))]),
        ("abc", "xbc", "xbc", [("alike", p("a"), p("x"), p("x"))]),
        ("abc", "xbc", "ybc", [("both", p("a"), p("x"), p("y"))]),
        # The next paragraph is in nobody's way.
        ("ab", "xb", "ay", [("theirs", p("a"), p("x"), p("a")), ("yours", p("b"), p("b"), p("y"))]),
        ("ab", "xyb", "abz", [("theirs", p("a"), p("x", "y"), p("a")), ("yours", "", "", p("z"))]),
        ("ab", "axb", "ayb", [("both", "", p("x"), p("y"))]),
        ("ab", "axb", "ay", [("theirs", "", p("x"), ""), ("yours", p("b"), p("b"), p("y"))]),
        ("abc", "ac", "axc", [("both", p("b"), "", p("x"))]),
        ("abcd", "ad", "abxd", [("both", p("b", "c"), "", p("b", "x"))]),
        ("", "x", "y", [("both", "", p("x"), p("y"))]),
        ("ab", "", "ab", [("theirs", p("a", "b"), "", p("a", "b"))]),
    ],
)
def test_each_change_has_its_author(base, theirs, yours, expected):
    assert changed(base, theirs, yours) == expected


def test_merging_takes_theirs_where_you_left_it_and_yours_where_you_did_not():
    base = "<h2>t</h2><p>a</p><ul><li><p>one</p></li><li>two</li></ul><hr><p>z</p>"
    theirs = base.replace("<p>a</p>", "<p>a, by them</p>").replace("<p>z</p>", "<p>z, by them</p>")
    yours = base.replace("two", "two, by you").replace("<p>z</p>", "<p>z, by you</p><p>end</p>")
    assert merged(base, theirs, yours) == (
        "<h2>t</h2><p>a, by them</p><ul><li><p>one</p></li><li>two, by you</li></ul><hr>"
        "<p>z, by you</p><p>end</p>"
    )


def test_a_sign_in_an_attribute_ends_nothing():
    figure = '<figure data-a="a > b"><img alt="<p>"><figcaption>c</figcaption></figure>'
    assert parts(figure + p("a"), figure + p("b"), figure + p("a")) == [
        Part(figure, figure, figure),
        Part(p("a"), p("b"), p("a")),
    ]


@pytest.mark.parametrize("junk", ["", "text", "</p></p>", "<p>", "<p", "<li><p>a</p>", "<p>a</p>b"])
def test_what_is_no_body_is_one_all_the_same(junk):
    assert merged(junk, junk, junk) == junk


bodies = st.lists(st.sampled_from("abcde"), max_size=8).map(lambda letters: p(*letters))


@settings(max_examples=300, deadline=None, database=None)
@given(bodies, bodies, bodies)
def test_the_parts_are_the_three_bodies_and_what_you_wrote_stays(base, theirs, yours):
    found = parts(base, theirs, yours)
    for side, body in [("base", base), ("theirs", theirs), ("yours", yours)]:
        assert "".join(getattr(part, side) for part in found) == body
    assert all(part.merged == part.yours for part in found if part.who != "theirs")
    assert merged(base, base, yours) == yours
    assert merged(base, theirs, base) == theirs


def test_a_long_piece_is_merged_in_a_moment():
    base = [f"<p>{'word ' * 20}{n}</p>" for n in range(500)]
    theirs, yours = (
        [text + "<p>new</p>" if n % 7 == place else text for n, text in enumerate(base)]
        for place in (2, 5)
    )
    start = time.perf_counter()
    found = merged(*("".join(body) for body in (base, theirs, yours)))
    assert (found.count("<p>new</p>"), time.perf_counter() - start < 2) == (143, True)
