"""Tables of units."""

from __future__ import annotations

from django.db import models

from motcua.records.places.drafts import UnitKind


class Unit(models.Model):
    """An office that exists from `valid_from` until before `valid_to`.

    `key` is its own stable name ("tra_cu.ham_tan"); `government_code` is reused by the State and identifies
    nothing; `agency_id` heads the codes of the dossiers it receives ("000.12.30.H59"). `version` counts what was done
    to the unit.
    """

    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=UnitKind.choices)
    level = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    government_code = models.CharField(max_length=10, blank=True)
    agency_id = models.CharField(max_length=20, blank=True)
    receives = models.BooleanField(default=False)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)


class Succession(models.Model):
    """`successor` continues the work of `predecessor` from a date."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="precessions")
    on = models.DateField()
    document = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["predecessor", "successor"], name="places_succession_once"),)


class TileMap(models.Model):
    """The units below a unit as tiles in rows and columns: a scheme of who lies beside whom, not to scale.

    `tiles` holds row and column, from 1 on, by key of a unit; `source` says who laid them so and how sure that is.
    """

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="tile_map")
    tiles = models.JSONField()
    source = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)
