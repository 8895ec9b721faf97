
/*
 * model: what parties to a contract must do beside paying and giving notice:
 * accept, plan the exit, evaluate, report, announce the index, be audited.
 *
 * A recurring obligation is one row; its due days are made when asked for
 * (due_days), always counted from the first.  What has been done is a row of
 * its own for that due day, so that nothing is overwritten.
 */

/*
 * A week at least, so that a forgotten row makes no report of thousands.  The
 * parts are looked at one by one, as an interval of a month less ten days is
 * larger than a week, too.
 */
CREATE FUNCTION regie.is_recurrence(every interval) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN every BETWEEN INTERVAL '7 days' AND INTERVAL '50 years'
	AND extract(year FROM every) >= 0 AND extract(month FROM every) >= 0
	AND extract(day FROM every) >= 0 AND extract(hour FROM every) = 0
	AND extract(minute FROM every) = 0 AND extract(second FROM every) = 0;

COMMENT ON FUNCTION regie.is_recurrence(interval) IS
'Whether an interval can say how often an obligation returns: years, months and days, none of them negative, no time of the day, a week to fifty years. Example: regie.is_recurrence(''6 months'').';

CREATE TABLE regie.obligation (
	contract text NOT NULL
		CONSTRAINT obligation_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	code text NOT NULL
		CONSTRAINT obligation_code_check CHECK (regie.is_code(code)),
	obligation_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT obligation_id_key UNIQUE,
	kind text NOT NULL CONSTRAINT obligation_kind_check
		CHECK (kind IN ('acceptance', 'exit plan', 'evaluation', 'review',
						'report', 'index announcement', 'audit', 'other')),
	title text NOT NULL CONSTRAINT obligation_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	party text NOT NULL
		CONSTRAINT obligation_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	first_due_on date NOT NULL CONSTRAINT obligation_first_due_on_check
		CHECK (first_due_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	every interval CONSTRAINT obligation_every_check
		CHECK (regie.is_recurrence(every)),
	last_due_on date CONSTRAINT obligation_last_due_on_check
		CHECK (last_due_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	consequence text CONSTRAINT obligation_consequence_check
		CHECK (consequence COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	source_ref text,
	note text,
	CONSTRAINT obligation_pkey PRIMARY KEY (contract, code),
	CONSTRAINT obligation_recurrence_check
		CHECK (last_due_on IS NULL
			   OR (every IS NOT NULL AND last_due_on >= first_due_on))
);

COMMENT ON TABLE regie.obligation IS
'What somebody must do by a day because of a contract, once or time and again. One row per contract and obligation. What has been done stands in obligation_done.';
COMMENT ON COLUMN regie.obligation.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.obligation.code IS
'Code that people know the obligation by, unique within its contract.';
COMMENT ON COLUMN regie.obligation.obligation_id IS
'The same obligation as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.obligation.kind IS
'acceptance (of what was delivered), exit plan, evaluation (of the contract), review (of its annexes, such as service levels), report (to be handed over), index announcement (of a price rise), audit (or another proof by a third party) or other.';
COMMENT ON COLUMN regie.obligation.title IS 'What has to be done.';
COMMENT ON COLUMN regie.obligation.party IS
'Code of the party that must act.';
COMMENT ON COLUMN regie.obligation.first_due_on IS
'Last day on which it can be done in time; of a recurring obligation the first such day.';
COMMENT ON COLUMN regie.obligation.every IS
'How often it returns, such as P1Y or P6M, counted from first_due_on: from 31 January every month falls on the last day of each month. A week at least. Empty: once.';
COMMENT ON COLUMN regie.obligation.last_due_on IS
'Of a recurring obligation, the day after which it does not fall due any more, even if the contract runs on. Empty: as long as the contract runs.';
COMMENT ON COLUMN regie.obligation.consequence IS
'What it means if nothing happens, in words. Empty where nobody has written it down.';
COMMENT ON COLUMN regie.obligation.source_ref IS
'Where it stands: an article, an annex. Empty where unknown.';
COMMENT ON COLUMN regie.obligation.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.obligation_done (
	obligation_done_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT obligation_done_id_key UNIQUE,
	contract text NOT NULL,
	obligation text NOT NULL,
	due_on date NOT NULL CONSTRAINT obligation_done_due_on_check
		CHECK (due_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	done_on date NOT NULL CONSTRAINT obligation_done_done_on_check
		CHECK (done_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	note text,
	CONSTRAINT obligation_done_pkey PRIMARY KEY (contract, obligation, due_on),
	CONSTRAINT obligation_done_obligation_fkey
		FOREIGN KEY (contract, obligation)
		REFERENCES regie.obligation (contract, code) ON UPDATE CASCADE
);

COMMENT ON TABLE regie.obligation_done IS
'Obligations that were fulfilled, or that nobody insists on any more. One row per contract, obligation and due day; from done_on on that day is no longer open.';
COMMENT ON COLUMN regie.obligation_done.obligation_done_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.obligation_done.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.obligation_done.obligation IS
'Code of the obligation.';
COMMENT ON COLUMN regie.obligation_done.due_on IS
'Due day that it is about, exactly as the obligation has it. Another day closes nothing.';
COMMENT ON COLUMN regie.obligation_done.done_on IS
'Day on which it was done, before or after the due day.';
COMMENT ON COLUMN regie.obligation_done.note IS
'Remark, such as what came of it. Empty where there is none.';
