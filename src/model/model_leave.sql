/*
 * model: participants who leave or join, and what that costs whom.
 */

/*
 * How an exit sum is calculated.  Those that come with the extension are what
 * courts accepted where nothing had been agreed; a cooperation's own
 * arrangement is a row of its own.  The decree of 1985 can be read in two
 * ways, so both are there.
 */
CREATE TABLE regie.exit_schedule (
	code text CONSTRAINT exit_schedule_pkey PRIMARY KEY
		CONSTRAINT exit_schedule_code_check CHECK (regie.is_code(code)),
	exit_schedule_id integer
		GENERATED ALWAYS AS IDENTITY (START WITH 1001 MAXVALUE 999999)
		CONSTRAINT exit_schedule_id_key UNIQUE,
	name text NOT NULL CONSTRAINT exit_schedule_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	basis text NOT NULL CONSTRAINT exit_schedule_basis_check
		CHECK (basis IN ('contribution', 'loss')),
	percentages numeric[] NOT NULL CONSTRAINT exit_schedule_percentages_check
		CHECK (pg_catalog.array_ndims(percentages) = 1
			   AND pg_catalog.cardinality(percentages) BETWEEN 1 AND 50
			   AND pg_catalog.array_position(percentages, NULL) IS NULL
			   AND 0 <= ALL (percentages) AND 1000 >= ALL (percentages)),
	source_ref text,
	seeded boolean NOT NULL DEFAULT false,
	CONSTRAINT exit_schedule_seeded_check
		CHECK (seeded = (exit_schedule_id <= 1000)),
	CONSTRAINT exit_schedule_own_code_check
		CHECK (seeded = (code COLLATE pg_catalog."C" ~ '^[a-z]'))
);

COMMENT ON TABLE regie.exit_schedule IS
'How an exit sum (uittreedsom) is calculated: one row per schedule. Those that come with the extension cannot be changed; own ones have a code that does not begin with a small letter.';
COMMENT ON COLUMN regie.exit_schedule.code IS 'Code of the schedule.';
COMMENT ON COLUMN regie.exit_schedule.exit_schedule_id IS
'The same schedule as an integer, for tools that want one. Given out by the database; up to 1000 for rows of the extension.';
COMMENT ON COLUMN regie.exit_schedule.name IS
'Name of the schedule; reports in Dutch have those of the extension in Dutch.';
COMMENT ON COLUMN regie.exit_schedule.basis IS
'What the percentages are of: contribution (one year''s contribution) or loss (what contracts that cannot be ended yet cost in each year after leaving).';
COMMENT ON COLUMN regie.exit_schedule.percentages IS
'Per cent for the first, second and further years after leaving, such as {100,80,60,40,20}.';
COMMENT ON COLUMN regie.exit_schedule.source_ref IS
'Where the schedule comes from. Empty where unknown.';
COMMENT ON COLUMN regie.exit_schedule.seeded IS
'Whether the row came with the extension. Rows that users enter are not.';

INSERT INTO regie.exit_schedule (exit_schedule_id, code, name, basis,
	percentages, source_ref, seeded)
OVERRIDING SYSTEM VALUE VALUES
	(1, 'falling from 100', 'Five years, falling from 100 %',
	 'contribution',
	 ARRAY[100, 80, 60, 40, 20], 'KB 14-5-1985, AB 1985/424', true),
	(2, 'falling from 80', 'Five years, falling from 80 %',
	 'contribution',
	 ARRAY[80, 60, 40, 20, 0], 'KB 14-5-1985, AB 1985/424', true),
	(3, 'loss of five years', 'Direct loss, bridged for five years',
	 'loss',
	 ARRAY[100, 100, 100, 100, 100],
	 'ABRvS 15-4-2015, ECLI:NL:RVS:2015:1198', true);

CREATE TRIGGER exit_schedule_keep_seeded_rows
	BEFORE INSERT OR UPDATE OR DELETE ON regie.exit_schedule
	FOR EACH ROW EXECUTE FUNCTION regie.keep_seeded_rows();
CREATE TRIGGER exit_schedule_keep_all_seeded_rows
	BEFORE TRUNCATE ON regie.exit_schedule
	FOR EACH STATEMENT EXECUTE FUNCTION regie.keep_seeded_rows();

/*
 * Who leaves, or thinks of it.  The participation itself ends in table
 * participation, once it is certain.
 */
CREATE TABLE regie.departure (
	departure_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT departure_id_key UNIQUE,
	cooperation text NOT NULL
		CONSTRAINT departure_cooperation_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	party text NOT NULL
		CONSTRAINT departure_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	leaves_on date NOT NULL CONSTRAINT departure_leaves_on_check
		CHECK (leaves_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	announced_on date CONSTRAINT departure_announced_on_check
		CHECK (announced_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	exit_schedule text
		CONSTRAINT departure_exit_schedule_fkey REFERENCES regie.exit_schedule
		ON UPDATE CASCADE,
	contribution numeric(14,2) CONSTRAINT departure_contribution_check
		CHECK (contribution >= 0 AND contribution < 1e10),
	note text,
	CONSTRAINT departure_pkey PRIMARY KEY (cooperation, party, leaves_on),
	CONSTRAINT departure_parties_check CHECK (cooperation <> party)
);

COMMENT ON TABLE regie.departure IS
'Participants who leave a cooperation, or consider it: one row per cooperation, participant and day. It calculates what leaving costs; the participation itself ends in table participation.';
COMMENT ON COLUMN regie.departure.departure_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.departure.cooperation IS 'Code of the cooperation.';
COMMENT ON COLUMN regie.departure.party IS
'Code of the participant that leaves.';
COMMENT ON COLUMN regie.departure.leaves_on IS
'First day on which it no longer takes part.';
COMMENT ON COLUMN regie.departure.announced_on IS
'Day on which it was announced. Empty while it is only considered.';
COMMENT ON COLUMN regie.departure.exit_schedule IS
'Code of the schedule that was agreed. Empty: none yet.';
COMMENT ON COLUMN regie.departure.contribution IS
'Contribution of one year that the exit sum counts with, in euro. Empty: what it bears of the costs of the last year before leaving, actual or, where that year is not over, budgeted.';
COMMENT ON COLUMN regie.departure.note IS 'Remark. Empty where there is none.';
