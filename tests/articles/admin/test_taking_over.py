import pytest

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article, Autosave
from tests.articles.admin.forms import errors, filled_in, messages
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

BASE = {"headline": "Rain", "body": "<p>First.</p><p>Second.</p>", "publish_at": None}


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.fixture
def article():
    return make_draft(authors=[AuthorFactory(name="Ida Roth")], **BASE)


def save_theirs(article, **theirs):
    now = Article.objects.get(pk=article.pk).working_copy
    written = {"authors": now.authors_in_order, "tags": list(now.tags.all())} | BASE | theirs
    by = UserFactory(name="Noa Levi")
    return workflow.save(article, copy(**written), based_on=now.pk, by=by)


def refused(desk, article, theirs, yours, button="_continue"):
    """The page after a save over what somebody else saved since the form was opened."""
    opened = filled_in(desk.get(form_of(article)))
    save_theirs(article, **theirs)
    return desk.post(form_of(article), opened | yours | {button: "Save"})


def take_over(desk, article, page, **more):
    data = filled_in(page) | more | {"_take_over": "Take over"}
    return desk.post(form_of(article), data, follow=True)


def test_what_only_they_changed_comes_into_the_form_and_is_not_saved_yet(desk, article):
    noa, tag, photo = AuthorFactory(name="Noa"), TagFactory(), PhotoFactory()
    theirs = {
        "dek": "Theirs.",
        "headline": "Theirs",
        "body": "<p>First, by them.</p><p>Second.</p>",
        "authors": [noa, article.working_copy.authors_in_order[0]],
        "tags": [tag],
        "lead_photo": photo,
        "section": SectionFactory(slug="food"),
    }
    yours = {
        "headline": "Mine",
        "kicker": "Weather",
        "body": "<p>First.</p><p>Second, by me.</p>",
        "publish_at_0": "2026-03-05",
        "publish_at_1": "half past",
    }
    page = take_over(desk, article, refused(desk, article, theirs, yours))
    assert messages(page)[0] == (
        "Taken over: section, dek, lead photo, bylines, tags, body. Read it through, and save."
    )
    shown = filled_in(page)
    expected = yours | {
        "dek": "Theirs.",
        "body": "<p>First, by them.</p><p>Second, by me.</p>",
        "tags": [str(tag.pk)],
        "lead_photo": str(photo.pk),
        "section": str(theirs["section"].pk),
        "bylines-0-author": str(noa.pk),
    }
    assert {name: shown[name] for name in expected} == expected
    assert texts(page, ".conflict") == []
    assert Article.objects.get().working_copy.number == 2

    desk.post(form_of(article), shown | {"publish_at_1": "10:30:00", "_continue": "Save"})
    saved = Article.objects.get().working_copy
    assert (saved.number, saved.headline, saved.dek) == (3, "Mine", "Theirs.")
    assert saved.body == "<p>First, by them.</p><p>Second, by me.</p>"
    assert (len(saved.authors_in_order), list(saved.tags.all())) == (2, [tag])
    assert not Autosave.objects.exists()


def test_what_you_changed_after_both_were_shown_counts_as_yours(desk, article):
    page = refused(desk, article, {"dek": "Theirs."}, {"headline": "Mine"})
    shown = filled_in(take_over(desk, article, page, kicker="Weather"))
    assert (shown["headline"], shown["dek"], shown["kicker"]) == ("Mine", "Theirs.", "Weather")


def test_of_three_versions_all_that_only_others_changed(desk, article):
    page = refused(desk, article, {"dek": "Theirs."}, {"headline": "Mine"})
    save_theirs(article, dek="Theirs.", kicker="Third")
    shown = filled_in(take_over(desk, article, page))
    assert (shown["headline"], shown["dek"], shown["kicker"]) == ("Mine", "Theirs.", "Third")
    desk.post(form_of(article), shown | {"_continue": "Save"})
    assert Article.objects.get().working_copy.number == 4


def test_both_stay_in_sight_until_it_is_saved(desk, article):
    page = refused(desk, article, {"dek": "Theirs."}, {"headline": "Mine"})
    again = desk.post(form_of(article), filled_in(page) | {"headline": "", "_continue": "Save"})
    assert errors(again) == ["This field is required."]
    assert len(texts(again, "tr.theirs")) == 1
    assert filled_in(take_over(desk, article, again))["dek"] == "Theirs."


@pytest.mark.parametrize("button", ["_submit", "_approve", "_send_back", "_publish"])
def test_no_verb_takes_a_version_that_was_not_seen(desk, article, button):
    if button in ("_approve", "_send_back"):
        workflow.submit(article, by=None)
    before = Article.objects.get().status
    page = refused(desk, article, {"dek": "Unseen."}, {"note": "Why.", "reason": "Why."}, button)
    assert len(texts(page, "tr.theirs")) == 1
    now = Article.objects.get()
    assert (now.status, now.working_copy.dek, now.working_copy.number) == (before, "Unseen.", 2)


def test_what_says_the_same_is_no_conflict(desk, article):
    page = refused(desk, article, {"dek": "Wet."}, {"dek": "Wet."})
    assert page.status_code == 302
    assert Article.objects.get().working_copy.number == 2


@pytest.mark.parametrize("base", ["", "abc", "0", "9" * 40])
def test_from_a_base_that_is_none_nothing_of_yours_goes(desk, article, base):
    page = refused(desk, article, {"dek": "Theirs."}, {"headline": "Mine"})
    shown = filled_in(take_over(desk, article, page, base=base))
    assert (shown["headline"], shown["dek"]) == ("Mine", "")


def test_another_articles_version_is_no_base(desk, article):
    other = make_draft(headline="Secret plans")
    page = refused(desk, article, {"dek": "Theirs."}, {"headline": "Mine"})
    answer = take_over(desk, article, page, base=str(other.working_copy_id))
    assert "Secret plans" not in answer.content.decode()


def test_who_may_not_write_takes_nothing_over(enter, article):
    client = enter(Role.PHOTO_EDITOR)
    answer = client.post(form_of(article), {"_take_over": "1", "headline": "Mine"})
    assert answer.status_code == 403
    assert not Autosave.objects.exists()
