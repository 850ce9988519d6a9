from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.policy import Role
from articles import lineups
from articles.front import Arrangement
from articles.models import AuditEntry, Kind, LineUp, Slot
from tests.articles.admin.forms import filled_in
from tests.factories import PhotoFactory, SectionFactory, make_article
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/lineup/"
HOUR = timedelta(hours=1)


@pytest.fixture
def city():
    return SectionFactory(slug="city", name="City", position=1)


@pytest.fixture
def stories(city):
    """Three news stories, the newest last."""
    return [make_article(headline=name, section=city) for name in ("Rain", "Bread", "Benches")]


def live():
    return LineUp.objects.begun().first()


def publish(*placed, by=None, strips=None):
    """Give readers an arrangement; each slot is (zone, position, article, more)."""
    slots = [
        Slot(zone=zone, position=position, article=article, **more)
        for zone, position, article, more in placed
    ]
    seen = live()
    return lineups.publish(Arrangement(slots, strips), based_on=seen, seen=seen and seen.pk, by=by)


def opened(client, query=""):
    response = client.get(f"{PAGE}{query}")
    assert response.status_code == 200
    return filled_in(response)


def typed(moment):
    return f"{moment.astimezone(NEWSROOM_ZONE):%Y-%m-%dT%H:%M}"


def in_slots(line_up):
    return {
        "-".join(str(part) for part in slot.place if part): str(slot.article)
        for slot in line_up.slots.in_order().select_related("article")
    }


def by_hand(response):
    """The slots of the page that hold something, with the headline that they show."""
    board = response.context["board"]
    strips = [cell for strip in board.strips for cell in strip.cells]
    cells = [board.lead, *board.top, *board.opinion, *strips]
    return {cell.key: cell.headline for cell in cells if cell.is_by_hand}


def said(response):
    return response.context["done"].words


def complaints(response):
    form = response.context["form"]
    slots = [error for slot in form.slots.values() for error in slot.errors.values()]
    return [str(text) for errors in [*form.errors.values(), *slots] for text in errors]


def test_a_page_that_nobody_has_arranged_shows_what_fills_it(desk, stories):
    response = desk.get(PAGE)
    board = response.context["board"]
    shown = [cell.headline for cell in (board.lead, *board.top)]
    assert shown == ["Benches", "Bread", "Rain", "", ""]
    assert by_hand(response) == {}
    assert texts(response, "p.slot-headline")[:5] == ["Benches", "Bread", "Rain", "Empty", "Empty"]


def test_published_as_it_was_opened_it_moves_nothing(desk, stories):
    first = publish(("lead", 1, stories[0], {"headline": "Anew", "until": timezone.now() + HOUR}))
    desk.post(PAGE, opened(desk) | {"publish": ""})
    now = live()
    assert now != first
    assert (in_slots(now), now.strips, now.created_by) == (in_slots(first), None, desk.person)
    slot = now.slots.get()
    assert (slot.headline, slot.until) == (
        "Anew",
        first.slots.get().until.replace(second=0, microsecond=0),
    )


def test_without_scripts_a_front_is_arranged_by_numbers_and_addresses(desk, stories):
    photo = PhotoFactory()
    rain, bread, _ = stories
    fields = {
        "lead-1-article": str(rain.pk),
        "lead-1-headline": "Rain at Last",
        "lead-1-dek": "It was time.",
        "lead-1-photo": str(photo.pk),
        "lead-1-until": typed(timezone.now() + HOUR),
        "top-2-article": f"https://example.org{bread.get_absolute_url()}",
    }
    looked = desk.post(PAGE, opened(desk) | fields | {"look": ""})
    assert by_hand(looked) == {"lead-1": "Rain at Last", "top-2": "Bread"}
    assert live() is None
    response = desk.post(PAGE, filled_in(looked) | {"publish": ""}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Published. Readers have this front now."
    ]
    assert in_slots(live()) == {"lead-1": "Rain", "top-2": "Bread"}
    slot = live().slots.get(zone="lead")
    assert (slot.headline, slot.dek, slot.photo) == ("Rain at Last", "It was time.", photo)


