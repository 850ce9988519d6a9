"""Bad states that the database itself refuses, whoever asks for them."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, F, UniqueConstraint

from articles.models import (
    Article,
    AuditEntry,
    Autosave,
    BreakingNews,
    Byline,
    Change,
    GateRule,
    KeptVersion,
    LineUp,
    Manuscript,
    MostRead,
    Photo,
    PlannedUpdate,
    Presence,
    ReadsOfDay,
    ReadsOfHour,
    Redirect,
    Revision,
    RevisionByline,
    SavedFilter,
    Section,
    Site,
    Slot,
    Submission,
    SubmissionAct,
    Tag,
    TaggedArticle,
    TagSynonym,
)
from authors.models import (
    ContactMessage,
    Contributor,
    JoinRequest,
    NoticeChoice,
    Tally,
    Terms,
    User,
)
from tests.factories import (
    AuthorFactory,
    PageFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    make_applicant,
    make_article,
    make_draft,
    make_guest_submission,
    make_submission,
    send,
)

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@contextmanager
def refused():
    """The block ends in an IntegrityError; holds PostgreSQL's own account of it afterwards."""
    account = SimpleNamespace()
    try:
        with transaction.atomic():
            yield account
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        account.diagnosis = error.__cause__.diag
    else:
        pytest.fail("the database took it")


@contextmanager
def refused_by(constraint: str):
    with refused() as account:
        yield
    assert account.diagnosis.constraint_name == constraint


@contextmanager
def refused_as_null(column: str):
    with refused() as account:
        yield
    assert (account.diagnosis.sqlstate, account.diagnosis.column_name) == ("23502", column)


def bare_article():
    """A published row without the bylines and tags that would object first."""
    article = make_article()
    article.bylines.all().delete()
    return Article.objects.filter(pk=article.pk)


def bare_draft():
    return Article.objects.filter(pk=make_draft().pk)


def revision():
    return Revision.objects.filter(pk=make_draft().working_copy_id)


def photo():
    return Photo.objects.filter(pk=PhotoFactory().pk)


def redirect():
    return Redirect.objects.filter(
        pk=Redirect.objects.create(path="/old/", section=SectionFactory()).pk
    )


def planned_update():
    article = make_article()
    live = {"revision": article.live_revision, "live": article.live_revision}
    planned = PlannedUpdate.objects.create(article=article, at=article.publish_at, **live)
    return PlannedUpdate.objects.filter(pk=planned.pk)


def line_up():
    return LineUp.objects.filter(pk=LineUp.objects.create(starts_at=NOW).pk)


def breaking_news():
    news = BreakingNews.objects.create(text="Rain", created_at=NOW, ends_at=NOW)
    return BreakingNews.objects.filter(pk=news.pk)


def gate_rule():
    return GateRule.objects.filter(pk=GateRule.objects.create(check_name="dek", level="off").pk)


def saved_filter():
    kept = SavedFilter.objects.create(owner=UserFactory(), name="Drafts", query="status=draft")
    return SavedFilter.objects.filter(pk=kept.pk)


def user():
    return User.objects.filter(pk=UserFactory().pk)


def message():
    return ContactMessage.objects.filter(
        pk=ContactMessage.objects.create(topic="tip", screening="held").pk
    )


def join_request():
    return JoinRequest.objects.filter(pk=JoinRequest.objects.create(screening="passed").pk)


def contributor():
    return Contributor.objects.filter(pk=make_applicant().pk)


def terms():
    return Terms.objects.filter(pk=Terms.objects.create(number=1, text="Be honest.").pk)


def submission():
    return Submission.objects.filter(pk=make_submission().pk)


def guest_submission():
    return Submission.objects.filter(pk=make_guest_submission().pk)


def autosave():
    typed = {"user": UserFactory(), "fields": {}, "saved_at": NOW}
    about = {"submission": make_submission(), "article": None}
    return Autosave.objects.filter(pk=Autosave.objects.create(key=uuid4(), **typed, **about).pk)


