"""
Every address of the desk × every role × every status an article can be in, against the policy.

An address without a line in the tables below fails the first test: whoever adds one says here
what it asks for.
"""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from algemeiner import policy
from algemeiner.policy import DESK_ROLES, Role
from articles import workflow
from articles.models import Article, AuditEntry, LineUp, Redirect, Site, Status
from authors import tasks
from authors.models import ContactMessage, JoinRequest, Terms
from tests.factories import (
    AuthorFactory,
    PageFactory,
    PhotoFactory,
    SectionFactory,
    SeriesFactory,
    TagFactory,
    UserFactory,
    copy,
    make_applicant,
    make_guest_submission,
)

pytestmark = pytest.mark.django_db

PEOPLE = [None, *Role]
READ, WRITE = ("get", "post")


def may(act):
    """The policy's own answer, asked of the article where the address has one."""
    return lambda person, article: policy.may(person, act, article)


def move(verb):
    """A verb of the table of moves, which the status must allow as well."""
    return lambda person, article: verb in workflow.open_to(person, article)


def anybody(person, article):
    return True


def of_model(app, model):
    """Django's own five screens of a model, {name: {method: rule}}."""
    view, change = may(f"{app}.view_{model}"), may(f"{app}.change_{model}")
    add, delete = may(f"{app}.add_{model}"), may(f"{app}.delete_{model}")
    name = f"{app}_{model}"
    return {
        f"{name}_changelist": {READ: view},
        f"{name}_add": {READ: add, WRITE: add},
        f"{name}_change": {READ: lambda *about: view(*about) or change(*about), WRITE: change},
        f"{name}_history": {READ: lambda *about: view(*about) or change(*about)},
        f"{name}_delete": {READ: delete, WRITE: delete},
    }


def of_article(**rules):
    """Our own screens of one article, by the rest of their name."""
    return {f"articles_article_{name}": rule for name, rule in rules.items()}


