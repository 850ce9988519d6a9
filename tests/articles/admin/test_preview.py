from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import drafts, workflow
from articles.models import Article
from tests.articles.admin.forms import filled_in
from tests.factories import AuthorFactory, TagFactory, UserFactory, copy, make_article, make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db


def page(article, query=""):
    return f"/admin/articles/article/{article.pk}/preview/page/{query}"


def save(article, **fields):
    based_on = Article.objects.get(pk=article.pk).working_copy_id
    return workflow.save(article, copy(**fields), based_on=based_on, by=None)


def test_the_page_is_the_readers_own(client, desk):
    article = make_article(
        body="<p>It rained.</p>",
        authors=[AuthorFactory(name="Ida Roth")],
        tags=[TagFactory(name="Weather")],
    )
    ours, theirs = desk.get(page(article)), desk.get(article.get_absolute_url())
    for hook in (
        "article.article",
        "h1.headline",
        "div.body",
        "a[rel=tag]",
        "div.byline",
        "nav.sections",
    ):
        assert texts(ours, hook) == texts(theirs, hook) != []
    assert texts(ours, ".preview-notice") == ["Preview of version 1: what readers see."]


def test_any_version_is_shown_and_the_working_copy_unless_told(desk):
    article = make_article(headline="One")
    save(article, headline="Two")
    assert texts(desk.get(page(article)), "h1.headline") == ["Two"]
    first = desk.get(page(article, "?version=1"))
    assert texts(first, "h1.headline") == ["One"]
    second = desk.get(page(article, "?version=2"))
    assert texts(second, ".preview-notice") == ["Preview of version 2: not what readers see."]
    assert desk.get(page(article, "?version=3")).status_code == 404


def kept(desk, article, **typed):
    """Types into the article's form without saving it; the form's key."""
    fields = filled_in(desk.get(f"/admin/articles/article/{article.pk}/change/")) | typed
    lists = {n: v if isinstance(v, list) else [v] for n, v in fields.items()}
    key = uuid4()
    drafts.keep(article, by=desk.person, key=key, fields=lists, sequence=1)
    return key


def test_what_is_typed_and_not_saved_is_shown(desk):
    ida, noa = AuthorFactory(name="Ida Roth"), AuthorFactory(name="Noa Levi")
    tag = TagFactory(name="Weather")
    article = make_draft(headline="Saved", authors=[ida])
    key = kept(
        desk,
        article,
        headline="Typed",
        body="<p>Rain<script>x()</script> today.</p>",
        tags=[str(tag.pk)],
        **{
            "bylines-TOTAL_FORMS": "2",
            "bylines-0-author": str(ida.pk),
            "bylines-0-position": "2",
            "bylines-1-author": str(noa.pk),
            "bylines-1-position": "1",
        },
    )
    response = desk.get(page(article, f"?draft={key}"))
    assert texts(response, "h1.headline") == ["Typed"]
    assert texts(response, "div.body") == ["Rain today."]
    assert "<script>x" not in response.content.decode()
    assert texts(response, "a[rel=author]")[:2] == ["Noa Levi", "Ida Roth"]
    assert texts(response, "a[rel=tag]") == ["Weather"]
    assert texts(response, ".preview-notice") == ["Preview of what you are typing: not saved."]
    assert Article.objects.get(pk=article.pk).working_copy.headline == "Saved"


def test_half_a_form_is_shown_as_far_as_it_goes(desk):
    article = make_draft(headline="Saved")
    key = kept(desk, article, headline="", dek="A typed dek.", section="", publish_at_0="soon")
    response = desk.get(page(article, f"?draft={key}"))
    assert (response.status_code, texts(response, "p.dek")) == (200, ["A typed dek."])


@pytest.mark.parametrize(
    "typed", [{"slug": "../x y"}, {"publish_at_0": "1850-01-01", "publish_at_1": "10:00"}]
)
def test_no_address_is_made_of_what_cannot_be_one(desk, typed):
    article = make_draft(headline="Saved")
    key = kept(desk, article, headline="Typed", **typed)
    response = desk.get(page(article, f"?draft={key}"))
    assert (response.status_code, texts(response, "h1.headline")) == (200, ["Typed"])


def test_what_somebody_else_types_is_theirs(desk, enter):
    article = make_draft(headline="Saved")
    key = kept(desk, article, headline="Typed")
    other = enter()
    for query in (f"?draft={key}", "?draft=junk", f"?draft={uuid4()}"):
        assert texts(other.get(page(article, query)), "h1.headline") == ["Saved"]


def test_the_desk_alone_frames_it_and_nobody_keeps_it(desk):
    response = desk.get(page(make_draft(), "?framed"))
    directives = response["Content-Security-Policy"].split("; ")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert {"script-src 'self'", "style-src 'self'", "frame-ancestors 'self'"} < set(directives)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert texts(response, ".preview-notice") == []


def test_it_sends_nothing_and_loads_no_captcha(desk):
    response = desk.get(page(make_draft()))
    inert = [e.attrs["class"] for e in elements(response, "[inert]")]
    assert inert == ["share", "report", "join-band"]
    scripts = [e.attrs.get("src", "") for e in elements(response, "script")]
    assert [src for src in scripts if "recaptcha" in src] == []
    assert elements(response, "base")[0].attrs == {"target": "_blank"}


def test_the_front_and_lists_are_shown_too(desk):
    draft = make_draft(headline="Rain Expected", dek="All of Tuesday.")
    response = desk.get(page(draft, "?lists"))
    classes = [e.attrs["class"] for e in elements(response, "article.teaser")]
    assert [name.split()[1] for name in classes] == [
        "teaser-lead",
        "teaser-top",
        "teaser-brief",
        "teaser-opinion",
        "teaser-row",
    ]
    assert set(texts(response, "a.teaser-link")) == {"Rain Expected"}


def test_the_screen_frames_the_page(desk):
    draft = make_draft()
    save(draft)
    response = desk.get(f"/admin/articles/article/{draft.pk}/preview/?version=1")
    [frame] = elements(response, "iframe")
    assert (
        frame.attrs["src"] == f"/admin/articles/article/{draft.pk}/preview/page/?version=1&framed"
    )
    assert [e.attrs["value"] for e in elements(response, "input[name=preview-width]")] == [
        "phone",
        "tablet",
        "desk",
    ]


def test_under_embargo_only_who_is_on_the_list_sees_it(enter):
    later = timezone.now() + timedelta(days=1)
    draft = make_draft(publish_at=later, embargo_until=later)
    client = enter(Role.MANAGING_EDITOR)
    draft.embargo_list.set([UserFactory()])
    assert client.get(page(draft)).status_code == 404
    draft.embargo_list.add(client.person)
    assert client.get(page(draft)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_much_is_on_it(desk, django_assert_num_queries, count):
    draft = make_draft(
        authors=[AuthorFactory() for _ in range(count)], tags=[TagFactory() for _ in range(count)]
    )
    with django_assert_num_queries(13):
        desk.get(page(draft))
