-- Search: the index with authors apart, the archive's vocabulary, names of topics, signs of vectors, what came when.

-- As before, with title and authors apart, so that each counts for itself. It is filled again by the stage that indexes,
-- whose version was raised with this: until then the newest articles, which come first, are found.
DROP TABLE docs;
CREATE VIRTUAL TABLE docs USING fts5 (
    title, body, authors, facets,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cf'"
);

-- Every word that an article had, by language: what a word's other forms are found by, and what a misspelt one may be.
-- A word stays when its articles have gone; whoever takes one from here sees whether it finds anything.
CREATE TABLE words (
    word      TEXT NOT NULL,                    -- a token of text/words.py
    language  TEXT NOT NULL,                    -- ISO 639-1 of the articles; empty where it has no stems
    stem      TEXT NOT NULL,                    -- text/stems.py; the word where the language has none
    skeleton  TEXT NOT NULL,                    -- text/spelling.py
    PRIMARY KEY (word, language)
) STRICT, WITHOUT ROWID;
CREATE INDEX words_by_stem ON words (language, stem, word);
CREATE INDEX words_by_skeleton ON words (skeleton, word);

-- Spellings of topics as tokens joined by spaces. Whoever finds a topic by one sees whether it still spells it so.
CREATE TABLE topic_names (
    words     TEXT NOT NULL,
    topic     INTEGER NOT NULL REFERENCES topics ON DELETE CASCADE, -- perhaps merged since
    PRIMARY KEY (words, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_names_by_topic ON topic_names (topic);

-- On which side of zero each number of an article's vector is: a sixteenth of its size, to look through all of them.
CREATE TABLE signs (
    number    INTEGER PRIMARY KEY AUTOINCREMENT, -- rises with every change, so that a memory of them can follow
    article   INTEGER NOT NULL UNIQUE REFERENCES articles ON DELETE CASCADE,
    model     TEXT NOT NULL,
    bits      BLOB NOT NULL
) STRICT;

-- The order in which articles came into the index for the first time; the last of them only.
CREATE TABLE arrivals (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    article   INTEGER NOT NULL UNIQUE REFERENCES articles ON DELETE CASCADE
) STRICT;
