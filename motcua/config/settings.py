"""Settings. What an operator may change is in `environment.py`; everything else is decided here."""

from __future__ import annotations

from typing import Any

from motcua.config.environment import Environment

ENVIRONMENT = Environment.read()

DEBUG = ENVIRONMENT.debug
SECRET_KEY = "set-from-the-keys-of-the-store"  # noqa: S105  (replaced below once keys exist)
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
DATA_DIR = ENVIRONMENT.data

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
    "motcua.records.people",
    "motcua.records.catalogue",
    "motcua.records.casework",
]
AUTH_USER_MODEL = "people.Account"
DATABASES: dict[str, dict[str, Any]] = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "motcua.sqlite3"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
