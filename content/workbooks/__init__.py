"""Workbooks that the bot writes and reads: bytes out, bytes in; nothing in them is ever run."""
