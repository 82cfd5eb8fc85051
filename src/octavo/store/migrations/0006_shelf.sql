-- What readers follow, mute, save and have read. All of a reader's goes with the reader.

-- The keys of topics and stories are their numbers as they were then: where these were merged since, reading follows.
CREATE TABLE follows (
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    kind      TEXT NOT NULL,                    -- topic, publisher, category, story
    key       TEXT NOT NULL,
    since     INTEGER NOT NULL,
    topic     INTEGER AS (CASE kind WHEN 'topic' THEN CAST(key AS INTEGER) END) STORED
              REFERENCES topics ON DELETE CASCADE,
    publisher TEXT AS (CASE kind WHEN 'publisher' THEN key END) STORED REFERENCES publishers ON DELETE CASCADE,
    story     INTEGER AS (CASE kind WHEN 'story' THEN CAST(key AS INTEGER) END) STORED
              REFERENCES stories ON DELETE CASCADE,
    PRIMARY KEY (reader, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX follows_by_topic ON follows (topic) WHERE topic IS NOT NULL;
CREATE INDEX follows_by_publisher ON follows (publisher) WHERE publisher IS NOT NULL;
CREATE INDEX follows_by_story ON follows (story) WHERE story IS NOT NULL;

CREATE TABLE mutes (
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    kind      TEXT NOT NULL,                    -- topic, publisher, category, words
    key       TEXT NOT NULL,                    -- of words: their search tokens
    since     INTEGER NOT NULL,
    softly    INTEGER NOT NULL,                 -- 1: hidden nowhere, ranked lower
    words     TEXT NOT NULL,                    -- as the reader wrote them; empty of all else
    topic     INTEGER AS (CASE kind WHEN 'topic' THEN CAST(key AS INTEGER) END) STORED
              REFERENCES topics ON DELETE CASCADE,
    publisher TEXT AS (CASE kind WHEN 'publisher' THEN key END) STORED REFERENCES publishers ON DELETE CASCADE,
    PRIMARY KEY (reader, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX mutes_by_topic ON mutes (topic) WHERE topic IS NOT NULL;
CREATE INDEX mutes_by_publisher ON mutes (publisher) WHERE publisher IS NOT NULL;

CREATE TABLE saved (
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    article   INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    at        INTEGER NOT NULL,
    PRIMARY KEY (reader, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_newest ON saved (reader, at, article);
CREATE INDEX saved_by_article ON saved (article);

CREATE TABLE saved_labels (
    reader    INTEGER NOT NULL,
    article   INTEGER NOT NULL,
    label     TEXT NOT NULL,
    at        INTEGER NOT NULL,                 -- of saved, kept here to be indexed
    PRIMARY KEY (reader, article, label),
    FOREIGN KEY (reader, article) REFERENCES saved ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_labels_newest ON saved_labels (reader, label, at, article);

-- Of the last weeks only.
CREATE TABLE seen (
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    article   INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    at        INTEGER NOT NULL,
    PRIMARY KEY (reader, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_newest ON seen (reader, at, article);
CREATE INDEX seen_by_article ON seen (article);

CREATE TABLE story_visits (
    reader    INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    story     INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    last      INTEGER NOT NULL,
    before    INTEGER,                          -- the last look of the visit before
    PRIMARY KEY (reader, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_visits_by_time ON story_visits (reader, last);
CREATE INDEX story_visits_by_story ON story_visits (story);
