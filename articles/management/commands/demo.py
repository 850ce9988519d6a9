from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from algemeiner.policy import Role
from articles.demo import load, logins, pieces
from articles.demo.archive import build
from articles.models import Article, Section, Tag
from authors.models import Author


class Command(BaseCommand):
    help = (
        "Fills an empty database with the demo newsroom: sixty articles, their authors, pictures, "
        "tags, sections and pages, and one log-in for each role. With --articles, a large archive "
        "stands has_archive those sixty."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--articles", type=int, default=0, help="how many there shall be, up to 1,000,000 (60)"
        )
        parser.add_argument(
            "--seed", type=int, default=5782, help="of the pictures and of a large archive (5782)"
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="leave a newsroom that has anything in it as it is, without an error",
        )

    def handle(self, *args: Any, articles: int, seed: int, if_empty: bool, **options: Any) -> None:
        if articles > build.MOST:
            raise CommandError(f"At most {build.MOST:,} articles can be made.")
        fresh = load.is_empty()
        if fresh:
            load.load(now=timezone.now(), seed=seed, say=self.stdout.write)
        wanted = articles - Article.objects.count()
        has_archive = wanted > 0 and load.is_as_made()
        if has_archive:
            build.build(wanted, seed=seed, say=self.stdout.write)
        elif not fresh and not if_empty:
            raise CommandError(
                "This newsroom has something in it already; nothing was changed. "
                "DATA_DIR or DATABASE_URL names another."
            )
        if fresh or has_archive:
            self.say_what_there_is()
        # Into a newsroom with people of its own no demo log-in is ever planted.
        if settings.PRODUCTION or not (fresh or logins.are_all_here()):
            return
        for login in logins.ensure(settings.DATA_DIR / "demo-logins.json"):
            self.stdout.write(f"  {login['role']:<16} {login['email']:<30} {login['password']}")
        if fresh:
            pieces.load(logins.person(Role.CONTRIBUTOR), logins.person(Role.EDITOR))

    def say_what_there_is(self) -> None:
        there = [
            f"{model.objects.count():,} {model._meta.verbose_name_plural}"
            for model in (Article, Author, Tag, Section)
        ]
        self.stdout.write(self.style.SUCCESS(f"In the newsroom are {', '.join(there)}."))
