-- Checks that cost nothing, for the two tables that an event writes most rows of.
--
-- `CHECK (x IN ('a', 'b', 'c'))` has SQLite make a table of the list, with pages of its own, for each row
-- that is written: two thirds of what a duty's row cost. Alternatives joined by OR are compared in place.

CREATE TABLE part_checked (
  id        INTEGER PRIMARY KEY,
  event_id  INTEGER NOT NULL REFERENCES event,
  position  INTEGER NOT NULL CHECK (position >= 1),
  class     TEXT NOT NULL
            CHECK (class = 'name' OR class = 'birthDate' OR class = 'identifier'
              OR class = 'narrative'),
  person    TEXT NOT NULL,
  digest    BLOB NOT NULL CHECK (length(digest) = 32),
  salt      BLOB CHECK (length(salt) = 16),
  content   TEXT,
  -- The event by which it was erased or superseded, which says when, by whom and under what rule.
  erased_by INTEGER REFERENCES event,
  UNIQUE (event_id, position),
  CHECK ((salt IS NULL) = (content IS NULL))
) STRICT;

INSERT INTO part_checked
  (id, event_id, position, class, person, digest, salt, content, erased_by)
SELECT id, event_id, position, class, person, digest, salt, content, erased_by FROM part
ORDER BY id;

DROP TABLE part;
ALTER TABLE part_checked RENAME TO part;

-- Everything owed or once owed; one row for each of those who owe it. A replay of the record gives it
-- again and `parley verify --projections` compares the two, so that it needs no references.
CREATE TABLE duty_checked (
  escalation_id  INTEGER NOT NULL,
  -- Its place among the escalation's duties, and the owner's among its owners, both from 1.
  number         INTEGER NOT NULL,
  place          INTEGER NOT NULL,
  partnership_id INTEGER NOT NULL,
  key            TEXT NOT NULL,
  owner          TEXT NOT NULL,
  track          TEXT NOT NULL,
  -- NULL after closing.
  stage          TEXT,
  -- Seen by its owner only.
  internal       INTEGER NOT NULL CHECK (internal IN (0, 1)),
  state          TEXT NOT NULL CHECK (state = 'open' OR state = 'met' OR state = 'lapsed'),
  opened_at      INTEGER NOT NULL,
  due_at         INTEGER,
  due_on         TEXT,
  -- What it is ordered by: the limit, and after all limits those that have none.
  due_order      INTEGER NOT NULL,
  -- What the record still has to say of a running limit: 0 that it is near, 1 that it passed.
  watch          INTEGER CHECK (watch IN (0, 1)),
  PRIMARY KEY (escalation_id, number, place),
  CHECK ((due_at IS NULL) = (due_on IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO duty_checked
  (escalation_id, number, place, partnership_id, key, owner, track, stage, internal, state,
   opened_at, due_at, due_on, due_order, watch)
SELECT escalation_id, number, place, partnership_id, key, owner, track, stage, internal, state,
  opened_at, due_at, due_on, due_order, watch FROM duty
ORDER BY escalation_id, number, place;

DROP TABLE duty;
ALTER TABLE duty_checked RENAME TO duty;
CREATE INDEX duty_owed ON duty (partnership_id, owner, state, due_order);
CREATE INDEX duty_state ON duty (partnership_id, state, due_order) WHERE place = 1;
CREATE INDEX duty_watch ON duty (watch, due_at) WHERE watch IS NOT NULL AND place = 1;