MODELS = [
    "articles.article",
    "articles.auditentry",
    "articles.navigation",
    "articles.page",
    "articles.photo",
    "articles.redirect",
    "articles.revision",
    "articles.section",
    "articles.series",
    "articles.site",
    "articles.submission",
    "articles.tag",
    "authors.author",
    "authors.contactmessage",
    "authors.contributor",
    "authors.joinrequest",
    "authors.outgoingmail",
    "authors.terms",
    "authors.user",
]
RULES = {
    "index": {READ: anybody},
    "jsi18n": {READ: anybody},
    "app_list": {READ: anybody},
    "auth_user_password_change": {READ: may("authors.change_user")},
    "authors_user_mail": {READ: anybody, WRITE: anybody},  # one's own
    "authors_user_log_ins": {READ: may("authors.change_user"), WRITE: may("authors.change_user")},
    "articles_gaterule_changelist": {
        READ: may("articles.view_gaterule"),
        WRITE: may("articles.change_gaterule"),
    },
    "articles_lineup_changelist": {
        READ: may("articles.view_lineup"),
        WRITE: may("articles.arrange_front"),
    },
    "articles_lineup_preview": {
        READ: may("articles.view_lineup"),
        WRITE: may("articles.arrange_front"),
    },
    "articles_lineup_live": {READ: may("articles.view_lineup")},
    "articles_lineup_earlier": {READ: may("articles.view_lineup")},
    "articles_lineup_undo": {WRITE: may("articles.arrange_front")},
    "articles_lineup_restore": {WRITE: may("articles.arrange_front")},
    "articles_lineup_discard": {WRITE: may("articles.arrange_front")},
    "articles_lineup_breaking": {
        READ: may("articles.arrange_front"),
        WRITE: may("articles.arrange_front"),
    },
    "articles_photo_search": {READ: may("articles.view_photo")},
    "articles_photo_upload": {READ: may("articles.add_photo"), WRITE: may("articles.add_photo")},
    "articles_photo_words": {WRITE: may("articles.change_photo")},
    "articles_page_report": {READ: may("articles.view_page"), WRITE: may("articles.add_page")},
    "articles_site_page_cache": {READ: may("articles.view_site")},
    "articles_tag_find": {READ: may("articles.view_tag")},
    "articles_tag_make": {WRITE: may("articles.add_tag")},
    "articles_tag_merge": {READ: may("articles.merge_tag"), WRITE: may("articles.merge_tag")},
    "articles_tag_discard": {
        READ: may("articles.discard_tag"),
        WRITE: may("articles.discard_tag"),
    },
    "articles_submission_act": {WRITE: may("articles.review_submission")},
    "articles_submission_hand_over": {WRITE: may("articles.review_submission")},
    **{
        f"authors_contactmessage_{verb}": {WRITE: may("authors.answer_contactmessage")}
        for verb in ("answer", "assign", "release", "close", "mark_spam")
    },
    "authors_joinrequest_release": {WRITE: may("authors.release_joinrequest")},
    **{
        f"authors_contributor_{verb}": {WRITE: may("authors.review_contributor")}
        for verb in ("approve", "ask", "decline", "take_over", "trust")
    },
    **{
        f"authors_contributor_{verb}": {WRITE: may("authors.freeze_contributor")}
        for verb in ("freeze", "unfreeze")
    },
    "authors_contributor_erase": {WRITE: may("authors.erase_user")},
    "authors_contributor_data": {READ: may("authors.erase_user")},
    **{
        name: rule
        for model in MODELS
        for name, rule in of_model(*model.split(".")).items()
    },
    "authors_outgoingmail_mailbox": {READ: may("authors.view_outgoingmail")},
    "authors_outgoingmail_mailbox_page": {READ: may("authors.view_outgoingmail")},
    # Last the one after which there is no such mail.
    **{
        f"authors_outgoingmail_{verb}": {WRITE: may("authors.resend_outgoingmail")}
        for verb in ("send_again", "give_up")
    },
    **of_article(
        archive={READ: may("articles.view_article")},
        assign={WRITE: may("articles.assign_article")},
        draft={WRITE: may("articles.change_article")},
        drafts={READ: may("articles.change_article")},
        discard_draft={WRITE: may("articles.change_article")},
        new_draft={WRITE: may("articles.add_article")},
        new_drafts={READ: may("articles.add_article")},
        discard_new_draft={WRITE: may("articles.add_article")},
        calendar={READ: may("articles.view_article")},
        checks={WRITE: may("articles.change_article")},
        compare={READ: may("articles.view_article")},
        embargo={READ: may("articles.change_article"), WRITE: may("articles.change_article")},
        links={READ: may("articles.view_article"), WRITE: may("articles.add_previewlink")},
        filters={READ: may("articles.view_article"), WRITE: may("articles.view_article")},
        keep_filter={WRITE: may("articles.view_article")},
        note={WRITE: may("articles.note_article")},
        preview={READ: may("articles.view_article")},
        preview_page={READ: may("articles.view_article")},
        restore={READ: may("articles.change_article"), WRITE: may("articles.change_article")},
        sealed={READ: may("articles.break_embargo"), WRITE: may("articles.break_embargo")},
        update={READ: may("articles.publish_article"), WRITE: may("articles.publish_article")},
        supersede={READ: may("articles.publish_article"), WRITE: may("articles.publish_article")},
        withdraw={READ: move("withdraw"), WRITE: move("withdraw")},
        reinstate={READ: move("reinstate"), WRITE: move("reinstate")},
        unschedule={READ: move("unschedule"), WRITE: move("unschedule")},
    ),
}  # fmt: skip
# Django's own, which answer by what is asked with them.
ELSEWHERE = {
    "login",  # open to everybody
    "logout",
    "autocomplete",  # asks has_view_permission of the model in its query
}


def names():
    for pattern in admin.site.get_urls():
        for inner in getattr(pattern, "url_patterns", [pattern]):
            if getattr(inner, "name", None):
                yield inner.name


def test_every_address_of_the_desk_says_what_it_asks_for():
    assert set(names()) - ELSEWHERE == set(RULES)


def is_about_an_article(name):
    return "_article_" in name and needs_an_object(name)


def needs_an_object(name):
    try:
        reverse(f"admin:{name}")
    except NoReverseMatch:
        return True
    return False


def address(name, pk):
    args = [[], [pk], ["articles"]][needs_an_object(name) + (name == "app_list")]
    return reverse(f"admin:{name}", args=args)


def is_open(response):
    """Whether it answers; Django's admin sends to its index who may not see an object."""
    if response.status_code == 302:
        return response["Location"] != "/admin/" and "/login/" not in response["Location"]
    return response.status_code in (200, 400)


def verdicts(client, person, addresses, article):
    """(what the policy says, what happened) of every address and method, by name."""
    told, seen = {}, {}
    for name, url in addresses.items():
        for method, rule in RULES[name].items():
            told[name, method] = person is not None and person.is_staff and rule(person, article)
            seen[name, method] = is_open(getattr(client, method)(url))
    return told, seen