def section():
    return Section.objects.filter(pk=SectionFactory().pk)


def site():
    return Site.objects.filter(pk=Site.objects.get_or_create(pk=1)[0].pk)


# Nothing for a time to be compared with.
OTHER_TIMES = {"publish_at": None, "embargo_until": None, "expires_at": None}
REFUSED_ROWS = [
    ("article_status_is_known", bare_article, {"status": "spiked"}),
    ("article_kind_is_known", bare_article, {"kind": "poem"}),
    ("article_lang_is_known", bare_article, {"lang": "fr"}),
    ("section_colour_is_known", section, {"colour": "puce"}),
    ("article_published_is_complete", bare_article, {"headline": ""}),
    ("article_published_is_complete", bare_article, {"slug": ""}),
    ("article_published_is_complete", bare_article, {"section": None}),
    ("article_published_is_complete", bare_article, {"publish_at": None}),
    (
        "article_not_published_under_embargo",
        bare_article,
        {"embargo_until": F("publish_at") + SECOND},
    ),
    ("article_expires_after_publication", bare_article, {"expires_at": F("publish_at")}),
    ("revision_kind_is_known", revision, {"kind": "poem"}),
    ("revision_lang_is_known", revision, {"lang": "fr"}),
    (
        "revision_not_published_under_embargo",
        revision,
        {"embargo_until": F("publish_at") + SECOND},
    ),
    ("revision_expires_after_publication", revision, {"expires_at": F("publish_at")}),
    *(
        (f"{name}_{time}_is_plausible", rows, OTHER_TIMES | {time: moment})
        for name, rows in [("article", bare_draft), ("revision", revision)]
        for time in ("publish_at", "embargo_until", "expires_at")
        for moment in (datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
    ),
    ("photo_focal_point_inside", photo, {"focal_x": 1.01}),
    ("photo_focal_point_inside", photo, {"focal_y": -0.01}),
    ("photo_content_hash_is_one", photo, {"content_hash": "A" * 64}),
    ("photo_content_hash_is_one", photo, {"content_hash": "a" * 63}),
    ("photo_avif_beside_other_renditions", photo, {"has_avif": True}),
    ("photo_problem_or_renditions", photo, {"problem": "Damaged.", "widths": [240]}),
    ("redirect_path_is_one", redirect, {"path": "old/"}),
    ("plannedupdate_kind_is_known", planned_update, {"kind": "whim"}),
    ("plannedupdate_placement_is_known", planned_update, {"placement": "margin"}),
    ("plannedupdate_correction_has_a_text", planned_update, {"kind": "correction"}),
    ("lineup_dropped_before_it_began", line_up, {"dropped_at": NOW}),
    ("breakingnews_ends_after_it_began", breaking_news, {"ends_at": NOW - SECOND}),
    ("gaterule_level_is_known", gate_rule, {"level": "maybe"}),
    ("gaterule_kind_is_known", gate_rule, {"kind": "poem"}),
    ("savedfilter_asks_something", saved_filter, {"query": ""}),
    ("savedfilter_asks_something", saved_filter, {"name": ""}),
    ("user_email_is_lower_case", user, {"email": "Ruth@example.org"}),
    ("user_role_is_known", user, {"role": "owner"}),
    ("contactmessage_screening_is_known", message, {"screening": "lost"}),
    ("contactmessage_topic_is_known", message, {"topic": "gossip"}),
    ("contactmessage_status_is_known", message, {"status": "lost"}),
    ("joinrequest_screening_is_known", join_request, {"screening": ""}),
    ("contributor_standing_is_known", contributor, {"standing": "lost"}),
    ("contributor_trust_is_known", contributor, {"trust": "blind"}),
    ("contributor_terms_have_their_time", contributor, {"terms_accepted_at": NOW}),
    ("contributor_terms_have_their_time", contributor, lambda: {"terms": terms().get()}),
    ("submission_status_is_known", submission, {"status": "lost"}),
    ("submission_licence_is_known", submission, {"licence": "none"}),
    ("submission_screening_is_known", submission, {"screening": "lost"}),
    ("submission_is_somebodys", submission, {"sender": None}),
    ("submission_is_somebodys", submission, {"email": "dan@example.org"}),
    ("submission_is_somebodys", guest_submission, {"email": ""}),
    ("submission_accepted_has_an_article", submission, {"status": "accepted"}),
    ("submission_accepted_has_an_article", submission, lambda: {"article": make_draft()}),
    ("submission_in_review_is_held", submission, {"status": "in_review"}),
    ("autosave_of_one_thing", autosave, lambda: {"article": make_draft()}),
    ("site_word_limits_in_order", site, {"fewest_words": F("most_words") + 1}),
]


@pytest.mark.parametrize(("constraint", "rows", "change"), REFUSED_ROWS)
def test_the_database_refuses(constraint, rows, change):
    row, change = rows(), change() if callable(change) else change
    with refused_by(constraint):
        row.update(**change)


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        (bare_article, {"embargo_until": F("publish_at")}),
        (bare_article, {"expires_at": F("publish_at") + SECOND}),
        (photo, {"focal_x": 0, "focal_y": 1}),
        (photo, {"content_hash": "0123456789abcdef" * 4, "widths": [240], "has_avif": True}),
        (revision, {"headline": "", "publish_at": None, "embargo_until": datetime.now(UTC)}),
    ],
)
def test_the_database_takes_what_lies_on_the_border(rows, change):
    assert rows().update(**change) == 1


