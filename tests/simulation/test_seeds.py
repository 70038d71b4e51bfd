"""Seeded nights: whatever happens to Slack, to the bot and among people, the same things hold."""

from __future__ import annotations

import os

import pytest

from tests.simulation.people import night_of

SEEDS = 300
SOAK = 2000
BLOCK = 20
"""So many seeds are one test: fine enough to share cores, few enough to list."""

ONCE_FAILING = (1005, 1045, 1054, 1070, 1100, 1103, 1130, 1616, 2012)
"""Seeds that failed with a defect or with a safeguard taken out, or never ended: they stay."""


def blocks(number: int) -> list[range]:
    """Return the seeds in blocks; KYOTEN_SEED begins elsewhere."""
    first = int(os.environ.get("KYOTEN_SEED", "1000"))
    starts = range(first, first + number, BLOCK)
    return [range(start, start + BLOCK) for start in starts]


@pytest.mark.parametrize("seeds", blocks(SEEDS), ids=lambda each: f"{each.start}-{each.stop - 1}")
def test_whatever_happens_nothing_is_lost_and_nothing_comes_twice(seeds: range) -> None:
    for seed in seeds:
        night_of(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seeds", blocks(SOAK), ids=lambda each: f"{each.start}-{each.stop - 1}")
def test_thousands_of_nights_end_well(seeds: range) -> None:
    for seed in seeds:
        night_of(seed + SEEDS)


@pytest.mark.parametrize("seed", ONCE_FAILING)
def test_a_night_that_once_went_wrong_goes_right(seed: int) -> None:
    night_of(seed)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_seed_is_the_same_night(seed: int) -> None:
    first, second = night_of(seed), night_of(seed)

    assert first.trace == second.trace
    assert first.audit == second.audit


def test_two_seeds_are_two_nights() -> None:
    assert night_of(1).trace != night_of(2).trace
