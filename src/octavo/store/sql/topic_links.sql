-- name: save_marks(article, revision, marks)!
INSERT INTO marks (article, revision, marks) VALUES (:article, :revision, :marks)
ON CONFLICT (article) DO UPDATE SET revision = excluded.revision, marks = excluded.marks;

-- name: article_shown(article)$
SELECT shown FROM articles WHERE id = :article;

-- name: later_topics(key, newest)
-- Topics that the decision did not know of and that could have changed it.
SELECT topic FROM topic_keys WHERE key = :key AND topic > :newest ORDER BY topic;

-- name: add_topic(slug, kind, name)$
INSERT INTO topics (slug, kind, name) VALUES (:slug, :kind, :name) RETURNING id;

-- name: add_key(key, topic)!
INSERT INTO topic_keys (key, topic) VALUES (:key, :topic) ON CONFLICT DO NOTHING;

-- name: unlink(article)
DELETE FROM article_topics WHERE article = :article RETURNING topic;

-- name: link(article, topic, shown, salience, name, kind, language, forms)!
-- Two hashtags that turn out to be one topic are one link, under what it is most about.
INSERT INTO article_topics (article, topic, found, shown, salience, name, kind, language, forms)
VALUES (:article, :topic, :topic, :shown, :salience, :name, :kind, :language, :forms) ON CONFLICT DO NOTHING;

-- name: set_name(topic, name)!
UPDATE topics SET name = :name WHERE id = :topic AND name <> :name;

-- name: set_kind(topic, latest)!
-- What its latest articles take it for, by how much they are about it; an editor's word stays. What cannot be told is a
-- subject: so that kind has a third of a vote.
UPDATE topics SET kind = coalesce(
    (SELECT kind FROM (SELECT kind, salience FROM article_topics AS newest INDEXED BY article_topics_newest
                       WHERE topic = :topic ORDER BY shown DESC, article DESC LIMIT :latest) AS newest
     GROUP BY kind ORDER BY sum(salience * CASE kind WHEN 'subject' THEN 0.34 ELSE 1 END) DESC, kind LIMIT 1), kind)
WHERE id = :topic AND typed = 0;

-- name: is_named(topic)$
SELECT named FROM topics WHERE id = :topic;

-- name: drop_topic_doc(topic)!
DELETE FROM topic_docs WHERE rowid = :topic;

-- name: add_topic_doc(topic, names)!
INSERT INTO topic_docs (rowid, names) VALUES (:topic, :names);

-- name: drop_unused_topics()
-- Topics without an article, which no editor has touched and no reader follows or mutes.
DELETE FROM topics WHERE articles = 0 AND blocked = 0 AND merged IS NULL
    AND NOT EXISTS (SELECT 1 FROM topics AS other WHERE other.merged = topics.id)
    AND NOT EXISTS (SELECT 1 FROM topic_edits WHERE topic_edits.topic = topics.id)
    AND NOT EXISTS (SELECT 1 FROM topic_edits WHERE topic_edits.other = topics.id)
    AND NOT EXISTS (SELECT 1 FROM article_topics WHERE article_topics.found = topics.id)
    AND NOT EXISTS (SELECT 1 FROM follows WHERE follows.topic = topics.id)
    AND NOT EXISTS (SELECT 1 FROM mutes WHERE mutes.topic = topics.id)
RETURNING id;
