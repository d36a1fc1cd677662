-- Agencies' own references leave nothing behind when they are erased: as with `part` and `form_text`, rows
-- are only added at the end and only ever shrink, and no index holds their text.

CREATE TABLE external_reference_in_order (
  id        INTEGER PRIMARY KEY,
  agency_id INTEGER NOT NULL REFERENCES agency,
  -- A number made of the text (each octet added to 31 times what was before it, in 32 bits), by which it
  -- is found; the writer sees to it that no agency has a reference twice.
  mark      INTEGER,
  reference TEXT CHECK (reference <> ''),
  stream_id INTEGER NOT NULL REFERENCES stream,
  CHECK ((mark IS NULL) = (reference IS NULL))
) STRICT;

INSERT INTO external_reference_in_order (agency_id, mark, reference, stream_id)
WITH RECURSIVE walk (agency_id, reference, stream_id, digits, place, mark) AS (
  SELECT agency_id, reference, stream_id, hex(CAST(reference AS BLOB)), 1, 0 FROM external_reference
  UNION ALL
  SELECT agency_id, reference, stream_id, digits, place + 2,
    (mark * 31 + instr('123456789ABCDEF', substr(digits, place, 1)) * 16
      + instr('123456789ABCDEF', substr(digits, place + 1, 1))) & 4294967295
  FROM walk WHERE place <= length(digits))
SELECT agency_id, mark, reference, stream_id FROM walk WHERE place > length(digits)
ORDER BY stream_id;

DROP TABLE external_reference;
ALTER TABLE external_reference_in_order RENAME TO external_reference;
CREATE INDEX external_reference_mark ON external_reference (agency_id, mark) WHERE mark IS NOT NULL;
CREATE INDEX external_reference_stream ON external_reference (stream_id);
