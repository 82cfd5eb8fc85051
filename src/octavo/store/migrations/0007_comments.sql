-- Comments on articles and stories, and their moderation. Every counter is kept by triggers, whichever way rows come and go.

-- What can be commented on, from its first comment on.
CREATE TABLE threads (
    id        INTEGER PRIMARY KEY,
    article   INTEGER UNIQUE REFERENCES articles ON DELETE CASCADE,
    story     INTEGER UNIQUE REFERENCES stories ON DELETE CASCADE, -- as it was then: where it was merged since, reading follows
    shown     INTEGER NOT NULL DEFAULT 0,       -- comments that everybody sees
    CHECK ((article IS NULL) <> (story IS NULL))
) STRICT;

-- Rows are never deleted alone, only with their thread: what somebody deleted loses its text and author.
CREATE TABLE comments (
    id        INTEGER PRIMARY KEY AUTOINCREMENT, -- in permalinks and in others' paths: never given twice
    thread    INTEGER NOT NULL REFERENCES threads ON DELETE CASCADE,
    root      INTEGER,                          -- the comment at the top of its tree; NULL of one that is there itself
    parent    INTEGER,                          -- the comment that it answers
    above     TEXT NOT NULL DEFAULT '[]',       -- JSON: those it stands under, the root first
    path      BLOB NOT NULL DEFAULT x'',        -- these and itself, eight bytes each: sorts a tree as it is read
    author    INTEGER REFERENCES readers ON DELETE SET NULL,
    text      TEXT NOT NULL,
    print     INTEGER NOT NULL,                 -- fingerprint of the text, 0 where it has none
    created   INTEGER NOT NULL,
    edited    INTEGER,
    state     TEXT NOT NULL,                    -- shown, held, rejected, deleted
    because   TEXT NOT NULL DEFAULT '[]',       -- JSON: why it is held or was rejected
    note      TEXT NOT NULL DEFAULT '',         -- of the moderator who rejected it
    appeal    TEXT NOT NULL DEFAULT '',
    appealed  INTEGER,
    queue     TEXT NOT NULL DEFAULT '',         -- held, appealed, reported; empty where no moderator need look
    waiting   INTEGER,                          -- since when it is in the queue
    score     INTEGER NOT NULL DEFAULT 1,       -- 0 where the scorer has yet to read it
    likes     INTEGER NOT NULL DEFAULT 0,
    reports   INTEGER NOT NULL DEFAULT 0,       -- not decided on yet
    answers   INTEGER NOT NULL DEFAULT 0,       -- shown, at any depth below it
    worth     REAL NOT NULL DEFAULT 0           -- news.comments.worth of likes and reports
) STRICT;
CREATE INDEX comments_by_thread ON comments (thread, id);
CREATE INDEX comments_newest ON comments (thread, id) WHERE root IS NULL AND (state = 'shown' OR answers > 0);
CREATE INDEX comments_best ON comments (thread, worth, id) WHERE root IS NULL AND (state = 'shown' OR answers > 0);
CREATE INDEX comments_tree ON comments (root, path) WHERE root IS NOT NULL AND (state = 'shown' OR answers > 0);
CREATE INDEX comments_by_author ON comments (author, id) WHERE author IS NOT NULL;
CREATE INDEX comments_unseen ON comments (author, id) WHERE state IN ('held', 'rejected');
CREATE INDEX comments_by_print ON comments (print, id) WHERE print <> 0;
CREATE INDEX comments_waiting ON comments (waiting, id) WHERE queue <> '';
CREATE INDEX comments_queued ON comments (queue, waiting, id) WHERE queue <> '';
CREATE INDEX comments_unscored ON comments (id) WHERE score = 0;

