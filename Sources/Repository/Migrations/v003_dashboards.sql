-- What dashboards, trackers and reports are read from, beside the status rows.
--
-- All of it is derived. A file of an earlier schema has its derived tables made anew when it is opened.

-- Which derivation the derived tables are of; the program's own when they are up to date.
ALTER TABLE store ADD COLUMN derivation INTEGER NOT NULL DEFAULT 1;

-- The day the concern arose, as the raising agency said.
ALTER TABLE escalation ADD COLUMN arose_on TEXT;
-- When somebody last did something; the service's own events are nobody's.
ALTER TABLE escalation ADD COLUMN acted_at INTEGER NOT NULL DEFAULT 0;
-- What became of the decision in dispute, by the policy's codes.
ALTER TABLE escalation ADD COLUMN outcome TEXT;

-- Trackers and reports go by the day of raising, an agency's by its own escalations.
CREATE INDEX escalation_raised ON escalation (partnership_id, raised_at, id);
CREATE INDEX participation_escalation ON participation (agency_id, escalation_id);

-- How many escalations there are of each kind, for everybody who may ask: no query counts rows. What
-- depends on the time of asking (late, due today) is kept by due date, so that midnight writes nothing.
CREATE TABLE tally (
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  -- Whose eyes: an agency's, or 0 for all of the partnership's.
  scope          INTEGER NOT NULL,
  measure        TEXT NOT NULL,
  value          TEXT NOT NULL,
  policy         TEXT NOT NULL,
  count          INTEGER NOT NULL,
  PRIMARY KEY (partnership_id, scope, measure, value, policy)
) STRICT, WITHOUT ROWID;
