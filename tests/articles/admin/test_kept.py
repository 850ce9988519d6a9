from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import versions
from articles.models import KeptVersion, Page, Photo, Tag
from tests.articles.admin.forms import errors, filled_in, messages
from tests.factories import (
    PageFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    make_draft,
)
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db


def path(thing, screen="change"):
    return f"/admin/articles/{thing._meta.model_name}/{thing.pk}/{screen}/"


def meanwhile(thing, **fields):
    """Somebody else saves it."""
    stored = type(thing).objects.get(pk=thing.pk)
    for name, value in fields.items():
        setattr(stored, name, value)
    return versions.keep(stored, by=UserFactory(name="Ida Roth", role=Role.MANAGING_EDITOR))


class TestSaving:
    def test_leaves_a_version_of_whoever_did(self, desk):
        tag = TagFactory(name="Bridge")
        desk.post(path(tag), filled_in(desk.get(path(tag))) | {"name": "Viaducts"})
        newest = KeptVersion.objects.of(tag).first()
        assert (newest.number, newest.words["name"], newest.by) == (2, "Viaducts", desk.person)

    @pytest.mark.parametrize("seen", ["", "nonsense", "7"])
    def test_without_the_version_it_was_made_from_is_refused(self, desk, seen):
        tag = TagFactory(name="Bridge")
        versions.keep(tag, by=None)
        fields = filled_in(desk.get(path(tag))) | {"name": "Viaducts", "based_on": seen}
        assert desk.post(path(tag), fields).status_code == 200
        assert Tag.objects.get().name == "Bridge"


class TestMeeting:
    def test_another_s_save_is_refused_once_and_shows_both(self, desk):
        tag = TagFactory(name="Bridge", description="Over water.")
        opened = filled_in(desk.get(path(tag)))
        meanwhile(tag, description="Over water and rails.", name="Spans")
        response = desk.post(path(tag), opened | {"name": "Viaducts"})
        assert errors(response)[0].startswith("Ida Roth saved this at ")
        assert Tag.objects.get().name == "Spans"
        # What only they changed is in the form; what both changed is as it was typed.
        again = filled_in(response)
        assert (again["name"], again["description"]) == ("Viaducts", "Over water and rails.")
        rows = texts(response, "tr.both") + texts(response, "tr.theirs")
        assert rows == [
            "Name taken out: Bridge put in: Spans taken out: Bridge put in: Viaducts "
            "The form has yours. What you want to keep of theirs, write in.",
            "Description Over taken out: water. put in: water and rails. "
            "You had not changed it: the form has theirs now.",
        ]
        assert desk.post(path(tag), again).status_code == 302
        stored = Tag.objects.get()
        assert (stored.name, stored.description) == ("Viaducts", "Over water and rails.")

    def test_text_is_compared_as_text(self, desk):
        page = PageFactory(body="<p>Who we are.</p>")
        opened = filled_in(desk.get(path(page)))
        meanwhile(page, body="<p>Who we were.</p>")
        response = desk.post(path(page), opened)
        assert texts(response, "tr.theirs") == [
            "Body Who we taken out: are. put in: were. "
            "You had not changed it: the form has theirs now.",
        ]
        assert filled_in(response)["body"] == "<p>Who we were.</p>"

    def test_a_box_that_they_ticked_off_is_off(self, desk):
        section = SectionFactory(holds_opinion=True)
        opened = filled_in(desk.get(path(section)))
        assert "holds_opinion" in opened
        meanwhile(section, holds_opinion=False)
        response = desk.post(path(section), opened)
        assert texts(response, "tr.theirs") == [
            "Holds opinion taken out: Yes put in: No "
            "You had not changed it: the form has theirs now.",
        ]
        assert "holds_opinion" not in filled_in(response)

    def test_markup_in_what_was_typed_is_shown_as_text(self, desk):
        tag = TagFactory(name="Bridge")
        opened = filled_in(desk.get(path(tag)))
        meanwhile(tag, name="<b>Spans</b>")
        response = desk.post(path(tag), opened | {"name": "<script>x</script>"})
        assert "<b>Spans" not in response.content.decode()
        assert "<script>x" not in response.content.decode()


