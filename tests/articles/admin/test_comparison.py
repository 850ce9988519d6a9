from datetime import timedelta
from time import process_time

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    copy,
    make_article,
    make_draft,
)
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db


def screen(article, query=""):
    return f"/admin/articles/article/{article.pk}/compare/{query}"


def save(article, **fields):
    based_on = Article.objects.get(pk=article.pk).working_copy_id
    return workflow.save(article, copy(**fields), based_on=based_on, by=None)


def changes(response):
    """The table of fields as (label, what is taken out, what is put in)."""
    return [
        (
            field.label,
            " ".join(piece.text for piece in field.change if piece.kind == "removed"),
            " ".join(piece.text for piece in field.change if piece.kind == "added"),
        )
        for field in response.context["comparison"].fields
    ]


def versions(response):
    comparison = response.context["comparison"]
    return comparison.older.number, comparison.newer.number


@pytest.fixture
def three(desk):
    """An article of three versions, the second of which readers have."""
    city, books = SectionFactory(slug="city", name="City"), SectionFactory(slug="books")
    first = {"headline": "Rain", "section": city, "authors": [AuthorFactory(name="Ida Roth")]}
    article = make_draft(**first, tags=[TagFactory(name="Weather")], body="<p>It rained.</p>")
    second = first | {"headline": "Heavy Rain", "publish_at": article.working_copy.publish_at}
    save(article, **second, body="<p>It rained.</p><p>Then the sun came.</p>")
    article = workflow.publish(article, by=None)
    save(
        article,
        **second
        | {
            "section": books,
            "slug": article.slug,
            "lead_photo": PhotoFactory(caption="A street in the rain."),
            "authors": [AuthorFactory(name="Noa Levi")],
            "seo_title": "Rain in New York",
        },
        body="<p>It poured.</p><h2>Then the sun came.</h2>",
    )
    return article


def test_the_working_copy_is_compared_with_what_readers_have(desk, three):
    response = desk.get(screen(three))
    assert versions(response) == (2, 3)
    assert changes(response) == [
        ("Section", "City", "Books"),
        ("Lead photo", "–", "A street in the rain."),
        ("Search engine title", "–", "Rain in New York"),
        ("Bylines", "Ida Roth", "Noa Levi"),
    ]
    [picture] = elements(response, "img")
    assert picture.attrs["class"] == "photo-missing thumbnail"
    assert texts(response, "del") == [
        f"taken out: {text}" for text in ["City", "–", "–", "Ida Roth", "rained."]
    ]
    assert texts(response, "ins")[-1] == "put in: poured."
    assert texts(response, ".block-name") == ["Heading, was paragraph"]
    assert texts(response, ".mark") == ["live", "working copy"]


def test_any_two_versions_are_compared_the_older_first(desk, three):
    for query in ("?from=1&to=3", "?from=3&to=1"):
        response = desk.get(screen(three, query))
        assert versions(response) == (1, 3)
        assert changes(response)[1] == ("Headline", "", "Heavy")
        assert ("Tags", "Weather", "–") in changes(response)


def test_one_change_leads_to_the_next_and_to_the_one_before(desk, three):
    def ways(query):
        response = desk.get(screen(three, query))
        return [link.attrs["href"] for link in elements(response, "a") if "rel" in link.attrs]

    assert ways("?from=1&to=2") == ["?from=2&to=3"]
    assert ways("?from=2&to=3") == ["?from=1&to=2"]


def test_without_a_live_version_or_a_newer_copy_the_last_two_are_compared(desk):
    draft = make_draft()
    save(draft)
    save(draft)
    assert versions(desk.get(screen(draft))) == (2, 3)
    published = make_article()
    assert versions(desk.get(screen(published))) == (1, 1)
    assert texts(desk.get(screen(published)), ".lede") == [
        "There is one version only; nothing to compare it with."
    ]


def test_what_is_the_same_is_said_to_be(desk):
    article = make_draft()
    workflow.save(
        article, workflow.copy_of(article.working_copy), based_on=article.working_copy_id, by=None
    )
    assert texts(desk.get(screen(article)), ".lede") == [
        "Headline, dek, bylines, tags, photo, times and all else are the same.",
        "The text is the same.",
    ]


@pytest.mark.parametrize("scheme", ["he", "en"])
def test_a_text_stands_in_its_own_direction(desk, scheme):
    article = make_draft(lang=scheme, body="<p>שלום</p>")
    save(article, lang=scheme, body="<p>שלום רב</p>")
    [body] = elements(desk.get(screen(article)), ".compared-body")
    assert (body.attrs["lang"], body.attrs["dir"]) == (scheme, "rtl" if scheme == "he" else "ltr")


@pytest.mark.parametrize(
    "query", ["?from=0&to=1", "?from=1", "?from=x&to=1", "?from=1&to=99", "?from=1&to=" + "9" * 30]
)
def test_a_version_that_is_none_is_not_found(desk, three, query):
    assert desk.get(screen(three, query)).status_code == 404


def test_what_somebody_typed_is_text_and_not_markup(desk):
    article = make_draft(headline="<b>One</b>", body="<p>a &lt;script&gt;</p>")
    save(article, headline="<b>Two</b>", body="<p>b &lt;script&gt;</p>")
    response = desk.get(screen(article))
    assert "<b>" not in response.content.decode()
    assert changes(response)[0] == ("Headline", "<b>One</b>", "<b>Two</b>")


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.REPORTER, 200), (Role.PHOTO_EDITOR, 200), (Role.EDITOR, 200), (Role.CONTRIBUTOR, 302)],
)
def test_the_desk_reads_it(enter, role, status):
    assert enter(role).get(screen(make_draft())).status_code == status


def test_who_may_not_write_it_is_not_offered_to_restore(enter, three):
    def restoring(role):
        return [
            link.attrs["href"]
            for link in elements(enter(role).get(screen(three)), "a")
            if "/restore/" in link.attrs["href"]
        ]

    assert restoring(Role.PHOTO_EDITOR) == []
    assert restoring(Role.EDITOR) == [f"/admin/articles/article/{three.pk}/restore/?version=2"]


def test_what_is_under_embargo_is_not_there(desk):
    later = timezone.now() + timedelta(days=1)
    article = make_draft(publish_at=later, embargo_until=later)
    article.embargo_list.set([UserFactory()])
    assert desk.get(screen(article)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_comparison_costs_the_same_whatever_is_compared(desk, django_assert_num_queries, count):
    def fields():
        return {
            "authors": [AuthorFactory() for _ in range(count)],
            "tags": [TagFactory() for _ in range(count)],
            "lead_photo": PhotoFactory(),
            "body": "<p>a</p>" * count,
        }

    article = make_draft(**fields())
    save(article, **fields())
    with django_assert_num_queries(12):
        desk.get(screen(article))


def test_ten_thousand_words_are_on_the_screen_within_a_second(desk):
    def body(word):
        lines = (" ".join(f"w{(line * 49 + n) % 1700}" for n in range(49)) for line in range(200))
        return "".join(f"<p>{line} {word}</p>" for line in lines)

    article = make_draft(body=body("rain"))
    save(article, body=body("snow"))
    start = process_time()
    response = desk.get(screen(article))
    assert process_time() - start < 1
    assert len(texts(response, "ins")) >= 200
