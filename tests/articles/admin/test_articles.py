from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.contrib.admin.utils import flatten_fieldsets
from django.db import connection
from django.test import Client
from django.utils import timezone

from algemeiner.policy import Role
from articles import workflow
from articles.admin.articles import ArticleAdmin
from articles.admin.reading import FIELDSETS
from articles.models import Article, AuditEntry, Kind, Language, Revision
from articles.models.content import Content
from tests.articles.admin.forms import errors, filled_in, messages
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
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
ADD = "/admin/articles/article/add/"
HOUR = timedelta(hours=1)


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def save(client, article, button="_continue", **fields):
    """Opens an article's form, types `fields` and presses a button."""
    return send(client, article, filled_in(client.get(form_of(article))) | fields, button)


def send(client, article, data, button="_continue"):
    return client.post(form_of(article), data | {button: "Save"}, follow=True)


def rows(*authors_and_orders):
    """The form's fields for rows of the byline, each (author, order)."""
    data = {"bylines-TOTAL_FORMS": str(len(authors_and_orders))}
    for index, (author, order) in enumerate(authors_and_orders):
        data[f"bylines-{index}-author"] = str(author.pk) if author else ""
        data[f"bylines-{index}-position"] = order
    return data


def working_copy(article):
    return Article.objects.get(pk=article.pk).working_copy


def live(article):
    """What readers have of an article: its row, bylines and tags."""
    row = Article.objects.get(pk=article.pk)
    authors = [byline.author for byline in row.bylines_in_order]
    return workflow.content_of(row), authors, row.tags_in_order


class TestList:
    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_many(self, desk, django_assert_num_queries, count):
        for _ in range(count):
            article = make_article(authors=[AuthorFactory(), AuthorFactory()])
            workflow.save(article, copy(), based_on=article.working_copy_id, by=None)
            Article.objects.filter(pk=article.pk).update(assigned_to=UserFactory())
        # Session, user, paper; sections and people of the filter; which articles; the articles,
        # their bylines and authors; who has one open; the filter it opens with, and all saved.
        with django_assert_num_queries(12):
            response = desk.get(LIST)
        assert len(texts(response, "th.field-headline_in_work")) == count

    def test_shows_the_working_copy(self, desk):
        article = make_article(headline="Live", authors=[AuthorFactory(name="Ida Roth")])
        pair = [AuthorFactory(name="Noa Levi"), AuthorFactory(name="Sam Katz")]
        books = SectionFactory(slug="books")
        worked_on = copy(headline="In Work", authors=pair, section=books, kind=Kind.REVIEW)
        workflow.save(article, worked_on, based_on=article.working_copy_id, by=None)
        Article.objects.update(assigned_to=desk.person)
        response = desk.get(LIST)
        shown = ("headline_in_work", "section_in_work", "kind_in_work", "byline", "holder")
        assert [texts(response, f".field-{name}") for name in shown] == [
            ["In Work"],
            ["Books"],
            ["Review"],
            ["Noa Levi, Sam Katz"],
            [str(desk.person)],
        ]

    def test_says_where_each_article_stands(self, desk):
        now = timezone.now()
        make_draft(headline="Draft")
        make_article(headline="Live")
        make_article(headline="Later", publish_at=now + HOUR)
        make_article(headline="Over", expires_at=now - HOUR / 2)
        changed = make_article(headline="Changed")
        workflow.save(changed, copy(headline="Changed"), based_on=changed.working_copy_id, by=None)
        workflow.withdraw(make_article(headline="Gone"), by=None, notice="It was wrong.")
        response = desk.get(LIST)
        found = dict(
            zip(
                texts(response, "th.field-headline_in_work"),
                texts(response, "td.field-standing"),
                strict=True,
            )
        )
        assert found == {
            "Draft": "Draft",
            "Live": "Published",
            "Later": "Scheduled",
            "Over": "Expired",
            "Changed": "Update pending",
            "Gone": "Withdrawn",
        }

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("q=bridge", ["A Bridge"]),
            ("q=חל", ["חלה"]),
            ("status=draft", ["A Bridge", "חלה"]),
            ("section={city}", ["A Bridge"]),
            ("section={city}&status=published", []),
            ("q=nothing", []),
        ],
    )
    def test_is_searched_and_filtered(self, desk, query, expected):
        city = SectionFactory(slug="city")
        make_draft(headline="A Bridge", section=city)
        make_draft(headline="חלה", lang=Language.HEBREW, section=SectionFactory(slug="food"))
        make_article(headline="Out", section=SectionFactory(slug="books"))
        response = desk.get(f"{LIST}?{query.format(city=city.pk)}")
        assert sorted(texts(response, "th.field-headline_in_work")) == expected


