import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import presences, workflow
from articles.models import Article, Autosave, Presence
from tests.articles.admin.forms import errors, filled_in
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    copy,
    make_draft,
)
from tests.markup import texts

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/" if article else ADD


def address(article, screen="draft"):
    return f"/admin/articles/article/{article.pk if article else 'add'}/{screen}/"


def as_typed(response, **typed):
    """A page's form as its script sends it after somebody typed into it."""
    data = {name: value for name, value in (filled_in(response) | typed).items() if value != []}
    return {name: value if isinstance(value, list) else [value] for name, value in data.items()}


def say(client, article, form=None, **more):
    message = {
        "person": client.person.pk,
        "key": form["draft"][0] if form else str(uuid4()),
        "sequence": 1,
        "took_up": form["took_up"][0] if form else "",
        "based_on": article.working_copy_id if article else None,
        "typed": form,
    }
    return post(client, article, json.dumps(message | more))


def post(client, article, body):
    return client.post(address(article), body, content_type="application/json")


def type_into(client, article, **typed):
    """Opens a form, types, and leaves it to the autosave; returns the key."""
    fields = as_typed(client.get(form_of(article)), **typed)
    assert say(client, article, fields).status_code == 200
    return fields["draft"][0]


def offered(response):
    return texts(response, "li.offer")


class TestKeeping:
    def test_an_articles_form_is_kept_as_it_stands(self, desk, time_machine):
        article = make_draft(headline="Rain")
        time_machine.move_to(datetime(2026, 3, 5, 15, 32, tzinfo=UTC), tick=False)
        fields = as_typed(desk.get(form_of(article)), headline="Rain at Last", tags=["3"])
        response = say(desk, article, fields)
        assert response.json() == {"at": "10:32 am", "others": [], "newer": None}
        draft = Autosave.objects.get()
        assert (draft.user, draft.article, draft.fields) == (desk.person, article, fields)
        assert Article.objects.get().working_copy.headline == "Rain"

    def test_without_text_it_only_says_that_it_is_open(self, desk):
        article = make_draft()
        assert say(desk, article).status_code == 200
        assert Presence.objects.get().user == desk.person
        assert not Autosave.objects.exists()
        say(desk, article, leaving=True)
        assert not Presence.objects.exists()

    def test_is_told_who_else_is_there_and_what_was_saved(self, desk, time_machine):
        article = make_draft()
        old = article.working_copy_id
        time_machine.move_to(datetime(2026, 3, 5, 15, 40, tzinfo=UTC), tick=False)
        noa = UserFactory(name="Noa Levi")
        workflow.save(article, copy(), based_on=old, by=noa)
        presences.stay(article, by=noa, typed=True)
        presences.stay(article, by=UserFactory(name="Sam Katz"))
        time_machine.shift(25)
        assert say(desk, article, based_on=old).json() == {
            "at": "10:40 am",
            "others": [
                "Noa Levi has this open too, typed 20 seconds ago.",
                "Sam Katz has this open too.",
            ],
            "newer": {
                "words": "Noa Levi saved version 2 at 10:40 am.",
                "compare": f"/admin/articles/article/{article.pk}/compare/?from=1&to=2",
            },
        }

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_many_are_there(self, desk, django_assert_num_queries, count):
        article = make_draft()
        for _ in range(count):
            presences.stay(article, by=UserFactory())
        fields = as_typed(desk.get(form_of(article)))
        say(desk, article, fields)
        # Session, user, article; the draft between savepoints and its article; presence likewise,
        # and the others.
        with django_assert_num_queries(13):
            say(desk, article, fields, sequence=2)

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "[]",
            "1",
            '"a"',
            "{",
            "{}",
            "[" * 100_000,
            json.dumps({"person": "you", "key": "abc"}),
            b"\xff\xfe",
        ],
    )
    def test_junk_is_answered(self, desk, body):
        assert post(desk, None, body).status_code == 400
        assert not Autosave.objects.exists()

    @pytest.mark.parametrize(
        "more",
        [
            {"typed": "headline=Rain"},
            {"typed": ["Rain"]},
            {"typed": {"headline": "Rain"}},
            {"typed": {"headline": [1]}},
            {"typed": {"headline": [{}]}},
            {"sequence": -1},
            {"sequence": 2**60},
            {"sequence": "many"},
            {"key": "../../etc/passwd"},
            {"based_on": "x"},
        ],
    )
    def test_and_what_is_no_form(self, desk, more):
        assert say(desk, None, **more).status_code == 400
        assert not Autosave.objects.exists()

    def test_what_postgresql_cannot_hold_is_left_out(self, desk):
        fields = as_typed(desk.get(ADD), headline="Ra\0in \ud800", **{"na\0me": "x"})
        assert say(desk, None, fields).status_code == 200
        draft = Autosave.objects.get()
        assert (draft.headline, draft.first("name")) == ("Rain ?", "x")

    @pytest.mark.parametrize(
        ("size", "status"), [(900_000, 200), (1_000_000, 422), (4_000_000, 413), (6_000_000, 413)]
    )
    def test_there_is_an_end_to_its_length(self, desk, size, status):
        response = say(desk, None, as_typed(desk.get(ADD), body="x" * size))
        assert response.status_code == status
        assert ("problem" in response.json()) == (status != 200)

    def test_a_page_of_somebody_else_is_told_who_is_logged_in(self, enter):
        client = enter(name="Noa Levi")
        response = say(client, None, as_typed(client.get(ADD)), person=client.person.pk + 1)
        assert (response.status_code, response.json()) == (
            409,
            {"problem": "Noa Levi is logged in in this browser now."},
        )
        assert not Autosave.objects.exists()

    def test_needs_the_pages_own_token(self, desk):
        desk.handler.enforce_csrf_checks = True
        assert say(desk, None, as_typed(desk.get(ADD))).status_code == 403

    def test_who_may_only_read_keeps_nothing(self, enter):
        article, client = make_draft(), enter(Role.PHOTO_EDITOR)
        fields = {"draft": [str(uuid4())], "took_up": [""]}
        for fields_or_none in (fields, None):
            assert say(client, article, fields_or_none).status_code == 403
        assert say(client, None, fields).status_code == 403
        assert client.get(address(article, "drafts")).status_code == 403
        assert not Autosave.objects.exists()
        assert not Presence.objects.exists()

    def test_what_is_secret_is_not_there(self, desk):
        article = make_draft()
        key = type_into(desk, article, headline="Mine")
        until = timezone.now() + timedelta(days=1)
        theirs = copy(headline="Secret", embargo_until=until, publish_at=until)
        workflow.save(article, theirs, based_on=article.working_copy_id, by=None)
        answers = [
            say(desk, article),
            desk.get(address(article, "drafts")),
            desk.post(address(article, "drafts/discard"), {"draft": key}),
        ]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert "Secret" not in desk.get(f"{form_of(article)}?draft={key}").content.decode()


