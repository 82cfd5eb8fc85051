-- name: happenings(most)
SELECT number, article, comment, reader FROM happenings WHERE number > 0 ORDER BY number LIMIT :most;

-- name: settle(upto)
DELETE FROM happenings WHERE number <= :upto RETURNING number;

-- name: arrival(article)^
-- The story that an article is in, and its category.
SELECT stories.id, stories.began, stories.publishers, stories.category,
    EXISTS (SELECT 1 FROM copies WHERE copies.article = story_articles.article)
FROM story_articles JOIN stories ON stories.id = story_articles.story WHERE story_articles.article = :article;

-- name: answered(comment)^
-- An answer that everybody sees: by whom, and where.
SELECT readers.name, threads.article, threads.story
FROM comments JOIN threads ON threads.id = comments.thread JOIN readers ON readers.id = comments.author
WHERE comments.id = :comment AND comments.state = 'shown';

-- name: followers_of_publisher(publisher)
SELECT follows.reader, follows.key, publishers.name, follows.since FROM follows
    JOIN publishers ON publishers.id = follows.publisher
WHERE follows.publisher = :publisher;

-- name: followers_of_category(category)
SELECT reader, key, '', since FROM follows WHERE kind = 'category' AND key = :category;

-- name: followers_of_story(story)
-- Of it, and of all that were merged into it.
WITH RECURSIVE found (id) AS (
    SELECT :story UNION ALL SELECT stories.id FROM found JOIN stories ON stories.merged = found.id
)
SELECT follows.reader, :story, '', follows.since FROM found CROSS JOIN follows ON follows.story = found.id;

-- name: followers_of_topic(topic)
WITH RECURSIVE found (id) AS (
    SELECT :topic UNION ALL SELECT topics.id FROM found JOIN topics ON topics.merged = found.id
)
SELECT follows.reader, follows.since FROM found CROSS JOIN follows ON follows.topic = found.id;

-- name: told_of_story(story)
-- Readers who have a notice of it, or of one that was merged into it.
WITH RECURSIVE found (id) AS (
    SELECT :story UNION ALL SELECT stories.id FROM found JOIN stories ON stories.merged = found.id
)
SELECT DISTINCT notices.reader FROM found CROSS JOIN notices ON notices.story = found.id
WHERE notices.kind IN ('story', 'article', 'report');

-- name: add_notice(reader, kind, key, at, article, story, comment, why, name, page)$
-- Nothing where the reader has it, or is gone, or what it is of.
INSERT INTO notices (reader, kind, key, at, article, story, comment, why, name, page)
SELECT :reader, :kind, :key, :at, :article, :story, :comment, :why, :name, :page
WHERE EXISTS (SELECT 1 FROM readers WHERE id = :reader)
    AND (:article IS NULL OR EXISTS (SELECT 1 FROM articles WHERE id = :article))
    AND (:comment IS NULL OR EXISTS (SELECT 1 FROM comments WHERE id = :comment))
ON CONFLICT DO NOTHING RETURNING id;

-- name: add_untold(reader, channel, notice)!
INSERT INTO untold (reader, channel, notice) VALUES (:reader, :channel, :notice);

-- name: wake(reader, channel, look)!
-- Look at a channel no later than then.
INSERT INTO channels (reader, channel, look) VALUES (:reader, :channel, :look)
ON CONFLICT DO UPDATE SET look = min(coalesce(look, excluded.look), excluded.look);

-- name: is_stopped(reader, channel)$
SELECT 1 FROM channels WHERE reader = :reader AND channel = :channel AND stopped IS NOT NULL;

-- name: briefed()
SELECT id, (SELECT max(key) FROM notices WHERE notices.reader = readers.id AND notices.kind = 'briefing')
FROM readers WHERE json_extract(settings, '$.briefing_hour') IS NOT NULL AND closed = '';

-- name: looks(now, most)
SELECT reader, channel, last FROM channels WHERE look <= :now ORDER BY look LIMIT :most;

-- name: untold(reader, channel)
SELECT notice FROM untold WHERE reader = :reader AND channel = :channel ORDER BY notice;

-- name: told(reader, channel, notice)$
DELETE FROM untold WHERE reader = :reader AND channel = :channel AND notice = :notice RETURNING notice;

-- name: some_untold(reader, channel)$
SELECT count(*) FROM untold WHERE reader = :reader AND channel = :channel;

-- name: looked(reader, channel, look, last)!
UPDATE channels SET look = :look, last = coalesce(:last, last) WHERE reader = :reader AND channel = :channel;

-- name: add_sending(reader, channel, browser, notices, made)!
INSERT INTO sendings (reader, channel, browser, notices, made, due)
VALUES (:reader, :channel, :browser, :notices, :made, :made);

-- name: take(now, until, most)
UPDATE sendings SET due = :until, tries = tries + 1
WHERE id IN (SELECT id FROM sendings WHERE due <= :now ORDER BY due, id LIMIT :most)
RETURNING id, reader, channel, browser, notices, made, tries - 1;

-- name: done(sending)!
DELETE FROM sendings WHERE id = :sending;

-- name: again(sending, due)!
UPDATE sendings SET due = :due WHERE id = :sending;

-- name: arrived(reader, channel, at)!
INSERT INTO channels (reader, channel, arrived) VALUES (:reader, :channel, :at)
ON CONFLICT DO UPDATE SET arrived = excluded.arrived, failing = NULL, reason = '', stopped = NULL;

-- name: failed(reader, channel, at, reason)^
INSERT INTO channels (reader, channel, failing, reason) VALUES (:reader, :channel, :at, :reason)
ON CONFLICT DO UPDATE SET failing = coalesce(failing, excluded.failing), reason = excluded.reason
RETURNING channel, arrived, failing, reason, stopped;

-- name: forget_browser(browser)!
DELETE FROM browsers WHERE id = :browser;

-- name: stop(reader, channel, at, reason)!
INSERT INTO channels (reader, channel, failing, reason, stopped) VALUES (:reader, :channel, :at, :reason, :at)
ON CONFLICT DO UPDATE SET look = NULL, reason = excluded.reason, stopped = excluded.stopped;

-- name: drop_untold(reader, channel)!
DELETE FROM untold WHERE reader = :reader AND channel = :channel;

-- name: drop_sendings(reader, channel)!
DELETE FROM sendings WHERE reader = :reader AND channel = :channel;

-- name: first_look()$
SELECT look FROM channels WHERE look IS NOT NULL ORDER BY look LIMIT 1;

-- name: first_sending()$
SELECT due FROM sendings ORDER BY due, id LIMIT 1;

-- name: sweep(before)
DELETE FROM notices WHERE at < :before RETURNING id;