class TestWriting:
    def test_a_new_article_is_a_draft_with_everything_that_was_typed(self, enter):
        client = enter(Role.REPORTER)
        section, tag, photo = SectionFactory(), TagFactory(), PhotoFactory()
        ida, noa = AuthorFactory(), AuthorFactory()
        typed = {
            "headline": "Rain \r\n Expected",
            "dek": "All of Tuesday.",
            "kicker": "Weather",
            "kind": "analysis",
            "lang": "en",
            "section": str(section.pk),
            "tags": [str(tag.pk)],
            "body": '<p>Take an <strong>umbrella</strong>.</p><script>alert("wet")</script>',
            "lead_photo": str(photo.pk),
            "lead_caption": "Clouds.",
            "publish_at_0": "2026-03-05",
            "publish_at_1": "10:00:00",
            "note": "As told by the harbor.",
        } | rows((ida, ""), (noa, "1"), (None, ""))
        response = client.post(
            ADD, filled_in(client.get(ADD)) | typed | {"_continue": "Save"}, follow=True
        )

        article = Article.objects.get()
        revision = article.working_copy
        assert response.redirect_chain == [(form_of(article), 302)]
        assert messages(response) == ["Saved. Readers see it when it is published."]
        assert {name: getattr(revision, name) for name in ("headline", "body", "kind", "note")} == {
            "headline": "Rain Expected",
            "body": "<p>Take an <strong>umbrella</strong>.</p>",
            "kind": Kind.ANALYSIS,
            "note": "As told by the harbor.",
        }
        assert (revision.section, revision.lead_photo) == (section, photo)
        assert revision.publish_at == datetime(2026, 3, 5, 15, tzinfo=UTC)
        assert (revision.authors_in_order, list(revision.tags.all())) == ([noa, ida], [tag])
        assert (article.status, article.created_by) == ("draft", client.person)
        assert not article.is_public()
        assert [(entry.verb, entry.by) for entry in AuditEntry.objects.all()] == [
            ("create", client.person)
        ]

    def test_only_a_headline_is_needed(self, desk):
        data = filled_in(desk.get(ADD)) | {"_continue": "Save"}
        assert errors(desk.post(ADD, data)) == ["This field is required."]
        desk.post(ADD, data | {"headline": "Rain"})
        assert Article.objects.get().working_copy.headline == "Rain"

    def test_who_has_a_byline_of_their_own_finds_it_filled_in(self, desk):
        ida = AuthorFactory(user=desk.person)
        AuthorFactory()
        assert filled_in(desk.get(ADD))["bylines-0-author"] == str(ida.pk)

    def test_the_form_shows_the_working_copy(self, desk):
        live_tag, tag = TagFactory(), TagFactory()
        article = make_article(headline="Live", tags=[live_tag])
        author = AuthorFactory()
        worked_on = copy(headline="In Work", authors=[author], tags=[tag])
        workflow.save(article, worked_on, based_on=article.working_copy_id, by=None)
        shown = filled_in(desk.get(form_of(article)))
        assert {
            name: shown[name]
            for name in ("headline", "tags", "bylines-0-author", "bylines-1-author", "based_on")
        } == {
            "headline": "In Work",
            "tags": [str(tag.pk)],
            "bylines-0-author": str(author.pk),
            "bylines-1-author": "",
            "based_on": str(working_copy(article).pk),
        }

    def test_saving_leaves_what_readers_see(self, desk):
        article = make_article(tags=[TagFactory()], publish_at=datetime(2026, 3, 5, 15, tzinfo=UTC))
        before = live(article)
        response = save(
            desk, article, headline="Other", tags=[], publish_at_0="2026-03-06", **rows()
        )
        assert messages(response) == ["Saved. Readers see it when it is published."]
        assert live(article) == before
        saved = working_copy(article)
        assert (saved.headline, saved.publish_at) == (
            "Other",
            datetime(2026, 3, 6, 15, tzinfo=UTC),
        )
        assert (saved.authors_in_order, list(saved.tags.all())) == ([], [])

    def test_saving_what_nobody_changed_makes_no_version(self, desk):
        article = make_article(
            body="<p>One.</p>\n<p>Two.</p>",
            tags=[TagFactory()],
            authors=[AuthorFactory(), AuthorFactory()],
            publish_at=datetime(2026, 3, 5, 15, 0, 1, 234567, tzinfo=UTC),
        )
        save(desk, article)
        assert Revision.objects.filter(article=article).count() == 1

    def test_save_and_close_goes_back_to_the_list_as_it_was(self, desk):
        article = make_draft()
        address = f"{form_of(article)}?_changelist_filters=status__exact%3Ddraft"
        data = filled_in(desk.get(address)) | {"headline": "Other", "_save": "Save and close"}
        assert desk.post(address, data).url == f"{LIST}?status__exact=draft"

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({"embargo_until_0": "2026-03-07"}, "The embargo ends after the time of publication."),
            ({"expires_at_0": "2026-03-01"}, "The article would expire before it is published."),
        ],
    )
    def test_impossible_times_are_refused(self, desk, typed, message):
        article = make_draft(publish_at=datetime(2026, 3, 5, 15, tzinfo=UTC))
        hours = {"embargo_until_1": "10:00", "expires_at_1": "10:00"}
        chosen = {name.replace("_0", "_1"): hours[name.replace("_0", "_1")] for name in typed}
        assert errors(save(desk, article, **typed, **chosen)) == [message]
        assert working_copy(article).number == 1

    def test_an_hour_that_the_clocks_repeat_is_asked_about_and_not_guessed(self, desk):
        article = make_draft(publish_at=datetime(2026, 11, 1, 6, 30, tzinfo=UTC))
        (error,) = errors(save(desk, article, publish_at_1="01:40:00"))
        assert "it may be ambiguous" in error
        save(desk, article, headline="Later Than It Seems")
        assert (working_copy(article).headline, working_copy(article).publish_at) == (
            "Later Than It Seems",
            datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
        )

    def test_enter_in_a_field_saves_and_stays(self, desk):
        response = desk.get(form_of(make_draft()))
        buttons = [
            element.attrs.get("name") for element in elements(response, "input[type=submit]")
        ]
        assert buttons == ["_continue", "_publish", "_save", "_submit"]

    def test_from_a_popup(self, desk):
        data = filled_in(desk.get(f"{ADD}?_popup=1")) | {"headline": "Rain", "_save": "Save"}
        response = desk.post(f"{ADD}?_popup=1", data)
        article = Article.objects.get()
        assert response.template_name[-1] == "admin/popup_response.html"
        assert f"&quot;value&quot;: &quot;{article.pk}&quot;" in response.content.decode()


