import pytest

from articles.admin.conflict import passages


def sides(theirs, yours):
    return [(passage.theirs, passage.yours, passage.differs) for passage in passages(theirs, yours)]


@pytest.mark.parametrize(
    ("theirs", "yours", "expected"),
    [
        ("<p>a</p>", "<p>a</p>", []),
        ("<p>a</p>", "", [("<p>a</p>", "", True)]),
        ("<p>a</p>", "<p>b</p>", [("<p>a</p>", "<p>b</p>", True)]),
        (
            "<h2>t</h2><p>a</p><p>c</p>",
            "<h2>t</h2><p>a</p><p>b</p><p>c</p>",
            [
                ("<h2>t</h2>", "<h2>t</h2>", False),
                ("<p>a</p>", "<p>a</p>", False),
                ("", "<p>b</p>", True),
                ("<p>c</p>", "<p>c</p>", False),
            ],
        ),
        ("<p>a</p>", "<p><em>a</em></p>", [("<p>a</p>", "<p><em>a</em></p>", True)]),
        (
            "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
            "<ul><li><p>a</p></li><li><p>c</p></li></ul>",
            [
                ("<ul><li><p>a</p></li></ul>", "<ul><li><p>a</p></li></ul>", False),
                ("<li><p>b</p></li>", "<li><p>c</p></li>", True),
            ],
        ),
    ],
)
def test_bodies_stand_side_by_side_by_their_paragraphs(theirs, yours, expected):
    assert sides(theirs, yours) == expected


def test_nothing_comes_through_that_the_sanitizer_refuses():
    assert sides("<p>a</p>", "<p>a<script>x()</script></p>") == [("<p>a</p>", "<p>a</p>", False)]
