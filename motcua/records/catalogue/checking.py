"""What a content must be before it is drafted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from motcua.law.types import Confidence
from motcua.records.catalogue.content import ChannelView, PaperView, ProcedureContent, SupplementLimit
from motcua.records.catalogue.usual_steps import working_minutes_within
from motcua.records.places.drafts import UnitKind
from motcua.rules.folding import clean
from motcua.rules.numbering import procedure_code
from motcua.rules.process import Step, StepTable
from motcua.rules.process_problems import problems
from motcua.rules.refusal import Refusal
from motcua.rules.term import check_term

_LIMITS = {
    "name": 2000,
    "short_name": 120,
    "field": 120,
    "ministry": 120,
    "decision": 60,
    "result": 1000,
    "note": 1000,
}
_COMPULSORY = {
    "name": "Thủ tục chưa có tên; hãy ghi tên thủ tục.",
    "short_name": "Thủ tục chưa có tên ngắn; hãy ghi tên ngắn để hiện trên màn hình.",
    "field": "Thủ tục chưa có lĩnh vực; hãy ghi lĩnh vực.",
}
_NEEDED = {
    "levels": "Chưa chọn cấp tiếp nhận; hãy chọn ít nhất một cấp.",
    "channels": "Chưa có cách nộp nào; hãy ghi thời hạn cho ít nhất một cách nộp.",
}
_BASIS_LIMIT = 200
_MOST_SUPPLEMENTS = 9
_ARTICLE = re.compile(r"\b(điều|khoản|điểm|mục)\s+\w", re.IGNORECASE)
_MOST_FEE = 2_000_000_000
MOST_PAPERS = 60
MOST_STEPS = 30
"""Papers and steps of the longest version: more of them could not be sent by one form."""


def checked(content: ProcedureContent) -> ProcedureContent:
    """The content with its texts cleaned. Raises the first of its `complaints`."""
    for complaint in complaints(content):
        raise complaint
    texts: dict[str, Any] = {name: _text(content, name) for name in _LIMITS}
    return replace(
        content,
        code=procedure_code(content.code, field="code"),
        channels={channel: _option(option, channel.value) for channel, option in content.channels.items()},
        papers=_papers(content.papers),
        steps=_named(content.steps),
        supplement_limit=_checked_limit(content),
        **texts,
    )


def complaints(content: ProcedureContent) -> Iterator[Refusal]:
    """Everything that keeps a content from being drafted, each naming its field, in the order of the form."""
    checks: list[Callable[[], object]] = [lambda: procedure_code(content.code, field="code")]
    checks += [partial(_text, content, name) for name in _LIMITS]
    checks += [partial(_require, content, name, message) for name, message in _NEEDED.items()]
    checks += [partial(_option, option, channel.value) for channel, option in content.channels.items()]
    checks += [lambda: _papers(content.papers), lambda: _named(content.steps)]
    checks.append(lambda: _checked_limit(content))
    for check in checks:
        try:
            check()
        except Refusal as refusal:
            yield refusal
    yield from problems(content.steps, most=longest_way(content))


def longest_way(content: ProcedureContent) -> int | None:
    """The working minutes that the steps may take together: those of the shortest term; None where none is known."""
    budgets = (working_minutes_within(option.term) for option in content.channels.values())
    return min((budget for budget in budgets if budget), default=None)


def _text(content: ProcedureContent, name: str) -> str:
    text = clean(getattr(content, name), field=name, limit=_LIMITS[name])
    if not text and name in _COMPULSORY:
        raise Refusal(name, _COMPULSORY[name])
    return text


def _require(content: ProcedureContent, name: str, message: str) -> None:
    if not getattr(content, name):
        raise Refusal(name, message)


def _option(option: ChannelView, channel: str) -> ChannelView:
    check_term(option.term, field=channel)
    if option.fee is not None and not 0 <= option.fee <= _MOST_FEE:
        raise Refusal(f"fee_{channel}", "Mức thu phải từ 0 đến {most} đồng.", most=_MOST_FEE)
    return replace(
        option,
        term_note=clean(option.term_note, field="term_note", limit=300),
        fee_note=clean(option.fee_note, field="fee_note", limit=1000),
    )


def _checked_limit(content: ProcedureContent) -> SupplementLimit | None:
    return checked_limit(content.supplement_limit) if content.supplement_limit else None


def checked_limit(limit: SupplementLimit) -> SupplementLimit:
    """An own number of supplements stands on a document; it counts as verified only where an article is named.

    Raises Refusal (`max_supplements`, `supplements_basis`).
    """
    if not 0 <= limit.count <= _MOST_SUPPLEMENTS:
        raise Refusal("max_supplements", "Số lần yêu cầu bổ sung phải từ 0 đến {most}.", most=_MOST_SUPPLEMENTS)
    basis = clean(limit.basis, field="supplements_basis", limit=_BASIS_LIMIT)
    if not basis:
        raise Refusal(
            "supplements_basis",
            "Số lần bổ sung riêng cần căn cứ; hãy ghi văn bản và điều, hoặc bỏ trống số lần để theo quy định chung.",
        )
    if limit.confidence is Confidence.VERIFIED and not _ARTICLE.search(basis):
        raise Refusal(
            "supplements_basis",
            "«Đã kiểm chứng» cần căn cứ nêu cả văn bản và điều; hãy ghi thêm điều, hoặc chọn «chờ kiểm chứng».",
        )
    return replace(limit, basis=basis)


def _papers(papers: tuple[PaperView, ...]) -> tuple[PaperView, ...]:
    if [paper.number for paper in papers] != list(range(1, len(papers) + 1)) or len(papers) > MOST_PAPERS:
        raise Refusal("papers", "Giấy tờ phải đánh số liền nhau từ 1 và không quá {most}.", most=MOST_PAPERS)
    cleaned = tuple(replace(paper, name=clean(paper.name, field="papers", limit=1000)) for paper in papers)
    if not all(paper.name for paper in cleaned):
        raise Refusal("papers", "Có giấy tờ chưa ghi tên; hãy ghi tên hoặc bỏ dòng đó.")
    return cleaned


def _named(table: StepTable) -> StepTable:
    if len(table.steps) > MOST_STEPS:
        raise Refusal("steps", "Quy trình có tối đa {most} bước; hãy gộp các bước liền nhau.", most=MOST_STEPS)
    return StepTable(steps=tuple(_step(step) for step in table.steps))


def _step(step: Step) -> Step:
    name = clean(step.name, field="steps", limit=200)
    if not name:
        raise Refusal("steps", "Bước {number} chưa có tên; hãy ghi việc làm ở bước này.", number=step.number)
    if step.unit_kind not in UnitKind.values:
        raise Refusal(
            "steps",
            "Bước {number} chưa ghi đúng loại đơn vị; hãy chọn một trong: {known}.",
            number=step.number,
            known=", ".join(UnitKind.labels),
        )
    return replace(step, name=name)
