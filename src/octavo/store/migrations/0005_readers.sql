-- Readers, how they are let in, and what was done with power over them.

CREATE TABLE readers (
    id        INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: what somebody wrote is never another's
    name      TEXT NOT NULL,
    key       TEXT NOT NULL UNIQUE,             -- text.handles.handle_key of the name
    email     TEXT,                             -- lower case; NULL where none
    role      TEXT NOT NULL,
    created   INTEGER NOT NULL,
    seen      INTEGER,
    closed    TEXT NOT NULL DEFAULT '',
    password  TEXT,                             -- argon2id, encoded; NULL where signed in by a provider only
    settings  TEXT NOT NULL                     -- ReaderSettings as JSON
) STRICT;
CREATE UNIQUE INDEX readers_by_email ON readers (email) WHERE email IS NOT NULL;
CREATE INDEX readers_by_role ON readers (role, id);

-- The one of a machine without accounts.
INSERT INTO readers (id, name, key, role, created, settings) VALUES (1, 'reader', '', 'administrator', 0, '{}');

-- Who a provider of identities says they are (OpenID Connect: iss, sub).
CREATE TABLE identities (
    issuer    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX identities_by_reader ON identities (reader);

CREATE TABLE sessions (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    hash      BLOB NOT NULL UNIQUE,             -- SHA-256 of the browser's secret
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    opened    INTEGER NOT NULL,
    used      INTEGER NOT NULL,
    ends      INTEGER NOT NULL,
    agent     TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_reader ON sessions (reader, id);
CREATE INDEX sessions_by_end ON sessions (ends);

-- Single-use secrets.
CREATE TABLE tokens (
    hash      BLOB PRIMARY KEY,                 -- SHA-256 of the secret
    kind      TEXT NOT NULL,
    reader    INTEGER REFERENCES readers ON DELETE CASCADE, -- whose; of an invitation: who gave it
    value     TEXT NOT NULL,                    -- what it confirms: an e-mail address, the role invited to
    ends      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_by_reader ON tokens (reader, kind);
CREATE INDEX tokens_by_end ON tokens (ends);

CREATE TABLE audit (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    reader    INTEGER REFERENCES readers ON DELETE SET NULL,
    name      TEXT NOT NULL,                    -- the reader's then, kept when the account is gone
    act       TEXT NOT NULL,
    subject   TEXT NOT NULL,
    detail    TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_reader ON audit (reader);
