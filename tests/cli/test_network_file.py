"""Every mistake in a network file is named at once, with its line and its remedy."""

from __future__ import annotations

import pytest

from bot.network_file.checks import check
from bot.network_file.mistakes import Places
from bot.network_file.reading import parse, read
from tests.cli.networks import SMALL, changed, without

NAMES = ("見本", "架空", "仮称", "試作", "検証")


def mistakes(text: str) -> list[str]:
    """Return what is said of a text, line by line."""
    data, unreadable = parse(text)
    places = Places(text, data)
    return places.say(unreadable or check(read(data)))


def windows(tables: str) -> str:
    """Return the small network with these windows at its provider."""
    return changed('window = { channel = "C-office-1" }', f"windows = [{tables}]")


def test_one_channel_by_day_and_by_night_is_shared_with_nobody() -> None:
    same = '{ hours = "day", channel = "C-a" }, { hours = "night", channel = "C-a" }'

    assert mistakes(windows(same)) == []


def test_every_mistake_of_an_offices_windows_is_said_at_once() -> None:
    text = windows('{ hours = "day" }, { hours = "day", channel = "C-core" }')

    assert [line.split(": ")[1] for line in mistakes(text)] == [
        "offices[office-1].windows",
        "offices[office-1].windows",
        "offices[office-1].windows[#1]",
        "offices[office-1].windows[#2]",
    ]


