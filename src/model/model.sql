/*
 * model: the reference tables, for those who start empty.
 *
 * Codes that people know (a municipality's CBS code, a contract's number) are
 * the keys; beside each stands an integer identity for tools that want one.
 * Periods are dateranges, half-open.  Everything a view of room report could
 * stumble over is refused here, by a constraint that says what is wrong.
 *
 * A table may not be called allocation_key: its row type would take the name
 * of the type for keys.  The table is cost_key.
 */

/*
 * The identities end at 999,999 (of costs at 99,999,999) so that views can
 * build one integer per row out of two or three of them, below 2^53, where
 * browsers still show every digit.  Amounts stay below 10^10 so that no sum
 * that a view shows outgrows numeric(18,2).  What counts as a space is asked
 * of collation C, never of the database: rows must pass in any other one, too.
 */
CREATE FUNCTION regie.is_code(code text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN pg_catalog.length(code) <= 60
	AND code COLLATE pg_catalog."C"
		~ '^[^[:space:][:cntrl:]]+( [^[:space:][:cntrl:]]+)*$';

COMMENT ON FUNCTION regie.is_code(text) IS
'Whether a text can be a code: 1 to 60 characters, words with one space between them, no space around them. Example: regie.is_code(''GM1771'').';

CREATE FUNCTION regie.is_validity(valid daterange) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (pg_catalog.lower(valid) >= DATE '1900-01-01') IS TRUE
	AND (pg_catalog.upper_inf(valid)
		 OR pg_catalog.upper(valid) <= DATE '2300-01-01');

COMMENT ON FUNCTION regie.is_validity(daterange) IS
'Whether a period can be a validity: it holds at least one day, begins in 1900 or later, and ends before 2300 or stays open. Example: regie.is_validity(''[2026-01-01,)'').';

CREATE FUNCTION regie.is_period(period daterange) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (pg_catalog.lower(period) >= DATE '1900-01-01'
		AND pg_catalog.upper(period) <= DATE '2300-01-01') IS TRUE;

COMMENT ON FUNCTION regie.is_period(daterange) IS
'Whether a period can carry a cost: it holds at least one day and has a first and a last day between 1900 and 2300. Example: regie.is_period(''[2026-01-01,2027-01-01)'').';

/*
 * is_oin(oin) -> boolean
 *
 * An OIN (Logius, OIN-Stelsel, chapter 6) is a prefix of 8 digits that names
 * a register, a number of 8 or 9 positions from it, and zeros up to 20.  It
 * has no check digit of its own.  What can be checked: its length; the zeros
 * behind a number from the trade register (00000003, 8 digits) and behind a
 * RSIN or fiscal number (00000001, 00000002, 9 digits); and the eleven-test
 * that the latter two pass.
 */
CREATE FUNCTION regie.is_oin(oin text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
	WHEN oin !~ '^[0-9]{20}$' OR oin ~ '^0{8}' THEN false
	WHEN oin ~ '^0000000[12]' THEN
		oin ~ '000$' AND oin !~ '^.{8}0{9}' AND (
			9 * pg_catalog.substr(oin, 9, 1)::integer
			+ 8 * pg_catalog.substr(oin, 10, 1)::integer
			+ 7 * pg_catalog.substr(oin, 11, 1)::integer
			+ 6 * pg_catalog.substr(oin, 12, 1)::integer
			+ 5 * pg_catalog.substr(oin, 13, 1)::integer
			+ 4 * pg_catalog.substr(oin, 14, 1)::integer
			+ 3 * pg_catalog.substr(oin, 15, 1)::integer
			+ 2 * pg_catalog.substr(oin, 16, 1)::integer
			- pg_catalog.substr(oin, 17, 1)::integer) % 11 = 0
	WHEN oin ~ '^00000003' THEN oin ~ '0000$'
	ELSE true END;

COMMENT ON FUNCTION regie.is_oin(text) IS
'Whether a text can be an organisation identification number (OIN): 20 digits; a RSIN or fiscal number in it (prefix 00000001 or 00000002) passes the eleven-test and is followed by 000, a KvK number (00000003) by 0000. An OIN has no check digit of its own. Example: regie.is_oin(''00000001002564440000'').';

/*
 * "No two rows of one key with overlapping validity" is an exclusion over an
 * equality and an overlap.  GiST has no equality on text without another
 * extension, but it has overlap on ranges, and two ranges of one point each
 * overlap exactly where the points are equal.  So the code goes in as a range
 * of texts [code, code], compared bytewise, and it stays exact: no hash.
 */
CREATE TYPE regie.text_range AS RANGE (
	subtype = pg_catalog.text,
	collation = pg_catalog."C",
	multirange_type_name = regie.text_multirange
);

COMMENT ON TYPE regie.text_range IS
'A range of texts in byte order. It lets the constraints of the model compare codes in an exclusion without another extension: text_range(a, a, ''[]'') && text_range(b, b, ''[]'') where a = b.';
COMMENT ON TYPE regie.text_multirange IS
'The multirange that PostgreSQL adds to every range type.';
COMMENT ON FUNCTION regie.text_range(text, text) IS
'Constructor of a range of texts, lower bound included, upper bound not.';
COMMENT ON FUNCTION regie.text_range(text, text, text) IS
'Constructor of a range of texts with bounds such as [] or [).';
COMMENT ON FUNCTION regie.text_multirange() IS
'Constructor of an empty multirange of texts.';
COMMENT ON FUNCTION regie.text_multirange(regie.text_range) IS
'Constructor of a multirange of texts from one range.';
COMMENT ON FUNCTION regie.text_multirange(VARIADIC regie.text_range[]) IS
'Constructor of a multirange of texts from several ranges.';

/*
 * What pg_dump does not take along must not be changed: it would come back.
 * Tables with rows of the extension's own have this trigger.
 */
CREATE FUNCTION regie.keep_seeded_rows() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF TG_OP = 'TRUNCATE' OR (TG_OP <> 'INSERT' AND OLD.seeded)
		OR (TG_OP <> 'DELETE' AND NEW.seeded)
	THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('rows of table %I.%I that come with the extension cannot be changed',
							 TG_TABLE_SCHEMA, TG_TABLE_NAME),
			DETAIL = 'A backup does not hold them, so that the change would be lost.',
			HINT = CASE TG_OP WHEN 'TRUNCATE'
				THEN 'Use DELETE with WHERE NOT seeded.'
				ELSE 'Add a row of your own, with seeded = false.' END;
	END IF;
	RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

COMMENT ON FUNCTION regie.keep_seeded_rows() IS
'Trigger: refuses to add, change or delete rows with seeded = true, which come with the extension and are not in a backup.';

/*
 * Parties
 */
CREATE TABLE regie.party (
	code text CONSTRAINT party_pkey PRIMARY KEY
		CONSTRAINT party_code_check CHECK (regie.is_code(code)),
	party_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT party_id_key UNIQUE,
	kind text NOT NULL CONSTRAINT party_kind_check
		CHECK (kind IN ('municipality', 'cooperation', 'supplier', 'other')),
	name text NOT NULL CONSTRAINT party_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	kvk text CONSTRAINT party_kvk_check CHECK (kvk ~ '^[0-9]{8}$'),
	oin text CONSTRAINT party_oin_check CHECK (regie.is_oin(oin))
		CONSTRAINT party_oin_key UNIQUE,
	note text,
	tooi text CONSTRAINT party_tooi_check
		CHECK (tooi ~ '^https://identifier[.]overheid[.]nl/tooi/id/[a-z_]+/[a-z]+[0-9]+$')
		CONSTRAINT party_tooi_key UNIQUE,
	sbi text CONSTRAINT party_sbi_check CHECK (sbi ~ '^[0-9]{2,6}$'),
	CONSTRAINT party_municipality_check
		CHECK (kind <> 'municipality' OR code ~ '^GM[0-9]{4}$'),
	CONSTRAINT party_oin_kvk_check
		CHECK (oin !~ '^00000003' OR kvk IS NULL
			   OR pg_catalog.substr(oin, 9, 8) = kvk),
	CONSTRAINT party_municipality_tooi_check
		CHECK (kind <> 'municipality' OR tooi IS NULL
			   OR tooi = 'https://identifier.overheid.nl/tooi/id/gemeente/'
				   || pg_catalog.lower(code COLLATE pg_catalog."C"))
);

COMMENT ON TABLE regie.party IS
'Organisations: municipalities, their cooperation, suppliers, others. One row per organisation.';
COMMENT ON COLUMN regie.party.code IS
'Code that people know the organisation by. For a municipality the CBS code, such as GM1771.';
COMMENT ON COLUMN regie.party.party_id IS
'The same organisation as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.party.kind IS
'municipality, cooperation (what municipalities do together, with or without an organisation of its own), supplier or other.';
COMMENT ON COLUMN regie.party.name IS 'Name of the organisation.';
COMMENT ON COLUMN regie.party.kvk IS
'Number in the trade register (KvK), 8 digits. Empty where unknown.';
COMMENT ON COLUMN regie.party.oin IS
'Organisation identification number (OIN), 20 digits, see is_oin. One with prefix 00000003 holds the KvK number. Empty where unknown.';
COMMENT ON COLUMN regie.party.note IS 'Remark. Empty where there is none.';
COMMENT ON COLUMN regie.party.tooi IS
'Address that identifies the organisation in the registers of government organisations (TOOI), such as https://identifier.overheid.nl/tooi/id/gemeente/gm1771; that of a municipality ends in its code. Empty where unknown.';
COMMENT ON COLUMN regie.party.sbi IS
'Its line of business in the Dutch standard classification (SBI), 2 to 6 digits without dots, such as 62020. Empty where unknown.';

CREATE TABLE regie.participation (
	participation_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT participation_id_key UNIQUE,
	cooperation text NOT NULL
		CONSTRAINT participation_cooperation_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	party text NOT NULL
		CONSTRAINT participation_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	valid daterange NOT NULL
		CONSTRAINT participation_valid_check CHECK (regie.is_validity(valid)),
	legal_form text,
	note text,
	CONSTRAINT participation_pkey PRIMARY KEY (cooperation, party, valid),
	CONSTRAINT participation_self_check CHECK (cooperation <> party),
	CONSTRAINT participation_overlap EXCLUDE USING gist (
		regie.text_range(cooperation, cooperation, '[]') WITH &&,
		regie.text_range(party, party, '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.participation IS
'Who takes part in which cooperation, and when. One row per cooperation, participant and period; the periods of one participant do not overlap.';
COMMENT ON COLUMN regie.participation.participation_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.participation.cooperation IS
'Code of the cooperation (or of the municipality that does the work for the others).';
COMMENT ON COLUMN regie.participation.party IS 'Code of the participant.';
COMMENT ON COLUMN regie.participation.valid IS
'Days of taking part: the first day included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.participation.legal_form IS
'Code of the legal form of the cooperation for this participant, see legal_form. Empty where unknown.';
COMMENT ON COLUMN regie.participation.note IS
'Remark. Empty where there is none.';

/*
 * Services, keys that their cost is shared by, and contracts
 */
CREATE TABLE regie.service (
	code text CONSTRAINT service_pkey PRIMARY KEY
		CONSTRAINT service_code_check CHECK (regie.is_code(code)),
	service_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT service_id_key UNIQUE,
	name text NOT NULL CONSTRAINT service_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	provider text
		CONSTRAINT service_provider_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	taakveld text CONSTRAINT service_taakveld_check
		CHECK (taakveld ~ '^[0-9]+[.][0-9]+$'),
	note text
);

COMMENT ON TABLE regie.service IS
'Services that participants get, such as workplaces or the network. One row per service. A rule says by which key its cost is shared.';
COMMENT ON COLUMN regie.service.code IS
'Code that people know the service by.';
COMMENT ON COLUMN regie.service.service_id IS
'The same service as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.service.name IS 'Name of the service.';
COMMENT ON COLUMN regie.service.provider IS
'Code of the party that provides the service to the participants. Empty where unknown.';
COMMENT ON COLUMN regie.service.taakveld IS
'Task field of municipal accounting (BBV) that its cost is booked on, such as 0.4 for overhead. Empty where unknown.';
COMMENT ON COLUMN regie.service.note IS 'Remark. Empty where there is none.';

CREATE TABLE regie.cost_key (
	code text CONSTRAINT cost_key_pkey PRIMARY KEY
		CONSTRAINT cost_key_code_check CHECK (regie.is_code(code)),
	cost_key_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT cost_key_id_key UNIQUE,
	name text NOT NULL CONSTRAINT cost_key_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	driver text NOT NULL CONSTRAINT cost_key_driver_check
		CHECK (driver COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	note text
);

COMMENT ON TABLE regie.cost_key IS
'Keys that cost is shared by (verdeelsleutels): inhabitants, workplaces, equal or fixed shares. One row per key; its values stand in cost_key_value.';
COMMENT ON COLUMN regie.cost_key.code IS
'Code that people know the key by.';
COMMENT ON COLUMN regie.cost_key.cost_key_id IS
'The same key as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.cost_key.name IS 'Name of the key.';
COMMENT ON COLUMN regie.cost_key.driver IS
'What its values count, such as inhabitants; share for fixed or equal shares.';
COMMENT ON COLUMN regie.cost_key.note IS 'Remark. Empty where there is none.';

CREATE TABLE regie.contract (
	code text CONSTRAINT contract_pkey PRIMARY KEY
		CONSTRAINT contract_code_check CHECK (regie.is_code(code)),
	contract_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT contract_id_key UNIQUE,
	title text NOT NULL CONSTRAINT contract_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	customer text NOT NULL
		CONSTRAINT contract_customer_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	supplier text NOT NULL
		CONSTRAINT contract_supplier_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	conditions text,
	start_on date NOT NULL CONSTRAINT contract_start_on_check
		CHECK (start_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	initial interval CONSTRAINT contract_initial_check
		CHECK (initial BETWEEN INTERVAL '0' AND INTERVAL '100 years'),
	renewal text NOT NULL CONSTRAINT contract_renewal_check
		CHECK (renewal IN ('none', 'explicit', 'tacit', 'evergreen')),
	renewal_period interval CONSTRAINT contract_renewal_period_check
		CHECK (renewal_period BETWEEN INTERVAL '0' AND INTERVAL '50 years'),
	max_renewals integer CONSTRAINT contract_max_renewals_check
		CHECK (max_renewals BETWEEN 0 AND 100),
	options_lifted integer NOT NULL DEFAULT 0
		CONSTRAINT contract_options_lifted_check
		CHECK (options_lifted BETWEEN 0 AND 100),
	notice interval CONSTRAINT contract_notice_check
		CHECK (notice BETWEEN INTERVAL '0' AND INTERVAL '50 years'),
	ended_on date CONSTRAINT contract_ended_on_check
		CHECK (ended_on BETWEEN DATE '1900-01-01' AND DATE '2300-01-01'),
	term regie.term NOT NULL GENERATED ALWAYS AS (
		regie.term(start_on, initial, renewal, renewal_period, max_renewals,
				   notice, ended_on, options_lifted)) STORED,
	cpv text CONSTRAINT contract_cpv_check
		CHECK (cpv ~ '^[0-9]{8}(-[0-9])?$'),
	kind text CONSTRAINT contract_kind_check
		CHECK (kind IN ('services', 'supplies', 'works', 'social services',
						'concession')),
	procured_on date CONSTRAINT contract_procured_on_check
		CHECK (procured_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	signed_on date CONSTRAINT contract_signed_on_check
		CHECK (signed_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	source_ref text,
	cost_key text
		CONSTRAINT contract_cost_key_fkey REFERENCES regie.cost_key
		ON UPDATE CASCADE,
	note text,
	CONSTRAINT contract_parties_check CHECK (customer <> supplier)
);

COMMENT ON TABLE regie.contract IS
'Contracts with suppliers, as they were first signed; what changed since may stand in contract_amendment. One row per contract. The terms stand in plain columns; column term holds them together for the functions on contract dates.';
COMMENT ON COLUMN regie.contract.code IS
'Number that people know the contract by.';
COMMENT ON COLUMN regie.contract.contract_id IS
'The same contract as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.contract.title IS 'What the contract is about.';
COMMENT ON COLUMN regie.contract.customer IS
'Code of the party that signed as customer.';
COMMENT ON COLUMN regie.contract.supplier IS 'Code of the supplier.';
COMMENT ON COLUMN regie.contract.conditions IS
'Conditions that apply, such as GIBIT 2023. Empty where unknown.';
COMMENT ON COLUMN regie.contract.start_on IS 'First day of the contract.';
COMMENT ON COLUMN regie.contract.initial IS
'Length of the first period, such as P4Y or P36M. Empty for renewal evergreen.';
COMMENT ON COLUMN regie.contract.renewal IS
'What happens at the end of a period: none (it ends), explicit (it goes on only if the customer lifts an option), tacit (it goes on unless someone gives notice), evergreen (no periods: it runs until someone gives notice).';
COMMENT ON COLUMN regie.contract.renewal_period IS
'Length of each renewal, such as P1Y. Empty for renewal none and evergreen.';
COMMENT ON COLUMN regie.contract.max_renewals IS
'Most renewals. 0: none; empty: the contract states no limit.';
COMMENT ON COLUMN regie.contract.options_lifted IS
'Number of options already lifted, for renewal explicit; 0 otherwise.';
COMMENT ON COLUMN regie.contract.notice IS
'Notice period, such as P6M. Notice must be given before the period that runs up to the end. Empty: none stated.';
COMMENT ON COLUMN regie.contract.ended_on IS
'First day on which the contract no longer runs, once notice has been given or it was ended otherwise. Empty while that is not so.';
COMMENT ON COLUMN regie.contract.term IS
'The terms of the contract as one value, made by the database from the plain columns.';
COMMENT ON COLUMN regie.contract.cpv IS
'What is bought, in the European vocabulary (CPV), such as 72000000-5. Empty where unknown.';
COMMENT ON COLUMN regie.contract.kind IS
'What kind of purchase it is, as procurement law divides them: services, supplies, works, social services (social and other specific services) or concession. Empty where unknown.';
COMMENT ON COLUMN regie.contract.procured_on IS
'Day on which the procedure began: the notice was sent, or the supplier was asked. It decides which thresholds hold. Empty where unknown.';
COMMENT ON COLUMN regie.contract.signed_on IS
'Day on which it was signed, so from which it is known. Empty: known all along.';
COMMENT ON COLUMN regie.contract.source_ref IS
'Where the terms stand: a procurement number, a file. Empty where unknown.';
COMMENT ON COLUMN regie.contract.cost_key IS
'Code of the key by which those who use the contract share its price. Empty: by the shares in contract_use, or else by the rules of its services.';
COMMENT ON COLUMN regie.contract.note IS 'Remark. Empty where there is none.';

/*
 * A line may be stated again by an amendment, which is why its number and
 * validity alone do not name a row, and a primary key cannot hold the empty
 * amendment of the first rows.  An import finds its row by contract_line_key.
 */
CREATE TABLE regie.contract_line (
	contract_line_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT contract_line_pkey PRIMARY KEY,
	contract text NOT NULL
		CONSTRAINT contract_line_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	line integer NOT NULL
		CONSTRAINT contract_line_line_check CHECK (line > 0),
	service text NOT NULL
		CONSTRAINT contract_line_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	amount numeric(14,2) NOT NULL
		CONSTRAINT contract_line_amount_check
		CHECK (amount > -1e10 AND amount < 1e10),
	per text NOT NULL CONSTRAINT contract_line_per_check
		CHECK (per IN ('year', 'quarter', 'month', 'once', 'unit')),
	unit text CONSTRAINT contract_line_unit_check
		CHECK (unit COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	valid daterange NOT NULL DEFAULT '[1900-01-01,)'
		CONSTRAINT contract_line_valid_check CHECK (regie.is_validity(valid)),
	amendment integer,
	note text,
	CONSTRAINT contract_line_per_unit_check
		CHECK ((per = 'unit') = (unit IS NOT NULL)),
	CONSTRAINT contract_line_unit_amount_check
		CHECK (per <> 'unit' OR abs(amount) < 1e6),
	CONSTRAINT contract_line_overlap EXCLUDE USING gist (
		regie.text_range(contract, contract, '[]') WITH &&,
		int4range(line, line, '[]') WITH &&,
		int4range(coalesce(amendment, 0), coalesce(amendment, 0), '[]')
			WITH &&,
		valid WITH &&)
);

CREATE UNIQUE INDEX contract_line_key ON regie.contract_line
	(contract, line, coalesce(amendment, 0), valid);
CREATE INDEX contract_line_amendment_idx ON regie.contract_line
	(contract, line) WHERE amendment IS NOT NULL;

COMMENT ON TABLE regie.contract_line IS
'Price lines of contracts. One row per contract, line, amendment and period of validity; a new price is a new row from the day on which it holds. Rows of a later amendment go before earlier rows of the same line.';
COMMENT ON COLUMN regie.contract_line.contract_line_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.contract_line.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.contract_line.line IS
'Number of the line within the contract, from 1.';
COMMENT ON COLUMN regie.contract_line.service IS
'Code of the service that the price is for.';
COMMENT ON COLUMN regie.contract_line.amount IS
'Price in euro per period of column per, without VAT. Negative: a discount.';
COMMENT ON COLUMN regie.contract_line.per IS
'What the price is for: a year, quarter or month of the contract, once, or a unit of what is counted.';
COMMENT ON COLUMN regie.contract_line.unit IS
'What a unit is, such as a licence or a call, where the price is per unit. Empty otherwise.';
COMMENT ON COLUMN regie.contract_line.valid IS
'Days on which the price holds: the first included, the day after the last excluded. Left as it is: as long as the contract, or, by an amendment, from the day on which that takes effect.';
COMMENT ON COLUMN regie.contract_line.amendment IS
'Number of the amendment that states this price. Empty: it stood in the contract from the start, or the history does not matter.';
COMMENT ON COLUMN regie.contract_line.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.contract_use (
	contract_use_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT contract_use_id_key UNIQUE,
	contract text NOT NULL
		CONSTRAINT contract_use_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	party text NOT NULL
		CONSTRAINT contract_use_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	valid daterange NOT NULL DEFAULT '[1900-01-01,)'
		CONSTRAINT contract_use_valid_check CHECK (regie.is_validity(valid)),
	share numeric CONSTRAINT contract_use_share_check
		CHECK (share >= 0 AND share < 1e10 AND share = round(share, 6)),
	note text,
	CONSTRAINT contract_use_pkey PRIMARY KEY (contract, party, valid),
	CONSTRAINT contract_use_overlap EXCLUDE USING gist (
		regie.text_range(contract, contract, '[]') WITH &&,
		regie.text_range(party, party, '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.contract_use IS
'Who uses what a contract delivers, beside or instead of the party that signed. One row per contract, user and period.';
COMMENT ON COLUMN regie.contract_use.contract_use_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.contract_use.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.contract_use.party IS 'Code of the party that uses it.';
COMMENT ON COLUMN regie.contract_use.valid IS
'Days of use: the first included, the day after the last excluded. Left as it is: as long as the contract.';
COMMENT ON COLUMN regie.contract_use.share IS
'What it counts for in sharing the price among those who use the contract: a weight, such as 425 workplaces or 30 percent, not divided by the total. 0: takes part and pays nothing. Empty: bears no share. At most 6 decimals. As soon as one row of a contract has a share, shares alone decide who bears its price.';
COMMENT ON COLUMN regie.contract_use.note IS
'Remark. Empty where there is none.';

/*
 * Cost, and what the keys it is shared by count
 */
CREATE TABLE regie.cost_key_value (
	cost_key_value_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT cost_key_value_id_key UNIQUE,
	cost_key text NOT NULL
		CONSTRAINT cost_key_value_cost_key_fkey REFERENCES regie.cost_key
		ON UPDATE CASCADE,
	party text NOT NULL
		CONSTRAINT cost_key_value_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	valid daterange NOT NULL
		CONSTRAINT cost_key_value_valid_check CHECK (regie.is_validity(valid)),
	value numeric NOT NULL CONSTRAINT cost_key_value_value_check
		CHECK (value >= 0 AND value < 1e10 AND value = round(value, 6)),
	set_on date CONSTRAINT cost_key_value_set_on_check
		CHECK (set_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	source_ref text,
	CONSTRAINT cost_key_value_pkey PRIMARY KEY (cost_key, party, valid),
	CONSTRAINT cost_key_value_overlap EXCLUDE USING gist (
		regie.text_range(cost_key, cost_key, '[]') WITH &&,
		regie.text_range(party, party, '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.cost_key_value IS
'What a key counts for each participant, and when. One row per key, participant and period; the periods of one participant do not overlap. The values on the first day of a cost''s period count for that cost.';
COMMENT ON COLUMN regie.cost_key_value.cost_key_value_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.cost_key_value.cost_key IS 'Code of the key.';
COMMENT ON COLUMN regie.cost_key_value.party IS 'Code of the participant.';
COMMENT ON COLUMN regie.cost_key_value.valid IS
'Days on which the value holds: the first included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.cost_key_value.value IS
'The number itself, not a percentage of the total: 39997 inhabitants, 410 workplaces. 0: takes part and pays nothing. At most 6 decimals.';
COMMENT ON COLUMN regie.cost_key_value.set_on IS
'Day on which the value was fixed. A key that is fixed only after the period began can cost the exemption from VAT for cost on joint account. Empty where unknown.';
COMMENT ON COLUMN regie.cost_key_value.source_ref IS
'Where the value comes from. Empty where unknown.';

CREATE TABLE regie.allocation_rule (
	allocation_rule_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT allocation_rule_id_key UNIQUE,
	service text NOT NULL
		CONSTRAINT allocation_rule_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	valid daterange NOT NULL
		CONSTRAINT allocation_rule_valid_check CHECK (regie.is_validity(valid)),
	cost_key text NOT NULL
		CONSTRAINT allocation_rule_cost_key_fkey REFERENCES regie.cost_key
		ON UPDATE CASCADE,
	step integer CONSTRAINT allocation_rule_step_check CHECK (step > 0),
	note text,
	CONSTRAINT allocation_rule_pkey PRIMARY KEY (service, valid),
	CONSTRAINT allocation_rule_overlap EXCLUDE USING gist (
		regie.text_range(service, service, '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.allocation_rule IS
'By which key the cost of a service is shared, and when. One row per service and period; at most one key on any day. The rule on the first day of a cost''s period counts for that cost.';
COMMENT ON COLUMN regie.allocation_rule.allocation_rule_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.allocation_rule.service IS 'Code of the service.';
COMMENT ON COLUMN regie.allocation_rule.valid IS
'Days on which the rule holds: the first included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.allocation_rule.cost_key IS 'Code of the key.';
COMMENT ON COLUMN regie.allocation_rule.step IS
'Place of the service in the order in which services pass their cost on to each other, step by step: 1 first. A service gets nothing more from those behind it. Empty: no order was agreed.';
COMMENT ON COLUMN regie.allocation_rule.note IS
'Remark, such as the decision that set the rule. Empty where there is none.';

CREATE TABLE regie.cost (
	code text CONSTRAINT cost_pkey PRIMARY KEY
		CONSTRAINT cost_code_check CHECK (regie.is_code(code)),
	cost_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 99999999)
		CONSTRAINT cost_id_key UNIQUE,
	period daterange NOT NULL
		CONSTRAINT cost_period_check CHECK (regie.is_period(period)),
	kind text NOT NULL CONSTRAINT cost_kind_check
		CHECK (kind IN ('budget', 'amendment', 'advance', 'actual')),
	payer text NOT NULL
		CONSTRAINT cost_payer_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	payee text NOT NULL
		CONSTRAINT cost_payee_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	service text NOT NULL
		CONSTRAINT cost_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	contract text
		CONSTRAINT cost_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	amount numeric NOT NULL,
	scale smallint NOT NULL DEFAULT 2
		CONSTRAINT cost_scale_check CHECK (scale BETWEEN 0 AND 6),
	cost_key text
		CONSTRAINT cost_cost_key_fkey REFERENCES regie.cost_key
		ON UPDATE CASCADE,
	description text,
	source_ref text,
	vat_treatment text,
	vat_rate numeric(5,2) CONSTRAINT cost_vat_rate_check
		CHECK (vat_rate >= 0 AND vat_rate <= 100),
	vat_amount numeric,
	cost_category text CONSTRAINT cost_cost_category_check
		CHECK (cost_category ~ '^[0-9]{1,2}([.][0-9]{1,2}){0,3}$'),
	CONSTRAINT cost_parties_check CHECK (payer <> payee),
	CONSTRAINT cost_amount_check
		CHECK (amount > -1e10 AND amount < 1e10
			   AND amount = round(amount, scale)),
	CONSTRAINT cost_vat_amount_check
		CHECK (vat_amount = 0
			   OR (sign(vat_amount) = sign(amount)
				   AND abs(vat_amount) <= abs(amount)
				   AND vat_amount = round(vat_amount, scale))),
	CONSTRAINT cost_vat_check
		CHECK (vat_treatment IS NOT NULL
			   OR (vat_rate IS NULL AND vat_amount IS NULL))
);

CREATE INDEX cost_service_idx ON regie.cost (service);
CREATE INDEX cost_contract_idx ON regie.cost (contract);

COMMENT ON TABLE regie.cost IS
'Who pays whom for what: one row per amount, before it is shared among participants.';
COMMENT ON COLUMN regie.cost.code IS
'Code that people know the cost by, such as an invoice line. An import that is repeated finds the row by it.';
COMMENT ON COLUMN regie.cost.cost_id IS
'The same cost as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.cost.period IS
'Days that the cost is for: the first included, the day after the last excluded. The first day decides the year and the key.';
COMMENT ON COLUMN regie.cost.kind IS
'budget (planned), amendment (of the budget: what it adds to or takes from it), advance (paid beforehand) or actual (what it came to).';
COMMENT ON COLUMN regie.cost.payer IS
'Code of the party that pays. If it is a cooperation, a key passes the amount on to the participants.';
COMMENT ON COLUMN regie.cost.payee IS 'Code of the party that is paid.';
COMMENT ON COLUMN regie.cost.service IS 'Code of the service that it is for.';
COMMENT ON COLUMN regie.cost.contract IS
'Number of the contract that it is paid under. Empty where there is none.';
COMMENT ON COLUMN regie.cost.amount IS
'Amount in euro, without VAT. Negative: a credit. It has at most as many decimals as column scale says.';
COMMENT ON COLUMN regie.cost.scale IS
'Decimals to which the amount is shared: 2 for cents, 0 for whole euros, up to 6 for cloud usage.';
COMMENT ON COLUMN regie.cost.cost_key IS
'Code of a key for this cost alone. Empty: by the rule of its service.';
COMMENT ON COLUMN regie.cost.description IS
'What it is. Empty where there is nothing to add.';
COMMENT ON COLUMN regie.cost.source_ref IS
'Where the amount comes from: an invoice, a publication. Empty where unknown.';
COMMENT ON COLUMN regie.cost.vat_treatment IS
'Code of how VAT is treated, see vat_treatment. Empty where unknown.';
COMMENT ON COLUMN regie.cost.vat_rate IS
'Rate of VAT in percent, such as 21. Empty where unknown or mixed.';
COMMENT ON COLUMN regie.cost.vat_amount IS
'VAT in euro that comes on top of the amount, of the same sign, with at most as many decimals as column scale says. Empty or 0: none, or unknown.';
COMMENT ON COLUMN regie.cost.cost_category IS
'Economic category of the statistics that municipalities report (Iv3), such as 3.8. Empty where unknown.';

/*
 * Roadmaps
 */
CREATE TABLE regie.programme (
	code text CONSTRAINT programme_pkey PRIMARY KEY
		CONSTRAINT programme_code_check CHECK (regie.is_code(code)),
	programme_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT programme_id_key UNIQUE,
	name text NOT NULL CONSTRAINT programme_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	start_on date NOT NULL CONSTRAINT programme_start_on_check
		CHECK (start_on BETWEEN DATE '1900-01-01' AND DATE '2199-12-31'),
	note text
);

COMMENT ON TABLE regie.programme IS
'Roadmaps that are planned together, because their steps wait for each other. One row per programme; a variant of a plan is a programme of its own.';
COMMENT ON COLUMN regie.programme.code IS
'Code that people know the programme by.';
COMMENT ON COLUMN regie.programme.programme_id IS
'The same programme as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.programme.name IS 'Name of the programme.';
COMMENT ON COLUMN regie.programme.start_on IS
'Day before which no step starts.';
COMMENT ON COLUMN regie.programme.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.roadmap_item (
	programme text NOT NULL
		CONSTRAINT roadmap_item_programme_fkey REFERENCES regie.programme
		ON UPDATE CASCADE,
	code text NOT NULL
		CONSTRAINT roadmap_item_code_check CHECK (regie.is_code(code)),
	roadmap_item_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT roadmap_item_id_key UNIQUE,
	party text NOT NULL
		CONSTRAINT roadmap_item_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	title text NOT NULL CONSTRAINT roadmap_item_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	duration integer NOT NULL CONSTRAINT roadmap_item_duration_check
		CHECK (duration BETWEEN 0 AND 2600),
	constraint_kind text CONSTRAINT roadmap_item_constraint_kind_check
		CHECK (constraint_kind IN ('SNET', 'SNLT', 'FNET', 'FNLT', 'MSO',
								   'MFO', 'ALAP')),
	constraint_date date CONSTRAINT roadmap_item_constraint_date_check
		CHECK (constraint_date BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	deadline date CONSTRAINT roadmap_item_deadline_check
		CHECK (deadline BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	service text
		CONSTRAINT roadmap_item_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	contract text
		CONSTRAINT roadmap_item_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	contract_link text CONSTRAINT roadmap_item_contract_link_check
		CHECK (contract_link IN ('decides', 'replaces')),
	note text,
	CONSTRAINT roadmap_item_pkey PRIMARY KEY (programme, code),
	CONSTRAINT roadmap_item_constraint_check
		CHECK ((coalesce(constraint_kind, 'ALAP') = 'ALAP')
			   = (constraint_date IS NULL)),
	CONSTRAINT roadmap_item_contract_check
		CHECK ((contract IS NULL) = (contract_link IS NULL))
);

CREATE INDEX roadmap_item_contract_idx ON regie.roadmap_item (contract);

COMMENT ON TABLE regie.roadmap_item IS
'Steps of roadmaps. One row per step; party says whose roadmap it stands on.';
COMMENT ON COLUMN regie.roadmap_item.code IS
'Code that people know the step by, unique within its programme.';
COMMENT ON COLUMN regie.roadmap_item.roadmap_item_id IS
'The same step as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.roadmap_item.programme IS
'Code of the programme that it is planned in.';
COMMENT ON COLUMN regie.roadmap_item.party IS
'Code of the party whose roadmap it stands on: who has to do it.';
COMMENT ON COLUMN regie.roadmap_item.title IS 'What has to be done.';
COMMENT ON COLUMN regie.roadmap_item.duration IS
'Working days that it takes. 0: a milestone.';
COMMENT ON COLUMN regie.roadmap_item.constraint_kind IS
'SNET or FNET: start or finish no earlier than the date; SNLT or FNLT: no later than; MSO or MFO: start or finish on the date. ALAP: as late as possible. Empty: none, so as soon as possible.';
COMMENT ON COLUMN regie.roadmap_item.constraint_date IS
'Date that constraint_kind speaks of. Empty where there is none.';
COMMENT ON COLUMN regie.roadmap_item.deadline IS
'Last day on which it may be finished; a later finish is reported, not prevented. Empty where there is none.';
COMMENT ON COLUMN regie.roadmap_item.service IS
'Code of the service that it changes. Empty where there is none.';
COMMENT ON COLUMN regie.roadmap_item.contract IS
'Number of the contract that it has to do with. Empty where there is none.';
COMMENT ON COLUMN regie.roadmap_item.contract_link IS
'decides: when it is finished, it is decided what happens to the contract, so it must be finished by the last day to give notice (or to lift the option). replaces: when it is finished, the contract can be missed, so it must be finished before the contract ends. Empty where there is no contract.';
COMMENT ON COLUMN regie.roadmap_item.note IS
'Remark. Empty where there is none.';

/*
 * The programme stands in each dependency, so that the database can see that
 * both steps are planned together.
 */
CREATE TABLE regie.roadmap_dependency (
	roadmap_dependency_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT roadmap_dependency_id_key UNIQUE,
	programme text NOT NULL,
	item text NOT NULL,
	predecessor text NOT NULL,
	kind text NOT NULL DEFAULT 'FS' CONSTRAINT roadmap_dependency_kind_check
		CHECK (kind IN ('FS', 'SS', 'FF', 'SF')),
	lag integer NOT NULL DEFAULT 0 CONSTRAINT roadmap_dependency_lag_check
		CHECK (lag BETWEEN -2600 AND 2600),
	elapsed boolean NOT NULL DEFAULT false,
	note text,
	CONSTRAINT roadmap_dependency_pkey
		PRIMARY KEY (programme, item, predecessor, kind),
	CONSTRAINT roadmap_dependency_item_fkey
		FOREIGN KEY (programme, item)
		REFERENCES regie.roadmap_item (programme, code) ON UPDATE CASCADE,
	CONSTRAINT roadmap_dependency_predecessor_fkey
		FOREIGN KEY (programme, predecessor)
		REFERENCES regie.roadmap_item (programme, code) ON UPDATE CASCADE,
	CONSTRAINT roadmap_dependency_self_check CHECK (item <> predecessor)
);

CREATE INDEX roadmap_dependency_predecessor_idx
	ON regie.roadmap_dependency (predecessor);

COMMENT ON TABLE regie.roadmap_dependency IS
'Which step waits for which. One row per step, predecessor and kind. Both steps belong to the same programme, but often to roadmaps of different parties.';
COMMENT ON COLUMN regie.roadmap_dependency.roadmap_dependency_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.roadmap_dependency.programme IS
'Code of the programme of both steps.';
COMMENT ON COLUMN regie.roadmap_dependency.item IS
'Code of the step that waits.';
COMMENT ON COLUMN regie.roadmap_dependency.predecessor IS
'Code of the step that it waits for.';
COMMENT ON COLUMN regie.roadmap_dependency.kind IS
'FS: its start waits for the finish of the predecessor; SS: start for start; FF: finish for finish; SF: finish for start.';
COMMENT ON COLUMN regie.roadmap_dependency.lag IS
'Days between the two. Negative: it may be that much earlier.';
COMMENT ON COLUMN regie.roadmap_dependency.elapsed IS
'Whether lag counts all days of the calendar; otherwise it counts working days.';
COMMENT ON COLUMN regie.roadmap_dependency.note IS
'Remark. Empty where there is none.';
