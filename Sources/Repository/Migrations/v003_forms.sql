-- Forms: their templates, forms beside the record, and what became of them.
--
-- What was submitted lies in the record. A form's draft is here and nowhere else, and only until it is
-- submitted; its words lie by class and person as the record's do, so that erasing finds them.

-- Primary ---------------------------------------------------------------------------------------

CREATE TABLE template_version (
  id        INTEGER PRIMARY KEY,
  template  TEXT NOT NULL,
  version   TEXT NOT NULL,
  json      BLOB NOT NULL,
  loaded_at INTEGER NOT NULL,
  UNIQUE (template, version)
) STRICT;

CREATE TABLE form (
  id               INTEGER PRIMARY KEY,
  stream_id        INTEGER NOT NULL REFERENCES stream,
  -- Its number among the escalation's forms; the form's name is made of it.
  number           INTEGER NOT NULL CHECK (number >= 1),
  -- Who began it, and sees it until something of it is submitted.
  agency_id        INTEGER NOT NULL REFERENCES agency,
  template         TEXT NOT NULL,
  template_version TEXT NOT NULL,
  -- The duty it was begun for, where one was named.
  duty             TEXT,
  begun_at         INTEGER NOT NULL,
  changed_at       INTEGER NOT NULL,
  revision         INTEGER NOT NULL CHECK (revision >= 1),
  -- What of the draft holds no words: what is answered, what the record filled in, who signed.
  bones            TEXT NOT NULL,
  UNIQUE (stream_id, number)
) STRICT;

-- The words of a draft. Not chained, since a draft is no record: erasing deletes the row.
CREATE TABLE form_text (
  form_id  INTEGER NOT NULL REFERENCES form,
  position INTEGER NOT NULL CHECK (position >= 1),
  class    TEXT NOT NULL CHECK (class IN ('name', 'birthDate', 'identifier', 'narrative')),
  person   TEXT NOT NULL,
  member   TEXT NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (form_id, position)
) STRICT, WITHOUT ROWID;

-- Derived ---------------------------------------------------------------------------------------

-- Parts that were submitted and forms that were declined, by the event that says so.
CREATE TABLE form_filing (
  escalation_id INTEGER NOT NULL REFERENCES escalation,
  event         INTEGER NOT NULL,
  -- The form's number.
  form          INTEGER NOT NULL,
  -- The part and its number among the escalation's submissions; NULL where the form was declined.
  part          TEXT,
  submission    INTEGER,
  filed_at      INTEGER NOT NULL,
  PRIMARY KEY (escalation_id, event),
  CHECK ((part IS NULL) = (submission IS NULL))
) STRICT, WITHOUT ROWID;
