/*
 * exchange: from a cloud bill to costs of the model.
 */

/*
 * What a bill comes to per billing period and participant.  Compiling it takes
 * seconds in which it cannot be cancelled, and saves none.
 */
CREATE FUNCTION regie.focus_totals(bill text, with_tax boolean DEFAULT true)
RETURNS TABLE (period daterange, participant text, billed_cost numeric,
			   effective_cost numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
SET jit = off
BEGIN ATOMIC
	SELECT daterange((s.billing_period_start AT TIME ZONE 'UTC')::date,
			((s.billing_period_end - INTERVAL '1 microsecond')
				AT TIME ZONE 'UTC')::date + 1),
		u.participant, sum(u.billed), sum(u.effective)
	FROM regie.focus_split AS s
	CROSS JOIN LATERAL unnest(s.participants,
		regie.focus_parts(s.billed_cost, s.weights, s.scale),
		regie.focus_parts(s.effective_cost, s.weights, s.scale))
		AS u (participant, billed, effective)
	WHERE s.bill = focus_totals.bill
		AND (with_tax OR s.charge_category IS DISTINCT FROM 'Tax')
	GROUP BY 1, 2;
END;

COMMENT ON FUNCTION regie.focus_totals(text, boolean) IS
'What a cloud bill comes to per billing period and participant, exact, in the bill''s currency; with or without charges of category Tax. What reaches nobody has a row without participant. Example: SELECT participant, billed_cost FROM regie.focus_totals(''2024-09'').';

/*
 * focus_to_cost(bill, payer, payee, ...) -> number of costs
 *
 * One cost per billing period, with a key of its own that has what the charges
 * came to per participant as values.  So the cost, in whole cents, is shared
 * as the charges were, and everything that reads costs and keys explains it.
 * Who gets money back on balance is in a second cost, a credit, with a second
 * key: a key has no values below zero.
 *
 * The sum in euro is rounded once, per billing period; the costs of a period
 * add up to it.
 */
CREATE FUNCTION regie.focus_to_cost(bill text, payer text, payee text,
									exchange_rate numeric DEFAULT NULL,
									tax text DEFAULT NULL,
									contract text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
#variable_conflict use_variable
DECLARE
	b regie.focus_bill;
	part record;
	problem text;
	taxes numeric;
	rate numeric := 1;
	name text;
	made integer := 0;
BEGIN
	IF bill IS NULL OR payer IS NULL OR payee IS NULL THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'bill, payer and payee must not be null';
	END IF;
	SELECT * INTO b FROM regie.focus_bill AS f WHERE f.code = bill;
	IF NOT FOUND THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('there is no bill "%s"', bill),
			HINT = 'Load it with regie.import_focus().';
	END IF;
	FOREACH name IN ARRAY ARRAY[payer, payee] LOOP
		IF NOT EXISTS (SELECT FROM regie.party AS y WHERE y.code = name) THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('there is no party "%s"', name),
				HINT = 'Add it to regie.party.';
		END IF;
	END LOOP;
	IF exchange_rate IS NOT NULL AND NOT (exchange_rate > 0
										  AND exchange_rate < 1e6) THEN
		RAISE invalid_parameter_value USING
			MESSAGE = 'exchange rate is out of range',
			DETAIL = format('It is %s; it must be above 0 and below 1000000.',
							exchange_rate);
	END IF;
	IF b.currency <> 'EUR' AND exchange_rate IS NULL THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('bill "%s" is not in euro', bill),
			DETAIL = format('Its currency is %s; costs are in euro.', b.currency),
			HINT = format('Pass exchange_rate: how many euro one %s is.', b.currency);
	END IF;
	IF b.currency = 'EUR' AND exchange_rate <> 1 THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('bill "%s" is in euro already', bill),
			HINT = 'Leave exchange_rate out.';
	END IF;
	rate := coalesce(exchange_rate, 1);
	IF tax IS NOT NULL AND tax NOT IN ('include', 'exclude') THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('"%s" is not a way to treat tax', tax),
			HINT = 'Say include or exclude.';
	END IF;
	SELECT sum(c.billed_cost) INTO taxes FROM regie.focus_charge AS c
	WHERE c.bill = b.code AND c.charge_category = 'Tax' AND c.billed_cost <> 0;
	IF taxes IS NOT NULL AND tax IS NULL THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('bill "%s" has charges for tax', bill),
			DETAIL = format('They come to %s %s; costs are without VAT.', taxes, b.currency),
			HINT = 'Say tax => ''exclude'' where it is VAT, or ''include'' where it is a cost.';
	END IF;

	FOR part IN
		WITH total AS MATERIALIZED (
			SELECT t.*
			FROM regie.focus_totals(bill, tax IS DISTINCT FROM 'exclude') AS t
		), side AS (
			SELECT t.period, t.billed_cost < 0 AS is_credit,
				array_agg(t.participant ORDER BY t.participant COLLATE "C")
					AS participants,
				array_agg(abs(t.billed_cost) ORDER BY t.participant COLLATE "C")
					AS totals,
				sum(abs(t.billed_cost)) AS total,
				bool_or(t.participant IS NULL) AS has_lost
			FROM total AS t
			GROUP BY t.period, t.billed_cost < 0
		)
		SELECT d.*,
			sum(CASE WHEN d.is_credit THEN -d.total ELSE d.total END) OVER same
				AS balance,
			coalesce(sum(d.total) FILTER (WHERE d.is_credit) OVER same, 0)
				AS credit,
			(SELECT count(DISTINCT t.period) FROM total AS t) AS periods
		FROM side AS d
		WINDOW same AS (PARTITION BY d.period)
		ORDER BY d.period, d.is_credit DESC
	LOOP
		IF part.has_lost THEN
			/* it says which rule is missing, by name */
			PERFORM FROM regie.focus_allocation(bill) LIMIT 1;
		END IF;
		CONTINUE WHEN part.total = 0;
		name := concat_ws(' ', bill,
			CASE WHEN part.periods > 1
				THEN to_char(lower(part.period), 'YYYY-MM-DD') END,
			CASE WHEN part.is_credit THEN 'credit' END);
		problem := CASE
			WHEN NOT regie.is_code(name)
			THEN format('"%s" cannot be the code of a cost.', name)
			WHEN part.total * rate >= 1e10 OR part.total >= 1e10
			THEN format('%s comes to %s %s, and a cost is below 10^10.', name,
						part.total, b.currency)
			WHEN EXISTS (SELECT FROM regie.cost AS c WHERE c.code = name)
			THEN format('There is a cost "%s".', name)
			WHEN EXISTS (SELECT FROM regie.cost_key AS k WHERE k.code = name)
			THEN format('There is a key "%s".', name) END;
		IF problem IS NOT NULL THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('bill "%s" cannot be made a cost', bill),
				DETAIL = problem,
				HINT = 'A bill is made a cost once; its cost and its key have the bill''s code.';
		END IF;
		INSERT INTO regie.cost_key (code, name, driver, note)
		VALUES (name, 'Cloud bill ' || name, b.currency || ' of the bill',
				'Made by focus_to_cost.');
		/* six decimals are what a value has; of a small bill, shares */
		INSERT INTO regie.cost_key_value (cost_key, party, valid, value)
		SELECT name, u.participant, part.period,
			CASE WHEN part.total >= 1 THEN round(u.total, 6)
				ELSE round(u.total / part.total, 6) END
		FROM unnest(part.participants, part.totals) AS u (participant, total);
		/* what both come to is the balance, rounded once */
		INSERT INTO regie.cost (code, period, kind, payer, payee, service,
			contract, amount, cost_key, description, source_ref)
		VALUES (name, part.period, 'actual', payer, payee, b.service, contract,
			CASE WHEN part.is_credit THEN round(-part.total * rate, 2)
				ELSE round(part.balance * rate, 2)
					+ round(part.credit * rate, 2) END,
			name,
			CASE WHEN b.currency <> 'EUR'
				THEN format('%s %s at %s', CASE WHEN part.is_credit
					THEN -part.total ELSE part.total END, b.currency, rate)
				END,
			'Cloud bill ' || bill);
		made := made + 1;
	END LOOP;
	RETURN made;
END
$$;

COMMENT ON FUNCTION regie.focus_to_cost(text, text, text, numeric, text, text) IS
'Makes a cloud bill a cost of the model, of kind actual, per billing period: in euro, rounded to cents once, with a key of its own whose values are what the charges came to per participant; participants who get money back are in a second cost and key. Returns how many costs it made. A bill that is not in euro needs exchange_rate (euro per unit of its currency), one with charges for tax needs tax, include or exclude. Errors: these, an unknown bill or party, a bill that is a cost already, charges that reach nobody. Example: SELECT regie.focus_to_cost(''2024-09'', ''DDV'', ''CLOUDY'', exchange_rate => 0.90).';
