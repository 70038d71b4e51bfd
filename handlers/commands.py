"""The text after /kyoten, and every subcommand there is, in English and Japanese."""

from __future__ import annotations

import difflib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import greeting
from bot.decide.may import Act
from bot.words import Words
from bot.words.blocks import escaped
from handlers import alarms, emergency, read
from handlers.desk import Answer, Desk, Outcome
from handlers.read import Body, Press
from storage.gather import Gather


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcommand:
    """One word after /kyoten: its names, the sentence that explains it, and its listener."""

    names: tuple[str, ...]
    about: Callable[[Words], str]
    listener: Callable[[Desk, Press], Awaitable[Answer]]


async def on_help(desk: Desk, press: Press) -> Answer:
    """Answer with everything that can be typed here, in the person's language."""
    outcome = await desk.act(press, Act.BROWSE, Gather.nothing, greeting.look_around, draw=_help)
    return outcome.answer


def _help(outcome: Outcome) -> Answer:
    return {"text": help_text(outcome.words), "response_type": "ephemeral"}


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        names=("emergency", "緊急"),
        about=lambda words: words.help_emergency(),
        listener=emergency.on_emergency,
    ),
    Subcommand(
        names=("alarm", "取り次ぎ"),
        about=lambda words: words.help_alarm(),
        listener=alarms.on_alarm,
    ),
    Subcommand(names=("help", "使い方"), about=lambda words: words.help_help(), listener=on_help),
)


def help_text(words: Words) -> str:
    """Return the list of subcommands with what each does."""
    rows = (f"`/kyoten {' · '.join(each.names)}`　{each.about(words)}" for each in SUBCOMMANDS)
    return "\n".join((words.help_title(), *rows, words.help_foot()))


async def on_command(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.command(body, team=desk.team)
    found = _subcommand(press.text or "help")
    await ack(**(await found.listener(desk, press) if found else await _unknown(desk, press)))


def _subcommand(typed: str) -> Subcommand | None:
    wanted = typed.casefold()
    return next((each for each in SUBCOMMANDS if wanted in each.names), None)


async def _unknown(desk: Desk, press: Press) -> Answer:
    """Answer with the nearest word there is, and the list."""
    names = [name for each in SUBCOMMANDS for name in each.names]
    near = next(
        iter(difflib.get_close_matches(press.text.casefold(), names, n=1, cutoff=0.5)), None
    )

    def drawing(outcome: Outcome) -> Answer:
        text = outcome.words.unknown_command(escaped(press.text), near)
        return {**_help(outcome), "text": f"{text}\n{help_text(outcome.words)}"}

    outcome = await desk.act(press, Act.BROWSE, Gather.nothing, greeting.look_around, draw=drawing)
    return outcome.answer
