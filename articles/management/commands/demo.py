from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from algemeiner.policy import Role
from articles.demo import load, logins, pieces


class Command(BaseCommand):
    help = (
        "Fills an empty database with the demo newsroom: sixty articles, their authors, pictures, "
        "tags, sections and pages, and one log-in for each role."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=5782, help="of the pictures (5782)")
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="leave a newsroom that has anything in it as it is, without an error",
        )

    def handle(self, *args: Any, seed: int, if_empty: bool, **options: Any) -> None:
        fresh = load.is_empty()
        if fresh:
            count = load.load(now=timezone.now(), seed=seed, say=self.stdout.write)
            self.stdout.write(self.style.SUCCESS(f"The demo newsroom has {count} articles."))
        elif not if_empty:
            raise CommandError("This newsroom has something in it already; nothing was changed.")
        # Into a newsroom with people of its own no demo log-in is ever planted.
        if settings.PRODUCTION or not (fresh or logins.are_all_here()):
            return
        for login in logins.ensure(settings.DATA_DIR / "demo-logins.json"):
            self.stdout.write(f"  {login['role']:<16} {login['email']:<30} {login['password']}")
        if fresh:
            pieces.load(logins.person(Role.CONTRIBUTOR), logins.person(Role.EDITOR))
