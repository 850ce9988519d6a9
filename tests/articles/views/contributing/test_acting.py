import pytest

from articles.contributing import submissions
from articles.models import Submission
from authors import limits
from authors.models import ContactMessage
from tests.articles.views.contributing.test_pieces import published
from tests.factories import UserFactory, make_submission, send
from tests.markup import element, texts

pytestmark = pytest.mark.django_db


def act(client, piece, name, **sent):
    return client.post(f"/contribute/{piece.pk}/{name}/", sent, follow=True)


def test_a_word_to_the_editors_stands_in_the_conversation(client, sender):
    piece = send(make_submission(sender))
    response = act(client, piece, "reply", text="When, please?")
    assert texts(response, ".text") == ["When, please?"]
    assert texts(response, ".message") == ["Your message is with the editors."]


def test_a_refused_word_is_still_there(client, sender, monkeypatch):
    piece = send(make_submission(sender))
    response = act(client, piece, "reply", text=" ")
    assert response.context["problem"] == "Write what you have to say."
    monkeypatch.setattr(limits, "SENDING", ((limits.Limit(0, 600),), ()))
    response = act(client, piece, "reply", text="When, please?")
    assert "A lot has come from you" in response.context["problem"]
    assert element(response, "textarea[id=reply_text]").text == "When, please?"
    response = act(client, piece, "reply", text="x" * 5_001)
    assert "5,000 letters" in response.context["problem"]
    assert piece.acts.count() == 1


def test_a_piece_is_withdrawn_and_begun_again(client, sender):
    piece = send(make_submission(sender))
    act(client, piece, "withdraw", text="I found a mistake.")
    piece.refresh_from_db()
    assert (piece.status, piece.acts.last().text) == ("withdrawn", "I found a mistake.")
    response = act(client, piece, "reopen")
    assert response.context["form"] is not None
    assert Submission.objects.get().status == "draft"
    assert act(client, piece, "discard", seen=Submission.objects.get().version).context["problem"]
    assert Submission.objects.count() == 1


def test_what_cannot_be_done_now_is_told_on_the_page(client, sender):
    piece = send(make_submission(sender))
    submissions.decline(piece, text="No.", by=UserFactory())
    response = act(client, piece, "withdraw", text="")
    assert response.context["problem"] == "This cannot be done now: the piece is declined."
    assert act(client, piece, "publish").status_code == 404


def test_a_log_in_in_between_leads_back_to_the_page(client, sender):
    piece = send(make_submission(sender))
    response = client.get(f"/contribute/{piece.pk}/withdraw/")
    assert response.headers["Location"] == f"/contribute/{piece.pk}/"
    assert Submission.objects.get().status == "submitted"


def test_a_correction_is_asked_for_what_is_published(client, sender):
    piece = send(make_submission(sender))
    published(piece)
    response = client.get(f"/contribute/{piece.pk}/")
    assert "Ask for a correction" in texts(response, "button")
    act(client, piece, "correct", text="It was Tuesday.")
    message = ContactMessage.objects.get()
    assert (message.topic, message.name, message.message) == (
        *("correction", "Dan Katz"),
        "It was Tuesday.",
    )
