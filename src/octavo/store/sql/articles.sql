-- name: page_for_article(page)^
SELECT first_seen, assumed, article FROM pages WHERE id = :page;

-- name: article_by_key(key)^
-- The article at an address, and the page that made it.
SELECT id, page FROM articles WHERE key = :key;

-- name: made_by_page(page)$
SELECT id FROM articles WHERE page = :page;

-- name: article_for_save(article)^
SELECT articles.shown, articles.text_hash, articles.revisions, articles.key, articles.url, article_details.details
FROM articles JOIN article_details ON article_details.article = articles.id WHERE articles.id = :article;

-- name: id_taken(article)$
SELECT 1 FROM articles WHERE id = :article;

-- name: add_article(id, key, url, page, publisher, country, category, language, kind, shown, published, first_seen, title, summary, image, authors, has_audio, has_video, words, sample, text_hash)!
INSERT INTO articles (id, key, url, page, publisher, country, category, language, kind, shown, published, first_seen,
    title, summary, image, authors, has_audio, has_video, words, sample, text_hash)
VALUES (:id, :key, :url, :page, :publisher, :country, :category, :language, :kind, :shown, :published, :first_seen,
    :title, :summary, :image, :authors, :has_audio, :has_video, :words, :sample, :text_hash);

-- name: update_article(id, key, url, page, publisher, country, language, kind, shown, published, title, summary, image, authors, has_audio, has_video, words, sample, text_hash, revisions)!
UPDATE articles SET key = :key, url = :url, page = :page, publisher = :publisher, country = :country,
    language = CASE WHEN :language = '' THEN language ELSE :language END, kind = :kind, shown = :shown,
    published = :published, title = :title, summary = :summary, image = :image, authors = :authors,
    has_audio = :has_audio, has_video = :has_video, words = :words, sample = :sample, text_hash = :text_hash,
    revisions = :revisions
WHERE id = :id;

-- name: save_details(article, details)!
INSERT INTO article_details (article, details) VALUES (:article, :details)
ON CONFLICT (article) DO UPDATE SET details = excluded.details;

-- name: add_revision(article, number, seen, title, standfirst, body)!
INSERT INTO revisions (article, number, seen, title, standfirst, body)
VALUES (:article, :number, :seen, :title, :standfirst, :body);

-- name: page_is_article(page, article, kind)!
UPDATE pages SET article = :article, kind = :kind, reason = '' WHERE id = :page;
