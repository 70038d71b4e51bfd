"""The cities whose rules the bot knows: one file each, listed here."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cities.matsue import MATSUE
from bot.cities.profile import Profile
from bot.cities.tsuruoka import TSURUOKA

PROFILES: Mapping[str, Profile] = {"matsue": MATSUE, "tsuruoka": TSURUOKA}
