"""Signposts, webinar series and challenges: what may be in them, what holds now, and how the team changes it."""
