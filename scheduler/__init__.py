"""What wakes the bot. Nothing here holds the only copy of anything."""
