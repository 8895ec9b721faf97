/*
 * model: what was agreed about a contract after it was signed.
 *
 * Two days stand with each amendment: the one from which it is known, and the
 * one from which it holds.  Together they answer what a contract said on a
 * day, as known on a day (regie.contract_as_of).
 */
CREATE TABLE regie.contract_amendment (
	contract_amendment_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT contract_amendment_id_key UNIQUE,
	contract text NOT NULL
		CONSTRAINT contract_amendment_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	amendment integer NOT NULL
		CONSTRAINT contract_amendment_amendment_check
		CHECK (amendment BETWEEN 1 AND 9999),
	title text NOT NULL CONSTRAINT contract_amendment_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	known_on date NOT NULL CONSTRAINT contract_amendment_known_on_check
		CHECK (known_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	effective_on date NOT NULL
		CONSTRAINT contract_amendment_effective_on_check
		CHECK (effective_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	rationale text,
	contract_title text CONSTRAINT contract_amendment_contract_title_check
		CHECK (contract_title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	customer text
		CONSTRAINT contract_amendment_customer_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	supplier text
		CONSTRAINT contract_amendment_supplier_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	conditions text CONSTRAINT contract_amendment_conditions_check
		CHECK (conditions COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	changes_term boolean NOT NULL DEFAULT false,
	start_on date CONSTRAINT contract_amendment_start_on_check
		CHECK (start_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	initial interval CONSTRAINT contract_amendment_initial_check
		CHECK (initial BETWEEN INTERVAL '0' AND INTERVAL '100 years'),
	renewal text CONSTRAINT contract_amendment_renewal_check
		CHECK (renewal IN ('none', 'explicit', 'tacit', 'evergreen')),
	renewal_period interval
		CONSTRAINT contract_amendment_renewal_period_check
		CHECK (renewal_period BETWEEN INTERVAL '0' AND INTERVAL '50 years'),
	max_renewals integer CONSTRAINT contract_amendment_max_renewals_check
		CHECK (max_renewals BETWEEN 0 AND 100),
	options_lifted integer
		CONSTRAINT contract_amendment_options_lifted_check
		CHECK (options_lifted BETWEEN 0 AND 100),
	notice interval CONSTRAINT contract_amendment_notice_check
		CHECK (notice BETWEEN INTERVAL '0' AND INTERVAL '50 years'),
	ended_on date CONSTRAINT contract_amendment_ended_on_check
		CHECK (ended_on BETWEEN DATE '1900-01-01' AND DATE '2300-01-01'),
	term regie.term GENERATED ALWAYS AS (
		regie.term(start_on, initial, renewal, renewal_period, max_renewals,
				   notice, ended_on, options_lifted)) STORED,
	source_ref text,
	note text,
	CONSTRAINT contract_amendment_pkey PRIMARY KEY (contract, amendment),
	CONSTRAINT contract_amendment_parties_check CHECK (customer <> supplier),
	CONSTRAINT contract_amendment_changes_term_check CHECK (
		CASE WHEN changes_term THEN start_on IS NOT NULL AND renewal IS NOT NULL
		ELSE num_nonnulls(start_on, initial, renewal, renewal_period,
						  max_renewals, options_lifted, notice, ended_on) = 0
		END)
);

COMMENT ON TABLE regie.contract_amendment IS
'What was agreed about a contract after it was signed: amendments, addenda, an option lifted, notice given. One row per contract and amendment. A row that turns out wrong is set right by a further one, so that what was known on a day stays known. New prices stand in contract_line, with the number of the amendment.';
COMMENT ON COLUMN regie.contract_amendment.contract_amendment_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.contract_amendment.contract IS
'Number of the contract.';
COMMENT ON COLUMN regie.contract_amendment.amendment IS
'Number of the amendment within the contract, from 1, at most 9999. Of two that are known from the same day the higher number goes before.';
COMMENT ON COLUMN regie.contract_amendment.title IS
'What the amendment is about.';
COMMENT ON COLUMN regie.contract_amendment.known_on IS
'Day from which it is known: on which it was signed, or recorded.';
COMMENT ON COLUMN regie.contract_amendment.effective_on IS
'First day on which it holds. A new term counts already from known_on on, if that is earlier, since it speaks of the days to come.';
COMMENT ON COLUMN regie.contract_amendment.rationale IS
'Why it was agreed. Empty where unknown.';
COMMENT ON COLUMN regie.contract_amendment.contract_title IS
'New title of the contract. Empty: unchanged.';
COMMENT ON COLUMN regie.contract_amendment.customer IS
'Code of the new customer. Empty: unchanged.';
COMMENT ON COLUMN regie.contract_amendment.supplier IS
'Code of the new supplier. Empty: unchanged.';
COMMENT ON COLUMN regie.contract_amendment.conditions IS
'New conditions that apply. Empty: unchanged.';
COMMENT ON COLUMN regie.contract_amendment.changes_term IS
'Whether the term changes. If so, the columns from start_on to ended_on state the whole term anew, from the first day of the contract; if not, they are all empty.';
COMMENT ON COLUMN regie.contract_amendment.start_on IS
'First day of the contract; not of the amendment.';
COMMENT ON COLUMN regie.contract_amendment.initial IS
'Length of the first period, from start_on on. Empty for renewal evergreen.';
COMMENT ON COLUMN regie.contract_amendment.renewal IS
'What happens at the end of a period: none, explicit, tacit or evergreen, as in contract.';
COMMENT ON COLUMN regie.contract_amendment.renewal_period IS
'Length of each renewal. Empty for renewal none and evergreen.';
COMMENT ON COLUMN regie.contract_amendment.max_renewals IS
'Most renewals. 0: none; empty: no limit stated.';
COMMENT ON COLUMN regie.contract_amendment.options_lifted IS
'Number of options lifted by then, for renewal explicit. Empty: none.';
COMMENT ON COLUMN regie.contract_amendment.notice IS
'Notice period. Empty: none stated.';
COMMENT ON COLUMN regie.contract_amendment.ended_on IS
'First day on which the contract no longer runs, if the amendment ends it. Empty otherwise.';
COMMENT ON COLUMN regie.contract_amendment.term IS
'The new term as one value, made by the database from the plain columns. Empty: unchanged.';
COMMENT ON COLUMN regie.contract_amendment.source_ref IS
'Where it stands: a file, a notice. Empty where unknown.';
COMMENT ON COLUMN regie.contract_amendment.note IS
'Remark. Empty where there is none.';

/* contract_line comes before its amendments: it refers to them from here on */
ALTER TABLE regie.contract_line
	ADD CONSTRAINT contract_line_amendment_fkey
	FOREIGN KEY (contract, amendment) REFERENCES regie.contract_amendment
	ON UPDATE CASCADE;

/*
 * Where an amendment states the term, what is entered in the contract's own
 * row no longer counts.  An end or an option that somebody enters there would
 * be lost without a word, so it is refused.  All else in that row can be
 * corrected: it is what was first signed.
 */
CREATE FUNCTION regie.contract_term_amended() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	last_amendment integer;
BEGIN
	SELECT m.amendment INTO last_amendment
	FROM regie.contract_amendment AS m
	WHERE m.contract = OLD.code AND m.changes_term
	ORDER BY m.known_on DESC, m.amendment DESC
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'the term of contract "%" is set by an amendment',
				OLD.code
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('Amendment %s states its term; an end or an option in regie.contract would not count.',
								last_amendment),
				HINT = 'Record it as a further amendment.';
	END IF;
	RETURN NEW;
END
$$;

COMMENT ON FUNCTION regie.contract_term_amended() IS
'Trigger of table contract: refuses an end or a lifted option in the row of a contract whose term an amendment has set. Error 55000.';

CREATE TRIGGER contract_term_amended
	BEFORE UPDATE OF ended_on, options_lifted ON regie.contract
	FOR EACH ROW
	WHEN (NEW.ended_on <> OLD.ended_on
		  OR (NEW.ended_on IS NOT NULL AND OLD.ended_on IS NULL)
		  OR NEW.options_lifted > OLD.options_lifted)
	EXECUTE FUNCTION regie.contract_term_amended();
