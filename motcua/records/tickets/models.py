"""Tables of the numbers drawn at a desk: windows, services, tickets, and what was done to each."""

from __future__ import annotations

from django.db import models


class Service(models.Model):
    """What people come for, as the screen at the door offers it."""

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "name"], name="tickets_service_name"),)


class Window(models.Model):
    """A place at the desk where people are served; `services` is JSON of the ids served, none for all."""

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    services = models.TextField(default="[]")
    active = models.BooleanField(default=True)
    staffed_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "number"], name="tickets_window_number"),)


class TicketCounter(models.Model):
    """The last serial given by a unit in a series on a day."""

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    series = models.CharField(max_length=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "day", "series"], name="tickets_counter"),)


class Ticket(models.Model):
    """A number somebody drew; it says nothing of who that is."""

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    series = models.CharField(max_length=1)
    serial = models.PositiveIntegerField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=8)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    calls = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    dossier_code = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "day", "series", "serial"], name="tickets_number"),)
        indexes = (models.Index(fields=["unit", "day", "state"], name="tickets_day"),)


class TicketEvent(models.Model):
    """What was done to a ticket. Triggers refuse UPDATE and DELETE: waiting times are counted from here.

    Calls are no acts on a dossier and name nobody, so they stand here and not in the journal.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="events")
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    act = models.CharField(max_length=8)
    at = models.DateTimeField()
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    request_key = models.CharField(max_length=140, null=True, unique=True)

    class Meta:
        indexes = (models.Index(fields=["unit", "at"], name="tickets_event_unit"),)
