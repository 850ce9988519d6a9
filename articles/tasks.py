"""What the worker does for articles. Each task may run twice without harm."""

from django.db import DatabaseError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles import (
    announcements,
    drafts,
    finding,
    outside_links,
    photos,
    presences,
    previews,
    purging,
    reads,
    share_pictures,
    updates,
)
from articles.contributing import expiry, guests, kept_pictures
from articles.models import Photo

# A full disk has room again when somebody has made some. A picture that is none is no such case: it
# is told at the desk, and not tried again.
UNTIL_THERE_IS_ROOM = RetryStrategy(wait=60, retry_exceptions=[OSError, MemoryError, DatabaseError])
# Four, sixteen, sixty-four seconds …; after an hour and a half they come by themselves.
UNTIL_THEY_HEAR = RetryStrategy(
    max_attempts=6, exponential_wait=4, retry_exceptions=[announcements.NotTold]
)


# After mail, which somebody waits for; what a page waits for before what only makes it lighter.
@app.task(queue="photos", priority=-5, retry=UNTIL_THERE_IS_ROOM)
def render_photo(pk: int) -> None:
    """Make a photo's renditions; one that was deleted meanwhile needs none."""
    for photo in Photo.objects.filter(pk=pk).exclude(original=""):
        photos.render(photo)


@app.task(queue="photos", priority=-20, retry=UNTIL_THERE_IS_ROOM)
def render_avif(pk: int) -> None:
    for photo in Photo.objects.filter(pk=pk).exclude(original=""):
        photos.render_avif(photo)


@app.task(queue="photos", priority=-5, retry=UNTIL_THERE_IS_ROOM)
def refocus_photo(pk: int) -> None:
    for photo in Photo.objects.filter(pk=pk):
        photos.refocus(photo)


@app.task(queue="photos", priority=-20, retry=UNTIL_THERE_IS_ROOM)
def forget_files(key: str, original: str) -> None:
    photos.forget_files(key, original)


@app.task(queue="photos", priority=-10, retry=UNTIL_THERE_IS_ROOM)
def draw_share_picture(pk: int) -> None:
    share_pictures.draw(pk)


@app.periodic(cron="7,27,47 * * * *")
@app.task(queue="photos", priority=-20)
def draw_missing_share_pictures(timestamp: int = 0) -> None:
    """Catch up with what no act of the desk on an article tells of."""
    share_pictures.draw_missing()


@app.periodic(cron="* * * * *")
@app.task(queue="updates", priority=10)
def apply_updates(timestamp: int = 0) -> None:
    """Apply the planned updates that are due; a moment's own job comes first, this catches up."""
    updates.apply_due()


@app.task(queue="announcements", priority=-5, retry=UNTIL_THEY_HEAR)
def tell_search_engines(pk: int, old_path: str = "") -> None:
    announcements.tell_search_engines(pk, old_path)


@app.task(queue="announcements", priority=-5, retry=UNTIL_THEY_HEAR)
def tell_hub(hub: str, pk: int) -> None:
    announcements.tell_hub(hub, pk)


@app.periodic(cron="* * * * *")
@app.task(queue="announcements", priority=5, retry=UNTIL_THEY_HEAR)
def purge(timestamp: int = 0) -> None:
    """Tell caches in front what has turned over; the database asks for it, this catches up."""
    purging.purge()


@app.task(queue="links", priority=-10)
def check_links(pk: int) -> None:
    """Ask the outside addresses of an article's working copy whether they answer."""
    outside_links.check(pk)


@app.periodic(cron="* * * * *")
@app.task(queue="housekeeping")
def rank_reads(timestamp: int = 0) -> None:
    """Rank what is most read; and throw away the hours that no ranking asks for any more."""
    reads.rank()
    reads.forget_old_hours()


@app.periodic(cron="40 4 * * *")
@app.task(queue="housekeeping")
def forget_old_drafts(timestamp: int = 0) -> None:
    """Throw away what was typed and not come back for, and who had a form open long ago."""
    drafts.forget_old()
    presences.forget_old()


@app.periodic(cron="50 4 * * *")
@app.task(queue="housekeeping")
def forget_old_answers(timestamp: int = 0) -> None:
    """Throw away what other sites answered long ago, and who read a preview then."""
    outside_links.forget_old()
    previews.forget_old_uses()


@app.periodic(cron="30 3 * * 0")
@app.task(queue="housekeeping")
def sweep_photos(timestamp: int = 0) -> None:
    """Remove the files that no photo has: a transaction that failed leaves some."""
    photos.sweep()


@app.periodic(cron="10 9 * * *")
@app.task(queue="housekeeping")
def end_waits_for_changes(timestamp: int = 0) -> None:
    """Close pieces whose senders never sent what was asked for, and warn those who are next."""
    expiry.end_due()


@app.periodic(cron="20 4 * * *")
@app.task(queue="housekeeping")
def tend_guests(timestamp: int = 0) -> None:
    """Ask guests who were left over for want of mail, and throw away what none came back for."""
    guests.send_waiting()
    guests.forget_unconfirmed()
    kept_pictures.forget_old()


@app.task(queue="housekeeping")
def renew_entries(author: int) -> None:
    """Let the desk find an author's articles by the name that they have now."""
    finding.renew(author)
