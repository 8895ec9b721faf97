/*
 * What closes a run, and what guards a closed one.
 *
 * A run is closed by the change of its status, so that there is no way around
 * the checks.  From then on no row of it can be changed or deleted, and only
 * rows be added that it had and lacks now: their number is at most what the
 * run says, and taken numbers are taken.  That happens when a backup is
 * restored, whatever comes first; the tables' constraints stand by then.
 *
 * Who owns the tables can switch triggers off; check_run finds what does not
 * fit then.
 */
CREATE FUNCTION regie.allocation_run_guard() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	culprit text;
	detail text;
	total numeric;
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		SELECT r.code INTO culprit FROM regie.allocation_run AS r
		WHERE r.status = 'final'
		ORDER BY r.code COLLATE "C" LIMIT 1;
		IF FOUND THEN
			RAISE EXCEPTION 'run "%" is closed', culprit
				USING ERRCODE = 'object_not_in_prerequisite_state',
					HINT = 'Delete drafts one by one.';
		END IF;
		RETURN NULL;
	END IF;
	IF OLD.status = 'final' THEN
		RAISE EXCEPTION 'run "%" is closed', OLD.code
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Make a new run that corrects it.';
	END IF;
	IF TG_OP = 'DELETE' THEN
		RETURN OLD;
	END IF;
	IF NEW.status <> 'final' THEN
		RETURN NEW;
	END IF;

	/*
	 * What is checked below must be what is there when the run is closed, so
	 * it is read anew once the locks are held.  A snapshot taken before would
	 * miss what others changed meanwhile, whatever they waited for.
	 */
	IF current_setting('transaction_isolation')
		NOT IN ('read committed', 'read uncommitted')
	THEN
		RAISE EXCEPTION 'run "%" cannot be closed at this isolation level', OLD.code
			USING ERRCODE = 'invalid_transaction_state',
				DETAIL = format('It is %s; what others change meanwhile would not be seen.',
								current_setting('transaction_isolation')),
				HINT = 'Close it in a transaction of its own, or BEGIN ISOLATION LEVEL READ COMMITTED.';
	END IF;

	/* closings of one cooperation wait for each other */
	PERFORM FROM regie.party AS p WHERE p.code = OLD.cooperation
	FOR NO KEY UPDATE;

	IF to_jsonb(NEW) - '{status,closed_on,note}'::text[]
		<> to_jsonb(OLD) - '{status,closed_on,note}'::text[]
	THEN
		RAISE EXCEPTION 'run "%" cannot be changed and closed at once', OLD.code
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;

	SELECT string_agg(format('%s: %s of %s', l.basis, l.amount, l.place), '; '
					  ORDER BY l.basis COLLATE "C", l.place COLLATE "C"),
		sum(l.amount)
	INTO culprit, total
	FROM (
		SELECT n.basis, coalesce('service ' || n.via, 'cost ' || n.cost)
				AS place, sum(n.amount) AS amount
		FROM regie.run_line AS n
		WHERE n.run = OLD.code AND n.participant IS NULL
			AND (n.amount <> 0 OR n.vat_amount <> 0)
		GROUP BY n.basis, 2
	) AS l;
	IF culprit IS NOT NULL THEN
		RAISE EXCEPTION 'run "%" cannot be closed: % is not allocated', OLD.code, total
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('%s.', left(culprit, 1000)),
				HINT = 'Complete rules and keys, then make the run again (regie.remake_run).';
	END IF;

	SELECT p.part INTO culprit
	FROM regie.run_part AS p
	JOIN regie.run_state AS s ON s.code = p.part
	WHERE p.run = OLD.code AND NOT s.in_force
	ORDER BY p.number LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'run "%" cannot be closed', OLD.code
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('It is made of run "%s", which is a draft or has been corrected.',
								culprit);
	END IF;

	SELECT format('Cost "%s" is in it, too.', c.cost), o.run
	INTO detail, culprit
	FROM regie.run_cost AS c
	JOIN regie.run_cost AS o ON o.cost = c.cost AND o.run <> c.run
	JOIN regie.run_state AS s ON s.code = o.run
	WHERE c.run = OLD.code AND s.in_force AND s.kind = OLD.kind
		AND s.cooperation = OLD.cooperation
		AND NOT EXISTS (SELECT FROM regie.run_correction AS k
						WHERE k.run = OLD.code AND k.corrects = o.run)
	ORDER BY c.number, o.run COLLATE "C" LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'run "%" cannot be closed beside run "%"', OLD.code, culprit
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = detail,
				HINT = 'Make it as a correction of that run, or with only_new.';
	END IF;

	SELECT format('%s, %s: %s instead of %s.', c.item, c.problem,
				  coalesce(c.stored::text, 'nothing'),
				  coalesce(c.calculated::text, 'nothing'))
	INTO culprit
	FROM regie.check_run(OLD.code) AS c
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'run "%" cannot be closed, as it is not what it calculates', OLD.code
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = culprit,
				HINT = 'Make the run again (regie.remake_run).';
	END IF;
	RETURN NEW;
