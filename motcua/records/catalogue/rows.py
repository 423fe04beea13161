"""A procedure written as one row of text: what an office types into a sheet, and what the packs hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from motcua.law.types import Channel, Confidence, Level, Term, TermUnit
from motcua.records.catalogue.content import ChannelView, PaperKind, PaperView, ProcedureContent
from motcua.records.catalogue.usual_steps import usual_steps
from motcua.rules.folding import clean
from motcua.rules.process import StepTable
from motcua.rules.refusal import Refusal

COLUMNS = (
    "code",
    "name",
    "short_name",
    "field",
    "ministry",
    "decision",
    "levels",
    "online",
    "counter",
    "post",
    "fee_online",
    "fee_counter",
    "fee_post",
    "term_note",
    "fee_note",
    "result",
    "papers",
    "note",
    "rank",
)
"""Columns of a sheet. Online, counter and post hold the term, empty where the channel is not offered."""

_UNITS = {
    "giờ": TermUnit.HOUR,
    "giờ làm việc": TermUnit.WORKING_HOUR,
    "ngày làm việc": TermUnit.WORKING_DAY,
    "ngày": TermUnit.DAY,
    "tháng": TermUnit.MONTH,
} | {unit.value: unit for unit in TermUnit if unit.is_timed and unit is not TermUnit.SAME_DAY}
_WORDS = {
    "trong ngày": TermUnit.SAME_DAY,
    "không quy định": TermUnit.NONE,
    "chưa rõ": TermUnit.UNKNOWN,
} | {unit.value: unit for unit in (TermUnit.SAME_DAY, TermUnit.NONE, TermUnit.UNKNOWN)}
_LEVELS = {"tỉnh": Level.PROVINCE, "huyện": Level.DISTRICT, "xã": Level.COMMUNE} | {
    level.value: level for level in Level
}
_PAPER_KINDS = {kind.label.lower(): kind for kind in PaperKind} | {kind.value: kind for kind in PaperKind}
_GENERIC_PAPERS = (
    PaperView(number=1, name="Tờ khai hoặc đơn theo mẫu của thủ tục", kind=PaperKind.ORIGINAL),
    PaperView(number=2, name="Giấy tờ kèm theo quy định của thủ tục", kind=PaperKind.COPY, required=False),
)
_LONGEST_SHORT_NAME = 120


def content_of(row: Mapping[str, str], *, steps: StepTable | None = None) -> ProcedureContent:
    """The content a row describes; without `papers` the generic ones, without `steps` the usual ones of its level.

    The confidence is always "chờ kiểm chứng". Raises Refusal naming the column.
    """
    _only_known_columns(row)
    texts = {name: clean(row.get(name) or "", field=name, limit=4000) for name in COLUMNS}
    levels = read_levels(texts["levels"])
    channels = _channels(texts)
    return ProcedureContent(
        code=texts["code"],
        name=texts["name"],
        short_name=texts["short_name"] or shortened(texts["name"]),
        field=texts["field"],
        ministry=texts["ministry"],
        decision=texts["decision"],
        levels=levels,
        channels=channels,
        papers=_papers(texts["papers"]),
        steps=steps or usual_steps(levels, terms=[option.term for option in channels.values()]),
        result=texts["result"],
        confidence=Confidence.TO_VERIFY,
        note=texts["note"],
    )


def read_term(text: str, *, field: str) -> tuple[Term, str]:
    """A term written "3 ngày làm việc", "3 working_day", "trong ngày", "chưa rõ" or "chưa rõ 5", and a note.

    A number whose unit was not stated stays unknown; the note tells the number. Raises Refusal naming `field`.
    """
    words = " ".join(text.lower().split())
    if words in _WORDS:
        return Term(amount=0, unit=_WORDS[words]), ""
    bare = re.fullmatch(r"(?:chưa rõ|unknown) (\d{1,4})", words)
    if bare:
        return Term(amount=0, unit=TermUnit.UNKNOWN), f"Danh mục ghi {int(bare[1])}, không ghi đơn vị thời gian."
    counted = re.fullmatch(r"(\d{1,4}) (\D+)", words)
    if counted and counted[2] in _UNITS and int(counted[1]) > 0:
        return Term(amount=int(counted[1]), unit=_UNITS[counted[2]]), ""
    raise Refusal(
        field,
        "Không đọc được thời hạn «{text}»; hãy viết như «3 ngày làm việc», «trong ngày» hoặc «chưa rõ».",
        text=text[:40],
    )


def read_levels(text: str) -> frozenset[Level]:
    """Levels separated by spaces, commas or semicolons: "xã; huyện", "commune district". Raises Refusal."""
    words = [word for word in re.split(r"[\s,;]+", text.lower()) if word and word != "cấp"]
    unknown = [word for word in words if word not in _LEVELS]
    if unknown or not words:
        raise Refusal("levels", "Không đọc được cấp tiếp nhận «{text}»; hãy viết như «xã; huyện».", text=text[:40])
    return frozenset(_LEVELS[word] for word in words)


def read_rank(text: str) -> int | None:
    """How common the procedure is, 1 the most; None when not given. Raises Refusal."""
    if not text:
        return None
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise Refusal("rank", "Thứ tự thông dụng «{text}» phải là số từ 1 đến 9999, hoặc để trống.", text=text[:20])
    return int(text)


def shortened(name: str) -> str:
    """A name for screens: without the opening "Thủ tục", cut at a word where it is longer than 120 characters."""
    short = name.removeprefix("Thủ tục ")
    short = short[:1].upper() + short[1:]
    if len(short) <= _LONGEST_SHORT_NAME:
        return short
    return short[: _LONGEST_SHORT_NAME - 1].rsplit(" ", 1)[0].rstrip(" ,;(/") + "…"


def _only_known_columns(row: Mapping[str, str]) -> None:
    unknown = [name for name in row if name not in COLUMNS]
    if unknown:
        raise Refusal(
            str(unknown[0])[:40],
            "Không biết cột «{name}»; chỉ dùng được: {known}.",
            name=str(unknown[0])[:40],
            known=", ".join(COLUMNS),
        )


def _channels(texts: Mapping[str, str]) -> dict[Channel, ChannelView]:
    channels = {}
    for channel in Channel:
        fee = read_fee(texts[f"fee_{channel.value}"], field=f"fee_{channel.value}")
        if not texts[channel.value]:
            continue
        term, note = read_term(texts[channel.value], field=channel.value)
        channels[channel] = ChannelView(
            term=term, term_note=texts["term_note"] or note, fee=fee, fee_note=texts["fee_note"] or _plain_fee_note(fee)
        )
    return channels


def read_fee(text: str, *, field: str) -> int | None:
    """An amount in đồng written "8.000" or "8000"; None for an empty cell. Raises Refusal."""
    digits = text.replace(".", "").replace(" ", "")
    if not digits:
        return None
    if not re.fullmatch(r"\d{1,9}", digits):
        raise Refusal(field, "Mức thu «{text}» không phải số đồng; hãy viết như 8.000, hoặc để trống.", text=text[:20])
    return int(digits)


def _plain_fee_note(fee: int | None) -> str:
    if fee is None:
        return "Chưa rõ mức thu: danh mục không ghi."
    return "Danh mục ghi không thu." if fee == 0 else ""


def _papers(text: str) -> tuple[PaperView, ...]:
    """Papers separated by "|", each "kind: name", with "?" after the kind of one that is not compulsory."""
    parts: Sequence[str] = [part.strip() for part in text.split("|") if part.strip()]
    if not parts:
        return _GENERIC_PAPERS
    return tuple(_paper(part, number=number) for number, part in enumerate(parts, start=1))


def _paper(text: str, *, number: int) -> PaperView:
    kind, found, name = text.partition(":")
    required = not kind.strip().endswith("?")
    kind = kind.strip().rstrip("?").strip().lower()
    if not found or not name.strip() or kind not in _PAPER_KINDS:
        raise Refusal(
            "papers",
            "Không đọc được giấy tờ «{text}»; hãy viết như «bản chính: Tờ khai | bản chụp?: …».",
            text=text[:60],
        )
    return PaperView(number=number, name=name.strip(), kind=_PAPER_KINDS[kind], required=required)
