-- name: feed_by_url(url)^
SELECT id, folder, extra FROM feeds WHERE url = :url;

-- name: add_feed(url, publisher, title, category, language, folder, extra, added, state)$
INSERT INTO feeds (url, publisher, title, category, language, folder, extra, added, state)
VALUES (:url, :publisher, :title, :category, :language, :folder, :extra, :added, :state) RETURNING id;

-- name: file_feed(feed, folder, extra)!
-- A feed imported again takes the folder and attributes it had none of.
UPDATE feeds SET folder = CASE WHEN folder = '[]' THEN :folder ELSE folder END,
    extra = CASE WHEN extra = '[]' THEN :extra ELSE extra END
WHERE id = :feed;

-- name: change_feed(feed, title, category, folder)$
UPDATE feeds SET title = :title, category = :category, folder = :folder WHERE id = :feed RETURNING 1;

-- name: pause_feed(feed, paused)!
UPDATE feeds SET paused = :paused WHERE id = :feed;

-- name: unpaused()
SELECT id FROM feeds WHERE paused = 0 ORDER BY id;

-- name: counts(since)
-- Per feed: articles in all, articles since a day, what is wrong in its bytes.
SELECT feeds.id, feeds.articles,
    (SELECT coalesce(sum(articles), 0) FROM feed_days WHERE feed = feeds.id AND day >= :since), feeds.problems
FROM feeds;

-- name: given_up()
-- Per feed: jobs in quarantine, its own and those of the pages its entries point to.
SELECT subject, count(*) FROM jobs
WHERE quarantined IS NOT NULL AND stage IN ('poll', 'parse') GROUP BY subject
UNION ALL
SELECT entries.feed, count(*) FROM jobs JOIN entries ON entries.page = jobs.subject
WHERE jobs.quarantined IS NOT NULL AND jobs.stage IN ('fetch', 'extract') GROUP BY entries.feed;

-- name: counts_of(feed, since)^
-- As counts, of one feed.
SELECT feeds.articles,
    (SELECT coalesce(sum(articles), 0) FROM feed_days WHERE feed = feeds.id AND day >= :since), feeds.problems
FROM feeds WHERE feeds.id = :feed;

-- name: given_up_of(feed)$
-- As given_up, of one feed.
SELECT (SELECT count(*) FROM jobs
        WHERE quarantined IS NOT NULL AND stage IN ('poll', 'parse') AND subject = :feed)
    + (SELECT count(*) FROM jobs JOIN entries ON entries.page = jobs.subject
       WHERE jobs.quarantined IS NOT NULL AND jobs.stage IN ('fetch', 'extract') AND entries.feed = :feed);

-- name: pages_of_feed(feed)
SELECT DISTINCT page FROM entries WHERE feed = :feed;

-- name: drop_entries(feed)!
DELETE FROM entries WHERE feed = :feed;

-- name: drop_feed(feed)!
DELETE FROM feeds WHERE id = :feed;

-- name: orphan(page)^
-- A page that no entry points to any more and nobody brought otherwise: its article, where it is one.
SELECT article FROM pages
WHERE id = :page AND ingested = 0 AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.page = pages.id);

-- name: drop_page(page)!
DELETE FROM pages WHERE id = :page;

-- name: other_page(article)$
-- A page that leads to an article still.
SELECT id FROM pages WHERE article = :article ORDER BY id LIMIT 1;

-- name: adopt(article, page)!
UPDATE articles SET page = :page WHERE id = :article AND page IS NULL;

-- name: drop_article(article)!
DELETE FROM articles WHERE id = :article;

-- name: add_discovery(address, asked)$
INSERT INTO discoveries (address, asked) VALUES (:address, :asked) RETURNING id;

-- name: page_in_hand(key)^
-- A page with the bytes it has, where it is known.
SELECT pages.id, page_answers.body FROM pages LEFT JOIN page_answers ON page_answers.page = pages.id
WHERE pages.key = :key;

-- name: mark_ingested(page)!
UPDATE pages SET ingested = 1 WHERE id = :page;
