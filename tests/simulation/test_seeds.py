"""Seeded nights: whatever happens to Slack, to the bot and among people, the same things hold."""

from __future__ import annotations

import os

import pytest

from tests.simulation.people import by_chance
from tests.simulation.world import World, night

SEEDS = 300
SOAK = 4000
BLOCK = 20
"""So many seeds are one test: fine enough to share cores, few enough to list."""

ONCE_FAILING: tuple[int, ...] = ()
"""Seeds that showed a defect when it was there: they stay."""


def plays(seed: int) -> World:
    """Play a seed's night; one that breaks is told with its whole trace."""
    kept: list[World] = []

    async def acts(world: World) -> None:
        kept.append(world)
        await by_chance(world)

    try:
        return night(seed, acts)
    except BaseException:
        trace = "\n".join(kept[0].trace) if kept else "nothing happened"
        print(f"seed {seed}\n{trace}")  # noqa: T201 - pytest shows it with the failure
        raise


def blocks(number: int) -> list[range]:
    """Return the seeds in blocks; KYOTEN_SEED begins elsewhere."""
    first = int(os.environ.get("KYOTEN_SEED", "1000"))
    starts = range(first, first + number, BLOCK)
    return [range(start, start + BLOCK) for start in starts]


@pytest.mark.parametrize("seeds", blocks(SEEDS), ids=lambda each: f"{each.start}-{each.stop - 1}")
def test_whatever_happens_nothing_is_lost_and_nothing_comes_twice(seeds: range) -> None:
    for seed in seeds:
        plays(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seeds", blocks(SOAK), ids=lambda each: f"{each.start}-{each.stop - 1}")
def test_thousands_of_nights_end_well(seeds: range) -> None:
    for seed in seeds:
        plays(seed + SEEDS)


@pytest.mark.parametrize("seed", ONCE_FAILING)
def test_a_night_that_once_went_wrong_goes_right(seed: int) -> None:
    plays(seed)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_seed_is_the_same_night(seed: int) -> None:
    first, second = plays(seed), plays(seed)

    assert first.trace == second.trace
    assert first.audit == second.audit


def test_two_seeds_are_two_nights() -> None:
    assert plays(1).trace != plays(2).trace
