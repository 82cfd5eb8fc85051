-- name: matches(match, below, since)
-- Articles found, newest first, in the index's own order; read lazily.
SELECT articles.id FROM docs JOIN articles ON articles.doc = docs.rowid
WHERE docs MATCH :match AND docs.rowid < :below AND docs.rowid >= :since ORDER BY docs.rowid DESC;

-- name: count_matches(match, below, since, most)$
SELECT count(*) FROM (
    SELECT 1 FROM docs WHERE docs MATCH :match AND rowid < :below AND rowid >= :since LIMIT :most
) AS found;

-- name: doc_of(article)$
SELECT doc FROM articles WHERE id = :article;

-- name: publishers_named(word)
-- By id, or by a part of the name; the word has no wildcards of its own.
SELECT id FROM publishers
WHERE id = :word OR id LIKE :word || '~%' ESCAPE '\' OR lower(name) LIKE '%' || :word || '%' ESCAPE '\';

-- name: last_text(article)^
SELECT revisions.title, revisions.standfirst, revisions.body FROM articles
JOIN revisions ON revisions.article = articles.id AND revisions.number = articles.revisions
WHERE articles.id = :article;
