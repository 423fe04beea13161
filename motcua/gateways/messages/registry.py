"""The gateways for messages, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from motcua.gateways.messages.base import Gateway
from motcua.gateways.messages.demo import FolderGateway
from motcua.rules.refusal import Refusal

GATEWAYS: Mapping[str, Callable[[], Gateway]] = {"demo": FolderGateway}


def gateway(name: str) -> Gateway:
    """The gateway of a name. Raises Refusal naming those there are."""
    made = GATEWAYS.get(name)
    if made is None:
        raise Refusal(
            "gateway",
            "Không có cổng gửi thông điệp «{name}»; hãy chọn một trong: {known}.",
            name=name[:40],
            known=", ".join(sorted(GATEWAYS)),
        )
    return made()
