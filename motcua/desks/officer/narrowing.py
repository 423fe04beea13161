"""What a work list is narrowed to, as addresses and people say it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from motcua.desks.frame.sent import whole_number
from motcua.law.types import Channel
from motcua.records.casework import filters
from motcua.records.casework.filters import Due, Narrowing
from motcua.records.people import queries as people

NAMES = ("field", "channel", "due", "holder")
"""The parameters of an address that narrow a list down."""

CHANNELS = {Channel.COUNTER: "nộp tại quầy", Channel.ONLINE: "nộp trực tuyến", Channel.POST: "nộp qua bưu chính"}
DUES = {
    Due.TODAY: "hẹn trả đến hết hôm nay",
    Due.THREE_DAYS: "hẹn trả trong 3 ngày tới",
    Due.WEEK: "hẹn trả trong 7 ngày tới",
    Due.NONE: "không có ngày hẹn",
}


def narrowing(data: QueryDict) -> Narrowing:
    """Reads `field`, `channel`, `due` and `holder`. Raises Refusal."""
    holder = data.get("holder", "")
    return filters.narrowed(
        field=data.get("field", ""),
        channel=data.get("channel", ""),
        due=data.get("due", ""),
        holder_id=whole_number(holder, field="holder") if holder else None,
    )


def parameters(asked: Narrowing) -> Mapping[str, str]:
    """The parameters that ask for it; empty values for what is not narrowed."""
    return {
        "field": asked.field,
        "channel": asked.channel,
        "due": asked.due,
        "holder": str(asked.holder_id or ""),
    }


def said(asked: Narrowing) -> str:
    """What is asked for, in words: "lĩnh vực Hộ tịch; nộp trực tuyến"."""
    parts = [f"lĩnh vực {asked.field}"] if asked.field else []
    if asked.channel:
        parts.append(CHANNELS[Channel(asked.channel)])
    if asked.due:
        parts.append(DUES[Due(asked.due)])
    if asked.holder_id is not None:
        parts.append(f"do {people.names_of([asked.holder_id]).get(asked.holder_id, 'người khác')} giữ")
    return "; ".join(parts)
