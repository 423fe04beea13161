"""A connection to the address that was checked, and to no other: the name is resolved once."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import SplitResult

from motcua.gateways.messages.base import Unreachable

TIMEOUT = 10.0
"""Seconds for connecting, and for each answer."""


def connected(parts: SplitResult, *, context: ssl.SSLContext, private: bool) -> http.client.HTTPConnection:
    """An open connection to the host of an address. Raises Unreachable.

    Without `private`, a name that leads into a private network, to this machine or to anything that is not public
    is refused: who can change a name must not reach what only the office reaches.
    """
    host, tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if tls else 80)
    address = _checked(host, port, private=private)
    kind = http.client.HTTPSConnection if tls else http.client.HTTPConnection
    connection = kind(host, port, timeout=TIMEOUT)
    try:
        plain = socket.create_connection((address, port), TIMEOUT)
        try:
            connection.sock = context.wrap_socket(plain, server_hostname=host) if tls else plain
        except BaseException:
            plain.close()
            raise
    except OSError as failure:
        raise Unreachable(f"không kết nối được dịch vụ nhắn tin ({type(failure).__name__})") from None
    return connection


def _checked(host: str, port: int, *, private: bool) -> str:
    """The address of a host; every one that it has must be allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as failure:
        raise Unreachable(f"không tìm được máy chủ của dịch vụ nhắn tin ({type(failure).__name__})") from None
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not private and not all(_public(one) for one in addresses):
        raise Unreachable("dịch vụ nhắn tin nằm trong mạng riêng mà chưa được cho phép (MOTCUA_PRIVATE_HOSTS)")
    return addresses[0]


def _public(address: str) -> bool:
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast
