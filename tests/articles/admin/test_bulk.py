import pytest

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article
from tests.factories import SectionFactory, TagFactory, UserFactory, copy, make_article, make_draft
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


def ticked(client, *articles):
    """What the list sends of these articles, as they stand in it."""
    seen = [box.attrs["value"] for box in elements(client.get(LIST), "input[name=seen]")]
    return {"_selected_action": [str(article.pk) for article in articles], "seen": seen}


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_each_role_is_offered_what_is_theirs(enter):
    make_draft()
    offered = {}
    for role in (Role.REPORTER, Role.PHOTO_EDITOR, Role.EDITOR):
        response = enter(role).get(LIST)
        options = elements(response, "option")
        names = {option.attrs.get("value") for option in options}
        offered[role] = names & {"assign", "section", "add_tag", "send_back", "approve", "publish"}
    assert offered == {
        Role.REPORTER: {"section", "add_tag"},
        Role.PHOTO_EDITOR: set(),
        Role.EDITOR: {"assign", "section", "add_tag", "send_back", "approve", "publish"},
    }


def test_a_page_asks_what_it_takes_and_the_list_says_what_came_of_it(desk):
    good, bad = make_draft(headline="Good"), make_draft(headline="Bad")
    workflow.submit(good, by=None)
    chosen = ticked(desk, good, bad) | {"action": "approve"}
    page = desk.post(LIST + "?q=d", chosen | {"index": "0"})
    assert element(page, "h1").text == "Approve"
    assert sorted(texts(page, "li.listed")) == ["Bad", "Good"]
    assert Article.objects.get(pk=good.pk).status == "submitted"  # nothing is done yet
    response = desk.post(LIST + "?q=d", chosen | {"apply": "1"}, follow=True)
    assert response.redirect_chain == [(f"{LIST}?q=d", 302)]
    done, refused = said(response)
    assert done == "Approve: 1 article done."
    assert "1 article refused." in refused
    assert ">Bad</a>: This article is draft" in refused
    assert Article.objects.get(pk=good.pk).status == "approved"


def test_what_was_saved_since_the_list_was_read_is_refused(desk):
    article = make_draft(headline="Storm")
    chosen = ticked(desk, article) | {"action": "assign", "to": desk.person.pk, "apply": "1"}
    workflow.save(article, copy(headline="Calm"), based_on=article.working_copy_id, by=None)
    [refused] = said(desk.post(LIST, chosen, follow=True))
    assert ">Calm</a>: Somebody has saved it meanwhile." in refused
    assert Article.objects.get().assigned_to is None


def test_assigning_moving_and_tagging(desk):
    article, food, tag = make_article(), SectionFactory(slug="food"), TagFactory(name="Wind")
    ida = UserFactory(role=Role.REPORTER)
    for act in (
        {"action": "assign", "to": ida.pk},
        {"action": "section", "section": food.pk},
        {"action": "add_tag", "tag": "wind"},
        {"action": "remove_tag", "tag": tag.pk},
    ):
        desk.post(LIST, ticked(desk, article) | act | {"apply": "1"})
    article.refresh_from_db()
    left = article.working_copy
    assert (article.assigned_to, left.section, left.tags.count(), left.number) == (ida, food, 0, 4)
    assert article.section != food  # readers have it when it is published


def test_a_tag_that_there_is_not_is_asked_about(desk):
    article = make_draft()
    TagFactory(name="Settlements")
    asked = {"action": "add_tag", "tag": "Settlement", "apply": "1"}
    page = desk.post(LIST, ticked(desk, article) | asked)
    [problem] = texts(page, "ul.errorlist li")
    assert problem == "There is no tag of that name. Did you mean “Settlements”?"


CHOOSE = "Choose what to do with the articles that are ticked."
TICK = "Tick the articles first. Nothing was done."


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"action": "delete_selected"}, CHOOSE),
        ({"action": ""}, CHOOSE),
        ({"action": "approve", "_selected_action": []}, TICK),
        ({"action": "approve", "seen": ["x", "1", "9" * 40]}, TICK),
        ({"action": "approve", "select_across": "1", "seen": []}, TICK),
    ],
)  # fmt: skip
def test_what_makes_no_sense_does_nothing(desk, asked, message):
    workflow.submit(make_draft(), by=None)
    article = Article.objects.get()
    response = desk.post(LIST, ticked(desk, article) | {"apply": "1"} | asked, follow=True)
    assert said(response) == [message]
    assert Article.objects.get().status == "submitted"


def test_a_reporter_may_not_approve_whatever_they_send(enter):
    workflow.submit(make_draft(), by=None)
    client = enter(Role.REPORTER)
    asked = ticked(client, Article.objects.get()) | {"action": "approve", "apply": "1"}
    client.post(LIST, asked)
    assert Article.objects.get().status == "submitted"
