import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles import workflow
from articles.contributing import submissions
from articles.contributing.submissions import NotNow, NotReady, StaleSubmission
from articles.models import (
    Article,
    AuditEntry,
    GateRule,
    Manuscript,
    Site,
    Submission,
    SubmissionAct,
    SubmissionStatus,
)
from articles.models.submission_statuses import MOVES_OF_DESK, SUBMISSION_MOVES
from authors.models import Contributor, User
from tests.factories import (
    ENOUGH,
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    UserFactory,
    make_contributor,
    make_draft,
    make_guest_submission,
    make_submission,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(name="Ida Roth")


@pytest.fixture
def contributor():
    return make_contributor(name="Dan Katz", email="dan@example.org")


def acts(submission):
    return list(submission.acts.order_by("pk").values_list("verb", "from_status", "to_status"))


def mails():
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return [(job.args["to"], job.args["subject"]) for job in jobs]


def in_status(status):
    """A submission that stands there, however it came."""
    article = make_draft() if status == "accepted" else None
    if status == "unconfirmed":
        return make_guest_submission()
    return make_submission(status=status, held_by=UserFactory(), article=article)


# Writing


def test_a_draft_is_started_by_who_may_submit(contributor):
    draft = submissions.start(headline=" Our Street ", by=contributor)
    assert (draft.headline, draft.status, draft.version) == ("Our Street", "draft", 1)
    assert SubmissionAct.objects.count() == AuditEntry.objects.count() == 0
    for other in (UserFactory(), make_contributor(is_active=False)):
        with pytest.raises(NotNow):
            submissions.start(headline="Mine", by=other)


def test_saving_keeps_what_was_typed_and_cleans_it(contributor):
    draft = make_submission(contributor)
    typed = {"headline": "Ours", "body": "<p>Text<script>x</script><img src=a></p><table></table>"}
    saved = submissions.save(draft, typed, seen=1, by=contributor)
    assert (saved.headline, saved.body, saved.version) == ("Ours", "<p>Text</p>", 2)


def test_a_save_over_another_one_is_refused_with_both_there(contributor):
    draft = make_submission(contributor)
    submissions.save(draft, {"headline": "First"}, seen=1, by=contributor)
    with pytest.raises(StaleSubmission) as stale:
        submissions.save(draft, {"headline": "Second"}, seen=1, by=contributor)
    assert stale.value.theirs.headline == "First"
    with pytest.raises(StaleSubmission):
        submissions.submit(draft, seen=1, by=contributor)


def test_nobody_writes_in_somebody_elses(contributor, editor):
    draft = make_submission(contributor)
    for stranger in (make_contributor(), editor):
        with pytest.raises(PermissionDenied):
            submissions.save(draft, {"headline": "Mine"}, seen=1, by=stranger)
        with pytest.raises(PermissionDenied):
            submissions.submit(draft, seen=1, by=stranger)
        with pytest.raises(PermissionDenied):
            submissions.discard(draft, seen=1, by=stranger)


@pytest.mark.parametrize("status", SubmissionStatus)
def test_a_piece_is_changed_only_on_its_senders_turn(status):
    piece = in_status(status)
    if status in ("unconfirmed", "draft", "changes_requested"):
        assert submissions.save(piece, {"dek": "New"}, seen=1, by=None).dek == "New"
    else:
        with pytest.raises(NotNow):
            submissions.save(piece, {"dek": "New"}, seen=1, by=None)


def test_a_draft_that_nobody_has_had_is_deleted(contributor):
    submissions.discard(make_submission(contributor), seen=1, by=contributor)
    assert Submission.objects.count() == 0
    sent = submissions.withdraw(send(make_submission(contributor)), by=contributor)
    draft = submissions.reopen(sent, by=contributor)
    with pytest.raises(NotNow):
        submissions.discard(draft, seen=draft.version, by=contributor)
    with pytest.raises(ProtectedError):
        draft.delete()


# Sending


def test_sending_keeps_the_original_and_tells_its_sender(contributor):
    photo = PhotoFactory(licence="Own picture")
    draft = make_submission(contributor, photo=photo, dek="A dek", sources="https://a.example/")
    sent = submissions.submit(draft, seen=1, by=contributor)
    assert (sent.status, sent.version) == ("submitted", 2)
    kept = sent.manuscripts.get()
    assert (kept.number, kept.headline, kept.dek, kept.body, kept.photo, kept.sources) == (
        *(1, "Our Street", "A dek", ENOUGH, photo),
        "https://a.example/",
    )
    assert acts(sent) == [("submit", "draft", "submitted")]
    assert mails() == [(["dan@example.org"], "We have your piece: Our Street")]
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.by, entry.about_noun) == ("submit", contributor, "submission")


