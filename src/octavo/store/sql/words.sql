-- name: stems_of(word)
-- Languages without stems have none.
SELECT language, stem FROM words WHERE word = :word AND language <> '';

-- name: words_of_stem(language, stem, most)
SELECT word FROM words WHERE language = :language AND stem = :stem LIMIT :most;

-- name: words_beginning(first, last, most)
SELECT DISTINCT word FROM words WHERE word >= :first AND word < :last ORDER BY word LIMIT :most;

-- name: words_of_skeletons(skeletons, shortest, longest)
-- The skeletons come as JSON.
SELECT DISTINCT words.word FROM json_each(:skeletons) AS near CROSS JOIN words ON words.skeleton = near.value
WHERE length(words.word) BETWEEN :shortest AND :longest;

-- name: is_word(word)$
SELECT 1 FROM words WHERE word = :word LIMIT 1;
