"""The side column of an article's form: what acts at once, beside a text that is being typed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles import updates, workflow
from articles.changes import TypedChange
from articles.models import Article
from tests.factories import UserFactory, copy, make_article, make_draft

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(transactional_db):
    return UserFactory(name="Ada Katz", role=Role.MANAGING_EDITOR)


@pytest.fixture
def desk(open_as, editor):
    return open_as(editor)


def test_a_note_and_an_assignment_leave_what_is_typed_alone(desk, editor):
    article = make_draft()
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.get_by_label("Headline").fill("Half a Thought")
    desk.get_by_label("Leave a note").fill("Call the harbor.")
    desk.get_by_role("button", name="Leave the note").click()
    expect(desk.locator(".note")).to_contain_text("Ada Katz")
    expect(desk.locator(".note")).to_contain_text("Call the harbor.")
    desk.get_by_label("Who has it").select_option("Ada Katz")
    desk.get_by_label("Due").fill("2026-12-01T17:30")
    desk.get_by_role("button", name="Assign").press("Enter")
    expect(desk.locator("#panel-assignment summary")).to_be_focused()
    expect(desk.get_by_label("Due")).to_have_value("2026-12-01T17:30")
    expect(desk.get_by_label("Headline")).to_have_value("Half a Thought")
    article = Article.objects.get(pk=article.pk)
    assert (article.assigned_to, article.notes.get().by) == (editor, editor)
    assert article.working_copy.headline == "Rain Expected"
    assert desk.complaints == []


def test_without_javascript_they_are_ordinary_forms(open_as, editor):
    page = open_as(editor, java_script_enabled=False)
    article = make_draft()
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Leave a note").fill("Call the harbor.")
    page.get_by_role("button", name="Leave the note").click()
    expect(page.locator(".note")).to_contain_text("Call the harbor.")


def something_coming(editor):
    now = timezone.now()
    live = make_article()
    new = copy(headline="Changed", publish_at=live.publish_at, slug=live.slug)
    workflow.save(live, new, based_on=live.working_copy_id, by=None)
    live.refresh_from_db()
    updates.plan(live, at=now + timedelta(hours=1), change=TypedChange(), by=None)
    make_article(publish_at=now + timedelta(hours=2))
    sealed = copy(publish_at=None, embargo_until=now + timedelta(hours=3))
    sealed = workflow.create(sealed, by=editor)
    workflow.create(copy(publish_at=None, embargo_until=now + timedelta(hours=3)), by=None)
    return live, sealed


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screens_are_sound(desk, editor, audit, scheme):
    live, sealed = something_coming(editor)
    desk.emulate_media(color_scheme=scheme)
    base = "/admin/articles/article/"
    for path in [
        f"{base}calendar/",
        f"{base}calendar/?view=month",
        f"{base}embargoes/",
        f"{base}{sealed.pk}/embargo/",
        f"{base}{live.pk}/update/",
    ]:
        desk.goto(path)
        assert desk.complaints == [], path
        assert audit(desk) == [], path
        desk.complaints.clear()  # axe itself styles what it measures, which the policy forbids
        for width in (1440, 820, 390):
            desk.set_viewport_size({"width": width, "height": 900})
            wider = desk.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, (path, width)