def test_what_lacks_something_is_not_sent(contributor):
    draft = make_submission(contributor, headline="", body="<p>Short.</p>")
    with pytest.raises(NotReady) as lacking:
        submissions.submit(draft, seen=1, by=contributor)
    assert lacking.value.message_dict == {
        "headline": ["Give it a headline."],
        "body": ["The text has 1 words. It needs 300 at least."],
    }
    assert Manuscript.objects.count() == 0


def test_a_guests_piece_is_at_the_desk_once_it_is_confirmed():
    piece = submissions.confirm(make_guest_submission())
    assert (piece.status, piece.manuscripts.count()) == ("submitted", 1)
    assert list(Submission.objects.in_the_queue()) == [piece]
    with pytest.raises(NotNow):
        submissions.confirm(piece)


def test_changes_go_back_and_forth_and_each_manuscript_stays(contributor, editor):
    piece = send(make_submission(contributor))
    submissions.take_up(piece, by=editor)
    submissions.request_changes(piece, text="Shorter, <please>.", by=editor)
    piece.refresh_from_db()
    piece = submissions.save(piece, {"headline": "A Street"}, seen=piece.version, by=contributor)
    assert piece.manuscript.headline == "Our Street"
    piece = submissions.resubmit(piece, seen=piece.version, by=contributor, text="Done.")
    assert (piece.status, piece.held_by) == ("resubmitted", editor)
    assert [kept.headline for kept in piece.manuscripts.all()] == ["Our Street", "A Street"]
    assert acts(piece) == [
        ("submit", "draft", "submitted"),
        ("take_up", "submitted", "in_review"),
        ("request_changes", "in_review", "changes_requested"),
        ("resubmit", "changes_requested", "resubmitted"),
    ]
    assert [(act.text, act.by) for act in piece.acts.order_by("pk")] == [
        ("", None),
        ("", editor),
        ("Shorter, <please>.", editor),
        ("Done.", None),
    ]
    assert mails()[1:] == [
        (["dan@example.org"], "In review: Our Street"),
        (["dan@example.org"], "Changes requested: Our Street"),
        (["dan@example.org"], "We have your changes: A Street"),
        ([editor.email], "Resubmitted: A Street"),
    ]
    body = ProcrastinateJob.objects.order_by("-pk")[2].args["body"]
    assert "Shorter, <please>." in body
    assert f"/contribute/{piece.pk}/" in body


# What editors do


def test_accepting_makes_an_article_and_keeps_the_original(contributor, editor):
    photo = PhotoFactory(licence="Own picture")
    reprint = {"licence": "reprint", "previously_published": "https://elsewhere.example/a"}
    piece = send(make_submission(contributor, photo=photo, dek="A dek", **reprint))
    article = submissions.accept(piece, text="Well done.", by=editor)
    copy = article.working_copy
    assert article.status == "draft"
    assert copy.authors_in_order == [contributor.author]
    assert (copy.kind, copy.headline, copy.dek, copy.body, copy.lead_photo, copy.canonical_url) == (
        *("opinion", "Our Street", "A dek", ENOUGH, photo),
        "https://elsewhere.example/a",
    )
    piece.refresh_from_db()
    assert (piece.status, piece.article, piece.held_by) == ("accepted", article, editor)
    assert piece.manuscript.body == ENOUGH
    assert mails()[-1] == (["dan@example.org"], "Accepted: Our Street")


def test_a_guests_byline_has_to_be_said(editor):
    piece = submissions.confirm(make_guest_submission())
    with pytest.raises(ValidationError, match="whose byline"):
        submissions.accept(piece, by=editor)
    author = AuthorFactory()
    article = submissions.accept(piece, by=editor, author=author)
    assert article.working_copy.authors_in_order == [author]


