import pytest

from algemeiner.policy import DESK_ROLES, Role
from articles.models import Tag
from tests.articles.admin.forms import errors, filled_in
from tests.factories import TagFactory

pytestmark = pytest.mark.django_db

FIND = "/admin/articles/tag/find/"
MAKE = "/admin/articles/tag/make/"
ADD = "/admin/articles/tag/add/"


def found(client, words):
    answer = client.get(FIND, {"q": words}).json()
    return [tag["name"] for tag in answer["tags"]], [tag["name"] for tag in answer["near"]]


class TestFinding:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("", ([], [])),
            ("ISRA", (["Israel"], [])),
            ("  israel ", (["Israel"], ["Israel"])),
            ("Settlement", (["Settlements"], ["Settlements"])),
            ("100%", (["100% חלה"], [])),
            ("_", ([], [])),
            ("zeppelin", ([], [])),
        ],
    )
    def test_by_letters_and_by_likeness(self, desk, words, expected):
        for name in ("Settlements", "Israel", "100% חלה"):
            TagFactory(name=name)
        assert found(desk, words) == expected

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_many(self, desk, django_assert_num_queries, count):
        for number in range(count):
            TagFactory(name=f"Bridge {number}")
        with django_assert_num_queries(4):  # session, user, tags, near ones
            assert len(found(desk, "bridge")[0]) == count

    @pytest.mark.parametrize("role", sorted(DESK_ROLES))
    def test_says_who_may_add_one(self, enter, role):
        may_add = role in (Role.EDITOR, Role.MANAGING_EDITOR)
        assert enter(role).get(FIND, {"q": "x"}).json()["may_add"] is may_add


class TestMaking:
    def test_by_its_name(self, desk):
        answer = desk.post(MAKE, {"name": "Café Life"})
        tag = Tag.objects.get()
        assert (tag.name, tag.slug) == ("Café Life", "cafe-life")
        assert answer.json() == {"id": tag.pk, "name": "Café Life"}

    @pytest.mark.parametrize("name", ["", "!!!", "x" * 101, "Bridges"])
    def test_what_cannot_be_one_is_refused_in_words(self, desk, name):
        TagFactory(name="Bridges")
        answer = desk.post(MAKE, {"name": name})
        assert (answer.status_code, Tag.objects.count()) == (400, 1)
        assert answer.json()["problem"].endswith(".")

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR])
    def test_by_who_may_not_is_refused(self, enter, role):
        assert enter(role).post(MAKE, {"name": "Bridges"}).status_code == 403
        assert not Tag.objects.exists()


class TestForm:
    def send(self, client, path, **fields):
        return client.post(path, filled_in(client.get(path)) | fields | {"_save": "Save"})

    def test_asks_before_a_name_that_is_nearly_another_s(self, desk):
        TagFactory(name="Settlements")
        response = self.send(desk, ADD, name="Settlement")
        assert errors(response) == [
            "There is “Settlements” already: use it? To have “Settlement” all the same, save again."
        ]
        desk.post(ADD, filled_in(response) | {"_save": "Save"})
        assert sorted(tag.name for tag in Tag.objects.all()) == ["Settlement", "Settlements"]

    def test_asks_again_about_another_name(self, desk):
        TagFactory(name="Settlements")
        TagFactory(name="Bridges")
        response = self.send(desk, ADD, name="Settlement")
        again = desk.post(ADD, filled_in(response) | {"name": "Bridge", "_save": "Save"})
        assert "“Bridges” already" in errors(again)[0]

    def test_does_not_ask_about_a_name_that_stays(self, desk):
        tag, _ = TagFactory(name="Settlement"), TagFactory(name="Settlements")
        path = f"/admin/articles/tag/{tag.pk}/change/"
        self.send(desk, path, description="What was settled.")
        assert Tag.objects.get(pk=tag.pk).description == "What was settled."