def test_an_address_is_given_once_a_day():
    make_article(slug="rain", publish_at=datetime(2026, 3, 5, 15, tzinfo=UTC))
    same_day = make_article(slug="snow", publish_at=datetime(2026, 3, 5, 16, tzinfo=UTC))
    with refused_by("article_slug_unique_per_day"):
        Article.objects.filter(pk=same_day.pk).update(slug="rain")


def test_the_day_of_an_address_is_new_york_s(client):
    """Midnight there is 05:00 UTC: two New York days, one UTC day; then one and two."""
    first = make_article(slug="rain", publish_at=datetime(2026, 3, 5, 4, 59, tzinfo=UTC))
    second = make_article(slug="rain", publish_at=datetime(2026, 3, 5, 5, 0, tzinfo=UTC))
    assert [first.get_absolute_url(), second.get_absolute_url()] == [
        "/2026/03/04/rain/",
        "/2026/03/05/rain/",
    ]
    for article in (first, second):
        assert client.get(article.get_absolute_url()).context["article"] == article
    with refused_by("article_slug_unique_per_day"):
        Article.objects.filter(pk=first.pk).update(
            publish_at=datetime(2026, 3, 6, 4, 59, tzinfo=UTC)
        )


def test_a_byline_has_one_author_at_each_position():
    article = make_article(authors=[AuthorFactory(), AuthorFactory()])
    again = {"article": article, "publish_at": article.publish_at}
    with refused_by("byline_one_a_position"):
        Byline.objects.create(author=AuthorFactory(), position=2, **again)
    with refused_by("byline_once_an_author"):
        Byline.objects.create(author=article.authors.first(), position=3, **again)


def test_a_revision_s_byline_too():
    working_copy = make_draft(authors=[AuthorFactory(), AuthorFactory()]).working_copy
    with refused_by("revisionbyline_one_a_position"):
        RevisionByline.objects.create(revision=working_copy, author=AuthorFactory(), position=2)
    with refused_by("revisionbyline_once_an_author"):
        RevisionByline.objects.create(
            revision=working_copy, author=working_copy.authors_in_order[0], position=3
        )


def test_an_article_has_a_tag_once():
    tag = TagFactory()
    article = make_article(tags=[tag])
    with refused_by("tag_once_an_article"):
        TaggedArticle.objects.create(content_object=article, tag=tag, publish_at=article.publish_at)


