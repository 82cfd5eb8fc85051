-- name: writing(key)$
SELECT text FROM writings WHERE key = :key;

-- name: keep(key, text, kept)!
INSERT INTO writings (key, text, kept) VALUES (:key, :text, :kept)
ON CONFLICT (key) DO UPDATE SET text = excluded.text, kept = excluded.kept;

-- name: drop_old(before)!
DELETE FROM writings WHERE kept < :before;

-- name: count(day, purpose, model, written, kept, failed, refused, tokens_read, tokens_written, spent)!
INSERT INTO writing_days (day, purpose, model, written, kept, failed, refused, tokens_read, tokens_written, spent)
VALUES (:day, :purpose, :model, :written, :kept, :failed, :refused, :tokens_read, :tokens_written, :spent)
ON CONFLICT (day, purpose, model) DO UPDATE SET written = written + excluded.written, kept = kept + excluded.kept,
    failed = failed + excluded.failed, refused = refused + excluded.refused,
    tokens_read = tokens_read + excluded.tokens_read, tokens_written = tokens_written + excluded.tokens_written,
    spent = spent + excluded.spent;

-- name: tokens_on(day)$
SELECT coalesce(sum(tokens_read + tokens_written), 0) FROM writing_days WHERE day = :day;

-- name: uses(since)
SELECT day, purpose, model, written, kept, failed, refused, tokens_read, tokens_written, spent FROM writing_days
WHERE day >= :since ORDER BY day DESC, purpose, model;
