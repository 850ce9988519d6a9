from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection

from algemeiner.policy import Role
from articles import workflow
from articles.changes import ChangeUntold, TypedChange
from articles.models import (
    Article,
    AuditEntry,
    Byline,
    Kind,
    Language,
    Redirect,
    Revision,
    Status,
    TaggedArticle,
)
from articles.models.content import Content
from articles.workflow import Copy, NotPublishable, StaleCopy, content_of
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    SeriesFactory,
    TagFactory,
    UserFactory,
    copy,
    make_article,
    make_draft,
)
from tests.markup import texts

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def whole_copy():
    """A copy with every field of its content filled in, and none as it is by default."""
    return Copy(
        {
            "kind": Kind.OPINION,
            "lang": Language.YIDDISH,
            "section": SectionFactory(slug="books"),
            "series": SeriesFactory(),
            "part": 3,
            "kicker": "Letters",
            "headline": "Whole",
            "dek": "All of it.",
            "body": "<p>Every word.</p>",
            "slug": "whole",
            "lead_photo": PhotoFactory(),
            "lead_caption": "A caption of its own.",
            "lead_alt": "What it shows, in other words.",
            "seo_title": "Whole, for machines",
            "seo_description": "All of it, for machines.",
            "canonical_url": "https://example.org/first/",
            "publish_at": NOW - HOUR,
            "embargo_until": NOW - 2 * HOUR,
            "expires_at": NOW + HOUR,
        },
        [AuthorFactory(name="Second by Name"), AuthorFactory(name="A Name Before It")],
        [TagFactory(), TagFactory()],
    )


def whole(of: Copy | Revision | Article) -> tuple:
    """Everything that a copy, a revision or a live article says."""
    match of:
        case Copy():
            return content_of(Revision(**of.content)), list(of.authors), set(of.tags)
        case Revision():
            return content_of(of), of.authors_in_order, set(of.tags.all())
        case Article():
            of = Article.objects.get(pk=of.pk)
            authors = [byline.author for byline in of.bylines_in_order]
            return content_of(of), authors, {item.tag for item in of.tagged_items.all()}


def saved(article, *, by=None, authors=None, tags=None, **changes):
    """Save over the working copy with `changes`."""
    working = Article.objects.get(pk=article.pk).working_copy
    new = Copy(
        content_of(working) | changes,
        working.authors_in_order if authors is None else authors,
        working.tags.all() if tags is None else tags,
    )
    return workflow.save(article, new, based_on=working.pk, by=by)


def updated(article, **changes):
    """Save over the working copy, and publish that."""
    saved(article, **changes)
    return workflow.publish(article, by=None)


def audit(article):
    return list(
        AuditEntry.objects.filter(article=article)
        .order_by("pk")
        .values_list("verb", "by__name", "revision__number", "from_status", "to_status", "reason")
    )


# create and save


def test_the_whole_copy_has_no_field_as_it_is_by_default():
    """So that whatever a verb forgets to carry is missed by the tests below."""
    content, authors, tags = whole(whole_copy())
    defaults = content_of(Revision())
    assert [name for name, value in content.items() if value == defaults[name]] == []
    assert (len(authors), len(tags)) == (2, 2)


def test_a_new_article_is_a_draft_of_which_readers_have_nothing():
    written = whole_copy()
    article = workflow.create(written, by=None, source_id="/old/1/", note="Brought in.")
    assert article.status == Status.DRAFT
    assert article.source_id == "/old/1/"
    assert whole(article) == (content_of(Article()), [], set())
    assert whole(article.working_copy) == whole(written)
    assert (article.working_copy.number, article.working_copy.note) == (1, "Brought in.")
    assert article.live_revision is None


def test_saving_keeps_a_revision_and_changes_nothing_that_readers_have():
    article = make_article()
    live, before = whole(article), Article.objects.values().get(pk=article.pk)
    written = whole_copy()
    revision = workflow.save(article, written, based_on=article.working_copy_id, by=None, note="…")
    assert (revision.number, revision.note, whole(revision)) == (2, "…", whole(written))
    assert whole(article) == live
    after = Article.objects.values().get(pk=article.pk)
    assert after == before | {"working_copy_id": revision.pk}


