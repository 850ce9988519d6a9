"""The desk as a whole: who is let in, what each role finds there, that every screen opens."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from algemeiner.policy import Role
from articles.models import GateRule, LineUp, Redirect, Series, Site
from authors.models import ContactMessage, JoinRequest, Terms
from authors.tasks import send
from tests.factories import (
    AuthorFactory,
    PageFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    make_applicant,
    make_article,
    make_guest_submission,
)
from tests.markup import element, elements

pytestmark = pytest.mark.django_db

CHECKS = "Checks before publishing"
READ = {
    "Articles",
    "Audit entries",
    "Authors",
    CHECKS,
    "Line-ups",
    "Pages",
    "Photos",
    "Redirects",
    "Revisions",
    "Sections",
    "Series",
    "Tags",
}
TERMS = "Contributors’ terms"
LETTERS = {"Submissions", "Contact messages", "Contributors", "Join requests"}
LISTED = {
    Role.REPORTER: READ,
    Role.PHOTO_EDITOR: READ,
    Role.EDITOR: READ | LETTERS,
    Role.MANAGING_EDITOR: READ
    | LETTERS
    | {TERMS, "Navigation", "Outgoing mail", "Site settings", "Users"},
}
ADDED = {
    Role.REPORTER: {"Articles", "Photos"},
    Role.PHOTO_EDITOR: {"Photos"},
    Role.EDITOR: {"Articles", "Authors", "Photos", "Series", "Tags"},
    Role.MANAGING_EDITOR: READ - {"Audit entries", CHECKS, "Line-ups", "Revisions"}
    | {TERMS, "Users"},
}
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
OURS = [
    model
    for model in MODELS
    # The rules of the gate and the line-ups of the front have a page of their own each.
    if model._meta.app_label in ("articles", "authors") and model not in (GateRule, LineUp)
]


def log_in(client, role=Role.MANAGING_EDITOR):
    client.force_login(UserFactory(role=role))
    return client


def address(model, view, *args):
    options = model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{view}", args=args)


def one_of_each():
    """A row of everything that the desk has a screen for, related to all that it can be."""
    author = AuthorFactory(user=UserFactory(), portrait=PhotoFactory())
    tag, section, page = TagFactory(), SectionFactory(slug=f"s-{author.pk}"), PageFactory()
    photo = PhotoFactory(created_by=UserFactory())
    series = Series.objects.create(name=f"Series {author.pk}", slug=f"series-{author.pk}")
    article = make_article(
        authors=[author, AuthorFactory()],
        tags=[tag],
        section=section,
        lead_photo=photo,
        series=series,
    )
    targets = {"article": article, "section": section, "tag": tag, "author": author, "page": page}
    for name, thing in targets.items():
        Redirect.objects.create(path=f"/old/{name}/{author.pk}/", **{name: thing})
    ContactMessage.objects.create(
        name="Ada", email="ada@example.org", topic="tip", message="Look up.", screening="passed"
    )
    JoinRequest.objects.create(
        name="Ada", email="ada@example.org", pitch="Skies.", screening="held"
    )
    make_guest_submission(status="submitted")
    make_applicant()
    Terms.objects.create(number=Terms.objects.count() + 1, text="Be honest.")
    send.defer(subject="For you", body="Rain.", to=["ada@example.org"])
    Site.objects.get_or_create(pk=1)


@pytest.mark.parametrize("role", LISTED)
def test_each_role_finds_what_the_policy_gives_it(client, role):
    models = [
        model
        for app in log_in(client, role).get("/admin/").context["app_list"]
        for model in app["models"]
    ]
    assert {model["name"] for model in models} == LISTED[role]
    assert {model["name"] for model in models if model["add_url"]} == ADDED[role]


@pytest.mark.parametrize("role", LISTED)
def test_what_is_not_on_the_list_does_not_open(client, role):
    log_in(client, role)
    opened = set()
    for model in MODELS:
        status = client.get(address(model, "changelist"), follow=True).status_code
        assert status in (200, 403), model
        if status == 200:
            opened.add(str(model._meta.verbose_name_plural).capitalize())
    assert opened == LISTED[role]


def test_a_contributor_has_no_business_here(client):
    assert log_in(client, Role.CONTRIBUTOR).get("/admin/", follow=True).status_code == 403


def test_strangers_are_sent_to_the_one_log_in(client):
    response = client.get("/admin/articles/article/", follow=True)
    assert [url for url, _ in response.redirect_chain] == [
        "/admin/login/?next=/admin/articles/article/",
        "/accounts/login/?next=%2Fadmin%2Farticles%2Farticle%2F",
    ]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_every_screen_opens_for_the_managing_editor(client, model):
    one_of_each()
    row = model.objects.first()
    log_in(client)
    name = str(model._meta.verbose_name_plural).capitalize()
    expected = 200 if name in ADDED[Role.MANAGING_EDITOR] else 403
    assert client.get(address(model, "add")).status_code == expected
    for view, args in [("changelist", []), ("change", [row.pk]), ("history", [row.pk])]:
        response = client.get(address(model, view, *args), follow=True)
        assert (view, response.status_code) == (view, 200)
        assert element(response, "h1").text


LISTS = [
    # Session, user and paper always; the rows; then what stands here.
    ("articles.auditentry", 3 + 1 + 1),  # verbs of the filter
    ("articles.page", 3 + 1),
    ("articles.photo", 3 + 1),
    ("articles.redirect", 3 + 1),
    ("articles.revision", 3 + 1),
    ("articles.section", 3 + 1),
    ("articles.submission", 3 + 1),
    ("articles.tag", 3 + 1 + 1),  # other names
    ("authors.author", 3 + 1),
    ("authors.contactmessage", 3 + 1),
    ("authors.contributor", 3 + 1),
    ("authors.joinrequest", 3 + 1),
    ("authors.outgoingmail", 3 + 1),
    ("authors.terms", 3 + 1),
    ("authors.user", 3 + 1),
]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("label", "queries"), LISTS)
def test_a_list_costs_the_same_however_long(
    client, django_assert_num_queries, label, queries, count
):
    for _ in range(count):
        one_of_each()
    (model,) = [model for model in MODELS if model._meta.label_lower == label]
    log_in(client)
    with django_assert_num_queries(queries):
        response = client.get(address(model, "changelist"))
    assert elements(response, "tbody") or elements(response, "ul.library")


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/articles/article/", "/admin/authors/user/add/"]
)
def test_the_policy_for_content_lets_nothing_inline_through(client, path):
    response = log_in(client).get(path)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='" in policy
    assert [style.text for style in elements(response, "style")] == [""]
    assert [e for e in elements(response, "") if "style" in e.attrs] == []
    inline = [script for script in elements(response, "script") if "src" not in script.attrs]
    assert inline == []


def test_the_editor_starts_by_the_nonce_of_its_page(client):
    response = log_in(client).get("/admin/articles/article/add/")
    (importmap,) = elements(response, "script[type=importmap]")
    assert f"'nonce-{importmap.attrs['nonce']}'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize("path", ["/admin/password_change/", "/admin/r/1/1/"])
def test_what_the_paper_has_of_its_own_is_not_here_a_second_time(client, path):
    assert log_in(client).get(path, follow=True).status_code == 404


def test_shows_the_time_of_the_newsroom(client, time_machine):
    time_machine.move_to("2026-03-05T15:00:00Z", tick=False)
    response = log_in(client).get("/admin/")
    assert element(response, "body").attrs["data-admin-utc-offset"] == "-18000"
    assert timezone.get_current_timezone_name() == "America/New_York"
