/*
 * What changed from one run to another, and why.
 */

/*
 * pool_shares(arrows, method) -> rows: what of a pool's money reaches whom.
 */
CREATE FUNCTION regie.pool_shares(arrows regie.arrow[], method text)
RETURNS TABLE (pool text, bearer text, share numeric)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	WITH arrow AS MATERIALIZED (
		SELECT o.source, o.target, o.weight, o.step
		FROM regie.open_arrows(pool_shares.arrows, pool_shares.method) AS o
	), entry AS (
		SELECT 'x ' || p.source AS source, p.source AS target,
			1::numeric AS amount, NULL::numeric AS weight,
			NULL::integer AS step
		FROM (SELECT DISTINCT a.source FROM arrow AS a) AS p
		UNION ALL
		SELECT a.source, a.target, NULL, a.weight, a.step
		FROM arrow AS a
	)
	SELECT t.target, t.bearer, sum(t.share)
	FROM (
		SELECT regie.flow_trace(e.source, e.target, e.amount, e.weight,
								pool_shares.method, e.step, 2) AS list
		FROM entry AS e
	) AS f
	CROSS JOIN LATERAL unnest(f.list) AS t
	WHERE t.share <> 0
	GROUP BY t.target, t.bearer;
END;

COMMENT ON FUNCTION regie.pool_shares(regie.arrow[], text) IS
'What part of the money of each pool of a network reaches whom, to 20 decimals. A part of how runs are compared.';

/*
 * run_changes(run_a, run_b) -> rows, compare_runs(run_a, run_b) -> rows
 *
 * From run a to run b one thing after the other is replaced, and what that
 * changes is its part of the difference:
 * 1. amount: b's amounts at the shares that they had in a;
 * 2. key: the shares of b where a pool, or a cost, has another key;
 * 3. driver: those of the pools with the same key, whose values changed;
 * 4. network: how much services give each other, the order, the method;
 * 5. collar; 6. rounding: what is left.
 * In steps 2 and 3 a pool passes the same part of its money to services as in
 * a: what participants count for is put in proportion.
 *
 * A cost that both runs hold is compared with itself.  Others, such as those
 * of another year, are compared service by service.  Where there was nothing
 * in a, all of it is because of the amount.
 *
 * run_changes is what is behind it.  It is written in SQL, which looks names
 * up once, so that a report can call it for a role that cannot use schema
 * regie; compare_runs says what is wrong where nothing can be compared.
 */
