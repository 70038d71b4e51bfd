"""`/kyoten emergency`: the call sheet, the preview of exact offices and cards, and the sending."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import opening
from bot.decide.may import Act
from bot.effects import Shown
from bot.facts import Facts
from bot.words import pages
from bot.words.blocks import View
from handlers import read
from handlers.desk import Answer, Desk, Outcome
from handlers.forms import closing, errors_or, open_form
from handlers.read import Body, Press
from storage.gather import Gather


async def on_emergency(desk: Desk, press: Press) -> Answer:
    """Open the form; the names in it are on record as seen before they are drawn."""
    await open_form(
        desk,
        press,
        Act.LIST_REGISTRANTS,
        Gather.registrants,
        opening.list_registrants,
        page=_form,
    )
    return {}


async def on_button(desk: Desk, ack: AsyncAck, body: Body) -> None:
    await on_emergency(desk, read.action(body, team=desk.team))
    await ack()


async def on_form(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    request = read.request(press, at=desk.clock.wall())
    if isinstance(request, dict):
        await ack(response_action="errors", errors=pages.errors(desk.first_words(), request))
        return
    outcome = await desk.act(
        replace(press, subject=request.person),
        Act.PREVIEW_CASE,
        Gather.person,
        partial(opening.preview, request=request, new_id=desk.means.new_id),
        draw=partial(errors_or, "push", page=_preview),
    )
    await ack(**outcome.answer)


async def on_preview(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    rule = partial(opening.open_case, new_id=desk.means.new_id)
    outcome = await desk.act(
        press, Act.OPEN_CASE, Gather.draft, rule, draw=partial(closing, page=_preview)
    )
    await ack(**outcome.answer)
    desk.nudge()


def _form(outcome: Outcome) -> View:
    facts, listed = _shown(outcome)
    words = outcome.words
    people = [(person, words.choice_person(number, name)) for person, number, name in listed]
    return pages.emergency_form(words, facts, people, at=outcome.at)


def _preview(outcome: Outcome) -> View:
    facts, (draft, plan) = _shown(outcome)
    return pages.preview(outcome.words, facts, plan, draft=draft, at=outcome.at)


def _shown(outcome: Outcome) -> tuple[Facts, Any]:
    """Return facts and matter of a reply that is to be drawn.

    Raises: LookupError when there is nothing to draw, which a rule's tests rule out.
    """
    if outcome.facts is None or not isinstance(outcome.reply, Shown):
        raise LookupError("there is nothing to draw")
    return outcome.facts, outcome.reply.value
