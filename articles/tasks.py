"""What the worker does for articles. Each task may run twice without harm."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles import drafts, outside_links, photos, presences, updates
from articles.models import Photo


@app.task(queue="photos", retry=RetryStrategy(max_attempts=5, exponential_wait=3))
def render_photo(pk: int) -> None:
    """Make a photo's renditions; one that was deleted meanwhile needs none."""
    photo = Photo.objects.filter(pk=pk).first()
    if photo is not None and photo.original:
        photos.render(photo)


@app.periodic(cron="* * * * *")
@app.task(queue="updates", priority=10)
def apply_updates(timestamp: int = 0) -> None:
    """Apply the planned updates that are due; a moment's own job comes first, this catches up."""
    updates.apply_due()


@app.task(queue="links", priority=-10)
def check_links(pk: int) -> None:
    """Ask the outside addresses of an article's working copy whether they answer."""
    outside_links.check(pk)


@app.periodic(cron="40 4 * * *")
@app.task(queue="housekeeping")
def forget_old_drafts(timestamp: int = 0) -> None:
    """Throw away what was typed and not come back for, and who had a form open long ago."""
    drafts.forget_old()
    presences.forget_old()
