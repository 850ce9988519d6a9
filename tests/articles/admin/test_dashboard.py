"""The desk's first page."""

import pytest

from algemeiner.policy import Role
from articles import workflow
from tests.factories import PhotoFactory, copy, make_article, make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

INDEX = "/admin/"


def headings(response):
    return [text.split("published")[0].strip() for text in texts(response, "h2[id]")]


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.REPORTER, ["Yours", "The next 24 hours", "Newest before readers"]),
        (
            Role.PHOTO_EDITOR,
            ["Yours", "To be mended", "The next 24 hours", "Newest before readers"],
        ),
        (
            Role.EDITOR,
            [
                "Yours",
                "Waiting for you",
                "To be mended",
                "The next 24 hours",
                "From outside",
                "Newest before readers",
            ],
        ),
    ],
)
def test_each_role_sees_what_concerns_it(enter, role, shown):
    response = enter(role).get(INDEX)
    assert headings(response) == [*shown, "Everything at the desk"]
    assert "Recent actions" not in response.content.decode()


def test_an_empty_newsroom_is_told_in_sentences(desk):
    assert texts(desk.get(INDEX), "p.nothing") == [
        "Nothing is in your hands. What you begin, and what you are given, stands here.",
        "Nothing is waiting to be approved or published.",
        "Nothing is wrong with what readers have. Photos’ credits, descriptions and rights, dead "
        "links and overdue updates are looked at.",
        "Nothing is scheduled until this time tomorrow.",
        "Every message is answered, and nobody who would like to write waits for you.",
        "Nothing is published yet.",
    ]


def test_what_came_back_says_why(enter):
    client = enter(Role.REPORTER)
    article = workflow.submit(workflow.create(copy(), by=client.person), by=client.person)
    workflow.send_back(article, by=None, reason="Who <b>says</b> so?")
    (line,) = texts(client.get(INDEX), "span.returned")
    assert line == "Sent back: Who <b>says</b> so?"


def test_a_live_article_s_photo_is_a_press_away(desk):
    photo = PhotoFactory(credit="")
    make_article(lead_photo=photo)
    (link,) = elements(desk.get(INDEX), "a.mend")
    assert link.attrs["href"] == f"/admin/articles/photo/{photo.pk}/change/"


def test_costs_the_same_however_much_there_is(desk, django_assert_num_queries):
    for count in (1, 3):
        for _ in range(count):
            workflow.create(copy(), by=desk.person)
            workflow.submit(make_draft(), by=None)
            make_article(lead_photo=PhotoFactory(credit=""))
        with django_assert_num_queries(18):
            desk.get(INDEX)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR])
def test_offers_what_the_role_may(enter, role):
    tools = texts(enter(role).get(INDEX), "ul.object-tools")
    assert tools[0].startswith("New article") == (role == Role.REPORTER)
