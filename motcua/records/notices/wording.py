"""The original templates: read once from `texts`, checked, and filled with values.

A template has parts: SUBJECT and LONG make a mail, SHORT a text message and what stands on screen. The template
`mail` is the frame around the LONG part of every mail to a citizen. The templates of REASONS are sent to nobody: they
are the sentences offered to whoever states a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter

from motcua.law.reading import Entry, read
from motcua.records.notices.table import FOR_APPLICANTS, LABELS
from motcua.rules.dossier import TRANSITIONS, Act
from motcua.rules.folding import clean, clean_lines
from motcua.rules.refusal import NotFound, Refusal
from motcua.rules.short_message import Length, length

FOLDER = Path(__file__).parent / "texts"
FRAME = "mail"
"""The template around every mail to a citizen."""


class Language(StrEnum):
    """A language in which citizens are told; Vietnamese is the source."""

    VI = "vi"
    EN = "en"
    KM = "km"


class Part(StrEnum):
    """A piece of a template that is worded by itself."""

    SUBJECT = "subject"
    SHORT = "short"
    LONG = "long"
    REASONS = "reasons"
    """Sentences, one on each line."""


LANGUAGES = {Language.VI: "Tiếng Việt", Language.EN: "Tiếng Anh", Language.KM: "Tiếng Khmer"}
PARTS = {
    Part.SUBJECT: "Tiêu đề thư",
    Part.SHORT: "Tin ngắn",
    Part.LONG: "Nội dung thư",
    Part.REASONS: "Các câu, mỗi câu một dòng",
}
LIMITS = {Part.SUBJECT: 120, Part.SHORT: 480, Part.LONG: 4000, Part.REASONS: 4000}
"""Characters of a part as typed, placeholders unfilled."""

MOST_PARTS = 5
"""A text message may be charged for so often, filled with the sample values."""

MOST_REASONS, LONGEST_REASON = 30, 200
"""Sentences that a template of reasons may have, and characters of each: they are chosen from a list."""

REASONS = {
    act: f"reasons_{act}"
    for act in (Act.DECLINE, Act.REQUEST_SUPPLEMENT, Act.SEND_BACK, Act.EXTEND, Act.REFUSE, Act.STOP)
}
"""The template of the usual reasons of each act that has them."""

_LABELS = {
    **LABELS,
    FRAME: "Khung thư gửi người dân",
    **{name: f"Lý do thường dùng: {TRANSITIONS[act].label}" for act, name in REASONS.items()},
}

_DOSSIER = {
    "code": "mã hồ sơ",
    "procedure": "tên ngắn của thủ tục",
    "due": "ngày giờ hẹn trả",
}
_CITIZEN = {
    **_DOSSIER,
    "day": "ngày xảy ra việc",
    "unit": "nơi tiếp nhận",
    "contact": "nơi tiếp nhận, điện thoại, địa chỉ",
    "site": "địa chỉ trang tra cứu",
}
_STAFF = {**_DOSSIER, "actor": "người làm việc đó"}
_FRAME = {
    "name": "họ tên người nộp",
    "content": "nội dung thư",
    "contact": _CITIZEN["contact"],
    "site": _CITIZEN["site"],
}

SAMPLE = {
    "code": "000.30.30.H59-230504-0012",
    "procedure": "Xác nhận tình trạng hôn nhân",
    "due": "15:20 09/05/2023",
    "day": "04/05/2023",
    "unit": "Xã Thanh Sơn",
    "contact": "Ủy ban nhân dân xã Thanh Sơn, điện thoại 0294 000 0000",
    "site": "https://motcua.vidu.gov.vn/tra-cuu/",
    "actor": "Nguyễn Văn Minh",
    "name": "Kim Thị Ngọc Ánh",
    "content": "…",
}
"""Invented values to show a text with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """A template as it was delivered: `texts` by language and part, `unreviewed` languages await a native reader.

    `placeholders` are those that may stand in it, each with its meaning in Vietnamese.
    """

    name: str
    label: str
    for_applicants: bool
    texts: Mapping[tuple[Language, Part], str]
    unreviewed: frozenset[Language]
    placeholders: Mapping[str, str]

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it has: staff are told in Vietnamese only."""
        return tuple(dict.fromkeys(language for language, _ in self.texts))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts it has."""
        return tuple(part for part in Part if (Language.VI, part) in self.texts)


@cache
def templates() -> Mapping[str, Template]:
    """All templates by name, in the order of the table. Raises LawError with file and line for a broken one."""
    return {name: _template(name, label) for name, label in _LABELS.items()}


