"""A photo's files: taking in the original, making and storing what readers are served."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from articles import renditions, share_pictures, verbs
from articles.caption_data import CaptionData
from articles.models import Photo
from articles.models.photo_lists import PhotoQuerySet
from articles.models.photos import new_key
from articles.renditions import Picture, Renditions, UnusablePicture
from authors.models import User

AT_A_TIME = 1_000  # names of files that are looked for in one query
STRAYS_KEPT_FOR = timedelta(days=1)
MOST_TOLD = 5  # of the photos that one is like
NO_ROOM = (
    "The desk has no room to keep this file, and nothing of it was kept. Tell who runs the paper’s"
    " machine; then send it again."
)
LOST = "Its file is not there any more. Send the picture again."


@dataclass(frozen=True)
class TakenIn:
    """A photo that has come in, and what the library had before that is the same or like it."""

    photo: Photo
    same: list[Photo]
    alike: list[Photo]


@transaction.atomic
def take_in(picture: Picture, name: str, *, by: User | None, photo: Photo | None = None) -> TakenIn:
    """
    Put a picture (renditions.inspect) into the library, and let the worker make its renditions.

    `photo` has the words that were typed, or is one whose picture this replaces; what is empty in
    it is filled with the caption data of the picture. `name` is the file's own.
    """
    photo = photo or Photo()
    _hold(photo, by)
    _fill_in(photo, picture.words)
    _keep_original(photo, picture, name)
    with ExitStack() as in_vain:
        in_vain.callback(photo.original.delete, save=False)
        verb = "replace_picture" if photo.pk else "add_photo"
        photo.save()
        verbs.record_act(verb, photo, by=by, file=photo.original_name)
        # By its name: articles.tasks imports this module.
        app.configure_task("articles.tasks.render_photo").defer(pk=photo.pk)
        in_vain.pop_all()
    return TakenIn(photo, *_beside(photo, by))


@transaction.atomic
def delete(photo: Photo) -> None:
    """Remove a photo that nothing shows, and its files."""
    _forget(photo)
    photo.delete()


def _keep_original(photo: Photo, picture: Picture, name: str) -> None:
    photo.original_name = name[-200:]
    photo.content_hash, photo.looks = picture.content_hash, picture.looks
    photo.width, photo.height = picture.width, picture.height
    photo.widths, photo.has_avif, photo.problem = [], False, ""
    photo.original.save(name, ContentFile(picture.data), save=False)


def _hold(photo: Photo, by: User | None) -> None:
    """Nobody else replaces its picture now; the files of the one that it has are to go."""
    if not photo.pk:
        verbs.require(by, "articles.add_photo")
        photo.created_by = by
        return
    there = Photo.objects.select_for_update().get(pk=photo.pk)
    verbs.require(by, "articles.change_photo", there)
    _forget(there)
    # What has been served under a key may be kept by readers' browsers for ever.
    photo.key = new_key()


def _fill_in(photo: Photo, words: CaptionData) -> None:
    said = {
        "caption": words.caption or words.headline,
        "alt": words.alt,
        "creator": words.creator,
        "credit": words.credit_line,
        "source": words.source,
        "licence": words.terms,
        "taken_at": words.taken_at,
    }
    for name, value in said.items():
        if not getattr(photo, name):
            setattr(photo, name, value)


def _beside(photo: Photo, by: User | None) -> tuple[list[Photo], list[Photo]]:
    library = Photo.objects.not_secret_from(by) if by else Photo.objects.all()
    same = list(library.same_file_as(photo).newest()[:MOST_TOLD])
    others = library.exclude(content_hash=photo.content_hash)
    return same, list(others.looking_like(photo)[:MOST_TOLD])


def render(photo: Photo) -> None:
    """
    Make what a page needs of a photo's original, and show it from now on; AVIF follows.

    Doing it twice does no harm. What cannot be made is told at the desk, as the photo's problem.
    """
    if photo.widths:
        return
    try:
        made = renditions.make(_original(photo), _focus(photo))
    except UnusablePicture as problem:
        _of_the_same_picture(photo).update(problem=str(problem))
        return
    with transaction.atomic():
        store(photo, made)
        app.configure_task("articles.tasks.render_avif").defer(pk=photo.pk)
        share_pictures.draw_again(photo)


def render_avif(photo: Photo) -> None:
    """The same in AVIF, for browsers that take it."""
    if photo.widths and not photo.has_avif:
        _write(photo, renditions.make_avif(_original(photo)))
        _note(photo, has_avif=True)


def refocus(photo: Photo) -> None:
    """Cut the crops anew, about the focal point as it is now."""
    if photo.widths:
        _write(photo, renditions.make_crops(_largest(photo), _focus(photo)))
        share_pictures.draw_again(photo)


def store(photo: Photo, made: Renditions) -> None:
    """Keep ready-made renditions as a photo's own."""
    _write(photo, made.files)
    photo.width, photo.height, photo.widths = made.width, made.height, made.widths
    _note(photo, width=made.width, height=made.height, widths=made.widths, problem="")


