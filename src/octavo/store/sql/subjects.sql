-- name: feed(feed)^
SELECT id, url, publisher, title, category, language, folder, extra, state, paused, added FROM feeds WHERE id = :feed;

-- name: feeds()
SELECT id, url, publisher, title, category, language, folder, extra, state, paused, added FROM feeds ORDER BY id;

-- name: feed_answer(feed)^
SELECT url, final_url, status, body, content_type, etag, last_modified, fetched FROM feed_answers WHERE feed = :feed;

-- name: page_answer(page)^
SELECT url, final_url, status, body, content_type, etag, last_modified, fetched FROM page_answers WHERE page = :page;

-- name: page(page)^
SELECT id, url, first_seen, failure, visits FROM pages WHERE id = :page;

-- name: entries_of_page(page)
-- The entries that point to a page, with their feeds: the one that says most first, the first of equals.
SELECT entries.id, entries.host, feeds.id, feeds.publisher, feeds.language
FROM entries JOIN feeds ON feeds.id = entries.feed
WHERE entries.page = :page ORDER BY entries.richness DESC, entries.id LIMIT 50;

-- name: entry(entry)$
SELECT entry FROM entries WHERE id = :entry;

-- name: page_category(page)$
-- What the feeds that point to a page say it is about: the commonest word, `general` only where there is no other.
SELECT feeds.category FROM entries JOIN feeds ON feeds.id = entries.feed
WHERE entries.page = :page AND feeds.category <> ''
GROUP BY feeds.category ORDER BY feeds.category = 'general', count(*) DESC, feeds.category LIMIT 1;

-- name: article_category(article)$
-- The same over every page of an article.
SELECT feeds.category FROM pages JOIN entries ON entries.page = pages.id JOIN feeds ON feeds.id = entries.feed
WHERE pages.article = :article AND feeds.category <> ''
GROUP BY feeds.category ORDER BY feeds.category = 'general', count(*) DESC, feeds.category LIMIT 1;

-- name: card(article)^
SELECT articles.id, articles.url, articles.title, articles.publisher, publishers.name, articles.shown, articles.summary,
    articles.language, articles.category, articles.kind, articles.image, articles.authors, articles.has_audio,
    articles.has_video, articles.revisions, articles.words, articles.sample
FROM articles JOIN publishers ON publishers.id = articles.publisher WHERE articles.id = :article;

-- name: article_details(article)^
SELECT articles.first_seen, article_details.details
FROM articles JOIN article_details ON article_details.article = articles.id WHERE articles.id = :article;

-- name: revisions(article)
SELECT number, seen, title, standfirst, body FROM revisions WHERE article = :article ORDER BY number;

-- name: publisher(publisher)^
SELECT id, name, home, country, language, kind, owner FROM publishers WHERE id = :publisher;

-- name: publishers()
SELECT id, name, home, country, language, kind, owner FROM publishers ORDER BY id;

-- name: discovery(discovery)^
SELECT id, address, state, candidates, error FROM discoveries WHERE id = :discovery;

-- name: feed_name(subject)$
SELECT url FROM feeds WHERE id = :subject;

-- name: page_name(subject)$
SELECT url FROM pages WHERE id = :subject;

-- name: article_name(subject)$
SELECT title FROM articles WHERE id = :subject;

-- name: story_name(subject)$
SELECT articles.title FROM stories JOIN articles ON articles.id = stories.lead WHERE stories.id = :subject;

-- name: discovery_name(subject)$
SELECT address FROM discoveries WHERE id = :subject;
