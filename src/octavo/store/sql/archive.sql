-- Lists of articles, newest first from a place in the list on. Each is read lazily, as far as it is needed, from the one
-- index made for it; a test holds the plans to that
-- (the planner is told where it guesses wrong). The columns are those that further filters look at.

-- name: newest(since, shown, id)
SELECT shown, id, publisher, category, language, country, kind FROM articles
WHERE shown >= :since AND (shown, id) < (:shown, :id) ORDER BY shown DESC, id DESC;

-- name: newest_of_category(category, since, shown, id)
SELECT shown, id, publisher, category, language, country, kind FROM articles
WHERE category = :category AND shown >= :since AND (shown, id) < (:shown, :id) ORDER BY shown DESC, id DESC;

-- name: newest_of_publisher(publisher, since, shown, id)
SELECT shown, id, publisher, category, language, country, kind FROM articles
WHERE publisher = :publisher AND shown >= :since AND (shown, id) < (:shown, :id) ORDER BY shown DESC, id DESC;

-- name: newest_of_language(language, since, shown, id)
SELECT shown, id, publisher, category, language, country, kind FROM articles
WHERE language = :language AND shown >= :since AND (shown, id) < (:shown, :id) ORDER BY shown DESC, id DESC;

-- name: newest_of_language_and_category(language, category, since, shown, id)
SELECT shown, id, publisher, category, language, country, kind FROM articles INDEXED BY articles_by_language_category
WHERE language = :language AND category = :category AND shown >= :since AND (shown, id) < (:shown, :id) ORDER BY shown DESC, id DESC;

-- name: newest_of_country_and_category(country, category, since, shown, id)
SELECT shown, id, publisher, category, language, country, kind FROM articles INDEXED BY articles_by_country_category
WHERE country = :country AND category = :category AND shown >= :since AND (shown, id) < (:shown, :id) ORDER BY shown DESC, id DESC;

-- name: newest_with_sound(since, shown, id)
SELECT shown, id, publisher, category, language, country, kind FROM articles
WHERE has_audio = 1 AND shown >= :since AND (shown, id) < (:shown, :id) ORDER BY shown DESC, id DESC;

-- name: newest_with_film(since, shown, id)
SELECT shown, id, publisher, category, language, country, kind FROM articles
WHERE has_video = 1 AND shown >= :since AND (shown, id) < (:shown, :id) ORDER BY shown DESC, id DESC;

-- name: first_seen_since(least, most)
-- By their ids, which begin with the time of first sight.
SELECT id FROM articles WHERE id >= :least ORDER BY id DESC LIMIT :most;

-- name: place(article)^
SELECT shown, id, category, publisher FROM articles WHERE id = :article;

-- name: next_newer(category, shown, id)$
SELECT id FROM articles WHERE category = :category AND (shown, id) > (:shown, :id) ORDER BY shown, id LIMIT 1;

-- name: next_older(category, shown, id)$
SELECT id FROM articles WHERE category = :category AND (shown, id) < (:shown, :id) ORDER BY shown DESC, id DESC LIMIT 1;

-- name: article_at(key)$
SELECT id FROM articles WHERE key = :key;

-- name: article_behind(key)$
SELECT article FROM pages WHERE key = :key;

-- name: tallies(kind)
SELECT name, value FROM tallies WHERE kind = :kind AND value > 0 ORDER BY value DESC, name;

-- name: countries()
-- Each country once: from one to the next by the index, whatever number of articles lies between.
WITH RECURSIVE found (country) AS (
    SELECT min(country) FROM articles
    UNION ALL
    SELECT (SELECT min(country) FROM articles WHERE country > found.country) FROM found WHERE found.country IS NOT NULL
)
SELECT country FROM found WHERE country IS NOT NULL;
