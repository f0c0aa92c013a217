-- Signposts, webinar series and challenges, as the team has published them; and which series are about health.

CREATE TABLE catalogues (
    version INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    published_at TEXT NOT NULL
);

CREATE TABLE webinar_series (
    title_key TEXT PRIMARY KEY,
    sensitivity TEXT NOT NULL CHECK (sensitivity IN ('ordinary', 'health'))
);