class TestBylines:
    @pytest.mark.parametrize(
        ("orders", "expected"),
        [
            (("1", "2", "3"), "abc"),
            (("1", "2", "1"), "cab"),  # up to the first place
            (("1", "1", "3"), "bac"),
            (("3", "2", "3"), "bca"),  # down to the last
            (("2", "2", "3"), "bac"),
            (("3", "2", "1"), "cba"),
            (("", "2", "3"), "bca"),  # no number: at the end
            (("1", "9", "3"), "acb"),
        ],
    )
    def test_are_put_in_order_by_their_numbers(self, desk, orders, expected):
        authors = [AuthorFactory(name=name) for name in "abc"]
        article = make_article(authors=authors)
        save(desk, article, **rows(*zip(authors, orders, strict=True)))
        names = "".join(author.name for author in working_copy(article).authors_in_order)
        assert names == expected

    @pytest.mark.parametrize(("order", "expected"), [("", "abc"), ("1", "cab"), ("2", "acb")])
    def test_a_new_one_goes_where_its_number_says_and_else_last(self, desk, order, expected):
        a, b, c = (AuthorFactory(name=name) for name in "abc")
        article = make_article(authors=[a, b])
        save(desk, article, **rows((a, "1"), (b, "2"), (c, order)))
        names = "".join(author.name for author in working_copy(article).authors_in_order)
        assert names == expected

    def test_one_is_taken_off_by_emptying_its_row(self, desk):
        a, b = AuthorFactory(), AuthorFactory()
        article = make_article(authors=[a, b])
        save(desk, article, **rows((None, "1"), (b, "2")))
        assert working_copy(article).authors_in_order == [b]
        assert [byline.author for byline in article.bylines_in_order] == [a, b]

    def test_nobody_is_named_twice(self, desk):
        author = AuthorFactory()
        article = make_article(authors=[author])
        response = save(desk, article, **rows((author, "1"), (author, "2")))
        assert errors(response) == ["An author is named twice."]
        assert working_copy(article).number == 1

    @pytest.mark.parametrize("order", ["first", "0", "-1"])
    def test_what_is_no_number_is_refused(self, desk, order):
        author = AuthorFactory()
        article = make_article(authors=[author])
        assert len(errors(save(desk, article, **rows((author, order))))) == 1
        assert working_copy(article).number == 1


