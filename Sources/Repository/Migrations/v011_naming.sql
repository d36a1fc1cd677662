-- Who alone sees a restricted escalation, besides the credential that raised it: whom the office named for
-- it, in place of those who are named for all. Where there is no row, those see it.
CREATE TABLE naming (
  escalation_id INTEGER NOT NULL REFERENCES stream,
  credential_id INTEGER NOT NULL REFERENCES credential,
  PRIMARY KEY (escalation_id, credential_id)
) STRICT, WITHOUT ROWID;

-- What a credential sees for itself is counted in a scope of its own, and what it raised while it is named
-- for all is among those of all named alone.
DELETE FROM tally WHERE scope IN (SELECT -2 * id - 1 FROM credential WHERE sees_restricted = 1);
