/*
 * model: legal forms of a cooperation.
 *
 * The first four are those of the act on joint arrangements (Wet
 * gemeenschappelijke regelingen, article 8): a public body and an operational
 * organisation are legal persons, a joint organ and a host municipality are
 * not.  The rows are "seeded", see regie.threshold; their codes begin with a
 * small letter and own ones do not.
 */
CREATE TABLE regie.legal_form (
	code text CONSTRAINT legal_form_pkey PRIMARY KEY
		CONSTRAINT legal_form_code_check CHECK (regie.is_code(code)),
	legal_form_id integer
		GENERATED ALWAYS AS IDENTITY (START WITH 1001 MAXVALUE 999999)
		CONSTRAINT legal_form_id_key UNIQUE,
	name text NOT NULL CONSTRAINT legal_form_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	name_nl text NOT NULL CONSTRAINT legal_form_name_nl_check
		CHECK (name_nl COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	is_legal_person boolean NOT NULL,
	source_ref text,
	seeded boolean NOT NULL DEFAULT false,
	CONSTRAINT legal_form_seeded_check
		CHECK (seeded = (legal_form_id <= 1000)),
	CONSTRAINT legal_form_own_code_check
		CHECK (seeded = (code COLLATE pg_catalog."C" ~ '^[a-z]'))
);

COMMENT ON TABLE regie.legal_form IS
'Legal forms of a cooperation (rechtsvormen): one row per form. Those that come with the extension cannot be changed; own ones have a code that does not begin with a small letter.';
COMMENT ON COLUMN regie.legal_form.code IS
'Code of the form, such as centrumgemeente.';
COMMENT ON COLUMN regie.legal_form.legal_form_id IS
'The row as an integer, for tools that want one. Given out by the database; up to 1000 for rows of the extension.';
COMMENT ON COLUMN regie.legal_form.name IS 'Name in English.';
COMMENT ON COLUMN regie.legal_form.name_nl IS 'Name in Dutch.';
COMMENT ON COLUMN regie.legal_form.is_legal_person IS
'Whether the cooperation is then a legal person, which can sign contracts and employ people itself.';
COMMENT ON COLUMN regie.legal_form.source_ref IS
'Where the form is laid down. Empty where unknown.';
COMMENT ON COLUMN regie.legal_form.seeded IS
'Whether the row came with the extension. Rows that users enter are not.';

INSERT INTO regie.legal_form (legal_form_id, code, name, name_nl,
	is_legal_person, source_ref, seeded)
OVERRIDING SYSTEM VALUE VALUES
	(1, 'openbaar lichaam', 'Public body', 'Openbaar lichaam', true,
	 'Wgr, article 8, paragraph 1', true),
	(2, 'bedrijfsvoeringsorganisatie', 'Operational organisation',
	 'Bedrijfsvoeringsorganisatie', true, 'Wgr, article 8, paragraph 3',
	 true),
	(3, 'gemeenschappelijk orgaan', 'Joint organ',
	 'Gemeenschappelijk orgaan', false, 'Wgr, article 8, paragraph 2', true),
	(4, 'centrumgemeente', 'Host municipality', 'Centrumgemeente', false,
	 'Wgr, article 8, paragraph 4', true),
	(5, 'contract', 'Contract only', 'Alleen een overeenkomst', false, NULL,
	 true);

CREATE TRIGGER legal_form_keep_seeded_rows
	BEFORE INSERT OR UPDATE OR DELETE ON regie.legal_form
	FOR EACH ROW EXECUTE FUNCTION regie.keep_seeded_rows();
CREATE TRIGGER legal_form_keep_all_seeded_rows
	BEFORE TRUNCATE ON regie.legal_form
	FOR EACH STATEMENT EXECUTE FUNCTION regie.keep_seeded_rows();

ALTER TABLE regie.participation
	ADD CONSTRAINT participation_legal_form_fkey
	FOREIGN KEY (legal_form) REFERENCES regie.legal_form
	ON UPDATE CASCADE;