def forget_files(key: str, original: str) -> None:
    """Remove the files of a picture that was replaced, renditions and original."""
    directory = f"photos/{key}"
    if default_storage.exists(directory):
        for name in default_storage.listdir(directory)[1]:
            default_storage.delete(f"{directory}/{name}")
        default_storage.delete(directory)
    if original:
        default_storage.delete(original)


def sweep() -> list[str]:
    """
    Remove the originals and the renditions that belong to no photo, and say which they were.

    Those of a day ago and later may belong to what is being taken in just now.
    """
    originals = _strays("originals", lambda paths: Photo.objects.filter(original__in=paths))
    for path in originals:
        default_storage.delete(path)
    of_keys = _strays("photos", lambda paths: Photo.objects.filter(key__in=map(_key, paths)))
    for path in of_keys:
        forget_files(_key(path), "")
    return originals + of_keys


def _strays(folder: str, photos_of: Callable[[list[str]], PhotoQuerySet]) -> list[str]:
    """What is in a folder, has been for a day, and belongs to none of the photos of its paths."""
    if not default_storage.exists(folder):
        return []
    folders, files = default_storage.listdir(folder)
    paths, strays = sorted(f"{folder}/{name}" for name in folders + files), []
    for start in range(0, len(paths), AT_A_TIME):
        some = paths[start : start + AT_A_TIME]
        theirs = photos_of(some).values_list("original", "key")
        known = {path for original, key in theirs for path in (original, f"photos/{key}")}
        strays += [path for path in some if path not in known and _is_old(path)]
    return strays


def _is_old(path: str) -> bool:
    return default_storage.get_modified_time(path) < timezone.now() - STRAYS_KEPT_FOR


def _key(path: str) -> str:
    return path.rpartition("/")[2]


def _forget(photo: Photo) -> None:
    """Let the worker remove its files when this transaction has succeeded."""
    task = app.configure_task("articles.tasks.forget_files")
    task.defer(key=photo.key, original=photo.original.name or "")


def _largest(photo: Photo) -> bytes:
    """The original or, where the library never had it or has lost it, the widest rendition."""
    widest = photo.file_path(renditions.name_of(photo.widths[-1], "jpg"))
    names = [name for name in (photo.original.name, widest) if name]
    with default_storage.open(next(filter(default_storage.exists, names), widest), "rb") as file:
        return file.read()


def _original(photo: Photo) -> bytes:
    try:
        with photo.original.open("rb") as original:
            return original.read()
    except FileNotFoundError as lost:
        raise UnusablePicture(LOST) from lost


def _focus(photo: Photo) -> tuple[float, float]:
    return photo.focal_x, photo.focal_y


def _write(photo: Photo, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        default_storage.save(photo.file_path(name), ContentFile(data))


def _note(photo: Photo, **made: object) -> None:
    """Keep what there is now; a picture that was replaced meanwhile has its files for nothing."""
    if not _of_the_same_picture(photo).update(**made):
        forget_files(photo.key, "")


def _of_the_same_picture(photo: Photo) -> PhotoQuerySet:
    return Photo.objects.filter(pk=photo.pk, key=photo.key)
