/*
 * How runs are made.
 */

/*
 * gather_run(run): what goes into a run, copied from the model.
 *
 * Costs of its kind that the cooperation pays and whose period begins in that
 * of the run; the pools that they come to, by the rules of one day, and those
 * of the services that use these.
 */
CREATE FUNCTION regie.gather_run(run text) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	the_run CONSTANT text := $1;
	r regie.allocation_run;
	payer_kind text;
	culprit record;
	before daterange;
BEGIN
	SELECT * INTO STRICT r
	FROM regie.allocation_run AS a WHERE a.code = the_run;
	SELECT p.kind INTO STRICT payer_kind
	FROM regie.party AS p WHERE p.code = r.cooperation;

	WITH picked AS (
		SELECT c.code, c.period, c.payee, c.service, c.contract, s.taakveld,
			c.cost_category, c.cost_key, c.description, c.amount, c.scale,
			c.vat_treatment, c.vat_rate, coalesce(c.vat_amount, 0) AS vat,
			coalesce(t.vat_passes_on, false) AS passed_on
		FROM regie.cost AS c
		JOIN regie.service AS s ON s.code = c.service
		LEFT JOIN regie.vat_treatment AS t ON t.code = c.vat_treatment
		WHERE c.payer = r.cooperation AND c.kind = r.kind
			AND lower(c.period) <@ r.period
			AND NOT (r.only_new AND EXISTS (
				SELECT FROM regie.run_cost AS o
				JOIN regie.run_state AS e ON e.code = o.run
				WHERE o.cost = c.code AND e.in_force
					AND e.kind = r.kind AND e.cooperation = r.cooperation
					AND NOT EXISTS (
						SELECT FROM regie.run_correction AS k
						WHERE k.run = the_run AND k.corrects = e.code)))
	), input AS (
		SELECT array_agg(p.code) AS names,
			array_agg(p.amount + CASE WHEN p.passed_on THEN 0 ELSE p.vat END)
				AS amounts,
			array_agg(CASE WHEN p.passed_on THEN p.vat ELSE 0 END) AS vats
		FROM picked AS p
	)
	INSERT INTO regie.run_cost (run, number, cost, period, payee, service,
		contract, taakveld, cost_category, cost_key, description, amount,
		scale, vat_treatment, vat_rate, vat_amount, vat_passed_on, booked,
		booked_vat)
	SELECT the_run, row_number() OVER (ORDER BY p.code COLLATE "C"), p.code,
		p.period, p.payee, p.service, p.contract, p.taakveld,
		p.cost_category, p.cost_key, p.description, p.amount, p.scale,
		p.vat_treatment, p.vat_rate, p.vat, p.passed_on, n.rounded, v.rounded
	FROM input AS i
	CROSS JOIN LATERAL regie.round_together(i.names, i.amounts, r.scale) AS n
	JOIN LATERAL regie.round_together(i.names, i.vats, r.scale) AS v
		ON v.name = n.name
	JOIN picked AS p ON p.code = n.name
	ORDER BY p.code COLLATE "C";

	/*
	 * A mixed key has no unit: what services get stands beside its factors,
	 * so participants then have their shares times the sum of those.
	 */
	WITH RECURSIVE pool (service) AS (
		SELECT c.service
		FROM regie.run_cost AS c
		WHERE c.run = the_run AND c.cost_key IS NULL
		UNION
		SELECT u.user_service
		FROM pool AS p
		JOIN regie.service_use AS u ON u.service = p.service
			AND (u.valid @> r.key_on) IS TRUE
	), ruled AS MATERIALIZED (
		SELECT p.service, a.cost_key, a.step, EXISTS (
				SELECT FROM regie.service_use AS u
				WHERE u.service = p.service
					AND (u.valid @> r.key_on) IS TRUE) AS used
		FROM pool AS p
		LEFT JOIN regie.allocation_rule AS a ON a.service = p.service
			AND (a.valid @> r.key_on) IS TRUE
	), key AS MATERIALIZED (
		SELECT k.cost_key, v.participant, v.value, v.total, f.factor
		FROM (
			SELECT a.cost_key FROM ruled AS a WHERE a.cost_key IS NOT NULL
			UNION
			SELECT c.cost_key FROM regie.run_cost AS c
			WHERE c.run = the_run AND c.cost_key IS NOT NULL
		) AS k
		LEFT JOIN LATERAL regie.key_values(k.cost_key, r.key_on) AS v
			ON true
		LEFT JOIN LATERAL (
			SELECT sum(p.factor) AS factor
			FROM regie.cost_key_part AS p
			WHERE p.cost_key = k.cost_key
				AND (p.valid @> r.key_on) IS TRUE
		) AS f ON true
	), link AS (
		SELECT a.service, NULL::text AS cost, NULL::text AS user_service,
			k.participant,
			CASE WHEN k.participant IS NULL THEN 'no key values'
				ELSE 'rule' END AS basis,
			a.cost_key, a.step,
			CASE WHEN k.factor IS NOT NULL AND a.used
				THEN trim_scale(round(k.value * k.factor / k.total, 20))
				ELSE k.value END AS driver_value
		FROM ruled AS a
		JOIN key AS k ON k.cost_key = a.cost_key
		UNION ALL
		SELECT NULL, c.cost, NULL, k.participant,
			CASE WHEN k.participant IS NULL THEN 'no key values'
				ELSE 'own key' END,
			c.cost_key, NULL, k.value
		FROM regie.run_cost AS c
		JOIN key AS k ON k.cost_key = c.cost_key
		WHERE c.run = the_run
		UNION ALL
		SELECT a.service, NULL, u.user_service, NULL, 'use', a.cost_key,
			CASE WHEN a.cost_key IS NULL THEN 0 ELSE a.step END, u.weight
		FROM ruled AS a
		JOIN regie.service_use AS u ON u.service = a.service
			AND (u.valid @> r.key_on) IS TRUE
		WHERE NOT EXISTS (
			SELECT FROM key AS k
			WHERE k.cost_key = a.cost_key AND k.participant IS NULL)
		UNION ALL
		SELECT a.service, NULL, NULL,
			CASE WHEN payer_kind <> 'cooperation' THEN r.cooperation END,
			CASE WHEN payer_kind <> 'cooperation' THEN 'payer'
				ELSE 'no rule' END,
			NULL, NULL, CASE WHEN payer_kind <> 'cooperation' THEN 1 END
		FROM ruled AS a
		WHERE a.cost_key IS NULL AND NOT a.used
	)
	INSERT INTO regie.run_link (run, number, service, cost, user_service,
		participant, basis, cost_key, step, driver_value)
	SELECT the_run, row_number() OVER (
			ORDER BY l.service COLLATE "C", l.cost COLLATE "C",
				l.user_service COLLATE "C", l.participant COLLATE "C"),
		l.service, l.cost, l.user_service, l.participant, l.basis,
		l.cost_key, l.step, l.driver_value
	FROM link AS l;

	IF r.method = 'step_down' THEN
		SELECT l.service, l.user_service, l.cost_key INTO culprit
		FROM regie.run_link AS l
		WHERE l.run = the_run AND l.basis = 'use'
			AND (l.step IS NULL
				 OR (l.step = 0 AND EXISTS (
						SELECT FROM regie.run_link AS t
						WHERE t.run = the_run AND t.service = l.user_service
							AND t.step = 0)))
		ORDER BY l.service COLLATE "C", l.user_service COLLATE "C"
		LIMIT 1;
		IF FOUND THEN
			RAISE EXCEPTION 'service "%" has no step', culprit.service
				USING ERRCODE = 'invalid_parameter_value',
					DETAIL = format('It serves service "%s", and method step_down needs the order.',
									culprit.user_service),
					HINT = 'Set step in its row of regie.allocation_rule, or use another method.';
		END IF;
	END IF;

	/* The collar: the same months of the year before, under today's parties. */
	IF r.collar AND r.kind IN ('budget', 'advance', 'actual') THEN
		before := daterange((lower(r.period) - INTERVAL '1 year')::date,
							(upper(r.period) - INTERVAL '1 year')::date);
		INSERT INTO regie.run_bound (run, number, participant, year_before,
			amount_before, lower_amount, upper_amount)
		SELECT the_run,
			row_number() OVER (ORDER BY t.participant COLLATE "C"),
			t.participant, t.codes, t.amount,
			trim_scale(t.amount - abs(t.amount) * b.lower_pct / 100),
			trim_scale(t.amount + abs(t.amount) * b.upper_pct / 100)
		FROM regie.cost_collar AS b
		CROSS JOIN LATERAL (
			SELECT n.participant, sum(n.amount) AS amount,
				string_agg(DISTINCT n.code, ', ' ORDER BY n.code) AS codes
			FROM (
				SELECT coalesce(s.place, l.participant) AS participant,
					l.amount, e.code COLLATE "C" AS code
				FROM regie.run_state AS e
				JOIN regie.run_line AS l ON l.run = e.code
					AND l.participant IS NOT NULL
				LEFT JOIN regie.party_places() AS s
					ON s.party = l.participant
						AND (s.valid @> lower(r.period)) IS TRUE
				WHERE e.in_force AND e.kind = r.kind
					AND e.cooperation = r.cooperation AND e.period <@ before
			) AS n
			GROUP BY n.participant
		) AS t
		WHERE b.cooperation = r.cooperation
			AND (b.valid @> lower(r.period)) IS TRUE;
	END IF;
