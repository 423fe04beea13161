"""The invented staff of a pack, given accounts without passwords and positions."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.packs.types import StaffMember
from motcua.records.people import actions as people
from motcua.records.people import queries
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places


def bring_in(staff: Iterable[StaffMember]) -> None:
    """Opens the accounts that are not there yet; whoever is there already is left alone."""
    system = Viewer.system()
    members = list(staff)
    here = {account.username for account in queries.accounts(system, min(member.valid_from for member in members))}
    for member in members:
        if member.username not in here:
            account_id = people.create_account(
                system, username=member.username, full_name=member.full_name, invented=True
            )
            people.assign_position(
                system,
                account_id=account_id,
                unit_id=places.unit(member.unit_key).id,
                role=member.role,
                title=member.title,
                valid_from=member.valid_from,
            )
