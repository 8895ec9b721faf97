-- Contacts, roles, bodies, decisions and the triangle: each rule refuses what
-- it should and lets the rest pass; each finding is there when it should be
-- and not otherwise; every question of steps 5 to 7 has its report.
BEGIN;
SET LOCAL jit = off;
SELECT no_plan();
SET LOCAL datestyle = ISO, YMD;
SET LOCAL regie.today = '2026-11-23';

-- The questions, and where they are answered.
CREATE TEMP TABLE question (step integer, asked text, view text, columns text[]);
INSERT INTO question VALUES
    (5, 'Which pairs have not met for six months?', 'contact_pair', '{party_a,party_b,contact_status,last_met_on}'),
    (5, 'Is trust rising?', 'trust_pair', '{from_party,to_party,score,previous_score,trust_trend}'),
    (5, 'Is trust rising, over time?', 'trust_quarter', '{quarter_from,score_mean,trust_trend}'),
    (5, 'Coverage of pairs by kind?', 'contact_coverage', '{pair_kind,contact_kind,pairs,pairs_met,share}'),
    (5, 'Is there one broker everybody depends on?', 'contact_broker', '{party,share_between,is_only_link}'),
    (6, 'Activities without or with several A?', 'activity_responsibility', '{activity,accountable,activity_verdict}'),
    (6, 'The RASCI matrix?', 'rasci', '{activity,role,letter}'),
    (6, 'Roles without holder? Single points of failure?', 'role_overview', '{role,role_status,holders,deputies}'),
    (6, 'Who decides about contract X?', 'contract_decider', '{contract,decider,mandate_eur,decider_verdict}'),
    (7, 'How many bodies per decision?', 'decision_route', '{decision,bodies,decision_verdict}'),
    (7, 'Which body has not met?', 'body_overview', '{body,body_status,last_met_on}'),
    (7, 'Double hats?', 'double_hat', '{party,holder,hats}'),
    (7, 'Longest escalation path?', 'escalation_path', '{starts_at,escalation_steps,place}'),
    (7, 'Could the governance be simpler?', 'governance_measure', '{measure,measure_value,measure_norm,measure_verdict}'),
    (0, 'Who agreed what with whom, until when, who pays, who may decide?', 'triangle_agreement', '{party,counterparty,agreement,agreed_until,payer,decider}'),
    (0, 'Use without contract, payment without agreement?', 'triangle', '{edge,party,counterparty,triangle_verdict}'),
    (0, 'What is wrong, and what to do?', 'governance_finding', '{finding,severity,object_kind,object,what_to_do}');
SELECT is_empty($$
    SELECT q.asked, c.name FROM question AS q CROSS JOIN unnest(q.columns) AS c (name)
    WHERE NOT EXISTS (SELECT FROM information_schema.columns AS i
        WHERE i.table_schema = 'regie_report' AND i.table_name = q.view AND i.column_name = c.name)$$,
    'every question has its report and columns');

-- Which tables row security protects is decided for each; what is open is open on purpose.
SELECT set_eq($$
    SELECT t.name FROM regie.model_table AS t JOIN pg_class AS c ON c.oid = ('regie.' || t.name)::regclass
    WHERE NOT c.relrowsecurity$$,
    ARRAY['party', 'party_succession', 'participation', 'service', 'index_series', 'index_link', 'price_index', 'threshold',
          'cost_key', 'cost_key_value', 'cost_key_part', 'allocation_rule', 'service_use', 'cost_collar', 'vat_treatment',
          'exit_schedule', 'activity', 'rasci_letter', 'reader_role', 'row_security',
          'theme', 'element', 'element_part', 'service_element', 'delivery_model', 'legal_form'],
    'tables without row security: codes, keys, who takes part, the architecture, and nothing else');
SELECT is_empty($$
    SELECT c.oid::regclass FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = 'regie' AND c.relrowsecurity
      AND (SELECT array_agg(p.polcmd ORDER BY p.polcmd) FROM pg_policy AS p WHERE p.polrelid = c.oid AND p.polpermissive) IS DISTINCT FROM '{a,d,r,w}'::"char"[]$$,
    'each other table has a policy to read and three to write');