def test_its_sender_is_told_when_readers_have_it(contributor, editor):
    piece = send(make_submission(contributor))
    article = submissions.accept(piece, by=editor)
    copy = workflow.copy_of(article.working_copy)
    later = {
        "section_id": SectionFactory().pk,
        "publish_at": timezone.now() + timezone.timedelta(days=1),
    }
    copy = workflow.Copy(copy.content | later, copy.authors)
    workflow.save(article, copy, based_on=article.working_copy_id, by=None)
    workflow.publish(article, by=None)
    piece.refresh_from_db()
    assert (piece.stage, mails()[-1]) == (
        "Scheduled",
        (["dan@example.org"], "Scheduled: Our Street"),
    )
    now = workflow.Copy(copy.content | {"publish_at": None}, copy.authors)
    article.refresh_from_db()
    workflow.save(article, now, based_on=article.working_copy_id, by=None)
    workflow.publish(article, by=None)
    piece = Submission.objects.get()
    assert (piece.stage, mails()[-1]) == (
        "Published",
        (["dan@example.org"], "Published: Our Street"),
    )
    assert piece.stands_since == piece.article.publish_at
    told = len(mails())
    workflow.publish(article, by=None)
    assert len(mails()) == told
    workflow.withdraw(article, by=None, notice="")
    assert Submission.objects.get().stage == "Taken down"


def test_a_piece_is_given_to_who_may_review_it(contributor, editor):
    piece = send(make_submission(contributor))
    submissions.take_up(piece, by=editor)
    with pytest.raises(ValidationError, match="does not review"):
        submissions.hand_over(piece, to=UserFactory(role=Role.REPORTER), by=editor)
    other = UserFactory(name="Noa Levi")
    submissions.hand_over(piece, to=other, by=editor)
    piece.refresh_from_db()
    assert (piece.status, piece.held_by) == ("in_review", other)
    assert mails()[-1] == ([other.email], "For you to review: Our Street")


def test_a_piece_is_taken_up_once_by_each(contributor, editor):
    piece = submissions.take_up(send(make_submission(contributor)), by=editor)
    with pytest.raises(NotNow, match="already"):
        submissions.take_up(piece, by=editor)
    other = UserFactory()
    assert submissions.take_up(piece, by=other).held_by == other


def test_what_editors_write_each_other_is_theirs(contributor, editor):
    piece = send(make_submission(contributor))
    told = len(mails())
    submissions.note(piece, text="Is he known?", by=editor)
    assert len(mails()) == told
    submissions.remark(piece, text="Thank you.", by=editor)
    submissions.reply(piece, text="Gladly.", by=contributor)
    assert [act.text for act in piece.acts.for_sender().in_order()] == ["", "Thank you.", "Gladly."]
    assert [act.text for act in piece.acts.in_order()][1] == "Is he known?"


# The table


DO = {
    "confirm": lambda piece, editor: submissions.confirm(piece),
    "submit": lambda piece, editor: submissions.submit(piece, seen=piece.version, by=None),
    "resubmit": lambda piece, editor: submissions.resubmit(piece, seen=piece.version, by=None),
    "withdraw": lambda piece, editor: submissions.withdraw(piece, by=None),
    "reopen": lambda piece, editor: submissions.reopen(piece, by=None),
    "reply": lambda piece, editor: submissions.reply(piece, text="Why?", by=None),
    "take_up": lambda piece, editor: submissions.take_up(piece, by=editor),
    "hand_over": lambda piece, editor: submissions.hand_over(piece, to=editor, by=editor),
    "request_changes": lambda piece, editor: submissions.request_changes(
        piece, text="Why?", by=editor
    ),
    "decline": lambda piece, editor: submissions.decline(piece, text="No.", by=editor),
    "remark": lambda piece, editor: submissions.remark(piece, text="Why?", by=editor),
    "note": lambda piece, editor: submissions.note(piece, text="Why?", by=editor),
}
OTHERS = {
    "accept",
    "agree",
    "object",
    "ask_correction",
    "expire",
    "throw_away",
    "publish",
    "look_over",
}  # tested by themselves


def test_every_move_is_tested():
    assert set(DO) | OTHERS == set(SUBMISSION_MOVES)


@pytest.mark.parametrize("status", SubmissionStatus)
@pytest.mark.parametrize("verb", DO)
def test_each_verb_leads_where_the_table_says_and_nowhere_else(verb, status, editor):
    piece, move = in_status(status), SUBMISSION_MOVES[verb]
    if not move.allows(piece):
        with pytest.raises(NotNow):
            DO[verb](piece, editor)
        assert Submission.objects.get().status == status
        assert SubmissionAct.objects.count() == 0
        return
    DO[verb](piece, editor)
    target = move.target or status
    assert Submission.objects.get().status == target
    assert acts(piece) == [(verb, status, target)]


