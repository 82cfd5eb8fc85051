-- name: drop_doc(doc)!
DELETE FROM docs WHERE rowid = :doc;

-- name: add_doc(doc, title, body, authors, facets)!
INSERT INTO docs (rowid, title, body, authors, facets) VALUES (:doc, :title, :body, :authors, :facets);

-- name: doc_parts(article)^
-- What the search index keeps besides the words.
SELECT json_object(
    'shown', shown, 'doc', doc, 'source', publisher, 'lang', language, 'category', category,
    'country', country, 'audio', has_audio, 'video', has_video, 'image', image IS NOT NULL, 'live', kind = 'live',
    'edited', revisions > 1, 'copy', EXISTS (SELECT 1 FROM copies WHERE copies.article = articles.id)
) FROM articles WHERE id = :article;

-- name: doc_taken(doc)$
SELECT 1 FROM articles WHERE doc = :doc;

-- name: set_doc(article, doc)!
UPDATE articles SET doc = :doc WHERE id = :article;

-- name: names_of_topics(article)
-- The topics whose pages list an article, which it was found to be about, and how it spells them.
SELECT topic, found, forms FROM article_topics WHERE article = :article;

-- name: add_topic_name(words, topic)!
INSERT INTO topic_names (words, topic) VALUES (:words, :topic) ON CONFLICT DO NOTHING;

-- name: learn(word, language, stem, skeleton)!
INSERT INTO words (word, language, stem, skeleton) VALUES (:word, :language, :stem, :skeleton) ON CONFLICT DO NOTHING;

-- name: arrive(article)$
INSERT INTO arrivals (article) VALUES (:article) ON CONFLICT DO NOTHING RETURNING number;

-- name: forget_arrival(number)!
DELETE FROM arrivals WHERE number <= :number;
