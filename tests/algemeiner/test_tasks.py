from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.tasks import retry_interrupted

pytestmark = pytest.mark.usefixtures("transactional_db")


def interrupted(silent_for=60, attempts=0, **options):
    """A job whose worker was last heard of so many seconds ago."""
    pk = app.configure_task("articles.tasks.render_photo", **options).defer(pk=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH worker AS (INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - %s * interval '1 second') RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', attempts = %s,"
            " worker_id = (SELECT id FROM worker) WHERE id = %s",
            [silent_for, attempts, pk],
        )
    return pk


def after_a_look():
    retry_interrupted.defer()
    # In a thread of its own: where a browser was driven before, its event loop still runs in ours.
    with (
        app.replace_connector(app.connector.get_worker_connector()) as worker,
        ThreadPoolExecutor(max_workers=1) as thread,
    ):
        work = {"wait": False, "listen_notify": False, "install_signal_handlers": False}
        thread.submit(worker.run_worker, queues=["housekeeping"], **work).result()
    jobs = ProcrastinateJob.objects.filter(task_name="articles.tasks.render_photo")
    return list(jobs.order_by("id").values_list("id", "status", "attempts"))


def test_what_a_dead_worker_was_doing_is_put_back():
    dead, living = interrupted(), interrupted(silent_for=5)
    assert after_a_look() == [(dead, "todo", 1), (living, "doing", 0)]
    assert ProcrastinateJob.objects.get(pk=dead).scheduled_at <= timezone.now()


@pytest.mark.parametrize(("attempts", "minutes"), [(3, 3), (500, 60)])
def test_what_ends_its_worker_each_time_comes_back_later(attempts, minutes):
    dead = interrupted(attempts=attempts)
    after_a_look()
    wait = ProcrastinateJob.objects.get(pk=dead).scheduled_at - timezone.now()
    assert timedelta(minutes=minutes - 1) < wait <= timedelta(minutes=minutes)


def test_what_waits_again_already_is_not_put_back():
    interrupted(queueing_lock="photo 1")
    job = app.configure_task("articles.tasks.render_photo", queueing_lock="photo 1")
    waiting = job.defer(pk=1)
    assert after_a_look() == [(waiting, "todo", 0)]
