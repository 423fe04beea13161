"""Sample pages of the opinions asked of other units."""

from __future__ import annotations

from motcua.desks.frame.fields import Field, FieldKind, Option, error_links
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Hidden, Link, Tab, Tone
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.officer import consultations_pages as pages
from tests.desks.frame.samples_officer import officer_frame
from tests.desks.frame.samples_public import CODE, PROCEDURE

HIDDEN = (Hidden(name="version", value="3"), Hidden(name="request_key", value="k"))
BACK = Link(text="Về hồ sơ", href="#")
QUESTION = "Đề nghị xác nhận nơi cư trú trước năm 2019."

ASK = pages.AskPage(
    frame=officer_frame(f"Lấy ý kiến · {CODE}"),
    code=CODE,
    procedure=PROCEDURE,
    back=BACK,
    action="#",
    hidden=HIDDEN,
    units=Field(
        name="units",
        label="Hỏi đơn vị nào",
        kind=FieldKind.CHECK,
        options=(Option(value="4", label="Phòng Tư pháp"), Option(value="5", label="Xã Hàm Tân", chosen=True)),
    ),
    question=Field(name="question", label="Nội dung hỏi", kind=FieldKind.AREA, error="Chưa có nội dung."),
    amount=Field(name="amount", label="Trong bao lâu", value="2"),
    unit=Field(
        name="unit",
        label="Đơn vị",
        kind=FieldKind.SELECT,
        options=(Option(value="working_day", label="ngày làm việc"),),
    ),
    promise="Hẹn trả 08:20 05/05/2023; lấy ý kiến không lùi ngày hẹn.",
    errors=error_links(Field(name="question", label="", error="Chưa có nội dung.")),
)
ANSWER = pages.AnswerPage(
    frame=officer_frame(f"Trả lời · {CODE}"),
    code=CODE,
    procedure=PROCEDURE,
    unit="Xã Hàm Tân",
    badge=Badge(tone=Tone.CALM, text="còn 1 ngày làm việc"),
    back=BACK,
    question=QUESTION,
    facts=(Fact(label="Hỏi lúc", value="08:20 28/04/2023"),),
    action="#",
    hidden=HIDDEN,
    fields=(Field(name="text", label="Ý kiến", kind=FieldKind.AREA),),
)
TAKING_BACK = pages.AnswerPage(
    frame=officer_frame(f"Câu hỏi của đơn vị · {CODE}"),
    code=CODE,
    procedure=PROCEDURE,
    unit="Xã Hàm Tân",
    badge=Badge(tone=Tone.CALM, text="còn 1 ngày làm việc"),
    back=BACK,
    question=QUESTION,
    facts=(Fact(label="Hỏi lúc", value="08:20 28/04/2023"),),
    hidden=HIDDEN,
    taking_back=pages.TakingBack(
        action="#",
        reason=Field(name="reason", label="Vì sao không cần hỏi nữa", kind=FieldKind.AREA, required=True),
    ),
)
ANSWERED = pages.AnswerPage(
    frame=officer_frame(f"Đã trả lời · {CODE}"),
    code=CODE,
    procedure=PROCEDURE,
    unit="Xã Hàm Tân",
    badge=Badge(tone=Tone.GOOD, text="đã trả lời"),
    back=BACK,
    question=QUESTION,
    facts=(),
)
QUESTIONS = pages.QuestionsPage(
    frame=officer_frame("Xin ý kiến"),
    heading="Xin ý kiến",
    sentence=sentence("{count} câu hỏi đang chờ trả lời.", count="1"),
    tabs=(Tab(label="Xin ý kiến", href="#", count="1", current=True),),
    table=Table(
        caption="Câu hỏi chờ trả lời",
        columns=(Column(label="Hồ sơ"), Column(label="Hạn")),
        rows=(Row(cells=(Cell(text=CODE, href="#"), Cell(text="08:20 04/05/2023"))),),
    ),
)
QUESTIONS_NONE = pages.QuestionsPage(
    frame=officer_frame("Xin ý kiến: không có"),
    heading="Xin ý kiến",
    sentence=sentence("Không có câu hỏi nào đang chờ."),
    tabs=(),
    table=Table(caption="Câu hỏi chờ trả lời", columns=(Column(label="Hồ sơ"),), rows=()),
    empty=EmptyState(title="Không có câu hỏi nào", text="Câu hỏi của đơn vị khác sẽ hiện ở đây."),
)
