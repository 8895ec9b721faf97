/*
 * model: bodies in which organisations meet to decide, and their meetings.
 */
CREATE TABLE regie.body (
	code text CONSTRAINT body_pkey PRIMARY KEY
		CONSTRAINT body_code_check CHECK (regie.is_code(code)),
	body_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT body_id_key UNIQUE,
	organisation text NOT NULL
		CONSTRAINT body_organisation_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	name text NOT NULL CONSTRAINT body_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	kind text NOT NULL CONSTRAINT body_kind_check
		CHECK (kind IN ('board', 'steering group', 'consultation',
						'advisory body', 'working group')),
	meets_every interval CONSTRAINT body_meets_every_check
		CHECK (meets_every BETWEEN INTERVAL '7 days' AND INTERVAL '5 years'),
	valid daterange NOT NULL DEFAULT '[1900-01-01,)'
		CONSTRAINT body_valid_check CHECK (regie.is_validity(valid)),
	note text,
	CONSTRAINT body_organisation_key UNIQUE (organisation, code)
);

COMMENT ON TABLE regie.body IS
'Bodies in which organisations meet and decide (overleggen): one row per body.';
COMMENT ON COLUMN regie.body.code IS 'Code that people know the body by.';
COMMENT ON COLUMN regie.body.body_id IS
'The same body as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.body.organisation IS
'Code of the party that the body belongs to: a cooperation, or one organisation for itself.';
COMMENT ON COLUMN regie.body.name IS 'Name of the body.';
COMMENT ON COLUMN regie.body.kind IS
'board (decides for the whole), steering group, consultation (of those who do the same work), advisory body or working group.';
COMMENT ON COLUMN regie.body.meets_every IS
'How often it means to meet, such as 3 months. Empty: when there is reason to.';
COMMENT ON COLUMN regie.body.valid IS
'Days on which it exists: the first included, the day after the last excluded.';
COMMENT ON COLUMN regie.body.note IS 'Remark. Empty where there is none.';

CREATE TABLE regie.meeting (
	meeting_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT meeting_id_key UNIQUE,
	body text NOT NULL
		CONSTRAINT meeting_body_fkey REFERENCES regie.body ON UPDATE CASCADE,
	held_on date NOT NULL CONSTRAINT meeting_held_on_check
		CHECK (held_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	note text,
	CONSTRAINT meeting_pkey PRIMARY KEY (body, held_on)
);

COMMENT ON TABLE regie.meeting IS
'When bodies met, or are to meet: one row per body and day.';
COMMENT ON COLUMN regie.meeting.meeting_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.meeting.body IS 'Code of the body.';
COMMENT ON COLUMN regie.meeting.held_on IS
'Day of the meeting. In the future: planned.';
COMMENT ON COLUMN regie.meeting.note IS 'Remark. Empty where there is none.';
