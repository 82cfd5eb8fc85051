-- name: add_publisher(id, name, home, country, language, kind, owner, guessed)$
-- A publisher nobody knew of; nothing where it is known.
INSERT INTO publishers (id, name, home, country, language, kind, owner, guessed)
VALUES (:id, :name, :home, :country, :language, :kind, :owner, :guessed)
ON CONFLICT (id) DO NOTHING RETURNING 1;

-- name: complete_publisher(id, name, home, country, language, kind, owner)!
-- What was guessed gives way to what somebody says; what somebody said before stays, and gaps are filled.
UPDATE publishers SET
    name = CASE WHEN guessed OR name = '' THEN :name ELSE name END,
    home = CASE WHEN (guessed AND :home <> '') OR home = '' THEN :home ELSE home END,
    country = CASE WHEN (guessed AND :country <> '') OR country = '' THEN :country ELSE country END,
    language = CASE WHEN (guessed AND :language <> '') OR language = '' THEN :language ELSE language END,
    kind = CASE WHEN (guessed AND :kind <> '') OR kind = '' THEN :kind ELSE kind END,
    owner = CASE WHEN (guessed AND :owner <> '') OR owner = '' THEN :owner ELSE owner END,
    guessed = 0
WHERE id = :id;

-- name: change_publisher(id, name, home, country, language, kind, owner)!
UPDATE publishers SET name = :name, home = :home, country = :country, language = :language, kind = :kind,
    owner = :owner, guessed = 0
WHERE id = :id;

-- name: carry_country(publisher)!
-- Articles carry their publisher's country, by which lists are indexed.
UPDATE articles SET country = (SELECT country FROM publishers WHERE id = :publisher)
WHERE publisher = :publisher AND country <> (SELECT country FROM publishers WHERE id = :publisher);

-- name: complete_publisher_home(publisher, home)!
UPDATE publishers SET home = :home WHERE id = :publisher AND home = '';

-- name: publisher_exists(publisher)$
SELECT 1 FROM publishers WHERE id = :publisher;

-- name: country_of(publisher)$
SELECT country FROM publishers WHERE id = :publisher;

-- name: add_host(host, publisher)!
INSERT INTO publisher_hosts (host, publisher) VALUES (:host, :publisher) ON CONFLICT DO NOTHING;

-- name: publishers_at(host)
-- Whose pages lie on a host; several where one host serves several.
SELECT publisher FROM publisher_hosts WHERE host = :host ORDER BY publisher;

-- name: feed_publishers(page)
-- Whose feeds point to a page, the richest entry's first.
SELECT feeds.publisher, publishers.kind, feeds.id
FROM entries JOIN feeds ON feeds.id = entries.feed JOIN publishers ON publishers.id = feeds.publisher
WHERE entries.page = :page ORDER BY entries.richness DESC, entries.id;

-- name: share_of_host(feed, host, most)^
-- Of a feed's newest entries: how many lie at a host, and how many there are.
SELECT coalesce(sum(host = :host), 0), count(*)
FROM (SELECT host FROM entries WHERE feed = :feed ORDER BY id DESC LIMIT :most) AS newest;

-- name: used_publishers(feed)
-- Whose publishers a feed's removal may leave without anything: its own and those of its articles.
SELECT publisher FROM feeds WHERE id = :feed
UNION
SELECT articles.publisher FROM entries JOIN pages ON pages.id = entries.page JOIN articles ON articles.id = pages.article
WHERE entries.feed = :feed;

-- name: remove_unused(publisher)!
DELETE FROM publishers WHERE id = :publisher
AND NOT EXISTS (SELECT 1 FROM feeds WHERE publisher = :publisher)
AND NOT EXISTS (SELECT 1 FROM articles WHERE publisher = :publisher);
