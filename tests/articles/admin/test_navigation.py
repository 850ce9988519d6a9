import pytest

from algemeiner.policy import Role
from articles.models import KeptVersion, Navigation, Page, Section, Site
from articles.versions import keep
from tests.articles.admin.forms import errors, filled_in
from tests.factories import PageFactory, SectionFactory, UserFactory
from tests.markup import texts

pytestmark = pytest.mark.django_db

PATH = "/admin/articles/navigation/1/change/"


@pytest.fixture
def paper():
    Site.objects.get_or_create(pk=1)
    for position, slug in enumerate(["city", "books", "food"], start=1):
        SectionFactory(slug=slug, position=position)
    PageFactory(slug="about", title="About", position=1)
    PageFactory(slug="terms", title="Terms", position=2, in_footer=False)


def places(response):
    return {name: value for name, value in filled_in(response).items() if "-" in name}


def test_every_section_and_page_has_its_place_or_none(desk, paper):
    assert places(desk.get(PATH)) == {
        "sections-city": "1",
        "sections-books": "2",
        "sections-food": "3",
        "pages-about": "1",
        "pages-terms": "",
    }


def test_numbers_put_them_in_order_for_readers_and_leave_a_version(desk, paper):
    typed = {"sections-food": "1", "sections-city": "7", "sections-books": "", "pages-terms": "1"}
    desk.post(PATH, filled_in(desk.get(PATH)) | typed)
    response = desk.get("/")
    assert texts(response, "nav.sections") == ["Food City"]
    assert [page.slug for page in Page.objects.filter(in_footer=True)] == ["about", "terms"]
    versions = KeptVersion.objects.of(Navigation(pk=1))
    assert [version.words["sections"] for version in versions] == [
        ["food", "city"],
        ["city", "books", "food"],
    ]
    assert versions[0].by == desk.person


def test_what_came_while_the_form_was_open_stays_in_its_place(desk, paper):
    opened = filled_in(desk.get(PATH))
    SectionFactory(slug="sports", position=9)
    desk.post(PATH, opened | {"sections-city": ""})
    shown = Section.objects.filter(in_navigation=True)
    assert [section.slug for section in shown] == ["books", "food", "sports"]


def test_two_who_arrange_it_at_once_meet(desk, paper):
    opened = filled_in(desk.get(PATH))
    theirs = Navigation(pk=1)
    theirs.sections = ["food", "city"]
    keep(theirs, by=UserFactory(name="Ida Roth", role=Role.MANAGING_EDITOR))
    response = desk.post(PATH, opened | {"pages-terms": "1"})
    assert errors(response)[0].startswith("Ida Roth saved this at ")
    again = places(response)
    assert (again["sections-books"], again["sections-food"], again["pages-terms"]) == ("", "1", "2")
    assert desk.post(PATH, filled_in(response)).status_code == 302
    stands = Navigation.objects.get()
    assert (stands.sections, stands.pages) == (["food", "city"], ["about", "terms"])


def test_an_earlier_order_comes_back(desk, paper):
    desk.post(PATH, filled_in(desk.get(PATH)) | {"sections-food": "", "sections-city": "9"})
    desk.post(PATH, filled_in(desk.get(PATH, {"version": "1"})))
    assert Navigation.objects.get().sections == ["city", "books", "food"]


@pytest.mark.parametrize("number", ["x", "-3", "9" * 30])
def test_what_is_no_place_does_no_harm(desk, paper, number):
    desk.post(PATH, filled_in(desk.get(PATH)) | {"sections-books": number})
    assert sorted(Navigation.objects.get().sections) == ["books", "city", "food"]


def test_a_new_section_comes_last(desk, paper):
    path = "/admin/articles/section/add/"
    desk.post(path, filled_in(desk.get(path)) | {"name": "Sports"})
    assert Navigation.objects.get().sections == ["city", "books", "food", "sports"]


def test_it_costs_the_same_however_many_there_are(desk, paper, django_assert_num_queries):
    for count in (1, 2):
        SectionFactory(slug=f"more-{count}")
        with django_assert_num_queries(9):
            desk.get(PATH)


def test_is_the_managing_editors(enter, paper):
    assert enter(Role.EDITOR).get("/admin/articles/navigation/").status_code == 403
    assert enter().get("/admin/articles/navigation/").url == PATH