class TestPublishing:
    def test_makes_what_was_typed_live(self, enter):
        client = enter(Role.EDITOR)
        article, author, tag = make_draft(), AuthorFactory(), TagFactory()
        response = save(
            client,
            article,
            "_publish",
            headline="Rain at Last",
            tags=[str(tag.pk)],
            **rows((author, "1")),
        )
        content, authors, tags = live(article)
        assert (content["headline"], authors, tags) == ("Rain at Last", [author], [tag])
        address = Article.objects.get().get_absolute_url()
        assert messages(response) == [f'Readers see it now: <a href="{address}">Rain at Last</a>']
        assert "Rain at Last" in client.get(address).content.decode()

    @pytest.mark.parametrize(
        ("field", "hours", "message"),
        [
            ("publish_at", 48, "Readers will see it from March 7, 2026 10:00 am, New York time."),
            ("expires_at", -1, "It is published, and has expired: readers do not see it."),
        ],
    )
    def test_says_when_readers_do_not_see_it(self, desk, time_machine, field, hours, message):
        time_machine.move_to(datetime(2026, 3, 5, 15, tzinfo=UTC), tick=False)
        at = timezone.now() + hours * HOUR
        times = {"publish_at": timezone.now() - 5 * HOUR} | {field: at}
        response = save(desk, make_draft(**times), "_publish")
        assert messages(response) == [message]

    def test_what_is_missing_is_said_and_the_text_is_kept(self, desk):
        article = make_draft(authors=[])
        response = save(desk, article, "_publish", headline="Rain at Last", body="")
        assert messages(response) == [
            "A byline is missing.",
            "The body is empty.",
            "Your text is saved. It is not published.",
        ]
        assert (working_copy(article).headline, live(article)[0]["headline"]) == (
            "Rain at Last",
            "",
        )

    def test_a_new_article_goes_live_in_one_step(self, desk):
        typed = {
            "headline": "Rain",
            "body": "<p>Wet.</p>",
            "section": str(SectionFactory().pk),
        } | rows((AuthorFactory(), ""))
        data = filled_in(desk.get(ADD)) | typed | {"_publish": "Publish"}
        desk.post(ADD, data)
        assert Article.objects.published().get().headline == "Rain"

    def test_by_who_may_not_is_refused(self, enter):
        client = enter(Role.REPORTER)
        article = workflow.create(copy(), by=client.person)
        response = client.get(form_of(article))
        assert elements(response, "input[name=_publish]") == []
        assert save(client, article, "_publish").status_code == 403
        assert not Article.objects.published().exists()


