"""The gateways for messages, by what an operator set."""

from __future__ import annotations

from collections.abc import Mapping

from motcua.gateways.messages.base import Channel, Gateway
from motcua.gateways.messages.demo import FolderGateway
from motcua.gateways.messages.http import HttpGateway
from motcua.gateways.messages.services import Folder, HttpService, MailServer, Service
from motcua.gateways.messages.smtp import SmtpGateway
from motcua.records.notices.envelope import Carry


def gateway(service: Service) -> Gateway:
    """The gateway to a service."""
    match service:
        case MailServer():
            return SmtpGateway(service)
        case HttpService():
            return HttpGateway(service)
        case Folder():
            return FolderGateway()


def carriers(services: Mapping[str, Service]) -> dict[Channel, Carry]:
    """What carries texts, by channel; `services` are named as the channels."""
    return {Channel(name): gateway(service).deliver for name, service in services.items()}
