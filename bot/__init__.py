"""Telegram, and where everything is wired."""
