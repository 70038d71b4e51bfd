"""How the stories take parts of Slack away, and who still listens outside of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage as Letter
from email.policy import default

from aiohttp import web

from sandbox.town import Town
from sandbox.troubles import Kind, Trouble


def fails(town: Town, *methods: str, channel: str | None = None) -> None:
    """Let every call of these methods, or families of them, end in 503 without an effect."""
    for each in methods:
        family = each if "." in each else f"{each}.*"
        trouble = Trouble(kind=Kind.FAILS_BEFORE, method=family, channel=channel, times=None)
        town.workspace.troubles.add(trouble)


def recovers(town: Town) -> None:
    """Let Slack answer again."""
    town.workspace.troubles.calm()


@dataclass
class MailServer:
    """A small mail server on loopback: takes letters as any does, and keeps them."""

    url: str = ""
    letters: list[Letter] = field(default_factory=list)
    refuses: bool = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak SMTP with one client until it says goodbye."""
        try:
            await self._speak(reader, writer)
        finally:
            writer.close()

    async def _speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example\r\n")
        while line := await reader.readline():
            match line.split()[0].upper():
                case b"EHLO" | b"HELO":
                    writer.write(b"250 mail.example\r\n")
                case b"DATA":
                    writer.write(b"354 go on\r\n")
                    raw = await reader.readuntil(b"\r\n.\r\n")
                    self.letters.append(message_from_bytes(raw[:-5], policy=default))
                    writer.write(b"250 taken\r\n")
                case b"QUIT":
                    writer.write(b"221 goodbye\r\n")
                    return
                case b"MAIL" if self.refuses:
                    writer.write(b"451 not now\r\n")
                case _:
                    writer.write(b"250 fine\r\n")


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    """Serve mail on loopback as long as the block runs."""
    mail = MailServer()
    server = await asyncio.start_server(mail.serve, "127.0.0.1", 0)
    mail.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield mail


@dataclass
class Watch:
    """Whoever waits for the heartbeat outside; counts what it heard. Status 0 cuts the line."""

    url: str = ""
    heard: int = 0
    status: int = 200

    async def hear(self, request: web.Request) -> web.Response:
        """Count one ping."""
        self.heard += 1
        if not self.status and request.transport is not None:
            request.transport.close()
        return web.Response(status=self.status or 200)


@asynccontextmanager
async def watch() -> AsyncIterator[Watch]:
    """Listen for pings on loopback as long as the block runs."""
    found = Watch()
    app = web.Application()
    app.add_routes([web.get("/ping", found.hear)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/ping"
    yield found
    await runner.cleanup()
