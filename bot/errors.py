"""Errors with a meaning.

    KyotenError
    ├── SetupError       the machine or its settings are wrong; said at start only
    ├── Unreadable       what arrived cannot be read; carries the sentence for its sender
    ├── MovedOn          somebody was first; the unit of work decides again
    └── SlackFault       Slack refused, by code
        ├── OutcomeUnknown    the call may or may not have had its effect
        ├── Throttled         not applied; later is fine
        ├── ChannelClosed     the channel is shut to the bot; a person must help
        ├── LaneBroken       token, account or server: the work is kept, a person must help
        ├── CardLost          the card to be changed is gone
        ├── TriggerExpired    the form could not be opened; the person presses again
        ├── SlackSilent       a form could not be opened, for Slack answers nothing useful now
        └── Rejected          this call can never succeed

An expected "no" is not among them: a rule that refuses returns a Decision saying so.
"""

from __future__ import annotations

from typing import ClassVar

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

    codes: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, code: str, *, retry_after: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class OutcomeUnknown(SlackFault):
    """Time-outs, cut connections, 5xx: only reading the history settles it."""

    codes = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})


class Throttled(SlackFault):
    """Too much at once; the lane waits `retry_after` seconds."""

    codes = frozenset(
        {
            "ratelimited",
            "rate_limited",
            "team_added_to_org",
            "org_login_required",
            "update_failed",
            "message_limit_exceeded",
            "external_channel_migrating",
        }
    )


class ChannelClosed(SlackFault):
    """The office's channel is closed to the bot; a person must invite it."""

    codes = frozenset(
        {
            "channel_not_found",
            "not_in_channel",
            "is_archived",
            "is_inactive",
            "restricted_action",
            "restricted_action_read_only_channel",
            "restricted_action_thread_only_channel",
            "restricted_action_non_threadable_channel",
            "restricted_action_thread_locked",
            "posting_to_channel_denied",
            "app_access_restricted",
            "messages_tab_disabled",
            "user_not_found",
            "user_not_visible",
            "user_disabled",
        }
    )


class LaneBroken(SlackFault):
    """Nothing can be sent at all now, or Slack said what nobody knows: keep it, and say so."""

    codes = frozenset(
        {
            "not_authed",
            "invalid_auth",
            "account_inactive",
            "token_revoked",
            "token_expired",
            "missing_scope",
            "no_permission",
            "not_allowed_token_type",
            "access_denied",
            "accesslimited",
            "ekm_access_denied",
            "enterprise_is_restricted",
            "team_access_not_granted",
            "two_factor_setup_required",
        }
    )


class CardLost(SlackFault):
    """The message is gone or not ours; a successor is posted while it still matters."""

    codes = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


class TriggerExpired(SlackFault):
    """A form must open within three seconds of the press, once."""

    codes = frozenset(
        {
            "expired_trigger_id",
            "exchanged_trigger_id",
            "invalid_trigger_id",
            "trigger_expired",
            "trigger_exchanged",
        }
    )


class SlackSilent(SlackFault):
    """Slack's Web API serves nobody now: the person goes on by telephone, or tries again."""


class Rejected(SlackFault):
    """The call itself is wrong and will never succeed."""

    codes = frozenset(
        {
            "invalid_arguments",
            "missing_argument",
            "invalid_arg_name",
            "invalid_array_arg",
            "invalid_json",
            "json_not_object",
            "unknown_method",
            "method_deprecated",
            "no_text",
            "msg_too_long",
            "msg_blocks_too_long",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_metadata_format",
            "metadata_too_large",
            "cannot_reply_to_message",
            "thread_not_found",
            "user_not_in_channel",
            "not_found",
            "no_member",
        }
    )


FAULTS: tuple[type[SlackFault], ...] = (
    OutcomeUnknown,
    Throttled,
    ChannelClosed,
    LaneBroken,
    CardLost,
    TriggerExpired,
    Rejected,
)


def slack_fault(code: str, *, retry_after: float = 0.0) -> SlackFault:
    """Return the fault that Slack's error code means; a code nobody knows breaks the lane."""
    kind = next((fault for fault in FAULTS if code in fault.codes), LaneBroken)
    return kind(code, retry_after=retry_after)
