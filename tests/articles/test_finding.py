from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import assignments, finding, tags, workflow
from articles.finding import Wanted
from articles.models import DeskEntry, Kind, Language, Redirect
from articles.models.desk_entries import STANDINGS
from authors.models import Author
from tests.factories import (
    AuthorFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    copy,
    make_article,
    make_draft,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def person():
    return UserFactory()


def found(person, words="", **wanted):
    """The headlines that the desk finds, the newest first."""
    pks = finding.newest(Wanted(words, **wanted), person, 10)
    entries = DeskEntry.objects.select_related("article__working_copy").in_bulk(pks)
    return [entries[pk].article.working_copy.headline for pk in pks]


class TestByWords:
    @pytest.fixture(autouse=True)
    def newsroom(self):
        make_draft(headline="A Café by the Bridge", dek="With José.")
        make_draft(headline="הגשר הישן", lang=Language.HEBREW, slug="old-bridge")
        make_article(headline="Minister’s Budget", authors=[AuthorFactory(name="Ida Roth")])

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("bridge", {"A Café by the Bridge", "הגשר הישן"}),  # a headline’s, an address’s
            ("BRI", {"A Café by the Bridge", "הגשר הישן"}),
            ("cafe jose", {"A Café by the Bridge"}),
            ("old-bridge", {"הגשר הישן"}),
            ("הגש", {"הגשר הישן"}),
            ("ida budg", {"Minister’s Budget"}),
            ("minister's", {"Minister’s Budget"}),
            ("by the", {"A Café by the Bridge"}),  # no word is too small
            ("brid cafe", set()),  # only the last may be half typed
            ("b", set()),  # and not of one letter
            ("umbrella", set()),
            ("'", {"A Café by the Bridge", "הגשר הישן", "Minister’s Budget"}),
        ],
    )
    def test_finds(self, person, words, expected):
        assert set(found(person, words)) == expected

    def test_the_newest_first(self, person):
        make_article(
            headline="Bridge of 1990", publish_at=datetime(1990, 1, 1, tzinfo=ZoneInfo("UTC"))
        )
        make_article(headline="Bridge to Come", publish_at=timezone.now() + HOUR)
        shown = found(person, "bridge")
        assert [shown[0], shown[-1]] == ["Bridge to Come", "Bridge of 1990"]

    def test_what_readers_have_is_found_by_their_words_too(self, person):
        article = make_article(headline="Storm")
        workflow.save(article, copy(headline="Calm"), based_on=article.working_copy_id, by=None)
        assert found(person, "storm") == found(person, "calm") == ["Calm"]


class TestByAddress:
    def test_the_paper_s_and_the_desk_s(self, person):
        article = make_article(headline="Storm")
        path = article.get_absolute_url()
        form = reverse("admin:articles_article_change", args=[article.pk])
        for address in (path, f"https://paper.example{path}?a=b#c", f"{path}changes/", form):
            assert found(person, address) == ["Storm"]
        assert found(person, str(article.pk)) == ["Storm"]

    def test_one_that_it_had_once(self, person):
        Redirect.objects.create(path="/2001/storm.html", article=make_article(headline="Storm"))
        assert found(person, "/2001/storm.html") == ["Storm"]

    @pytest.mark.parametrize(
        "address",
        ["/2026/03/05/nothing/", "/admin/", "http://[", "a/b", "/", "/%00", "9" * 30, "9/" * 99],
    )
    def test_one_that_leads_to_no_article(self, person, address):
        make_article()
        assert found(person, address) == []

    def test_what_is_secret_is_found_by_none(self, person):
        article = make_draft(
            headline="Secret", publish_at=None, embargo_until=timezone.now() + HOUR
        )
        form = reverse("admin:articles_article_change", args=[article.pk])
        for words in ("", "secret", form, str(article.pk)):
            assert found(person, words) == []
        article.embargo_list.add(person)
        assert found(person, "secret") == ["Secret"]