def test_what_cannot_be_read_comes_back_as_it_was_typed(desk, stories):
    wrong = {
        "lead-1-article": "no such thing",
        "lead-1-headline": "Kept",
        "top-1-article": "999999",
        "top-2-headline": "Whose?",
        "top-3-article": str(stories[0].pk),
        "top-3-photo": "999999",
        "top-3-until": "yesterday",
    }
    response = desk.post(PAGE, opened(desk) | wrong | {"publish": ""})
    assert sorted(complaints(response)) == sorted(
        [
            "Nothing is kept yet: please correct what is named below.",
            "There is no such article.",
            "There is no such article.",
            "Which article do these words belong to?",
            "The library has no such photo.",
            "Enter a valid date/time.",
        ]
    )
    assert filled_in(response).items() >= wrong.items()
    assert live() is None


def test_what_the_front_cannot_have_is_said(desk, stories):
    pk = str(stories[0].pk)
    twice = {"lead-1-article": pk, "top-1-article": pk}
    response = desk.post(PAGE, opened(desk) | twice | {"publish": ""})
    assert complaints(response)[0].endswith("its article stands elsewhere, too.")
    assert filled_in(response).items() >= twice.items()


@pytest.mark.parametrize(
    ("command", "places", "words"),
    [
        (
            {"put": "{rain}", "where": "top-1"},
            {"lead-1": "Bread", "top-1": "Rain", "top-2": "Benches"},
            "“Rain” is now in Top 1. “Benches” is now in Top 2.",
        ),
        (
            {"put": "{rain} lead-1"},
            {"lead-1": "Rain", "top-1": "Bread", "top-2": "Benches"},
            "“Rain” is now in the lead. “Bread” is now in Top 1. “Benches” is now in Top 2.",
        ),
        (
            {"move": "top-1 up"},
            {"lead-1": "Benches", "top-1": "Bread"},
            "“Benches” is now in the lead. “Bread” is now in Top 1.",
        ),
        (
            {"move": "top-1 down"},
            {"lead-1": "Bread", "top-2": "Benches"},
            "“Benches” is now in Top 2.",
        ),
        ({"move": "lead-1 off"}, {"top-1": "Benches"}, "“Bread” is off the front."),
        (
            {"move": "lead-1 up"},
            {"lead-1": "Bread", "top-1": "Benches"},
            "It cannot go further.",
        ),
        (
            {"move": "top-4 off"},
            {"lead-1": "Bread", "top-1": "Benches"},
            "There is nothing in that slot to move.",
        ),
        (
            {"put": "999999 top-1"},
            {"lead-1": "Bread", "top-1": "Benches"},
            "There is no such article.",
        ),
        (
            {"put": "{rain}"},
            {"lead-1": "Bread", "top-1": "Benches"},
            "Choose where it is to stand.",
        ),
    ],
)
def test_moves_carry_the_words_along_and_publish_nothing(desk, stories, command, places, words):
    rain, bread, benches = stories
    before = publish(("lead", 1, bread, {"dek": "Own."}), ("top", 1, benches, {}))
    command = {name: text.format(rain=rain.pk) for name, text in command.items()}
    response = desk.post(PAGE, opened(desk) | command)
    assert (by_hand(response), said(response)) == (places, words)
    deks = {name: text for name, text in filled_in(response).items() if text == "Own."}
    assert len(deks) == ("off" not in command.get("move", "") or "top" in command["move"])
    assert live() == before


def test_what_the_last_slot_pushes_out_is_named(desk, city):
    four = [make_article(headline=name, section=city) for name in "abcd"]
    publish(*(("top", n, article, {}) for n, article in enumerate(four, start=1)))
    new = make_article(headline="new", section=city)
    response = desk.post(PAGE, opened(desk) | {"put": f"{new.pk} top-4"})
    assert said(response) == "“new” is now in Top 4. “d” is off the front."


