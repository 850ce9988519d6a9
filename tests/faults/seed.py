"""`python -m tests.faults.seed PATH`: an empty database becomes a newsroom with fifty drafts."""

import sys
from pathlib import Path

import django
from django.core.management import call_command

from tests.faults import story
from tests.faults.newsroom import LOTS, PASSWORD, Newsroom


def make() -> Newsroom:
    from algemeiner.policy import Role
    from articles import workflow
    from articles.models import Article, Section, Tag
    from authors.models import Author

    newsroom = Newsroom(
        sections=[
            Section.objects.create(name=story.section_name(n), slug=f"section-{n}").pk
            for n in range(story.SECTIONS)
        ],
        authors=[
            Author.objects.create(name=story.author_name(n), slug=f"author-{n}").pk
            for n in range(story.AUTHORS)
        ],
        tags=[Tag.objects.create(name=story.tag_name(n)).pk for n in range(story.TAGS)],
        articles=list(range(1, len(LOTS) + 1)),
        emails=[make_editor(f"editor{n}@example.org", Role.MANAGING_EDITOR) for n in range(4)],
    )
    for number in newsroom.articles:
        draft = newsroom.copy(number, story.Story(f"tseed{number}"), None)
        workflow.create(draft, by=None)
    assert list(Article.objects.order_by("pk").values_list("pk", flat=True)) == newsroom.articles
    return newsroom


def make_editor(email: str, role: str) -> str:
    from allauth.account.models import EmailAddress

    from authors.models import User

    user = User.objects.create_user(email=email, password=PASSWORD, name=email, role=role)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return email


if __name__ == "__main__":
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    make().write(Path(sys.argv[1]))
