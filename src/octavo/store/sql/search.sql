-- name: matches(match, below, since)
-- Articles found, newest first, in the index's own order; read lazily.
SELECT articles.id FROM docs JOIN articles ON articles.doc = docs.rowid
WHERE docs MATCH :match AND docs.rowid < :below AND docs.rowid >= :since ORDER BY docs.rowid DESC;

-- name: window(match, below, since, most)
-- The newest articles found, with what they are counted by.
SELECT articles.id, articles.publisher, articles.category, articles.language, articles.shown
FROM docs JOIN articles ON articles.doc = docs.rowid
WHERE docs MATCH :match AND docs.rowid < :below AND docs.rowid >= :since ORDER BY docs.rowid DESC LIMIT :most;

-- name: scored(match, below, since, most, scorer)
-- The same with how well each fits (search_rank.py).
SELECT articles.id, articles.publisher, articles.category, articles.language, articles.shown, fitness(docs, :scorer)
FROM docs JOIN articles ON articles.doc = docs.rowid
WHERE docs MATCH :match AND docs.rowid < :below AND docs.rowid >= :since ORDER BY docs.rowid DESC LIMIT :most;

-- name: count_matches(match, below, since, most)$
SELECT count(*) FROM (
    SELECT 1 FROM docs WHERE docs MATCH :match AND rowid < :below AND rowid >= :since LIMIT :most
) AS found;

-- name: is_match(match, doc)$
SELECT 1 FROM docs WHERE docs MATCH :match AND rowid = :doc;

-- name: doc_of(article)$
SELECT doc FROM articles WHERE id = :article;

-- name: nth_newest(nth)$
SELECT doc FROM articles WHERE doc IS NOT NULL ORDER BY doc DESC LIMIT 1 OFFSET :nth;

-- name: articles()$
SELECT value FROM tallies WHERE kind = 'rows' AND name = 'articles';

-- name: shown_of(article)$
SELECT shown FROM articles WHERE id = :article;

-- name: kinship(article)^
-- Whose text an article's is, and the story it belongs to.
SELECT (SELECT origin FROM copies WHERE article = :article), (SELECT story FROM story_articles WHERE article = :article);

-- name: arrived(since, most)
SELECT arrivals.number, articles.id, articles.doc FROM arrivals JOIN articles ON articles.id = arrivals.article
WHERE arrivals.number > :since AND articles.doc IS NOT NULL ORDER BY arrivals.number LIMIT :most;

-- name: last_arrival()$
SELECT max(number) FROM arrivals;

-- name: publishers_named(word)
-- By id, or by a part of the name; the word has no wildcards of its own.
SELECT id FROM publishers
WHERE id = :word OR id LIKE :word || '~%' ESCAPE '\' OR lower(name) LIKE '%' || :word || '%' ESCAPE '\';

-- name: publishers_beginning(word, most)
-- With a word of the name that begins so.
SELECT id, name FROM publishers
WHERE id LIKE :word || '%' ESCAPE '\' OR lower(name) LIKE :word || '%' ESCAPE '\'
    OR lower(name) LIKE '% ' || :word || '%' ESCAPE '\'
ORDER BY length(name), id LIMIT :most;

-- name: name_of_publisher(publisher)$
SELECT name FROM publishers WHERE id = :publisher;

-- name: topics_of(article)
SELECT topic FROM article_topics WHERE article = :article;

-- name: topic_shown(topic)^
SELECT slug, name FROM topics WHERE id = :topic AND blocked = 0 AND merged IS NULL;

-- name: last_text(article)^
SELECT revisions.title, revisions.standfirst, revisions.body FROM articles
JOIN revisions ON revisions.article = articles.id AND revisions.number = articles.revisions
WHERE articles.id = :article;
