import pytest

from algemeiner.policy import Role
from articles.contributing import consent, submissions
from articles.models import Submission
from authors.models import Author
from tests.articles.admin.forms import messages
from tests.articles.contributing.test_consent import edit
from tests.factories import (
    AuthorFactory,
    UserFactory,
    log_in,
    make_article,
    make_contributor,
    make_guest_submission,
    make_submission,
    send,
)
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/submission/"


@pytest.fixture
def editor(client):
    return log_in(client, UserFactory(role=Role.EDITOR, name="Ada Katz"), second_factor=True)


@pytest.fixture
def piece():
    return send(make_submission(make_contributor(name="Dan Katz"), headline="Our Street"))


def page(client, submission, query=""):
    return client.get(f"{LIST}{submission.pk}/change/{query}")


def press(client, submission, verb, text="", **more):
    sent = {"seen": Submission.objects.get(pk=submission.pk).version, "text": text, f"_{verb}": "1"}
    return client.post(f"{LIST}{submission.pk}/act/", sent | more)


def listed(client, where=""):
    response = client.get(LIST, {"where": where} if where else {})
    return [row.partition(" ")[0] for row in texts(response, "th.field-piece")]


def buttons(response):
    return {
        button.attrs["name"] for button in elements(response, "button") if "name" in button.attrs
    }


class TestQueue:
    def test_begins_with_what_waits_for_an_editor_and_the_longest(self, client, editor):
        for headline in ("First", "Second"):
            send(make_submission(headline=headline))
        make_submission(headline="Draft")
        asked = send(make_submission(headline="Asked"))
        submissions.request_changes(asked, text="Shorter.", by=editor)
        assert listed(client) == ["First", "Second"]
        assert listed(client, "changes") == ["Asked"]
        assert listed(client, "all") == ["First", "Second", "Asked"]

    def test_of_people_we_know(self, client, editor):
        known = make_contributor()
        known.contributor.trust = "known"
        known.contributor.save()
        send(make_submission(known, headline="Known"))
        send(make_submission(headline="New"))
        assert listed(client, "fast") == ["Known"]

    def test_what_one_has_oneself(self, client, editor, piece):
        submissions.take_up(piece, by=editor)
        other = send(make_submission(headline="Another"))
        submissions.take_up(other, by=UserFactory(role=Role.EDITOR))
        assert listed(client, "mine") == ["Our"]

    def test_what_is_held_stands_apart(self, client, editor):
        held = submissions.confirm(make_guest_submission(headline="Held", screening="held"))
        assert held.screening == "held"
        assert (listed(client), listed(client, "held")) == ([], ["Held"])

    def test_who_is_frozen_waits(self, client, editor, piece):
        contributor = piece.sender.contributor
        contributor.frozen_at = contributor.standing_since
        contributor.save()
        assert (listed(client), listed(client, "all")) == ([], ["Our"])