-- A foreign key is checked with the rights of the owner, so it would tell who writes a row of a code that it may not read.
-- Each key to a table with row security is decided on; test/model_security_check.sh tries them.
SELECT set_eq($$
    SELECT c.conname::text FROM pg_constraint AS c JOIN pg_class AS t ON t.oid = c.confrelid
    WHERE c.contype = 'f' AND c.connamespace = 'regie'::regnamespace AND t.relrowsecurity
      -- who writes reads all of these
      AND t.relname NOT IN ('programme', 'plateau', 'resource', 'roadmap_item', 'roadmap_baseline', 'criterion', 'focus_bill')$$,
    ARRAY[ -- the row named is what makes it one's own
          'contact_party_contact_moment_fkey', 'contract_amendment_contract_fkey', 'contract_line_amendment_fkey', 'contract_line_contract_fkey',
          'contract_part_part_fkey', 'contract_use_contract_fkey', 'contract_volume_contract_fkey', 'decision_step_decision_fkey', 'escalation_from_body_fkey',
          'escalation_from_role_fkey', 'goal_link_goal_fkey', 'goal_share_goal_fkey', 'index_announcement_contract_fkey', 'index_rule_contract_fkey',
          'mandate_body_fkey', 'mandate_role_fkey', 'measurement_level_fkey', 'meeting_body_fkey', 'membership_body_fkey', 'obligation_contract_fkey',
          'obligation_done_obligation_fkey', 'outage_contract_fkey', 'outage_level_fkey', 'run_bound_run_fkey', 'run_correction_run_fkey', 'run_cost_run_fkey',
          'run_line_run_fkey', 'run_link_run_fkey', 'run_part_run_fkey', 'score_option_fkey', 'service_credit_band_level_fkey',
          'service_credit_cap_contract_fkey', 'service_level_contract_fkey', 'sourcing_cost_option_fkey',
          -- a policy of names asks first
          'cost_contract_fkey', 'contract_part_contract_fkey', 'roadmap_item_contract_fkey', 'decision_contract_fkey', 'decision_step_role_fkey',
          'decision_step_body_fkey', 'responsibility_role_fkey', 'membership_role_fkey', 'role_holder_role_fkey', 'escalation_to_role_fkey',
          'escalation_to_body_fkey', 'contact_note_party_fkey', 'run_correction_corrects_fkey', 'run_part_part_fkey',
          -- and so does the policy itself
          'demand_goal_fkey', 'goal_link_plan_fkey', 'offer_contract_fkey'],
    'no key tells of a hidden row');
SELECT set_eq($$SELECT DISTINCT polrelid::regclass::text FROM pg_policy WHERE NOT polpermissive$$,
    ARRAY['regie.cost', 'regie.contract_part', 'regie.roadmap_item', 'regie.decision', 'regie.decision_step', 'regie.responsibility', 'regie.membership',
          'regie.role_holder', 'regie.escalation', 'regie.contact_note', 'regie.run_correction', 'regie.run_part'], 'tables with a policy of names');
SELECT is((SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname ~ '^regie' AND c.relname ~ '^(public|openba(ar|re))_' AND c.reloptions @> '{security_barrier=true}'),
    CASE WHEN current_setting('server_version_num')::int >= 150000 THEN 4 ELSE 0 END::bigint, 'the reports for everybody are barriers');

-- Seeds.
SELECT results_eq($$SELECT split_part(code, ' ', 1), count(*) FROM regie.activity WHERE seeded GROUP BY 1 ORDER BY 1$$,
    $$VALUES ('BiSL', 23::bigint), ('COBIT', 40)$$, 'the processes of BiSL and the objectives of COBIT');
SELECT is((SELECT string_agg(letter, '' ORDER BY rasci_letter_id) FROM regie.rasci_letter WHERE seeded), 'RASCI', 'the letters');
SELECT throws_ok($$UPDATE regie.activity SET name = 'x' WHERE code = 'COBIT APO10'$$, '55000', NULL, 'activities of the extension stay');
SELECT throws_ok($$DELETE FROM regie.rasci_letter WHERE letter = 'R'$$, '55000', NULL, 'letters, too');
SELECT throws_ok($$INSERT INTO regie.activity (code, name) VALUES ('COBIT X', 'x')$$, '23514', NULL, 'an own activity has a code of its own');
SELECT lives_ok($$INSERT INTO regie.activity (code, name) VALUES ('OWN', 'x'); INSERT INTO regie.rasci_letter (letter, name, name_nl) VALUES ('V', 'Verifies', 'Controleert')$$, 'own ones go in');
SELECT throws_ok($$INSERT INTO regie.rasci_letter (letter, name, name_nl) VALUES ('v', 'x', 'x')$$, '23514', NULL, 'a letter is a capital');
DELETE FROM regie.rasci_letter WHERE NOT seeded;