END
$$;

COMMENT ON FUNCTION regie.gather_run(text) IS
'Copies what goes into a run from the model: costs, weights and the bounds of a collar. A part of how runs are made.';

/*
 * fill_run(run): gathers, calculates and stores.
 */
CREATE FUNCTION regie.fill_run(run text) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	the_run CONSTANT text := $1;
	r regie.allocation_run;
	totals record;
	detail text;
BEGIN
	SELECT * INTO STRICT r
	FROM regie.allocation_run AS a WHERE a.code = the_run FOR UPDATE;
	DELETE FROM regie.run_line AS x WHERE x.run = the_run;
	DELETE FROM regie.run_bound AS x WHERE x.run = the_run;
	DELETE FROM regie.run_link AS x WHERE x.run = the_run;
	DELETE FROM regie.run_cost AS x WHERE x.run = the_run;

	IF r.kind = 'settlement' THEN
		SELECT c.cost, min(c.run COLLATE "C") AS one,
			max(c.run COLLATE "C") AS other
		INTO totals
		FROM regie.run_part AS p
		JOIN regie.run_cost AS c ON c.run = p.part
		WHERE p.run = the_run
		GROUP BY c.cost HAVING count(*) > 1
		ORDER BY c.cost COLLATE "C" LIMIT 1;
		IF FOUND THEN
			RAISE EXCEPTION 'cost "%" stands in two runs that are settled', totals.cost
				USING ERRCODE = 'invalid_parameter_value',
					DETAIL = format('They are "%s" and "%s".', totals.one,
									totals.other);
		END IF;
		INSERT INTO regie.run_cost (run, number, cost, period, payee, service,
			contract, taakveld, cost_category, cost_key, description, amount,
			scale, vat_treatment, vat_rate, vat_amount, vat_passed_on, part,
			booked, booked_vat)
		SELECT the_run, row_number() OVER (
				ORDER BY p.number, c.cost COLLATE "C"),
			c.cost, c.period, c.payee, c.service, c.contract, c.taakveld,
			c.cost_category, c.cost_key, c.description, p.sign * c.amount,
			c.scale, c.vat_treatment, c.vat_rate, p.sign * c.vat_amount,
			c.vat_passed_on, p.part, p.sign * c.booked, p.sign * c.booked_vat
		FROM regie.run_part AS p
		JOIN regie.run_cost AS c ON c.run = p.part
		WHERE p.run = the_run;
	ELSE
		PERFORM regie.gather_run(the_run);
		WITH again AS MATERIALIZED (
			SELECT k.*, row_number() OVER (
					ORDER BY k.service COLLATE "C", k.cost COLLATE "C")
					AS place
			FROM regie.calculate_links(the_run) AS k
		), known AS (
			UPDATE regie.run_link AS l
			SET amount = a.amount, vat_amount = a.vat_amount
			FROM again AS a
			WHERE l.run = the_run
				AND coalesce('s ' || l.service, 'k ' || l.cost)
					= coalesce('s ' || a.service, 'k ' || a.cost)
				AND coalesce('s ' || l.user_service, 'p ' || l.participant, 'u')
					= coalesce('s ' || a.user_service,
							   'p ' || a.participant, 'u')
		)
		INSERT INTO regie.run_link (run, number, service, cost, basis,
			cost_key, step, amount, vat_amount)
		SELECT the_run, row_number() OVER (ORDER BY a.place)
				+ (SELECT count(*) FROM regie.run_link AS l
				   WHERE l.run = the_run),
			a.service, a.cost, a.basis, a.cost_key, a.step, a.amount,
			a.vat_amount
		FROM again AS a
		WHERE a.basis IN ('no users', 'closed loop');
	END IF;

	BEGIN
		INSERT INTO regie.run_line (run, number, part, cost, via, participant,
			basis, cost_key, driver_value, driver_total, share, exact, rounding,
			amount, vat_amount)
		SELECT the_run, k.number, k.part, k.cost, k.via, k.participant, k.basis,
			k.cost_key, k.driver_value, k.driver_total, k.share, k.exact,
			k.rounding, k.amount, k.vat_amount
		FROM regie.calculate_lines(the_run) AS k
		ORDER BY k.number;
	EXCEPTION WHEN invalid_parameter_value THEN
		/* what the rows of a collar make impossible; all else is ours */
		IF NOT EXISTS (SELECT FROM regie.run_bound AS x
					   WHERE x.run = the_run) THEN
			RAISE;
		END IF;
		GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
		RAISE EXCEPTION 'the collar of run "%" cannot be met', the_run
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = detail,
				HINT = 'Change the collar (regie.cost_collar), or make the run without it (collar => false).';
	END;

	SELECT count(*) AS costs, coalesce(sum(c.booked), 0) AS amount,
		coalesce(sum(c.booked_vat), 0) AS vat_amount
	INTO totals
	FROM regie.run_cost AS c WHERE c.run = the_run;
	UPDATE regie.allocation_run AS a
	SET made_on = regie.today(), amount = totals.amount,
		vat_amount = totals.vat_amount, cost_count = totals.costs,
		link_count = (SELECT count(*) FROM regie.run_link AS x
					  WHERE x.run = the_run),
		bound_count = (SELECT count(*) FROM regie.run_bound AS x
					   WHERE x.run = the_run),
		part_count = (SELECT count(*) FROM regie.run_part AS x
					  WHERE x.run = the_run),
		line_count = (SELECT count(*) FROM regie.run_line AS x
					  WHERE x.run = the_run),
		is_correction = EXISTS (SELECT FROM regie.run_correction AS x
								WHERE x.run = the_run)
	WHERE a.code = the_run;
