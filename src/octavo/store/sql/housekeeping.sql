-- name: tallies(kind)
SELECT name, value FROM tallies WHERE kind = :kind;

-- name: sources()^
SELECT (SELECT count(*) FROM publishers), (SELECT count(*) FROM feeds);

-- name: reasons(most)
-- Why pages became no article, commonest first.
SELECT reason, count(*) FROM pages WHERE article IS NULL AND kind <> ''
GROUP BY reason ORDER BY count(*) DESC, reason LIMIT :most;

-- name: not_articles(most)
SELECT url, kind, reason FROM pages WHERE article IS NULL AND kind <> '' ORDER BY id DESC LIMIT :most;

-- name: drop_old_answers(kept, most)
-- A few at a time, oldest first, so that the lock is held briefly.
DELETE FROM page_answers WHERE page IN (SELECT page FROM page_answers WHERE kept < :kept ORDER BY kept LIMIT :most)
RETURNING page;

-- name: note(key)$
SELECT value FROM notes WHERE key = :key;

-- name: set_note(key, value)!
INSERT INTO notes (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: drop_note(key)!
DELETE FROM notes WHERE key = :key;

-- name: look_at_docs()$
-- Any row, so that FTS5 notices what other connections have written.
SELECT rowid FROM docs LIMIT 1;

-- name: check_docs()!
INSERT INTO docs (docs) VALUES ('integrity-check');

-- name: miscounted()
-- Tallies that do not agree with the rows they count.
SELECT name, value FROM tallies WHERE kind = 'rows' AND value <> CASE name
    WHEN 'articles' THEN (SELECT count(*) FROM articles)
    WHEN 'revisions' THEN (SELECT count(*) FROM revisions)
    WHEN 'entries' THEN (SELECT count(*) FROM entries)
    ELSE (SELECT count(*) FROM pages) END;

-- name: miscounted_days()
-- What the days say together, where that is not how many articles there are.
SELECT sum(articles) FROM article_days HAVING sum(articles) <> (SELECT count(*) FROM articles);

-- name: miscounted_topics()
-- Topics whose count of articles, or counts of days together, are not how many links there are.
SELECT slug, topics.articles FROM topics
WHERE topics.articles <> (SELECT count(*) FROM article_topics WHERE topic = topics.id)
    OR topics.articles <> (SELECT coalesce(sum(articles), 0) FROM topic_days WHERE topic = topics.id);

-- name: miscounted_stories()
-- Stories, none of them about to be counted, whose count of articles is not how many they have.
SELECT id, articles FROM stories
WHERE articles <> (SELECT count(*) FROM story_articles WHERE story = stories.id)
    AND id NOT IN (SELECT story FROM stale_stories);

-- name: miscounted_threads()
SELECT found.id, found.shown FROM threads AS found
WHERE found.shown <> (SELECT count(*) FROM comments WHERE thread = found.id AND state = 'shown');

-- name: miscounted_comments()
-- Comments whose likes, reports not decided on, or answers shown are not how many there are; or their worth is not of these.
WITH below (id, shown) AS (
    SELECT over.value, count(*) FROM comments, json_each(comments.above) AS over
    WHERE comments.state = 'shown' AND comments.root IS NOT NULL GROUP BY over.value
)
SELECT found.id, found.likes || ' likes, ' || found.reports || ' reports and ' || found.answers || ' answers'
FROM comments AS found LEFT JOIN below ON below.id = found.id
WHERE found.likes <> (SELECT count(*) FROM comment_likes WHERE comment = found.id)
    OR found.reports <> (SELECT count(*) FROM comment_reports WHERE comment = found.id AND open = 1)
    OR found.answers <> coalesce(below.shown, 0)
    OR (found.likes = 0) <> (found.worth = 0);

-- name: miscounted_states()
-- Of comments by state, and of those that wait for a moderator.
WITH states (kind, name, there) AS (
    SELECT 'comments', state, count(*) FROM comments GROUP BY state
    UNION ALL SELECT 'queue', queue, count(*) FROM comments GROUP BY queue
)
SELECT tallies.kind || ' ' || tallies.name, tallies.value
FROM tallies LEFT JOIN states ON states.kind = tallies.kind AND states.name = tallies.name
WHERE tallies.kind IN ('comments', 'queue') AND tallies.value <> coalesce(states.there, 0);

-- name: drop_old_sketches(keep, most)
-- All but the newest so many, a few at a time.
DELETE FROM sketches WHERE article IN (
    SELECT article FROM sketches AS newest ORDER BY shown DESC, article DESC LIMIT :most OFFSET :keep
) RETURNING article;
