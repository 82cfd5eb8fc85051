-- name: newest_sign()$
SELECT max(number) FROM signs;

-- name: newest_signs(model, most)
-- Articles' ids rise with time.
SELECT article, bits FROM signs WHERE model = :model ORDER BY article DESC LIMIT :most;

-- name: signs_since(model, last)
SELECT article, bits FROM signs WHERE number > :last AND model = :model;

-- name: vector_of(article, model)^
SELECT vector FROM vectors WHERE article = :article AND model = :model;
