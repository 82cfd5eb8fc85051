-- name: follow(reader, kind, key, since)!
INSERT INTO follows (reader, kind, key, since) VALUES (:reader, :kind, :key, :since) ON CONFLICT DO NOTHING;

-- name: unfollow(reader, kind, key)!
DELETE FROM follows WHERE reader = :reader AND kind = :kind AND key = :key;

-- name: follows(reader)
SELECT kind, key, since FROM follows WHERE reader = :reader ORDER BY since DESC, kind, key;

-- name: mute(reader, kind, key, since, softly, words)!
INSERT INTO mutes (reader, kind, key, since, softly, words) VALUES (:reader, :kind, :key, :since, :softly, :words)
ON CONFLICT DO UPDATE SET softly = excluded.softly, words = excluded.words;

-- name: unmute(reader, kind, key)!
DELETE FROM mutes WHERE reader = :reader AND kind = :kind AND key = :key;

-- name: mutes(reader)
SELECT kind, key, since, softly, words FROM mutes WHERE reader = :reader ORDER BY since DESC, kind, key;

-- name: topic_named(topic)^
SELECT slug, name FROM topics WHERE id = :topic;

-- name: publisher_named(publisher)$
SELECT name FROM publishers WHERE id = :publisher;

-- name: story_group(story)
-- The story and all that were merged into it.
WITH RECURSIVE found (id) AS (
    SELECT :story UNION ALL SELECT stories.id FROM found JOIN stories ON stories.merged = found.id
)
SELECT id FROM found;

-- name: story_title(story)$
SELECT articles.title FROM stories JOIN articles ON articles.id = stories.lead WHERE stories.id = :story;

-- name: newest_of_story(story, shown, article)
SELECT articles.shown, articles.id FROM story_articles JOIN articles ON articles.id = story_articles.article
WHERE story_articles.story = :story AND (articles.shown, articles.id) < (:shown, :article)
ORDER BY articles.shown DESC, articles.id DESC;

-- name: is_article(article)$
SELECT 1 FROM articles WHERE id = :article;

-- name: save(reader, article, at)!
INSERT INTO saved (reader, article, at) VALUES (:reader, :article, :at) ON CONFLICT DO NOTHING;

-- name: saved_at(reader, article)$
SELECT at FROM saved WHERE reader = :reader AND article = :article;

-- name: unsave(reader, article)!
DELETE FROM saved WHERE reader = :reader AND article = :article;

-- name: newest_saved(reader, at, article)
SELECT at, article FROM saved WHERE reader = :reader AND (at, article) < (:at, :article)
ORDER BY at DESC, article DESC;

-- name: newest_labelled(reader, label, at, article)
SELECT at, article FROM saved_labels WHERE reader = :reader AND label = :label AND (at, article) < (:at, :article)
ORDER BY at DESC, article DESC;

-- name: label(reader, article, label, at)!
INSERT INTO saved_labels (reader, article, label, at) VALUES (:reader, :article, :label, :at);

-- name: unlabel(reader, article)!
DELETE FROM saved_labels WHERE reader = :reader AND article = :article;

-- name: labels_of(reader, article)
SELECT label FROM saved_labels WHERE reader = :reader AND article = :article ORDER BY label;

-- name: labels(reader)
SELECT label, count(*) FROM saved_labels WHERE reader = :reader GROUP BY label ORDER BY label;

-- name: see(reader, article, at)!
INSERT INTO seen (reader, article, at) VALUES (:reader, :article, :at) ON CONFLICT DO UPDATE SET at = excluded.at;

-- name: unsee(reader, article)!
DELETE FROM seen WHERE reader = :reader AND article = :article;

-- name: is_seen(reader, article)$
SELECT 1 FROM seen WHERE reader = :reader AND article = :article;

-- name: newest_seen(reader, most)
SELECT article, at FROM seen WHERE reader = :reader ORDER BY at DESC, article DESC LIMIT :most;

-- name: sweep_seen(reader, before)!
DELETE FROM seen WHERE reader = :reader AND at < :before;

-- name: visit(reader, story)^
SELECT last, before FROM story_visits WHERE reader = :reader AND story = :story;

-- name: set_visit(reader, story, last, before)!
INSERT INTO story_visits (reader, story, last, before) VALUES (:reader, :story, :last, :before)
ON CONFLICT DO UPDATE SET last = excluded.last, before = excluded.before;

-- name: sweep_visits(reader, before)!
DELETE FROM story_visits WHERE reader = :reader AND last < :before;
