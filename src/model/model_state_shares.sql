/*
 * model: what some days of a contract cost whom.
 *
 * SET jit = off: it is a large plan over few rows, asked for a few contracts.
 * Written out in the query that calls it, its cost would look so high that
 * the query is compiled for longer than it runs.
 */

/*
 * contract_cost(contract, start_on, days) -> numeric
 */
CREATE FUNCTION regie.contract_cost(contract text, start_on date,
									days daterange)
RETURNS numeric
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 100
SET jit = off
BEGIN ATOMIC
	SELECT coalesce(sum(regie.line_cost(contract_cost.contract, n.line,
		contract_cost.start_on, n.amount, n.per,
		n.valid * contract_cost.days)), 0)
	FROM regie.contract_price AS n
	WHERE n.contract = contract_cost.contract;
END;

COMMENT ON FUNCTION regie.contract_cost(text, date, daterange) IS
'What all price lines of a contract, which starts on a day, cost over some days, in euro without VAT. Example: regie.contract_cost(''HOSTING'', ''2024-01-01'', ''[2027-01-01,2027-07-01)'').';

/*
 * contract_cost_shares(contract, start_on, days, known_on) -> rows
 *
 * Each price line is shared, to the cent, by whoever bears the contract on the
 * first of the days.
 */
CREATE FUNCTION regie.contract_cost_shares(contract text, start_on date,
									  days daterange,
									  known_on date DEFAULT regie.today())
RETURNS TABLE (participant text, amount numeric)
LANGUAGE sql STABLE PARALLEL SAFE COST 100 ROWS 5
SET jit = off
BEGIN ATOMIC
	WITH line AS MATERIALIZED (
		SELECT n.contract_line_id, n.service, n.valid,
			regie.line_cost(contract_cost_shares.contract, n.line,
				contract_cost_shares.start_on, n.amount, n.per,
				n.valid * contract_cost_shares.days) AS price
		FROM regie.contract_price_as_of(contract_cost_shares.known_on) AS n
		WHERE n.contract = contract_cost_shares.contract
	), split AS (
		SELECT b.participant,
			regie.allocate(l.price, coalesce(b.weight, 1))
				OVER (PARTITION BY l.contract_line_id, l.valid
					  ORDER BY b.participant COLLATE "C") AS amount
		FROM line AS l
		CROSS JOIN LATERAL regie.contract_bearers(contract_cost_shares.contract,
			l.service, lower(contract_cost_shares.days)) AS b
		WHERE l.price <> 0
	)
	SELECT s.participant, sum(s.amount)
	FROM split AS s
	GROUP BY s.participant;
END;

COMMENT ON FUNCTION regie.contract_cost_shares(text, date, daterange, date) IS
'What a contract, which starts on a day, costs over some days, and whom, in euro without VAT, by the prices known on a day: each price line is shared by whoever bears the contract on the first of these days. One row per participant; none if it costs nothing. Example: SELECT * FROM regie.contract_cost_shares(''HOSTING'', ''2024-01-01'', ''[2027-01-01,2027-07-01)'').';
