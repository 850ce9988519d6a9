"""A photo's files: keeping the original, making and storing what readers are served."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Photo
from articles.renditions import Renditions, make


def render(photo: Photo) -> None:
    """
    Make the renditions of a photo's original and show them from now on.

    Doing it twice does no harm. UnusablePicture where the original is none.
    """
    with photo.original.open("rb") as original:
        store(photo, make(original.read()))


def store(photo: Photo, renditions: Renditions) -> None:
    """Keep ready-made renditions as a photo's own."""
    for width, data in renditions.webp.items():
        _write(photo.rendition_path(width), data)
    _write(photo.share_path, renditions.share)
    photo.width, photo.height = renditions.width, renditions.height
    photo.widths = sorted(renditions.webp)
    # By its key: a picture that was replaced meanwhile has another, and is left alone.
    Photo.objects.filter(pk=photo.pk, key=photo.key).update(
        width=photo.width, height=photo.height, widths=photo.widths
    )


def _write(path: str, data: bytes) -> None:
    default_storage.delete(path)
    default_storage.save(path, ContentFile(data))
