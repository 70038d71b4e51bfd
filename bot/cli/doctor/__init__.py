"""`kyoten doctor`: what may be wrong around the bot, each check a function of its own."""
