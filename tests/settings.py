"""Settings of the tests: a database in memory, a data folder of their own, quick passwords."""

from __future__ import annotations

import os
import tempfile

for name in [name for name in os.environ if name.startswith("MOTCUA_")]:
    del os.environ[name]
os.environ["MOTCUA_DATA"] = tempfile.mkdtemp(prefix="motcua-tests-")

from motcua.config.settings import *  # noqa: E402, F403

SECRET_KEY = "of-the-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # no scan of all static files for each client
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
