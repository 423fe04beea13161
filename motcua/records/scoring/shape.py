"""A score sheet as JSON.

`{"id": "qd766", "unit": {"key", "name", "level"}, "period": {"id", "from", "to"}, "as_of", "sheet": {"from",
"confidence"}, "known", "possible", "most", "whole", "grade": {"low", "high"}, "flags": [], "groups": [{"id", "label",
"points", "known", "possible", "most"}], "rows": [{"id", "group", "label", "points", "threshold", "rule", "standing",
"origin", "indicator", "numerator", "denominator", "ratio", "score", "gain", "flags"}]}`. `points` is a maximum and
`score` what is given, null where not known; `ratio` is unrounded, and null where it says nothing.
"""

from __future__ import annotations

from motcua.records.measures.figures import JSON
from motcua.records.scoring.scores import UnitScore
from motcua.records.scoring.sources import Origin
from motcua.rules.qd766.scoring import Scored, Total, total_of


def to_json(told: UnitScore) -> dict[str, JSON]:
    """The shape others rely on."""
    unit, period, score = told.scored.unit, told.period, told.score
    return {
        "id": "qd766",
        "unit": {"key": unit.key, "name": unit.name, "level": unit.level.value},
        "period": {"id": period.id, "from": period.first.isoformat(), "to": period.last.isoformat()},
        "as_of": told.as_of.isoformat(),
        "sheet": {"from": told.since.isoformat(), "confidence": "verified" if told.certain else "to_verify"},
        **_total(score.total),
        "whole": score.total.whole,
        "grade": {"low": told.lowest.label, "high": told.highest.label},
        "flags": [flag.value for flag in told.flags],
        "groups": [
            {
                "id": group.id,
                "label": group.label,
                "points": group.points,
                **_total(total_of(score.group(group.id))),
            }
            for group in score.sheet.groups
        ],
        "rows": [_row(told, each) for each in score.rows],
    }


def _total(total: Total) -> dict[str, JSON]:
    return {"known": float(total.known), "possible": total.possible, "most": float(total.most)}


def _row(told: UnitScore, each: Scored) -> dict[str, JSON]:
    row, counted, given = each.row, each.counted, told.inputs[each.row.id]
    says = each.row.points > 0 and counted is not None and counted.ratio is not None
    return {
        "id": row.id,
        "group": row.group,
        "label": row.label,
        "points": row.points,
        "threshold": None if row.threshold is None else row.threshold / 100,
        "rule": row.rule.value,
        "standing": each.standing.value,
        "origin": (given.origin if counted else Origin.NONE).value,
        "indicator": given.indicator or None,
        "numerator": counted.numerator if counted else None,
        "denominator": counted.denominator if counted else None,
        "ratio": float(counted.ratio) if says and counted and counted.ratio is not None else None,
        "score": None if each.points is None else float(each.points),
        "gain": each.gain,
        "flags": [flag.value for flag in told.flags_of(each)],
    }