class TestTakingUp:
    def test_what_was_typed_is_offered_with_what_differs(self, desk, time_machine):
        time_machine.move_to(datetime(2026, 3, 5, 15, 32, tzinfo=UTC), tick=False)
        article = make_draft(headline="Rain")
        tag = TagFactory()
        type_into(
            desk, article, headline="Rain at Last", body="<p>A b</p><p>c</p>", tags=[str(tag.pk)]
        )
        assert offered(desk.get(form_of(article))) == [
            "Rain at Last March 5, 2026 10:32 am. Differs in: headline, body (3 words), tags."
            " Take it up Discard"
        ]
        alone = texts(desk.get(address(article, "drafts")), "li.offer")
        assert alone == offered(desk.get(form_of(article)))

    def test_what_says_the_same_is_not_offered(self, desk):
        article = make_draft(lead_caption="a\r\nb", embargo_until=None)
        type_into(desk, article, note="Only a note.")
        assert offered(desk.get(form_of(article))) == []
        type_into(desk, None)
        assert offered(desk.get(ADD)) == []

    def test_fills_the_form_with_all_of_it(self, desk):
        section, tag, photo = SectionFactory(slug="food"), TagFactory(), PhotoFactory()
        ida, noa = AuthorFactory(), AuthorFactory()
        article = make_draft()
        typed = {
            "headline": "",  # nothing typed is too wrong to be kept
            "body": "<p>Half a th</p>",
            "section": str(section.pk),
            "tags": [str(tag.pk)],
            "lead_photo": str(photo.pk),
            "publish_at_0": "2026-03-05",
            "publish_at_1": "quarter past",
            "bylines-TOTAL_FORMS": "2",
            "bylines-0-author": str(noa.pk),
            "bylines-0-position": "2",
            "bylines-1-author": str(ida.pk),
            "bylines-1-position": "1",
        }
        key = type_into(desk, article, **typed)
        response = desk.get(f"{form_of(article)}?draft={key}")
        shown = filled_in(response)
        assert {name: shown[name] for name in typed} == typed
        assert (errors(response), shown["took_up"]) == ([], key)
        assert shown["draft"] != key

    def test_a_new_articles_is_offered_at_the_next_one(self, desk):
        key = type_into(desk, None, headline="Bridges", body="<p>One.</p>")
        assert len(offered(desk.get(ADD))) == 1
        shown = filled_in(desk.get(f"{ADD}?draft={key}"))
        assert (shown["headline"], shown["body"]) == ("Bridges", "<p>One.</p>")

    def test_saving_ends_the_drafts_that_the_form_held(self, desk):
        other = type_into(desk, None, headline="Of another window")
        key = type_into(desk, None, headline="Bridges")
        taken_up = as_typed(desk.get(f"{ADD}?draft={key}"), headline="Bridges Open")
        say(desk, None, taken_up)
        assert Autosave.objects.count() == 2
        desk.post(ADD, taken_up | {"_continue": "Save"})
        assert Article.objects.get().working_copy.headline == "Bridges Open"
        assert [str(draft.key) for draft in Autosave.objects.all()] == [other]

    @pytest.mark.parametrize("button", ["_continue", "_submit", "_publish"])
    def test_whatever_the_button(self, desk, button):
        article = make_draft()
        fields = as_typed(desk.get(form_of(article)), headline="Bridges")
        say(desk, article, fields)
        desk.post(form_of(article), fields | {button: "Save"})
        assert not Autosave.objects.exists()

    def test_a_save_that_is_refused_ends_nothing(self, desk):
        article = make_draft()
        fields = as_typed(desk.get(form_of(article)), headline="")
        say(desk, article, fields)
        response = desk.post(form_of(article), fields | {"_continue": "Save"})
        assert filled_in(response)["took_up"] == fields["draft"][0]
        assert Autosave.objects.count() == 1

    def test_over_a_version_that_was_replaced_it_is_a_conflict(self, desk):
        article = make_draft(headline="Rain", dek="Wet.")
        key = type_into(desk, article, headline="Mine")
        theirs = copy(
            headline="Rain", dek="Very wet.", authors=article.working_copy.authors_in_order
        )
        workflow.save(article, theirs, based_on=article.working_copy_id, by=None)
        response = desk.get(f"{form_of(article)}?draft={key}")
        assert texts(response, ".conflict") != []
        assert filled_in(response)["headline"] == "Mine"

    def test_anothers_opens_for_nobody(self, desk, enter):
        article = make_draft(headline="Rain")
        key = type_into(desk, article, headline="A word of mine")
        client = enter()
        assert offered(client.get(form_of(article))) == []
        page = client.get(f"{form_of(article)}?draft={key}")
        assert filled_in(page)["headline"] == "Rain"
        client.post(address(article, "drafts/discard"), {"draft": key})
        assert Autosave.objects.count() == 1

    def test_is_thrown_away_when_it_is_not_wanted(self, desk):
        for article in (None, make_draft()):
            key = type_into(desk, article, headline="Never mind")
            response = desk.post(address(article, "drafts/discard"), {"draft": key})
            assert response.url == form_of(article)
        assert not Autosave.objects.exists()

    @pytest.mark.parametrize("value", ["' OR 1=1 --", "9" * 5_000])
    def test_one_full_of_junk_opens(self, desk, value):
        names = ["lead_photo", "section", "tags", "lang", "publish_at_0", "bylines-0-author"]
        numbers = ["bylines-0-position", "bylines-TOTAL_FORMS"]
        junk = dict.fromkeys([*names, *numbers], value)
        for article in (None, make_draft()):
            key = type_into(desk, article, headline="Junk", **junk)
            assert desk.get(f"{form_of(article)}?draft={key}").status_code == 200
            assert desk.get(form_of(article)).status_code == 200


