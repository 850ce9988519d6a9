"""
Settings, from the environment. Importing this module has no side effect; what only `manage.py run`
needs (HOST, PORT, WEB_WORKERS, WEB_THREADS) it reads itself.

Every variable, its default and what it is for stand in docs/operators.md. `ENV` is `production`
unless an entry point says otherwise: manage.py and `make run` say `development`.
"""

import re
from typing import Any
from urllib.parse import quote, urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.forms.widgets import Script
from django.urls import reverse_lazy

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.environment import BASE_DIR, data_dir

env = environ.Env()

DATA_DIR = data_dir()

ENV = env("ENV", default="production")
if ENV not in ("development", "production"):
    raise ImproperlyConfigured(f"ENV must be development or production, not {ENV!r}.")
PRODUCTION = ENV == "production"

# Google's own test keys say nothing about a visitor; these only name the local stand-in.
STANDIN_RECAPTCHA_KEY = "local-stand-in"


def _or_in_development(name: str, development_value: str) -> str:
    value = env(name, default="")
    if not value and not PRODUCTION:
        return development_value
    return value


# Core

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = _or_in_development(
    "SECRET_KEY", "development-only: whoever reads this source can sign with it"
)
_LOCAL_URL = f"http://localhost:{env('PORT', default='8000')}"
SITE_URL = env("SITE_URL", default="" if PRODUCTION else _LOCAL_URL).rstrip("/")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
if not SITE_URL and ALLOWED_HOSTS:
    SITE_URL = f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
HTTPS = SITE_URL.startswith("https://")

RECAPTCHA_PUBLIC_KEY = _or_in_development("RECAPTCHA_PUBLIC_KEY", STANDIN_RECAPTCHA_KEY)
RECAPTCHA_PRIVATE_KEY = _or_in_development("RECAPTCHA_PRIVATE_KEY", STANDIN_RECAPTCHA_KEY)
# The checkbox is a second chance for who looks like a machine; without keys there is none.
_stand_in = STANDIN_RECAPTCHA_KEY if RECAPTCHA_PUBLIC_KEY == STANDIN_RECAPTCHA_KEY else ""
RECAPTCHA_CHECKBOX_PUBLIC_KEY = env("RECAPTCHA_CHECKBOX_PUBLIC_KEY", default=_stand_in)
RECAPTCHA_CHECKBOX_PRIVATE_KEY = env("RECAPTCHA_CHECKBOX_PRIVATE_KEY", default=_stand_in)


def _refuse_to_start() -> None:
    """Raise one line that names every variable that production lacks."""
    wrong = [
        f"{name} is not set"
        for name, value in [
            ("SECRET_KEY", SECRET_KEY),
            ("ALLOWED_HOSTS", ALLOWED_HOSTS),
            ("RECAPTCHA_PUBLIC_KEY", RECAPTCHA_PUBLIC_KEY),
            ("RECAPTCHA_PRIVATE_KEY", RECAPTCHA_PRIVATE_KEY),
            ("DATABASE_URL", env("DATABASE_URL", default="")),
        ]
        if not value
    ]
    if SECRET_KEY and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5):
        wrong.append("SECRET_KEY is weak (50 random characters at least)")
    if "*" in ALLOWED_HOSTS and not env("SITE_URL", default=""):
        wrong.append("SITE_URL is not set and ALLOWED_HOSTS does not tell it")
    if not re.fullmatch(r"([a-zA-Z0-9-]{8,128})?", env("INDEXNOW_KEY", default="")):
        wrong.append("INDEXNOW_KEY is no key (8 to 128 letters, digits and hyphens)")
    if env.bool("LINK_CHECKS_REACH_LOOPBACK", default=False):
        wrong.append("LINK_CHECKS_REACH_LOOPBACK is for tests only")
    if wrong:
        raise ImproperlyConfigured(f"ENV=production cannot start: {'; '.join(wrong)}.")


if PRODUCTION:
    _refuse_to_start()