class TestHistory:
    def test_says_what_each_save_made_of_the_one_before(self, desk):
        tag = TagFactory(name="Bridge")
        meanwhile(tag, name="Bridges")
        response = desk.get(path(tag, "history"))
        lines = texts(response, "li")
        lines = [line for line in lines if line.startswith("Version")]
        assert [line.split(",")[0] for line in lines] == ["Version 2", "Version 1"]
        assert "Name taken out: Bridge put in: Bridges" in lines[0]
        assert "by Ida Roth stands now" in lines[0]
        assert versions.AS_IT_STOOD in lines[1]

    def test_compares_any_version_with_what_stands(self, desk):
        tag = TagFactory(name="Bridge")
        meanwhile(tag, description="Over water.")
        meanwhile(tag, name="Bridges")
        response = desk.get(path(tag, "history"), {"against": "1"})
        (shown,) = texts(response, "section.comparison")
        assert shown == (
            "From version 1 to now FieldWhat changed Name taken out: Bridge put in: Bridges "
            "Description taken out: – put in: Over water."
        )
        assert desk.get(path(tag, "history"), {"against": "9"}).status_code == 404

    def test_of_a_thing_that_nobody_saved(self, desk):
        response = desk.get(path(TagFactory(), "history"))
        assert texts(response, "p.lede")[0].startswith("Nobody has changed this")
        assert desk.get("/admin/articles/tag/404404/history/").status_code == 404

    def test_goes_on_page_by_page(self, desk, django_assert_num_queries):
        tag = TagFactory(name="Tag 0")
        for number in range(1, 28):
            meanwhile(tag, name=f"Tag {number}")
        with django_assert_num_queries(6):  # session, person, tag, its names, versions, the paper
            response = desk.get(path(tag, "history"))
        (link,) = elements(response, "a[rel=next]")
        older = desk.get(path(tag, "history") + link.attrs["href"])
        numbers = [
            line.split(",")[0] for page in (response, older) for line in texts(page, "p.what")
        ]
        assert numbers == [f"Version {number}" for number in range(28, 0, -1)]

    def test_does_not_name_a_photo_that_is_under_embargo_now(self, enter):
        section = SectionFactory()
        for caption in ("The Jury", "The Bridge"):
            meanwhile(section, default_photo=PhotoFactory(caption=caption))
        later = timezone.now() + timedelta(hours=1)
        sealed = Photo.objects.get(caption="The Jury")
        make_draft(lead_photo=sealed, publish_at=later, embargo_until=later)
        response = enter(Role.REPORTER).get(path(section, "history"))
        shown = [line.partition("Default photo")[2] for line in texts(response, "li")]
        assert f"taken out: {sealed.pk} put in: The Bridge" in " ".join(shown)
        assert "The Jury" not in response.text

    def test_is_for_reading_where_one_may_only_read(self, enter):
        tag = TagFactory(name="Bridge")
        meanwhile(tag, name="Bridges")
        response = enter(Role.REPORTER).get(path(tag, "history"))
        assert [a.text for a in elements(response, "a") if "Restore" in a.text] == []


class TestRestoring:
    def test_lays_the_words_into_the_form_and_saves_nothing(self, desk):
        page = PageFactory(title="About", body="<p>Old.</p>")
        meanwhile(page, title="About Us", body="<p>New.</p>")
        response = desk.get(path(page), {"version": "1"})
        assert messages(response) == [
            "The form has the words of version 1. Nothing changes until you save it."
        ]
        fields = filled_in(response)
        assert (fields["title"], fields["body"]) == ("About", "<p>Old.</p>")
        assert Page.objects.get().title == "About Us"
        desk.post(path(page), fields)
        newest = KeptVersion.objects.of(page).first()
        assert (Page.objects.get().title, newest.number) == ("About", 3)

    @pytest.mark.parametrize("number", ["0", "9", "99999999999999999999"])
    def test_a_version_that_never_was_is_not_found(self, desk, number):
        assert desk.get(path(TagFactory()), {"version": number}).status_code in (200, 404)
