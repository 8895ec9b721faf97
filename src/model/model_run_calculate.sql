/*
 * How a run is calculated: from its own rows in run_cost, run_link, run_bound
 * and run_part, and from nothing else, so that it can be done again.
 *
 * The network is one of regie.flow.  Its nodes are named so that kinds do not
 * meet: "c CODE" a cost, "s CODE" the pool of a service, "k CODE" the pool of
 * a cost with a key of its own, "p CODE" a participant, "u POOL" what its pool
 * cannot pass on.
 */

/*
 * Costs with more decimals than the run (cloud usage) are rounded together:
 * each up or down, so that they add up to their total, which is rounded half
 * away from zero.  The largest remainders are rounded up; equal ones in order
 * of name, and for a negative total against it, so that a credit mirrors the
 * debit.
 */
CREATE FUNCTION regie.round_together(names text[], amounts numeric[],
									 scale integer)
RETURNS TABLE (name text, rounded numeric)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	SELECT s.name,
		round((s.whole + CASE WHEN s.missing >= row_number() OVER (
				ORDER BY s.part DESC,
					CASE WHEN s.total < 0 THEN -s.place ELSE s.place END)
			THEN 1 ELSE 0 END) / 10::numeric ^ round_together.scale,
			round_together.scale)
	FROM (
		SELECT u.name, floor(u.units) AS whole,
			u.units - floor(u.units) AS part, sum(u.units) OVER () AS total,
			round(sum(u.units) OVER ()) - sum(floor(u.units)) OVER ()
				AS missing,
			row_number() OVER (ORDER BY u.name COLLATE "C") AS place
		FROM (
			SELECT n.name,
				n.amount * 10::numeric ^ round_together.scale AS units
			FROM unnest(round_together.names, round_together.amounts)
				AS n (name, amount)
		) AS u
	) AS s;
END;

COMMENT ON FUNCTION regie.round_together(text[], numeric[], integer) IS
'Amounts rounded to scale decimals, each up or down, so that they add up to their rounded total (largest remainder; ties by name; credits mirror debits). Example: SELECT * FROM regie.round_together(ARRAY[''a'', ''b''], ARRAY[0.3333, 0.3333], 2).';

CREATE TYPE regie.arrow AS (
	source text,
	target text,
	amount numeric,
	weight numeric,
	step integer
);

COMMENT ON TYPE regie.arrow IS
'A row as function flow takes it: a posting (with an amount) or what a pool passes on (with a weight).';
COMMENT ON COLUMN regie.arrow.source IS 'Who pays or passes on.';
COMMENT ON COLUMN regie.arrow.target IS 'Who gets it.';
COMMENT ON COLUMN regie.arrow.amount IS 'Amount of a posting.';
COMMENT ON COLUMN regie.arrow.weight IS
'Weight, where a pool passes on.';
COMMENT ON COLUMN regie.arrow.step IS 'Order of the source.';

/*
 * open_arrows(arrows, method) -> arrows
 *
 * Pools from which no money comes out make flow fail.  Here they get a bearer
 * of their own instead, "u POOL", and lose their other arrows, so that what
 * cannot be allocated is seen where it is.  Those are the pools from which
 * nobody is reached who bears money, and that can be reached again from all
 * that they reach: the loop itself, not those who pay into it.
 */
