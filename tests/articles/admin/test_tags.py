from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from algemeiner.dateline import published
from algemeiner.policy import DESK_ROLES, Role
from articles import tags
from articles.models import AuditEntry, Tag
from tests.articles.admin.forms import errors, filled_in
from tests.factories import TagFactory, make_article, make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

FIND = "/admin/articles/tag/find/"
MAKE = "/admin/articles/tag/make/"
ADD = "/admin/articles/tag/add/"


def found(client, words):
    answer = client.get(FIND, {"q": words}).json()
    return [tag["name"] for tag in answer["tags"]], [tag["name"] for tag in answer["near"]]


def called(name, *others):
    tag = TagFactory(name=name)
    tag.other_names = list(others)
    tag.save_other_names()
    return tag


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

    def test_by_another_name(self, desk):
        tag = called("Settlements", "Outposts", "Colonies")
        for words in ("outp", "COLONIES", "Colony"):
            answer = desk.get(FIND, {"q": words}).json()
            also = {"outp": "Outposts", "COLONIES": "Colonies"}.get(words)
            tags = [{"id": tag.pk, "name": "Settlements", "also": also}] if also else []
            assert (answer["tags"], len(answer["near"])) == (tags, int(words == "COLONIES"))
        # Found by its own name, the other one is not worth a word.
        assert desk.get(FIND, {"q": "settle"}).json()["tags"][0]["also"] == ""

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_many(self, desk, django_assert_num_queries, count):
        for number in range(count):
            TagFactory(name=f"Bridge {number}")
        with django_assert_num_queries(6):  # session, user, tags, near ones, other names of both
            assert len(found(desk, "bridge")[0]) == count

    @pytest.mark.parametrize("role", sorted(DESK_ROLES))
    def test_says_who_may_add_one(self, enter, role):
        may_add = role in (Role.EDITOR, Role.MANAGING_EDITOR)
        assert enter(role).get(FIND, {"q": "x"}).json()["may_add"] is may_add


class TestMaking:
    @pytest.mark.parametrize("name", ["outposts", "SETTLEMENTS"])
    def test_what_another_tag_is_called_offers_that_one(self, desk, name):
        called("Settlements", "Outposts")
        answer = desk.post(MAKE, {"name": name})
        assert answer.status_code == 400
        assert answer.json()["problem"] in (
            "“outposts” is another name of “Settlements”: use that.",
            "There is a tag “Settlements” already.",
        )
        assert Tag.objects.count() == 1

    def test_by_its_name(self, desk):
        answer = desk.post(MAKE, {"name": "Café Life"})
        tag = Tag.objects.get()
        assert (tag.name, tag.slug) == ("Café Life", "cafe-life")
        assert answer.json() == {"id": tag.pk, "name": "Café Life", "also": ""}

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


class TestOtherNames:
    def change(self, client, tag, **fields):
        path = f"/admin/articles/tag/{tag.pk}/change/"
        return client.post(path, filled_in(client.get(path)) | fields | {"_save": "Save"})

    def test_stand_one_on_a_line_and_are_kept_once(self, desk):
        tag = called("Settlements", "Outposts")
        path = f"/admin/articles/tag/{tag.pk}/change/"
        assert filled_in(desk.get(path))["other_names"] == "Outposts"
        typed = " Colonies \r\n\r\ncolonies\r\nSETTLEMENTS\r\nWest  Bank"
        assert self.change(desk, tag, other_names=typed).status_code == 302
        assert Tag.objects.get().other_names == ["Colonies", "West Bank"]

    @pytest.mark.parametrize(
        ("typed", "complaint"),
        [
            ("bridges", "There is a tag “Bridges” already."),
            ("Good\nSPANS", "“SPANS” is another name of “Bridges”: use that."),
            ("x" * 101, "A name has at most 100 characters."),
        ],
    )
    def test_of_another_tag_are_refused(self, desk, typed, complaint):
        called("Bridges", "Spans")
        tag = called("Settlements", "Outposts")
        assert errors(self.change(desk, tag, other_names=typed)) == [complaint]
        assert Tag.objects.get(pk=tag.pk).other_names == ["Outposts"]

    def test_a_name_and_another_name_change_places(self, desk):
        tag = called("Bridges", "Spans")
        fields = {"name": "Spans", "other_names": "Bridges", "asked_about": "Spans"}
        assert self.change(desk, tag, **fields).status_code == 302
        assert (Tag.objects.get().name, Tag.objects.get().other_names) == ("Spans", ["Bridges"])

    def test_an_unchanged_form_changes_nothing(self, desk):
        tag = called("Settlements", "Outposts", "Colonies")
        self.change(desk, tag)
        assert list(AuditEntry.objects.about(tag)) == []

    def test_the_list_finds_by_them(self, desk):
        called("Settlements", "Outposts")
        called("Bridges")
        response = desk.get("/admin/articles/tag/", {"q": "outpost"})
        assert texts(response, "th.field-name") == ["Settlements"]
        assert texts(response, "td.field-also_called") == ["Outposts"]


class TestMergedMeanwhile:
    def test_an_open_form_of_an_article_goes_on_with_the_tag_that_stays(self, desk):
        gone, stays = TagFactory(name="Bridge"), TagFactory(name="Bridges")
        article = make_draft(tags=[gone])
        path = f"/admin/articles/article/{article.pk}/change/"
        opened = filled_in(desk.get(path))
        assert opened["tags"] == [str(gone.pk)]
        tags.merge([gone], into=stays, by=None)
        assert desk.post(path, opened | {"dek": "Saved.", "_save": "Save"}).status_code == 302
        article.refresh_from_db()
        assert list(article.working_copy.tags.all()) == [stays]


class TestReport:
    @pytest.mark.parametrize(
        ("use", "names"), [("nothing", ["Idle"]), ("one", ["Once"]), ("old", ["Old"])]
    )
    def test_is_a_filter_of_the_list(self, desk, use, names):
        TagFactory(name="Idle")
        once, old = TagFactory(name="Once"), TagFactory(name="Old")
        make_article(tags=[once])
        for day in (1, 2):
            make_article(tags=[old], publish_at=datetime(2001, 9, day, tzinfo=UTC))
        response = desk.get("/admin/articles/tag/", {"use": use})
        assert texts(response, "th.field-name") == names
        assert len(texts(desk.get("/admin/articles/tag/"), "th.field-name")) == 3

    def test_says_nothing_of_what_is_to_come(self, desk):
        tag, later = TagFactory(name="Once"), timezone.now() + timedelta(days=1)
        now = make_article(tags=[tag])
        make_article(tags=[tag], publish_at=later, embargo_until=later)
        response = desk.get("/admin/articles/tag/", {"use": "one"})
        assert texts(response, "td.field-newest_article") == [published(now.publish_at)]

    def test_costs_the_same_however_many(self, desk, django_assert_num_queries):
        for count in (1, 2):
            TagFactory(name=f"Idle {count}", slug=f"idle-{count}")
            with django_assert_num_queries(5):  # session, person, tags, other names, the paper
                desk.get("/admin/articles/tag/", {"use": "nothing"})

    @pytest.mark.parametrize(
        ("role", "actions"), [(Role.MANAGING_EDITOR, ["merge", "discard"]), (Role.EDITOR, [])]
    )
    def test_who_may_act_on_it(self, enter, role, actions):
        TagFactory()
        offered = elements(enter(role).get("/admin/articles/tag/"), "option")
        assert [option.attrs["value"] for option in offered if option.attrs["value"]] == actions
