"""A network is what its file says: all of it or nothing, as often as one likes."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.network import apply_file, looking, network_app, proposal, standing_of
from bot.effects import Decision
from bot.errors import SetupError
from bot.facts import Town
from bot.model import Member, NetworkId, OfficeId, Staff, StaffId
from bot.network_file.building import tables
from bot.network_file.checks import check
from bot.network_file.mistakes import Places
from bot.network_file.reading import read
from bot.settings import Storage
from bot.standing import JOINED, Standing
from bot.vocabulary import Hours
from storage import queries
from storage.audit import broken_link
from storage.cipher import create_keyring
from storage.engine import open_database
from storage.ledger import Ledger
from tests.cli.conftest import Asked, Filed
from tests.cli.networks import OFFICE_2, SMALL, changed, without
from tests.storage.builders import a_registration, open_case, recorded

EXAMPLE = Path(__file__).parents[2] / "docs" / "network.example.toml"
AT = datetime(2026, 1, 20, 12, 46, tzinfo=UTC)  # Tuesday 21:46 in Japan
NET = NetworkId("net-1")

K1, K2, C1, P1 = (StaffId(f"net-1.{key}") for key in ("k1", "k2", "c1", "p1"))
CORE, TALK, OFFICE_1 = (OfficeId(f"net-1.{key}") for key in ("core", "talk", "office-1"))


def applied(storage: Storage, file: Path, *, at: datetime = AT) -> None:
    apply_file(storage, file, at=at, dry_run=False)


def standing(storage: Storage, *, at: datetime = AT) -> Standing:
    return looking(storage, lambda ledger: standing_of(ledger, "", at=at))


def refusals(storage: Storage, file: Path, *, at: datetime = AT) -> tuple[str, ...]:
    with pytest.raises(SetupError) as refused:
        applied(storage, file, at=at)
    return refused.value.mistakes


def town_of(ledgered: Asked) -> Town:
    def read_town(ledger: Ledger) -> Town:
        (network,) = ledger.roster.networks()
        return ledger.roster.town(network, at=AT)

    found: Town = ledgered(read_town)
    return found


def somebody(ledgered: Asked, user: str) -> Staff | None:
    member = Member(team="T1", user=user)
    found: Staff | None = ledgered(
        lambda ledger: ledger.actor(member, network=NET, channel=None).staff
    )
    return found


# ------------------------------------------------------------------ who joined in Slack


NEWCOMER = Staff(
    id=StaffId(f"{JOINED}0a1b2c"),
    network=NET,
    office=OFFICE_1,
    member=Member(team="T1", user="U-new"),
    name="仮名 しんじん",
)


def test_who_joined_in_slack_stays_when_a_file_is_applied_again(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed(SMALL))
    ledgered(lambda ledger: ledger.roster.put_staff(NEWCOMER))

    applied(storage, filed(changed("reminder_minutes = 8", "reminder_minutes = 9")))

    assert somebody(ledgered, "U-new") == NEWCOMER


def test_who_joined_in_slack_is_ended_by_saying_so(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed(SMALL))
    ledgered(lambda ledger: ledger.roster.put_staff(NEWCOMER))
    entry = f'''
[[staff]]
key = "{NEWCOMER.id}"
office = "office-1"
name = "仮名 しんじん"
left = true
'''

    applied(storage, filed(SMALL + entry))

    assert somebody(ledgered, "U-new") is None
    assert not standing(storage).staff[NEWCOMER.id].active


def test_an_account_the_file_names_is_the_files(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed(SMALL))
    ledgered(lambda ledger: ledger.roster.put_staff(NEWCOMER))
    entry = """
