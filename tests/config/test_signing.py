"""Who signs, as the environment says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua.config.signing import signing
from motcua.gateways.signature.services import CertificateFiles, SampleKeys
from motcua.rules.refusal import Refusal


def test_nobody_signs_until_the_office_says_so() -> None:
    assert signing({}) is None
    assert signing({"MOTCUA_SIGN": "", "MOTCUA_SIGN_FOLDER": "/etc/motcua"}) is None


def test_each_way_to_sign() -> None:
    assert signing({"MOTCUA_SIGN": "demo"}) == SampleKeys()
    found = signing({"MOTCUA_SIGN": "pkcs12", "MOTCUA_SIGN_FOLDER": " /etc/motcua/ky "})
    assert found == CertificateFiles(folder=Path("/etc/motcua/ky"))


@pytest.mark.parametrize(
    ("told", "variable"),
    [
        ({"MOTCUA_SIGN": "usb"}, "MOTCUA_SIGN"),
        ({"MOTCUA_SIGN": "pkcs12"}, "MOTCUA_SIGN_FOLDER"),
        ({"MOTCUA_SIGN": "pkcs12", "MOTCUA_SIGN_FOLDER": "ky"}, "MOTCUA_SIGN_FOLDER"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(told: dict[str, str], variable: str) -> None:
    with pytest.raises(Refusal) as refused:
        signing(told)
    assert refused.value.field == variable
    assert variable in str(refused.value)
