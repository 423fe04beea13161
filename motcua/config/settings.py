"""Settings. What an operator may change is in `environment.py`; everything else is decided here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from motcua.config.databases import postgresql, sqlite
from motcua.config.environment import Environment
from motcua.config.secret import session_key
from motcua.gateways import event_logs

ENVIRONMENT = Environment.read()
PACKAGE = Path(__file__).parent.parent

DEBUG = ENVIRONMENT.debug
DATA_DIR = ENVIRONMENT.data
SECRET_KEY = session_key(DATA_DIR)
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
PUBLIC_URL = ENVIRONMENT.public_url
"""The address that citizens open, printed on receipts; without a slash at its end."""

SERVICES = ENVIRONMENT.services
"""Where messages leave by, by the name of the channel; a channel without one is closed."""
PLAIN_SMS = ENVIRONMENT.plain_sms
"""Whether text messages go without the marks of Vietnamese."""
SIGNING = ENVIRONMENT.signing
"""Who signs PDFs; None where no way is open."""

EVENT_LOG_READER = event_logs.read
"""What reads the event logs that desks are sent: they know no gateway."""

# Applications

DESKS = ("entrance", "citizen", "counter", "officer", "leader", "office")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "motcua.records.journal",
    "motcua.records.outbox",
    "motcua.records.documents",
    "motcua.records.places",
    "motcua.records.calendar",
    "motcua.records.people",
    "motcua.records.tickets",
    "motcua.records.catalogue",
    "motcua.records.files",
    "motcua.records.casework",
    "motcua.records.payments",
    "motcua.records.evaluation",
    "motcua.records.notices",
    "motcua.records.logs",
    "motcua.records.measures",
    "motcua.records.scoring",
    "motcua.records.reports",
    "motcua.records.narratives",
    "motcua.desks.frame",
    *(f"motcua.desks.{name}" for name in DESKS),
]
AUTH_USER_MODEL = "people.Account"

# The database: SQLite in the data folder, or PostgreSQL at DATABASE_URL.

DATABASES = {
    "default": postgresql(ENVIRONMENT.database) if ENVIRONMENT.database else sqlite(DATA_DIR / "motcua.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Requests

ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
MIDDLEWARE = [
    "motcua.config.middleware.safe_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.config.middleware.limited_body",
    "motcua.config.reading.at_one_moment",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.config.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "motcua.config.middleware.kept_session",
    "motcua.config.middleware.OwnPasswordFirst",
    "motcua.config.middleware.known_viewer",
    "motcua.config.middleware.RefusalPages",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
BODY_LIMIT = 12 * 1024 * 1024
"""Bytes of the largest request that is read: an upload of 10 MB and its form."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 100
"""More than a form takes in at once, so that the form says so, and not a bare page."""

# Static files are served from the packages by WhiteNoise: no step of collecting them, no second server.

STATIC_URL = "tep/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 300

# Entry and sessions

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["motcua.records.people.recognising.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/vao/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "motcua.records.people.recognising"
SESSION_COOKIE_NAME = "motcua_phien"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_IDLE_MINUTES = ENVIRONMENT.idle_minutes
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would ask a clerk who follows a link in a mail to enter again
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_NAME = "motcua_bieu_mau"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_FAILURE_VIEW = "motcua.config.failures.stale_form"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# Headers; the content security policy is in `middleware.py`.

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.https:  # a server in front ends TLS and sets this header itself
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

# Language: texts are written in Vietnamese; English and Khmer are translations of them.

USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English"), ("km", "ភាសាខ្មែរ")]
LANGUAGE_COOKIE_NAME = "motcua_ngon_ngu"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["motcua.config.formats"]

# Logs go where the command line sends them; they name no person.

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # an address that does not exist is no event
}