CREATE FUNCTION regie.open_arrows(arrows regie.arrow[], method text)
RETURNS SETOF regie.arrow
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	WITH RECURSIVE given AS MATERIALIZED (
		SELECT a.source, a.target, a.weight, a.step
		FROM unnest(open_arrows.arrows) AS a
	), pool AS MATERIALIZED (
		SELECT DISTINCT g.source, g.step FROM given AS g
	), live AS MATERIALIZED (
		SELECT g.source, g.target, p.source IS NOT NULL AS to_pool
		FROM given AS g
		LEFT JOIN pool AS p ON p.source = g.target
		WHERE g.weight > 0
			AND (p.source IS NULL OR open_arrows.method = 'reciprocal'
				 OR (open_arrows.method = 'step_down' AND p.step > g.step))
	), safe (pool) AS (
		SELECT l.source FROM live AS l WHERE NOT l.to_pool
		UNION
		SELECT l.source
		FROM safe AS s
		JOIN live AS l ON l.target = s.pool
	), lost AS MATERIALIZED (
		SELECT p.source AS pool FROM pool AS p
		EXCEPT
		SELECT s.pool FROM safe AS s
	), reach (pool, other) AS (
		SELECT l.source, l.target
		FROM live AS l
		JOIN lost AS o ON o.pool = l.source
		UNION
		SELECT r.pool, l.target
		FROM reach AS r
		JOIN live AS l ON l.source = r.other
	), stuck AS MATERIALIZED (
		SELECT o.pool
		FROM lost AS o
		EXCEPT
		SELECT r.pool
		FROM reach AS r
		LEFT JOIN reach AS back ON back.pool = r.other AND back.other = r.pool
		WHERE r.other <> r.pool AND back.pool IS NULL
	)
	SELECT g.source, g.target, NULL::numeric, g.weight, g.step
	FROM given AS g
	WHERE NOT EXISTS (SELECT FROM stuck AS s WHERE s.pool = g.source)
	UNION ALL
	SELECT p.source, concat('u ', p.source), NULL::numeric, 1, p.step
	FROM pool AS p
	JOIN stuck AS s ON s.pool = p.source;
END;

COMMENT ON FUNCTION regie.open_arrows(regie.arrow[], text) IS
'The arrows of a network, in which pools that nothing leaves by a method (direct, step_down, reciprocal) have one arrow, to a node of their own that is named u and the pool. A part of how runs are calculated.';

/*
 * run_arrows(run) -> arrows
 *
 * The network of a run, as it went in.  That the method leaves a pool no way
 * out is a result, and not read here.
 */
CREATE FUNCTION regie.run_arrows(run text)
RETURNS SETOF regie.arrow
LANGUAGE sql STABLE STRICT PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	SELECT n.pool,
		CASE WHEN l.participant IS NOT NULL THEN 'p ' || l.participant
			WHEN l.user_service IS NOT NULL THEN 's ' || l.user_service
			ELSE 'u ' || n.pool END,
		NULL::numeric, coalesce(l.driver_value, 1),
		coalesce(l.step, 2147483647)
	FROM regie.run_link AS l
	CROSS JOIN LATERAL (
		SELECT coalesce('s ' || l.service, 'k ' || l.cost) AS pool
	) AS n
	WHERE l.run = run_arrows.run
		AND l.basis NOT IN ('no users', 'closed loop');
END;

COMMENT ON FUNCTION regie.run_arrows(text) IS
'The network of a run as arrows of function flow, from its rows in run_link. A part of how runs are calculated.';

/*
 * calculate_links(run) -> rows
 *
 * The money over each arrow of a run, calculated from what it holds.  flow
 * gives the cents; VAT goes over the same arrows.
 */
CREATE FUNCTION regie.calculate_links(run text)
RETURNS TABLE (service text, cost text, user_service text, participant text,
			   basis text, cost_key text, step integer, driver_value numeric,
			   amount numeric, vat_amount numeric)