class TestHandingOn:
    """From the writer to the editors, back with a reason, and on."""

    def buttons(self, client, article):
        inputs = elements(client.get(form_of(article)), "input[type=submit]")
        return [element.attrs["name"] for element in inputs]

    def test_a_reporter_submits_what_is_typed_and_reads_it_from_then_on(self, enter):
        client = enter(Role.REPORTER)
        article = workflow.create(copy(), by=client.person)
        assert self.buttons(client, article) == ["_continue", "_submit", "_save"]
        response = save(client, article, "_submit", headline="Handed In")
        assert messages(response) == ["Submitted. An editor has it now."]
        assert Article.objects.get().status == "submitted"
        assert working_copy(article).headline == "Handed In"
        assert self.buttons(client, article) == []

    def test_who_wrote_it_reads_why_until_it_is_handed_in_again(self, enter):
        client = enter(Role.REPORTER)
        article = workflow.create(copy(), by=client.person)

        def told():
            return texts(client.get(form_of(article)), "section.returned")

        assert told() == []
        workflow.submit(article, by=client.person)
        daniel = UserFactory(name="Daniel", role=Role.EDITOR)
        workflow.send_back(article, by=daniel, reason="Who <i>said</i> so?")
        (notice,) = told()
        assert notice.startswith("Sent back by Daniel, ")
        assert notice.endswith("Who <i>said</i> so?")
        save(client, article, "_submit")
        assert told() == []

    def test_an_editor_sends_back_with_a_reason(self, enter):
        article = workflow.submit(make_draft(), by=None)
        client = enter(Role.EDITOR)
        expected = ["_continue", "_publish", "_save", "_approve", "_send_back"]
        assert self.buttons(client, article) == expected
        response = save(client, article, "_send_back", reason="Who said so?")
        assert messages(response)[0].startswith("Sent back.")
        assert (Article.objects.get().status, AuditEntry.objects.first().reason) == (
            "draft",
            "Who said so?",
        )

    def test_without_a_reason_it_stays_and_what_was_typed_is_kept(self, enter):
        article = workflow.submit(make_draft(), by=None)
        response = save(enter(Role.EDITOR), article, "_send_back", headline="Typed Meanwhile")
        assert errors(response) == ["Say why."]
        assert "open" in element(response, "details.send-back").attrs
        assert filled_in(response)["headline"] == "Typed Meanwhile"
        assert Article.objects.get().status == "submitted"

    def test_nor_without_a_field_for_one(self, enter):
        article = workflow.submit(make_draft(), by=None)
        client = enter(Role.EDITOR)
        fields = filled_in(client.get(form_of(article))) | {"_send_back": "1"}
        del fields["reason"]
        assert errors(client.post(form_of(article), fields)) == ["Say why."]

    def test_the_main_button_says_what_it_would_do(self, desk):
        def names(article):
            buttons = elements(desk.get(form_of(article)), "[name=_publish]")
            return [button.attrs["value"] for button in buttons]

        later = {"publish_at": timezone.now() + HOUR}
        assert names(make_draft()) == ["Publish"]
        assert names(make_draft(publish_at=timezone.now() - HOUR)) == ["Publish"]
        assert names(make_draft(**later)) == ["Schedule"]
        assert names(make_article(**later)) == ["Schedule"]
        had = make_article()  # a time to come is refused, whatever the button says
        workflow.save(had, copy(**later), based_on=had.working_copy_id, by=None)
        assert names(had) == ["Publish"]

    def test_what_is_approved_can_be_published(self, enter):
        client = enter(Role.EDITOR)
        article = workflow.submit(make_draft(), by=None)
        assert messages(save(client, article, "_approve")) == ["Approved. It can be published."]
        assert self.buttons(client, article) == ["_continue", "_publish", "_save", "_send_back"]
        save(client, article, "_publish")
        assert Article.objects.published().get() == article

    def test_who_may_not_is_refused(self, enter):
        client = enter(Role.REPORTER)
        article = workflow.create(copy(), by=client.person)
        assert save(client, article, "_approve").status_code == 403
        assert Article.objects.get().status == "draft"


