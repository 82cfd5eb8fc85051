-- name: thread_of_article(article)$
SELECT id FROM threads WHERE article = :article;

-- name: thread_of_story(story)$
SELECT id FROM threads WHERE story = :story;

-- name: begin_thread(article, story)$
INSERT INTO threads (article, story) VALUES (:article, :story) RETURNING id;

-- name: threads_of_story(story)
-- Those of the story and of all that were merged into it.
WITH RECURSIVE found (id) AS (
    SELECT :story UNION ALL SELECT stories.id FROM found JOIN stories ON stories.merged = found.id
)
SELECT threads.id FROM found CROSS JOIN threads ON threads.story = found.id ORDER BY threads.id;

-- name: shown_in(thread)$
SELECT shown FROM threads WHERE id = :thread;

-- name: add(thread, root, parent, above, author, text, print, created, state, because, queue, waiting, score)$
INSERT INTO comments
    (thread, root, parent, above, author, text, print, created, state, because, queue, waiting, score)
VALUES
    (:thread, :root, :parent, :above, :author, :text, :print, :created, :state, :because, :queue, :waiting, :score)
RETURNING id;

-- name: place(comment, path)!
UPDATE comments SET path = :path WHERE id = :comment;

-- name: spot(comment)^
-- Where a comment stands, and what decides who may do what to it.
SELECT thread, coalesce(root, id), path, above, author, state, created, text, because, queue, waiting, score, appealed
FROM comments WHERE id = :comment;

-- name: rewrite(comment, text, print, edited, state, because, queue, waiting, score)!
UPDATE comments SET text = :text, print = :print, edited = :edited, state = :state, because = :because,
    queue = :queue, waiting = :waiting, score = :score
WHERE id = :comment;

-- name: wipe(comment)!
UPDATE comments SET state = 'deleted', text = '', print = 0, because = '[]', note = '', appeal = '', queue = '',
    waiting = NULL, score = 1
WHERE id = :comment;

-- name: wipe_acts(comment)!
DELETE FROM comment_acts WHERE comment = :comment AND act IN ('edited', 'appealed');

-- name: comment(comment)^
SELECT comments.id, threads.article, threads.story, comments.root, comments.parent, comments.above, comments.author,
    readers.name, comments.text, comments.created, comments.state, comments.edited, comments.likes, comments.answers,
    comments.reports, comments.worth, comments.because, comments.note, comments.appeal, comments.appealed,
    comments.queue, comments.waiting
FROM comments CROSS JOIN threads ON threads.id = comments.thread LEFT JOIN readers ON readers.id = comments.author
WHERE comments.id = :comment;

-- Lists give numbers only, read lazily from the index made for each.

-- name: newest(thread, below)
SELECT id FROM comments INDEXED BY comments_newest
WHERE thread = :thread AND root IS NULL AND (state = 'shown' OR answers > 0) AND id < :below ORDER BY id DESC;

-- name: best(thread, worth, below)
SELECT worth, id FROM comments INDEXED BY comments_best
WHERE thread = :thread AND root IS NULL AND (state = 'shown' OR answers > 0) AND (worth, id) < (:worth, :below)
ORDER BY worth DESC, id DESC;

-- name: tree(root, after, until)
SELECT id FROM comments INDEXED BY comments_tree
WHERE root = :root AND root IS NOT NULL AND (state = 'shown' OR answers > 0) AND path > :after AND path < :until
ORDER BY path;

-- name: unseen_by(author, most)
SELECT id, thread FROM comments INDEXED BY comments_unseen
WHERE author = :author AND state IN ('held', 'rejected') ORDER BY id DESC LIMIT :most;

-- name: written_by(author, below)
SELECT id, state FROM comments WHERE author = :author AND id < :below ORDER BY id DESC;

-- name: like(comment, reader, at)!
INSERT INTO comment_likes (comment, reader, at) VALUES (:comment, :reader, :at) ON CONFLICT DO NOTHING;

-- name: unlike(comment, reader)!
DELETE FROM comment_likes WHERE comment = :comment AND reader = :reader;

-- name: likes(comment, reader)$
SELECT 1 FROM comment_likes WHERE comment = :comment AND reader = :reader;

-- What the rules ask.

-- name: latest_by(author, but, most)
SELECT created, print, thread, state FROM comments WHERE author = :author AND id <> :but ORDER BY id DESC LIMIT :most;

-- name: latest_in(thread, but, most)
SELECT comments.author, comments.created, readers.created
FROM comments LEFT JOIN readers ON readers.id = comments.author
WHERE comments.thread = :thread AND comments.id <> :but ORDER BY comments.id DESC LIMIT :most;

-- name: latest_alike(print, most)
SELECT author, created FROM comments WHERE print = :print AND print <> 0 ORDER BY id DESC LIMIT :most;
