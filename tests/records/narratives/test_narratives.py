"""The life of a report in words: written section by section without loss, signed with its figures pinned."""

from __future__ import annotations

import pytest
from django.db import connection

from motcua.records.documents import check as letters_check
from motcua.records.journal import queries as journal
from motcua.records.measures import actions as measures
from motcua.records.measures.reading import ExternalFigure
from motcua.records.narratives import actions, check, queries
from motcua.records.narratives.actions import Ref
from motcua.records.narratives.content import Act
from motcua.records.narratives.making import Made
from motcua.records.people.viewer import Viewer
from motcua.records.reports import actions as reports
from motcua.records.reports import check as reports_check
from motcua.records.reports import queries as official
from motcua.rules.dossier import State
from motcua.rules.period import period
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.stores import remove_guards
from tests.world import HAM_TAN, World, standing

AFTER, LATER = "2023-07-03 07:00", "2023-07-04 08:00"
HALF = period("2023-H1")
WORDS = "Tỷ lệ giải quyết đạt {{settlement_rate.value}}."


@pytest.fixture
def office(world: World) -> World:
    world.accept()
    world.bring(world.accept(), State.SETTLED)
    return world


def begun(office: World, who: str = "van_phuc", unit: str = "tra_cu", key: str = "") -> int:
    with standing(AFTER):
        return actions.begin(office.viewer(who), unit, HALF, key=key or office.key())


def write(
    office: World, narrative_id: int, text: str, *, section: str = "assessment", seen: int = 0, at: str = AFTER
) -> None:
    with standing(at):
        actions.write(office.viewer("van_phuc"), narrative_id, section, text, seen=seen, key=office.key())


def view(office: World, narrative_id: int, *, at: str = AFTER) -> tuple[queries.NarrativeView, Made]:
    with standing(at):
        return queries.narrative(office.viewer("van_phuc"), narrative_id)


def write_all(office: World, narrative_id: int) -> None:
    _, made = view(office, narrative_id)
    for section in made.sections:
        if section.to_write:
            write(office, narrative_id, f"Đã viết. {WORDS}", section=section.outline.id)


def sign(office: World, narrative_id: int, *, who: str = "van_phuc", acts: int = 0) -> None:
    with standing(LATER):
        seen = acts or len(queries.narrative(office.viewer("van_phuc"), narrative_id)[0].acts)
        ref = Ref(id=narrative_id, acts=seen)
        actions.sign(office.viewer(who), ref, key=office.key())


def test_a_draft_has_live_figures_and_every_version_stays(office: World) -> None:
    narrative_id = begun(office)
    write(office, narrative_id, WORDS)
    write(office, narrative_id, f"{WORDS} Tốt hơn quý I.", seen=1)
    found, made = view(office, narrative_id)
    section = next(one for one in made.sections if one.outline.id == "assessment")
    assert made.told(section) == ("Tỷ lệ giải quyết đạt 50,00%. Tốt hơn quý I.",)
    assert [one.text for one in found.history("assessment")] == [f"{WORDS} Tốt hơn quý I.", WORDS]
    assert [one.act for one in found.acts] == [Act.BEGIN, Act.WRITE, Act.WRITE]
    assert list(check.problems()) == []


def test_the_journal_has_no_word_of_a_text(office: World) -> None:
    narrative_id = begun(office)
    write(office, narrative_id, "Bà Kim Thị Ngọc Ánh được khen thưởng.")
    entries = list(journal.entries_of("narrative", narrative_id))
    assert [entry.act for entry in entries] == ["narrative.begin", "narrative.write"]
    assert "Ánh" not in str([entry.data for entry in entries])


def test_who_comes_second_is_told_and_loses_nothing(office: World) -> None:
    narrative_id = begun(office)
    write(office, narrative_id, WORDS)
    with pytest.raises(Conflict, match="Huỳnh Văn Phúc vừa lưu mục này"):
        write(office, narrative_id, "Bản của người đến sau.")
    write(office, narrative_id, "Mục khác không vướng.", section="next")
    assert view(office, narrative_id)[0].texts == {"assessment": WORDS, "next": "Mục khác không vướng."}


