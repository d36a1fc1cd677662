-- Who may see what: more about agencies and credentials, and what auditors ask of the access entries.

-- What administrators keep about an agency, as one document: contact, references, former titles, posts.
ALTER TABLE agency ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
ALTER TABLE agency ADD COLUMN active_from TEXT;
ALTER TABLE agency ADD COLUMN active_to TEXT;
-- Deferred, so that a copy may bring a merged agency before its successor.
ALTER TABLE agency ADD COLUMN successor_id INTEGER REFERENCES agency
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE agency ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

-- For whom an agency stands: itself, and all that were merged into it. Visibility is asked of this.
CREATE TABLE agency_line (
  agency_id  INTEGER NOT NULL REFERENCES agency,
  stands_for INTEGER NOT NULL REFERENCES agency,
  PRIMARY KEY (agency_id, stands_for)
) STRICT, WITHOUT ROWID;
INSERT INTO agency_line (agency_id, stands_for) SELECT id, id FROM agency;

ALTER TABLE credential ADD COLUMN issued_at INTEGER;
-- Written now and then, not with each use.
ALTER TABLE credential ADD COLUMN last_used_at INTEGER;
-- The token before the last rotation, and until when it opens too.
ALTER TABLE credential ADD COLUMN previous_digest BLOB CHECK (length(previous_digest) = 32);
ALTER TABLE credential ADD COLUMN previous_until INTEGER;
-- Whether it is named for restricted escalations.
ALTER TABLE credential ADD COLUMN sees_restricted INTEGER NOT NULL DEFAULT 0
  CHECK (sees_restricted IN (0, 1));
-- The one panel a decider sits on; NULL for all.
ALTER TABLE credential ADD COLUMN panel TEXT;
CREATE UNIQUE INDEX credential_previous ON credential (previous_digest)
  WHERE previous_digest IS NOT NULL;

-- What an auditor asks, newest first: of all, of one record, of one credential. Each grows at its end.
CREATE INDEX access_entry_time ON access_entry (partnership_id, recorded_at, sequence);
CREATE INDEX access_entry_stream ON access_entry (stream_id, recorded_at, sequence)
  WHERE stream_id IS NOT NULL;
CREATE INDEX access_entry_credential ON access_entry (credential_id, recorded_at, sequence);

-- Pairs of escalations that may be one matter, or that somebody said are: what the partnership's own events
-- say, where it is found again.
CREATE TABLE matter (
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  knowledge      TEXT NOT NULL CHECK (knowledge IN ('hinted', 'linked')),
  stream_id      INTEGER NOT NULL REFERENCES stream,
  other_id       INTEGER NOT NULL REFERENCES stream,
  noted_at       INTEGER NOT NULL,
  PRIMARY KEY (partnership_id, knowledge, stream_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_other ON matter (partnership_id, knowledge, other_id, stream_id);
CREATE INDEX matter_noted ON matter (partnership_id, knowledge, noted_at);
