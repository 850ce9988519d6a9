from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.signing import Signer

from algemeiner.policy import Role
from articles import previews, workflow
from articles.models import Article, AuditEntry, PreviewLink, Revision
from articles.previews import NoLink, laid_out, make_link, note_use, opened, revoke, token_of
from articles.tasks import forget_old_answers
from articles.workflow import content_of, copy_of
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    TagFactory,
    UserFactory,
    copy,
    make_article,
    make_draft,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def save(article, **fields):
    based_on = Article.objects.get(pk=article.pk).working_copy_id
    return workflow.save(article, copy(**fields), based_on=based_on, by=None)


def link_to(article, revision=None, *, until=NOW + DAY, by=None):
    return make_link(
        article,
        revision or article.working_copy,
        reader="Dr. Adler",
        until=until,
        by=by or UserFactory(),
    )


class TestLaidOut:
    def test_shows_the_copy_and_leaves_the_live_version(self):
        article = make_article(headline="Live", tags=[TagFactory()])
        authors, tags = (
            [AuthorFactory(), AuthorFactory()],
            [TagFactory(name="B"), TagFactory(name="A")],
        )
        worked_on = save(article, headline="In Work", authors=authors, tags=tags, slug="in-work")
        page = laid_out(article, copy_of(worked_on))
        assert content_of(page) == content_of(worked_on)
        assert [byline.author for byline in page.bylines_in_order] == authors
        assert [tag.name for tag in page.tags_in_order] == ["A", "B"]
        assert Article.objects.get(pk=article.pk).headline == "Live"

    def test_has_an_address_and_a_time_before_it_was_given_any(self):
        draft = make_draft(headline="Rain Expected", publish_at=None)
        page = laid_out(draft, copy_of(draft.working_copy))
        assert (page.publish_at, page.get_absolute_url()) == (NOW, "/2026/03/05/rain-expected/")

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_much_there_is(self, django_assert_num_queries, count):
        draft = make_draft(
            authors=[AuthorFactory() for _ in range(count)],
            tags=[TagFactory() for _ in range(count)],
        )
        revision = draft.revisions.whole().get()
        written = copy_of(revision)
        with django_assert_num_queries(3):
            page = laid_out(draft, written)
            assert len(page.bylines_in_order) == len(page.tags_in_order) == count


