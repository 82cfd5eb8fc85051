-- What enrichment finds, and topics. Counts are kept by triggers, so that they hold however a row comes or goes.

-- Everything found in an article's text; of one revision, its last when it was made.
CREATE TABLE marks (
    article   INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    revision  INTEGER NOT NULL,
    marks     BLOB NOT NULL                     -- Marks without the vector, compressed JSON
) STRICT;

CREATE TABLE vectors (
    article   INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    model     TEXT NOT NULL,
    vector    BLOB NOT NULL                     -- 32-bit floats, little-endian
) STRICT;
CREATE INDEX vectors_by_model ON vectors (model);

CREATE TABLE topics (
    id        INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: decisions in flight name it
    slug      TEXT NOT NULL UNIQUE,
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    named     INTEGER NOT NULL DEFAULT 0,       -- 1: an editor named it
    typed     INTEGER NOT NULL DEFAULT 0,       -- 1: an editor said its kind
    blocked   INTEGER NOT NULL DEFAULT 0,
    merged    INTEGER REFERENCES topics,        -- the topic it went into, which may have gone into another
    articles  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX topics_merged ON topics (merged) WHERE merged IS NOT NULL;
CREATE INDEX topics_empty ON topics (articles) WHERE articles = 0;

-- How articles spell a topic. Kept with the topic as it was found, so that a merge can be undone.
CREATE TABLE topic_aliases (
    topic     INTEGER NOT NULL REFERENCES topics ON DELETE CASCADE,
    name      TEXT NOT NULL,
    language  TEXT NOT NULL,
    count     INTEGER NOT NULL,                 -- articles that spell it so
    named     INTEGER NOT NULL,                 -- those of them of which it is the fullest spelling
    PRIMARY KEY (topic, name, language)
) STRICT, WITHOUT ROWID;

-- Spellings that an editor gave to one topic.
CREATE TABLE topic_pins (
    name      TEXT PRIMARY KEY,
    topic     INTEGER NOT NULL REFERENCES topics ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_pins_by_topic ON topic_pins (topic);

CREATE TABLE topic_keys (
    key       TEXT NOT NULL,                    -- enrich.names: equal for spellings that may be of one name
    topic     INTEGER NOT NULL REFERENCES topics ON DELETE CASCADE,
    PRIMARY KEY (key, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_keys_by_topic ON topic_keys (topic);

CREATE TABLE article_topics (
    article   INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    topic     INTEGER NOT NULL REFERENCES topics,   -- whose page lists it
    found     INTEGER NOT NULL REFERENCES topics,   -- what it was linked to, before editors merged or split
    shown     INTEGER NOT NULL,                 -- the article's, kept here to be indexed
    salience  REAL NOT NULL,
    name      TEXT NOT NULL,                    -- the fullest spelling in the article
    kind      TEXT NOT NULL,                    -- what the article takes it for
    language  TEXT NOT NULL,                    -- the article's
    forms     TEXT NOT NULL,                    -- JSON: the spellings counted as aliases
    PRIMARY KEY (article, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_topics_newest ON article_topics (topic, shown, article);
CREATE INDEX article_topics_by_language ON article_topics (topic, language, shown, article);
CREATE INDEX article_topics_found ON article_topics (found, name);
CREATE INDEX article_topics_by_time ON article_topics (shown, topic);

-- Articles by topic and day shown (days since 1970). Topic 0: all articles.
CREATE TABLE topic_days (
    topic     INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    articles  INTEGER NOT NULL,
    PRIMARY KEY (topic, day)
) STRICT, WITHOUT ROWID;

-- What editors did, oldest first.
CREATE TABLE topic_edits (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    act       TEXT NOT NULL,
    topic     INTEGER NOT NULL REFERENCES topics,
    other     INTEGER REFERENCES topics,
    name      TEXT NOT NULL,
    before    TEXT NOT NULL,
    after     TEXT NOT NULL,
    undo      TEXT NOT NULL,                    -- JSON: what undoing it puts back
    undone    INTEGER
) STRICT;
CREATE INDEX topic_edits_by_topic ON topic_edits (topic, id);
CREATE INDEX topic_edits_by_other ON topic_edits (other, id);

CREATE TRIGGER topic_link_added AFTER INSERT ON article_topics BEGIN
    UPDATE topics SET articles = articles + 1 WHERE id = NEW.topic;
    INSERT INTO topic_days VALUES (NEW.topic, NEW.shown / 86400000000, 1) ON CONFLICT DO UPDATE SET articles = articles + 1;
    INSERT INTO topic_aliases (topic, name, language, count, named)
        SELECT NEW.found, value, NEW.language, 1, value = NEW.name FROM json_each(NEW.forms) WHERE true
        ON CONFLICT DO UPDATE SET count = count + 1, named = named + excluded.named;
END;
CREATE TRIGGER topic_link_removed AFTER DELETE ON article_topics BEGIN
    UPDATE topics SET articles = articles - 1 WHERE id = OLD.topic;
    UPDATE topic_days SET articles = articles - 1 WHERE topic = OLD.topic AND day = OLD.shown / 86400000000;
    UPDATE topic_aliases SET count = count - 1, named = named - (name = OLD.name)
        WHERE topic = OLD.found AND language = OLD.language AND name IN (SELECT value FROM json_each(OLD.forms));
    DELETE FROM topic_aliases WHERE topic = OLD.found AND count < 1;
END;
CREATE TRIGGER topic_link_moved AFTER UPDATE OF topic, shown ON article_topics BEGIN
    UPDATE topics SET articles = articles - 1 WHERE id = OLD.topic;
    UPDATE topics SET articles = articles + 1 WHERE id = NEW.topic;
    UPDATE topic_days SET articles = articles - 1 WHERE topic = OLD.topic AND day = OLD.shown / 86400000000;
    INSERT INTO topic_days VALUES (NEW.topic, NEW.shown / 86400000000, 1) ON CONFLICT DO UPDATE SET articles = articles + 1;
END;
CREATE TRIGGER topic_found_elsewhere AFTER UPDATE OF found ON article_topics BEGIN
    UPDATE topic_aliases SET count = count - 1, named = named - (name = OLD.name)
        WHERE topic = OLD.found AND language = OLD.language AND name IN (SELECT value FROM json_each(OLD.forms));
    DELETE FROM topic_aliases WHERE topic = OLD.found AND count < 1;
    INSERT INTO topic_aliases (topic, name, language, count, named)
        SELECT NEW.found, value, NEW.language, 1, value = NEW.name FROM json_each(NEW.forms) WHERE true
        ON CONFLICT DO UPDATE SET count = count + 1, named = named + excluded.named;
END;
CREATE TRIGGER topic_day_empty AFTER UPDATE ON topic_days WHEN NEW.articles < 1 BEGIN
    DELETE FROM topic_days WHERE topic = NEW.topic AND day = NEW.day;
END;
CREATE TRIGGER article_counted AFTER INSERT ON articles BEGIN
    INSERT INTO topic_days VALUES (0, NEW.shown / 86400000000, 1) ON CONFLICT DO UPDATE SET articles = articles + 1;
END;
CREATE TRIGGER article_uncounted AFTER DELETE ON articles BEGIN
    UPDATE topic_days SET articles = articles - 1 WHERE topic = 0 AND day = OLD.shown / 86400000000;
END;
CREATE TRIGGER article_moved AFTER UPDATE OF shown ON articles WHEN OLD.shown <> NEW.shown BEGIN
    UPDATE topic_days SET articles = articles - 1 WHERE topic = 0 AND day = OLD.shown / 86400000000;
    INSERT INTO topic_days VALUES (0, NEW.shown / 86400000000, 1) ON CONFLICT DO UPDATE SET articles = articles + 1;
    UPDATE article_topics SET shown = NEW.shown WHERE article = NEW.id;
END;
INSERT INTO topic_days SELECT 0, shown / 86400000000, count(*) FROM articles GROUP BY 2;

-- Spellings of topics as tokens of text/words.py, by which a reader finds them; the row is the topic.
CREATE VIRTUAL TABLE topic_docs USING fts5 (
    names, content = '', contentless_delete = 1, prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cf'"
);
CREATE TRIGGER topic_removed AFTER DELETE ON topics BEGIN
    DELETE FROM topic_docs WHERE rowid = OLD.id;
END;
