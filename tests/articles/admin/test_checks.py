"""The checklist on an article's form, and what happens when Publish is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article, AuditEntry, GateRule, Kind, Level, Revision, Site
from tests.articles.admin.forms import filled_in, messages
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    TagFactory,
    UserFactory,
    copy,
    make_article,
    make_draft,
)
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

NO_ALT = "The photo “Rain” has no alternative text. Say what it shows, for those who do not see it."
KEPT = "Your text is saved. It is not published."


def form_of(article, query=""):
    return f"/admin/articles/article/{article.pk}/change/{query}"


@pytest.fixture
def article():
    """One that lacks what is required of a photo, and much that is advised."""
    return make_draft(lead_photo=PhotoFactory(caption="Rain", alt=""))


def press(client, article, button, **fields):
    data = filled_in(client.get(form_of(article, "?refused=1"))) | fields
    return client.post(form_of(article), data | {button: "1"}, follow=True)


def check(client, article, **typed):
    """What the panel says of what is typed."""
    data = filled_in(client.get(form_of(article))) | typed
    return client.post(f"/admin/articles/article/{article.pk}/checks/", data)


# The panel


def test_the_panel_lists_the_heaviest_first_and_leads_to_what_is_to_be_mended(desk, article):
    GateRule.objects.create(check_name="tags", level=Level.BLOCKING)
    response = desk.get(form_of(article))
    assert texts(response, "p.summary") == ["2 required, 3 advised, 23 passed"]
    links = elements(response, "a[data-field]")
    assert [(link.attrs["href"], link.attrs["data-field"]) for link in links] == [
        ("#id_tags", "tags"),
        ("#id_lead_photo", "lead_photo"),
        ("#id_dek", "dek"),
        ("#id_lead_photo", "lead_photo"),
        ("#id_lead_photo", "lead_photo"),
    ]
    assert links[1].text == NO_ALT
    assert texts(response, ".weight") == ["Required"] * 2 + ["Advice"] * 3
    ids = {found.attrs["id"] for found in elements(response, "[id]")}
    assert {link.attrs["href"][1:] for link in links} <= ids
    photo = f"/admin/articles/photo/{article.working_copy.lead_photo_id}/change/"
    assert [link.attrs["href"] for link in elements(response, "a.record")] == [photo] * 3


def test_a_new_article_has_no_checks_yet(desk):
    response = desk.get("/admin/articles/article/add/")
    assert elements(response, ".checks") == []
    assert "The checks are asked when it has been saved." in response.content.decode()


def test_who_may_only_read_the_article_has_no_panel(enter, article):
    assert elements(enter(Role.PHOTO_EDITOR).get(form_of(article)), ".checks") == []


def test_a_record_that_may_not_be_opened_is_not_linked_to(enter):
    Site.objects.update_or_create(pk=1, defaults={"opinion_disclaimer": ""})
    client = enter(Role.REPORTER)
    article = workflow.create(copy(kind=Kind.OPINION), by=client.person)
    response = client.get(form_of(article))
    assert "The paper has no disclaimer for opinion." in response.content.decode()
    records = [link.attrs["href"] for link in elements(response, "a.record")]
    assert [record for record in records if "/site/" in record] == []


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_findings(desk, django_assert_num_queries, count):
    figure = '<figure data-photo="{}"><figcaption></figcaption></figure>'
    body = "".join(figure.format(PhotoFactory(alt="").pk) for _ in range(count))
    article = make_draft(body=body, authors=[AuthorFactory() for _ in range(count)])
    data = filled_in(desk.get(form_of(article)))
    # Three for each of seven constraints that the form holds the article to, ten of its own for
    # what was typed, three of the gate.
    with django_assert_num_queries(35):
        desk.post(f"/admin/articles/article/{article.pk}/checks/", data)


# While somebody types


def test_what_is_typed_is_checked_and_not_saved(desk, article):
    described = PhotoFactory(licence="Staff")
    typed = {
        "dek": "All of Tuesday.",
        "lead_photo": str(described.pk),
        "tags": [str(TagFactory().pk)],
        "headline": "x" * 120,
    }
    response = check(desk, article, **typed)
    assert texts(response, "a[data-field]") == [
        "The headline has 120 characters. Search results and phones show 100: shorten it.",
        f"The photo “{described}” has no picture yet. Upload its file.",
    ]
    assert Revision.objects.filter(article=article).count() == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"body": " "}, "The body is empty."),
        ({"bylines-0-author": ""}, "A byline is missing."),
        ({"section": ""}, "A section is missing."),
        ({"body": '<a href="/2020/01/01/none/">x</a>'}, "Readers would find nothing"),
    ],
)
def test_what_is_taken_out_is_missed_before_it_is_saved(desk, article, typed, message):
    said = texts(check(desk, article, **typed), "a[data-field]")
    assert [text for text in said if text.startswith(message)] != []


@pytest.mark.parametrize(
    "typed",
    [
        {"headline": ""},
        {"section": "99999", "lead_photo": "abc", "tags": ["0", "x"], "kind": "poem"},
        {"bylines-0-author": "99999999999999999999999"},
        {"publish_at_0": "yesterday", "expires_at_0": "2026-13-45"},
        {"based_on": "0"},
        {"body": "<figure data-photo='999999999999999999'><p>"},
    ],
)
def test_nonsense_in_the_form_breaks_nothing(desk, article, typed):
    assert check(desk, article, **typed).status_code == 200


def test_only_who_may_change_the_article_may_ask(enter, article):
    address = f"/admin/articles/article/{article.pk}/checks/"
    client = enter(Role.REPORTER)
    assert client.post(address).status_code == 403
    assert client.get(address).status_code == 405
    assert client.post("/admin/articles/article/999999/checks/").status_code == 404


# Publishing


def test_what_is_required_is_said_at_the_top_and_the_text_is_kept(enter, article):
    client = enter(Role.EDITOR)
    response = press(client, article, "_publish", headline="Rain at Last")
    assert response.redirect_chain == [(form_of(article, "?refused=1"), 302)]
    assert messages(response) == [NO_ALT, KEPT]
    assert texts(response, ".refused") == [
        "It is not published: the checks lead to what is required. If it cannot wait, publish it"
        " all the same and say why."
    ]
    article = Article.objects.get(pk=article.pk)
    assert (article.working_copy.headline, article.status) == ("Rain at Last", "draft")


def test_with_a_reason_it_is_published_all_the_same(enter, article):
    client = enter(Role.EDITOR)
    response = press(client, article, "_override", override="The wire has it.", dek="Wet.")
    assert "Readers see it now" in messages(response)[0]
    article = Article.objects.get(pk=article.pk)
    assert article.is_public()
    assert article.dek == "Wet."
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.by, entry.details) == (
        "publish",
        client.person,
        {"override": "The wire has it.", "overridden": "photo_alt"},
    )


def test_without_a_reason_it_is_not(desk, article):
    response = press(desk, article, "_override", override=" ")
    assert messages(response) == [NO_ALT, "Say why it is to be published all the same.", KEPT]
    assert not Article.objects.published().exists()


def test_a_reason_counts_for_its_own_button_only(desk, article):
    assert messages(press(desk, article, "_publish", override="Typed.")) == [NO_ALT, KEPT]


def test_the_field_for_the_reason_is_there_once_publish_was_refused(desk, article):
    assert elements(desk.get(form_of(article)), "textarea[name=override]") == []
    refused = desk.get(form_of(article, "?refused=1"))
    assert element(refused, "button[name=_override]").text == "Publish all the same"
    whole = make_draft()
    assert elements(desk.get(form_of(whole, "?refused=1")), ".refused") == []


def test_enter_in_a_field_still_saves(desk, article):
    refused = desk.get(form_of(article, "?refused=1"))
    names = [
        found.attrs["name"]
        for found in elements(refused, "[name]")
        if found.attrs["name"] in ("_continue", "_override", "_publish")
    ]
    assert names == ["_continue", "_publish", "_override"]


def test_who_may_publish_and_not_override_is_not_offered_it(enter, article, monkeypatch):
    allowed = {"articles.view_article", "articles.change_article", "articles.publish_article"}
    monkeypatch.setattr("algemeiner.policy.PERMISSIONS", {Role.EDITOR: allowed})
    client = enter(Role.EDITOR)
    refused = client.get(form_of(article, "?refused=1"))
    assert texts(refused, ".refused") == [
        "It is not published: the checks lead to what is required."
    ]
    assert elements(refused, "textarea[name=override]") == []
    data = filled_in(refused) | {"override": "I know.", "_override": "1"}
    assert messages(client.post(form_of(article), data, follow=True)) == [NO_ALT, KEPT]


def test_who_was_refused_mends_it_and_publishes(enter, article):
    client = enter(Role.EDITOR)
    press(client, article, "_publish")
    photo = article.working_copy.lead_photo
    photo.alt = "Umbrellas."
    photo.save()
    assert "Readers see it now" in messages(press(client, article, "_publish"))[0]
    assert AuditEntry.objects.first().details == {}


def test_what_is_refused_at_the_first_save_is_a_draft_that_can_be_mended(desk):
    add = "/admin/articles/article/add/"
    data = filled_in(desk.get(add)) | {"headline": "Rain", "_publish": "Publish"}
    response = desk.post(add, data, follow=True)
    article = Article.objects.get()
    assert response.redirect_chain == [(form_of(article, "?refused=1"), 302)]
    assert messages(response)[0] == "A section is missing."
    assert elements(response, "textarea[name=override]") == []  # no reason makes up for that
    assert texts(response, ".refused") != []


def test_the_person_who_asks_is_the_one_who_reads(enter):
    """What an embargo hides is not told by a namesake."""
    soon = timezone.now() + timedelta(hours=3)
    secret = make_article(headline="Rain Expected", publish_at=soon, embargo_until=soon)
    secret.embargo_list.add(UserFactory())
    article = make_draft(headline="Rain Expected")
    assert "same slug" not in enter(Role.EDITOR).get(form_of(article)).content.decode()
    assert "same slug" not in check(enter(Role.EDITOR), article).content.decode()
