from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles.contributing import submissions
from articles.contributing.earlier import earlier
from tests.factories import (
    UserFactory,
    make_article,
    make_contributor,
    make_draft,
    make_guest_submission,
    make_submission,
    send,
)

pytestmark = pytest.mark.django_db

WORDS = (
    "Seventeen herring barrels rolled down Delancey Street past the shuttered pickle shop while two"
    " policemen looked the other way and ate. Nobody at the corner remembered who had opened the"
    " warehouse gate, though everybody remembered the smell, and by nightfall the board of the shul"
    " had voted, eleven against three, to serve whitefish at the wedding instead."
)
OWN = " ".join(f"own{n}" for n in range(400))


@pytest.fixture
def editor():
    return UserFactory(role=Role.EDITOR)


def piece(text=WORDS, **fields):
    return send(make_submission(body=f"<p>{OWN}</p><p>{text}</p>", **fields))


def found(submission, reader):
    return [(entry.thing, entry.overlap.words) for entry in earlier(submission, reader=reader)]


def printed(**fields):
    return make_article(body=f"<p>It was a Tuesday.</p><p>{WORDS}</p>", **fields)


def test_an_article_that_has_the_same_words_is_found_with_them(editor):
    article = printed()
    make_article(body="<p>Something else altogether happened on Delancey Street.</p>")
    [entry] = earlier(piece(WORDS), reader=editor)
    assert (entry.thing, entry.is_article) == (article, True)
    assert WORDS.removesuffix(".") in entry.overlap.passages[0]


@pytest.mark.parametrize("lang", ["he", "yi"])
def test_so_is_one_in_another_language(editor, lang):
    article = printed(lang=lang)
    assert found(piece(WORDS), editor)[0][0] == article


def test_what_is_secret_is_nobodys_earlier_text(editor):
    later = timezone.now() + timedelta(hours=1)
    make_draft(body=f"<p>{WORDS}</p>", publish_at=later, embargo_until=later)
    assert found(piece(), editor) == []


def test_its_own_article_does_not_count(editor):
    submission = piece()
    submissions.take_up(submission, by=editor)
    submissions.accept(submission, by=editor)
    submission.refresh_from_db()
    assert found(submission, editor) == []


def test_what_its_sender_sent_before_is_found_and_nobody_elses(editor):
    sender = make_contributor()
    before = piece(sender=sender)
    piece()
    make_submission(sender, body=f"<p>{WORDS}</p>")  # a draft that nobody has seen
    assert [thing for thing, _ in found(piece(sender=sender), editor)] == [before]


def test_a_guest_is_known_by_the_address(editor):
    body = f"<p>{OWN}</p><p>{WORDS}</p>"
    first, second = (
        submissions.confirm(make_guest_submission(body=body, email=email))
        for email in ("dan@example.org", "Dan@Example.org")
    )
    assert [thing for thing, _ in found(second, editor)] == [first]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_three_queries(editor, count, django_assert_num_queries):
    sender = make_contributor()
    for _ in range(count):
        printed()
        piece(sender=sender)
    submission = piece(sender=sender)
    with django_assert_num_queries(4):  # and its own newest manuscript
        assert len(earlier(submission, reader=editor)) == 2 * count