-- Rules, on a cooperation of two.
INSERT INTO regie.party (code, kind, name) VALUES ('GM9001', 'municipality', 'One'), ('GM9002', 'municipality', 'Two'),
    ('GM9003', 'municipality', 'Outside'), ('COOP', 'cooperation', 'Coop'), ('SUP', 'supplier', 'Supplier');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('COOP', 'GM9001', '[2020-01-01,)'), ('COOP', 'GM9002', '[2024-01-01,2028-01-01)');
INSERT INTO regie.role (code, organisation, name) VALUES ('A1', 'COOP', 'x'), ('R1', 'COOP', 'x'), ('R2', 'COOP', 'x'), ('C1', 'COOP', 'x');
INSERT INTO regie.role (code, organisation, name, is_control) VALUES ('CTL', 'COOP', 'x', true);
INSERT INTO regie.body (code, organisation, name, kind, meets_every) VALUES ('B1', 'COOP', 'x', 'board', '6 months'), ('B2', 'COOP', 'x', 'working group', NULL);

PREPARE rasci(text, text, daterange) AS INSERT INTO regie.responsibility (organisation, activity, role, letter, valid) VALUES ('COOP', 'OWN', $1, $2, $3);
SELECT lives_ok($$EXECUTE rasci('A1', 'A', '[2026-01-01,2027-01-01)')$$, 'one is accountable');
SELECT throws_ok($$EXECUTE rasci('R1', 'A', '[2026-12-31,)')$$, '23P01', NULL, 'a second is refused, also on a single day');
SELECT lives_ok($$EXECUTE rasci('R1', 'A', '[2027-01-01,)')$$, 'the next may follow');
SELECT lives_ok($$EXECUTE rasci('R2', 'R', '[2026-01-01,)')$$, 'others do it');
SELECT throws_ok($$EXECUTE rasci('A1', 'R', '[2026-06-01,2026-07-01)')$$, '23P01', NULL, 'one letter per role and activity');
SELECT throws_ok($$EXECUTE rasci('C1', 'X', '[2026-06-01,2026-07-01)')$$, '23503', NULL, 'a letter that is known');
SELECT throws_ok($$EXECUTE rasci('C1', 'C', 'empty')$$, '23514', NULL, 'a validity of a day at least');

PREPARE holds(text, text, daterange) AS INSERT INTO regie.role_holder (role, party, holder, valid) VALUES ($1, 'COOP', $2, $3);
SELECT lives_ok($$EXECUTE holds('A1', 'Head', '[2026-01-01,)')$$, 'a holder');
SELECT throws_ok($$EXECUTE holds('A1', 'Head', '[2027-01-01,)')$$, '23P01', NULL, 'not twice at once');
SELECT throws_ok($$EXECUTE holds('A1', ' Head', '[2027-01-01,)')$$, '23514', NULL, 'a label without blanks around it');

PREPARE sits(text, text, daterange) AS INSERT INTO regie.membership (body, party, seat, valid) VALUES ($1, $2, 'Seat', $3);
SELECT lives_ok($$EXECUTE sits('B1', 'GM9001', '[2026-01-01,)')$$, 'a participant is a member');
SELECT lives_ok($$EXECUTE sits('B1', 'COOP', '[2026-01-01,)')$$, 'the organisation itself is');
SELECT lives_ok($$UPDATE regie.party SET code = 'COOP2' WHERE code = 'COOP'; UPDATE regie.party SET code = 'GM9009' WHERE code = 'GM9001'$$, 'codes of both may change');
SELECT is((SELECT string_agg(concat_ws(' ', organisation, party), ', ' ORDER BY party) FROM regie.membership), 'COOP2 COOP2, COOP2 GM9009', 'and the memberships go with them');
UPDATE regie.party SET code = 'COOP' WHERE code = 'COOP2';
UPDATE regie.party SET code = 'GM9001' WHERE code = 'GM9009';
SELECT lives_ok($$EXECUTE sits('B1', 'GM9002', '[2026-01-01,2028-01-01)')$$, 'up to the last day of its participation');
SELECT throws_ok($$EXECUTE sits('B2', 'GM9002', '[2026-01-01,2028-01-02)')$$, '23514',
    '"GM9002" cannot be a member of body "B2" outside its participation', 'not a day longer');