def test_revisions_are_numbered_once():
    article = make_draft()
    with refused_by("revision_number_unique"):
        Revision.objects.create(article=article, number=1, headline="Another first")


def change(**fields):
    article = make_article()
    live = {"before": article.live_revision, "after": article.live_revision}
    fields = {"article": article, "at": article.publish_at, "kind": "update"} | live | fields
    return Change.objects.create(**fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("change_kind_is_known", {"kind": "whim"}),
        ("change_placement_is_known", {"placement": "margin"}),
        ("change_correction_has_a_text", {"kind": "correction"}),
        ("change_supersedes_another", {"pk": 7, "supersedes_id": 7}),
    ],
)
def test_a_change_that_says_too_little_is_refused(constraint, fields):
    with refused_by(constraint):
        change(**fields)


def test_a_change_is_superseded_once():
    first = change()
    change(supersedes=first)
    with refused(), transaction.atomic():
        change(supersedes=first)


def test_no_two_tags_share_a_name_of_any_sort():
    bridges, spans = TagFactory(name="Bridges"), TagFactory(name="Spans")
    TagSynonym.objects.create(tag=bridges, name="Viaducts")
    with refused_by("tag_name_once"):
        Tag.objects.create(name="BRIDGES", slug="more")
    with refused_by("tagsynonym_name_once"):
        TagSynonym.objects.create(tag=spans, name="VIADUCTS")
    with refused_by("tag_has_its_names_alone"):
        TagSynonym.objects.create(tag=spans, name="bridges")
    with refused_by("tag_has_its_names_alone"):
        Tag.objects.filter(pk=spans.pk).update(name="viaducts")


def test_a_version_has_a_number_of_its_own():
    words = {"noun": "tag", "thing_id": 1, "number": 1, "words": {}}
    KeptVersion.objects.create(**words)
    KeptVersion.objects.create(**words | {"noun": "page"})
    with refused_by("keptversion_number_unique"):
        KeptVersion.objects.create(**words)


@pytest.mark.parametrize("about", [{}, {"about_noun": "tag"}, {"about_id": 1}])
def test_an_act_of_nothing_is_not_recorded(about):
    with refused_by("auditentry_is_about_something"):
        AuditEntry.objects.create(verb="save", **about)


@pytest.mark.parametrize("rows", [AuditEntry.objects, Change.objects], ids=["audit", "changes"])
def test_the_record_is_never_rewritten(rows):
    AuditEntry.objects.create(article=change().article, verb="save")
    with refused() as account:
        rows.update(at=datetime.now(UTC))
    assert account.diagnosis.message_primary == "the record is never rewritten"
    with refused() as account:
        rows.all()._raw_delete(rows.db)
    assert account.diagnosis.message_primary == "the record is never rewritten"


def test_a_person_has_one_presence_in_an_article():
    whose = {"article": make_draft(), "user": UserFactory()}
    Presence.objects.create(seen_at=datetime.now(UTC), **whose)
    with refused_by("presence_once_a_person"):
        Presence.objects.create(seen_at=datetime.now(UTC), **whose)


def test_one_update_of_an_article_waits_at_a_time():
    first = planned_update().get()
    again = {"revision": first.revision, "live": first.live, "at": first.at}
    with refused_by("plannedupdate_one_waits"):
        PlannedUpdate.objects.create(article=first.article, **again)
    PlannedUpdate.objects.update(cancelled_at=datetime.now(UTC))
    PlannedUpdate.objects.create(article=first.article, **again)


def test_the_gate_has_one_rule_for_a_place():
    gate_rule()
    with refused_by("gaterule_once_a_place"):
        gate_rule()


def test_a_person_has_one_filter_of_a_name_and_one_default():
    first = saved_filter().get()
    fields = {"owner": first.owner, "query": "q=a"}
    with refused_by("savedfilter_once_a_name"):
        SavedFilter.objects.create(name="Drafts", **fields)
    SavedFilter.objects.update(is_default=True)
    with refused_by("savedfilter_one_default"):
        SavedFilter.objects.create(name="Other", is_default=True, **fields)


