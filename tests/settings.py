"""Settings of the tests: a database of their own, a data folder of their own, quick passwords.

The database is SQLite in memory; with MOTCUA_TEST_STORE=postgresql, one of a PostgreSQL server that the tests start
and stop (tests/conftest.py).
"""

from __future__ import annotations

import os
import tempfile

TEST_STORE = os.environ.get("MOTCUA_TEST_STORE", "sqlite")
for name in [name for name in os.environ if name.startswith("MOTCUA_") or name == "DATABASE_URL"]:
    del os.environ[name]
os.environ["MOTCUA_DATA"] = tempfile.mkdtemp(prefix="motcua-tests-")

from motcua.config.databases import postgresql  # noqa: E402
from motcua.config.environment import PostgreSQL  # noqa: E402
from motcua.config.settings import *  # noqa: E402, F403

if TEST_STORE == "postgresql":  # host, port and password are known when the server runs
    DATABASES = {"default": postgresql(PostgreSQL(name="motcua", user="motcua", password="", host="", port=""))}

SECRET_KEY = "of-the-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # no scan of all static files for each client
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
