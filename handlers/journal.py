"""Around every listener: what was done is answered, what failed is kept and said with a number.

One of the places that catch everything (a listener, a due row, a parcel). An event whose rule
failed is not acknowledged, so Slack brings it again; a person who waits is told the reference.
What is kept is tried again later (handlers/again): then nobody waits, and whoever tries is told.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from slack_bolt.context.ack.async_ack import AsyncAck
from sqlalchemy.exc import DBAPIError

from bot.errors import SlackFault, SlackSilent, TriggerExpired, Unreadable
from bot.log import where
from bot.words import pages, say
from bot.words.blocks import View, note
from handlers import read
from handlers.desk import Desk
from handlers.read import Body
from storage.inbox import Inbox
from storage.ledger import Ledger

log = logging.getLogger(__name__)

TRIAL: Final = "kyoten_trial"
"""Where Bolt's context carries the trial of a delivery that nobody waits for."""


OPENED: Final = frozenset({"exchanged_trigger_id", "trigger_exchanged"})
"""The press was delivered twice: its form is open."""


@dataclass(slots=True)
class Trial:
    """What came of trying a delivery again: its fault, or none."""

    fault: Exception | None = None


Listener = Callable[[Desk, AsyncAck, Body], Awaitable[None]]
Listened = Callable[..., Awaitable[None]]


def journaled(desk: Desk, listener: Listener) -> Listened:
    """Return the listener as Bolt calls it: nothing raised is lost, nobody waits in silence."""

    async def listened(ack: AsyncAck, body: Body, context: dict[str, Any] | None = None) -> None:
        try:
            await listener(desk, ack, body)
        except Exception as fault:
            trial = (context or {}).get(TRIAL)
            if trial is not None:
                trial.fault = fault
                raise
            await _answered(desk, ack, body, fault)

    return listened


async def _answered(desk: Desk, ack: AsyncAck, body: Body, fault: Exception) -> None:
    """Say what went wrong where the person looks. Raises: the fault of an event, unanswered."""
    match fault:
        case Unreadable():
            await _told(desk, ack, body, say(desk.first_words(), fault.sentence))
        case TriggerExpired(code=code) if code in OPENED:
            await ack()
        case TriggerExpired():
            await _told(desk, ack, body, desk.first_words().press_again())
        case SlackSilent(code=code):
            log.warning("slack opened no form", extra={"code": code})
            await _told(desk, ack, body, desk.first_words().slack_is_silent(_calls(desk, body)))
        case _:
            reference = await _kept(desk, body, fault)
            if "event" in body:
                raise fault
            words = desk.first_words()
            numbers = words.numbers(_calls(desk, body))
            await _told(desk, ack, body, f"{words.something_failed(reference)}\n{numbers}".strip())


async def _kept(desk: Desk, body: Body, fault: Exception) -> str:
    """Store the failed delivery, sealed, and log its number: ids only, nothing of the content."""
    reference = secrets.token_hex(4)
    log.error("a listener failed", extra={"reference": reference, "fault": where(fault)})
    key, at = read.delivery_key(body), desk.clock.wall()

    def unit(ledger: Ledger) -> None:
        inbox = Inbox(ledger.connection, desk.means.cipher)
        name = type(fault).__name__
        inbox.failed(
            key, kind=key.partition(":")[0], payload=dict(body), fault=f"{name} {reference}", at=at
        )

    try:
        await desk.write(unit)
    except DBAPIError as also:
        log.error("a failed delivery could not be kept", extra={"fault": where(also)})  # noqa: TRY400
    desk.nudge()
    return reference


def _calls(desk: Desk, body: Body) -> tuple[tuple[str, str | None], ...]:
    """Return whom to telephone, from memory: everybody asked in an emergency, or the first alone.

    Who pressed a button on a card wants the core centre; who began to ask wants all of them.
    """
    begun = "command" in body or body.get("type") in {"shortcut", "view_submission"}
    return desk.telephones if begun else desk.telephones[:1]


async def _told(desk: Desk, ack: AsyncAck, body: Body, text: str) -> None:
    """Say it where the person looks: in the form, under the command or button, else directly.

    Raises: SlackFault where nothing can be said: then nothing is acknowledged, and Slack itself
    shows the person that it did not work.
    """
    if body.get("type") == "view_submission":
        await ack(response_action="update", view=_page(desk, text))
    elif "command" in body:
        await ack(text=text, response_type="ephemeral")
    else:
        if "event" not in body and body.get("type") != "view_closed":  # nobody waits there
            await _shown(desk, body, text)
        await ack()


async def _shown(desk: Desk, body: Body, text: str) -> None:
    """Say it in the open form, in the channel for one pair of eyes, or in the person's messages."""
    user, view, channel, thread = read.whereabouts(body)
    try:
        if view is not None:
            await desk.api.update_view(view, _page(desk, text))
        elif channel is not None:
            await desk.api.whisper(channel, user, note(text), thread=thread)
        else:
            direct = await desk.api.direct_channel(user)
            await desk.api.post(direct, note(text), key=read.delivery_key(body))
    except SlackFault as fault:
        log.warning("a failure could not be said", extra={"code": fault.code})
        raise


def _page(desk: Desk, text: str) -> View:
    words = desk.first_words()
    return pages.notice(words, words.refused_title(), [text])
