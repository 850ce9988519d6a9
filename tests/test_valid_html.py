"""What the Nu HTML checker says of every page that readers can meet."""

import os
import shutil
import subprocess

import pytest

from algemeiner.environment import BASE_DIR
from tests.every_page import every_page

CHECKER = BASE_DIR / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_every_page_is_valid_html(client, db, tmp_path):
    for name, address in every_page().items():
        (tmp_path / f"{name}.html").write_bytes(client.get(address).content)
    assert said_of(tmp_path) == []


def test_the_checker_finds_what_is_wrong(tmp_path):
    (tmp_path / "bad.html").write_text("<!doctype html><title>A</title><p><div></p>")
    assert any("No “p” element in scope" in line for line in said_of(tmp_path))


def said_of(directory):
    """What is wrong with the pages that are kept in a directory, a line each."""
    if not (CHECKER.is_file() and shutil.which("java")):
        missing = "The Nu HTML checker needs java, and npm to be installed by."
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    checked = subprocess.run(
        ["java", "-jar", CHECKER, "--stdout", "--format", "gnu", *directory.glob("*.html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stderr == ""
    return checked.stdout.splitlines()
