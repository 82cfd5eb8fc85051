-- name: job(stage, subject)^
-- What put, finish and fail decide by.
SELECT version, priority, due, turn, token, again, quarantined FROM jobs WHERE stage = :stage AND subject = :subject;

-- name: known_job(stage, subject)^
SELECT subject FROM jobs WHERE stage = :stage AND subject = :subject;

-- name: add_job(stage, subject, version, priority, due, turn)!
-- A job nobody knew of.
INSERT INTO jobs (stage, subject, version, priority, due, at, turn)
VALUES (:stage, :subject, :version, :priority, :due, :due, :turn);

-- name: move_job(stage, subject, version, priority, due, turn)!
-- A waiting job gets another place in the line.
UPDATE jobs SET version = :version, priority = :priority, due = :due, at = :due, turn = :turn
WHERE stage = :stage AND subject = :subject;

-- name: ask_again(stage, subject, again, priority)!
-- A held job is asked for again: it goes back into the line when its holder ends.
UPDATE jobs SET again = :again, priority = :priority WHERE stage = :stage AND subject = :subject;

-- name: revive_job(stage, subject, version, priority, due)!
-- Out of quarantine, or free for a fresh start after its holder ended.
UPDATE jobs SET version = :version, priority = :priority, due = :due, at = :due, turn = :due,
    attempts = 0, token = 0, again = NULL, reason = '', quarantined = NULL
WHERE stage = :stage AND subject = :subject;

-- name: drop_job(stage, subject)!
DELETE FROM jobs WHERE stage = :stage AND subject = :subject;

-- name: priorities(stage)
-- The distinct priorities of a stage's line, highest first, without reading the line.
WITH RECURSIVE steps (priority) AS (
    SELECT max(priority) FROM jobs WHERE stage = :stage AND quarantined IS NULL
    UNION ALL
    SELECT (SELECT max(priority) FROM jobs WHERE stage = :stage AND quarantined IS NULL AND priority < steps.priority)
    FROM steps WHERE steps.priority IS NOT NULL
)
SELECT priority FROM steps WHERE priority IS NOT NULL;

-- name: next_in_line(stage, priority, now, horizon, most)
-- Due jobs of one priority in their turn. No turn lies further from its time than the horizon from now, which keeps
-- visits due in hours out of the walk.
SELECT subject FROM jobs
WHERE stage = :stage AND priority = :priority AND quarantined IS NULL AND turn <= :horizon AND at <= :now
ORDER BY turn, subject LIMIT :most;

-- name: draw_tokens(count)$
-- The last of `count` fresh tokens; no token is ever given twice.
UPDATE tallies SET value = value + :count WHERE kind = 'token' AND name = 'last' RETURNING value;

-- name: hold_job(stage, subject, token, until, now)^
-- Take a job under a lease. What was asked for while an earlier holder died is covered by this run.
UPDATE jobs SET token = :token, at = :until, turn = :until, attempts = attempts + 1,
    again = CASE WHEN again <= :now THEN NULL ELSE again END
WHERE stage = :stage AND subject = :subject
RETURNING version, priority, due, attempts - 1;

-- name: retry_job(stage, subject, due, reason)!
-- Back into the line after a failure.
UPDATE jobs SET due = :due, at = :due, turn = :due, token = 0, again = NULL, reason = :reason
WHERE stage = :stage AND subject = :subject;

-- name: release_job(stage, subject, due)!
-- Back into the line unharmed.
UPDATE jobs SET due = :due, at = :due, turn = :due, token = 0, again = NULL, attempts = attempts - 1
WHERE stage = :stage AND subject = :subject;

-- name: quarantine_job(stage, subject, reason, since)!
UPDATE jobs SET token = 0, again = NULL, reason = :reason, quarantined = :since
WHERE stage = :stage AND subject = :subject;

-- name: next_due(stage)$
SELECT min(at) FROM jobs WHERE stage = :stage AND quarantined IS NULL;

-- name: backlog(now)
-- Per stage: due, waiting for later, given up.
SELECT stage, sum(due <= :now), sum(due > :now), 0 FROM jobs INDEXED BY jobs_by_due WHERE quarantined IS NULL GROUP BY stage
UNION ALL
SELECT stage, 0, 0, count(*) FROM jobs INDEXED BY jobs_given_up WHERE quarantined IS NOT NULL GROUP BY stage;

-- name: quarantined(most)
-- Newest first.
SELECT stage, version, subject, due, priority, attempts, reason, quarantined FROM jobs
WHERE quarantined IS NOT NULL ORDER BY quarantined DESC LIMIT :most;

-- name: note_result(stage, subject, version)!
INSERT INTO results (stage, subject, version) VALUES (:stage, :subject, :version)
ON CONFLICT (stage, subject) DO UPDATE SET version = excluded.version;

-- name: forget_results(stage, subject)!
DELETE FROM results WHERE stage = :stage AND subject = :subject;

-- name: outdated_pages(stage, version)
-- Pages that an older version read and whose bytes are kept, newest first.
SELECT results.subject FROM results JOIN page_answers ON page_answers.page = results.subject
WHERE results.stage = :stage AND results.version < :version ORDER BY results.subject DESC;

-- name: outdated_articles(stage, version)
-- Articles that an older version worked on, newest first.
SELECT results.subject FROM results JOIN articles ON articles.id = results.subject
WHERE results.stage = :stage AND results.version < :version ORDER BY articles.shown DESC, articles.id DESC;

-- name: outdated_woven(stage, version)
-- The same, oldest first: an article joins a story that began before it.
SELECT results.subject FROM results JOIN articles ON articles.id = results.subject
WHERE results.stage = :stage AND results.version < :version ORDER BY articles.shown, articles.id;

-- name: outdated_stories(stage, version)
-- Stories that an older version compared, newest first.
SELECT results.subject FROM results JOIN stories ON stories.id = results.subject
WHERE results.stage = :stage AND results.version < :version ORDER BY stories.last DESC, stories.id DESC;

-- name: fail_discovery(discovery, reason)!
UPDATE discoveries SET state = 'failed', error = :reason WHERE id = :discovery AND state = 'waiting';

-- name: explain_page(page, reason)!
-- A page given up shows why, where it has become nothing.
UPDATE pages SET kind = 'other', reason = :reason WHERE id = :page AND article IS NULL;

-- name: explain_feed(feed, problems)!
UPDATE feeds SET problems = :problems WHERE id = :feed;
