"""Forms that open at once, from memory, and are filled once what they show is on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.decide.may import Act
from bot.effects import FieldErrors, Refused, Said, Shown
from bot.words import pages, say
from bot.words.blocks import View
from handlers.desk import Answer, Desk, Outcome, Rule
from handlers.read import Press
from storage.gather import Gathering

PageOf = Callable[[Outcome], View]
"""Draws a form's own page from what came of the act."""


async def open_form(
    desk: Desk, press: Press, act: Act, gather: Gathering, rule: Rule, *, page: PageOf
) -> None:
    """Open a loading page within the trigger's life, act, then draw what came of it.

    Personal details are drawn only after the act, with its audit row, was committed.
    Raises: TriggerExpired when the person has to press again.
    """
    view = await desk.api.open_view(press.trigger, pages.loading(desk.first_words()))
    outcome = await desk.act(replace(press, view=view), act, gather, rule)
    await desk.api.update_view(view, drawn(outcome, page=page))
    desk.nudge()


def drawn(outcome: Outcome, *, page: PageOf) -> View:
    """Return the page for a reply: the form's own, or the words that say no."""
    words = outcome.words
    match outcome.reply:
        case Refused() as refused:
            return pages.refusal(words, refused)
        case Said(sentence=sentence):
            return pages.notice(words, words.home_title(), [say(words, sentence)])
        case _:
            return page(outcome)


def errors_or(action: str, outcome: Outcome, *, page: PageOf) -> Answer:
    """Return what answers a submitted form: errors at their fields, or the page that follows.

    `action` is Slack's: "push" keeps the form below, "update" takes its place.
    """
    if isinstance(outcome.reply, FieldErrors):
        found = pages.errors(outcome.words, outcome.reply.errors)
        return {"response_action": "errors", "errors": found}
    return {"response_action": action, "view": drawn(outcome, page=page)}


def closing(outcome: Outcome, *, page: PageOf) -> Answer:
    """Return what closes every form once the deed is done; a no is still shown."""
    if isinstance(outcome.reply, Shown):
        return {"response_action": "clear"}
    return errors_or("update", outcome, page=page)
