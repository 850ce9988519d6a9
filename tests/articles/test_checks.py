"""What each check of the gate finds, and what it lets pass."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from algemeiner.policy import Role
from articles import workflow
from articles.checks import CHECKS, ESSENTIALS
from articles.contributing import consent, submissions
from articles.models import Article, Kind, LinkCheck, Site
from articles.models.content import Content
from articles.proofs import Proof
from tests.articles.contributing.test_consent import edit
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    copy,
    make_article,
    make_contributor,
    make_draft,
    make_submission,
    send,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)
BY_NAME = {check.name: check for check in [*ESSENTIALS, *CHECKS]}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def proof(article=None, *, reader=None, at=None, **fields):
    article = article or make_draft(**fields)
    return Proof.of(article, article.working_copy, reader=reader, at=at)


def found(name, *args, **fields):
    return [problem.message for problem in BY_NAME[name].find(proof(*args, **fields))]


def linked(*addresses):
    return "".join(f'<p><a href="{address}">See</a></p>' for address in addresses)


def test_every_check_has_a_name_of_its_own_and_a_field_of_the_form():
    assert len(BY_NAME) == len(CHECKS) + len(ESSENTIALS)
    fields = {field.name for field in Content._meta.local_fields} | {"bylines", "tags"}
    assert {check.field for check in BY_NAME.values()} - fields == set()


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        ("headline", {"headline": " "}, "A headline is missing."),
        ("byline", {"authors": []}, "A byline is missing."),
        ("body", {"body": ""}, "The body is empty."),
        (
            "headline_length",
            {"headline": "x" * 101},
            "The headline has 101 characters. Search results and phones show 100: shorten it.",
        ),
        (
            "dek",
            {"dek": " "},
            "Write a dek: lists and shared links show it under the headline.",
        ),
        (
            "tags",
            {"tags": []},
            "Add a tag: it leads readers to what else there is on the subject.",
        ),
        ("photo", {}, "Choose a lead photo: lists and shared links show it."),
    ],
)
def test_what_is_missing_is_named(name, fields, message):
    assert found(name, **fields) == [message]


def test_a_section_is_missing():
    article = make_draft()
    article.working_copy.section = None
    assert found("section", article) == ["A section is missing."]


@pytest.fixture
def whole():
    """What no check has anything against."""
    photo = PhotoFactory(widths=[320], licence="Staff", rights_until=date(2026, 3, 20))
    return {
        "headline": "x" * 100,
        "dek": "All of Tuesday.",
        "tags": [TagFactory()],
        "lead_photo": photo,
        "publish_at": NOW,
    }


@pytest.mark.parametrize("name", BY_NAME)
def test_what_is_whole_passes_every_check(whole, name):
    assert found(name, **whole) == []


@pytest.mark.parametrize("name", BY_NAME)
def test_nothing_at_all_breaks_no_check(name):
    empty = Proof(Article(), Content.__subclasses__()[0](), authors=[], tags=[], reader=None)
    assert len(list(BY_NAME[name].find(empty))) <= 1


# Photos


@pytest.mark.parametrize(
    ("name", "lacking", "message"),
    [
        ("photo_picture", {}, "has no picture yet. Upload its file."),
        (
            "photo_alt",
            {"alt": " "},
            "has no alternative text. Say what it shows, for those who do not see it.",
        ),
        ("photo_credit", {"credit": " "}, "has no credit. Say whose it is."),
        (
            "photo_licence",
            {},
            "has no licence on record. Say by what right the paper prints it.",
        ),
    ],
)
def test_what_a_photo_lacks_is_named_with_the_photo(name, lacking, message):
    photo = PhotoFactory(caption="Rain", **lacking)
    (problem,) = BY_NAME[name].find(proof(lead_photo=photo))
    assert (problem.message, problem.about) == (f"The photo “Rain” {message}", photo)


def test_photos_in_the_body_are_asked_about_like_the_lead_photo():
    lead, inside, other = (PhotoFactory(caption=name, alt="") for name in ("Lead", "In", "Other"))
    figures = [
        f'<figure data-photo="{pk}"><figcaption></figcaption></figure>'
        for pk in (inside.pk, lead.pk, other.pk + 1)
    ]
    article = make_draft(lead_photo=lead, body="".join(figures))
    assert [problem.about for problem in BY_NAME["photo_alt"].find(proof(article))] == [
        lead,
        inside,
    ]
    assert found("photo", body=figures[0]) != []


def test_a_photo_that_is_described_in_each_of_its_places_lacks_nothing():
    photo = PhotoFactory(alt="")
    figure = f'<figure data-photo="{photo.pk}" data-alt="Hail."><figcaption></figcaption></figure>'
    described = {"lead_photo": photo, "lead_alt": "Rain.", "body": figure}
    assert found("photo_alt", **described) == []
    assert len(found("photo_alt", **described | {"lead_alt": " "})) == 1
    plain = figure.replace(' data-alt="Hail."', "")
    assert len(found("photo_alt", **described | {"body": plain})) == 1


@pytest.mark.parametrize(
    ("until", "publish_at", "is_refused"),
    [
        (date(2026, 3, 4), NOW, True),
        (date(2026, 3, 5), NOW, True),
        (date(2026, 3, 6), NOW, False),
        (None, NOW, False),
        (date(2026, 3, 9), NOW + 5 * DAY, True),
        (date(2026, 3, 11), NOW + 5 * DAY, False),
        (date(2026, 3, 4), NOW - 5 * DAY, True),  # an update of what is older: today counts
    ],
)
def test_rights_that_end_before_readers_have_it(until, publish_at, is_refused):
    photo = PhotoFactory(caption="Rain", rights_until=until)
    messages = found("photo_rights", lead_photo=photo, publish_at=publish_at)
    assert bool(messages) is is_refused
    if until == date(2026, 3, 9):
        assert messages == [
            "The rights in the photo “Rain” last until March 9, 2026."
            " Choose another photo, or renew them."
        ]


def test_rights_are_asked_about_the_day_of_a_planned_update():
    photo = PhotoFactory(rights_until=date(2026, 3, 7))
    article = make_article(lead_photo=photo)
    assert found("photo_rights", article) == []
    assert len(found("photo_rights", article, at=NOW + 3 * DAY)) == 1


@pytest.mark.parametrize(
    ("until", "is_said"),
    [
        (date(2026, 3, 5), False),  # which is refused
        (date(2026, 3, 6), True),
        (date(2026, 3, 19), True),
        (date(2026, 3, 20), False),
        (None, False),
    ],
)
def test_rights_that_end_soon_after_readers_have_it(until, is_said):
    photo = PhotoFactory(caption="Rain", rights_until=until)
    messages = found("photo_rights_soon", lead_photo=photo, publish_at=NOW)
    assert bool(messages) is is_said
    if until == date(2026, 3, 19):
        assert messages == [
            "The rights in the photo “Rain” last until March 19, 2026 only."
            " After that day the section’s default photo stands in for a lead photo."
        ]


# Labels


@pytest.mark.parametrize(
    ("kind", "holds_opinion", "kicker", "name"),
    [
        (Kind.NEWS, True, "", "opinion_label"),
        (Kind.NEWS, False, "opinion", "opinion_label"),
        (Kind.OPINION, True, "News", "opinion_label"),
        (Kind.OPINION, True, " ANALYSIS ", "opinion_label"),
        (Kind.SPONSORED, False, "News", "paid_label"),
        (Kind.PRESS_RELEASE, False, "Sponsored", "paid_label"),
        (Kind.NEWS, False, "Press release", "paid_label"),
        (Kind.OPINION, True, "Opinion", None),
        (Kind.OPINION, True, "Letters", None),
        (Kind.NEWS, False, "Review", None),
        (Kind.SPONSORED, False, "Sponsored", None),
        (Kind.SPONSORED, False, "", None),
        (Kind.OPINION, False, "", "opinion_section"),
    ],
)
def test_kind_section_and_kicker_agree_on_what_is_opinion_or_paid_for(
    kind, holds_opinion, kicker, name
):
    SectionFactory(slug="opinion", holds_opinion=True)
    section = SectionFactory(slug="letters", holds_opinion=holds_opinion)
    labels = ["opinion_label", "opinion_section", "paid_label"]
    draft = make_draft(kind=kind, section=section, kicker=kicker)
    assert [label for label in labels if found(label, draft)] == ([name] if name else [])


def test_a_paper_without_a_section_of_opinion_has_it_anywhere():
    assert found("opinion_section", kind=Kind.OPINION) == []


@pytest.mark.parametrize(("kind", "count"), [(Kind.OPINION, 1), (Kind.NEWS, 0)])
def test_opinion_needs_the_disclaimer_and_its_author_introduced(kind, count):
    site, _ = Site.objects.update_or_create(pk=1, defaults={"opinion_disclaimer": " "})
    authors = [AuthorFactory(name="Noa Levi", bio=" "), AuthorFactory()]
    article = make_draft(kind=kind, authors=authors)
    problems = [
        (problem.message, problem.about)
        for name in ("opinion_disclaimer", "opinion_bio")
        for problem in BY_NAME[name].find(proof(article))
    ]
    assert (
        problems
        == [
            (
                "The paper has no disclaimer for opinion. A managing editor writes it in the site"
                " settings.",
                site,
            ),
            ("Write a line about Noa Levi: readers want to know who argues.", authors[0]),
        ][: count * 2]
    )


# Links


def test_links_to_other_sites_are_judged_by_what_they_answered():
    for address, status, problem in [
        ("https://example.org/here", 200, ""),
        ("https://example.org/gone", 404, "it answers with an error (404)"),
        ("https://example.org/was", 410, "it answers with an error (410)"),
        ("https://example.org/ill", 503, "it answers with an error (503)"),
        ("https://example.org/mute", None, "nothing answers"),
    ]:
        LinkCheck.objects.create(url=address, status=status, problem=problem, checked_at=NOW)
    places = ["here", "gone", "was", "ill", "mute", "new", "newer"]
    article = make_draft(body=linked(*(f"https://example.org/{place}" for place in places)))
    names = ["dead_links", "silent_links", "unchecked_links"]
    assert {name: found(name, article) for name in names} == {
        "dead_links": [
            f"There is nothing at https://example.org/{place} any more."
            " Mend the link or take it out."
            for place in ("gone", "was")
        ],
        "silent_links": [
            f"https://example.org/{place}: {why}. See whether the link is right."
            for place, why in [
                ("ill", "it answers with an error (503)"),
                ("mute", "nothing answers"),
            ]
        ],
        "unchecked_links": [
            "2 links to other sites not asked yet. It is done within a minute of saving."
        ],
    }


GONE = "Readers would find {} gone: it was withdrawn or has expired. Take the link out."
NOTHING = "Readers would find nothing at {}: no such page is published by then. Take the link out."


@pytest.fixture
def archive():
    """Articles of the day before, by what has become of them."""
    made = {
        slug: make_article(slug=slug, headline=slug, publish_at=NOW - DAY, **fields)
        for slug, fields in {
            "public": {},
            "expired": {"expires_at": NOW - DAY / 2},
            "withdrawn": {},
            "old-name": {},
        }.items()
    }
    made["scheduled"] = make_article(slug="scheduled", publish_at=NOW + DAY)
    workflow.withdraw(made["withdrawn"], by=None, notice="")
    moved = made["old-name"]
    new = copy(slug="new-name", headline="New Name", publish_at=moved.publish_at)
    workflow.save(moved, new, based_on=moved.working_copy_id, by=None)
    workflow.publish(moved, by=None)
    return made


@pytest.mark.parametrize(
    ("address", "messages"),
    [
        ("/2026/03/04/public/", []),
        ("/2026/03/04/public", []),
        ("http://localhost:8000/2026/03/04/public/?a=b#c", []),
        ("/2026/03/04/new-name/", []),
        ("/category/city/", []),
        ("/", []),
        ("/2026/03/04/expired/", [GONE]),
        ("/2026/03/04/withdrawn/", [GONE]),
        ("/2026/03/06/scheduled/", [NOTHING]),
        ("/2026/03/03/public/", [NOTHING]),
        ("/2026/02/31/public/", [NOTHING]),
        ("/wp-content/uploads/rain.jpg", [NOTHING]),
        ("www.example.org", [NOTHING]),
    ],
)
def test_links_into_the_paper_lead_to_what_readers_have(archive, address, messages):
    article = make_draft(body=linked(address))
    shown = address if "." in address else f"{address.rstrip('/')}/"
    shown = f"{shown}/" if shown.endswith("jpg") else shown
    assert found("unpublished_links", article) == [text.format(shown) for text in messages]
    assert found("moved_links", article) == []


def test_what_appears_before_the_article_does_may_be_linked_to(archive):
    body = linked("/2026/03/06/scheduled/")
    assert found("unpublished_links", body=body, publish_at=NOW + 2 * DAY) == []
    assert len(found("unpublished_links", body=body, publish_at=NOW + DAY / 2)) == 1


def test_an_article_may_link_to_itself():
    article = make_article(slug="rain", publish_at=NOW + DAY, body=linked("/2026/03/06/rain/"))
    assert found("unpublished_links", article) == []


def test_a_link_to_an_address_that_moved_is_advised_against(archive):
    body = linked("/2026/03/04/old-name/")
    message = "/2026/03/04/old-name/ has moved. Readers are led on; link to the new address."
    assert (found("moved_links", body=body), found("unpublished_links", body=body)) == (
        [message],
        [],
    )
    workflow.withdraw(archive["old-name"], by=None, notice="")
    assert (found("moved_links", body=body), found("unpublished_links", body=body)) == (
        [],
        [GONE.format("/2026/03/04/old-name/")],
    )


# Namesakes


SAME_SLUG = (
    "“Rain Expected on Tuesday” (March 4, 2026 10:00 am) has the same slug."
    " Choose another, so that the two are told apart."
)
SAME_HEADLINE = (
    "“Rain Expected on Tuesday” (March 4, 2026 10:00 am) has nearly the same headline."
    " If it is the same piece, do not publish it twice; else tell them apart."
)


@pytest.mark.parametrize(
    ("headline", "slug", "messages"),
    [
        ("Rain Expected on Tuesday", "", [SAME_SLUG]),
        ("Snow", "rain-expected-on-tuesday", [SAME_SLUG]),
        ("Rain Is Expected on Tuesday", "", [SAME_HEADLINE]),
        ("RAIN EXPECTED ON TUESDAY", "another", [SAME_HEADLINE]),
        ("Snow Expected on Friday", "", []),
        ("", "", []),
    ],
)
def test_what_has_nearly_the_same_name(headline, slug, messages):
    other = make_article(headline="Rain Expected on Tuesday", publish_at=NOW - DAY)
    article = make_draft(headline=headline, slug=slug, publish_at=NOW)
    problems = [
        problem
        for name in ("same_slug", "same_headline")
        for problem in BY_NAME[name].find(proof(article))
    ]
    assert [problem.message for problem in problems] == messages
    assert [problem.about for problem in problems] == [other] * len(messages)


def test_hebrew_headlines_are_compared_too():
    make_article(headline="גשם כבד צפוי ביום שלישי", publish_at=NOW - DAY)
    assert len(found("same_headline", headline="גשם כבד צפוי ביום שלישי בעיר")) == 1
    assert found("same_headline", headline="שוק מתעורר בשעות הבוקר") == []


@pytest.mark.parametrize(("days", "count"), [(-32, 0), (-30, 1), (1, 1), (30, 1), (32, 0)])
def test_only_those_of_a_month_count_whether_out_or_scheduled(days, count):
    make_article(headline="Rain Expected", publish_at=NOW + days * DAY)
    assert len(found("same_slug", headline="Rain Expected", publish_at=NOW)) == count


def test_neither_a_draft_nor_what_was_withdrawn_nor_itself_counts():
    make_draft(headline="Rain Expected")
    workflow.withdraw(make_article(headline="Rain Expected"), by=None, notice="")
    article = make_article(headline="Rain Expected", publish_at=NOW - DAY)
    assert (found("same_slug", article), found("same_headline", article)) == ([], [])


def test_what_is_under_embargo_is_told_to_nobody_who_may_not_know():
    insider, outsider = UserFactory(role=Role.EDITOR), UserFactory(role=Role.MANAGING_EDITOR)
    secret = make_article(headline="Rain Expected", publish_at=NOW + DAY, embargo_until=NOW + DAY)
    secret.embargo_list.add(insider)
    article = make_draft(headline="Rain Expected", publish_at=NOW)
    counts = [len(found("same_slug", article, reader=reader)) for reader in (insider, outsider)]
    assert counts == [1, 0]


def test_a_link_tells_nothing_of_what_is_under_embargo():
    insider, outsider = UserFactory(), UserFactory()
    when = NOW + 2 * DAY
    sealed = workflow.create(copy(publish_at=when, embargo_until=when), by=insider)
    path = workflow.publish(sealed, by=None).get_absolute_url()
    linking = make_draft(body=f'<p><a href="{path}">there</a></p>', publish_at=when + DAY)
    assert found("unpublished_links", linking, reader=insider) == []
    assert found("unpublished_links", linking, reader=outsider) == [
        f"Readers would find nothing at {path}: no such page is published by then."
        " Take the link out."
    ]


# What came from outside


class TestPieces:
    @pytest.fixture
    def piece(self):
        piece = send(make_submission(make_contributor(name="Dan Katz")))
        submissions.accept(piece, by=UserFactory(role=Role.EDITOR))
        piece.refresh_from_db()
        return piece

    def asked(self, piece):
        article = Article.objects.get(pk=piece.article_id)
        return [bool(found(name, article)) for name in ("sender_objects", "sender_asked")]

    def test_as_it_was_sent_nobody_need_be_asked(self, piece):
        assert self.asked(piece) == [False, False]

    def test_what_was_edited_is_shown_to_its_sender_who_may_object(self, piece):
        revision = edit(piece, headline="Another")
        assert self.asked(piece) == [False, True]
        consent.object_to(piece, seen=revision.pk, text="No.", by=piece.sender)
        assert self.asked(piece) == [True, False]
        consent.agree(piece, seen=revision.pk, by=piece.sender)
        assert self.asked(piece) == [False, False]

    def test_of_what_readers_have_nobody_is_asked_again(self, piece):
        edit(piece, headline="Another", section_id=SectionFactory().pk)
        workflow.publish(piece.article, by=None)
        edit(piece, headline="Yet another")
        assert self.asked(piece) == [False, False]
