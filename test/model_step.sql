-- Steps 1 to 4, demand and supply: every question has its view, every object its comment, each constraint and each
-- finding a case that triggers it and one that does not; and laws, against second ways to calculate the same.
BEGIN;
SET LOCAL jit = off;
SELECT plan(141);
SET LOCAL datestyle = ISO, YMD;
SET LOCAL regie.today = '2026-11-23';
SELECT setseed(0.2026);

-- The questions of the first four steps, and of demand and supply, each with the view that answers it.
CREATE TEMP TABLE question (step text, question text, view text);
INSERT INTO question VALUES
    ('1', 'Who has no adopted goals?', 'party_goal'),
    ('1', 'Which themes do all share, which are alone?', 'theme_goal'),
    ('1', 'Which goals expire before the next contract end?', 'goal_contract'),
    ('2', 'Which goals are in no plan?', 'goal_overview'),
    ('2', 'Which plan is older than four years?', 'plan_overview'),
    ('2', 'Which functions are touched by goals of two or more participants?', 'element_goal'),
    ('3', 'Best delivery form per service and party, and by what margin?', 'sourcing_choice'),
    ('3', 'Where does a change of a weight by 10 % flip the choice?', 'sourcing_sensitivity'),
    ('3', 'Where do participants differ, to harmonise or not?', 'sourcing_difference'),
    ('3', 'What does each option cost over five years, exit included?', 'sourcing_cost'),
    ('3', 'How does each option score?', 'sourcing_score'),
    ('4', 'Overlap and difference per pair?', 'goal_overlap'),
    ('4', 'Who has shared nothing?', 'goal_sharing'),
    ('4', 'Which shared theme has no roadmap item?', 'theme_goal'),
    ('4', 'Who could help whom?', 'goal_help'),
    ('demand', 'What is asked and not offered, offered and not asked, asked by several, offered by one?', 'demand_supply'),
    ('demand', 'Is there an offer in time?', 'demand_match'),
    ('all', 'From ambition to roadmap: where is the hole?', 'goal_trace'),
    ('all', 'What is wrong, and what is to be done?', 'report_finding');
SELECT is_empty($$SELECT q.question FROM question q WHERE to_regclass('regie_report.' || q.view) IS NULL
    OR NOT EXISTS (SELECT FROM regie.label l WHERE l.kind = 'view' AND l.object = q.view AND to_regclass('regie_rapport.' || l.dutch_name) IS NOT NULL)$$,
    'every question has a view, in both languages');
SELECT is((SELECT count(*) FROM question), 19::bigint, 'all questions are listed');

-- Every table, view, column, function and type of the extension has a comment that is a sentence.
SELECT is_empty($$
    SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname ~ '^regie' AND c.relkind IN ('r', 'v', 'm', 'p') AND coalesce(obj_description(c.oid, 'pg_class'), '') !~ '[.]$'$$,
    'every table and view has a comment');
SELECT is_empty($$
    SELECT c.oid::regclass, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname ~ '^regie' AND c.relkind IN ('r', 'v', 'm', 'p') AND coalesce(col_description(c.oid, a.attnum), '') !~ '[.]$'$$,
    'every column has a comment');
SELECT is_empty($$
    SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname ~ '^regie' AND obj_description(p.oid, 'pg_proc') IS NULL$$,
    'every function has a comment');
SELECT is_empty($$
    SELECT t.oid::regtype FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE n.nspname ~ '^regie' AND t.typelem = 0 AND (t.typrelid = 0 OR (SELECT relkind = 'c' FROM pg_class WHERE oid = t.typrelid)) AND obj_description(t.oid, 'pg_type') IS NULL$$,
    'every type has a comment');

-- An OIN, against the eleven-test written as a sum of products.
CREATE TEMP TABLE number AS
SELECT lpad((random() * 999999999)::int::text, 9, '0') AS rsin FROM generate_series(1, 10000);
SELECT is_empty($$
    SELECT n.rsin FROM number n CROSS JOIN LATERAL (
        SELECT sum(CASE i WHEN 9 THEN -1 ELSE 10 - i END * substr(n.rsin, i, 1)::int) AS total FROM generate_series(1, 9) i) s
    WHERE regie.is_oin('00000001' || n.rsin || '000') <> (s.total % 11 = 0 AND n.rsin <> '000000000')$$,
    '10,000 numbers: a RSIN in an OIN passes the eleven-test');
SELECT is((SELECT count(*) BETWEEN 800 AND 1020 FROM number WHERE regie.is_oin('00000001' || rsin || '000')), true, 'which one in eleven does');
SELECT is_empty($$SELECT rsin FROM number WHERE regie.is_oin('00000001' || rsin || '001') OR regie.is_oin('00000003' || rsin || '000') <> (substr(rsin, 9) = '0')$$,
    'and the zeros behind it are asked for');
SELECT is_empty($$SELECT o FROM (VALUES ('00000001002564440000'), ('00000003123456780000'), ('00000004000000042000')) AS v (o) WHERE NOT regie.is_oin(o)$$, 'a real one, one of a KvK number, one of another register');
SELECT is_empty($$SELECT o FROM (VALUES ('0000000100256444000'), ('00000001002564441000'), ('00000000123456789000'), ('00000001000000000000'), ('0000000A123456780000'), (''))
    AS v (o) WHERE regie.is_oin(o)$$, 'and others are none');

SELECT lives_ok('SELECT regie.load_example()', 'the example loads');

