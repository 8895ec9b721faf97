/*
 * model: allocation runs, as they were calculated.
 *
 * A run holds copies of all that went into it: the costs, the weights of each
 * pool, the bounds of a collar.  So it can be calculated again from itself
 * (check_run), whatever has become of its sources, and they are not referred
 * to: a run outlives them.  Only parties are: who has to pay must stay known.
 * Their codes cannot change while a run names them, as a closed run cannot.
 *
 * A closed run takes no row but those that it had when it was closed.  Rows
 * of a run are numbered from 1, and the run says how many there are of each
 * kind; so a restore can bring them back, in any order, and nobody can add
 * one.  What closes a run and guards it stands in model_run_close.sql.
 */
CREATE TABLE regie.allocation_run (
	code text CONSTRAINT allocation_run_pkey PRIMARY KEY
		CONSTRAINT allocation_run_code_check CHECK (regie.is_code(code)),
	allocation_run_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT allocation_run_id_key UNIQUE,
	cooperation text NOT NULL
		CONSTRAINT allocation_run_cooperation_fkey REFERENCES regie.party,
	kind text NOT NULL CONSTRAINT allocation_run_kind_check
		CHECK (kind IN ('budget', 'amendment', 'advance', 'actual',
						'settlement')),
	period daterange NOT NULL
		CONSTRAINT allocation_run_period_check CHECK (regie.is_period(period)),
	method text NOT NULL DEFAULT 'direct'
		CONSTRAINT allocation_run_method_check
		CHECK (method IN ('direct', 'step_down', 'reciprocal')),
	scale smallint NOT NULL DEFAULT 2
		CONSTRAINT allocation_run_scale_check CHECK (scale BETWEEN 0 AND 6),
	key_on date NOT NULL CONSTRAINT allocation_run_key_on_check
		CHECK (key_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	only_new boolean NOT NULL DEFAULT false,
	is_correction boolean NOT NULL DEFAULT false,
	collar boolean NOT NULL DEFAULT true,
	status text NOT NULL DEFAULT 'draft' CONSTRAINT allocation_run_status_check
		CHECK (status IN ('draft', 'final')),
	made_on date NOT NULL,
	closed_on date,
	amount numeric NOT NULL DEFAULT 0,
	vat_amount numeric NOT NULL DEFAULT 0,
	cost_count integer NOT NULL DEFAULT 0,
	link_count integer NOT NULL DEFAULT 0,
	bound_count integer NOT NULL DEFAULT 0,
	part_count integer NOT NULL DEFAULT 0,
	line_count integer NOT NULL DEFAULT 0,
	note text,
	CONSTRAINT allocation_run_amount_check
		CHECK (abs(amount) < 1e15 AND abs(vat_amount) < 1e15),
	CONSTRAINT allocation_run_closed_on_check
		CHECK ((status = 'final') = (closed_on IS NOT NULL))
);

COMMENT ON TABLE regie.allocation_run IS
'Runs: what a cooperation''s costs of a kind and period come to for each participant, as it was calculated and as it stays. One row per run. A draft can be made again; a final run cannot be changed, only corrected by a new one.';
COMMENT ON COLUMN regie.allocation_run.code IS
'Code that people know the run by, such as BEGROTING-2026.';
COMMENT ON COLUMN regie.allocation_run.allocation_run_id IS
'The same run as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.allocation_run.cooperation IS
'Code of the cooperation whose costs are shared.';
COMMENT ON COLUMN regie.allocation_run.kind IS
'budget, amendment (of the budget: what it changes, not what it comes to), advance, actual, or settlement (actual less advance, made of other runs).';
COMMENT ON COLUMN regie.allocation_run.period IS
'The year, or another period: costs whose period begins in it are in the run.';
COMMENT ON COLUMN regie.allocation_run.method IS
'How services that serve each other pass on their cost: direct, step_down or reciprocal, as function flow has it. Of a settlement: that of its first part.';
COMMENT ON COLUMN regie.allocation_run.scale IS
'Decimals of the amounts that participants bear: 2 for cents, 0 for whole euros.';
COMMENT ON COLUMN regie.allocation_run.key_on IS
'Day whose rules, keys and values hold for the whole run: the key of the year, fixed beforehand.';
COMMENT ON COLUMN regie.allocation_run.only_new IS
'Whether costs that a closed run of the kind already holds were left out, as in a second amendment.';
COMMENT ON COLUMN regie.allocation_run.is_correction IS
'Whether it takes the place of a closed run: table run_correction says of which.';
COMMENT ON COLUMN regie.allocation_run.collar IS
'Whether a collar was to be applied where one holds for the cooperation.';
COMMENT ON COLUMN regie.allocation_run.status IS
'draft (it can be made again) or final (it is closed).';
COMMENT ON COLUMN regie.allocation_run.made_on IS
'Day on which it was last made, by regie.today().';
COMMENT ON COLUMN regie.allocation_run.closed_on IS
'Day on which it was closed, by regie.today(). Empty: it is a draft.';
COMMENT ON COLUMN regie.allocation_run.amount IS
'All that it shares, in euro, without VAT that is passed on as such.';
COMMENT ON COLUMN regie.allocation_run.vat_amount IS
'All VAT that it passes on as such, in euro.';
COMMENT ON COLUMN regie.allocation_run.cost_count IS
'Number of its rows in run_cost.';
COMMENT ON COLUMN regie.allocation_run.link_count IS
'Number of its rows in run_link.';
COMMENT ON COLUMN regie.allocation_run.bound_count IS
'Number of its rows in run_bound.';
COMMENT ON COLUMN regie.allocation_run.part_count IS
'Number of its rows in run_part.';
COMMENT ON COLUMN regie.allocation_run.line_count IS
'Number of its rows in run_line.';
COMMENT ON COLUMN regie.allocation_run.note IS
'Remark, such as the decision by which it was adopted. Empty where there is none.';

/*
 * Tables of their own, as no table may refer to itself: on restore its rows
 * come in any order.
 */
CREATE TABLE regie.run_correction (
	run text CONSTRAINT run_correction_pkey PRIMARY KEY
		CONSTRAINT run_correction_run_fkey REFERENCES regie.allocation_run
		ON UPDATE CASCADE ON DELETE CASCADE,
	run_correction_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT run_correction_id_key UNIQUE,
	corrects text NOT NULL CONSTRAINT run_correction_corrects_key UNIQUE
		CONSTRAINT run_correction_corrects_fkey
		REFERENCES regie.allocation_run,
	CONSTRAINT run_correction_self_check CHECK (run <> corrects)
);

COMMENT ON TABLE regie.run_correction IS
'Which run takes the place of which closed one. One row per correction. Once it is closed itself, the corrected run counts no more.';
COMMENT ON COLUMN regie.run_correction.run IS 'Code of the new run.';
COMMENT ON COLUMN regie.run_correction.run_correction_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.run_correction.corrects IS
'Code of the closed run whose place it takes: of the same cooperation, kind and period.';

CREATE TABLE regie.run_part (
	run_part_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT run_part_id_key UNIQUE,
	run text NOT NULL
		CONSTRAINT run_part_run_fkey REFERENCES regie.allocation_run
		ON UPDATE CASCADE ON DELETE CASCADE,
	number integer NOT NULL
		CONSTRAINT run_part_number_check CHECK (number >= 1),
	part text NOT NULL
		CONSTRAINT run_part_part_fkey REFERENCES regie.allocation_run,
	sign smallint NOT NULL CONSTRAINT run_part_sign_check
		CHECK (sign IN (-1, 1)),
	CONSTRAINT run_part_pkey PRIMARY KEY (run, number),
	CONSTRAINT run_part_part_key UNIQUE (run, part),
	CONSTRAINT run_part_self_check CHECK (run <> part)
);

CREATE INDEX run_part_part_idx ON regie.run_part (part);

COMMENT ON TABLE regie.run_part IS
'What a settlement is made of: the runs whose lines it adds up or takes off. One row per settlement and run.';
COMMENT ON COLUMN regie.run_part.run_part_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.run_part.run IS 'Code of the settlement.';
COMMENT ON COLUMN regie.run_part.number IS
'Number of the row within the run, from 1.';
COMMENT ON COLUMN regie.run_part.part IS
'Code of the run that is settled.';
COMMENT ON COLUMN regie.run_part.sign IS
'1: added (what it came to), -1: taken off (what was paid before).';

CREATE TABLE regie.run_cost (
	run_cost_id bigint GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999999999)
		CONSTRAINT run_cost_id_key UNIQUE,
	run text NOT NULL
		CONSTRAINT run_cost_run_fkey REFERENCES regie.allocation_run
		ON UPDATE CASCADE ON DELETE CASCADE,
	number integer NOT NULL
		CONSTRAINT run_cost_number_check CHECK (number >= 1),
	cost text NOT NULL,
	period daterange NOT NULL,
	payee text NOT NULL
		CONSTRAINT run_cost_payee_fkey REFERENCES regie.party,
	service text NOT NULL,
	contract text,
	taakveld text,
	cost_category text,
	cost_key text,
	description text,
	amount numeric NOT NULL,
	scale smallint NOT NULL,
	vat_treatment text,
	vat_rate numeric,
	vat_amount numeric NOT NULL DEFAULT 0,
	vat_passed_on boolean NOT NULL DEFAULT false,
	part text,
	booked numeric NOT NULL,
	booked_vat numeric NOT NULL DEFAULT 0,
	CONSTRAINT run_cost_pkey PRIMARY KEY (run, number),
	CONSTRAINT run_cost_cost_key UNIQUE (run, cost),
	CONSTRAINT run_cost_amount_check CHECK (
		abs(amount) < 1e10 AND abs(vat_amount) < 1e10
		AND abs(booked) <= 2e10 AND abs(booked_vat) <= 1e10)
);

