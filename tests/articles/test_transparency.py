from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from algemeiner.policy import Role
from articles import transparency
from articles.entries import entries_in
from articles.models import KeptVersion, Page, Site
from articles.models.pages import Topic
from articles.sanitize import clean_text
from articles.transparency import OUTLINES, WANTED, begin_pages, has_blanks, report
from tests.factories import AuthorFactory, PageFactory, UserFactory

pytestmark = pytest.mark.django_db

SECURITY = "Contact: mailto:a@b.example\nExpires: 2027-06-30T00:00:00Z"


def line(label):
    [found] = [line for line in report().lines if line.label == label]
    return found


def test_every_topic_is_asked_for_by_somebody_and_begun_by_an_outline():
    assert list(WANTED) == list(Topic)
    begun = [topic for entry in entries_in(OUTLINES) for topic in entry.settings["topics"]]
    assert sorted(begun) == sorted(Topic)


@pytest.mark.parametrize("entry", entries_in(OUTLINES), ids=lambda entry: entry.settings["slug"])
def test_an_outline_is_a_body_with_blanks(entry):
    assert (
        clean_text(entry.body) == entry.body.replace("\n", "")
        or clean_text(entry.body) == entry.body
    )
    assert has_blanks(entry.body) != []


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ({}, ""),
        ({"is_published": False}, "Readers do not have the page yet."),
        ({"body": "<p>[… who] and [… what]</p>"}, "2 blanks to fill in."),
        ({"body": "<p>[… who]</p>", "is_published": False}, "1 blank to fill in."),
        ({"topics": ["terms"]}, "No page tells of it."),
        ({"body": "<p>He said “[sic]”.</p>"}, ""),
    ],
)
def test_how_a_topic_stands(page, problem):
    PageFactory(**{"topics": ["ethicsPolicy"]} | page)
    assert line("Ethics").problem == problem


def test_the_page_that_readers_have_counts():
    PageFactory(topics=["ethicsPolicy"], is_published=False)
    page = PageFactory(topics=["ethicsPolicy"])
    assert (line("Ethics").problem, line("Ethics").page) == ("", page)


def test_what_the_settings_say_counts():
    assert (line("Legal name").problem, line("Legal name").place) == ("Not filled in.", "site")
    Site.objects.update(legal_name="The Algemeiner Ltd.")
    assert line("Legal name").problem == ""


@pytest.mark.parametrize(
    ("text", "day", "problem"),
    [
        ("", "2026-11-25", "There is none."),
        (SECURITY, "2027-05-30", ""),
        (SECURITY, "2027-06-01", "It ends on June 29, 2027 8:00 pm: name a later time."),
    ],
)
def test_a_security_txt_that_ends_is_told(text, day, problem):
    Site.objects.update(security_txt=text)
    with time_machine.travel(datetime.fromisoformat(day).replace(tzinfo=UTC), tick=False):
        assert line("security.txt").problem == problem


def test_authors_whom_nobody_is_told_of():
    assert line("Biographies of authors").problem == ""
    AuthorFactory(bio="")
    assert line("Biographies of authors").problem == "1 author without."


def test_what_no_page_tells_of_is_begun_and_waits(client):
    PageFactory(slug="rules", topics=["ethicsPolicy"])
    PageFactory(slug="privacy", topics=[])  # has the address
    by = UserFactory(role=Role.MANAGING_EDITOR)
    begun = begin_pages(by=by)
    assert {page.slug for page in begun} == {
        entry.settings["slug"] for entry in entries_in(OUTLINES)
    } - {"privacy"}
    ethics = Page.objects.get(slug="ethics")
    assert "ethicsPolicy" not in ethics.topics
    assert (ethics.is_published, client.get("/ethics/").status_code) == (False, 404)
    assert KeptVersion.objects.of(ethics).get().by == by
    assert report().can_begin  # of privacy, whose address is taken
    assert begin_pages(by=by) == []


def test_who_may_not_make_pages_begins_none():
    with pytest.raises(PermissionDenied):
        begin_pages(by=UserFactory(role=Role.EDITOR))
    assert Page.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_three_queries(django_assert_num_queries, count):
    for topic in list(Topic)[:count]:
        PageFactory(topics=[topic])
        AuthorFactory(bio="")
    with django_assert_num_queries(3):
        assert transparency.report().told == count
