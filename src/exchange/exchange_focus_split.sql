/*
 * exchange: each charge of a cloud bill over the participants.
 *
 * A charge is split at its own number of decimals, or the bill's if that has
 * more, by allocate_parts: each of its costs and quantities by itself, so
 * that the parts of each add up.
 */

/*
 * Decimals that a number of a charge is split at: the bill's, or its own if
 * it has more.  Beyond twenty, zeros at the end do not count.
 */
CREATE FUNCTION regie.focus_parts(number numeric, weights numeric[],
								  scale integer)
RETURNS numeric[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regie.allocate_parts(number, weights,
	greatest(scale, CASE WHEN pg_catalog.scale(number) <= 20
					THEN pg_catalog.scale(number)
					ELSE pg_catalog.min_scale(number) END));

COMMENT ON FUNCTION regie.focus_parts(numeric, numeric[], integer) IS
'allocate_parts at the given number of decimals, or at the number''s own if it has more.';

/*
 * focus_proportional(bill) -> rows
 *
 * Who bears how much of the charges that follow others: taxes, support,
 * credits on a whole account.  They follow what the charges that do not follow
 * any came to, per participant, in the same billing period: within the sub
 * account, the billing account, the invoice or the bill.  Where that comes to
 * nothing, or to a credit for one and a cost for another, so that it has no
 * proportions, the next wider one decides, and at last the rule of the
 * service; "method" says which it was.
 *
 * No more than 38 digits can be calculated with, so where the amounts of a
 * scope need more together, its weights are rounded to 34 digits of the
 * largest.
 */
CREATE FUNCTION regie.focus_proportional(bill text)
RETURNS TABLE (charge integer, rule text, matched_by text, method text,
			   cost_key text, participants text[], weights numeric[],
			   total numeric)
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 100000 ROWS 1000
SET jit = off
BEGIN ATOMIC
	WITH method AS MATERIALIZED (
		SELECT m.* FROM regie.focus_methods() AS m
		WHERE m.bill = focus_proportional.bill
	), base AS MATERIALIZED (
		SELECT c.billing_period_start AS period, c.billing_account_id,
			c.sub_account_id, c.invoice_id, u.participant,
			sum(u.amount) AS amount
		FROM regie.focus_mapped AS c
		LEFT JOIN method AS m ON m.day = c.day AND m.place = c.place
		CROSS JOIN LATERAL unnest(m.participants,
			regie.focus_parts(c.billed_cost, m.weights, c.scale))
			AS u (participant, amount)
		WHERE c.bill = focus_proportional.bill
			AND coalesce(m.method, '') IN ('participant', 'key',
										   'service rule')
		GROUP BY c.billing_period_start, c.billing_account_id,
			c.sub_account_id, c.invoice_id, u.participant
	), summed AS (
		SELECT 1 AS wide, b.period, b.billing_account_id AS outer_id,
			b.sub_account_id AS id, b.participant, sum(b.amount) AS amount
		FROM base AS b
		WHERE b.sub_account_id IS NOT NULL
		GROUP BY b.period, b.billing_account_id, b.sub_account_id,
			b.participant
		UNION ALL
		SELECT 2, b.period, NULL, b.billing_account_id, b.participant,
			sum(b.amount)
		FROM base AS b
		WHERE b.billing_account_id IS NOT NULL
		GROUP BY b.period, b.billing_account_id, b.participant
		UNION ALL
		SELECT 3, b.period, NULL, b.invoice_id, b.participant, sum(b.amount)
		FROM base AS b
		WHERE b.invoice_id IS NOT NULL
		GROUP BY b.period, b.invoice_id, b.participant
		UNION ALL
		SELECT 4, b.period, NULL, '', b.participant, sum(b.amount)
		FROM base AS b
		GROUP BY b.period, b.participant
	), sized AS (
		SELECT s.*,
			1 + floor(log(nullif(max(abs(s.amount)) OVER same, 0)))::integer
				AS digits,
			max(min_scale(s.amount)) OVER same AS decimals
		FROM summed AS s
		WINDOW same AS (PARTITION BY s.wide, s.period, s.outer_id, s.id)
	), scope AS MATERIALIZED (
		SELECT s.wide, s.period, coalesce(s.outer_id, '') AS outer_id, s.id,
			array_agg(s.participant ORDER BY s.participant COLLATE "C")
				FILTER (WHERE s.amount <> 0) AS participants,
			array_agg(CASE WHEN s.digits + s.decimals <= 36
					THEN abs(s.amount)
					ELSE round(abs(s.amount), 34 - s.digits) END
					ORDER BY s.participant COLLATE "C")
				FILTER (WHERE s.amount <> 0) AS weights,
			abs(sum(s.amount)) AS total
		FROM sized AS s
		GROUP BY s.wide, s.period, s.outer_id, s.id
		HAVING sum(s.amount) <> 0
			AND (min(s.amount) >= 0 OR max(s.amount) <= 0)
	)
	SELECT c.charge, m.rule, m.matched_by,
		CASE WHEN s.total IS NOT NULL THEN 'sub account'
			WHEN a.total IS NOT NULL THEN 'billing account'
			WHEN i.total IS NOT NULL THEN 'invoice'
			WHEN w.total IS NOT NULL THEN 'bill' ELSE z.method END,
		CASE WHEN coalesce(s.total, a.total, i.total, w.total) IS NULL
			THEN z.cost_key END,
		coalesce(s.participants, a.participants, i.participants,
				 w.participants, z.participants),
		coalesce(s.weights, a.weights, i.weights, w.weights, z.weights),
		coalesce(s.total, a.total, i.total, w.total, z.total)
	FROM regie.focus_mapped AS c
	LEFT JOIN method AS m ON m.day = c.day AND m.place = c.place
	LEFT JOIN method AS z ON z.day = c.day AND z.place = 0
	LEFT JOIN scope AS s
		ON s.wide = 1 AND m.proportional_to = 'sub account'
			AND s.period = c.billing_period_start
			AND s.outer_id = coalesce(c.billing_account_id, '')
			AND s.id = c.sub_account_id
	LEFT JOIN scope AS a
		ON a.wide = 2
			AND m.proportional_to IN ('sub account', 'billing account')
			AND a.period = c.billing_period_start
			AND a.id = c.billing_account_id
	LEFT JOIN scope AS i
		ON i.wide = 3 AND m.proportional_to = 'invoice'
			AND i.period = c.billing_period_start AND i.id = c.invoice_id
	LEFT JOIN scope AS w
		ON w.wide = 4 AND w.period = c.billing_period_start
	WHERE c.bill = focus_proportional.bill
		AND coalesce(m.method, '') = 'proportional';
END;

COMMENT ON FUNCTION regie.focus_proportional(text) IS
'Who bears how much of the charges of a bill that follow others: in proportion to what the charges that follow none came to, within the sub account, the billing account, the invoice or the bill, as method says; by the rule of the service where none of them has proportions.';

/*
 * Each charge with those who bear it.  A bill without rules that follow
 * others is not looked through for them.
 *
 * Every charge has its method, so the LEFT JOIN is an inner one.  But an inner
 * one may be turned around: then each charge would be tried against each
 * method, instead of being matched once and looked up.  The expressions around
 * m's columns keep a condition on them from making it an inner one.
 */
CREATE VIEW regie.focus_split AS
SELECT c.*, CASE WHEN m.place > 0 THEN m.rule END AS rule,
	coalesce(m.matched_by, 'none') AS matched_by,
	coalesce(m.method, 'no rule') AS method,
	CASE WHEN m.place >= 0 THEN m.cost_key END AS cost_key,
	coalesce(m.participants, ARRAY[NULL::text]) AS participants,
	coalesce(m.weights, ARRAY[1::numeric]) AS weights,
	coalesce(m.total, 1) AS total
FROM regie.focus_mapped AS c
LEFT JOIN regie.focus_methods() AS m
	ON m.bill = c.bill AND m.day = c.day AND m.place = c.place
WHERE coalesce(m.method, 'no rule') <> 'proportional'
UNION ALL
SELECT c.*, p.rule, p.matched_by, p.method, p.cost_key, p.participants,
	p.weights, p.total
FROM regie.focus_bill AS b
CROSS JOIN LATERAL regie.focus_proportional(b.code) AS p
JOIN regie.focus_mapped AS c ON c.bill = b.code AND c.charge = p.charge
WHERE EXISTS (
	SELECT FROM regie.focus_rule AS r WHERE r.proportional_to IS NOT NULL);

COMMENT ON VIEW regie.focus_split IS
'Charges of cloud bills with the rule that fits each and how it is split: those who bear it, their weights and the total of these. rule is empty where none fits. method says how: participant, key, service rule; sub account, billing account, invoice or bill for what follows others; no rule or no key values where nobody can be named, with one element that has no name.';

GRANT SELECT ON regie.focus_split TO PUBLIC;

CREATE FUNCTION regie.focus_allocation(bill text)
RETURNS TABLE (charge integer, participant text, cost_key text,
			   driver_value numeric, driver_total numeric,
			   billed_cost numeric, allocated_cost numeric, currency text,
			   rule text, matched_by text, method text, day date,
			   effective_cost numeric, allocated_effective_cost numeric,
			   list_cost numeric, allocated_list_cost numeric,
			   contracted_cost numeric, allocated_contracted_cost numeric)
LANGUAGE plpgsql STABLE STRICT
SET search_path = pg_catalog, pg_temp
SET jit = off
ROWS 3000
AS $$
#variable_conflict use_column
DECLARE
	b regie.focus_bill;
	lost record;
BEGIN
	SELECT * INTO b FROM regie.focus_bill AS f WHERE f.code = focus_allocation.bill;
	IF NOT FOUND THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('there is no bill "%s"', focus_allocation.bill),
			HINT = 'Load it with regie.import_focus().';
	END IF;
	-- Only where a rule leads to nobody are charges looked for that it fits.
	IF EXISTS (SELECT FROM regie.focus_methods() AS m
			   WHERE m.bill = b.code
				 AND m.method IN ('no rule', 'no key values')) THEN
		SELECT s.day, s.cost_key INTO lost
		FROM regie.focus_split AS s
		WHERE s.bill = b.code AND s.method IN ('no rule', 'no key values')
		ORDER BY s.day, s.cost_key COLLATE "C" NULLS FIRST LIMIT 1;
		IF FOUND THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('bill "%s" cannot be allocated', b.code),
				DETAIL = CASE WHEN lost.cost_key IS NULL
					THEN format('Service %s has no allocation rule on %s.',
								b.service, to_char(lost.day, 'YYYY-MM-DD'))
					ELSE format('Key %s has no values on %s.', lost.cost_key,
								to_char(lost.day, 'YYYY-MM-DD')) END,
				HINT = 'Add it to regie.allocation_rule or regie.cost_key_value, or a rule for the charges to regie.focus_rule.';
		END IF;
	END IF;
	RETURN QUERY
	SELECT s.charge, u.participant, s.cost_key, u.weight, s.total,
		s.billed_cost, u.billed, b.currency, s.rule, s.matched_by, s.method,
		s.day, s.effective_cost, u.effective, s.list_cost, u.list,
		s.contracted_cost, u.contracted
	FROM regie.focus_split AS s
	CROSS JOIN LATERAL unnest(s.participants, s.weights,
		regie.focus_parts(s.billed_cost, s.weights, s.scale),
		regie.focus_parts(s.effective_cost, s.weights, s.scale),
		regie.focus_parts(s.list_cost, s.weights, s.scale),
		regie.focus_parts(s.contracted_cost, s.weights, s.scale))
		AS u (participant, weight, billed, effective, list, contracted)
	WHERE s.bill = b.code;
END
$$;

COMMENT ON FUNCTION regie.focus_allocation(text) IS
'Splits each charge of a cloud bill over the participants: by the first rule of focus_rule that fits it, or else by the key that the rule of the bill''s service names. The parts of a charge add up to it exactly, those of its billed, effective, list and contracted cost each. Rules and keys count as they hold on the first day (UTC) of the charge''s billing period; for a correction, of the month that it corrects. Errors: an unknown bill, a charge that reaches nobody because a rule or key values are missing. Example: SELECT participant, sum(allocated_cost) FROM regie.focus_allocation(''2024-09'') GROUP BY participant.';

/*
 * The allocated charges as a FOCUS file has them: the specification's columns
 * by its own names, costs and quantities split, prices and all else as they
 * are, and its columns for split costs (FOCUS 1.3) behind them.
 */
DO $$
DECLARE
	/* what is added up: the specification calls it a summable metric */
	summable CONSTANT name[] := ARRAY['billed_cost', 'effective_cost',
		'list_cost', 'contracted_cost', 'pricing_quantity',
		'consumed_quantity', 'commitment_discount_quantity',
		'pricing_currency_effective_cost'];
	columns text;
	parts text;
	names text;
BEGIN
	SELECT string_agg(pg_catalog.format('%s AS %I',
				CASE WHEN a.attname = ANY (summable)
					THEN 'u.' ELSE 's.' END || a.attname,
				pg_catalog.replace(pg_catalog.initcap(pg_catalog.replace(
					a.attname::text, '_', ' ')), ' ', '')),
			', ' ORDER BY a.attnum),
		string_agg(pg_catalog.format(
				'regie.focus_parts(s.%I, s.weights, s.scale)', a.attname),
			', ' ORDER BY a.attnum) FILTER (WHERE a.attname = ANY (summable)),
		string_agg(a.attname, ', ' ORDER BY a.attnum)
			FILTER (WHERE a.attname = ANY (summable))
	INTO columns, parts, names
	FROM pg_catalog.pg_attribute AS a
	WHERE a.attrelid = 'regie.focus_charge'::pg_catalog.regclass
	  AND a.attnum > 0 AND a.attname NOT IN ('bill', 'charge', 'extra');
	EXECUTE pg_catalog.format($q$
CREATE VIEW regie.focus_allocated_charge AS
SELECT %s,
	CASE WHEN s.method NOT IN ('no rule', 'no key values')
		THEN coalesce(s.rule, 'service rule') END AS "AllocatedMethodId",
	CASE WHEN s.method NOT IN ('no rule', 'no key values')
		THEN jsonb_build_object('Elements', jsonb_build_array(
			jsonb_build_object('AllocatedRatio', u.ratio, 'UsageUnit',
				coalesce(k.driver, CASE WHEN s.method = 'participant'
					THEN 'participant'
					ELSE 'BilledCost in the ' || s.method END),
				'UsageQuantity', u.weight)),
			'x_Day', s.day) END AS "AllocatedMethodDetails",
	u.participant AS "AllocatedResourceId",
	p.name AS "AllocatedResourceName",
	CASE WHEN u.participant IS NOT NULL
		THEN nullif(jsonb_build_object('participant', u.participant,
									   'service', s.service)
			- CASE WHEN jsonb_typeof(s.tags) = 'object'
				THEN ARRAY(SELECT jsonb_object_keys(s.tags))
				ELSE '{}' END, '{}') END AS "AllocatedTags",
	s.bill AS "x_Bill", s.charge AS "x_Charge", s.cost_key AS "x_CostKey",
	s.matched_by AS "x_MatchedBy", s.method AS "x_Method", s.extra AS "x_Extra"
FROM regie.focus_split AS s
CROSS JOIN LATERAL unnest(s.participants, s.weights,
	regie.allocate_parts(1, s.weights, 12), %s)
	AS u (participant, weight, ratio, %s)
LEFT JOIN regie.party AS p ON p.code = u.participant
LEFT JOIN regie.cost_key AS k ON k.code = s.cost_key$q$,
		columns, parts, names);
END
$$;

COMMENT ON VIEW regie.focus_allocated_charge IS
'The allocated charges of cloud bills in the columns of the FOCUS specification, one row per charge and participant: costs and quantities split so that they add up to those of the charge, all else as it is, and the columns for split costs of FOCUS 1.3: AllocatedMethodId is the rule, AllocatedResourceId the participant, and the AllocatedRatio of a charge''s rows add up to 1. What reaches nobody has a row without them. Columns that the specification does not have begin with x_. Example: SELECT "AllocatedResourceId", sum("BilledCost") FROM regie.focus_allocated_charge WHERE "x_Bill" = ''2024-09'' GROUP BY 1.';

GRANT SELECT ON regie.focus_allocated_charge TO PUBLIC;

/*
 * focus_summary(bill) -> rows
 *
 * What a bill comes to per month, participant, service of the provider, kind
 * of charge and rule.  Nobody knows beforehand how few groups there are, and
 * sorting all parts of all charges takes twice as long as looking the groups
 * up; hence enable_sort.
 */
CREATE FUNCTION regie.focus_summary(bill text)
RETURNS TABLE (month date, participant text, service_category text,
			   service_name text, charge_category text, charge_class text,
			   rule text, matched_by text, method text, cost_key text,
			   charges bigint, billed_cost numeric, effective_cost numeric)
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 100000 ROWS 1000
SET jit = off
SET enable_sort = off
BEGIN ATOMIC
	SELECT pg_catalog.date_trunc('month',
			s.billing_period_start AT TIME ZONE 'UTC')::date,
		u.participant, s.service_category, s.service_name, s.charge_category,
		s.charge_class, s.rule, s.matched_by, s.method, s.cost_key,
		count(*), sum(u.billed), sum(u.effective)
	FROM regie.focus_split AS s
	CROSS JOIN LATERAL unnest(s.participants,
		regie.focus_parts(s.billed_cost, s.weights, s.scale),
		regie.focus_parts(s.effective_cost, s.weights, s.scale))
		AS u (participant, billed, effective)
	WHERE s.bill = focus_summary.bill
	GROUP BY 1, u.participant, s.service_category, s.service_name,
		s.charge_category, s.charge_class, s.rule, s.matched_by, s.method,
		s.cost_key;
END;

COMMENT ON FUNCTION regie.focus_summary(text) IS
'What a cloud bill comes to per month, participant, service of the provider, kind of charge and rule, exact, in the bill''s currency: what report cloud_cost shows.';

/*
 * Comments of the views' columns: those of the charge's own columns, and what
 * the views have beside them.
 */
DO $$
DECLARE
	a record;
BEGIN
	FOR a IN
		WITH own (relation, name, meaning) AS MATERIALIZED (VALUES
			('focus_mapped', 'service', 'Code of the service that the bill is for.'),
			('focus_mapped', 'scale', 'Decimals that charges of the bill are allocated at.'),
			('focus_mapped', 'day', 'Day whose rules and keys count, see focus_day.'),
			('focus_mapped', 'place', 'Place of the rule that fits first, as focus_rules numbers them; 0 where none fits.'),
			('focus_split', 'rule', 'Code of the rule that fits first. Empty: none fits.'),
			('focus_split', 'matched_by', 'What the rule asks for: tag, account, attribute, all (nothing), or none: no rule fits.'),
			('focus_split', 'method', 'How the charge is split: participant, key, service rule; sub account, billing account, invoice or bill for what follows others; no rule or no key values where it reaches nobody.'),
			('focus_split', 'cost_key', 'Code of the key that it is split by. Empty: by no key.'),
			('focus_split', 'participants', 'Codes of those who bear it, in byte order; one empty element where it reaches nobody.'),
			('focus_split', 'weights', 'Their weights, in the same order.'),
			('focus_split', 'total', 'Sum of the weights.'),
			('focus_allocated_charge', 'AllocatedMethodId', 'AllocatedMethodId of the FOCUS specification: code of the rule, service rule where none fits. Empty: it reaches nobody.'),
			('focus_allocated_charge', 'AllocatedMethodDetails', 'AllocatedMethodDetails of the FOCUS specification: the ratio, what it was measured by and how much of it there was; x_Day is the day whose key counted.'),
			('focus_allocated_charge', 'AllocatedResourceId', 'AllocatedResourceId of the FOCUS specification: code of the participant. Empty: it reaches nobody.'),
			('focus_allocated_charge', 'AllocatedResourceName', 'AllocatedResourceName of the FOCUS specification: name of the participant.'),
			('focus_allocated_charge', 'AllocatedTags', 'AllocatedTags of the FOCUS specification: participant and service, where the charge has no tags of these names.'),
			('focus_allocated_charge', 'x_Bill', 'Code of the bill.'),
			('focus_allocated_charge', 'x_Charge', 'Number of the row in the file, from 1.'),
			('focus_allocated_charge', 'x_CostKey', 'Code of the key that the charge is split by. Empty: by no key.'),
			('focus_allocated_charge', 'x_MatchedBy', 'What the rule asks for: tag, account, attribute, all (nothing), or none: no rule fits.'),
			('focus_allocated_charge', 'x_Method', 'How the charge is split, as in focus_split.'),
			('focus_allocated_charge', 'x_Extra', 'Columns of the file that the specification does not have, as name and text.')
		)
		SELECT v.relation, t.attname,
			coalesce(o.meaning, m.meaning,
				pg_catalog.col_description(
					'regie.focus_charge'::pg_catalog.regclass, c.attnum))
			AS meaning
		FROM (VALUES ('focus_mapped'), ('focus_split'),
					 ('focus_allocated_charge')) AS v (relation)
		JOIN pg_catalog.pg_attribute AS t
			ON t.attrelid = pg_catalog.format('regie.%I',
				v.relation)::pg_catalog.regclass AND t.attnum > 0
		LEFT JOIN own AS o ON o.relation = v.relation AND o.name = t.attname::text
		LEFT JOIN own AS m ON v.relation = 'focus_split'
			AND m.relation = 'focus_mapped' AND m.name = t.attname::text
		LEFT JOIN pg_catalog.pg_attribute AS c
			ON c.attrelid = 'regie.focus_charge'::pg_catalog.regclass
				AND regie.focus_name(c.attname::text)
					= regie.focus_name(t.attname::text)
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON COLUMN regie.%I.%I IS %L',
								  a.relation, a.attname, a.meaning);
	END LOOP;
END
$$;
