import json
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner import outside
from articles import announcements, workflow
from articles.announcements import NotTold
from articles.changes import supersede
from articles.models import Article, Change
from tests.factories import AuthorFactory, SectionFactory, TagFactory, change, make_article

pytestmark = pytest.mark.django_db

HUB, KEY, SITE = "https://hub.example/", "0123456789abcdef", "https://paper.example"
HOUR = timedelta(hours=1)


@pytest.fixture
def told(monkeypatch):
    """What was sent where; `told.answer` is what is answered."""

    class Told(list):
        answer = 202

    sent = Told()

    def post(address, body, content_type):
        sent.append((address, body.decode(), content_type))
        if isinstance(sent.answer, Exception):
            raise sent.answer
        return sent.answer

    monkeypatch.setattr(outside, "post", post)
    return sent


@pytest.fixture
def configured(settings):
    settings.SITE_URL, settings.INDEXNOW_KEY, settings.WEBSUB_HUBS = SITE, KEY, [HUB]


def jobs():
    """[(what, when, what with)] that waits, in order."""
    names = [f"articles.tasks.{name}" for name in ("tell_search_engines", "tell_hub")]
    waiting = ProcrastinateJob.objects.filter(task_name__in=names, status="todo").order_by("pk")
    return [
        (job.task_name.rpartition(".")[2], job.scheduled_at, {**job.args} | {"pk": 0})
        for job in waiting
    ]


def done():
    ProcrastinateJob.objects.all().delete()


NOW = [
    ("tell_search_engines", None, {"pk": 0, "old_path": ""}),
    ("tell_hub", None, {"pk": 0, "hub": HUB}),
]


def test_unless_the_operator_says_so_nobody_is_told(told):
    article = make_article()
    workflow.withdraw(article, by=None, notice="")
    assert jobs() == []
    announcements.tell_search_engines(article.pk, "")
    announcements.tell_hub(HUB, article.pk)
    assert told == []


@pytest.mark.usefixtures("configured")
class TestWhenSomebodyIsTold:
    def test_each_act_that_readers_see_enqueues_it(self):
        article = make_article()
        assert jobs() == NOW
        acts = [
            lambda: change(article, "correction", "It was Monday.", dek="Told."),
            lambda: supersede(Change.objects.get(), text="It was Sunday.", by=None),
            lambda: workflow.withdraw(article, by=None, notice=""),
            lambda: workflow.reinstate(article, by=None, reason="It was right."),
        ]
        for act in acts:
            done()
            act()
            assert jobs() == NOW

    def test_the_address_that_it_had_is_told_too(self):
        article = make_article(slug="rain")
        old = article.get_absolute_url()
        done()
        change(article, slug="hail")
        assert jobs()[0][2]["old_path"] == old

    def test_what_is_scheduled_is_told_at_its_moment_and_not_before(self, told):
        at, ends = timezone.now() + HOUR, timezone.now() + 2 * HOUR
        article = make_article(publish_at=at, expires_at=ends)
        assert [(name, when) for name, when, _ in jobs()] == [
            (name, when) for when in (at, ends) for name in ("tell_search_engines", "tell_hub")
        ]
        announcements.tell_search_engines(article.pk, "")
        announcements.tell_hub(HUB, article.pk)
        assert told == []

    def test_it_waits_once(self):
        article = make_article()
        change(article, dek="One.")
        change(article, dek="Two.")
        assert jobs() == NOW

    def test_what_fails_to_be_published_is_not_told(self):
        with pytest.raises(workflow.NotPublishable):
            make_article(section=None, headline="")
        assert jobs() == []


@pytest.mark.usefixtures("configured")
class TestWhatIsTold:
    def test_search_engines_get_the_addresses_and_the_key(self, told):
        article = make_article(slug="rain")
        announcements.tell_search_engines(article.pk, "/2020/01/02/old/")
        [(address, body, content_type)] = told
        assert (address, content_type) == (
            "https://api.indexnow.org/indexnow",
            "application/json; charset=utf-8",
        )
        assert json.loads(body) == {
            "host": "paper.example",
            "key": KEY,
            "keyLocation": f"{SITE}/indexnow-key.txt",
            "urlList": [SITE + article.get_absolute_url(), f"{SITE}/2020/01/02/old/"],
        }

    def test_a_hub_gets_every_feed_that_has_the_article(self, told):
        article = make_article(
            section=SectionFactory(slug="city"),
            authors=[AuthorFactory(slug="ida-roth")],
            tags=[TagFactory(slug="rain")],
        )
        announcements.tell_hub(HUB, article.pk)
        [(address, body, content_type)] = told
        assert (address, content_type) == (HUB, "application/x-www-form-urlencoded")
        said = parse_qs(body)
        lists = ["/", "/kind/news/", "/category/city/", "/author/ida-roth/", "/tag/rain/"]
        assert said == {
            "hub.mode": ["publish"],
            "hub.url": [
                f"{SITE}{place}feed/{form}" for place in lists for form in ("", "atom/", "json/")
            ],
        }

    def test_what_is_withdrawn_is_told_again(self, told):
        article = make_article()
        workflow.withdraw(article, by=None, notice="")
        announcements.tell_search_engines(article.pk, "")
        assert SITE + article.get_absolute_url() in told[0][1]

    def test_a_hub_that_is_none_of_ours_is_told_nothing(self, told):
        announcements.tell_hub("https://elsewhere.example/", make_article().pk)
        announcements.tell_hub(HUB, 123_456)
        assert told == []

    @pytest.mark.parametrize("answer", [500, 503, 429, outside.Unreachable("nothing answers")])
    def test_who_cannot_hear_is_told_again(self, told, answer):
        told.answer = answer
        with pytest.raises(NotTold):
            announcements.tell_hub(HUB, make_article().pk)

    @pytest.mark.parametrize("answer", [301, 400, 403, 422])
    def test_who_refuses_is_not(self, told, caplog, answer):
        told.answer = answer
        announcements.tell_hub(HUB, make_article().pk)
        assert f"it answers {answer}" in caplog.text
        assert Article.objects.count() == 1