@pytest.mark.parametrize(
    ("section", "text", "why"),
    [
        ("procedures", "Toàn huyện tiếp nhận 99 hồ sơ, đã giải quyết 98/99 hồ sơ, đạt 98,99%.", "gõ số đè"),
        ("assessment", "Đạt {{khong_co.value}}.", "Không đọc được trường"),
        ("assessment", "a" * 20_001, "20001"),
    ],
)
def test_what_cannot_be_written(office: World, section: str, text: str, why: str) -> None:
    narrative_id = begun(office)
    with pytest.raises(Refusal, match=why) as refused:
        write(office, narrative_id, text, section=section)
    assert refused.value.field == "text"
    assert view(office, narrative_id)[0].texts == {}


@pytest.mark.parametrize("section", ["results", "khong_co"])
def test_sections_that_hold_no_text(office: World, section: str) -> None:
    narrative_id = begun(office)
    with pytest.raises(NotFound):
        write(office, narrative_id, "Chữ.", section=section)


def test_figures_are_noted_anew_and_the_difference_is_shown(office: World) -> None:
    narrative_id = begun(office)
    office.accept(at="2023-06-30 09:00")
    found, made = view(office, narrative_id)
    changed = {one.field: (one.before, one.now) for one in queries.moved(found, made)}
    assert changed["{{settlement_rate.denominator}}"] == ("02", "03")
    with standing(AFTER):
        actions.fill(office.viewer("van_phuc"), Ref(id=narrative_id, acts=1), key=office.key())
    found, made = view(office, narrative_id)
    assert queries.moved(found, made) == ()


def test_a_signed_report_stays_what_it_was(office: World) -> None:
    narrative_id = begun(office)
    write_all(office, narrative_id)
    sign(office, narrative_id)
    _, before = view(office, narrative_id, at=LATER)
    assert list(check.problems()) == []
    office.accept(at="2023-06-29 09:00")
    found, after = view(office, narrative_id, at="2023-07-05 08:00")
    assert after.text == before.text
    assert after.tables == before.tables
    assert found.signed is not None
    assert (found.signed.number, found.signed.by, found.signed.title) == (
        "01/BC-UBND", "Huỳnh Văn Phúc", "Chủ tịch UBND huyện",
    )  # fmt: skip
    with standing("2023-07-05 08:00"):
        moved = queries.moved_since_signing(office.viewer("van_phuc"), found, after)
    assert ("{{settlement_rate.denominator}}", "02", "03") in {(one.field, one.before, one.now) for one in moved}


def test_nothing_is_done_with_a_signed_report(office: World) -> None:
    narrative_id = begun(office)
    write_all(office, narrative_id)
    sign(office, narrative_id)
    with pytest.raises(Conflict):
        write(office, narrative_id, "Sửa sau khi ký.", seen=1)
    with pytest.raises(Conflict):
        sign(office, narrative_id)
    again = begun(office)
    assert view(office, again)[0].edition == 2


def test_it_is_not_signed_while_something_is_to_be_written(office: World) -> None:
    narrative_id = begun(office)
    with pytest.raises(Refusal, match="mục cần viết, mục đầu là «Kế hoạch"):
        sign(office, narrative_id)


def test_two_at_once(office: World) -> None:
    narrative_id = begun(office)
    with pytest.raises(Conflict, match="đã có một dự thảo"):
        begun(office)
    with standing(AFTER), pytest.raises(Conflict):
        actions.drop(office.viewer("van_phuc"), Ref(id=narrative_id, acts=5), key=office.key())
    with standing(AFTER):
        actions.drop(office.viewer("van_phuc"), Ref(id=narrative_id, acts=1), key=office.key())
        assert queries.narratives(office.viewer("van_phuc"), office.units["tra_cu"]) == ()
    assert begun(office) != narrative_id


def test_the_same_request_twice_is_one(office: World) -> None:
    assert begun(office, key="mot-lan") == begun(office, key="mot-lan")


