"""conversations.*: channels, their members and their history.

https://docs.slack.dev/reference/methods/conversations.create
"""

from __future__ import annotations

from datetime import datetime

from sandbox import deliveries, membership
from sandbox.args import Args, page
from sandbox.methods.reach import reachable, visible
from sandbox.model import JSON, Channel, Refusal, User
from sandbox.store import Store

MOST_NAME = 80
MOST_TOPIC = 250
MOST_INVITED = 100


def create(store: Store, args: Args, at: datetime) -> JSON:
    """Create a channel with the bot as its first member."""
    name = _free_name(store, args.text("name"))
    bot = store.me.bot_user_id
    channel = new_channel(store, name, at, creator=bot, private=args.flag("is_private"))
    membership.add_member(store, channel, bot, at)
    return {"channel": deliveries.channel(channel, store.me)}


def new_channel(store: Store, name: str, at: datetime, *, creator: str, private: bool) -> Channel:
    """Return a new channel with nobody in it."""
    nothing: JSON = {"value": "", "creator": "", "last_set": 0}
    made = Channel(
        id=store.ids.next("C"),
        name=name,
        creator=creator,
        created=int(at.timestamp()),
        is_private=private,
        topic=dict(nothing),
        purpose=dict(nothing),
    )
    store.channels[made.id] = made
    store.changed()
    return made


def _free_name(store: Store, name: str) -> str:
    if not name:
        raise Refusal("invalid_name_required")
    if len(name) > MOST_NAME:
        raise Refusal("invalid_name_maxlength")
    if not any(sign.isalnum() for sign in name):
        raise Refusal("invalid_name_punctuation")
    if any(not (sign.isalnum() or sign in "-_") or sign != sign.lower() for sign in name):
        raise Refusal("invalid_name_specials")
    if any(channel.name == name for channel in store.channels.values()):
        raise Refusal("name_taken")
    return name


def _person(store: Store, user_id: str) -> User:
    person = store.users.get(user_id)
    if person is None:
        raise Refusal("user_not_found")
    return person


def _not_im(channel: Channel) -> Channel:
    if channel.is_im:
        raise Refusal("method_not_supported_for_channel_type")
    return channel


def _open_channel(store: Store, args: Args) -> Channel:
    channel = _not_im(visible(store, args.need("channel")))
    if channel.is_archived:
        raise Refusal("is_archived")
    return reachable(store, channel.id)


def invite(store: Store, args: Args, at: datetime) -> JSON:
    """Invite people; with `force` the ones who can come, come."""
    channel = _open_channel(store, args)
    users = args.names("users")
    if not users:
        raise Refusal("no_user")
    if len(users) > MOST_INVITED:
        raise Refusal("too_many_users")
    refused = {user: code for user in users if (code := _cannot_come(store, channel, user))}
    errors = [{"ok": False, "error": code, "user": user} for user, code in refused.items()]
    coming = [user for user in dict.fromkeys(users) if user not in refused]
    if refused and (not args.flag("force") or not coming):
        raise Refusal(next(iter(refused.values())), errors=errors)
    for user in coming:
        membership.add_member(store, channel, user, at, inviter=store.me.bot_user_id)
    answer: JSON = {"channel": deliveries.channel(channel, store.me)}
    return answer | ({"errors": errors} if errors else {})


def _cannot_come(store: Store, channel: Channel, user_id: str) -> str:
    person = store.users.get(user_id)
    if person is None:
        return "user_not_found"
    if user_id == store.me.bot_user_id:
        return "cant_invite_self"
    if person.deleted:
        return "cant_invite"
    if person.is_restricted:
        return "user_is_restricted"
    return "already_in_channel" if user_id in channel.members else ""


def kick(store: Store, args: Args, at: datetime) -> JSON:
    """Remove a person from a channel."""
    channel = _open_channel(store, args)
    user_id = args.need("user")
    if user_id == store.me.bot_user_id:
        raise Refusal("cant_kick_self")
    _person(store, user_id)
    if user_id not in channel.members:
        raise Refusal("not_in_channel")
    membership.drop_member(store, channel, user_id, at, by=store.me.bot_user_id)
    return {"errors": {}}


