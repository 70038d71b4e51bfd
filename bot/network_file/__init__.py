"""One network as its people write it down in a TOML file, and every mistake in it at once."""
