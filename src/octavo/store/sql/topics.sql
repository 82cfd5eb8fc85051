-- name: topic(topic)^
SELECT id, slug, kind, name, named OR typed, blocked, articles,
    (SELECT shown FROM article_topics WHERE topic = topics.id ORDER BY shown DESC LIMIT 1)
FROM topics WHERE id = :topic;

-- name: topic_with_slug(slug)$
SELECT id FROM topics WHERE slug = :slug;

-- name: root(topic)$
-- The topic that this one was merged into at last; itself where it was not.
WITH RECURSIVE steps (id, merged) AS (
    SELECT id, merged FROM topics WHERE id = :topic
    UNION ALL SELECT topics.id, topics.merged FROM steps JOIN topics ON topics.id = steps.merged
)
SELECT id FROM steps WHERE merged IS NULL;

-- name: group_of(topic)
-- The topic and all that were merged into it.
WITH RECURSIVE found (id) AS (
    SELECT :topic UNION ALL SELECT topics.id FROM found JOIN topics ON topics.merged = found.id
)
SELECT id FROM found;

-- name: aliases(topic)
SELECT name, language, count, named FROM topic_aliases WHERE topic = :topic;

-- name: pins(topic)
SELECT name FROM topic_pins WHERE topic = :topic;

-- name: links_of(article)
-- The topics on an article's page, what it is most about first.
SELECT topics.id, topics.slug, topics.name, topics.named, topics.kind, article_topics.salience, article_topics.language
FROM article_topics JOIN topics ON topics.id = article_topics.topic
WHERE article_topics.article = :article AND topics.blocked = 0 AND topics.merged IS NULL
ORDER BY article_topics.salience DESC, topics.id;

-- name: commonest(topic, language)$
-- How a language spells a topic that nobody renamed.
SELECT name FROM topic_aliases WHERE topic = :topic AND language = :language AND named > 0
ORDER BY named DESC, count DESC, name LIMIT 1;

-- name: newest_of_topic(topic, shown, article)
SELECT shown, article FROM article_topics INDEXED BY article_topics_newest
WHERE topic = :topic AND (shown, article) < (:shown, :article) ORDER BY shown DESC, article DESC;

-- name: newest_of_topic_in(topic, language, shown, article)
SELECT shown, article FROM article_topics INDEXED BY article_topics_by_language
WHERE topic = :topic AND language = :language AND (shown, article) < (:shown, :article)
ORDER BY shown DESC, article DESC;

-- name: days(topic, first, last)
SELECT day, articles FROM topic_days WHERE topic = :topic AND day BETWEEN :first AND :last ORDER BY day;

-- name: companions(topic, latest, least, most)
-- Topics of its latest articles, by how much more often than each one's own size lets expect.
SELECT topics.id, topics.slug, topics.name, topics.named, topics.kind, count(*)
FROM (SELECT article FROM article_topics INDEXED BY article_topics_newest WHERE topic = :topic
      ORDER BY shown DESC, article DESC LIMIT :latest) AS newest
    CROSS JOIN article_topics AS other ON other.article = newest.article
    CROSS JOIN topics ON topics.id = other.topic
WHERE other.topic <> :topic AND topics.blocked = 0 AND topics.merged IS NULL
GROUP BY topics.id HAVING count(*) >= :least
ORDER BY count(*) / sqrt(topics.articles) DESC, topics.id LIMIT :most;

-- name: categories(topic, latest)
SELECT articles.category, count(*)
FROM (SELECT article FROM article_topics INDEXED BY article_topics_newest WHERE topic = :topic
      ORDER BY shown DESC, article DESC LIMIT :latest) AS newest
    CROSS JOIN articles ON articles.id = newest.article
GROUP BY articles.category ORDER BY count(*) DESC, articles.category;

-- name: topics_matching(match, most)
-- Topics that spell one of their names with all of these tokens, the one written of most first.
SELECT topics.id FROM topic_docs JOIN topics ON topics.id = topic_docs.rowid
WHERE topic_docs MATCH :match AND topics.blocked = 0 AND topics.articles > 0
ORDER BY topics.articles DESC, topics.id LIMIT :most;

-- name: busy(since, until, least, most)
-- What is written of now, in how many articles, of how many publishers.
SELECT busy.topic, busy.articles,
    (SELECT count(DISTINCT articles.publisher)
     FROM article_topics AS one INDEXED BY article_topics_newest CROSS JOIN articles ON articles.id = one.article
     WHERE one.topic = busy.topic AND one.shown > :since AND one.shown <= :until)
FROM (SELECT article_topics.topic AS topic, count(*) AS articles
      FROM article_topics JOIN topics ON topics.id = article_topics.topic
      WHERE article_topics.shown > :since AND article_topics.shown <= :until
          AND topics.blocked = 0 AND topics.merged IS NULL
      GROUP BY article_topics.topic HAVING count(*) >= :least
      ORDER BY count(*) DESC, article_topics.topic LIMIT :most) AS busy
ORDER BY busy.articles DESC, busy.topic;

-- name: articles_between(since, until)$
SELECT count(*) FROM articles WHERE shown > :since AND shown <= :until;

-- name: marks(article)^
-- Of the article's present text only: the marks of an edited one count in another text.
SELECT marks.marks, vectors.model, vectors.vector FROM marks
    JOIN articles ON articles.id = marks.article AND articles.revisions = marks.revision
    LEFT JOIN vectors ON vectors.article = marks.article
WHERE marks.article = :article;

-- name: hashtags(article)^
-- What the topics of an article are found from, of whichever revision.
SELECT marks.marks, articles.language, articles.category FROM marks JOIN articles ON articles.id = marks.article
WHERE marks.article = :article;

-- name: newest_topic()$
SELECT coalesce(max(id), 0) FROM topics;

-- name: topics_under(key, most)
SELECT topic_keys.topic FROM topic_keys JOIN topics ON topics.id = topic_keys.topic
WHERE topic_keys.key = :key ORDER BY topics.articles DESC, topics.id LIMIT :most;

-- name: edits(most)
SELECT newest.id, newest.at, newest.act, newest.topic, topics.slug, newest.name, newest.before, newest.after, other.slug, newest.undone
FROM topic_edits AS newest JOIN topics ON topics.id = newest.topic LEFT JOIN topics AS other ON other.id = newest.other
ORDER BY newest.id DESC LIMIT :most;

-- name: edits_of(topic)
-- Those that name the topic on either side.
SELECT edit.id, edit.at, edit.act, edit.topic, topics.slug, edit.name, edit.before, edit.after, other.slug, edit.undone
FROM topic_edits AS edit JOIN topics ON topics.id = edit.topic LEFT JOIN topics AS other ON other.id = edit.other
WHERE edit.topic = :topic OR edit.other = :topic ORDER BY edit.id DESC;

-- name: stands_on(edit)$
-- A newer edit, not undone, of a topic that this one touched.
SELECT newer.id FROM topic_edits AS edit
    CROSS JOIN topic_edits AS newer ON newer.id > edit.id
        AND (newer.topic IN (edit.topic, edit.other) OR newer.other IN (edit.topic, edit.other))
WHERE edit.id = :edit AND newer.undone IS NULL LIMIT 1;
