"""The bots that are measured: bare ones, which are the floors, and ours; each in a process of its own."""
