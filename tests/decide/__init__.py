"""What is decided, tested without a clock, a database or Slack: facts in, decision out."""
