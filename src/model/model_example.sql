/*
 * The example cooperation: three real municipalities and the organisation that
 * they share, with its published budget; contracts with published terms; all
 * the rest invented, and marked so.
 *
 * Real, with their sources:
 * - the municipalities and their CBS codes; inhabitants: CBS, about 1 January
 *	 2020;
 * - the budget totals 2020-2023 and the contribution of each municipality:
 *	 Dienst Dommelvallei, meerjarenbegroting 2020-2023, "Bijdrage per
 *	 gemeente".  The published contributions miss the published totals by
 *	 2, 0, -1 and 4 euro, which it shows as a line "Afronding" of -2, 0, -1
 *	 and 4.  They stand here as the values of key GEPUBLICEERD;
 * - the terms of contract CATALOGUS: VNG Realisatie, tender TN492936 (four
 *	 years, two options of two years, six months' notice), its start is ours;
 * - the terms of contract VERTALEN: the sample notice cn_24_FRA of the eForms
 *	 SDK (16 months, tacitly renewed at most three times by a year);
 * - the terms of contract WERKPLEK: issue 15893 of GLPI (36 months from
 *	 1 August 2020, then by the year, three months' notice).
 *
 * - index figures marked CBS: Statistics Netherlands (CBS), StatLine, licence
 *	 CC BY: services prices 2022 and 2023 (table 83760NED), consumer prices of
 *	 October 2013 to 2015 on both bases.
 *
 * Who has signed these contracts here, and at what price, is invented.
 */
CREATE FUNCTION regie.load_example()
RETURNS TABLE (table_name text, row_count bigint)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	filled boolean;
	part record;
	today CONSTANT text := coalesce(current_setting('regie.today', true), '');