LANGUAGE sql STABLE STRICT PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	WITH settings AS MATERIALIZED (
		SELECT r.method, r.scale::integer AS scale
		FROM regie.allocation_run AS r
		WHERE r.code = calculate_links.run AND r.kind <> 'settlement'
	), arrow AS MATERIALIZED (
		SELECT o.source, o.target, o.weight, o.step
		FROM settings AS r
		CROSS JOIN LATERAL (
			SELECT array_agg(a) AS list
			FROM regie.run_arrows(calculate_links.run) AS a
		) AS g
		CROSS JOIN LATERAL regie.open_arrows(g.list, r.method) AS o
	), entry AS (
		SELECT 'c ' || c.cost AS source,
			coalesce('k ' || CASE WHEN c.cost_key IS NOT NULL THEN c.cost END,
					 's ' || c.service) AS target,
			c.booked, c.booked_vat, NULL::numeric AS weight,
			NULL::integer AS step
		FROM regie.run_cost AS c
		WHERE c.run = calculate_links.run
		UNION ALL
		SELECT a.source, a.target, NULL, NULL, a.weight, a.step
		FROM arrow AS a
	), money AS (
		SELECT e.source, e.target, e.weight,
			regie.flow(e.source, e.target, e.booked, e.weight, r.method,
					   e.step, r.scale) OVER () AS amount,
			regie.flow(e.source, e.target, e.booked_vat, e.weight, r.method,
					   e.step, r.scale) OVER () AS vat_amount
		FROM entry AS e
		CROSS JOIN settings AS r
	), held AS (
		SELECT l.service, l.cost, l.user_service, l.participant, l.basis,
			l.cost_key, l.step, l.driver_value, l.pool,
			CASE WHEN l.participant IS NOT NULL THEN 'p ' || l.participant
				WHEN l.user_service IS NOT NULL THEN 's ' || l.user_service
				ELSE 'u ' || l.pool END AS target
		FROM (
			SELECT k.service, k.cost, k.user_service, k.participant, k.basis,
				k.cost_key, k.step, k.driver_value,
				coalesce('s ' || k.service, 'k ' || k.cost) AS pool
			FROM regie.run_link AS k
			WHERE k.run = calculate_links.run
				AND k.basis NOT IN ('no users', 'closed loop')
		) AS l
	)
	SELECT h.service, h.cost, h.user_service, h.participant, h.basis,
		h.cost_key, h.step, h.driver_value,
		coalesce(m.amount, round(0, r.scale)),
		coalesce(m.vat_amount, round(0, r.scale))
	FROM held AS h
	CROSS JOIN settings AS r
	LEFT JOIN money AS m ON m.source = h.pool AND m.target = h.target
	UNION ALL
	SELECT h.service, h.cost, NULL, NULL,
		CASE r.method WHEN 'reciprocal' THEN 'closed loop'
			ELSE 'no users' END,
		h.cost_key, h.step, NULL, m.amount, m.vat_amount
	FROM money AS m
	CROSS JOIN settings AS r
	CROSS JOIN LATERAL (
		SELECT b.service, b.cost, b.cost_key, b.step
		FROM held AS b
		WHERE b.pool = m.source
		LIMIT 1
	) AS h
	WHERE m.weight IS NOT NULL AND m.target = 'u ' || m.source
		AND NOT EXISTS (SELECT FROM held AS b WHERE b.target = m.target);
END;

COMMENT ON FUNCTION regie.calculate_links(text) IS
'The money over each arrow of a run, calculated anew from its rows in run_cost and run_link: rows as in run_link. A part of how runs are calculated.';

/*
 * calculate_lines(run) -> rows
 *
 * What each participant bears of each cost, by the pool that it came through
 * last: flow_trace follows each cost through the network, so that the lines
 * add up to the cost, and to the arrows that calculate_links gives.
 */
CREATE FUNCTION regie.calculate_lines(run text)
RETURNS TABLE (number integer, part text, cost text, via text,
			   participant text, basis text, cost_key text,
			   driver_value numeric, driver_total numeric, share numeric,
			   exact numeric, rounding numeric, amount numeric,
			   vat_amount numeric)
