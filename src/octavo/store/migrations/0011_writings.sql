-- Texts that a Writer wrote, so that none is paid for twice, and what writing took.

CREATE TABLE writings (
    key       BLOB PRIMARY KEY,                 -- digest of all that the text depends on
    text      TEXT NOT NULL,
    kept      INTEGER NOT NULL                  -- microseconds since 1970
) STRICT, WITHOUT ROWID;
CREATE INDEX writings_by_kept ON writings (kept);

CREATE TABLE writing_days (
    day       INTEGER NOT NULL,                 -- since 1970
    purpose   TEXT NOT NULL,
    model     TEXT NOT NULL,
    written   INTEGER NOT NULL,
    kept      INTEGER NOT NULL,
    failed    INTEGER NOT NULL,
    refused   INTEGER NOT NULL,
    tokens_read    INTEGER NOT NULL,
    tokens_written INTEGER NOT NULL,
    spent     INTEGER NOT NULL,                 -- microseconds, all of them together
    PRIMARY KEY (day, purpose, model)
) STRICT, WITHOUT ROWID;
