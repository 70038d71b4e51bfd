"""What Slack's error codes mean for us, by method where one word means different things.

Read from https://docs.slack.dev/reference/methods, each method's page, "Errors".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.errors import (
    CardLost,
    ChannelClosed,
    LaneBroken,
    OutcomeUnknown,
    Rejected,
    SlackFault,
    Throttled,
    TokenBroken,
    TriggerExpired,
    Unheard,
)

Meaning = Mapping[str, type[SlackFault]]


def _mean(fault: type[SlackFault], *codes: str) -> dict[str, type[SlackFault]]:
    return dict.fromkeys((code for line in codes for code in line.split()), fault)


COMMON: Final[Meaning] = {
    **_mean(Throttled, "ratelimited rate_limited team_added_to_org org_login_required"),
    **_mean(OutcomeUnknown, "internal_error fatal_error service_unavailable request_timeout"),
    **_mean(
        TokenBroken,
        "not_authed invalid_auth account_inactive token_revoked token_expired is_bot",
        "access_denied accesslimited ekm_access_denied enterprise_is_restricted",
        "team_access_not_granted two_factor_setup_required not_allowed_token_type",
    ),
    **_mean(LaneBroken, "missing_scope no_permission"),
    **_mean(
        Rejected,
        "invalid_arguments missing_argument invalid_arg_name invalid_array_arg invalid_charset",
        "invalid_form_data invalid_post_type missing_post_type invalid_json json_not_object",
        "unknown_method method_deprecated deprecated_endpoint",
    ),
}
"""On every method."""

_SHARING: Final = "team_not_found slack_connect_canvas_sharing_blocked " + (
    "slack_connect_file_link_sharing_blocked"
)
_CLOSED: Final = "channel_not_found not_in_channel is_archived channel_is_limited_access"
_RESTRICTED: Final = (
    "restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel "
    "restricted_action_non_threadable_channel restricted_action_thread_locked"
)
_CONTENT: Final = (
    "no_text msg_too_long msg_blocks_too_long invalid_blocks invalid_blocks_format "
    "too_many_attachments invalid_attachments attachment_payload_limit_exceeded "
    "invalid_metadata_format invalid_metadata_schema metadata_too_large "
    "metadata_must_be_sent_from_app markdown_text_conflict as_user_not_supported"
)
_TRIGGER: Final = (
    "expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired trigger_exchanged"
)
_VIEW: Final = "duplicate_external_id view_too_large"

BY_METHOD: Final[Mapping[str, Meaning]] = {
    "chat.postMessage": {
        **_mean(Throttled, "message_limit_exceeded"),
        **_mean(OutcomeUnknown, "duplicate_message_not_found duplicate_channel_not_found"),
        **_mean(ChannelClosed, _CLOSED, _RESTRICTED, _SHARING, "app_access_restricted"),
        **_mean(ChannelClosed, "messages_tab_disabled slack_connect_lists_sharing_blocked"),
        **_mean(ChannelClosed, "user_not_found user_not_visible user_disabled"),
        **_mean(CardLost, "cannot_reply_to_message thread_not_found"),
        **_mean(Rejected, _CONTENT, "too_many_contact_cards missing_file_data"),
        **_mean(Rejected, "send_on_behalf_not_allowed draft_already_deleted"),
        **_mean(Rejected, "draft_already_sent draft_has_conflict draft_not_found"),
    },
    "chat.update": {
        **_mean(Throttled, "external_channel_migrating update_failed streaming_state_conflict"),
        **_mean(Throttled, "message_limit_exceeded"),
        **_mean(ChannelClosed, _CLOSED, _SHARING, "is_inactive edit_window_closed"),
        **_mean(ChannelClosed, "posting_to_channel_denied slack_connect_clip_sharing_blocked"),
        **_mean(ChannelClosed, "slack_connect_file_upload_sharing_blocked"),
        **_mean(ChannelClosed, "slack_connect_blocked_file_type", _RESTRICTED),
        **_mean(CardLost, "message_not_found cant_update_message"),
        **_mean(Rejected, _CONTENT, "block_mismatch cant_broadcast_message blocked_file_type"),
        **_mean(Rejected, "no_dual_broadcast_content_update file_deleted file_is_deleted"),
        **_mean(Rejected, "file_not_found file_share_limit_reached max_file_sharing_exceeded"),
        **_mean(Rejected, "unable_to_share_files"),
    },
    "chat.delete": {
        **_mean(ChannelClosed, _CLOSED),
        **_mean(Rejected, "cant_delete_message compliance_exports_prevent_deletion"),
    },
    "chat.postEphemeral": {
        **_mean(Rejected, _CLOSED, _RESTRICTED, _CONTENT, "user_not_in_channel"),
        **_mean(Rejected, "messages_tab_disabled message_limit_exceeded cannot_reply_to_message"),
    },
    "views.open": {
        **_mean(TriggerExpired, _TRIGGER),
        **_mean(Rejected, _VIEW),
    },
    "views.push": {
        **_mean(TriggerExpired, _TRIGGER),
        **_mean(Rejected, _VIEW, "push_limit_reached not_found"),
    },
    "views.update": {
        **_mean(Throttled, "hash_conflict"),
        **_mean(Rejected, _VIEW, "not_found"),
    },
    "views.publish": {
        **_mean(Throttled, "hash_conflict"),
        **_mean(LaneBroken, "not_enabled not_allowed_token_type"),
        **_mean(Rejected, _VIEW, "missing_profile_id not_implemented"),
    },
    "conversations.open": {
        **_mean(ChannelClosed, "user_not_found user_not_visible user_disabled channel_not_found"),
        **_mean(ChannelClosed, "invalid_user_combination"),
        **_mean(Rejected, "not_enough_users too_many_users users_list_not_supplied"),
        **_mean(Rejected, "method_not_supported_for_channel_type"),
    },
    "conversations.history": {
        **_mean(ChannelClosed, _CLOSED),
        **_mean(Throttled, "invalid_cursor"),  # read again from the first page
        **_mean(Rejected, "invalid_ts_latest invalid_ts_oldest invalid_metadata_filter_keys"),
    },
    "conversations.replies": {
        **_mean(ChannelClosed, _CLOSED),
        **_mean(Throttled, "invalid_cursor"),
        **_mean(CardLost, "thread_not_found"),
        **_mean(Rejected, "invalid_ts_latest invalid_ts_oldest invalid_metadata_filter_keys"),
        **_mean(Rejected, "method_not_supported_for_channel_type"),
        **_mean(Rejected, "list_record_comment_fetch_failed"),
    },
    "users.info": _mean(Rejected, "user_not_found user_not_visible too_many_users"),
    "dnd.teamInfo": _mean(Rejected, "user_not_found too_many_users"),
}

THERE_ALREADY: Final[Mapping[str, frozenset[str]]] = {
    "chat.delete": frozenset({"message_not_found"}),
    "views.update": frozenset({"not_found"}),  # the person closed the form meanwhile
}
"""Refusals that say that nothing is left to do."""


def slack_fault(code: str, *, method: str = "", retry_after: float = 0.0) -> SlackFault:
    """Return the fault that Slack's code means on a method; a word nobody knows is Unheard."""
    own = BY_METHOD.get(method, {})
    kind = own.get(code) or COMMON.get(code) or Unheard
    return kind(code, retry_after=retry_after)