LANGUAGE sql STABLE STRICT PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
	WITH settings AS MATERIALIZED (
		SELECT r.method, r.scale::integer AS scale
		FROM regie.allocation_run AS r
		WHERE r.code = calculate_lines.run AND r.kind <> 'settlement'
	), arrow AS MATERIALIZED (
		SELECT o.source, o.target, o.weight, o.step
		FROM settings AS r
		CROSS JOIN LATERAL (
			SELECT array_agg(a) AS list
			FROM regie.run_arrows(calculate_lines.run) AS a
		) AS g
		CROSS JOIN LATERAL regie.open_arrows(g.list, r.method) AS o
	), entry AS MATERIALIZED (
		SELECT 'c ' || c.cost AS source,
			coalesce('k ' || CASE WHEN c.cost_key IS NOT NULL THEN c.cost END,
					 's ' || c.service) AS target,
			c.booked, c.booked_vat, NULL::numeric AS weight,
			NULL::integer AS step
		FROM regie.run_cost AS c
		WHERE c.run = calculate_lines.run
		UNION ALL
		SELECT a.source, a.target, NULL, NULL, a.weight, a.step
		FROM arrow AS a
	), net AS (
		SELECT t.source, t.via, t.bearer, t.share, t.exact, t.amount
		FROM (
			SELECT regie.flow_trace(e.source, e.target, e.booked, e.weight,
									r.method, e.step, r.scale) AS list
			FROM entry AS e
			CROSS JOIN settings AS r
		) AS f
		CROSS JOIN LATERAL unnest(f.list) AS t
		WHERE t.amount <> 0 OR t.exact <> 0
	), vat AS (
		SELECT t.source, t.via, t.bearer, t.share, t.amount
		FROM (
			SELECT regie.flow_trace(e.source, e.target, e.booked_vat,
									e.weight, r.method, e.step, r.scale)
				AS list
			FROM entry AS e
			CROSS JOIN settings AS r
			WHERE EXISTS (SELECT FROM entry AS v WHERE v.booked_vat <> 0)
		) AS f
		CROSS JOIN LATERAL unnest(f.list) AS t
		WHERE t.amount <> 0
	), money AS (
		SELECT substr(coalesce(n.source, v.source), 3) AS cost,
			coalesce(n.via, v.via) AS pool,
			coalesce(n.bearer, v.bearer) AS bearer,
			coalesce(n.share, v.share) AS share,
			coalesce(n.exact, 0) AS exact, coalesce(n.amount, 0) AS amount,
			coalesce(v.amount, 0) AS vat_amount
		FROM net AS n
		FULL JOIN vat AS v ON v.source = n.source AND v.via = n.via
			AND v.bearer = n.bearer
	), held AS MATERIALIZED (
		SELECT coalesce('s ' || l.service, 'k ' || l.cost) AS pool,
			l.service, 'p ' || l.participant AS bearer, l.participant,
			l.basis, l.cost_key, l.driver_value
		FROM regie.run_link AS l
		WHERE l.run = calculate_lines.run
			AND l.basis NOT IN ('no users', 'closed loop')
	), pool AS MATERIALIZED (
		SELECT h.pool, h.service, max(h.cost_key) AS cost_key,
			max(h.basis) FILTER (WHERE h.basis IN ('no rule', 'no key values'))
				AS reason,
			sum(h.driver_value) FILTER (WHERE h.participant IS NOT NULL)
				AS driver_total
		FROM held AS h
		GROUP BY h.pool, h.service
	), line AS (
		SELECT m.cost, p.service AS via, h.participant,
			coalesce(h.basis, p.reason,
				CASE r.method WHEN 'reciprocal' THEN 'closed loop'
					ELSE 'no users' END) AS basis,
			p.cost_key, h.driver_value,
			CASE WHEN h.participant IS NOT NULL THEN p.driver_total END
				AS driver_total,
			m.share, m.exact, round(m.amount, r.scale) AS amount,
			round(m.vat_amount, r.scale) AS vat_amount
		FROM money AS m
		CROSS JOIN settings AS r
		JOIN pool AS p ON p.pool = m.pool
		LEFT JOIN held AS h ON h.pool = m.pool AND h.bearer = m.bearer
	), borne AS (
		SELECT l.participant, sum(l.amount) AS amount
		FROM line AS l
		WHERE l.participant IS NOT NULL
			AND EXISTS (SELECT FROM regie.run_bound AS b
						WHERE b.run = calculate_lines.run)
		GROUP BY l.participant
	), moved AS (
		SELECT b.participant, b.amount_before,
			regie.allocate_bounded(b.total, b.amount * sign(b.total),
				b.lower_amount, b.upper_amount, b.scale)
				OVER (ORDER BY b.participant COLLATE "C")
				- b.amount AS amount
		FROM (
			SELECT s.participant, s.amount, sum(s.amount) OVER () AS total,
				d.amount_before, d.lower_amount, d.upper_amount, r.scale
			FROM borne AS s
			CROSS JOIN settings AS r
			LEFT JOIN regie.run_bound AS d
				ON d.run = calculate_lines.run
					AND d.participant = s.participant
		) AS b
	), result AS (
		SELECT 1 AS place, NULL AS part, l.cost, l.via, l.participant, l.basis,
			l.cost_key, l.driver_value, l.driver_total, l.share, l.exact,
			l.amount - l.exact AS rounding, l.amount, l.vat_amount
		FROM line AS l
		UNION ALL
		SELECT 2, NULL, NULL, NULL, m.participant, 'collar', NULL,
			m.amount_before, NULL, NULL, m.amount, round(0, r.scale), m.amount,
			round(0, r.scale)
		FROM moved AS m
		CROSS JOIN settings AS r
		WHERE m.amount <> 0
		UNION ALL
		SELECT p.number, p.part, l.cost, l.via, l.participant, l.basis,
			l.cost_key, l.driver_value, l.driver_total, l.share,
			p.sign * l.exact, p.sign * l.rounding, p.sign * l.amount,
			p.sign * l.vat_amount
		FROM regie.run_part AS p
		JOIN regie.run_line AS l ON l.run = p.part
		WHERE p.run = calculate_lines.run
	)
	SELECT row_number() OVER (
			ORDER BY x.place, x.cost COLLATE "C", x.via COLLATE "C",
				x.participant COLLATE "C")::integer,
		x.part, x.cost, x.via, x.participant, x.basis, x.cost_key,
		x.driver_value, x.driver_total, x.share, x.exact, x.rounding,
		x.amount, x.vat_amount
	FROM result AS x;
