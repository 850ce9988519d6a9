"""How the settings read their environment, each time in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEY = "a-key-of-fifty-characters-or-more-that-nobody-could-guess-0123456789"
WEAK = "SECRET_KEY is weak (50 random characters at least)"
PRODUCTION = {
    "ENV": "production",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "paper.example,www.paper.example",
    "RECAPTCHA_PUBLIC_KEY": "public",
    "RECAPTCHA_PRIVATE_KEY": "private",
    "DATABASE_URL": "postgres://paper@db.example/paper",
}
KEPT = {"PATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV", "TMPDIR"}
SHOW = """
import json, sys
from algemeiner import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""


def python(*arguments, **environment):
    inherited = {name: value for name, value in os.environ.items() if name in KEPT}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=inherited | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def settings(*names, **environment):
    shown = python("-c", SHOW, *names, **environment)
    assert shown.stderr == ""
    return json.loads(shown.stdout)


def without(*names):
    return {name: value for name, value in PRODUCTION.items() if name not in names}


@pytest.mark.parametrize(
    ("environment", "wrong"),
    [
        (
            PRODUCTION | {"LINK_CHECKS_REACH_LOOPBACK": "1"},
            "LINK_CHECKS_REACH_LOOPBACK is for tests only",
        ),
        (
            {"ENV": "production"},
            "SECRET_KEY is not set; ALLOWED_HOSTS is not set; RECAPTCHA_PUBLIC_KEY is not set; "
            "RECAPTCHA_PRIVATE_KEY is not set; DATABASE_URL is not set",
        ),
        (without("RECAPTCHA_PRIVATE_KEY"), "RECAPTCHA_PRIVATE_KEY is not set"),
        (PRODUCTION | {"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
        (PRODUCTION | {"SECRET_KEY": "x" * 80}, WEAK),
        (PRODUCTION | {"SECRET_KEY": KEY[:49]}, WEAK),
        (
            PRODUCTION | {"INDEXNOW_KEY": "no key!!!"},
            "INDEXNOW_KEY is no key (8 to 128 letters, digits and hyphens)",
        ),
    ],
)
def test_production_refuses_to_start_in_one_line(environment, wrong):
    refused = python("manage.py", "check", **environment)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr == f"ENV=production cannot start: {wrong}.\n"


@pytest.mark.parametrize("environment", [{}, {"ENV": "production"}])
def test_the_wsgi_module_by_itself_means_production(environment):
    refused = python("-c", "import algemeiner.wsgi", **environment)
    assert refused.returncode == 1
    assert refused.stderr.startswith("ENV=production cannot start: SECRET_KEY is not set;")
    assert refused.stderr.count("\n") == 1


def test_another_environment_is_refused():
    refused = python("manage.py", "check", ENV="staging")
    assert refused.stderr == "ENV must be development or production, not 'staging'.\n"


def test_production_starts_with_what_it_needs():
    started = python("manage.py", "check", **PRODUCTION)
    assert (started.returncode, started.stderr) == (0, "")
    assert started.stdout == "System check identified no issues (0 silenced).\n"


def test_production_is_safe_by_default():
    names = ["DEBUG", "SITE_URL", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
    cookies = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"]
    assert settings(*names, *cookies, "CSRF_TRUSTED_ORIGINS", **PRODUCTION) == {
        "DEBUG": False,
        "SITE_URL": "https://paper.example",
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_TRUSTED_ORIGINS": ["https://paper.example"],
    }


def test_development_needs_nothing_and_shows_no_tracebacks():
    names = ["DEBUG", "SITE_URL", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "RECAPTCHA_PUBLIC_KEY"]
    assert settings(*names, ENV="development") == {
        "DEBUG": False,
        "SITE_URL": "http://localhost:8000",
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "SECURE_SSL_REDIRECT": False,
        "RECAPTCHA_PUBLIC_KEY": "local-stand-in",
    }


def test_what_the_environment_says_is_so(tmp_path):
    shown = settings(
        "DEBUG",
        "SITE_URL",
        "TRUSTED_PROXIES",
        "RECAPTCHA_SCORE",
        "MEDIA_URL",
        "RECAPTCHA_CONTENT_SECURITY_POLICY",
        ENV="development",
        DATA_DIR=str(tmp_path),
        DEBUG="1",
        SITE_URL="https://paper.example/",
        TRUSTED_PROXIES="10.0.0.0/8,192.0.2.1",
        RECAPTCHA_SCORE="0.7",
        MEDIA_URL_BASE="https://media.example/",
        RECAPTCHA_SCRIPT_URL="http://127.0.0.1:8100/recaptcha/api.js",
    )
    assert shown == {
        "DEBUG": True,
        "SITE_URL": "https://paper.example",
        "TRUSTED_PROXIES": ["10.0.0.0/8", "192.0.2.1"],
        "RECAPTCHA_SCORE": 0.7,
        "MEDIA_URL": "https://media.example/",
        "RECAPTCHA_CONTENT_SECURITY_POLICY": {"script-src": ["http://127.0.0.1:8100"]},
    }
    assert list(tmp_path.iterdir()) == []  # reading settings makes no directory


BACKENDS = "django.core.mail.backends"


def test_mail_of_development_lands_in_a_mailbox(tmp_path):
    folder = tmp_path / "a b+c"
    assert settings(
        "EMAIL_BACKEND", "EMAIL_FILE_PATH", "MAILBOX", ENV="development", DATA_DIR=str(folder)
    ) == {
        "EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend",
        "EMAIL_FILE_PATH": f"{folder}/mail",
        "MAILBOX": f"{folder}/mail",
    }


@pytest.mark.parametrize(
    ("url", "backend"),
    [
        ({}, "smtp"),
        ({"EMAIL_URL": "filemail:///tmp/mail"}, "filebased"),
        ({"EMAIL_URL": "smtp://mail.example:587/?tls=True"}, "smtp"),
    ],
)
def test_production_has_no_mailbox_and_waits_for_no_mail_server(url, backend):
    assert settings("EMAIL_BACKEND", "MAILBOX", "EMAIL_TIMEOUT", **PRODUCTION, **url) == {
        "EMAIL_BACKEND": f"{BACKENDS}.{backend}.EmailBackend",
        "MAILBOX": "",
        "EMAIL_TIMEOUT": 10,
    }
