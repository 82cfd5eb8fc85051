-- How the place runs, in counts that no page view has to make: what work takes, what fails, who publishes how much, how
-- many read. And what an administrator sets while it runs.

-- Jobs that ended, by hour and by how long they ran: class n holds those of less than 2^n milliseconds.
CREATE TABLE stage_hours (
    hour      INTEGER NOT NULL,                 -- since 1970; 0 holds all that is older than the hours kept
    stage     TEXT NOT NULL,
    class     INTEGER NOT NULL,
    jobs      INTEGER NOT NULL,
    spent     INTEGER NOT NULL,                 -- microseconds, all of them together
    PRIMARY KEY (hour, stage, class)
) STRICT, WITHOUT ROWID;

-- Failures, with the last one of each kind and day to look at.
CREATE TABLE faults (
    day       INTEGER NOT NULL,                 -- since 1970; 0 holds all that is older than the days kept
    place     TEXT NOT NULL,                    -- a stage, `pages`, `letters`
    kind      TEXT NOT NULL,                    -- news.errors.kind_of
    count     INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    subject   TEXT NOT NULL,
    reason    TEXT NOT NULL,
    PRIMARY KEY (day, place, kind)
) STRICT, WITHOUT ROWID;

-- The store on the disk, as the last look of each day saw it.
CREATE TABLE store_days (
    day       INTEGER PRIMARY KEY,              -- since 1970
    bytes     INTEGER NOT NULL
) STRICT;

-- Articles by the day of their first sight, kept by the triggers below.
CREATE TABLE article_days (
    day       INTEGER NOT NULL,                 -- since 1970
    publisher TEXT NOT NULL,
    language  TEXT NOT NULL,
    articles  INTEGER NOT NULL,
    PRIMARY KEY (day, publisher, language)
) STRICT, WITHOUT ROWID;
INSERT INTO article_days
    SELECT first_seen / 86400000000, publisher, language, count(*) FROM articles GROUP BY 1, 2, 3;

CREATE TRIGGER article_day_added AFTER INSERT ON articles BEGIN
    INSERT INTO article_days VALUES (NEW.first_seen / 86400000000, NEW.publisher, NEW.language, 1)
        ON CONFLICT DO UPDATE SET articles = articles + 1;
END;
CREATE TRIGGER article_day_removed AFTER DELETE ON articles BEGIN
    UPDATE article_days SET articles = articles - 1
        WHERE day = OLD.first_seen / 86400000000 AND publisher = OLD.publisher AND language = OLD.language;
    DELETE FROM article_days WHERE day = OLD.first_seen / 86400000000 AND publisher = OLD.publisher
        AND language = OLD.language AND articles = 0;
END;
CREATE TRIGGER article_day_moved AFTER UPDATE OF first_seen, publisher, language ON articles
WHEN (OLD.first_seen, OLD.publisher, OLD.language) <> (NEW.first_seen, NEW.publisher, NEW.language) BEGIN
    UPDATE article_days SET articles = articles - 1
        WHERE day = OLD.first_seen / 86400000000 AND publisher = OLD.publisher AND language = OLD.language;
    DELETE FROM article_days WHERE day = OLD.first_seen / 86400000000 AND publisher = OLD.publisher
        AND language = OLD.language AND articles = 0;
    INSERT INTO article_days VALUES (NEW.first_seen / 86400000000, NEW.publisher, NEW.language, 1)
        ON CONFLICT DO UPDATE SET articles = articles + 1;
END;

-- How many readers were here on each day; who they were is not kept.
CREATE INDEX readers_by_seen ON readers (seen);
CREATE TRIGGER reader_came AFTER UPDATE OF seen ON readers
WHEN NEW.seen / 86400000000 <> coalesce(OLD.seen / 86400000000, -1) BEGIN
    INSERT INTO tallies VALUES ('readers', date(NEW.seen / 1000000, 'unixepoch'), 1)
        ON CONFLICT DO UPDATE SET value = value + 1;
END;

-- Settings changed while Octavo runs, as text that the settings themselves read.
CREATE TABLE settings (
    name      TEXT PRIMARY KEY,
    value     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Choices of news that the house offers; the one for newcomers is what whoever comes for the first time is shown.
CREATE TABLE editions (
    id         TEXT PRIMARY KEY,                -- fit for one segment of an address
    name       TEXT NOT NULL,
    languages  TEXT NOT NULL,                   -- JSON; empty: every one, and so below
    countries  TEXT NOT NULL,                   -- JSON
    categories TEXT NOT NULL,                   -- JSON
    newcomers  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX editions_for_newcomers ON editions (newcomers) WHERE newcomers = 1;
