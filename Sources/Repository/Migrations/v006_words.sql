-- What erasing needs beside the record: drafts' words that leave nothing behind, and answers that say so.
--
-- As with `part` (step 4): rows are only ever added at the end and only ever shrink, so that no page is
-- split or merged and no copy of a word stays in a page's unused room.

CREATE TABLE form_text_in_order (
  id      INTEGER PRIMARY KEY,
  form_id INTEGER NOT NULL REFERENCES form,
  class   TEXT NOT NULL CHECK (class IN ('name', 'birthDate', 'identifier', 'narrative')),
  person  TEXT NOT NULL,
  member  TEXT NOT NULL,
  -- NULL once it was written anew, submitted or erased; the row stays, empty.
  text    TEXT
) STRICT;

INSERT INTO form_text_in_order (form_id, class, person, member, text)
SELECT form_id, class, person, member, text FROM form_text ORDER BY form_id, position;

DROP TABLE form_text;
ALTER TABLE form_text_in_order RENAME TO form_text;
CREATE INDEX form_text_standing ON form_text (form_id) WHERE text IS NOT NULL;

-- How often texts of it were erased: part of its ETag, so that nobody is told that what went still stands.
ALTER TABLE stream ADD COLUMN erasures INTEGER NOT NULL DEFAULT 0;
