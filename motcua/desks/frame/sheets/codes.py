"""The codes on a sheet as pictures: QR and Code 39, as SVG for pages and PDF, as PNG for Word."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from urllib.parse import quote

import segno
from barcode import Code39
from barcode.writer import SVGWriter
from django.conf import settings
from django.urls import reverse

_BARS = {"write_text": False, "quiet_zone": 0, "module_height": 8, "module_width": 0.18}
_KEPT = 256


def look_up_address(code: str, secret: str = "") -> str:
    """Where the QR code of a sheet leads; code and secret are in the fragment, which no server sees.

    Without the secret the page asks for it.
    """
    word = f"&khoa={quote(secret)}" if secret else ""
    return f"{look_up_site()}#ma={quote(code)}{word}"


def look_up_site() -> str:
    """The address at which citizens look up."""
    return f"{settings.PUBLIC_URL}{reverse('citizen:look_up')}"


@lru_cache(_KEPT)
def qr(text: str) -> str:
    """A QR code (error level M) of a text in UTF-8, as a data URI."""
    return str(segno.make(text, error="m", micro=False).svg_data_uri(border=0, omitsize=True))


@lru_cache(_KEPT)
def bar_code(text: str) -> str:
    """Code 39 of digits, capital letters, points and hyphens, without a check digit, as a data URI."""
    drawn = io.BytesIO()
    Code39(text, writer=SVGWriter(), add_checksum=False).write(drawn, _BARS)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()


def qr_picture(text: str) -> io.BytesIO:
    """A QR code as PNG."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=6, border=0)
    drawn.seek(0)
    return drawn


def bar_picture(text: str) -> io.BytesIO:
    """Code 39 as PNG: bars of three pixels, thick ones of nine."""
    from PIL import Image

    wide, high = 3, 60
    pattern = Code39(text, add_checksum=False).build()[0]
    image = Image.new("1", (len(pattern) * wide, high), 1)
    for place, module in enumerate(pattern):
        if module == "1":
            image.paste(0, (place * wide, 0, (place + 1) * wide, high))
    drawn = io.BytesIO()
    image.save(drawn, format="PNG")
    drawn.seek(0)
    return drawn
