-- The figures of the whole programme for each closed period, frozen; about groups only.

CREATE TABLE programme_digests (
    period TEXT PRIMARY KEY,
    starts_on TEXT NOT NULL,
    ends_before TEXT NOT NULL,
    rules TEXT NOT NULL,
    figures TEXT NOT NULL,
    published_at TEXT NOT NULL
);

-- What people said of one instructor's sessions in a calendar month, frozen; by the disclosure rules.
CREATE TABLE instructor_ratings (
    instructor_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    month TEXT NOT NULL,
    rules TEXT NOT NULL,
    rated INTEGER,
    just_right INTEGER,
    published_at TEXT NOT NULL,
    PRIMARY KEY (instructor_id, month)
);
