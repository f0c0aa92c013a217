-- How many had a challenge going, for the digests. A challenge's last day is kept with the entry, since how long it is
-- stands in the catalogue, which no statement reads. Entries from before have the length that came with the bot, or 30
-- days, the longest; SQLite cannot add a column that must be filled, so it may be empty, and what is empty counts nowhere.

ALTER TABLE challenge_entries ADD COLUMN ends_on TEXT;

-- only: sqlite
UPDATE challenge_entries SET ends_on = date(started_on,
    CASE challenge WHEN 'first-week' THEN '+6 days' WHEN 'ten-a-day' THEN '+13 days' ELSE '+29 days' END);

-- only: postgresql
UPDATE challenge_entries SET ends_on = to_char(CAST(started_on AS DATE)
    + CASE challenge WHEN 'first-week' THEN 6 WHEN 'ten-a-day' THEN 13 ELSE 29 END, 'YYYY-MM-DD');

CREATE INDEX challenge_entries_going_on ON challenge_entries (ends_on, started_on, person_id);

-- Never which challenge: the team may make one about health.
CREATE VIEW counted_challenges AS
SELECT c.started_on, c.ends_on, c.person_id
FROM challenge_entries c
WHERE c.person_id NOT IN (SELECT p.id FROM people p WHERE p.uncounted_at IS NOT NULL);
