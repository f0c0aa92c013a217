-- What all migrations together make. A test holds the two against each other on both engines.
-- Times are fixed-width UTC text; a moment (cancelled_at) stands where others keep a boolean.

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    updated_at TEXT NOT NULL
);

CREATE TABLE employers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    headcount INTEGER NOT NULL CHECK (headcount BETWEEN 1 AND 1000000),
    created_at TEXT NOT NULL,
    closed_at TEXT,
    own_figures_since TEXT
);
CREATE UNIQUE INDEX employers_open_name ON employers (name_key) WHERE closed_at IS NULL;

CREATE TABLE people (
    id TEXT PRIMARY KEY,
    language TEXT NOT NULL DEFAULT 'en',
    display_name TEXT,
    reminder_minutes INTEGER NOT NULL DEFAULT 10 CHECK (reminder_minutes IN (0, 5, 10, 15, 30, 60)),
    day_before_off_at TEXT,
    safety_seen_at TEXT,
    shown_to_instructors_at TEXT,
    best_time TEXT CHECK (best_time IN ('morning', 'lunch', 'afternoon')),
    best_time_asked_at TEXT,
    created_at TEXT NOT NULL,
    uncounted_at TEXT
);
CREATE INDEX people_uncounted ON people (id) WHERE uncounted_at IS NOT NULL;

CREATE TABLE contacts (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    channel TEXT NOT NULL CHECK (channel IN ('telegram', 'email')),
    chat_id BIGINT,
    email TEXT,
    confirmed_at TEXT,
    unreachable_at TEXT,
    created_at TEXT NOT NULL,
    CHECK ((channel = 'telegram' AND chat_id IS NOT NULL AND email IS NULL)
        OR (channel = 'email' AND email IS NOT NULL AND chat_id IS NULL))
);
CREATE UNIQUE INDEX contacts_chat ON contacts (chat_id) WHERE chat_id IS NOT NULL;
CREATE UNIQUE INDEX contacts_email ON contacts (email) WHERE email IS NOT NULL;
CREATE UNIQUE INDEX contacts_person ON contacts (person_id, channel);

CREATE TABLE email_confirmations (
    contact_id TEXT PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
    seed TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    mailed INTEGER NOT NULL DEFAULT 1,
    mailed_since TEXT NOT NULL,
    expires_at TEXT NOT NULL
);

CREATE TABLE memberships (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    employer_id TEXT NOT NULL REFERENCES employers (id),
    started_at TEXT NOT NULL,
    ended_at TEXT
);
CREATE UNIQUE INDEX memberships_current ON memberships (person_id) WHERE ended_at IS NULL;
CREATE INDEX memberships_employer ON memberships (employer_id, ended_at);
CREATE INDEX memberships_belonged ON memberships (employer_id, started_at, ended_at, person_id);

CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('employee', 'instructor', 'hr', 'team')),
    employer_id TEXT REFERENCES employers (id),
    link_hash TEXT NOT NULL UNIQUE,
    code_hash TEXT NOT NULL UNIQUE,
    uses_allowed INTEGER CHECK (uses_allowed >= 1),
    uses INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    expires_at TEXT,
    revoked_at TEXT,
    CHECK ((role IN ('employee', 'hr')) = (employer_id IS NOT NULL)),
    CHECK (uses_allowed IS NULL OR uses <= uses_allowed)
);
CREATE INDEX invitations_employer ON invitations (employer_id, role) WHERE revoked_at IS NULL;

CREATE TABLE roles (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('employee', 'instructor', 'hr', 'team')),
    employer_id TEXT REFERENCES employers (id),
    granted_at TEXT NOT NULL,
    revoked_at TEXT,
    CHECK ((role = 'hr') = (employer_id IS NOT NULL))
);
CREATE UNIQUE INDEX roles_current ON roles (person_id, role, COALESCE(employer_id, '')) WHERE revoked_at IS NULL;
CREATE INDEX roles_by_role ON roles (role, employer_id) WHERE revoked_at IS NULL;

CREATE TABLE consents (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('joining', 'health')),
    version INTEGER NOT NULL,
    given_at TEXT NOT NULL,
    withdrawn_at TEXT
);
CREATE UNIQUE INDEX consents_current ON consents (person_id, purpose) WHERE withdrawn_at IS NULL;

