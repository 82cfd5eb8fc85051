-- name: newest_notices(reader, before, most)
SELECT id FROM notices WHERE reader = :reader AND id < :before AND page = 1 ORDER BY id DESC LIMIT :most;

-- name: notice(notice)^
-- Nothing of an answer that nobody sees any more.
SELECT notices.id, notices.reader, notices.kind, notices.key, notices.at, notices.article, notices.story, notices.why,
    notices.name, notices.read, notices.comment, comments.text
FROM notices LEFT JOIN comments ON comments.id = notices.comment
WHERE notices.id = :notice AND (notices.comment IS NULL OR comments.state = 'shown');

-- name: unread(reader, most)$
SELECT count(*) FROM (SELECT 1 FROM notices WHERE reader = :reader AND page = 1 AND read IS NULL LIMIT :most);

-- name: read_upto(reader, upto, at)!
UPDATE notices SET read = :at WHERE reader = :reader AND page = 1 AND read IS NULL AND id <= :upto;

-- name: browsers(reader)
SELECT id, reader, endpoint, key, auth, name, since FROM browsers WHERE reader = :reader ORDER BY id DESC;

-- name: browser(browser)^
SELECT id, reader, endpoint, key, auth, name, since FROM browsers WHERE id = :browser;

-- name: add_browser(reader, endpoint, key, auth, name, since)$
INSERT INTO browsers (reader, endpoint, key, auth, name, since)
VALUES (:reader, :endpoint, :key, :auth, :name, :since) RETURNING id;

-- name: drop_endpoint(endpoint)!
DELETE FROM browsers WHERE endpoint = :endpoint;

-- name: drop_browser(reader, browser)!
DELETE FROM browsers WHERE reader = :reader AND id = :browser;

-- name: health(reader)
SELECT channel, arrived, failing, reason, stopped FROM channels WHERE reader = :reader;

-- name: look_again(reader, at)!
UPDATE channels SET look = :at WHERE reader = :reader AND look IS NOT NULL;

-- name: has_test(reader, channel)$
SELECT 1 FROM sendings WHERE reader = :reader AND channel = :channel AND notices = '[]' LIMIT 1;
