import pytest

from articles.contributing.requirements import lacking
from articles.models import Site
from tests.factories import PhotoFactory, make_contributor, make_guest_submission, make_submission

pytestmark = pytest.mark.django_db


def words(number):
    return f"<p>{'word ' * number}</p>"


@pytest.fixture(autouse=True)
def site():
    limits = {"fewest_words": 10, "most_words": 1_000}
    return Site.objects.update_or_create(pk=1, defaults=limits)[0]


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({}, []),
        ({"headline": " "}, [("headline", "Give it a headline.")]),
        (
            {"body": words(9)},
            [("body", "The text has 9 words. It needs 10 at least.")],
        ),
        ({"body": words(10)}, []),
        ({"body": words(1_000)}, []),
        (
            {"body": words(1_001)},
            [("body", "The text has 1,001 words. It may have 1,000 at most.")],
        ),
        (
            {"licence": "reprint"},
            [("previously_published", "Say where it was published first.")],
        ),
        (
            {"previously_published": "https://example.org/"},
            [("licence", "What was published before is a reprint.")],
        ),
        ({"licence": "reprint", "previously_published": "https://example.org/"}, []),
    ],
)
def test_what_a_piece_lacks(fields, problems):
    assert lacking(make_submission(**fields)) == problems


def test_a_photo_needs_its_words_and_its_rights():
    bare = PhotoFactory(alt="", credit="", licence="")
    whole = PhotoFactory(licence="Own picture")
    assert lacking(make_submission(photo=bare)) == [
        ("photo", "Say what the photo shows, for those who do not see it."),
        ("photo", "Say whose photo it is."),
        ("photo", "Say by what right we may print the photo."),
    ]
    assert lacking(make_submission(photo=whole)) == []


def test_who_may_not_submit_is_told():
    frozen = make_contributor(is_active=False)
    assert lacking(make_submission(frozen)) == [
        ("__all__", "Your account may not send pieces now.")
    ]
    assert lacking(make_guest_submission()) == []
