-- name: settings()
SELECT name, value FROM settings ORDER BY name;

-- name: set(name, value)!
INSERT INTO settings (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: unset(name)!
DELETE FROM settings WHERE name = :name;

-- name: editions()
SELECT id, name, languages, countries, categories, newcomers FROM editions ORDER BY newcomers DESC, name, id;

-- name: no_newcomers()!
UPDATE editions SET newcomers = 0 WHERE newcomers = 1;

-- name: offer(id, name, languages, countries, categories, newcomers)!
INSERT INTO editions (id, name, languages, countries, categories, newcomers)
VALUES (:id, :name, :languages, :countries, :categories, :newcomers)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, languages = excluded.languages, countries = excluded.countries,
    categories = excluded.categories, newcomers = excluded.newcomers;

-- name: withdraw(id)$
DELETE FROM editions WHERE id = :id RETURNING 1;
