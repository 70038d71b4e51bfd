"""How the sample town moves into a workspace and a database.

The ledger's own functions are used, the same that forms use: nothing here knows a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.effects import Decision, Note
from bot.model import Member, Network, OfficeId, Staff, StaffId, Window
from sandbox.town_data import Registrant, TownNetwork
from sandbox.workspace import Workspace
from storage.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the town's people and channels are in the workspace, by the sample's own names.

    Somebody whom no staff list knows yet has an account like everybody else.
    """

    users: Mapping[StaffId, str]
    channels: Mapping[str, str]
    windows: tuple[Window, ...] = ()

    def of_window(self, window: Window) -> str | None:
        """Return the channel a window of the sample is, if it is one."""
        return self.channels.get(window.channel) if window.channel else None

    def of_office(self, office: OfficeId) -> str:
        """Return an office's channel, the one by day first. Raises: KeyError without one."""
        mine = (each.channel for each in self.windows if each.office == office and each.channel)
        return self.channels[next(mine, office)]


def into_slack(town: TownNetwork, workspace: Workspace) -> Addresses:
    """Give everybody with Slack an account, and every window its channel with the bot in it."""
    accounts = [(one.id, one.name) for one in town.staff if one.member is not None]
    accounts += [(one.key, one.name) for one in town.newcomers]
    users = {key: workspace.add_user(name).id for key, name in accounts}
    names = dict.fromkeys(each.channel for each in town.windows if each.channel)
    channels = {
        name: workspace.add_channel(name, members=_members(town, name, users), with_bot=True).id
        for name in names
    }
    return Addresses(users=users, channels=channels, windows=town.windows)


def _members(town: TownNetwork, channel: str, users: Mapping[StaffId, str]) -> list[str]:
    """Return everybody of the offices that have a channel as their window, newcomers last."""
    here = {window.office for window in town.windows if window.channel == channel}
    known = [users[one.id] for one in town.staff if one.office in here and one.id in users]
    return [*known, *(users[one.key] for one in town.newcomers if one.office in here)]


def into_ledger(
    ledger: Ledger, town: TownNetwork, addresses: Addresses, *, team: str, at: datetime
) -> Network:
    """Write the network, its offices, people and registry; return the network as it is bound."""
    network = replace(town.network, team=team)
    ledger.roster.put_network(network)
    for office in town.offices:
        ledger.roster.put_office(office)
    for window in town.windows:
        placed = replace(window, channel=addresses.of_window(window))
        ledger.roster.put_window(placed, network=network.id)
    for one in town.staff:
        ledger.roster.put_staff(_placed(one, addresses, team))
    for shift in town.shifts:
        ledger.roster.put_shift(shift, network=network.id)
    for registrant in town.registrants:
        _register(ledger, network, registrant, at=at)
    return network


def _placed(staff: Staff, addresses: Addresses, team: str) -> Staff:
    user = addresses.users.get(staff.id)
    return replace(staff, member=Member(team=team, user=user) if user else None)


def _register(ledger: Ledger, network: Network, registrant: Registrant, *, at: datetime) -> None:
    registration = registrant.registration
    note = Note(act="register", subject=registration.id, detail={"person": registration.person})
    decision = Decision(
        changes=(registrant.person, registration, *registrant.monitoring), notes=(note,)
    )
    ledger.record(decision, network=network.id, at=at, actor="sample", cause="sample town")
