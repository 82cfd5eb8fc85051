-- Vectors take half the room, and may be of another model than the one enrichment uses: a stage of its own makes them
-- anew, also those dropped here.
DROP TABLE vectors;
CREATE TABLE vectors (
    article   INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    model     TEXT NOT NULL,
    vector    BLOB NOT NULL                     -- 16-bit floats, little-endian; empty where there were no words
) STRICT;
CREATE INDEX vectors_by_model ON vectors (model);
