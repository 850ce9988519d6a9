#!/usr/bin/env python
"""Django's command line, in the development environment unless ENV says otherwise."""

import contextlib
import os
import sys

from algemeiner.devdb import DevDatabaseError, provide
from algemeiner.environment import data_dir

NEEDS_NO_DATABASE = {"help", "version", "--help", "-h", "--version", "collectstatic"}


def main() -> None:
    os.environ.setdefault("ENV", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "algemeiner.settings")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        with development_database():
            execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, DevDatabaseError) as problem:
        sys.exit(str(problem))


def development_database() -> contextlib.AbstractContextManager[None]:
    """The embedded PostgreSQL for as long as the command runs, where no other is named."""
    needed = len(sys.argv) > 1 and NEEDS_NO_DATABASE.isdisjoint(sys.argv[1:])
    if os.environ["ENV"] != "development" or not needed:
        return contextlib.nullcontext()
    return provide(data_dir())


if __name__ == "__main__":
    main()
