-- name: add_work(hour, stage, under, jobs, spent)!
INSERT INTO stage_hours (hour, stage, class, jobs, spent) VALUES (:hour, :stage, :under, :jobs, :spent)
ON CONFLICT (hour, stage, class) DO UPDATE SET jobs = jobs + excluded.jobs, spent = spent + excluded.spent;

-- name: add_fault(day, place, kind, count, last, subject, reason)!
INSERT INTO faults (day, place, kind, count, last, subject, reason)
VALUES (:day, :place, :kind, :count, :last, :subject, :reason)
ON CONFLICT (day, place, kind) DO UPDATE SET count = count + excluded.count, last = excluded.last,
    subject = excluded.subject, reason = excluded.reason;

-- name: measure(day, bytes)!
INSERT INTO store_days (day, bytes) VALUES (:day, :bytes) ON CONFLICT (day) DO UPDATE SET bytes = excluded.bytes;

-- name: work_since(hour)
SELECT hour, stage, class, jobs, spent FROM stage_hours WHERE hour >= :hour ORDER BY hour, stage, class;

-- name: faults_since(day)
SELECT day, place, kind, count, last, subject, reason FROM faults WHERE day >= :day ORDER BY day, place, kind;

-- name: sizes_since(day)
SELECT day, bytes FROM store_days WHERE day >= :day;

-- name: articles_since(day)
-- What came on each day, by publisher and language.
SELECT day, publisher, language, articles FROM article_days WHERE day >= :day;

-- name: attendance(day, week, month)^
SELECT (SELECT count(*) FROM readers WHERE seen >= :day AND id <> 1),
    (SELECT count(*) FROM readers WHERE seen >= :week AND id <> 1),
    (SELECT count(*) FROM readers WHERE seen >= :month AND id <> 1);

-- name: work_totals()
SELECT stage, sum(jobs), sum(spent) FROM stage_hours GROUP BY stage;

-- name: fault_totals()
SELECT place, kind, sum(count) FROM faults GROUP BY place, kind;

-- name: fold_hours(before)!
-- Hours before those kept become one, so that the sums never fall.
INSERT INTO stage_hours (hour, stage, class, jobs, spent)
SELECT 0, stage, class, sum(jobs), sum(spent) FROM stage_hours WHERE hour > 0 AND hour < :before GROUP BY stage, class
ON CONFLICT (hour, stage, class) DO UPDATE SET jobs = jobs + excluded.jobs, spent = spent + excluded.spent;

-- name: drop_hours(before)!
DELETE FROM stage_hours WHERE hour > 0 AND hour < :before;

-- name: fold_faults(before)!
INSERT INTO faults (day, place, kind, count, last, subject, reason)
SELECT 0, place, kind, sum(count), max(last), '', '' FROM faults WHERE day > 0 AND day < :before GROUP BY place, kind
ON CONFLICT (day, place, kind) DO UPDATE SET count = count + excluded.count, last = excluded.last;

-- name: drop_faults(before)!
DELETE FROM faults WHERE day > 0 AND day < :before;