def test_what_was_saved_stays_as_it_was():
    article = make_draft()
    first = article.working_copy
    before = whole(first)
    saved(article, headline="Second", authors=[AuthorFactory()], tags=[TagFactory()])
    saved(article, headline="Third")
    assert whole(Revision.objects.get(pk=first.pk)) == before
    assert list(article.revisions.values_list("number", "headline")) == [
        (3, "Third"),
        (2, "Second"),
        (1, "Rain Expected"),
    ]


def test_a_save_over_an_older_copy_is_refused_with_the_one_that_stands():
    article = make_draft()
    started_from = article.working_copy_id
    anna = UserFactory(name="Anna Margolin")
    theirs = saved(article, by=anna, headline="Hers")
    with pytest.raises(StaleCopy, match="Anna Margolin has saved this article") as stale:
        workflow.save(article, copy(headline="Mine"), based_on=started_from, by=None)
    assert stale.value.theirs == theirs
    assert list(article.revisions.values_list("headline", flat=True)) == ["Hers", "Rain Expected"]
    assert Article.objects.get(pk=article.pk).working_copy == theirs


@pytest.mark.usefixtures("transactional_db")
def test_of_two_saves_at_the_same_moment_one_is_kept_and_one_refused():
    article = make_draft()
    start = Barrier(2)

    def save_at_once(headline):
        start.wait(timeout=10)
        try:
            return workflow.save(
                article, copy(headline=headline), based_on=article.working_copy_id, by=None
            ).headline
        except StaleCopy as stale:
            return f"stale: {stale.theirs.headline} stands"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(save_at_once, ["Left", "Right"]))
    assert said in ({"Left", "stale: Left stands"}, {"Right", "stale: Right stands"})
    assert article.revisions.count() == 2


# restore


def spoilt(article, **changes):
    """Save over all of an article: other texts, authors and tags, no photo, no times."""
    blank = content_of(Revision(headline="Spoilt", kind=Kind.REVIEW))
    return saved(article, authors=[AuthorFactory()], tags=[], **blank | changes)


def test_a_draft_is_restored_whole_but_for_its_times():
    article, editor = workflow.create(whole_copy(), by=None), UserFactory(name="Ada Katz")
    first = article.working_copy
    worse = spoilt(article, publish_at=NOW + HOUR)
    restored = workflow.restore(article, first, based_on=worse.pk, by=editor)
    content, authors, tags = whole(first)
    times = {"publish_at": NOW + HOUR, "embargo_until": None, "expires_at": None}
    assert whole(restored) == (content | times, authors, tags)
    assert (restored.number, restored.note) == (3, "Restored from version 1.")
    assert Article.objects.get(pk=article.pk).working_copy == restored
    entry = AuditEntry.objects.filter(article=article).first()
    assert (entry.verb, entry.by, entry.revision, entry.details) == (
        "restore",
        editor,
        restored,
        {"from": 1},
    )


def test_restoring_leaves_readers_what_they_have_and_the_address_they_know(clock):
    article = workflow.publish(workflow.create(whole_copy(), by=None), by=None)
    first, seen = article.working_copy, whole(article)
    worse = updated(article, headline="Worse", slug="worse", publish_at=NOW - HOUR / 2)
    live = whole(worse)
    restored = workflow.restore(article, first, based_on=worse.working_copy_id, by=None)
    assert whole(Article.objects.get(pk=article.pk)) == live
    content, authors, tags = seen
    staying = {"slug": "worse", "publish_at": NOW - HOUR / 2}
    assert whole(restored) == (content | staying, authors, tags)


def test_an_embargo_does_not_end_by_going_back():
    article = make_draft(publish_at=NOW + HOUR)
    first = article.working_copy
    secret = saved(article, embargo_until=NOW + HOUR)
    restored = workflow.restore(article, first, based_on=secret.pk, by=None)
    assert (restored.embargo_until, restored.publish_at) == (NOW + HOUR, NOW + HOUR)


def test_nothing_is_restored_over_what_somebody_saved_meanwhile():
    article = make_draft()
    first = article.working_copy
    second = saved(article, headline="Two", by=UserFactory(name="Ada Katz"))
    with pytest.raises(StaleCopy, match=r"^Ada Katz has saved this article meanwhile\.$"):
        workflow.restore(article, first, based_on=first.pk, by=None)
    assert Article.objects.get(pk=article.pk).working_copy == second
    assert [entry[0] for entry in audit(article)] == ["create", "save"]


