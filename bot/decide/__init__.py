"""Pure rulings, one noun a file: facts in, decision out. No I/O, no clock, no Slack."""