class TestByWhereItStands:
    def test_each_has_its_own(self, person):
        now = timezone.now()
        make_draft(headline="Draft")
        workflow.submit(make_draft(headline="Submitted"), by=None)
        workflow.approve(workflow.submit(make_draft(headline="Approved"), by=None), by=None)
        make_article(headline="Live")
        make_article(headline="Later", publish_at=now + HOUR)
        make_article(headline="Over", expires_at=now - HOUR / 2)
        changed = make_article(headline="Changed")
        workflow.save(changed, copy(headline="Changed"), based_on=changed.working_copy_id, by=None)
        workflow.withdraw(make_article(headline="Gone"), by=None, notice="It was wrong.")
        assert {name: set(found(person, standing=name)) for name in STANDINGS} == {
            "in_work": {"Draft", "Submitted", "Approved"},
            "draft": {"Draft"},
            "submitted": {"Submitted"},
            "approved": {"Approved"},
            "scheduled": {"Later"},
            "published": {"Live", "Changed"},
            "out": {"Live", "Changed", "Later"},
            "update_pending": {"Changed"},
            "expired": {"Over"},
            "withdrawn": {"Gone"},
        }


class TestByFacets:
    def test_all_together(self, person):
        ida, food, tag = AuthorFactory(), SectionFactory(slug="food"), TagFactory()
        article = make_draft(
            headline="Challah", section=food, kind=Kind.REVIEW, authors=[ida], tags=[tag]
        )
        assignments.assign(article, to=person, due_at=None, by=None)
        make_draft(headline="Other")
        facets = {"section": food.pk, "kind": "review", "author": ida.pk, "tag": tag.pk}
        facets |= {"holder": person.pk}
        for name, value in facets.items():
            assert found(person, facets={name: value}) == ["Challah"]
            assert found(person, facets=facets | {name: 0}) == []
        assert found(person, "challah", standing="draft", facets=facets) == ["Challah"]

    def test_days_are_the_newsroom_s(self, person):
        late = datetime(2026, 3, 5, 23, 30, tzinfo=ZoneInfo("America/New_York"))
        make_article(headline="Late", publish_at=late)
        day = date(2026, 3, 5)
        assert found(person, first=day, last=day) == ["Late"]
        assert found(person, last=day - timedelta(days=1)) == []
        assert found(person, first=day + timedelta(days=1)) == []


def test_every_act_of_the_workflow_leaves_the_entry_as_it_is_made_anew():
    """The entry is derived: nothing may be in it that an article at rest does not have."""
    article = make_draft(headline="Storm", tags=[TagFactory()], publish_at=None)
    calm = copy(headline="Calm")
    acts = [
        lambda: workflow.submit(article, by=None),
        lambda: workflow.send_back(article, by=None, reason="Why?"),
        lambda: workflow.publish(article, by=None),
        lambda: workflow.save(article, calm, based_on=article.working_copy_id, by=None),
        lambda: workflow.withdraw(article, by=None, notice="Gone."),
        lambda: workflow.reinstate(article, by=None, reason="It was right."),
        lambda: assignments.assign(article, to=UserFactory(), due_at=None, by=None),
    ]
    for act in acts:
        act()
        left = DeskEntry.objects.values().get()
        DeskEntry.objects.all().delete()
        DeskEntry.objects.keep([article.pk])
        assert DeskEntry.objects.values().get() == left
        article.refresh_from_db()


@pytest.fixture
def small_window(monkeypatch):
    monkeypatch.setattr(finding, "WINDOW", 2)


@pytest.mark.parametrize("backwards", [False, True])
def test_what_lies_behind_the_window_is_found_as_well(small_window, person, backwards):
    for number in range(6):
        when = timezone.now() - HOUR * (number + 1)
        make_article(headline=f"{'Odd' if number % 2 else 'Even'} {number}", publish_at=when)
    entries = finding.entries(Wanted(), person)
    ordered = entries.oldest_first() if backwards else entries.newest_first()
    taken = finding.take(ordered, 2, asked=Wanted("odd").asked())
    headlines = [entry.article.headline for entry in taken]
    assert headlines == (["Odd 5", "Odd 3"] if backwards else ["Odd 1", "Odd 3"])


def test_an_author_of_another_name_is_found_by_that(person):
    ida = AuthorFactory(name="Ida Roth")
    make_article(headline="Storm", authors=[ida])
    make_article(headline="Calm")
    Author.objects.update(name="Ida Levi")
    finding.renew(ida.pk)
    assert found(person, "levi") == ["Storm"]
    assert found(person, "roth") == []


def test_a_merged_tag_s_articles_are_found_by_the_one_that_stays(person):
    gone, stays = TagFactory(), TagFactory()
    make_article(headline="Storm", tags=[gone])
    tags.merge([gone], into=stays, by=None)
    assert found(person, facets={"tag": stays.pk}) == ["Storm"]
    assert found(person, facets={"tag": gone.pk}) == []