INSTALLED_APPS = [
    "algemeiner",
    "authors",
    "articles",
    "algemeiner.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_prose_editor",
    "django_recaptcha",
    "js_asset",
    "procrastinate.contrib.django",
    "taggit",
]

MIDDLEWARE = [
    "algemeiner.middleware.served_by",
    "algemeiner.middleware.trusted_proxy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "algemeiner.security.ContentSecurityPolicyMiddleware",
    "algemeiner.middleware.plain_requests_only",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "articles.middleware.moved_addresses",
]

ROOT_URLCONF = "algemeiner.urls"
WSGI_APPLICATION = "algemeiner.wsgi.application"
APPEND_SLASH = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    # HSTS for sub-domains and preloading bind hosts that are not this site's to bind.
    "security.W005",
    "security.W021",
]

# Templates

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context.newspaper",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
FORMS_URLFIELD_ASSUME_HTTPS = True  # Django 6's own behaviour; goes with the step to 6.2

# Database

_database = env.db_url("DATABASE_URL", default="postgres:///algemeiner")
# One that is dead and looks alive is given up after seconds, not hours.
LINES: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
PURGE_URL = env("PURGE_URL", default="")
if PURGE_URL:  # what is written over these lines leaves word for it (the migration purges)
    _session = f"{env('PGOPTIONS', default='')} -c algemeiner.purges=on".strip()
    LINES["options"] = _session
DATABASES = {
    "default": _database
    | {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": LINES | _database.get("OPTIONS", {}),
    }
}

# Readings, counted in each web process, are kept every so many seconds; 0 for never.
KEEP_READS_EVERY = 4

# Cache

# Only log-ins use it: their limits, and the codes that were used. Both must count in every web
# process, so it is a table; the entries are small and few. No page of readers asks it.
CACHES = {"default": env.cache_url("CACHE_URL", default="dbcache://cache?max_entries=10000")}

# Pages of readers, in each web process's memory (algemeiner.pagecache); 0 for none.
PAGE_CACHE_MIB = env.int("PAGE_CACHE_MIB", default=96)
PAGE_CACHE_COMING = "articles.coming.moments"
# Seconds that caches in front of the site may keep pages by themselves, and when it fails: few
# where nobody tells them what has changed.
CDN_SECONDS = env.int("CDN_SECONDS", default=3600 if PURGE_URL else 2)
CDN_SECONDS_WHEN_WE_FAIL = 24 * 3600 if PURGE_URL else 300
# Whether pages say by which tags they can be purged.
CDN_TAGS = env.bool("CDN_TAGS", default=PURGE_URL != "" or not PRODUCTION)
# Sent with purges, like “Fastly-Key: …” or “Authorization: Bearer …”.
PURGE_HEADER = env("PURGE_HEADER", default="")

# Sessions and forms

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
CSRF_FAILURE_VIEW = "algemeiner.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The front is one form, of some twenty fields a section; Django's 1,000 end at 45 sections.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# The largest request there is (algemeiner/middleware.py): no file on its way to the library is laid
# on the disk, so that a full one is met where it can be told.
FILE_UPLOAD_MAX_MEMORY_SIZE = 31 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o644

# Security

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# What a page with the rich text editor may do beyond the others: scripts by nonce, and a style
# element with nothing in it, which keeps the editor from writing one of its own
# (templates/admin/base_site.html). The hash is that of the empty text.
EDITOR_CONTENT_SECURITY_POLICY: dict[str, list[Any]] = {
    "script-src": [NONCE],
    "style-src": ["'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"],
}
# What the desk may do beyond that: the admin's own inline images.
DESK_CONTENT_SECURITY_POLICY = {
    **{source: [SELF, *more] for source, more in EDITOR_CONTENT_SECURITY_POLICY.items()},
    "img-src": [SELF, "data:", "blob:"],
}

# Telling others

# Hubs that pass on what is new in feeds (WebSub), each as its address for publishers.
WEBSUB_HUBS = env.list("WEBSUB_HUBS", default=[])
# By which search engines know that it is us who tell them of new addresses (IndexNow).
INDEXNOW_KEY = env("INDEXNOW_KEY", default="")
INDEXNOW_URL = env("INDEXNOW_URL", default="https://api.indexnow.org/indexnow")

