-- Notices: what came that may concern readers, what they were told of, and what is still to be sent by which way.

-- What came, in its order, until it was looked at: an article that found its story, an answer that everybody sees.
CREATE TABLE happenings (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    article   INTEGER REFERENCES articles ON DELETE CASCADE,
    comment   INTEGER REFERENCES comments ON DELETE CASCADE,
    reader    INTEGER REFERENCES readers ON DELETE CASCADE, -- whose comment it answers
    CHECK ((article IS NULL) <> (comment IS NULL))
) STRICT;
CREATE INDEX happenings_by_article ON happenings (article) WHERE article IS NOT NULL;
CREATE INDEX happenings_by_comment ON happenings (comment) WHERE comment IS NOT NULL;
CREATE INDEX happenings_by_reader ON happenings (reader) WHERE reader IS NOT NULL;

CREATE TRIGGER article_happened AFTER INSERT ON story_articles BEGIN
    INSERT INTO happenings (article) VALUES (NEW.article);
END;
CREATE TRIGGER answer_happened AFTER INSERT ON comment_answers BEGIN
    INSERT INTO happenings (comment, reader) VALUES (NEW.comment, NEW.reader);
END;

CREATE INDEX follows_of_category ON follows (key, reader, since) WHERE kind = 'category';

CREATE TABLE notices (
    id        INTEGER PRIMARY KEY AUTOINCREMENT, -- goes along with what is sent: never given twice
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    kind      TEXT NOT NULL,                    -- story, article, report, answer, briefing, stopped
    key       TEXT NOT NULL,                    -- what it is about: no reader is told of it twice
    at        INTEGER NOT NULL,
    article   INTEGER REFERENCES articles ON DELETE CASCADE,
    story     INTEGER REFERENCES stories ON DELETE CASCADE, -- as it was then: where it was merged since, reading follows
    comment   INTEGER REFERENCES comments ON DELETE CASCADE,
    why       TEXT NOT NULL,                    -- what kind of thing followed it came by; empty where by none
    name      TEXT NOT NULL,
    page      INTEGER NOT NULL,                 -- 1: the reader wants it in the page
    read      INTEGER,
    UNIQUE (reader, kind, key)
) STRICT;
CREATE INDEX notices_newest ON notices (reader, id) WHERE page = 1;
CREATE INDEX notices_unread ON notices (reader, id) WHERE page = 1 AND read IS NULL;
CREATE INDEX notices_by_article ON notices (article, reader) WHERE article IS NOT NULL;
CREATE INDEX notices_by_story ON notices (story, reader) WHERE story IS NOT NULL;
CREATE INDEX notices_by_comment ON notices (comment) WHERE comment IS NOT NULL;
CREATE INDEX notices_by_age ON notices (at);

-- Whoever has read it need not be told of it.
CREATE TRIGGER notice_article_seen AFTER INSERT ON seen BEGIN
    UPDATE notices SET read = NEW.at WHERE article = NEW.article AND reader = NEW.reader AND read IS NULL;
END;
CREATE TRIGGER notice_article_seen_again AFTER UPDATE OF at ON seen BEGIN
    UPDATE notices SET read = NEW.at WHERE article = NEW.article AND reader = NEW.reader AND read IS NULL;
END;
CREATE TRIGGER notice_story_seen AFTER INSERT ON story_visits BEGIN
    UPDATE notices SET read = NEW.last WHERE story = NEW.story AND reader = NEW.reader AND read IS NULL;
END;
CREATE TRIGGER notice_story_seen_again AFTER UPDATE OF last ON story_visits BEGIN
    UPDATE notices SET read = NEW.last WHERE story = NEW.story AND reader = NEW.reader AND read IS NULL;
END;

-- What a way outside the page has not sent yet.
CREATE TABLE untold (
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    channel   TEXT NOT NULL,                    -- push, email, webhook
    notice    INTEGER NOT NULL REFERENCES notices ON DELETE CASCADE,
    PRIMARY KEY (reader, channel, notice)
) STRICT, WITHOUT ROWID;
CREATE INDEX untold_by_notice ON untold (notice);

-- A reader's ways outside the page: when to look at what they have not sent, and how they do.
CREATE TABLE channels (
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    channel   TEXT NOT NULL,
    look      INTEGER,                          -- NULL: there is nothing to send
    last      INTEGER,                          -- when something was last given to it
    arrived   INTEGER,                          -- when something last arrived
    failing   INTEGER,                          -- since when nothing does
    reason    TEXT NOT NULL DEFAULT '',
    stopped   INTEGER,                          -- when it was given up
    PRIMARY KEY (reader, channel)
) STRICT, WITHOUT ROWID;
CREATE INDEX channels_by_look ON channels (look) WHERE look IS NOT NULL;

-- What is being sent, until it arrived or was given up.
CREATE TABLE sendings (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    channel   TEXT NOT NULL,
    browser   INTEGER REFERENCES browsers ON DELETE CASCADE, -- of push
    notices   TEXT NOT NULL,                    -- JSON: their numbers; none of a test
    made      INTEGER NOT NULL,
    tries     INTEGER NOT NULL DEFAULT 0,       -- begun
    due       INTEGER NOT NULL                  -- when to try; of one that is being tried, when its lease ends
) STRICT;
CREATE INDEX sendings_by_time ON sendings (due, id);
CREATE INDEX sendings_by_reader ON sendings (reader, channel);
CREATE INDEX sendings_by_browser ON sendings (browser) WHERE browser IS NOT NULL;

-- Browsers that take pushed notices.
CREATE TABLE browsers (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    endpoint  TEXT NOT NULL UNIQUE,             -- one browser is one reader's at a time
    key       BLOB NOT NULL,
    auth      BLOB NOT NULL,
    name      TEXT NOT NULL,
    since     INTEGER NOT NULL
) STRICT;
CREATE INDEX browsers_by_reader ON browsers (reader, id);

-- Readers for whom a briefing is made by itself: few among many.
CREATE INDEX readers_briefed ON readers (id) WHERE json_extract(settings, '$.briefing_hour') IS NOT NULL;