def test_a_version_of_another_article_cannot_be_restored():
    article, other = make_draft(), make_draft()
    with pytest.raises(Revision.DoesNotExist):
        workflow.restore(article, other.working_copy, based_on=article.working_copy_id, by=None)


def test_who_may_not_write_an_article_may_not_restore_it():
    article = make_draft()
    with pytest.raises(PermissionDenied):
        workflow.restore(
            article,
            article.working_copy,
            based_on=article.working_copy_id,
            by=UserFactory(role=Role.REPORTER),
        )
    assert article.revisions.count() == 1


def test_an_author_and_a_tag_that_were_renamed_come_back_by_their_new_names():
    article = workflow.create(whole_copy(), by=None)
    first = article.working_copy
    worse = spoilt(article)
    author, tag = first.authors_in_order[0], first.tags.first()
    author.name, tag.name = "Renamed", "Renamed"
    author.save()
    tag.save()
    restored = workflow.restore(article, first, based_on=worse.pk, by=None)
    assert restored.authors_in_order[0].name == "Renamed"
    assert "Renamed" in {str(tag) for tag in restored.tags.all()}


def test_every_text_that_is_kept_went_through_the_sanitizer():
    body = '<p onclick="x()">Rain<script>alert(1)</script> <strong>today</strong></p>'
    article = make_draft(body=body)
    assert article.working_copy.body == "<p>Rain <strong>today</strong></p>"


# publish


def test_publishing_gives_readers_the_whole_working_copy():
    written = whole_copy()
    article = workflow.publish(workflow.create(written, by=None), by=None)
    assert whole(article) == whole(written)
    assert (article.status, article.updated_at) == (Status.PUBLISHED, None)
    assert article.live_revision == article.working_copy == article.revisions.get()
    assert article.has_unpublished_changes is False


def test_an_update_gives_readers_the_whole_new_copy(clock):
    article = make_article(tags=[TagFactory()], authors=[AuthorFactory(), AuthorFactory()])
    written = whole_copy()
    workflow.save(article, written, based_on=article.working_copy_id, by=None)
    assert Article.objects.get(pk=article.pk).has_unpublished_changes is True
    clock.shift(HOUR / 2)
    article = workflow.publish(article, by=None)
    assert whole(article) == whole(written)
    assert article.updated_at == NOW + HOUR / 2
    assert article.has_unpublished_changes is False


def test_publishing_what_readers_have_already_is_no_update(clock):
    article = make_article()
    before = whole(article)
    clock.shift(HOUR)
    article = workflow.publish(article, by=None)
    assert (whole(article), article.updated_at) == (before, None)


def test_a_change_before_readers_have_it_is_no_update():
    article = make_article(publish_at=NOW + HOUR)
    assert updated(article, headline="Changed in time").updated_at is None


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Rain Expected: Again", "rain-expected-again"),
        ("גשם בעיר", "גשם-בעיר"),
        ("?!", "article-{pk}"),
    ],
)
def test_the_editor_may_leave_time_and_address_to_us(headline, slug):
    article = make_draft(headline=headline, publish_at=None)
    article = workflow.publish(article, by=None)
    assert (article.publish_at, article.slug) == (NOW, slug.format(pk=article.pk))
    # The form shows from now on what was settled.
    assert whole(article.working_copy) == whole(article)


def test_the_time_once_settled_stays_when_the_field_is_emptied():
    article = make_article(publish_at=NOW - HOUR)
    assert updated(article, publish_at=None).publish_at == NOW - HOUR


def test_an_empty_time_publishes_what_was_scheduled_at_once():
    article = make_article(publish_at=NOW + HOUR)
    assert updated(article, publish_at=None).publish_at == NOW


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"headline": " "}, ["A headline is missing."]),
        ({"section_id": None}, ["A section is missing."]),
        ({"authors": []}, ["A byline is missing."]),
        ({"body": ""}, ["The body is empty."]),
        (
            {"headline": "", "section_id": None, "authors": [], "body": "<script>1</script>"},
            [
                "A headline is missing.",
                "A section is missing.",
                "A byline is missing.",
                "The body is empty.",
            ],
        ),
        (
            {"publish_at": None, "embargo_until": NOW + SECOND},
            ["The embargo ends after the time of publication."],
        ),
        (
            {"publish_at": None, "expires_at": NOW},
            ["The article would expire before it is published."],
        ),
    ],
)
def test_what_is_not_whole_is_not_published_and_everything_wrong_is_named(changes, messages):
    article = make_draft()
    saved(article, **changes)
    with pytest.raises(NotPublishable) as refused:
        workflow.publish(article, by=None)
    assert refused.value.messages == messages
    assert Article.objects.get(pk=article.pk).status == Status.DRAFT
    assert [verb for verb, *_ in audit(article)] == ["create", "save"]


