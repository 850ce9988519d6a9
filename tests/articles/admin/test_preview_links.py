from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article, PreviewLink
from articles.previews import make_link, note_use, revoke
from tests.articles.admin.forms import messages
from tests.factories import UserFactory, copy, make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def screen(article):
    return f"/admin/articles/article/{article.pk}/links/"


def link_to(article, *, by=None, reader="Dr. Adler"):
    by = by or UserFactory(name="Ada Katz")
    until = timezone.now() + DAY
    return make_link(article, article.working_copy, reader=reader, until=until, by=by)


def test_a_link_is_made_shown_and_works(enter):
    draft = make_draft(headline="Not Yet")
    client = enter(Role.EDITOR)
    typed = {"reader": "Dr. Adler", "version": "1", "days": "7"}
    response = client.post(screen(draft), typed, follow=True)
    assert messages(response) == ["The link for Dr. Adler is made. Copy it and send it yourself."]
    link = PreviewLink.objects.get()
    assert (link.reader, link.revision, link.created_by) == (
        "Dr. Adler",
        draft.working_copy,
        client.person,
    )
    assert timedelta(days=6, hours=23) < link.expires_at - timezone.now() < timedelta(days=7)
    [address] = texts(response, "code")
    client.logout()
    assert texts(client.get(address.removeprefix("http://localhost:8000")), "h1.headline") == [
        "Not Yet"
    ]


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        (
            {"days": "3"},
            {"reader": ["This field is required."], "version": ["This field is required."]},
        ),
        ({"reader": "A", "version": "1", "days": ""}, {"until": ["Say until when."]}),
        (
            {"reader": "A", "version": "9", "days": "1"},
            {"version": ["No version has this number."]},
        ),
        (
            {"reader": "A", "version": "1", "until": "2199-01-01T10:00"},
            {"__all__": ["A link is good for 31 days at most, and not for the past."]},
        ),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_no_link_made(desk, typed, problems):
    response = desk.post(screen(make_draft()), typed)
    assert response.context["form"].errors == problems
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("days", ["365", "-1", "x"])
def test_other_times_than_those_offered_are_refused(desk, days):
    desk.post(screen(make_draft()), {"reader": "A", "version": "1", "days": days})
    assert not PreviewLink.objects.exists()


def test_readings_stand_beside_their_link(desk):
    link = link_to(make_draft())
    note_use(link, address="192.0.2.7", agent="Lynx")
    response = desk.get(screen(link.revision.article))
    assert texts(response, "caption")[-1] == "Read 1 time"
    assert texts(response, "td")[-2:] == ["192.0.2.7", "Lynx"]


def test_a_link_is_revoked_once_and_for_all(desk):
    draft = make_draft()
    link, other = link_to(draft), link_to(draft, reader="The lawyer")
    response = desk.post(screen(draft), {"revoke": link.pk}, follow=True)
    assert messages(response) == ["The link for Dr. Adler leads nowhere now."]
    assert list(PreviewLink.objects.open()) == [other]
    buttons = elements(response, "button[name=revoke]")
    assert [button.attrs["value"] for button in buttons] == [str(other.pk)]


def test_a_link_is_revoked_from_its_own_article_only(desk):
    link = link_to(make_draft())
    assert desk.post(screen(make_draft()), {"revoke": link.pk}).status_code == 404
    assert desk.post(screen(link.revision.article), {"revoke": "x"}).status_code == 404
    assert PreviewLink.objects.open().exists()


def test_who_may_not_make_one_reads_and_no_more(enter):
    link = link_to(make_draft())
    article = link.revision.article
    client = enter(Role.PHOTO_EDITOR)
    response = client.get(screen(article))
    assert (
        elements(response, "input[name=reader]"),
        elements(response, "button[name=revoke]"),
    ) == (
        [],
        [],
    )
    for typed in ({"reader": "A", "version": "1", "days": "1"}, {"revoke": link.pk}):
        assert client.post(screen(article), typed).status_code == 403
    assert list(PreviewLink.objects.open()) == [link]


def test_a_reporter_ends_their_own_link_after_the_article_was_handed_on(enter):
    client = enter(Role.REPORTER)
    article = workflow.create(copy(), by=client.person)
    link_to(article)
    own = link_to(article, by=client.person, reader="My source")
    workflow.submit(article, by=client.person)
    response = client.get(screen(article))
    buttons = elements(response, "button[name=revoke]")
    assert [button.attrs["value"] for button in buttons] == [str(own.pk)]
    assert client.post(screen(article), {"revoke": own.pk}).status_code == 302


def test_under_embargo_there_is_no_link_to_be_made(enter):
    client = enter()
    later = timezone.now() + DAY
    article = make_draft(publish_at=later, embargo_until=later)
    article.embargo_list.set([client.person])
    response = client.post(screen(article), {"reader": "A", "version": "1", "days": "1"})
    assert "This article is under embargo" in response.content.decode()
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_there_are(desk, django_assert_num_queries, count):
    draft = make_draft()
    for number in range(count):
        link = link_to(draft)
        note_use(link, address=f"192.0.2.{number}", agent="Lynx")
        note_use(link, address=None, agent="Lynx")
    revoke(link, by=link.created_by)
    with django_assert_num_queries(6):
        response = desk.get(screen(draft))
    assert len(elements(response, "code")) == count - 1


def test_an_ended_link_keeps_its_readings(desk):
    link = link_to(make_draft())
    note_use(link, address="192.0.2.7", agent="Lynx")
    PreviewLink.objects.update(expires_at=timezone.now())
    response = desk.get(screen(Article.objects.get()))
    assert (texts(response, "caption")[-1], texts(response, "code")) == ("Read 1 time", [])
