import pytest

from articles.contributing import submissions
from articles.models import Submission
from articles.models.consent import Consent, consent_to
from tests.articles.contributing.test_consent import edit
from tests.factories import UserFactory, make_submission, send
from tests.markup import element, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece(sender):
    piece = send(make_submission(sender, headline="Our Old Street"))
    submissions.accept(piece, by=UserFactory(name="Ida Roth"))
    return Submission.objects.get()


def where_it_stands(piece):
    return consent_to(piece, Submission.objects.get().article.working_copy)


def test_nothing_is_compared_before_there_is_an_article(client, sender):
    piece = send(make_submission(sender))
    assert client.get(f"/contribute/{piece.pk}/compare/").status_code == 404


def test_what_was_edited_is_shown_word_by_word(client, piece):
    response = client.get(f"/contribute/{piece.pk}/compare/")
    assert texts(response, ".superseded-note") == ["Headline, summary and text are the same."]
    edit(piece, headline="Our New Street")
    response = client.get(f"/contribute/{piece.pk}/compare/")
    assert texts(response, "del")[1:] == ["taken out: Old"]
    assert texts(response, "ins")[1:] == ["put in: New"]
    page = client.get(f"/contribute/{piece.pk}/")
    assert page.context["standing"].asked == "Read what was edited, and say whether you agree."


def test_its_sender_agrees_to_what_they_saw(client, piece):
    revision = edit(piece, headline="Our New Street")
    client.post(f"/contribute/{piece.pk}/agree/", {"seen": revision.pk})
    assert where_it_stands(piece) is Consent.AGREED


def test_what_was_edited_meanwhile_is_shown_first(client, piece):
    seen = edit(piece, headline="Our New Street")
    edit(piece, headline="No Street")
    for name in ("agree", "object"):
        sent = {"seen": seen.pk, "text": "Not so."}
        response = client.post(f"/contribute/{piece.pk}/{name}/", sent)
        assert "has changed it since" in response.context["problem"]
        assert texts(response, "ins")[1:] == ["put in: No"]
    assert element(response, "textarea").parts == ["Not so."]
    assert where_it_stands(piece) is Consent.UNSEEN


def test_an_objection_says_why(client, piece):
    revision = edit(piece, headline="Our New Street")
    response = client.post(f"/contribute/{piece.pk}/object/", {"seen": revision.pk, "text": ""})
    assert response.context["problem"] == "Write what you have to say."
    client.post(f"/contribute/{piece.pk}/object/", {"seen": revision.pk, "text": "It is old."})
    assert where_it_stands(piece) is Consent.OBJECTED
    asked = client.get(f"/contribute/{piece.pk}/").context["standing"].asked
    assert asked == "Nothing. Your objection is with the editors."


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40])
def test_junk_agrees_to_nothing(client, piece, seen):
    response = client.post(f"/contribute/{piece.pk}/agree/", {"seen": seen})
    assert response.status_code == 200
    assert piece.acts.filter(verb="agree").count() == 0
