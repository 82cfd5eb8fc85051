-- Stories: which articles are of one event, whose text is whose, what editors decided of that, what the sources say.

-- All but `merged` and `summary` is counted anew from the members by settle_stories.py, at the end of every transaction
-- that touched one of them.
CREATE TABLE stories (
    id          INTEGER PRIMARY KEY,            -- of the article that began it
    merged      INTEGER REFERENCES stories ON DELETE CASCADE, -- where it went, which may have gone on; without articles
    articles    INTEGER NOT NULL DEFAULT 0,
    publishers  INTEGER NOT NULL DEFAULT 0,
    copies      INTEGER NOT NULL DEFAULT 0,
    independent INTEGER NOT NULL DEFAULT 0,
    began       INTEGER NOT NULL DEFAULT 0,
    last        INTEGER NOT NULL DEFAULT 0,
    category    TEXT NOT NULL DEFAULT '',
    lead        INTEGER,                        -- the first of `leads`
    leads       TEXT NOT NULL DEFAULT '[]',     -- JSON: language and article, one of each language, best first
    languages   TEXT NOT NULL DEFAULT '[]',     -- JSON: language and articles, most first
    countries   TEXT NOT NULL DEFAULT '[]',     -- JSON: country and publishers, most first
    hours       TEXT NOT NULL DEFAULT '[]',     -- JSON: hour since 1970 and articles, oldest first
    days        TEXT NOT NULL DEFAULT '[]',     -- JSON: day since 1970 and articles, oldest first
    topics      TEXT NOT NULL DEFAULT '[]',     -- JSON: topic and how much an article is about it, most first
    edited      INTEGER NOT NULL DEFAULT 0,
    summary     TEXT NOT NULL DEFAULT '[]'      -- JSON: sentences, from the comparison
) STRICT;
-- The last column is there so that the planner sees that the index answers alone.
CREATE INDEX stories_newest ON stories (last, id, publishers, articles) WHERE articles > 0;
CREATE INDEX stories_by_category ON stories (category, last, id, publishers, articles) WHERE articles > 0;
CREATE INDEX stories_merged ON stories (merged) WHERE merged IS NOT NULL;

-- What a story has in one language from one country, for lists that ask for these.
CREATE TABLE story_facets (
    story      INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    language   TEXT NOT NULL,
    country    TEXT NOT NULL,
    category   TEXT NOT NULL,                   -- the story's
    last       INTEGER NOT NULL,                -- when the newest of these articles was shown
    publishers INTEGER NOT NULL,                -- the story's
    PRIMARY KEY (story, language, country)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_facets_by_language ON story_facets (language, category, last, story, country, publishers);
CREATE INDEX story_facets_by_country ON story_facets (country, category, last, story, language, publishers);

CREATE TABLE story_articles (
    article   INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    story     INTEGER NOT NULL REFERENCES stories,
    score     REAL NOT NULL,
    near      INTEGER,                          -- an article, which may have gone since
    evidence  BLOB NOT NULL                     -- compressed JSON
) STRICT;
CREATE INDEX story_articles_by_story ON story_articles (story, article);

CREATE TABLE copies (
    article   INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    origin    INTEGER NOT NULL,                 -- an article, which may have gone since
    near      INTEGER NOT NULL,
    manner    TEXT NOT NULL,
    kept      REAL NOT NULL,
    own       REAL NOT NULL,
    credit    TEXT NOT NULL,
    because   TEXT NOT NULL
) STRICT;
CREATE INDEX copies_by_origin ON copies (origin, article);

-- What a worker's memory of the last weeks begins with.
CREATE TABLE sketches (
    article   INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    publisher TEXT NOT NULL,
    shown     INTEGER NOT NULL,
    language  TEXT NOT NULL,
    model     TEXT NOT NULL,
    data      BLOB NOT NULL
) STRICT;
CREATE INDEX sketches_newest ON sketches (shown, article);

CREATE TABLE comparisons (
    story      INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
    comparison BLOB NOT NULL                    -- Comparison, compressed JSON
) STRICT;

-- What editors did, oldest first. The stories named may have gone since.
CREATE TABLE story_edits (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    act       TEXT NOT NULL,
    story     INTEGER NOT NULL,
    other     INTEGER NOT NULL,
    articles  TEXT NOT NULL,                    -- JSON: what was moved
    title     TEXT NOT NULL,
    undone    INTEGER
) STRICT;
CREATE INDEX story_edits_by_story ON story_edits (story, id);
CREATE INDEX story_edits_by_other ON story_edits (other, id);

-- Where editors put articles: the word of the newest edit holds, until it is undone.
CREATE TABLE story_pins (
    article   INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    edit      INTEGER NOT NULL REFERENCES story_edits,
    before    INTEGER NOT NULL,                 -- the story it was in
    PRIMARY KEY (article, edit)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_pins_by_edit ON story_pins (edit);

-- Articles that an edit or its undoing concerned, for workers that remember where they were. Numbers only rise.
CREATE TABLE story_changes (
    number    INTEGER NOT NULL,
    article   INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (number, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_changes_by_article ON story_changes (article);
INSERT INTO tallies VALUES ('token', 'story change', 0);

-- Stories to be counted anew, however that came about; `went`: where the last article to leave it went.
CREATE TABLE stale_stories (
    story     INTEGER PRIMARY KEY,
    went      INTEGER
) STRICT;

CREATE TRIGGER story_joined AFTER INSERT ON story_articles BEGIN
    INSERT INTO stale_stories (story) VALUES (NEW.story) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER story_left AFTER DELETE ON story_articles BEGIN
    INSERT INTO stale_stories (story) VALUES (OLD.story) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER story_exchanged AFTER UPDATE OF story ON story_articles WHEN OLD.story <> NEW.story BEGIN
    INSERT INTO stale_stories VALUES (OLD.story, NEW.story) ON CONFLICT DO UPDATE SET went = excluded.went;
    INSERT INTO stale_stories (story) VALUES (NEW.story) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER story_member_changed
AFTER UPDATE OF publisher, country, category, language, shown, image, words ON articles
WHEN (OLD.publisher, OLD.country, OLD.category, OLD.language, OLD.shown, OLD.words, OLD.image IS NULL)
    <> (NEW.publisher, NEW.country, NEW.category, NEW.language, NEW.shown, NEW.words, NEW.image IS NULL) BEGIN
    INSERT INTO stale_stories (story) SELECT story FROM story_articles WHERE article = NEW.id ON CONFLICT DO NOTHING;
    UPDATE sketches SET shown = NEW.shown WHERE article = NEW.id AND shown <> NEW.shown;
END;
CREATE TRIGGER copy_added AFTER INSERT ON copies BEGIN
    INSERT INTO stale_stories (story) SELECT story FROM story_articles WHERE article = NEW.article ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER copy_changed AFTER UPDATE OF origin ON copies BEGIN
    INSERT INTO stale_stories (story) SELECT story FROM story_articles WHERE article = NEW.article ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER copy_removed AFTER DELETE ON copies BEGIN
    INSERT INTO stale_stories (story) SELECT story FROM story_articles WHERE article = OLD.article ON CONFLICT DO NOTHING;
END;

-- What is in the archive already is woven as if an older version had done it: whenever a worker starts.
INSERT INTO results (stage, subject, version) SELECT 'weave', article, 0 FROM marks WHERE true ON CONFLICT DO NOTHING;