CREATE TABLE code_attempts (
    id TEXT PRIMARY KEY,
    chat_id BIGINT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX code_attempts_chat ON code_attempts (chat_id, at);
CREATE INDEX code_attempts_at ON code_attempts (at);

CREATE TABLE kinds (
    id TEXT PRIMARY KEY,
    category TEXT NOT NULL CHECK (category IN ('movement', 'webinar')),
    intensity TEXT NOT NULL CHECK (intensity IN ('light', 'moderate', 'vigorous')),
    sensitivity TEXT NOT NULL CHECK (sensitivity IN ('ordinary', 'health'))
);

CREATE TABLE series (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    kind TEXT NOT NULL REFERENCES kinds (id),
    sensitivity TEXT NOT NULL CHECK (sensitivity IN ('ordinary', 'health')),
    instructor_id TEXT REFERENCES people (id) ON DELETE SET NULL,
    weekdays TEXT NOT NULL,
    local_time TEXT NOT NULL,
    zone TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 480),
    places INTEGER NOT NULL CHECK (places BETWEEN 1 AND 5000),
    link TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('all', 'chosen')),
    bank_holidays TEXT NOT NULL CHECK (bank_holidays IN ('skip', 'keep')),
    first_on TEXT NOT NULL,
    last_on TEXT,
    speakers TEXT,
    webinar_series TEXT,
    revision INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    ended_at TEXT
);

CREATE TABLE series_audience (
    series_id TEXT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    employer_id TEXT NOT NULL REFERENCES employers (id),
    PRIMARY KEY (series_id, employer_id)
);

CREATE TABLE series_exceptions (
    series_id TEXT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    on_date TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('dropped', 'added')),
    PRIMARY KEY (series_id, on_date)
);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    series_id TEXT REFERENCES series (id),
    slot TEXT,
    title TEXT NOT NULL,
    kind TEXT NOT NULL REFERENCES kinds (id),
    sensitivity TEXT NOT NULL CHECK (sensitivity IN ('ordinary', 'health')),
    description TEXT,
    speakers TEXT,
    webinar_series TEXT,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 480),
    places INTEGER NOT NULL CHECK (places BETWEEN 1 AND 5000),
    link TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('all', 'chosen')),
    instructor_id TEXT REFERENCES people (id) ON DELETE SET NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    recording_url TEXT,
    head_count INTEGER CHECK (head_count >= 0),
    head_count_at TEXT,
    created_at TEXT NOT NULL,
    cancelled_at TEXT,
    cancel_note TEXT,
    cover_asked_at TEXT,
    source_key TEXT UNIQUE,
    CHECK (ends_at > starts_at)
);
CREATE UNIQUE INDEX sessions_slot ON sessions (series_id, slot) WHERE series_id IS NOT NULL;
CREATE INDEX sessions_starts ON sessions (starts_at);
CREATE INDEX sessions_instructor ON sessions (instructor_id, starts_at);

CREATE TABLE session_audience (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    employer_id TEXT NOT NULL REFERENCES employers (id),
    PRIMARY KEY (session_id, employer_id)
);

CREATE TABLE bookings (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    employer_id TEXT REFERENCES employers (id),
    state TEXT NOT NULL CHECK (state IN ('booked', 'waiting', 'offered', 'cancelled')),
    queue_no INTEGER,
    changes INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    booked_at TEXT,
    offered_until TEXT,
    cancelled_at TEXT,
    joined_at TEXT,
    attended_at TEXT,
    missed_at TEXT,
    calendar_at TEXT,
    UNIQUE (session_id, person_id),
    CHECK ((state IN ('waiting', 'offered')) = (queue_no IS NOT NULL)),
    CHECK ((state = 'offered') = (offered_until IS NOT NULL))
);
CREATE INDEX bookings_state ON bookings (session_id, state, queue_no);
CREATE INDEX bookings_person ON bookings (person_id, state);
CREATE INDEX bookings_offered ON bookings (session_id) WHERE state = 'offered';
CREATE INDEX bookings_employer ON bookings (employer_id, session_id);
CREATE INDEX bookings_came ON bookings (session_id, employer_id, person_id, joined_at, attended_at, missed_at, state)
    WHERE state = 'booked' AND (attended_at IS NOT NULL OR (joined_at IS NOT NULL AND missed_at IS NULL));
CREATE INDEX bookings_came_person ON bookings (person_id, session_id, joined_at, attended_at, missed_at, state)
    WHERE state = 'booked' AND (attended_at IS NOT NULL OR (joined_at IS NOT NULL AND missed_at IS NULL));

