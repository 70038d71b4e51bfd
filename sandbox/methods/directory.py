"""Who is here: auth, apps, users, usergroups, team and bots.

https://docs.slack.dev/reference/methods/users.info
"""

from __future__ import annotations

from datetime import datetime

from sandbox import deliveries
from sandbox.args import Args, page
from sandbox.methods.conversations import channel_page
from sandbox.model import JSON, Refusal, User
from sandbox.store import Store

MOST_ASKED = 50


def auth_test(store: Store, args: Args, at: datetime) -> JSON:
    """Say whose token this is."""
    return {
        "url": f"https://{store.me.domain}.slack.com/",
        "team": store.me.team_name,
        "user": store.users[store.me.bot_user_id].name,
        "team_id": store.me.team_id,
        "user_id": store.me.bot_user_id,
        "bot_id": store.me.bot_id,
        "app_id": store.me.app_id,
        "is_enterprise_install": False,
    }


def app_auth_test(store: Store, args: Args, at: datetime) -> JSON:
    """Say whose app-level token this is: an app's, in no workspace.

    https://docs.slack.dev/tools/node-slack-sdk/reference/web-api/type-aliases/AuthTestResponse
    """
    return {"app_id": store.me.app_id, "app_name": store.me.app_name}


def open_connection(store: Store, args: Args, at: datetime) -> JSON:
    """Hand out the one-time address of a socket."""
    ticket = f"ticket-{store.ids.number('ticket'):06d}"
    store.tickets.add(ticket)
    return {"url": f"{store.public_url.replace('http', 'ws', 1)}/link?ticket={ticket}"}


def user_info(store: Store, args: Args, at: datetime) -> JSON:
    """Return one person."""
    found = store.users.get(args.need("user"))
    if found is None:
        raise Refusal("user_not_found")
    return {"user": deliveries.user(found, store.me)}


def user_list(store: Store, args: Args, at: datetime) -> JSON:
    """Return one page of everybody."""
    found, onward = page(list(store.users.values()), args)
    cache = {"cache_ts": int(at.timestamp())}
    return {"members": [deliveries.user(u, store.me) for u in found], **cache, **onward}


def user_conversations(store: Store, args: Args, at: datetime) -> JSON:
    """Return one page of the channels a person is in, of those the bot can see."""
    user_id, bot = args.text("user") or store.me.bot_user_id, store.me.bot_user_id
    if user_id not in store.users:
        raise Refusal("user_not_found")
    known = [
        c
        for c in store.channels.values()
        if user_id in c.members and (not c.is_private or bot in c.members)
    ]
    return channel_page(store, known, args)


def usergroups_list(store: Store, args: Args, at: datetime) -> JSON:
    """Return every user group, with its people when asked."""
    shown = []
    for group in store.groups.values():
        body: JSON = {"id": group.id, "team_id": store.me.team_id, "is_usergroup": True}
        body |= {"name": group.name, "handle": group.handle, "date_delete": 0}
        body["user_count"] = len(group.users)
        if args.flag("include_users"):
            body["users"] = list(group.users)
        shown.append(body)
    return {"usergroups": shown}


def team_info(store: Store, args: Args, at: datetime) -> JSON:
    """Return the workspace."""
    if args.text("team") not in ("", store.me.team_id):
        raise Refusal("team_not_found")
    me = store.me
    return {"team": {"id": me.team_id, "name": me.team_name, "domain": me.domain}}


def dnd_team_info(store: Store, args: Args, at: datetime) -> JSON:
    """Return whose notifications are paused, now or next: https://docs.slack.dev/reference/methods/dnd.teamInfo

    Whoever is not here is left out; nobody's own pause is told apart from a schedule.
    """
    asked = [each for each in args.need("users").split(",") if each]
    if len(asked) > MOST_ASKED:
        raise Refusal("too_many_users")
    return {"users": {each: _dnd(store.users[each]) for each in asked if each in store.users}}


def _dnd(user: User) -> JSON:
    since, until = user.paused or (None, None)
    return {
        "dnd_enabled": user.paused is not None,
        "next_dnd_start_ts": int(since.timestamp()) if since else 1,
        "next_dnd_end_ts": int(until.timestamp()) if until else 1,
    }


def bot_info(store: Store, args: Args, at: datetime) -> JSON:
    """Return the app's bot."""
    if args.need("bot") != store.me.bot_id:
        raise Refusal("bot_not_found")
    return {"bot": deliveries.bot_profile(store.me)}
