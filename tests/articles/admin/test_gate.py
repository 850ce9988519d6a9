import pytest

from algemeiner.policy import Role
from articles import gate_rules
from articles.checks import CHECKS
from articles.models import GateRule, Kind, Level
from tests.factories import SectionFactory, UserFactory
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/gaterule/"


def rules():
    return sorted(GateRule.objects.values_list("check_name", "kind", "section__slug", "level"))


def shown(client):
    """What a browser would send of the page if nobody touched it."""
    response = client.get(PAGE)
    fields = dict.fromkeys(("check", "kind", "section", "level"), "")
    hidden = elements(response, "input[type=hidden]")
    for field in (each.attrs for each in hidden if each.attrs["name"].startswith("initial-")):
        fields |= {field["name"]: field["value"]}
        fields |= {field["name"].removeprefix("initial-"): field["value"]}
    return fields


def send(client, **typed):
    return client.post(PAGE, shown(client) | typed, follow=True)


@pytest.fixture
def exception():
    return GateRule.objects.create(
        check_name="dek", kind=Kind.REVIEW, section=SectionFactory(slug="books"), level=Level.OFF
    )


def test_one_page_shows_every_check_with_its_exceptions(desk, exception):
    response = desk.get(PAGE)
    assert texts(response, "th.check") == [check.label for check in CHECKS]
    assert [label.text for label in elements(response, "label")][:1] == ["Review in Books"]
    fields = shown(desk)
    assert (fields["dek"], fields["photo_alt"], fields[f"rule-{exception.pk}"]) == (
        "advisory",
        "blocking",
        "off",
    )


def test_sent_as_it_was_it_changes_nothing(desk, exception):
    before = rules()
    send(desk)
    assert (rules(), gate_rules.history()) == (before, [])


def test_weights_are_changed_and_exceptions_made_and_taken_away(desk, exception):
    city = SectionFactory(slug="city")
    send(
        desk,
        photo="blocking",
        photo_alt="advisory",
        check="tags",
        kind="opinion",
        section=str(city.pk),
        level="blocking",
        **{f"rule-{exception.pk}": ""},
    )
    assert rules() == [
        ("photo", "", None, "blocking"),
        ("photo_alt", "", None, "advisory"),
        ("tags", "opinion", "city", "blocking"),
    ]
    decided = texts(desk.get(PAGE), "li")
    assert [line for line in decided if "Opinion in City" in line] != []
    send(desk, photo="advisory")
    assert ("photo", "", None, "blocking") not in rules()


def test_an_exception_that_there_is_already_is_changed(desk, exception):
    section = str(exception.section_id)
    send(desk, check="dek", kind="review", section=section, level="blocking")
    assert rules() == [("dek", "review", "books", "blocking")]


@pytest.mark.parametrize(
    "typed",
    [
        {"check": "dek"},
        {"check": "dek", "level": "off"},
        {"check": "dek", "kind": "news"},
        {"kind": "news", "level": "off"},
        {"level": "off"},
    ],
)
def test_half_an_exception_is_none_and_nothing_is_saved(desk, typed):
    response = send(desk, photo="blocking", **typed)
    assert texts(response, ".errorlist li") == [
        "An exception names a check, a weight, and a kind or a section or both."
    ]
    assert rules() == []


@pytest.mark.parametrize(
    "typed",
    [{"photo": "heavy"}, {"check": "headline", "level": "off"}, {"section": "9999"}],
)
def test_nonsense_is_refused(desk, typed):
    response = send(desk, **typed)
    assert texts(response, ".errorlist li") != []
    assert rules() == []


def test_what_two_people_change_at_once_is_both_kept(desk):
    opened = shown(desk)
    send(desk, photo="blocking")
    desk.post(PAGE, opened | {"dek": "blocking"})
    assert rules() == [("dek", "", None, "blocking"), ("photo", "", None, "blocking")]


def test_others_read_it(enter, exception):
    client = enter(Role.EDITOR)
    response = client.get(PAGE)
    assert elements(response, "input[type=submit]") == []
    assert all("disabled" in select.attrs for select in elements(response, "select"))
    assert client.post(PAGE, {"photo": "blocking"}).status_code == 403
    assert rules() == [("dek", "review", "books", "off")]


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_exceptions(desk, django_assert_num_queries, count):
    desk.get(PAGE)  # content types are remembered
    manager = UserFactory(role=Role.MANAGING_EDITOR)
    for kind in list(Kind)[:count]:
        gate_rules.weigh(CHECKS[0], Level.OFF, kind=kind, section=SectionFactory(), by=manager)
    # Session, user, rules, history, sections, site.
    with django_assert_num_queries(6):
        desk.get(PAGE)