class TestReading:
    """Those who may not change an article read its working copy."""

    @pytest.fixture
    def article(self):
        article = make_article(headline="Live", tags=[TagFactory(name="Old")])
        worked_on = copy(
            headline="In Work",
            body="<p>It <em>rains</em>.</p>",
            authors=[AuthorFactory(name="Ida Roth"), AuthorFactory(name="Noa Levi")],
            tags=[TagFactory(name="Rain")],
        )
        workflow.save(article, worked_on, based_on=article.working_copy_id, by=None)
        return article

    @pytest.mark.parametrize("role", [Role.PHOTO_EDITOR, Role.REPORTER])
    def test_shows_everything_and_takes_nothing(self, enter, article, role):
        client = enter(role)
        response = client.get(form_of(article))
        read = {
            name: texts(response, f".field-{name}")[0]
            for name in ("headline", "byline", "text", "tag_names")
        }
        assert read == {
            "headline": "Headline: In Work",
            "byline": "Byline: Ida Roth, Noa Levi",
            "text": "Body: It rains.",
            "tag_names": "Tags: Rain",
        }
        assert "<p>It <em>rains</em>.</p>" in response.content.decode()
        assert elements(response, "input[type=submit]") == []
        assert client.post(form_of(article), {"headline": "Mine"}).status_code == 403
        assert working_copy(article).headline == "In Work"

    def test_a_reporter_writes_their_own_until_readers_have_it(self, enter):
        client = enter(Role.REPORTER)
        article = workflow.create(copy(), by=client.person)
        save(client, article, headline="Mine")
        assert working_copy(article).headline == "Mine"
        workflow.publish(article, by=None)
        assert elements(client.get(form_of(article)), "input[type=submit]") == []

    def test_the_link_to_the_page_is_the_live_one(self, desk):
        article = make_article(slug="rain")
        moved = copy(slug="snow", publish_at=article.publish_at)
        workflow.save(article, moved, based_on=article.working_copy_id, by=None)
        links = elements(desk.get(form_of(article)), "a.viewsitelink")
        assert [link.attrs["href"] for link in links] == [article.get_absolute_url()]

    def test_what_readers_do_not_see_has_no_link(self, desk):
        scheduled = make_article(publish_at=timezone.now() + HOUR)
        for article in (make_draft(), scheduled):
            assert elements(desk.get(form_of(article)), "a.viewsitelink") == []

    @pytest.mark.parametrize("key", ["0", "abc", "99999999999999999999"])
    def test_what_is_not_there_leads_back(self, desk, key):
        assert desk.get(f"{LIST}{key}/change/").url == "/admin/"


def met(response):
    """What the conflict screen shows, by who changed it."""
    return {who: texts(response, f"tr.{who}") for who in ("both", "theirs", "yours")}


