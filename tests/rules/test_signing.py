"""Under which words a letter is signed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.signing import signing_lines


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ({"title": "Chủ tịch UBND xã"}, ("CHỦ TỊCH",)),
        ({"title": "Phó Chủ tịch UBND xã"}, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ({"title": "Phó Chủ tịch Ủy ban nhân dân huyện"}, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ({"title": "Trưởng phòng Tư pháp"}, ("TRƯỞNG PHÒNG TƯ PHÁP",)),
        ({"title": "Phó Trưởng phòng"}, ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        (
            {"title": "Công chức Tư pháp – Hộ tịch", "via": "TUQ", "principal": "Chủ tịch UBND xã"},
            ("TUQ. CHỦ TỊCH", "CÔNG CHỨC TƯ PHÁP – HỘ TỊCH"),
        ),
        (
            {"title": "Chánh Văn phòng", "via": "TL", "principal": "Chủ tịch UBND huyện"},
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ),
        (
            {"title": "Phó Chủ tịch UBND xã", "via": "KT", "principal": "Chủ tịch UBND xã"},
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        ({"title": "Phó Chủ tịch UBND xã", "via": "Q", "principal": "Chủ tịch UBND xã"}, ("Q. CHỦ TỊCH",)),
        (
            {"title": "Phó Chủ tịch UBND xã", "collective": "Ủy ban nhân dân"},
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        ({"title": ""}, ()),
        ({"title": "", "via": "KT", "principal": "Chủ tịch"}, ("KT. CHỦ TỊCH",)),
    ],
)
def test_the_lines_above_a_signature(told: dict[str, str], lines: tuple[str, ...]) -> None:
    assert signing_lines(**told) == lines


titles = st.sampled_from(["Chủ tịch UBND xã", "Phó Chủ tịch UBND huyện", "Trưởng phòng", "Phó Giám đốc", "Công chức"])


@given(title=titles, via=st.sampled_from(["", "KT", "TL", "TUQ", "Q"]), principal=titles)
def test_nobody_signs_for_another_without_saying_so(title: str, via: str, principal: str) -> None:
    lines = signing_lines(title=title, via=via, principal=principal)
    assert all(line == line.upper() and "UBND" not in line for line in lines)
    if via:
        assert lines[0].startswith(f"{via}. ")
    elif title.startswith("Phó "):
        assert lines[0].startswith("KT. ")
