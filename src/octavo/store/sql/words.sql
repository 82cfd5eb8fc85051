-- name: stems_of(word)
-- Languages without stems have none.
SELECT language, stem FROM words WHERE word = :word AND language <> '';

-- name: words_of_stem(language, stem, most)
SELECT word FROM words WHERE language = :language AND stem = :stem LIMIT :most;

-- name: words_beginning(first, last, most)
SELECT DISTINCT word FROM words WHERE word >= :first AND word < :last ORDER BY word LIMIT :most;

-- name: words_of_skeleton(skeleton, most)
SELECT word FROM words WHERE skeleton = :skeleton LIMIT :most;

-- name: is_word(word)$
SELECT 1 FROM words WHERE word = :word LIMIT 1;
