/*
 * The example cooperation, continued: who meets whom, who does what, who
 * decides.  All invented.  Functions, never persons.
 */
CREATE FUNCTION regie.load_example_governance() RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	INSERT INTO regie.contact_moment (code, organisation, kind, held_on, title)
	VALUES
		('KM-01', 'DDV', 'introduction', '2025-03-20', 'Getting to know each other'),
		('KM-02', 'DDV', 'working session', '2026-02-12', 'Principles for the architecture'),
		('KM-03', 'DDV', 'consultation', '2026-03-26', 'Budget of 2027'),
		('KM-04', 'DDV', 'site visit', '2026-05-07', 'Data centre'),
		('KM-05', 'DDV', 'consultation', '2026-09-17', 'Sourcing of hosting'),
		('KM-06', 'DDV', 'consultation', '2026-10-08', 'Option of the case system'),
		('KM-07', 'DDV', 'call', '2026-10-29', 'Who takes the lead in security'),
		('KM-08', 'DDV', 'working session', '2026-12-03', 'Planned: decision on hosting'),
		('KM-09', 'GM1771', 'consultation', '2026-04-14', 'Data warehouse: what after it');

	INSERT INTO regie.contact_party (contact_moment, party)
	SELECT m.contact_moment, p.party
	FROM (VALUES
		('KM-01', ARRAY['GM1771', 'GM0820', 'GM0848', 'DDV']),
		('KM-02', ARRAY['GM1771', 'GM0820', 'GM0848', 'DDV']),
		('KM-03', ARRAY['GM1771', 'GM0820', 'DDV']),
		('KM-04', ARRAY['GM1771', 'DDV', 'ALDER']),
		('KM-05', ARRAY['GM1771', 'GM0820', 'DDV']),
		('KM-06', ARRAY['DDV', 'CEDAR']),
		('KM-07', ARRAY['GM1771', 'GM0848']),
		('KM-08', ARRAY['GM1771', 'GM0820', 'GM0848', 'DDV']),
		('KM-09', ARRAY['GM1771', 'ELM'])) AS m (contact_moment, parties)
	CROSS JOIN LATERAL pg_catalog.unnest(m.parties)
		WITH ORDINALITY AS p (party, place)
	ORDER BY m.contact_moment, p.place;

	INSERT INTO regie.contact_note (contact_moment, party, note) VALUES
		('KM-07', 'GM0848', 'Wants to know what a year more of hosting costs before it says anything.'),
		('KM-09', 'GM1771', 'Would rather join a shared data warehouse than buy again.');

	INSERT INTO regie.pulse (from_party, to_party, scored_on, score)
	SELECT p.from_party, p.to_party, s.scored_on, s.score
	FROM (VALUES
		('GM1771', 'DDV', ARRAY[3, 4, 4]), ('GM0820', 'DDV', ARRAY[4, 4, 3]),
		('GM0848', 'DDV', ARRAY[4, 3, 2]), ('DDV', 'GM1771', ARRAY[4, 4, 4]),
		('DDV', 'GM0820', ARRAY[3, 3, 4]), ('DDV', 'GM0848', ARRAY[3, 3, 3]),
		('GM1771', 'GM0820', ARRAY[3, 3, 4]),
		('GM0820', 'GM1771', ARRAY[3, 4, 4]),
		('GM0848', 'GM1771', ARRAY[3, 3]), ('GM1771', 'GM0848', ARRAY[4]))
		AS p (from_party, to_party, scores)
	CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(p.scores), pg_catalog.unnest(
		ARRAY[DATE '2025-06-15', DATE '2025-12-15', DATE '2026-06-15']))
		AS s (score, scored_on)
	WHERE s.score IS NOT NULL
	ORDER BY s.scored_on, p.from_party, p.to_party;

	INSERT INTO regie.activity (code, name, name_nl, about_contracts) VALUES
		('EXIT', 'Moving away from a supplier', 'Overstappen naar een andere leverancier', false);

	INSERT INTO regie.role (code, organisation, name, is_control) VALUES
		('DIRECTEUR', 'DDV', 'Director (directeur)', false),
		('HOOFD-IV', 'DDV', 'Head of information (hoofd IV)', false),
		('CONTRACTMANAGER', 'DDV', 'Contract manager', false),
		('SERVICEMANAGER', 'DDV', 'Service manager', false),
		('FINANCIEN', 'DDV', 'Head of finance (hoofd financiën)', false),
		('CONTROLLER', 'DDV', 'Controller', true),
		('CISO', 'DDV', 'Chief information security officer', false),
		('ARCHITECT', 'DDV', 'Architect', false),
		('IM-GELDROP', 'GM1771', 'Information manager (informatiemanager)', false),
		('IM-NUENEN', 'GM0820', 'Information manager (informatiemanager)', false),
		('IM-SON', 'GM0848', 'Information manager (informatiemanager)', false);

	/* nobody in Son en Breugel since the summer; finance checks itself */
	INSERT INTO regie.role_holder (role, party, holder, is_deputy, valid) VALUES
		('DIRECTEUR', 'DDV', 'Director', false, '[2020-01-01,)'),
		('DIRECTEUR', 'DDV', 'Head of information', true, '[2024-01-01,)'),
		('HOOFD-IV', 'DDV', 'Head of information', false, '[2024-01-01,)'),
		('CONTRACTMANAGER', 'DDV', 'Contract management', false, '[2024-01-01,)'),
		('SERVICEMANAGER', 'DDV', 'Service management', false, '[2024-01-01,)'),
		('SERVICEMANAGER', 'DDV', 'Contract management', true, '[2025-01-01,)'),
		('FINANCIEN', 'DDV', 'Finance', false, '[2020-01-01,)'),
		('CONTROLLER', 'DDV', 'Finance', false, '[2026-01-01,)'),
		('CISO', 'DDV', 'CISO', false, '[2024-01-01,)'),
		('CISO', 'GM1771', 'CISO', true, '[2024-01-01,)'),
		('ARCHITECT', 'GM1771', 'Information manager', false, '[2025-01-01,)'),
		('IM-GELDROP', 'GM1771', 'Information manager', false, '[2020-01-01,)'),
		('IM-NUENEN', 'GM0820', 'Information manager', false, '[2020-01-01,)'),
		('IM-NUENEN', 'GM0820', 'Information adviser', true, '[2025-01-01,)'),
		('IM-SON', 'GM0848', 'Information manager', false, '[2020-01-01,2026-07-01)');

	INSERT INTO regie.responsibility (organisation, activity, role, letter, valid)
	SELECT v.organisation, v.activity, v.role, v.letter,
		daterange '[2025-01-01,)'
	FROM (VALUES
		('DDV', 'BiSL Contractmanagement', 'HOOFD-IV', 'A'),
		('DDV', 'BiSL Contractmanagement', 'CONTRACTMANAGER', 'R'),
		('DDV', 'BiSL Contractmanagement', 'SERVICEMANAGER', 'S'),
		('DDV', 'BiSL Contractmanagement', 'IM-GELDROP', 'C'),
		('DDV', 'BiSL Contractmanagement', 'IM-NUENEN', 'C'),
		('DDV', 'BiSL Contractmanagement', 'IM-SON', 'C'),
		('DDV', 'BiSL Contractmanagement', 'CISO', 'C'),
		('DDV', 'BiSL Contractmanagement', 'CONTROLLER', 'I'),
		('DDV', 'BiSL Behoeftemanagement', 'HOOFD-IV', 'A'),
		('DDV', 'BiSL Behoeftemanagement', 'IM-GELDROP', 'R'),
		('DDV', 'BiSL Behoeftemanagement', 'IM-NUENEN', 'R'),
		('DDV', 'BiSL Behoeftemanagement', 'IM-SON', 'R'),
		('DDV', 'BiSL Behoeftemanagement', 'ARCHITECT', 'C'),
		('DDV', 'BiSL Financieel management', 'FINANCIEN', 'A'),
		('DDV', 'BiSL Financieel management', 'CONTRACTMANAGER', 'R'),
		('DDV', 'BiSL Financieel management', 'CONTROLLER', 'C'),
		('DDV', 'BiSL Financieel management', 'DIRECTEUR', 'I'),
		('DDV', 'COBIT APO03', 'ARCHITECT', 'R'),
		('DDV', 'COBIT APO03', 'IM-GELDROP', 'C'),
		('DDV', 'COBIT APO03', 'IM-NUENEN', 'C'),
		('DDV', 'COBIT APO09', 'SERVICEMANAGER', 'A'),
		('DDV', 'COBIT APO09', 'CONTRACTMANAGER', 'R'),
		('DDV', 'COBIT APO09', 'IM-GELDROP', 'I'),
		('DDV', 'COBIT APO13', 'CISO', 'A'),
		('DDV', 'COBIT APO13', 'IM-GELDROP', 'C'),
		('DDV', 'COBIT APO13', 'DIRECTEUR', 'I'),
		('DDV', 'EXIT', 'HOOFD-IV', 'A'),
		('DDV', 'EXIT', 'CONTRACTMANAGER', 'R'),
		('DDV', 'EXIT', 'IM-GELDROP', 'I'),
		('DDV', 'EXIT', 'IM-NUENEN', 'I'),
		('DDV', 'EXIT', 'IM-SON', 'I'),
		('GM1771', 'COBIT APO10', 'IM-GELDROP', 'A'))
		AS v (organisation, activity, role, letter);

	INSERT INTO regie.body (code, organisation, name, kind, meets_every) VALUES
		('AB', 'DDV', 'General board (algemeen bestuur)', 'board', '6 months'),
		('DB', 'DDV', 'Executive board (dagelijks bestuur)', 'board', '2 months'),
		('STUURGROEP', 'DDV', 'Steering group ICT (stuurgroep)', 'steering group', '3 months'),
		('IM-OVERLEG', 'DDV', 'Information managers (informatiemanagersoverleg)', 'consultation', '1 month'),
		('ARCHITECTUUR', 'DDV', 'Architecture (architectuuroverleg)', 'working group', NULL);

	INSERT INTO regie.meeting (body, held_on) VALUES
		('AB', '2025-12-11'), ('AB', '2026-07-02'), ('AB', '2026-12-10'),
		('DB', '2026-06-18'), ('DB', '2026-09-03'), ('DB', '2026-10-15'),
		('STUURGROEP', '2026-06-11'), ('STUURGROEP', '2026-09-17'),
		('IM-OVERLEG', '2026-07-02'), ('IM-OVERLEG', '2026-08-27');

	INSERT INTO regie.membership (body, party, seat, role, is_chair, valid)
	SELECT v.body, v.party, v.seat, v.role, v.is_chair, v.valid::daterange
	FROM (VALUES
		('AB', 'GM1771', 'Mayor', NULL, true, '[2024-01-01,)'),
		('AB', 'GM0820', 'Mayor', NULL, false, '[2024-01-01,)'),
		('AB', 'GM0848', 'Mayor', NULL, false, '[2024-01-01,)'),
		('DB', 'GM1771', 'Mayor', NULL, true, '[2024-01-01,)'),
		('DB', 'GM0820', 'Alderman for operations', NULL, false, '[2024-01-01,)'),
		('DB', 'GM0848', 'Alderman for operations', NULL, false, '[2024-01-01,)'),
		('STUURGROEP', 'GM1771', 'Town clerk', NULL, true, '[2024-01-01,)'),
		('STUURGROEP', 'GM0820', 'Town clerk', NULL, false, '[2024-01-01,)'),
		('STUURGROEP', 'GM0848', 'Town clerk', NULL, false, '[2024-01-01,)'),
		('STUURGROEP', 'DDV', 'Director', 'DIRECTEUR', false, '[2024-01-01,)'),
		('IM-OVERLEG', 'GM1771', 'Information manager', 'IM-GELDROP', false, '[2024-01-01,)'),
		('IM-OVERLEG', 'GM0820', 'Information manager', 'IM-NUENEN', false, '[2024-01-01,)'),
		('IM-OVERLEG', 'GM0848', 'Information manager', 'IM-SON', false, '[2024-01-01,2026-07-01)'),
		('IM-OVERLEG', 'DDV', 'Head of information', 'HOOFD-IV', true, '[2024-01-01,)'),
		('ARCHITECTUUR', 'GM1771', 'Information manager', 'ARCHITECT', false, '[2026-02-01,)'),
		('ARCHITECTUUR', 'DDV', 'Head of information', NULL, false, '[2026-02-01,)'))
		AS v (body, party, seat, role, is_chair, valid);

	INSERT INTO regie.mandate (code, role, body, activity, amount, valid, note)
	VALUES
		('M-1', 'CONTRACTMANAGER', NULL, 'BiSL Contractmanagement', 25000, '[2024-01-01,)', NULL),
		('M-2', 'HOOFD-IV', NULL, NULL, 50000, '[2024-01-01,)', NULL),
		('M-3', 'DIRECTEUR', NULL, NULL, 250000, '[2024-01-01,)', NULL),
		('M-4', NULL, 'DB', NULL, 1000000, '[2024-01-01,)', NULL),
		('M-5', NULL, 'AB', NULL, NULL, '[2024-01-01,)', 'No limit.'),
		('M-6', 'IM-GELDROP', NULL, NULL, 50000, '[2024-01-01,)', NULL);

	INSERT INTO regie.escalation (from_role, from_body, to_role, to_body) VALUES
		('CONTRACTMANAGER', NULL, 'HOOFD-IV', NULL),
		('SERVICEMANAGER', NULL, 'HOOFD-IV', NULL),
		('HOOFD-IV', NULL, 'DIRECTEUR', NULL),
		('CISO', NULL, 'DIRECTEUR', NULL),
		('DIRECTEUR', NULL, NULL, 'DB'),
		(NULL, 'ARCHITECTUUR', NULL, 'IM-OVERLEG'),
		(NULL, 'IM-OVERLEG', NULL, 'STUURGROEP'),
		(NULL, 'STUURGROEP', NULL, 'DB'),
		(NULL, 'DB', NULL, 'AB');

	INSERT INTO regie.decision (code, organisation, subject, decided_on,
		activity, contract, service, programme, roadmap_item, amount,
		is_confidential) VALUES
		('B-2025-12', 'DDV', 'Budget of 2026', '2025-12-11',
		 'BiSL Financieel management', NULL, NULL, NULL, NULL, 1062000, false),
		('B-2026-03', 'DDV', 'New contract for workplaces', '2026-06-11',
		 'BiSL Contractmanagement', 'WERKPLEK-2027', 'WERKPLEK', NULL, NULL,
		 576000, false),
		('B-2026-05', 'DDV', 'Security monitoring under the conditions of 2023',
		 '2026-10-15', 'BiSL Contractmanagement', 'VEILIG', 'VEILIG', NULL,
		 NULL, 90000, false),
		('B-2026-06', 'GM1771', 'Notice of the data warehouse', '2026-09-10',
		 'COBIT APO10', 'DATA', 'DATA', NULL, NULL, 25000, true),
		('B-2026-07', 'DDV', 'Hosting: renew or tender', NULL,
		 'BiSL Contractmanagement', 'HOSTING', 'HOSTING', 'REGIE', 'DD03',
		 492000, false),
		('B-2026-08', 'DDV', 'Who pays for the service desk', NULL,
		 'BiSL Financieel management', NULL, 'MELDPUNT', NULL, NULL, 12000,
		 false);

	INSERT INTO regie.decision_step (decision, step, body, role, part,
		handled_on)
	SELECT v.decision, v.step, v.body, v.role, v.part, v.handled_on::date
	FROM (VALUES
		('B-2025-12', 1, NULL, 'FINANCIEN', 'prepares', '2025-09-01'),
		('B-2025-12', 2, 'STUURGROEP', NULL, 'advises', '2025-10-02'),
		('B-2025-12', 3, 'DB', NULL, 'advises', '2025-11-06'),
		('B-2025-12', 4, 'AB', NULL, 'decides', '2025-12-11'),
		('B-2026-03', 1, 'IM-OVERLEG', NULL, 'advises', '2026-05-28'),
		('B-2026-03', 2, 'STUURGROEP', NULL, 'decides', '2026-06-11'),
		('B-2026-05', 1, NULL, 'CONTRACTMANAGER', 'prepares', '2026-10-01'),
		('B-2026-05', 2, NULL, 'DIRECTEUR', 'decides', '2026-10-15'),
		('B-2026-06', 1, NULL, 'IM-GELDROP', 'decides', '2026-09-10'),
		('B-2026-07', 1, 'IM-OVERLEG', NULL, 'prepares', '2026-08-27'),
		('B-2026-07', 2, 'STUURGROEP', NULL, 'advises', NULL),
		('B-2026-07', 3, 'DB', NULL, 'decides', NULL),
		('B-2026-07', 4, 'AB', NULL, 'confirms', NULL),
		('B-2026-08', 1, 'IM-OVERLEG', NULL, 'prepares', '2026-08-27'))
		AS v (decision, step, body, role, part, handled_on);
END
$$;

COMMENT ON FUNCTION regie.load_example_governance() IS
'The part of load_example() on contacts, roles and bodies. Not to be called alone.';
