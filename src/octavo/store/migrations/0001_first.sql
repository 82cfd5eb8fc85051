-- The store's first shape. Moments are microseconds since 1970 in UTC; JSON and compressed columns are read by codec.py.

CREATE TABLE publishers (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    home      TEXT NOT NULL,
    country   TEXT NOT NULL,
    language  TEXT NOT NULL,
    kind      TEXT NOT NULL,
    owner     TEXT NOT NULL,
    guessed   INTEGER NOT NULL                  -- 1: made from a feed or page, until somebody says better
) STRICT, WITHOUT ROWID;

-- Whose pages lie on a host: from publishers' home pages and from use. One host may serve several publishers.
CREATE TABLE publisher_hosts (
    host      TEXT NOT NULL,
    publisher TEXT NOT NULL REFERENCES publishers ON DELETE CASCADE,
    PRIMARY KEY (host, publisher)
) STRICT, WITHOUT ROWID;
CREATE INDEX publisher_hosts_by_publisher ON publisher_hosts (publisher);

CREATE TABLE feeds (
    id        INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: jobs and links name it
    url       TEXT NOT NULL UNIQUE,
    publisher TEXT NOT NULL REFERENCES publishers,
    title     TEXT NOT NULL,
    category  TEXT NOT NULL,
    language  TEXT NOT NULL,
    folder    TEXT NOT NULL,                    -- JSON
    extra     TEXT NOT NULL,                    -- JSON
    paused    INTEGER NOT NULL DEFAULT 0,
    added     INTEGER NOT NULL,
    state     TEXT NOT NULL,                    -- FeedState as JSON
    problems  TEXT NOT NULL DEFAULT '[]',       -- JSON: what was wrong in its bytes
    parsed    INTEGER NOT NULL DEFAULT 0,       -- 1 once its entries were saved for the first time
    articles  INTEGER NOT NULL DEFAULT 0        -- entries whose page became an article
) STRICT;
CREATE INDEX feeds_by_publisher ON feeds (publisher);

-- Articles by feed and day of the entry's first sight (days since 1970): the sources page's articles a day.
CREATE TABLE feed_days (
    feed      INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    day       INTEGER NOT NULL,
    articles  INTEGER NOT NULL,
    PRIMARY KEY (feed, day)
) STRICT, WITHOUT ROWID;

-- A poll's bytes until they are parsed.
CREATE TABLE feed_answers (
    feed          INTEGER PRIMARY KEY REFERENCES feeds ON DELETE CASCADE,
    url           TEXT NOT NULL,
    final_url     TEXT NOT NULL,
    status        INTEGER NOT NULL,
    content_type  TEXT NOT NULL,
    etag          TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    fetched       INTEGER,
    body          BLOB NOT NULL                 -- compressed
) STRICT;

CREATE TABLE articles (
    id          INTEGER PRIMARY KEY,            -- news.addresses.article_id
    key         TEXT NOT NULL UNIQUE,           -- text.addresses.identity_key of its address
    url         TEXT NOT NULL,
    page        INTEGER REFERENCES pages ON DELETE SET NULL, -- the page that made it; others are aliases
    publisher   TEXT NOT NULL REFERENCES publishers,
    country     TEXT NOT NULL,                  -- its publisher's, kept here to be indexed
    category    TEXT NOT NULL,
    language    TEXT NOT NULL,
    kind        TEXT NOT NULL,
    shown       INTEGER NOT NULL,               -- min(published, first seen): may fall, never rises
    published   INTEGER,
    first_seen  INTEGER NOT NULL,
    title       TEXT NOT NULL,
    summary     TEXT NOT NULL,
    image       TEXT,                           -- Image as JSON
    authors     TEXT NOT NULL,                  -- JSON
    has_audio   INTEGER NOT NULL,
    has_video   INTEGER NOT NULL,
    words       INTEGER NOT NULL,
    sample      INTEGER NOT NULL,
    revisions   INTEGER NOT NULL DEFAULT 1,
    text_hash   BLOB NOT NULL,                  -- of the last revision's folded text
    doc         INTEGER UNIQUE                  -- its row in the search index
) STRICT;
CREATE INDEX articles_newest ON articles (shown, id);
CREATE INDEX articles_by_category ON articles (category, shown, id, publisher);
CREATE INDEX articles_by_publisher ON articles (publisher, shown, id);
CREATE INDEX articles_by_language ON articles (language, shown, id);
CREATE INDEX articles_by_language_category ON articles (language, category, shown, id, publisher);
CREATE INDEX articles_by_country_category ON articles (country, category, shown, id, publisher);
CREATE INDEX articles_by_page ON articles (page);

