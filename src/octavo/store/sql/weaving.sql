-- name: article_publisher(article)$
SELECT publisher FROM articles WHERE id = :article;

-- name: add_story(story)!
-- A story nobody knew of; nothing where it is known.
INSERT INTO stories (id) VALUES (:story) ON CONFLICT DO NOTHING;

-- name: begin_again(story)!
-- A story that was merged away is one again.
UPDATE stories SET merged = NULL WHERE id = :story;

-- name: merge_story(story, into)!
UPDATE stories SET merged = :into WHERE id = :story;

-- name: move_members(story, into)!
UPDATE story_articles SET story = :into WHERE story = :story;

-- name: place(article, story, score, near, evidence)!
INSERT INTO story_articles (article, story, score, near, evidence) VALUES (:article, :story, :score, :near, :evidence)
ON CONFLICT (article) DO UPDATE SET story = excluded.story, score = excluded.score, near = excluded.near,
    evidence = excluded.evidence;

-- name: is_pinned(article)$
SELECT 1 FROM story_pins WHERE article = :article LIMIT 1;

-- name: has_pinned(story)$
SELECT 1 FROM story_articles JOIN story_pins ON story_pins.article = story_articles.article
WHERE story_articles.story = :story LIMIT 1;

-- name: has_members(story)$
SELECT 1 FROM story_articles WHERE story = :story LIMIT 1;

-- name: save_copy(article, origin, near, manner, kept, own, credit, because)!
INSERT INTO copies (article, origin, near, manner, kept, own, credit, because)
VALUES (:article, :origin, :near, :manner, :kept, :own, :credit, :because)
ON CONFLICT (article) DO UPDATE SET origin = excluded.origin, near = excluded.near, manner = excluded.manner,
    kept = excluded.kept, own = excluded.own, credit = excluded.credit, because = excluded.because;

-- name: free_copy(article)!
DELETE FROM copies WHERE article = :article;

-- name: save_sketch(article, publisher, shown, language, model, data)!
INSERT INTO sketches (article, publisher, shown, language, model, data)
VALUES (:article, :publisher, :shown, :language, :model, :data)
ON CONFLICT (article) DO UPDATE SET publisher = excluded.publisher, shown = excluded.shown,
    language = excluded.language, model = excluded.model, data = excluded.data;

-- name: save_comparison(story, comparison)!
INSERT INTO comparisons (story, comparison) VALUES (:story, :comparison)
ON CONFLICT (story) DO UPDATE SET comparison = excluded.comparison;

-- name: save_summary(story, summary)!
UPDATE stories SET summary = :summary WHERE id = :story;

-- name: stale(most)
-- Newest first: what is written now is counted at once, whatever else waits.
SELECT story, went FROM stale_stories ORDER BY story DESC LIMIT :most;

-- name: settled(story)!
DELETE FROM stale_stories WHERE story = :story;

-- name: counted(story)
-- What a story is counted from, oldest article first.
SELECT articles.id, articles.publisher, articles.country, articles.language, articles.category, articles.shown,
    articles.words, articles.image IS NOT NULL, copies.origin
FROM story_articles CROSS JOIN articles ON articles.id = story_articles.article
    LEFT JOIN copies ON copies.article = story_articles.article
WHERE story_articles.story = :story ORDER BY articles.shown, articles.id;

-- name: topics_of(story, latest, most)
-- What its latest articles are about, by how much together.
SELECT article_topics.topic, sum(article_topics.salience)
FROM (SELECT article FROM story_articles WHERE story = :story ORDER BY article DESC LIMIT :latest) AS newest
    CROSS JOIN article_topics ON article_topics.article = newest.article
GROUP BY article_topics.topic ORDER BY sum(article_topics.salience) DESC, article_topics.topic LIMIT :most;

-- name: is_edited(story)$
SELECT EXISTS (SELECT 1 FROM story_edits WHERE story = :story AND undone IS NULL)
    OR EXISTS (SELECT 1 FROM story_edits WHERE other = :story AND undone IS NULL);

-- name: save_counts(story, articles, publishers, copies, independent, began, last, category, lead, leads, languages, countries, hours, days, topics, edited)!
UPDATE stories SET articles = :articles, publishers = :publishers, copies = :copies, independent = :independent,
    began = :began, last = :last, category = :category, lead = :lead, leads = :leads, languages = :languages,
    countries = :countries, hours = :hours, days = :days, topics = :topics, edited = :edited
WHERE id = :story;

-- name: empty_story(story)!
UPDATE stories SET articles = 0, lead = NULL, leads = '[]', summary = '[]' WHERE id = :story;

-- name: drop_story(story)!
DELETE FROM stories WHERE id = :story;

-- name: drop_comparison(story)!
DELETE FROM comparisons WHERE story = :story;

-- name: drop_facets(story)!
DELETE FROM story_facets WHERE story = :story;

-- name: add_facet(story, language, country, category, last, publishers)!
INSERT INTO story_facets (story, language, country, category, last, publishers)
VALUES (:story, :language, :country, :category, :last, :publishers);

-- name: last_compared()$
-- The newest version of the stage that compared anything.
SELECT max(version) FROM results WHERE stage = 'compare';