SELECT throws_ok($$EXECUTE sits('B2', 'GM9002', '[2023-12-31,2025-01-01)')$$, '23514', NULL, 'nor before');
SELECT throws_ok($$EXECUTE sits('B2', 'GM9003', '[2026-01-01,)')$$, '23514', NULL, 'nor who does not take part');
SELECT throws_ok($$UPDATE regie.participation SET valid = '[2024-01-01,2027-12-31)' WHERE party = 'GM9002'$$, '23514', NULL, 'a participation is not shortened under a membership');
SELECT lives_ok($$UPDATE regie.participation SET valid = '[2024-01-01,2029-01-01)' WHERE party = 'GM9002'$$, 'it may be prolonged');
SELECT is((SELECT participation_valid FROM regie.membership WHERE party = 'GM9002'), '[2024-01-01,2029-01-01)'::daterange, 'and the membership knows');
SELECT lives_ok($$UPDATE regie.membership SET valid = '[2026-01-01,2029-01-01)' WHERE party = 'GM9002'$$, 'then the membership, too');
SELECT throws_ok($$UPDATE regie.membership SET valid = '[2026-01-01,2029-01-02)' WHERE party = 'GM9002'$$, '23514', NULL, 'as long as it lasts');
SELECT throws_ok($$UPDATE regie.membership SET participation_valid = '[2020-01-01,)' WHERE party = 'GM9002'$$, '23503', NULL, 'a participation that is not there is no way round');
SELECT throws_ok($$DELETE FROM regie.participation WHERE party = 'GM9002'$$, '23503', NULL, 'nor is deleting it');
SELECT throws_ok($$EXECUTE sits('B1', 'GM9001', '[2027-01-01,)')$$, '23P01', NULL, 'one seat at a time');

SELECT lives_ok($$INSERT INTO regie.mandate (code, role, amount, valid) VALUES ('M1', 'A1', 1000, '[2026-01-01,)')$$, 'a mandate of a role');
SELECT throws_ok($$INSERT INTO regie.mandate (code, role, amount, valid) VALUES ('M2', 'A1', 5, '[2026-06-01,)')$$, '23P01', NULL, 'one at a time');
SELECT lives_ok($$INSERT INTO regie.mandate (code, role, activity, amount, valid) VALUES ('M2', 'A1', 'OWN', 5, '[2026-06-01,)')$$, 'another for an activity');
SELECT throws_ok($$INSERT INTO regie.mandate (code, role, body, valid) VALUES ('M3', 'A1', 'B1', '[2026-06-01,)')$$, '23514', NULL, 'of a role or a body');
SELECT throws_ok($$INSERT INTO regie.mandate (code, amount, valid) VALUES ('M3', 1, '[2026-06-01,)')$$, '23514', NULL, 'of one of them');

SELECT lives_ok($$INSERT INTO regie.escalation (from_role, to_body) VALUES ('A1', 'B1')$$, 'one way up');
SELECT throws_ok($$INSERT INTO regie.escalation (from_role, to_role, valid) VALUES ('A1', 'R1', '[2026-01-01,)')$$, '23P01', NULL, 'not two');
SELECT throws_ok($$INSERT INTO regie.escalation (from_body, to_body) VALUES ('B2', 'B2')$$, '23514', NULL, 'not to itself');
SELECT throws_ok($$INSERT INTO regie.escalation (from_body, from_role, to_body) VALUES ('B2', 'R1', 'B1')$$, '23514', NULL, 'from one');
SELECT throws_ok($$INSERT INTO regie.escalation (from_body) VALUES ('B2')$$, '23502', NULL, 'to one');
UPDATE regie.role SET code = 'A9' WHERE code = 'A1';
SELECT is((SELECT source FROM regie.escalation WHERE from_role = 'A9'), 'role A9', 'a code that changes is changed everywhere');
UPDATE regie.role SET code = 'A1' WHERE code = 'A9';

