import pytest

from algemeiner.policy import Role
from articles.contributing.lengths import words_in
from articles.demo import pieces
from articles.demo.files import entries
from articles.models import Submission
from articles.sanitize import clean_submission
from tests.factories import UserFactory, make_contributor

pytestmark = pytest.mark.django_db

FILES = entries("pieces")


def test_pieces_wait_for_the_desk_and_for_their_sender():
    contributor, editor = make_contributor(), UserFactory(role=Role.EDITOR)
    assert pieces.load(contributor, editor) == len(FILES)
    stand = Submission.objects.order_by("pk").values_list("sender", "status", "held_by")
    assert list(stand) == [
        (contributor.pk, "changes_requested", editor.pk),
        (contributor.pk, "submitted", None),
        (None, "submitted", None),
    ]


@pytest.mark.parametrize("piece", FILES, ids=[piece.settings["headline"] for piece in FILES])
def test_a_piece_is_written_as_anybody_could(piece):
    assert clean_submission(piece.body).replace("\n", "") == piece.body.replace("\n", "")
    assert 300 <= words_in(piece.body) <= 1_500