CREATE FUNCTION regie.run_changes(run_a text, run_b text)
RETURNS TABLE (participant text, service text, cost text, amount_a numeric,
			   amount_b numeric, difference numeric, by_amount numeric,
			   by_key numeric, by_driver numeric, by_network numeric,
			   by_collar numeric, by_rounding numeric)
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 10000 ROWS 100
BEGIN ATOMIC
	WITH setting AS MATERIALIZED (
		SELECT a.scale::integer AS scale_a, b.scale::integer AS scale_b,
			greatest(a.scale, b.scale) + 4 AS digits, a.method
		FROM regie.allocation_run AS a
		CROSS JOIN regie.allocation_run AS b
		WHERE a.code = run_changes.run_a AND b.code = run_changes.run_b
			AND a.kind <> 'settlement' AND b.kind <> 'settlement'
	), which (is_b, run) AS (
		SELECT v.is_b, v.run
		FROM setting AS q
		CROSS JOIN (VALUES (false, run_changes.run_a),
						   (true, run_changes.run_b)) AS v (is_b, run)
	), link AS MATERIALIZED (
		SELECT w.is_b, coalesce('s ' || l.service, 'k ' || l.cost) AS pool,
			l.user_service IS NOT NULL AS is_use,
			coalesce('s ' || l.user_service, 'p ' || l.participant,
					 'u ' || coalesce('s ' || l.service, 'k ' || l.cost))
				AS target,
			l.cost_key, coalesce(l.step, 2147483647) AS step,
			coalesce(l.driver_value, 1) AS weight
		FROM which AS w
		JOIN regie.run_link AS l ON l.run = w.run
		WHERE l.basis NOT IN ('no users', 'closed loop')
	), pool AS MATERIALIZED (
		SELECT l.is_b, l.pool, max(l.cost_key) AS cost_key,
			max(l.step) AS step,
			coalesce(sum(l.weight) FILTER (WHERE NOT l.is_use), 0) AS borne,
			sum(l.weight) AS total
		FROM link AS l
		GROUP BY l.is_b, l.pool
	), mixed AS MATERIALIZED (
		SELECT coalesce(x.pool, y.pool) AS pool,
			coalesce(x.step, y.step) AS step, x.pool IS NOT NULL AS in_a,
			coalesce(x.borne > 0 AND y.borne > 0, false) AS in_both,
			x.cost_key IS DISTINCT FROM y.cost_key AS rekeyed,
			x.borne AS borne_a, x.total AS total_a, y.borne AS borne_b,
			y.total AS total_b
		FROM (SELECT * FROM pool AS p WHERE NOT p.is_b) AS x
		FULL JOIN (SELECT * FROM pool AS p WHERE p.is_b) AS y
			ON y.pool = x.pool
	), network AS (
		SELECT v.stage, ROW(m.pool, l.target, NULL,
			CASE WHEN l.is_b AND m.in_a
				THEN div(l.weight * m.borne_a * 1e30, m.borne_b * m.total_a)
				ELSE div(l.weight * 1e30,
						 CASE WHEN m.in_a THEN m.total_a ELSE m.total_b END)
				END, m.step)::regie.arrow AS arrow
		FROM mixed AS m
		CROSS JOIN (VALUES (1), (2)) AS v (stage)
		JOIN link AS l ON l.pool = m.pool
			AND l.is_b = CASE
				WHEN NOT m.in_a THEN true
				WHEN l.is_use OR NOT m.in_both THEN false
				ELSE m.rekeyed OR v.stage = 2 END
	), shares AS MATERIALIZED (
		SELECT n.stage, s.pool,
			CASE WHEN s.bearer ~ '^p ' THEN substr(s.bearer, 3) END
				AS participant,
			s.share
		FROM (
			SELECT w.stage, array_agg(w.arrow) AS arrows
			FROM network AS w
			GROUP BY w.stage
		) AS n
		CROSS JOIN setting AS q
		CROSS JOIN LATERAL regie.pool_shares(n.arrows, q.method) AS s
	), cost_in AS MATERIALIZED (
		SELECT w.is_b, w.run, c.cost,
			CASE WHEN w.is_b THEN c.service
				ELSE coalesce(o.service, c.service) END AS service,
			CASE WHEN o.cost IS NOT NULL THEN c.cost END AS shown, c.booked,
			coalesce('k ' || CASE WHEN c.cost_key IS NOT NULL THEN c.cost END,
					 's ' || c.service) AS pool
		FROM which AS w
		JOIN regie.run_cost AS c ON c.run = w.run
		LEFT JOIN regie.run_cost AS o ON o.cost = c.cost
			AND o.run = CASE WHEN w.is_b THEN run_changes.run_a ELSE run_changes.run_b END
	), total AS (
		SELECT c.service, c.shown,
			coalesce(sum(c.booked) FILTER (WHERE NOT c.is_b), 0) AS a,
			coalesce(sum(c.booked) FILTER (WHERE c.is_b), 0) AS b
		FROM cost_in AS c
		GROUP BY c.service, c.shown
	), part AS (
		SELECT l.participant, c.service, c.shown,
			CASE WHEN NOT c.is_b THEN l.amount END AS amount_a,
			CASE WHEN c.is_b THEN l.amount END AS amount_b,
			CASE WHEN NOT c.is_b THEN l.share * c.booked END AS exact_a,
			CASE WHEN c.is_b THEN l.share * c.booked END AS exact_b,
			NULL::numeric AS stage_1, NULL::numeric AS stage_2
		FROM cost_in AS c
		JOIN regie.run_line AS l ON l.run = c.run AND l.cost = c.cost
		UNION ALL
		SELECT s.participant, c.service, c.shown, NULL, NULL, NULL, NULL,
			CASE s.stage WHEN 1 THEN s.share * c.booked END,
			CASE s.stage WHEN 2 THEN s.share * c.booked END
		FROM (
			SELECT i.service, i.shown, i.pool, sum(i.booked) AS booked
			FROM cost_in AS i
			WHERE i.is_b
			GROUP BY i.service, i.shown, i.pool
		) AS c
		JOIN shares AS s ON s.pool = c.pool
	), summed AS (
		SELECT p.participant, p.service, p.shown,
			coalesce(sum(p.amount_a), 0) AS amount_a,
			coalesce(sum(p.amount_b), 0) AS amount_b,
			coalesce(sum(p.exact_a), 0) AS exact_a,
			coalesce(sum(p.exact_b), 0) AS exact_b,
			coalesce(sum(p.stage_1), 0) AS stage_1,
			coalesce(sum(p.stage_2), 0) AS stage_2
		FROM part AS p
		GROUP BY p.participant, p.service, p.shown
	), effect AS (
		SELECT s.participant, s.service, s.shown,
			round(s.amount_a, q.scale_a) AS amount_a,
			round(s.amount_b, q.scale_b) AS amount_b,
			round(e.stage_0 - s.exact_a, q.digits) AS by_amount,
			round(e.stage_1 - e.stage_0, q.digits) AS by_key,
			round(e.stage_2 - e.stage_1, q.digits) AS by_driver,
			round(s.exact_b - e.stage_2, q.digits) AS by_network,
			round(0, q.digits) AS by_collar
		FROM summed AS s
		CROSS JOIN setting AS q
		JOIN total AS t ON t.service = s.service
			AND t.shown IS NOT DISTINCT FROM s.shown
		CROSS JOIN LATERAL (
			SELECT CASE WHEN t.a = 0 THEN s.exact_b
					ELSE t.b * s.exact_a / t.a END AS stage_0,
				CASE WHEN t.a = 0 THEN s.exact_b ELSE s.stage_1 END AS stage_1,
				CASE WHEN t.a = 0 THEN s.exact_b ELSE s.stage_2 END AS stage_2
		) AS e
		UNION ALL
		SELECT l.participant, NULL, NULL,
			round(coalesce(sum(l.amount) FILTER (WHERE l.run = run_changes.run_a), 0),
				  q.scale_a),
			round(coalesce(sum(l.amount) FILTER (WHERE l.run = run_changes.run_b), 0),
				  q.scale_b),
			round(0, q.digits), round(0, q.digits), round(0, q.digits),
			round(0, q.digits),
			round(coalesce(sum(l.amount) FILTER (WHERE l.run = run_changes.run_b), 0)
				- coalesce(sum(l.amount) FILTER (WHERE l.run = run_changes.run_a), 0),
				q.digits)
		FROM regie.run_line AS l
		CROSS JOIN setting AS q
		WHERE l.run IN (run_changes.run_a, run_changes.run_b)
			AND l.basis = 'collar'
		GROUP BY l.participant, q.scale_a, q.scale_b, q.digits
	)
	SELECT e.participant, e.service, e.shown, e.amount_a, e.amount_b,
		e.amount_b - e.amount_a, e.by_amount, e.by_key, e.by_driver,
		e.by_network, e.by_collar,
		e.amount_b - e.amount_a - e.by_amount - e.by_key - e.by_driver
			- e.by_network - e.by_collar
	FROM effect AS e
	WHERE (e.amount_a, e.amount_b, e.by_amount, e.by_key, e.by_driver,
		   e.by_network, e.by_collar) <> (0, 0, 0, 0, 0, 0, 0)
	ORDER BY e.participant COLLATE "C", e.service COLLATE "C",
		e.shown COLLATE "C";