@pytest.mark.parametrize("minutes", [-1, 1])
def test_a_byline_carries_its_article_s_time_and_no_other(minutes):
    article = make_article()
    other_time = article.publish_at + timedelta(minutes=minutes)
    with refused_by("byline_at_its_articles_time"):
        Byline.objects.create(
            article=article, author=AuthorFactory(), position=2, publish_at=other_time
        )
    with refused_by("byline_at_its_articles_time"):
        article.bylines.update(publish_at=other_time)


def test_a_tag_carries_its_article_s_time_and_no_other():
    article = make_article(tags=[TagFactory()])
    other_time = article.publish_at + SECOND
    with refused_by("tag_at_its_articles_time"):
        TaggedArticle.objects.create(
            content_object=article, tag=TagFactory(), publish_at=other_time
        )
    with refused_by("tag_at_its_articles_time"):
        article.tagged_items.update(publish_at=other_time)


def test_what_has_no_time_has_no_byline_and_no_tag():
    draft = make_draft()
    with refused_as_null("publish_at"):
        Byline.objects.create(article=draft, author=AuthorFactory(), position=1)
    with refused_by("byline_at_its_articles_time"):
        Byline.objects.create(
            article=draft, author=AuthorFactory(), position=1, publish_at=datetime.now(UTC)
        )
    article = make_article()
    withdrawn = Article.objects.filter(pk=article.pk)
    withdrawn.update(status="withdrawn")
    with refused_as_null("publish_at"):
        withdrawn.update(publish_at=None)


def test_the_tag_library_s_own_verbs_are_refused():
    article = make_article()
    with refused_as_null("publish_at"):
        article.tags.add("rain")
    with refused_as_null("publish_at"):
        article.tags.set(["rain", "snow"])


def test_bylines_and_tags_follow_when_the_article_s_time_changes():
    article = make_article(tags=[TagFactory(), TagFactory()])
    earlier = article.publish_at - HOUR
    Article.objects.filter(pk=article.pk).update(publish_at=earlier)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert [byline.publish_at for byline in article.bylines.all()] == [earlier]
    assert [item.publish_at for item in article.tagged_items.all()] == [earlier, earlier]


def test_the_paper_has_one_row_of_settings():
    Site.objects.get_or_create(pk=1)
    with refused_by("site_is_one_row"):
        Site.objects.create(pk=2)


def test_a_redirect_leads_to_one_thing_at_most():
    Redirect.objects.create(path="/gone/")
    with refused_by("redirect_to_one_thing"):
        Redirect.objects.create(path="/two/", section=SectionFactory(), page=PageFactory())


@pytest.mark.parametrize(
    ("row", "change"),
    [
        (lambda: SectionFactory(name=uuid4(), slug="one"), {"slug": "two"}),
        (lambda: TagFactory(slug="one"), {"slug": "two"}),
        (lambda: AuthorFactory(slug="one"), {"slug": "two"}),
        (lambda: PageFactory(slug="one"), {"slug": "two"}),
        (lambda: UserFactory(email="one@example.org"), {"email": "two@example.org"}),
        (lambda: Redirect.objects.create(path="/one/", tag=TagFactory()), {"path": "/two/"}),
        (lambda: PhotoFactory(key="one"), {"key": "two"}),
        (lambda: make_draft(), {"source_id": "two"}),
    ],
    ids=["section", "tag", "author", "page", "user", "redirect", "photo", "article"],
)
def test_what_an_address_or_a_log_in_names_is_one(row, change):
    first, second = row(), None
    table = type(first).objects
    table.filter(pk=first.pk).update(**change)
    second = row()
    with pytest.raises(IntegrityError, match="duplicate key value"), transaction.atomic():
        table.filter(pk=second.pk).update(**change)