END
$$;

COMMENT ON FUNCTION regie.allocation_run_guard() IS
'Trigger of table allocation_run: a run is closed only if all of it is allocated, no other closed run of the kind holds one of its costs, and it calculates to itself; and a closed one stays as it is. Errors: 55000; 25000 where a transaction reads an older state (repeatable read, serializable).';

CREATE TRIGGER allocation_run_guard
	BEFORE UPDATE OR DELETE ON regie.allocation_run
	FOR EACH ROW EXECUTE FUNCTION regie.allocation_run_guard();
CREATE TRIGGER allocation_run_guard_all
	BEFORE TRUNCATE ON regie.allocation_run
	FOR EACH STATEMENT EXECUTE FUNCTION regie.allocation_run_guard();

/*
 * The other tables: once per statement, as lines come by the thousand.  The
 * lock makes who closes the run wait for who still writes to it, and the other
 * way round.
 */
CREATE FUNCTION regie.run_row_guard() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	culprit text;
BEGIN
	PERFORM FROM regie.allocation_run AS r
	WHERE r.code IN (SELECT n.run FROM touched AS n)
	ORDER BY r.code COLLATE "C"
	FOR SHARE;
	IF TG_OP = 'INSERT' AND TG_ARGV[0] <> 'is_correction' THEN
		/* jsonb, because the column with the count has another name in each */
		SELECT r.code INTO culprit
		FROM (
			SELECT n.run, max(n.number) AS number
			FROM touched AS n
			GROUP BY n.run
		) AS n
		JOIN regie.allocation_run AS r ON r.code = n.run
		WHERE r.status = 'final'
			AND n.number > (to_jsonb(r) ->> TG_ARGV[0])::integer
		ORDER BY r.code COLLATE "C" LIMIT 1;
	ELSE
		SELECT r.code INTO culprit
		FROM regie.allocation_run AS r
		WHERE r.code IN (SELECT n.run FROM touched AS n)
			AND r.status = 'final'
			AND NOT (TG_OP = 'INSERT' AND r.is_correction)
		ORDER BY r.code COLLATE "C" LIMIT 1;
	END IF;
	IF FOUND THEN
		RAISE EXCEPTION 'run "%" is closed', culprit
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('Rows of table regie.%I that belong to it stay as they are.',
								TG_TABLE_NAME),
				HINT = 'Make a new run that corrects it.';
	END IF;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.run_row_guard() IS
'Trigger of the tables that hold a run: rows of a closed run are neither changed nor deleted, and none is added but those that it had. Error 55000.';

DO $$
DECLARE
	t record;
	verb text;