SELECT throws_ok($$INSERT INTO regie.pulse (from_party, to_party, scored_on, score) VALUES ('COOP', 'GM9001', '2026-01-01', 6)$$, '23514', NULL, 'a score from 1 to 5');
SELECT throws_ok($$INSERT INTO regie.pulse (from_party, to_party, scored_on, score) VALUES ('COOP', 'COOP', '2026-01-01', 5)$$, '23514', NULL, 'of another');
INSERT INTO regie.contact_moment (code, organisation, kind, held_on) VALUES ('K1', 'COOP', 'call', '2026-05-23'), ('K2', 'COOP', 'call', '2026-11-24');
INSERT INTO regie.contact_party (contact_moment, party) VALUES ('K1', 'COOP'), ('K1', 'GM9001'), ('K2', 'COOP');
SELECT throws_ok($$INSERT INTO regie.contact_note (contact_moment, party, note) VALUES ('K1', 'GM9002', 'x')$$, '23503', NULL, 'a note of who was there');
SELECT throws_ok($$INSERT INTO regie.contact_moment (code, organisation, kind, held_on) VALUES ('K3', 'COOP', 'lunch', '2026-05-23')$$, '23514', NULL, 'a kind that is known');
SELECT throws_ok($$INSERT INTO regie.body (code, organisation, name, kind, meets_every) VALUES ('B3', 'COOP', 'x', 'board', '1 day')$$, '23514', NULL, 'a rhythm of a week or more');
SELECT throws_ok($$INSERT INTO regie.decision (code, organisation, subject, programme) VALUES ('D0', 'COOP', 'x', 'P')$$, '23514', NULL, 'a step of the roadmap has a programme and a code');
SELECT throws_ok($$INSERT INTO regie.decision_step (decision, step, part) VALUES ('D0', 1, 'decides')$$, '23514', NULL, 'somebody takes each step');

-- Six months: on the day itself not yet.
PREPARE status AS SELECT contact_status FROM regie_report.contact_pair WHERE party_a = 'COOP' AND party_b = 'GM9001';
SELECT results_eq('EXECUTE status', $$VALUES ('met')$$, 'met six months ago to the day');
UPDATE regie.contact_moment SET held_on = '2026-05-22' WHERE code = 'K1';
SELECT results_eq('EXECUTE status', $$VALUES ('not met for six months')$$, 'a day more');
UPDATE regie.contact_moment SET held_on = '2026-11-24' WHERE code = 'K1';
SELECT results_eq('EXECUTE status', $$VALUES ('never met')$$, 'what is planned is not a meeting');
UPDATE regie.contact_moment SET held_on = '2026-11-20' WHERE code = 'K1';

-- Findings: with and without.
CREATE FUNCTION pg_temp.found(finding text, object text DEFAULT NULL) RETURNS bigint LANGUAGE sql
    RETURN (SELECT count(*) FROM regie.governance_finding AS f
            WHERE f.finding = found.finding AND (found.object IS NULL OR f.object = found.object));
