"""A town to try, train and test in: a strict local stand-in for Slack."""
