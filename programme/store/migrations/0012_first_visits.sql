-- When somebody first took part, so that a week's first-timers need not be looked up among all earlier bookings. The
-- database itself keeps it true: whatever changes a first visit, or might make an earlier one, makes it unknown (NULL),
-- and the unknown ones are worked out each night. On PostgreSQL the triggers touch unknown rows too, so that these are
-- locked until what they saw is committed, and are passed over by whoever works them out meanwhile.

CREATE TABLE first_visits (
    person_id TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    came_at TEXT
);
CREATE INDEX first_visits_came ON first_visits (came_at, person_id);

INSERT INTO first_visits (person_id)
SELECT DISTINCT person_id FROM bookings WHERE joined_at IS NOT NULL OR attended_at IS NOT NULL;

CREATE VIEW counted_first_visits AS
SELECT f.person_id, f.came_at
FROM first_visits f
WHERE f.came_at IS NOT NULL
    AND f.person_id NOT IN (SELECT p.id FROM people p WHERE p.uncounted_at IS NOT NULL)
UNION ALL
SELECT f.person_id, MIN(a.starts_at) AS came_at
FROM first_visits f JOIN counted_attendance a ON a.person_id = f.person_id
WHERE f.came_at IS NULL
GROUP BY f.person_id;

-- only: sqlite
CREATE TRIGGER first_visit_booked AFTER INSERT ON bookings
WHEN COALESCE(NEW.joined_at, NEW.attended_at) IS NOT NULL
BEGIN
    INSERT INTO first_visits (person_id) VALUES (NEW.person_id)
    ON CONFLICT (person_id) DO UPDATE SET came_at = NULL
    WHERE first_visits.came_at >= (SELECT s.starts_at FROM sessions s WHERE s.id = NEW.session_id);
END;

-- only: sqlite
CREATE TRIGGER first_visit_marked AFTER UPDATE OF state, joined_at, attended_at, missed_at ON bookings
WHEN COALESCE(NEW.joined_at, NEW.attended_at, OLD.joined_at, OLD.attended_at) IS NOT NULL
BEGIN
    INSERT INTO first_visits (person_id) VALUES (NEW.person_id)
    ON CONFLICT (person_id) DO UPDATE SET came_at = NULL
    WHERE first_visits.came_at >= (SELECT s.starts_at FROM sessions s WHERE s.id = NEW.session_id);
END;

-- only: sqlite
CREATE TRIGGER first_visit_deleted AFTER DELETE ON bookings
WHEN COALESCE(OLD.joined_at, OLD.attended_at) IS NOT NULL
BEGIN
    UPDATE first_visits SET came_at = NULL
    WHERE person_id = OLD.person_id
        AND came_at >= COALESCE((SELECT s.starts_at FROM sessions s WHERE s.id = OLD.session_id), '');
END;

-- only: sqlite
CREATE TRIGGER first_visit_moved AFTER UPDATE OF starts_at, cancelled_at ON sessions
BEGIN
    UPDATE first_visits SET came_at = NULL
    WHERE came_at >= MIN(OLD.starts_at, NEW.starts_at)
        AND person_id IN (SELECT b.person_id FROM bookings b WHERE b.session_id = NEW.id);
END;

-- only: postgresql
CREATE FUNCTION first_visit_may_be_this() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
    INSERT INTO first_visits (person_id) VALUES (NEW.person_id)
    ON CONFLICT (person_id) DO UPDATE SET came_at = NULL
    WHERE first_visits.came_at >= (SELECT s.starts_at FROM sessions s WHERE s.id = NEW.session_id);
    RETURN NULL;
END';

-- only: postgresql
CREATE FUNCTION first_visit_may_be_gone() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
    UPDATE first_visits SET came_at = NULL
    WHERE person_id = OLD.person_id AND (came_at IS NULL
        OR came_at >= COALESCE((SELECT s.starts_at FROM sessions s WHERE s.id = OLD.session_id), ''''));
    RETURN NULL;
END';

-- only: postgresql
CREATE FUNCTION first_visit_may_be_moved() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
    UPDATE first_visits SET came_at = NULL
    WHERE (came_at IS NULL OR came_at >= LEAST(OLD.starts_at, NEW.starts_at))
        AND person_id IN (SELECT b.person_id FROM bookings b WHERE b.session_id = NEW.id);
    RETURN NULL;
END';

-- only: postgresql
CREATE OR REPLACE TRIGGER first_visit_booked AFTER INSERT ON bookings FOR EACH ROW
WHEN (COALESCE(NEW.joined_at, NEW.attended_at) IS NOT NULL)
EXECUTE FUNCTION first_visit_may_be_this();

-- only: postgresql
CREATE OR REPLACE TRIGGER first_visit_marked AFTER UPDATE OF state, joined_at, attended_at, missed_at ON bookings
FOR EACH ROW WHEN (COALESCE(NEW.joined_at, NEW.attended_at, OLD.joined_at, OLD.attended_at) IS NOT NULL)
EXECUTE FUNCTION first_visit_may_be_this();

-- only: postgresql
CREATE OR REPLACE TRIGGER first_visit_deleted AFTER DELETE ON bookings FOR EACH ROW
WHEN (COALESCE(OLD.joined_at, OLD.attended_at) IS NOT NULL)
EXECUTE FUNCTION first_visit_may_be_gone();

-- only: postgresql
CREATE OR REPLACE TRIGGER first_visit_moved AFTER UPDATE OF starts_at, cancelled_at ON sessions FOR EACH ROW
EXECUTE FUNCTION first_visit_may_be_moved();
