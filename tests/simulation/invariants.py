"""What must be true after every step, and once the troubles are over: reliability.md 3.1.

Read beside the product: by SQL of its own on the same disk, and by looking at the stand-in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from bot.cities import PROFILES
from bot.effects import CardKind, CardRef
from bot.model import OfficeId
from bot.words import actions, cards, words_in
from handlers.read import action
from sandbox.blockkit import as_shown
from sandbox.model import Envelope, Message
from sandbox.town_data import MIZUUMI, sentinels
from storage import queries, shapes
from storage.audit import broken_link
from storage.gather import Gather
from storage.ledger import Ledger
from tests.simulation.world import TOWN, World
from tests.town.asking import S1_FORM

MOVING: Final = ("case", "need", "ask", "registration", "joining", "alarm")
SECRET: Final = tuple(
    sorted(
        sentinels(MIZUUMI)
        | {S1_FORM[name] for name in ("caller", "whereabouts", "situation", "wish_note")}
    )
)
SAYS_YES: Final = {actions.ACCEPT}
EXPECTED_FAULTS: Final = ("OutcomeUnknown", "Throttled", "LaneBroken", "SlackFault")


class Broken(AssertionError):
    """An invariant does not hold."""


class Invariants:
    """Watches one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.revoked = False
        self._revisions: dict[tuple[str, str], tuple[int, int]] = {}
        self._read = 0
        self._yeses: list[tuple[str, str, Envelope]] = []
        self._audited = 0
        self._states: dict[tuple[str, str], str] = {}

    def pressed(self, who: str, act: str, value: str, envelope: Envelope) -> None:
        """Remember an acceptance, so that it is looked for when it was acknowledged."""
        if act in SAYS_YES:
            self._yeses.append((who, value, envelope))

    def hold(self) -> None:
        """Raise Broken unless everything holds that must hold at any moment."""
        wrong = [
            *self._open_needs(),
            *self._one_decided(),
            *self._decided_rightly(),
            *self._caused(),
            *self._keyed_once(),
            *self._no_yes_forgotten(),
            *self._nothing_raised(),
            *self._never_backwards(),
            *self._due_is_done(),
            *self._no_names(),
        ]
        if wrong:
            raise Broken(wrong[0])

    def healed(self) -> None:
        """Raise Broken unless every key has a card that stands and shows what is true."""
        wrong = [*self._all_sent(), *self._cards_stand(), *self._parked_is_told()]
        if wrong:
            raise Broken(wrong[0])

    def at_the_end(self) -> None:
        """Raise Broken unless, late twins swept, each key has exactly one message."""
        self.healed()
        wrong = [*self._exactly_one(), *self._somebody_was_told(), *self._chain()]
        if wrong:
            raise Broken(wrong[0])

    # -------------------------------------------------------------- at any moment

    def _open_needs(self) -> Iterator[str]:
        for row in self.world.rows(
            "SELECT id, status FROM need WHERE (status IN ('asking', 'decided', 'arrived'))"
            " <> (next_step_at IS NOT NULL)"
        ):
            yield f"S1: need {row['id']} is {row['status']} with or without a next step"
        for row in self.world.rows(
            "SELECT id FROM need WHERE next_step_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM due"
            " WHERE due.open AND due.kind = 'need_step' AND due.subject = need.id)"
        ):
            yield f"S1: nothing wakes need {row['id']}"

    def _one_decided(self) -> Iterator[str]:
        for row in self.world.rows(
            "SELECT need, round FROM ask WHERE status = 'decided' GROUP BY need, round"
            " HAVING count(*) > 1"
        ):
            yield f"S2: need {row['need']} has two winners"

    def _decided_rightly(self) -> Iterator[str]:
        for row in self.world.rows(
            "SELECT ask.id, ask.asked_at, need.status, need.round AS now, ask.round, (SELECT"
            " count(*) FROM audit WHERE audit.act = 'choose' AND audit.outcome = 'done'"
            ' AND audit.subject IN (ask.id, need.id, need."case")) AS chosen'
            " FROM ask JOIN need ON need.id = ask.need WHERE ask.status = 'decided'"
        ):
            if row["asked_at"] is None or row["now"] != row["round"]:
                yield f"S3: ask {row['id']} was decided unasked or in an old round"
            if not row["chosen"]:
                yield f"S3: nobody on record decided for ask {row['id']}"

    def _caused(self) -> Iterator[str]:
        states = {
            (table, row["id"]): row["status"]
            for table in ("case", "need", "ask")
            for row in self.world.rows(f'SELECT id, status FROM "{table}"')
        }
        fresh = self.world.rows("SELECT * FROM audit WHERE seq > ? ORDER BY seq", self._audited)
        if states != self._states and not fresh:
            yield "S4: a state changed and the audit is silent"
        for link in fresh:
            yield from self._cause_is_known(link)
        self._states = states
        self._audited = max((link["seq"] for link in fresh), default=self._audited)

    def _cause_is_known(self, link: dict[str, Any]) -> Iterator[str]:
        kind, _, of = link["cause"].partition(":")
        match kind:
            case "due":
                known = self.world.one("SELECT NOT open FROM due WHERE id = ?", of)
            case "parcel":
                known = self.world.one("SELECT 1 FROM outbox WHERE id = ?", of)
            case "action" | "submission" | "command" | "event" | "shortcut" | "closing":
                done = "SELECT 1 FROM inbox WHERE key = ? AND state = 'done'"
                known = self.world.one(done, link["cause"])
            case _:
                known = True
        if not known:
            yield f"S4: {link['act']} has no cause: {link['cause']}"

    def _keyed_once(self) -> Iterator[str]:
        for row in self.world.rows(
            "SELECT need, office FROM ask GROUP BY need, round, office HAVING count(*) > 1"
        ):
            yield f"S5: {row['office']} is asked twice for {row['need']}"
        for row in self.world.rows("SELECT key FROM outbox GROUP BY key HAVING count(*) > 1"):
            yield f"S5: {row['key']} is sent twice"

    def _no_yes_forgotten(self) -> Iterator[str]:
        for who, ask, envelope in self._yeses:
            if envelope.state != "acked":
                continue
            key = action(envelope.payload, team=self.world.workspace.team_id).key
            if not self.world.one("SELECT 1 FROM inbox WHERE key = ? AND state = 'done'", key):
                yield f"S6: {who}'s acceptance of {ask} was acknowledged and not kept"
            heard = "SELECT 1 FROM audit WHERE cause = ? OR subject = ? AND act = 'offered'"
            if not self.world.one(heard, key, ask):
                yield f"S6: {who}'s acceptance of {ask} left no trace"

    def _nothing_raised(self) -> Iterator[str]:
        for record in self.world.errors.records:
            fault = str(getattr(record, "fault", "")) or (
                type(record.exc_info[1]).__name__ if record.exc_info else ""
            )
            if record.levelname == "CRITICAL" or fault.startswith(EXPECTED_FAULTS):
                continue  # Slack's troubles, told as they must be
            yield f"S7: {record.getMessage()} ({fault})"

    def _never_backwards(self) -> Iterator[str]:
        for table in MOVING:
            round_ = "round" if table == "need" else "0"
            for row in self.world.rows(f'SELECT id, revision, {round_} AS r FROM "{table}"'):
                was = self._revisions.get((table, row["id"]), (0, 0))
                now = (row["revision"], row["r"])
                if now[0] < was[0] or now[1] < was[1]:
                    yield f"S8: {table} {row['id']} went back from {was} to {now}"
                self._revisions[table, row["id"]] = now

    def _due_is_done(self) -> Iterator[str]:
        now = self.world.now().strftime("%Y-%m-%d %H:%M:%S.%f")
        for row in self.world.rows(
            "SELECT kind, subject FROM due WHERE open AND at <= ? AND fault IS NULL", now
        ):
            yield f"L3: {row['kind']} of {row['subject']} is due and not done"

    def _no_names(self) -> Iterator[str]:
        sent = self.world.workspace.recorder.to_people_channels()
        for call in sent[self._read :]:
            found = next((each for each in SECRET if each in call.args), None)
            if found is not None:
                yield f"P1: {call.method} says {found}"
        self._read = len(sent)

    # -------------------------------------------------------------- once healed

    def _all_sent(self) -> Iterator[str]:
        for row in self.world.rows(
            "SELECT id, key, state, fault FROM outbox WHERE state IN ('pending', 'unknown')"
            " AND (card IS NULL OR kind = 'show' OR (SELECT ts FROM card WHERE card.id ="
            " outbox.card) IS NOT NULL)"
        ):
            yield f"L1: {row['key']} is still {row['state']} ({row['fault']})"

    def _cards_stand(self) -> Iterator[str]:
        for row in self.world.rows("SELECT * FROM card WHERE ts IS NOT NULL"):
            message = self._message(row["channel"], row["ts"])
            if message is None or not self._writable(row["channel"]):
                continue  # taken away, or nobody may write there: told otherwise
            if row["shown"] < row["wanted"]:
                yield f"L1: card {row['id']} shows {row['shown']} of {row['wanted']}"
            elif not self._shows_the_truth(row, message):
                yield f"L1: card {row['id']} ({row['kind']} at {row['office']}) shows old things"

    def _shows_the_truth(self, row: dict[str, Any], message: Message) -> bool:
        """Compare with the card as it is drawn from what is true now.

        What is drawn may say whether a deadline is over: so it is drawn as of each moment at which
        it was drawn before, the latest first.
        """
        moments = self.world.drawn_at[row["channel"], row["ts"]]
        return any(self._drawn(row, at) == _seen(message) for at in reversed(moments))

    def _drawn(self, row: dict[str, Any], at: datetime) -> Any:
        ledger = Ledger(self.world.connection, self.world.bot.desk.means)
        found = ledger.row(queries.by_id(queries.NETWORK, row["network"]))
        if found is None:
            raise LookupError(row["network"])
        gather = Gather(ledger, shapes.NETWORK.value(found), at=at)
        ref = CardRef(
            kind=CardKind(row["kind"]), subject=row["subject"], office=OfficeId(row["office"])
        )
        network = gather.town.network
        words = words_in(network.lang, PROFILES[network.profile].ui_terms)
        drawn = cards.card(words, gather.card(ref), ref, at=at, key=row["id"])
        return drawn.text, _bare(as_shown(list(drawn.blocks), lambda: ""))

    def _parked_is_told(self) -> Iterator[str]:
        for row in self.world.rows(
            "SELECT outbox.id, outbox.key, ask.status, need.status AS need FROM outbox JOIN card"
            " ON card.id = outbox.card JOIN ask ON ask.id = card.subject JOIN need ON need.id ="
            " ask.need WHERE outbox.state = 'parked' AND outbox.kind = 'show' AND card.kind ="
            " 'ask' AND card.ts IS NULL AND need.round = ask.round"
        ):
            if row["status"] in ("waiting", "holding") and row["need"] == "asking":
                yield f"L6: {row['key']} was put aside and nobody was told"
        for row in self.world.rows(
            "SELECT id FROM ask WHERE status = 'waiting' AND NOT EXISTS (SELECT 1 FROM card WHERE"
            " card.subject = ask.id AND card.ts IS NOT NULL) AND (SELECT channel FROM window WHERE"
            " window.id = ask.window) IS NOT NULL"
        ):
            yield f"L5: ask {row['id']} waits for an answer to a card that is nowhere"

    # -------------------------------------------------------------- at the end

    def _exactly_one(self) -> Iterator[str]:
        copies: dict[str, int] = {}
        for channel in self.world.workspace.channels.values():
            for message in channel.messages.values():
                payload = (message.metadata or {}).get("event_payload") or {}
                if message.is_bot and "k" in payload and message.subtype != "tombstone":
                    copies[payload["k"]] = copies.get(payload["k"], 0) + 1
        for key, number in copies.items():
            if number > 1:
                yield f"L1: {key} stands {number} times: {self._named(key)}"
        for row in self.world.rows(
            "SELECT id, key, channel, ts FROM outbox WHERE state = 'sent' AND ts IS NOT NULL"
            " AND kind IN ('line', 'direct')"
        ):
            if row["id"] not in copies and self._message(row["channel"], row["ts"]) is None:
                yield f"L1: {row['key']} is said to be sent and stands nowhere"

    def _named(self, key: str) -> str:
        found = self.world.one("SELECT key FROM outbox WHERE id = ? OR card = ?", key, key)
        return str(found)

    def _somebody_was_told(self) -> Iterator[str]:
        """A need that waited through its ladder was brought to the core centre."""
        for row in self.world.rows(
            'SELECT need.id, need.asked_at, "case".core_called_at FROM need JOIN "case" ON'
            ' "case".id = need."case" WHERE need.status = \'asking\' AND "case".status = \'open\''
            ' AND "case".paused_until IS NULL AND NOT "case".restricted AND NOT EXISTS (SELECT 1'
            " FROM ask WHERE ask.need = need.id AND ask.status IN ('offered', 'conditional',"
            " 'holding'))"
        ):
            asked = row["asked_at"]
            waited = self.world.now().replace(tzinfo=None).isoformat(" ") > _later(asked)
            if asked and waited and row["core_called_at"] is None:
                yield f"L4: need {row['id']} waits since {asked}, unknown to the core centre"

    def _chain(self) -> Iterator[str]:
        broken = broken_link(self.world.connection, TOWN.network.id)
        if broken is not None:
            yield f"A1: the audit breaks at {broken}"

    # -------------------------------------------------------------- parts

    def _message(self, channel: str, ts: str) -> Message | None:
        found = self.world.workspace.channels[channel].messages.get(ts)
        return None if found is None or found.subtype == "tombstone" else found

    def _writable(self, channel: str) -> bool:
        place, bot = self.world.workspace.channels[channel], self.world.workspace.bot_user_id
        return not place.is_archived and bot in place.members


def _seen(message: Message) -> Any:
    return message.text, _bare(message.blocks)


_RIVALS: Final = re.compile(r" （別のご依頼 [^）]* も依頼中）")
"""What a card says of other cases: those do not draw it again when they change."""


def _bare(blocks: Any) -> Any:
    """Return blocks without the ids Slack made up where none were given, and without rivals."""
    match blocks:
        case dict():
            return {
                name: _bare(each)
                for name, each in blocks.items()
                if name not in ("block_id", "action_id")
            }
        case list():
            return [_bare(each) for each in blocks]
        case str():
            return _RIVALS.sub("", blocks)
        case _:
            return blocks


def _later(stored: str | None) -> str:
    if not stored:
        return "9999"
    return (datetime.fromisoformat(stored) + timedelta(hours=2)).isoformat(" ")
