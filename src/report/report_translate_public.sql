/*
 * The reports for everybody read with the rights of their owner, also in
 * Dutch: they hold sums only, and nobody's rows.  As barriers, so that no
 * condition of the reader looks at rows before they are summed.
 */
DO $$
DECLARE
	name text;
BEGIN
	IF pg_catalog.current_setting('server_version_num')::integer < 150000 THEN
		RETURN; /* all views do */
	END IF;
	FOR name IN
		SELECT v.name
		FROM regie.label AS l
		CROSS JOIN LATERAL (VALUES
			(pg_catalog.format('regie_report.%I', l.object)),
			(pg_catalog.format('regie_rapport.%I', l.dutch_name)))
			AS v (name)
		WHERE l.kind = 'view' AND l.object ~ '^public_'
	LOOP
		EXECUTE 'ALTER VIEW ' || name || ' SET (security_invoker = false, security_barrier = true)';
	END LOOP;
END
$$;
