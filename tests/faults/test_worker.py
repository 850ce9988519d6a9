"""kill -9 for a worker in the middle of a batch of photos."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.environment import BASE_DIR
from algemeiner.tasks import retry_interrupted
from articles.models import Photo
from articles.photos import take_in
from articles.renditions import inspect
from tests.faults.killing import kill_trees
from tests.newspaper import plain_environment
from tests.pictures import encoded, scene

PATIENCE = 60  # seconds on a busy machine
PHOTOS = 4
EACH = ["16x9.jpg", "1x1.jpg", "4x3.jpg"] + [
    f"{width}.{form}" for width in (240, 480, 800, 1200) for form in ("avif", "jpg", "webp")
]


@pytest.fixture
def worker(transactional_db, tmp_path):
    """Starts a worker on the tests' own database and media; it ends when nothing is left to do."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    env = plain_environment(tmp_path) | {"DATABASE_URL": url.geturl(), "ENV": "development"}
    started = []

    def start():
        command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
        options = ["--queues", "photos,housekeeping", "--delete-jobs", "successful"]
        process = subprocess.Popen(
            [*command, *options], cwd=BASE_DIR, env=env, stderr=subprocess.PIPE
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            kill_trees(process.pid)
        process.communicate()


def kill_in_the_middle(process, batch):
    """When some of the batch is done, and the next one begun."""
    deadline = time.monotonic() + PATIENCE
    while True:
        assert time.monotonic() < deadline
        time.sleep(0.02)
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(0.05)  # what it had said to the database by then is done
        if batch.exists() and "doing" in statuses():
            break
        os.kill(process.pid, signal.SIGCONT)
    kill_trees(process.pid)


def a_minute_passes():
    """For who looks when a worker was last heard of."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 min'")


def statuses():
    jobs = ProcrastinateJob.objects.filter(queue_name="photos")
    return sorted(jobs.values_list("status", flat=True))


def test_a_batch_is_finished_after_a_kill_and_each_photo_once(worker):
    photos = [
        take_in(inspect(encoded(scene(seed, (1200, 800)))), f"{seed}.jpg", by=None).photo
        for seed in range(PHOTOS)
    ]
    rendered = Photo.objects.exclude(widths=[])
    kill_in_the_middle(worker(), rendered)
    assert (rendered.count() < PHOTOS, statuses().count("doing")) == (True, 1)

    assert worker().wait(PATIENCE) == 0
    assert statuses() == ["doing"]  # what was interrupted: its worker may still come back
    a_minute_passes()
    retry_interrupted.defer()
    assert worker().wait(PATIENCE) == 0

    assert statuses() == []
    keys = list(Photo.objects.filter(has_avif=True).values_list("key", flat=True))
    assert sorted(keys) == sorted(photo.key for photo in photos)
    assert sorted(default_storage.listdir("photos")[0]) == sorted(keys)
    made = [sorted(default_storage.listdir(f"photos/{key}")[1]) for key in keys]
    assert made == [sorted(EACH)] * PHOTOS
