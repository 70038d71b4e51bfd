"""The text after /kyoten, and every subcommand there is, in English and Japanese."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import greeting
from bot.decide.may import Act
from bot.effects import Sentence, sentence
from bot.words import Words
from bot.words.blocks import escaped
from handlers import alarms, emergency, joining, read
from handlers.desk import Answer, Desk, Outcome, Rule
from handlers.read import Body, Press
from storage.gather import Gather

HIRAGANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
"""Katakana to hiragana."""
AROUND: Final = " /「」『』\"'`。、.,!?・"
"""What is set around a word by habit or copied with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcommand:
    """One word after /kyoten: its names, the sentence that explains it, and its listener.

    `sounds` is the Japanese name as it sounds, in hiragana or Latin letters: a keyboard that was
    not told to convert types it so, and in katakana of either width. After @拠点 no form can be
    opened: `called` is what is said then, mostly with a button.
    """

    names: tuple[str, ...]
    sounds: tuple[str, ...]
    about: Callable[[Words], str]
    listener: Callable[[Desk, Press], Awaitable[Answer]]
    called: Sentence


async def on_help(desk: Desk, press: Press) -> Answer:
    """Answer with everything that can be typed here, in the person's language."""
    outcome = await desk.act(press, Act.BROWSE, Gather.nothing, greeting.look_around, draw=_help)
    return outcome.answer


def _help(outcome: Outcome) -> Answer:
    return {"text": help_text(outcome.words), "response_type": "ephemeral"}


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        names=("emergency", "緊急"),
        sounds=("きんきゅう", "kinkyu", "kinkyuu"),
        about=lambda words: words.help_emergency(),
        listener=emergency.on_emergency,
        called=sentence("emergency_by_button"),
    ),
    Subcommand(
        names=("join", "職員登録"),
        sounds=("しょくいんとうろく", "shokuintouroku", "shokuintoroku"),
        about=lambda words: words.help_join(),
        listener=joining.on_command,
        called=sentence("join_by_button"),
    ),
    Subcommand(
        names=("alarm", "取り次ぎ"),
        sounds=("とりつぎ", "toritsugi"),
        about=lambda words: words.help_alarm(),
        listener=alarms.on_alarm,
        called=sentence("alarm_by_button"),
    ),
    Subcommand(
        names=("help", "使い方"),
        sounds=("つかいかた", "tsukaikata", "へるぷ"),
        about=lambda words: words.help_help(),
        listener=on_help,
        called=sentence("how_to_start"),
    ),
)


def help_text(words: Words) -> str:
    """Return the list of subcommands with what each does."""
    rows = (f"`/kyoten {' · '.join(each.names)}`　{each.about(words)}" for each in SUBCOMMANDS)
    return "\n".join((words.help_title(), *rows, words.help_foot()))


async def on_command(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.command(body, team=desk.team)
    found = subcommand(press.text or "help")
    await ack(**(await found.listener(desk, press) if found else await _unknown(desk, press)))


async def on_mention(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """Answer @拠点 anywhere, threads too, with the way on, to the one who asked; never a bot."""
    if "bot_id" in body["event"]:
        await ack()
        return
    press = read.message(body, team=desk.team)
    await desk.act(press, Act.BROWSE, Gather.nothing, answering(press))
    await ack()
    desk.nudge()


def answering(press: Press) -> Rule:
    """Return the answer to being called by name, or written to directly."""
    _, word = read.called(press.text)
    found = subcommand(word)
    return partial(greeting.answer_mention, words=found.called if found else None)


def calls_us(desk: Desk, typed: Press) -> bool:
    """True for a subcommand after @拠点: its own event brings it, and it is no reply."""
    names, word = read.called(typed.text)
    return any(desk.api.is_me(name) for name in names) and subcommand(word) is not None


def subcommand(typed: str) -> Subcommand | None:
    """Return what a word is, written in any width or kana; None when it is only near to one."""
    wanted = _levelled(typed)
    return next((each for each in SUBCOMMANDS if wanted in (*each.names, *each.sounds)), None)


def _levelled(typed: str) -> str:
    """Return a word in one width, one case and one kana, without the marks people set around it."""
    plain = unicodedata.normalize("NFKC", typed).casefold()
    return plain.translate(HIRAGANA).strip(AROUND)


def nearest(typed: str) -> str | None:
    """Return the name that a word comes nearest to, as it is to be typed; None when none is near.

    A word near to how a name sounds means the Japanese name.
    """
    meant = {name: name for each in SUBCOMMANDS for name in each.names}
    meant |= {sound: each.names[-1] for each in SUBCOMMANDS for sound in each.sounds}
    close = difflib.get_close_matches(_levelled(typed), meant, n=1, cutoff=0.5)
    return meant[close[0]] if close else None


async def _unknown(desk: Desk, press: Press) -> Answer:
    """Answer with the nearest word there is, and the list."""
    near = nearest(press.text)

    def drawing(outcome: Outcome) -> Answer:
        text = outcome.words.unknown_command(escaped(press.text), near)
        return {**_help(outcome), "text": f"{text}\n{help_text(outcome.words)}"}

    outcome = await desk.act(press, Act.BROWSE, Gather.nothing, greeting.look_around, draw=drawing)
    return outcome.answer
