"""What tests make. Articles go through the workflow's verbs, as everything does."""

from datetime import timedelta
from typing import Any

import factory
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone
from factory.django import DjangoModelFactory

from algemeiner import entrance
from algemeiner.policy import Role
from articles import workflow
from articles.changes import TypedChange
from articles.contributing import submissions
from articles.models import Article, Page, Photo, Section, Series, Submission, Tag
from authors.fields import begun as mark_of_now
from authors.models import Author, Contributor, Standing, User


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    role = Role.EDITOR
    password = factory.django.Password("a long enough password")


def log_in(client: Any, user: User, *, second_factor: bool = False) -> User:
    """With a session that has shown a second factor, or by password alone."""
    client.force_login(user)
    if second_factor:
        secret = {"secret": "JBSWY3DPEHPK3PXP"}
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=secret)
        session = client.session
        session[entrance.SHOWN_BY] = user.pk
        session.save()
    return user


class AuthorFactory(DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Author {n}")
    slug = factory.Sequence(lambda n: f"author-{n}")
    bio = "Writes for the paper."


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section
        django_get_or_create = ["slug"]

    name = factory.LazyAttribute(lambda section: section.slug.title())
    slug = "city"


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = Series

    name = factory.Sequence(lambda n: f"Series {n}")
    slug = factory.Sequence(lambda n: f"series-{n}")


class TagFactory(DjangoModelFactory):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"Tag {n}")


class PhotoFactory(DjangoModelFactory):
    class Meta:
        model = Photo

    alt = "A street."
    caption = "A street in the rain."
    credit = "The Algemeiner / Ida Roth"
    widths = factory.LazyFunction(list)
    # Its size is known as soon as there is a rendition.
    width = factory.LazyAttribute(lambda photo: max(photo.widths, default=0))
    height = factory.LazyAttribute(lambda photo: photo.width // 2)


class PageFactory(DjangoModelFactory):
    class Meta:
        model = Page

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    body = "<p>What there is to say.</p>"


def begun() -> str:
    """The mark of a visitors' form that was given out long enough ago to have been read."""
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        return mark_of_now()


def copy(*, authors: Any = None, tags: Any = (), **content: Any) -> workflow.Copy:
    """A copy that could be published as it is."""
    content = {
        "headline": "Rain Expected",
        "body": "<p>It will rain.</p>",
        "section": None,
        "publish_at": timezone.now() - timedelta(hours=1),
    } | content
    content["section"] = content["section"] or SectionFactory()
    return workflow.Copy(content, [AuthorFactory()] if authors is None else authors, tags)


def make_draft(**fields: Any) -> Article:
    return workflow.create(copy(**fields), by=None)


def make_article(**fields: Any) -> Article:
    """A published article; each call has a headline, and so an address, of its own."""
    make_article.made = getattr(make_article, "made", 0) + 1  # type: ignore[attr-defined]
    fields.setdefault("headline", f"Story {make_article.made}")  # type: ignore[attr-defined]
    return workflow.publish(make_draft(**fields), by=None)


def change(
    article: Article, kind: str = "update", text: str = "", placement: str = "foot", **content: Any
) -> Article:
    """The published article, changed before its readers' eyes."""
    article.refresh_from_db()
    old = article.working_copy
    assert old is not None
    fields = workflow.content_of(old) | content
    copy = workflow.Copy(fields, old.authors_in_order, list(old.tags.all()))
    workflow.save(article, copy, based_on=old.pk, by=None)
    typed = TypedChange(kind, text, placement)
    return workflow.publish(article, by=None, change=typed)


def make_applicant(**fields: Any) -> Contributor:
    """Somebody with an account who has handed in a profile, unless told where they stand."""
    user = UserFactory(role=Role.CONTRIBUTOR, name=fields.get("name", "Dov Adler"))
    written = {"name": user.name, "bio": "Dov Adler plays chess.", "standing": Standing.WAITING}
    return Contributor.objects.create(user=user, **written | fields)


def make_contributor(**fields: Any) -> User:
    """Somebody who may send pieces, with the author that they are published as."""
    user = UserFactory(role=Role.CONTRIBUTOR, **fields)
    Contributor.objects.create(user=user, name=user.name, standing=Standing.APPROVED)
    AuthorFactory(user=user, name=user.name)
    return user


ENOUGH = f"<p>{'A word of it. ' * 100}</p>"  # 400 words


def make_submission(sender: User | None = None, **fields: Any) -> Submission:
    """A draft that may be sent as it is, of a contributor of its own unless told whose."""
    written = {"headline": "Our Street", "body": ENOUGH} | fields
    return Submission.objects.create(sender=sender or make_contributor(), **written)


def make_guest_submission(**fields: Any) -> Submission:
    """What a guest has sent and not confirmed yet."""
    written = {"name": "Dan Katz", "email": "dan@example.org", "status": "unconfirmed"}
    return Submission.objects.create(
        **{"headline": "Our Street", "body": ENOUGH} | written | fields
    )


def send(submission: Submission) -> Submission:
    """Submit a draft, as its sender."""
    return submissions.submit(submission, seen=submission.version, by=None)