END
$$;

COMMENT ON FUNCTION regie.fill_run(text) IS
'Gathers what goes into a run, calculates it and stores it all. A part of how runs are made.';

/*
 * run_total(run) -> rows
 */
CREATE FUNCTION regie.run_total(run text)
RETURNS TABLE (participant text, amount numeric, vat_amount numeric)
LANGUAGE sql STABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
	SELECT l.participant, sum(l.amount), sum(l.vat_amount)
	FROM regie.run_line AS l
	WHERE l.run = run_total.run
	GROUP BY l.participant
	ORDER BY l.participant COLLATE "C";
END;

COMMENT ON FUNCTION regie.run_total(text) IS
'What a run comes to for each participant, the collar included. A row without participant: what could not be allocated. Example: SELECT * FROM regie.run_total(''BEGROTING-2026'').';

/*
 * make_run(...) -> rows as run_total
 */
CREATE FUNCTION regie.make_run(run text, cooperation text, kind text,
							   period daterange,
							   method text DEFAULT 'direct',
							   scale integer DEFAULT 2,
							   key_on date DEFAULT NULL,
							   corrects text DEFAULT NULL,
							   only_new boolean DEFAULT false,
							   collar boolean DEFAULT true,
							   note text DEFAULT NULL)
RETURNS TABLE (participant text, amount numeric, vat_amount numeric)
LANGUAGE plpgsql VOLATILE ROWS 10
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
BEGIN
	IF run IS NULL OR cooperation IS NULL OR kind IS NULL OR period IS NULL
		OR method IS NULL OR scale IS NULL OR only_new IS NULL
		OR collar IS NULL
	THEN
		RAISE EXCEPTION 'a run needs a code, a cooperation, a kind, a period, a method and a scale'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF kind = 'settlement' THEN
		RAISE EXCEPTION 'a settlement is made of other runs'
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Use regie.make_settlement.';
	END IF;
	IF NOT regie.is_period(period) THEN
		RAISE EXCEPTION 'period of a run must have a first and a last day'
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('It is %s; it must lie between 1900 and 2300.',
								period);
	END IF;
	IF scale NOT BETWEEN 0 AND 6 THEN
		RAISE EXCEPTION 'scale must be between 0 and 6'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF NOT EXISTS (SELECT FROM regie.party AS p WHERE p.code = cooperation)
	THEN
		RAISE EXCEPTION 'unknown cooperation: "%"', cooperation
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	INSERT INTO regie.allocation_run (code, cooperation, kind, period, method,
		scale, key_on, only_new, collar, made_on, note)
	VALUES (run, cooperation, kind, period, method, scale,
		coalesce(key_on, lower(period)), only_new, collar, regie.today(),
		note);
	IF corrects IS NOT NULL THEN
		INSERT INTO regie.run_correction (run, corrects)
		VALUES (run, corrects);
	END IF;
	PERFORM regie.fill_run(run);
	RETURN QUERY SELECT t.* FROM regie.run_total(run) AS t;
