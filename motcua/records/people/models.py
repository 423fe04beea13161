"""Tables of accounts, positions and delegations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by user name, as Django's authentication asks."""


class Account(AbstractBaseUser):
    """A person who may enter. `invented` marks the cast of a demonstration store."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    invented = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
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
    """A position lent to another person for a time, by a document; `kind` is KT, TL or TUQ."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="delegations")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="delegations")
    kind = models.CharField(max_length=4)
    document = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()
