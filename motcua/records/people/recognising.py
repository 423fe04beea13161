"""Whose session it is: what Django asks at every request, in plain statements that find the same as its own.

Settings name this module as SESSION_ENGINE and `Accounts` as the authentication backend.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as StoredSessions
from django.db import DEFAULT_DB_ALIAS

from motcua.records import clock, plain
from motcua.records.people.models import Account

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_ASKED = frozenset({"id", "username", "full_name", "password", "password_is_initial"})
_FIELDS = tuple(field.attname for field in Account._meta.concrete_fields if field.attname in _ASKED)
"""What a request asks of an account, in the order of the model; Django reads the others when somebody asks."""

_ACCOUNT = f"SELECT {', '.join(_FIELDS)} FROM people_account WHERE id = %s AND is_active"  # noqa: S608  (names of the code)


class SessionStore(StoredSessions):
    """The sessions of the database."""

    def load(self) -> dict[str, Any]:
        """What a session holds; nothing, and no key, when there is none or its time is over."""
        key = self.session_key
        row = plain.row(_SESSION, (key, plain.instant(clock.machine()))) if key else None
        if row is None:
            self._session_key = None
            return {}
        content: dict[str, Any] = self.decode(row[0])
        return content


class Accounts(ModelBackend):
    """Accounts that are in use, by user name and password or by the id that a session holds."""

    def get_user(self, user_id: int) -> Account | None:
        """The account, unless it is closed or gone."""
        row = plain.row(_ACCOUNT, (user_id,))
        if row is None:
            return None
        found: Account = Account.from_db(DEFAULT_DB_ALIAS, _FIELDS, row)
        found.password_is_initial = bool(found.password_is_initial)
        return found