END
$$;

COMMENT ON FUNCTION regie.make_run(text, text, text, daterange, text, integer, date, text, boolean, boolean, text) IS
'Makes a run, as a draft: shares the costs of a kind (budget, amendment, advance, actual) that a cooperation pays and whose period begins in the run''s period, by the rules and keys of one day (key_on; left out: the first of the period). Returns what each participant bears; a row without participant is what cannot be allocated. corrects: the closed run whose place it takes. only_new: without costs that a closed run of the kind already holds. collar: whether a collar is applied where one holds and the year before is closed. Errors: an unknown cooperation or kind, a code that is taken, a collar that cannot be met, a missing step. Example: SELECT * FROM regie.make_run(''BEGROTING-2026'', ''DDV'', ''budget'', ''[2026-01-01,2027-01-01)'').';

CREATE FUNCTION regie.make_settlement(run text, actual text[], advance text[],
									  corrects text DEFAULT NULL,
									  note text DEFAULT NULL)
RETURNS TABLE (participant text, amount numeric, vat_amount numeric)
LANGUAGE plpgsql VOLATILE ROWS 10
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	culprit text;
	head record;
BEGIN
	IF run IS NULL OR actual IS NULL OR advance IS NULL
		OR array_position(actual, NULL) IS NOT NULL
		OR array_position(advance, NULL) IS NOT NULL
	THEN
		RAISE EXCEPTION 'a settlement needs a code, and the runs that it is made of'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT u.code INTO culprit
	FROM unnest(actual || advance) WITH ORDINALITY AS u (code, place)
	WHERE NOT EXISTS (SELECT FROM regie.allocation_run AS r
					  WHERE r.code = u.code)
	ORDER BY u.place LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'unknown run: "%"', culprit
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	SELECT format('Run "%s" is of kind %s.', r.code, r.kind) INTO culprit
	FROM regie.allocation_run AS r
	WHERE (r.code = ANY (actual) AND r.kind <> 'actual')
		OR (r.code = ANY (advance)
			AND r.kind NOT IN ('budget', 'amendment', 'advance'))
	ORDER BY r.code COLLATE "C" LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'a settlement is what it came to less what was paid before'
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = culprit,
				HINT = 'Name runs of kind actual first, then runs of kind advance, budget or amendment.';
	END IF;
	IF cardinality(actual) = 0 THEN
		RAISE EXCEPTION 'a settlement needs a run of kind actual'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	SELECT min(r.cooperation COLLATE "C") AS cooperation,
		max(r.cooperation COLLATE "C") AS other,
		range_agg(r.period) AS days, max(r.scale) AS scale,
		(SELECT f.method FROM regie.allocation_run AS f
		 WHERE f.code = actual[1]) AS method
	INTO head
	FROM regie.allocation_run AS r
	WHERE r.code = ANY (actual || advance);
	IF head.cooperation <> head.other THEN
		RAISE EXCEPTION 'a settlement is of one cooperation'
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('Its runs are of "%s" and "%s".',
								head.cooperation, head.other);
	END IF;
	INSERT INTO regie.allocation_run (code, cooperation, kind, period, method,
		scale, key_on, made_on, note)
	VALUES (run, head.cooperation, 'settlement', range_merge(head.days),
		head.method, head.scale, lower(head.days), regie.today(), note);
	IF corrects IS NOT NULL THEN
		INSERT INTO regie.run_correction (run, corrects)
		VALUES (run, corrects);
	END IF;
	INSERT INTO regie.run_part (run, number, part, sign)
	SELECT run, u.place, u.code,
		CASE WHEN u.place <= cardinality(actual) THEN 1 ELSE -1 END
	FROM unnest(actual || advance) WITH ORDINALITY AS u (code, place);
	PERFORM regie.fill_run(run);
	RETURN QUERY SELECT t.* FROM regie.run_total(run) AS t;
