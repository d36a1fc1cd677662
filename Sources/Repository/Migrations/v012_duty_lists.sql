-- Duties were rows, one for each of those who owe one, in four b-trees: a raise wrote thirty entries for
-- its duties alone. Now an escalation's duties are one row, and for the lists of what is owed it has a
-- place for each owner, state and limit. All of it is derived, and made anew when the file is opened.

DROP TABLE duty;

-- Everything owed or once owed in an escalation, in the order of opening: JSON, as `DutyListText` has it.
CREATE TABLE duty_list (
  escalation_id INTEGER PRIMARY KEY REFERENCES escalation,
  duties        TEXT NOT NULL
) STRICT;

-- Where an escalation stands in the lists of duties. Which of its duties are meant, their row says.
CREATE TABLE duty_place (
  escalation_id  INTEGER NOT NULL REFERENCES escalation,
  -- Whose list; empty for that of all duties, whoever owes them.
  owner          TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state = 'open' OR state = 'met' OR state = 'lapsed'),
  -- What lists are ordered by: the limit, and after all limits those that have none.
  due_order      INTEGER NOT NULL,
  partnership_id INTEGER NOT NULL REFERENCES partnership,
  PRIMARY KEY (escalation_id, owner, state, due_order)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_place_order ON duty_place (partnership_id, owner, state, due_order);

-- Whether anything is owed, by whomever; after the close too.
ALTER TABLE escalation ADD COLUMN owes INTEGER NOT NULL DEFAULT 0 CHECK (owes IN (0, 1));
-- What the record still has to say of running limits: the first that is to come near, the first that is
-- to pass.
ALTER TABLE escalation ADD COLUMN near_at INTEGER;
ALTER TABLE escalation ADD COLUMN pass_at INTEGER;
-- The panels that sit while the stage lasts: a JSON array.
ALTER TABLE escalation ADD COLUMN panels TEXT NOT NULL DEFAULT '[]';
CREATE INDEX escalation_near ON escalation (near_at) WHERE near_at IS NOT NULL;
CREATE INDEX escalation_pass ON escalation (pass_at) WHERE pass_at IS NOT NULL;
