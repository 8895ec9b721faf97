\echo Use "ALTER EXTENSION regie UPDATE TO '0.2.0'" to load this file. \quit

ALTER FUNCTION regie.delay(text,integer,regie.dependency[],date,integer,integer,regie.calendar,text,date,date) RENAME TO delay_before_update;

ALTER FUNCTION regie.relationship_float(text,integer,regie.dependency[],date,regie.calendar,text,date,date) RENAME TO relationship_float_before_update;

ALTER FUNCTION regie.level(text,integer,regie.dependency[],date,jsonb,jsonb,regie.calendar,date,date,integer,text,integer,integer,integer) RENAME TO level_before_update;

ALTER FUNCTION regie.level(text,integer,regie.dependency[],date,integer[],integer[],regie.calendar,date,date,integer,text,integer,integer,integer) RENAME TO level_before_update;

ALTER FUNCTION regie.schedule_risk(text,integer,regie.dependency[],date,regie.calendar,text,date,date,integer,integer,integer,text,text,double precision,integer,integer) RENAME TO schedule_risk_before_update;

ALTER VIEW regie.roadmap_network RENAME TO roadmap_network_before_update;

ALTER VIEW regie.roadmap_plan RENAME TO roadmap_plan_before_update;

CREATE FUNCTION regie.delay(activity text, duration integer, predecessors regie.dependency[], project_start date, starts_later integer, takes_longer integer DEFAULT 0, calendar regie.calendar DEFAULT NULL::regie.calendar, constraint_kind text DEFAULT NULL::text, constraint_date date DEFAULT NULL::date, deadline date DEFAULT NULL::date, status_day date DEFAULT NULL::date, actual_start date DEFAULT NULL::date, actual_finish date DEFAULT NULL::date, remaining integer DEFAULT NULL::integer)
 RETURNS regie.delayed
 LANGUAGE c
 WINDOW IMMUTABLE PARALLEL SAFE COST 150
AS 'MODULE_PATHNAME', 'regie_delay';

CREATE FUNCTION regie.relationship_float(activity text, duration integer, predecessors regie.dependency[], project_start date, calendar regie.calendar DEFAULT NULL::regie.calendar, constraint_kind text DEFAULT NULL::text, constraint_date date DEFAULT NULL::date, deadline date DEFAULT NULL::date, status_day date DEFAULT NULL::date, actual_start date DEFAULT NULL::date, actual_finish date DEFAULT NULL::date, remaining integer DEFAULT NULL::integer)
 RETURNS integer[]
 LANGUAGE c
 WINDOW IMMUTABLE PARALLEL SAFE COST 100
AS 'MODULE_PATHNAME', 'regie_relationship_float';

CREATE FUNCTION regie.level(activity text, duration integer, predecessors regie.dependency[], project_start date, demand jsonb, capacity jsonb, calendar regie.calendar DEFAULT NULL::regie.calendar, earliest date DEFAULT NULL::date, deadline date DEFAULT NULL::date, weight integer DEFAULT 1, objective text DEFAULT 'duration'::text, schedules integer DEFAULT 5000, seed integer DEFAULT 1, milliseconds integer DEFAULT NULL::integer, status_day date DEFAULT NULL::date, actual_start date DEFAULT NULL::date, actual_finish date DEFAULT NULL::date, remaining integer DEFAULT NULL::integer)
 RETURNS regie.leveled
 LANGUAGE c
 WINDOW PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'regie_level';

CREATE FUNCTION regie.level(activity text, duration integer, predecessors regie.dependency[], project_start date, demand integer[], capacity integer[], calendar regie.calendar DEFAULT NULL::regie.calendar, earliest date DEFAULT NULL::date, deadline date DEFAULT NULL::date, weight integer DEFAULT 1, objective text DEFAULT 'duration'::text, schedules integer DEFAULT 5000, seed integer DEFAULT 1, milliseconds integer DEFAULT NULL::integer, status_day date DEFAULT NULL::date, actual_start date DEFAULT NULL::date, actual_finish date DEFAULT NULL::date, remaining integer DEFAULT NULL::integer)
 RETURNS regie.leveled
 LANGUAGE c
 WINDOW PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'regie_level_array';

CREATE OR REPLACE FUNCTION regie.resource_load(start date[], finish date[], duration integer[], demand jsonb[], capacity jsonb, calendar regie.calendar DEFAULT NULL::regie.calendar)
 RETURNS TABLE(resource text, first_day date, last_day date, workdays integer, used numeric, available numeric)
 LANGUAGE sql
 STABLE PARALLEL SAFE COST 1000 ROWS 200
BEGIN ATOMIC
 WITH worked AS (
          SELECT COALESCE(resource_load.calendar, 'Mon-Fri'::regie.calendar) AS days
         ), work AS (
          SELECT a.start,
             a.finish,
             n_1.key AS resource,
             (n_1.value)::numeric AS units
            FROM (UNNEST(resource_load.start, resource_load.finish, resource_load.duration, resource_load.demand) a(start, finish, duration, demand)
              CROSS JOIN LATERAL jsonb_each_text(a.demand) n_1(key, value))
           WHERE ((a.duration > 0) AND ((n_1.value)::numeric > (0)::numeric))
         ), span AS (
          SELECT min(a.start) AS from_day,
             (max(a.finish) + 1) AS to_day
            FROM UNNEST(resource_load.start, resource_load.finish, resource_load.duration) a(start, finish, duration)
           WHERE (a.duration > 0)
          HAVING (count(*) > 0)
         ), given AS (
          SELECT c.key AS resource,
             GREATEST((d.key)::date, s.from_day) AS day,
             (d.key)::date AS dated,
             (d.value)::numeric AS units
            FROM ((span s
              CROSS JOIN LATERAL jsonb_each(resource_load.capacity) c(key, value))
              CROSS JOIN LATERAL jsonb_each_text(
                 CASE jsonb_typeof(c.value)
                     WHEN 'object'::text THEN c.value
                     ELSE jsonb_build_object('0001-01-01', c.value)
                 END) d(key, value))
         ), event AS (
          SELECT w.resource,
             w.start AS day,
             w.units
            FROM work w
         UNION ALL
          SELECT w.resource,
             (w.finish + 1),
             (- w.units)
            FROM work w
         UNION ALL
          SELECT g.resource,
             g.day,
             0
            FROM given g
         UNION ALL
          SELECT c.key,
             s.from_day,
             0
            FROM (span s
              CROSS JOIN LATERAL jsonb_object_keys(resource_load.capacity) c(key))
         UNION ALL
          SELECT w.resource,
             s.from_day,
             0
            FROM (work w
              CROSS JOIN span s)
         ), step AS (
          SELECT e.resource,
             e.day AS from_day,
             LEAST(lead(e.day) OVER later, s.to_day) AS to_day,
             sum(sum(e.units)) OVER later AS used
            FROM (event e
              CROSS JOIN span s)
           GROUP BY e.resource, e.day, s.to_day
           WINDOW later AS (PARTITION BY e.resource ORDER BY e.day)
         ), stretch AS (
          SELECT s.resource,
             s.from_day,
             s.to_day,
             s.used,
             g.units AS available,
             regie.workdays(w.days, daterange(s.from_day, s.to_day)) AS workdays
            FROM ((step s
              CROSS JOIN worked w)
              LEFT JOIN LATERAL ( SELECT g_1.units
                    FROM given g_1
                   WHERE ((g_1.resource = s.resource) AND (g_1.day <= s.from_day))
                   ORDER BY g_1.dated DESC
                  LIMIT 1) g ON (true))
           WHERE (s.from_day < s.to_day)
         ), changed AS (
          SELECT s.resource,
             s.from_day,
             s.to_day,
             s.used,
             s.available,
             s.workdays,
             (ROW(s.used, COALESCE(s.available, (0)::numeric)) IS DISTINCT FROM lag(ROW(s.used, COALESCE(s.available, (0)::numeric))) OVER (PARTITION BY s.resource ORDER BY s.from_day)) AS is_new
            FROM stretch s
           WHERE (s.workdays > 0)
         ), numbered AS (
          SELECT c.resource,
             c.from_day,
             c.to_day,
             c.used,
             c.available,
             c.workdays,
             c.is_new,
             count(*) FILTER (WHERE c.is_new) OVER (PARTITION BY c.resource ORDER BY c.from_day) AS island
            FROM changed c
         )
  SELECT n.resource,
     regie.add_workdays(( SELECT w.days
            FROM worked w), (min(n.from_day) - 1), 1) AS add_workdays,
     regie.add_workdays(( SELECT w.days
            FROM worked w), max(n.to_day), '-1'::integer) AS add_workdays,
     (sum(n.workdays))::integer AS sum,
     trim_scale(min(n.used)) AS trim_scale,
     COALESCE(trim_scale(min(n.available)), (0)::numeric) AS "coalesce"
    FROM numbered n
   GROUP BY n.resource, n.island
   ORDER BY (n.resource COLLATE "C"), (regie.add_workdays(( SELECT w.days
            FROM worked w), (min(n.from_day) - 1), 1));
END;

CREATE FUNCTION regie.schedule_risk(activity text, duration integer, predecessors regie.dependency[], project_start date, calendar regie.calendar DEFAULT NULL::regie.calendar, constraint_kind text DEFAULT NULL::text, constraint_date date DEFAULT NULL::date, deadline date DEFAULT NULL::date, optimistic integer DEFAULT NULL::integer, most_likely integer DEFAULT NULL::integer, pessimistic integer DEFAULT NULL::integer, distribution text DEFAULT 'pert'::text, cause text DEFAULT NULL::text, correlation double precision DEFAULT 1, iterations integer DEFAULT 10000, seed integer DEFAULT 1, status_day date DEFAULT NULL::date, actual_start date DEFAULT NULL::date, actual_finish date DEFAULT NULL::date, remaining integer DEFAULT NULL::integer)
 RETURNS regie.risked
 LANGUAGE c
 WINDOW IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'regie_schedule_risk';

ALTER TABLE regie.roadmap_item ADD COLUMN actual_start date;

ALTER TABLE regie.roadmap_item ADD COLUMN actual_finish date;

ALTER TABLE regie.roadmap_item ADD COLUMN remaining integer;

ALTER TABLE regie.roadmap_item ADD COLUMN remaining_on date;

CREATE OR REPLACE FUNCTION regie.load_example_governance()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;

CREATE OR REPLACE VIEW regie.contract_volume_state (contract_volume_id, contract, line, kind, quantity, period, days) AS
 SELECT v.contract_volume_id,
    v.contract,
    v.line,
    v.kind,
    v.quantity,
    v.period,
    d.days
   FROM (regie.contract_volume v
     CROSS JOIN LATERAL regie.pieces(
        CASE v.kind
            WHEN 'counted'::text THEN datemultirange(v.period)
            ELSE (datemultirange(v.period) - COALESCE(( SELECT range_agg(c.period) AS range_agg
               FROM regie.contract_volume c
              WHERE ((c.contract = v.contract) AND (c.line = v.line) AND (c.kind = 'counted'::text) AND ((c.period && v.period) IS TRUE))), datemultirange()))
        END) d(days));

ALTER TABLE regie.roadmap_item ADD CONSTRAINT roadmap_item_actual_start_check CHECK (((actual_start >= '1900-01-01'::date) AND (actual_start <= '2299-12-31'::date)));

ALTER TABLE regie.roadmap_item ADD CONSTRAINT roadmap_item_actual_finish_check CHECK (((actual_finish >= '1900-01-01'::date) AND (actual_finish <= '2299-12-31'::date)));

ALTER TABLE regie.roadmap_item ADD CONSTRAINT roadmap_item_remaining_check CHECK (((remaining >= 1) AND (remaining <= 2600)));

ALTER TABLE regie.roadmap_item ADD CONSTRAINT roadmap_item_remaining_on_check CHECK (((remaining_on >= '1900-01-01'::date) AND (remaining_on <= '2299-12-31'::date)));

ALTER TABLE regie.roadmap_item ADD CONSTRAINT roadmap_item_actual_check CHECK (((actual_finish IS NULL) OR ((actual_finish >= actual_start) IS TRUE)));

ALTER TABLE regie.roadmap_item ADD CONSTRAINT roadmap_item_milestone_check CHECK (((duration > 0) OR (actual_finish IS NULL) OR ((actual_finish = actual_start) IS TRUE)));

ALTER TABLE regie.roadmap_item ADD CONSTRAINT roadmap_item_under_way_check CHECK (((remaining IS NULL) OR ((actual_start IS NOT NULL) AND (actual_finish IS NULL) AND (duration > 0))));

ALTER TABLE regie.roadmap_item ADD CONSTRAINT roadmap_item_reported_check CHECK (
CASE
    WHEN (remaining IS NULL) THEN (remaining_on IS NULL)
    ELSE ((remaining_on >= actual_start) IS TRUE)
END);

ALTER TABLE regie.rasci_letter DISABLE TRIGGER rasci_letter_keep_seeded_rows;

UPDATE regie.rasci_letter SET name_nl = 'Geïnformeerd' WHERE letter = 'I';

ALTER TABLE regie.rasci_letter ENABLE TRIGGER rasci_letter_keep_seeded_rows;

CREATE OR REPLACE FUNCTION regie.membership_fill()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
	/* an organisation in its own body may get another code: the body has it by now */
	IF NEW.organisation IS NULL
		OR (TG_OP = 'UPDATE' AND NEW.organisation = OLD.organisation
			AND (NEW.body <> OLD.body OR NEW.party <> OLD.party))
	THEN
		SELECT b.organisation INTO NEW.organisation
		FROM regie.body AS b WHERE b.code = NEW.body;
	END IF;
	/* what a key carried along, or a dump restores, is filled in already */
	IF TG_OP = 'INSERT' THEN
		IF NEW.participation_valid IS NOT NULL THEN
			RETURN NEW;
		END IF;
	ELSIF NEW.participation_valid IS DISTINCT FROM OLD.participation_valid
		OR (NEW.valid = OLD.valid AND NEW.party = OLD.party
			AND NEW.organisation = OLD.organisation)
	THEN
		RETURN NEW;
	END IF;
	NEW.participation_valid := NULL;
	IF NEW.party <> NEW.organisation THEN
		SELECT p.valid INTO NEW.participation_valid
		FROM regie.participation AS p
		WHERE p.cooperation = NEW.organisation AND p.party = NEW.party
			AND p.valid @> NEW.valid;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING
				ERRCODE = 'check_violation',
				CONSTRAINT = 'membership_participation_check',
				MESSAGE = format('"%s" cannot be a member of body "%s" outside its participation',
								 NEW.party, NEW.body),
				DETAIL = format('It does not take part in "%s" on all days of %s.',
								NEW.organisation, NEW.valid),
				HINT = 'End the membership with the participation, or enter the participation first.';
		END IF;
	END IF;
	RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION regie.line_price(start_on date, amount numeric, per text, days daterange)
 RETURNS numeric
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT COST 10
AS 'MODULE_PATHNAME', 'regie_term_line_price';

CREATE FUNCTION regie.volume_year(contract text, line integer, price numeric, day date)
 RETURNS numeric
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (SELECT COALESCE(sum(regie.spread(round((v.quantity * volume_year.price), 2), v.period, y.year)), 0.00) AS "coalesce" FROM ((SELECT daterange(make_date((EXTRACT(year FROM volume_year.day))::integer, 1, 1), make_date(((EXTRACT(year FROM volume_year.day))::integer + 1), 1, 1)) AS year) y JOIN regie.contract_volume v ON (((v.contract = volume_year.contract) AND (v.line = volume_year.line) AND (v.kind = 'expected'::text) AND ((v.period && y.year) IS TRUE)))));

CREATE OR REPLACE FUNCTION regie.line_year(contract text, line integer, amount numeric, per text, day date)
 RETURNS numeric
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE per WHEN 'month'::text THEN (amount * (12)::numeric) WHEN 'quarter'::text THEN (amount * (4)::numeric) WHEN 'year'::text THEN amount WHEN 'once'::text THEN (0)::numeric WHEN 'unit'::text THEN regie.volume_year(contract, line, amount, day) ELSE NULL::numeric END;

CREATE FUNCTION regie.line_days(contract text, line integer, per text, days daterange, known_on date, amendment integer, day date)
 RETURNS datemultirange
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (SELECT CASE WHEN (later.valid IS NULL) THEN datemultirange(line_days.days) WHEN ((line_days.per = 'once'::text) AND (later.valid && line_days.days)) THEN datemultirange() ELSE (datemultirange(line_days.days) - later.valid) END AS "case" FROM (SELECT range_agg((l.valid * daterange(a.effective_on, NULL::date))) AS valid FROM (regie.contract_line l JOIN regie.contract_amendment a ON (((a.contract = l.contract) AND (a.amendment = l.amendment)))) WHERE ((l.contract = line_days.contract) AND (l.line = line_days.line) AND (l.amendment IS NOT NULL) AND (a.known_on <= line_days.day) AND (ROW(a.known_on, a.amendment) > ROW(COALESCE(line_days.known_on, '-infinity'::date), COALESCE(line_days.amendment, 0))))) later);

CREATE OR REPLACE FUNCTION regie.contract_price_as_of(known_on date)
 RETURNS TABLE(contract_line_id integer, contract text, line integer, service text, amount numeric, per text, unit text, valid daterange, amendment integer)
 LANGUAGE sql
 STABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT n.contract_line_id,
     n.contract,
     n.line,
     n.service,
     n.amount,
     n.per,
     n.unit,
     p.valid,
     n.amendment
    FROM (((regie.contract_line n
      LEFT JOIN regie.contract_amendment m ON (((m.contract = n.contract) AND (m.amendment = n.amendment))))
      CROSS JOIN LATERAL ( SELECT (n.valid * daterange(m.effective_on, NULL::date)) AS valid) own)
      CROSS JOIN LATERAL regie.pieces(
         CASE
             WHEN (EXISTS ( SELECT
                FROM regie.contract_line l
               WHERE ((l.contract = n.contract) AND (l.line = n.line) AND (l.amendment IS NOT NULL)))) THEN regie.line_days(n.contract, n.line, n.per, own.valid, m.known_on, m.amendment, contract_price_as_of.known_on)
             ELSE datemultirange(own.valid)
         END) p(valid))
   WHERE COALESCE((m.known_on <= contract_price_as_of.known_on), ((n.amendment IS NULL) AND (contract_price_as_of.known_on IS NOT NULL)));
END;

CREATE FUNCTION regie.bound_split(cooperation text, from_on date, as_of date)
 RETURNS TABLE(contract text, service text, year integer, valid daterange, committed numeric, total numeric, participants text[], weights numeric[], amounts numeric[])
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET jit TO 'off'
BEGIN ATOMIC
 WITH bound AS MATERIALIZED (
          SELECT q.code,
             q.start_on,
             q.days,
             q.day,
             w.customer AS payer,
             ((w.cost_key IS NOT NULL) OR (EXISTS ( SELECT
                    FROM regie.contract_use u
                   WHERE ((u.contract = q.code) AND (u.share IS NOT NULL))))) AS shares_itself
            FROM (( SELECT c.code,
                     c.start_on,
                     daterange(GREATEST(bound_split.from_on, c.start_on), regie.locked_in_until(c.term, bound_split.as_of)) AS days,
                     GREATEST(bound_split.as_of, c.start_on) AS day
                    FROM regie.contract_as_of(bound_split.as_of, bound_split.as_of) c(contract_id, code, title, customer, supplier, conditions, kind, cpv, procured_on, signed_on, start_on, renewal, ended_on, term, amendment, cost_key)
                   WHERE ((c.customer = bound_split.cooperation) AND (regie.locked_in_until(c.term, bound_split.as_of) > GREATEST(bound_split.from_on, c.start_on)))) q
              CROSS JOIN LATERAL ( SELECT c.customer,
                     c.cost_key
                    FROM regie.contract_as_of(q.day, regie.today()) c(contract_id, code, title, customer, supplier, conditions, kind, cpv, procured_on, signed_on, start_on, renewal, ended_on, term, amendment, cost_key)
                   WHERE (c.code = q.code)) w)
         ), bound_year AS MATERIALIZED (
          SELECT b_1.code,
             b_1.start_on,
             b_1.day,
             b_1.payer,
             b_1.shares_itself,
             y.year,
             (b_1.days * daterange(make_date(y.year, 1, 1),
                 CASE
                     WHEN (y.year < (e.first + 30)) THEN make_date((y.year + 1), 1, 1)
                     ELSE NULL::date
                 END)) AS days
            FROM ((bound b_1
              CROSS JOIN LATERAL ( SELECT (EXTRACT(year FROM lower(b_1.days)))::integer AS first,
                     (EXTRACT(year FROM (upper(b_1.days) - 1)))::integer AS last) e)
              CROSS JOIN LATERAL generate_series(e.first, LEAST(e.last, (e.first + 30))) y(year))
         ), cost AS MATERIALIZED (
          SELECT y.code,
             n.service,
             y.day,
             y.payer,
             y.shares_itself,
             y.year,
             y.days,
             sum(regie.line_cost(y.code, n.line, y.start_on, n.amount, n.per, (y.days * n.valid))) AS committed
            FROM (bound_year y
              JOIN regie.contract_price_as_of(bound_split.as_of) n(contract_line_id, contract, line, service, amount, per, unit, valid, amendment) ON (((n.contract = y.code) AND (n.valid && y.days))))
           GROUP BY y.code, n.service, y.day, y.payer, y.shares_itself, y.year, y.days
         ), asked AS MATERIALIZED (
          SELECT q.service,
             q.payer,
             q.day,
             max(r.total) AS total,
             array_agg(r.participant ORDER BY (r.participant COLLATE "C")) AS participants,
             array_agg(r.value ORDER BY (r.participant COLLATE "C")) AS weights
            FROM (( SELECT DISTINCT c.service,
                     c.payer,
                     c.day
                    FROM cost c
                   WHERE (NOT c.shares_itself)) q
              CROSS JOIN LATERAL regie.bearers(q.service, q.payer, q.day) r(participant, cost_key, value, total, set_on, basis))
           WHERE (r.total > (0)::numeric)
           GROUP BY q.service, q.payer, q.day
         ), own AS MATERIALIZED (
          SELECT q.code,
             max(r.total) AS total,
             array_agg(r.participant ORDER BY (r.participant COLLATE "C")) AS participants,
             array_agg(r.weight ORDER BY (r.participant COLLATE "C")) AS weights
            FROM (( SELECT DISTINCT c.code,
                     c.day
                    FROM cost c
                   WHERE c.shares_itself) q
              CROSS JOIN LATERAL regie.contract_bearers(q.code, NULL::text, q.day) r(participant, cost_key, weight, total, basis))
           WHERE (r.total > (0)::numeric)
           GROUP BY q.code
         ), borne AS (
          SELECT c.code,
             c.service,
             c.year,
             c.days,
             c.committed,
             a.total,
             a.participants,
             a.weights
            FROM (cost c
              JOIN asked a ON (((a.service = c.service) AND (a.payer = c.payer) AND (a.day = c.day))))
           WHERE (NOT c.shares_itself)
         UNION ALL
          SELECT c.code,
             c.service,
             c.year,
             c.days,
             c.committed,
             o.total,
             o.participants,
             o.weights
            FROM (cost c
              JOIN own o ON ((o.code = c.code)))
           WHERE c.shares_itself
         )
  SELECT b.code,
     b.service,
     b.year,
     b.days,
     b.committed,
     b.total,
     b.participants,
     b.weights,
     regie.allocate_parts(b.committed, b.weights) AS allocate_parts
    FROM borne b;
END;

CREATE OR REPLACE FUNCTION regie.bound_cost(cooperation text, from_on date, as_of date)
 RETURNS TABLE(contract text, service text, year integer, valid daterange, committed numeric, participant text, weight numeric, total numeric, amount numeric)
 LANGUAGE sql
 STABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT b.contract,
     b.service,
     b.year,
     b.valid,
     b.committed,
     p.participant,
     p.weight,
     b.total,
     p.amount
    FROM (regie.bound_split(bound_cost.cooperation, bound_cost.from_on, bound_cost.as_of) b(contract, service, year, valid, committed, total, participants, weights, amounts)
      CROSS JOIN LATERAL UNNEST(b.participants, b.weights, b.amounts) p(participant, weight, amount));
END;

CREATE OR REPLACE FUNCTION regie.stranded_cost(cooperation text, party text, leaves_on date, as_of date)
 RETURNS TABLE(contract text, service text, year integer, valid daterange, committed numeric, participant text, leaves boolean, weight numeric, total numeric, before numeric, after numeric, difference numeric)
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET jit TO 'off'
BEGIN ATOMIC
 WITH borne AS MATERIALIZED (
          SELECT b.contract,
             b.service,
             b.year,
             b.valid,
             b.committed,
             b.total,
             b.participants,
             b.weights,
             b.amounts,
             p.place,
             b.amounts[p.place] AS gone,
             ( SELECT COALESCE(sum(w.weight), (0)::numeric) AS "coalesce"
                    FROM unnest(b.weights) WITH ORDINALITY w(weight, place)
                   WHERE (w.place <> p.place)) AS others
            FROM (regie.bound_split(stranded_cost.cooperation, stranded_cost.leaves_on, stranded_cost.as_of) b(contract, service, year, valid, committed, total, participants, weights, amounts)
              CROSS JOIN LATERAL ( SELECT array_position(b.participants, stranded_cost.party) AS place) p)
           WHERE (p.place IS NOT NULL)
         )
  SELECT b.contract,
     b.service,
     b.year,
     b.valid,
     b.committed,
     r.participant,
     (r.place = b.place),
     r.weight,
     b.total,
     r.before,
     (r.before + d.difference),
     d.difference
    FROM ((borne b
      CROSS JOIN LATERAL UNNEST(b.participants, b.weights, b.amounts,
         CASE
             WHEN (b.others > (0)::numeric) THEN regie.allocate_parts(b.gone, ((b.weights[:(b.place - 1)] || NULL::numeric) || b.weights[(b.place + 1):]))
             ELSE NULL::numeric[]
         END) WITH ORDINALITY r(participant, weight, before, extra, place))
      CROSS JOIN LATERAL ( SELECT
                 CASE
                     WHEN (r.place = b.place) THEN (- r.before)
                     ELSE COALESCE(r.extra, (0)::numeric)
                 END AS difference) d)
 UNION ALL
  SELECT b.contract,
     b.service,
     b.year,
     b.valid,
     b.committed,
     stranded_cost.cooperation AS cooperation,
     false,
     NULL::numeric,
     b.total,
     0.00,
     b.gone,
     b.gone
    FROM borne b
   WHERE (b.others = (0)::numeric);
END;

CREATE FUNCTION regie.roadmap_calendar(first_year integer)
 RETURNS regie.calendar
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN regie.dutch_calendar(first_year, (first_year + 100));

CREATE FUNCTION regie.roadmap_first_year(start_on date)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN GREATEST((EXTRACT(year FROM start_on))::integer, 2000);

CREATE VIEW regie.roadmap_network (roadmap_item_id, programme_id, programme, code, party, title, duration, constraint_kind, constraint_date, deadline, service, contract, contract_link, optimistic, pessimistic, cause, plateau, programme_name, start_on, first_year, obstacle, programme_days, predecessors, part, steps, status_day, actual_start, actual_finish, remaining, progress, progress_percent) AS
 WITH circle AS (
         SELECT g.programme,
            min((c.cycle COLLATE "C")) AS cycle
           FROM (( SELECT d.programme,
                    regie.network(d.predecessor, d.item) AS network
                   FROM regie.roadmap_dependency d
                  GROUP BY d.programme) g
             CROSS JOIN LATERAL regie.cycles(g.network) c(component, members, length, shortest, cycle, nodes))
          GROUP BY g.programme
        ), work AS (
         SELECT r.programme,
            sum(r.duration) AS days,
            count(*) AS steps,
            bool_or((r.actual_start <= t.day)) AS has_begun
           FROM (regie.roadmap_item r
             CROSS JOIN ( SELECT regie.today() AS day) t)
          GROUP BY r.programme
        ), waiting AS (
         SELECT d.programme,
            sum(abs(d.lag)) AS days
           FROM regie.roadmap_dependency d
          GROUP BY d.programme
        ), programme AS MATERIALIZED (
         SELECT p_1.programme_id,
            p_1.code,
            p_1.name,
            p_1.start_on,
            w_1.days,
            w_1.steps,
                CASE
                    WHEN (p_1.cycle IS NOT NULL) THEN (('waits in a circle: '::text || "left"(p_1.cycle, 500)) ||
                    CASE
                        WHEN (length(p_1.cycle) > 500) THEN '...'::text
                        ELSE ''::text
                    END)
                    WHEN (w_1.days > 1000000) THEN (('too long: '::text || w_1.days) || ' days of work and waiting'::text)
                    ELSE NULL::text
                END AS obstacle,
            regie.roadmap_first_year(p_1.start_on) AS first_year,
            t.day AS today,
                CASE
                    WHEN w_1.has_begun THEN t.day
                    ELSE NULL::date
                END AS status_day
           FROM ((( SELECT p_2.programme_id,
                    p_2.code,
                    p_2.name,
                    p_2.start_on,
                    c.cycle
                   FROM (regie.programme p_2
                     LEFT JOIN circle c ON ((c.programme = p_2.code)))) p_1
             JOIN ( SELECT w_2.programme,
                    (w_2.days + COALESCE(g.days, (0)::bigint)) AS days,
                    w_2.steps,
                    w_2.has_begun
                   FROM (work w_2
                     LEFT JOIN waiting g ON ((g.programme = w_2.programme)))) w_1 ON ((w_1.programme = p_1.code)))
             CROSS JOIN ( SELECT regie.today() AS day) t)
        )
 SELECT i.roadmap_item_id,
    p.programme_id,
    i.programme,
    i.code,
    i.party,
    i.title,
    i.duration,
    i.constraint_kind,
    i.constraint_date,
    i.deadline,
    i.service,
    i.contract,
    i.contract_link,
        CASE
            WHEN (i.optimistic IS NOT NULL) THEN LEAST(i.optimistic, i.duration)
            ELSE NULL::integer
        END AS optimistic,
        CASE
            WHEN (i.pessimistic IS NOT NULL) THEN GREATEST(i.pessimistic, i.duration)
            ELSE NULL::integer
        END AS pessimistic,
    i.cause,
    i.plateau,
    p.name AS programme_name,
    p.start_on,
    p.first_year,
    p.obstacle,
    p.days AS programme_days,
        CASE
            WHEN (p.obstacle IS NULL) THEN l.predecessors
            ELSE NULL::regie.dependency[]
        END AS predecessors,
        CASE
            WHEN (p.obstacle IS NOT NULL) THEN i.code
            ELSE NULL::text
        END AS part,
    p.steps,
    p.status_day,
    a.start_on AS actual_start,
    a.finish_on AS actual_finish,
        CASE
            WHEN a.is_under_way THEN GREATEST(u.days_left, 1)
            ELSE NULL::integer
        END AS remaining,
        CASE
            WHEN (GREATEST(i.actual_start, i.actual_finish) > p.today) THEN 'dated ahead'::text
            WHEN (a.start_on IS NULL) THEN 'not started'::text
            WHEN (NOT a.is_under_way) THEN 'finished'::text
            WHEN (u.days_left < 1) THEN 'overdue'::text
            ELSE 'under way'::text
        END AS progress,
        CASE
            WHEN (a.start_on IS NULL) THEN 0
            WHEN (NOT a.is_under_way) THEN 100
            ELSE ((w.worked * 100) / (w.worked + GREATEST(u.days_left, 1)))
        END AS progress_percent
   FROM (((((regie.roadmap_item i
     JOIN programme p ON ((p.code = i.programme)))
     LEFT JOIN ( SELECT d.programme,
            d.item,
            array_agg(regie.dependency(d.predecessor, d.kind, d.lag, d.elapsed) ORDER BY (d.predecessor COLLATE "C"), (d.kind COLLATE "C")) AS predecessors
           FROM regie.roadmap_dependency d
          GROUP BY d.programme, d.item) l ON (((l.programme = i.programme) AND (l.item = i.code))))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (i.actual_start <= p.today) THEN i.actual_start
                    ELSE NULL::date
                END AS start_on,
                CASE
                    WHEN ((i.actual_start <= p.today) AND (i.actual_finish <= p.today)) THEN i.actual_finish
                    ELSE NULL::date
                END AS finish_on,
            ((i.actual_start <= p.today) AND ((i.actual_finish <= p.today) IS NOT TRUE) AND (i.duration > 0)) AS is_under_way) a)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN a.is_under_way THEN regie.workdays(regie.roadmap_calendar(p.first_year), daterange(i.actual_start, p.today))
                    ELSE NULL::integer
                END AS worked) w)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (NOT a.is_under_way) THEN NULL::integer
                    WHEN (i.remaining_on <= p.today) THEN (i.remaining - regie.workdays(regie.roadmap_calendar(p.first_year), daterange(i.remaining_on, p.today)))
                    ELSE (i.duration - w.worked)
                END AS days_left) u);

CREATE FUNCTION regie.contract_cost(contract text, start_on date, days daterange)
 RETURNS numeric
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT
 SET jit TO 'off'
BEGIN ATOMIC
 SELECT COALESCE(sum(regie.line_cost(contract_cost.contract, n.line, contract_cost.start_on, n.amount, n.per, (n.valid * contract_cost.days))), (0)::numeric) AS "coalesce"
    FROM regie.contract_price n
   WHERE (n.contract = contract_cost.contract);
END;

CREATE FUNCTION regie.contract_cost_shares(contract text, start_on date, days daterange, known_on date DEFAULT regie.today())
 RETURNS TABLE(participant text, amount numeric)
 LANGUAGE sql
 STABLE PARALLEL SAFE ROWS 5
 SET jit TO 'off'
BEGIN ATOMIC
 WITH line AS MATERIALIZED (
          SELECT n.contract_line_id,
             n.service,
             n.valid,
             regie.line_cost(contract_cost_shares.contract, n.line, contract_cost_shares.start_on, n.amount, n.per, (n.valid * contract_cost_shares.days)) AS price
            FROM regie.contract_price_as_of(contract_cost_shares.known_on) n(contract_line_id, contract, line, service, amount, per, unit, valid, amendment)
           WHERE (n.contract = contract_cost_shares.contract)
         ), split AS (
          SELECT b.participant,
             regie.allocate(l.price, COALESCE(b.weight, (1)::numeric)) OVER (PARTITION BY l.contract_line_id, l.valid ORDER BY (b.participant COLLATE "C")) AS amount
            FROM (line l
              CROSS JOIN LATERAL regie.contract_bearers(contract_cost_shares.contract, l.service, lower(contract_cost_shares.days)) b(participant, cost_key, weight, total, basis))
           WHERE (l.price <> (0)::numeric)
         )
  SELECT s.participant,
     sum(s.amount) AS sum
    FROM split s
   GROUP BY s.participant;
END;

CREATE POLICY contact_note_insert_names ON regie.contact_note AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((contact_moment IS NULL) OR (EXISTS ( SELECT
   FROM regie.contact_moment o
  WHERE (o.code = contact_note.contact_moment))))));

CREATE POLICY contact_note_update_names ON regie.contact_note AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((contact_moment IS NULL) OR (EXISTS ( SELECT
   FROM regie.contact_moment o
  WHERE (o.code = contact_note.contact_moment))))));

CREATE POLICY contract_part_insert_names ON regie.contract_part AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((contract IS NULL) OR (EXISTS ( SELECT
   FROM regie.contract o
  WHERE (o.code = contract_part.contract))))));

CREATE POLICY contract_part_update_names ON regie.contract_part AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((contract IS NULL) OR (EXISTS ( SELECT
   FROM regie.contract o
  WHERE (o.code = contract_part.contract))))));

CREATE POLICY cost_insert_names ON regie.cost AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((contract IS NULL) OR (EXISTS ( SELECT
   FROM regie.contract o
  WHERE (o.code = cost.contract))))));

CREATE POLICY cost_update_names ON regie.cost AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((contract IS NULL) OR (EXISTS ( SELECT
   FROM regie.contract o
  WHERE (o.code = cost.contract))))));

CREATE POLICY decision_insert_names ON regie.decision AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((contract IS NULL) OR (EXISTS ( SELECT
   FROM regie.contract o
  WHERE (o.code = decision.contract))))));

CREATE POLICY decision_update_names ON regie.decision AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((contract IS NULL) OR (EXISTS ( SELECT
   FROM regie.contract o
  WHERE (o.code = decision.contract))))));

CREATE POLICY decision_step_insert_names ON regie.decision_step AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR (((body IS NULL) OR (EXISTS ( SELECT
   FROM regie.body o
  WHERE (o.code = decision_step.body)))) AND ((role IS NULL) OR (EXISTS ( SELECT
   FROM regie.role o
  WHERE (o.code = decision_step.role)))))));

CREATE POLICY decision_step_update_names ON regie.decision_step AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR (((body IS NULL) OR (EXISTS ( SELECT
   FROM regie.body o
  WHERE (o.code = decision_step.body)))) AND ((role IS NULL) OR (EXISTS ( SELECT
   FROM regie.role o
  WHERE (o.code = decision_step.role)))))));

CREATE POLICY escalation_insert_names ON regie.escalation AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR (((to_body IS NULL) OR (EXISTS ( SELECT
   FROM regie.body o
  WHERE (o.code = escalation.to_body)))) AND ((to_role IS NULL) OR (EXISTS ( SELECT
   FROM regie.role o
  WHERE (o.code = escalation.to_role)))))));

CREATE POLICY escalation_update_names ON regie.escalation AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR (((to_body IS NULL) OR (EXISTS ( SELECT
   FROM regie.body o
  WHERE (o.code = escalation.to_body)))) AND ((to_role IS NULL) OR (EXISTS ( SELECT
   FROM regie.role o
  WHERE (o.code = escalation.to_role)))))));

CREATE POLICY membership_insert_names ON regie.membership AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((role IS NULL) OR (EXISTS ( SELECT
   FROM regie.role o
  WHERE (o.code = membership.role))))));

CREATE POLICY membership_update_names ON regie.membership AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((role IS NULL) OR (EXISTS ( SELECT
   FROM regie.role o
  WHERE (o.code = membership.role))))));

CREATE POLICY responsibility_insert_names ON regie.responsibility AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((role IS NULL) OR (EXISTS ( SELECT
   FROM regie.role o
  WHERE (o.code = responsibility.role))))));

CREATE POLICY responsibility_update_names ON regie.responsibility AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((role IS NULL) OR (EXISTS ( SELECT
   FROM regie.role o
  WHERE (o.code = responsibility.role))))));

CREATE POLICY roadmap_item_insert_names ON regie.roadmap_item AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((contract IS NULL) OR (EXISTS ( SELECT
   FROM regie.contract o
  WHERE (o.code = roadmap_item.contract))))));

CREATE POLICY roadmap_item_update_names ON regie.roadmap_item AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((contract IS NULL) OR (EXISTS ( SELECT
   FROM regie.contract o
  WHERE (o.code = roadmap_item.contract))))));

CREATE POLICY role_holder_insert_names ON regie.role_holder AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((role IS NULL) OR (EXISTS ( SELECT
   FROM regie.role o
  WHERE (o.code = role_holder.role))))));

CREATE POLICY role_holder_update_names ON regie.role_holder AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((role IS NULL) OR (EXISTS ( SELECT
   FROM regie.role o
  WHERE (o.code = role_holder.role))))));

CREATE POLICY run_correction_insert_names ON regie.run_correction AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((corrects IS NULL) OR (EXISTS ( SELECT
   FROM regie.allocation_run o
  WHERE (o.code = run_correction.corrects))))));

CREATE POLICY run_correction_update_names ON regie.run_correction AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((corrects IS NULL) OR (EXISTS ( SELECT
   FROM regie.allocation_run o
  WHERE (o.code = run_correction.corrects))))));

CREATE POLICY run_part_insert_names ON regie.run_part AS RESTRICTIVE FOR INSERT TO PUBLIC 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((part IS NULL) OR (EXISTS ( SELECT
   FROM regie.allocation_run o
  WHERE (o.code = run_part.part))))));

CREATE POLICY run_part_update_names ON regie.run_part AS RESTRICTIVE FOR UPDATE TO PUBLIC 
	USING (true) 
	WITH CHECK ((( SELECT regie.sees_all_rows() AS sees_all_rows) OR ((part IS NULL) OR (EXISTS ( SELECT
   FROM regie.allocation_run o
  WHERE (o.code = run_part.part))))));

CREATE OR REPLACE FUNCTION regie.document_check_fields()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
	INSERT INTO pg_temp.regie_problem
	SELECT NULL, m.line, m.col, '/' || replace(replace(m.table_name, '~', '~0'), '/', '~1'),
		format('there is no table "%s"', m.table_name)
	FROM pg_temp.regie_member AS m
	WHERE m.table_name <> 'regie'
		AND m.table_name NOT IN (SELECT t.name FROM regie.document_table AS t);

	INSERT INTO pg_temp.regie_problem
	SELECT NULL, coalesce(r.lines[1], 1), coalesce(r.cols[1], 1),
		CASE WHEN r.place IS NULL THEN '' ELSE '/regie' END,
		CASE WHEN r.place IS NULL
			THEN 'the member "regie" with the version of the format is missing'
			ELSE 'a document of version "0.1" is expected' END
	FROM (VALUES (1)) AS one
	LEFT JOIN pg_temp.regie_row AS r ON r.table_name = 'regie'
	WHERE (r.fields ->> 'regie' = '0.1' AND r.kinds = 's') IS NOT TRUE
		AND NOT EXISTS (SELECT FROM pg_temp.regie_problem AS p
						WHERE p.pointer IN ('', '/regie'));

	INSERT INTO pg_temp.regie_problem
	SELECT f.place, f.line, f.col,
		f.pointer || '/' || replace(replace(f.name, '~', '~0'), '/', '~1'), f.problem
	FROM (
		SELECT r.place, v.name, r.lines[v.no] AS line, r.cols[v.no] AS col,
			r.pointer,
			CASE
				WHEN c.column_name IS NULL
					AND EXISTS (SELECT FROM pg_attribute AS a
								WHERE a.attrelid = to_regclass(format('regie.%I', r.table_name))
									AND a.attname = v.name AND a.attnum > 0)
				THEN format('field "%s" is given out or calculated by the database', v.name)
				WHEN c.column_name IS NULL
				THEN format('table "%s" has no field "%s"', r.table_name, v.name)
				WHEN v.value IS NULL AND c.is_required
				THEN format('field "%s" must not be null', v.name)
				ELSE regie.document_value_problem(
					v.value, substr(r.kinds, v.no::integer, 1), c.type, c.typmod)
			END AS problem
		FROM pg_temp.regie_row AS r
		JOIN regie.document_table AS t ON t.name = r.table_name
		CROSS JOIN LATERAL (SELECT u.name, r.fields ->> u.name AS value, u.no
							FROM unnest(r.names) WITH ORDINALITY AS u (name, no)) AS v
		LEFT JOIN regie.document_column AS c
			ON c.table_name = r.table_name AND c.column_name = v.name
	) AS f
	WHERE f.problem IS NOT NULL;

	INSERT INTO pg_temp.regie_problem
	SELECT r.place, r.line, r.col, r.pointer,
		format('field "%s" is missing', c.column_name)
	FROM regie.document_column AS c
	JOIN pg_temp.regie_row AS r ON r.table_name = c.table_name
	WHERE c.is_required AND NOT c.has_default
		AND NOT r.fields ? c.column_name
		AND NOT EXISTS (SELECT FROM pg_temp.regie_problem AS p
						WHERE p.place = r.place
							AND p.pointer = r.pointer || '/' || c.column_name);

	UPDATE pg_temp.regie_row AS r SET is_sound = false
	WHERE r.is_sound AND r.place IN (SELECT p.place FROM pg_temp.regie_problem AS p);
END
$function$;

CREATE FUNCTION regie.used_keys(every boolean DEFAULT false)
 RETURNS TABLE(cost_key text, day date, total numeric, participants text[], party_ids integer[], weights numeric[], set_on date[])
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT COST 10000 ROWS 200
 SET jit TO 'off'
BEGIN ATOMIC
 WITH cost AS MATERIALIZED (
          SELECT DISTINCT c.service,
             c.cost_key,
             lower(c.period) AS day
            FROM regie.cost c
         ), used AS (
          SELECT COALESCE(c.cost_key, r.cost_key) AS cost_key,
             c.day
            FROM (cost c
              LEFT JOIN regie.allocation_rule r ON (((r.service = c.service) AND ((r.valid @> c.day) IS TRUE))))
         UNION
          SELECT k.code,
             c.day
            FROM (cost c
              CROSS JOIN regie.cost_key k)
           WHERE used_keys.every
         )
  SELECT u.cost_key,
     u.day,
     max(v.total) AS max,
     array_agg(v.participant ORDER BY (v.participant COLLATE "C")) AS array_agg,
     array_agg(m.party_id ORDER BY (v.participant COLLATE "C")) AS array_agg,
     array_agg(v.value ORDER BY (v.participant COLLATE "C")) AS array_agg,
     array_agg(v.set_on ORDER BY (v.participant COLLATE "C")) AS array_agg
    FROM ((used u
      CROSS JOIN LATERAL regie.key_values(u.cost_key, u.day) v(participant, value, total, set_on))
      LEFT JOIN regie.party m ON ((m.code = v.participant)))
   WHERE (v.total > (0)::numeric)
   GROUP BY u.cost_key, u.day;
END;

CREATE VIEW regie.cost_parts (cost_id, cost, year, kind, payer, payee, service, contract, cost_category, description, period, period_from, amount, cost_key, basis, total, weights, set_on, participants, party_ids, parts) AS
 SELECT c.cost_id,
    c.code AS cost,
    d.year,
    c.kind,
    c.payer,
    c.payee,
    c.service,
    c.contract,
    c.cost_category,
    c.description,
    c.period,
    d.period_from,
    c.amount,
    d.cost_key,
        CASE
            WHEN ((d.cost_key IS NOT NULL) AND (k.cost_key IS NULL)) THEN 'no key values'::text
            ELSE d.basis
        END AS basis,
    k.total,
    k.weights,
    k.set_on,
    COALESCE(k.participants, ARRAY[d.bearer]) AS participants,
    COALESCE(k.party_ids, ARRAY[d.bearer_id]) AS party_ids,
        CASE
            WHEN (k.cost_key IS NULL) THEN ARRAY[c.amount]
            ELSE regie.allocate_parts(c.amount, k.weights, (c.scale)::integer)
        END AS parts
   FROM ((((regie.cost c
     JOIN regie.party p ON ((p.code = c.payer)))
     LEFT JOIN regie.allocation_rule r ON (((r.service = c.service) AND ((r.valid @> lower(c.period)) IS TRUE))))
     CROSS JOIN LATERAL ( SELECT lower(c.period) AS period_from,
            (EXTRACT(year FROM lower(c.period)))::integer AS year,
            COALESCE(c.cost_key, r.cost_key) AS cost_key,
            f.basis,
                CASE
                    WHEN (f.basis = 'payer'::text) THEN c.payer
                    ELSE NULL::text
                END AS bearer,
                CASE
                    WHEN (f.basis = 'payer'::text) THEN p.party_id
                    ELSE NULL::integer
                END AS bearer_id
           FROM ( SELECT
                        CASE
                            WHEN (c.cost_key IS NOT NULL) THEN 'own key'::text
                            WHEN (r.cost_key IS NOT NULL) THEN 'rule'::text
                            WHEN (p.kind = 'cooperation'::text) THEN 'no rule'::text
                            ELSE 'payer'::text
                        END AS basis) f
         OFFSET 0) d)
     LEFT JOIN regie.used_keys() k(cost_key, day, total, participants, party_ids, weights, set_on) ON (((k.cost_key = d.cost_key) AND (k.day = d.period_from))));

CREATE OR REPLACE VIEW regie_report.cost_share (cost_share_id, year, kind, service, participant, cost_key, driver_value, driver_total, share, exact_eur, rounding_eur, amount_eur, payer, payee, basis, cost, cost_total_eur, contract, period_from, period_until, key_set_on, participant_name, service_name, cost_key_name, driver, payer_name, payee_name, description, taakveld, cost_category) AS
 SELECT (((s.cost_id)::bigint * 1000000) + COALESCE(s.party_id, 0)) AS cost_share_id,
    s.year,
    s.kind,
    s.service,
    s.participant,
    s.cost_key,
    (
        CASE
            WHEN s.is_mixed THEN (s.value / s.total)
            ELSE s.value
        END)::numeric(22,6) AS driver_value,
    (s.driver_total)::numeric(22,6) AS driver_total,
    (COALESCE((s.value / s.total), (1)::numeric))::numeric(9,6) AS share,
    (s.exact)::numeric(20,8) AS exact_eur,
    ((s.amount - s.exact))::numeric(20,8) AS rounding_eur,
    (s.amount)::numeric(18,6) AS amount_eur,
    s.payer,
    s.payee,
    s.basis,
    s.cost,
    (s.cost_total)::numeric(18,6) AS cost_total_eur,
    s.contract,
    s.period_from,
    s.period_until,
    s.set_on AS key_set_on,
    m.name AS participant_name,
    s.service_name,
    s.cost_key_name,
    s.driver,
    s.payer_name,
    s.payee_name,
    s.description,
    s.taakveld,
    s.cost_category
   FROM (( SELECT p.cost_id,
            p.cost,
            p.year,
            p.kind,
            p.payer,
            p.payee,
            p.service,
            p.contract,
            p.cost_category,
            p.description,
            p.period_from,
            p.cost_key,
            p.basis,
            p.total,
            p.cost_total,
            p.service_name,
            p.taakveld,
            p.cost_key_name,
            p.driver,
            p.payer_name,
            p.payee_name,
            p.period_until,
            p.fine_total,
            p.is_mixed,
            p.driver_total,
            p.participant,
            p.party_id,
            p.value,
            p.set_on,
            p.amount,
            round(COALESCE(((p.fine_total * p.value) / p.total), p.cost_total), 8) AS exact
           FROM ( SELECT c.cost_id,
                    c.cost,
                    c.year,
                    c.kind,
                    c.payer,
                    c.payee,
                    c.service,
                    c.contract,
                    c.cost_category,
                    c.description,
                    c.period_from,
                    c.cost_key,
                    c.basis,
                    c.total,
                    c.amount AS cost_total,
                    e.name AS service_name,
                    e.taakveld,
                    k.name AS cost_key_name,
                    k.driver,
                    f.name AS payer_name,
                    t.name AS payee_name,
                    d.period_until,
                    d.fine_total,
                    d.is_mixed,
                    d.driver_total,
                    unnest(c.participants) AS participant,
                    unnest(c.party_ids) AS party_id,
                    unnest(c.weights) AS value,
                    unnest(c.set_on) AS set_on,
                    unnest(c.parts) AS amount
                   FROM (((((regie.cost_parts c
                     JOIN regie.service e ON ((e.code = c.service)))
                     JOIN regie.party f ON ((f.code = c.payer)))
                     JOIN regie.party t ON ((t.code = c.payee)))
                     LEFT JOIN regie.cost_key k ON ((k.code = c.cost_key)))
                     CROSS JOIN LATERAL ( SELECT (upper(c.period) - 1) AS period_until,
                            round(c.amount, 20) AS fine_total,
                            x.is_mixed,
                                CASE
                                    WHEN x.is_mixed THEN (1)::numeric
                                    ELSE c.total
                                END AS driver_total
                           FROM ( SELECT (c.cost_key IN ( SELECT m_1.cost_key
   FROM regie.cost_key_part m_1)) AS is_mixed) x
                         OFFSET 0) d)) p) s
     LEFT JOIN regie.party m ON ((m.party_id = s.party_id)));

CREATE VIEW regie.fine_bill (year, kind, payer, payee) AS
 SELECT DISTINCT (EXTRACT(year FROM lower(c.period)))::integer AS year,
    c.kind,
    c.payer,
    c.payee
   FROM regie.cost c
  WHERE (c.scale > 2);

CREATE VIEW regie.booked_fine (cost_share_id, year, kind, payer, payee, participant, service, contract, cost_category, period_from, cost_key, basis, amount_eur) AS
 WITH summed AS (
         SELECT s.year,
            s.kind,
            s.payer,
            s.payee,
            s.participant,
            s.service,
            s.contract,
            s.cost_category,
            s.period_from,
            s.cost_key,
            s.basis,
            min((((s.cost_id)::bigint * 1000000) + COALESCE(s.party_id, 0))) AS cost_share_id,
            sum((s.amount)::numeric(18,6)) AS exact
           FROM ( SELECT c.cost_id,
                    c.year,
                    c.kind,
                    c.payer,
                    c.payee,
                    c.service,
                    c.contract,
                    c.cost_category,
                    c.period_from,
                    c.cost_key,
                    c.basis,
                    unnest(c.participants) AS participant,
                    unnest(c.party_ids) AS party_id,
                    unnest(c.parts) AS amount
                   FROM (( SELECT p.cost_id,
                            p.cost,
                            p.year,
                            p.kind,
                            p.payer,
                            p.payee,
                            p.service,
                            p.contract,
                            p.cost_category,
                            p.description,
                            p.period,
                            p.period_from,
                            p.amount,
                            p.cost_key,
                            p.basis,
                            p.total,
                            p.weights,
                            p.set_on,
                            p.participants,
                            p.party_ids,
                            p.parts
                           FROM regie.cost_parts p
                          WHERE (EXISTS ( SELECT
                                   FROM regie.fine_bill))
                         OFFSET 0) c
                     JOIN regie.fine_bill f USING (year, kind, payer, payee))) s
          GROUP BY s.year, s.kind, s.payer, s.payee, s.participant, s.service, s.contract, s.cost_category, s.period_from, s.cost_key, s.basis
        ), mirrored AS (
         SELECT s.year,
            s.kind,
            s.payer,
            s.payee,
            s.participant,
            s.service,
            s.contract,
            s.cost_category,
            s.period_from,
            s.cost_key,
            s.basis,
            s.cost_share_id,
            s.exact,
            s.total,
            s.borne,
            g.sign,
            ((s.exact * (g.sign)::numeric) * (100)::numeric) AS cents,
            ((s.borne * (g.sign)::numeric) * (100)::numeric) AS borne_cents,
            ((s.total * (g.sign)::numeric) * (100)::numeric) AS total_cents
           FROM (( SELECT s_1.year,
                    s_1.kind,
                    s_1.payer,
                    s_1.payee,
                    s_1.participant,
                    s_1.service,
                    s_1.contract,
                    s_1.cost_category,
                    s_1.period_from,
                    s_1.cost_key,
                    s_1.basis,
                    s_1.cost_share_id,
                    s_1.exact,
                    sum(s_1.exact) OVER bill AS total,
                    sum(s_1.exact) OVER (PARTITION BY s_1.year, s_1.kind, s_1.payer, s_1.payee, s_1.participant) AS borne
                   FROM summed s_1
                  WINDOW bill AS (PARTITION BY s_1.year, s_1.kind, s_1.payer, s_1.payee)) s
             CROSS JOIN LATERAL ( SELECT
                        CASE
                            WHEN (s.total < (0)::numeric) THEN '-1'::integer
                            ELSE 1
                        END AS sign) g)
        ), ranked AS (
         SELECT m.year,
            m.kind,
            m.payer,
            m.payee,
            m.participant,
            m.service,
            m.contract,
            m.cost_category,
            m.period_from,
            m.cost_key,
            m.basis,
            m.cost_share_id,
            m.exact,
            m.total,
            m.borne,
            m.sign,
            m.cents,
            m.borne_cents,
            m.total_cents,
            dense_rank() OVER (PARTITION BY m.year, m.kind, m.payer, m.payee ORDER BY (m.borne_cents - floor(m.borne_cents)) DESC, m.borne_cents DESC, (m.participant COLLATE "C")) AS place,
            row_number() OVER (PARTITION BY m.year, m.kind, m.payer, m.payee, m.participant ORDER BY (m.cents - floor(m.cents)) DESC, m.cents DESC, m.cost_share_id) AS line_place
           FROM mirrored m
        ), borne AS (
         SELECT r.year,
            r.kind,
            r.payer,
            r.payee,
            r.participant,
            r.service,
            r.contract,
            r.cost_category,
            r.period_from,
            r.cost_key,
            r.basis,
            r.cost_share_id,
            r.exact,
            r.total,
            r.borne,
            r.sign,
            r.cents,
            r.borne_cents,
            r.total_cents,
            r.place,
            r.line_place,
            (floor(r.borne_cents) + (
                CASE
                    WHEN ((r.place)::numeric <= (round(r.total_cents) - sum(floor(r.borne_cents)) FILTER (WHERE (r.line_place = 1)) OVER (PARTITION BY r.year, r.kind, r.payer, r.payee))) THEN 1
                    ELSE 0
                END)::numeric) AS booked_cents,
            sum(floor(r.cents)) OVER (PARTITION BY r.year, r.kind, r.payer, r.payee, r.participant) AS line_cents
           FROM ranked r
        )
 SELECT b.cost_share_id,
    b.year,
    b.kind,
    b.payer,
    b.payee,
    b.participant,
    b.service,
    b.contract,
    b.cost_category,
    b.period_from,
    b.cost_key,
    b.basis,
    ((((b.sign)::numeric * (floor(b.cents) + (
        CASE
            WHEN ((b.line_place)::numeric <= (b.booked_cents - b.line_cents)) THEN 1
            ELSE 0
        END)::numeric)) / (100)::numeric))::numeric(18,2) AS amount_eur
   FROM borne b;

CREATE OR REPLACE VIEW regie.booked_line (cost_share_id, year, kind, payer, payee, participant, service, contract, cost_category, period_from, cost_key, basis, amount_eur) AS
 WITH fine AS MATERIALIZED (
         SELECT f.year,
            f.kind,
            f.payer,
            f.payee
           FROM regie.fine_bill f
        )
 SELECT (((s.cost_id)::bigint * 1000000) + COALESCE(s.party_id, 0)) AS cost_share_id,
    s.year,
    s.kind,
    s.payer,
    s.payee,
    s.participant,
    s.service,
    s.contract,
    s.cost_category,
    s.period_from,
    s.cost_key,
    s.basis,
    (s.amount)::numeric(18,2) AS amount_eur
   FROM ( SELECT c.cost_id,
            c.year,
            c.kind,
            c.payer,
            c.payee,
            c.service,
            c.contract,
            c.cost_category,
            c.period_from,
            c.cost_key,
            c.basis,
            unnest(c.participants) AS participant,
            unnest(c.party_ids) AS party_id,
            unnest(c.parts) AS amount
           FROM (regie.cost_parts c
             LEFT JOIN fine f USING (year, kind, payer, payee))
          WHERE (f.year IS NULL)) s
UNION ALL
 SELECT b.cost_share_id,
    b.year,
    b.kind,
    b.payer,
    b.payee,
    b.participant,
    b.service,
    b.contract,
    b.cost_category,
    b.period_from,
    b.cost_key,
    b.basis,
    b.amount_eur
   FROM regie.booked_fine b;

CREATE VIEW regie.booked_parts (cost_id, year, kind, payer, payee, service, contract, party_ids, amounts) AS
 WITH fine AS MATERIALIZED (
         SELECT f.year,
            f.kind,
            f.payer,
            f.payee
           FROM regie.fine_bill f
        )
 SELECT c.cost_id,
    c.year,
    c.kind,
    c.payer,
    c.payee,
    c.service,
    c.contract,
    c.party_ids,
    c.parts AS amounts
   FROM (regie.cost_parts c
     LEFT JOIN fine f USING (year, kind, payer, payee))
  WHERE (f.year IS NULL)
UNION ALL
 SELECT ((b.cost_share_id / 1000000))::integer AS cost_id,
    b.year,
    b.kind,
    b.payer,
    b.payee,
    b.service,
    b.contract,
    array_agg((NULLIF((b.cost_share_id % (1000000)::bigint), 0))::integer ORDER BY b.cost_share_id) AS party_ids,
    array_agg((b.amount_eur)::numeric ORDER BY b.cost_share_id) AS amounts
   FROM regie.booked_fine b
  GROUP BY (b.cost_share_id / 1000000), b.year, b.kind, b.payer, b.payee, b.service, b.contract;

CREATE OR REPLACE VIEW regie_report.cost_payment (cost_payment_id, year, kind, flow, payer, payee, amount_eur, year_from, payer_name, payee_name) AS
 WITH flow AS (
         SELECT b.year,
            b.kind,
            'contribution'::text AS flow,
            b.participant AS payer,
            b.payer AS payee,
            sum(b.amount_eur) AS amount
           FROM regie.booked_line b
          WHERE (b.participant IS DISTINCT FROM b.payer)
          GROUP BY b.year, b.kind, b.participant, b.payer
        UNION ALL
         SELECT (EXTRACT(year FROM lower(c.period)))::integer AS "extract",
            c.kind,
            'payment'::text,
            c.payer,
            c.payee,
            round(sum(c.amount), 2) AS round
           FROM regie.cost c
          GROUP BY ((EXTRACT(year FROM lower(c.period)))::integer), c.kind, c.payer, c.payee
        )
 SELECT ((((
        CASE f.kind
            WHEN 'amendment'::text THEN ((2400 + (((f.year - 1900))::bigint * 2)) +
            CASE f.flow
                WHEN 'payment'::text THEN 1
                ELSE 0
            END)
            ELSE (((((f.year - 1900))::bigint * 6) +
            CASE f.flow
                WHEN 'payment'::text THEN 3
                ELSE 0
            END) +
            CASE f.kind
                WHEN 'budget'::text THEN 0
                WHEN 'advance'::text THEN 1
                ELSE 2
            END)
        END * 1000000) + COALESCE(p.party_id, 0)) * 1000000) + q.party_id) AS cost_payment_id,
    f.year,
    f.kind,
    f.flow,
    f.payer,
    f.payee,
    (f.amount)::numeric(18,2) AS amount_eur,
    make_date(f.year, 1, 1) AS year_from,
    p.name AS payer_name,
    q.name AS payee_name
   FROM ((flow f
     LEFT JOIN regie.party p ON ((p.code = f.payer)))
     JOIN regie.party q ON ((q.code = f.payee)));

CREATE OR REPLACE VIEW regie_report.cost_settlement (cost_settlement_id, year, cooperation, participant, budget_eur, advance_eur, actual_eur, settlement_eur, year_from, cooperation_name, participant_name, amendment_eur) AS
 WITH summed AS MATERIALIZED (
         SELECT b.year,
            b.payer,
            b.participant,
            COALESCE(sum(b.amount_eur) FILTER (WHERE (b.kind = 'budget'::text)), (0)::numeric) AS budget,
            COALESCE(sum(b.amount_eur) FILTER (WHERE (b.kind = 'amendment'::text)), (0)::numeric) AS amendment,
            COALESCE(sum(b.amount_eur) FILTER (WHERE (b.kind = 'advance'::text)), (0)::numeric) AS advance,
            COALESCE(sum(b.amount_eur) FILTER (WHERE (b.kind = 'actual'::text)), (0)::numeric) AS actual
           FROM regie.booked_line b
          WHERE (b.participant IS DISTINCT FROM b.payer)
          GROUP BY b.year, b.payer, b.participant
        )
 SELECT ((((((s.year - 1900))::bigint * 1000000) + q.party_id) * 1000000) + COALESCE(p.party_id, 0)) AS cost_settlement_id,
    s.year,
    s.payer AS cooperation,
    s.participant,
    (s.budget)::numeric(18,2) AS budget_eur,
    (s.advance)::numeric(18,2) AS advance_eur,
    (s.actual)::numeric(18,2) AS actual_eur,
    ((s.actual - s.advance))::numeric(18,2) AS settlement_eur,
    make_date(s.year, 1, 1) AS year_from,
    q.name AS cooperation_name,
    p.name AS participant_name,
    (s.amendment)::numeric(18,2) AS amendment_eur
   FROM ((summed s
     JOIN regie.party q ON ((q.code = s.payer)))
     LEFT JOIN regie.party p ON ((p.code = s.participant)));

CREATE OR REPLACE VIEW regie_report.cost_finding (cost_finding_id, finding, year, kind, cost, service, cost_key, payer, participant, amount_eur, year_from, service_name, cost_key_name, payer_name, participant_name) AS
 WITH shared AS MATERIALIZED (
         SELECT (c.cost_id)::bigint AS cost_id,
            c.cost,
            c.year,
            c.kind,
            c.service,
            c.payer,
            c.cost_key,
            c.basis,
            c.amount,
            c.period_from,
            (c.total IS NOT NULL) AS is_split,
            c.participants,
            c.party_ids,
            c.set_on,
            c.parts
           FROM regie.cost_parts c
          WHERE (c.basis <> 'payer'::text)
        ), part AS (
         SELECT s.cost_id,
            s.cost,
            s.year,
            s.kind,
            s.service,
            s.payer,
            s.cost_key,
            s.period_from,
            v.participant,
            v.party_id,
            v.set_on,
            v.amount
           FROM (shared s
             CROSS JOIN LATERAL UNNEST(s.participants, s.party_ids, s.set_on, s.parts) v(participant, party_id, set_on, amount))
          WHERE s.is_split
        ), odd AS (
         SELECT 2 AS place,
            'value without participation'::text AS finding,
            v.cost_id,
            v.cost,
            v.year,
            v.kind,
            v.service,
            v.payer,
            v.cost_key,
            v.period_from,
            v.participant,
            v.party_id,
            v.set_on,
            v.amount
           FROM (part v
             JOIN regie.party f_1 ON ((f_1.code = v.payer)))
          WHERE ((v.participant <> v.payer) AND ((f_1.kind = 'cooperation'::text) OR (EXISTS ( SELECT
                   FROM regie.participation h
                  WHERE (h.cooperation = v.payer)))) AND (NOT (EXISTS ( SELECT
                   FROM regie.participation p_1
                  WHERE ((p_1.cooperation = v.payer) AND (p_1.party = v.participant) AND ((p_1.valid @> v.period_from) IS TRUE))))))
        UNION ALL
         SELECT 3,
            'key set late'::text,
            v.cost_id,
            v.cost,
            v.year,
            v.kind,
            v.service,
            v.payer,
            v.cost_key,
            v.period_from,
            v.participant,
            v.party_id,
            v.set_on,
            v.amount
           FROM part v
          WHERE (v.set_on > v.period_from)
        ), found AS (
         SELECT (s.cost_id * 10000000) AS id,
            s.basis AS finding,
            s.cost,
            s.year,
            s.kind,
            s.service,
            s.payer,
            NULL::text AS participant,
            s.cost_key,
            s.amount AS amount_eur
           FROM shared s
          WHERE (NOT s.is_split)
        UNION ALL
         SELECT ((((s.cost_id * 1000000) + m_1.party_id) * 10) + 1),
            'participant without value'::text,
            s.cost,
            s.year,
            s.kind,
            s.service,
            s.payer,
            p_1.party,
            s.cost_key,
            0
           FROM ((shared s
             JOIN regie.participation p_1 ON (((p_1.cooperation = s.payer) AND ((p_1.valid @> s.period_from) IS TRUE))))
             JOIN regie.party m_1 ON ((m_1.code = p_1.party)))
          WHERE (s.is_split AND (p_1.party <> ALL (s.participants)))
        UNION ALL
         SELECT ((((o.cost_id * 1000000) + COALESCE(o.party_id, 0)) * 10) + o.place),
            o.finding,
            o.cost,
            o.year,
            o.kind,
            o.service,
            o.payer,
            o.participant,
            o.cost_key,
            o.amount
           FROM odd o
        UNION ALL
         SELECT ((s.cost_id * 10000000) + 4),
            'factors do not add up'::text,
            s.cost,
            s.year,
            s.kind,
            s.service,
            s.payer,
            NULL::text,
            s.cost_key,
            s.amount
           FROM shared s
          WHERE (( SELECT sum(p_1.factor) AS sum
                   FROM regie.cost_key_part p_1
                  WHERE ((p_1.cost_key = s.cost_key) AND ((p_1.valid @> s.period_from) IS TRUE))) <> (1)::numeric)
        )
 SELECT f.id AS cost_finding_id,
    f.finding,
    f.year,
    f.kind,
    f.cost,
    f.service,
    f.cost_key,
    f.payer,
    f.participant,
    (f.amount_eur)::numeric(18,6) AS amount_eur,
    make_date(f.year, 1, 1) AS year_from,
    e.name AS service_name,
    k.name AS cost_key_name,
    p.name AS payer_name,
    m.name AS participant_name
   FROM ((((found f
     JOIN regie.service e ON ((e.code = f.service)))
     JOIN regie.party p ON ((p.code = f.payer)))
     LEFT JOIN regie.cost_key k ON ((k.code = f.cost_key)))
     LEFT JOIN regie.party m ON ((m.code = f.participant)));

CREATE OR REPLACE VIEW regie_report.contract_deadline (contract_id, contract, supplier, status, status_order, last_notice_day, days_left, if_silent, period_until, bound_until, maximum_until, yearly_eur, commitment_eur, users, steps, as_of, customer, start_on, renewal, conditions, term, title, supplier_name, customer_name) AS
 WITH dated AS (
         SELECT c.contract_id,
            c.code,
            c.title,
            c.customer,
            c.supplier,
            c.renewal,
            c.conditions,
            c.start_on,
            c.term,
            x.day,
            x.status,
            x.last_notice_day,
            x.free_on,
            x.bound,
            GREATEST(x.day, c.start_on) AS priced_on
           FROM ((regie.contract_state c
             CROSS JOIN ( SELECT regie.today() AS day) t)
             CROSS JOIN LATERAL ( SELECT t.day,
                    regie.status(c.term, t.day) AS status,
                    regie.last_notice_day(c.term, t.day) AS last_notice_day,
                    f.free_on,
                    daterange(t.day, GREATEST(t.day, f.free_on)) AS bound
                   FROM ( SELECT regie.locked_in_until(c.term, t.day) AS free_on) f
                 OFFSET 0) x)
        )
 SELECT d.contract_id,
    d.code AS contract,
    d.supplier,
    d.status,
    (
        CASE
            WHEN (d.status = 'notice due'::text) THEN 1
            WHEN ((d.status = 'upcoming'::text) AND ((d.last_notice_day - '3 mons'::interval) <= d.day)) THEN 1
            WHEN (d.status = 'ending'::text) THEN 2
            WHEN (d.status = 'running'::text) THEN 3
            WHEN (d.status = 'upcoming'::text) THEN 4
            ELSE 5
        END)::smallint AS status_order,
    d.last_notice_day,
    (d.last_notice_day - d.day) AS days_left,
    regie.if_silent(d.term, d.day) AS if_silent,
    (upper(regie.period(d.term, d.day)) - 1) AS period_until,
    (d.free_on - 1) AS bound_until,
    (regie.maximum_extent(d.term) - 1) AS maximum_until,
    (COALESCE(l.yearly, (0)::numeric))::numeric(18,2) AS yearly_eur,
    (COALESCE(l.commitment, (0)::numeric))::numeric(18,2) AS commitment_eur,
    (COALESCE(u.users, (0)::bigint))::integer AS users,
    (COALESCE(i.steps, (0)::bigint))::integer AS steps,
    d.day AS as_of,
    d.customer,
    d.start_on,
    d.renewal,
    d.conditions,
    (d.term)::text AS term,
    d.title,
    s.name AS supplier_name,
    k.name AS customer_name
   FROM (((((dated d
     JOIN regie.party s ON ((s.code = d.supplier)))
     JOIN regie.party k ON ((k.code = d.customer)))
     LEFT JOIN LATERAL ( SELECT sum(
                CASE
                    WHEN (n.valid @> d.priced_on) THEN regie.line_year(d.code, n.line, n.amount, n.per, d.priced_on)
                    ELSE NULL::numeric
                END) AS yearly,
            sum(regie.line_cost(d.code, n.line, d.start_on, n.amount, n.per, (n.valid * d.bound))) AS commitment
           FROM regie.contract_price n
          WHERE ((n.contract = d.code) AND (d.status <> 'ended'::text))) l ON (true))
     LEFT JOIN LATERAL ( SELECT count(*) AS users
           FROM regie.contract_use n
          WHERE ((n.contract = d.code) AND ((n.valid @> d.day) IS TRUE))) u ON (true))
     LEFT JOIN LATERAL ( SELECT count(*) AS steps
           FROM regie.roadmap_item n
          WHERE (n.contract = d.code)) i ON (true));

CREATE OR REPLACE VIEW regie_report.roadmap_step (roadmap_item_id, programme, item, party, duration, early_start, early_finish, late_start, late_finish, total_float, free_float, independent_float, is_critical, critical_label, is_driving, driving_label, driver, deadline, is_breached, breached_label, contract, contract_link, service, title, breach, party_name, programme_name, progress, actual_start, actual_finish, remaining_days, progress_percent) AS
 WITH scheduled AS MATERIALIZED (
         SELECT n.roadmap_item_id,
            n.programme,
            n.code,
            n.party,
            n.duration,
            n.deadline,
            n.contract,
            n.contract_link,
            n.service,
            n.title,
            n.programme_name,
            n.obstacle,
            n.actual_start,
            n.actual_finish,
            n.remaining,
            n.progress,
            n.progress_percent,
            regie.schedule(n.code, n.duration, n.predecessors, n.start_on, regie.roadmap_calendar(n.first_year), n.constraint_kind, n.constraint_date, n.deadline, n.status_day, n.actual_start, n.actual_finish, n.remaining) OVER (PARTITION BY n.programme, n.part) AS s
           FROM regie.roadmap_network n
        ), planned AS MATERIALIZED (
         SELECT r.roadmap_item_id,
            r.programme,
            r.code,
            r.party,
            r.duration,
            r.deadline,
            r.contract,
            r.contract_link,
            r.service,
            r.title,
            r.programme_name,
            r.obstacle,
            r.actual_start,
            r.actual_finish,
            r.remaining,
            r.progress,
            r.progress_percent,
            r.s,
                CASE
                    WHEN (r.obstacle IS NOT NULL) THEN r.obstacle
                    WHEN ((LEAST((r.s).early_start, (r.s).late_start) < '1900-01-01'::date) OR (GREATEST((r.s).early_finish, (r.s).late_finish) >= '2300-01-01'::date)) THEN 'lies before 1900 or after 2299'::text
                    ELSE NULL::text
                END AS missing
           FROM scheduled r
        ), shown AS MATERIALIZED (
         SELECT n.roadmap_item_id,
            n.programme,
            n.code,
            n.party,
            n.duration,
            n.deadline,
            n.contract,
            n.contract_link,
            n.service,
            n.title,
            n.programme_name,
            n.obstacle,
            n.actual_start,
            n.actual_finish,
            n.remaining,
            n.progress,
            n.progress_percent,
            n.s,
            n.missing,
                CASE
                    WHEN (n.missing IS NULL) THEN n.s
                    ELSE NULL::regie.scheduled
                END AS plan
           FROM planned n
        )
 SELECT i.roadmap_item_id,
    i.programme,
    i.code AS item,
    i.party,
    i.duration,
    (i.plan).early_start AS early_start,
    (i.plan).early_finish AS early_finish,
    (i.plan).late_start AS late_start,
    (i.plan).late_finish AS late_finish,
    (i.plan).total_float AS total_float,
    (i.plan).free_float AS free_float,
    (i.plan).independent_float AS independent_float,
    (i.plan).critical AS is_critical,
        CASE
            WHEN (i.plan).critical THEN 'yes'::text
            WHEN (NOT (i.plan).critical) THEN 'no'::text
            ELSE NULL::text
        END AS critical_label,
    (i.plan).driving AS is_driving,
        CASE
            WHEN (i.plan).driving THEN 'yes'::text
            WHEN (NOT (i.plan).driving) THEN 'no'::text
            ELSE NULL::text
        END AS driving_label,
    (i.plan).driver AS driver,
    i.deadline,
    (COALESCE(i.missing, (i.plan).breach) IS NOT NULL) AS is_breached,
        CASE
            WHEN (COALESCE(i.missing, (i.plan).breach) IS NOT NULL) THEN 'yes'::text
            ELSE 'no'::text
        END AS breached_label,
    i.contract,
    i.contract_link,
    i.service,
    i.title,
    COALESCE(i.missing, (i.plan).breach) AS breach,
    a.name AS party_name,
    i.programme_name,
    i.progress,
    i.actual_start,
    i.actual_finish,
    i.remaining AS remaining_days,
    i.progress_percent
   FROM (shown i
     JOIN regie.party a ON ((a.code = i.party)));

CREATE OR REPLACE VIEW regie_report.contract_risk (roadmap_item_id, contract, programme, item, party, contract_link, verdict, is_late, required_by, planned_finish, days_late, if_silent, extra_from, extra_until, extra_eur, as_of, item_title, contract_title, last_notice_day, planned_start, is_start_late, start_verdict) AS
 WITH linked AS (
         SELECT r.roadmap_item_id,
            r.programme,
            r.item,
            r.party,
            r.title,
            r.early_start,
            r.early_finish,
            r.contract_link,
            c.code AS contract,
            c.title AS subject,
            c.term,
            c.start_on,
            t.day,
            regie.last_notice_day(c.term, t.day) AS last_notice_day,
                CASE
                    WHEN (r.contract_link = 'decides'::text) THEN regie.last_notice_day(c.term, t.day)
                    WHEN ((c.renewal <> 'evergreen'::text) OR (c.ended_on IS NOT NULL)) THEN (regie.locked_in_until(c.term, t.day) - 1)
                    ELSE NULL::date
                END AS required_by
           FROM ((regie_report.roadmap_step r
             JOIN regie.contract_state c ON ((c.code = r.contract)))
             CROSS JOIN ( SELECT regie.today() AS day) t)
        ), late AS MATERIALIZED (
         SELECT l.roadmap_item_id,
            l.programme,
            l.item,
            l.party,
            l.title,
            l.early_start,
            l.early_finish,
            l.contract_link,
            l.contract,
            l.subject,
            l.term,
            l.start_on,
            l.day,
            l.last_notice_day,
            l.required_by,
            (l.early_finish > l.required_by) AS late,
                CASE l.contract_link
                    WHEN 'decides'::text THEN regie.locked_in_until(l.term, l.required_by)
                    ELSE (l.required_by + 1)
                END AS free_in_time,
                CASE l.contract_link
                    WHEN 'decides'::text THEN regie.locked_in_until(l.term, l.early_finish)
                    ELSE upper(regie.period(l.term, l.early_finish))
                END AS free_late
           FROM linked l
        ), bound AS (
         SELECT l.roadmap_item_id,
            l.programme,
            l.item,
            l.party,
            l.title,
            l.early_start,
            l.early_finish,
            l.contract_link,
            l.contract,
            l.subject,
            l.term,
            l.start_on,
            l.day,
            l.last_notice_day,
            l.required_by,
            l.late,
            l.free_in_time,
            l.free_late,
                CASE
                    WHEN (l.late AND (l.free_late > l.free_in_time)) THEN daterange(l.free_in_time, l.free_late)
                    ELSE NULL::daterange
                END AS extra
           FROM late l
        ), priced AS (
         SELECT b.roadmap_item_id,
            b.programme,
            b.item,
            b.party,
            b.title,
            b.early_start,
            b.early_finish,
            b.contract_link,
            b.contract,
            b.subject,
            b.term,
            b.start_on,
            b.day,
            b.last_notice_day,
            b.required_by,
            b.late,
            b.free_in_time,
            b.free_late,
            b.extra,
            COALESCE(regie.contract_cost(b.contract, b.start_on, b.extra), (0)::numeric) AS cost
           FROM bound b
        )
 SELECT p.roadmap_item_id,
    p.contract,
    p.programme,
    p.item,
    p.party,
    p.contract_link,
        CASE
            WHEN (p.required_by IS NULL) THEN 'no date'::text
            WHEN (p.early_finish IS NULL) THEN 'not planned'::text
            WHEN p.late THEN 'late'::text
            ELSE 'in time'::text
        END AS verdict,
    COALESCE(p.late, false) AS is_late,
    p.required_by,
    p.early_finish AS planned_finish,
        CASE
            WHEN p.late THEN (p.early_finish - p.required_by)
            WHEN (NOT p.late) THEN 0
            ELSE NULL::integer
        END AS days_late,
    regie.if_silent(p.term, p.required_by) AS if_silent,
    lower(p.extra) AS extra_from,
    (upper(p.extra) - 1) AS extra_until,
    (
        CASE
            WHEN (p.late IS NOT NULL) THEN p.cost
            ELSE NULL::numeric
        END)::numeric(18,2) AS extra_eur,
    p.day AS as_of,
    p.title AS item_title,
    p.subject AS contract_title,
    p.last_notice_day,
    p.early_start AS planned_start,
    COALESCE((p.early_start > p.last_notice_day), false) AS is_start_late,
        CASE
            WHEN (p.last_notice_day IS NULL) THEN 'no date'::text
            WHEN (p.early_start IS NULL) THEN 'not planned'::text
            WHEN (p.early_start > p.last_notice_day) THEN 'late'::text
            ELSE 'in time'::text
        END AS start_verdict
   FROM priced p;

CREATE OR REPLACE VIEW regie_report.contract_risk_share (contract_risk_share_id, contract, programme, item, participant, extra_eur, extra_from, extra_until, participant_name, item_title) AS
 WITH risk AS MATERIALIZED (
         SELECT r.roadmap_item_id,
            r.programme,
            r.item,
            r.contract,
            r.extra_from,
            r.extra_until,
            r.item_title
           FROM regie_report.contract_risk r
          WHERE (r.extra_from IS NOT NULL)
        )
 SELECT (((k.roadmap_item_id)::bigint * 1000000) + COALESCE(p.party_id, 0)) AS contract_risk_share_id,
    k.contract,
    k.programme,
    k.item,
    s.participant,
    (s.amount)::numeric(18,2) AS extra_eur,
    k.extra_from,
    k.extra_until,
    p.name AS participant_name,
    k.item_title
   FROM (((risk k
     JOIN regie.contract_state c ON ((c.code = k.contract)))
     CROSS JOIN LATERAL regie.contract_cost_shares(k.contract, c.start_on, daterange(k.extra_from, k.extra_until, '[]'::text)) s(participant, amount))
     LEFT JOIN regie.party p ON ((p.code = s.participant)));

CREATE OR REPLACE FUNCTION regie.share_of(amount numeric, total numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((total > (0)::numeric) AND ((amount >= (0)::numeric) AND (amount <= total))) THEN (amount / total) ELSE NULL::numeric END;

CREATE OR REPLACE VIEW regie_report.payment_matrix (payment_matrix_id, year, kind, participant, payer, payee, service, amount_eur, route, share, share_of_participant, share_of_payee, year_from, participant_name, payer_name, payee_name, service_name) AS
 WITH part AS MATERIALIZED (
         SELECT c.cost_id,
            c.line,
            c.scope,
            (c.costs = 1) AS is_alone,
            (c.line = c.cost_id) AS is_first,
            c.year,
            c.kind,
            c.payer,
            c.payee,
            c.service,
            f.party_id AS payer_id,
            c.total,
            c.payee_total,
            make_date(c.year, 1, 1) AS year_from,
            f.name AS payer_name,
            t.name AS payee_name,
            e.name AS service_name,
            b.party_ids,
            b.amounts
           FROM ((((( SELECT c_1.cost_id,
                    c_1.year,
                    c_1.kind,
                    c_1.payer,
                    c_1.payee,
                    c_1.service,
                    c_1.line,
                    c_1.costs,
                    c_1.bill,
                    c_1.bill_total,
                    sum(round(c_1.bill_total, 2)) FILTER (WHERE (c_1.bill = c_1.cost_id)) OVER (PARTITION BY c_1.year, (c_1.kind COLLATE "C")) AS total,
                    sum(round(c_1.bill_total, 2)) FILTER (WHERE (c_1.bill = c_1.cost_id)) OVER (PARTITION BY c_1.year, (c_1.kind COLLATE "C"), (c_1.payee COLLATE "C")) AS payee_total,
                    dense_rank() OVER (ORDER BY c_1.year, (c_1.kind COLLATE "C")) AS scope
                   FROM ( SELECT c_2.cost_id,
                            y.year,
                            c_2.kind,
                            c_2.payer,
                            c_2.payee,
                            c_2.service,
                            min(c_2.cost_id) OVER line AS line,
                            count(*) OVER line AS costs,
                            min(c_2.cost_id) OVER bill AS bill,
                            sum(c_2.amount) OVER bill AS bill_total
                           FROM (regie.cost c_2
                             CROSS JOIN LATERAL ( SELECT (EXTRACT(year FROM lower(c_2.period)))::integer AS year) y)
                          WINDOW line AS (PARTITION BY y.year, (c_2.kind COLLATE "C"), (c_2.payee COLLATE "C"), (c_2.payer COLLATE "C"), (c_2.service COLLATE "C")), bill AS (PARTITION BY y.year, (c_2.kind COLLATE "C"), (c_2.payee COLLATE "C"), (c_2.payer COLLATE "C"))) c_1) c
             JOIN regie.booked_parts b ON ((b.cost_id = c.cost_id)))
             JOIN regie.service e ON ((e.code = c.service)))
             JOIN regie.party f ON ((f.code = c.payer)))
             JOIN regie.party t ON ((t.code = c.payee)))
        ), line AS MATERIALIZED (
         SELECT p.cost_id,
            p.scope,
            p.year,
            p.kind,
            p.payer,
            p.payee,
            p.service,
            p.payer_id,
            p.total,
            p.payee_total,
            p.year_from,
            p.payer_name,
            p.payee_name,
            p.service_name,
            p.party_ids,
            p.amounts,
            NULL::integer[] AS cost_ids
           FROM part p
          WHERE p.is_alone
        UNION ALL
         SELECT p.cost_id,
            p.scope,
            p.year,
            p.kind,
            p.payer,
            p.payee,
            p.service,
            p.payer_id,
            p.total,
            p.payee_total,
            p.year_from,
            p.payer_name,
            p.payee_name,
            p.service_name,
            u.party_ids,
            u.amounts,
            u.cost_ids
           FROM (( SELECT u_1.line,
                    array_agg(u_1.party_id ORDER BY u_1.party_id) AS party_ids,
                    array_agg(u_1.amount ORDER BY u_1.party_id) AS amounts,
                    array_agg(u_1.cost_id ORDER BY u_1.party_id) AS cost_ids
                   FROM ( SELECT u_2.line,
                            u_2.party_id,
                            min(u_2.cost_id) AS cost_id,
                            sum(u_2.amount) AS amount
                           FROM ( SELECT p_1.line,
                                    p_1.cost_id,
                                    unnest(p_1.party_ids) AS party_id,
                                    unnest(p_1.amounts) AS amount
                                   FROM part p_1
                                  WHERE (NOT p_1.is_alone)) u_2
                          GROUP BY u_2.line, u_2.party_id) u_1
                  GROUP BY u_1.line) u
             JOIN part p ON ((p.cost_id = u.line)))
          WHERE (p.is_first AND (NOT p.is_alone))
        ), participant AS MATERIALIZED (
         SELECT u.scope,
            COALESCE(u.party_id, 0) AS party_id,
            sum(u.amount) AS total
           FROM ( SELECT p.scope,
                    unnest(p.party_ids) AS party_id,
                    unnest(p.amounts) AS amount
                   FROM part p) u
          GROUP BY u.scope, COALESCE(u.party_id, 0)
        ), company AS MATERIALIZED (
         SELECT c.scope,
            c.party_ids,
            array_agg(m.code ORDER BY c.place) AS codes,
            array_agg(m.name ORDER BY c.place) AS names,
            array_agg(p.total ORDER BY c.place) AS totals
           FROM ((( SELECT l.scope,
                    l.party_ids,
                    u.party_id,
                    u.place
                   FROM (( SELECT DISTINCT l_1.scope,
                            l_1.party_ids
                           FROM line l_1) l
                     CROSS JOIN LATERAL unnest(l.party_ids) WITH ORDINALITY u(party_id, place))) c
             JOIN participant p ON (((p.scope = c.scope) AND (p.party_id = COALESCE(c.party_id, 0)))))
             LEFT JOIN regie.party m ON ((m.party_id = c.party_id)))
          GROUP BY c.scope, c.party_ids
        )
 SELECT (((COALESCE(a.part_id, a.cost_id))::bigint * 1000000) + COALESCE(a.party_id, 0)) AS payment_matrix_id,
    a.year,
    a.kind,
    a.code AS participant,
    a.payer,
    a.payee,
    a.service,
    (a.amount)::numeric(18,2) AS amount_eur,
        CASE
            WHEN (a.party_id IS NULL) THEN 'nobody'::text
            WHEN (a.party_id = a.payer_id) THEN 'direct'::text
            ELSE 'through payer'::text
        END AS route,
    (regie.share_of(a.amount, a.total))::numeric(9,6) AS share,
    (regie.share_of(a.amount, a.participant_total))::numeric(9,6) AS share_of_participant,
    (regie.share_of(a.amount, a.payee_total))::numeric(9,6) AS share_of_payee,
    a.year_from,
    a.name AS participant_name,
    a.payer_name,
    a.payee_name,
    a.service_name
   FROM ( SELECT l.cost_id,
            l.year,
            l.kind,
            l.payer,
            l.payee,
            l.service,
            l.payer_id,
            l.total,
            l.payee_total,
            l.year_from,
            l.payer_name,
            l.payee_name,
            l.service_name,
            unnest(l.cost_ids) AS part_id,
            unnest(l.party_ids) AS party_id,
            unnest(l.amounts) AS amount,
            unnest(c.codes) AS code,
            unnest(c.names) AS name,
            unnest(c.totals) AS participant_total
           FROM (line l
             JOIN company c ON (((c.scope = l.scope) AND (c.party_ids = l.party_ids))))) a;

CREATE FUNCTION regie.inhabitants()
 RETURNS TABLE(year integer, participant text, inhabitants numeric)
 LANGUAGE sql
 STABLE PARALLEL SAFE COST 10000
 SET jit TO 'off'
BEGIN ATOMIC
 SELECT DISTINCT ON (y.year, v.participant) y.year,
     v.participant,
     floor(v.value) AS floor
    FROM ((( SELECT DISTINCT (EXTRACT(year FROM lower(c.period)))::integer AS year
            FROM regie.cost c) y
      CROSS JOIN regie.cost_key k)
      CROSS JOIN LATERAL regie.key_values(k.code, make_date(y.year, 1, 1)) v(participant, value, total, set_on))
   WHERE ((lower((btrim(k.driver) COLLATE "C")) = ANY (ARRAY['inhabitants'::text, 'inwoners'::text])) AND (v.value >= (1)::numeric))
   ORDER BY y.year, v.participant, (k.code COLLATE "C");
END;

CREATE OR REPLACE VIEW regie_report.cost_per_inhabitant (cost_per_inhabitant_id, year, kind, scope, service, participant, amount_eur, inhabitants, per_inhabitant_eur, average_eur, difference_eur, place, finding, year_from, service_name, participant_name) AS
 WITH summed AS MATERIALIZED (
         SELECT b.year,
            b.kind,
            b.participant,
            b.service,
            min(b.cost_share_id) AS id,
            sum(b.amount_eur) AS amount
           FROM regie.booked_line b
          GROUP BY b.year, b.kind, b.participant, b.service
        ), scoped AS (
         SELECT s.year,
            s.kind,
            'all'::text AS scope,
            NULL::text AS service,
            s.participant,
            (min(s.id) * 2) AS id,
            sum(s.amount) AS amount
           FROM summed s
          GROUP BY s.year, s.kind, s.participant
        UNION ALL
         SELECT s.year,
            s.kind,
            'service'::text,
            s.service,
            s.participant,
            ((s.id * 2) + 1),
            s.amount
           FROM summed s
        ), counted AS MATERIALIZED (
         SELECT c.year,
            c.participant,
            c.inhabitants
           FROM regie.inhabitants() c(year, participant, inhabitants)
        ), divided AS (
         SELECT s.year,
            s.kind,
            s.scope,
            s.service,
            s.participant,
            s.id,
            s.amount,
            c.inhabitants,
            (s.amount / c.inhabitants) AS per_inhabitant,
            (sum(s.amount) FILTER (WHERE (c.inhabitants IS NOT NULL)) OVER one / sum(c.inhabitants) OVER one) AS average,
            rank() OVER (PARTITION BY s.year, s.kind, s.scope, s.service ORDER BY (round((s.amount / c.inhabitants), 2)) DESC NULLS LAST) AS place
           FROM (scoped s
             LEFT JOIN counted c ON (((c.year = s.year) AND (c.participant = s.participant))))
          WINDOW one AS (PARTITION BY s.year, s.kind, s.scope, s.service)
        )
 SELECT d.id AS cost_per_inhabitant_id,
    d.year,
    d.kind,
    d.scope,
    d.service,
    d.participant,
    (d.amount)::numeric(18,2) AS amount_eur,
    (d.inhabitants)::bigint AS inhabitants,
    (d.per_inhabitant)::numeric(18,2) AS per_inhabitant_eur,
    (
        CASE
            WHEN (d.inhabitants IS NOT NULL) THEN d.average
            ELSE NULL::numeric
        END)::numeric(18,2) AS average_eur,
    ((round(d.per_inhabitant, 2) - round(d.average, 2)))::numeric(18,2) AS difference_eur,
    (
        CASE
            WHEN (d.inhabitants IS NOT NULL) THEN d.place
            ELSE NULL::bigint
        END)::integer AS place,
        CASE
            WHEN (d.participant IS NULL) THEN 'reaches nobody'::text
            WHEN (d.inhabitants IS NULL) THEN 'no inhabitants'::text
            ELSE NULL::text
        END AS finding,
    make_date(d.year, 1, 1) AS year_from,
    e.name AS service_name,
    m.name AS participant_name
   FROM ((divided d
     LEFT JOIN regie.service e ON ((e.code = d.service)))
     LEFT JOIN regie.party m ON ((m.code = d.participant)));

CREATE FUNCTION regie.key_answers()
 RETURNS TABLE(year integer, kind text, payer text, service text, cost_key text, is_only boolean, before bigint, party_ids integer[], current numeric[], amounts numeric[])
 LANGUAGE sql
 STABLE PARALLEL SAFE COST 100000 ROWS 10000
 SET enable_nestloop TO 'off'
 SET jit TO 'off'
BEGIN ATOMIC
 WITH cost AS MATERIALIZED (
          SELECT dense_rank() OVER (ORDER BY c.year, (c.kind COLLATE "C"), (c.payer COLLATE "C"), (c.service COLLATE "C")) AS id,
             dense_rank() OVER (ORDER BY c.year, (c.kind COLLATE "C"), (c.payer COLLATE "C"), (c.service COLLATE "C"), c.period_from, (COALESCE(c.cost_key, ''::text) COLLATE "C")) AS slot,
             c.cost_id,
             c.year,
             c.kind,
             c.payer,
             c.service,
             c.period_from,
             COALESCE(c.cost_key, ''::text) AS cost_key
            FROM regie.cost_parts c
           WHERE (c.basis <> 'payer'::text)
         ), slot AS MATERIALIZED (
          SELECT DISTINCT c.slot,
             c.id,
             c.payer,
             c.period_from,
             c.cost_key
            FROM cost c
         ), head AS MATERIALIZED (
          SELECT c.id,
             c.year,
             c.kind,
             c.payer,
             c.service,
             count(DISTINCT c.period_from) AS days,
             array_agg(DISTINCT c.cost_key) AS cost_keys
            FROM cost c
           GROUP BY c.id, c.year, c.kind, c.payer, c.service
         ), line AS MATERIALIZED (
          SELECT c.slot,
             (NULLIF((b.cost_share_id % (1000000)::bigint), 0))::integer AS party_id,
             sum(b.amount_eur) AS amount
            FROM (cost c
              JOIN regie.booked_line b ON (((b.cost_share_id / 1000000) = c.cost_id)))
           GROUP BY c.slot, (b.cost_share_id % (1000000)::bigint)
         ), current AS MATERIALIZED (
          SELECT l.id,
             array_agg(l.party_id ORDER BY (m.code COLLATE "C")) AS party_ids,
             array_agg(l.amount ORDER BY (m.code COLLATE "C")) AS amounts
            FROM (( SELECT t.id,
                     l_1.party_id,
                     sum(l_1.amount) AS amount
                    FROM (line l_1
                      JOIN slot t ON ((t.slot = l_1.slot)))
                   GROUP BY t.id, l_1.party_id) l
              LEFT JOIN regie.party m ON ((m.party_id = l.party_id)))
           GROUP BY l.id
         ), key AS MATERIALIZED (
          SELECT k.cost_key,
             k.day,
             k.participants,
             k.party_ids,
             k.weights,
             dense_rank() OVER (ORDER BY (k.cost_key COLLATE "C"), (((k.weights)::text || (k.participants)::text) COLLATE "C")) AS same
            FROM regie.used_keys(true) k(cost_key, day, total, participants, party_ids, weights, set_on)
         ), same_key AS MATERIALIZED (
          SELECT DISTINCT ON (k.same) k.same,
             k.party_ids,
             k.weights
            FROM key k
           ORDER BY k.same
         ), candidate AS MATERIALIZED (
          SELECT d.payer,
             d.period_from,
             k.cost_key,
             k.same
            FROM (( SELECT DISTINCT t.payer,
                     t.period_from
                    FROM slot t) d
              JOIN key k ON ((k.day = d.period_from)))
           WHERE (k.participants @> ARRAY( SELECT p.party
                    FROM regie.participation p
                   WHERE ((p.cooperation = d.payer) AND ((p.valid @> d.period_from) IS TRUE))))
         ), asked AS (
          SELECT t.id,
             c.cost_key,
             c.same,
             count(DISTINCT t.period_from) AS days,
             COALESCE(sum(l.amount) FILTER (WHERE (t.cost_key <> c.cost_key)), (0)::numeric) AS amount
            FROM ((slot t
              JOIN ( SELECT l_1.slot,
                     sum(l_1.amount) AS amount
                    FROM line l_1
                   GROUP BY l_1.slot) l ON ((l.slot = t.slot)))
              JOIN candidate c ON (((c.payer = t.payer) AND (c.period_from = t.period_from))))
           GROUP BY t.id, c.cost_key, c.same
         ), complete AS MATERIALIZED (
          SELECT a_1.id,
             a_1.cost_key,
             a_1.same,
             a_1.amount,
             (a_1.cost_key = ANY (h_1.cost_keys)) AS is_used,
             ((a_1.sets = 1) AND (u.party_ids = k.party_ids) AND ((a_1.cost_key <> ALL (h_1.cost_keys)) OR (cardinality(h_1.cost_keys) = 1))) AS is_plain
            FROM (((( SELECT a_2.id,
                     a_2.cost_key,
                     a_2.same,
                     a_2.days,
                     a_2.amount,
                     count(*) OVER one AS sets,
                     sum(a_2.days) OVER one AS found
                    FROM asked a_2
                   WINDOW one AS (PARTITION BY a_2.id, a_2.cost_key)) a_1
              JOIN head h_1 ON (((h_1.id = a_1.id) AND ((h_1.days)::numeric = a_1.found))))
              JOIN current u ON ((u.id = a_1.id)))
              JOIN same_key k ON ((k.same = a_1.same)))
         ), part AS (
          SELECT c.id,
             c.cost_key,
             unnest(k.party_ids) AS party_id,
             unnest(regie.allocate_parts(c.amount, k.weights)) AS amount,
             0 AS current
            FROM (complete c
              JOIN same_key k ON ((k.same = c.same)))
           WHERE (NOT c.is_plain)
         UNION ALL
          SELECT k.id,
             k.cost_key,
             l.party_id,
                 CASE
                     WHEN (t.cost_key = k.cost_key) THEN l.amount
                     ELSE NULL::numeric
                 END AS "case",
             l.amount
            FROM ((( SELECT DISTINCT c.id,
                     c.cost_key
                    FROM complete c
                   WHERE (NOT c.is_plain)) k
              JOIN slot t ON ((t.id = k.id)))
              JOIN line l ON ((l.slot = t.slot)))
         ), answer AS MATERIALIZED (
          SELECT c.id,
             c.cost_key,
             k.party_ids,
             u.amounts AS current,
                 CASE
                     WHEN c.is_used THEN u.amounts
                     ELSE regie.allocate_parts(c.amount, k.weights)
                 END AS amounts
            FROM ((complete c
              JOIN same_key k ON ((k.same = c.same)))
              JOIN current u ON ((u.id = c.id)))
           WHERE c.is_plain
         UNION ALL
          SELECT p.id,
             p.cost_key,
             array_agg(p.party_id ORDER BY (m.code COLLATE "C")) AS array_agg,
             array_agg(p.current ORDER BY (m.code COLLATE "C")) AS array_agg,
             array_agg(p.amount ORDER BY (m.code COLLATE "C")) AS array_agg
            FROM (( SELECT p_1.id,
                     p_1.cost_key,
                     p_1.party_id,
                     COALESCE(sum(p_1.amount), (0)::numeric) AS amount,
                     sum(p_1.current) AS current
                    FROM part p_1
                   GROUP BY p_1.id, p_1.cost_key, p_1.party_id) p
              LEFT JOIN regie.party m ON ((m.party_id = p.party_id)))
           GROUP BY p.id, p.cost_key
         )
  SELECT h.year,
     h.kind,
     h.payer,
     h.service,
     a.cost_key,
     (a.cost_key = ALL (h.cost_keys)),
     (sum(cardinality(a.party_ids)) OVER (ORDER BY a.id, (a.cost_key COLLATE "C") ROWS UNBOUNDED PRECEDING) - cardinality(a.party_ids)),
     a.party_ids,
     a.current,
     a.amounts
    FROM (answer a
      JOIN head h ON ((h.id = a.id)));
END;

CREATE OR REPLACE VIEW regie_report.key_comparison (key_comparison_id, year, kind, cooperation, service, cost_key, participant, amount_eur, current_eur, difference_eur, is_in_force, in_force_label, year_from, cooperation_name, service_name, cost_key_name, participant_name) AS
 SELECT (s.before + s.place) AS key_comparison_id,
    s.year,
    s.kind,
    s.payer AS cooperation,
    s.service,
    s.cost_key,
    m.code AS participant,
    (s.amount)::numeric(18,2) AS amount_eur,
    (s.current)::numeric(18,2) AS current_eur,
    ((s.amount - s.current))::numeric(18,2) AS difference_eur,
    s.is_only AS is_in_force,
        CASE
            WHEN s.is_only THEN 'yes'::text
            ELSE 'no'::text
        END AS in_force_label,
    make_date(s.year, 1, 1) AS year_from,
    s.cooperation_name,
    s.service_name,
    s.cost_key_name,
    m.name AS participant_name
   FROM (( SELECT n.year,
            n.kind,
            n.payer,
            n.service,
            n.cost_key,
            n.is_only,
            q.name AS cooperation_name,
            e.name AS service_name,
            k.name AS cost_key_name,
            n.before,
            generate_series(1, cardinality(n.party_ids)) AS place,
            unnest(n.party_ids) AS party_id,
            unnest(n.current) AS current,
            unnest(n.amounts) AS amount
           FROM (((regie.key_answers() n(year, kind, payer, service, cost_key, is_only, before, party_ids, current, amounts)
             JOIN regie.party q ON ((q.code = n.payer)))
             JOIN regie.service e ON ((e.code = n.service)))
             JOIN regie.cost_key k ON ((k.code = n.cost_key)))) s
     LEFT JOIN regie.party m ON ((m.party_id = s.party_id)));

CREATE OR REPLACE VIEW regie_report.cost_iv3 (cost_iv3_id, year, kind, party, flow, taakveld, cost_category, amount_eur, finding, year_from, party_name) AS
 WITH line AS MATERIALIZED (
         SELECT b.year,
            b.kind,
            b.payer,
            b.participant,
            e.taakveld,
            b.cost_category,
            min(b.cost_share_id) AS id,
            sum(b.amount_eur) AS amount
           FROM (regie.booked_line b
             JOIN regie.service e ON ((e.code = b.service)))
          GROUP BY b.year, b.kind, b.payer, b.participant, e.taakveld, b.cost_category
        ), flow AS (
         SELECT (l.id * 2) AS id,
            l.year,
            l.kind,
            'payment'::text AS flow,
            l.payer AS party,
            l.taakveld,
            l.cost_category,
            l.amount
           FROM line l
        UNION ALL
         SELECT ((l.id * 2) + 1),
            l.year,
            l.kind,
            'contribution'::text,
            l.participant,
            l.taakveld,
            l.cost_category,
            l.amount
           FROM line l
          WHERE (l.participant IS DISTINCT FROM l.payer)
        )
 SELECT min(f.id) AS cost_iv3_id,
    f.year,
    f.kind,
    f.party,
    f.flow,
    f.taakveld,
    f.cost_category,
    (sum(f.amount))::numeric(18,2) AS amount_eur,
        CASE
            WHEN ((f.taakveld IS NULL) AND (f.cost_category IS NULL)) THEN 'no codes'::text
            WHEN (f.taakveld IS NULL) THEN 'no task field'::text
            WHEN (f.cost_category IS NULL) THEN 'no category'::text
            ELSE NULL::text
        END AS finding,
    make_date(f.year, 1, 1) AS year_from,
    p.name AS party_name
   FROM (flow f
     LEFT JOIN regie.party p ON ((p.code = f.party)))
  GROUP BY f.year, f.kind, f.party, f.flow, f.taakveld, f.cost_category, p.name;

CREATE OR REPLACE VIEW regie_report.budget_actual (budget_actual_id, year, cooperation, service, contract, participant, budget_eur, amendment_eur, amended_budget_eur, advance_eur, actual_eur, expected_eur, forecast_eur, difference_eur, difference_percent, forecast_basis, actual_until, as_of, year_from, cooperation_name, service_name, participant_name) AS
 WITH part AS MATERIALIZED (
         SELECT c.cost_id,
            c.head,
            (c.head = c.cost_id) AS is_head,
            (NOT isempty(r.rest)) AS is_open,
            ((c.costs = 1) AND isempty(r.rest)) AS is_alone,
            c.year,
            c.kind,
            c.payer,
            c.service,
            c.contract,
            y.whole,
            r.rest,
            (c.until - 1) AS actual_until,
            lower(y.whole) AS year_from,
            d.day,
            q.name AS cooperation_name,
            e.name AS service_name,
            b.party_ids,
            b.amounts
           FROM ((((((( SELECT c_1.cost_id,
                    y_1.year,
                    c_1.kind,
                    c_1.payer,
                    c_1.service,
                    c_1.contract,
                    min(c_1.cost_id) OVER one AS head,
                    count(*) OVER one AS costs,
                    max(upper(c_1.period)) FILTER (WHERE (c_1.kind = 'actual'::text)) OVER one AS until
                   FROM (regie.cost c_1
                     CROSS JOIN LATERAL ( SELECT (EXTRACT(year FROM lower(c_1.period)))::integer AS year) y_1)
                  WINDOW one AS (PARTITION BY y_1.year, (c_1.payer COLLATE "C"), (c_1.service COLLATE "C"), (c_1.contract COLLATE "C"))) c
             CROSS JOIN LATERAL ( SELECT daterange(make_date(c.year, 1, 1), make_date((c.year + 1), 1, 1)) AS whole) y)
             CROSS JOIN LATERAL ( SELECT daterange(LEAST(COALESCE(c.until, lower(y.whole)), upper(y.whole)), upper(y.whole)) AS rest) r)
             CROSS JOIN ( SELECT regie.today() AS day) d)
             JOIN regie.booked_parts b ON ((b.cost_id = c.cost_id)))
             JOIN regie.party q ON ((q.code = c.payer)))
             JOIN regie.service e ON ((e.code = c.service)))
        ), priced AS MATERIALIZED (
         SELECT h.head,
            h.payer,
            h.service,
            h.rest,
            sum(
                CASE
                    WHEN (n.per = 'once'::text) THEN
                    CASE
                        WHEN (lower((n.valid * n.run)) <@ h.rest) THEN n.amount
                        ELSE (0)::numeric
                    END
                    ELSE regie.line_cost(h.contract, n.line, lower(n.run), n.amount, n.per, ((n.valid * n.run) * h.rest))
                END) AS amount
           FROM (part h
             JOIN ( SELECT p.contract,
                    p.service,
                    p.line,
                    p.amount,
                    p.per,
                    p.valid,
                    daterange(c.start_on, upper(regie.daterange(c.term))) AS run
                   FROM (regie.contract_price p
                     JOIN regie.contract_state c ON ((c.code = p.contract)))) n ON (((n.contract = h.contract) AND (n.service = h.service))))
          WHERE (h.is_head AND h.is_open)
          GROUP BY h.head, h.payer, h.service, h.rest
        ), head AS MATERIALIZED (
         SELECT h.head,
            h.is_open,
            h.year,
            h.payer,
            h.service,
            h.contract,
            h.whole,
            h.rest,
            h.actual_until,
            h.year_from,
            h.day,
            h.cooperation_name,
            h.service_name,
            (p.head IS NOT NULL) AS is_priced
           FROM (part h
             LEFT JOIN priced p ON ((p.head = h.cost_id)))
          WHERE (h.is_head AND (NOT h.is_alone))
        ), booked AS MATERIALIZED (
         SELECT u.head,
            u.party_id,
            COALESCE(sum(u.amount) FILTER (WHERE (u.kind = 'budget'::text)), (0)::numeric) AS budget,
            COALESCE(sum(u.amount) FILTER (WHERE (u.kind = 'amendment'::text)), (0)::numeric) AS amendment,
            COALESCE(sum(u.amount) FILTER (WHERE (u.kind = 'advance'::text)), (0)::numeric) AS advance,
            COALESCE(sum(u.amount) FILTER (WHERE (u.kind = 'actual'::text)), (0)::numeric) AS actual
           FROM ( SELECT p.head,
                    p.kind,
                    unnest(p.party_ids) AS party_id,
                    unnest(p.amounts) AS amount
                   FROM part p
                  WHERE (NOT p.is_alone)) u
          GROUP BY u.head, u.party_id
        ), expected AS (
         SELECT p.head,
            m_1.party_id,
            regie.allocate(p.amount, COALESCE(b.value, (1)::numeric)) OVER (PARTITION BY p.head ORDER BY (b.participant COLLATE "C")) AS amount
           FROM ((priced p
             CROSS JOIN LATERAL regie.bearers(p.service, p.payer, lower(p.rest)) b(participant, cost_key, value, total, set_on, basis))
             LEFT JOIN regie.party m_1 ON ((m_1.code = b.participant)))
        UNION ALL
         SELECT b.head,
            b.party_id,
            regie.spread((b.budget + b.amendment), h.whole, h.rest) AS spread
           FROM (booked b
             JOIN head h ON ((h.head = b.head)))
          WHERE (h.is_open AND (NOT h.is_priced))
        ), added AS (
         SELECT u.head,
            u.party_id,
            sum(u.budget) AS budget,
            sum(u.amendment) AS amendment,
            sum(u.advance) AS advance,
            sum(u.actual) AS actual,
            COALESCE(sum(u.expected), (0)::numeric) AS expected
           FROM ( SELECT b.head,
                    b.party_id,
                    b.budget,
                    b.amendment,
                    b.advance,
                    b.actual,
                    (0)::numeric AS expected
                   FROM booked b
                UNION ALL
                 SELECT x.head,
                    x.party_id,
                    0,
                    0,
                    0,
                    0,
                    x.amount
                   FROM expected x) u
          GROUP BY u.head, u.party_id
        ), line AS (
         SELECT a.head,
            h.year,
            h.payer,
            h.service,
            h.contract,
            h.actual_until,
                CASE
                    WHEN (NOT h.is_open) THEN 'actual'::text
                    WHEN h.is_priced THEN 'contract'::text
                    ELSE NULL::text
                END AS basis,
            h.year_from,
            h.day,
            h.cooperation_name,
            h.service_name,
            a.party_id,
            a.advance,
            a.actual,
            a.expected,
            a.budget,
            a.amendment
           FROM (added a
             JOIN head h ON ((h.head = a.head)))
        UNION ALL
         SELECT u.head,
            u.year,
            u.payer,
            u.service,
            u.contract,
            u.actual_until,
            'actual'::text,
            u.year_from,
            u.day,
            u.cooperation_name,
            u.service_name,
            u.party_id,
                CASE u.kind
                    WHEN 'advance'::text THEN u.amount
                    ELSE (0)::numeric
                END AS "case",
                CASE u.kind
                    WHEN 'actual'::text THEN u.amount
                    ELSE (0)::numeric
                END AS "case",
            0,
                CASE u.kind
                    WHEN 'budget'::text THEN u.amount
                    ELSE (0)::numeric
                END AS "case",
                CASE u.kind
                    WHEN 'amendment'::text THEN u.amount
                    ELSE (0)::numeric
                END AS "case"
           FROM ( SELECT p.head,
                    p.kind,
                    p.year,
                    p.payer,
                    p.service,
                    p.contract,
                    p.actual_until,
                    p.year_from,
                    p.day,
                    p.cooperation_name,
                    p.service_name,
                    unnest(p.party_ids) AS party_id,
                    unnest(p.amounts) AS amount
                   FROM part p
                  WHERE p.is_alone) u
        )
 SELECT (((j.head)::bigint * 1000000) + COALESCE(j.party_id, 0)) AS budget_actual_id,
    j.year,
    j.payer AS cooperation,
    j.service,
    j.contract,
    m.code AS participant,
    (j.budget)::numeric(18,2) AS budget_eur,
    (j.amendment)::numeric(18,2) AS amendment_eur,
    (j.amended)::numeric(18,2) AS amended_budget_eur,
    (j.advance)::numeric(18,2) AS advance_eur,
    (j.actual)::numeric(18,2) AS actual_eur,
    (j.expected)::numeric(18,2) AS expected_eur,
    (j.forecast)::numeric(18,2) AS forecast_eur,
    ((j.forecast - j.amended))::numeric(18,2) AS difference_eur,
    (
        CASE
            WHEN ((j.amended > (0)::numeric) AND (abs(j.forecast) < ((100)::numeric * j.amended))) THEN ((((100)::numeric * j.forecast) / j.amended) - (100)::numeric)
            ELSE NULL::numeric
        END)::numeric(9,2) AS difference_percent,
    COALESCE(j.basis,
        CASE
            WHEN (j.amended <> (0)::numeric) THEN 'budget'::text
            ELSE 'actual'::text
        END) AS forecast_basis,
    j.actual_until,
    j.day AS as_of,
    j.year_from,
    j.cooperation_name,
    j.service_name,
    m.name AS participant_name
   FROM (( SELECT c.head,
            c.year,
            c.payer,
            c.service,
            c.contract,
            c.actual_until,
            c.basis,
            c.year_from,
            c.day,
            c.cooperation_name,
            c.service_name,
            c.party_id,
            c.advance,
            c.actual,
            c.expected,
            c.budget,
            c.amendment,
            (c.budget + c.amendment) AS amended,
            (c.actual + c.expected) AS forecast
           FROM line c
         OFFSET 0) j
     LEFT JOIN regie.party m ON ((m.party_id = j.party_id)));

CREATE OR REPLACE FUNCTION regie.metabase_metadata(language text DEFAULT 'en'::text)
 RETURNS TABLE(keypath text, value text)
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT ((((c.view_name || '.'::text) || c.column_name) || '.'::text) || v.property),
     v.value
    FROM (regie.report_column(metabase_metadata.language) c(schema_name, view_name, view_comment, place, column_name, type_name, column_comment, is_key)
      CROSS JOIN LATERAL ( VALUES ('semantic_type'::text,
                 CASE
                     WHEN c.is_key THEN 'type/PK'::text
                     WHEN (c.column_name ~ '_eur$'::text) THEN 'type/Currency'::text
                     WHEN ((c.column_name ~ '^(share|aandeel)|_(share|aandeel|pct)$'::text) AND (c.type_name ~~ 'numeric%'::text)) THEN 'type/Share'::text
                     WHEN (c.column_name ~ '(^|_)(name|naam)$'::text) THEN 'type/Name'::text
                     WHEN ((c.type_name = ANY (ARRAY['text'::text, 'boolean'::text])) AND (c.column_name !~ '(explanation|toelichting|note|opmerking|description|omschrijving|title|titel)'::text)) THEN 'type/Category'::text
                     ELSE NULL::text
                 END), ('display_name'::text,
                 CASE
                     WHEN (c.column_name ~ '_eur$'::text) THEN ((((initcap("left"(c.column_name, 1)) || replace(substr(c.column_name, 2, (length(c.column_name) - 5)), '_'::text, ' '::text)) || ' ('::text) ||
                     CASE
                         WHEN (getdatabaseencoding() = 'UTF8'::name) THEN chr((8364 + (0 * length(c.column_name))))
                         ELSE 'EUR'::text
                     END) || ')'::text)
                     ELSE (initcap("left"(c.column_name, 1)) || replace(substr(c.column_name, 2), '_'::text, ' '::text))
                 END)) v(property, value))
   WHERE (v.value IS NOT NULL);
END;

UPDATE regie.finding_kind SET remedy_nl = 'Verleng, of beëindig het gebruik.' WHERE finding_kind_id = '723';

UPDATE regie.finding_kind SET remedy_nl = 'Wijs iemand aan, of beëindig de rol.' WHERE finding_kind_id = '705';

CREATE FUNCTION regie.contract_shares()
 RETURNS TABLE(contract_id integer, contract text, supplier text, title text, day date, participant text, basis text, share numeric, yearly numeric, price numeric, from_on date, to_on date, pools bigint, one_sign boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE COST 10000 ROWS 10000
 SET jit TO 'off'
BEGIN ATOMIC
 WITH dated AS MATERIALIZED (
          SELECT c.contract_id,
             c.code,
             c.title,
             c.supplier,
             c.start_on,
             c.cost_key,
                 CASE
                     WHEN (NOT (c.code IN ( SELECT m.contract
                        FROM regie.contract_amendment m
                       WHERE (m.customer IS NOT NULL)))) THEN c.customer
                     ELSE NULL::text
                 END AS payer,
             t.day,
             GREATEST(t.day, c.start_on) AS from_on,
             GREATEST(t.day, c.start_on, regie.locked_in_until(c.term, t.day)) AS free_on,
             (c.code IN ( SELECT u.contract
                    FROM regie.contract_use u
                   WHERE (u.share IS NOT NULL))) AS shared
            FROM (regie.contract_state c
              CROSS JOIN ( SELECT regie.today() AS day) t)
           WHERE (regie.status(c.term, t.day) <> 'ended'::text)
         ), price AS MATERIALIZED (
          SELECT d_1.code,
             d_1.start_on,
             d_1.from_on,
             n.line,
             n.amount,
             n.per,
             n.contract_line_id,
             (n.valid * daterange(d_1.from_on, d_1.free_on)) AS valid,
                 CASE
                     WHEN ((NOT d_1.shared) AND (d_1.cost_key IS NULL)) THEN n.service
                     ELSE NULL::text
                 END AS service,
                 CASE
                     WHEN (n.valid @> d_1.from_on) THEN regie.line_year(d_1.code, n.line, n.amount, n.per, d_1.from_on)
                     ELSE (0)::numeric
                 END AS yearly
            FROM (dated d_1
              JOIN regie.contract_price n ON ((n.contract = d_1.code)))
         ), pool AS MATERIALIZED (
          SELECT d_1.code,
             d_1.from_on,
             d_1.free_on,
             d_1.day,
             d_1.shared,
             d_1.cost_key,
             d_1.payer,
             p.service,
             COALESCE(p.yearly, (0)::numeric) AS yearly,
             count(*) OVER contract AS pools,
             COALESCE(((min(p.yearly) OVER contract >= (0)::numeric) OR (max(p.yearly) OVER contract <= (0)::numeric)), false) AS one_sign
            FROM (dated d_1
              LEFT JOIN ( SELECT q.code,
                     q.service,
                     sum(q.yearly) AS yearly
                    FROM price q
                   GROUP BY q.code, q.service) p ON ((p.code = d_1.code)))
           WHERE ((p.service IS NOT NULL) OR d_1.shared OR (d_1.cost_key IS NOT NULL))
           WINDOW contract AS (PARTITION BY d_1.code)
         ), own_key_day AS MATERIALIZED (
          SELECT v.cost_key,
             b.day
            FROM (regie.cost_key_value v
              CROSS JOIN LATERAL ( VALUES (lower(v.valid)), (upper(v.valid))) b(day))
         UNION
          SELECT v.cost_key,
             lower(s_1.valid) AS lower
            FROM (regie.cost_key_value v
              JOIN regie.party_places() s_1(party, place, valid) ON ((s_1.party = v.party)))
         ), key_day AS MATERIALIZED (
          SELECT d_1.cost_key,
             d_1.day
            FROM own_key_day d_1
         UNION
          SELECT m.cost_key,
             d_1.day
            FROM (regie.cost_key_part m
              JOIN own_key_day d_1 ON ((d_1.cost_key = m.part_key)))
         UNION
          SELECT m.cost_key,
             b.day
            FROM (regie.cost_key_part m
              CROSS JOIN LATERAL ( VALUES (lower(m.valid)), (upper(m.valid))) b(day))
         ), service_day AS MATERIALIZED (
          SELECT r.service,
             b.day
            FROM (regie.allocation_rule r
              CROSS JOIN LATERAL ( VALUES (lower(r.valid)), (upper(r.valid))) b(day))
         UNION
          SELECT r.service,
             k.day
            FROM (regie.allocation_rule r
              JOIN key_day k ON (((k.cost_key = r.cost_key) AND ((r.valid @> k.day) IS TRUE))))
         ), turn AS (
          SELECT p.code,
             p.from_on,
             p.free_on,
             p.day,
             p.shared,
             p.cost_key,
             p.payer,
             p.service,
             p.yearly,
             p.pools,
             p.one_sign,
             p.from_on AS turn_on
            FROM pool p
         UNION
          SELECT p.code,
             p.from_on,
             p.free_on,
             p.day,
             p.shared,
             p.cost_key,
             p.payer,
             p.service,
             p.yearly,
             p.pools,
             p.one_sign,
             b.day
            FROM ((pool p
              JOIN regie.contract_use u ON ((u.contract = p.code)))
              CROSS JOIN LATERAL ( VALUES (lower(u.valid)), (upper(u.valid))) b(day))
           WHERE (
                 CASE
                     WHEN p.shared THEN (u.share IS NOT NULL)
                     ELSE (p.cost_key IS NOT NULL)
                 END AND (b.day > p.from_on) AND (b.day < p.free_on))
         UNION
          SELECT p.code,
             p.from_on,
             p.free_on,
             p.day,
             p.shared,
             p.cost_key,
             p.payer,
             p.service,
             p.yearly,
             p.pools,
             p.one_sign,
             lower(s_1.valid) AS lower
            FROM ((pool p
              JOIN regie.contract_use u ON ((u.contract = p.code)))
              JOIN regie.party_places() s_1(party, place, valid) ON ((s_1.party = u.party)))
           WHERE (
                 CASE
                     WHEN p.shared THEN (u.share IS NOT NULL)
                     ELSE (p.cost_key IS NOT NULL)
                 END AND (lower(s_1.valid) > p.from_on) AND (lower(s_1.valid) < p.free_on))
         UNION
          SELECT p.code,
             p.from_on,
             p.free_on,
             p.day,
             p.shared,
             p.cost_key,
             p.payer,
             p.service,
             p.yearly,
             p.pools,
             p.one_sign,
             k.day
            FROM (pool p
              JOIN key_day k ON ((k.cost_key = p.cost_key)))
           WHERE ((NOT p.shared) AND (k.day > p.from_on) AND (k.day < p.free_on))
         UNION
          SELECT p.code,
             p.from_on,
             p.free_on,
             p.day,
             p.shared,
             p.cost_key,
             p.payer,
             p.service,
             p.yearly,
             p.pools,
             p.one_sign,
             s_1.day
            FROM (pool p
              JOIN service_day s_1 ON ((s_1.service = p.service)))
           WHERE ((s_1.day > p.from_on) AND (s_1.day < p.free_on))
         UNION
          SELECT p.code,
             p.from_on,
             p.free_on,
             p.day,
             p.shared,
             p.cost_key,
             p.payer,
             p.service,
             p.yearly,
             p.pools,
             p.one_sign,
             m.effective_on
            FROM (pool p
              JOIN regie.contract_amendment m ON (((m.contract = p.code) AND (m.customer IS NOT NULL) AND (m.known_on <= p.day))))
           WHERE ((p.service IS NOT NULL) AND (m.effective_on > p.from_on) AND (m.effective_on < p.free_on))
         ), stretch AS MATERIALIZED (
          SELECT t.code,
             t.service,
             t.turn_on AS from_on,
             COALESCE(lead(t.turn_on) OVER (PARTITION BY t.code, t.service ORDER BY t.turn_on), t.free_on) AS to_on,
             (t.turn_on = t.from_on) AS is_now,
             t.pools,
             t.one_sign,
             t.payer,
                 CASE
                     WHEN (t.turn_on = t.from_on) THEN t.yearly
                     ELSE (0)::numeric
                 END AS yearly
            FROM turn t
         ), counted AS (
          SELECT s_1.code,
             s_1.service,
             s_1.from_on,
             s_1.to_on,
             s_1.is_now,
             s_1.pools,
             s_1.one_sign,
             s_1.payer,
             s_1.yearly,
             (c.price - COALESCE(lag(c.price) OVER (PARTITION BY n.contract_line_id, n.valid ORDER BY s_1.from_on), (0)::numeric)) AS price
            FROM ((( SELECT price.code,
                     price.start_on,
                     price.from_on,
                     price.line,
                     price.amount,
                     price.per,
                     price.contract_line_id,
                     price.valid,
                     price.service,
                     price.yearly
                    FROM price
                   WHERE (NOT isempty(price.valid))) n
              FULL JOIN stretch s_1 ON (((s_1.code = n.code) AND (COALESCE(s_1.service, ''::text) = COALESCE(n.service, ''::text)))))
              CROSS JOIN LATERAL ( SELECT regie.line_cost(n.code, n.line, n.start_on, n.amount, n.per, (n.valid * daterange(n.from_on, s_1.to_on))) AS price
                  OFFSET 0) c)
         ), costed AS MATERIALIZED (
          SELECT s_1.code,
             s_1.service,
             s_1.from_on,
             s_1.to_on,
             s_1.is_now,
             s_1.pools,
             s_1.one_sign,
             s_1.yearly,
             COALESCE(sum(s_1.price), (0)::numeric) AS price,
                 CASE
                     WHEN (s_1.service IS NOT NULL) THEN COALESCE(s_1.payer, ( SELECT c.customer
                        FROM regie.contract_as_of(s_1.from_on, regie.today()) c(contract_id, code, title, customer, supplier, conditions, kind, cpv, procured_on, signed_on, start_on, renewal, ended_on, term, amendment, cost_key)
                       WHERE (c.code = s_1.code)))
                     ELSE NULL::text
                 END AS payer
            FROM counted s_1
           GROUP BY s_1.code, s_1.service, s_1.from_on, s_1.to_on, s_1.is_now, s_1.pools, s_1.one_sign, s_1.yearly, s_1.payer
         ), keyed AS MATERIALIZED (
          SELECT c.code,
             c.service,
             c.from_on,
             c.to_on,
             c.is_now,
             c.pools,
             c.one_sign,
             c.yearly,
             c.price,
             c.payer,
             dense_rank() OVER (ORDER BY r.cost_key, c.payer, c.from_on) AS key_no,
             min(c.service) OVER (PARTITION BY r.cost_key, c.payer, c.from_on) AS spokesman
            FROM (costed c
              LEFT JOIN regie.allocation_rule r ON (((r.service = c.service) AND ((r.valid @> c.from_on) IS TRUE))))
           WHERE (c.service IS NOT NULL)
         ), asked AS MATERIALIZED (
          SELECT q.key_no,
             b.participants,
             b.weights,
             b.shares,
             b.bases
            FROM (( SELECT DISTINCT k.key_no,
                     k.spokesman,
                     k.payer,
                     k.from_on
                    FROM keyed k) q
              CROSS JOIN LATERAL ( SELECT array_agg(b_1.participant ORDER BY (b_1.participant COLLATE "C")) AS participants,
                     array_agg(COALESCE(b_1.value, (1)::numeric) ORDER BY (b_1.participant COLLATE "C")) AS weights,
                     array_agg(COALESCE((b_1.value / b_1.total), (1)::numeric) ORDER BY (b_1.participant COLLATE "C")) AS shares,
                     array_agg(b_1.basis ORDER BY (b_1.participant COLLATE "C")) AS bases
                    FROM regie.bearers(q.spokesman, q.payer, q.from_on) b_1(participant, cost_key, value, total, set_on, basis)) b)
         ), borne AS (
          SELECT s_1.code,
             s_1.from_on,
             s_1.to_on,
             s_1.is_now,
             s_1.pools,
             s_1.one_sign,
             s_1.yearly,
             s_1.price,
             b.participants,
             b.weights,
             b.shares,
             b.bases
            FROM (keyed s_1
              JOIN asked b ON ((b.key_no = s_1.key_no)))
         UNION ALL
          SELECT s_1.code,
             s_1.from_on,
             s_1.to_on,
             s_1.is_now,
             s_1.pools,
             s_1.one_sign,
             s_1.yearly,
             s_1.price,
             b.participants,
             b.weights,
             b.shares,
             b.bases
            FROM (costed s_1
              CROSS JOIN LATERAL ( SELECT array_agg(b_1.participant ORDER BY (b_1.participant COLLATE "C")) AS participants,
                     array_agg(COALESCE(b_1.weight, (1)::numeric) ORDER BY (b_1.participant COLLATE "C")) AS weights,
                     array_agg(COALESCE((b_1.weight / b_1.total), (1)::numeric) ORDER BY (b_1.participant COLLATE "C")) AS shares,
                     array_agg(b_1.basis ORDER BY (b_1.participant COLLATE "C")) AS bases
                    FROM regie.contract_bearers(s_1.code, NULL::text, s_1.from_on) b_1(participant, cost_key, weight, total, basis)) b)
           WHERE (s_1.service IS NULL)
         ), summed AS (
          SELECT s_1.code,
             p.participant,
                 CASE
                     WHEN (min((p.basis COLLATE "C")) = max((p.basis COLLATE "C"))) THEN min((p.basis COLLATE "C"))
                     ELSE 'several'::text
                 END AS basis,
             COALESCE(max(p.share), (0)::numeric) AS share,
             COALESCE(sum(p.yearly), (0)::numeric) AS yearly,
             sum(p.price) AS price,
             min(s_1.from_on) AS from_on,
             max(s_1.to_on) AS to_on,
             min(s_1.pools) AS pools,
             bool_and(s_1.one_sign) AS one_sign
            FROM (borne s_1
              CROSS JOIN LATERAL ( SELECT unnest(s_1.participants) AS participant,
                     unnest(s_1.bases) AS basis,
                     unnest(regie.allocate_parts(s_1.price, s_1.weights)) AS price,
                     unnest(
                         CASE
                             WHEN s_1.is_now THEN regie.allocate_parts(s_1.yearly, s_1.weights)
                             ELSE NULL::numeric[]
                         END) AS yearly,
                     unnest(
                         CASE
                             WHEN s_1.is_now THEN s_1.shares
                             ELSE NULL::numeric[]
                         END) AS share) p)
           GROUP BY s_1.code, p.participant
         )
  SELECT d.contract_id,
     s.code,
     d.supplier,
     d.title,
     d.day,
     s.participant,
     s.basis,
     s.share,
     s.yearly,
     s.price,
     s.from_on,
     s.to_on,
     s.pools,
     s.one_sign
    FROM (summed s
      JOIN dated d ON ((d.code = s.code)));
END;

CREATE OR REPLACE VIEW regie_report.contract_share (contract_share_id, contract, participant, share, yearly_eur, commitment_eur, share_from, share_until, basis, as_of, supplier, contract_title, participant_name) AS
 SELECT (((s.contract_id)::bigint * 1000000) + COALESCE(m.party_id, 0)) AS contract_share_id,
    s.contract,
    s.participant,
    (
        CASE
            WHEN (s.pools = 1) THEN s.share
            WHEN s.one_sign THEN (s.yearly / NULLIF(sum(s.yearly) OVER (PARTITION BY s.contract), (0)::numeric))
            ELSE NULL::numeric
        END)::numeric(9,6) AS share,
    (s.yearly)::numeric(18,2) AS yearly_eur,
    (s.price)::numeric(18,2) AS commitment_eur,
    s.from_on AS share_from,
    (GREATEST(s.to_on, (s.from_on + 1)) - 1) AS share_until,
    s.basis,
    s.day AS as_of,
    s.supplier,
    s.title AS contract_title,
    m.name AS participant_name
   FROM (regie.contract_shares() s(contract_id, contract, supplier, title, day, participant, basis, share, yearly, price, from_on, to_on, pools, one_sign)
     LEFT JOIN regie.party m ON ((m.code = s.participant)));

CREATE OR REPLACE VIEW regie_report.contract_price_history (contract_price_history_id, contract, line, service, from_on, price_reason, price_before_eur, price_after_eur, price_per, change_percent, series, figure_from, granularity, index_value, published_percent, figure_status, published_on, base_series, base_from, index_base, cap_percent, floor_percent, announce_until, announced_on, asked_percent, rule_reason, price_by_rule_eur, price_allowed_eur, as_of, supplier, title, supplier_name, service_name, price_unit) AS
 SELECT (((s.contract_line_id)::bigint * 1000000) + (s.from_on - '1900-01-01'::date)) AS contract_price_history_id,
    s.contract,
    s.line,
    s.service,
    s.from_on,
    s.reason AS price_reason,
    (s.price_before)::numeric(18,6) AS price_before_eur,
    (s.price_after)::numeric(18,6) AS price_after_eur,
    s.per AS price_per,
    (s.change)::numeric(18,6) AS change_percent,
    s.series,
    s.period_from AS figure_from,
    s.granularity,
    (s.index_value)::numeric(18,6) AS index_value,
    (s.published_change)::numeric(18,6) AS published_percent,
    s.status AS figure_status,
    s.published_on,
    s.base_series,
    s.base_period_from AS base_from,
    (s.base_value)::numeric(18,6) AS index_base,
    (s.cap)::numeric(18,6) AS cap_percent,
    (s.floor)::numeric(18,6) AS floor_percent,
    s.announce_until,
    s.announced_on,
    (s.asked_change)::numeric(18,6) AS asked_percent,
    s.rule_reason,
    (s.price_by_rule)::numeric(18,6) AS price_by_rule_eur,
    (s.price_allowed)::numeric(18,6) AS price_allowed_eur,
    t.day AS as_of,
    c.supplier,
    c.title,
    p.name AS supplier_name,
    e.name AS service_name,
    s.unit AS price_unit
   FROM ((((( SELECT regie.today() AS day) t
     CROSS JOIN LATERAL regie.price_steps(NULL::text, NULL::integer, t.day) s(contract, line, contract_line_id, service, per, unit, from_on, reason, rule_reason, price_before, price_after, price_by_rule, price_allowed, change, allowed_change, index_rule_id, basis, series, granularity, period_from, index_value, published_change, status, published_on, base_series, base_period_from, base_value, cap, floor, announce_until, announced_on, asked_change, is_settled))
     JOIN ( SELECT DISTINCT ON (n.code) n.code,
            n.supplier,
            n.title
           FROM regie.contract_state n) c ON ((c.code = s.contract)))
     JOIN regie.party p ON ((p.code = c.supplier)))
     JOIN regie.service e ON ((e.code = s.service)));

CREATE OR REPLACE VIEW regie_report.contract_price_finding (contract_price_finding_id, price_finding, contract, line, service, from_on, price_found_eur, price_expected_eur, difference_eur, price_per, yearly_difference_eur, rule_reason, as_of, supplier, title, supplier_name, service_name) AS
 WITH step AS MATERIALIZED (
         SELECT s.contract,
            s.line,
            s.contract_line_id,
            s.service,
            s.per,
            s.unit,
            s.from_on,
            s.reason,
            s.rule_reason,
            s.price_before,
            s.price_after,
            s.price_by_rule,
            s.price_allowed,
            s.change,
            s.allowed_change,
            s.index_rule_id,
            s.basis,
            s.series,
            s.granularity,
            s.period_from,
            s.index_value,
            s.published_change,
            s.status,
            s.published_on,
            s.base_series,
            s.base_period_from,
            s.base_value,
            s.cap,
            s.floor,
            s.announce_until,
            s.announced_on,
            s.asked_change,
            s.is_settled,
            t.day,
            (s.from_on = max(s.from_on) OVER (PARTITION BY s.contract, s.line)) AS is_last
           FROM (( SELECT regie.today() AS day) t
             CROSS JOIN LATERAL regie.price_steps(NULL::text, NULL::integer, t.day) s(contract, line, contract_line_id, service, per, unit, from_on, reason, rule_reason, price_before, price_after, price_by_rule, price_allowed, change, allowed_change, index_rule_id, basis, series, granularity, period_from, index_value, published_change, status, published_on, base_series, base_period_from, base_value, cap, floor, announce_until, announced_on, asked_change, is_settled))
        ), contract AS MATERIALIZED (
         SELECT c_1.code,
            c_1.supplier,
            c_1.title,
            c_1.start_on,
            c_1.term
           FROM regie.contract_state c_1
        ), compared AS (
         SELECT
                CASE
                    WHEN (abs(s.price_after) > abs(b.price)) THEN 1
                    ELSE 2
                END AS place,
            s.contract_line_id,
            s.contract,
            s.line,
            s.service,
            s.from_on,
            s.rule_reason,
            s.per,
            s.price_after AS found,
            b.price AS expected,
            s.day
           FROM (step s
             CROSS JOIN LATERAL ( SELECT
                        CASE
                            WHEN (s.index_rule_id IS NOT NULL) THEN s.price_by_rule
                            ELSE s.price_before
                        END AS price) b)
          WHERE ((s.reason = 'new price agreed'::text) AND (s.price_after <> b.price) AND ((s.index_rule_id IS NOT NULL) OR (EXISTS ( SELECT
                   FROM regie.index_rule r
                  WHERE ((r.contract = s.contract) AND (COALESCE(r.line, s.line) = s.line) AND ((r.valid @> s.from_on) IS TRUE))))) AND ((s.index_rule_id IS NOT NULL) OR (EXISTS ( SELECT
                   FROM regie.contract_price n
                  WHERE ((n.contract = s.contract) AND (n.line = s.line) AND ((n.valid @> (s.from_on - 1)) IS TRUE) AND (n.per = s.per))))))
        UNION ALL
         SELECT 3,
            n.contract_line_id,
            s.contract,
            s.line,
            s.service,
            s.from_on,
            s.rule_reason,
            s.per,
            n.amount,
            s.price_after,
            s.day
           FROM ((step s
             JOIN regie.contract_price n ON (((n.contract = s.contract) AND (n.line = s.line) AND ((n.valid @> s.day) IS TRUE))))
             JOIN contract c_1 ON ((c_1.code = s.contract)))
          WHERE (s.is_last AND (n.amount <> s.price_after) AND regie.contains(c_1.term, s.day))
        UNION ALL
         SELECT 4,
            s.contract_line_id,
            s.contract,
            s.line,
            s.service,
            s.from_on,
            s.rule_reason,
            s.per,
            NULL::numeric,
            NULL::numeric,
            s.day
           FROM step s
          WHERE (s.rule_reason = 'no figure yet'::text)
        ), found AS (
         SELECT (((((f_1.contract_line_id)::bigint * 1000000) + (f_1.from_on - '1900-01-01'::date)) * 10) + f_1.place) AS id,
            f_1.place,
            f_1.contract_line_id,
            f_1.contract,
            f_1.line,
            f_1.service,
            f_1.from_on,
            f_1.rule_reason,
            f_1.per,
            f_1.found,
            f_1.expected,
            f_1.day
           FROM compared f_1
        UNION ALL
         SELECT (((i.index_announcement_id)::bigint * 10) + 5),
            5,
            NULL::integer,
            i.contract,
            NULL::integer,
            NULL::text,
            i.apply_on,
            NULL::text,
            NULL::text,
            NULL::numeric,
            NULL::numeric,
            t.day
           FROM (regie.index_announcement i
             CROSS JOIN ( SELECT regie.today() AS day) t)
          WHERE ((i.announced_on <= t.day) AND (NOT (EXISTS ( SELECT
                   FROM (regie.index_rule r
                     JOIN contract c_1 ON ((c_1.code = r.contract)))
                  WHERE ((r.contract = i.contract) AND (r.basis <> 'none'::text) AND (EXTRACT(month FROM i.apply_on) = (r.apply_month)::numeric) AND (EXTRACT(day FROM i.apply_on) = (r.apply_day)::numeric) AND ((r.valid @> i.apply_on) IS TRUE) AND ((i.apply_on < r.first_apply_on) IS NOT TRUE) AND (i.apply_on > c_1.start_on) AND regie.contains(c_1.term, i.apply_on))))))
        )
 SELECT f.id AS contract_price_finding_id,
        CASE f.place
            WHEN 1 THEN 'above rule'::text
            WHEN 2 THEN 'below rule'::text
            WHEN 3 THEN 'step not recorded'::text
            WHEN 4 THEN 'figure missing'::text
            ELSE 'announced for another day'::text
        END AS price_finding,
    f.contract,
    f.line,
    f.service,
    f.from_on,
    (f.found)::numeric(18,6) AS price_found_eur,
    (f.expected)::numeric(18,6) AS price_expected_eur,
    ((f.found - f.expected))::numeric(18,6) AS difference_eur,
    f.per AS price_per,
    (((
        CASE f.per
            WHEN 'month'::text THEN 12
            WHEN 'quarter'::text THEN 4
            WHEN 'year'::text THEN 1
            ELSE NULL::integer
        END)::numeric * (f.found - f.expected)))::numeric(18,2) AS yearly_difference_eur,
    f.rule_reason,
    f.day AS as_of,
    c.supplier,
    c.title,
    p.name AS supplier_name,
    e.name AS service_name
   FROM (((found f
     JOIN contract c ON ((c.code = f.contract)))
     JOIN regie.party p ON ((p.code = c.supplier)))
     LEFT JOIN regie.service e ON ((e.code = f.service)));

UPDATE regie.label SET dutch = 'Van wat contracten kosten die niet te beëindigen zijn.' WHERE kind = 'value' AND object = 'exit_basis' AND item = 'loss';

UPDATE regie.label SET dutch = 'Wat als elke deelnemer op de eerstvolgende 1 januari zou uittreden: zijn deel van wat contracten blijven kosten die, als op de peildatum gehandeld wordt, niet eerder te beëindigen zijn. Een rij per deelnemer en jaar. Key: vertrek_wat_als_id.' WHERE kind = 'view' AND object = 'leave_what_if' AND item = '';

UPDATE regie.label SET dutch = 'Wat contracten die nog niet te beëindigen zijn na een vertrek blijven kosten, en wie dat draagt in plaats van de uittreder: een rij per vertrek, contract, dienst, jaar en deelnemer. Over deelnemers telt verschil_eur op tot nul. Key: achterblijvende_kosten_id.' WHERE kind = 'view' AND object = 'stranded_cost' AND item = '';

UPDATE regie.label SET dutch = 'Wat contracten kosten die niet te beëindigen zijn, vijf jaar lang.' WHERE kind = 'value' AND object = 'exit_schedule_name' AND item = 'Direct loss, bridged for five years';

UPDATE regie.label SET dutch = 'bijdrage (van een jaar) of schade (door contracten die niet te beëindigen zijn).' WHERE kind = 'column' AND object = '*' AND item = 'exit_basis';

INSERT INTO regie.label (kind, object, item, dutch_name, english, dutch)
OVERRIDING SYSTEM VALUE VALUES
	('column', 'roadmap_step', 'actual_finish', 'werkelijk_einde_datum', 'Last day on which it was really worked on. Empty: it is not finished by today.', 'Laatste dag waarop er werkelijk aan gewerkt is. Leeg: vandaag nog niet gereed.'),
	('column', 'roadmap_step', 'actual_start', 'werkelijk_begin_datum', 'Day on which it really started. Empty: it has not by today.', 'Dag waarop de stap werkelijk begon. Leeg: vandaag nog niet.'),
	('column', 'roadmap_step', 'progress', 'voortgang', 'not started, under way, overdue (under way, and all days that it was to take are used up), finished, or dated ahead (an actual day comes after today and does not count yet).', 'niet begonnen, onderweg, uitgelopen (onderweg, en alle dagen die hij zou duren zijn op), gereed, of vooruit gedateerd (een werkelijke dag ligt na vandaag en telt nog niet mee).'),
	('column', 'roadmap_step', 'progress_percent', 'voortgang_percentage', 'Working days since it started, in whole per cent of these and the remaining ones: 0 before it starts, 100 when it is finished.', 'Werkdagen sinds het begin, in hele procenten van die en de resterende samen: 0 voordat de stap begint, 100 als hij gereed is.'),
	('column', 'roadmap_step', 'remaining_days', 'resterende_werkdagen', 'Working days that it still needs from today on: as stated less the working days since then, or the duration less those since it started, at least 1. Empty: not under way.', 'Werkdagen die de stap vanaf vandaag nog nodig heeft: zoals opgegeven min de werkdagen sindsdien, of de duur min die sinds het begin, minstens 1. Leeg: niet onderweg.'),
	('value', 'progress', 'dated ahead', 'vooruit gedateerd', 'An actual day comes after today; it does not count yet.', 'Een werkelijke dag ligt na vandaag; die telt nog niet mee.'),
	('value', 'progress', 'finished', 'gereed', 'It has an actual finish, or is a milestone that has passed.', 'Er is een werkelijk einde, of het is een mijlpaal die gepasseerd is.'),
	('value', 'progress', 'not started', 'niet begonnen', 'It has no actual start.', 'Er is geen werkelijk begin.'),
	('value', 'progress', 'overdue', 'uitgelopen', 'It is under way, and all days that it was to take, by its duration or as last stated, are used up: it is taken to need one more working day.', 'Onderweg, en alle dagen die hij zou duren, volgens de duur of zoals het laatst opgegeven, zijn op: er wordt met een werkdag gerekend.'),
	('value', 'progress', 'under way', 'onderweg', 'It has started and is not finished.', 'Begonnen en nog niet gereed.');

CREATE OR REPLACE VIEW regie_report.leave_what_if (leave_what_if_id, cooperation, leaver, leaves_on, bound_year, contracts, stranded_eur, bound_to, as_of, bound_year_from, cooperation_name, leaver_name) AS
 WITH day AS (
         SELECT regie.today() AS as_of,
            make_date(((EXTRACT(year FROM regie.today()))::integer + 1), 1, 1) AS leaves_on
        ), bound AS MATERIALIZED (
         SELECT q.cooperation,
            p.participant,
            b.year,
            b.contract,
            sum(p.amount) AS amount,
            max(upper(b.valid)) AS free_on
           FROM ((( SELECT DISTINCT n_1.cooperation,
                    d_1.leaves_on,
                    d_1.as_of
                   FROM (regie.participation n_1
                     CROSS JOIN day d_1)
                  WHERE (n_1.valid @> d_1.as_of)) q
             CROSS JOIN LATERAL regie.bound_split(q.cooperation, q.leaves_on, q.as_of) b(contract, service, year, valid, committed, total, participants, weights, amounts))
             CROSS JOIN LATERAL UNNEST(b.participants, b.amounts) p(participant, amount))
          GROUP BY q.cooperation, p.participant, b.year, b.contract
        ), summed AS (
         SELECT b.cooperation,
            b.participant,
            b.year,
            count(*) AS contracts,
            sum(b.amount) AS amount,
            max(b.free_on) AS free_on
           FROM bound b
          GROUP BY b.cooperation, b.participant, b.year
        )
 SELECT (((n.participation_id)::bigint * 10000) + s.year) AS leave_what_if_id,
    n.cooperation,
    n.party AS leaver,
    d.leaves_on,
    s.year AS bound_year,
    (s.contracts)::integer AS contracts,
    (s.amount)::numeric(18,2) AS stranded_eur,
    (s.free_on - 1) AS bound_to,
    d.as_of,
    make_date(s.year, 1, 1) AS bound_year_from,
    c.name AS cooperation_name,
    l.name AS leaver_name
   FROM ((((regie.participation n
     CROSS JOIN day d)
     JOIN summed s ON (((s.cooperation = n.cooperation) AND (s.participant = n.party))))
     JOIN regie.party c ON ((c.code = n.cooperation)))
     JOIN regie.party l ON ((l.code = n.party)))
  WHERE (n.valid @> d.as_of);

CREATE OR REPLACE VIEW regie_report.service_level_result (service_level_result_id, contract, service_level, supplier, period_from, period_until, value, target, target_direction, unit, is_met, level_result, misses, rescind_misses, rescind_periods, is_rescindable, rescindable_label, unmeasured, fee_eur, share_of_fee, credit_before_cap_eur, credit_eur, credit_cap_eur, credit_claimed_on, value_basis, hours_down, level_measure, as_of, title, contract_title, supplier_name) AS
 WITH at AS (
         SELECT t.day,
            make_date(((EXTRACT(year FROM t.day))::integer - 3), 1, 1) AS shown_from
           FROM ( SELECT regie.today() AS day) t
        ), level AS MATERIALIZED (
         SELECT l.service_level_id,
            l.contract,
            l.code,
            l.title,
            l.measure,
            l.unit,
            l.direction,
            l.target,
            l.period,
            l.misses,
            l.periods,
            l.from_outages,
            l.service_days,
            l.opens,
            l.closes,
            c.contract_id,
            c.supplier,
            c.start_on,
            c.title AS contract_title,
            a.day,
            a.shown_from,
            regie.daterange(c.term) AS running,
            (l.valid * regie.daterange(c.term)) AS days,
            ((a.shown_from - (s_1.step * ((COALESCE(l.periods, 1) - 1))::double precision)))::date AS counted_from
           FROM (((at a
             CROSS JOIN regie.service_level l)
             JOIN regie.contract_state c ON ((c.code = l.contract)))
             CROSS JOIN LATERAL ( SELECT
                        CASE l.period
                            WHEN 'month'::text THEN '1 mon'::interval
                            WHEN 'quarter'::text THEN '3 mons'::interval
                            ELSE '1 year'::interval
                        END AS step) s_1)
        ), cell AS MATERIALIZED (
         SELECT l.service_level_id,
            l.contract,
            l.code,
            l.title,
            l.measure,
            l.unit,
            l.direction,
            l.target,
            l.period,
            l.misses,
            l.periods,
            l.from_outages,
            l.service_days,
            l.opens,
            l.closes,
            l.contract_id,
            l.supplier,
            l.start_on,
            l.contract_title,
            l.day,
            l.shown_from,
            l.running,
            l.days,
            l.counted_from,
            g.period_from,
            g.period_to,
            p_1.counted,
            (NOT isempty(p_1.counted)) AS due,
            (LEAST(g.period_to, upper(l.days)) <= l.day) AS finished,
            m.value AS measured,
            m.credit_claimed_on
           FROM ((((level l
             CROSS JOIN LATERAL ( SELECT min(m_1.period_on) AS first,
                    max(m_1.period_on) AS last
                   FROM regie.measurement m_1
                  WHERE ((m_1.contract = l.contract) AND (m_1.level = l.code) AND ((m_1.period_on >= l.counted_from) AND (m_1.period_on <= l.day)))) s_1)
             CROSS JOIN LATERAL regie.calendar_periods(l.period, GREATEST(LEAST(lower(l.days), s_1.first), l.counted_from), GREATEST(
                CASE
                    WHEN (lower(l.days) <= l.day) THEN LEAST(l.day, (upper(l.days) - 1))
                    ELSE NULL::date
                END, s_1.last)) g(period_from, period_to))
             CROSS JOIN LATERAL ( SELECT (daterange(g.period_from, g.period_to) * l.days) AS counted) p_1)
             LEFT JOIN regie.measurement m ON (((m.contract = l.contract) AND (m.level = l.code) AND (m.period_on = g.period_from))))
        ), service AS MATERIALIZED (
         SELECT 'all days'::text AS service_days,
            'Mon-Sun'::regie.calendar AS calendar
        UNION ALL
         SELECT 'working days'::text,
            regie.dutch_calendar(2000, GREATEST((EXTRACT(year FROM a.day))::integer, 2000)) AS dutch_calendar
           FROM at a
        ), down AS MATERIALIZED (
         SELECT c.service_level_id,
            c.period_from,
            regie.working_time(s_1.calendar, c.span, c.opens, c.closes) AS agreed,
            COALESCE(( SELECT sum(regie.working_time(s_1.calendar, part.part, c.opens, c.closes)) AS sum
                   FROM ( SELECT range_agg((o_1.during * c.span)) AS parts
                           FROM regie.outage o_1
                          WHERE ((o_1.contract = c.contract) AND ((o_1.level = c.code) OR (o_1.level IS NULL)))) o,
                    LATERAL unnest(o.parts) part(part)), '00:00:00'::interval) AS down
           FROM (( SELECT c_1.service_level_id,
                    c_1.contract,
                    c_1.code,
                    c_1.period_from,
                    c_1.service_days,
                    c_1.opens,
                    c_1.closes,
                    tsrange((lower(c_1.counted))::timestamp without time zone, (upper(c_1.counted))::timestamp without time zone) AS span
                   FROM cell c_1
                  WHERE (c_1.from_outages AND c_1.finished AND (c_1.measured IS NULL) AND c_1.due)) c
             JOIN service s_1 ON ((s_1.service_days = c.service_days)))
        ), valued AS (
         SELECT c.service_level_id,
            c.contract,
            c.code,
            c.title,
            c.measure,
            c.unit,
            c.direction,
            c.target,
            c.period,
            c.misses,
            c.periods,
            c.from_outages,
            c.service_days,
            c.opens,
            c.closes,
            c.contract_id,
            c.supplier,
            c.start_on,
            c.contract_title,
            c.day,
            c.shown_from,
            c.running,
            c.days,
            c.counted_from,
            c.period_from,
            c.period_to,
            c.counted,
            c.due,
            c.finished,
            c.measured,
            c.credit_claimed_on,
            d.down,
            COALESCE(c.measured,
                CASE
                    WHEN (d.agreed > '00:00:00'::interval) THEN regie.availability(d.down, d.agreed)
                    ELSE NULL::numeric
                END) AS value
           FROM (cell c
             LEFT JOIN down d ON (((d.service_level_id = c.service_level_id) AND (d.period_from = c.period_from))))
        ), judged AS (
         SELECT v.service_level_id,
            v.contract,
            v.code,
            v.title,
            v.measure,
            v.unit,
            v.direction,
            v.target,
            v.period,
            v.misses,
            v.periods,
            v.from_outages,
            v.service_days,
            v.opens,
            v.closes,
            v.contract_id,
            v.supplier,
            v.start_on,
            v.contract_title,
            v.day,
            v.shown_from,
            v.running,
            v.days,
            v.counted_from,
            v.period_from,
            v.period_to,
            v.counted,
            v.due,
            v.finished,
            v.measured,
            v.credit_claimed_on,
            v.down,
            v.value,
                CASE v.direction
                    WHEN 'at least'::text THEN (v.value >= v.target)
                    ELSE (v.value <= v.target)
                END AS met,
            count(v.value) OVER (PARTITION BY v.service_level_id ORDER BY v.period_from) AS measurements
           FROM valued v
        ), ruled AS (
         SELECT j.service_level_id,
            j.contract,
            j.code,
            j.title,
            j.measure,
            j.unit,
            j.direction,
            j.target,
            j.period,
            j.misses,
            j.periods,
            j.from_outages,
            j.service_days,
            j.opens,
            j.closes,
            j.contract_id,
            j.supplier,
            j.start_on,
            j.contract_title,
            j.day,
            j.shown_from,
            j.running,
            j.days,
            j.counted_from,
            j.period_from,
            j.period_to,
            j.counted,
            j.due,
            j.finished,
            j.measured,
            j.credit_claimed_on,
            j.down,
            j.value,
            j.met,
            j.measurements,
            ((j.value IS NULL) AND (NOT j.finished)) AS open,
            regie.misses(j.met, j.periods) OVER level AS missed_here,
            regie.breached(j.met, j.misses, j.periods) OVER level AS breached_here,
                CASE
                    WHEN ((j.value IS NULL) AND j.finished) THEN count(*) FILTER (WHERE ((j.value IS NULL) AND j.due)) OVER (PARTITION BY j.service_level_id, j.measurements ORDER BY j.period_from)
                    ELSE (0)::bigint
                END AS unmeasured
           FROM judged j
          WINDOW level AS (PARTITION BY j.service_level_id ORDER BY j.period_from)
        ), counted AS (
         SELECT r.service_level_id,
            r.contract,
            r.code,
            r.title,
            r.measure,
            r.unit,
            r.direction,
            r.target,
            r.period,
            r.misses,
            r.periods,
            r.from_outages,
            r.service_days,
            r.opens,
            r.closes,
            r.contract_id,
            r.supplier,
            r.start_on,
            r.contract_title,
            r.day,
            r.shown_from,
            r.running,
            r.days,
            r.counted_from,
            r.period_from,
            r.period_to,
            r.counted,
            r.due,
            r.finished,
            r.measured,
            r.credit_claimed_on,
            r.down,
            r.value,
            r.met,
            r.measurements,
            r.open,
            r.missed_here,
            r.breached_here,
            r.unmeasured,
                CASE
                    WHEN (r.open AND (r.periods IS NOT NULL)) THEN COALESCE(lag(r.missed_here) OVER level, 0)
                    ELSE r.missed_here
                END AS missed,
                CASE
                    WHEN (r.open AND (r.periods IS NOT NULL)) THEN COALESCE(lag(r.breached_here) OVER level, false)
                    ELSE r.breached_here
                END AS breached
           FROM ruled r
          WINDOW level AS (PARTITION BY r.service_level_id ORDER BY r.period_from)
        ), shown AS MATERIALIZED (
         SELECT c.service_level_id,
            c.contract,
            c.code,
            c.title,
            c.measure,
            c.unit,
            c.direction,
            c.target,
            c.period,
            c.misses,
            c.periods,
            c.from_outages,
            c.service_days,
            c.opens,
            c.closes,
            c.contract_id,
            c.supplier,
            c.start_on,
            c.contract_title,
            c.day,
            c.shown_from,
            c.running,
            c.days,
            c.counted_from,
            c.period_from,
            c.period_to,
            c.counted,
            c.due,
            c.finished,
            c.measured,
            c.credit_claimed_on,
            c.down,
            c.value,
            c.met,
            c.measurements,
            c.open,
            c.missed_here,
            c.breached_here,
            c.unmeasured,
            c.missed,
            c.breached
           FROM counted c
          WHERE ((c.period_from >= c.shown_from) AND (c.due OR (c.measured IS NOT NULL)))
        ), fee AS MATERIALIZED (
         SELECT p_1.contract_id,
            lower(f.days) AS period_from,
            upper(f.days) AS period_to,
            f.fee
           FROM (( SELECT c.contract_id,
                    c.contract,
                    c.start_on,
                    c.running,
                    array_agg(DISTINCT daterange(c.period_from, c.period_to)) AS periods
                   FROM shown c
                  GROUP BY c.contract_id, c.contract, c.start_on, c.running) p_1
             CROSS JOIN LATERAL ( SELECT d.days,
                    (COALESCE(sum(
                        CASE
                            WHEN (n.period IS NULL) THEN regie.line_price(p_1.start_on, n.amount, n.per, ((n.valid * d.days) * p_1.running))
                            WHEN (n.valid && (d.days * r.run)) THEN regie.spread(n.amount, n.period, ((n.valid * d.days) * r.run))
                            ELSE NULL::numeric
                        END), (0)::numeric))::numeric(18,2) AS fee
                   FROM ((unnest(p_1.periods) d(days)
                     CROSS JOIN ( SELECT (p_1.running * daterange(p_1.start_on, NULL::date)) AS run) r)
                     LEFT JOIN ( SELECT n_1.amount,
                            n_1.per,
                            n_1.valid,
                            NULL::daterange AS period
                           FROM regie.contract_price n_1
                          WHERE ((n_1.contract = p_1.contract) AND (n_1.per <> 'unit'::text))
                        UNION ALL
                         SELECT round((v.quantity * n_1.amount), 2) AS round,
                            n_1.per,
                            (n_1.valid * v.days),
                            v.period
                           FROM (regie.contract_price n_1
                             JOIN regie.contract_volume_state v ON (((v.contract = n_1.contract) AND (v.line = n_1.line))))
                          WHERE ((n_1.contract = p_1.contract) AND (n_1.per = 'unit'::text))) n ON (true))
                  GROUP BY d.days) f)
        ), cap AS MATERIALIZED (
         SELECT p_1.contract_id,
            p_1.year,
            round(((GREATEST(( SELECT sum(regie.line_cost(n.contract, n.line, p_1.start_on, n.amount, n.per, ((n.valid * p_1.days) * p_1.running))) AS sum
                   FROM regie.contract_price n
                  WHERE (n.contract = p_1.contract)), (0)::numeric) * k.credit_cap_pct) / (100)::numeric), 2) AS cap
           FROM (( SELECT y.contract_id,
                    y.contract,
                    y.start_on,
                    y.running,
                    y.year,
                    daterange(make_date(y.year, 1, 1), make_date((y.year + 1), 1, 1)) AS days
                   FROM ( SELECT DISTINCT c.contract_id,
                            c.contract,
                            c.start_on,
                            c.running,
                            (EXTRACT(year FROM c.period_from))::integer AS year
                           FROM shown c) y) p_1
             CROSS JOIN LATERAL ( SELECT k_1.credit_cap_pct
                   FROM regie.service_credit_cap k_1
                  WHERE ((k_1.contract = p_1.contract) AND ((k_1.valid && p_1.days) IS TRUE))
                  ORDER BY k_1.valid
                 LIMIT 1) k)
        ), credited AS (
         SELECT c.service_level_id,
            c.contract,
            c.code,
            c.title,
            c.measure,
            c.unit,
            c.direction,
            c.target,
            c.period,
            c.misses,
            c.periods,
            c.from_outages,
            c.service_days,
            c.opens,
            c.closes,
            c.contract_id,
            c.supplier,
            c.start_on,
            c.contract_title,
            c.day,
            c.shown_from,
            c.running,
            c.days,
            c.counted_from,
            c.period_from,
            c.period_to,
            c.counted,
            c.due,
            c.finished,
            c.measured,
            c.credit_claimed_on,
            c.down,
            c.value,
            c.met,
            c.measurements,
            c.open,
            c.missed_here,
            c.breached_here,
            c.unmeasured,
            c.missed,
            c.breached,
            f.fee,
            k.cap,
            b.credit_pct,
                CASE
                    WHEN (c.value IS NOT NULL) THEN round(((GREATEST(f.fee, (0)::numeric) * COALESCE(b.credit_pct, (0)::numeric)) / (100)::numeric), 2)
                    ELSE NULL::numeric
                END AS before_cap
           FROM (((shown c
             JOIN fee f ON (((f.contract_id = c.contract_id) AND (f.period_from = c.period_from) AND (f.period_to = c.period_to))))
             LEFT JOIN cap k ON (((k.contract_id = c.contract_id) AND ((k.year)::numeric = EXTRACT(year FROM c.period_from)))))
             LEFT JOIN LATERAL ( SELECT n.credit_pct
                   FROM regie.service_credit_band n
                  WHERE ((n.contract = c.contract) AND (n.level = c.code) AND
                        CASE c.direction
                            WHEN 'at least'::text THEN (c.value < n.beyond)
                            ELSE (c.value > n.beyond)
                        END)
                  ORDER BY
                        CASE c.direction
                            WHEN 'at least'::text THEN n.beyond
                            ELSE (- n.beyond)
                        END
                 LIMIT 1) b ON (true))
        ), summed AS (
         SELECT c.service_level_id,
            c.contract,
            c.code,
            c.title,
            c.measure,
            c.unit,
            c.direction,
            c.target,
            c.period,
            c.misses,
            c.periods,
            c.from_outages,
            c.service_days,
            c.opens,
            c.closes,
            c.contract_id,
            c.supplier,
            c.start_on,
            c.contract_title,
            c.day,
            c.shown_from,
            c.running,
            c.days,
            c.counted_from,
            c.period_from,
            c.period_to,
            c.counted,
            c.due,
            c.finished,
            c.measured,
            c.credit_claimed_on,
            c.down,
            c.value,
            c.met,
            c.measurements,
            c.open,
            c.missed_here,
            c.breached_here,
            c.unmeasured,
            c.missed,
            c.breached,
            c.fee,
            c.cap,
            c.credit_pct,
            c.before_cap,
            sum(COALESCE(c.before_cap, (0)::numeric)) OVER (PARTITION BY c.contract_id, (EXTRACT(year FROM c.period_from)) ORDER BY c.period_to, (c.code COLLATE "C")) AS credit_so_far
           FROM credited c
        )
 SELECT ((((s.service_level_id)::bigint * 10000) + (((EXTRACT(year FROM s.period_from))::integer - 1900) * 12)) + (EXTRACT(month FROM s.period_from))::integer) AS service_level_result_id,
    s.contract,
    s.code AS service_level,
    s.supplier,
    s.period_from,
    (s.period_to - 1) AS period_until,
    (s.value_shown)::numeric(16,6) AS value,
    (s.target)::numeric(16,6) AS target,
    s.direction AS target_direction,
    s.unit,
    s.met AS is_met,
        CASE
            WHEN s.met THEN 'met'::text
            WHEN (NOT s.met) THEN 'missed'::text
            WHEN s.finished THEN 'not measured'::text
            ELSE 'running'::text
        END AS level_result,
    s.missed AS misses,
    s.misses AS rescind_misses,
    s.periods AS rescind_periods,
    s.breached AS is_rescindable,
        CASE
            WHEN s.breached THEN 'yes'::text
            WHEN (NOT s.breached) THEN 'no'::text
            ELSE NULL::text
        END AS rescindable_label,
    (s.unmeasured)::integer AS unmeasured,
    s.fee AS fee_eur,
    ((s.credit_pct / (100)::numeric))::numeric(9,6) AS share_of_fee,
    (s.before_cap)::numeric(18,2) AS credit_before_cap_eur,
    (
        CASE
            WHEN ((s.cap IS NULL) OR (s.before_cap IS NULL)) THEN s.before_cap
            ELSE (LEAST(s.credit_so_far, s.cap) - LEAST((s.credit_so_far - s.before_cap), s.cap))
        END)::numeric(18,2) AS credit_eur,
    (s.cap)::numeric(18,2) AS credit_cap_eur,
    s.credit_claimed_on,
        CASE
            WHEN (s.measured IS NOT NULL) THEN 'measurement'::text
            WHEN (s.value IS NOT NULL) THEN 'outages'::text
            ELSE NULL::text
        END AS value_basis,
    (round((EXTRACT(epoch FROM s.down) / (3600)::numeric), 4))::numeric(12,4) AS hours_down,
    s.measure AS level_measure,
    s.day AS as_of,
    s.title,
    s.contract_title,
    p.name AS supplier_name
   FROM (( SELECT c.service_level_id,
            c.contract,
            c.code,
            c.title,
            c.measure,
            c.unit,
            c.direction,
            c.target,
            c.period,
            c.misses,
            c.periods,
            c.from_outages,
            c.service_days,
            c.opens,
            c.closes,
            c.contract_id,
            c.supplier,
            c.start_on,
            c.contract_title,
            c.day,
            c.shown_from,
            c.running,
            c.days,
            c.counted_from,
            c.period_from,
            c.period_to,
            c.counted,
            c.due,
            c.finished,
            c.measured,
            c.credit_claimed_on,
            c.down,
            c.value,
            c.met,
            c.measurements,
            c.open,
            c.missed_here,
            c.breached_here,
            c.unmeasured,
            c.missed,
            c.breached,
            c.fee,
            c.cap,
            c.credit_pct,
            c.before_cap,
            c.credit_so_far,
            trunc(c.value, 6) AS value_shown
           FROM summed c) s
     JOIN regie.party p ON ((p.code = s.supplier)));

CREATE OR REPLACE VIEW regie_report.contract_accrual (contract_accrual_id, contract, line, service, month_from, year, month, amount_eur, price_per, amount_basis, quantity, unit, customer, supplier, service_name, supplier_name, contract_title) AS
 WITH day AS (
         SELECT t.year,
            daterange(make_date((t.year - 5), 1, 1), make_date((t.year + 2), 1, 1)) AS shown
           FROM ( SELECT (EXTRACT(year FROM regie.today()))::integer AS year) t
        ), line AS (
         SELECT n.contract,
            n.line,
            n.service,
            n.per,
            n.unit,
            c.customer,
            c.supplier,
            c.title,
            r.run,
            array_agg(n.contract_line_id) AS ids,
            array_agg(n.amount) AS amounts,
            array_agg((n.valid * r.run)) AS valids,
            array_agg(((n.valid * r.run) * d.shown)) AS showns
           FROM (((regie.contract_state c
             CROSS JOIN LATERAL ( SELECT regie.daterange(c.term) AS run) r)
             JOIN regie.contract_price n ON ((n.contract = c.code)))
             CROSS JOIN day d)
          WHERE (NOT isempty(((n.valid * r.run) * d.shown)))
          GROUP BY n.contract, n.line, n.service, n.per, n.unit, c.customer, c.supplier, c.title, r.run
        ), summed AS (
         SELECT m.id,
            g.contract,
            g.line,
            g.service,
            g.per,
            g.unit,
            g.customer,
            g.supplier,
            g.title,
            m.month,
            m.quantity,
            m.amount,
                CASE
                    WHEN (g.per <> 'unit'::text) THEN 'price'::text
                    WHEN m.all_counted THEN 'counted'::text
                    WHEN m.any_counted THEN 'counted in part'::text
                    ELSE 'expected'::text
                END AS basis
           FROM (line g
             CROSS JOIN LATERAL ( SELECT a.month,
                    min(a.id) AS id,
                    sum(a.quantity) AS quantity,
                    sum(a.amount) AS amount,
                    bool_and(a.counted) AS all_counted,
                    bool_or(a.counted) AS any_counted
                   FROM ( SELECT l.id,
                            p_1.month,
                            NULL::numeric AS quantity,
                            p_1.amount,
                            NULL::boolean AS counted
                           FROM (UNNEST(g.ids, g.amounts, g.showns) l(id, amount, shown)
                             CROSS JOIN LATERAL regie.accruals(l.amount,
                                CASE g.per
                                    WHEN 'month'::text THEN '1 mon'::interval
                                    WHEN 'quarter'::text THEN '3 mons'::interval
                                    WHEN 'year'::text THEN '1 year'::interval
                                    ELSE NULL::interval
                                END, g.run, l.shown) p_1(month, period, amount))
                        UNION ALL
                         SELECT l.id,
                            (date_trunc('month'::text, (lower(l.valid))::timestamp without time zone))::date AS date_trunc,
                            NULL::numeric,
                            l.amount,
                            NULL::boolean
                           FROM UNNEST(g.ids, g.amounts, g.valids, g.showns) l(id, amount, valid, shown)
                          WHERE ((g.per = 'once'::text) AND (lower(l.valid) <@ l.shown))
                        UNION ALL
                         SELECT l.id,
                            m_1.month,
                            regie.spread(round(v.quantity, 6), v.period, m_1.period) AS spread,
                            m_1.amount,
                            (v.kind = 'counted'::text)
                           FROM ((regie.contract_volume_state v
                             CROSS JOIN UNNEST(g.ids, g.amounts, g.showns) l(id, amount, shown))
                             CROSS JOIN LATERAL regie.spreads(round((v.quantity * l.amount), 2), v.period, (v.days * l.shown)) m_1(month, period, amount))
                          WHERE ((g.per = 'unit'::text) AND (v.contract = g.contract) AND (v.line = g.line) AND ((v.days && l.shown) IS TRUE))) a
                  GROUP BY a.month) m)
        )
 SELECT ((((s.id)::bigint * 10000) + (((EXTRACT(year FROM s.month))::integer - 1900) * 12)) + (EXTRACT(month FROM s.month))::integer) AS contract_accrual_id,
    s.contract,
    s.line,
    s.service,
    s.month AS month_from,
    (EXTRACT(year FROM s.month))::integer AS year,
    (EXTRACT(month FROM s.month))::integer AS month,
    (s.amount)::numeric(18,2) AS amount_eur,
    s.per AS price_per,
    s.basis AS amount_basis,
    (s.quantity)::numeric(22,6) AS quantity,
    s.unit,
    s.customer,
    s.supplier,
    e.name AS service_name,
    p.name AS supplier_name,
    s.title AS contract_title
   FROM ((summed s
     JOIN regie.service e ON ((e.code = s.service)))
     JOIN regie.party p ON ((p.code = s.supplier)));

CREATE OR REPLACE VIEW regie_report.contract_value (contract_id, contract, supplier, yearly_eur, total_eur, commitment_eur, procurement_eur, threshold_eur, threshold_verdict, procured_on, purchase_kind, cpv, procurement_from, procurement_until, maximum_until, as_of, customer, term, contract_title, supplier_name, customer_name) AS
 WITH contract AS NOT MATERIALIZED (
         SELECT c.contract_id,
            c.code,
            c.title,
            c.customer,
            c.supplier,
            c.kind,
            c.cpv,
            c.procured_on,
            c.term,
            daterange(c.start_on, regie.maximum_extent(c.term)) AS whole,
            regie.procurement_period(c.term, (COALESCE((c.kind = ANY (ARRAY['supplies'::text, 'works'::text])), false) AND (regie.max_renewals(c.term) IS NOT NULL))) AS estimated
           FROM regie.contract_state c
        ), line AS (
         SELECT c.code,
            n.line,
            n.amount,
            n.per,
            c.whole,
            c.estimated,
            (n.valid * daterange(lower(c.whole), NULL::date)) AS valid,
                CASE n.per
                    WHEN 'month'::text THEN '1 mon'::interval
                    WHEN 'quarter'::text THEN '3 mons'::interval
                    WHEN 'year'::text THEN '1 year'::interval
                    ELSE NULL::interval
                END AS length,
            ((n.per = 'once'::text) OR (row_number() OVER same_line = 1)) AS is_estimated,
            (range_merge(n.valid, last_value(n.valid) OVER same_line) * c.estimated) AS span
           FROM (contract c
             JOIN regie.contract_price n ON ((n.contract = c.code)))
          WINDOW same_line AS (PARTITION BY c.code, n.line, n.per ORDER BY (lower(n.valid)) ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        ), priced AS (
         SELECT l.code,
                CASE
                    WHEN upper_inf(l.whole) THEN NULL::numeric
                    WHEN (l.per = 'unit'::text) THEN regie.volume_cost(l.code, l.line, l.amount, (l.valid * l.whole))
                    WHEN (l.per = 'once'::text) THEN
                    CASE
                        WHEN (lower(l.valid) <@ l.whole) THEN l.amount
                        ELSE (0)::numeric
                    END
                    ELSE regie.accrual(l.amount, l.length, l.whole, l.valid)
                END AS total,
                CASE
                    WHEN (NOT l.is_estimated) THEN (0)::numeric
                    WHEN (l.per = 'unit'::text) THEN u.amount
                    WHEN (l.per = 'once'::text) THEN
                    CASE
                        WHEN (lower(l.valid) <@ l.estimated) THEN l.amount
                        ELSE (0)::numeric
                    END
                    ELSE regie.accrual(l.amount, l.length, l.estimated, l.span)
                END AS estimate,
            ((NOT (l.is_estimated AND (l.per = 'unit'::text))) OR isempty(l.span) OR COALESCE((datemultirange(l.span) <@ u.days), false)) AS is_known
           FROM (line l
             LEFT JOIN LATERAL ( SELECT COALESCE(sum(regie.spread(round((v_1.quantity * l.amount), 2), v_1.period, l.span)), (0)::numeric) AS amount,
                    range_agg(v_1.period) AS days
                   FROM regie.contract_volume v_1
                  WHERE ((l.per = 'unit'::text) AND (v_1.contract = l.code) AND (v_1.line = l.line) AND (v_1.kind = 'expected'::text) AND ((v_1.period && l.span) IS TRUE))) u ON (true))
        ), summed AS (
         SELECT p.code,
            sum(p.total) AS total,
            sum(p.estimate) AS estimate,
            bool_and(p.is_known) AS is_known
           FROM priced p
          GROUP BY p.code
        ), valued AS (
         SELECT c.contract_id,
            c.code,
            c.title,
            c.customer,
            c.supplier,
            c.kind,
            c.cpv,
            c.procured_on,
            c.term,
            c.whole,
            c.estimated,
            s.total,
            s.estimate,
            COALESCE(s.is_known, false) AS is_known,
            regie.threshold_on('sub-central'::text, c.kind, c.procured_on) AS threshold
           FROM (contract c
             LEFT JOIN summed s ON ((s.code = c.code)))
        )
 SELECT v.contract_id,
    v.code AS contract,
    v.supplier,
    d.yearly_eur,
    (
        CASE
            WHEN (NOT upper_inf(v.whole)) THEN COALESCE(v.total, (0)::numeric)
            ELSE NULL::numeric
        END)::numeric(18,2) AS total_eur,
    d.commitment_eur,
    (v.estimate)::numeric(18,2) AS procurement_eur,
    (v.threshold)::numeric(18,2) AS threshold_eur,
        CASE
            WHEN (v.kind IS NULL) THEN 'unknown kind'::text
            WHEN (v.procured_on IS NULL) THEN 'unknown day'::text
            WHEN (v.threshold IS NULL) THEN 'no threshold'::text
            WHEN (v.estimate >= v.threshold) THEN 'at or above'::text
            WHEN (NOT v.is_known) THEN 'unknown value'::text
            ELSE 'below'::text
        END AS threshold_verdict,
    v.procured_on,
    v.kind AS purchase_kind,
    v.cpv,
    lower(v.estimated) AS procurement_from,
    (upper(v.estimated) - 1) AS procurement_until,
    d.maximum_until,
    d.as_of,
    v.customer,
    (v.term)::text AS term,
    v.title AS contract_title,
    d.supplier_name,
    d.customer_name
   FROM (valued v
     JOIN regie_report.contract_deadline d ON ((d.contract = v.code)));

CREATE FUNCTION regie.contract_deciders()
 RETURNS TABLE(contract_id integer, contract text, customer text, supplier text, at_stake numeric, node text, step integer, mandate text, mandate_amount numeric, accountable text, as_of date, contract_title text, customer_name text)
 LANGUAGE sql
 STABLE PARALLEL SAFE COST 100000
 SET jit TO 'off'
BEGIN ATOMIC
 WITH stake AS MATERIALIZED (
          SELECT v.contract_id,
             v.contract,
             v.customer,
             v.supplier,
             v.as_of,
             v.contract_title,
             v.customer_name,
             COALESCE(v.procurement_eur, ((4)::numeric * v.yearly_eur)) AS amount
            FROM (regie_report.contract_value v
              JOIN regie.contract_state c ON ((c.contract_id = v.contract_id)))
           WHERE (regie.status(c.term, v.as_of) <> 'ended'::text)
         ), accountable AS MATERIALIZED (
          SELECT DISTINCT ON (n.organisation) n.organisation,
             n.role,
             n.activity
            FROM (regie.responsibility n
              JOIN regie.activity a_1 ON (((a_1.code = n.activity) AND a_1.about_contracts)))
           WHERE ((n.letter = 'A'::text) AND ((n.valid @> regie.today()) IS TRUE))
           ORDER BY n.organisation, (n.activity COLLATE "C")
         ), allowed AS MATERIALIZED (
          SELECT a_1.organisation,
             w.step,
             w.node,
             m.amount,
             m.code AS mandate,
             (m.amount IS NULL) AS is_unlimited
            FROM ((accountable a_1
              JOIN regie.escalation_walk w ON (((w.start = ('role '::text || a_1.role)) AND (NOT w.is_circle))))
              JOIN regie.mandate m ON (((COALESCE(('role '::text || m.role), ('body '::text || m.body)) = w.node) AND ((m.valid @> regie.today()) IS TRUE) AND ((m.activity IS NULL) OR (m.activity = a_1.activity)))))
         ), decider AS (
          SELECT DISTINCT ON (s_1.contract_id) s_1.contract_id,
             l.node,
             l.step,
             l.amount,
             l.mandate
            FROM (stake s_1
              JOIN allowed l ON (((l.organisation = s_1.customer) AND (l.is_unlimited OR (l.amount >= s_1.amount)))))
           ORDER BY s_1.contract_id, l.step, l.amount, (l.mandate COLLATE "C")
         )
  SELECT s.contract_id,
     s.contract,
     s.customer,
     s.supplier,
     s.amount,
     d.node,
     d.step,
     d.mandate,
     d.amount,
     a.role,
     s.as_of,
     s.contract_title,
     s.customer_name
    FROM ((stake s
      LEFT JOIN accountable a ON ((a.organisation = s.customer)))
      LEFT JOIN decider d ON ((d.contract_id = s.contract_id)));
END;

CREATE OR REPLACE VIEW regie_report.contract_decider (contract_decider_id, contract, customer, supplier, at_stake_eur, decider_kind, decider, decider_name, escalation_steps, mandate, mandate_eur, accountable_role, decider_verdict, as_of, contract_title, customer_name) AS
 SELECT s.contract_id AS contract_decider_id,
    s.contract,
    s.customer,
    s.supplier,
    (s.at_stake)::numeric(18,2) AS at_stake_eur,
        CASE
            WHEN (s.node IS NOT NULL) THEN split_part(s.node, ' '::text, 1)
            ELSE NULL::text
        END AS decider_kind,
    substr(s.node, 6) AS decider,
    COALESCE(r.name, b.name) AS decider_name,
    s.step AS escalation_steps,
    s.mandate,
    (s.mandate_amount)::numeric(18,2) AS mandate_eur,
    s.accountable AS accountable_role,
        CASE
            WHEN (s.accountable IS NULL) THEN 'nobody is accountable'::text
            WHEN (s.node IS NULL) THEN 'nobody has the mandate'::text
            WHEN (s.step = 0) THEN 'decides alone'::text
            ELSE 'goes up'::text
        END AS decider_verdict,
    s.as_of,
    s.contract_title,
    s.customer_name
   FROM ((regie.contract_deciders() s(contract_id, contract, customer, supplier, at_stake, node, step, mandate, mandate_amount, accountable, as_of, contract_title, customer_name)
     LEFT JOIN regie.role r ON ((('role '::text || r.code) = s.node)))
     LEFT JOIN regie.body b ON ((('body '::text || b.code) = s.node)));

CREATE FUNCTION regie.triangle_links()
 RETURNS TABLE(edge text, party text, counterparty text, agreement_kind text, agreement text, agreed_from date, agreed_until date, is_in_force boolean, yearly numeric, payer text, contract_id integer, day date)
 LANGUAGE sql
 STABLE PARALLEL SAFE COST 100000 ROWS 5000
 SET jit TO 'off'
BEGIN ATOMIC
 WITH day AS (
          SELECT regie.today() AS day
         ), member AS MATERIALIZED (
          SELECT p.cooperation,
             p.party,
             p.valid,
             p.legal_form
            FROM (regie.participation p
              CROSS JOIN day t)
           WHERE (((p.valid @> t.day) IS TRUE) AND regie.reads_shared(p.cooperation))
         ), cooperation AS MATERIALIZED (
          SELECT DISTINCT m.cooperation
            FROM member m
         ), spend AS MATERIALIZED (
          SELECT n.contract_id,
             sum(n.yearly) AS yearly
            FROM regie.contract_spend n
           GROUP BY n.contract_id
         ), contract AS MATERIALIZED (
          SELECT c.contract_id,
             c.code AS contract,
             c.customer,
             c.supplier,
             c.start_on,
             COALESCE(n.yearly, (0)::numeric) AS yearly_eur,
             (upper(regie.period(c.term, t.day)) - 1) AS period_until,
             regie.status(c.term, t.day) AS status,
             (c.customer IN ( SELECT o.cooperation
                    FROM cooperation o)) AS is_shared,
             (EXISTS ( SELECT
                    FROM member m
                   WHERE ((m.party = c.customer) AND (m.cooperation = c.supplier)))) AS is_service
            FROM ((regie.contract_state c
              CROSS JOIN day t)
              LEFT JOIN spend n ON ((n.contract_id = c.contract_id)))
         )
  SELECT 'municipality and cooperation'::text,
     m.party,
     m.cooperation,
     'participation'::text,
     m.legal_form,
     lower(m.valid) AS lower,
     (upper(m.valid) - 1) AS date,
     true,
     NULL::numeric AS "numeric",
     m.party,
     NULL::integer AS int4,
     t.day
    FROM (member m
      CROSS JOIN day t)
 UNION ALL
  SELECT
         CASE
             WHEN c.is_service THEN 'municipality and cooperation'::text
             WHEN c.is_shared THEN 'cooperation and supplier'::text
             ELSE 'municipality and supplier'::text
         END AS "case",
     c.customer,
     c.supplier,
         CASE
             WHEN c.is_service THEN 'service agreement'::text
             WHEN c.is_shared THEN 'contract'::text
             ELSE 'own contract'::text
         END AS "case",
     c.contract,
     c.start_on,
     c.period_until,
     (c.status <> 'upcoming'::text),
     c.yearly_eur,
     c.customer,
     c.contract_id,
     t.day
    FROM (contract c
      CROSS JOIN day t)
   WHERE ((c.status <> 'ended'::text) AND (c.is_shared OR (c.customer IN ( SELECT m.party
            FROM member m))))
 UNION ALL
  SELECT 'municipality and supplier'::text,
     u.party,
     c.supplier,
     'shared contract'::text,
     c.contract,
     GREATEST(c.start_on, lower(u.valid)) AS "greatest",
     LEAST(c.period_until, (upper(u.valid) - 1)) AS "least",
     (c.status <> ALL (ARRAY['ended'::text, 'upcoming'::text])),
     c.yearly_eur,
     c.customer,
     c.contract_id,
     t.day
    FROM ((contract c
      CROSS JOIN day t)
      JOIN regie.contract_use u ON (((u.contract = c.contract) AND ((u.valid @> t.day) IS TRUE))))
   WHERE ((u.party <> c.customer) AND (u.party <> c.supplier) AND ((c.status <> 'ended'::text) OR (u.valid <> '[1900-01-01,)'::daterange)));
END;

CREATE VIEW regie.board_today (organisation, decider) AS
 SELECT b.organisation,
    string_agg(b.code, ', '::text ORDER BY (b.code COLLATE "C")) AS decider
   FROM (regie.body b
     CROSS JOIN ( SELECT regie.today() AS day) t)
  WHERE ((b.kind = 'board'::text) AND ((b.valid @> t.day) IS TRUE))
  GROUP BY b.organisation;

CREATE OR REPLACE VIEW regie.triangle_link (edge, party, counterparty, agreement_kind, agreement, agreed_from, agreed_until, is_in_force, yearly, payer, decider, day) AS
 SELECT l.edge,
    l.party,
    l.counterparty,
    l.agreement_kind,
    l.agreement,
    l.agreed_from,
    l.agreed_until,
    l.is_in_force,
    l.yearly,
    l.payer,
        CASE
            WHEN (l.contract_id IS NULL) THEN b.decider
            ELSE w.decider
        END AS decider,
    l.day
   FROM ((regie.triangle_links() l(edge, party, counterparty, agreement_kind, agreement, agreed_from, agreed_until, is_in_force, yearly, payer, contract_id, day)
     LEFT JOIN regie_report.contract_decider w ON ((w.contract_decider_id = l.contract_id)))
     LEFT JOIN regie.board_today b ON (((b.organisation = l.counterparty) AND (l.contract_id IS NULL))));

CREATE VIEW regie.triangle_edge (triangle_id, edge, party, counterparty, triangle_verdict, agreements, agreement_list, first_until, budget, advance, actual, payer_list, contract_ids, year, day, party_name, counterparty_name) AS
 WITH day AS (
         SELECT t.day,
            (EXTRACT(year FROM t.day))::integer AS year,
            make_date((EXTRACT(year FROM t.day))::integer, 1, 1) AS first_day,
            make_date((EXTRACT(year FROM t.day))::integer, 12, 31) AS last_day
           FROM ( SELECT regie.today() AS day) t
        ), link AS MATERIALIZED (
         SELECT l.edge,
            l.party,
            l.counterparty,
            l.agreement_kind,
            l.agreement,
            l.agreed_from,
            l.agreed_until,
            l.is_in_force,
            l.yearly,
            l.payer,
            l.contract_id,
            l.day
           FROM regie.triangle_links() l(edge, party, counterparty, agreement_kind, agreement, agreed_from, agreed_until, is_in_force, yearly, payer, contract_id, day)
        ), paid AS MATERIALIZED (
         SELECT p.payer AS party,
            p.payee AS counterparty,
            COALESCE(sum(p.amount_eur) FILTER (WHERE (p.kind = ANY (ARRAY['budget'::text, 'amendment'::text]))), (0)::numeric) AS budget,
            COALESCE(sum(p.amount_eur) FILTER (WHERE (p.kind = 'advance'::text)), (0)::numeric) AS advance,
            COALESCE(sum(p.amount_eur) FILTER (WHERE (p.kind = 'actual'::text)), (0)::numeric) AS actual
           FROM regie_report.cost_payment p
          WHERE ((p.year = (EXTRACT(year FROM regie.today()))::integer) AND (p.payer IS NOT NULL))
          GROUP BY p.payer, p.payee
        ), cooperation AS MATERIALIZED (
         SELECT DISTINCT p.cooperation
           FROM regie.participation p
        ), agreed AS MATERIALIZED (
         SELECT p.party,
            p.cooperation AS counterparty
           FROM (regie.participation p
             JOIN day t ON (((p.valid && daterange(t.first_day, t.last_day, '[]'::text)) IS TRUE)))
        UNION
         SELECT c.customer,
            c.supplier
           FROM (regie.contract_state c
             JOIN day t ON (((c.start_on <= t.last_day) AND (regie.status(c.term, GREATEST(c.start_on, t.first_day)) <> 'ended'::text))))
        ), edge AS (
         SELECT l.edge,
            l.party,
            l.counterparty
           FROM link l
        UNION
         SELECT
                CASE
                    WHEN (p.counterparty IN ( SELECT c.cooperation
                       FROM cooperation c)) THEN 'municipality and cooperation'::text
                    WHEN (p.party IN ( SELECT c.cooperation
                       FROM cooperation c)) THEN 'cooperation and supplier'::text
                    ELSE 'municipality and supplier'::text
                END AS "case",
            p.party,
            p.counterparty
           FROM paid p
        ), summed AS (
         SELECT l.edge,
            l.party,
            l.counterparty,
            count(*) FILTER (WHERE l.is_in_force) AS agreements,
            bool_or(((l.agreement_kind = 'shared contract'::text) AND (NOT l.is_in_force) AND (l.agreed_from <= l.day))) AS is_used_after,
            bool_or((l.is_in_force AND (l.agreement_kind = ANY (ARRAY['contract'::text, 'own contract'::text])) AND (l.yearly > (0)::numeric))) AS is_priced,
            min(l.agreed_until) FILTER (WHERE l.is_in_force) AS first_until,
            string_agg(DISTINCT (COALESCE(l.agreement, l.agreement_kind) COLLATE "C"), ', '::text) FILTER (WHERE l.is_in_force) AS agreement_list,
            string_agg(DISTINCT (l.payer COLLATE "C"), ', '::text) FILTER (WHERE l.is_in_force) AS payer_list,
            array_agg(l.contract_id) FILTER (WHERE l.is_in_force) AS contract_ids
           FROM link l
          GROUP BY l.edge, l.party, l.counterparty
        )
 SELECT (((e.party_id)::bigint * 1000000) + q.party_id) AS triangle_id,
    e.edge,
    e.party,
    e.counterparty,
        CASE
            WHEN (e.is_paid AND (NOT e.is_agreed)) THEN 'payment without agreement'::text
            WHEN (COALESCE(s.is_used_after, false) AND (COALESCE(s.agreements, (0)::bigint) = 0)) THEN 'use without contract'::text
            WHEN ((NOT e.is_paid) AND s.is_priced) THEN 'agreement without payment'::text
            ELSE 'in order'::text
        END AS triangle_verdict,
    (COALESCE(s.agreements, (0)::bigint))::integer AS agreements,
    s.agreement_list,
    s.first_until,
    (e.budget)::numeric(18,2) AS budget,
    (e.advance)::numeric(18,2) AS advance,
    (e.actual)::numeric(18,2) AS actual,
    s.payer_list,
    s.contract_ids,
    e.year,
    e.day,
    e.party_name,
    q.name AS counterparty_name
   FROM ((( SELECT g.edge,
            g.party,
            g.counterparty,
            f.party_id,
            f.name AS party_name,
            t.year,
            t.day,
            COALESCE(p.budget, (0)::numeric) AS budget,
            COALESCE(p.advance, (0)::numeric) AS advance,
            COALESCE(p.actual, (0)::numeric) AS actual,
            COALESCE(((p.budget <> (0)::numeric) OR (p.advance <> (0)::numeric) OR (p.actual <> (0)::numeric)), false) AS is_paid,
            (a.party IS NOT NULL) AS is_agreed
           FROM ((((edge g
             CROSS JOIN day t)
             JOIN regie.party f ON ((f.code = g.party)))
             LEFT JOIN paid p ON (((p.party = g.party) AND (p.counterparty = g.counterparty))))
             LEFT JOIN agreed a ON (((a.party = g.party) AND (a.counterparty = g.counterparty))))) e
     JOIN regie.party q ON ((q.code = e.counterparty)))
     LEFT JOIN summed s ON (((s.edge = e.edge) AND (s.party = e.party) AND (s.counterparty = e.counterparty))));

CREATE OR REPLACE VIEW regie_report.triangle (triangle_id, edge, party, counterparty, triangle_verdict, agreements, agreement_list, first_agreed_until, budget_eur, advance_eur, actual_eur, payer_list, decider_list, year, as_of, party_name, counterparty_name) AS
 WITH edge AS MATERIALIZED (
         SELECT e_1.triangle_id,
            e_1.edge,
            e_1.party,
            e_1.counterparty,
            e_1.triangle_verdict,
            e_1.agreements,
            e_1.agreement_list,
            e_1.first_until,
            e_1.budget,
            e_1.advance,
            e_1.actual,
            e_1.payer_list,
            e_1.contract_ids,
            e_1.year,
            e_1.day,
            e_1.party_name,
            e_1.counterparty_name
           FROM regie.triangle_edge e_1
        ), decided AS MATERIALIZED (
         SELECT e_1.triangle_id,
            e_1.edge,
            string_agg(DISTINCT (COALESCE(w.decider, b.decider) COLLATE "C"), ', '::text) AS decider_list
           FROM (((edge e_1
             CROSS JOIN LATERAL unnest(e_1.contract_ids) c(contract_id))
             LEFT JOIN regie_report.contract_decider w ON ((w.contract_decider_id = c.contract_id)))
             LEFT JOIN regie.board_today b ON (((b.organisation = e_1.counterparty) AND (c.contract_id IS NULL))))
          GROUP BY e_1.triangle_id, e_1.edge
        )
 SELECT e.triangle_id,
    e.edge,
    e.party,
    e.counterparty,
    e.triangle_verdict,
    e.agreements,
    e.agreement_list,
    e.first_until AS first_agreed_until,
    e.budget AS budget_eur,
    e.advance AS advance_eur,
    e.actual AS actual_eur,
    e.payer_list,
    d.decider_list,
    e.year,
    e.day AS as_of,
    e.party_name,
    e.counterparty_name
   FROM (edge e
     LEFT JOIN decided d ON (((d.triangle_id = e.triangle_id) AND (d.edge = e.edge))));

CREATE FUNCTION regie.governance_findings()
 RETURNS TABLE(finding text, severity text, object_kind text, object text, organisation text, party text, detail text, amount numeric)
 LANGUAGE sql
 STABLE PARALLEL SAFE COST 100000 ROWS 100
 SET jit TO 'off'
BEGIN ATOMIC
 WITH day AS (
          SELECT regie.today() AS day
         ), hand AS MATERIALIZED (
          SELECT h.role,
             h.party,
             h.holder,
             r.is_control,
             r.organisation
            FROM ((regie.role_holder h
              JOIN regie.role r ON ((r.code = h.role)))
              CROSS JOIN day t)
           WHERE ((h.valid @> t.day) IS TRUE)
         ), matrix AS MATERIALIZED (
          SELECT n.organisation,
             n.activity,
             n.role,
             n.letter
            FROM (regie.responsibility n
              CROSS JOIN day t)
           WHERE ((n.valid @> t.day) IS TRUE)
         ), running AS MATERIALIZED (
          SELECT c.code,
             c.customer,
             c.supplier
            FROM (regie.contract_state c
              CROSS JOIN day t)
           WHERE (regie.status(c.term, t.day) <> ALL (ARRAY['ended'::text, 'upcoming'::text]))
         ), activity AS MATERIALIZED (
          SELECT a.organisation,
             a.activity,
             a.accountable,
             a.responsible,
             a.consulted
            FROM regie_report.activity_responsibility a
         )
  SELECT 'no accountable'::text AS finding,
     'error'::text AS severity,
     'activity'::text AS object_kind,
     a.activity AS object,
     a.organisation,
     NULL::text AS party,
     NULL::text AS detail,
     NULL::numeric AS amount
    FROM activity a
   WHERE (a.accountable = 0)
 UNION ALL
  SELECT 'no responsible'::text,
         CASE
             WHEN (a.accountable > 0) THEN 'notice'::text
             ELSE 'warning'::text
         END AS "case",
     'activity'::text,
     a.activity,
     a.organisation,
     NULL::text,
     NULL::text,
     NULL::numeric
    FROM activity a
   WHERE (a.responsible = 0)
 UNION ALL
  SELECT 'many consulted'::text,
     'notice'::text,
     'activity'::text,
     a.activity,
     a.organisation,
     NULL::text,
     (a.consulted)::text AS consulted,
     NULL::numeric
    FROM activity a
   WHERE (a.consulted > 3)
 UNION ALL
  SELECT DISTINCT 'accountable and control in one hand'::text,
     'error'::text,
     'activity'::text,
     m.activity,
     m.organisation,
     h.party,
     ((((h.holder || ': '::text) || m.role) || ', '::text) || c.role),
     NULL::numeric AS "numeric"
    FROM ((matrix m
      JOIN hand h ON ((h.role = m.role)))
      JOIN hand c ON (((c.party = h.party) AND (c.holder = h.holder) AND c.is_control)))
   WHERE ((m.letter = 'A'::text) AND ((c.role = m.role) OR (EXISTS ( SELECT
            FROM matrix o
           WHERE ((o.organisation = m.organisation) AND (o.activity = m.activity) AND (o.role = c.role))))))
 UNION ALL
  SELECT 'role without holder'::text,
         CASE
             WHEN (EXISTS ( SELECT
                FROM matrix m
               WHERE ((m.role = r.role) AND (m.letter = 'A'::text)))) THEN 'error'::text
             ELSE 'warning'::text
         END AS "case",
     'role'::text,
     r.role,
     r.organisation,
     NULL::text,
     NULL::text,
     NULL::numeric
    FROM regie_report.role_overview r
   WHERE (r.role_status = 'vacant'::text)
 UNION ALL
  SELECT 'single point of failure'::text,
     'notice'::text,
     'role'::text,
     r.role,
     r.organisation,
     NULL::text,
     r.holder_list,
     NULL::numeric
    FROM regie_report.role_overview r
   WHERE (r.role_status = 'single point of failure'::text)
 UNION ALL
  SELECT 'double hat'::text,
     'notice'::text,
     'party'::text,
     d.party,
     NULL::text,
     d.party,
     ((d.holder || ': '::text) || concat_ws(', '::text, d.role_list, d.body_list)),
     NULL::numeric
    FROM regie_report.double_hat d
   WHERE (d.hats > 3)
 UNION ALL
  SELECT 'body without members'::text,
     'warning'::text,
     'body'::text,
     b.body,
     b.organisation,
     NULL::text,
     NULL::text,
     NULL::numeric
    FROM regie_report.body_overview b
   WHERE (b.seats = 0)
 UNION ALL
  SELECT 'body without chair'::text,
     'notice'::text,
     'body'::text,
     b.body,
     b.organisation,
     NULL::text,
     NULL::text,
     NULL::numeric
    FROM regie_report.body_overview b
   WHERE ((b.seats > 0) AND (b.chair IS NULL))
 UNION ALL
  SELECT 'body has not met'::text,
     'warning'::text,
     'body'::text,
     b.body,
     b.organisation,
     NULL::text,
     to_char((b.last_met_on)::timestamp with time zone, 'YYYY-MM-DD'::text) AS to_char,
     NULL::numeric
    FROM regie_report.body_overview b
   WHERE (b.body_status <> 'on time'::text)
 UNION ALL
  SELECT 'escalation goes in a circle'::text,
     'error'::text,
     e.starts_with,
     e.starts_at,
     e.organisation,
     NULL::text,
     e.escalation_route,
     NULL::numeric
    FROM regie_report.escalation_path e
   WHERE e.is_circle
 UNION ALL
  SELECT
         CASE d.decision_verdict
             WHEN 'nobody decides'::text THEN 'decision without decider'::text
             WHEN 'several decide'::text THEN 'decision with several deciders'::text
             ELSE 'decision without mandate'::text
         END AS "case",
         CASE
             WHEN ((d.decision_verdict = 'several decide'::text) OR (d.decision_status = 'open'::text)) THEN 'warning'::text
             ELSE 'error'::text
         END AS "case",
     'decision'::text,
     d.decision,
     d.organisation,
     NULL::text,
     d.decided_by,
     d.amount_eur
    FROM regie_report.decision_route d
   WHERE (d.decision_verdict <> 'in order'::text)
 UNION ALL
  SELECT
         CASE d.decider_verdict
             WHEN 'nobody is accountable'::text THEN 'contract without accountable'::text
             ELSE 'contract without mandate'::text
         END AS "case",
     'warning'::text,
     'contract'::text,
     d.contract,
     d.customer,
     d.supplier,
     d.accountable_role,
     d.at_stake_eur
    FROM regie_report.contract_decider d
   WHERE (d.decider IS NULL)
 UNION ALL
  SELECT
         CASE p.contact_status
             WHEN 'never met'::text THEN 'pair has never met'::text
             ELSE 'pair has not met for six months'::text
         END AS "case",
         CASE p.pair_kind
             WHEN 'cooperation and supplier'::text THEN 'notice'::text
             ELSE 'warning'::text
         END AS "case",
     'party'::text,
     p.party_a,
     p.cooperation,
     p.party_b,
     to_char((p.last_on)::timestamp with time zone, 'YYYY-MM-DD'::text) AS to_char,
     NULL::numeric
    FROM regie.contact_pair_today p
   WHERE (p.contact_status <> 'met'::text)
 UNION ALL
  SELECT 'contact of one party'::text,
     'notice'::text,
     'contact moment'::text,
     m.code,
     m.organisation,
     min(p.party) AS min,
     NULL::text,
     NULL::numeric
    FROM (regie.contact_moment m
      LEFT JOIN regie.contact_party p ON ((p.contact_moment = m.code)))
   GROUP BY m.code, m.organisation
  HAVING (count(p.party) < 2)
 UNION ALL
  SELECT 'everybody depends on one'::text,
     'notice'::text,
     'party'::text,
     b.party,
     NULL::text,
     b.party,
     (b.parts_without)::text AS parts_without,
     NULL::numeric
    FROM regie_report.contact_broker b
   WHERE (b.is_only_link AND (b.share_between >= 0.5))
 UNION ALL
  SELECT
         CASE
             WHEN (s.score <= 2) THEN 'little trust'::text
             ELSE 'trust is falling'::text
         END AS "case",
         CASE
             WHEN (s.score <= 2) THEN 'warning'::text
             ELSE 'notice'::text
         END AS "case",
     'party'::text,
     s.to_party,
     NULL::text,
     s.from_party,
     (s.score)::text AS score,
     NULL::numeric
    FROM regie_report.trust_pair s
   WHERE ((s.score <= 2) OR (s.trust_trend = 'falling'::text))
 UNION ALL
  SELECT t.triangle_verdict,
         CASE t.triangle_verdict
             WHEN 'agreement without payment'::text THEN 'notice'::text
             ELSE 'error'::text
         END AS "case",
     'party'::text,
     t.party,
     NULL::text,
     t.counterparty,
     t.agreement_list,
     GREATEST(t.actual, t.advance, t.budget) AS "greatest"
    FROM regie.triangle_edge t
   WHERE (t.triangle_verdict <> 'in order'::text)
 UNION ALL
  SELECT 'use without participation'::text,
     'warning'::text,
     'contract'::text,
     c.code,
     c.customer,
     u.party,
     NULL::text,
     NULL::numeric
    FROM ((regie.contract_use u
      CROSS JOIN day t)
      JOIN running c ON ((c.code = u.contract)))
   WHERE (((u.valid @> t.day) IS TRUE) AND (u.party <> c.customer) AND (u.party <> c.supplier) AND (NOT (EXISTS ( SELECT
            FROM regie.participation p
           WHERE ((p.cooperation = c.customer) AND (p.party = u.party) AND ((p.valid @> t.day) IS TRUE))))))
 UNION ALL
  SELECT 'reader role does not exist'::text,
     'error'::text,
     'role of the database'::text,
     m.role,
     NULL::text,
     m.party,
     m.scope,
     NULL::numeric
    FROM regie.reader_role m
   WHERE ((EXISTS ( SELECT
            FROM regie.row_security)) AND ( SELECT regie.is_reader() AS is_reader) AND (NOT (EXISTS ( SELECT
            FROM pg_roles r
           WHERE (r.rolname = m.role)))));
END;

CREATE OR REPLACE VIEW regie.governance_finding (finding, severity, object_kind, object, organisation, party, detail, amount) AS
 SELECT f.finding,
    f.severity,
    f.object_kind,
    f.object,
    f.organisation,
    f.party,
    (f.detail COLLATE "C") AS detail,
    f.amount
   FROM regie.governance_findings() f(finding, severity, object_kind, object, organisation, party, detail, amount);

CREATE OR REPLACE FUNCTION regie.page_gantt(language text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
BEGIN ATOMIC
 WITH step AS (
          SELECT r_1.roadmap_item_id,
             r_1.programme,
             r_1.item,
             r_1.party,
             r_1.duration,
             r_1.early_start,
             r_1.early_finish,
             r_1.late_start,
             r_1.late_finish,
             r_1.total_float,
             r_1.free_float,
             r_1.independent_float,
             r_1.is_critical,
             r_1.critical_label,
             r_1.is_driving,
             r_1.driving_label,
             r_1.driver,
             r_1.deadline,
             r_1.is_breached,
             r_1.breached_label,
             r_1.contract,
             r_1.contract_link,
             r_1.service,
             r_1.title,
             r_1.breach,
             r_1.party_name,
             r_1.programme_name,
             r_1.progress,
             r_1.actual_start,
             r_1.actual_finish,
             r_1.remaining_days,
             r_1.progress_percent,
             row_number() OVER (ORDER BY r_1.early_start, r_1.early_finish, r_1.roadmap_item_id) AS place,
             (min(r_1.programme) OVER () < max(r_1.programme) OVER ()) AS is_several
            FROM regie_report.roadmap_step r_1
           WHERE (r_1.early_finish >= ((regie.today() - '3 mons'::interval))::date)
         )
  SELECT (((('<div class="picture" tabindex="0" role="region" aria-label="'::text || regie.page_word('Roadmap'::text, page_gantt.language)) || '">'::text) || regie.gantt_svg(regie.gantt_bar(((r.programme || '/'::text) || r.item), r.early_start, r.early_finish, label => r.title, section =>
         CASE
             WHEN r.is_several THEN r.programme_name
             ELSE r.party_name
         END, critical => r.is_critical, milestone => (r.duration = 0), late_finish => r.late_finish, deadline => r.deadline, notice_day => c.last_notice_day, note => r.breach, predecessors => ( SELECT array_agg(regie.dependency(((d.programme || '/'::text) || d.predecessor), d.kind, d.lag, d.elapsed)) AS array_agg
            FROM regie.roadmap_dependency d
           WHERE ((d.programme = r.programme) AND (d.item = r.item)))), regie.page_word('Roadmap'::text, page_gantt.language), regie.today(), page_gantt.language)) || '</div>'::text)
    FROM (step r
      LEFT JOIN regie_report.contract_deadline c ON ((c.contract = r.contract)))
   WHERE (r.place <= 150);
END;

CREATE OR REPLACE FUNCTION regie.page_roadmap(language text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
BEGIN ATOMIC
 WITH step AS (
          SELECT r_1.roadmap_item_id,
             r_1.programme,
             r_1.item,
             r_1.party,
             r_1.duration,
             r_1.early_start,
             r_1.early_finish,
             r_1.late_start,
             r_1.late_finish,
             r_1.total_float,
             r_1.free_float,
             r_1.independent_float,
             r_1.is_critical,
             r_1.critical_label,
             r_1.is_driving,
             r_1.driving_label,
             r_1.driver,
             r_1.deadline,
             r_1.is_breached,
             r_1.breached_label,
             r_1.contract,
             r_1.contract_link,
             r_1.service,
             r_1.title,
             r_1.breach,
             r_1.party_name,
             r_1.programme_name,
             r_1.progress,
             r_1.actual_start,
             r_1.actual_finish,
             r_1.remaining_days,
             r_1.progress_percent,
             count(*) OVER () AS total,
             row_number() OVER (ORDER BY r_1.early_start, r_1.early_finish, r_1.roadmap_item_id) AS place
            FROM regie_report.roadmap_step r_1
           WHERE ((r_1.early_finish >= regie.today()) OR (r_1.early_finish IS NULL))
         )
  SELECT regie.page_section('roadmap'::text, regie.page_word('Roadmap'::text, page_roadmap.language), ((COALESCE(regie.page_gantt(page_roadmap.language), ''::text) || regie.page_table(regie.page_word('Steps that are not finished yet'::text, page_roadmap.language), 'roadmap_step'::text, '{title,party_name,early_start,early_finish,#total_float,deadline,critical_label}'::text[], string_agg((((((((((('<tr'::text ||
         CASE
             WHEN r.is_breached THEN ' class="bad"'::text
             ELSE ''::text
         END) || '>'::text) || regie.page_row_head(r.title)) || regie.page_cell(r.party_name)) || regie.page_cell(r.early_start, page_roadmap.language)) || regie.page_cell(r.early_finish, page_roadmap.language)) || regie.page_cell((r.total_float)::numeric, 0, page_roadmap.language)) || regie.page_cell(r.deadline, page_roadmap.language)) || regie.page_cell(regie.page_value('critical_label'::text, r.critical_label, page_roadmap.language))) || '</tr>'::text), ''::text ORDER BY r.place), page_roadmap.language)) || COALESCE(regie.page_more(max(r.total), 40, 'roadmap_step'::text, page_roadmap.language), ''::text))) AS page_section
    FROM step r
   WHERE (r.place <= 40);
END;

CREATE VIEW regie.roadmap_plan (roadmap_item_id, programme_id, programme, code, party, duration, service, contract, obstacle, programme_from, constraint_kind, constraint_date, start_on, finish_on, is_finished) AS
 SELECT n.roadmap_item_id,
    n.programme_id,
    n.programme,
    n.code,
    n.party,
    n.duration,
    n.service,
    n.contract,
    n.obstacle,
    n.start_on AS programme_from,
    n.constraint_kind,
    n.constraint_date,
        CASE
            WHEN (n.obstacle IS NULL) THEN regie.shown_day((n.plan).early_start)
            ELSE NULL::date
        END AS start_on,
        CASE
            WHEN (n.obstacle IS NULL) THEN regie.shown_day((n.plan).early_finish)
            ELSE NULL::date
        END AS finish_on,
    ((n.actual_start IS NOT NULL) AND (n.remaining IS NULL)) AS is_finished
   FROM ( SELECT n_1.roadmap_item_id,
            n_1.programme_id,
            n_1.programme,
            n_1.code,
            n_1.party,
            n_1.title,
            n_1.duration,
            n_1.constraint_kind,
            n_1.constraint_date,
            n_1.deadline,
            n_1.service,
            n_1.contract,
            n_1.contract_link,
            n_1.optimistic,
            n_1.pessimistic,
            n_1.cause,
            n_1.plateau,
            n_1.programme_name,
            n_1.start_on,
            n_1.first_year,
            n_1.obstacle,
            n_1.programme_days,
            n_1.predecessors,
            n_1.part,
            n_1.steps,
            n_1.status_day,
            n_1.actual_start,
            n_1.actual_finish,
            n_1.remaining,
            n_1.progress,
            n_1.progress_percent,
            regie.schedule(n_1.code, n_1.duration, n_1.predecessors, n_1.start_on, regie.roadmap_calendar(n_1.first_year), n_1.constraint_kind, n_1.constraint_date, n_1.deadline, n_1.status_day, n_1.actual_start, n_1.actual_finish, n_1.remaining) OVER (PARTITION BY n_1.programme, n_1.part) AS plan
           FROM regie.roadmap_network n_1) n;

CREATE OR REPLACE VIEW regie.roadmap_play (roadmap_dependency_id, programme, item, predecessor, kind, lag, elapsed, roadmap_item_id, party, title, predecessor_id, predecessor_party, predecessor_title, start_on, finish_on, predecessor_start, predecessor_finish, play, before_finish, begins_on, status_day) AS
 WITH floated AS MATERIALIZED (
         SELECT n.roadmap_item_id,
            n.duration,
            n.obstacle,
            n.status_day,
            ((n.actual_start IS NOT NULL) AND (n.remaining IS NULL)) AS is_finished,
            regie.schedule(n.code, n.duration, n.predecessors, n.start_on, regie.roadmap_calendar(n.first_year), n.constraint_kind, n.constraint_date, n.deadline, n.status_day, n.actual_start, n.actual_finish, n.remaining) OVER w AS plan,
            regie.relationship_float(n.code, n.duration, n.predecessors, n.start_on, regie.roadmap_calendar(n.first_year), n.constraint_kind, n.constraint_date, n.deadline, n.status_day, n.actual_start, n.actual_finish, n.remaining) OVER w AS floats
           FROM regie.roadmap_network n
          WINDOW w AS (PARTITION BY n.programme, n.part)
        ), step AS MATERIALIZED (
         SELECT f.roadmap_item_id,
            f.duration,
            f.status_day,
                CASE
                    WHEN (NOT f.is_finished) THEN f.floats
                    ELSE NULL::integer[]
                END AS floats,
            regie.shown_day((f.plan).early_start) AS start_on,
                CASE
                    WHEN (NOT f.is_finished) THEN regie.shown_day(COALESCE((f.plan).resume, (f.plan).early_start))
                    ELSE NULL::date
                END AS begins_on,
            regie.shown_day((f.plan).early_finish) AS finish_on
           FROM floated f
          WHERE (f.obstacle IS NULL)
        ), link AS (
         SELECT d.roadmap_dependency_id,
            d.programme,
            d.item,
            d.predecessor,
            d.kind,
            d.lag,
            d.elapsed,
            i.roadmap_item_id,
            i.party,
            i.title,
            p_1.roadmap_item_id AS predecessor_id,
            p_1.party AS predecessor_party,
            p_1.title AS predecessor_title,
            row_number() OVER (PARTITION BY d.programme, d.item ORDER BY (d.predecessor COLLATE "C"), (d.kind COLLATE "C")) AS place
           FROM ((regie.roadmap_dependency d
             JOIN regie.roadmap_item i ON (((i.programme = d.programme) AND (i.code = d.item))))
             JOIN regie.roadmap_item p_1 ON (((p_1.programme = d.programme) AND (p_1.code = d.predecessor))))
        )
 SELECT l.roadmap_dependency_id,
    l.programme,
    l.item,
    l.predecessor,
    l.kind,
    l.lag,
    l.elapsed,
    l.roadmap_item_id,
    l.party,
    l.title,
    l.predecessor_id,
    l.predecessor_party,
    l.predecessor_title,
    t.start_on,
    t.finish_on,
    p.start_on AS predecessor_start,
    p.finish_on AS predecessor_finish,
        CASE
            WHEN ((t.start_on IS NOT NULL) AND (p.start_on IS NOT NULL)) THEN t.floats[l.place]
            ELSE NULL::integer
        END AS play,
        CASE
            WHEN ((t.duration > 0) AND (p.duration > 0)) THEN (t.start_on <= p.finish_on)
            ELSE (t.start_on < p.finish_on)
        END AS before_finish,
    t.begins_on,
    t.status_day
   FROM ((link l
     LEFT JOIN step t ON ((t.roadmap_item_id = l.roadmap_item_id)))
     LEFT JOIN step p ON ((p.roadmap_item_id = l.predecessor_id)));

CREATE OR REPLACE VIEW regie_report.roadmap_wait (roadmap_wait_id, programme, party, predecessor_party, dependencies, waiting_steps, deciding_dependencies, waiting_days, least_float, item, predecessor, predecessor_finish, item_title, predecessor_title, party_name, predecessor_party_name, programme_name) AS
 WITH link AS MATERIALIZED (
         SELECT j.programme,
            j.item,
            j.predecessor,
            j.roadmap_item_id,
            j.party,
            j.predecessor_party,
            j.play,
            j.begins_on,
            j.finish_on,
            j.status_day,
            j.predecessor_finish,
            j.title,
            j.predecessor_title
           FROM regie.roadmap_play j
        ), step AS (
         SELECT l.roadmap_item_id,
            l.party,
            l.predecessor_party,
            min(l.play) AS "least",
            min(l.begins_on) AS begins_on,
            min(l.finish_on) AS finish_on,
            min(l.status_day) AS status_day
           FROM link l
          GROUP BY l.roadmap_item_id, l.party, l.predecessor_party
        ), beside AS (
         SELECT s_1.roadmap_item_id,
            s_1.party,
            s_1.predecessor_party,
            s_1."least",
            s_1.begins_on,
            s_1.finish_on,
            s_1.status_day,
            LEAST(min(s_1."least") OVER (PARTITION BY s_1.roadmap_item_id ORDER BY (s_1.predecessor_party COLLATE "C") ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), min(s_1."least") OVER (PARTITION BY s_1.roadmap_item_id ORDER BY (s_1.predecessor_party COLLATE "C") ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)) AS others
           FROM step s_1
        ), waited AS (
         SELECT i.programme,
            b_1.party,
            b_1.predecessor_party,
            sum(GREATEST((LEAST(b_1.others,
                CASE
                    WHEN (i.constraint_kind = ANY (ARRAY['MSO'::text, 'MFO'::text])) THEN 0
                    ELSE LEAST(regie.workdays_between(regie.roadmap_calendar(c.first_year), GREATEST(c.start_on, b_1.status_day,
                    CASE i.constraint_kind
                        WHEN 'SNET'::text THEN i.constraint_date
                        ELSE NULL::date
                    END), b_1.begins_on),
                    CASE i.constraint_kind
                        WHEN 'FNET'::text THEN regie.workdays_between(regie.roadmap_calendar(c.first_year), i.constraint_date, b_1.finish_on)
                        ELSE NULL::integer
                    END)
                END) - GREATEST(b_1."least", 0)), 0)) AS days
           FROM ((beside b_1
             JOIN regie.roadmap_item i ON ((i.roadmap_item_id = b_1.roadmap_item_id)))
             JOIN ( SELECT p_1.code,
                    p_1.start_on,
                    regie.roadmap_first_year(p_1.start_on) AS first_year
                   FROM regie.programme p_1) c ON ((c.code = i.programme)))
          WHERE ((b_1.party <> b_1.predecessor_party) AND (b_1.begins_on IS NOT NULL))
          GROUP BY i.programme, b_1.party, b_1.predecessor_party
        ), summed AS (
         SELECT l.programme,
            l.party,
            l.predecessor_party,
            count(*) AS links,
            count(DISTINCT l.item) AS items,
            count(*) FILTER (WHERE (l.play <= 0)) AS deciding,
            min(l.play) AS "least"
           FROM link l
          WHERE (l.party <> l.predecessor_party)
          GROUP BY l.programme, l.party, l.predecessor_party
        ), tightest AS (
         SELECT DISTINCT ON (l.programme, l.party, l.predecessor_party) l.programme,
            l.party,
            l.predecessor_party,
            l.item,
            l.predecessor,
            l.predecessor_finish,
            l.title,
            l.predecessor_title
           FROM link l
          WHERE (l.party <> l.predecessor_party)
          ORDER BY l.programme, l.party, l.predecessor_party, l.play, l.predecessor_finish, (l.item COLLATE "C"), (l.predecessor COLLATE "C")
        )
 SELECT (((((p.programme_id)::bigint * 1000000) + a.party_id) * 1000000) + b.party_id) AS roadmap_wait_id,
    s.programme,
    s.party,
    s.predecessor_party,
    (s.links)::integer AS dependencies,
    (s.items)::integer AS waiting_steps,
    (s.deciding)::integer AS deciding_dependencies,
    (w.days)::integer AS waiting_days,
    s."least" AS least_float,
    t.item,
    t.predecessor,
    t.predecessor_finish,
    t.title AS item_title,
    t.predecessor_title,
    a.name AS party_name,
    b.name AS predecessor_party_name,
    p.name AS programme_name
   FROM (((((summed s
     JOIN tightest t USING (programme, party, predecessor_party))
     JOIN regie.programme p ON ((p.code = s.programme)))
     JOIN regie.party a ON ((a.code = s.party)))
     JOIN regie.party b ON ((b.code = s.predecessor_party)))
     LEFT JOIN waited w USING (programme, party, predecessor_party));

CREATE OR REPLACE FUNCTION regie.shared_steps(within_days integer DEFAULT 30)
 RETURNS TABLE(programme text, subject_kind text, subject text, group_no integer, roadmap_item_id integer, item text, party text, start_on date, finish_on date)
 LANGUAGE sql
 STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
 WITH step AS (
          SELECT r.programme,
             r.code AS item,
             r.roadmap_item_id,
             r.party,
             r.start_on AS early_start,
             r.finish_on AS early_finish,
                 CASE
                     WHEN (r.service IS NOT NULL) THEN 'service'::text
                     ELSE 'contract'::text
                 END AS subject_kind,
             COALESCE(r.service, r.contract) AS subject
            FROM regie.roadmap_plan r
           WHERE ((r.duration > 0) AND (r.start_on IS NOT NULL) AND (COALESCE(r.service, r.contract) IS NOT NULL) AND (NOT r.is_finished))
         ), marked AS (
          SELECT s.programme,
             s.item,
             s.roadmap_item_id,
             s.party,
             s.early_start,
             s.early_finish,
             s.subject_kind,
             s.subject,
             (((s.early_start - lag(s.early_start) OVER subject) <= shared_steps.within_days) IS NOT TRUE) AS begins
            FROM step s
           WINDOW subject AS (PARTITION BY s.programme, s.subject_kind, s.subject ORDER BY s.early_start, (s.item COLLATE "C"))
         ), numbered AS MATERIALIZED (
          SELECT m.programme,
             m.item,
             m.roadmap_item_id,
             m.party,
             m.early_start,
             m.early_finish,
             m.subject_kind,
             m.subject,
             m.begins,
             count(*) FILTER (WHERE m.begins) OVER (PARTITION BY m.programme, m.subject_kind, m.subject ORDER BY m.early_start, (m.item COLLATE "C")) AS group_no
            FROM marked m
         ), free AS (
          SELECT n_1.programme,
             n_1.item,
             n_1.roadmap_item_id,
             n_1.party,
             n_1.early_start,
             n_1.early_finish,
             n_1.subject_kind,
             n_1.subject,
             n_1.begins,
             n_1.group_no
            FROM numbered n_1
           WHERE (NOT (EXISTS ( SELECT
                    FROM (regie.roadmap_dependency d
                      JOIN numbered b ON (((b.programme = d.programme) AND (b.item = d.item))))
                   WHERE ((d.programme = n_1.programme) AND (d.predecessor = n_1.item) AND (b.subject_kind = n_1.subject_kind) AND (b.subject = n_1.subject) AND (b.group_no = n_1.group_no) AND (b.party <> n_1.party)))))
         ), together AS (
          SELECT n_1.programme,
             n_1.subject_kind,
             n_1.subject,
             n_1.group_no
            FROM free n_1
           GROUP BY n_1.programme, n_1.subject_kind, n_1.subject, n_1.group_no
          HAVING (count(DISTINCT n_1.party) > 1)
         )
  SELECT n.programme,
     n.subject_kind,
     n.subject,
     (n.group_no)::integer AS group_no,
     n.roadmap_item_id,
     n.item,
     n.party,
     n.early_start,
     n.early_finish
    FROM (free n
      JOIN together t ON (((t.programme = n.programme) AND (t.subject_kind = n.subject_kind) AND (t.subject = n.subject) AND (t.group_no = n.group_no))));
END;

CREATE OR REPLACE VIEW regie.roadmap_outlook (roadmap_item_id, programme_id, programme, item, planned_finish, p10, p50, p80, p95, chance_plan, chance_deadline, chance_critical, cruciality, note) AS
 WITH network AS MATERIALIZED (
         SELECT n.roadmap_item_id,
            n.programme_id,
            n.programme,
            n.code,
            n.party,
            n.title,
            n.duration,
            n.constraint_kind,
            n.constraint_date,
            n.deadline,
            n.service,
            n.contract,
            n.contract_link,
            n.optimistic,
            n.pessimistic,
            n.cause,
            n.plateau,
            n.programme_name,
            n.start_on,
            n.first_year,
            n.obstacle,
            n.programme_days,
            n.predecessors,
            n.part,
            n.steps,
            n.status_day,
            n.actual_start,
            n.actual_finish,
            n.remaining,
            n.progress,
            n.progress_percent,
            regie.schedule(n.code,
                CASE
                    WHEN (n.actual_start IS NULL) THEN COALESCE(n.optimistic, n.duration)
                    ELSE n.duration
                END, n.predecessors, n.start_on, regie.roadmap_calendar(n.first_year), n.constraint_kind, n.constraint_date, NULL::date, n.status_day, n.actual_start, n.actual_finish,
                CASE
                    WHEN (n.remaining IS NOT NULL) THEN GREATEST(1, ((n.remaining * COALESCE(n.optimistic, n.duration)) / n.duration))
                    ELSE NULL::integer
                END) OVER w AS low,
            regie.schedule(n.code,
                CASE
                    WHEN (n.actual_start IS NULL) THEN COALESCE(n.pessimistic, n.duration)
                    ELSE n.duration
                END, n.predecessors, n.start_on, regie.roadmap_calendar(n.first_year), n.constraint_kind, n.constraint_date, NULL::date, n.status_day, n.actual_start, n.actual_finish,
                CASE
                    WHEN (n.remaining IS NOT NULL) THEN ((((n.remaining * COALESCE(n.pessimistic, n.duration)) + n.duration) - 1) / n.duration)
                    ELSE NULL::integer
                END) OVER w AS high
           FROM regie.roadmap_network n
          WINDOW w AS (PARTITION BY n.programme, n.part)
        ), wide AS (
         SELECT n.roadmap_item_id,
            n.programme_id,
            n.programme,
            n.code,
            n.party,
            n.title,
            n.duration,
            n.constraint_kind,
            n.constraint_date,
            n.deadline,
            n.service,
            n.contract,
            n.contract_link,
            n.optimistic,
            n.pessimistic,
            n.cause,
            n.plateau,
            n.programme_name,
            n.start_on,
            n.first_year,
            n.obstacle,
            n.programme_days,
            n.predecessors,
            n.part,
            n.steps,
            n.status_day,
            n.actual_start,
            n.actual_finish,
            n.remaining,
            n.progress,
            n.progress_percent,
            n.low,
            n.high,
            (sum((((n.high).early_finish - (n.low).early_finish) + 1)) OVER (PARTITION BY n.programme) > 20000000) AS is_wide
           FROM network n
        ), finished AS (
         SELECT n.programme,
            max(COALESCE(n.actual_finish, n.actual_start)) AS finished_on
           FROM network n
          GROUP BY n.programme
         HAVING bool_and(((n.actual_start IS NOT NULL) AND (n.remaining IS NULL)))
        ), ended AS (
         SELECT n.roadmap_item_id,
            n.programme,
            n.programme_id,
            n.code,
            n.part,
            n.duration,
            n.predecessors,
            n.start_on,
            n.first_year,
            n.constraint_kind,
            n.constraint_date,
            n.deadline,
            n.cause,
            n.steps,
            n.obstacle,
            n.is_wide,
            n.status_day,
            n.actual_start,
            n.actual_finish,
            n.remaining,
                CASE
                    WHEN (NOT n.is_wide) THEN n.optimistic
                    ELSE NULL::integer
                END AS optimistic,
                CASE
                    WHEN (NOT n.is_wide) THEN n.pessimistic
                    ELSE NULL::integer
                END AS pessimistic
           FROM wide n
        UNION ALL
         SELECT NULL::integer,
            n.programme,
            min(n.programme_id) AS min,
            ''::text,
            NULL::text,
            0,
            array_agg(regie.dependency(n.code)) AS array_agg,
            min(n.start_on) AS min,
            min(n.first_year) AS min,
            NULL::text,
            NULL::date,
            NULL::date,
            NULL::text,
            min(n.steps) AS min,
            NULL::text,
            bool_or(n.is_wide) AS bool_or,
            min(n.status_day) AS min,
            max(f.finished_on) AS max,
            max(f.finished_on) AS max,
            NULL::integer,
            NULL::integer,
            NULL::integer
           FROM (wide n
             LEFT JOIN finished f ON ((f.programme = n.programme)))
          WHERE (n.obstacle IS NULL)
          GROUP BY n.programme
        ), risked AS (
         SELECT e.roadmap_item_id,
            e.programme,
            e.programme_id,
            e.code,
            e.part,
            e.duration,
            e.predecessors,
            e.start_on,
            e.first_year,
            e.constraint_kind,
            e.constraint_date,
            e.deadline,
            e.cause,
            e.steps,
            e.obstacle,
            e.is_wide,
            e.status_day,
            e.actual_start,
            e.actual_finish,
            e.remaining,
            e.optimistic,
            e.pessimistic,
            regie.schedule_risk(e.code, e.duration, e.predecessors, e.start_on, regie.roadmap_calendar(e.first_year), e.constraint_kind, e.constraint_date, e.deadline, optimistic => e.optimistic, pessimistic => e.pessimistic, cause => e.cause, iterations => (LEAST(GREATEST((5000000 / e.steps), (500)::bigint), (10000)::bigint))::integer, seed => 1, status_day => e.status_day, actual_start => e.actual_start, actual_finish => e.actual_finish, remaining => e.remaining) OVER (PARTITION BY e.programme, e.part) AS risk
           FROM ended e
        )
 SELECT r.roadmap_item_id,
    r.programme_id,
    r.programme,
    NULLIF(r.code, ''::text) AS item,
        CASE
            WHEN (r.obstacle IS NULL) THEN regie.shown_day((r.risk).planned_finish)
            ELSE NULL::date
        END AS planned_finish,
        CASE
            WHEN (r.obstacle IS NULL) THEN regie.shown_day((r.risk).p10)
            ELSE NULL::date
        END AS p10,
        CASE
            WHEN (r.obstacle IS NULL) THEN regie.shown_day((r.risk).p50)
            ELSE NULL::date
        END AS p50,
        CASE
            WHEN (r.obstacle IS NULL) THEN regie.shown_day((r.risk).p80)
            ELSE NULL::date
        END AS p80,
        CASE
            WHEN (r.obstacle IS NULL) THEN regie.shown_day((r.risk).p95)
            ELSE NULL::date
        END AS p95,
        CASE
            WHEN (r.obstacle IS NULL) THEN (r.risk).chance_plan
            ELSE NULL::double precision
        END AS chance_plan,
        CASE
            WHEN (r.obstacle IS NULL) THEN (r.risk).chance_deadline
            ELSE NULL::double precision
        END AS chance_deadline,
        CASE
            WHEN (r.obstacle IS NULL) THEN (r.risk).chance_critical
            ELSE NULL::double precision
        END AS chance_critical,
        CASE
            WHEN (r.obstacle IS NULL) THEN (r.risk).cruciality
            ELSE NULL::double precision
        END AS cruciality,
        CASE
            WHEN (r.obstacle IS NOT NULL) THEN r.obstacle
            WHEN r.is_wide THEN 'estimates too wide: durations taken for sure'::text
            ELSE NULL::text
        END AS note
   FROM risked r;

CREATE OR REPLACE VIEW regie.roadmap_plan_line (programme, baseline, item, party, title, duration, start_on, finish_on, line_id) AS
 SELECT r.programme,
    NULL::text AS baseline,
    r.code AS item,
    r.party,
    i.title,
    r.duration,
    r.start_on,
    r.finish_on,
    (r.roadmap_item_id)::bigint AS line_id
   FROM (regie.roadmap_plan r
     JOIN regie.roadmap_item i ON ((i.roadmap_item_id = r.roadmap_item_id)))
UNION ALL
 SELECT b.programme,
    b.baseline,
    b.item,
    b.party,
    b.title,
    b.duration,
    b.start_on,
    b.finish_on,
    (b.roadmap_baseline_item_id)::bigint AS line_id
   FROM regie.roadmap_baseline_item b;

CREATE OR REPLACE FUNCTION regie.plan_difference(programme text, baseline text, other_programme text, other_baseline text DEFAULT NULL::text)
 RETURNS TABLE(item text, party text, title text, change text, start_on date, other_start_on date, start_days integer, finish_on date, other_finish_on date, finish_days integer, duration integer, other_duration integer)
 LANGUAGE sql
 STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
 SELECT COALESCE(b.item, a.item) AS "coalesce",
     COALESCE(b.party, a.party) AS "coalesce",
     COALESCE(b.title, a.title) AS "coalesce",
         CASE
             WHEN (a.item IS NULL) THEN 'added'::text
             WHEN (b.item IS NULL) THEN 'removed'::text
             WHEN ((a.finish_on IS NULL) OR (b.finish_on IS NULL)) THEN 'not planned'::text
             WHEN (b.finish_on > a.finish_on) THEN 'later'::text
             WHEN (b.finish_on < a.finish_on) THEN 'earlier'::text
             WHEN (b.start_on <> a.start_on) THEN 'other start'::text
             ELSE 'same'::text
         END AS "case",
     a.start_on,
     b.start_on,
     regie.workdays_between(regie.roadmap_calendar(c.first_year), a.start_on, b.start_on) AS workdays_between,
     a.finish_on,
     b.finish_on,
     regie.workdays_between(regie.roadmap_calendar(c.first_year), a.finish_on, b.finish_on) AS workdays_between,
     a.duration,
     b.duration
    FROM ((( SELECT l.item,
             l.party,
             l.title,
             l.duration,
             l.start_on,
             l.finish_on
            FROM regie.roadmap_plan_line l
           WHERE ((l.programme = plan_difference.programme) AND (NOT (l.baseline IS DISTINCT FROM plan_difference.baseline)))) a
      FULL JOIN ( SELECT l.item,
             l.party,
             l.title,
             l.duration,
             l.start_on,
             l.finish_on
            FROM regie.roadmap_plan_line l
           WHERE ((l.programme = plan_difference.other_programme) AND (NOT (l.baseline IS DISTINCT FROM plan_difference.other_baseline)))) b ON ((b.item = a.item)))
      CROSS JOIN ( SELECT regie.roadmap_first_year(p.start_on) AS first_year
            FROM regie.programme p
           WHERE (p.code = plan_difference.other_programme)) c);
END;

CREATE OR REPLACE VIEW regie_report.roadmap_baseline_change (roadmap_baseline_change_id, programme, baseline, item, party, plan_change, baseline_start, planned_start, start_days, baseline_finish, planned_finish, finish_days, baseline_duration, duration, baseline_as_of, item_title, party_name, programme_name) AS
 WITH plan AS MATERIALIZED (
         SELECT l.roadmap_item_id,
            l.start_on,
            l.finish_on
           FROM regie.roadmap_plan l
        ), programme AS MATERIALIZED (
         SELECT p_1.code,
            p_1.name,
            regie.roadmap_first_year(p_1.start_on) AS first_year
           FROM regie.programme p_1
        ), pair AS (
         SELECT b.programme,
            b.code AS baseline,
            b.as_of,
            ((o.roadmap_baseline_item_id)::bigint * 2) AS id,
            o.item,
            o.party AS party_before,
            i.party,
            COALESCE(i.title, o.title) AS title,
            o.start_on AS start_before,
            o.finish_on AS finish_before,
            o.duration AS duration_before,
            i.roadmap_item_id,
            i.duration,
            true AS was_there
           FROM ((regie.roadmap_baseline b
             JOIN regie.roadmap_baseline_item o ON (((o.programme = b.programme) AND (o.baseline = b.code))))
             LEFT JOIN regie.roadmap_item i ON (((i.programme = o.programme) AND (i.code = o.item))))
        UNION ALL
         SELECT b.programme,
            b.code,
            b.as_of,
            (((((b.roadmap_baseline_id)::bigint * 1000000) + i.roadmap_item_id) * 2) + 1),
            i.code,
            NULL::text,
            i.party,
            i.title,
            NULL::date,
            NULL::date,
            NULL::integer,
            i.roadmap_item_id,
            i.duration,
            false
           FROM (regie.roadmap_baseline b
             JOIN regie.roadmap_item i ON ((i.programme = b.programme)))
          WHERE (NOT (EXISTS ( SELECT
                   FROM regie.roadmap_baseline_item o
                  WHERE ((o.programme = i.programme) AND (o.baseline = b.code) AND (o.item = i.code)))))
        ), judged AS (
         SELECT p_1.programme,
            p_1.baseline,
            p_1.as_of,
            p_1.id,
            p_1.item,
            p_1.party_before,
            p_1.party,
            p_1.title,
            p_1.start_before,
            p_1.finish_before,
            p_1.duration_before,
            p_1.roadmap_item_id,
            p_1.duration,
            p_1.was_there,
            n.start_on,
            n.finish_on,
            (p_1.roadmap_item_id IS NOT NULL) AS is_there
           FROM (pair p_1
             LEFT JOIN plan n ON ((n.roadmap_item_id = p_1.roadmap_item_id)))
        )
 SELECT p.id AS roadmap_baseline_change_id,
    p.programme,
    p.baseline,
    p.item,
    COALESCE(p.party, p.party_before) AS party,
        CASE
            WHEN (NOT p.was_there) THEN 'added'::text
            WHEN (NOT p.is_there) THEN 'removed'::text
            WHEN ((p.finish_on IS NULL) OR (p.finish_before IS NULL)) THEN 'not planned'::text
            WHEN (p.finish_on > p.finish_before) THEN 'later'::text
            WHEN (p.finish_on < p.finish_before) THEN 'earlier'::text
            WHEN (p.start_on <> p.start_before) THEN 'other start'::text
            ELSE 'same'::text
        END AS plan_change,
    p.start_before AS baseline_start,
    p.start_on AS planned_start,
    regie.workdays_between(regie.roadmap_calendar(g.first_year), p.start_before, p.start_on) AS start_days,
    p.finish_before AS baseline_finish,
    p.finish_on AS planned_finish,
    regie.workdays_between(regie.roadmap_calendar(g.first_year), p.finish_before, p.finish_on) AS finish_days,
    p.duration_before AS baseline_duration,
    p.duration,
    p.as_of AS baseline_as_of,
    p.title AS item_title,
    a.name AS party_name,
    g.name AS programme_name
   FROM ((judged p
     JOIN programme g ON ((g.code = p.programme)))
     JOIN regie.party a ON ((a.code = COALESCE(p.party, p.party_before))));

CREATE OR REPLACE VIEW regie.roadmap_leveled (roadmap_item_id, programme_id, programme, item, party, planned_start, planned_finish, start_on, finish_on, delay_days, waited_days, late_days, waits_for, resource, lower_bound, length, proven, note) AS
 WITH step AS MATERIALIZED (
         SELECT n.roadmap_item_id,
            n.programme_id,
            n.programme,
            n.code,
            n.party,
            n.title,
            n.duration,
            n.constraint_kind,
            n.constraint_date,
            n.deadline,
            n.service,
            n.contract,
            n.contract_link,
            n.optimistic,
            n.pessimistic,
            n.cause,
            n.plateau,
            n.programme_name,
            n.start_on,
            n.first_year,
            n.obstacle,
            n.programme_days,
            n.predecessors,
            n.part,
            n.steps,
            n.status_day,
            n.actual_start,
            n.actual_finish,
            n.remaining,
            n.progress,
            n.progress_percent,
            regie.schedule(n.code, n.duration, n.predecessors, n.start_on, regie.roadmap_calendar(n.first_year), n.constraint_kind, n.constraint_date, n.deadline, n.status_day, n.actual_start, n.actual_finish, n.remaining) OVER (PARTITION BY n.programme, n.part) AS plan
           FROM regie.roadmap_network n
        ), demand AS MATERIALIZED (
         SELECT d.programme,
            d.item,
            d.resource,
            d.amount
           FROM (regie.roadmap_demand d
             JOIN step s ON (((s.programme = d.programme) AND (s.code = d.item))))
          WHERE ((s.duration > 0) AND (s.actual_finish IS NULL))
        ), lack AS (
         SELECT d.programme,
            min(((((((('step '::text || d.item) || ' needs '::text) || d.amount) || ' of '::text) || d.resource) || ', and there is '::text) || (COALESCE((((c.amount || ' from '::text) || to_char((c.day)::timestamp with time zone, 'YYYY-MM-DD'::text)) || ' on'::text), 'none'::text) COLLATE "C"))) AS note
           FROM (demand d
             LEFT JOIN regie.capacity_step c ON (((c.resource = d.resource) AND c.is_last)))
          WHERE ((d.amount <= c.amount) IS NOT TRUE)
          GROUP BY d.programme
        ), asked AS MATERIALIZED (
         SELECT d.programme,
            d.resource
           FROM demand d
          GROUP BY d.programme, d.resource
        ), capacity AS MATERIALIZED (
         SELECT a.programme,
            count(*) AS resources,
            max(c.last_day) AS last_day,
            jsonb_object_agg(a.resource, c.days) AS capacity
           FROM (asked a
             JOIN ( SELECT c_1.resource,
                    max(c_1.day) AS last_day,
                    jsonb_object_agg(to_char((c_1.day)::timestamp with time zone, 'YYYY-MM-DD'::text), c_1.amount) AS days
                   FROM regie.capacity_step c_1
                  GROUP BY c_1.resource) c ON ((c.resource = a.resource)))
          GROUP BY a.programme
        ), size AS (
         SELECT s.programme,
            ((((min(s.programme_days) + (GREATEST(max(s.constraint_date), max(c.last_day), min(s.start_on)) - min(s.start_on))) * ((COALESCE(min(c.resources), (0)::bigint) + 3) / 4)) > 16000000) OR (min(c.resources) > 4096)) AS is_large
           FROM (step s
             LEFT JOIN capacity c ON ((c.programme = s.programme)))
          GROUP BY s.programme
        ), judged AS MATERIALIZED (
         SELECT s.roadmap_item_id,
            s.programme_id,
            s.programme,
            s.code,
            s.party,
            s.title,
            s.duration,
            s.constraint_kind,
            s.constraint_date,
            s.deadline,
            s.service,
            s.contract,
            s.contract_link,
            s.optimistic,
            s.pessimistic,
            s.cause,
            s.plateau,
            s.programme_name,
            s.start_on,
            s.first_year,
            s.obstacle,
            s.programme_days,
            s.predecessors,
            s.part,
            s.steps,
            s.status_day,
            s.actual_start,
            s.actual_finish,
            s.remaining,
            s.progress,
            s.progress_percent,
            s.plan,
            COALESCE(s.obstacle, l.note,
                CASE
                    WHEN z.is_large THEN 'too much to level'::text
                    ELSE NULL::text
                END) AS note,
                CASE
                    WHEN bool_or((s.deadline IS NOT NULL)) OVER (PARTITION BY s.programme) THEN 'lateness'::text
                    ELSE 'duration'::text
                END AS objective
           FROM ((step s
             LEFT JOIN lack l ON ((l.programme = s.programme)))
             LEFT JOIN size z ON ((z.programme = s.programme)))
        ), leveled AS (
         SELECT j.roadmap_item_id,
            j.programme_id,
            j.programme,
            j.code,
            j.party,
            j.title,
            j.duration,
            j.constraint_kind,
            j.constraint_date,
            j.deadline,
            j.service,
            j.contract,
            j.contract_link,
            j.optimistic,
            j.pessimistic,
            j.cause,
            j.plateau,
            j.programme_name,
            j.start_on,
            j.first_year,
            j.obstacle,
            j.programme_days,
            j.predecessors,
            j.part,
            j.steps,
            j.status_day,
            j.actual_start,
            j.actual_finish,
            j.remaining,
            j.progress,
            j.progress_percent,
            j.plan,
            j.note,
            j.objective,
            regie.level(j.code, j.duration, j.predecessors, j.start_on, COALESCE(d.demand, '{}'::jsonb), COALESCE(c.capacity, '{}'::jsonb), regie.roadmap_calendar(j.first_year), earliest =>
                CASE
                    WHEN (j.constraint_kind = ANY (ARRAY['SNET'::text, 'MSO'::text])) THEN j.constraint_date
                    WHEN (j.constraint_kind = ANY (ARRAY['FNET'::text, 'MFO'::text])) THEN (j.plan).early_start
                    ELSE NULL::date
                END, deadline => j.deadline, objective => j.objective, schedules => (LEAST(GREATEST((400000 / j.steps), (20)::bigint), (5000)::bigint))::integer, seed => 1, status_day => j.status_day, actual_start => j.actual_start, actual_finish => j.actual_finish, remaining => j.remaining) OVER (PARTITION BY j.programme) AS level
           FROM ((judged j
             LEFT JOIN ( SELECT d_1.programme,
                    d_1.item,
                    jsonb_object_agg(d_1.resource, d_1.amount) AS demand
                   FROM demand d_1
                  GROUP BY d_1.programme, d_1.item) d ON (((d.programme = j.programme) AND (d.item = j.code))))
             LEFT JOIN capacity c ON ((c.programme = j.programme)))
          WHERE (j.note IS NULL)
        )
 SELECT l.roadmap_item_id,
    l.programme_id,
    l.programme,
    l.code AS item,
    l.party,
    regie.shown_day((l.plan).early_start) AS planned_start,
    regie.shown_day((l.plan).early_finish) AS planned_finish,
    regie.shown_day((l.level).start) AS start_on,
    regie.shown_day((l.level).finish) AS finish_on,
    (regie.workdays(regie.roadmap_calendar(l.first_year), daterange(LEAST((l.plan).early_start, (l.level).start), GREATEST((l.plan).early_start, (l.level).start))) *
        CASE
            WHEN ((l.level).start < (l.plan).early_start) THEN '-1'::integer
            ELSE 1
        END) AS delay_days,
    (l.level).waited AS waited_days,
    (l.level).late AS late_days,
    (l.level).waits_for AS waits_for,
    (l.level).resource AS resource,
    (l.level).lower_bound AS lower_bound,
    (l.level).length AS length,
    (l.level).proven AS proven,
    l.note
   FROM leveled l
UNION ALL
 SELECT j.roadmap_item_id,
    j.programme_id,
    j.programme,
    j.code AS item,
    j.party,
        CASE
            WHEN (j.obstacle IS NULL) THEN regie.shown_day((j.plan).early_start)
            ELSE NULL::date
        END AS planned_start,
        CASE
            WHEN (j.obstacle IS NULL) THEN regie.shown_day((j.plan).early_finish)
            ELSE NULL::date
        END AS planned_finish,
    NULL::date AS start_on,
    NULL::date AS finish_on,
    NULL::integer AS delay_days,
    NULL::integer AS waited_days,
    NULL::integer AS late_days,
    NULL::text AS waits_for,
    NULL::text AS resource,
    NULL::integer AS lower_bound,
    NULL::integer AS length,
    NULL::boolean AS proven,
    j.note
   FROM judged j
  WHERE (j.note IS NOT NULL);

CREATE OR REPLACE VIEW regie_report.resource_load (resource_load_id, programme, resource, plan_kind, load_state, load_from, load_until, working_days, demand, capacity, shortage, busy_steps, capacity_parties, resource_name, programme_name) AS
 WITH leveled AS MATERIALIZED (
         SELECT l.programme,
            l.programme_id,
            l.item,
            l.planned_start,
            l.planned_finish,
            l.start_on,
            l.finish_on
           FROM (regie.roadmap_leveled l
             JOIN regie.roadmap_item i ON ((i.roadmap_item_id = l.roadmap_item_id)))
          WHERE (i.duration > 0)
        ), work AS (
         SELECT l.programme,
            l.programme_id,
            d.resource,
            p.kind,
            d.amount,
            p.start_on,
            p.finish_on
           FROM ((leveled l
             JOIN regie.roadmap_demand d ON (((d.programme = l.programme) AND (d.item = l.item))))
             CROSS JOIN LATERAL ( VALUES ('as planned'::text,l.planned_start,l.planned_finish), ('within capacity'::text,l.start_on,l.finish_on)) p(kind, start_on, finish_on))
          WHERE ((p.start_on IS NOT NULL) AND (p.finish_on IS NOT NULL))
        ), span AS (
         SELECT w_1.programme,
            w_1.programme_id,
            w_1.resource,
            w_1.kind,
            min(w_1.start_on) AS start_on,
            max(w_1.finish_on) AS finish_on
           FROM work w_1
          GROUP BY w_1.programme, w_1.programme_id, w_1.resource, w_1.kind
        ), event AS (
         SELECT w_1.programme,
            w_1.programme_id,
            w_1.resource,
            w_1.kind,
            w_1.start_on AS day,
            w_1.amount,
            1 AS steps,
            0 AS capacity
           FROM work w_1
        UNION ALL
         SELECT w_1.programme,
            w_1.programme_id,
            w_1.resource,
            w_1.kind,
            (w_1.finish_on + 1),
            (- w_1.amount),
            '-1'::integer,
            0
           FROM work w_1
        UNION ALL
         SELECT s.programme,
            s.programme_id,
            s.resource,
            s.kind,
            c.day,
            0,
            0,
            (c.amount - lag(c.amount, 1, 0) OVER (PARTITION BY s.programme, s.resource, s.kind ORDER BY c.day))
           FROM (span s
             JOIN regie.capacity_step c ON ((c.resource = s.resource)))
        ), day AS (
         SELECT e.programme,
            e.programme_id,
            e.resource,
            e.kind,
            e.day,
            sum(e.amount) AS amount,
            sum(e.steps) AS steps,
            sum(e.capacity) AS capacity
           FROM event e
          GROUP BY e.programme, e.programme_id, e.resource, e.kind, e.day
        ), period AS (
         SELECT d.programme,
            d.programme_id,
            d.resource,
            d.kind,
            d.day,
            lead(d.day) OVER w AS next_day,
            sum(d.amount) OVER w AS demand,
            sum(d.steps) OVER w AS steps,
            sum(d.capacity) OVER w AS capacity
           FROM day d
          WINDOW w AS (PARTITION BY d.programme, d.resource, d.kind ORDER BY d.day)
        ), worked AS (
         SELECT p.programme,
            p.programme_id,
            p.resource,
            p.kind,
            p.day,
            p.next_day,
            p.demand,
            p.steps,
            p.capacity,
            regie.workdays(regie.roadmap_calendar(c.first_year), daterange(p.day, p.next_day)) AS days
           FROM (period p
             JOIN ( SELECT g_1.code,
                    regie.roadmap_first_year(g_1.start_on) AS first_year
                   FROM regie.programme g_1) c ON ((c.code = p.programme)))
          WHERE ((p.demand > (0)::numeric) AND (p.demand >= p.capacity) AND (p.next_day IS NOT NULL))
        )
 SELECT row_number() OVER (ORDER BY w.programme_id, r.resource_id, (w.kind COLLATE "C"), w.day) AS resource_load_id,
    w.programme,
    w.resource,
    w.kind AS plan_kind,
        CASE
            WHEN (w.demand > w.capacity) THEN 'over-asked'::text
            ELSE 'full'::text
        END AS load_state,
    w.day AS load_from,
    (w.next_day - 1) AS load_until,
    w.days AS working_days,
    (w.demand)::integer AS demand,
    (w.capacity)::integer AS capacity,
    ((w.demand - w.capacity))::integer AS shortage,
    (w.steps)::integer AS busy_steps,
    k.parties AS capacity_parties,
    r.name AS resource_name,
    g.name AS programme_name
   FROM (((worked w
     JOIN regie.resource r ON ((r.code = w.resource)))
     JOIN regie.programme g ON ((g.code = w.programme)))
     LEFT JOIN LATERAL ( SELECT string_agg(c.party, ', '::text ORDER BY (c.party COLLATE "C")) AS parties
           FROM regie.capacity c
          WHERE ((c.resource = w.resource) AND ((c.valid @> w.day) IS TRUE) AND (c.amount > 0))) k ON (true))
  WHERE (w.days > 0);

CREATE OR REPLACE VIEW regie_report.roadmap_programme (programme_id, programme, steps, milestones, parties, dependencies, dependencies_between, is_acyclic, acyclic_label, planned_start, planned_finish, p50_finish, p80_finish, p95_finish, chance_plan, leveled_finish, critical_steps, breached_steps, programme_from, programme_name, level_note) AS
 WITH step AS (
         SELECT n.programme,
            count(*) AS steps,
            min(n.obstacle) AS obstacle,
            count(*) FILTER (WHERE (n.duration = 0)) AS milestones,
            count(DISTINCT n.party) AS parties
           FROM regie.roadmap_network n
          GROUP BY n.programme
        ), link AS (
         SELECT d.programme,
            count(*) AS dependencies,
            count(*) FILTER (WHERE (i.party <> p_1.party)) AS between_parties
           FROM ((regie.roadmap_dependency d
             JOIN regie.roadmap_item i ON (((i.programme = d.programme) AND (i.code = d.item))))
             JOIN regie.roadmap_item p_1 ON (((p_1.programme = d.programme) AND (p_1.code = d.predecessor))))
          GROUP BY d.programme
        ), plan AS (
         SELECT r.programme,
            min(r.early_start) AS start_on,
            count(*) FILTER (WHERE r.is_critical) AS critical_steps,
            count(*) FILTER (WHERE r.is_breached) AS breached_steps
           FROM regie_report.roadmap_step r
          GROUP BY r.programme
        ), level AS (
         SELECT l_1.programme,
            max(l_1.finish_on) AS finish_on,
            min(l_1.note) AS note
           FROM regie.roadmap_leveled l_1
          GROUP BY l_1.programme
        )
 SELECT p.programme_id,
    p.code AS programme,
    (COALESCE(s.steps, (0)::bigint))::integer AS steps,
    (COALESCE(s.milestones, (0)::bigint))::integer AS milestones,
    (COALESCE(s.parties, (0)::bigint))::integer AS parties,
    (COALESCE(l.dependencies, (0)::bigint))::integer AS dependencies,
    (COALESCE(l.between_parties, (0)::bigint))::integer AS dependencies_between,
    ((s.obstacle ~~ 'waits in a circle: %'::text) IS NOT TRUE) AS is_acyclic,
        CASE
            WHEN (s.obstacle ~~ 'waits in a circle: %'::text) THEN 'no'::text
            ELSE 'yes'::text
        END AS acyclic_label,
    a.start_on AS planned_start,
    o.planned_finish,
    o.p50 AS p50_finish,
    o.p80 AS p80_finish,
    o.p95 AS p95_finish,
    (o.chance_plan)::numeric(9,6) AS chance_plan,
    v.finish_on AS leveled_finish,
    (COALESCE(a.critical_steps, (0)::bigint))::integer AS critical_steps,
    (COALESCE(a.breached_steps, (0)::bigint))::integer AS breached_steps,
    p.start_on AS programme_from,
    p.name AS programme_name,
    COALESCE(s.obstacle, v.note) AS level_note
   FROM (((((regie.programme p
     LEFT JOIN step s ON ((s.programme = p.code)))
     LEFT JOIN link l ON ((l.programme = p.code)))
     LEFT JOIN plan a ON ((a.programme = p.code)))
     LEFT JOIN level v ON ((v.programme = p.code)))
     LEFT JOIN regie.roadmap_outlook o ON (((o.programme = p.code) AND (o.roadmap_item_id IS NULL))));

CREATE OR REPLACE VIEW regie_report.contract_transition (contract_id, contract, supplier, transition, contract_until, programme, item, planned_finish, p80_finish, margin_days, last_notice_day, if_silent, decision_item, decision_p80, decision_verdict, renewed_until, gap_from, gap_until, gap_days, gap_eur, double_from, double_until, double_days, double_eur, as_of, customer, contract_title, item_title, supplier_name, customer_name) AS
 WITH step AS MATERIALIZED (
         SELECT o.programme,
            o.item,
            o.planned_finish,
            o.p80,
            i.contract,
            i.contract_link,
            i.title
           FROM (regie.roadmap_outlook o
             JOIN regie.roadmap_item i ON ((i.roadmap_item_id = o.roadmap_item_id)))
          WHERE (i.contract IS NOT NULL)
        ), last_step AS MATERIALIZED (
         SELECT DISTINCT ON (s.contract, s.contract_link) s.programme,
            s.item,
            s.planned_finish,
            s.p80,
            s.contract,
            s.contract_link,
            s.title
           FROM step s
          ORDER BY s.contract, s.contract_link, s.p80 DESC, (s.programme COLLATE "C"), (s.item COLLATE "C")
        ), contract AS MATERIALIZED (
         SELECT c.contract_id,
            c.code,
            c.title,
            c.customer,
            c.supplier,
            c.start_on,
            c.term,
            t.day,
                CASE
                    WHEN ((regie.renewal_kind(c.term) <> 'evergreen'::text) OR (regie.ended_on(c.term) IS NOT NULL)) THEN (regie.locked_in_until(c.term, t.day) - 1)
                    ELSE NULL::date
                END AS ends_on,
            regie.last_notice_day(c.term, t.day) AS notice_on,
            regie.if_silent(c.term, t.day) AS if_silent,
            (regie.maximum_extent(c.term) - 1) AS maximum_on
           FROM (regie.contract_state c
             CROSS JOIN ( SELECT regie.today() AS day) t)
          WHERE (regie.status(c.term, t.day) <> 'ended'::text)
        ), dated AS (
         SELECT c.contract_id,
            c.code,
            c.title,
            c.customer,
            c.supplier,
            c.start_on,
            c.term,
            c.day,
            c.ends_on,
            c.notice_on,
            c.if_silent,
            c.maximum_on,
            r_1.programme,
            r_1.item,
            r_1.title AS item_title,
            r_1.planned_finish,
            r_1.p80,
            (r_1.contract IS NOT NULL) AS has_step,
            d.programme AS decision_programme,
            d.item AS decision_item,
            d.planned_finish AS decision_finish,
            d.p80 AS decision_p80,
            (d.contract IS NOT NULL) AS has_decision,
                CASE
                    WHEN (c.if_silent = 'renews'::text) THEN (GREATEST(
                    CASE
                        WHEN (r_1.p80 > c.ends_on) THEN upper(regie.period(c.term, r_1.p80))
                        ELSE NULL::date
                    END,
                    CASE
                        WHEN (d.p80 > c.notice_on) THEN regie.locked_in_until(c.term, d.p80)
                        ELSE NULL::date
                    END) - 1)
                    ELSE NULL::date
                END AS renewed_until
           FROM ((contract c
             LEFT JOIN last_step r_1 ON (((r_1.contract = c.code) AND (r_1.contract_link = 'replaces'::text))))
             LEFT JOIN last_step d ON (((d.contract = c.code) AND (d.contract_link = 'decides'::text))))
        ), judged AS (
         SELECT d.contract_id,
            d.code,
            d.title,
            d.customer,
            d.supplier,
            d.start_on,
            d.term,
            d.day,
            d.ends_on,
            d.notice_on,
            d.if_silent,
            d.maximum_on,
            d.programme,
            d.item,
            d.item_title,
            d.planned_finish,
            d.p80,
            d.has_step,
            d.decision_programme,
            d.decision_item,
            d.decision_finish,
            d.decision_p80,
            d.has_decision,
            d.renewed_until,
                CASE
                    WHEN (d.ends_on IS NULL) THEN 'no end'::text
                    WHEN (NOT d.has_step) THEN 'no step'::text
                    WHEN (d.p80 IS NULL) THEN 'not planned'::text
                    WHEN (d.renewed_until > d.ends_on) THEN 'double running'::text
                    WHEN (d.p80 > d.ends_on) THEN 'gap'::text
                    ELSE 'in time'::text
                END AS transition
           FROM dated d
        ), ranged AS MATERIALIZED (
         SELECT j.contract_id,
            j.code,
            j.title,
            j.customer,
            j.supplier,
            j.start_on,
            j.term,
            j.day,
            j.ends_on,
            j.notice_on,
            j.if_silent,
            j.maximum_on,
            j.programme,
            j.item,
            j.item_title,
            j.planned_finish,
            j.p80,
            j.has_step,
            j.decision_programme,
            j.decision_item,
            j.decision_finish,
            j.decision_p80,
            j.has_decision,
            j.renewed_until,
            j.transition,
                CASE
                    WHEN (j.transition = 'gap'::text) THEN daterange(GREATEST(j.day, (j.ends_on + 1),
                    CASE j.if_silent
                        WHEN 'renews'::text THEN (j.maximum_on + 1)
                        ELSE NULL::date
                    END), j.p80, '[]'::text)
                    ELSE NULL::daterange
                END AS gap,
                CASE
                    WHEN ((j.transition = ANY (ARRAY['double running'::text, 'in time'::text])) AND (GREATEST((j.p80 + 1), j.start_on, j.day) <=
                    CASE j.transition
                        WHEN 'in time'::text THEN j.ends_on
                        ELSE j.renewed_until
                    END)) THEN daterange(GREATEST((j.p80 + 1), j.start_on, j.day),
                    CASE j.transition
                        WHEN 'in time'::text THEN j.ends_on
                        ELSE j.renewed_until
                    END, '[]'::text)
                    ELSE NULL::daterange
                END AS double
           FROM judged j
        )
 SELECT r.contract_id,
    r.code AS contract,
    r.supplier,
    r.transition,
    r.ends_on AS contract_until,
    r.programme,
    r.item,
    r.planned_finish,
    r.p80 AS p80_finish,
    (r.ends_on - r.p80) AS margin_days,
    r.notice_on AS last_notice_day,
    r.if_silent,
    r.decision_item,
    r.decision_p80,
        CASE
            WHEN (r.notice_on IS NULL) THEN 'no date'::text
            WHEN (NOT r.has_decision) THEN 'no step'::text
            WHEN (r.decision_p80 IS NULL) THEN 'not planned'::text
            WHEN (r.decision_p80 > r.notice_on) THEN 'late'::text
            ELSE 'in time'::text
        END AS decision_verdict,
        CASE r.transition
            WHEN 'double running'::text THEN r.renewed_until
            ELSE NULL::date
        END AS renewed_until,
    lower(r.gap) AS gap_from,
    (upper(r.gap) - 1) AS gap_until,
        CASE
            WHEN (r.transition = ANY (ARRAY['gap'::text, 'double running'::text, 'in time'::text])) THEN COALESCE((upper(r.gap) - lower(r.gap)), 0)
            ELSE NULL::integer
        END AS gap_days,
    (
        CASE
            WHEN (r.transition = ANY (ARRAY['gap'::text, 'double running'::text, 'in time'::text])) THEN COALESCE(regie.contract_cost(r.code, r.start_on, r.gap), (0)::numeric)
            ELSE NULL::numeric
        END)::numeric(18,2) AS gap_eur,
    lower(r.double) AS double_from,
    (upper(r.double) - 1) AS double_until,
        CASE
            WHEN (r.transition = ANY (ARRAY['gap'::text, 'double running'::text, 'in time'::text])) THEN COALESCE((upper(r.double) - lower(r.double)), 0)
            ELSE NULL::integer
        END AS double_days,
    (
        CASE
            WHEN (r.transition = ANY (ARRAY['gap'::text, 'double running'::text, 'in time'::text])) THEN COALESCE(regie.contract_cost(r.code, r.start_on, r.double), (0)::numeric)
            ELSE NULL::numeric
        END)::numeric(18,2) AS double_eur,
    r.day AS as_of,
    r.customer,
    r.title AS contract_title,
    r.item_title,
    p.name AS supplier_name,
    k.name AS customer_name
   FROM ((ranged r
     JOIN regie.party p ON ((p.code = r.supplier)))
     JOIN regie.party k ON ((k.code = r.customer)));

CREATE OR REPLACE VIEW regie_report.contract_transition_share (contract_transition_share_id, contract, transition_consequence, participant, extra_eur, extra_from, extra_until, programme, item, contract_title, item_title, participant_name) AS
 WITH found AS MATERIALIZED (
         SELECT t.contract_id,
            t.contract,
            t.programme,
            t.item,
            t.item_title,
            t.contract_title,
            k.consequence,
            k.place,
            k.days
           FROM (regie_report.contract_transition t
             CROSS JOIN LATERAL ( VALUES ('gap'::text,0,daterange(t.gap_from, t.gap_until, '[]'::text)), ('double running'::text,1,daterange(t.double_from, t.double_until, '[]'::text))) k(consequence, place, days))
          WHERE (lower(k.days) IS NOT NULL)
        )
 SELECT (((((f.contract_id)::bigint * 2) + f.place) * 1000000) + COALESCE(p.party_id, 0)) AS contract_transition_share_id,
    f.contract,
    f.consequence AS transition_consequence,
    s.participant,
    (s.amount)::numeric(18,2) AS extra_eur,
    lower(f.days) AS extra_from,
    (upper(f.days) - 1) AS extra_until,
    f.programme,
    f.item,
    f.contract_title,
    f.item_title,
    p.name AS participant_name
   FROM (((found f
     JOIN regie.contract_state c ON ((c.code = f.contract)))
     CROSS JOIN LATERAL regie.contract_cost_shares(f.contract, c.start_on, f.days) s(participant, amount))
     LEFT JOIN regie.party p ON ((p.code = s.participant)));

CREATE OR REPLACE FUNCTION regie.what_if_late(party text, late interval DEFAULT '3 mons'::interval, as_of date DEFAULT regie.today())
 RETURNS TABLE(roadmap_item_id integer, programme text, item text, item_party text, planned_start date, planned_finish date, late_start date, late_finish date, slip_days integer, pushed_by text, days_late integer, contract text, contract_link text, consequence text, extra_from date, extra_until date, participant text, extra_eur numeric)
 LANGUAGE sql
 STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
 WITH scheduled AS MATERIALIZED (
          SELECT n.roadmap_item_id,
             n.programme,
             n.code,
             n.party,
             n.contract,
             n.contract_link,
             n.duration,
             n.predecessors,
             n.start_on,
             n.first_year,
             n.constraint_kind,
             n.constraint_date,
             n.deadline,
             n.status_day,
             n.actual_start,
             n.actual_finish,
             n.remaining,
             n.obstacle,
             n.part,
             regie.schedule(n.code, n.duration, n.predecessors, n.start_on, regie.roadmap_calendar(n.first_year), n.constraint_kind, n.constraint_date, NULL::date, n.status_day, n.actual_start, n.actual_finish, n.remaining) OVER (PARTITION BY n.programme, n.part) AS plan
            FROM regie.roadmap_network n
         ), planned AS MATERIALIZED (
          SELECT s.roadmap_item_id,
             s.programme,
             s.code,
             s.party,
             s.contract,
             s.contract_link,
             s.duration,
             s.predecessors,
             s.start_on,
             s.first_year,
             s.constraint_kind,
             s.constraint_date,
             s.deadline,
             s.status_day,
             s.actual_start,
             s.actual_finish,
             s.remaining,
             s.obstacle,
             s.part,
             s.plan,
             (s.plan).early_start AS early_start,
             (s.plan).early_finish AS early_finish,
             ((s.obstacle IS NULL) AND ((s.actual_start IS NULL) OR (s.remaining IS NOT NULL)) AND ((s.plan).early_finish >= what_if_late.as_of)) AS is_open,
             ((s.actual_start IS NOT NULL) OR ((s.plan).early_start < what_if_late.as_of)) AS is_under_way
            FROM scheduled s
         ), late AS (
          SELECT p.roadmap_item_id,
             p.programme,
             p.code,
             p.party,
             p.contract,
             p.contract_link,
             p.duration,
             p.predecessors,
             p.start_on,
             p.first_year,
             p.constraint_kind,
             p.constraint_date,
             p.deadline,
             p.status_day,
             p.actual_start,
             p.actual_finish,
             p.remaining,
             p.obstacle,
             p.part,
             p.plan,
             p.early_start,
             p.early_finish,
             p.is_open,
             p.is_under_way,
             regie.delay(p.code, p.duration, p.predecessors, p.start_on,
                 CASE
                     WHEN ((p.party = what_if_late.party) AND p.is_open AND (NOT p.is_under_way)) THEN regie.workdays(regie.roadmap_calendar(p.first_year), daterange(p.early_start, GREATEST(p.early_start, ((p.early_start + what_if_late.late))::date)))
                     ELSE NULL::integer
                 END,
                 CASE
                     WHEN ((p.party = what_if_late.party) AND p.is_open AND p.is_under_way) THEN regie.workdays(regie.roadmap_calendar(p.first_year), daterange(p.early_finish, GREATEST(p.early_finish, ((p.early_finish + what_if_late.late))::date)))
                     ELSE NULL::integer
                 END, regie.roadmap_calendar(p.first_year), p.constraint_kind, p.constraint_date, p.deadline, p.status_day, p.actual_start, p.actual_finish, p.remaining) OVER (PARTITION BY p.programme, p.part) AS late
            FROM planned p
         ), moved AS (
          SELECT l.roadmap_item_id,
             l.programme,
             l.code,
             l.party,
             l.contract,
             l.contract_link,
             (l.late).planned_start AS planned_start,
             (l.late).planned_finish AS planned_finish,
             (l.late).start AS start,
             (l.late).finish AS finish,
             (l.late).start_slip AS start_slip,
             (l.late).finish_slip AS finish_slip,
             (l.late).pushed_by AS pushed_by,
             (l.late).late AS late
            FROM late l
           WHERE
                 CASE
                     WHEN ((l.obstacle IS NULL) AND (((l.late).finish >= '1900-01-01'::date) AND ((l.late).finish <= '2299-12-31'::date))) THEN (((l.late).start_slip > 0) OR ((l.late).finish_slip > 0))
                     ELSE false
                 END
         ), contract AS MATERIALIZED (
          SELECT c_1.code,
             c_1.term,
             c_1.start_on,
             regie.last_notice_day(c_1.term, what_if_late.as_of) AS notice_on,
             regie.locked_in_until(c_1.term, what_if_late.as_of) AS free_on,
                 CASE
                     WHEN (regie.if_silent(c_1.term, what_if_late.as_of) = 'renews'::text) THEN regie.maximum_extent(c_1.term)
                     ELSE regie.locked_in_until(c_1.term, what_if_late.as_of)
                 END AS gone_on,
             ((regie.renewal_kind(c_1.term) = 'evergreen'::text) AND (regie.ended_on(c_1.term) IS NULL)) AS is_evergreen
            FROM regie.contract_as_of(what_if_late.as_of, what_if_late.as_of) c_1(contract_id, code, title, customer, supplier, conditions, kind, cpv, procured_on, signed_on, start_on, renewal, ended_on, term, amendment, cost_key)
           WHERE ((c_1.code IN ( SELECT i.contract
                    FROM regie.roadmap_item i)) AND (regie.status(c_1.term, what_if_late.as_of) <> 'ended'::text))
         ), linked AS (
          SELECT m.roadmap_item_id,
             m.programme,
             m.code,
             m.party,
             m.contract,
             m.contract_link,
             m.planned_start,
             m.planned_finish,
             m.start,
             m.finish,
             m.start_slip,
             m.finish_slip,
             m.pushed_by,
             m.late,
             c_1.term,
             c_1.start_on,
             c_1.notice_on,
             c_1.free_on,
             c_1.gone_on,
             c_1.is_evergreen
            FROM (moved m
              LEFT JOIN contract c_1 ON ((c_1.code = m.contract)))
         ), covered AS (
          SELECT l.roadmap_item_id,
             l.programme,
             l.code,
             l.party,
             l.contract,
             l.contract_link,
             l.planned_start,
             l.planned_finish,
             l.start,
             l.finish,
             l.start_slip,
             l.finish_slip,
             l.pushed_by,
             l.late,
             l.term,
             l.start_on,
             l.notice_on,
             l.free_on,
             l.gone_on,
             l.is_evergreen,
                 CASE
                     WHEN (l.contract_link = 'decides'::text) THEN regie.locked_in_until(l.term, GREATEST(l.planned_finish, l.notice_on))
                     WHEN l.is_evergreen THEN GREATEST(l.free_on, (l.planned_finish + 1))
                     WHEN (l.planned_finish < l.free_on) THEN l.free_on
                     ELSE upper(regie.period(l.term, l.planned_finish))
                 END AS free_planned,
                 CASE
                     WHEN (l.contract_link = 'decides'::text) THEN regie.locked_in_until(l.term, GREATEST(l.finish, l.notice_on))
                     WHEN l.is_evergreen THEN GREATEST(l.free_on, (l.finish + 1))
                     WHEN (l.finish < l.free_on) THEN l.free_on
                     ELSE upper(regie.period(l.term, l.finish))
                 END AS free_late
            FROM linked l
         ), judged AS (
          SELECT c_1.roadmap_item_id,
             c_1.programme,
             c_1.code,
             c_1.party,
             c_1.contract,
             c_1.contract_link,
             c_1.planned_start,
             c_1.planned_finish,
             c_1.start,
             c_1.finish,
             c_1.start_slip,
             c_1.finish_slip,
             c_1.pushed_by,
             c_1.late,
             c_1.term,
             c_1.start_on,
             c_1.notice_on,
             c_1.free_on,
             c_1.gone_on,
             c_1.is_evergreen,
             c_1.free_planned,
             c_1.free_late,
                 CASE
                     WHEN (c_1.term IS NULL) THEN NULL::text
                     WHEN ((c_1.contract_link = 'decides'::text) AND (c_1.notice_on IS NULL)) THEN 'no date'::text
                     WHEN ((c_1.contract_link = 'decides'::text) AND (c_1.finish <= c_1.notice_on)) THEN 'in time'::text
                     WHEN ((c_1.contract_link = 'decides'::text) AND (c_1.free_late > c_1.free_planned)) THEN 'renews'::text
                     WHEN ((c_1.contract_link = 'decides'::text) AND (c_1.planned_finish <= c_1.notice_on) AND (regie.if_silent(c_1.term, c_1.notice_on) = 'ends'::text)) THEN 'option lapses'::text
                     WHEN (c_1.free_late > c_1.free_planned) THEN 'needed longer'::text
                     WHEN ((c_1.free_late IS NULL) AND (c_1.contract_link = 'replaces'::text)) THEN 'gap'::text
                     WHEN ((c_1.finish < c_1.free_on) AND (c_1.contract_link = 'replaces'::text)) THEN 'in time'::text
                     ELSE 'no change'::text
                 END AS consequence
            FROM covered c_1
         ), ranged AS (
          SELECT j.roadmap_item_id,
             j.programme,
             j.code,
             j.party,
             j.contract,
             j.contract_link,
             j.planned_start,
             j.planned_finish,
             j.start,
             j.finish,
             j.start_slip,
             j.finish_slip,
             j.pushed_by,
             j.late,
             j.term,
             j.start_on,
             j.notice_on,
             j.free_on,
             j.gone_on,
             j.is_evergreen,
             j.free_planned,
             j.free_late,
             j.consequence,
                 CASE
                     WHEN (j.consequence = ANY (ARRAY['renews'::text, 'needed longer'::text])) THEN datemultirange(daterange(j.free_planned, j.free_late))
                     WHEN (j.consequence = 'gap'::text) THEN datemultirange(daterange(LEAST(GREATEST((j.planned_finish + 1), j.gone_on), (j.finish + 1)), (j.finish + 1)))
                     ELSE datemultirange()
                 END AS days
            FROM judged j
         ), once AS (
          SELECT r.roadmap_item_id,
             r.programme,
             r.code,
             r.party,
             r.contract,
             r.contract_link,
             r.planned_start,
             r.planned_finish,
             r.start,
             r.finish,
             r.start_slip,
             r.finish_slip,
             r.pushed_by,
             r.late,
             r.term,
             r.start_on,
             r.notice_on,
             r.free_on,
             r.gone_on,
             r.is_evergreen,
             r.free_planned,
             r.free_late,
             r.consequence,
             r.days,
             (r.days - COALESCE(range_agg(r.days) OVER (PARTITION BY r.contract ORDER BY (r.contract_link COLLATE "C"), r.roadmap_item_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), datemultirange())) AS own_days
            FROM ranged r
         )
  SELECT o.roadmap_item_id,
     o.programme,
     o.code,
     o.party,
     o.planned_start,
     o.planned_finish,
     o.start,
     o.finish,
     o.finish_slip,
     o.pushed_by,
     o.late,
     o.contract,
     o.contract_link,
     o.consequence,
     COALESCE(lower(c.days), lower(o.own_days)) AS "coalesce",
     (COALESCE(upper(c.days), upper(o.own_days)) - 1),
     c.participant,
         CASE
             WHEN (o.term IS NOT NULL) THEN COALESCE(c.amount, 0.00)
             ELSE NULL::numeric
         END AS "case"
    FROM (once o
      LEFT JOIN LATERAL ( SELECT d.days,
             s.participant,
             s.amount
            FROM (regie.pieces(o.own_days) d(days)
              CROSS JOIN LATERAL regie.contract_cost_shares(o.contract, o.start_on, d.days, what_if_late.as_of) s(participant, amount))) c ON (true));
END;

CREATE OR REPLACE VIEW regie.finding_contract (finding, object_id, object_kind, object, party, detail) AS
 WITH contract AS MATERIALIZED (
         SELECT c.contract_id,
            c.code,
            c.customer,
            c.kind,
            c.procured_on,
            c.term
           FROM regie.contract_state c
        )
 SELECT 'decide soon'::text AS finding,
    (c.contract_id)::bigint AS object_id,
    'contract'::text AS object_kind,
    c.code AS object,
    c.customer AS party,
    regie.day_text(regie.last_notice_day(c.term, regie.today())) AS detail
   FROM contract c
  WHERE (regie.status(c.term, regie.today()) = 'notice due'::text)
UNION ALL
 SELECT 'obligation overdue'::text AS finding,
    (d.contract_decision_id / 3) AS object_id,
    'contract'::text AS object_kind,
    d.contract AS object,
    d.act_by AS party,
    concat_ws(', '::text, d.obligation, regie.day_text(d.due_on)) AS detail
   FROM regie_report.contract_decision d
  WHERE (d.is_overdue AND (d.obligation IS NOT NULL))
UNION ALL
 SELECT s.succession AS finding,
    s.contract_id AS object_id,
    'contract'::text AS object_kind,
    s.contract AS object,
    s.customer AS party,
    concat_ws(', '::text, regie.day_text(s.runs_until), s.successor, s.item) AS detail
   FROM regie_report.contract_succession s
  WHERE (s.succession = ANY (ARRAY['no successor'::text, 'gap'::text, 'overlap'::text]))
UNION ALL
 SELECT
        CASE
            WHEN l.is_rescindable THEN 'may rescind'::text
            ELSE 'nobody measures'::text
        END AS finding,
    n.service_level_id AS object_id,
    'service level'::text AS object_kind,
    ((l.contract || '/'::text) || l.service_level) AS object,
    c.customer AS party,
    regie.day_text(l.period_from) AS detail
   FROM ((( SELECT DISTINCT ON (l_1.contract, l_1.service_level) l_1.contract,
            l_1.service_level,
            l_1.period_from,
            l_1.is_rescindable,
            l_1.level_result
           FROM regie_report.service_level_result l_1
          WHERE (l_1.period_until < l_1.as_of)
          ORDER BY l_1.contract, l_1.service_level, l_1.period_from DESC) l
     JOIN regie.service_level n ON (((n.contract = l.contract) AND (n.code = l.service_level))))
     JOIN contract c ON ((c.code = l.contract)))
  WHERE (l.is_rescindable OR (l.level_result = 'not measured'::text))
UNION ALL
 SELECT 'bought in parts'::text AS finding,
    p.purchase_split_id AS object_id,
    'contract'::text AS object_kind,
    split_part(p.contract_list, ', '::text, 1) AS object,
    p.customer AS party,
    p.contract_list AS detail
   FROM regie_report.purchase_split p
UNION ALL
 SELECT 'purchase not described'::text AS finding,
    c.contract_id AS object_id,
    'contract'::text AS object_kind,
    c.code AS object,
    c.customer AS party,
    NULL::text AS detail
   FROM contract c
  WHERE (((c.kind IS NULL) OR (c.procured_on IS NULL)) AND (regie.status(c.term, regie.today()) <> 'ended'::text))
UNION ALL
 SELECT f.price_finding AS finding,
    (f.contract_price_finding_id / 10) AS object_id,
    'contract'::text AS object_kind,
    f.contract AS object,
    c.customer AS party,
    concat_ws(', '::text, f.line, regie.day_text(f.from_on)) AS detail
   FROM (regie_report.contract_price_finding f
     JOIN contract c ON ((c.code = f.contract)))
UNION ALL
 SELECT p.finding,
    p.contract_part_id AS object_id,
    'contract'::text AS object_kind,
    p.part AS object,
    c.customer AS party,
    p.contract AS detail
   FROM (regie_report.contract_part p
     JOIN contract c ON ((c.code = p.part)))
  WHERE (p.finding IS NOT NULL);

CREATE OR REPLACE VIEW regie.finding_cost (finding, object_id, object_kind, object, party, detail) AS
 SELECT f.finding,
    (c.cost_id)::bigint AS object_id,
    'cost'::text AS object_kind,
    f.cost AS object,
    f.payer AS party,
    concat_ws(', '::text, COALESCE(f.cost_key, f.service), string_agg(f.participant, ', '::text ORDER BY (f.participant COLLATE "C"))) AS detail
   FROM (regie_report.cost_finding f
     JOIN regie.cost c ON ((c.code = f.cost)))
  GROUP BY f.finding, c.cost_id, f.cost, f.payer, f.cost_key, f.service
UNION ALL
 SELECT 'no task field'::text AS finding,
    e.service_id AS object_id,
    'service'::text AS object_kind,
    e.code AS object,
    e.provider AS party,
    NULL::text AS detail
   FROM regie.service e
  WHERE ((e.taakveld IS NULL) AND (EXISTS ( SELECT
           FROM regie.cost c
          WHERE (c.service = e.code))))
UNION ALL
 SELECT 'no category'::text AS finding,
    (y.year)::bigint AS object_id,
    'year'::text AS object_kind,
    (y.year)::text AS object,
    NULL::text AS party,
    (y.costs)::text AS detail
   FROM ( SELECT (EXTRACT(year FROM lower(c.period)))::integer AS year,
            count(*) AS costs
           FROM regie.cost c
          WHERE (c.cost_category IS NULL)
          GROUP BY ((EXTRACT(year FROM lower(c.period)))::integer)) y
UNION ALL
 SELECT 'no inhabitants'::text AS finding,
    ((m.party_id * (10000)::bigint) + i.year) AS object_id,
    'party'::text AS object_kind,
    i.participant AS object,
    i.participant AS party,
    (i.year)::text AS detail
   FROM (( SELECT DISTINCT p.participant,
            c.year
           FROM ((( SELECT DISTINCT c_1.year,
                    c_1.participants
                   FROM regie.cost_parts c_1) c
             CROSS JOIN LATERAL unnest(c.participants) p(participant))
             LEFT JOIN regie.inhabitants() n(year, participant, inhabitants) ON (((n.year = c.year) AND (n.participant = p.participant))))
          WHERE ((p.participant IS NOT NULL) AND (n.year IS NULL))) i
     JOIN regie.party m ON ((m.code = i.participant)))
UNION ALL
 SELECT 'cloud cost without owner'::text AS finding,
    b.focus_bill_id AS object_id,
    'cloud bill'::text AS object_kind,
    u.bill AS object,
    NULL::text AS party,
    (sum(u.charges))::text AS detail
   FROM (regie_report.cloud_untagged u
     JOIN regie.focus_bill b ON ((b.code = u.bill)))
  GROUP BY b.focus_bill_id, u.bill;

CREATE OR REPLACE VIEW regie.finding_roadmap (finding, object_id, object_kind, object, party, detail) AS
 SELECT 'late for its contract'::text AS finding,
    (r.roadmap_item_id)::bigint AS object_id,
    'step'::text AS object_kind,
    ((r.programme || '/'::text) || r.item) AS object,
    r.party,
    concat_ws(', '::text, r.contract, regie.day_text(r.required_by), regie.day_text(r.planned_finish)) AS detail
   FROM regie_report.contract_risk r
  WHERE r.is_late
UNION ALL
 SELECT 'breach of plan'::text AS finding,
    r.roadmap_item_id AS object_id,
    'step'::text AS object_kind,
    ((r.programme || '/'::text) || r.item) AS object,
    r.party,
    regie.day_text(r.early_finish) AS detail
   FROM regie_report.roadmap_step r
  WHERE (r.is_breached AND (r.progress <> 'finished'::text));

CREATE OR REPLACE VIEW regie_rapport.routekaart_stap (routekaart_stap_id, programma, stap, partij, duur_werkdagen, vroegste_begin_datum, vroegste_eind_datum, laatste_begin_datum, laatste_eind_datum, totale_speling, vrije_speling, eigen_speling, is_kritiek, kritiek, is_bepalend, bepalend, wacht_op_stap, deadline_datum, is_overschreden, overschreden, contract, contract_rol, dienst, titel, overschrijding, partij_naam, programma_naam, voortgang, werkelijk_begin_datum, werkelijk_einde_datum, resterende_werkdagen, voortgang_percentage) AS
 SELECT v.roadmap_item_id AS routekaart_stap_id,
    v.programme AS programma,
    v.item AS stap,
    v.party AS partij,
    v.duration AS duur_werkdagen,
    v.early_start AS vroegste_begin_datum,
    v.early_finish AS vroegste_eind_datum,
    v.late_start AS laatste_begin_datum,
    v.late_finish AS laatste_eind_datum,
    v.total_float AS totale_speling,
    v.free_float AS vrije_speling,
    v.independent_float AS eigen_speling,
    v.is_critical AS is_kritiek,
        CASE v.critical_label
            WHEN 'no'::text THEN 'nee'::text
            WHEN 'yes'::text THEN 'ja'::text
            ELSE v.critical_label
        END AS kritiek,
    v.is_driving AS is_bepalend,
        CASE v.driving_label
            WHEN 'no'::text THEN 'nee'::text
            WHEN 'yes'::text THEN 'ja'::text
            ELSE v.driving_label
        END AS bepalend,
    v.driver AS wacht_op_stap,
    v.deadline AS deadline_datum,
    v.is_breached AS is_overschreden,
        CASE v.breached_label
            WHEN 'no'::text THEN 'nee'::text
            WHEN 'yes'::text THEN 'ja'::text
            ELSE v.breached_label
        END AS overschreden,
    v.contract,
        CASE v.contract_link
            WHEN 'decides'::text THEN 'beslist'::text
            WHEN 'replaces'::text THEN 'vervangt'::text
            ELSE v.contract_link
        END AS contract_rol,
    v.service AS dienst,
    v.title AS titel,
    v.breach AS overschrijding,
    v.party_name AS partij_naam,
    v.programme_name AS programma_naam,
        CASE v.progress
            WHEN 'dated ahead'::text THEN 'vooruit gedateerd'::text
            WHEN 'finished'::text THEN 'gereed'::text
            WHEN 'not started'::text THEN 'niet begonnen'::text
            WHEN 'overdue'::text THEN 'uitgelopen'::text
            WHEN 'under way'::text THEN 'onderweg'::text
            ELSE v.progress
        END AS voortgang,
    v.actual_start AS werkelijk_begin_datum,
    v.actual_finish AS werkelijk_einde_datum,
    v.remaining_days AS resterende_werkdagen,
    v.progress_percent AS voortgang_percentage
   FROM regie_report.roadmap_step v;

CREATE OR REPLACE FUNCTION regie.page_style()
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN '
*{box-sizing:border-box}
html{font:16px/1.5 Helvetica,Arial,sans-serif;color:#1f2933;background:#eef1f4;-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0}
header,main,footer,nav{max-width:70rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.5rem}
h1{font-size:2.1rem;line-height:1.15;letter-spacing:-.01em;margin:0;color:#173a56}
header p{margin:.35rem 0 0;color:#52606d}
h2{font-size:1.3rem;line-height:1.3;margin:0 0 .75rem;color:#173a56}
p{margin:0 0 .75rem}
a{color:#1d557f}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid #b45309;outline-offset:2px}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0 0;padding:0;font-size:.95rem}
nav a{display:inline-block;padding:.15rem 0}
section{background:#fff;border:1px solid #dde2e7;border-radius:10px;padding:1.4rem 1.5rem 1.25rem;margin:1.25rem 0}
#glance{background:none;border:0;padding:0}
#glance h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.tiles{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.75rem}
.tiles a{display:block;height:100%;background:#fff;border:1px solid #dde2e7;border-top:4px solid #2b6593;border-radius:8px;padding:.7rem .9rem .8rem;text-decoration:none;color:#1f2933}
.tiles a:hover{border-color:#2b6593}
.tiles b{display:block;font-size:1.6rem;line-height:1.25;color:#173a56;font-variant-numeric:tabular-nums}
.tiles span{display:block;font-size:.88rem;line-height:1.35;color:#52606d}
.picture,.wide{overflow-x:auto;margin:0 0 1rem}
.picture svg{display:block;max-width:100%;min-width:44rem;height:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4}
caption{text-align:left;color:#52606d;padding:0 0 .5rem;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.42rem .6rem;border-bottom:1px solid #e6e9ed}
th:first-child,td:first-child{padding-left:.3rem}
thead th{border-bottom:2px solid #9aa5b1;font-size:.82rem;color:#3e4c59;vertical-align:bottom}
tbody th{font-weight:600}
tfoot th,tfoot td{border-bottom:0;border-top:2px solid #9aa5b1;font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.d{white-space:nowrap}
.bad th:first-child{box-shadow:inset 4px 0 #9b1c31}
.soon th:first-child{box-shadow:inset 4px 0 #b45309}
.bad th:first-child,.soon th:first-child{padding-left:.7rem}
.bar{width:30%;min-width:9rem;background-repeat:no-repeat;background-size:calc(100% - 5rem) 60%;background-position:0 50%}
#decide tbody th{white-space:nowrap}
.matrix{width:auto}
.matrix caption{white-space:nowrap}
.matrix td,.matrix tbody th{vertical-align:middle}
.matrix td{text-align:center;border:1px solid #dde2e7}
.matrix thead th{font-weight:600;border-bottom:1px solid #9aa5b1}
.heat td{min-width:7rem;padding:.9rem .5rem}
.heat thead th:not(:first-child){text-align:center}
.self{color:#52606d;background:#f5f7f9}
.h0{background:#f3f8fc}.h1{background:#dcebf7}.h2{background:#bfdaef}.h3{background:#9cc6e6}.h4{background:#7cb2dc}.h5{background:#62a2d3}
.rasci thead th:not(:first-child){writing-mode:vertical-rl;transform:rotate(180deg);padding:.5rem .3rem;line-height:1.2;max-height:16rem;border-bottom:0;border-top:1px solid #9aa5b1}
.rasci td{width:2.6rem;font-weight:600}
.rA{background:#173a56;color:#fff}.rR{background:#9cc6e6}.rS{background:#dcebf7}.rC{background:#fdf0dc}.rI{background:#f5f7f9}
.key{font-size:.9rem;color:#3e4c59}
.s-error,.s-warning,.s-notice{white-space:nowrap}
.s-error{color:#9b1c31}.s-warning{color:#8a4207}.s-notice{color:#3e4c59}
.none,.more{color:#52606d;font-size:.9rem}
footer{padding-bottom:2.5rem;color:#52606d;font-size:.85rem}
@media screen{
.wide,.picture{background:linear-gradient(90deg,#fff 40%,#fff0) local 0/2.5rem 100% no-repeat,linear-gradient(270deg,#fff 40%,#fff0) local 100%/2.5rem 100% no-repeat,linear-gradient(90deg,#1f293340,#1f293300) scroll 0/.8rem 100% no-repeat,linear-gradient(270deg,#1f293340,#1f293300) scroll 100%/.8rem 100% no-repeat}
}
@media screen and (max-width:48rem){
header,main,footer,nav{padding-left:.75rem;padding-right:.75rem}
h1{font-size:1.7rem}
section{padding:1.1rem .9rem .9rem}
.wide table:not(.matrix){min-width:60rem}
caption,.matrix caption{position:sticky;left:0;max-width:calc(100vw - 3.5rem);white-space:normal}
}
@media print{
@page{size:A4;margin:14mm 12mm}
html{font-size:10.5px;background:#fff}
header,main,footer{max-width:none;padding:0}
nav{display:none}
header{padding:0 0 1.2rem}
section{border:0;border-radius:0;padding:0;margin:0 0 1.6rem}
h2{border-bottom:1px solid #9aa5b1;padding-bottom:.2rem}
h2,caption{break-after:avoid}
tr,.picture,.tiles li,.matrix{break-inside:avoid}
thead{display:table-header-group}
tfoot{display:table-row-group}
.picture,.wide{overflow:visible}
.picture svg{min-width:0;width:100%}
.tiles{grid-template-columns:repeat(6,1fr)}
a{color:inherit;text-decoration:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
'::text;

DROP VIEW regie.roadmap_plan_before_update;

DROP VIEW regie.roadmap_network_before_update;

DROP VIEW regie.booked_share;

DROP FUNCTION regie.schedule_risk_before_update(text,integer,regie.dependency[],date,regie.calendar,text,date,date,integer,integer,integer,text,text,double precision,integer,integer);

DROP FUNCTION regie.level_before_update(text,integer,regie.dependency[],date,integer[],integer[],regie.calendar,date,date,integer,text,integer,integer,integer);

DROP FUNCTION regie.level_before_update(text,integer,regie.dependency[],date,jsonb,jsonb,regie.calendar,date,date,integer,text,integer,integer,integer);

DROP FUNCTION regie.relationship_float_before_update(text,integer,regie.dependency[],date,regie.calendar,text,date,date);

DROP FUNCTION regie.delay_before_update(text,integer,regie.dependency[],date,integer,integer,regie.calendar,text,date,date);

DO $do$
DECLARE
	name text;
BEGIN
	IF pg_catalog.current_setting('server_version_num')::integer < 150000 THEN
		RETURN;
	END IF;
	FOREACH name IN ARRAY ARRAY[
		'regie.contract_volume_state',
		'regie.roadmap_network',
		'regie.cost_parts',
		'regie_report.cost_share',
		'regie.fine_bill',
		'regie.booked_fine',
		'regie.booked_line',
		'regie.booked_parts',
		'regie_report.cost_payment',
		'regie_report.cost_settlement',
		'regie_report.cost_finding',
		'regie_report.contract_deadline',
		'regie_report.roadmap_step',
		'regie_report.contract_risk',
		'regie_report.contract_risk_share',
		'regie_report.payment_matrix',
		'regie_report.cost_per_inhabitant',
		'regie_report.key_comparison',
		'regie_report.cost_iv3',
		'regie_report.budget_actual',
		'regie_report.contract_share',
		'regie_report.contract_price_history',
		'regie_report.contract_price_finding',
		'regie_report.leave_what_if',
		'regie_report.service_level_result',
		'regie_report.contract_accrual',
		'regie_report.contract_value',
		'regie_report.contract_decider',
		'regie.board_today',
		'regie.triangle_link',
		'regie.triangle_edge',
		'regie_report.triangle',
		'regie.governance_finding',
		'regie.roadmap_plan',
		'regie.roadmap_play',
		'regie_report.roadmap_wait',
		'regie.roadmap_outlook',
		'regie.roadmap_plan_line',
		'regie_report.roadmap_baseline_change',
		'regie.roadmap_leveled',
		'regie_report.resource_load',
		'regie_report.roadmap_programme',
		'regie_report.contract_transition',
		'regie_report.contract_transition_share',
		'regie.finding_contract',
		'regie.finding_cost',
		'regie.finding_roadmap',
		'regie_rapport.routekaart_stap']
	LOOP
		EXECUTE 'ALTER VIEW ' || name || ' SET (security_invoker=true)';
	END LOOP;
END
$do$;

COMMENT ON COLUMN regie.board_today.decider IS 'Codes of its boards.';

COMMENT ON COLUMN regie.board_today.organisation IS 'Code of the organisation.';

COMMENT ON COLUMN regie.booked_fine.amount_eur IS 'Amount in euro, in whole cents.';

COMMENT ON COLUMN regie.booked_fine.basis IS 'Why this key, as in cost_share.';

COMMENT ON COLUMN regie.booked_fine.contract IS 'Number of the contract. Empty: none.';

COMMENT ON COLUMN regie.booked_fine.cost_category IS 'Economic category of the cost. Empty: unknown.';

COMMENT ON COLUMN regie.booked_fine.cost_key IS 'Code of the key that it is shared by. Empty: none.';

COMMENT ON COLUMN regie.booked_fine.cost_share_id IS 'Identifies the row: the first of its costs times a million plus the participant (0: none).';

COMMENT ON COLUMN regie.booked_fine.kind IS 'Kind of cost.';

COMMENT ON COLUMN regie.booked_fine.participant IS 'Code of the party that bears it. Empty: nobody.';

COMMENT ON COLUMN regie.booked_fine.payee IS 'Code of the party that is paid.';

COMMENT ON COLUMN regie.booked_fine.payer IS 'Code of the party that pays the cost.';

COMMENT ON COLUMN regie.booked_fine.period_from IS 'First day that the cost is for.';

COMMENT ON COLUMN regie.booked_fine.service IS 'Code of the service.';

COMMENT ON COLUMN regie.booked_fine.year IS 'Year in which the period of the cost begins.';

COMMENT ON COLUMN regie.booked_parts.amounts IS 'What each participant bears, in euro, in whole cents.';

COMMENT ON COLUMN regie.booked_parts.contract IS 'Number of the contract. Empty: none.';

COMMENT ON COLUMN regie.booked_parts.cost_id IS 'The cost as an integer, or the first of several.';

COMMENT ON COLUMN regie.booked_parts.kind IS 'Kind of cost.';

COMMENT ON COLUMN regie.booked_parts.party_ids IS 'The participants as integers; one that is NULL where it reaches nobody.';

COMMENT ON COLUMN regie.booked_parts.payee IS 'Code of the party that is paid.';

COMMENT ON COLUMN regie.booked_parts.payer IS 'Code of the party that pays the cost.';

COMMENT ON COLUMN regie.booked_parts.service IS 'Code of the service.';

COMMENT ON COLUMN regie.booked_parts.year IS 'Year in which the period of the cost begins.';

COMMENT ON COLUMN regie.cost_parts.amount IS 'The whole cost in euro.';

COMMENT ON COLUMN regie.cost_parts.basis IS 'Why this key, as in cost_share.';

COMMENT ON COLUMN regie.cost_parts.contract IS 'Number of the contract. Empty: none.';

COMMENT ON COLUMN regie.cost_parts.cost IS 'Code of the cost.';

COMMENT ON COLUMN regie.cost_parts.cost_category IS 'Economic category of the cost. Empty: unknown.';

COMMENT ON COLUMN regie.cost_parts.cost_id IS 'The cost as an integer.';

COMMENT ON COLUMN regie.cost_parts.cost_key IS 'Code of the key that it is shared by. Empty: none.';

COMMENT ON COLUMN regie.cost_parts.description IS 'What the cost is.';

COMMENT ON COLUMN regie.cost_parts.kind IS 'Kind of cost.';

COMMENT ON COLUMN regie.cost_parts.participants IS 'Codes of the participants; one that is NULL where it reaches nobody.';

COMMENT ON COLUMN regie.cost_parts.parts IS 'What each participant bears, in euro.';

COMMENT ON COLUMN regie.cost_parts.party_ids IS 'The participants as integers.';

COMMENT ON COLUMN regie.cost_parts.payee IS 'Code of the party that is paid.';

COMMENT ON COLUMN regie.cost_parts.payer IS 'Code of the party that pays the cost.';

COMMENT ON COLUMN regie.cost_parts.period IS 'Days that the cost is for.';

COMMENT ON COLUMN regie.cost_parts.period_from IS 'First day that the cost is for.';

COMMENT ON COLUMN regie.cost_parts.service IS 'Code of the service.';

COMMENT ON COLUMN regie.cost_parts.set_on IS 'Day on which each value was set. Empty: it is not shared.';

COMMENT ON COLUMN regie.cost_parts.total IS 'Total of the values. Empty: it is not shared.';

COMMENT ON COLUMN regie.cost_parts.weights IS 'Value of each participant in the key. Empty: it is not shared.';

COMMENT ON COLUMN regie.cost_parts.year IS 'Year in which the period of the cost begins.';

COMMENT ON COLUMN regie.fine_bill.kind IS 'Kind of cost.';

COMMENT ON COLUMN regie.fine_bill.payee IS 'Code of the party that is paid.';

COMMENT ON COLUMN regie.fine_bill.payer IS 'Code of the party that pays the cost.';

COMMENT ON COLUMN regie.fine_bill.year IS 'Year in which the period of the cost begins.';

COMMENT ON COLUMN regie.roadmap_item.actual_finish IS 'Last day on which it was really worked on, not before actual_start; of a milestone the same day. Empty: it is not finished.';

COMMENT ON COLUMN regie.roadmap_item.actual_start IS 'Day on which it really started. Empty: it has not started.';

COMMENT ON COLUMN regie.roadmap_item.remaining IS 'Working days that it still needs, from remaining_on on, of a step that has started and is not finished. Working days since then are taken off. Empty: the duration less the working days since actual_start.';

COMMENT ON COLUMN regie.roadmap_item.remaining_on IS 'Day for which remaining was stated, not before actual_start: the first of the days that it counts. Empty: remaining is not stated.';

COMMENT ON COLUMN regie.roadmap_network.actual_finish IS 'Day on which it was really finished, by today. Empty: it is not.';

COMMENT ON COLUMN regie.roadmap_network.actual_start IS 'Day on which it really started, by today. Empty: it has not.';

COMMENT ON COLUMN regie.roadmap_network.cause IS 'What makes it take long or short together with others. Empty: by itself.';

COMMENT ON COLUMN regie.roadmap_network.code IS 'Code of the step.';

COMMENT ON COLUMN regie.roadmap_network.constraint_date IS 'That date. Empty: none.';

COMMENT ON COLUMN regie.roadmap_network.constraint_kind IS 'Kind of date that it must keep. Empty: none.';

COMMENT ON COLUMN regie.roadmap_network.contract IS 'Number of the contract. Empty: none.';

COMMENT ON COLUMN regie.roadmap_network.contract_link IS 'decides or replaces. Empty: no contract.';

COMMENT ON COLUMN regie.roadmap_network.deadline IS 'Last day on which it may be finished. Empty: none.';

COMMENT ON COLUMN regie.roadmap_network.duration IS 'Working days that it takes.';

COMMENT ON COLUMN regie.roadmap_network.first_year IS 'First year of its calendar, for regie.roadmap_calendar.';

COMMENT ON COLUMN regie.roadmap_network.obstacle IS 'Why the programme cannot be planned. Empty: it can.';

COMMENT ON COLUMN regie.roadmap_network.optimistic IS 'Working days if all goes well, at most the duration. Empty: the duration is sure.';

COMMENT ON COLUMN regie.roadmap_network.part IS 'Empty, or the step itself where its programme cannot be planned.';

COMMENT ON COLUMN regie.roadmap_network.party IS 'Code of the party that has to do it.';

COMMENT ON COLUMN regie.roadmap_network.pessimistic IS 'Working days if all goes wrong, at least the duration. Empty: the duration is sure.';

COMMENT ON COLUMN regie.roadmap_network.plateau IS 'Code of the plateau that needs it. Empty: none.';

COMMENT ON COLUMN regie.roadmap_network.predecessors IS 'What it waits for, by name of the predecessor and kind. Empty: nothing, or the programme cannot be planned.';

COMMENT ON COLUMN regie.roadmap_network.programme IS 'Code of the programme.';

COMMENT ON COLUMN regie.roadmap_network.programme_days IS 'Days of work and waiting in the whole programme.';

COMMENT ON COLUMN regie.roadmap_network.programme_id IS 'The programme as an integer.';

COMMENT ON COLUMN regie.roadmap_network.programme_name IS 'Name of the programme.';

COMMENT ON COLUMN regie.roadmap_network.progress IS 'not started, under way, overdue (under way, and all days that it was to take are used up), finished, or dated ahead (an actual day comes after today and does not count yet).';

COMMENT ON COLUMN regie.roadmap_network.progress_percent IS 'Working days worked, of those and the remaining ones, in whole per cent.';

COMMENT ON COLUMN regie.roadmap_network.remaining IS 'Working days that a step under way still needs, from today on: as stated less the days since then, or the duration less the days since it started, at least 1. Empty: not under way.';

COMMENT ON COLUMN regie.roadmap_network.roadmap_item_id IS 'The step as an integer.';

COMMENT ON COLUMN regie.roadmap_network.service IS 'Code of the service that it changes. Empty: none.';

COMMENT ON COLUMN regie.roadmap_network.start_on IS 'Day before which no step of the programme starts.';

COMMENT ON COLUMN regie.roadmap_network.status_day IS 'regie.today(), where a step of the programme has started by then. Empty: none has.';

COMMENT ON COLUMN regie.roadmap_network.steps IS 'Number of steps of the programme.';

COMMENT ON COLUMN regie.roadmap_network.title IS 'What has to be done.';

COMMENT ON COLUMN regie.roadmap_plan.code IS 'Code of the step.';

COMMENT ON COLUMN regie.roadmap_plan.constraint_date IS 'That date. Empty: none.';

COMMENT ON COLUMN regie.roadmap_plan.constraint_kind IS 'Kind of date that it must keep. Empty: none.';

COMMENT ON COLUMN regie.roadmap_plan.contract IS 'Number of the contract. Empty: none.';

COMMENT ON COLUMN regie.roadmap_plan.duration IS 'Working days that it takes.';

COMMENT ON COLUMN regie.roadmap_plan.finish_on IS 'Last day by the plan. Empty: cannot be planned.';

COMMENT ON COLUMN regie.roadmap_plan.is_finished IS 'Whether it has been done.';

COMMENT ON COLUMN regie.roadmap_plan.obstacle IS 'Why the programme cannot be planned. Empty: it can.';

COMMENT ON COLUMN regie.roadmap_plan.party IS 'Code of the party that has to do it.';

COMMENT ON COLUMN regie.roadmap_plan.programme IS 'Code of the programme.';

COMMENT ON COLUMN regie.roadmap_plan.programme_from IS 'Day before which no step of the programme starts.';

COMMENT ON COLUMN regie.roadmap_plan.programme_id IS 'The programme as an integer.';

COMMENT ON COLUMN regie.roadmap_plan.roadmap_item_id IS 'The step as an integer.';

COMMENT ON COLUMN regie.roadmap_plan.service IS 'Code of the service that it changes. Empty: none.';

COMMENT ON COLUMN regie.roadmap_plan.start_on IS 'First day by the plan. Empty: cannot be planned.';

COMMENT ON COLUMN regie.roadmap_play.begins_on IS 'First day of the work that is left. Empty: finished, or cannot be planned.';

COMMENT ON COLUMN regie.roadmap_play.play IS 'Working days by which the step starts later than the dependency asks for; of a step under way, what is left of it. Empty: finished, or cannot be planned.';

COMMENT ON COLUMN regie.roadmap_play.status_day IS 'Day by which the progress of its programme counts. Empty: nothing has started.';

COMMENT ON COLUMN regie.triangle_edge.actual IS 'Actual cost of the calendar year in euro.';

COMMENT ON COLUMN regie.triangle_edge.advance IS 'Advances of the calendar year in euro.';

COMMENT ON COLUMN regie.triangle_edge.agreement_list IS 'Which these are. Empty: none.';

COMMENT ON COLUMN regie.triangle_edge.agreements IS 'Number of agreements that hold on the day.';

COMMENT ON COLUMN regie.triangle_edge.budget IS 'Budget of the calendar year as amended, in euro.';

COMMENT ON COLUMN regie.triangle_edge.contract_ids IS 'The agreements that hold as integers, NULL among them for a participation. Empty: none holds.';

COMMENT ON COLUMN regie.triangle_edge.counterparty IS 'Code of the party that it gets it from.';

COMMENT ON COLUMN regie.triangle_edge.counterparty_name IS 'Name of the other party.';

COMMENT ON COLUMN regie.triangle_edge.day IS 'The day: regie.today().';

COMMENT ON COLUMN regie.triangle_edge.edge IS 'municipality and cooperation, cooperation and supplier, or municipality and supplier.';

COMMENT ON COLUMN regie.triangle_edge.first_until IS 'Last day of the one that ends first. Empty: open, or none.';

COMMENT ON COLUMN regie.triangle_edge.party IS 'Code of the party that gets something.';

COMMENT ON COLUMN regie.triangle_edge.party_name IS 'Name of the party.';

COMMENT ON COLUMN regie.triangle_edge.payer_list IS 'Codes of the parties that pay for the agreements. Empty: none holds.';

COMMENT ON COLUMN regie.triangle_edge.triangle_id IS 'The edge as an integer: of both parties.';

COMMENT ON COLUMN regie.triangle_edge.triangle_verdict IS 'What is the matter, or in order.';

COMMENT ON COLUMN regie.triangle_edge.year IS 'The calendar year of the day.';

COMMENT ON COLUMN regie_rapport.routekaart_stap.resterende_werkdagen IS 'Werkdagen die de stap vanaf vandaag nog nodig heeft: zoals opgegeven min de werkdagen sindsdien, of de duur min die sinds het begin, minstens 1. Leeg: niet onderweg.';

COMMENT ON COLUMN regie_rapport.routekaart_stap.voortgang IS 'niet begonnen, onderweg, uitgelopen (onderweg, en alle dagen die hij zou duren zijn op), gereed, of vooruit gedateerd (een werkelijke dag ligt na vandaag en telt nog niet mee).';

COMMENT ON COLUMN regie_rapport.routekaart_stap.voortgang_percentage IS 'Werkdagen sinds het begin, in hele procenten van die en de resterende samen: 0 voordat de stap begint, 100 als hij gereed is.';

COMMENT ON COLUMN regie_rapport.routekaart_stap.werkelijk_begin_datum IS 'Dag waarop de stap werkelijk begon. Leeg: vandaag nog niet.';

COMMENT ON COLUMN regie_rapport.routekaart_stap.werkelijk_einde_datum IS 'Laatste dag waarop er werkelijk aan gewerkt is. Leeg: vandaag nog niet gereed.';

COMMENT ON COLUMN regie_rapport.uittreedsom.uittreedgrondslag IS 'bijdrage (van een jaar) of schade (door contracten die niet te beëindigen zijn).';

COMMENT ON COLUMN regie_report.roadmap_step.actual_finish IS 'Last day on which it was really worked on. Empty: it is not finished by today.';

COMMENT ON COLUMN regie_report.roadmap_step.actual_start IS 'Day on which it really started. Empty: it has not by today.';

COMMENT ON COLUMN regie_report.roadmap_step.progress IS 'not started, under way, overdue (under way, and all days that it was to take are used up), finished, or dated ahead (an actual day comes after today and does not count yet).';

COMMENT ON COLUMN regie_report.roadmap_step.progress_percent IS 'Working days since it started, in whole per cent of these and the remaining ones: 0 before it starts, 100 when it is finished.';

COMMENT ON COLUMN regie_report.roadmap_step.remaining_days IS 'Working days that it still needs from today on: as stated less the working days since then, or the duration less those since it started, at least 1. Empty: not under way.';

COMMENT ON FUNCTION regie.bound_split(text,date,date) IS 'What contracts of a cooperation that cannot be ended yet, acting on as_of, cost from a day on: as bound_cost, but a row per contract, service and calendar year, in which who bears it stands in arrays, in the order of the codes (collation C). Example: SELECT * FROM regie.bound_split(''DDV'', ''2027-01-01'', ''2026-11-23'').';

COMMENT ON FUNCTION regie.contract_cost(text,date,daterange) IS 'What all price lines of a contract, which starts on a day, cost over some days, in euro without VAT. Example: regie.contract_cost(''HOSTING'', ''2024-01-01'', ''[2027-01-01,2027-07-01)'').';

COMMENT ON FUNCTION regie.contract_cost_shares(text,date,daterange,date) IS 'What a contract, which starts on a day, costs over some days, and whom, in euro without VAT, by the prices known on a day: each price line is shared by whoever bears the contract on the first of these days. One row per participant; none if it costs nothing. Example: SELECT * FROM regie.contract_cost_shares(''HOSTING'', ''2024-01-01'', ''[2027-01-01,2027-07-01)'').';

COMMENT ON FUNCTION regie.contract_deciders() IS 'Who decides about which contract on regie.today(), as report contract_decider has it: node is the word role or body and its code, NULL where nobody has the mandate; step counts from the accountable role. One row per contract that is not over. Example: SELECT contract, node FROM regie.contract_deciders().';

COMMENT ON FUNCTION regie.contract_shares() IS 'Who bears which share of each contract that has not ended, as of regie.today(): what report contract_share is made from. A row per contract and participant (NULL: nobody) with its share of the price now, its part of the price per year and of what must still be paid, in euro, and the first day and the day after the last on which it bears it; pools is the number of services or keys that it is shared by, one_sign whether none of their prices is a credit beside others that are not. Example: SELECT contract, participant, yearly FROM regie.contract_shares().';

COMMENT ON FUNCTION regie.delay(text,integer,regie.dependency[],date,integer,integer,regie.calendar,text,date,date,date,date,date,integer) IS 'Which of the partition''s activities move, and how far, when some start so many working days later than planned or take so many longer (0 or NULL: not late): a row each, before any limit of capacity. The plan and all other arguments are those of regie.schedule. Of what has begun, what is left is late; nothing delays what is finished, which is an error. Errors: a delay below 0, and what schedule refuses. Example: (regie.delay(step, days, after, ''2026-01-05'', CASE step WHEN ''tender'' THEN 15 END) OVER ()).*';

COMMENT ON FUNCTION regie.governance_findings() IS 'What view governance_finding shows, made without JIT. Example: SELECT finding, object FROM regie.governance_findings().';

COMMENT ON FUNCTION regie.inhabitants() IS 'Inhabitants of each party, as keys count them on the first day of each year that has costs: a whole number. One row per year and party. Example: SELECT year, participant, inhabitants FROM regie.inhabitants().';

COMMENT ON FUNCTION regie.key_answers() IS 'What each would pay if the cost of a service were shared by another key, as report key_comparison has it, with the participants as integers, what they pay now and what they would pay in arrays of one order. before: how many rows of the report come before. One row per year, kind, payer, service and key. Example: SELECT year, service, cost_key, amounts FROM regie.key_answers().';

COMMENT ON FUNCTION regie.level(text,integer,regie.dependency[],date,integer[],integer[],regie.calendar,date,date,integer,text,integer,integer,integer,date,date,date,integer) IS 'The same with resources by their position in demand and capacity, which does not change.';

COMMENT ON FUNCTION regie.level(text,integer,regie.dependency[],date,jsonb,jsonb,regie.calendar,date,date,integer,text,integer,integer,integer,date,date,date,integer) IS 'Start and finish of the partition''s activities, a row each, when people and means are scarce: demand {"architect": 1} per working day, capacity {"architect": 2} or by date {"architect": {"2026-09-01": 2, "2027-01-01": 1}}. objective: duration (shortest) or lateness (fewest weighted working days behind deadlines). Searches through so many schedules, or milliseconds; the same seed and number give the same answer. Progress as for schedule: what is finished is over and takes nothing from status_day on; what has begun and waits for nothing to come is placed first, with what remains.';

COMMENT ON FUNCTION regie.line_days(text,integer,text,daterange,date,integer,date) IS 'What is left of the days of a price row of a contract line, stated by an amendment known on known_on (both NULL: from the start), once the rows stated later, and known by a day, have taken theirs; an amount paid once is left whole or not at all. contract_price_as_of is made with it. Example: regie.line_days(''NETWERK'', 1, ''year'', ''[2025-01-01,)'', NULL, NULL, ''2026-11-23'').';

COMMENT ON FUNCTION regie.relationship_float(text,integer,regie.dependency[],date,regie.calendar,text,date,date,date,date,date,integer) IS 'The play of the activity''s links, in the order of its predecessors: by how many working days it starts later than the link asks for. 0: the link decides the start. Negative: a date (MSO, MFO) makes it start before the link allows. Of what has begun, what is left counts; NULL for what is finished. Arguments as for regie.schedule. Example: regie.relationship_float(step, days, after, ''2026-01-05'') OVER ().';

COMMENT ON FUNCTION regie.roadmap_calendar(integer) IS 'The working days by which roadmaps are planned: those of Dutch municipalities, over a hundred years from a year on. Example: regie.roadmap_calendar(2026).';

COMMENT ON FUNCTION regie.roadmap_first_year(date) IS 'The first year of the calendar of a programme that starts on a day: its own year, but not before 2000. Example: regie.roadmap_first_year(''2026-01-05'').';

COMMENT ON FUNCTION regie.schedule_risk(text,integer,regie.dependency[],date,regie.calendar,text,date,date,integer,integer,integer,text,text,double precision,integer,integer,date,date,date,integer) IS 'The schedule of the partition''s activities, run iterations times with durations drawn between optimistic and pessimistic: finish by per cent of the runs, chance to be critical, chance to make the deadline. Distribution: pert (beta, the default), triangular or uniform; without an estimate the duration is sure. Activities with the same cause are correlated. The same seed gives the same answer on every machine, in any order of rows. Arguments before optimistic, and progress (from status_day on), as for schedule: what is finished is sure, and of what has begun the estimate is cut to what remains.';

COMMENT ON FUNCTION regie.shared_steps(integer) IS 'Steps that several parties could do together: on the same service (or contract, where there is no service), each planned to start within so many days of the one before it, and none that another party of the group waits for. A row per step; steps with the same programme, subject and group_no belong together. Milestones and what is finished do not count. Example: SELECT * FROM regie.shared_steps(60).';

COMMENT ON FUNCTION regie.triangle_links() IS 'What was agreed on the edges of the triangle, as of regie.today(), as view triangle_link has it, with the contract as an integer (NULL: a participation) and without who may decide. One row per edge and agreement. Example: SELECT edge, party, counterparty FROM regie.triangle_links().';

COMMENT ON FUNCTION regie.used_keys(boolean) IS 'The keys that costs are shared by, each on every first day of such a cost, as key_values has them: participants in the order of their codes, with their numbers, values and the days on which these were set in arrays of the same order, and the total. every: all keys, on every first day of any cost. One row per key and day; none where the key has no values. Example: SELECT cost_key, day, participants FROM regie.used_keys().';

COMMENT ON FUNCTION regie.volume_year(text,integer,numeric,date) IS 'What the units of a price line that are expected in the calendar year of a day cost at a price. Each volume is priced in cents and spread over its days. Example: regie.volume_year(''SERVICEDESK'', 2, 14.50, ''2026-11-23'').';

COMMENT ON VIEW regie.board_today IS 'The boards of each organisation on regie.today(). One row per organisation that has one.';

COMMENT ON VIEW regie.booked_fine IS 'What each participant bears of the bills with parts of a cent in them, in whole cents: the rows of booked_line that are of such bills.';

COMMENT ON VIEW regie.booked_parts IS 'What each participant bears of each cost, in whole cents, as booked_line has it, with the participants and what they bear in arrays of one order. One row per cost, or per costs in parts of a cent that stand together.';

COMMENT ON VIEW regie.cost_parts IS 'What each participant bears of each cost, with the participants, their values and their parts in arrays of one order. One row per cost; cost_share has a row per participant.';

COMMENT ON VIEW regie.fine_bill IS 'Bills with parts of a cent in them: one row per year, kind of cost, payer and payee.';

COMMENT ON VIEW regie.roadmap_network IS 'Steps of roadmaps as regie.schedule, delay, level and schedule_risk take them. One row per step. Partition by programme and part.';

COMMENT ON VIEW regie.roadmap_plan IS 'The days of each step by the plan. One row per step.';

COMMENT ON VIEW regie.triangle_edge IS 'The edges of the triangle, with what is agreed and booked on them, as of regie.today(): one row per pair of parties. The report triangle adds who may decide.';

COMMENT ON VIEW regie_rapport.achterblijvende_kosten IS 'Wat contracten die nog niet te beëindigen zijn na een vertrek blijven kosten, en wie dat draagt in plaats van de uittreder: een rij per vertrek, contract, dienst, jaar en deelnemer. Over deelnemers telt verschil_eur op tot nul. Key: achterblijvende_kosten_id.';

COMMENT ON VIEW regie_rapport.vertrek_wat_als IS 'Wat als elke deelnemer op de eerstvolgende 1 januari zou uittreden: zijn deel van wat contracten blijven kosten die, als op de peildatum gehandeld wordt, niet eerder te beëindigen zijn. Een rij per deelnemer en jaar. Key: vertrek_wat_als_id.';

GRANT SELECT ON TABLE regie.board_today TO PUBLIC;

GRANT SELECT ON TABLE regie.booked_fine TO PUBLIC;

GRANT SELECT ON TABLE regie.booked_parts TO PUBLIC;

GRANT SELECT ON TABLE regie.cost_parts TO PUBLIC;

GRANT SELECT ON TABLE regie.fine_bill TO PUBLIC;

GRANT SELECT ON TABLE regie.roadmap_network TO PUBLIC;

GRANT SELECT ON TABLE regie.roadmap_plan TO PUBLIC;

GRANT SELECT ON TABLE regie.triangle_edge TO PUBLIC;
