"""HTTP: the webhook and what operators look at."""