class TestLink:
    def test_leads_to_one_version_and_is_on_the_record(self):
        editor, draft = UserFactory(name="Ada Katz"), make_draft()
        first = draft.working_copy
        save(draft, headline="Later")
        link = link_to(draft, first, by=editor)
        assert opened(token_of(link)) == link
        assert (link.revision, link.reader, link.created_by) == (first, "Dr. Adler", editor)
        entry = AuditEntry.objects.first()
        assert (entry.verb, entry.by, entry.revision, entry.details) == (
            "preview_link",
            editor,
            first,
            {"reader": "Dr. Adler", "version": "1", "until": "2026-03-06T15:00:00+00:00"},
        )

    def test_ends_by_itself(self, clock):
        token = token_of(link_to(make_draft(), until=NOW + HOUR))
        clock.move_to(NOW + HOUR - timedelta(seconds=1))
        assert opened(token) is not None
        clock.move_to(NOW + HOUR)
        assert opened(token) is None

    def test_ends_when_it_is_revoked_and_that_once(self):
        draft, editor = make_draft(), UserFactory()
        link = link_to(draft)
        revoke(link, by=editor)
        revoke(link, by=editor)
        assert opened(token_of(link)) is None
        assert [entry.verb for entry in AuditEntry.objects.filter(verb="revoke_link")] == [
            "revoke_link"
        ]

    @pytest.mark.parametrize("change", [(0, "9"), (-1, "_"), (2, "")])
    def test_another_word_leads_nowhere(self, change):
        token = token_of(link_to(make_draft()))
        place, letter = change
        letters = list(token)
        letters[place] = letter if letters[place] != letter else "x"
        assert opened("".join(letters)) is None

    def test_what_another_part_of_the_site_signed_leads_nowhere(self):
        link = link_to(make_draft())
        assert opened(Signer(sep=".").sign(str(link.pk))) is None

    def test_of_what_was_withdrawn_leads_nowhere_until_it_is_given_back(self):
        article = make_article()
        token = token_of(link_to(article))
        workflow.withdraw(article, by=None, notice="Gone.", reason="Not ours.")
        assert opened(token) is None
        workflow.reinstate(article, by=None, reason="Ours after all.")
        assert opened(token) is not None

    def test_of_what_has_expired_leads_nowhere(self, clock):
        article = make_article(expires_at=NOW + HOUR)
        token = token_of(link_to(article))
        clock.move_to(NOW + HOUR)
        assert opened(token) is None

    def test_an_embargo_shuts_it_until_its_end(self, clock):
        draft = make_draft()
        token = token_of(link_to(draft))
        save(draft, publish_at=NOW + HOUR, embargo_until=NOW + HOUR)
        assert opened(token) is None
        clock.move_to(NOW + HOUR)
        assert opened(token) is not None

    def test_a_version_that_was_under_embargo_stays_shut_when_a_later_one_is_not(self):
        draft = make_draft(publish_at=NOW + HOUR, embargo_until=NOW + HOUR)
        secret = draft.working_copy
        save(draft)
        PreviewLink.objects.create(
            revision=secret, reader="x", created_by=UserFactory(), expires_at=NOW + DAY
        )
        assert not PreviewLink.objects.open().exists()
        with pytest.raises(NoLink, match="under embargo"):
            link_to(draft, secret)

    def test_under_embargo_not_even_who_is_on_the_list_makes_one(self):
        editor = UserFactory()
        draft = make_draft(publish_at=NOW + HOUR, embargo_until=NOW + HOUR)
        draft.embargo_list.set([editor])
        with pytest.raises(NoLink, match="under embargo"):
            link_to(draft, by=editor)
        assert not PreviewLink.objects.exists()

    @pytest.mark.parametrize("until", [NOW, NOW - DAY, NOW + previews.LONGEST + HOUR])
    def test_is_neither_for_ever_nor_for_the_past(self, until):
        with pytest.raises(NoLink, match="31 days at most"):
            link_to(make_draft(), until=until)

    def test_is_made_by_whom_the_policy_lets(self):
        reporter = UserFactory(role=Role.REPORTER)
        own = workflow.create(copy(), by=reporter)
        assert link_to(own, by=reporter).created_by == reporter
        for person in (reporter, UserFactory(role=Role.PHOTO_EDITOR)):
            with pytest.raises(PermissionDenied):
                link_to(make_draft(), by=person)

    def test_is_revoked_by_who_made_it_also_when_the_article_was_handed_on(self):
        reporter = UserFactory(role=Role.REPORTER)
        article = workflow.create(copy(), by=reporter)
        own, editors = link_to(article, by=reporter), link_to(article)
        workflow.submit(article, by=reporter)
        revoke(own, by=reporter)
        with pytest.raises(PermissionDenied):
            revoke(editors, by=reporter)
        assert list(PreviewLink.objects.open()) == [editors]

    def test_a_version_of_another_article_has_no_link_by_this_one(self):
        with pytest.raises(Revision.DoesNotExist):
            link_to(make_draft(), make_draft().working_copy)


def test_readings_are_noted_once_a_minute_and_address(clock):
    link = link_to(make_draft())
    note_use(link, address="192.0.2.1", agent="x" * 500)
    note_use(link, address="192.0.2.1", agent="y")
    note_use(link, address="192.0.2.2", agent="y")
    note_use(link, address=None, agent="")
    note_use(link, address=None, agent="")
    clock.move_to(NOW + timedelta(seconds=61))
    note_use(link, address="192.0.2.1", agent="y")
    noted = link.uses.order_by("pk").values_list("address", "agent")
    assert list(noted) == [
        ("192.0.2.1", "x" * 200),
        ("192.0.2.2", "y"),
        (None, ""),
        ("192.0.2.1", "y"),
    ]


def test_whoever_has_many_addresses_does_not_fill_the_record(clock, monkeypatch):
    monkeypatch.setattr(previews, "MOST_NOTED", 3)
    link = link_to(make_draft())
    for number in range(5):
        note_use(link, address=f"2001:db8::{number}", agent="")
    assert link.uses.count() == 3
    clock.move_to(NOW + timedelta(days=1, seconds=1))
    note_use(link, address="2001:db8::9", agent="")
    assert link.uses.count() == 4


def test_the_photos_of_a_version_are_those_on_its_page():
    lead, inside, other = PhotoFactory(), PhotoFactory(), PhotoFactory()
    figure = f'<figure data-photo="{inside.pk}"><figcaption></figcaption></figure>'
    draft = make_draft(lead_photo=lead, body=f"<p>Rain.</p>{figure}")
    assert set(previews.photos_of(draft.working_copy)) == {lead, inside}
    assert other not in previews.photos_of(make_draft().working_copy)


def test_who_read_it_is_forgotten_after_half_a_year(clock):
    link = link_to(make_draft())
    note_use(link, address="192.0.2.1", agent="")
    clock.move_to(NOW + 179 * DAY)
    assert previews.forget_old_uses() == 0
    clock.move_to(NOW + 181 * DAY)
    note_use(link, address="192.0.2.2", agent="")
    forget_old_answers()
    assert [use.address for use in link.uses.all()] == ["192.0.2.2"]
    assert PreviewLink.objects.get() == link
