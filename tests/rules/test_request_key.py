"""Keys of requests."""

from __future__ import annotations

import pytest

from motcua.rules.refusal import Refusal
from motcua.rules.request_key import LONGEST, request_key


@pytest.mark.parametrize("key", ["k", "a-b_c 9", "x" * LONGEST])
def test_each_owner_has_keys_of_their_own(key: str) -> None:
    assert request_key(key, owner="7") == f"7:{key}"
    assert request_key(key, owner="7") != request_key(key, owner="8")


@pytest.mark.parametrize("key", ["", "x" * (LONGEST + 1), "ký", "a\n", "\0"])
def test_what_is_no_key(key: str) -> None:
    with pytest.raises(Refusal) as refused:
        request_key(key, owner="7")
    assert refused.value.field == "key"
