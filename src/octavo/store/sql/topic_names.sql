-- name: topics_spelt(words, most)
SELECT topic FROM topic_names WHERE words = :words ORDER BY topic LIMIT :most;
