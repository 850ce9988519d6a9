import pytest
from django.core.exceptions import PermissionDenied
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import workflow
from articles.contributing import consent, submissions
from articles.contributing.submissions import NotNow
from articles.models.consent import Consent, consent_to
from articles.workflow import StaleCopy
from authors.models import ContactMessage
from tests.factories import SectionFactory, UserFactory, make_contributor, make_submission, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor():
    return make_contributor(name="Dan Katz", email="dan@example.org")


@pytest.fixture
def editor():
    return UserFactory(name="Ida Roth")


@pytest.fixture
def accepted(contributor, editor):
    piece = send(make_submission(contributor))
    submissions.accept(piece, by=editor)
    piece.refresh_from_db()
    return piece


def edit(piece, **content):
    article = piece.article
    article.refresh_from_db()
    copy = workflow.copy_of(article.working_copy)
    copy = workflow.Copy(copy.content | content, copy.authors)
    return workflow.save(article, copy, based_on=article.working_copy_id, by=None)


def test_nothing_is_asked_about_a_piece_as_it_was_sent(accepted):
    revision = edit(accepted, section_id=SectionFactory().pk)
    assert consent_to(accepted, revision) is Consent.AS_SENT


def test_what_was_edited_is_agreed_to_as_it_was_seen(accepted, contributor):
    revision = edit(accepted, headline="Better")
    assert consent_to(accepted, revision) is Consent.UNSEEN
    consent.agree(accepted, seen=revision.pk, by=contributor)
    assert consent_to(accepted, revision) is Consent.AGREED
    untouched = edit(accepted, section_id=SectionFactory().pk)
    assert consent_to(accepted, untouched) is Consent.AGREED
    anew = edit(accepted, headline="Best")
    assert consent_to(accepted, anew) is Consent.UNSEEN


def test_nobody_agrees_to_what_they_have_not_seen(accepted, contributor):
    seen = edit(accepted, headline="Better")
    stands = edit(accepted, headline="Best")
    with pytest.raises(StaleCopy) as stale:
        consent.agree(accepted, seen=seen.pk, by=contributor)
    assert stale.value.theirs == stands
    with pytest.raises(StaleCopy):
        consent.object_to(accepted, seen=seen.pk, text="No.", by=contributor)


def test_an_objection_says_what_and_reaches_the_editor(accepted, contributor, editor):
    revision = edit(accepted, headline="Better")
    with pytest.raises(NotNow):
        consent.object_to(accepted, seen=revision.pk, text=" ", by=contributor)
    consent.object_to(accepted, seen=revision.pk, text="Not that.", by=contributor)
    assert consent_to(accepted, revision) is Consent.OBJECTED
    sent = ProcrastinateJob.objects.latest("pk").args
    assert (sent["to"], sent["subject"]) == ([editor.email], "Its sender objects: Our Street")
    assert "Not that." in sent["body"]
    assert f"/admin/articles/submission/{accepted.pk}/change/" in sent["body"]
    consent.agree(accepted, seen=revision.pk, by=contributor)
    assert consent_to(accepted, revision) is Consent.AGREED


def test_nobody_answers_for_another(accepted, editor):
    for stranger in (editor, make_contributor()):
        with pytest.raises(PermissionDenied):
            consent.agree(accepted, seen=accepted.article.working_copy_id, by=stranger)


def test_a_correction_is_asked_for_what_readers_have(accepted, contributor):
    with pytest.raises(NotNow):
        consent.ask_correction(accepted, text="Wrong.", by=contributor)
    edit(accepted, section_id=SectionFactory().pk)
    article = workflow.publish(accepted.article, by=None)
    with pytest.raises(NotNow):
        consent.agree(accepted, seen=article.live_revision_id, by=contributor)
    consent.ask_correction(accepted, text=" It was Tuesday. ", by=contributor)
    message = ContactMessage.objects.in_the_inbox().get()
    assert (message.topic, message.article, message.revision, message.message) == (
        *("correction", article, article.live_revision),
        "It was Tuesday.",
    )
    assert (message.name, message.email, message.status) == ("Dan Katz", "dan@example.org", "new")
    assert accepted.acts.last().verb == "ask_correction"
