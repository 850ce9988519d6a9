"""A reader reports an error; it becomes a correction, and the reader hears of it."""

import pytest
from playwright.sync_api import expect
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Change, Site
from authors.models import Answer
from tests.browser.pages import settle
from tests.factories import UserFactory, make_article

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]


def select(page, words):
    """As if dragged over with the mouse."""
    page.locator(".article .body").evaluate(
        """(body, words) => {
          const text = body.querySelector("p").firstChild;
          const at = text.data.indexOf(words);
          getSelection().setBaseAndExtent(text, at, text, at + words.length);
        }""",
        words,
    )


def test_a_passage_that_is_reported_becomes_a_correction_whose_reporter_hears_of_it(
    reader, open_as
):
    Site.objects.get_or_create(pk=1)
    article = make_article(headline="Rain", body="<p>It rained on Monday.</p>")
    editor = open_as(UserFactory(name="Ada Katz"))

    reader.goto(article.get_absolute_url())
    select(reader, "on Monday")
    reader.get_by_role("link", name="Report an error in this passage").click()
    form = reader.locator("form.sheet")
    form.get_by_label("Name", exact=True).fill("Sarah Levin")
    form.get_by_label("E-mail", exact=True).fill("sarah@example.org")
    form.get_by_label("Message", exact=True).fill("It was Tuesday.")
    reader.wait_for_timeout(3_000)  # who writes faster is held
    form.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Your message is with the newsroom")

    editor.goto("/admin/authors/contactmessage/")
    editor.locator("#result_list th a").click()
    expect(editor.locator(".letter blockquote")).to_have_text("on Monday")
    editor.get_by_role("link", name="Make it a correction").click()
    expect(editor.locator(".reported")).to_contain_text("It was Tuesday.")
    editor.get_by_label("What readers are told").fill("It rained on Tuesday, not on Monday.")
    told = editor.get_by_label("What its sender is told")
    told.fill(told.input_value().replace("Dear Sarah Levin", "Dear Ms. Levin"))
    settle(editor)
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_text("Sarah Levin, who reported it, is told by mail.")).to_be_visible()

    reader.goto(article.get_absolute_url())
    expect(reader.get_by_text("It rained on Tuesday, not on Monday.")).to_be_visible()
    assert Change.objects.get().kind == "correction"
    answer = Answer.objects.get()
    assert answer.text.splitlines()[0] == "Dear Ms. Levin,"
    mail = ProcrastinateJob.objects.get(task_name="authors.tasks.send_answer")
    assert mail.args == {"pk": answer.pk}
    assert (reader.complaints, editor.complaints) == ([], [])
