-- The record of a server's partnerships, in one file.
--
-- First the primary tables: what was said and done, which nothing can give back. Then what is derived
-- from them, which `parley rebuild` makes anew. Instants are milliseconds since 1970 in UTC; dates are
-- YYYY-MM-DD; ids are small integers that never leave the file.
--
-- No lasting index holds a random value: salts, digests and request ids lie in rows only, so that a
-- million escalations cost an append what ten thousand cost. (A credential's digest is random, but
-- credentials are few; the clients' keys are random, but they go after some days, a day at a time.)

-- Primary ---------------------------------------------------------------------------------------

CREATE TABLE store (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  created_at INTEGER NOT NULL,
  -- Counts restores: what was answered in another epoch may be missing here.
  epoch      INTEGER NOT NULL CHECK (epoch >= 1)
) STRICT;

CREATE TABLE partnership (
  id     INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE CHECK (name <> ''),
  title  TEXT NOT NULL,
  -- What its references begin with; also the name of its own stream of administrative acts.
  prefix TEXT NOT NULL UNIQUE CHECK (prefix <> '')
) STRICT;

CREATE TABLE agency (
  id             INTEGER PRIMARY KEY,
  name           TEXT NOT NULL UNIQUE CHECK (name <> ''),
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  title          TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind <> '')
) STRICT;
CREATE INDEX agency_partnership ON agency (partnership_id, name);

CREATE TABLE credential (
  id             INTEGER PRIMARY KEY,
  name           TEXT NOT NULL UNIQUE CHECK (name <> ''),
  title          TEXT NOT NULL,
  role           TEXT NOT NULL
                 CHECK (role IN ('agency', 'partnership', 'decider', 'auditor', 'dashboard', 'admin')),
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  agency_id      INTEGER REFERENCES agency,
  token_digest   BLOB NOT NULL UNIQUE CHECK (length(token_digest) = 32),
  expires_at     INTEGER,
  revoked_at     INTEGER
) STRICT;

CREATE TABLE policy_version (
  id        INTEGER PRIMARY KEY,
  policy    TEXT NOT NULL,
  version   TEXT NOT NULL,
  json      BLOB NOT NULL,
  loaded_at INTEGER NOT NULL,
  UNIQUE (policy, version)
) STRICT;

CREATE TABLE calendar_version (
  id        INTEGER PRIMARY KEY,
  calendar  TEXT NOT NULL,
  version   INTEGER NOT NULL CHECK (version >= 1),
  json      BLOB NOT NULL,
  loaded_at INTEGER NOT NULL,
  UNIQUE (calendar, version)
) STRICT;

-- The partnership's own stream (named by its prefix) and one for each escalation (by its reference).
CREATE TABLE stream (
  id             INTEGER PRIMARY KEY,
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  reference      TEXT NOT NULL UNIQUE CHECK (reference <> '')
) STRICT;

-- The last number given in a year, so that a reference is never given twice.
CREATE TABLE reference_number (
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  year           INTEGER NOT NULL,
  last           INTEGER NOT NULL CHECK (last >= 1),
  PRIMARY KEY (partnership_id, year)
) STRICT, WITHOUT ROWID;

-- The chain. That a sequence occurs once in a partnership is what forbids a fork: each event is hashed
-- with the hash of the sequence before it.
CREATE TABLE event (
  id             INTEGER PRIMARY KEY,
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  sequence       INTEGER NOT NULL CHECK (sequence >= 1),
  stream_id      INTEGER NOT NULL REFERENCES stream,
  number         INTEGER NOT NULL CHECK (number >= 1),
  recorded_at    INTEGER NOT NULL,
  -- The actor; NULL for the service itself.
  credential_id  INTEGER REFERENCES credential,
  kind           TEXT NOT NULL CHECK (kind <> ''),
  version        INTEGER NOT NULL CHECK (version >= 1),
  -- Hashed as it stands here, never written again. Without personal data.
  payload        TEXT NOT NULL,
  hash           BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (partnership_id, sequence),
  UNIQUE (stream_id, number)
) STRICT;

-- Personal data and narrative beside an event: one row for each class and person, so that one
-- sibling's can go and the other's stay. The digest is chained and stays.
CREATE TABLE part (
  event_id  INTEGER NOT NULL REFERENCES event,
  position  INTEGER NOT NULL CHECK (position >= 1),
  class     TEXT NOT NULL CHECK (class IN ('name', 'birthDate', 'identifier', 'narrative')),
  person    TEXT NOT NULL,
  digest    BLOB NOT NULL CHECK (length(digest) = 32),
  salt      BLOB CHECK (length(salt) = 16),
  content   TEXT,
  -- The event by which it was erased or superseded, which says when, by whom and under what rule.
  erased_by INTEGER REFERENCES event,
  PRIMARY KEY (event_id, position),
  CHECK ((salt IS NULL) = (content IS NULL))
) STRICT, WITHOUT ROWID;

-- Who read what: a chain of its own for each partnership.
CREATE TABLE access_entry (
  id             INTEGER PRIMARY KEY,
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  sequence       INTEGER NOT NULL CHECK (sequence >= 1),
  recorded_at    INTEGER NOT NULL,
  credential_id  INTEGER NOT NULL REFERENCES credential,
  kind           TEXT NOT NULL CHECK (kind <> ''),
  stream_id      INTEGER REFERENCES stream,
  request        TEXT NOT NULL,
  hash           BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (partnership_id, sequence)
) STRICT;

