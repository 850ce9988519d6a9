import pytest

from algemeiner.policy import DESK_ROLES
from tests.factories import UserFactory, make_contributor, make_guest_submission, make_submission
from tests.markup import elements

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(client):
    person = make_contributor(name="Dan Katz")
    client.force_login(person)
    return person


def test_who_is_not_logged_in_is_led_to_the_log_in(client):
    piece = make_submission()
    for url in ("/contribute/", f"/contribute/{piece.pk}/"):
        assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
def test_the_newsroom_writes_at_the_desk(client, role):
    client.force_login(UserFactory(role=role))
    for url in ("/contribute/", f"/contribute/{make_submission().pk}/"):
        response = client.get(url)
        assert response.status_code == 403
        assert elements(response, ".notice") != []


def test_somebody_elses_piece_is_not_there(client, contributor):
    for piece in (make_submission(), make_guest_submission()):
        assert client.get(f"/contribute/{piece.pk}/").status_code == 404
    assert client.get("/contribute/99999999999999999999/").status_code == 404
    assert client.get(f"/contribute/{make_submission(contributor).pk}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(
    client, contributor, django_assert_num_queries, count
):
    for _ in range(count):
        make_submission(contributor)
    make_submission()
    with django_assert_num_queries(4):
        response = client.get("/contribute/")
    assert len(response.context["pieces"]) == count
    assert response.headers["Cache-Control"] == (
        "max-age=0, no-cache, no-store, must-revalidate, private"
    )