CREATE INDEX run_cost_cost_idx ON regie.run_cost (cost);

COMMENT ON TABLE regie.run_cost IS
'The costs of a run as they went in: one row per run and cost. It is a copy, so that the run stays what it is when the cost is changed or deleted. A settlement holds those of its parts, with the sign of the part.';
COMMENT ON COLUMN regie.run_cost.run_cost_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.run_cost.run IS 'Code of the run.';
COMMENT ON COLUMN regie.run_cost.number IS
'Number of the row within the run, from 1, in the order of the codes.';
COMMENT ON COLUMN regie.run_cost.cost IS 'Code of the cost.';
COMMENT ON COLUMN regie.run_cost.period IS 'Days that the cost is for.';
COMMENT ON COLUMN regie.run_cost.payee IS 'Code of the party that is paid.';
COMMENT ON COLUMN regie.run_cost.service IS
'Code of the service that it is for.';
COMMENT ON COLUMN regie.run_cost.contract IS
'Number of the contract that it is paid under. Empty where there is none.';
COMMENT ON COLUMN regie.run_cost.taakveld IS
'Task field of its service. Empty where unknown.';
COMMENT ON COLUMN regie.run_cost.cost_category IS
'Economic category of the cost. Empty where unknown.';
COMMENT ON COLUMN regie.run_cost.cost_key IS
'Code of the key of this cost alone. Empty: by the rule of its service.';
COMMENT ON COLUMN regie.run_cost.description IS
'What it is. Empty where there is nothing to add.';
COMMENT ON COLUMN regie.run_cost.amount IS
'Amount in euro, without VAT, with the cost''s own decimals.';
COMMENT ON COLUMN regie.run_cost.scale IS 'Decimals of the cost.';
COMMENT ON COLUMN regie.run_cost.vat_treatment IS
'How its VAT is treated. Empty where unknown.';
COMMENT ON COLUMN regie.run_cost.vat_rate IS
'Rate of its VAT in per cent. Empty where unknown.';
COMMENT ON COLUMN regie.run_cost.vat_amount IS
'VAT on the cost, in euro, with the cost''s own decimals.';
COMMENT ON COLUMN regie.run_cost.vat_passed_on IS
'Whether its VAT is passed on to the participants as VAT, beside the cost. Otherwise it has become part of the cost.';
COMMENT ON COLUMN regie.run_cost.part IS
'Run that a settlement has it from. Empty in other runs.';
COMMENT ON COLUMN regie.run_cost.booked IS
'What the run shares of it: the amount, and the VAT that has become cost, at the run''s decimals. Costs with more decimals are rounded together, so that their total is the rounded total.';
COMMENT ON COLUMN regie.run_cost.booked_vat IS
'VAT that the run passes on as such, at the run''s decimals.';

