"""The Web API methods the stand-in knows, each a function of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sandbox.args import Args
from sandbox.methods import chat, conversations, directory, files, history, views
from sandbox.model import JSON
from sandbox.store import Store

Method = Callable[[Store, Args, datetime], JSON]

METHODS: Mapping[str, Method] = {
    "auth.test": directory.auth_test,
    "bots.info": directory.bot_info,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.archive": conversations.archive,
    "conversations.create": conversations.create,
    "conversations.history": history.history,
    "conversations.info": conversations.info,
    "conversations.invite": conversations.invite,
    "conversations.join": conversations.join,
    "conversations.kick": conversations.kick,
    "conversations.leave": conversations.leave,
    "conversations.list": conversations.list_,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open,
    "conversations.rename": conversations.rename,
    "conversations.replies": history.replies,
    "conversations.setPurpose": conversations.set_purpose,
    "conversations.setTopic": conversations.set_topic,
    "conversations.unarchive": conversations.unarchive,
    "dnd.teamInfo": directory.dnd_team_info,
    "files.completeUploadExternal": files.complete_upload,
    "files.delete": files.delete,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.info": files.info,
    "reactions.add": chat.add_reaction,
    "team.info": directory.team_info,
    "usergroups.list": directory.usergroups_list,
    "users.conversations": directory.user_conversations,
    "users.info": directory.user_info,
    "users.list": directory.user_list,
    "views.open": views.open,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}

APP_METHODS: Mapping[str, Method] = {
    "apps.connections.open": directory.open_connection,
    "auth.test": directory.app_auth_test,
}
"""What the app-level token is answered."""
