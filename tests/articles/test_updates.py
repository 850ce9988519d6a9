import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles import updates, verbs, workflow
from articles.changes import TypedChange
from articles.gate import NotPublishable
from articles.models import Article, AuditEntry, GateRule, PlannedUpdate
from articles.tasks import apply_updates
from articles.updates import NotPlannable
from tests.factories import AuthorFactory, TagFactory, UserFactory, copy, make_article, make_draft
from tests.markup import texts

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CORRECTION = TypedChange("correction", "It rained on Monday.")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def changed(article, **fields):
    """The article with a working copy that says something else."""
    article = Article.objects.get(pk=article.pk)
    new = copy(**({"publish_at": article.publish_at, "slug": article.slug} | fields))
    workflow.save(article, new, based_on=article.working_copy_id, by=None)
    return Article.objects.get(pk=article.pk)


def planned(at=NOW + HOUR, change=CORRECTION, by=None):
    article = changed(make_article(headline="Rain", slug="rain"), headline="Rain on Monday")
    return updates.plan(article, at=at, change=change, by=by)


def live(article):
    return Article.objects.get(pk=article.pk)


def test_readers_have_the_new_text_from_its_moment_on_and_not_before(client, clock):
    editor = UserFactory(role=Role.EDITOR)
    update = planned(by=editor)
    address = update.article.get_absolute_url()
    clock.move_to(update.at - timedelta(seconds=1))
    assert updates.apply_due() == 0
    assert texts(client.get(address), ".headline") == ["Rain"]
    clock.move_to(update.at)
    assert updates.apply_due() == 1
    assert texts(client.get(address), ".headline") == ["Rain on Monday"]
    article = live(update.article)
    assert (article.updated_at, article.live_revision_id) == (update.at, update.revision_id)
    (change,) = article.changes.all()
    assert (change.kind, change.text, change.by) == ("correction", CORRECTION.text, editor)
    assert updates.apply_due() == 0
    assert article.changes.count() == 1


def test_it_carries_bylines_and_tags_and_not_what_was_saved_after_it(clock):
    author, tag = AuthorFactory(), TagFactory()
    article = make_article()
    article = changed(article, headline="Planned", authors=[author], tags=[tag])
    update = updates.plan(article, at=NOW + HOUR, change=TypedChange(), by=None)
    changed(article, headline="Not yet")
    clock.move_to(update.at)
    updates.apply_due()
    article = live(article)
    assert (article.headline, list(article.authors.all()), article.tags_in_order) == (
        "Planned",
        [author],
        [tag],
    )
    assert article.working_copy.headline == "Not yet"


def test_the_worker_is_asked_for_it_at_its_moment():
    update = planned()
    job = ProcrastinateJob.objects.get(task_name=apply_updates.name)
    assert (job.scheduled_at, job.queue_name) == (update.at, "updates")


def test_one_that_was_missed_is_caught_up_with(clock):
    update = planned()
    clock.move_to(update.at + 5 * HOUR)
    update.refresh_from_db()
    assert update.is_overdue
    apply_updates()
    assert live(update.article).headline == "Rain on Monday"
    update.refresh_from_db()
    assert not update.is_overdue


def publish_another(article):
    workflow.publish(changed(article, headline="Something else"), by=None)


def take_down(article):
    workflow.withdraw(article, by=None, notice="Gone.")


@pytest.mark.parametrize(
    ("meanwhile", "problem"),
    [
        (publish_another, "Another version has been published since this one was planned."),
        (take_down, "Readers do not have this article any more."),
    ],
)
def test_what_happened_meanwhile_is_not_overwritten(clock, meanwhile, problem):
    update = planned()
    meanwhile(update.article)
    before = live(update.article)
    clock.move_to(update.at + HOUR)
    assert updates.apply_due() == 0
    update.refresh_from_db()
    assert (update.problem, update.is_overdue) == (problem, True)
    after = live(update.article)
    assert (after.headline, after.status) == (before.headline, before.status)


def test_a_newer_plan_takes_the_place_of_the_one_that_waits(clock):
    first = planned()
    article = changed(first.article, headline="Better still")
    second = updates.plan(article, at=NOW + 2 * HOUR, change=TypedChange(), by=None)
    assert list(PlannedUpdate.objects.waiting()) == [second]
    clock.move_to(first.at)
    assert updates.apply_due() == 0


def test_it_can_be_cancelled_once(clock):
    update = planned()
    updates.cancel(update, by=None)
    clock.move_to(update.at)
    assert updates.apply_due() == 0
    with pytest.raises(NotPlannable, match="does not wait"):
        updates.cancel(update, by=None)
    verbs = AuditEntry.objects.filter(article=update.article).values_list("verb", flat=True)
    assert list(verbs)[:2] == ["cancel_update", "plan_update"]


def scheduled():
    return changed(make_article(publish_at=NOW + HOUR), headline="Other")


@pytest.mark.parametrize(
    ("article", "hours", "message"),
    [
        (make_draft, 1, "Readers do not have this article"),
        (scheduled, 2, "Readers do not have this article"),
        (make_article, 1, "Nothing has been changed"),
        (lambda: changed(make_article(), headline="Other"), 0, "That time has passed"),
    ],
)
def test_there_must_be_something_to_update_and_time_for_it(article, hours, message):
    with pytest.raises(NotPlannable, match=message):
        updates.plan(article(), at=NOW + hours * HOUR, change=TypedChange(), by=None)
    assert not PlannedUpdate.objects.exists()


def test_who_may_not_publish_may_not_plan():
    article = changed(make_article(), headline="Other")
    reporter = UserFactory(role=Role.REPORTER)
    with pytest.raises(PermissionDenied):
        updates.plan(article, at=NOW + HOUR, change=TypedChange(), by=reporter)
    with pytest.raises(PermissionDenied):
        updates.cancel(planned(), by=reporter)


def test_the_gate_is_asked_of_who_plans_and_a_reason_outweighs_it():
    GateRule.objects.create(check_name="dek", level="blocking")
    editor = UserFactory(role=Role.EDITOR)
    article = changed(make_article(), headline="Other")
    plan = {"at": NOW + HOUR, "change": TypedChange(), "by": editor}
    with pytest.raises(NotPublishable):
        updates.plan(article, **plan)
    assert not PlannedUpdate.objects.exists()
    assert updates.plan(article, **plan, override="It is short enough.").override
    assert AuditEntry.objects.first().details["override"] == "It is short enough."


@pytest.mark.usefixtures("transactional_db")
def test_one_that_is_cancelled_in_the_moment_of_its_application_is_not_applied(clock):
    update = planned()
    clock.move_to(update.at)

    def apply():
        try:
            return updates.apply_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as worker:
        with transaction.atomic():
            article = verbs.lock(update.article)
            applied = worker.submit(apply)
            wait_until_blocked()
            updates.cancel(update, by=None)
        assert applied.result(timeout=30) == 0
    update.refresh_from_db()
    assert (update.applied_at, update.cancelled_at) == (None, update.at)
    assert live(article).headline == "Rain"


def wait_until_blocked():
    """Until another connection waits for a row that this one has locked."""
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(
                "SELECT count(*) FROM pg_locks"
                " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone() == (1,):
                return
            time.sleep(0.02)
    raise AssertionError("nobody waits")