def info(store: Store, args: Args, at: datetime) -> JSON:
    """Return a channel the bot knows of."""
    channel = visible(store, args.need("channel"))
    shown = deliveries.channel(channel, store.me)
    if args.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def open(store: Store, args: Args, at: datetime) -> JSON:
    """Open the direct message with a person."""
    users = args.names("users")
    if not users:
        raise Refusal("users_list_not_supplied")
    if len(users) > 1:
        raise Refusal("method_not_supported_for_channel_type")  # group messages are not modelled
    person = _person(store, users[0])
    if person.deleted:
        raise Refusal("user_disabled")
    if person.is_bot:
        raise Refusal("invalid_user_combination")
    known = any(channel.im_user == person.id for channel in store.channels.values())
    channel = store.dm_with(person.id, at=at)
    full = deliveries.channel(channel, store.me)
    shown = full if args.flag("return_im") else {"id": channel.id}
    return {"channel": shown} | ({"no_op": True, "already_open": True} if known else {})


def members(store: Store, args: Args, at: datetime) -> JSON:
    """Return one page of a channel's members."""
    channel = visible(store, args.need("channel"))
    found, onward = page(channel.members, args)
    return {"members": list(found), **onward}


def list_(store: Store, args: Args, at: datetime) -> JSON:
    """Return one page of the channels the bot knows of."""
    bot = store.me.bot_user_id
    known = [c for c in store.channels.values() if not c.is_private or bot in c.members]
    return channel_page(store, known, args)


def channel_page(store: Store, known: list[Channel], args: Args) -> JSON:
    """Return one page of channels of the asked types."""
    types = args.names("types") or ["public_channel"]
    if set(types) - {"public_channel", "private_channel", "im", "mpim"}:
        raise Refusal("invalid_types")
    wanted = [c for c in known if _type(c) in types]
    if args.flag("exclude_archived"):
        wanted = [c for c in wanted if not c.is_archived]
    found, onward = page(wanted, args)
    return {"channels": [deliveries.channel(c, store.me) for c in found], **onward}


def _type(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "private_channel" if channel.is_private else "public_channel"


def archive(store: Store, args: Args, at: datetime) -> JSON:
    """Archive a channel."""
    channel = _not_im(visible(store, args.need("channel")))
    if channel.is_archived:
        raise Refusal("already_archived")
    reachable(store, channel.id)
    membership.close_channel(store, channel, store.me.bot_user_id, at)
    return {}


def unarchive(store: Store, args: Args, at: datetime) -> JSON:
    """Bring an archived channel back."""
    channel = _not_im(visible(store, args.need("channel")))
    if not channel.is_archived:
        raise Refusal("not_archived")
    membership.reopen_channel(store, channel, store.me.bot_user_id, at)
    return {}


def rename(store: Store, args: Args, at: datetime) -> JSON:
    """Rename a channel the bot made."""
    channel = _open_channel(store, args)
    if channel.creator != store.me.bot_user_id:
        raise Refusal("not_authorized")
    name = _free_name(store, args.text("name"))
    membership.rename_channel(store, channel, name, store.me.bot_user_id, at)
    return {"channel": deliveries.channel(channel, store.me)}


def set_topic(store: Store, args: Args, at: datetime) -> JSON:
    """Set what a channel says above its messages."""
    return _describe(store, args, at, "topic")


def set_purpose(store: Store, args: Args, at: datetime) -> JSON:
    """Set what a channel says it is for."""
    return _describe(store, args, at, "purpose")


def _describe(store: Store, args: Args, at: datetime, what: str) -> JSON:
    channel = _open_channel(store, args)
    value = args.text(what)
    if len(value) > MOST_TOPIC:
        raise Refusal("too_long")
    bot = store.me.bot_user_id
    set_now: JSON = {"value": value, "creator": bot, "last_set": int(at.timestamp())}
    getattr(channel, what).update(set_now)
    store.note(channel, bot, f"channel_{what}", f"set the channel {what}: {value}", at)
    return {"channel": deliveries.channel(channel, store.me)}


def join(store: Store, args: Args, at: datetime) -> JSON:
    """Enter a public channel."""
    channel = _not_im(visible(store, args.need("channel")))
    if channel.is_archived:
        raise Refusal("is_archived")
    already = store.me.bot_user_id in channel.members
    if not already and channel.is_private:
        raise Refusal("method_not_supported_for_channel_type")
    if not already:
        membership.add_member(store, channel, store.me.bot_user_id, at)
    warning = {"warning": "already_in_channel"} if already else {}
    return {"channel": deliveries.channel(channel, store.me), **warning}


def leave(store: Store, args: Args, at: datetime) -> JSON:
    """Leave a channel."""
    channel = _not_im(visible(store, args.need("channel")))
    if channel.is_archived:
        raise Refusal("is_archived")
    if store.me.bot_user_id not in channel.members:
        return {"not_in_channel": True}
    if len(channel.members) == 1 and channel.is_private:
        raise Refusal("last_member")
    membership.drop_member(store, channel, store.me.bot_user_id, at)
    return {}