class TestOnePiece:
    def test_shows_what_was_sent_first_and_last(self, client, editor, piece):
        submissions.request_changes(piece, text="A better headline.", by=editor)
        piece.refresh_from_db()
        typed = {"headline": "Our Better Street"}
        piece = submissions.save(piece, typed, seen=piece.version, by=piece.sender)
        submissions.resubmit(piece, seen=piece.version, by=piece.sender)
        response = page(client, piece)
        assert [h for h in texts(response, "h2") if "Street" in h] == [
            "Our Better Street",
            "Our Street",
        ]
        assert "A better headline." in response.text

    def test_a_sender_s_text_is_text(self, client, editor):
        piece = send(make_submission(headline="<script>x</script>", message="<img src=x>"))
        response = page(client, piece)
        assert "<script>x" not in response.text
        assert "<img src=x>" not in response.text

    @pytest.mark.parametrize(
        ("verb", "status"),
        [
            ("request_changes", "changes_requested"),
            ("decline", "declined"),
            ("remark", "submitted"),
            ("note", "submitted"),
            ("take_up", "in_review"),
        ],
    )
    def test_a_button_does_it(self, client, editor, piece, verb, status):
        response = press(client, piece, verb, "Look again.")
        assert response.headers["Location"] == f"{LIST}{piece.pk}/change/"
        assert Submission.objects.get().status == status
        assert len(messages(page(client, piece))) == 1

    @pytest.mark.parametrize("verb", ["request_changes", "decline", "remark", "note"])
    def test_nothing_is_said_without_words(self, client, editor, piece, verb):
        response = press(client, piece, verb, "  ")
        assert (response.status_code, Submission.objects.get().status) == (200, "submitted")
        assert "Write what you have to say." in response.text

    @pytest.mark.parametrize("sent", [{}, {"_publish": "1"}, {"seen": "x", "_note": "1"}])
    def test_junk_does_nothing(self, client, editor, piece, sent):
        response = client.post(f"{LIST}{piece.pk}/act/", {"text": "Kept.", "seen": "1"} | sent)
        assert (response.status_code, "Kept." in response.text) == (200, True)
        assert Submission.objects.get().status == "submitted"

    def test_nobody_decides_over_what_was_said_meanwhile(self, client, editor, piece):
        old = Submission.objects.get().version
        submissions.reply(piece, text="I forgot a source.", by=piece.sender)
        response = press(client, piece, "decline", "No sources.", seen=old)
        assert "Something was done or said meanwhile" in response.text
        assert ("No sources." in response.text, "I forgot a source." in response.text) == (
            True,
            True,
        )
        assert Submission.objects.get().status == "submitted"
        [seen] = {e.attrs["value"] for e in elements(response, "input[name=seen]")}
        assert press(client, piece, "decline", "No sources.", seen=seen).status_code == 302

    def test_a_letter_begins_with_a_phrase(self, client, editor, piece):
        response = page(client, piece, "?begin=sources")
        assert "where the facts come from" in texts(response, "textarea[name=text]")[0]
        assert texts(page(client, piece, "?begin=junk"), "textarea[name=text]") == [""]

    def test_what_was_printed_before_is_shown(self, client, editor):
        body = "<p>" + " ".join(f"word{n} street{n}" for n in range(200)) + "</p>"
        make_article(headline="Rain on Our Street", body=body)
        response = page(client, send(make_submission(body=body)))
        assert "100 % of it, 400 words, in “Rain on Our Street”" in response.text

    def test_what_cannot_be_done_has_no_button(self, client, editor, piece):
        assert buttons(page(client, piece)) >= {"_accept", "_decline", "_request_changes"}
        submissions.decline(piece, text="No.", by=editor)
        assert buttons(page(client, piece)) & {"_accept", "_decline", "_take_up"} == set()
        assert press(client, piece, "accept").status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_long(
        self, client, editor, piece, count, django_assert_num_queries
    ):
        for _ in range(count):
            submissions.note(piece, text="Hm.", by=editor)
            make_article(body=piece.body)
            send(make_submission(piece.sender, body=piece.body))
        with django_assert_num_queries(12):
            assert page(client, piece).status_code == 200


