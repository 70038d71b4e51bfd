"""モニタリング: whose is due, and the record that it was done."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.clock import JST
from bot.decide import reminders
from bot.decide.may import Act
from bot.decide.reminders import Listed
from bot.effects import Shown
from bot.words import pages
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Desk, Outcome
from handlers.forms import errors_or, open_form, send_back
from handlers.read import Body
from storage.gather import Gather


async def on_list(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(
        desk,
        press,
        Act.LIST_MONITORING,
        Gather.my_monitoring,
        reminders.list_monitoring,
        page=_people,
    )
    await ack()


async def on_record(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(
        desk,
        press,
        Act.RECORD_MONITORING,
        Gather.my_monitoring,
        reminders.list_monitoring,
        page=_form,
    )
    await ack()


async def on_recorded(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    done = fields.monitoring_done(press)
    if isinstance(done, dict):
        await send_back(desk, ack, press, done)
        return
    outcome = await desk.act(
        press,
        Act.RECORD_MONITORING,
        Gather.my_monitoring,
        partial(reminders.record_monitoring, done=done),
        draw=partial(errors_or, "update", page=_people),
    )
    await ack(**outcome.answer)


def _people(outcome: Outcome) -> View:
    return pages.monitoring_list(outcome.words, _listed(outcome))


def _form(outcome: Outcome) -> View:
    today = outcome.at.astimezone(JST).date()
    return pages.monitoring_form(outcome.words, _listed(outcome), today=today)


def _listed(outcome: Outcome) -> tuple[Listed, ...]:
    value = outcome.reply.value if isinstance(outcome.reply, Shown) else ()
    return tuple(value) if isinstance(value, tuple) else ()