-- tries CHANGE: the finding is not there, then it is, then not any more
CREATE FUNCTION pg_temp.shows(finding text, object text, change text, severity text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE before bigint; after bigint; severe text;
BEGIN
    before := pg_temp.found(finding, object);
    BEGIN
        EXECUTE change;
        after := pg_temp.found(finding, object);
        severe := (SELECT max(f.severity) FROM regie.governance_finding AS f WHERE f.finding = shows.finding AND f.object = shows.object);
        RAISE EXCEPTION 'undo';
    EXCEPTION WHEN raise_exception THEN NULL;
    END;
    RETURN NEXT is(concat_ws(' ', before, after, severe), '0 1 ' || severity, finding);
END $$;
DELETE FROM regie.responsibility WHERE activity = 'OWN';
EXECUTE rasci('A1', 'A', '[2026-01-01,)');
EXECUTE rasci('R1', 'R', '[2026-01-01,)');
EXECUTE rasci('CTL', 'I', '[2026-01-01,)');
EXECUTE holds('R1', 'Doer', '[2026-01-01,)');
EXECUTE holds('R2', 'Doer', '[2026-01-01,)');
EXECUTE holds('C1', 'Other', '[2026-01-01,)');
EXECUTE holds('CTL', 'Control', '[2026-01-01,)');
INSERT INTO regie.role_holder (role, party, holder, is_deputy, valid) VALUES ('A1', 'GM9001', 'Deputy', true, '[2026-01-01,)'), ('R1', 'GM9001', 'Deputy', true, '[2026-01-01,)');
UPDATE regie.membership SET is_chair = true WHERE party = 'GM9001';
INSERT INTO regie.meeting (body, held_on) VALUES ('B1', '2026-05-23'), ('B2', '2020-01-01');
EXECUTE sits('B2', 'GM9001', '[2026-01-01,)');
UPDATE regie.membership SET is_chair = true WHERE body = 'B2';
INSERT INTO regie.contact_party (contact_moment, party) VALUES ('K1', 'GM9002'), ('K2', 'GM9001');
INSERT INTO regie.decision (code, organisation, subject, decided_on, amount) VALUES ('D1', 'COOP', 'x', '2026-10-01', 1000);
INSERT INTO regie.decision_step (decision, step, role, part) VALUES ('D1', 1, 'A1', 'decides');
SELECT is_empty('SELECT finding, object, detail FROM regie.governance_finding', 'all is well');
SELECT pg_temp.shows('no accountable', 'OWN', $$UPDATE regie.responsibility SET letter = 'S' WHERE letter = 'A'$$, 'error');
SELECT pg_temp.shows('no responsible', 'OWN', $$UPDATE regie.responsibility SET letter = 'S' WHERE letter = 'R'$$, 'notice');
SELECT pg_temp.shows('no responsible', 'OWN', $$UPDATE regie.responsibility SET letter = 'S' WHERE letter IN ('A', 'R')$$, 'warning');
SELECT pg_temp.shows('many consulted', 'OWN', $$INSERT INTO regie.role (code, organisation, name) SELECT 'X' || i, 'COOP', 'x' FROM generate_series(1, 4) i;
    INSERT INTO regie.responsibility (organisation, activity, role, letter) SELECT 'COOP', 'OWN', 'X' || i, 'C' FROM generate_series(1, 4) i$$, 'notice');
INSERT INTO regie.role (code, organisation, name) SELECT 'X' || i, 'COOP', 'x' FROM generate_series(1, 3) i;
INSERT INTO regie.role_holder (role, party, holder, valid) SELECT 'X' || i, 'COOP', 'X' || i, '[2026-01-01,)' FROM generate_series(1, 3) i;
INSERT INTO regie.responsibility (organisation, activity, role, letter) SELECT 'COOP', 'OWN', 'X' || i, 'C' FROM generate_series(1, 3) i;
SELECT is(pg_temp.found('many consulted'), 0::bigint, 'not with three');
DELETE FROM regie.responsibility WHERE letter = 'C';
DELETE FROM regie.role_holder WHERE role ~ '^X';
DELETE FROM regie.role WHERE code ~ '^X';
SELECT pg_temp.shows('accountable and control in one hand', 'OWN', $$UPDATE regie.role_holder SET holder = 'Head' WHERE role = 'CTL'$$, 'error');
SELECT pg_temp.shows('accountable and control in one hand', 'OWN', $$UPDATE regie.role SET is_control = true WHERE code = 'A1'; DELETE FROM regie.role_holder WHERE is_deputy$$, 'error');
SELECT pg_temp.shows('role without holder', 'R2', $$UPDATE regie.role_holder SET valid = '[2026-01-01,2026-11-23)' WHERE role = 'R2'$$, 'warning');
SELECT pg_temp.shows('role without holder', 'A1', $$DELETE FROM regie.role_holder WHERE role = 'A1'$$, 'error');
SELECT pg_temp.shows('single point of failure', 'R1', $$DELETE FROM regie.role_holder WHERE role = 'R1' AND is_deputy$$, 'notice');
SELECT pg_temp.shows('double hat', 'COOP', $$INSERT INTO regie.role (code, organisation, name) VALUES ('X1', 'COOP', 'x'), ('X2', 'COOP', 'x');
    INSERT INTO regie.role_holder (role, party, holder, valid) VALUES ('X1', 'COOP', 'Doer', '[2026-01-01,)'), ('X2', 'COOP', 'Doer', '[2026-01-01,)')$$, 'notice');
SELECT pg_temp.shows('body without members', 'B2', $$DELETE FROM regie.membership WHERE body = 'B2'$$, 'warning');
SELECT pg_temp.shows('body without chair', 'B2', $$UPDATE regie.membership SET is_chair = false WHERE body = 'B2'$$, 'notice');
SELECT pg_temp.shows('body has not met', 'B1', $$UPDATE regie.meeting SET held_on = '2026-05-22' WHERE body = 'B1'$$, 'warning');
SELECT pg_temp.shows('body has not met', 'B2', $$UPDATE regie.meeting SET held_on = '2026-12-01' WHERE body = 'B2'$$, 'warning');
SELECT pg_temp.shows('escalation goes in a circle', 'B1', $$INSERT INTO regie.escalation (from_body, to_role) VALUES ('B1', 'A1')$$, 'error');
SELECT pg_temp.shows('decision without decider', 'D1', $$UPDATE regie.decision_step SET part = 'advises'$$, 'error');
SELECT pg_temp.shows('decision without decider', 'D1', $$UPDATE regie.decision SET decided_on = NULL; DELETE FROM regie.decision_step$$, 'warning');
SELECT pg_temp.shows('decision with several deciders', 'D1', $$INSERT INTO regie.decision_step (decision, step, body, part) VALUES ('D1', 2, 'B1', 'decides')$$, 'warning');
SELECT pg_temp.shows('decision without mandate', 'D1', $$UPDATE regie.decision SET amount = 1000.01$$, 'error');
SELECT pg_temp.shows('decision without mandate', 'D1', $$UPDATE regie.mandate SET valid = '[2026-10-02,)' WHERE code = 'M1'$$, 'error');
SELECT pg_temp.shows('pair has never met', 'COOP', $$DELETE FROM regie.contact_party WHERE party = 'GM9002'; DELETE FROM regie.participation WHERE false$$, 'warning');
SELECT pg_temp.shows('pair has not met for six months', 'GM9001', $$INSERT INTO regie.contact_moment (code, organisation, kind, held_on) VALUES ('K5', 'COOP', 'call', '2026-05-22');
    UPDATE regie.contact_party SET contact_moment = 'K5' WHERE party = 'GM9001' AND contact_moment = 'K1'; INSERT INTO regie.contact_party VALUES (DEFAULT, 'K5', 'GM9002')$$, 'warning');
SELECT pg_temp.shows('contact of one party', 'K1', $$DELETE FROM regie.contact_party WHERE contact_moment = 'K1' AND party <> 'COOP'$$, 'notice');
SELECT pg_temp.shows('everybody depends on one', 'COOP', $$DELETE FROM regie.contact_party;
    INSERT INTO regie.contact_moment (code, organisation, kind, held_on) VALUES ('K5', 'COOP', 'call', '2026-11-01'), ('K6', 'COOP', 'call', '2026-11-01');
    INSERT INTO regie.contact_party (contact_moment, party) VALUES ('K5', 'COOP'), ('K5', 'GM9001'), ('K6', 'COOP'), ('K6', 'GM9002')$$, 'notice');
SELECT pg_temp.shows('little trust', 'GM9002', $$INSERT INTO regie.pulse (from_party, to_party, scored_on, score) VALUES ('GM9001', 'GM9002', '2026-01-01', 2)$$, 'warning');
SELECT pg_temp.shows('trust is falling', 'GM9002', $$INSERT INTO regie.pulse (from_party, to_party, scored_on, score) VALUES ('GM9001', 'GM9002', '2026-01-01', 5), ('GM9001', 'GM9002', '2026-06-01', 4)$$, 'notice');
INSERT INTO regie.service (code, name) VALUES ('S', 'x');
SELECT pg_temp.shows('payment without agreement', 'COOP', $$INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('C', '[2026-01-01,2027-01-01)', 'actual', 'COOP', 'SUP', 'S', 10)$$, 'error');
-- a contract of the cooperation that ends in its second year
CREATE FUNCTION pg_temp.signed(start_on date) RETURNS void LANGUAGE sql AS $$
    INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, kind, procured_on) VALUES ('K', 'x', 'COOP', 'SUP', start_on, 'P1Y', 'none', 'services', start_on);
    INSERT INTO regie.contract_line (contract, line, service, amount, per) VALUES ('K', 1, 'S', 900, 'year');
    UPDATE regie.activity SET name = 'x' WHERE false;
