"""views.*: modals and Home.

https://docs.slack.dev/reference/methods/views.open
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sandbox import deliveries, modals
from sandbox.args import Args, complaining
from sandbox.model import JSON, Refusal, View
from sandbox.store import Store


def open(store: Store, args: Args, at: datetime) -> JSON:
    """Open a modal for whoever pulled the trigger."""
    trigger_id = args.need("trigger_id")
    body = modals.checked_view(store, _given(args), "modal")
    trigger = modals.claim_trigger(store, trigger_id, at)
    return _answer(store, modals.open_view(store, trigger.user_id, body, at))


def push(store: Store, args: Args, at: datetime) -> JSON:
    """Put a modal on top of the one the trigger was pulled in."""
    trigger_id = args.need("trigger_id")
    body = modals.checked_view(store, _given(args), "modal")
    trigger = modals.claim_trigger(store, trigger_id, at)
    return _answer(store, modals.push_view(store, trigger.user_id, body, at))


def update(store: Store, args: Args, at: datetime) -> JSON:
    """Draw an open view anew."""
    given = _given(args)
    view = store.find_view(args.text("view_id"), args.text("external_id") or None)
    if view is None:
        raise Refusal("not_found")
    kind = view.body["type"]
    body = modals.checked_view(store, given, kind, replacing=view)
    modals.expect_hash(view, args.text("hash"))
    return _answer(store, modals.replace_view(store, view, body, at))


def publish(store: Store, args: Args, at: datetime) -> JSON:
    """Set a person's Home tab."""
    user_id = args.need("user_id")
    if user_id not in store.users or store.users[user_id].is_bot:
        raise complaining("invalid_arguments", ["invalid user_id [json-pointer:/user_id]"])
    old = store.homes.get(user_id)
    body = modals.checked_view(store, _given(args), "home", replacing=old)
    modals.expect_hash(old, args.text("hash"))
    return _answer(store, modals.publish_home(store, user_id, body, at))


def _given(args: Args) -> Any:
    try:
        view = args.parsed("view")
    except ValueError:
        raise complaining(
            "invalid_arguments", ["must be a JSON object [json-pointer:/view]"]
        ) from None
    if view is None:
        raise complaining(
            "invalid_arguments", ["missing required field: view [json-pointer:/view]"]
        )
    return view


def _answer(store: Store, view: View) -> JSON:
    return {"view": deliveries.view(view, store.me)}