CREATE TABLE regie.run_link (
	run_link_id bigint GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999999999)
		CONSTRAINT run_link_id_key UNIQUE,
	run text NOT NULL
		CONSTRAINT run_link_run_fkey REFERENCES regie.allocation_run
		ON UPDATE CASCADE ON DELETE CASCADE,
	number integer NOT NULL
		CONSTRAINT run_link_number_check CHECK (number >= 1),
	service text,
	cost text,
	user_service text,
	participant text
		CONSTRAINT run_link_participant_fkey REFERENCES regie.party,
	basis text NOT NULL CONSTRAINT run_link_basis_check
		CHECK (basis IN ('rule', 'own key', 'use', 'payer', 'no rule',
						 'no key values', 'no users', 'closed loop')),
	cost_key text,
	step integer,
	driver_value numeric CONSTRAINT run_link_driver_value_check
		CHECK (driver_value >= 0 AND driver_value < 'Infinity'),
	amount numeric NOT NULL DEFAULT 0,
	vat_amount numeric NOT NULL DEFAULT 0,
	CONSTRAINT run_link_pkey PRIMARY KEY (run, number),
	CONSTRAINT run_link_amount_check
		CHECK (abs(amount) < 1e18 AND abs(vat_amount) < 1e18),
	CONSTRAINT run_link_source_check
		CHECK ((service IS NULL) <> (cost IS NULL)),
	CONSTRAINT run_link_basis_target_check CHECK (
		CASE WHEN basis IN ('rule', 'own key', 'payer')
			THEN participant IS NOT NULL AND user_service IS NULL
				AND driver_value IS NOT NULL
			WHEN basis = 'use'
			THEN participant IS NULL AND user_service IS NOT NULL
				AND service IS NOT NULL AND driver_value IS NOT NULL
			ELSE participant IS NULL AND user_service IS NULL
				AND driver_value IS NULL END)
);

