"""Forms that open at once, from memory, and are filled once what they show is on record."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide.may import Act
from bot.effects import FieldErrors, Refused, Said, Sentence, Shown
from bot.errors import LaneBroken, OutcomeUnknown, SlackFault, SlackSilent, Throttled
from bot.facts import Facts
from bot.words import calling, menus, pages, refusing, say
from bot.words.actions import MENU
from bot.words.blocks import TITLE_LIMIT, Button, View, buttons, plain, section
from bot.words.calling import CALLS
from handlers import read
from handlers.desk import Answer, Desk, Outcome, Rule
from handlers.read import Body, Press
from storage.gather import Gathering

log = logging.getLogger(__name__)

SAID: Final = "said_in_place"
KEPT: Final = (
    "type",
    "callback_id",
    "title",
    "submit",
    "close",
    "private_metadata",
    "notify_on_close",
)
"""What a view must say again when it is drawn again."""

MOST_BLOCKS: Final = 100
"""https://docs.slack.dev/surfaces/modals: so many blocks a view."""

PageOf = Callable[[Outcome], View]
"""Draws a form's own page from what came of the act."""


async def open_form(
    desk: Desk,
    press: Press,
    act: Act,
    gather: Gathering,
    rule: Rule,
    *,
    page: PageOf,
    afresh: bool = False,
) -> None:
    """Open a loading page within the trigger's life; the rest follows after the ack.

    What was pressed inside an open form is drawn in that form's place; `afresh`, where both have
    fields of the same name: what was typed in the one would stay in the other.
    Raises: TriggerExpired when the person has to press again; SlackSilent when Slack serves nobody.
    """
    view = press.view or await _loading(desk, press)
    if afresh and press.view:
        await _put(desk, view, pages.loading(desk.first_words()))
    desk.later(_filled(desk, replace(press, view=view), view, act, gather, rule, page))


async def _loading(desk: Desk, press: Press) -> str:
    try:
        return await desk.api.open_view(press.trigger, pages.loading(desk.first_words()))
    except (OutcomeUnknown, Throttled, LaneBroken) as silent:
        raise SlackSilent(silent.code) from silent


async def _filled(
    desk: Desk, press: Press, view: str, act: Act, gather: Gathering, rule: Rule, page: PageOf
) -> None:
    """Act, then draw what came of it; a page that cannot be filled says so with a number.

    Personal details are drawn only after the act, with its audit row, was committed.
    """
    try:
        outcome = await desk.act(press, act, gather, rule)
        seen = led_back(outcome, press, drawn(outcome, page=page))
        await desk.api.update_view(view, opened_in(read.place(press), seen))
        desk.nudge()
    except Exception:  # the other half of a listener, which has been left already
        reference = secrets.token_hex(4)
        log.exception("a form failed", extra={"reference": reference})
        words = desk.first_words()
        said = [words.something_failed(reference)]
        await _put(desk, view, pages.notice(words, words.refused_title(), said))


async def _put(desk: Desk, view: str, page: View) -> None:
    try:
        await desk.api.update_view(view, page)
    except SlackFault as fault:
        log.warning("a form could not be drawn", extra={"code": fault.code})


async def redraw(desk: Desk, press: Press, outcome: Outcome, *, page: PageOf) -> None:
    """Draw what came of an act in the form in which it was pressed, the act being committed."""
    if press.view is not None:
        seen = drawn(outcome, page=page)
        await _put(desk, press.view, opened_in(read.place(press), seen))


async def said_in_place(desk: Desk, body: Body, outcome: Outcome) -> None:
    """Say a reply on top of the open form in which was pressed; what is typed there stays.

    https://docs.slack.dev/surfaces/modals: input is kept where block_id and action_id are the same.
    """
    text = _text_of(outcome)
    view = body["view"]
    kept = [each for each in view["blocks"] if each["block_id"] != SAID]
    fields = {name: view[name] for name in KEPT if view.get(name)}
    blocks = [section(text, id_=SAID), *kept]
    await _put(desk, view["id"], {**fields, "blocks": blocks[:100]})


def _text_of(outcome: Outcome) -> str:
    match outcome.reply:
        case Said(sentence=sentence):
            return say(outcome.words, sentence)
        case Refused(reasons=(first, *_)):
            return say(outcome.words, first)
        case _:
            return outcome.words.not_now()


def drawn(outcome: Outcome, *, page: PageOf) -> View:
    """Return the page for a reply: the form's own, or the words that say no."""
    words = outcome.words
    match outcome.reply:
        case Refused() as refused:
            return refusing.refusal(words, refused)
        case Said(sentence=sentence):
            return pages.notice(words, words.home_title(), [say(words, sentence)])
        case _:
            return page(outcome)


def shown(outcome: Outcome) -> tuple[Facts, Any]:
    """Return facts and matter of a reply that is to be drawn.

    Raises: LookupError when there is nothing to draw, which a rule's tests rule out.
    """
    if outcome.facts is None or not isinstance(outcome.reply, Shown):
        raise LookupError("there is nothing to draw")
    return outcome.facts, outcome.reply.value


BACK: Final[Mapping[str, str]] = {menus.MENU_PAGE: MENU, calling.CALL_LIST: CALLS}
"""The pages from whose rows a form opens in their own place, and the button that draws them."""


def led_back(outcome: Outcome, press: Press, view: View) -> View:
    """Return a form that took the place of the page it was opened from, with the way back to it.

    Slack's own button at its foot closes everything, and says so.
    """
    facts, words, way = outcome.facts, outcome.words, BACK.get(press.within)
    if way is None or way == BACK.get(str(view["callback_id"])) or not facts or not facts.case:
        return view
    row = buttons([Button(words.button_back(), way, facts.case.id)], id_="back")
    close = plain(words.button_close(), limit=TITLE_LIMIT)
    return {**view, "close": close, "blocks": [*view["blocks"], *row][:MOST_BLOCKS]}


def opened_in(place: str | None, view: View) -> View:
    """Return a form that knows where it was opened: in which channel, or on the Home tab.

    Slack does not say so when it is submitted, and somebody unregistered may answer only there.
    """
    subject = view.get("private_metadata") or ""
    if place != read.HOME and (not place or not subject or "submit" not in view):
        return view
    return {**view, "private_metadata": f"{subject} {place}"}


async def send_back(desk: Desk, ack: AsyncAck, press: Press, wrong: dict[str, Sentence]) -> None:
    """Answer a submitted form with what is missing, at its fields, in its sender's language."""
    words = await desk.words_for(press.member)
    await ack(response_action="errors", errors=pages.errors(words, wrong))


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
    if outcome.reply is None or isinstance(outcome.reply, Shown):
        return {"response_action": "clear"}
    return errors_or("update", outcome, page=page)
