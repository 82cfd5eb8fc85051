-- name: for_edit(topic)^
SELECT slug, kind, name, named, typed, blocked FROM topics WHERE id = :topic;

-- name: set_merged(topic, into)!
UPDATE topics SET merged = :into WHERE id = :topic;

-- name: move_links(found, topic)!
-- To another page; an article that is there already stays behind, unseen.
UPDATE article_topics SET topic = :topic
WHERE found = :found AND topic <> :topic
    AND NOT EXISTS (SELECT 1 FROM article_topics AS there WHERE there.article = article_topics.article AND there.topic = :topic);

-- name: split_links(found, name, topic)!
-- What articles call so becomes another topic.
UPDATE article_topics SET topic = :topic, found = :topic
WHERE found = :found AND name = :name
    AND NOT EXISTS (SELECT 1 FROM article_topics AS there WHERE there.article = article_topics.article AND there.topic = :topic);

-- name: copy_keys(topic, into)!
INSERT INTO topic_keys (key, topic) SELECT key, :into FROM topic_keys WHERE topic = :topic ON CONFLICT DO NOTHING;

-- name: pin(name, topic)!
INSERT INTO topic_pins (name, topic) VALUES (:name, :topic) ON CONFLICT (name) DO UPDATE SET topic = excluded.topic;

-- name: pinned_to(name)$
SELECT topic FROM topic_pins WHERE name = :name;

-- name: unpin(name)!
DELETE FROM topic_pins WHERE name = :name;

-- name: name_topic(topic, name, named)!
UPDATE topics SET name = :name, named = :named WHERE id = :topic;

-- name: type_topic(topic, kind, typed)!
UPDATE topics SET kind = :kind, typed = :typed WHERE id = :topic;

-- name: block_topic(topic, blocked)!
UPDATE topics SET blocked = :blocked WHERE id = :topic;

-- name: note_edit(at, act, topic, other, name, before, after, undo)$
INSERT INTO topic_edits (at, act, topic, other, name, before, after, undo)
VALUES (:at, :act, :topic, :other, :name, :before, :after, :undo) RETURNING id;

-- name: edit(edit)^
SELECT act, topic, other, undo, undone FROM topic_edits WHERE id = :edit;

-- name: note_undone(edit, at)!
UPDATE topic_edits SET undone = :at WHERE id = :edit;
