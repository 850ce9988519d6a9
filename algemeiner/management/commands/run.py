import json
import os
import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from algemeiner import recaptcha_standin
from algemeiner.supervisor import Children, Stopped, stoppable

KINDS = ["web", "worker"]
SLOWEST_QUERY = 10_000  # milliseconds


class Command(BaseCommand):
    help = (
        "Runs the newspaper. Without arguments the whole of it: migrations, static files, the demo "
        "newsroom where the database is empty, then web server and background worker. With “web” "
        "or “worker” only that kind of process, for installations on several hosts."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="?", choices=KINDS)

    def handle(self, *args: Any, kind: str | None, **options: Any) -> None:
        children, ending = Children(), ""
        with stoppable(), ExitStack() as beside:
            try:
                if kind is None:
                    self.prepare()
                if kind != "worker" and not settings.DEBUG and not static_files_are_current():
                    call_command("collectstatic", interactive=False, verbosity=0)
                # What runs from here on are other processes; this one needs the database no more.
                connections.close_all()
                self.start(children, [kind] if kind else KINDS, beside)
                ending = children.wait()
            except Stopped:
                self.stdout.write("Stopping …")
            finally:
                children.stop()
        if ending:
            raise CommandError(ending)

    def prepare(self) -> None:
        self.refuse_a_taken_port()
        call_command("migrate", interactive=False, verbosity=0)
        if not settings.PRODUCTION:
            call_command("demo", if_empty=True, stdout=self.stdout)

    def start(self, children: Children, kinds: list[str], beside: ExitStack) -> None:
        env = os.environ | self.recaptcha_environment(beside)
        if "web" in kinds:
            # A page that the database has not answered by then is better a plain 503.
            # To compile a query takes longer than any of a page's own.
            limits = {"PGOPTIONS": f"-c statement_timeout={SLOWEST_QUERY} -c jit=off"}
            children.start("web", self.web_command(), env | limits)
            self.say_where()
        if "worker" in kinds:
            # A worker ends when PostgreSQL goes away for a moment; readers need not notice.
            children.start("worker", self.worker_command(), env, again=True)
            # A process of its own, so that no mail server that hangs keeps a page from its minute.
            on_time = ["--queues", "updates", "--fetch-job-polling-interval", "0.5"]
            children.start("updates", [*self.worker_command(), *on_time], env, again=True)

    def recaptcha_environment(self, beside: ExitStack) -> dict[str, str]:
        """In development without keys, a stand-in that runs beside the children."""
        configured = {"RECAPTCHA_PUBLIC_KEY", "RECAPTCHA_VERIFY_URL"} & os.environ.keys()
        if settings.PRODUCTION or configured:
            return {}
        standin = beside.enter_context(recaptcha_standin.start())
        return {
            "RECAPTCHA_VERIFY_URL": standin.verify_url,
            "RECAPTCHA_SCRIPT_URL": standin.script_url,
        }

    def worker_command(self) -> list[str]:
        # What is done is deleted: a job may hold what is in a mail.
        options = ["--delete-jobs", "successful"]
        return [sys.executable, sys.argv[0], "procrastinate", "worker", *options]

    def web_command(self) -> list[str]:
        options = {
            "--interface": "wsgi",
            "--host": self.host,
            "--port": str(self.port),
            "--workers": os.environ.get("WEB_WORKERS", "1"),
            "--blocking-threads": os.environ.get("WEB_THREADS", "4"),
            "--workers-kill-timeout": "5",
            "--log-level": "warning",
        }
        return [
            *(sys.executable, "-m", "granian"),
            *(part for option in options.items() for part in option),
            "--respawn-failed-workers",
            "algemeiner.wsgi:application",
        ]

    @property
    def host(self) -> str:
        return os.environ.get("HOST", "127.0.0.1")

    @property
    def port(self) -> int:
        return int(os.environ.get("PORT", "8000"))

    def refuse_a_taken_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise CommandError(
                    f"{self.host}:{self.port} cannot be used ({error.strerror}). "
                    "Set PORT to another."
                ) from error

    def say_where(self) -> None:
        self.stdout.write(
            f"\n  The newspaper  {settings.SITE_URL}/"
            f"\n  The desk       {settings.SITE_URL}/admin/"
            "\n  Ctrl-C stops everything.\n"
        )


def static_files_are_current() -> bool:
    """Whether nothing has changed since they were last collected, hashed and compressed."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists():
        return False
    names = json.loads(manifest.read_text())["paths"].keys()
    collected = manifest.stat().st_mtime
    return all(
        path in names and Path(storage.path(path)).stat().st_mtime < collected
        for finder in get_finders()
        for path, storage in finder.list(ignore_patterns=None)
    )
