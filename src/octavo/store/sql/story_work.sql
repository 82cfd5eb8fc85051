-- name: topics(article)
-- What an article is about, most first.
SELECT topics.id, topics.name, article_topics.salience
FROM article_topics CROSS JOIN topics ON topics.id = article_topics.topic
WHERE article_topics.article = :article AND topics.blocked = 0
ORDER BY article_topics.salience DESC, topics.id;

-- name: agencies()
-- What those publishers are called that are agencies.
SELECT DISTINCT name FROM publishers WHERE kind = 'agency' AND name <> '' ORDER BY name;

-- name: reports(story)
-- A story's articles, newest first, each with whether it is a copy.
SELECT story_articles.article, copies.article IS NOT NULL
FROM story_articles CROSS JOIN articles ON articles.id = story_articles.article
    LEFT JOIN copies ON copies.article = story_articles.article
WHERE story_articles.story = :story ORDER BY articles.shown DESC, articles.id DESC;
