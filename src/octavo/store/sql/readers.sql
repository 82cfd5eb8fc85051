-- name: add(name, key, email, role, created, password)$
INSERT INTO readers (name, key, email, role, created, password, settings)
VALUES (:name, :key, :email, :role, :created, :password, '{}') RETURNING id;

-- name: with_key(key)$
SELECT id FROM readers WHERE key = :key;

-- name: with_email(email)$
SELECT id FROM readers WHERE email = :email;

-- name: by_id(reader)^
SELECT id, name, role, created, email, settings, closed, seen FROM readers WHERE id = :reader;

-- name: newest(before, role, most)
-- Without the one who is alone.
SELECT id, name, role, created, email, settings, closed, seen FROM readers
WHERE id > 1 AND id < :before AND (:role = '' OR role = :role) ORDER BY id DESC LIMIT :most;

-- name: like(before, role, first, last, most)
-- The same, of those whose key or address lies between.
SELECT id, name, role, created, email, settings, closed, seen FROM readers
WHERE id > 1 AND id < :before AND (:role = '' OR role = :role)
    AND id IN (SELECT id FROM readers WHERE key BETWEEN :first AND :last
               UNION SELECT id FROM readers WHERE email BETWEEN :first AND :last)
ORDER BY id DESC LIMIT :most;

-- name: how_many()$
SELECT count(*) FROM readers WHERE id > 1;

-- name: password(reader)$
SELECT password FROM readers WHERE id = :reader;

-- name: set_password(reader, password)!
UPDATE readers SET password = :password WHERE id = :reader;

-- name: set_settings(reader, settings)!
UPDATE readers SET settings = :settings WHERE id = :reader;

-- name: set_role(reader, role)!
UPDATE readers SET role = :role WHERE id = :reader;

-- name: rename(reader, name, key, email)!
UPDATE readers SET name = :name, key = :key, email = :email WHERE id = :reader;

-- name: close(reader, why)!
UPDATE readers SET closed = :why WHERE id = :reader;

-- name: remove(reader)!
DELETE FROM readers WHERE id = :reader;

-- name: was_here(reader, at)!
UPDATE readers SET seen = :at WHERE id = :reader;

-- name: identity(issuer, subject)$
SELECT reader FROM identities WHERE issuer = :issuer AND subject = :subject;

-- name: add_identity(issuer, subject, reader)!
INSERT OR IGNORE INTO identities (issuer, subject, reader) VALUES (:issuer, :subject, :reader);

-- name: identities(reader)
SELECT issuer, subject FROM identities WHERE reader = :reader ORDER BY issuer, subject;

-- name: drop_identities(reader)!
DELETE FROM identities WHERE reader = :reader;

-- name: open_session(hash, reader, opened, ends, agent)^
INSERT INTO sessions (hash, reader, opened, used, ends, agent) VALUES (:hash, :reader, :opened, :opened, :ends, :agent)
RETURNING id, reader, opened, used, ends, agent;

-- name: session(hash, now)^
SELECT id, reader, opened, used, ends, agent FROM sessions WHERE hash = :hash AND ends > :now;

-- name: used(session, at)!
UPDATE sessions SET used = :at WHERE id = :session;

-- name: sessions(reader, now)
SELECT id, reader, opened, used, ends, agent FROM sessions WHERE reader = :reader AND ends > :now ORDER BY id DESC;

-- name: end_sessions(reader, session, but)
-- All of a reader's, or one of them, or all but one.
DELETE FROM sessions WHERE reader = :reader AND (:session IS NULL OR id = :session) AND id IS NOT :but RETURNING id;

-- name: sweep_sessions(now)!
DELETE FROM sessions WHERE ends <= :now;

-- name: sweep_tokens(now)!
DELETE FROM tokens WHERE ends <= :now;

-- name: drop_tokens(reader, kind)!
DELETE FROM tokens WHERE reader = :reader AND kind = :kind;

-- name: put_token(hash, kind, reader, value, ends)!
INSERT INTO tokens (hash, kind, reader, value, ends) VALUES (:hash, :kind, :reader, :value, :ends);

-- name: token(hash, kind)^
SELECT reader, value, ends FROM tokens WHERE hash = :hash AND kind = :kind;

-- name: take_token(hash, kind)^
DELETE FROM tokens WHERE hash = :hash AND kind = :kind RETURNING reader, value, ends;

-- name: note(at, reader, act, subject, detail)!
INSERT INTO audit (at, reader, name, act, subject, detail)
VALUES (:at, :reader, coalesce((SELECT name FROM readers WHERE id = :reader), ''), :act, :subject, :detail);

-- name: noted(before, most)
SELECT id, at, reader, name, act, subject, detail FROM audit WHERE id < :before ORDER BY id DESC LIMIT :most;