class TestPresence:
    def test_is_on_the_page_before_any_script_runs(self, desk):
        article = make_draft()
        presences.stay(article, by=UserFactory(name="Noa Levi"))
        assert texts(desk.get(form_of(article)), "span.others") == ["Noa Levi has this open too."]


def test_a_page_that_was_opened_by_somebody_else_saves_nothing(desk):
    article = make_draft(headline="Rain")
    data = filled_in(desk.get(form_of(article))) | {"person": str(desk.person.pk + 1)}
    response = desk.post(form_of(article), data | {"headline": "Mine", "_continue": "Save"})
    assert errors(response)[0].startswith(f"You are logged in as {desk.person.name}")
    again = filled_in(response)
    assert (again["headline"], again["person"]) == ("Mine", data["person"])
    desk.post(form_of(article), again | {"_continue": "Save"})
    assert Article.objects.get().working_copy.headline == "Rain"


@pytest.mark.parametrize("position", [["1", "2"], ["9" * 5_000], []])
def test_a_byline_that_no_form_sends_locks_nobody_out(desk, position):
    article = make_draft()
    fields = as_typed(desk.get(form_of(article))) | {"bylines-0-position": position}
    assert say(desk, article, fields).status_code == 200
    assert desk.get(form_of(article)).status_code == 200


def test_rows_of_the_byline_are_drawn_up_to_a_hundred(desk):
    fields = filled_in(desk.get(ADD)) | {"headline": "Rain", "bylines-TOTAL_FORMS": "100000"}
    response = desk.post(ADD, fields)
    [bylines] = response.context["inline_admin_formsets"]
    assert len(bylines.formset.forms) == 100
    assert errors(response) == ["Please submit at most 100 forms."]
    assert not Article.objects.exists()