BEGIN
	FOR part IN SELECT t.name, t.own_rows FROM regie.model_table AS t LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM regie.%I %s)', part.name,
					   part.own_rows)
			INTO filled;
		IF filled THEN
			RAISE EXCEPTION 'the model already holds rows'
				USING ERRCODE = 'object_not_in_prerequisite_state',
					DETAIL = format('Table regie.%I is not empty.',
									part.name),
					HINT = 'Load the example into a database of its own.';
		END IF;
	END LOOP;

	INSERT INTO regie.party (code, kind, name, note) VALUES
		('GM1771', 'municipality', 'Geldrop-Mierlo', NULL),
		('GM0820', 'municipality', 'Nuenen, Gerwen en Nederwetten', NULL),
		('GM0848', 'municipality', 'Son en Breugel', NULL),
		('DDV', 'cooperation', 'Dienst Dommelvallei', NULL),
		('DIVERS', 'other', 'Staff and suppliers, several',
		 'Stands for all whom the published budget pays.'),
		('ALDER', 'supplier', 'Alder Hosting (example)', 'Invented.'),
		('BIRCH', 'supplier', 'Birch Networks (example)', 'Invented.'),
		('CEDAR', 'supplier', 'Cedar Case Systems (example)', 'Invented.'),
		('ELM', 'supplier', 'Elm Data (example)', 'Invented.'),
		('HAZEL', 'supplier', 'Hazel Workplaces (example)', 'Invented.'),
		('OAK', 'supplier', 'Oak Security (example)', 'Invented.'),
		('WILLOW', 'supplier', 'Willow Software (example)', 'Invented.');

	INSERT INTO regie.participation (cooperation, party, valid, note)
	SELECT 'DDV', party, '[2020-01-01,)',
		'From the first year of the published figures; in truth longer.'
	FROM unnest(ARRAY['GM1771', 'GM0820', 'GM0848']) AS party;

	INSERT INTO regie.service (code, name, provider, taakveld, note) VALUES
		('DIENST', 'Everything that Dienst Dommelvallei does', 'DDV', NULL,
		 'What the published budget is for.'),
		('WERKPLEK', 'Workplaces (werkplek)', 'DDV', '0.4', 'Example.'),
		('ZAAK', 'Case system (zaaksysteem)', 'DDV', '0.4', 'Example.'),
		('NETWERK', 'Network (netwerk)', 'DDV', '0.4', 'Example.'),
		('HOSTING', 'IaaS hosting', 'DDV', '0.4', 'Example.'),
		('VEILIG', 'Information security (informatiebeveiliging)', 'DDV',
		 '0.4', 'Example.'),
		('CATALOGUS', 'Software catalogue', 'DDV', '0.4', 'Example.'),
		('DATA', 'Data warehouse', NULL, '0.4',
		 'Example of a service that no rule shares out yet.'),
		('MELDPUNT', 'Service desk (servicedesk)', 'DDV', '0.4',
		 'Example of a service whose key has no values yet.');

	INSERT INTO regie.contract (code, title, customer, supplier, conditions,
		start_on, initial, renewal, renewal_period, max_renewals, notice,
		ended_on, source_ref, note) VALUES
		('CATALOGUS', 'Software catalogue (example)', 'DDV', 'WILLOW',
		 'GIBIT 2023', '2025-01-15', 'P4Y', 'explicit', 'P2Y', 2, 'P6M', NULL,
		 'TN492936', 'Terms as published; start, parties and price ours.'),
		('VERTALEN', 'Translations (example)', 'DDV', 'ELM', NULL,
		 '2019-09-01', 'P16M', 'tacit', 'P12M', 3, NULL, NULL,
		 'cn_24_FRA', 'Terms as published; parties and price ours.'),
		('WERKPLEK', 'Workplace support (example)', 'DDV', 'HAZEL',
		 'GIBIT 2020', '2020-08-01', 'P36M', 'tacit', 'P12M', NULL, 'P3M',
		 NULL, 'GLPI 15893', 'Terms as published; parties and price ours.'),
		('WERKPLEK-2027', 'Workplaces, new (example)', 'DDV', 'HAZEL',
		 'GIBIT 2023', '2027-08-01', 'P4Y', 'explicit', 'P2Y', 1, 'P6M', NULL,
		 NULL, 'Invented.'),
		('HOSTING', 'IaaS hosting (example)', 'DDV', 'ALDER', 'GIBIT 2020',
		 '2024-04-01', 'P3Y', 'tacit', 'P1Y', NULL, 'P3M', NULL, NULL,
		 'Invented.'),
		('NETWERK', 'Network (example)', 'DDV', 'BIRCH', 'GIBIT 2020',
		 '2022-01-01', 'P4Y', 'tacit', 'P1Y', NULL, 'P2M', NULL, NULL,
		 'Invented.'),
		('VEILIG', 'Security monitoring (example)', 'DDV', 'OAK', NULL,
		 '2023-03-01', NULL, 'evergreen', NULL, NULL, 'P1M', NULL, NULL,
		 'Invented.'),
		('ZAAK', 'Case system (example)', 'DDV', 'CEDAR', 'GIBIT 2020',
		 '2021-07-01', 'P6Y', 'explicit', 'P1Y', 1, 'P4M', NULL, NULL,
		 'Invented.'),
		('DATA', 'Data warehouse (example)', 'GM1771', 'ELM', NULL,
		 '2024-01-01', 'P1Y', 'tacit', 'P1Y', NULL, 'P3M', '2027-01-01', NULL,
		 'Invented. Notice has been given.');

	INSERT INTO regie.contract_line (contract, line, service, amount, per,
		valid, note) VALUES
		('CATALOGUS', 1, 'CATALOGUS', 60000.00, 'year', DEFAULT, 'Example.'),
		('VERTALEN', 1, 'CATALOGUS', 750.00, 'month', DEFAULT, 'Example.'),
		('WERKPLEK', 1, 'WERKPLEK', 8500.00, 'month', DEFAULT, 'Example.'),
		('WERKPLEK-2027', 1, 'WERKPLEK', 96000.00, 'year', DEFAULT,
		 'Example.'),
		('HOSTING', 1, 'HOSTING', 40000.00, 'month', DEFAULT, 'Example.'),
		('HOSTING', 2, 'VEILIG', 1000.00, 'month', DEFAULT, 'Example.'),
		('NETWERK', 1, 'NETWERK', 24000.00, 'quarter', DEFAULT, 'Example.'),
		('VEILIG', 1, 'VEILIG', 7500.00, 'month', DEFAULT, 'Example.'),
		('ZAAK', 1, 'ZAAK', 205000.00, 'year', DEFAULT, 'Example.'),
		('ZAAK', 2, 'ZAAK', 30000.00, 'once', DEFAULT, 'Example: set-up.'),
		('DATA', 1, 'DATA', 25000.00, 'year', DEFAULT, 'Example.');

	INSERT INTO regie.contract_use (contract, party)
	SELECT contract, party
	FROM unnest(ARRAY['CATALOGUS', 'WERKPLEK', 'WERKPLEK-2027', 'HOSTING',
					  'NETWERK', 'VEILIG', 'ZAAK']) AS contract,
		unnest(ARRAY['GM1771', 'GM0820', 'GM0848']) AS party;
	INSERT INTO regie.contract_use (contract, party, valid) VALUES
		('VERTALEN', 'GM0820', '[2019-09-01,2024-01-01)'),
		('DATA', 'GM1771', '[2024-01-01,2027-01-01)');

	INSERT INTO regie.cost_key (code, name, driver, note) VALUES
		('INWONERS', 'Inhabitants (inwoners)', 'inhabitants', NULL),
		('WERKPLEKKEN', 'Workplaces (werkplekken)', 'workplaces',
		 'Values invented.'),
		('GELIJK', 'Equal shares (gelijke delen)', 'share', NULL),
		('GEPUBLICEERD', 'Contributions as published', 'euro',
		 'What each municipality was to pay by the published budget. No rule uses it; it is there to compare.'),
		('MELDINGEN', 'Calls to the service desk (meldingen)', 'calls',
		 'Has no values yet.');

	/* the day: the adoption of that budget; that it set a key is invented */
	INSERT INTO regie.cost_key_value (cost_key, party, valid, value, set_on,
		source_ref) VALUES
		('INWONERS', 'GM1771', '[2020-01-01,)', 39997, '2019-07-02',
		 'CBS, about 1 January 2020'),
		('INWONERS', 'GM0820', '[2020-01-01,)', 23526, '2019-07-02',
		 'CBS, about 1 January 2020'),
		('INWONERS', 'GM0848', '[2020-01-01,)', 17465, '2019-07-02',
		 'CBS, about 1 January 2020'),
		('WERKPLEKKEN', 'GM1771', '[2025-01-01,2026-01-01)', 410,
		 '2024-12-02', 'Invented'),
		('WERKPLEKKEN', 'GM0820', '[2025-01-01,2026-01-01)', 280,
		 '2024-12-02', 'Invented'),
		('WERKPLEKKEN', 'GM0848', '[2025-01-01,2026-01-01)', 210,
		 '2024-12-02', 'Invented'),
		('WERKPLEKKEN', 'GM1771', '[2026-01-01,)', 425, '2025-12-01',
		 'Invented'),
		('WERKPLEKKEN', 'GM0820', '[2026-01-01,)', 270, '2025-12-01',
		 'Invented'),
		('WERKPLEKKEN', 'GM0848', '[2026-01-01,)', 205, '2026-02-10',
		 'Invented: set too late'),
		('GELIJK', 'GM1771', '[2020-01-01,)', 1, '2019-07-02', 'Invented'),
		('GELIJK', 'GM0820', '[2020-01-01,)', 1, '2019-07-02', 'Invented'),
		('GELIJK', 'GM0848', '[2020-01-01,)', 1, '2019-07-02', 'Invented');

	INSERT INTO regie.cost_key_value (cost_key, party, valid, value, set_on,
		source_ref)
	SELECT 'GEPUBLICEERD', v.party,
		daterange(make_date(v.year, 1, 1), make_date(v.year + 1, 1, 1)),
		v.contribution, '2019-07-02',
		'Dienst Dommelvallei, meerjarenbegroting 2020-2023'
	FROM (VALUES
		(2020, 'GM1771', 5820329), (2020, 'GM0820', 5463306),
		(2020, 'GM0848', 4178740), (2021, 'GM1771', 5903303),
		(2021, 'GM0820', 5559024), (2021, 'GM0848', 4252855),
		(2022, 'GM1771', 6037061), (2022, 'GM0820', 5697010),
		(2022, 'GM0848', 4358934), (2023, 'GM1771', 6197314),
		(2023, 'GM0820', 5858716), (2023, 'GM0848', 4482992))
		AS v (year, party, contribution);

	INSERT INTO regie.allocation_rule (service, valid, cost_key, note) VALUES
		('DIENST', '[2020-01-01,)', 'INWONERS',
		 'Ours: the real rule is not published.'),
		('WERKPLEK', '[2025-01-01,)', 'WERKPLEKKEN', 'Example.'),
		('ZAAK', '[2025-01-01,)', 'INWONERS', 'Example.'),
		('NETWERK', '[2025-01-01,)', 'GELIJK', 'Example.'),
		('HOSTING', '[2025-01-01,)', 'WERKPLEKKEN', 'Example.'),
		('VEILIG', '[2025-01-01,2026-01-01)', 'GELIJK', 'Example.'),
		('VEILIG', '[2026-01-01,)', 'INWONERS', 'Example of a new rule.'),
		('CATALOGUS', '[2020-01-01,)', 'GELIJK', 'Example.'),
		('MELDPUNT', '[2025-01-01,)', 'MELDINGEN', 'Example.');

	INSERT INTO regie.cost (code, period, kind, payer, payee, service,
		contract, amount, scale, cost_key, description, source_ref) VALUES
		('2020-DIENST', '[2020-01-01,2021-01-01)', 'budget', 'DDV', 'DIVERS',
		 'DIENST', NULL, 15462373, 2, NULL, 'Contribution of municipalities',
		 'Meerjarenbegroting 2020-2023'),
		('2021-DIENST', '[2021-01-01,2022-01-01)', 'budget', 'DDV', 'DIVERS',
		 'DIENST', NULL, 15715182, 2, NULL, 'Contribution of municipalities',
		 'Meerjarenbegroting 2020-2023'),
		('2022-DIENST', '[2022-01-01,2023-01-01)', 'budget', 'DDV', 'DIVERS',
		 'DIENST', NULL, 16093004, 2, NULL, 'Contribution of municipalities',
		 'Meerjarenbegroting 2020-2023'),
		('2023-DIENST', '[2023-01-01,2024-01-01)', 'budget', 'DDV', 'DIVERS',
		 'DIENST', NULL, 16539026, 2, NULL, 'Contribution of municipalities',
		 'Meerjarenbegroting 2020-2023'),
		('2025-WERKPLEK-V', '[2025-01-01,2026-01-01)', 'advance', 'DDV',
		 'HAZEL', 'WERKPLEK', 'WERKPLEK', 100000.00, 2, NULL, 'Example', NULL),
		('2025-WERKPLEK-N', '[2025-01-01,2026-01-01)', 'actual', 'DDV',
		 'HAZEL', 'WERKPLEK', 'WERKPLEK', 102000.00, 2, NULL, 'Example', NULL),
		('2025-ZAAK-V', '[2025-01-01,2026-01-01)', 'advance', 'DDV', 'CEDAR',
		 'ZAAK', 'ZAAK', 210000.00, 2, NULL, 'Example', NULL),
		('2025-ZAAK-N', '[2025-01-01,2026-01-01)', 'actual', 'DDV', 'CEDAR',
		 'ZAAK', 'ZAAK', 205000.00, 2, NULL, 'Example', NULL),
		('2025-ZAAK-C', '[2025-07-01,2026-01-01)', 'actual', 'DDV', 'CEDAR',
		 'ZAAK', 'ZAAK', -1234.55, 2, NULL, 'Example: credit note', NULL),
		('2026-WERKPLEK', '[2026-01-01,2027-01-01)', 'budget', 'DDV', 'HAZEL',
		 'WERKPLEK', 'WERKPLEK', 102000.00, 2, NULL, 'Example', NULL),
		('2026-ZAAK', '[2026-01-01,2027-01-01)', 'budget', 'DDV', 'CEDAR',
		 'ZAAK', 'ZAAK', 205000.00, 2, NULL, 'Example', NULL),
		('2026-NETWERK', '[2026-01-01,2027-01-01)', 'budget', 'DDV', 'BIRCH',
		 'NETWERK', 'NETWERK', 100000.00, 2, NULL, 'Example', NULL),
		('2026-HOSTING', '[2026-01-01,2027-01-01)', 'budget', 'DDV', 'ALDER',
		 'HOSTING', 'HOSTING', 480000.00, 2, NULL, 'Example', NULL),
		('2026-VEILIG', '[2026-01-01,2027-01-01)', 'budget', 'DDV', 'OAK',
		 'VEILIG', 'VEILIG', 90000.00, 2, NULL, 'Example', NULL),
		('2026-VEILIG-P', '[2026-01-01,2027-01-01)', 'budget', 'DDV', 'OAK',
		 'VEILIG', NULL, 5000.00, 2, 'GELIJK',
		 'Example of a key for one cost', NULL),
		('2026-CATALOGUS', '[2026-01-01,2027-01-01)', 'budget', 'DDV',
		 'WILLOW', 'CATALOGUS', 'CATALOGUS', 60000.00, 2, NULL, 'Example',
		 NULL),
		('2026-DATA', '[2026-01-01,2027-01-01)', 'budget', 'GM1771', 'ELM',
		 'DATA', 'DATA', 25000.00, 2, NULL,
		 'Example: one municipality by itself', NULL),
		('2026-DATA-DDV', '[2026-01-01,2027-01-01)', 'budget', 'DDV', 'ELM',
		 'DATA', NULL, 7500.00, 2, NULL, 'Example without a rule', NULL),
		('2026-MELDPUNT', '[2026-01-01,2027-01-01)', 'budget', 'DDV', 'HAZEL',
		 'MELDPUNT', NULL, 12500.00, 2, NULL, 'Example without key values',
		 NULL),
		('2026-10-CLOUD', '[2026-10-01,2026-11-01)', 'actual', 'DDV', 'ALDER',
		 'HOSTING', NULL, 1234.567891, 6, NULL,
		 'Example of usage in parts of a cent', NULL);

	/*
	 * How the contracts were bought.  Both pieces of advice stay below the
	 * threshold of 2025, 221,000 euro, and reach it together.
	 */
	UPDATE regie.contract AS c
	SET kind = v.kind, cpv = v.cpv, procured_on = v.procured_on
	FROM (VALUES
		('CATALOGUS', 'services', '72260000-5', DATE '2024-06-03'),
		('VERTALEN', 'services', '79530000-8', '2019-04-01'),
		('WERKPLEK', 'services', '72253000-3', '2020-02-03'),
		('WERKPLEK-2027', 'services', '72253000-3', '2026-09-07'),
		('HOSTING', 'services', '72415000-2', '2023-09-04'),
		('NETWERK', 'services', '64200000-8', '2021-06-07'),
		('VEILIG', 'services', NULL, NULL),
		('ZAAK', 'supplies', '48000000-8', '2020-11-02'))
		AS v (code, kind, cpv, procured_on)
	WHERE c.code = v.code;

	INSERT INTO regie.contract (code, title, customer, supplier, conditions,
		start_on, initial, renewal, renewal_period, max_renewals, notice,
		kind, cpv, procured_on, note) VALUES
		('SERVICEDESK', 'Service desk (example)', 'DDV', 'HAZEL',
		 'GIBIT 2023', '2025-01-01', 'P3Y', 'explicit', 'P1Y', 1, 'P3M',
		 'services', '72253000-3', '2024-06-03', 'Invented.'),
		('ADVIES-1', 'Advice on security (example)', 'DDV', 'OAK', NULL,
		 '2025-03-01', 'P1Y', 'none', NULL, NULL, NULL, 'services',
		 '79417000-0', '2025-02-03', 'Invented.'),
		('ADVIES-2', 'Advice on security, continued (example)', 'DDV', 'OAK',
		 NULL, '2025-09-01', 'P1Y', 'none', NULL, NULL, NULL, 'services',
		 '79417000-0', '2025-06-02', 'Invented.');

	INSERT INTO regie.contract_line (contract, line, service, amount, per,
		unit, valid, note) VALUES
		('SERVICEDESK', 1, 'MELDPUNT', 1500.00, 'month', NULL, DEFAULT,
		 'Example.'),
		('SERVICEDESK', 2, 'MELDPUNT', 14.00, 'unit', 'melding',
		 '[2025-01-01,2026-07-01)', 'Example of a price per unit.'),
		('SERVICEDESK', 2, 'MELDPUNT', 14.50, 'unit', 'melding',
		 '[2026-07-01,)', 'Example of a new price.'),
		('ADVIES-1', 1, 'VEILIG', 118000.00, 'once', NULL, DEFAULT,
		 'Example.'),
		('ADVIES-2', 1, 'VEILIG', 10000.00, 'month', NULL, DEFAULT,
		 'Example.');

	INSERT INTO regie.contract_use (contract, party)
	SELECT 'SERVICEDESK', party
	FROM unnest(ARRAY['GM1771', 'GM0820', 'GM0848']) AS party;

	INSERT INTO regie.contract_volume (contract, line, kind, period, quantity,
		source_ref) VALUES
		('SERVICEDESK', 2, 'expected', '[2025-01-01,2026-01-01)', 2400,
		 'Invented'),
		('SERVICEDESK', 2, 'counted', '[2025-01-01,2026-01-01)', 2611,
		 'Invented'),
		('SERVICEDESK', 2, 'expected', '[2026-01-01,2027-01-01)', 2500,
		 'Invented'),
		('SERVICEDESK', 2, 'counted', '[2026-01-01,2026-07-01)', 1302,
		 'Invented'),
		('SERVICEDESK', 2, 'expected', '[2027-01-01,2028-01-01)', 2500,
		 'Invented'),
		('SERVICEDESK', 2, 'expected', '[2028-01-01,2029-01-01)', 2500,
		 'Invented');

	INSERT INTO regie.index_series (code, title, base, source_ref, note) VALUES
		('CPI-2006', 'Consumer prices (CPI)', '2006=100', 'CBS', NULL),
		('CPI-2015', 'Consumer prices (CPI)', '2015=100', 'CBS', NULL),
		('DPI-2015', 'Prices of commercial services (DPI), all', '2015=100',
		 'CBS 83760NED', NULL),
		('DPI-H49-2015', 'Prices of land transport services (DPI H49)',
		 '2015=100', 'CBS 83760NED', NULL),
		('DPI-J62-2015', 'Prices of IT services (DPI J62)', '2015=100', NULL,
		 'Figures invented; the real ones are published by CBS.');

	INSERT INTO regie.index_link (series, successor, from_on, linking,
		old_value, new_value, source_ref) VALUES
		('CPI-2006', 'CPI-2015', '2016-01-01', 'factor', 117.07, 100.54,
		 'Example: linked on October 2015.');

	/* the figures of CBS are real, their days of publication are ours */
	INSERT INTO regie.price_index (series, granularity, period_from, value,
		change_pct, status, published_on, source_ref) VALUES
		('CPI-2006', 'month', '2013-10-01', 115.13, NULL, 'final',
		 '2013-11-07', 'CBS'),
		('CPI-2006', 'month', '2014-10-01', 116.34, NULL, 'final',
		 '2014-11-06', 'CBS'),
		('CPI-2006', 'month', '2015-10-01', 117.07, NULL, 'final',
		 '2015-11-05', 'CBS'),
		('CPI-2015', 'month', '2014-10-01', 99.84, NULL, 'final',
		 '2016-02-04', 'CBS'),
		('CPI-2015', 'month', '2015-10-01', 100.54, NULL, 'final',
		 '2016-02-04', 'CBS'),
		('DPI-2015', 'year', '2022-01-01', 116.0, 6.1, 'final', '2023-05-15',
		 'CBS 83760NED'),
		('DPI-2015', 'year', '2023-01-01', 122.6, 5.7, 'provisional',
		 '2024-05-15', 'CBS 83760NED'),
		('DPI-H49-2015', 'year', '2022-01-01', 124.8, NULL, 'final',
		 '2023-05-15', 'CBS 83760NED'),
		('DPI-H49-2015', 'year', '2023-01-01', 132.6, 6.2, 'provisional',
		 '2024-05-15', 'CBS 83760NED'),
		('DPI-2015', 'year', '2024-01-01', 126.3, 3.0, 'provisional',
		 '2025-05-15', 'Invented'),
		('DPI-2015', 'year', '2025-01-01', 129.1, 2.2, 'provisional',
		 '2026-05-15', 'Invented'),
		('DPI-J62-2015', 'year', '2024-01-01', 121.5, 3.9, 'provisional',
		 '2025-05-15', 'Invented'),
		('DPI-J62-2015', 'year', '2024-01-01', 121.6, 4.0, 'final',
		 '2026-05-15', 'Invented: corrected'),
		('DPI-J62-2015', 'year', '2025-01-01', 125.0, 2.8, 'provisional',
		 '2026-05-15', 'Invented'),
		('DPI-J62-2015', 'quarter', '2024-07-01', 122.0, 3.6, 'final',
		 '2024-11-14', 'Invented'),
		('DPI-J62-2015', 'quarter', '2025-07-01', 125.8, 3.1, 'final',
		 '2025-11-14', 'Invented'),
		('DPI-J62-2015', 'quarter', '2026-07-01', 129.4, 2.9, 'provisional',
		 '2026-11-13', 'Invented');

	INSERT INTO regie.index_rule (contract, line, basis, series, granularity,
		announce_by, automatic, cap, floor, source_ref, note) VALUES
		('CATALOGUS', NULL, 'published change', 'DPI-J62-2015', 'year', 'P1M',
		 false, NULL, NULL, 'GIBIT 2023 art. 11.8', 'Example.'),
		('HOSTING', NULL, 'published change', 'DPI-J62-2015', 'quarter',
		 'P1M', false, NULL, NULL, 'GIBIT 2020', 'Example.'),
		('NETWERK', NULL, 'published change', 'DPI-J62-2015', 'quarter',
		 'P1M', false, NULL, NULL, 'GIBIT 2020', 'Example.'),
		('VEILIG', NULL, 'published change', 'DPI-2015', 'year', 'P1M', true,
		 3, 0, NULL, 'Example: by itself, at most 3 %, never down.'),
		('ZAAK', NULL, 'none', NULL, NULL, NULL, false, NULL, NULL, NULL,
		 'Example: the price is fixed.');

	INSERT INTO regie.index_announcement (contract, apply_on, announced_on,
		change_pct, note) VALUES
		('HOSTING', '2025-01-01', '2024-12-02', NULL,
		 'Example: one month before was 30 November at the latest.'),
		('HOSTING', '2027-01-01', '2026-11-16', 4.0,
		 'Example: more than the figure allows.'),
		('NETWERK', '2026-01-01', '2025-11-28', NULL,
		 'Example: what was charged is another thing.'),
		('WERKPLEK', '2026-08-01', '2026-07-10', 3.5,
		 'Example: this contract has no such clause.');


	/*
	 * Service levels.  Norms, hours and the calculation of CATALOGUS are those
	 * of the service level agreement of VNG Realisatie's Softwarecatalogus;
	 * the rule "missed three times within six periods" is that of GIBIT 2023,
	 * article 10.10.  All values, outages and credits are invented.
	 */
	INSERT INTO regie.service_level (contract, code, title, measure, target,
		misses, periods, from_outages, opens, closes, valid, source_ref,
		note) VALUES
		('CATALOGUS', 'BESCHIKBAAR', 'Availability (beschikbaarheid)',
		 'availability', 95, 3, 6, true, '09:00', '17:00', '[2026-01-01,)',
		 'SLA Softwarecatalogus, TN492936', 'Norm as published.'),
		('CATALOGUS', 'REACTIE', 'Reacted in time (reactietijd)', 'reaction',
		 98, 3, 6, false, '09:00', '17:00', '[2026-01-01,)',
		 'SLA Softwarecatalogus, TN492936', 'Norm as published.'),
		('CATALOGUS', 'HERSTEL', 'Repaired in time (hersteltijd)', 'repair',
		 95, 3, 6, false, '09:00', '17:00', '[2026-01-01,)',
		 'SLA Softwarecatalogus, TN492936', 'Norm as published.'),
		('HOSTING', 'BESCHIKBAAR', 'Availability (beschikbaarheid)',
		 'availability', 99.5, 3, 6, false, '08:00', '17:00',
		 '[2026-01-01,)', NULL, 'Invented.'),
		('NETWERK', 'BESCHIKBAAR', 'Availability (beschikbaarheid)',
		 'availability', 99.9, 3, 6, false, '08:00', '17:00',
		 '[2026-01-01,)', NULL, 'Invented. Nobody measures it any more.');

	/* three misses within six months, and the credits for them */
	INSERT INTO regie.measurement (contract, level, period_on, value,
		credit_claimed_on, source_ref)
	SELECT 'HOSTING', 'BESCHIKBAAR', make_date(2026, v.month, 1), v.value,
		v.claimed_on, 'Invented'
	FROM (VALUES (1, 99.93, NULL), (2, 99.87, NULL), (3, 99.52, NULL),
		(4, 99.91, NULL), (5, 99.21, DATE '2026-06-15'), (6, 99.95, NULL),
		(7, 98.74, '2026-08-14'), (8, 99.50, NULL), (9, 97.40, NULL),
		(10, 99.90, NULL)) AS v (month, value, claimed_on);
	INSERT INTO regie.service_credit_band (contract, level, beyond,
		credit_pct, note) VALUES
		('HOSTING', 'BESCHIKBAAR', 99.5, 5, 'Invented.'),
		('HOSTING', 'BESCHIKBAAR', 99, 10, 'Invented.'),
		('HOSTING', 'BESCHIKBAAR', 98, 25, 'Invented.');
	INSERT INTO regie.service_credit_cap (contract, credit_cap_pct, note)
	VALUES ('HOSTING', 2.5, 'Invented.');

	/* one that delivers; its availability follows from outages */
	INSERT INTO regie.measurement (contract, level, period_on, value,
		source_ref)
	SELECT 'CATALOGUS', v.level, make_date(2026, month, 1),
		v.value + month % 3 * 0.5, 'Invented'
	FROM (VALUES ('REACTIE', 98.2), ('HERSTEL', 95.4)) AS v (level, value),
		generate_series(1, 10) AS month;
	INSERT INTO regie.outage (contract, code, level, during, note) VALUES
		('CATALOGUS', 'INC-0733', NULL,
		 '[2026-07-17 13:00,2026-07-20 09:30)',
		 'Invented: from Friday afternoon to Monday morning.'),
		('CATALOGUS', 'INC-0812', 'BESCHIKBAAR',
		 '[2026-08-19 10:00,2026-08-20 10:24)',
		 'Invented: 8.4 service hours in a month of 21 working days.');

	/* one that nobody watches since the summer */
	INSERT INTO regie.measurement (contract, level, period_on, value,
		source_ref)
	SELECT 'NETWERK', 'BESCHIKBAAR', make_date(2026, month, 1), 99.95,
		'Invented'
	FROM generate_series(1, 6) AS month;

	/*
	 * Published with the terms of CATALOGUS: the exit plan within three
	 * months, the yearly evaluation, the half-yearly review of annexes.  From
	 * the conditions: an index announced a month before 1 January, what use
	 * does to acceptance, the exit plan on request.  All else is invented.
	 */
	INSERT INTO regie.obligation (contract, code, kind, title, party,
		first_due_on, every, consequence, source_ref, note) VALUES
		('CATALOGUS', 'EXITPLAN', 'exit plan', 'Exit plan handed over',
		 'WILLOW', '2025-04-15', NULL, 'Nobody knows how to get out.',
		 'TN492936', 'Within three months, as published.'),
		('CATALOGUS', 'EVALUATIE', 'evaluation', 'Yearly evaluation', 'DDV',
		 '2026-01-15', 'P1Y', NULL, 'TN492936', 'As published.'),
		('CATALOGUS', 'BIJLAGEN', 'review', 'Half-yearly review of annexes',
		 'DDV', '2025-07-15', 'P6M', 'The service levels stay as they are.',
		 'TN492936', 'As published.'),
		('HOSTING', 'EXITPLAN', 'exit plan', 'Exit plan, asked for', 'ALDER',
		 '2026-11-02', NULL, 'The migration begins without a plan.',
		 'GIBIT 2020', 'Example.'),
		('HOSTING', 'INDEX', 'index announcement',
		 'Prices for 1 January announced', 'ALDER', '2024-11-30', 'P1Y',
		 'No price rise next year.', 'GIBIT 2020', 'Example.'),
		('NETWERK', 'RAPPORT', 'report', 'Quarterly service report', 'BIRCH',
		 '2026-01-31', 'P3M', NULL, NULL, 'Example of ends of months.'),
		('ZAAK', 'AUDIT', 'audit', 'Statement of an auditor', 'CEDAR',
		 '2024-05-01', 'P1Y', 'No proof that it is secure.', NULL,
		 'Example: up to the end of the contract.'),
		('WERKPLEK-2027', 'ACCEPTATIE', 'acceptance', 'Acceptance test',
		 'DDV', '2027-09-30', NULL, 'Use counts as acceptance.', 'GIBIT 2023',
		 'Example.'),
		('DATA', 'GEGEVENS', 'other', 'Data returned and deleted', 'ELM',
		 '2027-02-01', NULL, NULL, NULL,
		 'Example: falls due after the contract has ended.');

	INSERT INTO regie.obligation_done (contract, obligation, due_on, done_on,
		note) VALUES
		('CATALOGUS', 'EXITPLAN', '2025-04-15', '2025-04-10', 'Example.'),
		('CATALOGUS', 'EVALUATIE', '2026-01-15', '2026-01-13', 'Example.'),
		('CATALOGUS', 'BIJLAGEN', '2025-07-15', '2025-07-10', 'Example.'),
		('CATALOGUS', 'BIJLAGEN', '2026-01-15', '2026-01-13', 'Example.'),
		('HOSTING', 'INDEX', '2024-11-30', '2024-11-20', 'Example.'),
		('HOSTING', 'INDEX', '2025-11-30', '2025-11-25', 'Example.'),
		('NETWERK', 'RAPPORT', '2026-01-31', '2026-01-28', 'Example.'),
		('NETWERK', 'RAPPORT', '2026-04-30', '2026-04-30', 'Example.'),
		('NETWERK', 'RAPPORT', '2026-07-31', '2026-07-24', 'Example.'),
		('NETWERK', 'RAPPORT', '2026-10-31', '2026-11-05', 'Example: late.'),
		('ZAAK', 'AUDIT', '2024-05-01', '2024-04-12', 'Example.'),
		('ZAAK', 'AUDIT', '2025-05-01', '2025-04-18', 'Example.'),
		('ZAAK', 'AUDIT', '2026-05-01', '2026-04-30', 'Example.');



	/*
	 * Agreed later: a new price; a mistake in the register, and how it was set
	 * right; and conditions that hold from next year on.
	 */
	INSERT INTO regie.contract_amendment (contract, amendment, title, known_on,
		effective_on, rationale, conditions, note) VALUES
		('NETWERK', 1, 'New price', '2025-11-10', '2026-01-01',
		 'More sites on the network', NULL, 'Example.'),
		('VEILIG', 1, 'Conditions of 2023', '2026-10-15', '2027-01-01',
		 'Same conditions as the other contracts', 'GIBIT 2023', 'Example.');
	INSERT INTO regie.contract_amendment (contract, amendment, title, known_on,
		effective_on, rationale, changes_term, start_on, initial, renewal,
		renewal_period, max_renewals, notice, ended_on, note) VALUES
		('ZAAK', 1, 'Notice given', '2025-02-03', '2025-02-03', NULL, true,
		 '2021-07-01', 'P6Y', 'explicit', 'P1Y', 1, 'P4M', '2026-07-01',
		 'Example of a mistake: it was another contract.'),
		('ZAAK', 2, 'Correction: no notice was given', '2025-02-10',
		 '2025-02-03', 'Amendment 1 was recorded under the wrong contract',
		 true, '2021-07-01', 'P6Y', 'explicit', 'P1Y', 1, 'P4M', NULL,
		 'Example.');
	INSERT INTO regie.contract_line (contract, line, service, amount, per,
		amendment, note) VALUES
		('NETWERK', 1, 'NETWERK', 25000.00, 'quarter', 1,
		 'Example of a new price.');

	/* shares of its own, and one that joins later; a key of its own */
	UPDATE regie.contract_use SET
		share = CASE party WHEN 'GM1771' THEN 425 WHEN 'GM0820' THEN 270
			ELSE 205 END,
		valid = CASE party WHEN 'GM0848' THEN daterange('2029-08-01', NULL)
			ELSE valid END,
		note = CASE party WHEN 'GM0848' THEN 'Example: joins after two years.'
			ELSE 'Example.' END
	WHERE contract = 'WERKPLEK-2027';
	UPDATE regie.contract SET cost_key = 'GELIJK' WHERE code = 'CATALOGUS';

	INSERT INTO regie.contract_part (part, contract, part_kind, note) VALUES
		('HOSTING', 'ZAAK', 'hosting', 'Example: the case system runs there.'),
		('VEILIG', 'WERKPLEK', 'other', 'Example.');

	/*
	 * Keys mixed of others, as an example: no rule uses them.  Network and
	 * hosting serve each other.
	 */
	INSERT INTO regie.cost_key (code, name, driver, note) VALUES
		('GEMENGD', '60 % inhabitants, 40 % workplaces', 'share',
		 'Example of a mixed key. No rule uses it.'),
		('INGROEI', 'From equal shares to workplaces in four years', 'share',
		 'Example of a grow-in. No rule uses it.');

	INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor,
		set_on, note) VALUES
		('GEMENGD', 'INWONERS', '[2025-01-01,)', 0.6, '2024-12-02',
		 'Example.'),
		('GEMENGD', 'WERKPLEKKEN', '[2025-01-01,)', 0.4, '2024-12-02',
		 'Example.');
	INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor,
		set_on, note)
	SELECT 'INGROEI', p.part_key,
		daterange(make_date(y.year, 1, 1),
				  CASE WHEN y.year < 2028 THEN make_date(y.year + 1, 1, 1) END),
		CASE p.part_key WHEN 'GELIJK' THEN 1 - y.grown ELSE y.grown END,
		'2024-12-02', 'Example.'
	FROM (VALUES (2025, 0.25), (2026, 0.50), (2027, 0.75), (2028, 1.00))
		AS y (year, grown)
	CROSS JOIN (VALUES ('GELIJK'), ('WERKPLEKKEN')) AS p (part_key);

	INSERT INTO regie.service_use (service, user_service, valid, weight,
		note) VALUES
		('NETWERK', 'HOSTING', '[2025-01-01,)', 1,
		 'Example: as much as each of the municipalities.'),
		('HOSTING', 'NETWERK', '[2025-01-01,)', 60,
		 'Example: as much as 60 workplaces.'),
		('HOSTING', 'ZAAK', '[2025-01-01,)', 300,
		 'Example: as much as 300 workplaces.');
	UPDATE regie.allocation_rule AS r
	SET step = v.step
	FROM (VALUES ('NETWERK', 1), ('HOSTING', 2), ('ZAAK', 3))
		AS v (service, step)
	WHERE r.service = v.service;

	INSERT INTO regie.cost_collar (cooperation, valid, lower_pct, upper_pct,
		note) VALUES
		('DDV', '[2027-01-01,2029-01-01)', 5, 5,
		 'Example: for the first two years of other keys.');

	UPDATE regie.cost AS c
	SET vat_treatment = v.treatment, vat_rate = v.rate, vat_amount = v.amount,
		cost_category = '3.8'
	FROM (VALUES
		('2025-WERKPLEK-N', 'transparency', 21, 21420.00),
		('2025-ZAAK-N', 'transparency', 21, 43050.00),
		('2025-ZAAK-C', 'transparency', 21, -259.26),
		('2026-DATA', 'standard', 21, 5250.00),
		('2026-10-CLOUD', 'reverse', 21, NULL))
		AS v (code, treatment, rate, amount)
	WHERE c.code = v.code;

	/*
	 * The year of a cooperation: 2025 is settled and closed, the budget of
	 * 2026 is a draft, as two of its costs have nobody yet who bears them.
	 * Each was made on a day of its own.
	 */
	PERFORM set_config('regie.today', '2024-12-10', true);
	PERFORM FROM regie.make_run('VOORSCHOT-2025', 'DDV', 'advance',
		'[2025-01-01,2026-01-01)', note => 'Example.');
	PERFORM FROM regie.close_run('VOORSCHOT-2025');
	PERFORM set_config('regie.today', '2025-11-18', true);
	PERFORM FROM regie.make_run('BEGROTING-2026', 'DDV', 'budget',
		'[2026-01-01,2027-01-01)', 'step_down',
		note => 'Example: data warehouse and service desk are open.');
	PERFORM set_config('regie.today', '2026-03-24', true);
	PERFORM FROM regie.make_run('WERKELIJK-2025', 'DDV', 'actual',
		'[2025-01-01,2026-01-01)', note => 'Example.');
	PERFORM FROM regie.close_run('WERKELIJK-2025');
	PERFORM FROM regie.make_settlement('AFREKENING-2025',
		ARRAY['WERKELIJK-2025'], ARRAY['VOORSCHOT-2025'],
		note => 'Example.');
	PERFORM FROM regie.close_run('AFREKENING-2025');
	PERFORM set_config('regie.today', today, true);

	/* nobody has announced anything: a question of what it would cost */
	INSERT INTO regie.departure (cooperation, party, leaves_on, announced_on,
		exit_schedule, contribution, note) VALUES
		('DDV', 'GM0820', '2028-01-01', NULL, 'falling from 100', NULL,
		 'Invented: what would it cost?');

	/*
	 * A month of public cloud beside the hosting, invented: tags, accounts, a
	 * shared network, tax, a credit, and a correction of December, which goes
	 * by the workplaces of that year.
	 */
	INSERT INTO regie.focus_rule (code, service, precedence, valid, tag_key,
		tag_value, sub_account_id, service_name, charge_category, participant,
		cost_key, proportional_to, note) VALUES
		('HOSTING GM1771', 'HOSTING', 10, '[2025-01-01,)', 'gemeente',
		 'geldrop-%', NULL, NULL, NULL, 'GM1771', NULL, NULL, 'Example.'),
		('HOSTING NUENEN', 'HOSTING', 20, '[2025-01-01,)', NULL, NULL,
		 'sub-nuenen', NULL, NULL, 'GM0820', NULL, NULL, 'Example.'),
		('HOSTING NETWORK', 'HOSTING', 30, '[2025-01-01,)', NULL, NULL, NULL,
		 'Virtual Network%', NULL, NULL, 'INWONERS', NULL, 'Example.'),
		('HOSTING TAX', 'HOSTING', 40, '[2025-01-01,)', NULL, NULL, NULL, NULL,
		 'Tax', NULL, NULL, 'sub account', 'Example.'),
		('HOSTING CREDIT', 'HOSTING', 50, '[2025-01-01,)', NULL, NULL, NULL, NULL,
		 'Credit', NULL, NULL, 'bill', 'Example.');
	INSERT INTO regie.focus_bill (code, service, currency, scale, period,
		charges, billed_cost, days)
	VALUES ('CLOUD-2026-10', 'HOSTING', 'EUR', 2, '[2026-10-01,2026-11-01)', 7,
		31301.00, '{2025-12-01,2026-10-01}');
	INSERT INTO regie.focus_charge (bill, charge, billed_cost, effective_cost,
		billing_currency, billing_period_start, billing_period_end,
		charge_period_start, charge_category, charge_class, service_category,
		service_name, sub_account_id, tags)
	SELECT 'CLOUD-2026-10', v.charge, v.cost, v.cost, 'EUR',
		'2026-10-01 00:00+00', '2026-11-01 00:00+00', v.start_at::timestamptz,
		v.category, v.class, v.cloud_category, v.cloud_service, v.account,
		v.tags::jsonb
	FROM (VALUES
		(1, 12000.00, '2026-10-01 00:00+00', 'Usage', NULL, 'Compute',
		 'Virtual Machines', 'sub-samen', '{"gemeente": "geldrop-mierlo"}'),
		(2, 8000.00, '2026-10-01 00:00+00', 'Usage', NULL, 'Compute',
		 'Virtual Machines', 'sub-nuenen', NULL),
		(3, 10000.00, '2026-10-01 00:00+00', 'Usage', NULL, 'Networking',
		 'Virtual Network', 'sub-samen', NULL),
		(4, 1001.00, '2026-10-01 00:00+00', 'Usage', NULL, 'Compute',
		 'Virtual Machines', 'sub-test', '{"omgeving": "test"}'),
		(5, 4200.00, '2026-10-01 00:00+00', 'Tax', NULL, NULL, NULL,
		 'sub-samen', NULL),
		(6, -3000.00, '2026-10-01 00:00+00', 'Credit', NULL, NULL, NULL, NULL,
		 NULL),
		(7, -900.00, '2025-12-01 00:00+00', 'Usage', 'Correction', 'Compute',
		 'Virtual Machines', 'sub-test', '{"omgeving": "test"}'))
		AS v (charge, cost, start_at, category, class, cloud_category,
			  cloud_service, account, tags);

	INSERT INTO regie.programme (code, name, start_on, note) VALUES
		('REGIE', 'From running to steering (example)', '2026-09-07',
		 'Invented, like all its steps.');

	INSERT INTO regie.roadmap_item (programme, code, party, duration, title,
		service, contract, contract_link, constraint_kind, constraint_date,
		deadline) VALUES
		('REGIE', 'DD01', 'DDV', 20, 'Shared principles for the architecture',
		 NULL, NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'DD02', 'DDV', 30, 'Sourcing analysis of hosting',
		 'HOSTING', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'DD03', 'DDV', 5, 'Decision on hosting',
		 'HOSTING', 'HOSTING', 'decides', NULL, NULL, '2026-12-31'),
		('REGIE', 'DD04', 'DDV', 25, 'Requirements for hosting',
		 'HOSTING', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'DD05', 'DDV', 80, 'Tender for hosting',
		 'HOSTING', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'DD06', 'DDV', 60, 'Migration to the new hosting',
		 'HOSTING', 'HOSTING', 'replaces', NULL, NULL, NULL),
		('REGIE', 'DD07', 'DDV', 0, 'Old hosting switched off',
		 'HOSTING', NULL, NULL, NULL, NULL, '2027-12-31'),
		('REGIE', 'DD08', 'DDV', 5, 'Decision on the option of the case system',
		 'ZAAK', 'ZAAK', 'decides', NULL, NULL, '2027-02-28'),
		('REGIE', 'DD09', 'DDV', 70, 'Tender for the case system',
		 'ZAAK', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'DD10', 'DDV', 50, 'Set-up of the case system',
		 'ZAAK', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'DD11', 'DDV', 0, 'New case system in use everywhere',
		 'ZAAK', 'ZAAK', 'replaces', NULL, NULL, '2027-06-30'),
		('REGIE', 'DD12', 'DDV', 40, 'Network ready for the cloud',
		 'NETWERK', NULL, NULL, 'SNET', '2027-01-04', NULL),
		('REGIE', 'DD13', 'DDV', 10, 'Decision on workplace support',
		 'WERKPLEK', 'WERKPLEK', 'decides', NULL, NULL, '2027-04-30'),
		('REGIE', 'GM01', 'GM1771', 15, 'Ambitions adopted',
		 NULL, NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'GM02', 'GM1771', 15, 'Opinion on hosting',
		 'HOSTING', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'GM03', 'GM1771', 40, 'Clean-up of case files',
		 'ZAAK', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'GM04', 'GM1771', 15, 'Move to the new case system',
		 'ZAAK', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'NU01', 'GM0820', 20, 'Ambitions adopted',
		 NULL, NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'NU02', 'GM0820', 35, 'Opinion on hosting',
		 'HOSTING', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'NU03', 'GM0820', 60, 'Clean-up of case files',
		 'ZAAK', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'NU04', 'GM0820', 20, 'Move to the new case system',
		 'ZAAK', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'SB01', 'GM0848', 10, 'Ambitions adopted',
		 NULL, NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'SB02', 'GM0848', 20, 'Opinion on hosting',
		 'HOSTING', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'SB03', 'GM0848', 30, 'Clean-up of case files',
		 'ZAAK', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'SB04', 'GM0848', 15, 'Move to the new case system',
		 'ZAAK', NULL, NULL, NULL, NULL, NULL),
		('REGIE', 'SB05', 'GM0848', 30, 'Old files kept open for reading',
		 'ZAAK', NULL, NULL, NULL, NULL, NULL);

	INSERT INTO regie.roadmap_dependency (programme, item, predecessor, kind,
		lag, elapsed)
	SELECT 'REGIE', v.item, v.predecessor, v.kind, v.lag, v.elapsed
	FROM (VALUES
		('DD02', 'DD01', 'FS', 0, false),
		('DD03', 'GM02', 'FS', 0, false),
		('DD03', 'NU02', 'FS', 0, false),
		('DD03', 'SB02', 'FS', 0, false),
		('DD04', 'DD02', 'SS', 20, false),
		('DD05', 'DD03', 'FS', 0, false),
		('DD05', 'DD04', 'FS', 0, false),
		/* a tender's decision stands still for twenty days (Alcatel) */
		('DD06', 'DD05', 'FS', 20, true),
		('DD06', 'DD12', 'FS', 0, false),
		('DD07', 'DD06', 'FS', 10, false),
		('DD08', 'GM01', 'FS', 5, false),
		('DD08', 'NU01', 'FS', 5, false),
		('DD08', 'SB01', 'FS', 5, false),
		('DD09', 'DD08', 'FS', 0, false),
		('DD10', 'DD09', 'FS', 20, true),
		('DD11', 'GM04', 'FS', 0, false),
		('DD11', 'NU04', 'FS', 0, false),
		('DD11', 'SB04', 'FS', 0, false),
		('DD13', 'DD03', 'FS', 0, false),
		('GM02', 'DD02', 'FS', 0, false),
		('NU02', 'DD02', 'FS', 0, false),
		('SB02', 'DD02', 'FS', 0, false),
		('GM03', 'GM01', 'FS', 0, false),
		('NU03', 'NU01', 'FS', 0, false),
		('SB03', 'SB01', 'FS', 0, false),
		('GM04', 'GM03', 'FS', 0, false),
		('NU04', 'NU03', 'FS', 0, false),
		('SB04', 'SB03', 'FS', 0, false),
		/* data move while the set-up is under way, and end no earlier */
		('GM04', 'DD10', 'SS', 30, false),
		('GM04', 'DD10', 'FF', 5, false),
		('NU04', 'DD10', 'FS', 0, false),
		('SB04', 'DD10', 'FS', -5, false),
		/* the old files are read until the new system is in use */
		('SB05', 'SB04', 'SF', 0, false))
		AS v (item, predecessor, kind, lag, elapsed);

	PERFORM regie.load_example_goals();
	PERFORM regie.load_example_governance();

	-- plan rows

	-- level rows

	/*
	 * The plan as it was adopted: Nuenen was to have its opinion in 20 days,
	 * a pilot stood in it, and the decision on the network did not yet.
	 */
	UPDATE regie.roadmap_item AS i SET duration = 20
	WHERE i.programme = 'REGIE' AND i.code = 'NU02';
	INSERT INTO regie.roadmap_item (programme, code, party, duration, title,
		service) VALUES
		('REGIE', 'DD15', 'DDV', 15, 'Pilot with cloud workplaces',
		 'WERKPLEK');
	INSERT INTO regie.roadmap_dependency (programme, item, predecessor) VALUES
		('REGIE', 'DD15', 'DD01');
	PERFORM regie.make_baseline('REGIE', 'VASTGESTELD', '2026-09-07',
								'Example: as adopted by the board.');
	DELETE FROM regie.roadmap_dependency AS d
	WHERE d.programme = 'REGIE' AND d.item = 'DD15';
	DELETE FROM regie.roadmap_item AS i
	WHERE i.programme = 'REGIE' AND i.code = 'DD15';
	UPDATE regie.roadmap_item AS i SET duration = 35
	WHERE i.programme = 'REGIE' AND i.code = 'NU02';
	INSERT INTO regie.roadmap_item (programme, code, party, duration, title,
		service, contract, contract_link, deadline) VALUES
		('REGIE', 'DD14', 'DDV', 10, 'Decision on the network',
		 'NETWERK', 'NETWERK', 'decides', '2027-10-31');
	INSERT INTO regie.roadmap_dependency (programme, item, predecessor, lag,
		note) VALUES
		('REGIE', 'DD14', 'DD11', 45,
		 'Example: the load is measured first.');

	INSERT INTO regie.plateau (programme, code, name, due_on, note) VALUES
		('REGIE', 'RICHTING', 'Direction agreed', '2026-12-31', 'Example.'),
		('REGIE', 'ZAAK', 'One case system', '2027-06-30', 'Example.'),
		('REGIE', 'CLOUD', 'Hosting in the cloud', '2027-12-31', 'Example.');
	UPDATE regie.roadmap_item AS i SET plateau = v.plateau
	FROM (VALUES ('DD01', 'RICHTING'), ('DD02', 'RICHTING'),
		('DD03', 'RICHTING'), ('GM01', 'RICHTING'), ('NU01', 'RICHTING'),
		('SB01', 'RICHTING'), ('DD10', 'ZAAK'), ('DD11', 'ZAAK'),
		('GM04', 'ZAAK'), ('NU04', 'ZAAK'), ('SB04', 'ZAAK'),
		('DD06', 'CLOUD'), ('DD07', 'CLOUD'), ('DD12', 'CLOUD'))
		AS v (code, plateau)
	WHERE i.programme = 'REGIE' AND i.code = v.code;

	/* how sure: of what is still to come */
	UPDATE regie.roadmap_item AS i SET optimistic = v.optimistic,
		pessimistic = v.pessimistic, cause = v.cause
	FROM (VALUES ('DD03', 5, 15, NULL), ('DD05', 70, 130, 'INKOOP'),
		('DD06', 45, 100, NULL), ('DD09', 60, 100, 'INKOOP'),
		('DD10', 40, 95, 'CEDAR'), ('DD12', 30, 60, NULL),
		('DD13', 5, 20, NULL), ('DD14', 5, 20, NULL),
		('NU02', 20, 50, NULL), ('NU03', 50, 90, NULL),
		('GM04', 10, 30, 'CEDAR'), ('NU04', 15, 35, 'CEDAR'),
		('SB04', 10, 25, 'CEDAR'))
		AS v (code, optimistic, pessimistic, cause)
	WHERE i.programme = 'REGIE' AND i.code = v.code;

	/* who is there for several roadmaps */
	INSERT INTO regie.resource (code, name, note) VALUES
		('ARCHITECT', 'Architects', 'Example.'),
		('INKOPER', 'Buyers', 'Example.'),
		('BEHEER', 'Application managers (functioneel beheer)', 'Example.');
	INSERT INTO regie.capacity (resource, party, valid, amount, note) VALUES
		('ARCHITECT', 'DDV', '[2026-09-01,)', 1, 'Example.'),
		('ARCHITECT', 'GM1771', '[2026-09-01,2027-01-01)', 1,
		 'Example: lent until the end of the year.'),
		('INKOPER', 'DDV', '[2026-09-01,)', 1, 'Example.'),
		('INKOPER', 'GM0820', '[2027-01-01,)', 1, 'Example.'),
		('BEHEER', 'GM1771', '[2026-09-01,)', 1, 'Example.'),
		('BEHEER', 'GM0848', '[2026-09-01,)', 1, 'Example.');
	INSERT INTO regie.roadmap_demand (programme, item, resource, amount, note)
	SELECT 'REGIE', v.item, v.resource, 1, 'Example.'
	FROM (VALUES ('DD01', 'ARCHITECT'), ('DD02', 'ARCHITECT'),
		('DD04', 'ARCHITECT'), ('DD06', 'ARCHITECT'), ('DD10', 'ARCHITECT'),
		('DD12', 'ARCHITECT'), ('DD05', 'INKOPER'), ('DD09', 'INKOPER'),
		('GM03', 'BEHEER'), ('NU03', 'BEHEER'), ('SB03', 'BEHEER'),
		('GM04', 'BEHEER'), ('NU04', 'BEHEER'), ('SB04', 'BEHEER'))
		AS v (item, resource);

	FOR part IN SELECT t.name, t.own_rows FROM regie.model_table AS t LOOP
		EXECUTE format('SELECT count(*) FROM regie.%I %s', part.name,
					   part.own_rows)
			INTO row_count;
		table_name := part.name;
		IF row_count > 0 THEN
			RETURN NEXT;
		END IF;
	END LOOP;
END
$$;

COMMENT ON FUNCTION regie.load_example() IS
'Fills an empty model with the example cooperation: three municipalities, their published budget 2020-2023, and invented contracts, costs and steps that are marked as examples. Returns the number of rows of each table that it fills. Error: the model already holds rows. Example: SELECT * FROM regie.load_example().';