def test_a_good_file_has_none() -> None:
    assert mistakes(SMALL) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            changed('name = "試し市"', "name ="),
            "TOML: Invalid value (at line 3, column 7): correct it there",
            id="no TOML",
        ),
        pytest.param(
            changed('team = "T1"\n', ""),
            "line 1: network.team: missing: use the workspace's id",
            id="no workspace",
        ),
        pytest.param(
            changed('profile = "matsue"', 'profile = "matsu"'),
            "line 4: network.profile: unknown profile: did you mean matsue?",
            id="an unknown city",
        ),
        pytest.param(
            changed("[settings]", "[setings]"),
            "line 7: setings: unknown table: did you mean settings?",
            id="an unknown table",
        ),
        pytest.param(
            changed('key = "core"\n', 'key = "core"\ntelefone = "1"\n'),
            "line 12: offices[core].telefone: unknown key: did you mean telephone?",
            id="an unknown key",
        ),
        pytest.param(
            changed('{ channel = "C-core" }', '{ chanel = "C-core" }'),
            "line 15: offices[core].window.chanel: unknown key: did you mean channel?",
            id="an unknown key within a table",
        ),
        pytest.param(
            changed('"core_center"', '"core_centre"'),
            "line 13: offices[core].kind: unknown: did you mean core_center?",
            id="an unknown kind",
        ),
        pytest.param(
            changed('["short_stay_welfare"]', '["short_stay"]'),
            "services[#1]: unknown: did you mean short_stay_welfare?",
            id="an unknown service",
        ),
        pytest.param(
            changed('["medication"]', '["medikation"]'),
            "line 30: offices[office-1].abilities[#1]: unknown: did you mean medication?",
            id="an unknown ability",
        ),
        pytest.param(
            changed('key = "talk"', 'key = "core"'),
            "line 18: offices[core].key: this key is taken by offices[#1]: give each its own",
            id="one key for two offices",
        ),
        pytest.param(
            changed('key = "k2"', 'key = "k1"'),
            "staff[k1].key: this key is taken by staff[#1]",
            id="one key for two people",
        ),
        pytest.param(
            changed('"C-talk"', '"C-core"'),
            "line 23: offices[talk].window: this channel is taken by offices[#1]: give each its "
            "own, or shared = true at both where they are of one corporation",
            id="one channel for two offices",
        ),
        pytest.param(
            changed('"C-talk" }', '"C-core", shared = true }'),
            "line 23: offices[talk].window: this channel is taken by offices[#1]",
            id="a channel that only one of two says is shared",
        ),
        pytest.param(
            changed('"C-talk" }', '"C-talk", shared = true }'),
            "line 23: offices[talk].window.shared: nobody shares this channel: leave it out",
            id="a shared channel nobody else has",
        ),
        pytest.param(
            windows('{ hours = "day", channel = "C-day" }'),
            "line 32: offices[office-1].windows: no window by night: add one",
            id="an office nobody reaches by night",
        ),
        pytest.param(
            windows('{ hours = "day", channel = "C-a" }, { hours = "day", channel = "C-b" }'),
            "line 32: offices[office-1].windows: two windows for day: keep one of them",
            id="two windows for the same hours",
        ),
        pytest.param(
            windows('{ channel = "C-a" }, { hours = "night", channel = "C-b" }'),
            "line 32: offices[office-1].windows: one for always beside others: give one for day",
            id="a window for always beside one by night",
        ),
        pytest.param(
            windows('{ hours = "day", channel = "C-a" }, { hours = "night" }'),
            "line 32: offices[office-1].windows[#2]: nobody can reach it: give a telephone",
            id="a window of neither channel nor telephone",
        ),
        pytest.param(
            changed(
                'window = { channel = "C-office-1" }',
                'window = { channel = "C-a" }\nwindows = [{ channel = "C-b" }]',
            ),
            "line 33: offices[office-1].windows: window and windows: keep one of them",
            id="both ways of writing it",
        ),
        pytest.param(
            changed('{ channel = "C-office-1" }', '{ channel = "C-a", hours = "night" }'),
            "line 32: offices[office-1].window.hours: a window for some hours: use windows",
            id="a lone window for some hours",
        ),
        pytest.param(
            windows('{ hours = "evening", channel = "C-a" }'),
            "line 32: offices[office-1].windows[#1].hours: unknown: use one of always, day, night",
            id="hours that are none",
        ),
        pytest.param(
            windows('{ hours = "day", chanel = "C-a" }'),
            "line 32: offices[office-1].windows[#1].chanel: unknown key: did you mean channel?",
            id="an unknown key within one of several",
        ),
        pytest.param(
            changed('"U-k2"', '"U-k1"'),
            "staff[k2].user: this member is taken by staff[#1]",
            id="one member for two people",
        ),
        pytest.param(
            changed('office = "talk"', 'office = "tall"'),
            "staff[c1].office: unknown office tall: did you mean talk?",
            id="staff of no office",
        ),
        pytest.param(
            changed('alternate = "core"', 'alternate = "nowhere-near"'),
            "line 22: offices[talk].alternate: unknown office nowhere-near: use one of core",
            id="an alternate that is none",
        ),
        pytest.param(
            changed('alternate = "core"', 'alternate = "talk"'),
            "line 22: offices[talk].alternate: an office cannot stand in for itself",
            id="its own alternate",
        ),
        pytest.param(
            changed('alternate = "core"\n', ""),
            "line 17: offices[talk]: no alternate: name the office that acts",
            id="a consultation office without an alternate",
        ),
        pytest.param(
            changed('staff = ["k1", "k2"]', 'staff = ["k1", "k11"]'),
            "rota[#1].staff: unknown staff k11: did you mean k1?",
            id="duty of nobody",
        ),
        pytest.param(
            changed('staff = ["k1", "k2"]', 'staff = ["k1", "c1"]'),
            "rota[#1].staff: c1 belongs to office talk: name staff of this one",
            id="duty of another office's staff",
        ),
        pytest.param(
            changed('staff = ["k1", "k2"]', 'staff = ["k1", "k1"]'),
            "rota[#1].staff: somebody is named twice",
            id="the same person twice",
        ),
        pytest.param(
            changed('window = { channel = "C-office-1" }\n', ""),
            "line 25: offices[office-1]: nobody can reach it: give a telephone or a window",
            id="a provider nobody can reach",
        ),
        pytest.param(
            changed('"core_center"', '"medical"'),
            'line 10: offices: no core centre: give one office kind = "core_center"',
            id="no core centre",
        ),
        pytest.param(
            changed('"provider"', '"core_center"'),
            "line 28: offices[office-1].kind: a second core centre: there is one only",
            id="two core centres",
        ),
        pytest.param(
            changed("counselor = true", "counselor = false"),
            "line 17: offices[talk]: no counsellor: give one of its staff counselor = true",
            id="a consultation office without a counsellor",
        ),
        pytest.param(
            changed('from = "17:15"', 'from = "17:60"'),
            'rota[#1].from: not usable: use a time of the day such as "17:15"',
            id="a time that is none",
        ),
        pytest.param(
            changed('["daily"]', '["dayly"]'),
            "rota[#1].days[#1]: unknown: did you mean daily?",
            id="a day that is none",
        ),
        pytest.param(
            SMALL + '\n[[shifts]]\noffice = "core"\nfrom = 17:15:00\nuntil = 1\nstaff = ["k1"]\n',
            "shifts[#1].from: not usable: use a date and a time in Japan",
            id="a moment that is none",
        ),
        pytest.param(
            SMALL
            + '\n[[shifts]]\noffice = "core"\nfrom = 2026-02-01T09:00:00\n'
            + 'until = 2026-02-01T08:00:00\nstaff = ["k1"]\n',
            "shifts[#1].until: not after from: give a later moment",
            id="a shift that ends before it begins",
        ),
        pytest.param(
            SMALL
            + '\n[[exceptions]]\noffice = "core"\ndate = 2026-02-01\nstaff = ["k1"]\n'
            + '\n[[exceptions]]\noffice = "core"\ndate = 2026-02-02\nstaff = ["k2"]\n'
            + 'from = "08:00"\nuntil = "09:00"\n',
            "exceptions[#2]: overlaps with exceptions[#1]: keep one of them, or part the hours",
            id="overlapping exceptions",
        ),
        pytest.param(
            changed('["daily"]', '["mon"]')
            + '\n[[exceptions]]\noffice = "core"\ndate = 2026-02-03\nstaff = ["k1"]\n',
            "exceptions[#1]: no weekly duty begins on that day: give from and until",
            id="an exception to nothing",
        ),
        pytest.param(
            SMALL
            + '\n[[exceptions]]\noffice = "core"\ndate = 2026-02-03\nfrom = "08:00"\nstaff = []\n',
            "exceptions[#1]: half a time: give both from and until, or neither",
            id="half a time",
        ),
        pytest.param(
            SMALL + '\n[[exceptions]]\noffice = "core"\ndate = 9999-12-31\nstaff = []\n',
            "exceptions[#1].date: not usable: use a date such as 2026-01-01",
            id="a day beyond every calendar",
        ),
        pytest.param(
            changed('"provider"', '"medical"\nemergency = true'),
            "line 29: offices[office-1].emergency: a medical body is never asked",
            id="a hospital asked for a bed",
        ),
        pytest.param(
            changed("reminder_minutes = 8", "reminder_minute = 8"),
            "line 8: settings.reminder_minute: unknown setting: did you mean reminder_minutes?",
            id="an unknown setting",
        ),
        pytest.param(
            changed("reminder_minutes = 8", 'reminder_minutes = "8"'),
            "line 8: settings.reminder_minutes: not usable: use a whole number from 1 to 1440",
            id="a setting of another type",
        ),
        pytest.param(
            changed("reminder_minutes = 8", 'short_stay_allowed_grounds = ["other"]'),
            "line 8: settings.short_stay_allowed_grounds: the city's written rule, "
            "松江市（案）７①「短期入所の利用は①の人に限ります」: leave this line out",
            id="the city's written rule",
        ),
        pytest.param(
            changed("reminder_minutes = 8", "reminder_minutes = 30"),
            "line 7: settings.ladder: does not go with the others: each step must come later",
            id="a reminder after the escalation",
        ),
        pytest.param(
            changed('name = "見本基幹"', 'name = "見本\\u202e基幹"'),
            "line 12: offices[core].name: not usable: use a text in quotes, on one line",
            id="a name that hides its writing",
        ),
        pytest.param(
            changed("[[offices]]", "[offices]").split("[[offices]]")[0],
            "line 10: offices: not usable: give each its own table [[offices]]",
            id="one table for all offices",
        ),
        pytest.param("", "network: missing: give a table [network]", id="an empty file"),
    ],
)
def test_a_mistake_is_said_with_its_place_and_remedy(text: str, said: str) -> None:
    found = mistakes(text)

    assert any(said in line for line in found), found


