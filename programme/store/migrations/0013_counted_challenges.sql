-- How many had a challenge going, for the digests. A challenge's last day is kept with the entry, since how long it is
-- stands in the catalogue, which no statement reads. Who begins one again has another entry, or whoever did so on a
-- Monday morning would be missing from the week before. Entries from before have no last day and count nowhere: nobody
-- had been told that they would be counted.

CREATE TABLE challenge_entries_before AS SELECT person_id, challenge, started_on FROM challenge_entries;
DROP TABLE challenge_entries;
CREATE TABLE challenge_entries (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    challenge TEXT NOT NULL,
    started_on TEXT NOT NULL,
    ends_on TEXT,
    PRIMARY KEY (person_id, challenge, started_on)
);
INSERT INTO challenge_entries (person_id, challenge, started_on)
SELECT person_id, challenge, started_on FROM challenge_entries_before;
DROP TABLE challenge_entries_before;

CREATE INDEX challenge_entries_going_on ON challenge_entries (ends_on, started_on, person_id);

-- Never which challenge: the team may make one about health.
CREATE VIEW counted_challenges AS
SELECT c.started_on, c.ends_on, c.person_id
FROM challenge_entries c
WHERE c.person_id NOT IN (SELECT p.id FROM people p WHERE p.uncounted_at IS NOT NULL);
