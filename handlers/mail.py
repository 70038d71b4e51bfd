"""Mail to those who keep watch: the way that is left when Slack takes nothing.

https://docs.python.org/3/library/smtplib.html: a blocking client, so each letter has its thread.
"""

from __future__ import annotations

import asyncio
import logging
import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Final
from urllib.parse import unquote, urlparse

from bot.log import where

log = logging.getLogger(__name__)

SECONDS: Final = 4.0
"""How long the server may take at each step; a stop waits no longer."""
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Mail:
    """Sends plain text to fixed addresses; without server or addresses it is no way at all."""

    def __init__(self, url: str, to: Sequence[str]) -> None:
        self._url, self._to = urlparse(url), tuple(to)

    @property
    def possible(self) -> bool:
        """True where there is a server and somebody to write to."""
        return bool(self._url.hostname and self._to)

    async def send(self, subject: str, text: str) -> bool:
        """Send a letter; False when the server did not take it, which is logged without content."""
        letter = EmailMessage()
        letter["Subject"], letter["To"] = subject, ", ".join(self._to)
        letter["From"] = self._sender()
        letter.set_content(text)
        try:
            await asyncio.to_thread(self._hand_over, letter)
        except (OSError, smtplib.SMTPException) as fault:
            log.warning("the mail server took no letter", extra={"fault": where(fault)})
            return False
        return True

    def _sender(self) -> str:
        user = unquote(self._url.username or "")
        return user if "@" in user else self._to[0]

    async def knock(self) -> str:
        """Log in and leave without a letter; return what stood in the way, empty for nothing."""
        try:
            await asyncio.to_thread(self._hand_over, None)
        except (OSError, smtplib.SMTPException) as fault:
            return type(fault).__name__
        return ""

    def _hand_over(self, letter: EmailMessage | None) -> None:
        host, port = self._url.hostname or "", self._url.port or 0
        trusted = ssl.create_default_context()
        if self._url.scheme == "smtps":
            with smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=trusted) as server:
                self._deliver(server, letter)
            return
        with smtplib.SMTP(host, port, timeout=SECONDS) as server:
            if host not in LOOPBACK:
                server.starttls(context=trusted)  # raises where the server cannot
            self._deliver(server, letter)

    def _deliver(self, server: smtplib.SMTP, letter: EmailMessage | None) -> None:
        if self._url.username:
            server.login(unquote(self._url.username), unquote(self._url.password or ""))
        if letter is not None:
            server.send_message(letter)
