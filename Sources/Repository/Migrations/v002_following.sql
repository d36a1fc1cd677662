-- How far running clocks have followed a change of their calendar: one walk for each partnership, kept
-- with what it did, so that a restart goes on where it stopped.
CREATE TABLE calendar_following (
  calendar       TEXT NOT NULL,
  version        INTEGER NOT NULL,
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  changed_at     INTEGER NOT NULL,
  -- Up to which escalation all were looked at, and the last one there was when the calendar changed.
  reached        INTEGER NOT NULL,
  last           INTEGER NOT NULL,
  escalations    INTEGER NOT NULL,
  clocks         INTEGER NOT NULL,
  finished_at    INTEGER,
  PRIMARY KEY (calendar, version, partnership_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX calendar_following_open ON calendar_following (version) WHERE finished_at IS NULL;

-- When the clocks were last swept, to the hour: what tells a start how long the service was away.
CREATE TABLE sweep_mark (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  swept_at INTEGER NOT NULL
) STRICT;