def test_an_update_that_is_refused_leaves_readers_what_they_had():
    article = make_article(tags=[TagFactory()])
    before = whole(article)
    saved(article, headline="New", body="", authors=[AuthorFactory()], tags=[])
    with pytest.raises(NotPublishable):
        workflow.publish(article, by=None)
    assert whole(article) == before


def test_bylines_and_tags_move_with_the_time():
    article = make_article(
        authors=[AuthorFactory(), AuthorFactory()], tags=[TagFactory(), TagFactory()]
    )
    updated(article, publish_at=NOW - 100 * HOUR)
    times = [
        *Byline.objects.values_list("publish_at", flat=True),
        *TaggedArticle.objects.values_list("publish_at", flat=True),
    ]
    assert times == [NOW - 100 * HOUR] * 4


@pytest.mark.parametrize("seen", ["public", "withdrawn", "expired"])
def test_what_readers_have_had_cannot_be_put_off(seen, clock):
    article = make_article(expires_at=NOW + HOUR)
    if seen == "withdrawn":
        workflow.withdraw(article, by=None, notice="Gone.")
    if seen == "expired":
        clock.shift(2 * HOUR)
    saved(article, publish_at=NOW + 3 * HOUR, expires_at=None)
    with pytest.raises(NotPublishable, match="its time cannot be in the future"):
        workflow.publish(article, by=None)


# addresses


def test_an_old_address_leads_to_the_new_one_in_one_step_and_back(client):
    article = make_article(headline="One", slug="one")
    first = article.get_absolute_url()
    second = updated(article, slug="two").get_absolute_url()
    third = updated(article, slug="three").get_absolute_url()
    assert answers(client, first, second, third) == [(301, third), (301, third), (200, None)]
    assert updated(article, slug="one").get_absolute_url() == first
    assert answers(client, first, second, third) == [(200, None), (301, first), (301, first)]
    assert set(Redirect.objects.values_list("path", flat=True)) == {second, third}


def answers(client, *addresses):
    responses = [client.get(address) for address in addresses]
    return [(response.status_code, response.headers.get("Location")) for response in responses]


def test_a_hebrew_address_moves_too(client):
    article = make_article(headline="גשם", slug="גשם")
    old = article.get_absolute_url()
    new = updated(article, slug="א" * 200).get_absolute_url()
    assert answers(client, old, new) == [(301, new), (200, None)]


def test_a_new_day_moves_the_address_with_its_query(client):
    article = make_article(slug="one", publish_at=NOW)
    old = article.get_absolute_url()
    updated(article, publish_at=NOW - 24 * HOUR)
    assert answers(client, old + "?utm=a%20b") == [(301, "/2026/03/04/one/?utm=a%20b")]


def test_an_address_that_nobody_had_leaves_nothing_behind(client):
    article = make_article(slug="one", publish_at=NOW + HOUR)
    old = article.get_absolute_url()
    updated(article, slug="two")
    assert list(Redirect.objects.all()) == []
    assert answers(client, old) == [(404, None)]


def test_what_moved_and_was_withdrawn_is_gone_at_both_addresses(client):
    article = make_article(slug="one")
    old = article.get_absolute_url()
    new = updated(article, slug="two").get_absolute_url()
    workflow.withdraw(article, by=None, notice="Gone.")
    assert answers(client, old, new) == [(301, new), (410, None)]


def test_two_articles_of_a_day_do_not_swap_their_addresses():
    one, two = make_article(slug="one", publish_at=NOW), make_article(slug="two", publish_at=NOW)
    updated(one, slug="three")
    with pytest.raises(NotPublishable, match="belonged to another article once"):
        updated(two, slug="one")
    assert updated(one, slug="one").slug == "one"
    with pytest.raises(NotPublishable, match="Another article of that day"):
        updated(two, slug="one")


