"""The rows of a version: written once, as a draft."""

from __future__ import annotations

from datetime import date

from motcua.records.catalogue.content import ProcedureContent
from motcua.records.catalogue.models import ChannelOption, Paper, Procedure, ProcedureVersion, Step

HEADING = ("name", "short_name", "field", "ministry")
"""What a procedure repeats of its version, so that lists need no join."""


def written(content: ProcedureContent, *, procedure: Procedure, number: int, valid_from: date) -> ProcedureVersion:
    """Writes a checked content as a draft with its channels, papers and steps."""
    limit = content.supplement_limit
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=number,
        valid_from=valid_from,
        **{name: getattr(content, name) for name in HEADING},
        levels=",".join(sorted(content.levels)),
        decision=content.decision,
        supplement_policy=content.supplement_policy or "",
        max_supplements=limit.count if limit else None,
        supplements_basis=limit.basis if limit else "",
        supplements_confidence=limit.confidence.value if limit else "",
        day_reading=content.day_reading or "",
        result=content.result,
        confidence=content.confidence,
        note=content.note,
        digest=content.digest(),
    )
    _write_parts(content, version=version)
    return version


def _write_parts(content: ProcedureContent, *, version: ProcedureVersion) -> None:
    ChannelOption.objects.bulk_create(
        ChannelOption(
            version=version,
            channel=channel.value,
            term_amount=option.term.amount,
            term_unit=option.term.unit.value,
            term_note=option.term_note,
            fee=option.fee,
            fee_note=option.fee_note,
        )
        for channel, option in content.channels.items()
    )
    Paper.objects.bulk_create(
        Paper(version=version, number=paper.number, name=paper.name, kind=paper.kind, required=paper.required)
        for paper in content.papers
    )
    Step.objects.bulk_create(
        Step(
            version=version,
            number=step.number,
            name=step.name,
            unit_kind=step.unit_kind,
            role=step.role.value,
            minutes=step.minutes,
            next_number=step.next_number,
            kind=step.kind.value,
            level=step.level or "",
            beside=step.beside,
            back_number=step.back_number,
        )
        for step in content.steps.steps
    )
