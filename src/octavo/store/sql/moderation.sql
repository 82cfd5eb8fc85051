-- name: waiting(waiting, after, most)
SELECT id FROM comments INDEXED BY comments_waiting
WHERE queue <> '' AND (waiting, id) > (:waiting, :after) ORDER BY waiting, id LIMIT :most;

-- name: queued(queue, waiting, after, most)
SELECT id FROM comments INDEXED BY comments_queued
WHERE queue = :queue AND queue <> '' AND (waiting, id) > (:waiting, :after) ORDER BY waiting, id LIMIT :most;

-- name: tallies(kind)
SELECT name, value FROM tallies WHERE kind = :kind AND name <> '';

-- name: set_state(comment, state, because, note, queue, waiting, appealed)!
UPDATE comments SET state = :state, because = :because, note = :note, queue = :queue, waiting = :waiting,
    appealed = :appealed, appeal = CASE WHEN :appealed IS NULL THEN '' ELSE appeal END
WHERE id = :comment;

-- name: set_because(comment, because)!
UPDATE comments SET because = :because WHERE id = :comment;

-- name: set_queue(comment, queue, waiting)!
UPDATE comments SET queue = :queue, waiting = :waiting WHERE id = :comment;

-- name: appeal(comment, text, at)!
UPDATE comments SET appeal = :text, appealed = :at, queue = 'appealed', waiting = coalesce(waiting, :at)
WHERE id = :comment;

-- name: report(comment, reader, at, reason, note)!
INSERT INTO comment_reports (comment, reader, at, reason, note) VALUES (:comment, :reader, :at, :reason, :note)
ON CONFLICT DO UPDATE SET reason = excluded.reason, note = excluded.note WHERE open = 1;

-- name: open_reports(comment)
SELECT comment_reports.reader, readers.name, comment_reports.at, comment_reports.reason, comment_reports.note
FROM comment_reports CROSS JOIN readers ON readers.id = comment_reports.reader
WHERE comment_reports.comment = :comment AND comment_reports.open = 1
ORDER BY comment_reports.at, comment_reports.reader;

-- name: how_many_reports(comment)$
SELECT reports FROM comments WHERE id = :comment;

-- name: open_reports_by(reader)$
SELECT count(*) FROM comment_reports WHERE reader = :reader AND open = 1;

-- name: decide_reports(comment)!
UPDATE comment_reports SET open = 0 WHERE comment = :comment AND open = 1;

-- name: unscored(most)
SELECT id FROM comments INDEXED BY comments_unscored WHERE score = 0 ORDER BY id LIMIT :most;

-- name: scored(comment)!
UPDATE comments SET score = 1 WHERE id = :comment;

-- name: note_act(comment, at, act, reader, because, note)!
INSERT INTO comment_acts (comment, at, act, reader, because, note) VALUES (:comment, :at, :act, :reader, :because, :note);

-- name: decided(before, most)
SELECT comment_acts.id, comment_acts.comment, comment_acts.at, comment_acts.act, comment_acts.reader, readers.name,
    comment_acts.because, comment_acts.note
FROM comment_acts INDEXED BY comment_acts_decided LEFT JOIN readers ON readers.id = comment_acts.reader
WHERE comment_acts.act IN ('held', 'approved', 'rejected', 'appealed') AND comment_acts.id < :before
ORDER BY comment_acts.id DESC LIMIT :most;

-- name: acts_on(comment, before, most)
SELECT comment_acts.id, comment_acts.comment, comment_acts.at, comment_acts.act, comment_acts.reader, readers.name,
    comment_acts.because, comment_acts.note
FROM comment_acts LEFT JOIN readers ON readers.id = comment_acts.reader
WHERE comment_acts.comment = :comment AND comment_acts.id < :before ORDER BY comment_acts.id DESC LIMIT :most;

-- name: blocks()
-- A reader under the present name.
SELECT found.kind, found.value, coalesce(readers.name, found.written), found.at
FROM comment_blocks AS found LEFT JOIN readers ON readers.id = found.reader ORDER BY found.kind, found.value;

-- name: block(kind, value, written, at)!
INSERT INTO comment_blocks (kind, value, written, at) VALUES (:kind, :value, :written, :at) ON CONFLICT DO NOTHING;

-- name: unblock(kind, value)!
DELETE FROM comment_blocks WHERE kind = :kind AND value = :value;