def test_nobody_buys_the_lead(desk, city):
    paid = make_article(headline="Buy This", kind=Kind.SPONSORED, section=city)
    response = desk.post(PAGE, opened(desk) | {"put": f"{paid.pk} lead-1"})
    assert said(response) == "“Buy This” cannot lead: nobody buys their way there."
    assert by_hand(response) == {}


def test_strips_are_ordered_taken_off_and_brought_back(desk, stories, city):
    books = SectionFactory(slug="books", name="Books", position=2)
    hidden = SectionFactory(slug="hidden", name="Hidden", position=3, in_navigation=False)

    def strips(response):
        return [strip.section.name for strip in response.context["board"].shown_strips]

    fields, seen = opened(desk), []
    for command in (f"{books.pk} 1", f"{hidden.pk} on", f"{city.pk} off"):
        response = desk.post(PAGE, fields | {"strip": command})
        fields = filled_in(response)
        seen.append((strips(response), said(response)))
    assert seen == [
        (["Books", "City"], "The strip of Books is number 1."),
        (["Books", "City", "Hidden"], "The strip of Hidden is number 3."),
        (["Books", "Hidden"], "The strip of City is off the front."),
    ]
    desk.post(PAGE, fields | {"publish": ""})
    assert live().strips == [books.pk, hidden.pk]
    response = desk.post(PAGE, opened(desk) | {"strip": "navigation"})
    assert strips(response) == ["City", "Books"]
    desk.post(PAGE, filled_in(response) | {"publish": ""})
    assert live().strips is None


def test_a_strip_that_is_off_takes_its_slots_with_it(desk, stories, city):
    """Or what they hold would stand nowhere, and not fill another slot either."""
    fields = opened(desk) | {f"strip-{city.pk}-1-article": str(stories[0].pk)}
    response = desk.post(PAGE, fields | {"strip": f"{city.pk} off"})
    desk.post(PAGE, filled_in(response) | {"publish": ""})
    assert in_slots(live()) == {}


def test_a_draft_is_kept_changed_and_scheduled(desk, stories):
    fields = opened(desk) | {"lead-1-article": str(stories[0].pk), "name": "Election night"}
    response = desk.post(PAGE, fields | {"draft": ""})
    draft = LineUp.objects.drafts().get()
    assert response["Location"] == f"{PAGE}?from={draft.pk}&kept="
    assert (draft.name, live()) == ("Election night", None)
    moment = (timezone.now() + 9 * HOUR).replace(second=0, microsecond=0)
    again = opened(desk, f"?from={draft.pk}")
    assert again["name"] == "Election night"
    desk.post(PAGE, again | {"starts_at": typed(moment), "schedule": ""})
    coming = LineUp.objects.to_come().get()
    assert (coming.starts_at, coming.name, in_slots(coming)) == (
        moment,
        "Election night",
        {"lead-1": "Rain"},
    )
    assert list(LineUp.objects.drafts()) == []
    assert opened(desk, f"?from={coming.pk}")["starts_at"] == typed(moment)


@pytest.mark.parametrize(
    ("starts_at", "problem"),
    [
        ("", "Say when readers are to see it."),
        ("2020-01-01T06:00", "That moment is over: choose one to come, or publish now."),
    ],
)
def test_scheduling_needs_a_moment_to_come(desk, stories, starts_at, problem):
    response = desk.post(PAGE, opened(desk) | {"starts_at": starts_at, "schedule": ""})
    assert complaints(response) == [problem]
    assert LineUp.objects.count() == 0


