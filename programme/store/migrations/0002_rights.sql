-- What people complain of, and the words they did it in.

CREATE TABLE complaints (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    made_at TEXT NOT NULL,
    mailed_at TEXT,
    warned_at TEXT,
    closed_at TEXT
);
CREATE INDEX complaints_person ON complaints (person_id, made_at);
CREATE INDEX complaints_open ON complaints (made_at) WHERE closed_at IS NULL;
