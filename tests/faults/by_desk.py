"""A hand that fills in the desk's forms over HTTP. An answer is what the server said, no more."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from itertools import zip_longest
from typing import Any

from algemeiner.dateline import NEWSROOM_ZONE
from tests.articles.admin.forms import filled_in
from tests.faults.browser import BROKEN, Answer, Browser
from tests.faults.ledger import Pen
from tests.faults.newsroom import PASSWORD, Newsroom
from tests.faults.story import Story

SAVED_MEANWHILE = "saved this article while you were writing"


PUBLISH = {"_publish": "Publish", "change_kind": "update"}


@dataclass
class Message:
    level: str
    text: str


def messages(answer: Answer) -> list[Message]:
    found = re.findall(r'<li class="(success|warning|error)[^"]*">(.*?)</li>', answer.text, re.S)
    return [Message(level, unescape(text)) for level, text in found]


def _byline(form: dict[str, Any], authors: list[int]) -> dict[str, Any]:
    """The form's rows with these authors in them, and no other."""
    there = int(form["bylines-TOTAL_FORMS"])
    rows: dict[str, Any] = {"bylines-TOTAL_FORMS": max(there, len(authors))}
    for row, author in zip_longest(range(max(there, len(authors))), authors, fillvalue=""):
        rows[f"bylines-{row}-author"] = author
        rows[f"bylines-{row}-position"] = author and row + 1
    return rows


class ByDesk:
    def __init__(self, pen: Pen, newsroom: Newsroom, email: str, port: int) -> None:
        self.pen, self.newsroom = pen, newsroom
        self.browser = Browser(port)
        self.log_in(email)

    def log_in(self, email: str) -> None:
        token = re.search(
            r'name="csrfmiddlewaretoken" value="([^"]+)"', self._get("/accounts/login/").text
        )
        assert token
        answer = self._post(
            "/accounts/login/",
            {"csrfmiddlewaretoken": token[1], "login": email, "password": PASSWORD},
        )
        assert (answer.status, answer.location) == (302, "/admin/"), answer

    # The verbs

    def save(self, article: int, story: Story, *, stale: bool = False) -> None:
        form = self._open(article)
        if form is None:
            return
        based_on = int(form["based_on"])
        if stale:
            based_on -= 1  # perhaps another article's: nothing that is the working copy now
        data = form | self._typed(article, story, form) | {"based_on": based_on}
        self.pen.trying("stale" if stale else "save", article, story.token, based_on)
        self._note(self._send(article, data | {"_continue": "Save"}))

    def save_and_publish(self, article: int, story: Story) -> None:
        form = self._open(article)
        if form is None:
            return
        data = form | self._typed(article, story, form) | PUBLISH
        based_on = int(form["based_on"])
        saving = self.pen.trying("save", article, story.token, based_on)
        publishing = self.pen.trying("publish", article, story.token)
        answer = self._send(article, data)
        self._note(answer, number=saving)
        self._note_publishing(answer, publishing)

    def publish(self, article: int) -> None:
        form = self._open(article)
        if form is None:
            return
        token = Story.told_by(form["headline"]).token
        publishing = self.pen.trying("publish", article, token)
        self._note_publishing(self._send(article, form | PUBLISH), publishing)

    def withdraw(self, article: int) -> None:
        path = f"/admin/articles/article/{article}/withdraw/"
        asked = self._ask(self._get, path)
        if asked is None or asked.status == 403:
            return
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', asked.text)
        assert token
        data = {"csrfmiddlewaretoken": token[1], "notice": "Withdrawn.", "reason": "A test."}
        number = self.pen.trying("withdraw", article)
        answer = self._ask(self._post, path, data)
        if answer is not None and answer.status == 403:
            self.pen.was("refused", "It is not for withdrawing any more.")
        else:
            self._note_publishing(answer, number)

    # How they are done

    def _open(self, article: int) -> dict[str, Any] | None:
        """The form as it stands, which must be of one version."""
        answer = self._ask(self._get, self._address(article))
        if answer is None:
            return None
        form = filled_in(answer)
        self._check(form)
        return form

    def _check(self, form: dict[str, Any]) -> None:
        story = Story.told_by(form["headline"])
        rows = range(int(form["bylines-TOTAL_FORMS"]))
        authors = [form[f"bylines-{row}-author"] for row in rows]
        shown = (
            *(form[name] for name in ("headline", "dek", "kicker", "body")),
            int(form["section"]),
            [int(pk) for pk in authors if pk],
            sorted(map(int, form["tags"])),
        )
        written = (
            *(story.headline, story.dek, story.kicker, story.body),
            self.newsroom.sections[story.section],
            [self.newsroom.authors[n] for n in story.authors],
            sorted(self.newsroom.tags[n] for n in story.tags),
        )
        assert shown == written, f"the form shows {shown}, {story.token} is {written}"

    def _typed(self, article: int, story: Story, form: dict[str, Any]) -> dict[str, Any]:
        stands = None
        if form["publish_at_0"]:
            typed = f"{form['publish_at_0']} {form['publish_at_1']}"
            stands = datetime.fromisoformat(typed).replace(tzinfo=NEWSROOM_ZONE).astimezone(UTC)
        at = self.newsroom.time(article, stands).astimezone(NEWSROOM_ZONE)
        return _byline(form, [self.newsroom.authors[n] for n in story.authors]) | {
            "headline": story.headline,
            "dek": story.dek,
            "kicker": story.kicker,
            "body": story.body,
            "section": self.newsroom.sections[story.section],
            "tags": [self.newsroom.tags[n] for n in story.tags],
            "publish_at_0": f"{at:%Y-%m-%d}",
            "publish_at_1": f"{at:%H:%M:%S}",
        }

    def _send(self, article: int, data: dict[str, Any]) -> Answer | None:
        return self._ask(self._post, self._address(article), data)

    def _note(self, answer: Answer | None, number: int = 0) -> None:
        if answer is None:
            return
        if answer.status == 302:
            self.pen.was("done", number=number)
        elif SAVED_MEANWHILE in answer.text:
            self.pen.was("stale", number=number)
        else:
            self.pen.was("refused", self._complaint(answer), number=number)

    def _note_publishing(self, answer: Answer | None, number: int) -> None:
        """What became of it stands on the page that the answer leads to."""
        if answer is None:
            return
        if answer.status != 302:
            self._note(answer, number)
        elif page := self._ask(self._get, answer.location):
            said = messages(page)
            done = bool(said) and all(message.level == "success" for message in said)
            told = "" if done else " ".join(message.text for message in said)
            self.pen.was("done" if done else "refused", told, number=number)

    def _complaint(self, answer: Answer) -> str:
        return " ".join(re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', answer.text, re.S))

    def _address(self, article: int) -> str:
        return f"/admin/articles/article/{article}/change/"

    def _get(self, path: str) -> Answer:
        return self.browser.get(path)

    def _post(self, path: str, data: dict[str, Any]) -> Answer:
        return self.browser.post(path, data)

    def _ask(self, method: Any, *arguments: Any) -> Answer | None:
        """The answer; None where there is none, and a moment's rest for whoever asks again."""
        try:
            answer: Answer = method(*arguments)
        except BROKEN:
            time.sleep(0.1)
            return None
        if answer.status == 503:
            time.sleep(0.1)
            return None
        assert answer.status < 500, answer
        return answer
