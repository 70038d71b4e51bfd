"""A network's own values in place of those its city left open.

What a city wrote is its rule and stays; sample values and undecided ones are there to be replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from enum import Enum
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from bot.cities.profile import SAMPLE, UNDECIDED, LadderStep, Profile, Rung

NETWORK: Final = "network"
"""The source of a value that this network itself decided."""

HINTS: Final = get_type_hints(Profile)
SETTINGS: Final = tuple(name for name in HINTS if name not in {"name", "sources"})
TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
LADDERS: Final = ("ladder", "night_ladder")
LONGEST: Final = {"minutes": 24 * 60, "days": 3660, "years": 100}


class Unfit(ValueError):
    """A value that a setting cannot take; says what to write instead."""


def adjustable(profile: Profile, setting: str) -> bool:
    """True for what stands in no plan, or what the city says is not decided."""
    left_open = getattr(profile, setting, None) == UNDECIDED
    return setting in SETTINGS and (left_open or profile.sources[setting] == SAMPLE)


def adjusted(profile: Profile, settings: Mapping[str, object]) -> Profile:
    """Return the city's profile with a network's own plain values in it.

    What has become the city's rule meanwhile is left as the city wrote it. The ladder and the
    single minutes follow each other. Raises: Unfit for a value that cannot be one.
    """
    own = {
        name: typed(name, plain) for name, plain in settings.items() if adjustable(profile, name)
    }
    if not own:
        return profile
    whole = replace(profile, **own, sources={**profile.sources, **dict.fromkeys(own, NETWORK)})
    if "ladder" in own:
        whole = replace(whole, **{**_minutes_of(whole.ladder), **own})
    ladders: dict[str, Any] = {
        name: own.get(name, tuple(_moved(whole, getattr(whole, name)))) for name in LADDERS
    }
    return replace(whole, **ladders)


def unsound(profile: Profile) -> Iterator[tuple[str, str]]:
    """Yield every setting that does not go with another, and why."""
    yield from _unsound_ladder(profile)
    if profile.reply_deadline_minutes > profile.escalation_minutes:
        yield "reply_deadline_minutes", "it must not be later than escalation_minutes"
    for name in SETTINGS:
        if name.endswith("_hours") and len(set(getattr(profile, name))) == 1:
            yield name, "from and until must differ"
    if set(profile.excluded_grounds) & set(profile.emergency_grounds):
        yield "excluded_grounds", "one of them is an emergency by the city's rule"
    conferred = profile.recognition_rule == "ground_no_vacancy_conferral_place"
    if bool(profile.conferral_parties) != conferred:
        yield "conferral_parties", "the city's rule of recognition decides whether there are any"
    if profile.daily_carer_override_by and not profile.short_stay_requires_daily_carer:
        yield "daily_carer_override_by", "the city has no rule that could be set aside"


def _unsound_ladder(profile: Profile) -> Iterator[tuple[str, str]]:
    same = profile.night_ladder == profile.ladder
    for name in LADDERS[:1] if same else LADDERS:
        ladder = getattr(profile, name)
        minutes = [rung.after_minutes for rung in ladder]
        if minutes != sorted(set(minutes)):
            yield name, "each step must come later than the one before it"
        if LadderStep.CALL_CORE not in _reached(ladder):
            yield name, f"it must have a step {LadderStep.CALL_CORE}"
    for name, reached in _minutes_of(profile.ladder).items():
        if getattr(profile, name) != reached:
            yield name, f"the ladder says {reached}: give the same, or leave one of them out"


# ------------------------------------------------------------------ the ladder


def _reached(ladder: tuple[Rung, ...]) -> dict[LadderStep, int]:
    """Return when each step is reached first."""
    return {rung.step: rung.after_minutes for rung in reversed(ladder)}


def _minutes_of(ladder: tuple[Rung, ...]) -> dict[str, int]:
    """Return the single settings that a ladder implies."""
    reached = _reached(ladder)
    found = {
        "reminder_minutes": reached.get(LadderStep.REMIND),
        "escalation_minutes": reached.get(LadderStep.CALL_CORE),
    }
    if LadderStep.CALL_CORE in reached and LadderStep.NEXT_ON_ROTA in reached:
        waited = reached[LadderStep.NEXT_ON_ROTA] - reached[LadderStep.CALL_CORE]
        found["core_unclaimed_minutes"] = waited
    return {name: minutes for name, minutes in found.items() if minutes is not None}


def _moved(profile: Profile, ladder: tuple[Rung, ...]) -> Iterator[Rung]:
    """Yield a ladder with its first three steps where the single minutes put them.

    A step of another kind keeps its distance from the one before it.
    """
    put = {
        LadderStep.REMIND: profile.reminder_minutes,
        LadderStep.CALL_CORE: profile.escalation_minutes,
        LadderStep.NEXT_ON_ROTA: profile.escalation_minutes + profile.core_unclaimed_minutes,
    }
    shift = 0
    for rung in ladder:
        minutes = put.pop(rung.step, rung.after_minutes + shift)
        shift = minutes - rung.after_minutes
        yield replace(rung, after_minutes=minutes)


# ------------------------------------------------------------------ plain → typed


def typed(setting: str, plain: object) -> Any:
    """Return a plain value as the profile holds it. Raises: Unfit saying what to write."""
    return _typed(HINTS[setting], plain, setting)


def _typed(hint: Any, plain: object, setting: str) -> Any:
    if get_origin(hint) in {Union, UnionType}:
        return _typed(next(arg for arg in get_args(hint) if arg is not type(None)), plain, setting)
    if get_origin(hint) is tuple:
        return _several(get_args(hint), plain, setting)
    if get_origin(hint) is Literal:
        return _one_of(get_args(hint), plain)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(_one_of([each.value for each in hint], plain))
    if is_dataclass(hint):
        return _table(hint, plain, setting)
    return _single(hint, plain, setting)


def _single(hint: Any, plain: object, setting: str) -> object:
    if hint is int:
        return _number(plain, setting)
    if not isinstance(plain, hint):
        raise Unfit("use true or false" if hint is bool else "use a text in quotes")
    timed = hint is str and setting.endswith(("_hours", "_at", "_until"))
    if timed and not TIME.fullmatch(str(plain)):
        raise Unfit('use a time such as "17:15"')
    return plain


def _number(plain: object, setting: str) -> int:
    most = next((most for unit, most in LONGEST.items() if setting.endswith(unit)), 24 * 60)
    least = 0 if get_origin(HINTS[setting]) is tuple else 1
    if not isinstance(plain, int) or isinstance(plain, bool) or not least <= plain <= most:
        raise Unfit(f"use a whole number from {least} to {most}")
    return plain


def _one_of(allowed: Any, plain: object) -> object:
    if plain not in allowed:
        raise Unfit(f"use one of {', '.join(map(str, allowed))}")
    return plain


def _several(hints: tuple[Any, ...], plain: object, setting: str) -> tuple[Any, ...]:
    if not isinstance(plain, list | tuple):
        raise Unfit("use a list in [ ]")
    if hints[-1] is Ellipsis:
        return tuple(_typed(hints[0], each, setting) for each in plain)
    if len(plain) != len(hints):
        raise Unfit(f"use a list of {len(hints)}")
    return tuple(_typed(hint, each, setting) for hint, each in zip(hints, plain, strict=True))


def _table(kind: Any, plain: object, setting: str) -> object:
    hints = get_type_hints(kind)
    needed = {each.name for each in fields(kind) if each.default is MISSING}
    if not isinstance(plain, Mapping) or not needed <= set(plain) <= set(hints):
        raise Unfit(f"use tables of {', '.join(hints)}")
    return kind(**{name: _typed(hints[name], each, setting) for name, each in plain.items()})
