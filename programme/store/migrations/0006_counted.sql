-- What digests are made of: who came, moved, rated and belongs, by internal ids alone and without those who asked not
-- to be counted. The digests' statements read these views and nothing else about people, so no name is in reach.

CREATE INDEX people_uncounted ON people (id) WHERE uncounted_at IS NOT NULL;
CREATE INDEX bookings_came ON bookings (session_id, employer_id, person_id, joined_at, attended_at, missed_at, state)
    WHERE state = 'booked' AND (attended_at IS NOT NULL OR (joined_at IS NOT NULL AND missed_at IS NULL));
CREATE INDEX bookings_came_person ON bookings (person_id, session_id, joined_at, attended_at, missed_at, state)
    WHERE state = 'booked' AND (attended_at IS NOT NULL OR (joined_at IS NOT NULL AND missed_at IS NULL));
CREATE INDEX minutes_on ON minutes (on_date, employer_id, person_id, intensity, minutes, removed_at) WHERE removed_at IS NULL;
CREATE INDEX digests_ended ON digests (ends_before);
CREATE INDEX memberships_belonged ON memberships (employer_id, started_at, ended_at, person_id);

CREATE VIEW counted_sessions AS
SELECT s.id AS session_id, s.starts_at, s.audience, k.category, COALESCE(s.webinar_series, s.title) AS topic
FROM sessions s JOIN kinds k ON k.id = s.kind
WHERE s.cancelled_at IS NULL;

CREATE VIEW counted_attendance AS
SELECT b.session_id, s.starts_at, b.employer_id, b.person_id
FROM sessions s JOIN bookings b ON b.session_id = s.id
WHERE s.cancelled_at IS NULL AND b.state = 'booked'
    AND (b.attended_at IS NOT NULL OR (b.joined_at IS NOT NULL AND b.missed_at IS NULL))
    AND b.person_id NOT IN (SELECT p.id FROM people p WHERE p.uncounted_at IS NOT NULL);

CREATE VIEW counted_minutes AS
SELECT m.on_date, m.employer_id, m.person_id, m.intensity, m.minutes
FROM minutes m
WHERE m.removed_at IS NULL
    AND m.person_id NOT IN (SELECT p.id FROM people p WHERE p.uncounted_at IS NOT NULL);

CREATE VIEW counted_ratings AS
SELECT r.rated_at, b.employer_id, r.person_id, r.rating
FROM ratings r JOIN bookings b ON b.id = r.booking_id
WHERE r.rated_at IS NOT NULL
    AND r.person_id NOT IN (SELECT p.id FROM people p WHERE p.uncounted_at IS NOT NULL);

CREATE VIEW counted_members AS
SELECT m.employer_id, m.person_id, m.started_at, m.ended_at
FROM memberships m
WHERE m.person_id NOT IN (SELECT p.id FROM people p WHERE p.uncounted_at IS NOT NULL);
