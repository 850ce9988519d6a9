"""kill -9 for a worker in the middle of a batch of photos."""

import os
import signal
import time

from django.core.files.storage import default_storage
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.tasks import retry_interrupted
from articles.models import Photo
from articles.photos import take_in
from articles.renditions import inspect
from tests.faults.killing import a_minute_passes, kill_trees
from tests.pictures import encoded, scene

PATIENCE = 60  # seconds on a busy machine
PHOTOS = 4
EACH = ["16x9.jpg", "1x1.jpg", "4x3.jpg"] + [
    f"{width}.{form}" for width in (240, 480, 800, 1200) for form in ("avif", "jpg", "webp")
]


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


def statuses():
    jobs = ProcrastinateJob.objects.filter(queue_name="photos")
    return sorted(jobs.values_list("status", flat=True))


def test_a_batch_is_finished_after_a_kill_and_each_photo_once(worker):
    photos = [
        take_in(inspect(encoded(scene(seed, (1200, 800)))), f"{seed}.jpg", by=None).photo
        for seed in range(PHOTOS)
    ]
    rendered = Photo.objects.exclude(widths=[])
    kill_in_the_middle(worker("photos"), rendered)
    assert (rendered.count() < PHOTOS, statuses().count("doing")) == (True, 1)

    assert worker("photos").wait(PATIENCE) == 0
    assert statuses() == ["doing"]  # what was interrupted: its worker may still come back
    a_minute_passes()
    retry_interrupted.defer()
    assert worker("photos").wait(PATIENCE) == 0

    assert statuses() == []
    keys = list(Photo.objects.filter(has_avif=True).values_list("key", flat=True))
    assert sorted(keys) == sorted(photo.key for photo in photos)
    assert sorted(default_storage.listdir("photos")[0]) == sorted(keys)
    made = [sorted(default_storage.listdir(f"photos/{key}")[1]) for key in keys]
    assert made == [sorted(EACH)] * PHOTOS
