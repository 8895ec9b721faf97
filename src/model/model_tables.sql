/*
 * What users enter is theirs: pg_dump takes the rows of these tables along,
 * and where each identity stands.  The tables ship empty, or with rows that
 * pg_dump leaves to CREATE EXTENSION, so nothing meets itself on restore.  On restore the constraints are there before the rows,
 * so no table refers to itself, and none to each other in a circle.
 *
 * Everybody may read, so that reports, which run with the caller's rights,
 * work for a role that may only use a schema of reports.  Without USAGE on
 * schema regie the tables themselves cannot be named.
 */
DO $$
DECLARE
	tables text[] := ARRAY[
		'party',
		'legal_form',
		'party_succession',
		'participation',
		'service',
		'contract',
		'contract_amendment',
		'contract_line',
		'contract_use',
		'contract_part',
		'service_level',
		'measurement',
		'outage',
		'service_credit_band',
		'service_credit_cap',
		'index_series',
		'index_link',
		'price_index',
		'index_rule',
		'index_announcement',
		'obligation',
		'obligation_done',
		'contract_volume',
		'threshold',
		'cost_key',
		'cost_key_value',
		'cost_key_part',
		'allocation_rule',
		'service_use',
		'cost_collar',
		'vat_treatment',
		'cost',
		'exit_schedule',
		'departure',
		'allocation_run',
		'run_correction',
		'run_part',
		'run_cost',
		'run_link',
		'run_bound',
		'run_line',
		'programme',
		'plateau',
		'roadmap_item',
		'roadmap_dependency',
		'theme',
		'goal',
		'goal_share',
		'plan',
		'element',
		'element_part',
		'service_element',
		'goal_link',
		'delivery_model',
		'demand',
		'offer',
		'sourcing_option',
		'sourcing_cost',
		'criterion',
		'score',
		'contact_moment',
		'contact_party',
		'contact_note',
		'pulse',
		'activity',
		'rasci_letter',
		'role',
		'role_holder',
		'responsibility',
		'body',
		'meeting',
		'membership',
		'mandate',
		'escalation',
		'decision',
		'decision_step',
		'reader_role',
		'row_security',
		'resource',
		'capacity',
		'roadmap_demand',
		'roadmap_baseline',
		'roadmap_baseline_item'
	];
	/* tables with rows of the extension's own, and which the users' are */
	own_rows CONSTANT text := 'WHERE NOT seeded';
	seeded text[] := ARRAY['threshold', 'vat_treatment', 'exit_schedule',
		'legal_form', 'delivery_model', 'activity', 'rasci_letter'];
	name text;
BEGIN
	FOREACH name IN ARRAY tables LOOP
		PERFORM pg_catalog.pg_extension_config_dump(
			pg_catalog.format('regie.%I', name)::pg_catalog.regclass,
			CASE WHEN name = ANY (seeded) THEN own_rows ELSE '' END);
		PERFORM pg_catalog.pg_extension_config_dump(
			pg_catalog.pg_get_serial_sequence(
				pg_catalog.format('regie.%I', name),
				name OPERATOR(pg_catalog.||) '_id')::pg_catalog.regclass, '');
		EXECUTE pg_catalog.format('GRANT SELECT ON regie.%I TO PUBLIC', name);
	END LOOP;
END
$$;
