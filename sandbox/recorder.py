"""Everything the app sent out and was brought: for tests that search it, and the inspector."""

from __future__ import annotations

from sandbox.model import Envelope, Outbound

TO_VIEWS = ("views.", "ack.view_submission", "ack.block_suggestion")
SILENT = ("auth.", "apps.", "users.", "usergroups.", "team.", "bots.", "dnd.")


class Recorder:
    """The outbound calls, acks and uploads in the order they were made.

    `both` holds them between the deliveries they followed or went before.
    """

    def __init__(self) -> None:
        """Start with nothing sent."""
        self.calls: list[Outbound] = []
        self.both: list[Outbound | Envelope] = []

    def add(self, sent: Outbound) -> None:
        """Remember one more."""
        self.calls.append(sent)
        self.both.append(sent)

    def brought(self, delivery: Envelope) -> None:
        """Remember one attempt to bring the app something; its state goes on changing."""
        self.both.append(delivery)

    def to_views(self) -> list[Outbound]:
        """Return what went into modals and Home tabs, which only one person sees."""
        return [sent for sent in self.calls if sent.method.startswith(TO_VIEWS)]

    def to_people_channels(self) -> list[Outbound]:
        """Return what went to channels and direct messages: chat, conversations, files, urls."""
        apart = TO_VIEWS + SILENT
        return [sent for sent in self.calls if not sent.method.startswith(apart)]

    def clear(self) -> None:
        """Forget everything sent and brought so far."""
        self.calls.clear()
        self.both.clear()
