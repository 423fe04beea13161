"""The codes on a receipt as pictures: QR and Code 39, drawn as SVG and carried in the page itself."""

from __future__ import annotations

import base64
import io

import segno
from barcode import Code39
from barcode.writer import SVGWriter

_BARS = {"write_text": False, "quiet_zone": 0, "module_height": 8, "module_width": 0.18}


def qr(text: str) -> str:
    """A QR code (error level M) of a text in UTF-8, as a data URI."""
    return str(segno.make(text, error="m", micro=False).svg_data_uri(border=0, omitsize=True))


def bar_code(text: str) -> str:
    """Code 39 of digits, capital letters, points and hyphens, without a check digit, as a data URI."""
    drawn = io.BytesIO()
    Code39(text, writer=SVGWriter(), add_checksum=False).write(drawn, _BARS)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()
