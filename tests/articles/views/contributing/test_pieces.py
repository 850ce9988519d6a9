import pytest
from django.utils import timezone

from algemeiner.policy import DESK_ROLES
from articles import workflow
from articles.contributing import submissions
from articles.models import Submission
from authors.models import Contributor
from tests.factories import (
    SectionFactory,
    UserFactory,
    make_guest_submission,
    make_submission,
    send,
)
from tests.markup import elements

pytestmark = pytest.mark.django_db

PAGES = ["", "compare/", "offers/", "photo/"]
ACTS = ["reply/", "withdraw/", "reopen/", "discard/", "agree/", "object/", "correct/", "forget/"]


def addresses(piece):
    """(method, address) of everything that there is about a piece, and of the list."""
    own = f"/contribute/{piece.pk}/"
    posted = [("post", own + name) for name in ["", "draft/", *ACTS]]
    return [("get", own + name) for name in PAGES] + posted


GENERAL = [("get", "/contribute/"), ("get", "/contribute/new/"), ("post", "/contribute/new/")]


def test_who_is_not_logged_in_is_led_to_the_log_in(client):
    for method, url in [*GENERAL, *addresses(make_submission())]:
        response = getattr(client, method)(url)
        assert response.headers["Location"] == f"/accounts/login/?next={url}"


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
def test_the_newsroom_writes_at_the_desk(client, role):
    client.force_login(UserFactory(role=role))
    for method, url in [*GENERAL, *addresses(make_submission())]:
        response = getattr(client, method)(url)
        assert response.status_code == 403
        assert elements(response, ".notice") != []
    assert Submission.objects.count() == 1


def test_somebody_elses_piece_is_not_there(client, sender):
    for piece in (make_submission(), make_guest_submission(), send(make_submission())):
        answers = {getattr(client, method)(url).status_code for method, url in addresses(piece)}
        assert answers == {404}
    assert client.get("/contribute/99999999999999999999/").status_code == 404
    assert client.get(f"/contribute/{make_submission(sender).pk}/").status_code == 200


def test_nobody_keeps_these_pages(client, sender):
    piece = make_submission(sender)
    for url in ("/contribute/", "/contribute/new/", f"/contribute/{piece.pk}/"):
        response = client.get(url)
        assert "no-store" in response.headers["Cache-Control"]
        assert 'content="noindex"' in response.content.decode()


def published(piece):
    article = submissions.accept(piece, by=None)
    copy = workflow.copy_of(article.working_copy)
    placed = workflow.Copy(copy.content | {"section_id": SectionFactory().pk}, copy.authors)
    workflow.save(article, placed, based_on=article.working_copy_id, by=None)
    workflow.publish(article, by=None)


def test_the_list_says_of_each_piece_where_it_stands(client, sender):
    editor = UserFactory(name="Ida Roth")
    make_submission(sender, headline="A Draft")
    submissions.take_up(send(make_submission(sender, headline="Being Read")), by=editor)
    asked = send(make_submission(sender, headline="Asked"))
    submissions.request_changes(asked, text="Shorter.", by=editor)
    published(send(make_submission(sender, headline="Out")))
    submissions.decline(send(make_submission(sender, headline="Not Ours")), text="No.", by=editor)
    make_submission(headline="Somebody Else’s")
    response = client.get("/contribute/")
    lines = response.context["in_progress"], response.context["over"]
    assert [[(str(piece), standing.whose) for piece, standing in part] for part in lines] == [
        [("Asked", "You"), ("Being Read", "Ida Roth"), ("A Draft", "You")],
        [("Not Ours", "You"), ("Out", "Readers")],
    ]
    assert "Somebody" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(client, sender, django_assert_num_queries, count):
    for _ in range(count):
        make_submission(sender)
        submissions.accept(send(make_submission(sender)), by=None)
    with django_assert_num_queries(5):
        response = client.get("/contribute/")
    assert len(response.context["in_progress"]) == 2 * count


def test_a_piece_begins_with_a_headline(client, sender):
    assert client.post("/contribute/new/", {"headline": " "}).status_code == 200
    response = client.post("/contribute/new/", {"headline": "Our Street"})
    piece = Submission.objects.get()
    assert (piece.sender, piece.headline, piece.status) == (sender, "Our Street", "draft")
    assert response.headers["Location"] == f"/contribute/{piece.pk}/"


def test_nobody_hoards_drafts(client, sender, monkeypatch):
    monkeypatch.setattr(submissions, "MOST_DRAFTS", 1)
    client.post("/contribute/new/", {"headline": "One"})
    response = client.post("/contribute/new/", {"headline": "Two"})
    assert response.context["form"].non_field_errors() == [
        "You have 1 drafts already. Send one of them, or discard it."
    ]
    assert Submission.objects.count() == 1


def test_who_may_not_send_reads_and_writes_what_they_have(client, sender):
    piece = make_submission(sender)
    Contributor.objects.update(frozen_at=timezone.now())
    assert client.get("/contribute/").context["may_send"] is False
    response = client.get(f"/contribute/{piece.pk}/")
    assert "_send" not in response.content.decode()
    assert client.post("/contribute/new/", {"headline": "Another"}).context["form"].errors
    assert Submission.objects.count() == 1
