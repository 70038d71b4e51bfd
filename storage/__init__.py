"""What the bot remembers. Rows never leave this room; values do."""
