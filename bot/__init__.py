"""What the bot decides, and the words it says. Imports nothing but itself."""
