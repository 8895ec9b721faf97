/*
 * The policies: what is whose.  A row belongs to a party; what belongs to a
 * cooperation is shared with who takes part in it.  doc/model.md has the table.
 *
 * What a share is calculated from is never split: all rows of a key, all
 * users of a contract and all lines of a run are read by whoever reads one of
 * them, so that no report can show a wrong share.
 *
 * Row security is always enabled on these tables: pg_dump would not take along
 * that it was switched on later.  While regie.row_security is empty every
 * policy lets everybody pass.  Owner and superuser pass always.
 */
DO $$
DECLARE
	part record;
	everything CONSTANT text := '(SELECT regie.sees_all_rows())';
	own CONSTANT text := '%s = ANY ((SELECT regie.own_parties())::text[])';
	shared CONSTANT text := '%s = ANY ((SELECT regie.shared_parties())::text[])';
	known CONSTANT text := '%s = ANY ((SELECT regie.known_parties())::text[])';
	/* rows that go with the row of another table */
	with_row CONSTANT text := 'EXISTS (SELECT FROM regie.%1$s AS o WHERE o.%2$s = %3$s.%4$s)';
BEGIN
	FOR part IN
		SELECT v.name, pg_catalog.format(shared, 'customer') || ' OR '
				|| pg_catalog.format(own, 'supplier') AS reads,
			pg_catalog.format(own, 'customer') AS writes
		FROM (VALUES ('contract')) AS v (name)
		UNION ALL
		SELECT v.name, pg_catalog.format(with_row, 'contract', 'code', v.name, v.link),
			pg_catalog.format('EXISTS (SELECT FROM regie.contract AS o WHERE o.code = %s.%s AND %s)',
				v.name, v.link, pg_catalog.format(own, 'o.customer'))
		FROM (VALUES ('contract_amendment', 'contract'),
			('contract_line', 'contract'), ('contract_use', 'contract'),
			('contract_volume', 'contract'), ('service_level', 'contract'),
			('measurement', 'contract'), ('outage', 'contract'),
			('service_credit_band', 'contract'),
			('service_credit_cap', 'contract'), ('index_rule', 'contract'),
			('index_announcement', 'contract'), ('obligation', 'contract'),
			('obligation_done', 'contract'))
			AS v (name, link)
		UNION ALL
		SELECT 'contract_part',
			pg_catalog.format(with_row, 'contract', 'code', 'contract_part', 'part')
				|| ' AND '
				|| pg_catalog.format(with_row, 'contract', 'code', 'contract_part', 'contract'),
			pg_catalog.format('EXISTS (SELECT FROM regie.contract AS o WHERE o.code = part AND %s)',
				pg_catalog.format(own, 'o.customer'))
		UNION ALL
		SELECT 'cost', pg_catalog.format(shared, 'payer') || ' OR '
				|| pg_catalog.format(own, 'payee'),
			pg_catalog.format(own, 'payer')
		UNION ALL
		SELECT 'allocation_run', pg_catalog.format(shared, 'cooperation'),
			pg_catalog.format(own, 'cooperation')
		UNION ALL
		SELECT v.name, pg_catalog.format(with_row, 'allocation_run', 'code', v.name, 'run'),
			pg_catalog.format('EXISTS (SELECT FROM regie.allocation_run AS o WHERE o.code = %s.run AND %s)',
				v.name, pg_catalog.format(own, 'o.cooperation'))
		FROM (VALUES ('run_correction'), ('run_part'), ('run_cost'),
			('run_link'), ('run_bound'), ('run_line')) AS v (name)
		UNION ALL
		/* who considers leaving tells nobody until it is announced */
		SELECT 'departure', pg_catalog.format(own, 'party')
				|| ' OR (announced_on IS NOT NULL AND '
				|| pg_catalog.format(shared, 'cooperation') || ')',
			pg_catalog.format(own, 'party')
		UNION ALL
		/* one plan: half of it would show wrong days */
		SELECT v.name, '(SELECT regie.is_reader())', v.writes
		FROM (VALUES ('programme', 'false'),
			('roadmap_item', pg_catalog.format(own, 'party')),
			('roadmap_dependency', pg_catalog.format(
				'EXISTS (SELECT FROM regie.roadmap_item AS o
					WHERE o.programme = roadmap_dependency.programme
						AND o.code = roadmap_dependency.item AND %s)',
				pg_catalog.format(own, 'o.party')))) AS v (name, writes)
		UNION ALL
		SELECT v.name, pg_catalog.format(shared, 'organisation'),
			pg_catalog.format(own, 'organisation')
		FROM (VALUES ('contact_moment'), ('responsibility'), ('body'),
			('membership')) AS v (name)
		UNION ALL
		SELECT 'contact_party',
			pg_catalog.format(with_row, 'contact_moment', 'code', 'contact_party', 'contact_moment'),
			pg_catalog.format('EXISTS (SELECT FROM regie.contact_moment AS o WHERE o.code = contact_moment AND %s)',
				pg_catalog.format(own, 'o.organisation'))
		UNION ALL
		SELECT 'contact_note', pg_catalog.format(own, 'party'),
			pg_catalog.format(own, 'party')
		UNION ALL
		SELECT 'pulse', pg_catalog.format(own, 'from_party'),
			pg_catalog.format(own, 'from_party')
		UNION ALL
		SELECT 'role', pg_catalog.format(known, 'organisation'),
			pg_catalog.format(own, 'organisation')
		UNION ALL
		SELECT 'role_holder',
			pg_catalog.format(with_row, 'role', 'code', 'role_holder', 'role'),
			pg_catalog.format(own, 'party')
		UNION ALL
		SELECT 'meeting',
			pg_catalog.format(with_row, 'body', 'code', 'meeting', 'body'),
			pg_catalog.format('EXISTS (SELECT FROM regie.body AS o WHERE o.code = body AND %s)',
				pg_catalog.format(own, 'o.organisation'))
		UNION ALL
		SELECT v.name, pg_catalog.format(with_row, 'role', 'code', v.name, v.role)
				|| ' OR ' || pg_catalog.format(with_row, 'body', 'code', v.name, v.body),
			pg_catalog.format('EXISTS (SELECT FROM regie.role AS o WHERE o.code = %1$s.%2$s AND %4$s)
				OR EXISTS (SELECT FROM regie.body AS o WHERE o.code = %1$s.%3$s AND %4$s)',
				v.name, v.role, v.body, pg_catalog.format(own, 'o.organisation'))
		FROM (VALUES ('mandate', 'role', 'body'),
			('escalation', 'from_role', 'from_body')) AS v (name, role, body)
		UNION ALL
		SELECT 'decision', pg_catalog.format(own, 'organisation')
				|| ' OR (NOT is_confidential AND '
				|| pg_catalog.format(shared, 'organisation') || ')',
			pg_catalog.format(own, 'organisation')
		UNION ALL
		SELECT 'decision_step',
			pg_catalog.format(with_row, 'decision', 'code', 'decision_step', 'decision'),
			pg_catalog.format('EXISTS (SELECT FROM regie.decision AS o WHERE o.code = decision AND %s)',
				pg_catalog.format(own, 'o.organisation'))
	LOOP
		EXECUTE pg_catalog.format('ALTER TABLE regie.%I ENABLE ROW LEVEL SECURITY',
								  part.name);
		EXECUTE pg_catalog.format(
			'CREATE POLICY %1$s_read ON regie.%1$I FOR SELECT USING (%2$s OR %3$s)',
			part.name, everything, part.reads);
		/* not FOR ALL, which would be asked of each row that is read as well */
		EXECUTE pg_catalog.format(
			'CREATE POLICY %1$s_insert ON regie.%1$I FOR INSERT WITH CHECK (%2$s OR %3$s);
			CREATE POLICY %1$s_update ON regie.%1$I FOR UPDATE USING (%2$s OR %3$s);
			CREATE POLICY %1$s_delete ON regie.%1$I FOR DELETE USING (%2$s OR %3$s)',
			part.name, everything, part.writes);
	END LOOP;
END
$$;