def test_an_address_leads_back_and_forth_and_never_round(client, clock):
    article = make_article(slug="one", publish_at=NOW - 50 * HOUR)
    addresses = {article.get_absolute_url()}
    for slug, hours in [
        ("two", 50),
        ("two", 1),
        ("one", 1),
        ("one", 50),
        ("three", 26),
        ("one", 2),
    ]:
        article = updated(article, slug=slug, publish_at=NOW - hours * HOUR)
        addresses.add(article.get_absolute_url())
    here = article.get_absolute_url()
    assert client.get(here).status_code == 200
    for address in addresses - {here}:
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (301, here)
    assert {redirect.path for redirect in Redirect.objects.all()} == addresses - {here}
    workflow.withdraw(article, by=None, notice="Gone.")
    for address in addresses:
        assert client.get(address, follow=True).status_code == 410


def test_an_old_address_of_one_withdrawn_is_nobody_else_s():
    article = make_article(slug="one", publish_at=NOW)
    workflow.withdraw(updated(article, slug="two"), by=None, notice="Gone.")
    for slug in ("one", "two"):
        with pytest.raises(NotPublishable):
            workflow.publish(make_draft(slug=slug, publish_at=NOW), by=None)


def test_an_address_that_readers_hold_is_not_given_to_another_article():
    make_article(slug="one", publish_at=NOW)
    another = make_draft(slug="one", publish_at=NOW - SECOND)
    with pytest.raises(NotPublishable, match="Another article of that day has this address"):
        workflow.publish(another, by=None)


def test_the_address_of_a_withdrawn_article_is_not_given_to_another():
    article = make_article(slug="one", publish_at=NOW)
    workflow.withdraw(article, by=None, notice="Gone.")
    another = make_draft(slug="one", publish_at=NOW - SECOND)
    with pytest.raises(NotPublishable, match="Another article of that day has this address"):
        workflow.publish(another, by=None)


@pytest.mark.parametrize(("slug", "shown"), [("one", "one"), ("גשם", "גשם")])
def test_an_address_that_moved_is_not_given_to_another_article(slug, shown):
    article = make_article(slug=slug, publish_at=NOW)
    updated(article, slug="two")
    another = make_draft(slug=slug, publish_at=NOW)
    with pytest.raises(NotPublishable) as refused:
        workflow.publish(another, by=None)
    assert refused.value.messages == [
        f"/2026/03/05/{shown}/ belonged to another article once. Choose another slug."
    ]


# withdraw


def test_a_withdrawn_article_can_be_published_again(client):
    article = make_article(slug="one")
    workflow.withdraw(article, by=None, notice="It was not true.")
    article = updated(article, headline="Now it is")
    assert (article.status, article.withdrawal_notice) == (Status.PUBLISHED, "")
    assert texts(client.get(article.get_absolute_url()), ".headline") == ["Now it is"]


def test_a_scheduled_article_that_was_withdrawn_can_be_scheduled_again():
    article = make_article(publish_at=NOW + HOUR, tags=[TagFactory()])
    before = whole(article)
    workflow.withdraw(article, by=None, notice="")
    assert Article.objects.get(pk=article.pk).publish_at is None
    article = workflow.publish(article, by=None)
    assert article.is_scheduled
    assert whole(article) == before


@pytest.mark.parametrize("again", [False, True])
def test_only_what_is_published_can_be_withdrawn(again):
    article = make_article() if again else make_draft()
    if again:
        workflow.withdraw(article, by=None, notice="Gone.")
    with pytest.raises(workflow.IllegalMove, match="there is nothing to withdraw"):
        workflow.withdraw(article, by=None, notice="Twice.")


def test_a_withdrawn_article_comes_back_as_it_was(client):
    article = make_article(headline="Rain", slug="rain", tags=[TagFactory()])
    before = whole(article)
    workflow.withdraw(article, by=None, notice="It was not true.")
    saved(article, headline="Not out yet")
    article = workflow.reinstate(article, by=None, reason="It was true.")
    assert (article.status, article.withdrawal_notice) == (Status.PUBLISHED, "")
    assert whole(article) == before
    assert texts(client.get(article.get_absolute_url()), ".headline") == ["Rain"]
    assert audit(article)[-1] == ("reinstate", None, 2, "withdrawn", "published", "It was true.")


