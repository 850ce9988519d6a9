"""What holds on every page of the desk, by the table that names them all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import updates, workflow
from articles.changes import TypedChange
from articles.models import Article, Change
from tests.browser.pages import settle
from tests.factories import UserFactory, copy, log_in, make_article
from tests.test_desk_access import READ, RULES, address, is_about_an_article, things

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

# Answers a script and no person, or is a file.
NOT_PAGES = {"jsi18n", "authors_contributor_data"}


@pytest.fixture
def chief(transactional_db):
    return UserFactory(name="Ada Katz", role=Role.MANAGING_EDITOR)


@pytest.fixture
def desk(open_page, live_server, client, chief):
    log_in(client, chief, second_factor=True)
    page = open_page(base_url=live_server.url)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([cookie | {"url": live_server.url}])
    return page


def eventful(chief):
    """An article with something to see on each of its screens."""
    article = make_article(headline="Rain")
    for number in (1, 2):
        new = copy(headline=f"Rain {number}", publish_at=article.publish_at, slug=article.slug)
        workflow.save(article, new, based_on=article.working_copy_id, by=chief, note="Better.")
        article = Article.objects.get(pk=article.pk)
        if number == 1:
            change = TypedChange("correction", "It was Monday.")
            article = workflow.publish(article, by=None, change=change)
    later = timezone.now() + timedelta(hours=2)
    updates.plan(article, at=later, change=TypedChange(), by=None)
    return article


def addresses(chief):
    """The address of every page of the desk, by its name."""
    ids = things(chief)
    article = eventful(chief)
    withdrawn = workflow.withdraw(make_article(), by=None, notice="Gone.")
    scheduled = make_article(publish_at=timezone.now() + timedelta(hours=1))
    of_article = {
        "articles_article_reinstate": withdrawn.pk,
        "articles_article_unschedule": scheduled.pk,
    }
    found = {}
    for name, rules in RULES.items():
        if READ not in rules or name in NOT_PAGES or name.endswith("_delete"):
            continue
        if is_about_an_article(name):
            found[name] = address(name, of_article.get(name, article.pk))
        else:
            found[name] = address(name, ids.get(name.split("_")[1] if "_" in name else "", 1))
    correction = Change.objects.get()
    return {
        name: f"{url}?correction={correction.pk}" if name.endswith("_supersede") else url
        for name, url in found.items()
    }


def is_a_page(answer):
    """Whether it answers with a whole page, and not with a part or with data for a script."""
    return answer.ok and answer.text().lstrip().lower().startswith("<!doctype html")


def test_every_page_is_sound_in_daylight_and_in_the_dark(desk, chief, audit):
    found, seen = {}, 0
    for name, url in addresses(chief).items():
        desk.emulate_media(color_scheme="light")
        desk.complaints.clear()
        if not is_a_page(desk.goto(url)):
            settle(desk)  # what a part of a page asks for is no fault of the next page
            continue
        seen += 1
        desk.evaluate("scrollTo(0, document.body.scrollHeight)")
        problems = audit(desk)
        desk.emulate_media(color_scheme="dark")
        problems += audit(desk, only="color-contrast")
        # "[DOM]" begins Chromium's advice about the fields of log-ins.
        problems += [words for words in desk.complaints if not words.startswith("[DOM]")]
        if problems:
            found[name] = problems
    assert found == {}
    assert seen > 50
