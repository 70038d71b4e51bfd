"""A person's stack of modals and their Home tab.

https://docs.slack.dev/surfaces/modals
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sandbox.args import complaining
from sandbox.blockkit import check_view, view_too_large
from sandbox.forms import State, initial_state
from sandbox.model import JSON, Refusal, Surface, Trigger, View
from sandbox.store import Store

DEEPEST = 3
TRIGGER_LIVES = timedelta(seconds=3)


def checked_view(store: Store, body: Any, *kinds: Surface, replacing: View | None = None) -> JSON:
    """Return the view as Slack keeps it. Raises: Refusal with Slack's complaints."""
    errors = check_view(body, kinds)
    if errors:
        raise complaining("invalid_arguments", errors)
    if view_too_large(body):
        raise Refusal("view_too_large")
    external = body.get("external_id")
    same = store.find_view(None, external) if external else None
    if same is not None and same is not replacing:
        raise Refusal("duplicate_external_id")
    return {**body, "blocks": store.shown_blocks(body["blocks"])}


def claim_trigger(store: Store, trigger_id: str, at: datetime) -> Trigger:
    """Use up a trigger. Raises: Refusal when it is unknown, was used, or is over 3 s old."""
    trigger = store.triggers.get(trigger_id)
    if trigger is None:
        raise Refusal("invalid_trigger_id")
    if trigger.used:
        raise Refusal("exchanged_trigger_id")
    if at - trigger.made_at > TRIGGER_LIVES:
        raise Refusal("expired_trigger_id")
    trigger.used = True
    return trigger


def open_view(store: Store, user_id: str, body: JSON, at: datetime) -> View:
    """Show a modal to a person, in place of whatever modal they had open."""
    store.stacks[user_id] = []
    return _stack_up(store, user_id, body, at)


def push_view(store: Store, user_id: str, body: JSON, at: datetime) -> View:
    """Put a modal on top of a person's stack. Raises: Refusal when it is full or gone."""
    stack = store.stacks.get(user_id)
    if not stack:
        raise Refusal("not_found")
    if len(stack) >= DEEPEST:
        raise Refusal("push_limit_reached")
    return _stack_up(store, user_id, body, at)


def _stack_up(store: Store, user_id: str, body: JSON, at: datetime) -> View:
    stack = store.stacks[user_id]
    made = new_view(store, user_id, body, at)
    if stack:
        made.root_view_id, made.previous_view_id = stack[0].id, stack[-1].id
    stack.append(made)
    store.changed()
    return made


def new_view(store: Store, user_id: str, body: JSON, at: datetime) -> View:
    """Return a view with its own id and hash, not yet shown anywhere."""
    view_id = store.ids.next("V")
    return View(
        id=view_id,
        user_id=user_id,
        body=body,
        hash=store.new_hash(at),
        root_view_id=view_id,
        state=initial_state(body["blocks"]),
    )


def replace_view(store: Store, view: View, body: JSON, at: datetime) -> View:
    """Draw a view anew; what was filled in stays where block_id and action_id are the same."""
    view.state = kept(view.state, initial_state(body["blocks"]))
    view.body, view.hash, view.errors = body, store.new_hash(at), {}
    store.changed()
    return view


def kept(old: State, new: State) -> State:
    """Return the new state with the old entries whose ids and type are still there."""
    for block_id, entries in new.items():
        for action_id, entry in entries.items():
            before = old.get(block_id, {}).get(action_id)
            if before is not None and before["type"] == entry["type"]:
                entries[action_id] = before
    return new


def expect_hash(view: View | None, given: str) -> None:
    """Refuse a change made from an outdated view."""
    if given and view is not None and given != view.hash:
        raise Refusal("hash_conflict")


def publish_home(store: Store, user_id: str, body: JSON, at: datetime) -> View:
    """Make this view the person's Home tab."""
    old = store.homes.get(user_id)
    if old is not None:
        return replace_view(store, old, body, at)
    store.homes[user_id] = new_view(store, user_id, body, at)
    store.changed()
    return store.homes[user_id]