def test_all_are_said_at_once_in_the_files_order() -> None:
    text = changed('"core_center"', '"core_centre"')
    text = changed('["medication"]', '["medikation"]', text)
    text = changed('office = "talk"', 'office = "tall"', text)
    text = changed('until = "08:30"', 'until = "8.30"', text)
    text = changed("reminder_minutes = 8", 'reminder_minutes = 30\ncity = "別の市"', text)

    found = mistakes(text)

    assert [line.split(": ")[1] for line in found] == [
        "settings.ladder",
        "settings.city",
        "offices[core].kind",
        "offices[office-1].abilities[#1]",
        "staff[c1].office",
        "rota[#1].until",
    ]


def test_one_mistake_does_not_make_others_of_what_refers_to_it() -> None:
    broken = changed('key = "core"\n', 'key = "core"\nemergency = "no"\n')

    assert len(mistakes(broken)) == 1


def test_no_work_name_and_no_member_is_ever_repeated() -> None:
    text = SMALL.replace('kind = "', 'kind = "x').replace('office = "', 'office = 1 # "')
    text = text.replace('user = "', 'user = "# ').replace("name =", "nam =")

    said = "\n".join(mistakes(text))

    assert said
    assert not any(name in said for name in NAMES)
    assert "U-" not in said


@pytest.mark.parametrize(
    ("key", "places"),
    [
        pytest.param(
            "core",
            [
                "offices",
                "offices[talk].alternate",
                "offices[office-1].alternate",
                "staff[k1].office",
                "staff[k2].office",
                "rota[#1].office",
            ],
            id="the core centre",
        ),
        pytest.param("talk", ["staff[c1].office"], id="the counsellors' office"),
        pytest.param("office-1", ["staff[p1].office"], id="an office"),
        pytest.param("k1", ["rota[#1].staff"], id="the first on the rota"),
        pytest.param("k2", ["rota[#1].staff"], id="the second on the rota"),
        pytest.param("c1", ["offices[talk]"], id="the only counsellor"),
        pytest.param("p1", [], id="somebody to whom nothing refers"),
    ],
)
def test_a_missing_table_is_told_wherever_something_refers_to_it(
    key: str, places: list[str]
) -> None:
    assert [line.split(": ")[1] for line in mistakes(without(key))] == places


@pytest.mark.parametrize("value", ["1", '"x"', "[1]", "{ a = 1 }", "2026-01-01", "true"])
@pytest.mark.parametrize(
    "section", ["network", "settings", "offices", "staff", "rota", "exceptions", "shifts"]
)
def test_whatever_stands_for_a_table_is_a_mistake_and_no_fault(section: str, value: str) -> None:
    found = mistakes(f"{section} = {value}\n")

    assert all(": " in line for line in found)
    assert any("network" in line for line in found)


def test_a_name_in_the_place_of_a_key_is_not_repeated_either() -> None:
    found = mistakes(changed('key = "p1"', 'key = "見本よるの"'))

    assert found == [
        "line 54: staff[#4].key: not usable: use a short name of letters, digits, - or _, "
        "such as P01"
    ]