def test_a_page_tells_of_what_there_is_to_tell():
    with refused_by("page_topics_are_known"):
        PageFactory(topics=["masthead", "horoscope"])


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("slot_is_on_the_page", {"zone": "latest"}),
        ("slot_is_on_the_page", {"position": 0}),
        ("slot_is_on_the_page", {"position": 5}),
        ("slot_is_on_the_page", {"zone": "lead", "position": 2}),
        ("slot_of_a_strip_has_a_section", {"zone": "strip"}),
        ("slot_one_a_place", {}),
        ("slot_once_an_article", {"position": 2}),
    ],
)
def test_a_slot_has_a_place_and_an_article_of_its_own(constraint, fields):
    first = Slot.objects.create(
        line_up=LineUp.objects.create(), zone="top", position=1, article=make_article()
    )
    other = make_article() if constraint == "slot_one_a_place" else first.article
    slot = Slot(line_up=first.line_up, zone="top", position=1, article=other)
    for name, value in fields.items():
        setattr(slot, name, value)
    with refused_by(constraint):
        slot.save()


@pytest.mark.parametrize(
    "act",
    [
        lambda line_up, slot: LineUp.objects.filter(pk=line_up.pk).delete(),
        lambda line_up, slot: LineUp.objects.filter(pk=line_up.pk).update(starts_at=NOW),
        lambda line_up, slot: LineUp.objects.filter(pk=line_up.pk).update(strips=[]),
        lambda line_up, slot: Slot.objects.filter(pk=slot.pk).update(headline="Anew"),
        lambda line_up, slot: Slot.objects.filter(pk=slot.pk).delete(),
    ],
)
def test_what_the_front_was_is_never_rewritten(act):
    line_up = LineUp.objects.create()
    slot = Slot.objects.create(line_up=line_up, zone="top", position=1, article=make_article())
    with refused() as account:
        act(line_up, slot)
    assert account.diagnosis.message_primary == "the record is never rewritten"


def test_a_manuscript_has_a_number_of_its_own():
    first = send(make_submission()).manuscripts.get()
    with refused_by("manuscript_number_unique"):
        Manuscript.objects.create(submission=first.submission, number=1)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("submissionact_statuses_are_known", {"from_status": "lost"}),
        ("submissionact_statuses_are_known", {"to_status": "lost"}),
        ("submissionact_private_is_an_editors", {"is_private": True}),
    ],
)
def test_an_act_that_nobody_can_have_done_is_refused(constraint, fields):
    moves = {"from_status": "draft", "to_status": "submitted"}
    act = SubmissionAct(submission=make_submission(), verb="submit", **moves | fields)
    with refused_by(constraint):
        act.save()


def test_a_manuscript_carries_a_known_licence():
    with refused_by("manuscript_licence_is_known"):
        Manuscript.objects.create(submission=make_submission(), number=1, licence="none")


def test_terms_that_were_adopted_are_never_rewritten():
    adopted = terms()
    with refused() as account:
        adopted.update(text="Be brief.")
    assert account.diagnosis.message_primary == "the record is never rewritten"
    with refused() as account:
        adopted.delete()
    assert account.diagnosis.message_primary == "the record is never rewritten"


def notice_choice():
    chosen = NoticeChoice.objects.create(person=UserFactory(), kind="assigned", delivery="never")
    return NoticeChoice.objects.filter(pk=chosen.pk)


def test_mail_goes_in_a_known_way_chosen_once_for_a_kind():
    chosen = notice_choice()
    with refused_by("noticechoice_delivery_is_known"):
        chosen.update(delivery="hourly")
    with refused_by("noticechoice_one_a_kind"):
        NoticeChoice.objects.create(person=chosen.get().person, kind="assigned", delivery="digest")


def test_terms_have_each_a_number_of_their_own():
    terms()
    with refused_by("authors_terms_number_key"):
        terms()


@pytest.mark.parametrize("rows", [Manuscript.objects, SubmissionAct.objects])
def test_what_was_sent_and_done_is_never_rewritten(rows):
    send(make_submission())
    with refused() as account:
        rows.update(at=NOW)
    assert account.diagnosis.message_primary == "the record is never rewritten"
    with refused() as account:
        rows.all()._raw_delete(rows.db)
    assert account.diagnosis.message_primary == "the record is never rewritten"


