/*
 * model: who meets whom, and how far organisations trust each other.
 *
 * Organisations, never persons: no table here has a place for a name, and a
 * score is one organisation's of another.  What one of them thinks of a
 * meeting or of another stands in tables of its own (contact_note, pulse), so
 * that row security can keep it to itself while all see that they met.
 */
CREATE TABLE regie.contact_moment (
	code text CONSTRAINT contact_moment_pkey PRIMARY KEY
		CONSTRAINT contact_moment_code_check CHECK (regie.is_code(code)),
	contact_moment_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT contact_moment_id_key UNIQUE,
	organisation text NOT NULL
		CONSTRAINT contact_moment_organisation_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	kind text NOT NULL CONSTRAINT contact_moment_kind_check
		CHECK (kind IN ('introduction', 'consultation', 'working session',
						'site visit', 'call', 'event')),
	held_on date NOT NULL CONSTRAINT contact_moment_held_on_check
		CHECK (held_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	title text CONSTRAINT contact_moment_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]')
);

COMMENT ON TABLE regie.contact_moment IS
'Moments at which organisations met (kennismaking en contact): one row per moment. Who was there stands in contact_party. Name no persons.';
COMMENT ON COLUMN regie.contact_moment.code IS
'Code that people know the moment by. An import that is repeated finds the row by it.';
COMMENT ON COLUMN regie.contact_moment.contact_moment_id IS
'The same moment as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.contact_moment.organisation IS
'Code of the party in whose circle it was: a cooperation, whose participants may all know of it, or one organisation for itself.';
COMMENT ON COLUMN regie.contact_moment.kind IS
'introduction, consultation, working session, site visit, call or event.';
COMMENT ON COLUMN regie.contact_moment.held_on IS
'Day of the moment. In the future: planned.';
COMMENT ON COLUMN regie.contact_moment.title IS
'What it was about. Empty where there is nothing to say.';

CREATE TABLE regie.contact_party (
	contact_party_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT contact_party_id_key UNIQUE,
	contact_moment text NOT NULL
		CONSTRAINT contact_party_contact_moment_fkey
		REFERENCES regie.contact_moment ON UPDATE CASCADE,
	party text NOT NULL
		CONSTRAINT contact_party_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	CONSTRAINT contact_party_pkey PRIMARY KEY (contact_moment, party)
);

CREATE INDEX contact_party_party_idx ON regie.contact_party (party);

COMMENT ON TABLE regie.contact_party IS
'Which organisations were there: one row per moment and organisation. All of them met each other.';
COMMENT ON COLUMN regie.contact_party.contact_party_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.contact_party.contact_moment IS 'Code of the moment.';
COMMENT ON COLUMN regie.contact_party.party IS 'Code of the organisation.';

CREATE TABLE regie.contact_note (
	contact_note_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT contact_note_id_key UNIQUE,
	contact_moment text NOT NULL,
	party text NOT NULL,
	note text NOT NULL CONSTRAINT contact_note_note_check
		CHECK (note COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	CONSTRAINT contact_note_pkey PRIMARY KEY (contact_moment, party),
	CONSTRAINT contact_note_party_fkey
		FOREIGN KEY (contact_moment, party) REFERENCES regie.contact_party
		ON UPDATE CASCADE ON DELETE CASCADE
);

COMMENT ON TABLE regie.contact_note IS
'What an organisation noted of a moment, for itself: one row per moment and organisation that was there. Under row security nobody else reads it but the steward.';
COMMENT ON COLUMN regie.contact_note.contact_note_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.contact_note.contact_moment IS 'Code of the moment.';
COMMENT ON COLUMN regie.contact_note.party IS
'Code of the organisation whose note it is.';
COMMENT ON COLUMN regie.contact_note.note IS 'The note.';

CREATE TABLE regie.pulse (
	pulse_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT pulse_id_key UNIQUE,
	from_party text NOT NULL
		CONSTRAINT pulse_from_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	to_party text NOT NULL
		CONSTRAINT pulse_to_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	scored_on date NOT NULL CONSTRAINT pulse_scored_on_check
		CHECK (scored_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	score smallint NOT NULL CONSTRAINT pulse_score_check
		CHECK (score BETWEEN 1 AND 5),
	note text,
	CONSTRAINT pulse_pkey PRIMARY KEY (from_party, to_party, scored_on),
	CONSTRAINT pulse_parties_check CHECK (from_party <> to_party)
);

COMMENT ON TABLE regie.pulse IS
'How far one organisation trusts another: one row per pair and day. A score is the organisation''s, not a person''s. Under row security nobody else reads it but the steward.';
COMMENT ON COLUMN regie.pulse.pulse_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.pulse.from_party IS
'Code of the organisation that gives the score.';
COMMENT ON COLUMN regie.pulse.to_party IS
'Code of the organisation that it is about.';
COMMENT ON COLUMN regie.pulse.scored_on IS 'Day of the score.';
COMMENT ON COLUMN regie.pulse.score IS
'From 1 (hardly any trust) to 5 (full trust).';
COMMENT ON COLUMN regie.pulse.note IS 'Remark. Empty where there is none.';
