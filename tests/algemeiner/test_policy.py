from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from algemeiner.policy import DESK_ROLES, PERMISSIONS, Role, access, may, may_enter_app
from articles.models import Article, Status
from authors.models import User
from tests.factories import SectionFactory, UserFactory, make_draft

READERS = frozenset()
ALL = DESK_ROLES
WRITERS = {Role.REPORTER, Role.EDITOR, Role.MANAGING_EDITOR}
EDITORS = {Role.EDITOR, Role.MANAGING_EDITOR}
MANAGERS = {Role.MANAGING_EDITOR}


@pytest.mark.parametrize(
    ("act", "roles"),
    [
        ("articles.view_article", ALL),
        ("articles.add_article", WRITERS),
        ("articles.change_article", WRITERS),
        ("articles.publish_article", EDITORS),
        ("articles.withdraw_article", EDITORS),
        ("articles.unschedule_article", EDITORS),
        ("articles.reinstate_article", EDITORS),
        ("articles.assign_article", EDITORS),
        ("articles.override_article", EDITORS),
        ("articles.note_article", ALL),
        ("articles.view_lineup", ALL),
        ("articles.delete_article", READERS),
        ("articles.add_previewlink", WRITERS),
        ("articles.view_gaterule", ALL),
        ("articles.change_change", READERS),
        ("articles.change_gaterule", MANAGERS),
        ("articles.view_revision", ALL),
        ("articles.change_revision", READERS),
        ("articles.add_photo", ALL),
        ("articles.change_photo", ALL),
        ("articles.delete_photo", READERS),
        ("articles.add_tag", EDITORS),
        ("articles.change_tag", EDITORS),
        ("articles.change_section", MANAGERS),
        ("articles.change_page", MANAGERS),
        ("articles.change_redirect", MANAGERS),
        ("articles.change_site", MANAGERS),
        ("articles.add_site", READERS),
        ("articles.view_auditentry", ALL),
        ("articles.change_auditentry", READERS),
        ("articles.delete_auditentry", READERS),
        ("authors.view_author", ALL),
        ("authors.change_author", EDITORS),
        ("authors.view_contactmessage", EDITORS),
        ("authors.view_joinrequest", EDITORS),
        ("authors.release_joinrequest", EDITORS),
        ("authors.view_contributor", EDITORS),
        ("authors.review_contributor", EDITORS),
        ("authors.freeze_contributor", MANAGERS),
        ("authors.add_terms", MANAGERS),
        ("authors.delete_contactmessage", READERS),
        ("authors.view_user", MANAGERS),
        ("authors.change_user", MANAGERS),
        ("authors.delete_user", READERS),
        ("articles.no_such_act", READERS),
    ],
)
def test_who_may_do_what(act, roles):
    assert {role for role in Role if may(User(role=role), act)} == set(roles)


def test_nothing_is_ever_deleted_at_the_desk():
    acts = {act for acts in PERMISSIONS.values() for act in acts}
    assert [act for act in acts if ".delete_" in act] == []


@pytest.mark.parametrize("person", [AnonymousUser(), User(role=Role.EDITOR, is_active=False)])
def test_who_is_nobody_here_may_do_nothing(person):
    acts = PERMISSIONS[Role.MANAGING_EDITOR]
    assert [act for act in acts if may(person, act)] == []
    assert not may_enter_app(person, "articles")


def test_an_unknown_role_may_do_nothing():
    assert not may(User(role="owner"), "articles.view_article")
    assert not may_enter_app(User(role="owner"), "articles")


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("role", Role)
def test_whose_article_may_be_changed(role, own, status):
    person = User(pk=1, role=role)
    article = Article(created_by_id=1 if own else 2, status=status)
    allowed = role in EDITORS or (role == Role.REPORTER and own and status == Status.DRAFT)
    assert may(person, "articles.change_article", article) == allowed
    assert person.has_perm("articles.change_article", article) == allowed


@pytest.mark.parametrize(
    ("app", "roles"), [("articles", ALL), ("authors", ALL), ("auth", READERS), ("art", READERS)]
)
def test_which_part_of_the_desk_is_open(app, roles):
    assert {role for role in Role if may_enter_app(User(role=role), app)} == set(roles)


def test_a_view_carries_its_mark():
    def view(request):
        return None

    assert access("desk")(view) is view
    assert view.access == "desk"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bound_to", "allowed"), [([], True), (["city"], True), (["books"], False)]
)
def test_an_editor_may_be_bound_to_sections(bound_to, allowed):
    editor = UserFactory(role=Role.EDITOR)
    editor.sections.set([SectionFactory(slug=slug) for slug in bound_to])
    article = make_draft(section=SectionFactory(slug="city"))
    for verb in ("change", "submit", "publish", "withdraw", "assign"):
        assert may(editor, f"articles.{verb}_article", article) == allowed, verb
    assert may(editor, "articles.view_article", article)
    assert may(editor, "articles.change_article", Article())


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(DESK_ROLES))
@pytest.mark.parametrize("hours", [-1, 1])
@pytest.mark.parametrize("named", [True, False])
def test_what_is_under_embargo_is_open_to_its_list_alone(role, hours, named):
    article = make_draft(publish_at=None, embargo_until=timezone.now() + timedelta(hours=hours))
    person = UserFactory(role=role)
    if named:
        article.embargo_list.add(person)
    open_ = named or hours < 0
    assert may(person, "articles.view_article", article) == open_
    assert may(person, "articles.view_revision", article.working_copy) == open_
    assert Article.objects.not_secret_from(person).exists() == open_


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_the_front_is_arranged_by_editors_of_the_whole_paper(role):
    person = UserFactory(role=role)
    assert may(person, "articles.arrange_front") == (role in EDITORS)
    person = User.objects.get(pk=person.pk)
    person.sections.add(SectionFactory())
    assert may(person, "articles.arrange_front") == (role == Role.MANAGING_EDITOR)