def test_the_board_of_a_line_up_to_come_is_of_its_beginning(desk, stories, city):
    moment = timezone.now() + 9 * HOUR
    coming = make_article(headline="Tomorrow", section=city, publish_at=moment - HOUR)
    line_up = lineups.schedule(
        Arrangement([Slot(zone="lead", position=1, article=coming)]),
        at=moment,
        based_on=None,
        by=None,
    )
    lead = desk.get(f"{PAGE}?from={line_up.pk}").context["board"].lead
    assert (lead.headline, lead.holds, lead.why_not) == ("Tomorrow", True, "")
    now = desk.post(PAGE, opened(desk) | {"put": f"{coming.pk} lead-1"}).context["board"].lead
    assert (now.headline, now.why_not, str(now.filler)) == (
        "Tomorrow",
        "Not published yet",
        "Benches",
    )


def test_parts_of_the_page_answer_for_scripts(desk, stories):
    fields = opened(desk)
    board = desk.post(PAGE, fields | {"part": "board", "put": f"{stories[0].pk} lead-1"})
    assert elements(board, "html") == []
    assert elements(board, "div.board")[0].attrs["data-words"] == "“Rain” is now in the lead."
    found = desk.post(PAGE, fields | {"part": "found", "q": "bread"})
    assert texts(found, "p.find-headline") == ["Bread"]


def test_who_may_only_look_has_no_form(enter, stories):
    client = enter(Role.REPORTER)
    publish(("lead", 1, stories[0], {}))
    response = client.get(PAGE)
    assert by_hand(response) == {"lead-1": "Rain"}
    assert elements(response, "form[id=front_form]") == []
    assert elements(response, "[name=publish]") + elements(response, "details.slot-edit") == []
    assert client.post(PAGE, {"publish": ""}).status_code == 403


def test_an_editor_of_one_section_only_looks(enter, stories, city):
    client = enter(Role.EDITOR)
    client.person.sections.set([city])
    assert elements(client.get(PAGE), "form[id=front_form]") == []
    assert client.post(PAGE, {"publish": ""}).status_code == 403


@pytest.mark.parametrize("asked", ["?from=0x1", "?from=999999"])
def test_a_line_up_that_is_not_there_is_not_found(desk, asked):
    assert desk.get(f"{PAGE}{asked}").status_code == 404


def test_a_form_that_was_tampered_with_is_refused(desk, stories):
    assert desk.post(PAGE, {"based_on": "x"}).status_code == 400
    assert desk.post(PAGE, {"based_on": "999999"}).status_code == 404
    assert desk.post(PAGE, {"rebase": "1"}).status_code == 400


@pytest.mark.parametrize("junk", ["/\0/", "9" * 30, "https://[", "٣", "-1", "/2026/02/31/x/"])
def test_junk_in_every_field_is_no_accident(desk, stories, city, junk):
    fields = dict.fromkeys(opened(desk), junk) | {"based_on": "", "q": junk, "in": junk}
    for command in ({"publish": ""}, {"put": f"{junk} {junk}"}, {"strip": f"{city.pk} {junk}"}):
        assert desk.post(PAGE, fields | command).status_code == 200
    assert desk.post(f"{PAGE}preview/", fields).status_code == 200
    assert live() is None


def test_the_record_names_who_published(desk, stories):
    desk.post(PAGE, opened(desk) | {"lead-1-article": str(stories[0].pk), "publish": ""})
    entry = AuditEntry.objects.get(verb="publish_front")
    assert (entry.by, entry.about_id) == (desk.person, live().pk)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_stands_on_it(
    desk, city, count, django_assert_num_queries
):
    for _ in range(count):
        publish(("top", 1, make_article(section=city), {"photo": PhotoFactory()}))
    desk.get(PAGE)  # the content types of the session
    with django_assert_num_queries(35):
        desk.get(PAGE)


def test_a_person_who_does_not_exist_for_the_desk_is_sent_to_the_log_in(client):
    assert client.get(PAGE).status_code == 302


def test_it_is_found_from_every_page_of_the_desk(desk):
    links = [link.attrs["href"] for link in elements(desk.get("/admin/"), "a[href]")]
    assert PAGE in links


