-- name: root(story)$
-- The story that this one was merged into at last; itself where it was not; nothing where it is gone.
WITH RECURSIVE steps (id, merged) AS (
    SELECT id, merged FROM stories WHERE id = :story
    UNION ALL SELECT stories.id, stories.merged FROM steps JOIN stories ON stories.id = steps.merged
)
SELECT id FROM steps WHERE merged IS NULL;

-- name: story(story)^
SELECT articles, publishers, copies, independent, began, last, category, leads, languages, countries, hours, days,
    topics, edited, summary
FROM stories WHERE id = :story AND articles > 0;

-- name: tags(topics, language)
-- Topics by number with what each weighs, most first, under the names that they have now in a language; one that was
-- merged stands for the one it is part of.
SELECT topics.slug, topics.kind, json_extract(about.value, '$[1]'), coalesce(
    (SELECT name FROM topic_aliases
     WHERE topic = topics.id AND language = :language AND topic_aliases.named > 0 AND topics.named = 0
     ORDER BY topic_aliases.named DESC, count DESC, name LIMIT 1), topics.name)
FROM json_each(:topics) AS about
    CROSS JOIN topics AS found ON found.id = json_extract(about.value, '$[0]')
    CROSS JOIN topics ON topics.id = coalesce(found.merged, found.id)
WHERE topics.blocked = 0 ORDER BY about.key;

-- name: members(story)
-- Newest first; the last column tells whether an editor put it there.
SELECT story_articles.article, story_articles.score, story_articles.near, story_articles.evidence, articles.country,
    EXISTS (SELECT 1 FROM story_pins WHERE story_pins.article = story_articles.article)
FROM story_articles CROSS JOIN articles ON articles.id = story_articles.article
WHERE story_articles.story = :story ORDER BY articles.shown DESC, articles.id DESC;

-- name: story_of(article)$
SELECT story FROM story_articles WHERE article = :article;

-- name: comparison(story)$
SELECT comparison FROM comparisons WHERE story = :story;

-- name: copy(article)^
SELECT article, origin, near, manner, kept, own, credit, because FROM copies WHERE article = :article;

-- name: copies_of(origin)
-- Oldest first.
SELECT copies.article, copies.origin, copies.near, copies.manner, copies.kept, copies.own, copies.credit, copies.because
FROM copies CROSS JOIN articles ON articles.id = copies.article
WHERE copies.origin = :origin ORDER BY articles.shown, articles.id;

-- name: sketches(most)
-- Newest first, each with its story and whose copy it is.
SELECT newest.article, sketches.publisher, sketches.shown, sketches.language, sketches.model, sketches.data,
    story_articles.story
FROM (SELECT article FROM sketches ORDER BY shown DESC, article DESC LIMIT :most) AS newest
    CROSS JOIN sketches ON sketches.article = newest.article
    CROSS JOIN story_articles ON story_articles.article = newest.article;

-- name: vector(article)^
SELECT model, vector FROM vectors WHERE article = :article;

-- Lists of stories, newest first by an article that passes. Each is read lazily, as far as it is needed, from the one
-- index made for it.

-- name: newest(since)
SELECT last, id, publishers FROM stories WHERE articles > 0 AND last >= :since ORDER BY last DESC, id DESC;

-- name: newest_of_category(category, since)
SELECT last, id, publishers FROM stories INDEXED BY stories_by_category
WHERE articles > 0 AND category = :category AND last >= :since ORDER BY last DESC, id DESC;

-- name: newest_of_language(language, category, since)
SELECT last, story, publishers, country FROM story_facets INDEXED BY story_facets_by_language
WHERE language = :language AND category = :category AND last >= :since ORDER BY last DESC, story DESC;

-- name: newest_of_country(country, category, since)
SELECT last, story, publishers, language FROM story_facets INDEXED BY story_facets_by_country
WHERE country = :country AND category = :category AND last >= :since ORDER BY last DESC, story DESC;

-- name: changes(after)
-- Where the articles are that edits concerned since, and whether one holds them; from the beginning only held ones.
SELECT story_articles.article, story_articles.story, story_pins.article IS NOT NULL
FROM story_articles LEFT JOIN story_pins ON story_pins.article = story_articles.article
WHERE story_articles.article IN (SELECT article FROM story_changes WHERE number > :after)
    AND (:after > 0 OR story_pins.article IS NOT NULL);

-- name: last_change()$
SELECT value FROM tallies WHERE kind = 'token' AND name = 'story change';

-- name: edits(most)
SELECT newest.id, newest.at, newest.act, newest.story, newest.other, newest.articles, newest.title, newest.undone
FROM story_edits AS newest ORDER BY newest.id DESC LIMIT :most;

-- name: edits_of(story, most)
-- Those that name the story on either side.
SELECT edit.id, edit.at, edit.act, edit.story, edit.other, edit.articles, edit.title, edit.undone
FROM story_edits AS edit WHERE edit.story = :story OR edit.other = :story ORDER BY edit.id DESC LIMIT :most;

-- name: stands_on(edit)$
-- A newer edit, not undone, of a story that this one touched.
SELECT newer.id FROM story_edits AS edit
    CROSS JOIN story_edits AS newer ON newer.id > edit.id
        AND (newer.story IN (edit.story, edit.other) OR newer.other IN (edit.story, edit.other))
WHERE edit.id = :edit AND newer.undone IS NULL LIMIT 1;

-- name: rarest_topics(article, most)
-- What an article is about, that others are about too; what the fewest are about first.
SELECT topics.id, topics.name, topics.articles FROM article_topics CROSS JOIN topics ON topics.id = article_topics.topic
WHERE article_topics.article = :article AND topics.blocked = 0 AND topics.articles > 1
ORDER BY topics.articles, topics.id LIMIT :most;

-- name: others_about(topic, latest)
SELECT article FROM article_topics INDEXED BY article_topics_newest
WHERE topic = :topic ORDER BY shown DESC, article DESC LIMIT :latest;