$$;
SELECT pg_temp.shows('contract without accountable', 'K', $$SELECT pg_temp.signed('2026-01-01')$$, 'warning');
SELECT pg_temp.shows('contract without mandate', 'K', $$SELECT pg_temp.signed('2026-01-01'); UPDATE regie.activity SET about_contracts = true WHERE code = 'OWN'; UPDATE regie.mandate SET amount = 899.99 WHERE code = 'M1'$$, 'warning');
UPDATE regie.activity SET about_contracts = true WHERE code = 'OWN';
SELECT pg_temp.signed('2026-01-01');
INSERT INTO regie.contact_party (contact_moment, party) VALUES ('K1', 'SUP');
INSERT INTO regie.cost (code, period, kind, payer, payee, service, contract, amount) VALUES ('C', '[2026-01-01,2027-01-01)', 'actual', 'COOP', 'SUP', 'S', 'K', 900);
SELECT is_empty('SELECT finding, object, detail FROM regie.governance_finding', 'with a contract, a mandate and a payment all is well');
SELECT results_eq($$SELECT decider, decider_verdict, mandate FROM regie_report.contract_decider$$, $$VALUES ('A1', 'decides alone', 'M1')$$, 'who is accountable decides alone');
INSERT INTO regie.mandate (code, body, amount, valid) VALUES ('M9', 'B1', NULL, '[2026-01-01,)');
UPDATE regie.mandate SET amount = 899.99 WHERE code = 'M1';
SELECT results_eq($$SELECT decider, decider_verdict, mandate, escalation_steps FROM regie_report.contract_decider$$, $$VALUES ('B1', 'goes up', 'M9', 1)$$, 'a cent too much goes up');
SELECT pg_temp.shows('agreement without payment', 'COOP', $$DELETE FROM regie.cost$$, 'notice');
SELECT pg_temp.shows('use without contract', 'GM9001', $$UPDATE regie.contract SET start_on = '2025-01-01'; INSERT INTO regie.contract_use (contract, party, valid) VALUES ('K', 'GM9001', '[2025-01-01,)')$$, 'error');
SELECT is(pg_temp.found('use without contract'), 0::bigint, 'not while the contract runs');
SELECT pg_temp.shows('use without participation', 'K', $$INSERT INTO regie.contract_use (contract, party) VALUES ('K', 'GM9003')$$, 'warning');
SELECT pg_temp.shows('reader role does not exist', 'nobody_of_this_name', $$INSERT INTO regie.reader_role (role, scope, party) VALUES ('nobody_of_this_name', 'participant', 'GM9001');
    INSERT INTO regie.row_security (enabled_at) VALUES (now())$$, 'error');