@pytest.fixture
def sealed(stories, city):
    """In the lead of what readers have, under an embargo that names nobody here."""
    later = timezone.now() + HOUR
    article = make_article(
        headline="The Verdict",
        dek="Guilty.",
        section=city,
        publish_at=later,
        embargo_until=later,
        lead_photo=PhotoFactory(alt="The jury."),
    )
    words = {"headline": "It Is Out", "dek": "At last.", "photo": PhotoFactory(alt="The judge.")}
    publish(("lead", 1, article, words))
    return article


SECRETS = ("Verdict", "Guilty", "jury", "It Is Out", "At last", "judge")


def leaks(response):
    return [words for words in SECRETS if words in response.text]


def test_what_is_under_embargo_is_a_sealed_slot_that_moves_with_its_words(desk, sealed):
    opened_page = desk.get(PAGE)
    assert (by_hand(opened_page), leaks(opened_page)) == ({"lead-1": "Under embargo"}, [])
    moved = desk.post(PAGE, filled_in(opened_page) | {"put": f"{sealed.pk} top-3"})
    assert (by_hand(moved), leaks(moved)) == ({"top-3": "Under embargo"}, [])
    assert said(moved) == "An article under embargo is now in Top 3."
    preview = desk.post(f"{PAGE}preview/", filled_in(moved))
    assert leaks(preview) == []
    desk.post(PAGE, filled_in(moved) | {"publish": ""})
    slot = live().slots.get()
    assert (slot.position, slot.headline, slot.dek, slot.photo.alt) == (
        3,
        "It Is Out",
        "At last.",
        "The judge.",
    )
    off = desk.post(PAGE, opened(desk) | {"move": "top-3 off"})
    desk.post(PAGE, filled_in(off) | {"publish": ""})
    assert in_slots(live()) == {}


def test_nobody_puts_there_what_they_do_not_know_nor_learns_that_it_is_there(desk, sealed, stories):
    publish(("top", 1, stories[0], {}))
    answers = [
        desk.post(PAGE, opened(desk) | {"top-2-article": pk, "publish": ""})
        for pk in (str(sealed.pk), "999999")
    ]
    assert complaints(answers[0]) == complaints(answers[1])
    assert leaks(answers[0]) == []
    put = [desk.post(PAGE, opened(desk) | {"put": f"{pk} top-2"}) for pk in (sealed.pk, 999999)]
    assert said(put[0]) == said(put[1]) == "There is no such article."
    addresses = [sealed.get_absolute_url(), "/2026/01/02/nothing/"]
    moved = [
        desk.post(PAGE, opened(desk) | {"top-2-article": address, "move": "top-2 down"})
        for address in addresses
    ]
    assert said(moved[0]) == said(moved[1]) == "There is nothing in that slot to move."
    photos = [
        desk.post(PAGE, opened(desk) | {"top-1-photo": pk, "publish": ""})
        for pk in (str(sealed.lead_photo_id), "999999")
    ]
    assert complaints(photos[0]) == complaints(photos[1])


def test_two_editors_who_meet_do_not_read_it_either(desk, sealed):
    mine = filled_in(desk.post(PAGE, opened(desk) | {"put": f"{sealed.pk} top-3"}))
    publish(("top", 1, sealed, {"headline": "It Is Out"}))
    response = desk.post(PAGE, mine | {"publish": ""})
    assert response.status_code == 409
    assert leaks(response) == []
    rebased = desk.post(PAGE, filled_in(response) | {"rebase": response.context["meeting"].rebase})
    assert leaks(rebased) == []


def test_as_many_fields_as_a_paper_of_two_hundred_sections_has_are_taken(enter):
    desk = enter(Role.MANAGING_EDITOR)
    more = {f"of_another_section_{number}": "" for number in range(4_000)}
    assert desk.post(PAGE, opened(desk) | more | {"publish": ""}).status_code == 302
    assert live() is not None
