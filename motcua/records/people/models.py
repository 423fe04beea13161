"""Tables of accounts, positions, delegations, sessions and failed entries."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from motcua.records.people.delegation import DelegationKind


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by user name, as Django's authentication asks."""


class Account(AbstractBaseUser):
    """A person who may enter. `invented` marks the cast of a demonstration store; an initial password was set by
    somebody else, and must be changed by whoever enters with it.

    `version` counts what was done to the account, its positions and delegations, as the journal tells it.
    """

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    invented = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    password_is_initial = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    objects: ClassVar[AccountManager] = AccountManager()


class Position(models.Model):
    """A person's role in a unit from `valid_from` until before `valid_to`."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="positions")
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    title = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)


class Delegation(models.Model):
    """A position lent to another person from `valid_from` until before `valid_to`, by a document."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="delegations")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="delegations")
    kind = models.CharField(max_length=4, choices=DelegationKind.choices)
    document = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()


class Session(models.Model):
    """An entry of a person, known to Django by `key`. `used_at` is exact to the minute; instants are the machine's."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=40, db_index=True)
    began_at = models.DateTimeField()
    used_at = models.DateTimeField(db_index=True)
    address = models.CharField(max_length=45)
    device = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)


class LoginAttempt(models.Model):
    """A failed entry: the user name as typed, the address it came from, the machine's instant. Kept for a day."""

    username = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["username", "at"], name="people_attempt_username"),
            models.Index(fields=["address", "at"], name="people_attempt_address"),
        )
