"""Typed parts of pages: fields, error summaries, sentences, badges, tables, charts."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.desks.frame.badges import state_badge
from motcua.desks.frame.charts import HEIGHT, WIDTH, Value, column_chart, share_bar
from motcua.desks.frame.fields import Field, FieldKind, error_links, with_errors
from motcua.desks.frame.pages import Badge, Part, Tone
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Bar, Cell, Column, Row, Table
from motcua.rules.dossier import STATES, State
from tests.desks.frame.rendering import Document, engine

PHONE = Field(name="phone", label="Điện thoại", hint="10 chữ số")


def drawn(template: str, **values: object) -> str:
    return str(engine().get_template(template).render(values))


def test_a_field_names_what_describes_it() -> None:
    assert PHONE.id == "id_phone"
    assert PHONE.described_by == "id_phone-hint"
    wrong = Field(name="reason", label="Lý do", error="Chưa có lý do.", hint="Ngắn gọn", prefix="extend-")
    assert wrong.id == "id_extend-reason"
    assert wrong.described_by == "id_extend-reason-hint id_extend-reason-error"


@pytest.mark.parametrize("kind", FieldKind)
def test_every_kind_of_field_can_be_drawn_with_its_error(kind: FieldKind) -> None:
    field = Field(name="one", label="Một", kind=kind, error="Sai rồi.", hint="Gợi ý")
    html = field.markup
    found = Document.of(html)
    assert "Sai rồi." in html
    assert set(field.described_by.split()) <= set(found.ids())
    assert 'id="id_one"' in html


def test_errors_find_their_fields() -> None:
    fields = with_errors((PHONE, Field(name="name", label="Tên")), {"name": "Chưa có tên."})
    assert [field.error for field in fields] == ["", "Chưa có tên."]
    summary = error_links(*fields, general=("Hồ sơ đã đổi.",))
    assert [(error.text, error.href) for error in summary] == [("Hồ sơ đã đổi.", ""), ("Chưa có tên.", "#id_name")]


def test_a_sentence_keeps_its_words_and_links_its_figures() -> None:
    parts = sentence("Tiếp nhận {n} hồ sơ, {late} quá hạn.", n=Part(text="39.779", href="/ds/"), late="3")
    assert "".join(part.text for part in parts) == "Tiếp nhận 39.779 hồ sơ, 3 quá hạn."
    assert [part.href for part in parts if part.href] == ["/ds/"]


def test_a_sentence_without_a_value_is_refused() -> None:
    with pytest.raises(KeyError):
        sentence("Tiếp nhận {n} hồ sơ.")


@pytest.mark.parametrize("state", State)
def test_a_state_has_one_wording_and_never_the_tone_of_lateness(state: State) -> None:
    badge = state_badge(state)
    assert badge.text == STATES[state].label
    assert badge.tone is not Tone.LATE
    assert badge.icon


def test_a_mere_label_has_no_icon() -> None:
    assert Badge(tone=Tone.PLAIN, text="bản chính").icon == ""
    assert "<svg" not in drawn("frame/badge.html", badge=Badge(tone=Tone.PLAIN, text="bản chính"))


def test_a_row_has_one_cell_for_each_column() -> None:
    columns = (Column(label="Hồ sơ"), Column(label="Hạn"))
    table = Table(caption="Hồ sơ", columns=columns, rows=(Row(cells=(Cell(text="A"), Cell(text="B"))),))
    assert table.body.count("<th ") == table.body.count("<td ") == 1
    assert 'data-label="Hạn"' in table.body
    with pytest.raises(ValueError, match="Hồ sơ"):
        Table(caption="Hồ sơ", columns=columns, rows=(Row(cells=(Cell(text="A"),)),))


class Tags(HTMLParser):
    """The tags of a piece of markup and the names of their attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def _table_of(text: str) -> str:
    bar = Bar(good=text, late_from=text, late=text, open_from=text, open=text, text=text)
    late = Badge(tone=Tone.LATE, text=text)
    cells = (Cell(text=text, href=f"/{text}", note=text), Cell(href=f"/{text}", badge=late), Cell(bar=bar))
    return Table(caption="x", columns=(Column(label=text),) * 3, rows=(Row(cells=cells),)).body


@given(text=st.text(alphabet=st.sampled_from("<>&\"' =/abđ"), min_size=1))
def test_no_text_of_a_table_becomes_markup(text: str) -> None:
    assert Tags(_table_of(text)).found == Tags(_table_of("a")).found


counts = st.integers(min_value=0, max_value=50_000)


@given(good=counts, late=counts, open_=counts, more=counts)
def test_a_share_bar_stays_within_its_length(good: int, late: int, open_: int, more: int) -> None:
    bar = share_bar(good=good, late=late, open_=open_, full=good + late + open_ + more, text="")
    parts = [float(part) for part in (bar.good, bar.late, bar.open)]
    assert all(part >= 0 for part in parts)
    assert sum(parts) <= 100 + 2.41  # two parts may be widened to be seen
    assert (late > 0) == (parts[1] > 0)
    assert (open_ > 0) == (parts[2] > 0)
    assert float(bar.open_from) == pytest.approx(parts[0] + parts[1], abs=0.02)


def test_a_share_bar_of_nothing_is_empty() -> None:
    bar = share_bar(good=0, late=0, open_=0, full=0, text="")
    assert (bar.good, bar.late, bar.open) == ("0", "0", "0")


@given(st.lists(counts, max_size=60))
def test_columns_stand_on_the_axis_within_the_drawing(numbers: list[int]) -> None:
    values = [Value(label=str(i), number=number, text=str(number)) for i, number in enumerate(numbers)]
    chart = column_chart(values, title="Nhịp", summary="", label="Tuần", unit="Hồ sơ")
    assert len(chart.columns) == len(chart.table.rows) == len(numbers)
    for column, number in zip(chart.columns, numbers, strict=True):
        assert float(column.y) + float(column.height) == pytest.approx(chart.base, abs=0.02)
        assert 0 <= float(column.x) <= float(column.x) + float(column.width) <= WIDTH + 0.02
        assert 0 <= float(column.height) <= HEIGHT
        assert (number == 0) <= (float(column.height) == 0)
        assert bool(column.top_text) == (number == max(numbers) > 0)