def template(name: str) -> Template:
    """A template by name. Raises NotFound."""
    found = templates().get(name)
    if found is None:
        raise NotFound("template", "Không có mẫu thông báo này; hãy tải lại danh sách mẫu.")
    return found


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its placeholders replaced; what a value itself looks like is left alone."""
    return "".join(literal + (values[name] if name else "") for literal, name, _, _ in Formatter().parse(text))


def placeholders(text: str) -> frozenset[str]:
    """The placeholders in a text. Raises ValueError for braces that are none."""
    found = set()
    for _, name, specification, conversion in Formatter().parse(text):
        if name is None:
            continue
        if specification or conversion or not name.isidentifier():
            raise ValueError(name)
        found.add(name)
    return frozenset(found)


def checked(name: str, part: Part, text: str) -> str:
    """A wording as it is kept. Raises Refusal (`text`): empty, too long, an unknown placeholder, a missing one."""
    known = template(name)
    kept = _typed(part, text)
    if not kept:
        raise Refusal("text", "Nội dung đang để trống; hãy nhập nội dung, hoặc chọn khôi phục nguyên văn.")
    try:
        used = placeholders(kept)
    except ValueError:
        raise Refusal(
            "text", "Dấu ngoặc nhọn chỉ dùng cho chỗ điền như {example}; hãy sửa các dấu ngoặc khác.", example="{code}"
        ) from None
    _require_known(used, known)
    if name == FRAME and "content" not in used:
        raise Refusal("text", "Khung thư thiếu chỗ điền {needed}; hãy giữ lại.", needed="{content}")
    _require_short(part, kept, known)
    if part is Part.REASONS:
        _require_choosable(kept)
    return kept


def sample_length(text: str) -> Length:
    """How long a short text is on the air with the sample values."""
    return length(filled(text, SAMPLE))


def _typed(part: Part, text: str) -> str:
    if part in (Part.LONG, Part.REASONS):
        return clean_lines(text, field="text", limit=LIMITS[part])
    return clean(text, field="text", limit=LIMITS[part])


def _require_known(used: frozenset[str], known: Template) -> None:
    if used and not known.placeholders:
        raise Refusal("text", "Mẫu này không có chỗ điền nào; hãy bỏ các dấu ngoặc nhọn.")
    if unknown := sorted(used - known.placeholders.keys()):
        raise Refusal(
            "text",
            "Mẫu này không có chỗ điền {unknown}; chỉ dùng: {known}.",
            unknown=f"{{{unknown[0][:40]}}}",
            known=", ".join(f"{{{one}}}" for one in known.placeholders),
        )


def _require_short(part: Part, text: str, known: Template) -> None:
    if part is not Part.SHORT or not known.for_applicants:
        return
    parts = sample_length(text).parts
    if parts > MOST_PARTS:
        raise Refusal(
            "text",
            "Tin ngắn này thành {parts} tin khi gửi, quá {most} tin; hãy viết ngắn lại.",
            parts=parts,
            most=MOST_PARTS,
        )


def _require_choosable(text: str) -> None:
    lines = sentences(text)
    if len(lines) > MOST_REASONS or max(map(len, lines)) > LONGEST_REASON:
        raise Refusal(
            "text",
            "Danh sách tối đa {most} câu, mỗi câu một dòng không quá {longest} ký tự; hãy bớt hoặc rút gọn.",
            most=MOST_REASONS,
            longest=LONGEST_REASON,
        )


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a REASONS part."""
    return tuple(line for line in text.splitlines() if line)


def _template(name: str, label: str) -> Template:
    for_applicants = name in FOR_APPLICANTS or name == FRAME
    wanted = frozenset(Language) if for_applicants else frozenset({Language.VI})
    root = read(FOLDER / f"{name}.yaml", file=f"{name}.yaml").fields(required=wanted)
    texts: dict[tuple[Language, Part], str] = {}
    unreviewed = set()
    for language in Language:
        if language not in root:
            continue
        told = root[language].fields(required=_required(name), optional=frozenset({"review"}))
        texts |= {(language, part): _text(part, told[part]) for part in Part if part in told}
        if "review" in told:
            unreviewed.add(language)
    return Template(
        name=name,
        label=label,
        for_applicants=for_applicants,
        texts=texts,
        unreviewed=frozenset(unreviewed),
        placeholders=_placeholders(name),
    )


def _placeholders(name: str) -> Mapping[str, str]:
    if name == FRAME:
        return _FRAME
    if name in FOR_APPLICANTS:
        return _CITIZEN
    return {} if name in REASONS.values() else _STAFF


def _required(name: str) -> frozenset[str]:
    if name == FRAME:
        return frozenset({Part.LONG})
    if name in REASONS.values():
        return frozenset({Part.REASONS})
    brief = frozenset({Part.SUBJECT, Part.SHORT})
    return brief | {Part.LONG} if name in FOR_APPLICANTS else brief


def _text(part: Part, entry: Entry) -> str:
    """A part as written: LONG is a list of paragraphs, REASONS one of sentences."""
    between = {Part.LONG: "\n\n", Part.REASONS: "\n"}.get(part)
    return between.join(item.text() for item in entry.items()) if between else entry.text()
