"""A hand that calls the verbs of articles.workflow, as an import or a worker does."""

import random
import time

from django.core.exceptions import ValidationError

from articles import workflow
from articles.models import Article
from authors.models import User
from tests.faults.ledger import Pen
from tests.faults.newsroom import Newsroom
from tests.faults.story import Story


class ByVerbs:
    def __init__(self, pen: Pen, newsroom: Newsroom, email: str, port: int) -> None:
        self.pen, self.newsroom = pen, newsroom
        self.user = User.objects.get(email=email)

    def save(self, article: int, story: Story, *, stale: bool = False) -> None:
        found = Article.objects.get(pk=article)
        based_on = found.working_copy_id
        if stale:
            based_on = found.revisions.order_by("number").values_list("pk", flat=True)[0]
            if based_on == found.working_copy_id:
                return
        time.sleep(random.random() * 0.03)  # somebody else may save while this one is typed
        copy = self.newsroom.copy(article, story, found.publish_at)
        self.pen.trying("stale" if stale else "save", article, story.token, based_on)
        try:
            workflow.save(found, copy, based_on=based_on, by=self.user)
        except workflow.StaleCopy as refusal:
            self.pen.was("stale", str(refusal))
        else:
            self.pen.was("done")

    def save_and_publish(self, article: int, story: Story) -> None:
        self.save(article, story)
        self.publish(article)

    def publish(self, article: int) -> None:
        self.pen.trying("publish", article)
        try:
            live = workflow.publish(Article.objects.get(pk=article), by=self.user)
        except ValidationError as refusal:
            self.pen.was("refused", " ".join(refusal.messages))
        else:
            self.pen.was("done", token=Story.told_by(live.headline).token)

    def withdraw(self, article: int) -> None:
        self.pen.trying("withdraw", article)
        try:
            workflow.withdraw(
                Article.objects.get(pk=article), by=self.user, notice="Withdrawn.", reason="A test."
            )
        except ValidationError as refusal:
            self.pen.was("refused", " ".join(refusal.messages))
        else:
            self.pen.was("done")