BEGIN
	FOR t IN SELECT * FROM (VALUES
			('run_correction', 'is_correction'), ('run_part', 'part_count'),
			('run_cost', 'cost_count'), ('run_link', 'link_count'),
			('run_bound', 'bound_count'), ('run_line', 'line_count'))
			AS v (name, counted)
	LOOP
		EXECUTE pg_catalog.format(
			'CREATE TRIGGER %s_guard_insert AFTER INSERT ON regie.%1$s
				REFERENCING NEW TABLE AS touched
				FOR EACH STATEMENT EXECUTE FUNCTION regie.run_row_guard(%L)',
			t.name, t.counted);
		EXECUTE pg_catalog.format(
			'CREATE TRIGGER %s_guard_update AFTER UPDATE ON regie.%1$s
				REFERENCING OLD TABLE AS touched
				FOR EACH STATEMENT EXECUTE FUNCTION regie.run_row_guard(%L)',
			t.name, t.counted);
		EXECUTE pg_catalog.format(
			'CREATE TRIGGER %s_guard_move AFTER UPDATE ON regie.%1$s
				REFERENCING NEW TABLE AS touched
				FOR EACH STATEMENT EXECUTE FUNCTION regie.run_row_guard(%L)',
			t.name, t.counted);
		EXECUTE pg_catalog.format(
			'CREATE TRIGGER %s_guard_delete AFTER DELETE ON regie.%1$s
				REFERENCING OLD TABLE AS touched
				FOR EACH STATEMENT EXECUTE FUNCTION regie.run_row_guard(%L)',
			t.name, t.counted);
		EXECUTE pg_catalog.format(
			'CREATE TRIGGER %s_guard_all BEFORE TRUNCATE ON regie.%1$s
				FOR EACH STATEMENT EXECUTE FUNCTION regie.allocation_run_guard()',
			t.name);
	END LOOP;
END
$$;

/*
 * What is corrected is closed, and of the same cooperation, kind and period.
 */
CREATE FUNCTION regie.run_correction_fits() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	culprit record;
BEGIN
	SELECT n.code, o.code AS old, o.status INTO culprit
	FROM regie.allocation_run AS n
	CROSS JOIN regie.allocation_run AS o
	WHERE n.code = NEW.run AND o.code = NEW.corrects
		AND (o.status <> 'final'
			 OR (n.cooperation, n.kind, n.period)
				<> (o.cooperation, o.kind, o.period));
	IF FOUND THEN
		RAISE EXCEPTION 'run "%" cannot correct run "%"', culprit.code, culprit.old
			USING ERRCODE = 'check_violation', SCHEMA = 'regie',
				TABLE = 'run_correction',
				CONSTRAINT = 'run_correction_fits',
				DETAIL = CASE culprit.status WHEN 'final'
					THEN 'They are of another cooperation, kind or period.'
					ELSE 'That run is a draft.' END,
				HINT = CASE culprit.status WHEN 'final'
					THEN 'Correct a run by one for the same.'
					ELSE 'Make the draft again (regie.remake_run).' END;
	END IF;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.run_correction_fits() IS
'Trigger of table run_correction: a run corrects a closed one of the same cooperation, kind and period. Error 23514.';

CREATE CONSTRAINT TRIGGER run_correction_fits
	AFTER INSERT OR UPDATE ON regie.run_correction
	FOR EACH ROW EXECUTE FUNCTION regie.run_correction_fits();

/*
 * close_run(run) -> rows as run_total
 */
CREATE FUNCTION regie.close_run(run text)
RETURNS TABLE (participant text, amount numeric, vat_amount numeric)
LANGUAGE plpgsql VOLATILE STRICT ROWS 10
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
BEGIN
	UPDATE regie.allocation_run AS r
	SET status = 'final', closed_on = regie.today()
	WHERE r.code = run;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown run: "%"', run
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	RETURN QUERY SELECT t.* FROM regie.run_total(run) AS t;
END
$$;

COMMENT ON FUNCTION regie.close_run(text) IS
'Closes a run: from now on it stays as it is, and can only be corrected by a new one. Returns what each participant bears. Errors: an unknown run, a closed one, amounts that are not allocated (named), a cost that another closed run of the kind holds, a run that does not calculate to itself, a transaction at repeatable read or serializable. Example: SELECT * FROM regie.close_run(''BEGROTING-2026'').';