def test_what_nobody_saw_cannot_be_given_back():
    article = make_article(publish_at=NOW + HOUR)
    workflow.withdraw(article, by=None, notice="")
    with pytest.raises(workflow.IllegalMove, match="there is nothing to reinstate"):
        workflow.reinstate(article, by=None, reason="Why not.")


# unschedule


def test_an_article_is_taken_off_the_schedule_and_nobody_learns_of_it(client, clock):
    article = make_article(publish_at=NOW + HOUR, tags=[TagFactory()])
    address = article.get_absolute_url()
    article = workflow.unschedule(article, by=None)
    assert (article.status, article.publish_at) == (Status.APPROVED, None)
    clock.shift(2 * HOUR)
    assert client.get(address).status_code == 404


def test_what_readers_have_is_not_on_the_schedule():
    with pytest.raises(workflow.IllegalMove, match="there is nothing to unschedule"):
        workflow.unschedule(make_article(), by=None)


# typed changes


def changes(article):
    return list(
        article.changes.order_by("pk").values_list(
            "kind", "text", "before__number", "after__number", "by__name"
        )
    )


def test_a_change_to_what_readers_have_is_typed_and_goes_on_the_record(clock):
    editor = UserFactory(name="Daniel", role=Role.EDITOR)
    article = make_article()
    minor, correction = TypedChange("minor"), TypedChange("correction", "It rained on Monday.")
    for number, change in enumerate([minor, correction, None], start=1):
        clock.shift(HOUR)
        saved(article, dek=f"Version {number}.")
        article = workflow.publish(article, by=editor, change=change)
        assert article.updated_at == (None if change is minor else NOW + number * HOUR)
    assert changes(article) == [
        ("minor", "", 1, 2, "Daniel"),
        ("correction", "It rained on Monday.", 2, 3, "Daniel"),
        ("update", "", 3, 4, "Daniel"),
    ]


def test_what_nobody_has_seen_changes_without_a_word(clock):
    article = make_article(publish_at=NOW + HOUR)
    assert changes(updated(article, dek="Better.")) == []
    assert changes(workflow.publish(article, by=None)) == []
    clock.shift(2 * HOUR)
    assert changes(workflow.publish(article, by=None)) == []


@pytest.mark.parametrize("text", ["", " "])
def test_a_correction_says_what_was_wrong(text):
    with pytest.raises(ChangeUntold):
        TypedChange("correction", text)


# from hand to hand


def send_back_for_its_lead(article, by):
    return workflow.send_back(article, by=by, reason="The lead is in the last paragraph.")


def standing(status):
    """An article that has come as far as `status`."""
    article = make_draft()
    Article.objects.filter(pk=article.pk).update(status=status)
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.APPROVED])
@pytest.mark.parametrize(
    ("verb", "sources", "target"),
    [
        (workflow.submit, {Status.DRAFT}, Status.SUBMITTED),
        (workflow.approve, {Status.SUBMITTED}, Status.APPROVED),
        (send_back_for_its_lead, {Status.SUBMITTED, Status.APPROVED}, Status.DRAFT),
    ],
)
def test_the_status_says_which_way_an_article_may_go(verb, sources, target, status):
    article = standing(status)
    if status not in sources:
        with pytest.raises(workflow.IllegalMove, match="there is nothing to"):
            verb(article, by=None)
        assert Article.objects.get(pk=article.pk).status == status
        return
    verb(article, by=None)
    assert Article.objects.get(pk=article.pk).status == target


def test_who_sends_back_says_why_and_the_record_keeps_it():
    editor = UserFactory(role=Role.EDITOR)
    article = standing(Status.SUBMITTED)
    with pytest.raises(workflow.IllegalMove, match="Say why"):
        workflow.send_back(article, by=editor, reason=" ")
    workflow.send_back(article, by=editor, reason="The lead is in the last paragraph.")
    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.verb, entry.by, entry.from_status, entry.to_status, entry.reason) == (
        "send_back",
        editor,
        "submitted",
        "draft",
        "The lead is in the last paragraph.",
    )


