"""Templates: complete in their languages, within their lengths; an office words them anew and gives that up again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.records.journal import queries as journal
from motcua.records.notices import actions, queries, wording
from motcua.records.notices.models import TemplateOverride
from motcua.records.notices.overriding import Wordings
from motcua.records.notices.table import FOR_APPLICANTS, LABELS, RULES
from motcua.records.notices.wording import FRAME, LIMITS, MOST_PARTS, REASONS, SAMPLE, Language, Part
from motcua.rules.folding import fold
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.world import HAM_TAN, THANH_SON, World

NAMES = sorted(wording.templates())
SETTLE = {"name": "settle", "language": Language.VI, "part": Part.SHORT}
OWN = "Hồ sơ {code} đã xong, mời đến {unit}."


@pytest.mark.parametrize("name", NAMES)
def test_a_template_can_be_used_as_it_is(name: str) -> None:
    known = wording.template(name)
    for (_, part), text in known.texts.items():
        assert wording.checked(name, part, text) == text
        assert len(text) <= LIMITS[part]


@pytest.mark.parametrize("name", sorted(FOR_APPLICANTS | {FRAME}))
def test_languages_say_the_same_with_the_same_values(name: str) -> None:
    known = wording.template(name)
    assert known.languages == tuple(Language)
    for part in known.parts:
        used = {wording.placeholders(known.texts[language, part]) for language in Language}
        assert len(used) == 1, part
    assert known.unreviewed == {Language.KM}


def test_every_rule_has_a_template_and_every_template_a_rule() -> None:
    assert {rule.template for rule in RULES} == set(LABELS)
    assert set(NAMES) == set(LABELS) | {FRAME} | set(REASONS.values())


@pytest.mark.parametrize("name", sorted(FOR_APPLICANTS))
def test_a_text_message_names_nobody_and_says_where_to_look(name: str) -> None:
    for language in Language:
        short = wording.template(name).texts[language, Part.SHORT]
        used = wording.placeholders(short)
        assert {"code", "procedure"} <= used
        assert used & {"site", "unit"}
        assert not used & {"name", "content"}
        assert wording.sample_length(short).parts <= MOST_PARTS - 1, "longer names still fit"


@pytest.mark.parametrize("word", ["từ chối", "không đủ điều kiện", "dừng giải quyết"])
def test_a_text_message_tells_no_decision(word: str) -> None:
    for name in FOR_APPLICANTS:
        assert fold(word) not in fold(wording.template(name).texts[Language.VI, Part.SHORT])


@given(st.dictionaries(st.sampled_from(sorted(SAMPLE)), st.text(), min_size=len(SAMPLE)))
def test_a_value_is_never_read_as_a_template(values: dict[str, str]) -> None:
    assert wording.filled("{code} · {name}", values) == f"{values['code']} · {values['name']}"


@pytest.mark.parametrize(
    ("part", "text", "told"),
    [
        (Part.SHORT, "", "để trống"),
        (Part.SHORT, " \n ", "để trống"),
        (Part.SHORT, "Hồ sơ {name} đã xong", "không có chỗ điền {name}"),
        (Part.SHORT, "Hồ sơ {code.__class__}", "ngoặc nhọn"),
        (Part.SHORT, "Hồ sơ {code!r:>9}", "ngoặc nhọn"),
        (Part.SHORT, "Hồ sơ {", "ngoặc nhọn"),
        (Part.SHORT, "Hồ sơ {}", "ngoặc nhọn"),
        (Part.SHORT, "á" * 400, "thành 6 tin"),
        (Part.SHORT, "a" * 481, "quá 480"),
        (Part.SHORT, "a\0b", "U+0000"),
        (Part.SUBJECT, "Hồ sơ\nBcc: x@y.vn", "U+000A"),
        (Part.LONG, "a" * 4001, "quá 4000"),
    ],
)
def test_a_wording_that_cannot_be_used_is_refused(part: Part, text: str, told: str) -> None:
    with pytest.raises(Refusal, match=re.escape(told)) as refused:
        wording.checked("settle", part, text)
    assert refused.value.field == "text"


def test_the_frame_keeps_its_content() -> None:
    with pytest.raises(Refusal, match=r"thiếu chỗ điền \{content\}"):
        wording.checked(FRAME, Part.LONG, "Kính gửi {name}")


def test_a_preview_is_filled_and_measured() -> None:
    shown = queries.preview("settle", part=Part.SHORT, text=OWN)
    assert shown.text == f"Hồ sơ {SAMPLE['code']} đã xong, mời đến Xã Thanh Sơn."
    assert (shown.units, shown.parts, shown.plain_parts) == (len(shown.text), 1, 1)


def test_an_office_words_a_template_anew_and_gives_it_up(world: World) -> None:
    boss, unit = world.viewer("my_dung"), world.units[THANH_SON]
    original = wording.template("settle").texts[Language.VI, Part.SHORT]
    assert actions.change_template(boss, unit_id=unit, **SETTLE, text=f"  {OWN} ", version=0, key="k1") == 1
    assert actions.change_template(boss, unit_id=unit, **SETTLE, text=f"  {OWN} ", version=0, key="k1") == 1
    assert text_at(unit) == OWN
    assert text_at(world.units[HAM_TAN]) == original
    [row] = [one for one in queries.templates(boss, unit_id=unit) if one.changed]
    assert (row.name, row.label, row.audience, row.changed) == ("settle", "Đã có kết quả", "người nộp hồ sơ", 1)
    assert actions.restore_template(boss, unit_id=unit, **SETTLE, version=1, key="k2") == 2
    assert text_at(unit) == original
    entries = journal.entries_of("template", TemplateOverride.objects.get().pk)
    assert [(entry.act, entry.version, entry.data["text"]) for entry in entries] == [
        ("template.change", 1, OWN),
        ("template.restore", 2, ""),
    ]


def test_the_wording_of_the_nearest_unit_holds(world: World) -> None:
    boss, district, commune = world.viewer("my_dung"), world.units["tra_cu"], world.units[THANH_SON]
    actions.change_template(boss, unit_id=district, **SETTLE, text="Huyện báo {code}", version=0, key="k1")
    assert text_at(commune) == "Huyện báo {code}"
    seen = _settle_short(world, commune)
    assert (seen.inherited_from, seen.own, seen.version) == ("Ủy ban nhân dân huyện Trà Cú", False, 0)
    assert seen.changed_by == "Kim Thị Mỹ Dung"
    actions.change_template(boss, unit_id=commune, **SETTLE, text=OWN, version=0, key="k2")
    seen = _settle_short(world, commune)
    assert (seen.text, seen.inherited_from, seen.own, seen.version) == (OWN, "", True, 1)


def text_at(unit_id: int) -> str:
    return Wordings(["settle"]).text(unit_id, "settle", language=Language.VI, part=Part.SHORT)


def _settle_short(world: World, unit_id: int) -> queries.WordingView:
    shown = queries.template(world.viewer("my_dung"), unit_id=unit_id, name="settle")
    [seen] = [one for one in shown.wordings if (one.language, one.part) == (Language.VI, Part.SHORT)]
    return seen


def test_two_administrators_at_once_and_keys(world: World) -> None:
    boss, unit = world.viewer("my_dung"), world.units[THANH_SON]
    actions.change_template(boss, unit_id=unit, **SETTLE, text=OWN, version=0, key="k1")
    with pytest.raises(Conflict, match="vừa được người khác sửa"):
        actions.change_template(boss, unit_id=unit, **SETTLE, text="Khác {code}", version=0, key="k2")
    with pytest.raises(Conflict, match="yêu cầu khác"):
        actions.change_template(boss, unit_id=unit, **SETTLE, text="Khác {code}", version=1, key="k1")
    with pytest.raises(Conflict, match="nguyên văn"):
        actions.restore_template(
            boss, unit_id=unit, name="settle", language=Language.EN, part=Part.LONG, version=0, key="k3"
        )


@pytest.mark.parametrize("who", ["sa_ruone", "bich_thuy", "van_phuc", "quoc_thai"])
def test_only_the_administrator_sees_and_changes(world: World, who: str) -> None:
    stranger, unit = world.viewer(who), world.units[THANH_SON]
    with pytest.raises(NotAllowed):
        actions.change_template(stranger, unit_id=unit, **SETTLE, text=OWN, version=0, key="k")
    with pytest.raises(NotAllowed):
        actions.restore_template(stranger, unit_id=unit, **SETTLE, version=0, key="k")
    for seen in (queries.templates, lambda viewer, unit_id: queries.template(viewer, unit_id=unit_id, name="settle")):
        with pytest.raises(NotAllowed):
            seen(stranger, unit_id=unit)


@pytest.mark.parametrize(
    ("name", "language", "part"),
    [("nothing", Language.VI, Part.SHORT), ("passed", Language.KM, Part.SHORT), (FRAME, Language.VI, Part.SHORT)],
)
def test_a_part_that_does_not_exist(world: World, name: str, language: Language, part: Part) -> None:
    with pytest.raises(NotFound):
        actions.change_template(
            world.viewer("my_dung"), unit_id=world.units[THANH_SON], name=name, language=language, part=part,
            text=OWN, version=0, key="k",
        )  # fmt: skip
    assert not TemplateOverride.objects.exists()
