/*
 * What leaving and joining costs whom, from the rows of the model.
 *
 * SET jit = off: one such function is a large plan over few rows.  Written
 * out in the query that calls it, tables without statistics made its cost so
 * high that compiling it took 40 s where running it takes 0.03.
 */

/*
 * bound_split(cooperation, from_on, as_of) -> rows
 *
 * What contracts that the cooperation signed still cost from a day on, as they
 * cannot be ended before, acting on as_of: by contract, service and calendar
 * year, up to the day before the first on which one can be free; and who bears
 * it, by the weights on as_of or on the contract's first day, whichever is
 * later.  What reaches nobody is left out.  All that comes after thirty years
 * is one row, that of the year in which it begins.
 *
 * Who bears it stands in arrays, in one order: many rows share the same
 * participants, and to make, sort and join a row of each would take longer
 * than all the rest.
 */
CREATE FUNCTION regie.bound_split(cooperation text, from_on date, as_of date)
RETURNS TABLE (contract text, service text, year integer, valid daterange,
			   committed numeric, total numeric, participants text[],
			   weights numeric[], amounts numeric[])
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
SET jit = off
BEGIN ATOMIC
	WITH bound AS MATERIALIZED (
		SELECT q.code, q.start_on, q.days, q.day, w.customer AS payer,
			w.cost_key IS NOT NULL OR EXISTS (
				SELECT FROM regie.contract_use AS u
				WHERE u.contract = q.code AND u.share IS NOT NULL)
				AS shares_itself
		FROM (
			SELECT c.code, c.start_on,
				daterange(greatest(bound_split.from_on, c.start_on),
						  regie.locked_in_until(c.term, bound_split.as_of))
					AS days,
				greatest(bound_split.as_of, c.start_on) AS day
			FROM regie.contract_as_of(bound_split.as_of, bound_split.as_of)
				AS c
			WHERE c.customer = bound_split.cooperation
				AND regie.locked_in_until(c.term, bound_split.as_of)
					> greatest(bound_split.from_on, c.start_on)
		) AS q
		CROSS JOIN LATERAL (
			SELECT c.customer, c.cost_key
			FROM regie.contract_as_of(q.day, regie.today()) AS c
			WHERE c.code = q.code
		) AS w
	), bound_year AS MATERIALIZED (
		SELECT b.code, b.start_on, b.day, b.payer, b.shares_itself, y.year,
			b.days * daterange(make_date(y.year, 1, 1),
				CASE WHEN y.year < e.first + 30
					THEN make_date(y.year + 1, 1, 1) END) AS days
		FROM bound AS b
		CROSS JOIN LATERAL (
			SELECT extract(year FROM lower(b.days))::integer AS first,
				extract(year FROM upper(b.days) - 1)::integer AS last
		) AS e
		CROSS JOIN LATERAL generate_series(
			e.first, least(e.last, e.first + 30)) AS y (year)
	), cost AS MATERIALIZED (
		SELECT y.code, n.service, y.day, y.payer, y.shares_itself, y.year,
			y.days,
			sum(regie.line_cost(y.code, n.line, y.start_on, n.amount, n.per,
								y.days * n.valid)) AS committed
		FROM bound_year AS y
		JOIN regie.contract_price_as_of(bound_split.as_of) AS n
			ON n.contract = y.code AND n.valid && y.days
		GROUP BY y.code, n.service, y.day, y.payer, y.shares_itself, y.year,
			y.days
	), asked AS MATERIALIZED (
		/* many contracts share the key of a service: ask for it once */
		SELECT q.service, q.payer, q.day, max(r.total) AS total,
			array_agg(r.participant ORDER BY r.participant COLLATE "C")
				AS participants,
			array_agg(r.value ORDER BY r.participant COLLATE "C") AS weights
		FROM (SELECT DISTINCT c.service, c.payer, c.day
			  FROM cost AS c
			  WHERE NOT c.shares_itself) AS q
		CROSS JOIN LATERAL regie.bearers(q.service, q.payer, q.day) AS r
		WHERE r.total > 0
		GROUP BY q.service, q.payer, q.day
	), own AS MATERIALIZED (
		SELECT q.code, max(r.total) AS total,
			array_agg(r.participant ORDER BY r.participant COLLATE "C")
				AS participants,
			array_agg(r.weight ORDER BY r.participant COLLATE "C") AS weights
		FROM (SELECT DISTINCT c.code, c.day
			  FROM cost AS c
			  WHERE c.shares_itself) AS q
		CROSS JOIN LATERAL regie.contract_bearers(q.code, NULL, q.day) AS r
		WHERE r.total > 0
		GROUP BY q.code
	), borne AS (
		SELECT c.code, c.service, c.year, c.days, c.committed, a.total,
			a.participants, a.weights
		FROM cost AS c
		JOIN asked AS a ON a.service = c.service AND a.payer = c.payer
			AND a.day = c.day
		WHERE NOT c.shares_itself
		UNION ALL
		SELECT c.code, c.service, c.year, c.days, c.committed, o.total,
			o.participants, o.weights
		FROM cost AS c
		JOIN own AS o ON o.code = c.code
		WHERE c.shares_itself
	)
	SELECT b.code, b.service, b.year, b.days, b.committed, b.total,
		b.participants, b.weights,
		regie.allocate_parts(b.committed, b.weights)
	FROM borne AS b;