-- Where each chain ends, written with every commit: a tail cut off leaves this behind.
CREATE TABLE chain_head (
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  chain          TEXT NOT NULL CHECK (chain IN ('event', 'access')),
  sequence       INTEGER NOT NULL CHECK (sequence >= 1),
  hash           BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (partnership_id, chain)
) STRICT, WITHOUT ROWID;

-- Receipts by the clients' keys, in segments of a day: found by as many look-ups as days are kept.
CREATE TABLE receipt (
  id          INTEGER PRIMARY KEY,
  day         INTEGER NOT NULL,
  scope       TEXT NOT NULL,
  key         TEXT NOT NULL,
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  receipt     TEXT NOT NULL,
  UNIQUE (day, scope, key)
) STRICT;

-- An agency's own reference for an escalation.
CREATE TABLE external_reference (
  agency_id INTEGER NOT NULL REFERENCES agency,
  reference TEXT NOT NULL CHECK (reference <> ''),
  stream_id INTEGER NOT NULL REFERENCES stream,
  PRIMARY KEY (agency_id, reference)
) STRICT, WITHOUT ROWID;

-- Derived ---------------------------------------------------------------------------------------

-- Status, one row an escalation; its id is its stream's.
CREATE TABLE escalation (
  id                INTEGER PRIMARY KEY REFERENCES stream,
  partnership_id    INTEGER NOT NULL REFERENCES partnership,
  policy            TEXT NOT NULL,
  policy_version    TEXT NOT NULL,
  track             TEXT NOT NULL,
  stage             TEXT NOT NULL,
  stage_number      INTEGER NOT NULL,
  formality         TEXT NOT NULL,
  -- `open`, or how it ended.
  state             TEXT NOT NULL,
  category          TEXT,
  risk              TEXT NOT NULL,
  restricted        INTEGER NOT NULL CHECK (restricted IN (0, 1)),
  raised_at         INTEGER NOT NULL,
  stage_entered_at  INTEGER NOT NULL,
  closed_at         INTEGER,
  updated_at        INTEGER NOT NULL,
  next_due_at       INTEGER,
  next_due_on       TEXT,
  owed_count        INTEGER NOT NULL,
  revision          INTEGER NOT NULL,
  last_event        INTEGER NOT NULL,
  hash_prefix       TEXT NOT NULL,
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK ((next_due_at IS NULL) = (next_due_on IS NULL))
) STRICT;
CREATE INDEX escalation_updated ON escalation (partnership_id, updated_at, id);
CREATE INDEX escalation_due ON escalation (partnership_id, next_due_at, id)
  WHERE next_due_at IS NOT NULL;

-- Who takes part or took part. An agency's lists are read from here, in order, hence the copies of
-- what they are ordered by.
CREATE TABLE participation (
  escalation_id INTEGER NOT NULL REFERENCES escalation,
  position      INTEGER NOT NULL,
  agency_id     INTEGER NOT NULL REFERENCES agency,
  kind          TEXT NOT NULL,
  side          TEXT NOT NULL,
  joined_event  INTEGER NOT NULL,
  left_event    INTEGER,
  voided        INTEGER NOT NULL CHECK (voided IN (0, 1)),
  seen          INTEGER NOT NULL CHECK (seen IN (0, 1)),
  updated_at    INTEGER NOT NULL,
  next_due_at   INTEGER,
  PRIMARY KEY (escalation_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX participation_updated ON participation (agency_id, updated_at, escalation_id);
CREATE INDEX participation_due ON participation (agency_id, next_due_at, escalation_id)
  WHERE next_due_at IS NOT NULL;

-- By which identifiers an escalation may be found: a digest of each that lies beside its events, and
-- nothing that can be read. In segments of escalations, so that the digests, which are random, are
-- written into a small part of the table and found by a look-up for each segment. Erasing takes them
-- along.
CREATE TABLE identifier_mark (
  segment       INTEGER NOT NULL,
  mark          INTEGER NOT NULL,
  escalation_id INTEGER NOT NULL REFERENCES escalation,
  PRIMARY KEY (segment, mark, escalation_id)
) STRICT, WITHOUT ROWID;

-- Everything owed or once owed; one row for each of those who owe it.
CREATE TABLE duty (
  escalation_id  INTEGER NOT NULL REFERENCES escalation,
  -- Its place among the escalation's duties, and the owner's among its owners, both from 1.
  number         INTEGER NOT NULL,
  place          INTEGER NOT NULL,
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  key            TEXT NOT NULL,
  owner          TEXT NOT NULL,
  track          TEXT NOT NULL,
  -- NULL after closing.
  stage          TEXT,
  -- Seen by its owner only.
  internal       INTEGER NOT NULL CHECK (internal IN (0, 1)),
  state          TEXT NOT NULL CHECK (state IN ('open', 'met', 'lapsed')),
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
CREATE INDEX duty_owed ON duty (partnership_id, owner, state, due_order);
CREATE INDEX duty_state ON duty (partnership_id, state, due_order) WHERE place = 1;
CREATE INDEX duty_watch ON duty (watch, due_at) WHERE watch IS NOT NULL AND place = 1;