class TestConflict:
    @pytest.fixture
    def article(self):
        return make_article(
            headline="Rain",
            dek="Wet.",
            body="<p>First.</p><p>Second.</p>",
            authors=[AuthorFactory(name="Ida Roth")],
            tags=[TagFactory(name="Weather")],
        )

    def saved_meanwhile(self, desk, article, **theirs):
        """A form opened before somebody else saved."""
        opened = filled_in(desk.get(form_of(article)))
        save(desk, article, **theirs)
        return opened

    def test_refuses_and_shows_both_and_keeps_what_was_typed(self, desk, article):
        noa = AuthorFactory(name="Noa Levi")
        opened = self.saved_meanwhile(
            desk, article, dek="Very wet.", body="<p>First.</p><p>Theirs.</p>"
        )
        typed = {"headline": "Mine", "body": "<p>First.</p><p>Second, mine.</p>", "tags": []}
        response = send(desk, article, opened | typed | rows((noa, "1")))

        assert met(response) == {
            "both": [
                "Body taken out: Second. put in: Theirs. taken out: Second. put in: Second, mine.",
            ],
            "theirs": ["Dek taken out: Wet. put in: Very wet."],
            "yours": [
                "Headline taken out: Rain put in: Mine",
                "Bylines taken out: Ida Roth put in: Noa Levi",
                "Tags taken out: Weather put in: –",
            ],
        }
        (said, _) = errors(response)
        assert said.startswith(f"{desk.person.name} saved this article while you were writing")
        shown = filled_in(response)
        assert {name: shown[name] for name in ("headline", "dek", "body", "tags")} == {
            "headline": "Mine",
            "dek": "Wet.",
            "body": "<p>First.</p><p>Second, mine.</p>",
            "tags": [],
        }
        assert shown["bylines-0-author"] == str(noa.pk)
        assert working_copy(article).headline == "Rain"

    def test_once_both_were_shown_the_next_save_counts(self, desk, article):
        opened = self.saved_meanwhile(desk, article, dek="Very wet.")
        refused = send(desk, article, opened | {"dek": "Mine."})
        send(desk, article, filled_in(refused))
        assert (working_copy(article).dek, working_copy(article).number) == ("Mine.", 3)

    def test_and_is_refused_again_when_somebody_was_quicker_again(self, desk, article):
        opened = self.saved_meanwhile(desk, article, dek="Very wet.")
        refused = send(desk, article, opened | {"dek": "Mine."})
        save(desk, article, dek="Soaking.")
        again = send(desk, article, filled_in(refused))
        assert [len(rows) for rows in met(again).values()] == [1, 0, 0]
        assert working_copy(article).dek == "Soaking."

    @pytest.mark.parametrize("button", ["_continue", "_save", "_publish"])
    def test_holds_for_every_button(self, desk, article, button):
        opened = self.saved_meanwhile(desk, article, dek="Very wet.")
        before = live(article)
        send(desk, article, opened | {"headline": "Mine"}, button)
        assert (working_copy(article).dek, live(article)) == ("Very wet.", before)

    @pytest.mark.parametrize("part", ["bylines", "tags"])
    def test_holds_for_what_stands_beside_the_text(self, desk, article, part):
        tag, author = TagFactory(), AuthorFactory()
        theirs = {"tags": {"tags": [str(tag.pk)]}, "bylines": rows((author, "1"))}[part]
        opened = self.saved_meanwhile(desk, article, **theirs)
        response = send(desk, article, opened)
        assert [len(rows) for rows in met(response).values()] == [0, 1, 0]
        assert len(errors(response)) == 1
        assert working_copy(article).number == 2

    def test_is_shown_even_beside_another_error(self, desk, article):
        author = AuthorFactory()
        opened = self.saved_meanwhile(desk, article, **rows((author, "1")))
        typed = {"headline": ""} | rows((author, "1"), (author, "2"))
        response = send(desk, article, opened | typed)
        assert errors(response) == ["This field is required.", "An author is named twice."]
        assert [len(rows) for rows in met(response).values()] == [1, 0, 0]

    def test_pressing_save_twice_is_none(self, desk, article):
        data = filled_in(desk.get(form_of(article))) | {"dek": "Mine."}
        for _ in range(2):
            response = send(desk, article, data)
        assert messages(response) == ["Saved. Readers see it when it is published."]
        assert working_copy(article).number == 2

    @pytest.mark.parametrize("based_on", ["", "abc", "0"])
    def test_a_form_that_does_not_say_what_it_started_from_is_refused(
        self, desk, article, based_on
    ):
        response = save(desk, article, headline="Mine", based_on=based_on)
        assert met(response)["yours"] == ["Headline taken out: Rain put in: Mine"]
        assert working_copy(article).number == 1

    @pytest.mark.usefixtures("transactional_db")
    def test_of_two_at_the_same_moment_one_is_refused(self, desk, article):
        start = Barrier(2)
        opened = filled_in(desk.get(form_of(article)))

        def press(dek):
            client = Client()
            client.force_login(desk.person)
            try:
                start.wait()
                return send(client, article, opened | {"dek": dek})
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            responses = list(pool.map(press, ["Mine.", "Theirs."]))
        assert sorted(len(met(response)["both"]) for response in responses) == [0, 1]
        assert working_copy(article).number == 2


def test_every_field_of_the_content_is_written_and_read_at_the_desk():
    content = {field.name for field in Content._meta.local_fields}
    assert content - set(flatten_fieldsets(ArticleAdmin.fieldsets)) == set()
    assert content - set(flatten_fieldsets(FIELDSETS)) == {"body"}  # there as "text"


@pytest.mark.parametrize("digits", [30, 5_000])
def test_a_number_that_no_row_can_have_is_no_article_and_no_version(desk, digits):
    nonsense = "9" * digits
    answer = desk.post(f"/admin/articles/article/{nonsense}/change/", {})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    response = save(desk, make_draft(), headline="Mine", based_on=nonsense)
    assert response.status_code == 200
