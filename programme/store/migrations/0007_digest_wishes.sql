-- When and where each HR contact wants the message with the figures, and whose address was asked whether it wants it.

CREATE TABLE digest_wishes (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    employer_id TEXT NOT NULL REFERENCES employers (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    local_time TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('chat', 'email', 'both', 'neither')),
    PRIMARY KEY (person_id, employer_id)
);

CREATE TABLE reader_requests (
    contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    employer_id TEXT NOT NULL REFERENCES employers (id),
    asked_at TEXT NOT NULL,
    PRIMARY KEY (contact_id, employer_id)
);
CREATE INDEX reader_requests_employer ON reader_requests (employer_id, asked_at);
