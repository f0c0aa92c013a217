"""The clock: what happens because a time has come."""