-- Every finding is tried above, and every one says what to do, in both languages.
SELECT is((SELECT count(*) FROM regie.label WHERE kind = 'value' AND object = 'finding' AND item IN (
    'no accountable', 'no responsible', 'many consulted', 'accountable and control in one hand', 'role without holder', 'single point of failure',
    'double hat', 'body without members', 'body without chair', 'body has not met', 'escalation goes in a circle', 'decision without decider',
    'decision with several deciders', 'decision without mandate', 'contract without accountable', 'contract without mandate', 'pair has never met',
    'pair has not met for six months', 'contact of one party', 'everybody depends on one', 'little trust', 'trust is falling', 'use without contract',
    'payment without agreement', 'agreement without payment', 'use without participation', 'reader role does not exist')), 27::bigint, 'each has a label that says what to do');

-- The betweenness of a star and of a ring; a circle ends.
DELETE FROM regie.contact_note;
DELETE FROM regie.contact_party;
INSERT INTO regie.contact_moment (code, organisation, kind, held_on) SELECT 'S' || i, 'COOP', 'call', '2026-11-01' FROM generate_series(1, 4) i;
INSERT INTO regie.contact_party (contact_moment, party) SELECT 'S' || i, p FROM (VALUES (1, 'GM9001'), (2, 'GM9002'), (3, 'GM9003'), (4, 'SUP')) AS v (i, q), LATERAL unnest(ARRAY['COOP', q]) AS p;
SELECT results_eq($$SELECT party, contacts, share_between::numeric, parts_without, is_only_link FROM regie_report.contact_broker ORDER BY place, party$$,
    $$VALUES ('COOP', 4, 1::numeric, 4, true), ('GM9001', 1, 0, 1, false), ('GM9002', 1, 0, 1, false), ('GM9003', 1, 0, 1, false), ('SUP', 1, 0, 1, false)$$, 'a star: all over one, four parts without it');
UPDATE regie.contact_party SET party = CASE contact_moment WHEN 'S2' THEN 'GM9001' WHEN 'S3' THEN 'GM9002' WHEN 'S4' THEN 'GM9003' END WHERE party = 'COOP' AND contact_moment <> 'S1';
INSERT INTO regie.contact_moment (code, organisation, kind, held_on) VALUES ('S5', 'COOP', 'call', '2026-11-01');
INSERT INTO regie.contact_party (contact_moment, party) VALUES ('S5', 'SUP'), ('S5', 'COOP');
SELECT results_eq($$SELECT DISTINCT contacts, share_between::numeric(9,6), parts_without, is_only_link FROM regie_report.contact_broker$$,
    $$VALUES (2, 0.166667::numeric(9,6), 1, false)$$, 'a ring of five: one pair of six over each, nobody alone');
INSERT INTO regie.escalation (from_body, to_role) VALUES ('B1', 'A1');
SELECT results_eq($$SELECT starts_at, escalation_steps, is_circle, escalation_route FROM regie_report.escalation_path WHERE starts_at IN ('A1', 'B2') ORDER BY 1$$,
    $$VALUES ('A1', 2, true, 'A1 > B1 > A1'), ('B2', 0, false, 'B2')$$, 'a circle ends where it began');
SELECT * FROM finish();
ROLLBACK;