CREATE INDEX run_link_run_idx ON regie.run_link (run, service);

COMMENT ON TABLE regie.run_link IS
'The network of a run: what each pool passes on to whom, by which weight as it went in, and the money that went over it. One row per run, pool and target. The pool of a service holds its costs; a cost with a key of its own has a pool of its own. A row without target holds what its pool cannot pass on.';
COMMENT ON COLUMN regie.run_link.run_link_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.run_link.run IS 'Code of the run.';
COMMENT ON COLUMN regie.run_link.number IS
'Number of the row within the run, from 1.';
COMMENT ON COLUMN regie.run_link.service IS
'Code of the service whose pool passes on. Empty: it is the pool of a cost.';
COMMENT ON COLUMN regie.run_link.cost IS
'Code of the cost whose own pool passes on. Empty: it is the pool of a service.';
COMMENT ON COLUMN regie.run_link.user_service IS
'Code of the service that uses it and gets this part. Empty: no service does.';
COMMENT ON COLUMN regie.run_link.participant IS
'Code of the participant that bears this part. Empty: it goes to a service, or cannot be passed on.';
COMMENT ON COLUMN regie.run_link.basis IS
'Why: rule (key of the service), own key (of the cost), use (by another service), payer (who pays bears it). Or why it cannot be passed on: no rule, no key values, no users (none that the method lets it pass on to), closed loop (services that only serve each other).';
COMMENT ON COLUMN regie.run_link.cost_key IS
'Code of the key of the pool. Empty: it has none.';
COMMENT ON COLUMN regie.run_link.step IS
'Order of the pool where method is step_down. 0: it serves services only, and comes first. Empty: no order was agreed; it comes last.';
COMMENT ON COLUMN regie.run_link.driver_value IS
'The weight: what the target counts for in the key of the pool. Empty where there is no target.';
COMMENT ON COLUMN regie.run_link.amount IS
'Money over it, in euro, without VAT that is passed on as such. At every pool what comes in goes out.';
COMMENT ON COLUMN regie.run_link.vat_amount IS
'VAT over it, in euro.';

