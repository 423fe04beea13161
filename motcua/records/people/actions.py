"""Accounts, positions and delegations change by these actions and by no others; each change is journalled.

The journal keeps account ids; names of people go into its erasable part.
"""

from __future__ import annotations

from motcua.records.people.accounts import (
    PASSWORD_LIMIT,
    change_own_password,
    close_account,
    create_account,
    end_sessions,
    rename,
    reopen_account,
    reset_password,
    set_password,
    unlock,
)
from motcua.records.people.asking import Asked
from motcua.records.people.postings import assign_position, delegate, employ, end_delegation, end_position

__all__ = [
    "PASSWORD_LIMIT",
    "Asked",
    "assign_position",
    "change_own_password",
    "close_account",
    "create_account",
    "delegate",
    "employ",
    "end_delegation",
    "end_position",
    "end_sessions",
    "rename",
    "reopen_account",
    "reset_password",
    "set_password",
    "unlock",
]
