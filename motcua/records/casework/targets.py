"""To whom a dossier may be passed, and the step of the internal process it comes to."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.law.types import LOCAL, Role
from motcua.records.casework.changes import JSON, Loaded, Person
from motcua.records.casework.models import Applicant
from motcua.records.casework.performing import Case
from motcua.records.catalogue import queries as catalogue
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.places import queries as places
from motcua.rules.dossier import Act, State
from motcua.rules.process import Step
from motcua.rules.refusal import Refusal

_HEADS = frozenset({Role.LEADER, Role.CHAIR})


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where a dossier goes: a unit, and a person in it with the roles held there, or its queue (None)."""

    unit_id: int
    account_id: int | None
    roles: frozenset[Role] = frozenset()


def target_of(case: Case, *, to_account_id: int | None, to_unit_id: int | None) -> Target:
    """The target of forward, assign, send_back and hand_over. Raises Refusal naming the field."""
    if to_account_id is None:
        if to_unit_id is None:
            raise Refusal("to", "Chưa chọn nơi nhận; hãy chọn người hoặc đơn vị nhận hồ sơ.")
        _require_reachable(case, to_unit_id)
        return Target(unit_id=to_unit_id, account_id=None)
    here, duties = _here(case), people.duties_of(to_account_id, case.at.astimezone(LOCAL).date())
    if case.row.act is Act.ASSIGN and here not in duties:
        raise Refusal("to", "Người được chọn không làm việc ở đơn vị đang giữ hồ sơ; hãy chọn người khác.")
    unit_id = to_unit_id or (here if here in duties else next(iter(sorted(duties)), None))
    if unit_id is None or unit_id not in duties:
        raise Refusal("to", "Người được chọn không giữ nhiệm vụ nào vào ngày này; hãy chọn người khác.")
    _require_reachable(case, unit_id)
    return Target(unit_id=unit_id, account_id=to_account_id, roles=duties[unit_id])


def _here(case: Case) -> int:
    """The unit that holds the dossier, or the person's own that carries on the work of one that is no more."""
    held = case.loaded.facts.holder_unit_id
    return next((post.unit_id for post in case.viewer.posts if held in post.carries_on), held)


def _require_reachable(case: Case, unit_id: int) -> None:
    here = _here(case)
    if unit_id == here and case.row.act is not Act.HAND_OVER:
        return
    day = case.at.astimezone(LOCAL).date()
    there = places.unit_by_id(unit_id)
    if not there.exists_on(day):
        raise Refusal("to", "{unit} không hoạt động vào ngày này; hãy chọn đơn vị khác.", unit=there.name)
    same_agency = places.agency_root(unit_id) == places.agency_root(here)
    if case.row.act is Act.HAND_OVER and same_agency:
        raise Refusal("to", "{unit} thuộc cùng cơ quan; hãy dùng «Chuyển xử lý».", unit=there.name)
    if case.row.act is not Act.HAND_OVER and not same_agency:
        raise Refusal("to", "{unit} thuộc cơ quan khác; hãy dùng «Chuyển cơ quan khác».", unit=there.name)


def step_at(case: Case, target: Target) -> int:
    """The step a dossier comes to with a target: sent back, the one before; else the next one, but for a colleague who
    goes on with the present step.
    """
    loaded = case.loaded
    if case.row.act is Act.SEND_BACK:
        return previous_step(loaded)
    table = catalogue.version(loaded.procedure_version_id).steps
    here, following = table.step(loaded.facts.step), table.next_step(loaded.facts.step)
    if following is None:
        return loaded.facts.step
    if here is None or target.account_id is None or case.row.act is Act.HAND_OVER:
        return following.number
    begins = loaded.facts.state is State.ACCEPTED or case.row.act is Act.FORWARD
    chosen = (following, here) if begins else (here, following)
    fitting = (step.number for step in chosen if _works_at(step, target.roles))
    return next(fitting, following.number if begins else here.number)


def _works_at(step: Step, roles: frozenset[Role]) -> bool:
    """Whether someone of these roles does a step; what a leader does, a chair does too, and the other way round."""
    return step.role in roles or bool(step.role in _HEADS and roles & _HEADS)


def next_step(loaded: Loaded) -> int:
    """The step after the present one in the procedure's table; the last one stays."""
    table = catalogue.version(loaded.procedure_version_id).steps
    following = table.next_step(loaded.facts.step)
    return following.number if following else loaded.facts.step


def previous_step(loaded: Loaded) -> int:
    """The step before the present one in the procedure's table; the first one stays."""
    table = catalogue.version(loaded.procedure_version_id).steps
    before = table.previous_step(loaded.facts.step)
    return before.number if before else loaded.facts.step


def require_second_person(case: Case, account_id: int) -> None:
    """Raises Refusal unless another person, a leader where the dossier was received, stands behind the act."""
    if account_id == case.viewer.account_id:
        raise Refusal("second", "Người đồng ý hủy phải là người khác; hãy chọn một lãnh đạo của đơn vị.")
    second = people.viewer_of(account_id, case.at.astimezone(LOCAL).date())
    roles = policy.roles_at(second, case.loaded.facts.unit_id)
    if not roles & {Role.LEADER, Role.CHAIR}:
        raise Refusal("second", "Người đồng ý hủy phải là lãnh đạo của đơn vị tiếp nhận; hãy chọn người khác.")


def applicant(dossier_id: int) -> dict[str, JSON]:
    """What the receipt says of the applicant now."""
    row = Applicant.objects.values(*(name for name in Person.__slots__ if name != "search")).get(pk=dossier_id)
    return {name: value for name, value in row.items() if value}