def test_who_may(office: World) -> None:
    narrative_id = begun(office)
    with standing(AFTER):
        for who in ("quoc_huy", "minh"):
            with pytest.raises(NotFound):
                queries.narrative(office.viewer(who), narrative_id)
        inspector = office.viewer("quoc_thai")
        assert queries.narrative(inspector, narrative_id)[0].id == narrative_id
        with pytest.raises(NotAllowed):
            actions.begin(inspector, "tra_cu", HALF, key=office.key())
        with pytest.raises(NotAllowed):
            actions.drop(inspector, Ref(id=narrative_id, acts=1), key=office.key())
        own = actions.begin(office.viewer("quoc_huy"), HAM_TAN, HALF, key=office.key())
        assert [one.id for one in queries.narratives(office.viewer("quoc_huy"), office.units[HAM_TAN])] == [own]
        with pytest.raises(NotFound):
            queries.narrative(office.viewer("quoc_huy"), 10**9)


def test_tampering_is_found(office: World) -> None:
    narrative_id = begun(office)
    write(office, narrative_id, WORDS)
    remove_guards("narratives_narrativeact")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE narratives_narrativeact SET content = %s WHERE number = 2", ('{"text":"Khác."}',))
    told = list(check.problems())
    assert any("việc thứ 2: nội dung khác với nhật ký" in one for one in told)
    assert any("không còn từ chối" in one for one in told)


def signed(office: World) -> int:
    narrative_id = begun(office)
    write_all(office, narrative_id)
    sign(office, narrative_id)
    return narrative_id


def test_what_is_recorded_later_changes_no_pinned_figure(office: World) -> None:
    open_one = office.accept()
    signed(office)
    office.bring(open_one, State.SETTLED, at="2023-07-05 09:00")
    with standing("2023-07-06 08:00"):
        assert list(check.problems()) == []


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE casework_factsrow SET ended_at = NULL, end_kind = ''", "apology"),
        (
            (
                "UPDATE narratives_narrativeact SET content = replace(content, "
                "'{{settlement_rate.denominator}}\":\"02', '{{settlement_rate.denominator}}\":\"03') WHERE act = 'sign'"
            ),
            "{{settlement_rate.denominator}}",
        ),
        (
            (
                'UPDATE narratives_narrativeact SET content = replace(content, \'"02","01",\', \'"02","02",\') '
                "WHERE act = 'sign'"
            ),
            "settlement",
        ),
    ],
)
def test_pinned_figures_are_counted_again(office: World, sql: str, where: str) -> None:
    signed(office)
    assert list(check.problems()) == []
    remove_guards("narratives_narrativeact")
    with connection.cursor() as cursor:
        cursor.execute(sql)
    told = [one for one in check.problems() if "không đếm lại được" in one]
    assert len(told) == 1
    assert where in told[0]


def test_the_year_before_is_that_which_was_told_at_signing(office: World) -> None:
    with standing(AFTER):
        tell(500)
    narrative_id = signed(office)
    with standing("2023-07-10 08:00"):
        tell(100)
        assert list(check.problems()) == []
        view_, _ = queries.narrative(office.viewer("van_phuc"), narrative_id)
    assert view_.signed is not None
    said = view_.signed.pinned["fields"]["{{online_share.difference}}"]
    assert said == "giảm 50,00 điểm phần trăm so với cùng kỳ (số cùng kỳ là số liệu giả định)"


def tell(numerator: int) -> None:
    told = ExternalFigure(
        indicator="online_share", unit_key="tra_cu", period=period("2022-H1"), numerator=numerator,
        denominator=1000, source="Số liệu giả định", invented=True,
    )  # fmt: skip
    measures.load(Viewer.system(), [told])


def test_numbers_are_those_of_all_reports_of_the_unit(office: World) -> None:
    first = signed(office)
    with standing(LATER):
        chair = office.viewer("van_phuc")
        report_id = reports.draft(chair, "II.06a", "tra_cu", HALF, key=office.key())
        reports.sign(chair, reports.Ref(id=report_id, acts=1), key=office.key())
        second, _ = official.report(chair, report_id)
    third = signed(office)
    numbers = [
        found.signed.number for found in (view(office, first)[0], second, view(office, third)[0]) if found.signed
    ]
    assert numbers == ["01/BC-UBND", "02/BC-UBND", "03/BC-UBND"]
    assert [*check.problems(), *reports_check.problems(), *letters_check.problems()] == []
    remove_guards("narratives_narrativeact")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE narratives_narrativeact SET content = replace(content, '03/BC', '04/BC')")
    assert any("03/BC-UBND" in text and "không có báo cáo bằng lời" in text for text in check.problems())
