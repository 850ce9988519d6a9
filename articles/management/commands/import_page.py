from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.importing.load import load
from articles.importing.page import ArchivedPage, NotAnArchivedPage, parse


class Command(BaseCommand):
    help = (
        "Reads archived article pages, saved as plain text, and publishes them at their old "
        "addresses. All files are read before anything is kept: one bad file, and nothing is "
        "imported. Running it again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        pages = [self.read(file) for file in files]
        try:
            report = load(pages)
        except ValidationError as error:
            raise CommandError(f"Nothing was imported: {' '.join(error.messages)}") from error
        for line in report.made:
            self.stdout.write(f"made {line}")
        for key in report.already_there:
            self.stdout.write(f"there already: {key}")
        self.stdout.write(
            self.style.SUCCESS(
                f"{len(files)} read, {len(files) - len(report.already_there)} imported."
            )
        )

    def read(self, file: Path) -> ArchivedPage:
        try:
            page = parse(file.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file}: not UTF-8 text (byte {error.start}).") from error
        except NotAnArchivedPage as problem:
            raise CommandError(f"{file}: {problem}") from problem
        for line in page.unread:
            self.stderr.write(f"{file}: left out “{line}”")
        return page