CREATE TABLE comment_likes (
    comment   INTEGER NOT NULL REFERENCES comments ON DELETE CASCADE,
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    at        INTEGER NOT NULL,
    PRIMARY KEY (comment, reader)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_likes_by_reader ON comment_likes (reader, comment);

CREATE TABLE comment_reports (
    comment   INTEGER NOT NULL REFERENCES comments ON DELETE CASCADE,
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    at        INTEGER NOT NULL,
    reason    TEXT NOT NULL,
    note      TEXT NOT NULL,
    open      INTEGER NOT NULL DEFAULT 1,       -- 0: a moderator decided since
    PRIMARY KEY (comment, reader)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_reports_by_reader ON comment_reports (reader, open);

-- What was done about a comment, by whom and why.
CREATE TABLE comment_acts (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    comment   INTEGER NOT NULL REFERENCES comments ON DELETE CASCADE,
    at        INTEGER NOT NULL,
    act       TEXT NOT NULL,                    -- held, approved, rejected, appealed, edited, deleted
    reader    INTEGER REFERENCES readers ON DELETE SET NULL, -- NULL: the rules, or the scorer
    because   TEXT NOT NULL DEFAULT '[]',       -- JSON
    note      TEXT NOT NULL DEFAULT ''          -- of an edit: the text before
) STRICT;
CREATE INDEX comment_acts_by_comment ON comment_acts (comment, id);
CREATE INDEX comment_acts_by_reader ON comment_acts (reader);
CREATE INDEX comment_acts_decided ON comment_acts (id) WHERE act IN ('held', 'approved', 'rejected', 'appealed');

-- What moderators hold back.
CREATE TABLE comment_blocks (
    kind      TEXT NOT NULL,                    -- words, host, reader
    value     TEXT NOT NULL,                    -- search tokens, a host, a reader's number
    written   TEXT NOT NULL,                    -- as the moderator wrote it
    at        INTEGER NOT NULL,
    reader    INTEGER AS (CASE kind WHEN 'reader' THEN CAST(value AS INTEGER) END) STORED
              REFERENCES readers ON DELETE CASCADE,
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_blocks_by_reader ON comment_blocks (reader) WHERE reader IS NOT NULL;

-- Answers to others' comments, each once, in the order in which they were first shown, which is not that in which they were
-- written: some were held. What readers are told of begins with a row here.
CREATE TABLE comment_answers (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    comment   INTEGER NOT NULL UNIQUE REFERENCES comments ON DELETE CASCADE,
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE -- who is answered
) STRICT;
CREATE INDEX comment_answers_by_reader ON comment_answers (reader, number);

INSERT INTO tallies VALUES
    ('comments', 'shown', 0), ('comments', 'held', 0), ('comments', 'rejected', 0), ('comments', 'deleted', 0),
    ('queue', '', 0), ('queue', 'held', 0), ('queue', 'appealed', 0), ('queue', 'reported', 0);

CREATE TRIGGER comment_added AFTER INSERT ON comments BEGIN
    UPDATE tallies SET value = value + 1 WHERE (kind, name) IN (VALUES ('comments', NEW.state), ('queue', NEW.queue));
END;
-- Its place among others is known once it has a number: it counts from then on.
CREATE TRIGGER comment_placed AFTER UPDATE OF path ON comments WHEN NEW.state = 'shown' BEGIN
    UPDATE threads SET shown = shown + 1 WHERE id = NEW.thread;
    UPDATE comments SET answers = answers + 1 WHERE id IN (SELECT value FROM json_each(NEW.above));
    INSERT OR IGNORE INTO comment_answers (comment, reader) SELECT NEW.id, author FROM comments
        WHERE id = NEW.parent AND author IS NOT NULL AND author IS NOT NEW.author;
END;
CREATE TRIGGER comment_changed AFTER UPDATE OF state ON comments WHEN OLD.state <> NEW.state BEGIN
    UPDATE tallies SET value = value - 1 WHERE kind = 'comments' AND name = OLD.state;
    UPDATE tallies SET value = value + 1 WHERE kind = 'comments' AND name = NEW.state;
    UPDATE threads SET shown = shown + (NEW.state = 'shown') - (OLD.state = 'shown') WHERE id = NEW.thread;
    UPDATE comments SET answers = answers + (NEW.state = 'shown') - (OLD.state = 'shown')
        WHERE id IN (SELECT value FROM json_each(NEW.above));
    INSERT OR IGNORE INTO comment_answers (comment, reader) SELECT NEW.id, author FROM comments
        WHERE NEW.state = 'shown' AND id = NEW.parent AND author IS NOT NULL AND author IS NOT NEW.author;
END;
CREATE TRIGGER comment_queued AFTER UPDATE OF queue ON comments WHEN OLD.queue <> NEW.queue BEGIN
    UPDATE tallies SET value = value - 1 WHERE kind = 'queue' AND name = OLD.queue;
    UPDATE tallies SET value = value + 1 WHERE kind = 'queue' AND name = NEW.queue;
END;
CREATE TRIGGER comment_removed AFTER DELETE ON comments BEGIN
    UPDATE tallies SET value = value - 1 WHERE (kind, name) IN (VALUES ('comments', OLD.state), ('queue', OLD.queue));
END;

CREATE TRIGGER comment_liked AFTER INSERT ON comment_likes BEGIN
    UPDATE comments SET likes = likes + 1 WHERE id = NEW.comment;
END;
CREATE TRIGGER comment_unliked AFTER DELETE ON comment_likes BEGIN
    UPDATE comments SET likes = likes - 1 WHERE id = OLD.comment;
END;
CREATE TRIGGER comment_reported AFTER INSERT ON comment_reports BEGIN
    UPDATE comments SET reports = reports + NEW.open WHERE id = NEW.comment;
END;
CREATE TRIGGER comment_report_decided AFTER UPDATE OF open ON comment_reports BEGIN
    UPDATE comments SET reports = reports + NEW.open - OLD.open WHERE id = NEW.comment;
END;
CREATE TRIGGER comment_report_removed AFTER DELETE ON comment_reports BEGIN
    UPDATE comments SET reports = reports - OLD.open WHERE id = OLD.comment;
END;
-- Wilson's lower bound; see news.comments.worth, which says the same.
CREATE TRIGGER comment_weighed AFTER UPDATE OF likes, reports ON comments BEGIN
    UPDATE comments SET worth = CASE NEW.likes WHEN 0 THEN 0.0 ELSE
        (NEW.likes + 1.9208 - 1.96 * sqrt(1.0 * NEW.likes * NEW.reports / (NEW.likes + NEW.reports) + 0.9604))
        / (NEW.likes + NEW.reports + 3.8416) END
    WHERE id = NEW.id;
END;

-- With an account go all its comments; what others answered stays, under an empty place.
CREATE TRIGGER comments_of_reader BEFORE DELETE ON readers BEGIN
    DELETE FROM comment_acts WHERE act IN ('edited', 'appealed') AND comment IN (SELECT id FROM comments WHERE author = OLD.id);
    UPDATE comments SET state = 'deleted', text = '', print = 0, because = '[]', note = '', appeal = '', queue = '',
        waiting = NULL, score = 1
    WHERE author = OLD.id;
END;