-- When somebody first took part; NULL: to be worked out in the night. Kept true by triggers, below.
CREATE TABLE first_visits (
    person_id TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    came_at TEXT
);
CREATE INDEX first_visits_came ON first_visits (came_at, person_id);

CREATE TABLE series_bookings (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    series_id TEXT NOT NULL REFERENCES series (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    started_at TEXT NOT NULL,
    stopped_at TEXT,
    PRIMARY KEY (person_id, series_id, weekday)
);
CREATE INDEX series_bookings_going_on ON series_bookings (series_id, weekday) WHERE stopped_at IS NULL;

CREATE TABLE minutes (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    employer_id TEXT REFERENCES employers (id),
    booking_id TEXT REFERENCES bookings (id) ON DELETE SET NULL,
    on_date TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 600),
    activity TEXT NOT NULL,
    intensity TEXT NOT NULL CHECK (intensity IN ('light', 'moderate', 'vigorous')),
    created_at TEXT NOT NULL,
    removed_at TEXT
);
CREATE INDEX minutes_person ON minutes (person_id, on_date);
CREATE INDEX minutes_employer ON minutes (employer_id, on_date);
CREATE UNIQUE INDEX minutes_booking ON minutes (booking_id) WHERE booking_id IS NOT NULL AND removed_at IS NULL;
CREATE INDEX minutes_any_of_booking ON minutes (booking_id);
CREATE INDEX minutes_on ON minutes (on_date, employer_id, person_id, intensity, minutes, removed_at) WHERE removed_at IS NULL;

CREATE TABLE digests (
    id TEXT PRIMARY KEY,
    employer_id TEXT REFERENCES employers (id),
    period TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_before TEXT NOT NULL,
    rules TEXT NOT NULL,
    figures TEXT NOT NULL,
    published_at TEXT NOT NULL
);
CREATE UNIQUE INDEX digests_period ON digests (COALESCE(employer_id, ''), period);
CREATE INDEX digests_ended ON digests (ends_before);

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

CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    session_id TEXT REFERENCES sessions (id),
    booking_id TEXT REFERENCES bookings (id) ON DELETE CASCADE,
    revision INTEGER,
    facts TEXT NOT NULL DEFAULT '',
    lane TEXT NOT NULL CHECK (lane IN ('reply', 'near', 'bulk')),
    must_arrive INTEGER NOT NULL CHECK (must_arrive IN (0, 1)),
    due_at TEXT NOT NULL,
    expires_at TEXT,
    state TEXT NOT NULL CHECK (state IN
        ('waiting', 'sending', 'sent', 'dropped', 'refused', 'uncertain', 'lapsed')),
    epoch BIGINT,
    attempts INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    created_at TEXT NOT NULL,
    settled_at TEXT
);
CREATE INDEX notices_due ON notices (due_at) WHERE state = 'waiting';
CREATE INDEX notices_sending ON notices (epoch) WHERE state IN ('sending', 'uncertain');
CREATE INDEX notices_booking ON notices (booking_id, state);
CREATE INDEX notices_contact ON notices (contact_id, state);
CREATE INDEX notices_session ON notices (session_id, state);
CREATE INDEX notices_settled ON notices (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE rhythms (
    person_id TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    quiet_from TEXT NOT NULL DEFAULT '20:00',
    quiet_until TEXT NOT NULL DEFAULT '07:00',
    away_from TEXT,
    away_until TEXT,
    look_back_at TEXT,
    questions_off_at TEXT,
    CHECK ((away_from IS NULL) = (away_until IS NULL)),
    CHECK (quiet_from <> quiet_until)
);

CREATE TABLE movement_breaks (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    local_time TEXT NOT NULL,
    PRIMARY KEY (person_id, weekday)
);

CREATE TABLE time_off (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    PRIMARY KEY (person_id, first_on),
    CHECK (first_on <= last_on)
);

CREATE TABLE activity_answers (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    wave INTEGER NOT NULL CHECK (wave >= 0),
    asked_on TEXT NOT NULL,
    days INTEGER CHECK (days BETWEEN 0 AND 7),
    answered_at TEXT,
    skipped_at TEXT,
    PRIMARY KEY (person_id, wave),
    CHECK ((days IS NULL) = (answered_at IS NULL)),
    CHECK (answered_at IS NULL OR skipped_at IS NULL)
);
CREATE INDEX activity_answers_at ON activity_answers (answered_at) WHERE answered_at IS NOT NULL;

CREATE TABLE ratings (
    booking_id TEXT PRIMARY KEY REFERENCES bookings (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    asked_at TEXT NOT NULL,
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    rated_at TEXT,
    CHECK ((rating IS NULL) = (rated_at IS NULL))
);
CREATE INDEX ratings_person ON ratings (person_id, asked_at);
CREATE INDEX ratings_rated ON ratings (rated_at) WHERE rated_at IS NOT NULL;

CREATE TABLE challenge_entries (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    challenge TEXT NOT NULL,
    started_on TEXT NOT NULL,
    ends_on TEXT,
    PRIMARY KEY (person_id, challenge, started_on)
);
CREATE INDEX challenge_entries_going_on ON challenge_entries (ends_on, started_on, person_id);

CREATE TABLE outcome_tables (
    period TEXT PRIMARY KEY,
    starts_on TEXT NOT NULL,
    ends_before TEXT NOT NULL,
    rules TEXT NOT NULL,
    figures TEXT NOT NULL,
    published_at TEXT NOT NULL
);

CREATE TABLE programme_digests (
    period TEXT PRIMARY KEY,
    starts_on TEXT NOT NULL,
    ends_before TEXT NOT NULL,
    rules TEXT NOT NULL,
    figures TEXT NOT NULL,
    published_at TEXT NOT NULL
);

CREATE TABLE session_turnouts (
    session_id TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    counted_by TEXT NOT NULL CHECK (counted_by IN ('instructor', 'bot', 'rules')),
    people INTEGER,
    frozen_at TEXT NOT NULL
);

CREATE TABLE instructor_ratings (
    instructor_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    month TEXT NOT NULL,
    rules TEXT NOT NULL,
    rated INTEGER,
    just_right INTEGER,
    published_at TEXT NOT NULL,
    PRIMARY KEY (instructor_id, month)
);

CREATE TABLE inbox (
    bot_id BIGINT NOT NULL,
    update_id BIGINT NOT NULL,
    arrival BIGINT NOT NULL,
    chat_id BIGINT NOT NULL,
    received_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'applied', 'answered', 'quarantined')),
    attempts INTEGER NOT NULL DEFAULT 0,
    raw TEXT,
    next_address TEXT,
    settled_at TEXT,
    PRIMARY KEY (bot_id, update_id)
);
CREATE INDEX inbox_open ON inbox (arrival) WHERE state IN ('new', 'applied');
CREATE INDEX inbox_settled ON inbox (settled_at) WHERE settled_at IS NOT NULL;

-- only: postgresql
CREATE SEQUENCE inbox_arrival AS BIGINT START WITH 2000000000000000000;

CREATE TABLE drafts (
    chat_id BIGINT NOT NULL,
    form TEXT NOT NULL,
    step TEXT NOT NULL,
    fields TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (chat_id, form)
);

CREATE TABLE shown (
    chat_id BIGINT PRIMARY KEY,
    message_id BIGINT,
    choices TEXT NOT NULL,
    asks TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL
);

CREATE TABLE worker (
    name TEXT PRIMARY KEY,
    epoch BIGINT NOT NULL,
    holder TEXT NOT NULL,
    heartbeat_at TEXT NOT NULL
);

CREATE TABLE duties (
    name TEXT PRIMARY KEY,
    next_due_at TEXT NOT NULL,
    last_run_at TEXT
);

CREATE TABLE audit (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT,
    details TEXT NOT NULL DEFAULT ''
);
CREATE INDEX audit_at ON audit (at);

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

CREATE TABLE catalogues (
    version INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    published_at TEXT NOT NULL
);

CREATE TABLE webinar_series (
    title_key TEXT PRIMARY KEY,
    sensitivity TEXT NOT NULL CHECK (sensitivity IN ('ordinary', 'health'))
);

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

CREATE VIEW counted_challenges AS
SELECT c.started_on, c.ends_on, c.person_id
FROM challenge_entries c
WHERE c.person_id NOT IN (SELECT p.id FROM people p WHERE p.uncounted_at IS NOT NULL);

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
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

-- only: sqlite
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

-- only: postgresql
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN RAISE EXCEPTION ''the audit is append-only''; END';

-- only: postgresql
CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

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
