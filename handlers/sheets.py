"""登録情報を見る: a person's sheet, opened for those who care for them, on record first."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import sheets
from bot.decide.may import Act
from bot.decide.sheets import Sheet
from bot.words import answering, pages
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Desk, Outcome, Rule
from handlers.forms import errors_or, open_form, shown
from handlers.read import Body, Press
from storage.gather import Gather, Gathering


async def on_sheet(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    page = partial(_sheet, form=answering.SHEET_NAMED)
    await open_form(desk, press, Act.OPEN_SHEET, Gather.ask_or_case, sheets.open_sheet, page=page)
    await ack()


async def on_copy(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """どなたか確認する: the shared copy, for an asked office that holds one."""
    press = read.action(body, team=desk.team)
    page = partial(_sheet, form=answering.COPY_NAMED)
    await open_form(desk, press, Act.OPEN_COPY, Gather.ask_with_person, sheets.open_copy, page=page)
    await ack()


async def on_sheet_named(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    new_id = desk.means.new_id
    rule = partial(sheets.open_sheet_named, answerer=fields.answerer(press), new_id=new_id)
    await _opened(desk, ack, press, Act.OPEN_SHEET, Gather.ask_or_case, rule)


async def on_copy_named(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    new_id = desk.means.new_id
    rule = partial(sheets.open_copy_named, answerer=fields.answerer(press), new_id=new_id)
    await _opened(desk, ack, press, Act.OPEN_COPY, Gather.ask_with_person, rule)


async def _opened(
    desk: Desk, ack: AsyncAck, press: Press, act: Act, gather: Gathering, rule: Rule
) -> None:
    """Draw the sheet after the commit, so that no copy of it stays with the delivery."""
    outcome = await desk.act(press, act, gather, rule)
    page = partial(_sheet, form=answering.SHEET_NAMED)
    again = outcome.reply is None  # this very delivery was done before
    await ack(**({} if again else errors_or("update", outcome, page=page)))
    desk.nudge()


def _sheet(outcome: Outcome, *, form: str) -> View:
    """Return the sheet, or first the question for 回答者名 at a login several people use."""
    words = outcome.words
    _, found = shown(outcome)
    if isinstance(found, Sheet):
        return pages.sheet(words, found)
    return answering.name_form(words, form, submit=words.button_sheet(), subject=found)