def log_in(client, role):
    if role is None:
        return None
    person = UserFactory(role=role)
    client.force_login(person)
    return person


def things(person):
    """The id of one of each model; the photo is the person's own."""
    user = UserFactory(role=Role.REPORTER)
    Site.objects.get_or_create(pk=1)
    return {
        "page": PageFactory().pk,
        "photo": PhotoFactory(created_by=person).pk,
        "section": SectionFactory(slug="food").pk,
        "series": SeriesFactory().pk,
        "tag": TagFactory().pk,
        "author": AuthorFactory().pk,
        "redirect": Redirect.objects.create(path="/old/", tag=TagFactory()).pk,
        "site": 1,
        "navigation": 1,
        "user": user.pk,
        "contactmessage": ContactMessage.objects.create(
            name="Ida Roth", email="ida@example.org", topic="tip", screening="held"
        ).pk,
        "joinrequest": JoinRequest.objects.create(
            name="Ida Roth", email="ida@example.org", screening="passed"
        ).pk,
        "contributor": make_applicant().pk,
        "terms": Terms.objects.create(number=1, text="Be honest.").pk,
        "outgoingmail": tasks.send.defer(subject="For you", body="", to=["ida@example.org"]),
        "lineup": LineUp.objects.create().pk,
        "auditentry": workflow.create(copy(), by=None) and AuditEntry.objects.get().pk,
        "revision": Article.objects.get().working_copy_id,
        "submission": make_guest_submission(status="submitted").pk,
    }


@pytest.mark.parametrize("role", PEOPLE)
def test_what_is_about_no_article_is_open_to_whom_the_policy_names(client, role):
    person = log_in(client, role)
    ids = things(person)
    addresses = {
        name: address(name, ids.get(name.split("_")[1] if "_" in name else "", 1))
        for name in RULES
        if not is_about_an_article(name)
    }
    assert len(addresses) > 60
    told, seen = verdicts(client, person, addresses, None)
    assert seen == told


def standing(status, writer, *, sealed=False):
    """An article of a writer's that has come as far as `status`."""
    until = timezone.now() + timedelta(hours=1)
    times = {"publish_at": None, "embargo_until": until} if sealed else {}
    content = copy(headline=f"Story {Article.objects.count()}", **times)
    article = workflow.create(content, by=None)
    if status in (Status.PUBLISHED, Status.WITHDRAWN) and not sealed:
        article = workflow.publish(article, by=None)
    if status == Status.WITHDRAWN and not sealed:
        article = workflow.withdraw(article, by=None, notice="Gone.")
    Article.objects.filter(pk=article.pk).update(status=status, created_by=writer)
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("role", PEOPLE)
def test_an_article_s_screens_are_open_to_whom_the_policy_names(client, role, status):
    person = log_in(client, role)
    for own in (True, False):
        article = standing(status, person if own else None)
        addresses = {name: address(name, article.pk) for name in RULES if is_about_an_article(name)}
        assert len(addresses) > 5
        told, seen = verdicts(client, person, addresses, article)
        assert seen == told, own


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
def test_under_embargo_every_screen_is_shut_and_none_says_that_there_is_one(client, role):
    person = log_in(client, role)
    article = standing(Status.DRAFT, person, sealed=True)
    addresses = {name: address(name, article.pk) for name in RULES if is_about_an_article(name)}
    told, seen = verdicts(client, person, addresses, article)
    assert set(told.values()) == set(seen.values()) == {False}
    missing = {name: address(name, article.pk + 1) for name in addresses}
    for name, url in addresses.items():
        for method in RULES[name]:
            answers = [getattr(client, method)(each) for each in (url, missing[name])]
            assert answers[0].status_code == answers[1].status_code, (name, method)


@pytest.mark.parametrize("bound_to_it", [True, False])
def test_an_editor_of_one_section_has_a_say_in_that_one(client, bound_to_it):
    person = log_in(client, Role.EDITOR)
    article = standing(Status.SUBMITTED, None)
    own = article.working_copy.section if bound_to_it else SectionFactory(slug="food")
    person.sections.set([own])
    addresses = {name: address(name, article.pk) for name in RULES if is_about_an_article(name)}
    told, seen = verdicts(client, person, addresses, article)
    assert seen == told
    assert seen["articles_article_change", "post"] == bound_to_it
