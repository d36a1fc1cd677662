-- An agency's forms across escalations, the one begun last first, without looking at anybody else's.
CREATE INDEX form_of_agency ON form (agency_id, id);
