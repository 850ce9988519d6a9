"""The article's form: nothing that can be written is left out, and one button is the main one."""

import pytest
from django.contrib.admin.utils import flatten_fieldsets

from algemeiner.policy import Role
from articles import workflow
from articles.admin.panels import FIELDSETS
from tests.articles.admin.forms import filled_in
from tests.factories import PhotoFactory, copy, make_article, make_draft
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def test_every_field_stands_somewhere_and_once(desk):
    """One that is in the form but on no panel would be emptied by every save."""
    for path in (ADD, form_of(make_draft())):
        response = desk.get(path)
        sent = set(filled_in(response))
        for name in flatten_fieldsets(FIELDSETS):
            wanted = {f"{name}_0", f"{name}_1"} if f"{name}_0" in sent else {name}
            assert wanted <= sent
            assert (
                len(elements(response, f"[id=id_{name}]"))
                + len(elements(response, f"[id=id_{name}_0]"))
                == 1
            )


@pytest.mark.parametrize(
    ("role", "verbs", "expected"),
    [
        (Role.EDITOR, [], ["Publish"]),
        (Role.EDITOR, ["submit"], ["Publish"]),
        (Role.REPORTER, [], ["Save and submit"]),
    ],
)
def test_one_button_is_the_main_one(enter, role, verbs, expected):
    client = enter(role)
    article = workflow.create(copy(), by=client.person)
    for verb in verbs:
        getattr(workflow, verb)(article, by=None)
    main = elements(client.get(form_of(article)), "input.primary")
    assert [button.attrs["value"] for button in main] == expected


def test_the_lead_photo_is_shown_with_what_it_lacks(desk):
    photo = PhotoFactory(alt="", credit="", widths=[400], width=400, height=300)
    response = desk.get(form_of(make_draft(lead_photo=photo)))
    assert texts(response, ".lacking") == ["No alternative text · No credit"]
    assert photo.url(400) in [image.attrs.get("src") for image in elements(response, "img")]


def test_a_refused_form_shows_the_photo_that_was_chosen(desk):
    article, photo = make_draft(), PhotoFactory(caption="The new one")
    path = form_of(article)
    data = filled_in(desk.get(path)) | {"lead_photo": str(photo.pk), "headline": ""}
    response = desk.post(path, data | {"_continue": "Save"})
    assert texts(response, "figcaption") == ["The new one The Algemeiner / Ida Roth"]


@pytest.mark.parametrize("chosen", ["0", "-1", "9" * 30])
def test_a_photo_that_is_none_is_refused_in_words(desk, chosen):
    path = form_of(make_draft())
    data = filled_in(desk.get(path)) | {"lead_photo": chosen}
    response = desk.post(path, data | {"_continue": "Save"})
    assert len(texts(response, ".errorlist")) == 1


def test_who_may_only_read_gets_no_form(enter):
    client = enter(Role.REPORTER)
    response = client.get(form_of(make_article()))
    assert elements(response, ".columns") == []
    assert elements(response, "input[type=submit]") == []
    assert element(response, "a.closelink").text == "Close"
