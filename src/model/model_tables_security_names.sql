/*
 * What a row of one's own may name.  A foreign key is checked with the rights
 * of the tables' owner, so it would tell who enters a row whether a code that
 * it may not read is there.  These policies come on top of the others (all of
 * them must hold) and refuse such a row before the key is asked, in the same
 * words whether the code is hidden or not there at all.
 *
 * Goals, plans, demands and offers have the same in their own policies.  What
 * everybody reads, such as parties and services, needs none of it, nor does
 * what belongs to the row that decides whose a row is.
 */
DO $$
DECLARE
	part record;
	named CONSTANT text := '(%1$s.%2$s IS NULL OR EXISTS (SELECT FROM regie.%3$s AS o WHERE o.code = %1$s.%2$s))';
BEGIN
	FOR part IN
		SELECT v.name, pg_catalog.string_agg(
				pg_catalog.format(named, v.name, v.link, v.target), ' AND '
				ORDER BY v.link) AS names
		FROM (VALUES ('cost', 'contract', 'contract'),
			('contract_part', 'contract', 'contract'),
			('roadmap_item', 'contract', 'contract'),
			('decision', 'contract', 'contract'),
			('decision_step', 'role', 'role'), ('decision_step', 'body', 'body'),
			('responsibility', 'role', 'role'), ('membership', 'role', 'role'),
			('role_holder', 'role', 'role'),
			('escalation', 'to_role', 'role'), ('escalation', 'to_body', 'body'),
			('contact_note', 'contact_moment', 'contact_moment'),
			('run_correction', 'corrects', 'allocation_run'),
			('run_part', 'part', 'allocation_run')) AS v (name, link, target)
		GROUP BY v.name
	LOOP
		EXECUTE pg_catalog.format(
			'CREATE POLICY %1$s_insert_names ON regie.%1$I AS RESTRICTIVE FOR INSERT
				WITH CHECK ((SELECT regie.sees_all_rows()) OR (%2$s));
			CREATE POLICY %1$s_update_names ON regie.%1$I AS RESTRICTIVE FOR UPDATE
				USING (true) WITH CHECK ((SELECT regie.sees_all_rows()) OR (%2$s))',
			part.name, part.names);
	END LOOP;
END
$$;
