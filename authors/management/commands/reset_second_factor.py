from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from authors import people
from authors.models import User


class Command(BaseCommand):
    help = (
        "Forgets the passkeys, the authenticator app and the recovery codes of a person, for a "
        "managing editor who has lost them and has no colleague to reset them at the desk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--reason", default="lost")

    def handle(self, *args: Any, email: str, reason: str, **options: Any) -> None:
        person = User.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError(f"There is no account {email}.")
        people.reset_second_factor(person, by=None, reason=reason)
        self.stdout.write(f"{person} logs in by password now, and adds a new second factor.")