END;

COMMENT ON FUNCTION regie.bound_split(text, date, date) IS
'What contracts of a cooperation that cannot be ended yet, acting on as_of, cost from a day on: as bound_cost, but a row per contract, service and calendar year, in which who bears it stands in arrays, in the order of the codes (collation C). Example: SELECT * FROM regie.bound_split(''DDV'', ''2027-01-01'', ''2026-11-23'').';

CREATE FUNCTION regie.bound_cost(cooperation text, from_on date, as_of date)
RETURNS TABLE (contract text, service text, year integer, valid daterange,
			   committed numeric, participant text, weight numeric,
			   total numeric, amount numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
	SELECT b.contract, b.service, b.year, b.valid, b.committed, p.participant,
		p.weight, b.total, p.amount
	FROM regie.bound_split(bound_cost.cooperation, bound_cost.from_on,
						   bound_cost.as_of) AS b
	CROSS JOIN LATERAL unnest(b.participants, b.weights, b.amounts)
		AS p (participant, weight, amount);
END;

COMMENT ON FUNCTION regie.bound_cost(text, date, date) IS
'What contracts of a cooperation that cannot be ended yet, acting on as_of, cost from a day on, and who bears it: a row per contract, service, calendar year and participant; all that comes after thirty years is one row. Amounts in euro, in cents, without VAT; known as of as_of. Example: SELECT * FROM regie.bound_cost(''DDV'', ''2027-01-01'', ''2026-11-23'').';

/*
 * stranded_cost(cooperation, party, leaves_on, as_of) -> rows
 *
 * Contracts that the cooperation signed and cannot end, acting on as_of,
 * before the participant leaves, cost what they cost: its part goes to those
 * who stay.  By contract, service and calendar year, from leaves_on to the day
 * before the first on which one can be free.
 *
 * What each bears "before" is a split of the amount over all by the key on
 * as_of or on the contract's first day, whichever is later; the leaver's part
 * is then split over the others by the same weights.  So what the others pay
 * more adds up to what the leaver paid.  Where nobody else has a weight the
 * cooperation itself is left with it.
 */
CREATE FUNCTION regie.stranded_cost(cooperation text, party text,
									leaves_on date, as_of date)
RETURNS TABLE (contract text, service text, year integer, valid daterange,
			   committed numeric, participant text, leaves boolean,
			   weight numeric, total numeric, before numeric, after numeric,
			   difference numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
SET jit = off
BEGIN ATOMIC
	WITH borne AS MATERIALIZED (
		SELECT b.contract, b.service, b.year, b.valid, b.committed, b.total,
			b.participants, b.weights, b.amounts, p.place,
			b.amounts[p.place] AS gone,
			(SELECT coalesce(sum(w.weight), 0)
			 FROM unnest(b.weights) WITH ORDINALITY AS w (weight, place)
			 WHERE w.place <> p.place) AS others
		FROM regie.bound_split(stranded_cost.cooperation,
							   stranded_cost.leaves_on, stranded_cost.as_of)
			AS b
		CROSS JOIN LATERAL (
			SELECT array_position(b.participants, stranded_cost.party) AS place
		) AS p
		WHERE p.place IS NOT NULL
	)
	SELECT b.contract, b.service, b.year, b.valid, b.committed, r.participant,
		r.place = b.place, r.weight, b.total, r.before, r.before + d.difference,
		d.difference
	FROM borne AS b
	/* the leaver has no part in what it leaves, so no weight */
	CROSS JOIN LATERAL unnest(
		b.participants, b.weights, b.amounts,
		CASE WHEN b.others > 0 THEN regie.allocate_parts(
			b.gone, b.weights[:b.place - 1] || NULL::numeric
				|| b.weights[b.place + 1:]) END)
		WITH ORDINALITY AS r (participant, weight, before, extra, place)
	CROSS JOIN LATERAL (
		SELECT CASE WHEN r.place = b.place THEN - r.before
			ELSE coalesce(r.extra, 0) END AS difference
	) AS d
	UNION ALL
	SELECT b.contract, b.service, b.year, b.valid, b.committed,
		stranded_cost.cooperation, false, NULL, b.total, 0.00, b.gone, b.gone
	FROM borne AS b
	WHERE b.others = 0;
END;

COMMENT ON FUNCTION regie.stranded_cost(text, text, date, date) IS
'What contracts of a cooperation that cannot be ended yet, acting on as_of, cost from the day a participant leaves (achterblijvende kosten): a row per contract, service, calendar year and participant with what it bears before and after; difference is less than 0 for the leaver and what the others pay more, and adds up to 0. Amounts in euro, in cents, without VAT; known as of as_of. Contracts that the participant does not bear are left out. Where nobody else has a weight, the cooperation stands as the one who pays. Example: SELECT * FROM regie.stranded_cost(''DDV'', ''GM0820'', ''2027-01-01'', ''2026-11-23'').';

/*
 * participation_effect(cooperation, party, day, year, kind) -> rows
 *
 * What the others pay with a participant and without it: for one that leaves
 * the difference is what they pay more, for one that joins (its key values
 * stand in the model from the day on) what they save.
 */
CREATE FUNCTION regie.participation_effect(cooperation text, party text,
										   day date, year integer, kind text)
RETURNS TABLE (service text, participant text, with_party numeric,
			   without_party numeric, difference numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
SET jit = off
BEGIN ATOMIC
	WITH cost AS MATERIALIZED (
		SELECT c.service, c.cost_key, round(sum(c.amount), 2) AS amount
		FROM regie.cost AS c
		WHERE c.payer = participation_effect.cooperation
			AND (c.kind = participation_effect.kind
				 OR (c.kind = 'amendment'
					 AND participation_effect.kind = 'budget'))
			AND extract(year FROM lower(c.period)) = participation_effect.year
		GROUP BY c.service, c.cost_key
	), split AS MATERIALIZED (
		SELECT c.service, c.cost_key, b.participant, b.value,
			b.participant = participation_effect.party AS leaves,
			regie.allocate(c.amount, b.value) OVER (
				PARTITION BY c.service, c.cost_key
				ORDER BY b.participant COLLATE "C") AS amount
		FROM cost AS c
		CROSS JOIN LATERAL regie.bearers(
			c.service, participation_effect.cooperation,
			participation_effect.day, c.cost_key) AS b
		WHERE b.total > 0
	), shifted AS (
		SELECT s.service, s.cost_key, s.participant, s.value, s.leaves,
			s.amount, g.gone, g.others
		FROM split AS s
		JOIN (SELECT q.service, q.cost_key,
				coalesce(sum(q.amount) FILTER (WHERE q.leaves), 0) AS gone,
				coalesce(sum(q.value) FILTER (WHERE NOT q.leaves), 0)
					AS others
			  FROM split AS q
			  GROUP BY q.service, q.cost_key) AS g
			ON g.service = s.service
				AND g.cost_key IS NOT DISTINCT FROM s.cost_key
	), taken AS (
		SELECT h.service, h.participant, h.leaves, h.amount, h.gone, h.others,
			regie.allocate(CASE WHEN h.others > 0 THEN h.gone ELSE 0 END,
						   CASE WHEN NOT h.leaves THEN h.value END) OVER (
				PARTITION BY h.service, h.cost_key
				ORDER BY h.participant COLLATE "C") AS extra
		FROM shifted AS h
	)
	SELECT r.service, r.participant, sum(r.amount), sum(r.amount + r.extra),
		sum(r.extra)
	FROM (
		SELECT t.service, t.participant, t.amount,
			CASE WHEN t.leaves THEN - t.amount ELSE coalesce(t.extra, 0) END
				AS extra
		FROM taken AS t
		UNION ALL
		SELECT t.service, participation_effect.cooperation, 0.00, t.gone
		FROM taken AS t
		WHERE t.leaves AND t.others = 0
	) AS r
	GROUP BY r.service, r.participant;
END;

COMMENT ON FUNCTION regie.participation_effect(text, text, date, integer, text) IS
'What each participant bears of a cooperation''s costs of a year and kind (budget with its amendments) with and without one of them, by the keys on a day: a row per service and participant; difference is what it pays more without the party, and adds up to 0. For a participant that leaves: the last day it takes part. For one that joins: the first day, from which its key values stand in the model. Amounts in euro, in cents; costs that reach nobody are left out. Example: SELECT * FROM regie.participation_effect(''DDV'', ''GM0820'', ''2026-12-31'', 2026, ''budget'').';

/*
 * exit_sum(departure) by a schedule
 *
 * The yearly contribution that was agreed; else what the participant bears of
 * the costs of the last year before it leaves that has figures.  The actual
 * cost of a year that is not over is not a year's.
 */
CREATE FUNCTION regie.departure_contribution(cooperation text, party text,
											 leaves_on date, as_of date)
RETURNS TABLE (contribution numeric, year integer, kind text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
SET jit = off
BEGIN ATOMIC
	SELECT s.contribution, y.year, y.kind
	FROM (
		SELECT extract(year FROM lower(c.period))::integer AS year,
			min(c.kind) AS kind
		FROM regie.cost AS c
		WHERE c.payer = departure_contribution.cooperation
			AND (c.kind = 'budget'
				 OR (c.kind = 'actual'
					 AND extract(year FROM lower(c.period))
						 < extract(year FROM departure_contribution.as_of)))
			AND extract(year FROM lower(c.period))
				< extract(year FROM departure_contribution.leaves_on)
		GROUP BY 1
		ORDER BY 1 DESC
		LIMIT 1
	) AS y
	CROSS JOIN LATERAL (
		SELECT coalesce(sum(e.with_party), 0) AS contribution
		FROM regie.participation_effect(
			departure_contribution.cooperation, departure_contribution.party,
			make_date(y.year, 1, 1), y.year, y.kind) AS e
		WHERE e.participant = departure_contribution.party
	) AS s;
END;

COMMENT ON FUNCTION regie.departure_contribution(text, text, date, date) IS
'What a participant bears of the cooperation''s costs of the last year before it leaves that has figures, by the keys on 1 January of that year: actual cost if the year was over on as_of and has any, else budget with its amendments. No row where there are no costs. In euro.';

/*
 * Both bases in one list.  Year 1 after leaving are the first twelve months;
 * what is lost in it is the part of the stranded cost, contract by contract,
 * that falls in it, by its days.
 */
CREATE FUNCTION regie.exit_asked(cooperation text, party text, leaves_on date,
								 as_of date, schedule text, basis text)
RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF cooperation IS NULL OR party IS NULL OR leaves_on IS NULL
		OR as_of IS NULL OR schedule IS NULL THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'cooperation, party, days and schedule must not be null';
	END IF;
	IF basis IS NULL THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('there is no exit schedule "%s"', schedule),
			HINT = 'Add it to regie.exit_schedule.';
	END IF;
	IF NOT leaves_on BETWEEN '1900-01-01' AND '2299-12-31' THEN
		RAISE datetime_field_overflow USING
			MESSAGE = 'day of leaving is out of range',
			DETAIL = format('%s is not between 1900-01-01 and 2299-12-31.', leaves_on);
	END IF;
	RETURN true;
END
$$;

COMMENT ON FUNCTION regie.exit_asked(text, text, date, date, text, text) IS
'True, once what is asked of exit_sum has been checked. Errors: an argument that is empty, a schedule without basis as it is not in table exit_schedule, a day of leaving outside the years 1900 to 2299. Used by exit_sum.';

CREATE FUNCTION regie.exit_sum(cooperation text, party text, leaves_on date,
							   as_of date, schedule text,
							   contribution numeric DEFAULT NULL)
RETURNS TABLE (year_no integer, year_from date, pct numeric, base numeric,
			   amount numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 5
SET jit = off
BEGIN ATOMIC
	WITH asked AS MATERIALIZED (
		SELECT e.basis, e.percentages
		FROM (VALUES (exit_sum.schedule)) AS a (schedule)
		LEFT JOIN regie.exit_schedule AS e ON e.code = a.schedule
		WHERE regie.exit_asked(exit_sum.cooperation, exit_sum.party,
							   exit_sum.leaves_on, exit_sum.as_of,
							   exit_sum.schedule, e.basis)
	), yearly AS MATERIALIZED (
		SELECT k.percentages,
			coalesce(exit_sum.contribution,
					 (SELECT d.contribution
					  FROM regie.departure_contribution(
						exit_sum.cooperation, exit_sum.party,
						exit_sum.leaves_on, exit_sum.as_of) AS d))
				AS contribution
		FROM asked AS k
		WHERE k.basis = 'contribution'
	), stranded AS MATERIALIZED (
		SELECT c.difference, c.valid
		FROM regie.stranded_cost(exit_sum.cooperation, exit_sum.party,
								 exit_sum.leaves_on, exit_sum.as_of) AS c
		WHERE c.leaves
	), lost AS (
		SELECT p.place::integer AS year_no, y.year_from, p.pct,
			(SELECT coalesce(sum(regie.spread(
						- c.difference, c.valid,
						daterange(y.year_from, y.year_to))), 0.00)
			 FROM stranded AS c) AS base
		FROM asked AS k
		CROSS JOIN LATERAL unnest(k.percentages) WITH ORDINALITY
			AS p (pct, place)
		CROSS JOIN LATERAL (
			SELECT (exit_sum.leaves_on
					+ make_interval(years => p.place::integer - 1))::date
					AS year_from,
				(exit_sum.leaves_on
				 + make_interval(years => p.place::integer))::date AS year_to
		) AS y
		WHERE k.basis = 'loss'
	)
	SELECT e.year_no,
		(exit_sum.leaves_on + make_interval(years => e.year_no - 1))::date,
		e.pct, y.contribution, e.amount
	FROM yearly AS y
	CROSS JOIN LATERAL regie.exit_sum(y.contribution, y.percentages) AS e
	UNION ALL
	SELECT l.year_no, l.year_from, l.pct, l.base,
		round(l.base * l.pct / 100, 2)
	FROM lost AS l
	ORDER BY 1;
END;

COMMENT ON FUNCTION regie.exit_sum(text, text, date, date, text, numeric) IS
'What a participant pays on leaving a cooperation (uittreedsom), by a schedule of table exit_schedule: a row per year after leaving with the percentage, what it is of, and the amount in euro. Basis contribution: percentages of one year''s contribution (the argument, or departure_contribution). Basis loss: percentages of what it leaves to the others of contracts that cannot be ended, acting on as_of (stranded_cost), in each twelve months after leaving. No rows where no contribution is known. Errors: an unknown schedule. Example: SELECT * FROM regie.exit_sum(''DDV'', ''GM0820'', ''2028-01-01'', ''2026-11-23'', ''falling from 100'').';
