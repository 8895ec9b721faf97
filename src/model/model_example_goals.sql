/*
 * The example cooperation, steps 1 to 4: goals, plans, architecture, sourcing,
 * demand and supply.  The names of a business function, a principle and some
 * components are those of GEMMA; all else is invented.
 */
CREATE FUNCTION regie.load_example_goals() RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	/* how TOOI forms the address of a municipality */
	UPDATE regie.party
	SET tooi = 'https://identifier.overheid.nl/tooi/id/gemeente/' || lower(code)
	WHERE kind = 'municipality';

	INSERT INTO regie.theme (code, name) VALUES
		('CLOUD', 'Working in the cloud'),
		('DIENSTVERLENING', 'Service to residents (dienstverlening)'),
		('VEILIG', 'Information security (informatiebeveiliging)'),
		('DATA', 'Data-driven work (datagedreven werken)'),
		('ARCHIEF', 'Archiving (archivering)');

	INSERT INTO regie.goal (code, party, theme, title, kind, horizon,
		priority, status, adopted_on, shared_on, note) VALUES
		('GM-CLOUD', 'GM1771', 'CLOUD', 'No machines of our own any more',
		 'objective', '2027-12-31', 1, 'adopted', '2025-06-16', '2025-09-01',
		 'Example.'),
		('GM-DIENST', 'GM1771', 'DIENSTVERLENING',
		 'Every case can be followed online', 'ambition', '2026-12-31', 1,
		 'adopted', '2022-05-30', '2025-09-01',
		 'Example: ends before the contract can.'),
		('GM-DATA', 'GM1771', 'DATA', 'Decisions rest on figures', 'ambition',
		 '2028-12-31', 2, 'adopted', '2025-06-16', NULL,
		 'Example: not shared.'),
		('GM-VEILIG', 'GM1771', 'VEILIG', 'The security baseline is met',
		 'objective', '2025-12-31', 1, 'achieved', '2023-03-06', '2025-09-01',
		 'Example.'),
		('NU-CLOUD', 'GM0820', 'CLOUD', 'Hosting leaves the town hall',
		 'objective', '2028-12-31', 1, 'adopted', '2025-10-02', NULL,
		 'Example: shared with some.'),
		('NU-DIENST', 'GM0820', 'DIENSTVERLENING',
		 'One case system for all desks', 'ambition', '2029-12-31', 2,
		 'adopted', '2025-10-02', '2025-11-03', 'Example: in no plan.'),
		('NU-VEILIG', 'GM0820', 'VEILIG', 'The security baseline is met',
		 'objective', '2027-06-30', 1, 'adopted', '2025-10-02', '2025-11-03',
		 'Example.'),
		('SB-CLOUD', 'GM0848', 'CLOUD', 'Room for growth without machines',
		 'ambition', '2029-12-31', 2, 'draft', NULL, NULL, 'Example.'),
		('SB-ARCHIEF', 'GM0848', 'ARCHIEF', 'Old files stay readable',
		 'ambition', NULL, 3, 'draft', NULL, NULL, 'Example.');

	INSERT INTO regie.goal_share (goal, owner, party, shared_on, note) VALUES
		('NU-CLOUD', 'GM0820', 'GM1771', '2025-12-01', 'Example.'),
		('NU-CLOUD', 'GM0820', 'DDV', '2025-12-01', 'Example.');

	INSERT INTO regie.plan (code, party, kind, title, adopted_on, valid,
		note) VALUES
		('GM-VISIE', 'GM1771', 'vision', 'I-visie 2025-2029', '2025-06-16',
		 '[2025-07-01,2029-07-01)', 'Example.'),
		('GM-PLAN', 'GM1771', 'information plan',
		 'Informatiebeleidsplan 2021-2024', '2021-03-01',
		 '[2021-01-01,2025-01-01)', 'Example: over.'),
		('NU-VISIE', 'GM0820', 'vision', 'I-visie', '2025-10-02',
		 '[2025-10-02,)', 'Example.'),
		('SB-PLAN', 'GM0848', 'information plan', 'Informatiebeleidsplan',
		 '2020-11-12', '[2021-01-01,)', 'Example: older than four years.'),
		('DD-ARCH', 'DDV', 'architecture', 'Architectuur Dommelvallei', NULL,
		 '[2026-10-01,)', 'Example: a draft that no goal stands in.');

	INSERT INTO regie.element (code, kind, name, note) VALUES
		('REGIE', 'business function', 'Regievoering', 'Name from GEMMA.'),
		('UITBESTEED', 'principle',
		 'Onze gemeente voert regie over uitbestede diensten',
		 'Name from GEMMA.'),
		('ZAAKAFHANDELING', 'business function',
		 'Handling of cases (zaakafhandeling)', 'Example.'),
		('ZAAKREGISTRATIE', 'component', 'Zaakregistratiecomponent',
		 'Name from GEMMA.'),
		('CONTRACTBEHEER', 'component', 'Contractbeheercomponent',
		 'Name from GEMMA.'),
		('PLATFORM', 'application service',
		 'Platform that applications run on', 'Example.'),
		('DATAPLATFORM', 'component', 'Data warehouse', 'Example.'),
		('TOEGANG', 'component', 'Identity and access (toegang)', 'Example.'),
		('DEPOT', 'component', 'Digital archive (e-depot)', 'Example.');

	INSERT INTO regie.element_part (part, element, note) VALUES
		('ZAAKREGISTRATIE', 'ZAAKAFHANDELING', 'Example.'),
		('CONTRACTBEHEER', 'REGIE', 'Example.');

	INSERT INTO regie.service_element (service, element, note) VALUES
		('HOSTING', 'PLATFORM', 'Example.'),
		('ZAAK', 'ZAAKREGISTRATIE', 'Example.'),
		('DATA', 'DATAPLATFORM', 'Example.'),
		('VEILIG', 'TOEGANG', 'Example.');

	INSERT INTO regie.goal_link (goal, plan, note) VALUES
		('GM-CLOUD', 'GM-VISIE', 'Example.'),
		('GM-DATA', 'GM-VISIE', 'Example.'),
		('GM-DIENST', 'GM-PLAN', 'Example: a plan that is over.'),
		('GM-VEILIG', 'GM-PLAN', 'Example.'),
		('NU-CLOUD', 'NU-VISIE', 'Example.'),
		('NU-VEILIG', 'NU-VISIE', 'Example.');
	INSERT INTO regie.goal_link (goal, element, note) VALUES
		('GM-CLOUD', 'PLATFORM', 'Example.'),
		('GM-CLOUD', 'UITBESTEED', 'Example.'),
		('GM-DIENST', 'ZAAKREGISTRATIE', 'Example.'),
		('GM-DATA', 'DATAPLATFORM', 'Example.'),
		('GM-VEILIG', 'TOEGANG', 'Example.'),
		('NU-CLOUD', 'PLATFORM', 'Example.'),
		('NU-DIENST', 'ZAAKAFHANDELING', 'Example.'),
		('NU-VEILIG', 'TOEGANG', 'Example.'),
		('SB-CLOUD', 'PLATFORM', 'Example.');

	INSERT INTO regie.demand (code, party, goal, element, service, title,
		needed_by, priority, status, note) VALUES
		('GM-V1', 'GM1771', 'GM-CLOUD', 'PLATFORM', 'HOSTING',
		 'Hosting for 60 applications', '2027-12-31', 1, 'open', 'Example.'),
		('GM-V2', 'GM1771', 'GM-DIENST', 'ZAAKREGISTRATIE', 'ZAAK',
		 'Case system with an online view', '2027-06-30', 1, 'open',
		 'Example.'),
		('GM-V3', 'GM1771', 'GM-DATA', 'DATAPLATFORM', NULL,
		 'Figures on all tasks in one place', '2027-06-30', 2, 'open',
		 'Example.'),
		('NU-V1', 'GM0820', 'NU-CLOUD', 'PLATFORM', NULL,
		 'Hosting for 40 applications', '2028-12-31', 1, 'open', 'Example.'),
		('NU-V2', 'GM0820', NULL, NULL, NULL, 'Somebody who knows privacy',
		 NULL, 3, 'open', 'Example: not yet put in terms of architecture.'),
		('SB-V1', 'GM0848', 'SB-CLOUD', 'PLATFORM', NULL,
		 'Hosting for 30 applications', '2029-06-30', 2, 'open', 'Example.'),
		('SB-V2', 'GM0848', 'SB-ARCHIEF', 'DEPOT', NULL,
		 'A place for files to be kept for ever', NULL, 3, 'open',
		 'Example: nobody offers it.');

	INSERT INTO regie.offer (code, party, element, service, title,
		delivery_model, available, contract, note) VALUES
		('ALDER-1', 'ALDER', NULL, 'HOSTING', 'Machines by the month', 'iaas',
		 '[2024-04-01,)', 'HOSTING', 'Example.'),
		('WILLOW-1', 'WILLOW', 'PLATFORM', NULL, 'Platform by use', 'paas',
		 '[2027-01-01,)', NULL, 'Example.'),
		('DDV-1', 'DDV', NULL, 'HOSTING', 'Hosting by the cooperation',
		 'shared', '[2025-01-01,2028-04-01)', NULL, 'Example.'),
		('CEDAR-1', 'CEDAR', NULL, 'ZAAK', 'Case system', 'saas',
		 '[2021-07-01,2028-07-01)', 'ZAAK', 'Example: one supplier only.'),
		('ELM-1', 'ELM', 'DATAPLATFORM', NULL, 'Data warehouse', 'saas',
		 '[2024-01-01,2027-01-01)', 'DATA',
		 'Example: gone before it is needed.'),
		('BIRCH-1', 'BIRCH', NULL, 'NETWERK', 'Network between sites',
		 'on premises', '[2022-01-01,)', 'NETWERK',
		 'Example: nobody asks for it.'),
		('GM-1', 'GM1771', 'TOEGANG', NULL,
		 'How we met the baseline, and the people who did it', 'insourced',
		 '[2026-01-01,)', NULL, 'Example: a participant that could help.');

	INSERT INTO regie.criterion (code, name, weight, direction, note) VALUES
		('KOSTEN', 'Cost over five years', 30, 'more is better',
		 'Example. 5: least cost.'),
		('KWALITEIT', 'Quality', 25, 'more is better', 'Example.'),
		('WENDBAAR', 'Agility', 20, 'more is better', 'Example.'),
		('VEILIG', 'Security', 15, 'more is better', 'Example.'),
		('INSPANNING', 'Effort of our own', 10, 'less is better', 'Example.');

	INSERT INTO regie.sourcing_option (code, service, party, delivery_model,
		provider, title, current, chosen_on, note) VALUES
		('GM-H-IAAS', 'HOSTING', 'GM1771', 'iaas', 'ALDER',
		 'Stay with machines by the month', true, NULL, 'Example.'),
		('GM-H-PAAS', 'HOSTING', 'GM1771', 'paas', 'WILLOW',
		 'Platform by use', false, NULL, 'Example.'),
		('GM-H-DDV', 'HOSTING', 'GM1771', 'shared', 'DDV',
		 'Run by the cooperation', false, NULL, 'Example.'),
		('NU-H-IAAS', 'HOSTING', 'GM0820', 'iaas', 'ALDER',
		 'Stay with machines by the month', true, NULL, 'Example.'),
		('NU-H-PAAS', 'HOSTING', 'GM0820', 'paas', 'WILLOW',
		 'Platform by use', false, NULL, 'Example.'),
		('NU-H-DDV', 'HOSTING', 'GM0820', 'shared', 'DDV',
		 'Run by the cooperation', false, NULL, 'Example.'),
		('SB-H-IAAS', 'HOSTING', 'GM0848', 'iaas', 'ALDER',
		 'Stay with machines by the month', true, NULL, 'Example.'),
		('SB-H-PAAS', 'HOSTING', 'GM0848', 'paas', 'WILLOW',
		 'Platform by use', false, NULL,
		 'Example: security is not scored yet.'),
		('SB-H-DDV', 'HOSTING', 'GM0848', 'shared', 'DDV',
		 'Run by the cooperation', false, NULL, 'Example.'),
		('DD-Z-NU', 'ZAAK', 'DDV', 'saas', 'CEDAR', 'Stay, and lift the option',
		 true, NULL, 'Example.'),
		('DD-Z-NIEUW', 'ZAAK', 'DDV', 'saas', 'WILLOW', 'A new case system',
		 false, '2026-09-14', 'Example: chosen, though it scores less.');

	INSERT INTO regie.score (option, criterion, value)
	SELECT v.option, c.criterion, c.value
	FROM (VALUES
		('GM-H-IAAS', 3.0, 3, 4, 3, 1), ('GM-H-PAAS', 2, 5, 4, 5, 4),
		('GM-H-DDV', 4, 3, 2, 3, 2), ('NU-H-IAAS', 3.6, 3, 4, 4, 1),
		('NU-H-PAAS', 2, 5, 5, 5, 5), ('NU-H-DDV', 4, 3, 2, 3, 2),
		('SB-H-IAAS', 3, 3, 4, 3, 1), ('SB-H-PAAS', 2, 5, 4, NULL, 4),
		('SB-H-DDV', 5, 4, 2, 3, 1), ('DD-Z-NU', 4, 3, 2, 4, 1),
		('DD-Z-NIEUW', 2, 4, 4, 4, 4))
		AS v (option, kosten, kwaliteit, wendbaar, veilig, inspanning)
	CROSS JOIN LATERAL (VALUES ('KOSTEN', v.kosten),
		('KWALITEIT', v.kwaliteit), ('WENDBAAR', v.wendbaar),
		('VEILIG', v.veilig), ('INSPANNING', v.inspanning))
		AS c (criterion, value)
	WHERE c.value IS NOT NULL;

	INSERT INTO regie.sourcing_cost (option, year_no, kind, amount)
	SELECT v.option, y.year_no, k.kind, k.amount
	FROM (VALUES
		('GM-H-IAAS', 0, 210000, 15000), ('GM-H-PAAS', 60000, 225000, 5000),
		('GM-H-DDV', 30000, 190000, 40000), ('NU-H-IAAS', 0, 130000, 10000),
		('NU-H-PAAS', 45000, 140000, 5000), ('NU-H-DDV', 20000, 120000, 30000),
		('SB-H-IAAS', 0, 100000, 10000), ('SB-H-DDV', 15000, 85000, 20000),
		('DD-Z-NU', 0, 205000, 25000), ('DD-Z-NIEUW', 120000, 190000, 10000))
		AS v (option, once, yearly, leaving)
	CROSS JOIN generate_series(1, 5) AS y (year_no)
	CROSS JOIN LATERAL (VALUES ('one-off', v.once, y.year_no = 1),
		('running', v.yearly, true), ('exit', v.leaving, y.year_no = 5))
		AS k (kind, amount, due)
	WHERE k.due AND k.amount <> 0;
END
$$;

COMMENT ON FUNCTION regie.load_example_goals() IS
'Part of load_example: goals, plans, architecture, sourcing, demand and supply. It expects the parties, services and contracts of the example.';