END;

COMMENT ON FUNCTION regie.run_changes(text, text) IS
'The part of compare_runs that compares. No rows where a run is unknown or a settlement.';

CREATE FUNCTION regie.compare_runs(run_a text, run_b text)
RETURNS TABLE (participant text, service text, cost text, amount_a numeric,
			   amount_b numeric, difference numeric, by_amount numeric,
			   by_key numeric, by_driver numeric, by_network numeric,
			   by_collar numeric, by_rounding numeric)
LANGUAGE plpgsql STABLE STRICT ROWS 100
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	code_a CONSTANT text := $1;
	code_b CONSTANT text := $2;
	a regie.allocation_run;
	b regie.allocation_run;
BEGIN
	SELECT * INTO a FROM regie.allocation_run AS r WHERE r.code = code_a;
	SELECT * INTO b FROM regie.allocation_run AS r WHERE r.code = code_b;
	IF a.code IS NULL OR b.code IS NULL THEN
		RAISE EXCEPTION 'unknown run: "%"',
			CASE WHEN a.code IS NULL THEN code_a ELSE code_b END
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF a.kind = 'settlement' OR b.kind = 'settlement' THEN
		RAISE EXCEPTION 'settlements are not compared'
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Compare the runs that they are made of, see regie.run_part.';
	END IF;
	RETURN QUERY SELECT c.* FROM regie.run_changes(code_a, code_b) AS c;
END
$$;

COMMENT ON FUNCTION regie.compare_runs(text, text) IS
'What changed from run a to run b, without VAT: a row per participant and service, and per cost where both runs hold it; without participant: what is not allocated; without service: the collar. The difference is the sum of what comes of the amounts (at the shares of a), of other keys, of other values of the same key, of use between services, order or method, of the collar, and of rounding, replaced in this order. Errors: an unknown run, a settlement. Example: SELECT * FROM regie.compare_runs(''VOORSCHOT-2025'', ''WERKELIJK-2025'').';
