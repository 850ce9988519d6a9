from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import AuditEntry
from articles.verbs import record_act
from tests.factories import PhotoFactory, TagFactory, UserFactory, make_draft

pytestmark = pytest.mark.django_db


def test_a_line_about_another_thing_stands_when_the_thing_is_gone():
    tag, by = TagFactory(name="Bridges"), UserFactory(name="Ida Roth")
    record_act("rename", tag, by=by, reason="There is more than one.", before="Bridge")
    assert [entry.details for entry in AuditEntry.objects.about(tag)] == [{"before": "Bridge"}]
    assert list(AuditEntry.objects.about(TagFactory())) == []
    tag.delete()
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.by, entry.reason) == ("rename", by, "There is more than one.")
    assert (entry.about_noun, entry.about_name) == ("tag", "Bridges")


def test_a_name_longer_than_the_record_is_cut():
    record_act("merge", PhotoFactory(caption="x" * 500), by=None)
    assert AuditEntry.objects.get().about_name == "x" * 300


def test_what_was_done_to_a_photo_under_embargo_is_for_those_on_its_list():
    inside, outside = UserFactory(), UserFactory()
    secret, known = PhotoFactory(), PhotoFactory()
    until = timezone.now() + timedelta(hours=1)
    article = make_draft(lead_photo=secret, publish_at=None, embargo_until=until)
    article.embargo_list.add(inside)
    tag = TagFactory(pk=secret.pk)
    for thing in (secret, known, tag):
        record_act("mend", thing, by=None)
    names = {
        person: sorted(
            (entry.about_noun, entry.about_id)
            for entry in AuditEntry.objects.filter(verb="mend").not_secret_from(person)
        )
        for person in (inside, outside)
    }
    assert names[outside] == [("photo", known.pk), ("tag", tag.pk)]
    assert names[inside] == sorted([*names[outside], ("photo", secret.pk)])
