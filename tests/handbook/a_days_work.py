"""A day's work at the demo newsroom: articles in every stage, made by the desk's own verbs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from articles import assignments, lineups, updates, workflow
from articles.changes import TypedChange
from articles.front import Arrangement
from articles.models import Article, LineUp, Section, Slot, Tag
from authors.models import User

HOUR = timedelta(hours=1)
BODY = """
<p>The parks department has set aside $214,000 for benches, lamps and a drinking fountain in
Tolliver Park, the first money that the park has seen since the chess tables came back.</p>
<p>“We asked for shade and they heard benches,” said Rivka Lunt of the neighbors’ committee. “We
take the benches.”</p>
<h2>What it buys</h2>
<ul><li>Fourteen benches, two of them without a back, for the chess tables.</li>
<li>Nine lamps along the path to Kill Brook.</li></ul>
<blockquote>A park is a room without a ceiling, and rooms want chairs.</blockquote>
<p>Work begins in the spring, if the spring begins.</p>
"""


def person(role: str) -> User:
    return User.objects.get(email=f"{role}@example.org")


def make() -> dict[str, int]:
    """The ids of the articles, by what they show."""
    reporter, editor, chief = map(person, ("reporter", "editor", "managing-editor"))
    now = timezone.now()
    submitted = _draft("A Budget for Tolliver Park", reporter, kicker="Parks")
    assignments.assign(submitted, to=editor, due_at=now + 5 * HOUR, by=editor)
    assignments.note(submitted, text="Call the parks department before noon.", by=editor)
    assignments.note(submitted, text="Called. They confirm the sum, not the date.", by=reporter)
    workflow.submit(submitted, by=reporter)
    returned = _draft("The Bell of Kill Brook", reporter)
    workflow.submit(returned, by=reporter)
    workflow.send_back(returned, by=editor, reason="Who heard it? Please name one person who did.")
    sealed = _draft(
        "The Jury Has Chosen", chief, publish_at=now + 30 * HOUR, embargo_until=now + 30 * HOUR
    )
    scheduled = _draft("Ferry to Red Hook Runs Again", reporter, publish_at=now + 20 * HOUR)
    workflow.publish(scheduled, by=None)
    changed, live = Article.objects.published().newest_first()[:2]
    _change(changed, editor, dek="A better dek, in one sentence that says what happened.")
    correction = TypedChange("correction", "An earlier version named the wrong street.")
    updates.plan(changed, at=now + 26 * HOUR, change=correction, by=None)
    contested = _draft("A Bench for Tolliver Park", reporter)
    return {
        "submitted": submitted.pk,
        "returned": returned.pk,
        "sealed": sealed.pk,
        "changed": changed.pk,
        "live": live.pk,
        "contested": contested.pk,
        "photo": live.lead_photo_id or 1,
        "tag": Tag.objects.get(name="Coffee").pk,
        "another_tag": Tag.objects.get(name="Kosher").pk,
    }


def save_over(pk: int) -> None:
    """What a colleague saves while the form of an article is open."""
    article = Article.objects.get(pk=pk)
    _change(article, person("managing-editor"), headline="Two Benches for Tolliver Park")


def _draft(headline: str, by: User, **content: Any) -> Article:
    like = Article.objects.published().newest_first().exclude(lead_photo=None)[0]
    whole = {
        "headline": headline,
        "dek": "What is known, what is promised, and what is not.",
        "body": BODY,
        "section": Section.objects.get(slug="city"),
        "lead_photo": like.lead_photo,
    }
    tags = like.tags_in_order
    copy = workflow.Copy(whole | content, [like.bylines_in_order[0].author], tags)
    return workflow.create(copy, by=by)


def _change(article: Article, by: User, **content: Any) -> None:
    working = article.working_copy
    assert working is not None
    changed = workflow.content_of(working) | content
    copy = workflow.Copy(changed, working.authors_in_order, working.tags.all())
    workflow.save(article, copy, based_on=working.pk, by=by)


def arrange_the_front() -> None:
    now = LineUp.objects.begun().get()
    lead = Article.objects.published().newest_first()[3]
    slots = [*lineups.arrangement_of(now).slots, Slot(zone="lead", position=1, article=lead)]
    editor = person("editor")
    lineups.publish(Arrangement(slots), based_on=now, seen=now.pk, by=editor)


def addresses() -> dict[str, str]:
    """
    The addresses of the paper's articles by their slugs; of one that is corrected for this, of one
    that is withdrawn, and of the month that most came out in.
    """
    chief = person("managing-editor")
    correction = TypedChange("correction", "An earlier version named the wrong street.")
    corrected, withdrawn = Article.objects.published().newest_first()[20:22]
    _change(corrected, chief, dek=f"{corrected.dek} It is on Avenue J.")
    workflow.publish(corrected, by=chief, change=correction, override="For the handbook.")
    workflow.withdraw(withdrawn, by=chief, notice="It was about somebody else.", reason="Wrong.")
    found = {article.slug: article.get_absolute_url() for article in Article.objects.published()}
    _, year, month, *_ = corrected.get_absolute_url().split("/")
    return found | {
        "corrected": corrected.get_absolute_url(),
        "withdrawn": withdrawn.get_absolute_url(),
        "year": year,
        "month": month,
    }
