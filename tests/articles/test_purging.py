import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import purging
from articles.announcements import NotTold
from articles.models import Article, Purge
from articles.purging import HEARD, purge
from tests.factories import PageFactory, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked_for():
    """Word is left as on the connections of a paper that has a cache in front."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL algemeiner.purges = 'on'")


@pytest.fixture
def front(settings):
    """A cache in front: what it was sent; `front.answer` is what it answers."""

    class Front(list):
        answer = 200

    told = Front()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append((self.headers, json.loads(body)))
            self.send_response(told.answer)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    settings.PURGE_URL = f"http://127.0.0.1:{server.server_port}/purge"
    settings.PURGE_HEADER = "Fastly-Key: secret"
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def jobs():
    waiting = ProcrastinateJob.objects.filter(task_name="articles.tasks.purge", status="todo")
    return [(job.queueing_lock, job.scheduled_at) for job in waiting.order_by("pk")]


def test_nothing_is_left_where_nobody_is_in_front():
    make_article()
    assert (Purge.objects.count(), jobs()) == (0, [])


def test_what_turns_over_is_left_in_the_same_transaction(asked_for):
    article = make_article()
    left = {tag for row in Purge.objects.all() for tag in row.tags.split()}
    assert {"articles", f"article-{article.pk}", f"in-section-{article.section_id}"} <= left
    assert jobs() == [(None, None)]


def test_what_is_rolled_back_leaves_nothing(asked_for):
    with transaction.atomic():
        make_article()
        transaction.set_rollback(True)
    assert (Purge.objects.count(), jobs()) == (0, [])


def test_much_at_once_is_everything_and_few_rows(asked_for):
    make_article()
    rows = [
        Article(status="published", headline="Rain", slug=f"rain-{number}", section_id=section)
        for section in Article.objects.values_list("section_id", flat=True)[:1]
        for number in range(300)
    ]
    for row in rows:
        row.publish_at = timezone.now()
    Article.objects.bulk_create(rows)
    assert Purge.objects.count() <= 101
    assert Purge.objects.last().tags == "site"


def test_each_tag_is_told_twice_in_every_way(asked_for, front):
    Article.objects.filter(pk=make_article().pk).update(headline="Snow")
    Purge.objects.exclude(pk=Purge.objects.last().pk).delete()  # the section was new: every page
    names = sorted(["many", *Purge.objects.get().tags.split()])
    begun = timezone.now()
    with time_machine.travel(begun, tick=False):
        purge()
    ((headers, body),) = front
    assert body == {"tags": names}
    assert headers["Surrogate-Key"] == headers["xkey-purge"] == " ".join(body["tags"])
    assert headers["Fastly-Key"] == "secret"
    assert jobs()[-1] == ("purge again", begun + HEARD)
    assert Purge.objects.exists()
    with time_machine.travel(begun + HEARD, tick=False):
        purge()
    assert [told for _, told in front] == [body, body]
    assert not Purge.objects.exists()
    with time_machine.travel(begun + 2 * HEARD, tick=False):
        purge()
    assert len(front) == 2


def test_the_site_is_every_tag(asked_for, front):
    PageFactory()
    make_article()
    purge()
    assert [body for _, body in front] == [{"tags": ["site"]}]


def test_no_request_has_more_than_is_taken(asked_for, front):
    for number in range(70):
        Purge.objects.create(tags=f"article-{number}", at=timezone.now())
    purge()
    assert [len(body["tags"]) for _, body in front] == [30, 30, 11]


@pytest.mark.parametrize("answer", [429, 500, 503])
def test_what_could_not_be_told_waits(front, answer):
    front.answer = answer
    Purge.objects.create(tags="article-1", at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(NotTold):
        purge()
    assert Purge.objects.count() == 1


def test_a_front_that_is_away(settings):
    settings.PURGE_URL = "http://127.0.0.1:1/"
    Purge.objects.create(tags="article-1", at=timezone.now())
    with pytest.raises(NotTold):
        purge()


def test_what_was_left_for_a_front_that_is_no_more_goes(monkeypatch):
    Purge.objects.create(tags="article-1", at=timezone.now() - HEARD)
    monkeypatch.setattr(purging, "_post", None)
    purge()
    assert not Purge.objects.exists()
