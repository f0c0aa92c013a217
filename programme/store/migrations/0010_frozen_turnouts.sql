-- How many were at a session, as the programme's figures say it: frozen when the first period with it is published, so
-- that an opt-out, an erasure or a late entry changes no later period either.

CREATE TABLE session_turnouts (
    session_id TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    counted_by TEXT NOT NULL CHECK (counted_by IN ('instructor', 'bot', 'rules')),
    people INTEGER,
    frozen_at TEXT NOT NULL
);