class TestAccept:
    def test_makes_an_article_of_a_contributor_s_piece(self, client, editor, piece):
        press(client, piece, "accept", "With pleasure.")
        article = Submission.objects.get().article
        copy = article.working_copy
        assert (copy.headline, copy.kind, article.status) == ("Our Street", "opinion", "draft")
        assert [author.user for author in copy.authors_in_order] == [piece.sender]
        assert f"/admin/articles/article/{article.pk}/change/" in page(client, piece).text

    def test_a_guest_becomes_an_author(self, client, editor):
        piece = submissions.confirm(make_guest_submission(name="Dan Katz", bio="Dan bakes."))
        press(client, piece, "accept")
        [author] = Submission.objects.get().article.working_copy.authors_in_order
        assert (author.name, author.bio, author.slug) == ("Dan Katz", "Dan bakes.", "dan-katz")

    def test_or_is_one_already(self, client, editor):
        make_contributor(name="Dan Katz")  # has an account: not this guest
        known = AuthorFactory(name="Dan Katz", slug="dan-k")
        piece = submissions.confirm(make_guest_submission(name="Dan Katz"))
        press(client, piece, "accept", author=known.pk)
        [author] = Submission.objects.get().article.working_copy.authors_in_order
        assert author == known

    def test_nobody_elses_name(self, client, editor):
        other = AuthorFactory(name="Ida Roth")
        piece = submissions.confirm(make_guest_submission(name="Dan Katz"))
        assert press(client, piece, "accept", author=other.pk).status_code == 200
        assert Submission.objects.get().article is None
        assert Author.objects.count() == 1

    def test_twice_makes_one(self, client, editor, piece):
        press(client, piece, "accept")
        assert press(client, piece, "accept").status_code == 200
        assert Submission.objects.exclude(article=None).count() == 1

    def test_the_desk_knows_what_its_sender_says_to_it(self, client, editor, piece):
        press(client, piece, "accept")
        piece.refresh_from_db()
        assert "As it was sent." in page(client, piece).text
        revision = edit(piece, headline="A Street")
        assert "has said nothing yet" in page(client, piece).text
        consent.object_to(piece, seen=revision.pk, text="Not so.", by=piece.sender)
        assert "Its sender objects." in page(client, piece).text


def test_it_is_handed_over(client, editor, piece):
    noa = UserFactory(role=Role.EDITOR, name="Noa Levi")
    client.post(f"{LIST}{piece.pk}/hand-over/", {"to": noa.pk})
    assert Submission.objects.get().held_by == noa
    reporter = UserFactory(role=Role.REPORTER)
    for junk in (reporter.pk, "", "x"):
        client.post(f"{LIST}{piece.pk}/hand-over/", {"to": junk})
    assert Submission.objects.get().held_by == noa


def test_a_draft_is_nobody_s_at_the_desk(client, editor):
    draft = make_submission()
    assert client.get(f"{LIST}{draft.pk}/change/").status_code == 302  # Django: there is none
    assert press(client, draft, "note", "Hm.").status_code == 404


class TestHeldForReview:
    def test_a_piece_is_released_into_the_queue(self, client, editor):
        piece = make_guest_submission(status="submitted", screening="held", headline="Bread")
        assert (listed(client), listed(client, "held")) == ([], ["Bread"])
        assert {"_release", "_throw_away"} <= buttons(page(client, piece))
        press(client, piece, "release")
        assert (listed(client), listed(client, "held")) == (["Bread"], [])
        assert {"_release", "_throw_away"} & buttons(page(client, piece)) == set()

    def test_whose_sender_was_not_written_to_is_read_and_asked(self, client, editor):
        piece = make_guest_submission(screening="held", headline="Bread")
        assert listed(client, "held") == ["Bread"]
        shown = page(client, piece)
        assert "not confirmed by its sender" in texts(shown, ".facts")[0]
        press(client, piece, "release")
        piece.refresh_from_db()
        assert (piece.screening, piece.status) == ("passed", "unconfirmed")
        assert piece.mailed_at is not None
        assert page(client, piece).status_code == 302  # out of the desk's sight until confirmed

    @pytest.mark.parametrize("status", ["submitted", "unconfirmed"])
    def test_spam_is_thrown_away(self, client, editor, status):
        piece = make_guest_submission(status=status, screening="held", headline="Pills")
        response = press(client, piece, "throw_away")
        assert response.headers["Location"] == LIST
        assert listed(client, "held") == []
        assert Submission.objects.filter(status="declined").count() == (status == "submitted")


def test_what_its_sender_published_is_looked_over(client, editor, piece):
    submissions.take_up(piece, by=editor)
    submissions.accept(piece, by=editor)
    assert "_look_over" not in buttons(page(client, piece))
    Submission.objects.update(held_by=None)  # as a trusted sender's own publication leaves it
    assert listed(client, "after") == ["Our"]
    assert "_look_over" in buttons(page(client, piece))
    press(client, piece, "look_over")
    assert (listed(client, "after"), Submission.objects.get().held_by) == ([], editor)
