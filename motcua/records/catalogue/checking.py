"""What a content must be before it is drafted."""

from __future__ import annotations

from dataclasses import replace

from motcua.records.catalogue.content import ChannelView, PaperView, ProcedureContent
from motcua.records.catalogue.usual_steps import working_minutes_within
from motcua.rules.folding import clean
from motcua.rules.numbering import procedure_code
from motcua.rules.process import StepTable
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
_MOST_FEE = 2_000_000_000
_MOST_PAPERS = 99


def checked(content: ProcedureContent) -> ProcedureContent:
    """The content with its texts cleaned. Raises Refusal naming the field."""
    texts = {name: clean(getattr(content, name), field=name, limit=limit) for name, limit in _LIMITS.items()}
    for name, message in _COMPULSORY.items():
        if not texts[name]:
            raise Refusal(name, message)
    if not content.levels:
        raise Refusal("levels", "Chưa chọn cấp tiếp nhận; hãy chọn ít nhất một cấp.")
    if not content.channels:
        raise Refusal("channels", "Chưa có cách nộp nào; hãy ghi thời hạn cho ít nhất một cách nộp.")
    _check_steps(content)
    return replace(
        content,
        code=procedure_code(content.code, field="code"),
        name=texts["name"],
        short_name=texts["short_name"],
        field=texts["field"],
        ministry=texts["ministry"],
        decision=texts["decision"],
        result=texts["result"],
        note=texts["note"],
        channels={channel: _option(option, channel.value) for channel, option in content.channels.items()},
        papers=_papers(content.papers),
        steps=_named(content.steps),
    )


def _option(option: ChannelView, channel: str) -> ChannelView:
    check_term(option.term, field=channel)
    if option.fee is not None and not 0 <= option.fee <= _MOST_FEE:
        raise Refusal(f"fee_{channel}", "Mức thu phải từ 0 đến {most} đồng.", most=_MOST_FEE)
    return replace(
        option,
        term_note=clean(option.term_note, field="term_note", limit=300),
        fee_note=clean(option.fee_note, field="fee_note", limit=1000),
    )


def _papers(papers: tuple[PaperView, ...]) -> tuple[PaperView, ...]:
    if [paper.number for paper in papers] != list(range(1, len(papers) + 1)) or len(papers) > _MOST_PAPERS:
        raise Refusal("papers", "Giấy tờ phải đánh số liền nhau từ 1 và không quá {most}.", most=_MOST_PAPERS)
    cleaned = tuple(replace(paper, name=clean(paper.name, field="papers", limit=1000)) for paper in papers)
    if not all(paper.name for paper in cleaned):
        raise Refusal("papers", "Có giấy tờ chưa ghi tên; hãy ghi tên hoặc bỏ dòng đó.")
    return cleaned


def _named(table: StepTable) -> StepTable:
    return StepTable(
        steps=tuple(replace(step, name=clean(step.name, field="steps", limit=200)) for step in table.steps)
    )


def _check_steps(content: ProcedureContent) -> None:
    budgets = [working_minutes_within(option.term) for option in content.channels.values()]
    for problem in problems(content.steps, most=min((budget for budget in budgets if budget), default=None)):
        raise problem