def test_what_was_sent_is_deleted_only_by_who_says_that_it_is_erased():
    send(make_submission())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL algemeiner.erasing = 'on'")
    with refused() as account:
        Manuscript.objects.update(at=NOW)
    assert account.diagnosis.message_primary == "the record is never rewritten"
    SubmissionAct.objects.all().delete()
    Manuscript.objects.all().delete()
    assert (SubmissionAct.objects.count(), Manuscript.objects.count()) == (0, 0)


@pytest.mark.parametrize("relation", ["bylines", "tagged_items", "revisions", "section"])
def test_nothing_that_an_article_names_is_deleted_under_it(relation):
    article = make_article(tags=[TagFactory()])
    named = {
        "bylines": lambda: article.bylines.get().author,
        "tagged_items": lambda: article.tagged_items.get().tag,
        "revisions": lambda: article.working_copy,
        "section": lambda: Section.objects.get(),
    }[relation]()
    with pytest.raises(IntegrityError):
        named.delete()


def test_a_stretch_of_time_is_counted_once():
    stretch = {"act": "contact", "who": "", "began_at": NOW, "count": 1}
    Tally.objects.create(**stretch)
    with refused_by("tally_once_a_stretch"):
        Tally.objects.create(**stretch)


def test_readings_are_one_row_an_hour_a_day_and_a_place():
    article = make_article()
    hour = {"article": article, "hour": NOW, "count": 1}
    day = {"article": article, "day": NOW.date(), "count": 1}
    place = {"stretch": "day", "position": 1, "article": article}
    for model, row, constraint in [
        (ReadsOfHour, hour, "reads_once_an_hour"),
        (ReadsOfDay, day, "reads_once_a_day"),
        (MostRead, place, "most_read_one_a_place"),
    ]:
        model.objects.create(**row)
        with refused_by(constraint):
            model.objects.create(**row)
    with refused_by("most_read_stretch_is_known"):
        MostRead.objects.update(stretch="year")


NAMED_ABOVE = {constraint for constraint, _, _ in REFUSED_ROWS} | {
    "article_slug_unique_per_day",
    "byline_one_a_position",
    "byline_once_an_author",
    "revisionbyline_one_a_position",
    "revisionbyline_once_an_author",
    "revision_number_unique",
    "tag_once_an_article",
    "site_is_one_row",
    "change_kind_is_known",
    "change_placement_is_known",
    "change_correction_has_a_text",
    "change_supersedes_another",
    "auditentry_is_about_something",
    "keptversion_number_unique",
    "tag_name_once",
    "tagsynonym_name_once",
    "redirect_to_one_thing",
    "presence_once_a_person",
    "plannedupdate_one_waits",
    "gaterule_once_a_place",
    "savedfilter_once_a_name",
    "savedfilter_one_default",
    "tally_once_a_stretch",
    "reads_once_an_hour",
    "reads_once_a_day",
    "most_read_one_a_place",
    "most_read_stretch_is_known",
    "page_topics_are_known",
    "noticechoice_one_a_kind",
    "noticechoice_delivery_is_known",
    "slot_is_on_the_page",
    "slot_of_a_strip_has_a_section",
    "slot_one_a_place",
    "slot_once_an_article",
    "manuscript_number_unique",
    "manuscript_licence_is_known",
    "submissionact_statuses_are_known",
    "submissionact_private_is_an_editors",
}
# Says nothing by itself: the composite foreign keys of bylines and tags need it to refer to.
REFERRED_TO = {"article_id_publish_at"}


def test_every_constraint_of_the_models_stands_in_this_file():
    constraints = {
        constraint.name
        for label in ("articles", "authors")
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint | UniqueConstraint)
    }
    assert constraints == NAMED_ABOVE | REFERRED_TO