CREATE TABLE regie.run_bound (
	run_bound_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 99999999)
		CONSTRAINT run_bound_id_key UNIQUE,
	run text NOT NULL
		CONSTRAINT run_bound_run_fkey REFERENCES regie.allocation_run
		ON UPDATE CASCADE ON DELETE CASCADE,
	number integer NOT NULL
		CONSTRAINT run_bound_number_check CHECK (number >= 1),
	participant text NOT NULL
		CONSTRAINT run_bound_participant_fkey REFERENCES regie.party,
	year_before text NOT NULL,
	amount_before numeric NOT NULL,
	lower_amount numeric,
	upper_amount numeric,
	CONSTRAINT run_bound_pkey PRIMARY KEY (run, number),
	CONSTRAINT run_bound_participant_key UNIQUE (run, participant),
	CONSTRAINT run_bound_amount_check CHECK (
		abs(amount_before) < 1e15
		AND coalesce(abs(lower_amount) < 1e18, true)
		AND coalesce(abs(upper_amount) < 1e18, true))
);

COMMENT ON TABLE regie.run_bound IS
'The collar of a run as it went in: between which amounts a participant''s total must lie, by what it was the year before. One row per run and participant that was there the year before; no rows: no collar was applied.';
COMMENT ON COLUMN regie.run_bound.run_bound_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.run_bound.run IS 'Code of the run.';
COMMENT ON COLUMN regie.run_bound.number IS
'Number of the row within the run, from 1.';
COMMENT ON COLUMN regie.run_bound.participant IS
'Code of the participant.';
COMMENT ON COLUMN regie.run_bound.year_before IS
'Code of the closed run of the year before.';
COMMENT ON COLUMN regie.run_bound.amount_before IS
'What the participant''s total was in that run, in euro.';
COMMENT ON COLUMN regie.run_bound.lower_amount IS
'Least that its total may be, in euro. Empty: no floor.';
COMMENT ON COLUMN regie.run_bound.upper_amount IS
'Most that its total may be, in euro. Empty: no cap.';

CREATE TABLE regie.run_line (
	run_line_id bigint GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999999999)
		CONSTRAINT run_line_id_key UNIQUE,
	run text NOT NULL
		CONSTRAINT run_line_run_fkey REFERENCES regie.allocation_run
		ON UPDATE CASCADE ON DELETE CASCADE,
	number integer NOT NULL
		CONSTRAINT run_line_number_check CHECK (number >= 1),
	part text,
	cost text,
	via text,
	participant text
		CONSTRAINT run_line_participant_fkey REFERENCES regie.party,
	basis text NOT NULL CONSTRAINT run_line_basis_check
		CHECK (basis IN ('rule', 'own key', 'payer', 'collar', 'no rule',
						 'no key values', 'no users', 'closed loop')),
	cost_key text,
	driver_value numeric,
	driver_total numeric,
	share numeric,
	exact numeric NOT NULL,
	rounding numeric NOT NULL,
	amount numeric NOT NULL,
	vat_amount numeric NOT NULL DEFAULT 0,
	CONSTRAINT run_line_pkey PRIMARY KEY (run, number),
	CONSTRAINT run_line_amount_check CHECK (
		amount = exact + rounding AND abs(amount) < 1e15
		AND abs(exact) < 1e15 AND abs(vat_amount) < 1e15),
	CONSTRAINT run_line_driver_check CHECK (
		coalesce(abs(driver_value) < 'Infinity', true)
		AND coalesce(abs(driver_total) < 'Infinity', true)
		AND coalesce(abs(share) < 'Infinity', true)),
	CONSTRAINT run_line_participant_check CHECK (
		(participant IS NULL) = (basis IN ('no rule', 'no key values',
										   'no users', 'closed loop'))),
	CONSTRAINT run_line_cost_check
		CHECK ((cost IS NULL) = (basis = 'collar'))
);

CREATE INDEX run_line_run_idx ON regie.run_line (run, cost);