END;

COMMENT ON FUNCTION regie.calculate_lines(text) IS
'What each participant bears of each cost of a run, calculated anew from what the run holds: rows as in run_line. A part of how runs are calculated.';

/*
 * check_run(run) -> rows
 */
CREATE FUNCTION regie.check_run(run text)
RETURNS TABLE (item text, problem text, stored numeric, calculated numeric)
LANGUAGE plpgsql STABLE STRICT ROWS 10
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	the_run CONSTANT text := $1;
	r regie.allocation_run;
BEGIN
	SELECT * INTO r FROM regie.allocation_run AS a WHERE a.code = the_run;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown run: "%"', the_run
			USING ERRCODE = 'invalid_parameter_value';
	END IF;

	/* what was booked of each cost */
	RETURN QUERY
	WITH source AS (
		SELECT p.sign * c.booked AS booked, p.sign * c.booked_vat AS vat,
			c.cost, p.sign * c.amount AS amount,
			p.sign * c.vat_amount AS vat_amount
		FROM regie.run_part AS p
		JOIN regie.run_cost AS c ON c.run = p.part
		WHERE p.run = the_run
	), input AS (
		SELECT array_agg(c.cost) AS names,
			array_agg(c.amount + CASE WHEN c.vat_passed_on THEN 0
							ELSE c.vat_amount END) AS amounts,
			array_agg(CASE WHEN c.vat_passed_on THEN c.vat_amount
							ELSE 0 END) AS vats
		FROM regie.run_cost AS c
		WHERE c.run = the_run AND r.kind <> 'settlement'
	), again AS (
		SELECT n.name AS cost, n.rounded AS booked, v.rounded AS vat
		FROM input AS i
		CROSS JOIN LATERAL regie.round_together(i.names, i.amounts, r.scale)
			AS n
		JOIN LATERAL regie.round_together(i.names, i.vats, r.scale) AS v
			ON v.name = n.name
		UNION ALL
		SELECT s.cost, s.booked, s.vat FROM source AS s
	)
	SELECT format('cost %s', coalesce(c.cost, a.cost)) COLLATE "C", q.problem, q.stored,
		q.calculated
	FROM (SELECT * FROM regie.run_cost AS x WHERE x.run = the_run) AS c
	FULL JOIN again AS a ON a.cost = c.cost
	CROSS JOIN LATERAL (VALUES
		('booked amount', c.booked, a.booked),
		('booked VAT', c.booked_vat, a.vat)) AS q (problem, stored, calculated)
	WHERE q.stored IS DISTINCT FROM q.calculated
	ORDER BY 1, 2;

	/* the money over each arrow */
	RETURN QUERY
	SELECT format('%s -> %s',
			coalesce('service ' || coalesce(l.service, c.service),
					 'cost ' || coalesce(l.cost, c.cost)),
			coalesce('service ' || coalesce(l.user_service, c.user_service),
					 'participant ' || coalesce(l.participant, c.participant),
					 'nobody')) COLLATE "C",
		q.problem, q.stored, q.calculated
	FROM (SELECT * FROM regie.run_link AS x WHERE x.run = the_run) AS l
	FULL JOIN (SELECT k.*, true AS there
			   FROM regie.calculate_links(the_run) AS k) AS c
		ON coalesce('s ' || l.service, 'k ' || l.cost)
				= coalesce('s ' || c.service, 'k ' || c.cost)
			AND coalesce('s ' || l.user_service, 'p ' || l.participant, 'u')
				= coalesce('s ' || c.user_service, 'p ' || c.participant, 'u')
	CROSS JOIN LATERAL (VALUES
		(CASE WHEN c.there IS NULL THEN 'row too many'
			WHEN l.run IS NULL THEN 'row missing' ELSE 'amount' END,
		 l.amount, c.amount,
		 l.run IS NULL OR c.there IS NULL OR l.amount <> c.amount),
		('VAT', l.vat_amount, c.vat_amount, l.vat_amount <> c.vat_amount),
		('basis, key, step or driver value', l.driver_value, c.driver_value,
		 l.run IS NOT NULL AND c.there
		 AND (l.basis, l.cost_key, l.step, l.driver_value)
			IS DISTINCT FROM (c.basis, c.cost_key, c.step, c.driver_value)))
		AS q (problem, stored, calculated, differs)
	WHERE q.differs
	ORDER BY 1, 2;

	/* the lines */
	RETURN QUERY
	SELECT format('line of %s%s -> %s',
			coalesce('cost ' || coalesce(l.cost, c.cost), 'the collar'),
			' via service ' || coalesce(l.via, c.via),
			coalesce('participant ' || coalesce(l.participant, c.participant),
					 'nobody')) COLLATE "C",
		q.problem, q.stored, q.calculated
	FROM (
		SELECT x.*, concat_ws(E'\t', 'r ' || x.part, 'c ' || x.cost,
			's ' || x.via, 'p ' || x.participant) AS who
		FROM regie.run_line AS x
		WHERE x.run = the_run
	) AS l
	FULL JOIN (
		SELECT k.*, true AS there, concat_ws(E'\t', 'r ' || k.part,
			'c ' || k.cost, 's ' || k.via, 'p ' || k.participant) AS who
		FROM regie.calculate_lines(the_run) AS k
	) AS c ON c.who = l.who
	CROSS JOIN LATERAL (VALUES
		(CASE WHEN c.there IS NULL THEN 'row too many'
			WHEN l.run IS NULL THEN 'row missing' ELSE 'amount' END,
		 l.amount, c.amount,
		 l.run IS NULL OR c.there IS NULL OR l.amount <> c.amount),
		('VAT', l.vat_amount, c.vat_amount, l.vat_amount <> c.vat_amount),
		('exact amount', l.exact, c.exact, l.exact <> c.exact),
		('number', l.number, c.number, l.number <> c.number),
		('share', l.share, c.share,
		 l.run IS NOT NULL AND c.there AND l.share IS DISTINCT FROM c.share),
		('basis, key or driver value', l.driver_value, c.driver_value,
		 l.run IS NOT NULL AND c.there
		 AND (l.basis, l.cost_key, l.driver_value, l.driver_total)
			IS DISTINCT FROM
			(c.basis, c.cost_key, c.driver_value, c.driver_total)))
		AS q (problem, stored, calculated, differs)
	WHERE q.differs
	ORDER BY 1, 2;

	/* sums, at every level */
	RETURN QUERY
	WITH cost AS (
		SELECT count(*) AS rows, coalesce(sum(c.booked), 0) AS amount,
			coalesce(sum(c.booked_vat), 0) AS vat_amount
		FROM regie.run_cost AS c WHERE c.run = the_run
	), line AS (
		SELECT count(*) AS rows, coalesce(sum(l.amount), 0) AS amount,
			coalesce(sum(l.vat_amount), 0) AS vat_amount,
			coalesce(sum(l.amount) FILTER (WHERE l.basis = 'collar'), 0)
				AS collar
		FROM regie.run_line AS l WHERE l.run = the_run
	)
	SELECT q.item COLLATE "C", q.problem, q.stored, q.calculated
	FROM cost AS c
	CROSS JOIN line AS l
	CROSS JOIN LATERAL (VALUES
		('run', 'amount', r.amount, c.amount),
		('run', 'VAT', r.vat_amount, c.vat_amount),
		('all lines', 'amount', l.amount, c.amount),
		('all lines', 'VAT', l.vat_amount, c.vat_amount),
		('lines of the collar', 'amount', l.collar, 0),
		('run', 'number of costs', r.cost_count, c.rows),
		('run', 'number of lines', r.line_count, l.rows),
		('run', 'number of links', r.link_count,
		 (SELECT count(*) FROM regie.run_link AS x WHERE x.run = the_run)),
		('run', 'number of bounds', r.bound_count,
		 (SELECT count(*) FROM regie.run_bound AS x WHERE x.run = the_run)),
		('run', 'number of parts', r.part_count,
		 (SELECT count(*) FROM regie.run_part AS x WHERE x.run = the_run)),
		('run', 'corrections', r.is_correction::integer,
		 (SELECT count(*) FROM regie.run_correction AS x
		  WHERE x.run = the_run)))
		AS q (item, problem, stored, calculated)
	WHERE q.stored <> q.calculated
	UNION ALL
	SELECT format('lines of cost %s', c.cost) COLLATE "C", q.problem, q.stored,
		q.calculated
	FROM regie.run_cost AS c
	LEFT JOIN (
		SELECT l.cost, sum(l.amount) AS amount,
			sum(l.vat_amount) AS vat_amount
		FROM regie.run_line AS l
		WHERE l.run = the_run AND l.cost IS NOT NULL
		GROUP BY l.cost
	) AS l ON l.cost = c.cost
	CROSS JOIN LATERAL (VALUES
		('amount', coalesce(l.amount, 0), c.booked),
		('VAT', coalesce(l.vat_amount, 0), c.booked_vat))
		AS q (problem, stored, calculated)
	WHERE c.run = the_run AND q.stored <> q.calculated
	UNION ALL
	SELECT format('lines over %s -> %s', k.pool,
			coalesce('participant ' || k.participant, 'nobody')) COLLATE "C",
		q.problem, q.stored, q.calculated
	FROM (
		SELECT coalesce('service ' || x.service, 'cost ' || x.cost) AS pool,
			x.participant, x.amount, x.vat_amount
		FROM regie.run_link AS x
		WHERE x.run = the_run AND x.user_service IS NULL
	) AS k
	LEFT JOIN (
		SELECT coalesce('service ' || l.via, 'cost ' || l.cost) AS pool,
			l.participant, sum(l.amount) AS amount,
			sum(l.vat_amount) AS vat_amount
		FROM regie.run_line AS l
		WHERE l.run = the_run AND l.cost IS NOT NULL
		GROUP BY 1, 2
	) AS l ON l.pool = k.pool
		AND coalesce('p ' || l.participant, 'u')
			= coalesce('p ' || k.participant, 'u')
	CROSS JOIN LATERAL (VALUES
		('amount', coalesce(l.amount, 0), k.amount),
		('VAT', coalesce(l.vat_amount, 0), k.vat_amount))
		AS q (problem, stored, calculated)
	WHERE q.stored <> q.calculated
	ORDER BY 1, 2;
END
$$;

COMMENT ON FUNCTION regie.check_run(text) IS
'Calculates a run again from what it holds, and adds up at every level: a row for each figure that is not the same. No rows: the run is reproducible, to the cent. A settlement is compared with the runs that it is made of. Error: unknown run. Example: SELECT * FROM regie.check_run(''BEGROTING-2026'').';
