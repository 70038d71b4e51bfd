"""Errors with a meaning.

    KyotenError
    ├── SetupError       the machine or its settings are wrong; said at start only
    ├── Unreadable       what arrived cannot be read; carries the sentence for its sender
    ├── MovedOn          somebody was first; the unit of work decides again
    └── SlackFault       Slack refused, by code and method: bot/slack_codes.py
        ├── OutcomeUnknown    the call may or may not have had its effect
        ├── Throttled         not applied; later is fine
        │   ├── Unreachable       no byte was written: Slack, or the network, is not there
        │   └── TooSoon           our own pacer says: not yet
        ├── ChannelClosed     the place is shut to the bot; a person must help
        ├── LaneBroken        token, scope or server: the work is kept, a person must help
        │   ├── TokenBroken       nothing at all is taken from us
        │   └── Unheard           Slack said what nobody knows
        ├── CardLost          the card to be changed, or written under, is gone
        ├── TriggerExpired    the form could not be opened; the person presses again
        ├── SlackSilent       a form could not be opened, for Slack answers nothing useful now
        └── Rejected          this call can never succeed

An expected "no" is not among them: a rule that refuses returns a Decision saying so.
"""

from __future__ import annotations

from bot.effects import Sentence


class KyotenError(Exception):
    """Every error the bot raises itself."""


class SetupError(KyotenError):
    """The start is refused; `mistakes` holds every finding with its remedy."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class Unreadable(KyotenError):
    """Input that has no meaning here; `sentence` tells its sender what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence


class MovedOn(KyotenError):
    """The value was changed by somebody else since it was read."""


class SlackFault(KyotenError):
    """Slack did not do it. `code` is Slack's own error string, never a person's words."""

    def __init__(self, code: str, *, retry_after: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class OutcomeUnknown(SlackFault):
    """Time-outs, cut connections, 5xx: only reading the history settles it."""


class Throttled(SlackFault):
    """Too much at once; this method in this channel waits `retry_after` seconds."""


class Unreachable(Throttled):
    """The connection could not be made, so nothing arrived; everything waits a moment."""


class TooSoon(Throttled):
    """Not even tried: the pace we keep by ourselves says to wait `retry_after` seconds."""


class ChannelClosed(SlackFault):
    """The office's channel, or the person, is closed to the bot; a person must help."""


class LaneBroken(SlackFault):
    """This kind of call is not taken from us now: the work is kept, a person must help."""


class TokenBroken(LaneBroken):
    """Nothing at all is taken from us: the token or the account is not good any more."""


class Unheard(LaneBroken):
    """Slack said a word nobody knows: this one is kept, and somebody is told."""


class CardLost(SlackFault):
    """The message is gone or not ours; a successor is posted while it still matters."""


class TriggerExpired(SlackFault):
    """A form must open within three seconds of the press, once."""


class SlackSilent(SlackFault):
    """Slack's Web API serves nobody now: the person goes on by telephone, or tries again."""


class Rejected(SlackFault):
    """The call itself is wrong and will never succeed."""
