-- What was done to the record as a whole, found by itself: its partnership's own stream holds thousands of
-- other events, recommendations above all, and every start read all of them from all over the file.
--
-- A question that is to be answered from it repeats this condition, word for word.
CREATE INDEX event_keeping ON event (kind)
  WHERE kind = 'record.erased' OR kind = 'access.erased' OR kind = 'store.restored'
    OR kind = 'chain.reanchored';