-- Each constraint refuses one row and lets another one pass. Within a subtransaction each, so that nothing stays.
CREATE FUNCTION pg_temp.attempt(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
    BEGIN
        EXECUTE statement;
        SET CONSTRAINTS ALL IMMEDIATE;
        RAISE 'passes' USING ERRCODE = 'P0099';
    EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS name = CONSTRAINT_NAME;
        RETURN CASE SQLSTATE WHEN 'P0099' THEN 'passes' ELSE coalesce(nullif(name, ''), SQLERRM) END;
    END;
END
$$;
CREATE TEMP TABLE attempt (n int GENERATED ALWAYS AS IDENTITY, refuses text, bad text, good text);
INSERT INTO attempt (refuses, bad, good) VALUES
('party_oin_check', $$UPDATE regie.party SET oin = '00000001002564441000' WHERE code = 'DDV'$$, $$UPDATE regie.party SET oin = '00000001002564440000' WHERE code = 'DDV'$$),
('party_oin_key', $$UPDATE regie.party SET oin = '00000001002564440000' WHERE code IN ('DDV', 'OAK')$$, $$UPDATE regie.party SET oin = '00000001002564440000' WHERE code = 'OAK'$$),
('party_oin_kvk_check', $$UPDATE regie.party SET kvk = '12345679', oin = '00000003123456780000' WHERE code = 'OAK'$$, $$UPDATE regie.party SET kvk = '12345678', oin = '00000003123456780000' WHERE code = 'OAK'$$),
('party_tooi_check', $$UPDATE regie.party SET tooi = 'gm1771' WHERE code = 'OAK'$$, $$UPDATE regie.party SET tooi = 'https://identifier.overheid.nl/tooi/id/oorg/oorg10103' WHERE code = 'OAK'$$),
('party_tooi_key', $$UPDATE regie.party SET tooi = 'https://identifier.overheid.nl/tooi/id/gemeente/gm1771' WHERE code = 'OAK'$$, $$UPDATE regie.party SET tooi = NULL$$),
('party_municipality_tooi_check', $$UPDATE regie.party SET tooi = 'https://identifier.overheid.nl/tooi/id/gemeente/gm1772' WHERE code = 'GM1771'$$, $$UPDATE regie.party SET tooi = 'https://identifier.overheid.nl/tooi/id/gemeente/gm1771' WHERE code = 'GM1771'$$),
('party_sbi_check', $$UPDATE regie.party SET sbi = '62.02' WHERE code = 'OAK'$$, $$UPDATE regie.party SET sbi = '62020' WHERE code = 'OAK'$$),
('participation_legal_form_fkey', $$UPDATE regie.participation SET legal_form = 'club'$$, $$UPDATE regie.participation SET legal_form = 'centrumgemeente'$$),
('legal_form_own_code_check', $$INSERT INTO regie.legal_form (code, name, name_nl, is_legal_person) VALUES ('own', 'Own', 'Eigen', false)$$, $$INSERT INTO regie.legal_form (code, name, name_nl, is_legal_person) VALUES ('OWN', 'Own', 'Eigen', false)$$),
('delivery_model_own_code_check', $$INSERT INTO regie.delivery_model (code, name, name_nl) VALUES ('own', 'Own', 'Eigen')$$, $$INSERT INTO regie.delivery_model (code, name, name_nl) VALUES ('OWN', 'Own', 'Eigen')$$),
('theme_code_check', $$INSERT INTO regie.theme (code, name) VALUES (' X', 'X')$$, $$INSERT INTO regie.theme (code, name) VALUES ('X', 'X')$$),
('theme_name_check', $$INSERT INTO regie.theme (code, name) VALUES ('X', ' ')$$, $$INSERT INTO regie.theme (code, name) VALUES ('X', 'x')$$),
('goal_code_check', $$UPDATE regie.goal SET code = '' WHERE code = 'GM-DATA'$$, $$UPDATE regie.goal SET code = 'GM-D' WHERE code = 'GM-DATA'$$),
('goal_title_check', $$UPDATE regie.goal SET title = '' WHERE code = 'GM-DATA'$$, $$UPDATE regie.goal SET title = 'x' WHERE code = 'GM-DATA'$$),
('goal_kind_check', $$UPDATE regie.goal SET kind = 'wish'$$, $$UPDATE regie.goal SET kind = 'ambition'$$),
('goal_status_check', $$UPDATE regie.goal SET status = 'done'$$, $$UPDATE regie.goal SET status = 'dropped'$$),
('goal_priority_check', $$UPDATE regie.goal SET priority = 0$$, $$UPDATE regie.goal SET priority = 5$$),
('goal_horizon_check', $$UPDATE regie.goal SET horizon = 'infinity'$$, $$UPDATE regie.goal SET horizon = NULL$$),
('goal_adopted_check', $$UPDATE regie.goal SET adopted_on = NULL WHERE code = 'GM-DATA'$$, $$UPDATE regie.goal SET adopted_on = NULL, status = 'draft' WHERE code = 'GM-DATA'$$),
('goal_adopted_check', $$UPDATE regie.goal SET adopted_on = '2026-01-01' WHERE code = 'SB-CLOUD'$$, $$UPDATE regie.goal SET adopted_on = '2026-01-01', status = 'adopted' WHERE code = 'SB-CLOUD'$$),
('goal_horizon_adopted_check', $$UPDATE regie.goal SET horizon = '2025-06-15' WHERE code = 'GM-DATA'$$, $$UPDATE regie.goal SET horizon = '2025-06-16' WHERE code = 'GM-DATA'$$),
('goal_party_fkey', $$UPDATE regie.goal SET party = 'NOBODY' WHERE code = 'GM-DATA'$$, $$UPDATE regie.goal SET party = 'GM0848' WHERE code = 'GM-DATA'$$),
('goal_theme_fkey', $$UPDATE regie.goal SET theme = 'NOTHING'$$, $$UPDATE regie.goal SET theme = 'DATA'$$),
('goal_share_self_check', $$INSERT INTO regie.goal_share VALUES (DEFAULT, 'GM-DATA', 'GM1771', 'GM1771', '2026-01-01')$$, $$INSERT INTO regie.goal_share VALUES (DEFAULT, 'GM-DATA', 'GM1771', 'GM0820', '2026-01-01')$$),
('goal_share_goal_fkey', $$INSERT INTO regie.goal_share VALUES (DEFAULT, 'GM-DATA', 'GM0820', 'GM0848', '2026-01-01')$$, $$UPDATE regie.goal SET party = 'GM0848' WHERE code = 'NU-CLOUD'$$),
('goal_share_pkey', $$INSERT INTO regie.goal_share VALUES (DEFAULT, 'NU-CLOUD', 'GM0820', 'GM1771', '2026-01-01')$$, $$INSERT INTO regie.goal_share VALUES (DEFAULT, 'NU-CLOUD', 'GM0820', 'GM0848', '2026-01-01')$$),
('plan_kind_check', $$UPDATE regie.plan SET kind = 'book'$$, $$UPDATE regie.plan SET kind = 'other'$$),
('plan_valid_check', $$UPDATE regie.plan SET valid = 'empty' WHERE code = 'DD-ARCH'$$, $$UPDATE regie.plan SET valid = '[2026-01-01,2030-01-01)' WHERE code = 'DD-ARCH'$$),
('plan_overlap', $$INSERT INTO regie.plan (code, party, kind, title, valid) VALUES ('P', 'GM1771', 'vision', 'x', '[2029-06-30,)')$$, $$INSERT INTO regie.plan (code, party, kind, title, valid) VALUES ('P', 'GM1771', 'vision', 'x', '[2029-07-01,)')$$),
('plan_overlap', $$UPDATE regie.plan SET kind = 'vision', valid = '[2025-07-01,)' WHERE code = 'GM-PLAN'$$, $$INSERT INTO regie.plan (code, party, kind, title, valid) VALUES ('P', 'GM1771', 'other', 'x', '[2025-07-01,)'), ('Q', 'GM1771', 'other', 'y', '[2025-07-01,)')$$),
('goal_link_one_check', $$INSERT INTO regie.goal_link (goal, plan, element) VALUES ('SB-CLOUD', 'SB-PLAN', 'REGIE')$$, $$INSERT INTO regie.goal_link (goal, plan) VALUES ('SB-CLOUD', 'SB-PLAN')$$),
('goal_link_one_check', $$INSERT INTO regie.goal_link (goal) VALUES ('SB-CLOUD')$$, $$INSERT INTO regie.goal_link (goal, element) VALUES ('SB-CLOUD', 'REGIE')$$),
('goal_link_key', $$INSERT INTO regie.goal_link (goal, plan) VALUES ('GM-CLOUD', 'GM-VISIE')$$, $$INSERT INTO regie.goal_link (goal, plan) VALUES ('GM-CLOUD', 'GM-PLAN')$$),
('element_kind_check', $$UPDATE regie.element SET kind = 'thing'$$, $$UPDATE regie.element SET kind = 'component'$$),
('element_gemma_id_check', $$UPDATE regie.element SET gemma_id = 'id-1' WHERE code = 'REGIE'$$, $$UPDATE regie.element SET gemma_id = 'a1b2c3d4-0000-4000-8000-0123456789ab' WHERE code = 'REGIE'$$),
('element_gemma_id_key', $$UPDATE regie.element SET gemma_id = 'a1b2c3d4-0000-4000-8000-0123456789ab'$$, $$UPDATE regie.element SET gemma_id = NULL$$),
('element_part_self_check', $$INSERT INTO regie.element_part (part, element) VALUES ('DEPOT', 'DEPOT')$$, $$INSERT INTO regie.element_part (part, element) VALUES ('DEPOT', 'ZAAKAFHANDELING')$$),
('element_part_pkey', $$INSERT INTO regie.element_part (part, element) VALUES ('ZAAKREGISTRATIE', 'REGIE')$$, $$UPDATE regie.element_part SET element = 'REGIE' WHERE part = 'ZAAKREGISTRATIE'$$),
('element_part_circle', $$INSERT INTO regie.element_part (part, element) VALUES ('ZAAKAFHANDELING', 'ZAAKREGISTRATIE')$$, $$INSERT INTO regie.element_part (part, element) VALUES ('ZAAKAFHANDELING', 'REGIE')$$),
('element_part_circle', $$INSERT INTO regie.element_part (part, element) VALUES ('ZAAKAFHANDELING', 'DEPOT'), ('DEPOT', 'ZAAKREGISTRATIE')$$, $$INSERT INTO regie.element_part (part, element) VALUES ('ZAAKAFHANDELING', 'DEPOT'), ('DEPOT', 'REGIE')$$),
('service_element_pkey', $$INSERT INTO regie.service_element (service, element) VALUES ('ZAAK', 'ZAAKREGISTRATIE')$$, $$INSERT INTO regie.service_element (service, element) VALUES ('ZAAK', 'DEPOT')$$),
('demand_status_check', $$UPDATE regie.demand SET status = 'closed'$$, $$UPDATE regie.demand SET status = 'met'$$),
('demand_needed_by_check', $$UPDATE regie.demand SET needed_by = '-infinity'$$, $$UPDATE regie.demand SET needed_by = '2030-01-01'$$),
('demand_goal_fkey', $$UPDATE regie.demand SET goal = 'NONE'$$, $$UPDATE regie.demand SET goal = NULL$$),
('offer_one_check', $$UPDATE regie.offer SET element = 'DEPOT' WHERE code = 'ALDER-1'$$, $$UPDATE regie.offer SET element = 'DEPOT', service = NULL WHERE code = 'ALDER-1'$$),
('offer_one_check', $$UPDATE regie.offer SET service = NULL WHERE code = 'ALDER-1'$$, $$UPDATE regie.offer SET service = 'ZAAK' WHERE code = 'ALDER-1'$$),
('offer_available_check', $$UPDATE regie.offer SET available = '(,2030-01-01)' WHERE code = 'ALDER-1'$$, $$UPDATE regie.offer SET available = '[2029-01-01,2030-01-01)' WHERE code = 'ALDER-1'$$),
('offer_delivery_model_fkey', $$UPDATE regie.offer SET delivery_model = 'faas'$$, $$UPDATE regie.offer SET delivery_model = 'paas' WHERE code = 'ALDER-1'$$),
('offer_overlap', $$INSERT INTO regie.offer (code, party, service, title, delivery_model, available, contract) VALUES ('A', 'ALDER', 'HOSTING', 'x', 'iaas', '[2030-01-01,)', 'HOSTING')$$, $$INSERT INTO regie.offer (code, party, service, title, delivery_model, available) VALUES ('A', 'ALDER', 'HOSTING', 'x', 'iaas', '[2030-01-01,)')$$),
('sourcing_option_current_key', $$UPDATE regie.sourcing_option SET current = true WHERE code = 'GM-H-PAAS'$$, $$UPDATE regie.sourcing_option SET current = false$$),
('sourcing_option_chosen_key', $$UPDATE regie.sourcing_option SET chosen_on = '2026-01-01' WHERE code = 'DD-Z-NU'$$, $$UPDATE regie.sourcing_option SET chosen_on = '2026-01-01' WHERE code = 'GM-H-PAAS'$$),
('sourcing_cost_year_no_check', $$INSERT INTO regie.sourcing_cost (option, year_no, kind, amount) VALUES ('DD-Z-NU', 6, 'running', 1)$$, $$INSERT INTO regie.sourcing_cost (option, year_no, kind, amount) VALUES ('DD-Z-NU', 2, 'one-off', 1)$$),
('sourcing_cost_kind_check', $$INSERT INTO regie.sourcing_cost (option, year_no, kind, amount) VALUES ('DD-Z-NU', 1, 'other', 1)$$, $$INSERT INTO regie.sourcing_cost (option, year_no, kind, amount) VALUES ('DD-Z-NU', 1, 'exit', -1)$$),
('sourcing_cost_amount_check', $$INSERT INTO regie.sourcing_cost (option, year_no, kind, amount) VALUES ('DD-Z-NU', 1, 'exit', 'NaN')$$, $$INSERT INTO regie.sourcing_cost (option, year_no, kind, amount) VALUES ('DD-Z-NU', 1, 'exit', 9999999999.99)$$),
('sourcing_cost_pkey', $$INSERT INTO regie.sourcing_cost (option, year_no, kind, amount) VALUES ('DD-Z-NU', 1, 'running', 1)$$, $$UPDATE regie.sourcing_cost SET amount = 0$$),
('criterion_weight_check', $$UPDATE regie.criterion SET weight = -1$$, $$UPDATE regie.criterion SET weight = 0$$),
('criterion_weight_check', $$UPDATE regie.criterion SET weight = 'NaN'$$, $$UPDATE regie.criterion SET weight = 0.000001$$),
('criterion_direction_check', $$UPDATE regie.criterion SET direction = 'up'$$, $$UPDATE regie.criterion SET direction = 'less is better'$$),
('criterion_scale_check', $$INSERT INTO regie.criterion (code, name, weight, scale_low, scale_high) VALUES ('C', 'x', 1, 5, 5)$$, $$INSERT INTO regie.criterion (code, name, weight, scale_low, scale_high) VALUES ('C', 'x', 1, -5, 5.000001)$$),
('score_on_scale', $$UPDATE regie.score SET value = 5.000001 WHERE option = 'DD-Z-NU' AND criterion = 'KOSTEN'$$, $$UPDATE regie.score SET value = 5 WHERE option = 'DD-Z-NU' AND criterion = 'KOSTEN'$$),
('score_on_scale', $$UPDATE regie.criterion SET scale_high = 4 WHERE code = 'KWALITEIT'$$, $$UPDATE regie.criterion SET scale_high = 10 WHERE code = 'KWALITEIT'$$),
('score_value_check', $$UPDATE regie.score SET value = 1.0000001$$, $$UPDATE regie.score SET value = 1.000001$$),
('score_criterion_fkey', $$DELETE FROM regie.criterion WHERE code = 'KOSTEN'$$, $$UPDATE regie.criterion SET code = 'GELD' WHERE code = 'KOSTEN'$$),
('rows of table regie.legal_form that come with the extension cannot be changed', $$DELETE FROM regie.legal_form WHERE code = 'contract'$$, $$UPDATE regie.participation SET legal_form = 'contract'$$),
('rows of table regie.delivery_model that come with the extension cannot be changed', $$UPDATE regie.delivery_model SET name = 'x' WHERE code = 'saas'$$, $$UPDATE regie.offer SET delivery_model = 'saas' WHERE code = 'ALDER-1'$$);
SELECT is(pg_temp.attempt(a.bad), a.refuses, a.refuses || ' refuses: ' || left(a.bad, 60)) FROM attempt a ORDER BY a.n;
SELECT is((SELECT string_agg(a.good, '; ') FROM attempt a WHERE pg_temp.attempt(a.good) <> 'passes'), NULL, 'and each lets another row pass');
-- checks, exclusions and the like of these tables that no attempt above is about; not null, codes, titles and plain references are as everywhere
SELECT is_empty($$
    SELECT c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE t.relnamespace = 'regie'::regnamespace AND c.contype IN ('c', 'x', 't')
      AND t.relname IN ('theme', 'goal', 'goal_share', 'plan', 'goal_link', 'element', 'element_part', 'service_element', 'demand', 'offer',
          'delivery_model', 'legal_form', 'sourcing_option', 'sourcing_cost', 'criterion', 'score')
      AND c.conname !~ '_(code|title|name|name_nl|seeded|adopted_on|shared_on|chosen_on|priority)_check$' AND c.conname <> 'criterion_on_scale'
      AND c.conname NOT IN (SELECT a.refuses FROM attempt a)$$,
    'no constraint is without its attempt');

-- What the example says, kind by kind: these objects, and so no others.
CREATE FUNCTION pg_temp.found(kind text) RETURNS text LANGUAGE sql AS
$$SELECT string_agg(object, ' ' ORDER BY object COLLATE "C") FROM regie.findings() WHERE finding = kind$$;
CREATE TEMP TABLE expectation (finding text, objects text);
INSERT INTO expectation VALUES
    ('no adopted goals', 'GM0848'), ('goal without plan', 'NU-DIENST SB-ARCHIEF SB-CLOUD'), ('goal in old plans only', 'GM-DIENST'),
    ('goal ends before its contract', 'GM-DIENST'), ('nothing shared', 'GM0848'), ('shared theme without step', 'VEILIG'),
    ('plan older than four years', 'SB-PLAN'), ('plan without goals', 'DD-ARCH SB-PLAN'), ('plan not adopted', 'DD-ARCH'),
    ('option not scored', 'SB-H-PAAS'), ('option without all costs', 'SB-H-PAAS'), ('other option chosen', 'ZAAK'),
    ('choice flips easily', 'HOSTING'), ('participants differ', 'HOSTING'), ('asked, not offered', 'DEPOT'),
    ('offered, not asked', 'NETWERK TOEGANG'), ('asked by several', 'PLATFORM'), ('offered by one only', 'DATAPLATFORM ZAAKREGISTRATIE'),
    ('demand not described', 'NU-V2'), ('not there in time', 'GM-V3'), ('decide soon', 'HOSTING'), ('obligation overdue', 'CATALOGUS HOSTING'),
    ('no successor', 'CATALOGUS DATA SERVICEDESK'), ('may rescind', 'HOSTING/BESCHIKBAAR'), ('nobody measures', 'NETWERK/BESCHIKBAAR'),
    ('bought in parts', 'ADVIES-1'), ('purchase not described', 'DATA VEILIG'), ('above rule', 'NETWERK'), ('step not recorded', 'VEILIG'),
    ('announced for another day', 'WERKPLEK'), ('renews past main contract', 'HOSTING'), ('no rule', '2026-DATA-DDV'),
    ('no key values', '2026-MELDPUNT'), ('key set late', '2026-HOSTING 2026-WERKPLEK'), ('no task field', 'DIENST'),
    ('no category', '2020 2021 2022 2023 2025 2026'), ('cloud cost without owner', 'CLOUD-2026-10'),
    ('late for its contract', 'REGIE/DD03 REGIE/DD06'), ('breach of plan', 'REGIE/DD03');
CREATE TEMP TABLE example_finding AS SELECT * FROM regie.findings();
SELECT results_eq('SELECT finding, string_agg(object, '' '' ORDER BY object COLLATE "C") FROM example_finding GROUP BY finding ORDER BY finding COLLATE "C"',
    'SELECT * FROM expectation ORDER BY finding COLLATE "C"', 'the findings of the example, kind by kind');
SELECT is((SELECT count(*) FROM regie_report.report_finding), (SELECT count(*) FROM example_finding), 'the report loses none of them');
SELECT is((SELECT count(DISTINCT report_finding_id) FROM regie_report.report_finding), (SELECT count(*) FROM example_finding), 'each has a number of its own');
SELECT ok((SELECT max(report_finding_id) < 2^53 FROM regie_report.report_finding), 'that a browser shows in full');
SELECT is_empty('SELECT * FROM regie_report.report_finding WHERE severity IS NULL OR problem IS NULL OR remedy IS NULL', 'each says what is wrong and what to do');
SELECT is_empty($$SELECT finding FROM regie.finding_kind k WHERE NOT EXISTS (SELECT FROM regie.label l WHERE l.kind = 'value' AND l.object = 'finding' AND l.item = k.finding)$$, 'every kind has its label');
SELECT is_empty($$SELECT l.item FROM regie.label l WHERE l.kind = 'value' AND l.object = 'price_finding' AND l.item NOT IN (SELECT finding FROM regie.finding_kind)$$, 'every finding on prices is a kind');
SELECT is_empty($$SELECT l.item FROM regie.label l WHERE l.kind = 'value' AND l.object = 'finding' AND l.item NOT IN ('reaches nobody', 'no codes') AND l.item NOT IN (SELECT finding FROM regie.finding_kind)$$,
    'every finding of other reports is a kind, but for those said otherwise');
SELECT is((SELECT count(DISTINCT (finding, cost)) FROM regie_report.cost_finding), (SELECT count(*) FROM example_finding WHERE object_kind = 'cost'), 'findings on costs are those of cost_finding');
SELECT is_empty('(SELECT severity, detail FROM regie_report.report_finding WHERE object = ''GM-V3'') EXCEPT VALUES (''warning'', ''2027-06-30'')', 'a finding says its severity and a day');

-- What the example does not have: one row each that triggers, and its absence before. The kinds that come from other reports are tested there.
CREATE FUNCTION pg_temp.found_after(statement text, kind text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
    BEGIN
        EXECUTE statement;
        found := pg_temp.found(kind);
        RAISE 'back' USING ERRCODE = 'P0099';
    EXCEPTION WHEN SQLSTATE 'P0099' THEN
        RETURN found;
    END;
END
$$;
SELECT is(pg_temp.found_after(c.statement, c.finding), c.objects, c.finding || ' after: ' || left(c.statement, 70))
FROM (VALUES
    ('goal past its horizon', $$UPDATE regie.goal SET horizon = '2026-11-22' WHERE code = 'GM-CLOUD'$$, 'GM-CLOUD'),
    ('goal past its horizon', $$UPDATE regie.goal SET horizon = '2026-11-23' WHERE code = 'GM-CLOUD'$$, NULL),
    ('goal of a stranger', $$UPDATE regie.participation SET valid = '[2020-01-01,2026-11-23)' WHERE party = 'GM0848'$$, 'SB-ARCHIEF SB-CLOUD'),
    ('goal of a stranger', $$UPDATE regie.goal SET party = 'DDV' WHERE code = 'SB-CLOUD'$$, NULL),
    ('no adopted goals', $$UPDATE regie.goal SET status = 'adopted', adopted_on = '2026-11-02' WHERE code = 'SB-CLOUD'$$, NULL),
    ('nothing shared', $$UPDATE regie.goal SET shared_on = '2026-11-23' WHERE code = 'SB-CLOUD'$$, NULL),
    ('nothing shared', $$UPDATE regie.goal SET shared_on = '2026-11-24' WHERE code = 'SB-CLOUD'$$, 'GM0848'),
    ('goal without plan', $$UPDATE regie.goal SET status = 'dropped' WHERE code IN ('NU-DIENST', 'SB-CLOUD')$$, 'SB-ARCHIEF'),
    ('shared theme without step', $$UPDATE regie.roadmap_item SET service = 'VEILIG' WHERE code = 'DD01'$$, NULL),
    ('plan not adopted', $$UPDATE regie.plan SET adopted_on = '2026-10-01'$$, NULL),
    ('only one option', $$DELETE FROM regie.score WHERE option = 'DD-Z-NIEUW'; DELETE FROM regie.sourcing_cost WHERE option = 'DD-Z-NIEUW'; DELETE FROM regie.sourcing_option WHERE code = 'DD-Z-NIEUW'$$, 'ZAAK'),
    ('only one option', $$SELECT$$, NULL),
    ('option without all costs', $$DELETE FROM regie.sourcing_cost WHERE option = 'GM-H-IAAS' AND year_no = 3$$, 'GM-H-IAAS SB-H-PAAS'),
    ('other option chosen', $$UPDATE regie.sourcing_option SET chosen_on = NULL WHERE code = 'DD-Z-NIEUW'; UPDATE regie.sourcing_option SET chosen_on = '2026-01-01' WHERE code = 'DD-Z-NU'$$, NULL),
    ('choice flips easily', $$UPDATE regie.score SET value = 1 WHERE option = 'NU-H-PAAS' AND criterion = 'KWALITEIT'$$, NULL),
    ('participants differ', $$UPDATE regie.score SET value = 5 WHERE option IN ('GM-H-DDV', 'NU-H-DDV', 'SB-H-DDV') AND criterion <> 'INSPANNING'$$, NULL),
    ('demand overdue', $$UPDATE regie.demand SET needed_by = '2026-11-22' WHERE code = 'GM-V1'$$, 'GM-V1'),
    ('demand overdue', $$UPDATE regie.demand SET needed_by = '2026-11-22', status = 'met' WHERE code = 'GM-V1'$$, NULL),
    ('demand overdue', $$UPDATE regie.demand SET needed_by = '2026-11-23' WHERE code = 'GM-V1'$$, NULL),
    ('asked, not offered', $$DELETE FROM regie.offer WHERE code = 'CEDAR-1'$$, 'DEPOT ZAAKREGISTRATIE'),
    ('asked by several', $$UPDATE regie.demand SET status = 'withdrawn' WHERE code IN ('NU-V1', 'SB-V1')$$, NULL),
    ('not there in time', $$UPDATE regie.offer SET available = '[2024-01-01,2027-07-01)' WHERE code = 'ELM-1'$$, NULL),
    ('not there in time', $$UPDATE regie.offer SET available = '[2027-07-01,)' WHERE code = 'ELM-1'$$, 'GM-V3'),
    ('demand not described', $$UPDATE regie.demand SET service = 'VEILIG' WHERE code = 'NU-V2'$$, NULL),
    ('offer under another contract', $$UPDATE regie.offer SET contract = 'ZAAK' WHERE code = 'ALDER-1'$$, 'ALDER-1'),
    ('offer under another contract', $$UPDATE regie.offer SET contract = 'HOSTING' WHERE code = 'DDV-1'$$, NULL),
    ('may rescind', $$UPDATE regie.measurement SET value = 100$$, NULL),
    ('decide soon', $$UPDATE regie.contract SET ended_on = '2027-04-01' WHERE code = 'HOSTING'$$, NULL),
    ('no task field', $$UPDATE regie.service SET taakveld = '0.4'$$, NULL),
    ('late for its contract', $$UPDATE regie.roadmap_item SET contract = NULL, contract_link = NULL$$, NULL),
    ('no inhabitants', $$UPDATE regie.cost_key SET driver = 'heads' WHERE code = 'INWONERS'$$, (SELECT string_agg(participant, ' ' ORDER BY participant COLLATE "C", year) FROM (SELECT DISTINCT participant, year FROM regie_report.cost_per_inhabitant WHERE participant IS NOT NULL) p))
) AS c (finding, statement, objects);

-- As of a day: four years are not over on their last day, and are on the next.
SET LOCAL regie.today = '2024-11-12';
SELECT is((SELECT old_label || ' ' || age_months FROM regie_report.plan_overview WHERE plan = 'SB-PLAN'), 'no 48', 'a plan of four years is not older than that');
SET LOCAL regie.today = '2024-11-13';
SELECT is((SELECT old_label || ' ' || age_months FROM regie_report.plan_overview WHERE plan = 'SB-PLAN'), 'yes 48', 'a day later it is');
SELECT is((SELECT plan_status FROM regie_report.plan_overview WHERE plan = 'NU-VISIE'), 'upcoming', 'what is to begin is upcoming');
SET LOCAL regie.today = '2019-12-31';
SELECT is((SELECT count(*) FROM regie_report.party_goal), 0::bigint, 'nobody takes part yet');
SET LOCAL regie.today = '2026-11-23';

-- Overlap: both directions mirror each other; similarity against arrays of themes.
SELECT is_empty($$
    SELECT a.party, a.other_party, a.theme FROM regie_report.goal_overlap a
    LEFT JOIN regie_report.goal_overlap b ON b.party = a.other_party AND b.other_party = a.party AND b.theme = a.theme
    WHERE (b.goals, b.other_goals, b.similarity_percent, b.overlap) IS DISTINCT FROM (a.other_goals, a.goals, a.similarity_percent,
        CASE a.overlap WHEN 'only party' THEN 'only other' WHEN 'only other' THEN 'only party' ELSE 'shared' END)$$,
    'the matrix mirrors itself');
SELECT results_eq($$SELECT DISTINCT party, other_party, similarity_percent FROM regie_report.goal_overlap WHERE party < other_party ORDER BY 1, 2$$,
    $$VALUES ('GM0820', 'GM0848', 25.000000), ('GM0820', 'GM1771', 75.000000), ('GM0848', 'GM1771', 20.000000)$$, 'one of four, three of four, one of five themes');

-- The trace: a chain for each goal that is wanted; the first hole is the first that is missing.
SELECT is((SELECT count(DISTINCT goal) FROM regie_report.goal_trace), (SELECT count(*) FROM regie.goal WHERE status IN ('draft', 'adopted')), 'each goal has a chain');
SELECT is_empty($$
    SELECT t.goal_trace_id FROM regie_report.goal_trace t LEFT JOIN regie_report.plan_overview p ON p.plan = t.plan
    CROSS JOIN LATERAL (SELECT ARRAY[CASE WHEN t.plan IS NULL THEN 'no plan' WHEN p.plan_status = 'over' THEN 'plan is over' END,
        CASE WHEN t.element IS NULL THEN 'no element' END, CASE WHEN t.demand IS NULL THEN 'no demand' END, CASE WHEN t.service IS NULL THEN 'no service' END,
        CASE WHEN t.contract IS NULL THEN 'no contract' END, CASE WHEN t.item IS NULL THEN 'no step' END] AS h) AS h
    WHERE t.hole <> coalesce((array_remove(h.h, NULL))[1], 'none') OR t.holes <> cardinality(array_remove(h.h, NULL))$$,
    'the first hole, and how many');

-- Sourcing: scores and flips of random options against sums that are calculated here, with other weights put in.
INSERT INTO regie.service (code, name) SELECT 'R' || i, 'Random' FROM generate_series(1, 600) i;
INSERT INTO regie.sourcing_option (code, service, party, delivery_model, title)
SELECT 'R' || i || '-' || o, 'R' || i, 'DDV', 'saas', 'Random' FROM generate_series(1, 600) i, generate_series(1, 4) o;
UPDATE regie.criterion SET weight = 1 + floor(random() * 40);
INSERT INTO regie.score (option, criterion, value)
SELECT o.code, c.code, 1 + floor(random() * 9) / 2 FROM regie.sourcing_option o, regie.criterion c WHERE o.service ~ '^R[0-9]';
CREATE TEMP TABLE place AS
SELECT o.service, s.option, s.criterion, c.weight, CASE c.direction WHEN 'more is better' THEN s.value - 1 ELSE 5 - s.value END / 4 AS place
FROM regie.score s JOIN regie.sourcing_option o ON o.code = s.option JOIN regie.criterion c ON c.code = s.criterion WHERE o.service ~ '^R[0-9]';
CREATE TEMP TABLE flip AS SELECT * FROM regie_report.sourcing_sensitivity WHERE service ~ '^R[0-9]';
SELECT is((SELECT count(*) FROM place), 12000::bigint, '12,000 random scores');
SELECT is((SELECT count(*) FROM flip), 3000::bigint, 'an interval for each service and criterion');
SELECT is_empty($$
    SELECT p.option FROM (SELECT option, sum(weight * place) * 100 / sum(weight) AS score FROM place GROUP BY option) p
    JOIN regie_report.sourcing_score s ON s.sourcing_option = p.option WHERE round(p.score, 6) <> s.score_percent$$, 'every score is the sum of weight times place');
-- weights to try: just inside and just outside both ends, and far out where there is no end
CREATE TEMP TABLE probe AS
SELECT f.service, f.criterion, f.best_option, p.other, p.inside, c.weight * (1 + p.change / 100) AS x
FROM flip f JOIN regie.criterion c ON c.code = f.criterion
CROSS JOIN LATERAL (VALUES
    (f.flip_up_percent - 0.0001, f.flip_up_option, true), (f.flip_up_percent + 0.0001, f.flip_up_option, false),
    (f.flip_down_percent + 0.0001, f.flip_down_option, true), (f.flip_down_percent - 0.0001, f.flip_down_option, false),
    (CASE WHEN f.flip_up_percent IS NULL THEN 1000000 END, NULL, true), (CASE WHEN f.flip_down_percent IS NULL THEN -99.9999 END, NULL, true),
    (coalesce(f.flip_up_percent, 500) * random()::numeric, NULL, true), (coalesce(f.flip_down_percent, -100) * random()::numeric, NULL, true))
    AS p (change, other, inside)
WHERE p.change >= -100;
CREATE TEMP TABLE judged AS
SELECT b.service, b.criterion, b.inside, b.x, sum(CASE p.criterion WHEN b.criterion THEN b.x ELSE p.weight END * p.place) AS points, p.option,
    p.option = b.best_option AS is_best, p.option = b.other AS is_other
FROM probe b JOIN place p ON p.service = b.service GROUP BY b.service, b.criterion, b.best_option, b.other, b.inside, b.x, p.option;
SELECT cmp_ok((SELECT count(*) FROM probe), '>=', 10000::bigint, 'at least 10,000 weights are tried');
SELECT is_empty($$
    SELECT service, criterion, x FROM judged WHERE inside GROUP BY service, criterion, x
    HAVING max(points) > max(points) FILTER (WHERE is_best) + 0.000001 * max(x) / 100$$, 'inside its interval the best option stays the best');
SELECT is_empty($$
    SELECT service, criterion, x FROM judged WHERE NOT inside GROUP BY service, criterion, x
    HAVING max(points) FILTER (WHERE is_other) <= max(points) FILTER (WHERE is_best)$$, 'outside it the named option is better');
SELECT ok((SELECT count(*) > 100 FROM judged WHERE NOT inside) AND (SELECT count(*) > 50 FROM flip WHERE is_sensitive), 'which is no empty claim');
SELECT is_empty($$
    SELECT f.service FROM flip f WHERE f.is_sensitive <> coalesce(f.flip_down_percent > -10 OR f.flip_up_percent < 10, false)$$, 'sensitive is what flips within ten per cent');
SELECT is_empty($$
    SELECT c.service FROM regie_report.sourcing_choice c JOIN (
        SELECT service, min(least(abs(flip_down_percent), abs(flip_up_percent))) AS least FROM flip GROUP BY service) f USING (service)
    WHERE abs(c.flip_percent) IS DISTINCT FROM f.least$$, 'and the choice names the least change');
-- extremes: scales and weights at their ends do not make a report fail
SELECT lives_ok($$
    INSERT INTO regie.criterion (code, name, weight, scale_low, scale_high) VALUES ('TINY', 'x', 0.000001, -9999999999, 9999999999), ('HUGE', 'x', 999999.999999, 0, 0.000001);
    INSERT INTO regie.score (option, criterion, value) SELECT code, 'TINY', CASE WHEN code ~ '1$' THEN 0.000001 ELSE 0 END FROM regie.sourcing_option;
    INSERT INTO regie.score (option, criterion, value) SELECT code, 'HUGE', CASE WHEN code ~ '2$' THEN 0.000001 ELSE 0 END FROM regie.sourcing_option$$, 'scores on extreme scales');
SELECT lives_ok('SELECT * FROM regie_report.sourcing_choice', 'are ranked');
UPDATE regie.criterion SET weight = 0;
SELECT is((SELECT count(*) FROM regie_report.sourcing_score WHERE rank IS NOT NULL OR score_percent IS NOT NULL), 0::bigint, 'without weights nothing is ranked');
SELECT lives_ok('SELECT * FROM regie_report.report_finding', 'and the findings still come');
SELECT * FROM finish();
ROLLBACK;
