/*
 * What the rows of the model mean, as functions that reports and analysts
 * share: who bears a cost, and what a price line costs over some days.
 */

/*
 * bearers(service, payer, day, own_key) -> rows
 *
 * Who bears a cost of a service that a party pays, by the key and its values
 * on a day.  A cost whose payer is a cooperation must have a key: where it has
 * none, or one whose values are missing or add up to nothing, there is one row
 * without participant that says so.  What another party pays, and no key
 * passes on, is that party's own.
 *
 * IS TRUE leads the search to the primary keys: the index behind a constraint
 * on overlaps would offer all keys that are valid on the day instead.
 */
CREATE FUNCTION regie.bearers(service text, payer text, day date,
							  own_key text DEFAULT NULL)
RETURNS TABLE (participant text, cost_key text, value numeric, total numeric,
			   set_on date, basis text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 5
BEGIN ATOMIC
	SELECT CASE WHEN v.total > 0 THEN v.participant
			WHEN k.basis = 'payer' THEN bearers.payer END,
		k.cost_key, v.value, v.total, v.set_on,
		CASE WHEN v.total > 0 OR k.basis IN ('payer', 'no rule') THEN k.basis
			ELSE 'no key values' END
	FROM (
		SELECT coalesce(bearers.own_key, r.cost_key) AS cost_key,
			CASE WHEN bearers.own_key IS NOT NULL THEN 'own key'
				WHEN r.cost_key IS NOT NULL THEN 'rule'
				WHEN p.kind = 'cooperation' THEN 'no rule'
				ELSE 'payer' END AS basis
		FROM regie.party AS p
		LEFT JOIN regie.allocation_rule AS r
			ON r.service = bearers.service AND (r.valid @> bearers.day) IS TRUE
		WHERE p.code = bearers.payer
	) AS k
	LEFT JOIN LATERAL regie.key_values(k.cost_key, bearers.day) AS v ON true;
END;

COMMENT ON FUNCTION regie.bearers(text, text, date, text) IS
'Who bears a cost of a service that a party pays, by the key on a day: a row per participant with its value, the total of the values, and when the value was set. basis is rule, own key, payer (nothing to share), or, with no participant, no rule or no key values. Example: SELECT * FROM regie.bearers(''NETWERK'', ''DDV'', ''2026-01-01'').';

/*
 * line_price(start_on, amount, per, days) -> numeric
 *
 * What a price per year, quarter or month costs over some days: what has
 * accrued by their end less what had accrued by their beginning, counted from
 * start_on.  So what some days cost and what the days after them cost add up,
 * wherever they are cut.
 */
CREATE FUNCTION regie.line_price(start_on date, amount numeric, per text,
								 days daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_term_line_price'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.line_price(date, numeric, text, daterange) IS
'What a price per year, quarter or month costs over some days, from start_on on: whole periods counted from start_on, parts of one by its days, in cents, so that days that follow each other add up. A price paid once counts 0. NULL if the days have no end or per is none of these; a price per unit needs a volume, see line_cost. Example: regie.line_price(''2025-01-15'', 60000, ''year'', ''[2026-11-23,2029-01-15)'').';

/*
 * line_cost(contract, line, start_on, amount, per, days) -> numeric
 *
 * What a price line costs over some days: by line_price, or by its volumes
 * where the price is per unit.  Both leave out the days before start_on: a
 * volume is often entered by calendar year, also for a contract that begins
 * within it.
 */
CREATE FUNCTION regie.line_cost(contract text, line integer, start_on date,
								amount numeric, per text, days daterange)
RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN per = 'unit'
	THEN regie.volume_cost(contract, line, amount,
						   days * daterange(start_on, NULL))
	ELSE regie.line_price(start_on, amount, per, days) END;

COMMENT ON FUNCTION regie.line_cost(text, integer, date, numeric, text, daterange) IS
'What a price line of a contract costs over some days, from start_on on: as line_price has it, and by volume_cost where the price is per unit. Days before start_on cost nothing.';

/*
 * volume_year(contract, line, price, day) -> numeric
 *
 * What is expected to be used in the calendar year of a day, at a price.  What
 * was counted does not matter here, as it is not a year yet.
 */
CREATE FUNCTION regie.volume_year(contract text, line integer, price numeric,
								  day date)
RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
	SELECT coalesce(sum(regie.spread(round(v.quantity * price, 2), v.period,
									 y.year)), 0.00)
	FROM (SELECT daterange(
			make_date(extract(year FROM volume_year.day)::integer, 1, 1),
			make_date(extract(year FROM volume_year.day)::integer + 1, 1, 1))
			AS year) AS y
	JOIN regie.contract_volume AS v
		ON v.contract = volume_year.contract AND v.line = volume_year.line
			AND v.kind = 'expected' AND (v.period && y.year) IS TRUE);

COMMENT ON FUNCTION regie.volume_year(text, integer, numeric, date) IS
'What the units of a price line that are expected in the calendar year of a day cost at a price. Each volume is priced in cents and spread over its days. Example: regie.volume_year(''SERVICEDESK'', 2, 14.50, ''2026-11-23'').';

/*
 * line_year(contract, line, amount, per, day) -> numeric
 *
 * A price line by the year: the price itself, or what is expected to be used.
 * Units are a function of their own, so that the planner can write this one
 * out in a query: reports ask it of every price line, and few are per unit.
 */
CREATE FUNCTION regie.line_year(contract text, line integer, amount numeric,
								per text, day date)
RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE per WHEN 'month' THEN amount * 12
	WHEN 'quarter' THEN amount * 4
	WHEN 'year' THEN amount
	WHEN 'once' THEN 0
	WHEN 'unit' THEN regie.volume_year(contract, line, amount, day) END;

COMMENT ON FUNCTION regie.line_year(text, integer, numeric, text, date) IS
'What a price line costs by the year: the price itself, or, where it is per unit, the volume that is expected in the calendar year of a day. An amount paid once counts 0.';
