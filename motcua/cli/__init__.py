"""The `motcua` command.

Exit codes: 0 all right; 1 the check ran and found problems; 2 an argument or input was refused, or the command
could not be carried out. Messages for people are on stderr, answers on stdout.
"""

from __future__ import annotations

import io
import sys

from motcua.cli.running import run

__all__ = ["main"]


def main() -> None:
    """The entry point of the installed command; it writes UTF-8 whatever the locale of the machine."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
