"""What the worker does for articles. Each task may run twice without harm."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles import photos
from articles.models import Photo


@app.task(queue="photos", retry=RetryStrategy(max_attempts=5, exponential_wait=3))
def render_photo(pk: int) -> None:
    """Make a photo's renditions; one that was deleted meanwhile needs none."""
    photo = Photo.objects.filter(pk=pk).first()
    if photo is not None and photo.original:
        photos.render(photo)