[[staff]]
key = "p2"
office = "office-1"
name = "仮名 あらた"
user = "U-new"
"""

    applied(storage, filed(SMALL + entry))

    found = somebody(ledgered, "U-new")
    assert found is not None
    assert found.name == "仮名 あらた"


# ------------------------------------------------------------------ the example


def test_the_example_is_applied_whole_and_shown_as_it_was_written(storage: Storage) -> None:
    applied(storage, EXAMPLE)

    shown = tables(standing(storage))
    written = read(json.loads(json.dumps(shown)))

    assert check(written) == []
    again = looking(storage, lambda ledger: proposal(ledger, written, Places("", shown), at=AT))
    assert again.changes == ()
    assert shown["network"] == {
        "id": "mihon",
        "name": "見本市",
        "profile": "matsue",
        "team": "T0MIHON000",
        "language": "ja",
    }


def test_every_word_of_the_example_comes_back(storage: Storage) -> None:
    applied(storage, EXAMPLE)
    said = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))

    shown = tables(standing(storage))

    assert shown["settings"] == said["settings"]
    for section in ("offices", "staff"):
        found = {each["key"]: each for each in shown[section]}  # type: ignore[attr-defined]
        assert list(found) == sorted(each["key"] for each in said[section])
        for each in said[section]:
            comparable = json.loads(json.dumps(each, default=str))
            comparable.get("abilities", []).sort()
            assert comparable.items() <= found[each["key"]].items()


def test_applying_again_changes_nothing_for_the_rest_of_the_month(
    storage: Storage, filed: Filed, capsys: pytest.CaptureFixture[str]
) -> None:
    applied(storage, filed())
    before = standing(storage)
    capsys.readouterr()

    applied(storage, filed(), at=AT + timedelta(days=11))

    assert capsys.readouterr().out == "nothing to change\n"
    assert standing(storage) == before


def test_a_month_later_one_more_month_of_duty_is_planned(storage: Storage, filed: Filed) -> None:
    applied(storage, filed())
    later = AT + timedelta(days=31)
    before = standing(storage, at=later)

    applied(storage, filed(), at=later)

    more = standing(storage, at=later).shifts - before.shifts
    assert len(more) == 2 * 28  # February 2027, two people


# ------------------------------------------------------------------ what is shown


def test_the_difference_is_a_short_list(
    storage: Storage, filed: Filed, capsys: pytest.CaptureFixture[str]
) -> None:
    applied(storage, filed())
    capsys.readouterr()
    text = changed("reminder_minutes = 8", "reminder_minutes = 9")
    text = changed('telephone = "000-0000-0201"', 'telephone = "000-0000-0202"', text)
    text = without("p1", text=text) + OFFICE_2

    applied(storage, filed(text))

    assert capsys.readouterr().out.splitlines() == [
        "added    office office-2",
        "added    window office-2",
        "changed  network net-1: settings",
        "changed  office core: telephone",
        "changed  window core: telephone",
        "retired  staff p1",
        "setting  reminder_minutes: 8 → 9",
        "applied",
    ]


def test_a_dry_run_shows_the_same_and_writes_nothing(
    storage: Storage, filed: Filed, ledgered: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    apply_file(storage, filed(), at=AT, dry_run=True)
    shown = capsys.readouterr().out.splitlines()
    assert ledgered(lambda ledger: ledger.roster.networks()) == ()

    applied(storage, filed())

    assert shown[-1] == "dry run: nothing was written"
    assert capsys.readouterr().out.splitlines()[:-1] == shown[:-1]


def test_every_change_is_noted_and_the_chain_holds(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed())
    first = ledgered(lambda ledger: ledger.rows(queries.audit_chain(NET)))

    applied(storage, filed(without("p1")))

    notes = ledgered(lambda ledger: ledger.rows(queries.audit_chain(NET)))
    assert len(first) == 1 + 3 + 3 + 4 + 1  # network, offices, windows, staff, rota
    assert [(note["act"], note["subject"], note["outcome"]) for note in notes[len(first) :]] == [
        ("set_up_staff", P1, "retired")
    ]
    assert {note["actor"] for note in notes} == {"operator"}
    assert ledgered(lambda ledger: broken_link(ledger.connection, NET)) is None


# ------------------------------------------------------------------ what is retired


def test_staff_missing_from_the_file_act_no_more_and_are_still_known_by_name(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed())
    assert somebody(ledgered, "U-k1") is not None

    text = changed('staff = ["k1", "k2"]', 'staff = ["k2"]', without("k1"))
    applied(storage, filed(text))

    town = town_of(ledgered)
    assert somebody(ledgered, "U-k1") is None
    assert town.staff[K1].name == "仮称きずな"
    assert town.duty(CORE) == (K2,)


def test_without_a_rota_whoever_left_is_not_called_either(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    text = SMALL.split("[[rota]]")[0]
    applied(storage, filed(text))

    applied(storage, filed(without("k1", text=text)))

    town = town_of(ledgered)
    assert town.duty(CORE) == (K2,)


def test_an_office_missing_from_the_file_is_asked_no_more_and_comes_back_when_named_again(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed())

    applied(storage, filed(without("office-1", "p1")))

    town = town_of(ledgered)
    office = town.offices[OFFICE_1]
    assert (office.active, office.emergency, OFFICE_1 in town.windows) == (False, False, False)
    assert somebody(ledgered, "U-p1") is None

    applied(storage, filed())

    town = town_of(ledgered)
    office = town.offices[OFFICE_1]
    assert (office.active, office.emergency, OFFICE_1 in town.windows) == (True, True, True)
    assert somebody(ledgered, "U-p1") is not None


def test_a_former_core_centre_is_no_core_centre(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed())
    moved = SMALL.replace('key = "core"', 'key = "zcore"').replace('"core"', '"zcore"')

    applied(storage, filed(moved))

    town = town_of(ledgered)
    assert town.core is not None
    assert town.core.id == "net-1.zcore"


def test_an_office_that_an_open_case_needs_cannot_be_left_out(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    ledgered(lambda ledger: open_case(ledger, "office-1", "office-2"))
    before = standing(storage)

    found = refusals(storage, filed(SMALL))

    assert found == (
        "line 10: offices: office office-2 is missing, and case 2025-0001 needs it: "
        "close the case first, or leave the office in",
    )
    assert standing(storage) == before


def test_a_network_known_by_bare_ids_keeps_them(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    ledgered(lambda ledger: open_case(ledger, "office-1", "office-2"))

    applied(storage, filed(SMALL + OFFICE_2))

    found = standing(storage)
    assert OfficeId("office-1") in found.offices
    assert OFFICE_1 not in found.offices
    assert found.windows[OfficeId("office-1"), Hours.ALWAYS].id == "win-office-1"
    assert StaffId("staff-1") in found.staff


def test_whoever_goes_and_leaves_people_or_a_case_is_named(
    storage: Storage, filed: Filed, ledgered: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    ledgered(lambda ledger: open_case(ledger, "office-1", "office-2"))
    ledgered(lambda ledger: recorded(ledger, Decision(changes=(a_registration(),))))

    apply_file(storage, filed(SMALL + OFFICE_2), at=AT, dry_run=True)

    said = capsys.readouterr().out.splitlines()
    assert "warning  staff staff-1 leaves 1 in care, case 2025-0001" in said


# ------------------------------------------------------------------ what changes


def test_two_people_may_exchange_their_accounts(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed())
    text = SMALL.replace('"U-k1"', '"U-?"').replace('"U-k2"', '"U-k1"').replace('"U-?"', '"U-k2"')

    applied(storage, filed(text))

    found = somebody(ledgered, "U-k1")
    assert found is not None
    assert found.id == K2


def test_the_account_of_somebody_who_left_may_be_anothers(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed())
    text = changed('key = "p1"', 'key = "p2"')

    applied(storage, filed(text))

    found = somebody(ledgered, "U-p1")
    assert found is not None
    assert found.id == "net-1.p2"


def test_another_channel_is_another_window_and_the_old_one_is_kept(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed())
    old = standing(storage).windows[OFFICE_1, Hours.ALWAYS]

    applied(storage, filed(changed("C-office-1", "C-elsewhere")))

    rows = ledgered(lambda ledger: ledger.rows(queries.of_network(queries.WINDOW, NET)))
    mine = {row["channel"]: row["active"] for row in rows if row["office"] == OFFICE_1}
    assert mine == {"C-office-1": False, "C-elsewhere": True}
    assert standing(storage).windows[OFFICE_1, Hours.ALWAYS].id != old.id


BY_HOURS = """windows = [
  { hours = "day", channel = "C-day" },
  { hours = "night", telephone = "000-0000-0199" },
]"""


def test_an_office_may_be_reached_elsewhere_by_night(
    storage: Storage, filed: Filed, capsys: pytest.CaptureFixture[str]
) -> None:
    applied(storage, filed())
    capsys.readouterr()
    text = changed('window = { channel = "C-office-1" }', BY_HOURS)

    applied(storage, filed(text))

    assert capsys.readouterr().out.splitlines()[:2] == [
        "added    2 × window office-1 by day, office-1 by night",
        "retired  window office-1",
    ]
    found = {(each.hours, each.channel) for each in standing(storage).windows_of(OFFICE_1)}
    assert found == {(Hours.DAY, "C-day"), (Hours.NIGHT, None)}

    applied(storage, filed(text))

    assert capsys.readouterr().out == "nothing to change\n"


def test_an_office_may_be_reached_in_one_place_again(storage: Storage, filed: Filed) -> None:
    applied(storage, filed(changed('window = { channel = "C-office-1" }', BY_HOURS)))

    applied(storage, filed())

    (window,) = standing(storage).windows_of(OFFICE_1)
    assert (window.hours, window.channel) == (Hours.ALWAYS, "C-office-1")


def test_windows_by_hours_and_shared_ones_are_shown_as_they_were_written(
    storage: Storage, filed: Filed
) -> None:
    text = changed('window = { channel = "C-office-1" }', BY_HOURS)
    for channel in ("C-core", "C-talk"):
        text = changed(
            f'{{ channel = "{channel}" }}', '{ channel = "C-core", shared = true }', text
        )

    applied(storage, filed(text))

    shown = {each["key"]: each for each in tables(standing(storage))["offices"]}  # type: ignore[attr-defined]
    assert shown["talk"]["window"] == {"channel": "C-core", "shared": True}
    assert shown["office-1"]["windows"] == [
        {"hours": "day", "channel": "C-day"},
        {"hours": "night", "telephone": "000-0000-0199"},
    ]


def test_two_offices_may_exchange_their_channels(storage: Storage, filed: Filed) -> None:
    applied(storage, filed())
    text = SMALL.replace("C-core", "C-?").replace("C-talk", "C-core").replace("C-?", "C-talk")

    applied(storage, filed(text))

    windows = standing(storage).windows
    assert (windows[CORE, Hours.ALWAYS].channel, windows[TALK, Hours.ALWAYS].channel) == (
        "C-talk",
        "C-core",
    )


def test_duty_that_began_ends_and_duty_to_come_is_planned_anew(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed())

    applied(storage, filed(changed('staff = ["k1", "k2"]', 'staff = ["k2"]')))

    rows = ledgered(lambda ledger: ledger.rows(queries.of_network(queries.SHIFT, NET)))
    assert [row["until"] for row in rows if row["staff"] == K1] == [AT]
    assert {shift.staff for shift in standing(storage).shifts} == {K2}


def test_the_networks_own_values_rule_until_they_are_taken_out_again(
    storage: Storage, filed: Filed, ledgered: Asked
) -> None:
    applied(storage, filed())
    own = town_of(ledgered).profile

    applied(storage, filed(changed("reminder_minutes = 8\n", "")))

    city = town_of(ledgered).profile
    assert (own.reminder_minutes, own.ladder[0].after_minutes) == (8, 8)
    assert (city.reminder_minutes, city.ladder[0].after_minutes) == (10, 10)


# ------------------------------------------------------------------ what is in the way


def test_a_workspace_has_one_network(storage: Storage, filed: Filed) -> None:
    applied(storage, filed())

    found = refusals(storage, filed(changed('id = "net-1"', 'id = "net-2"')))

    assert found == (
        "line 5: network.team: network net-1 is bound to this workspace: "
        "name another, or keep its id",
    )


def test_two_networks_may_use_the_same_keys(storage: Storage, filed: Filed) -> None:
    applied(storage, filed())
    other = changed('team = "T1"', 'team = "T2"', changed('id = "net-1"', 'id = "net-2"'))

    applied(storage, filed(other))

    with pytest.raises(SetupError, match=r"--network: name one of .*: net-1, net-2"):
        standing(storage)
    found = looking(storage, lambda ledger: standing_of(ledger, "net-2", at=AT))
    assert set(found.offices) == {"net-2.core", "net-2.talk", "net-2.office-1"}


def test_while_a_bot_holds_the_file_nothing_is_written_but_all_can_be_seen(
    sqlite_url: str, tmp_path: Path, filed: Filed
) -> None:
    create_keyring(tmp_path / "other.json")
    storage = Storage(kyoten_database_url=sqlite_url, kyoten_key_file=tmp_path / "other.json")
    bot = open_database(sqlite_url)

    try:
        with pytest.raises(SetupError, match="in use by another process: stop it, or use Postgre"):
            applied(storage, filed())
        apply_file(storage, filed(), at=AT, dry_run=True)
        with pytest.raises(SetupError, match="there is no network yet: kyoten network apply"):
            standing(storage)
    finally:
        bot.close()


@pytest.mark.parametrize("command", [["apply", "FILE"], ["apply", "FILE", "--dry-run"]])
def test_the_command_reads_where_the_data_is_from_the_environment(
    storage: Storage, filed: Filed, command: list[str]
) -> None:
    told = [str(filed()) if word == "FILE" else word for word in command]

    result = CliRunner().invoke(network_app, told, env=environment(storage))

    assert result.exit_code == 0, result.exception
    assert result.stdout.splitlines()[0] == "added    network net-1"


def test_the_network_is_shown_to_people_and_to_programs(storage: Storage, filed: Filed) -> None:
    applied(storage, filed(), at=datetime(2026, 1, 20, tzinfo=UTC))

    words = CliRunner().invoke(network_app, ["show"], env=environment(storage))
    plain = CliRunner().invoke(network_app, ["show", "--json"], env=environment(storage))

    assert "reminder_minutes = 8" in words.stdout
    assert "見本短期入所" in words.stdout.replace("\n", "")
    assert json.loads(plain.stdout)["network"]["name"] == "試し市"


def environment(storage: Storage) -> dict[str, str]:
    return {
        "KYOTEN_DATABASE_URL": storage.kyoten_database_url,
        "KYOTEN_KEY_FILE": str(storage.kyoten_key_file),
    }
