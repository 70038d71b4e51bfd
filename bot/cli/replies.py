"""`kyoten replies`: how typed replies are read, a line each, to try sentences or count a file."""

from __future__ import annotations

import sys
from typing import BinaryIO

from bot.decide.replies import read_reply


def replies() -> None:
    """Read one reply per line from standard input and print `label<TAB>reply` for each."""
    label_lines(sys.stdin.buffer, sys.stdout.buffer)


def label_lines(lines: BinaryIO, out: BinaryIO) -> None:
    """Write each line with its label before it, in UTF-8 whatever the terminal's setting.

    Only a line feed ends a line: a reply may hold any other separator. Bytes that are not
    UTF-8 are replaced, and a reply that lost some is never certain.
    """
    for line in lines:
        text = line.decode("utf-8", errors="replace").removesuffix("\n").removesuffix("\r")
        out.write(f"{read_reply(text)}\t{text}\n".encode())
    out.flush()