# Links

# For tests of the link checker, whose sites are on this machine. Production refuses it.
LINK_CHECKS_REACH_LOOPBACK = env.bool("LINK_CHECKS_REACH_LOOPBACK", default=False)

# reCAPTCHA

RECAPTCHA_VERIFY_URL = env(
    "RECAPTCHA_VERIFY_URL", default="https://www.google.com/recaptcha/api/siteverify"
)
RECAPTCHA_SCRIPT_URL = env(
    "RECAPTCHA_SCRIPT_URL", default="https://www.google.com/recaptcha/api.js"
)
RECAPTCHA_SCORE = env.float("RECAPTCHA_SCORE", default=0.5)
RECAPTCHA_TIMEOUT = env.float("RECAPTCHA_TIMEOUT", default=3.0)


def _recaptcha_sources() -> dict[str, list[str]]:
    script = urlsplit(RECAPTCHA_SCRIPT_URL)
    if script.hostname == "www.google.com":
        # The one script and the releases that it loads: the rest of the path holds scripts that
        # would undo this policy.
        google = "https://www.google.com/recaptcha/"
        releases = "https://www.gstatic.com/recaptcha/releases/"
        return {
            "script-src": [RECAPTCHA_SCRIPT_URL, releases],
            "frame-src": [google, "https://recaptcha.google.com/recaptcha/"],
            "connect-src": [SELF, google],
        }
    return {"script-src": [f"{script.scheme}://{script.netloc}"]}


# Added to the policy of the pages that hold a protected form, and of no others.
RECAPTCHA_CONTENT_SECURITY_POLICY = _recaptcha_sources()

# People

AUTH_USER_MODEL = "authors.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]
ACCOUNT_ADAPTER = "authors.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "authors.accounts.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody mails strangers through the paper
ACCOUNT_EMAIL_NOTIFICATIONS = True  # who did not change their own password hears of it
# "ip" is an address (of IPv6, its network); "key" an account, whether or not there is one.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,60/h/ip,5/5m/key",  # passwords, and codes of a second factor
    "reset_password": "20/h/ip,5/h/key",
    "request_login_code": "20/h/ip,5/h/key",
}

REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=PRODUCTION)
MFA_ADAPTER = "authors.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "authors.second_factor.PasskeyForm",
    "activate_totp": "authors.second_factor.AppForm",
    "authenticate": "authors.second_factor.CodeForm",
    "reauthenticate": "authors.second_factor.CodeAgainForm",
}
MFA_TOTP_ISSUER = "The Algemeiner"

# Mail

_INTO_FILES = f"filemail:///{quote(str(DATA_DIR / 'mail'))}"
_mail = env.email_url("EMAIL_URL", default="smtp://localhost:25" if PRODUCTION else _INTO_FILES)
vars().update(_mail)
# The folder that the desk shows as a mailbox. Production never: what is in it may log anybody in.
MAILBOX = "" if PRODUCTION else _mail["EMAIL_FILE_PATH"]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env(
    "DEFAULT_FROM_EMAIL", default=f"The Algemeiner <newsroom@{urlsplit(SITE_URL).hostname}>"
)
EMAIL_TIMEOUT = 10
# To addresses that nobody has confirmed; what is over it waits for the next day.
CONFIRMATION_MAILS_PER_DAY = env.int("CONFIRMATION_MAILS_PER_DAY", default=300)

# Language and time

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = NEWSROOM_ZONE.key

# Static files and media

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

MEDIA_URL = env("MEDIA_URL_BASE", default="/media/")
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "algemeiner.storage.WholeFiles"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "algemeiner.storage.StaticFilesStorage"
    },
}

# The editor of bodies

DJANGO_PROSE_EDITOR_PRESETS = {"body": [Script("js/editor/body.js", type="module")]}

# Tags

TAGGIT_CASE_INSENSITIVE = True

# Logging: one line an event, to the standard error stream

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "procrastinate": {"level": "WARNING"},
    },
}