def test_a_reporter_hands_in_their_own_draft_and_has_it_again_when_it_comes_back():
    reporter, editor = UserFactory(role=Role.REPORTER), UserFactory(role=Role.EDITOR)
    article = workflow.create(copy(), by=reporter)
    with pytest.raises(PermissionDenied):
        workflow.submit(make_draft(), by=reporter)
    article = workflow.submit(article, by=reporter)
    with pytest.raises(PermissionDenied):
        save(article, reporter)
    with pytest.raises(PermissionDenied):
        workflow.approve(article, by=reporter)
    article = workflow.send_back(article, by=editor, reason="Who said so?")
    save(article, reporter)


@pytest.mark.parametrize(
    ("role", "status", "verbs"),
    [
        (Role.REPORTER, Status.DRAFT, ["submit"]),
        (Role.REPORTER, Status.SUBMITTED, []),
        (Role.PHOTO_EDITOR, Status.DRAFT, []),
        (Role.EDITOR, Status.DRAFT, ["submit", "publish"]),
        (Role.EDITOR, Status.SUBMITTED, ["send_back", "approve", "publish"]),
        (Role.EDITOR, Status.APPROVED, ["send_back", "publish"]),
        (Role.EDITOR, Status.PUBLISHED, ["publish", "withdraw"]),
        (Role.EDITOR, Status.WITHDRAWN, ["publish"]),
    ],
)
def test_what_is_open_to_whom(role, status, verbs):
    user = UserFactory(role=role)
    assert workflow.open_to(user, Article(created_by=user, status=status)) == verbs


# who, and the record of it


def create(article, by):
    workflow.create(copy(), by=by)


def save(article, by):
    workflow.save(article, copy(), based_on=article.working_copy_id, by=by)


def publish(article, by):
    workflow.publish(article, by=by)


def withdraw(article, by):
    workflow.withdraw(article, by=by, notice="Gone.", reason="A letter.")


def unschedule(article, by):
    workflow.unschedule(article, by=by)


DESK = {Role.REPORTER, Role.EDITOR, Role.MANAGING_EDITOR}
EDITORS = {Role.EDITOR, Role.MANAGING_EDITOR}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("verb", "roles"),
    [(create, DESK), (save, EDITORS), (publish, EDITORS), (withdraw, EDITORS)],
)
def test_a_verb_asks_the_policy_before_it_does_anything(verb, roles, role):
    article, person = make_article(), UserFactory(role=role)
    entries, live, copies = audit(article), whole(article), article.revisions.count()
    if role in roles:
        verb(article, person)
        newest = AuditEntry.objects.order_by("pk").last()
        assert (newest.verb, newest.by) == (verb.__name__, person)
        return
    with pytest.raises(PermissionDenied):
        verb(article, person)
    assert (audit(article), whole(article), article.revisions.count()) == (entries, live, copies)
    assert Article.objects.count() == 1


def test_a_reporter_saves_a_draft_of_their_own_and_nobody_else_s():
    reporter = UserFactory(role=Role.REPORTER)
    own = workflow.create(copy(), by=reporter)
    save(own, reporter)
    with pytest.raises(PermissionDenied):
        save(make_draft(), reporter)
    workflow.publish(own, by=None)
    with pytest.raises(PermissionDenied):
        save(Article.objects.get(pk=own.pk), reporter)


def test_every_verb_leaves_its_line_in_the_record():
    reporter = UserFactory(name="Miriam", role=Role.REPORTER)
    editor = UserFactory(name="Daniel", role=Role.EDITOR)
    article = workflow.create(copy(), by=reporter)
    saved(article, by=reporter, headline="Better")
    workflow.publish(article, by=editor)
    workflow.withdraw(article, by=editor, notice="Gone.", reason="A letter.")
    workflow.publish(article, by=None)
    assert audit(article) == [
        ("create", "Miriam", 1, "", "draft", ""),
        ("save", "Miriam", 2, "", "draft", ""),
        ("publish", "Daniel", 2, "draft", "published", ""),
        ("withdraw", "Daniel", 2, "published", "withdrawn", "A letter."),
        ("publish", None, 2, "withdrawn", "published", ""),
    ]


def test_content_is_every_field_that_articles_and_revisions_share():
    names = {field.attname for field in Content._meta.get_fields()}
    assert set(content_of(Article())) == set(content_of(Revision())) == names