END
$$;

COMMENT ON FUNCTION regie.make_settlement(text, text[], text[], text, text) IS
'Makes the settlement of runs, as a draft: what it came to (runs of kind actual) less what was paid before (advance, or budget and amendments). Both sides add up by themselves, so the participants'' amounts add up to the difference. Above zero: still to be paid. Errors: unknown runs, runs of the wrong kind or of several cooperations, a cost that two of them hold. Example: SELECT * FROM regie.make_settlement(''AFREKENING-2025'', ARRAY[''WERKELIJK-2025''], ARRAY[''VOORSCHOT-2025'']).';

CREATE FUNCTION regie.remake_run(run text)
RETURNS TABLE (participant text, amount numeric, vat_amount numeric)
LANGUAGE plpgsql VOLATILE STRICT ROWS 10
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	state text;
BEGIN
	SELECT r.status INTO state
	FROM regie.allocation_run AS r WHERE r.code = run FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown run: "%"', run
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF state = 'final' THEN
		RAISE EXCEPTION 'run "%" is closed', run
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Make a new run that corrects it.';
	END IF;
	PERFORM regie.fill_run(run);
	RETURN QUERY SELECT t.* FROM regie.run_total(run) AS t;
END
$$;

COMMENT ON FUNCTION regie.remake_run(text) IS
'Makes a draft again, from the costs, rules and keys as they stand now. Returns what each participant bears. Errors: an unknown run, a closed one. Example: SELECT * FROM regie.remake_run(''BEGROTING-2026'').';
