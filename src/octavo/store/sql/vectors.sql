-- name: save_vector(article, model, vector)!
INSERT INTO vectors (article, model, vector) VALUES (:article, :model, :vector)
ON CONFLICT (article) DO UPDATE SET model = excluded.model, vector = excluded.vector;

-- name: of_other_models(model)
-- Articles that enrichment has seen and whose vector is missing or of another model, newest first.
SELECT marks.article FROM marks JOIN articles ON articles.id = marks.article
    LEFT JOIN vectors ON vectors.article = marks.article AND vectors.model = :model
WHERE vectors.article IS NULL ORDER BY articles.shown DESC, articles.id DESC;

-- name: vectors_by_model()
SELECT model, count(*) FROM vectors GROUP BY model ORDER BY 2 DESC;

-- name: vector_without_signs(article)^
SELECT vectors.model, vectors.vector FROM vectors LEFT JOIN signs ON signs.article = vectors.article
WHERE vectors.article = :article AND signs.article IS NULL;

-- name: drop_signs(article)!
DELETE FROM signs WHERE article = :article;

-- name: add_signs(article, model, bits)!
INSERT INTO signs (article, model, bits) VALUES (:article, :model, :bits);
