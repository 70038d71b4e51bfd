"""A small network as a file, and the ways tests change its text."""

from __future__ import annotations

SMALL = """\
[network]
id = "net-1"
name = "試し市"
profile = "matsue"
team = "T1"

[settings]
reminder_minutes = 8

[[offices]]
key = "core"
name = "見本基幹"
kind = "core_center"
telephone = "000-0000-0201"
window = { channel = "C-core" }

[[offices]]
key = "talk"
name = "架空相談"
kind = "consultation_office"
telephone = "000-0000-0112"
alternate = "core"
window = { channel = "C-talk" }

[[offices]]
key = "office-1"
name = "見本短期入所"
kind = "provider"
services = ["short_stay_welfare"]
abilities = ["medication"]
alternate = "core"
window = { channel = "C-office-1" }

[[staff]]
key = "k1"
office = "core"
name = "仮称きずな"
user = "U-k1"

[[staff]]
key = "k2"
office = "core"
name = "試作つながり"
user = "U-k2"

[[staff]]
key = "c1"
office = "talk"
name = "検証まなぶ"
user = "U-c1"
counselor = true

[[staff]]
key = "p1"
office = "office-1"
name = "見本よるの"
user = "U-p1"

[[rota]]
office = "core"
days = ["daily"]
from = "17:15"
until = "08:30"
staff = ["k1", "k2"]
"""

OFFICE_2 = """
[[offices]]
key = "office-2"
name = "例示ヘルパー"
kind = "provider"
services = ["home_help"]
telephone = "000-0000-0103"
"""


def changed(old: str, new: str, text: str = SMALL) -> str:
    """Return a text with one passage in the place of another, which must be there."""
    assert old in text
    return text.replace(old, new, 1)


def without(*keys: str, text: str = SMALL) -> str:
    """Return a text without the tables of these keys; a blank line parts one from the next."""
    tables = text.split("\n\n")
    gone = [each for each in tables if any(f'key = "{key}"' in each for key in keys)]
    assert len(gone) == len(keys)
    return "\n\n".join(each for each in tables if each not in gone)
