"""Somebody in the town, acting as people do: by the labels they read, not by ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sandbox.forms import NoSuchThing
from sandbox.model import Message, Submission, View

if TYPE_CHECKING:
    from sandbox.town import Town


class Resident:
    """A person with an account. Every act waits until the town has settled."""

    def __init__(self, town: Town, user: str) -> None:
        """Be whoever has that account."""
        self._town = town
        self.user = user

    # -------------------------------------------------------------- acting

    async def commands(self, text: str, *, at: str) -> None:
        """Type a slash command in an office's channel."""
        town = self._town
        town.workspace.slash(self.user, town.channel(at), "/kyoten", text, town.now())
        await town.settles()

    async def presses(self, label: str, *, at: str = "", card: Message | None = None) -> None:
        """Press the newest button of that label in an office's channel, or in one's own DM.

        `card` is a message as it once looked: a phone that has not caught up.
        Raises: NoSuchThing when no such button is there.
        """
        town = self._town
        channel = self._place(at)
        message, button = self._button(label, channel, card)
        town.workspace.press(
            self.user,
            channel,
            message.ts,
            button["action_id"],
            town.now(),
            value=button.get("value"),
            message=card,
        )
        await town.settles()

    async def presses_whispered(self, label: str) -> None:
        """Press a button on what was last shown to this person alone."""
        town = self._town
        message = town.workspace.ephemerals(self.user)[-1]
        found = [each for each in buttons_of(message) if each["text"]["text"] == label]
        if not found:
            raise NoSuchThing(f"no button {label!r} was whispered")
        town.workspace.press(
            self.user, message.channel_id, message.ts, found[0]["action_id"], town.now()
        )
        await town.settles()

    async def taps(self, label: str, *, nth: int = 0) -> None:
        """Press a button of that label in the open form, the first of them unless told."""
        town, view = self._town, self.view
        found = [each for each in _buttons(view.blocks) if each["text"]["text"] == label]
        if len(found) <= nth:
            raise NoSuchThing(f"no button {label!r} is in the form")
        town.workspace.press_in_view(
            self.user, view.id, found[nth]["action_id"], town.now(), value=found[nth].get("value")
        )
        await town.settles()

    async def fills(self, values: Mapping[str, Any]) -> Submission:
        """Fill the open form, by field, and submit it."""
        town = self._town
        given = {name: {name: value} for name, value in values.items()}
        sent = town.workspace.submit(self.user, self.view.id, given, town.now())
        await town.settles()
        return sent

    async def types(self, text: str, *, at: str, under: Message | None = None) -> None:
        """Write in an office's channel, or in the thread under a card there."""
        town = self._town
        thread = under.ts if under else None
        town.workspace.say(self.user, town.channel(at), text, town.now(), thread_ts=thread)
        await town.settles()

    async def reacts(self, name: str, *, at: str, to: Message) -> None:
        """Add an emoji to a message in an office's channel."""
        town = self._town
        town.workspace.react(self.user, town.channel(at), to.ts, name, town.now())
        await town.settles()

    async def writes(self, text: str) -> None:
        """Write to the bot directly."""
        town = self._town
        channel = town.workspace.dm_of(self.user).id
        town.workspace.say(self.user, channel, text, town.now())
        await town.settles()

    async def opens_home(self) -> View | None:
        """Open the Home tab and return it as it is drawn."""
        self._town.workspace.open_home(self.user, self._town.now())
        await self._town.settles()
        return self._town.workspace.home(self.user)

    # -------------------------------------------------------------- seeing

    @property
    def view(self) -> View:
        """The form on top. Raises: NoSuchThing when none is open."""
        views = self._town.workspace.views(self.user)
        if not views:
            raise NoSuchThing("no form is open")
        return views[-1]

    @property
    def views(self) -> list[View]:
        """Every open form, the lowest first."""
        return self._town.workspace.views(self.user)

    @property
    def letters(self) -> list[str]:
        """What the bot wrote to this person directly, oldest first."""
        workspace = self._town.workspace
        channel = workspace.dm_of(self.user).id
        return [message.text for message in workspace.messages(channel) if message.is_bot]

    @property
    def whispers(self) -> list[str]:
        """What only this person was shown, oldest first."""
        return [message.text for message in self._town.workspace.ephemerals(self.user)]

    def _place(self, office: str) -> str:
        town = self._town
        return town.channel(office) if office else town.workspace.dm_of(self.user).id

    def _button(
        self, label: str, channel: str, card: Message | None
    ) -> tuple[Message, dict[str, Any]]:
        shown = [card] if card is not None else self._town.messages_of(channel)
        for message in reversed(shown):
            for element in buttons_of(message):
                if element["text"]["text"] == label:
                    return message, element
        raise NoSuchThing(f"no button {label!r} is shown there")


def buttons_of(message: Message) -> Iterator[dict[str, Any]]:
    """Yield every button a message shows, accessories too."""
    yield from _buttons(message.blocks)


def _buttons(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield from (each for each in block.get("elements", ()) if each.get("type") == "button")
        if block.get("accessory", {}).get("type") == "button":
            yield block["accessory"]


def labels_of(message: Message) -> list[str]:
    """Return what the buttons of a message say."""
    return [button["text"]["text"] for button in buttons_of(message)]


def text_of(blocks: list[dict[str, Any]]) -> str:
    """Return all the text of blocks, as somebody reads it."""
    return "\n".join(_texts(blocks))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case {"type": "plain_text" | "mrkdwn", "text": str(text)}:
            yield text
        case dict():
            for each in value.values():
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)
