-- Time off that was or is, so that a week of leave breaks no streak of weeks with something logged.

CREATE TABLE time_off (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    PRIMARY KEY (person_id, first_on),
    CHECK (first_on <= last_on)
);

INSERT INTO time_off (person_id, first_on, last_on)
SELECT person_id, away_from, away_until FROM rhythms WHERE away_from <= away_until;
