"""Where new ids come from: handed in, so that a decision stays a function of what it knows."""

from __future__ import annotations

from collections.abc import Callable

NewId = Callable[[], str]
"""Gives a random id that was never used."""
