from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from algemeiner.policy import Role
from articles import drafts
from articles.models import Article, AuditEntry, Autosave, Revision
from tests.factories import UserFactory, make_article, make_draft

pytestmark = pytest.mark.django_db


def keep(article, by, headline, key=None, sequence=1, **more):
    key = key or uuid4()
    fields = {"headline": [headline]}
    drafts.keep(article, by=by, key=key, fields=fields, sequence=sequence, **more)
    return key


def kept():
    """Everything that is kept: (who, into what, the headline), the newest first."""
    return [(draft.user, draft.article, draft.headline) for draft in Autosave.objects.all()]


@pytest.fixture
def editor():
    return UserFactory(role=Role.EDITOR)


def test_a_form_rolls_on_in_one_place_and_leaves_no_trace_beside_it(editor):
    article = make_draft()
    before = (Revision.objects.count(), AuditEntry.objects.count())
    key = keep(article, editor, "Ra")
    keep(article, editor, "Rain", key, sequence=2)
    assert kept() == [(editor, article, "Rain")]
    assert (Revision.objects.count(), AuditEntry.objects.count()) == before


def test_what_arrives_late_takes_nothing_back(editor):
    article = make_draft()
    key = keep(article, editor, "Rain at last", sequence=7)
    for sequence in (7, 6, 0):
        keep(article, editor, "Rain", key, sequence=sequence)
    assert kept() == [(editor, article, "Rain at last")]


def test_two_windows_and_two_people_keep_apart(editor):
    article, other = make_draft(), UserFactory()
    for by, headline in [(editor, "One"), (editor, "Two"), (other, "Three")]:
        keep(article, by, headline)
    assert kept() == [
        (other, article, "Three"),
        (editor, article, "Two"),
        (editor, article, "One"),
    ]


def test_a_form_takes_the_place_of_what_it_took_up_with_its_first_word(editor):
    old, elsewhere = keep(None, editor, "Old"), keep(None, UserFactory(), "Another's")
    key = keep(None, editor, "New", in_place_of=[old, elsewhere])
    assert [draft.headline for draft in Autosave.objects.all()] == ["New", "Another's"]
    keep(None, editor, "Old again", old)  # its window is still open
    keep(None, editor, "Newer", key, sequence=2, in_place_of=[old])
    assert sorted(draft.headline for draft in Autosave.objects.all()) == [
        "Another's",
        "Newer",
        "Old again",
    ]


@pytest.mark.parametrize("into", ["another's form", "another article's form"])
def test_a_key_opens_nothing_else(editor, into):
    article = make_draft()
    key = keep(article, editor, "Mine")
    by, target = (UserFactory(), article) if into == "another's form" else (editor, make_draft())
    with pytest.raises(drafts.NotKept):
        keep(target, by, "Theirs", key, sequence=2)
    drafts.forget([key], by=UserFactory())
    assert kept() == [(editor, article, "Mine")]


@pytest.mark.parametrize(
    ("role", "article"),
    [
        (Role.CONTRIBUTOR, None),
        (Role.PHOTO_EDITOR, None),
        (Role.CONTRIBUTOR, make_draft),
        (Role.REPORTER, make_draft),  # somebody else's
        (Role.MANAGING_EDITOR, lambda: under_embargo()),
    ],
)
def test_only_who_may_write_it_keeps_anything(role, article):
    with pytest.raises(PermissionDenied):
        keep(article and article(), UserFactory(role=role), "Mine")
    assert kept() == []


def under_embargo():
    until = timezone.now() + timedelta(days=1)
    return make_draft(embargo_until=until, publish_at=until)


def test_there_is_an_end_to_what_is_kept(editor, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 2)
    monkeypatch.setattr(drafts, "LARGEST", 100)
    key = keep(None, editor, "שלום" * 20)  # counted in letters, not in bytes
    keep(None, editor, "Second")
    for refused in ("Third", "x" * 100):
        with pytest.raises(drafts.NotKept):
            keep(None, editor, refused)
    keep(None, editor, "First", key, sequence=2)
    assert sorted(headline for _, _, headline in kept()) == ["First", "Second"]


def test_it_is_forgotten_after_a_month_and_with_its_article(editor):
    article = make_article()
    for days in (31, 29):
        key = keep(article, editor, f"{days} days")
        Autosave.objects.filter(key=key).update(saved_at=timezone.now() - timedelta(days=days))
    assert drafts.forget_old() == 1
    assert kept() == [(editor, Article.objects.get(), "29 days")]