COMMENT ON TABLE regie.run_line IS
'What a run comes to: one row per run, cost, pool that it came through last, and participant. All rows of a cost add up to what was booked of it. Rows without participant hold what could not be allocated; rows without cost move money between participants as the collar asks, and add up to zero. A settlement holds the lines of its parts, with the sign of the part.';
COMMENT ON COLUMN regie.run_line.run_line_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.run_line.run IS 'Code of the run.';
COMMENT ON COLUMN regie.run_line.number IS
'Number of the row within the run, from 1.';
COMMENT ON COLUMN regie.run_line.part IS
'Run that a settlement has it from. Empty in other runs.';
COMMENT ON COLUMN regie.run_line.cost IS
'Code of the cost, as in run_cost. Empty: an adjustment by the collar.';
COMMENT ON COLUMN regie.run_line.via IS
'Code of the service whose pool it came through last. Empty: from the cost''s own pool, or by the collar.';
COMMENT ON COLUMN regie.run_line.participant IS
'Code of the participant that bears it. Empty: it could not be allocated.';
COMMENT ON COLUMN regie.run_line.basis IS
'rule (key of the service), own key (of the cost), payer (who pays bears it) or collar; or why it could not be allocated: no rule, no key values, no users, closed loop.';
COMMENT ON COLUMN regie.run_line.cost_key IS
'Code of the key of the last pool. Empty where there is none.';
COMMENT ON COLUMN regie.run_line.driver_value IS
'What the participant counts for in that key. Of the collar: what its total was the year before. Empty where there is none.';
COMMENT ON COLUMN regie.run_line.driver_total IS
'What all participants together count for in that key. Empty where there is none.';
COMMENT ON COLUMN regie.run_line.share IS
'Part of the cost that comes to the participant this way. Empty for the collar.';
COMMENT ON COLUMN regie.run_line.exact IS
'Amount before it was rounded.';
COMMENT ON COLUMN regie.run_line.rounding IS
'What rounding added. exact + rounding is the amount.';
COMMENT ON COLUMN regie.run_line.amount IS
'Amount in euro, without VAT that is passed on as such.';
COMMENT ON COLUMN regie.run_line.vat_amount IS
'VAT that is passed on with it, in euro.';

/*
 * Which runs count: closed, and not corrected by one that is closed.
 */
CREATE VIEW regie.run_state AS
SELECT r.code, r.allocation_run_id, r.cooperation, r.kind, r.period, r.status,
	own.corrects, c.run AS corrected_by,
	r.status = 'final' AND (later.status = 'final') IS NOT TRUE AS in_force,
	coalesce(l.unallocated, 0) AS unallocated
FROM regie.allocation_run AS r
LEFT JOIN regie.run_correction AS own ON own.run = r.code
LEFT JOIN regie.run_correction AS c ON c.corrects = r.code
LEFT JOIN regie.allocation_run AS later ON later.code = c.run
LEFT JOIN LATERAL (
	SELECT sum(n.amount) AS unallocated
	FROM regie.run_line AS n
	WHERE n.run = r.code AND n.participant IS NULL
) AS l ON true;

COMMENT ON VIEW regie.run_state IS
'Runs, and which of them count. One row per run.';
COMMENT ON COLUMN regie.run_state.code IS 'Code of the run.';
COMMENT ON COLUMN regie.run_state.allocation_run_id IS
'The run as an integer.';
COMMENT ON COLUMN regie.run_state.cooperation IS 'Code of the cooperation.';
COMMENT ON COLUMN regie.run_state.kind IS
'budget, amendment, advance, actual or settlement.';
COMMENT ON COLUMN regie.run_state.period IS 'The year, or another period.';
COMMENT ON COLUMN regie.run_state.status IS 'draft or final.';
COMMENT ON COLUMN regie.run_state.corrects IS
'Code of the closed run whose place it takes. Empty: none.';
COMMENT ON COLUMN regie.run_state.corrected_by IS
'Code of the run that takes its place, or is to once it is closed. Empty: none.';
COMMENT ON COLUMN regie.run_state.in_force IS
'Whether it counts: it is closed, and no closed run takes its place.';
COMMENT ON COLUMN regie.run_state.unallocated IS
'What could not be allocated to a participant, in euro.';

GRANT SELECT ON regie.run_state TO PUBLIC;