@pytest.mark.parametrize("verb", [verb for verb in MOVES_OF_DESK if verb in DO])
@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR, Role.CONTRIBUTOR])
def test_only_editors_review(verb, role):
    piece = send(make_submission())
    with pytest.raises((PermissionDenied, ValidationError)):
        DO[verb](piece, UserFactory(role=role))
    assert SubmissionAct.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  \n"])
def test_what_must_be_said_is_asked_for(text, editor):
    piece = send(make_submission())
    for verb in (submissions.request_changes, submissions.decline, submissions.remark):
        with pytest.raises(NotNow, match="Write what"):
            verb(piece, text=text, by=editor)
    with pytest.raises(NotNow, match="Write what"):
        submissions.reply(piece, text=text, by=None)


def test_what_is_held_or_of_a_frozen_person_is_in_no_queue(contributor):
    piece, held = send(make_submission(contributor)), make_guest_submission(screening="held")
    submissions.confirm(held)
    assert list(Submission.objects.in_the_queue()) == [piece]
    assert list(Submission.objects.quarantined()) == [held]
    Contributor.objects.update(frozen_at=timezone.now())
    assert list(Submission.objects.in_the_queue()) == []


def test_a_piece_is_signed_with_the_name_of_the_profile(contributor):
    Contributor.objects.update(name="D. M. Katz")
    piece = make_submission(contributor)
    assert (Submission.objects.get().sender_name, piece.sender_email) == (
        *("D. M. Katz",),
        "dan@example.org",
    )


# Who is trusted


class TestPublishing:
    @pytest.fixture
    def section(self):
        section = SectionFactory(name="Opinion", slug="opinion")
        Site.objects.update(trusted_section=section, newsroom_email="desk@paper.example")
        return section

    @pytest.fixture
    def dan(self, contributor):
        Contributor.objects.update(trust="trusted")
        return User.objects.get(pk=contributor.pk)

    def publish(self, person, **fields):
        piece = make_submission(person, **fields)
        return piece, submissions.publish(piece, seen=piece.version, by=person)

    def test_readers_have_it_and_an_editor_reads_it_after(self, dan, section, editor):
        piece, article = self.publish(dan)
        assert article.is_public()
        assert (article.kind, article.section) == ("opinion", section)
        assert [author.user for author in article.working_copy.authors_in_order] == [dan]
        assert acts(piece) == [("publish", "draft", "accepted")]
        assert Manuscript.objects.count() == 1
        assert [piece] == list(Submission.objects.unread_after())
        assert mails() == [
            (["desk@paper.example"], "Published by its sender: Our Street"),
            (["dan@example.org"], "Published: Our Street"),
        ]
        submissions.look_over(piece, by=editor)
        assert list(Submission.objects.unread_after()) == []
        with pytest.raises(NotNow):
            submissions.look_over(piece, by=editor)

    def test_is_off_unless_the_paper_names_a_section(self, dan):
        with pytest.raises(NotNow):
            self.publish(dan)

    @pytest.mark.parametrize("fields", [{"trust": "known"}, {"frozen_at": timezone.now()}])
    def test_is_for_nobody_else(self, dan, section, fields):
        Contributor.objects.update(**fields)
        with pytest.raises(NotNow):
            self.publish(User.objects.get(pk=dan.pk))
        assert Article.objects.count() == 0

    def test_another_s_piece_is_another_s(self, dan, section):
        piece = make_submission()
        with pytest.raises(PermissionDenied):
            submissions.publish(piece, seen=piece.version, by=dan)

    def test_what_lacks_something_stays_a_draft(self, dan, section):
        with pytest.raises(NotReady):
            self.publish(dan, headline="")
        GateRule.objects.create(check_name="tags", level="blocking")
        with pytest.raises(NotReady) as lacking:
            self.publish(dan)
        assert list(lacking.value.message_dict) == ["__all__"]
        assert (Article.objects.count(), Manuscript.objects.count()) == (0, 0)
        assert set(Submission.objects.values_list("status", flat=True)) == {"draft"}
