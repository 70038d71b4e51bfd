"""Seeded nights: the real bot against the stand-in, its whole world in one thread and one seed."""
