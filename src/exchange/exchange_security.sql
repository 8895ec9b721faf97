/*
 * Cloud bills are shared: a charge is split over all whom a rule names, and a
 * part of a bill would show wrong shares.  The public sees none of them.
 */
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['focus_bill', 'focus_charge', 'focus_rule'] LOOP
		EXECUTE pg_catalog.format('ALTER TABLE regie.%I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE pg_catalog.format(
			'CREATE POLICY %1$s_read ON regie.%1$I FOR SELECT USING ((SELECT regie.is_reader()))',
			name);
		EXECUTE pg_catalog.format(
			'CREATE POLICY %1$s_insert ON regie.%1$I FOR INSERT WITH CHECK ((SELECT regie.sees_all_rows()));
			CREATE POLICY %1$s_update ON regie.%1$I FOR UPDATE USING ((SELECT regie.sees_all_rows()));
			CREATE POLICY %1$s_delete ON regie.%1$I FOR DELETE USING ((SELECT regie.sees_all_rows()))',
			name);
	END LOOP;
END
$$;
