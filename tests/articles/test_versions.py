import pytest
from django.core.exceptions import PermissionDenied

from algemeiner.policy import Role
from articles import versions
from articles.models import AuditEntry, KeptVersion, Redirect, Tag
from articles.models.versions import take_words, words_of
from tests.factories import (
    AuthorFactory,
    PageFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def kept(thing):
    """(number, words of the name, by whom, note) of every version, the newest first."""
    found = KeptVersion.objects.of(thing)
    return [(v.number, v.words["name"], v.by, v.note) for v in found]


def test_each_save_leaves_the_whole_of_what_it_made():
    by = UserFactory()
    tag = Tag(name="Bridges", slug="bridges", description="Over water.")
    versions.keep(tag, by=by, based_on=0)
    tag.name, tag.slug = "Bridges and Tunnels", "crossings"
    version = versions.keep(tag, by=by, based_on=1, note="Wider.")
    assert kept(tag) == [
        (2, "Bridges and Tunnels", by, "Wider."),
        (1, "Bridges", by, ""),
    ]
    assert version.words == words_of(tag)
    assert Redirect.objects.get().tag == tag
    acts = [(entry.verb, entry.details) for entry in AuditEntry.objects.about(tag)]
    assert acts == [("save", {"version": 2}), ("create", {"version": 1})]


def test_what_stood_before_the_first_save_is_kept_with_it():
    tag, by = TagFactory(name="Bridge"), UserFactory()
    tag.name = "Bridges"
    versions.keep(tag, by=by, based_on=0)
    assert kept(tag) == [(2, "Bridges", by, ""), (1, "Bridge", None, versions.AS_IT_STOOD)]


def test_what_was_changed_past_the_verb_is_kept_before_it_is_overwritten():
    tag, by = TagFactory(name="Bridge"), UserFactory()
    versions.keep(tag, by=by)
    Tag.objects.update(name="Brigde")
    tag.name = "Bridges"
    versions.keep(tag, by=by, based_on=1)
    assert [(number, name) for number, name, *_ in kept(tag)] == [
        (3, "Bridges"),
        (2, "Brigde"),
        (1, "Bridge"),
    ]


def test_a_save_that_changes_nothing_leaves_nothing():
    tag = TagFactory()
    first = versions.keep(tag, by=None)
    assert versions.keep(tag, by=None, based_on=first.number) == first
    assert KeptVersion.objects.count() == 1


def test_a_save_over_another_version_is_refused():
    tag = TagFactory(name="Bridge")
    theirs = versions.keep(Tag(pk=tag.pk, name="Bridges", slug="bridges"), by=None)
    tag.name = "Brücken"
    with pytest.raises(versions.StaleVersion) as refused:
        versions.keep(tag, by=None, based_on=theirs.number - 1)
    assert refused.value.theirs == theirs
    assert Tag.objects.get().name == "Bridges"


def test_who_may_not_change_it_keeps_nothing():
    tag = TagFactory(name="Bridge")
    tag.name = "Bridges"
    with pytest.raises(PermissionDenied):
        versions.keep(tag, by=UserFactory(role=Role.REPORTER))
    assert (Tag.objects.get().name, KeptVersion.objects.count()) == ("Bridge", 0)


@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        (PageFactory, {"title": "About", "body": "<p>Us.</p>"}),
        (SectionFactory, {"name": "Books", "slug": "books"}),
        (AuthorFactory, {"name": "Ida Roth", "website": "https://ida.example"}),
    ],
)
def test_words_come_back_as_they_were(factory, fields):
    thing = factory(**fields)
    if factory is AuthorFactory:
        thing.portrait, thing.user = PhotoFactory(), UserFactory()
        thing.save()
    if factory is SectionFactory:
        thing.default_photo = PhotoFactory()
    other = factory(slug="another")
    take_words(other, words_of(thing))
    assert words_of(other) == words_of(thing)
    assert {name: getattr(other, name) for name in fields} == fields


def test_words_of_a_field_that_is_gone_are_left_alone():
    tag = TagFactory(name="Bridges")
    take_words(tag, {"name": "Bridge", "colour": "red"})
    assert (tag.name, hasattr(tag, "colour")) == ("Bridge", False)