-- Everything of an article but its body, apart so that lists read short rows.
CREATE TABLE article_details (
    article   INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    details   BLOB NOT NULL                     -- Article without its body, compressed JSON
) STRICT;

CREATE TABLE revisions (
    article    INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    seen       INTEGER NOT NULL,
    title      TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    body       BLOB NOT NULL,                   -- blocks, compressed JSON
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

-- One address that entries point to, or an entry of its own that has no address.
CREATE TABLE pages (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT NOT NULL UNIQUE,            -- text.addresses.identity_key of its address
    url        TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    assumed    INTEGER NOT NULL,                -- shown where nobody gives a date
    ingested   INTEGER NOT NULL DEFAULT 0,      -- 1: came in hand, not only by feeds
    kind       TEXT NOT NULL DEFAULT '',        -- '' unread, 'article', or what it is instead
    reason     TEXT NOT NULL DEFAULT '',        -- why it is no article
    failure    TEXT NOT NULL DEFAULT '',        -- why it could not be fetched
    visits     INTEGER NOT NULL DEFAULT 0,
    visited    INTEGER,
    article    INTEGER REFERENCES articles ON DELETE SET NULL
) STRICT;
CREATE INDEX pages_by_article ON pages (article);
CREATE INDEX pages_without_article ON pages (reason) WHERE article IS NULL AND kind <> '';

-- A page's last answer; dropped when it has been kept long enough.
CREATE TABLE page_answers (
    page          INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
    url           TEXT NOT NULL,
    final_url     TEXT NOT NULL,
    status        INTEGER NOT NULL,
    content_type  TEXT NOT NULL,
    etag          TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    fetched       INTEGER,
    kept          INTEGER NOT NULL,             -- when it was stored
    body          BLOB NOT NULL                 -- compressed
) STRICT;
CREATE INDEX page_answers_by_age ON page_answers (kept);

CREATE TABLE entries (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    feed         INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    identity     TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    page         INTEGER NOT NULL REFERENCES pages,
    host         TEXT NOT NULL,
    first_seen   INTEGER NOT NULL,
    richness     INTEGER NOT NULL,              -- characters of text: which entry serves a page that several point to
    counted      INTEGER NOT NULL DEFAULT 0,    -- 1 once it is in feeds.articles and feed_days
    entry        BLOB NOT NULL,                 -- Entry, compressed JSON
    UNIQUE (feed, identity)
) STRICT;
CREATE INDEX entries_by_page ON entries (page, richness);

CREATE TABLE discoveries (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    address    TEXT NOT NULL,
    state      TEXT NOT NULL DEFAULT 'waiting',
    candidates TEXT NOT NULL DEFAULT '[]',      -- JSON
    error      TEXT NOT NULL DEFAULT '',
    asked      INTEGER NOT NULL
) STRICT;

-- One row a thing to do. Waiting: token 0. Held: token above 0 until `at`. Given up: quarantined set.
CREATE TABLE jobs (
    stage       TEXT NOT NULL,
    subject     INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    priority    INTEGER NOT NULL,
    due         INTEGER NOT NULL,
    at          INTEGER NOT NULL,               -- from when it may be claimed: due, or the end of its lease
    turn        INTEGER NOT NULL,               -- its place in the line, near `at`: feeds' pages take turns by it
    attempts    INTEGER NOT NULL DEFAULT 0,
    token       INTEGER NOT NULL DEFAULT 0,
    again       INTEGER,                        -- asked for anew while it was held: due then
    reason      TEXT NOT NULL DEFAULT '',       -- why the last attempt failed
    quarantined INTEGER,                        -- since when
    PRIMARY KEY (stage, subject)
) STRICT, WITHOUT ROWID;
-- The last column is there so that the planner sees that the index answers alone.
CREATE INDEX jobs_in_line ON jobs (stage, priority, turn, at, quarantined) WHERE quarantined IS NULL;
CREATE INDEX jobs_by_time ON jobs (stage, at, quarantined) WHERE quarantined IS NULL;
CREATE INDEX jobs_by_due ON jobs (stage, due, quarantined) WHERE quarantined IS NULL;
CREATE INDEX jobs_given_up ON jobs (quarantined) WHERE quarantined IS NOT NULL;

-- Which version of a stage made what the store has of a subject.
CREATE TABLE results (
    stage     TEXT NOT NULL,
    subject   INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    PRIMARY KEY (stage, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX results_by_version ON results (stage, version);

CREATE TABLE notes (
    key       TEXT PRIMARY KEY,
    value     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Counts that pages show, kept up by the triggers below so that no page view counts rows.
CREATE TABLE tallies (
    kind      TEXT NOT NULL,                    -- rows, language, day
    name      TEXT NOT NULL,
    value     INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
INSERT INTO tallies VALUES
    ('rows', 'articles', 0), ('rows', 'revisions', 0), ('rows', 'entries', 0), ('rows', 'pages', 0), ('token', 'last', 0);

CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN
    INSERT INTO tallies VALUES
        ('rows', 'articles', 1), ('language', NEW.language, 1), ('day', date(NEW.first_seen / 1000000, 'unixepoch'), 1)
        ON CONFLICT DO UPDATE SET value = value + 1;
END;
CREATE TRIGGER article_removed AFTER DELETE ON articles BEGIN
    UPDATE tallies SET value = value - 1 WHERE (kind, name) IN (VALUES
        ('rows', 'articles'), ('language', OLD.language), ('day', date(OLD.first_seen / 1000000, 'unixepoch')));
    DELETE FROM docs WHERE rowid = OLD.doc;
END;
CREATE TRIGGER article_language AFTER UPDATE OF language ON articles WHEN OLD.language <> NEW.language BEGIN
    UPDATE tallies SET value = value - 1 WHERE kind = 'language' AND name = OLD.language;
    INSERT INTO tallies VALUES ('language', NEW.language, 1) ON CONFLICT DO UPDATE SET value = value + 1;
END;
CREATE TRIGGER revision_added AFTER INSERT ON revisions BEGIN
    UPDATE tallies SET value = value + 1 WHERE kind = 'rows' AND name = 'revisions';
END;
CREATE TRIGGER revision_removed AFTER DELETE ON revisions BEGIN
    UPDATE tallies SET value = value - 1 WHERE kind = 'rows' AND name = 'revisions';
END;
CREATE TRIGGER entry_added AFTER INSERT ON entries BEGIN
    UPDATE tallies SET value = value + 1 WHERE kind = 'rows' AND name = 'entries';
END;
CREATE TRIGGER entry_removed AFTER DELETE ON entries BEGIN
    UPDATE tallies SET value = value - 1 WHERE kind = 'rows' AND name = 'entries';
END;
CREATE TRIGGER page_added AFTER INSERT ON pages BEGIN
    UPDATE tallies SET value = value + 1 WHERE kind = 'rows' AND name = 'pages';
END;
CREATE TRIGGER page_removed AFTER DELETE ON pages BEGIN
    UPDATE tallies SET value = value - 1 WHERE kind = 'rows' AND name = 'pages';
END;

-- The search index holds no text: words are tokens of text/words.py, so the tokenizer only splits at spaces. Rows count
-- up with the time shown, so that the newest match is the last row; facets are single tokens such as `lang:en`.
CREATE VIRTUAL TABLE docs USING fts5 (
    words, title, facets,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cf'"
);
