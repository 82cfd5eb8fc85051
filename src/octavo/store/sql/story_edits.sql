-- name: members(story)
-- Oldest first.
SELECT article FROM story_articles CROSS JOIN articles ON articles.id = story_articles.article
WHERE story = :story ORDER BY articles.shown, articles.id;

-- name: title(story)$
SELECT articles.title FROM stories JOIN articles ON articles.id = stories.lead WHERE stories.id = :story;

-- name: taken(number)$
-- Whether a story or an article has this number.
SELECT 1 FROM stories WHERE id = :number UNION ALL SELECT 1 FROM articles WHERE id = :number LIMIT 1;

-- name: is_story(number)$
SELECT 1 FROM stories WHERE id = :number;

-- name: put(article, story)!
UPDATE story_articles SET story = :story WHERE article = :article;

-- name: note_edit(at, act, story, other, articles, title)$
INSERT INTO story_edits (at, act, story, other, articles, title)
VALUES (:at, :act, :story, :other, :articles, :title) RETURNING id;

-- name: pin(article, edit, before)!
INSERT INTO story_pins (article, edit, before) VALUES (:article, :edit, :before);

-- name: unpin(edit)
DELETE FROM story_pins WHERE edit = :edit RETURNING article, before;

-- name: draw_change()$
UPDATE tallies SET value = value + 1 WHERE kind = 'token' AND name = 'story change' RETURNING value;

-- name: note_change(number, article)!
INSERT INTO story_changes (number, article) VALUES (:number, :article) ON CONFLICT DO NOTHING;

-- name: edit(edit)^
SELECT act, story, other, undone FROM story_edits WHERE id = :edit;

-- name: note_undone(edit, at)!
UPDATE story_edits SET undone = :at WHERE id = :edit;

-- name: mark_stale(story)!
-- To be counted anew, where it is there: also where every article that was moved has gone.
INSERT INTO stale_stories (story) SELECT id FROM stories WHERE id = :story ON CONFLICT DO NOTHING;
