-- name: save_feed_state(feed, state)!
UPDATE feeds SET state = :state WHERE id = :feed;

-- name: feed_with_url(url)$
SELECT id FROM feeds WHERE url = :url;

-- name: move_feed(feed, url)!
UPDATE feeds SET url = :url WHERE id = :feed;

-- name: keep_feed_answer(feed, url, final_url, status, content_type, etag, last_modified, fetched, body)!
INSERT INTO feed_answers (feed, url, final_url, status, content_type, etag, last_modified, fetched, body)
VALUES (:feed, :url, :final_url, :status, :content_type, :etag, :last_modified, :fetched, :body)
ON CONFLICT (feed) DO UPDATE SET url = excluded.url, final_url = excluded.final_url, status = excluded.status,
    content_type = excluded.content_type, etag = excluded.etag, last_modified = excluded.last_modified,
    fetched = excluded.fetched, body = excluded.body;

-- name: drop_feed_answer(feed)!
DELETE FROM feed_answers WHERE feed = :feed;

-- name: feed_for_entries(feed)^
SELECT url, publisher, parsed FROM feeds WHERE id = :feed;

-- name: complete_feed(feed, title, language, problems, parsed)!
-- What the feed says of itself fills in what nobody said.
UPDATE feeds SET title = CASE WHEN title = '' THEN :title ELSE title END,
    language = CASE WHEN language = '' THEN :language ELSE language END,
    problems = :problems, parsed = CASE WHEN :parsed THEN 1 ELSE parsed END
WHERE id = :feed;

-- name: known_entry(feed, identity)^
SELECT identity, content_hash FROM entries WHERE feed = :feed AND identity = :identity;

-- name: known_page(key)^
SELECT key, id, article FROM pages WHERE key = :key;


-- name: add_page(key, url, first_seen, assumed, ingested)$
INSERT INTO pages (key, url, first_seen, assumed, ingested) VALUES (:key, :url, :first_seen, :assumed, :ingested)
RETURNING id, key;

-- name: save_entry(feed, identity, content_hash, page, host, first_seen, richness, entry)!
INSERT INTO entries (feed, identity, content_hash, page, host, first_seen, richness, entry)
VALUES (:feed, :identity, :content_hash, :page, :host, :first_seen, :richness, :entry)
ON CONFLICT (feed, identity) DO UPDATE SET content_hash = excluded.content_hash, page = excluded.page,
    host = excluded.host, richness = excluded.richness, entry = excluded.entry;

-- name: count_entries(page)
-- The entries of a page that became an article, counted once.
UPDATE entries SET counted = 1 WHERE page = :page AND counted = 0 RETURNING feed, first_seen;

-- name: count_for_feed(feed)!
UPDATE feeds SET articles = articles + 1 WHERE id = :feed;

-- name: count_for_day(feed, day)!
INSERT INTO feed_days (feed, day, articles) VALUES (:feed, :day, 1)
ON CONFLICT (feed, day) DO UPDATE SET articles = feed_days.articles + 1;

-- name: keep_page_answer(page, url, final_url, status, content_type, etag, last_modified, fetched, kept, body)!
INSERT INTO page_answers (page, url, final_url, status, content_type, etag, last_modified, fetched, kept, body)
VALUES (:page, :url, :final_url, :status, :content_type, :etag, :last_modified, :fetched, :kept, :body)
ON CONFLICT (page) DO UPDATE SET url = excluded.url, final_url = excluded.final_url, status = excluded.status,
    content_type = excluded.content_type, etag = excluded.etag, last_modified = excluded.last_modified,
    fetched = excluded.fetched, kept = excluded.kept, body = excluded.body;

-- name: page_visited(page, at)!
UPDATE pages SET visits = visits + 1, visited = :at, failure = '' WHERE id = :page;

-- name: page_failed(page, reason)!
UPDATE pages SET failure = :reason WHERE id = :page;

-- name: page_is_no_article(page, kind, reason)!
-- What was an article stays one: a page that later shows a consent wall takes nothing away.
UPDATE pages SET kind = :kind, reason = :reason WHERE id = :page AND article IS NULL;

-- name: marks_saved(article, category, language, summary)!
-- A sentence of the text takes the place of its beginning on cards, where the publisher gave no summary.
UPDATE articles SET category = :category, language = CASE WHEN :language = '' THEN language ELSE :language END,
    summary = CASE WHEN :summary = '' THEN summary ELSE :summary END
WHERE id = :article;

-- name: save_candidates(discovery, state, candidates, error)!
UPDATE discoveries SET state = :state, candidates = :candidates, error = :error WHERE id = :discovery;
