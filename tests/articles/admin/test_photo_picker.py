import pytest

from algemeiner.policy import DESK_ROLES, Role
from tests.factories import PhotoFactory

pytestmark = pytest.mark.django_db

SEARCH = "/admin/articles/photo/search/"


def found(client, **query):
    answer = client.get(SEARCH, query).json()
    return [photo["name"] for photo in answer["photos"]], answer["older_than"]


class TestSearch:
    def test_says_what_the_picker_shows(self, desk):
        photo = PhotoFactory(alt="", widths=[400, 800], width=800, height=600)
        assert desk.get(SEARCH).json() == {
            "photos": [
                {
                    "id": photo.pk,
                    "name": "A street in the rain.",
                    "thumbnail": photo.url(400),
                    "alt": "",
                    "caption": "A street in the rain.",
                    "credit": "The Algemeiner / Ida Roth",
                    "shortcomings": ["No alternative text"],
                }
            ],
            "older_than": None,
        }

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("", ["100% חלה", "Harbor", "Bridge"]),
            ("bridge", ["Bridge"]),
            ("REUTERS", ["Harbor", "Bridge"]),
            ("reuters ships", ["Harbor"]),  # one word in the credit, one in the alternative text
            ("חל", ["100% חלה"]),
            ("100%", ["100% חלה"]),
            ("_", []),
            ("zeppelin", []),
        ],
    )
    def test_finds_photos_by_every_word_the_newest_first(self, desk, words, expected):
        PhotoFactory(caption="Bridge", credit="Reuters", alt="A bridge.")
        PhotoFactory(caption="Harbor", credit="Reuters", alt="Ships.")
        PhotoFactory(caption="100% חלה", credit="", alt="")
        assert found(desk, q=words) == (expected, None)

    def test_goes_back_page_by_page(self, desk, monkeypatch):
        monkeypatch.setattr("articles.admin.photo_picker.FOUND_AT_ONCE", 2)
        photos = [PhotoFactory(caption=name) for name in "abcde"]
        assert found(desk) == (["e", "d"], photos[3].pk)
        assert found(desk, before=photos[3].pk) == (["c", "b"], photos[1].pk)
        assert found(desk, before=photos[1].pk) == (["a"], None)

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_many(self, desk, django_assert_num_queries, count):
        PhotoFactory.create_batch(count)
        with django_assert_num_queries(3):  # session, user, photos
            assert len(found(desk)[0]) == count

    def test_finds_one_by_its_number(self, desk):
        one, _ = PhotoFactory(caption="a"), PhotoFactory(caption="b")
        assert found(desk, id=one.pk) == (["a"], None)
        assert found(desk, id="9" * 30) == ([], None)

    @pytest.mark.parametrize("number", ["x", "-1", "1.5"])
    @pytest.mark.parametrize("name", ["before", "id"])
    def test_refuses_what_is_no_place_in_the_library(self, desk, name, number):
        assert desk.get(SEARCH, {name: number}).status_code == 400

    def test_a_place_beyond_all_numbers_is_no_error(self, desk):
        PhotoFactory(caption="a")
        assert found(desk, before="9" * 30) == (["a"], None)

    @pytest.mark.parametrize("role", sorted(DESK_ROLES))
    def test_is_open_to_the_newsroom(self, enter, role):
        assert enter(role).get(SEARCH).status_code == 200

    def test_is_shut_to_contributors(self, enter):
        assert enter(Role.CONTRIBUTOR).get(SEARCH).status_code == 302
