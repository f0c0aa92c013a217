-- "Don't count me": from this moment on in no figure of anybody's.

ALTER TABLE people ADD COLUMN uncounted_at TEXT;
