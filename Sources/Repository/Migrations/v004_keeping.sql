-- What keeping and erasing need.
--
-- Texts lie in a table whose rows are only ever added at its end and only ever shrink. SQLite then never
-- moves a row from one page to another, so that no copy of a text is left in a page's unused room, where
-- `secure_delete` would not find it. (In a table without rowids, pages are split and merged.)

CREATE TABLE part_in_order (
  id        INTEGER PRIMARY KEY,
  event_id  INTEGER NOT NULL REFERENCES event,
  position  INTEGER NOT NULL CHECK (position >= 1),
  class     TEXT NOT NULL CHECK (class IN ('name', 'birthDate', 'identifier', 'narrative')),
  person    TEXT NOT NULL,
  digest    BLOB NOT NULL CHECK (length(digest) = 32),
  salt      BLOB CHECK (length(salt) = 16),
  content   TEXT,
  -- The event by which it was erased or superseded, which says when, by whom and under what rule.
  erased_by INTEGER REFERENCES event,
  UNIQUE (event_id, position),
  CHECK ((salt IS NULL) = (content IS NULL))
) STRICT;

INSERT INTO part_in_order (event_id, position, class, person, digest, salt, content, erased_by)
SELECT event_id, position, class, person, digest, salt, content, erased_by FROM part
ORDER BY event_id, position;

DROP TABLE part;
ALTER TABLE part_in_order RENAME TO part;

-- What must be kept whatever the rules say; the reason lies beside the event that placed it.
CREATE TABLE legal_hold (
  id          INTEGER PRIMARY KEY,
  stream_id   INTEGER NOT NULL REFERENCES stream,
  placed_by   INTEGER NOT NULL REFERENCES event,
  released_by INTEGER REFERENCES event
) STRICT;
CREATE INDEX legal_hold_stream ON legal_hold (stream_id);
