"""The channels of active windows: there, open, with the bot in them, shared as the people are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.cli.doctor.findings import Check, Finding, failed, ok, warning
from bot.cli.doctor.slack import Asking, unanswered
from bot.errors import SlackFault
from bot.standing import Standing

GONE: Final = frozenset({"channel_not_found"})
PAGE: Final = 200
TYPES: Final = "public_channel,private_channel"

Shown = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel of one or several offices; `guests` are the other workspaces of their people."""

    channel: str
    offices: tuple[str, ...]
    guests: frozenset[str]

    @property
    def subject(self) -> str:
        """How an operator knows it."""
        return f"{self.channel} {'・'.join(self.offices)}"


def places(standing: Standing) -> Iterator[Place]:
    """Yield each channel of an active office's windows once."""
    active = {office.id: office.name for office in standing.offices.values() if office.active}
    windows = [each for each in standing.windows.values() if each.office in active]
    for channel in sorted({each.channel for each in windows if each.channel}):
        here = {each.office: active[each.office] for each in windows if each.channel == channel}
        teams = {
            staff.member.team
            for staff in standing.staff.values()
            if staff.active and staff.member and staff.office in here
        }
        guests = frozenset(teams - {standing.network.team})
        yield Place(channel=channel, offices=tuple(here.values()), guests=guests)


async def channels(bot: Asking, standing: Standing) -> list[Finding]:
    """Return what was found of every channel in which an office of the network is reached."""
    try:
        inside = await joined(bot)
    except SlackFault as fault:
        return [unanswered(Check.CHANNEL, standing.network.id, fault)]
    found: list[Finding] = []
    for place in places(standing):
        found += await channel(bot, place, inside.get(place.channel))
    return found


async def joined(bot: Asking) -> dict[str, Shown]:
    """Return the channels the bot is in, by id: one call a page spares one call a channel."""
    found: dict[str, Shown] = {}
    cursor = ""
    while True:
        more = {"cursor": cursor} if cursor else {}
        told = (await bot.ask("users.conversations", types=TYPES, limit=PAGE, **more)).body
        found |= {str(each["id"]): each for each in told.get("channels", ())}
        cursor = str((told.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return found


async def channel(bot: Asking, place: Place, inside: Shown | None) -> list[Finding]:
    """Return what is amiss with one channel, or that nothing is."""
    try:
        shown = (
            inside or (await bot.ask("conversations.info", channel=place.channel)).body["channel"]
        )
    except SlackFault as fault:
        if fault.code not in GONE:
            return [unanswered(Check.CHANNEL, place.subject, fault)]
        remedy = "not there, or private without the bot: /invite the bot there, or correct it: "
        return [failed(Check.CHANNEL, place.subject, f"{remedy}kyoten network apply FILE.toml")]
    member = inside is not None or bool(shown.get("is_member"))
    amiss = [*shut(place, shown, member=member), *shared(place, shown)]
    return amiss or [ok(Check.CHANNEL, place.subject)]


def shut(place: Place, shown: Shown, *, member: bool) -> Iterator[Finding]:
    """Yield why nothing can be posted there."""
    if shown.get("is_archived"):
        remedy = "archived: unarchive it, or name another one: kyoten network apply FILE.toml"
        yield failed(Check.CHANNEL, place.subject, remedy)
    elif not member:
        yield failed(Check.CHANNEL, place.subject, "the bot is not in it: /invite the bot there")


def shared(place: Place, shown: Shown) -> Iterator[Finding]:
    """Yield where other workspaces read along unexpectedly, or cannot where they should."""
    open_to_others = bool(shown.get("is_ext_shared"))
    if open_to_others and not place.guests:
        yield warning(
            Check.CHANNEL,
            place.subject,
            "shared with another workspace, of which the network knows nobody: end the sharing, "
            "or name their staff with their team: kyoten network apply FILE.toml",
        )
    elif place.guests and not open_to_others:
        theirs = ", ".join(sorted(place.guests))
        remedy = f"staff of {theirs} cannot see it: share it with their workspace (Slack Connect)"
        yield failed(Check.CHANNEL, place.subject, remedy)
