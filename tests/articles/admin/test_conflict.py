from dataclasses import replace

import pytest

from articles.admin.conflict import between, labels
from articles.workflow import copy_of, save
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    make_draft,
)

pytestmark = pytest.mark.django_db


def conflict(base, theirs, yours):
    article = make_draft(**base)
    first = article.working_copy
    second = save(article, changed(first, theirs), based_on=first.pk, by=None)
    return between(first, second, changed(first, yours))


def changed(revision, fields):
    copy = copy_of(revision)
    fields = dict(fields)
    beside = {name: fields.pop(name) for name in ("authors", "tags") if name in fields}
    if "section" in fields:
        fields["section_id"] = fields.pop("section").pk
    return replace(copy, content=copy.content | fields, **beside)


def by_who(found):
    return {who: labels(getattr(found, who)) for who in ("both", "only_theirs", "only_yours")}


def test_each_field_stands_with_who_changed_it():
    ida, noa = AuthorFactory(), AuthorFactory()
    one, two = TagFactory(), TagFactory()
    base = {
        "authors": [ida],
        "tags": [one],
        "section": SectionFactory(),
        "publish_at": None,
        "lead_photo": None,
    }
    theirs = {"authors": [noa, ida], "dek": "Theirs.", "headline": "Theirs", "tags": [one, two]}
    yours = {
        "dek": "Yours.",
        "headline": "Theirs",
        "lead_photo_id": PhotoFactory().pk,
        "section": SectionFactory(slug="food"),
        "tags": [two, one],
    }
    assert by_who(conflict(base, theirs, yours)) == {
        "both": ["dek"],
        "only_theirs": ["bylines"],
        "only_yours": ["section", "lead photo"],
    }


def test_the_order_of_the_byline_is_a_change_and_that_of_tags_is_none():
    ida, noa = AuthorFactory(), AuthorFactory()
    one, two = TagFactory(), TagFactory()
    base = {"authors": [ida, noa], "tags": [one, two], "publish_at": None}
    found = conflict(base, {"authors": [noa, ida]}, {"tags": [two, one]})
    assert by_who(found) == {"both": [], "only_theirs": ["bylines"], "only_yours": []}


def test_a_body_is_met_paragraph_by_paragraph():
    base = {"body": "<p>a</p><p>b</p><p>c</p>", "publish_at": None}
    found = conflict(
        base,
        {"body": "<p>a x</p><p>b</p><p>c y</p>"},
        {"body": "<p>a</p><p>b z</p><p>c w</p>"},
    )
    sides = {
        meeting.who: [
            "".join(f"{piece.kind[0]}:{piece.text} " for piece in paragraph).strip()
            for paragraph in (*meeting.theirs, *meeting.yours)
        ]
        for meeting in found.meetings
        if meeting.label == "Body" and meeting.who != "nobody"
    }
    assert sides == {
        "theirs": ["s:a a:x", "s:a"],
        "yours": ["s:b", "s:b a:z"],
        "both": ["s:c a:y", "s:c a:w"],
    }
    assert "".join(part.merged for part in found.body) == "<p>a x</p><p>b z</p><p>c w</p>"


def test_from_nowhere_everything_is_yours():
    article = make_draft(dek="There.")
    yours = copy_of(article.working_copy)
    yours.content["dek"] = "Mine."
    found = between(None, article.working_copy, yours)
    assert by_who(found) == {"both": [], "only_theirs": [], "only_yours": ["dek"]}
