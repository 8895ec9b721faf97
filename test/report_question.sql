-- The questions of a director, step by step, each with the report that answers it, the columns that the answer stands in,
-- and a condition that finds an answer in the example: a question without its report, a report without the column, or an
-- example in which nothing answers, fails.  And what holds of every report, over the catalogue.
BEGIN;
SET LOCAL jit = off;
SELECT no_plan();
SET LOCAL datestyle = ISO, YMD;
SET LOCAL regie.today = '2026-11-23';
SELECT lives_ok('SELECT regie.load_example()', 'the example loads');

CREATE TEMP TABLE question (step text, asked text, view text, answer text);
INSERT INTO question VALUES
    ('1', 'Who has no adopted goals?', 'party_goal', $$goals_adopted = 0$$),
    ('1', 'Which themes do all share?', 'theme_goal', $$participants = participants_total$$),
    ('1', 'Which themes are alone?', 'theme_goal', $$participants = 1 AND only_party IS NOT NULL$$),
    ('1', 'Which goals expire before the next contract end?', 'goal_contract', $$horizon < bound_until$$),
    ('2', 'Which goals are in no plan?', 'goal_overview', $$plans = 0$$),
    ('2', 'Which plan is older than four years?', 'plan_overview', $$is_old AND age_months >= 48$$),
    ('2', 'Which functions are touched by goals of two participants or more?', 'element_goal', $$participants >= 2 AND goals >= 2$$),
    ('3', 'Best delivery form per service and party, and by what margin?', 'sourcing_choice', $$best_option IS NOT NULL AND delivery_model IS NOT NULL AND margin_percent > 0$$),
    ('3', 'How does each option score?', 'sourcing_score', $$rank = 1 AND score_percent > 0$$),
    ('3', 'Where does a change of a weight by 10 % flip the choice?', 'sourcing_sensitivity', $$is_sensitive AND coalesce(flip_up_option, flip_down_option) IS NOT NULL$$),
    ('3', 'Where do participants differ, to harmonise or not?', 'sourcing_difference', $$is_compromise AND parties_scored >= 2$$),
    ('3', 'What does each option cost over five years, exit included?', 'sourcing_cost', $$year_no = 5 AND exit_eur > 0 AND cumulative_eur > 0$$),
    ('4', 'Overlap per pair and theme?', 'goal_overlap', $$overlap = 'shared' AND similarity_percent > 0$$),
    ('4', 'Difference per pair and theme?', 'goal_overlap', $$overlap IN ('only party', 'only other')$$),
    ('4', 'Who has shared nothing?', 'goal_sharing', $$goals_shared = 0$$),
    ('4', 'Which shared theme has no step?', 'theme_goal', $$participants >= 2 AND steps = 0$$),
    ('4', 'Who could help whom?', 'goal_help', $$helper <> party AND offer IS NOT NULL$$),
    ('5', 'Which pairs have not met for six months?', 'contact_pair', $$contact_status = 'not met for six months'$$),
    ('5', 'Is trust rising?', 'trust_pair', $$trust_trend = 'rising'$$),
    ('5', 'Is trust rising, over time?', 'trust_quarter', $$trust_trend IS NOT NULL$$),
    ('5', 'Coverage of pairs by kind?', 'contact_coverage', $$pairs > pairs_met AND share > 0$$),
    ('5', 'Is there one broker everybody depends on?', 'contact_broker', $$is_only_link OR place = 1$$),
    ('6', 'Activities without A?', 'activity_responsibility', $$activity_verdict = 'no accountable' AND accountable = 0$$),
    ('6', 'The RASCI matrix?', 'rasci', $$letter = 'A'$$),
    ('6', 'Roles without holder?', 'role_overview', $$role_status = 'vacant' AND holders = 0$$),
    ('6', 'Single points of failure?', 'role_overview', $$role_status = 'single point of failure'$$),
    ('6', 'Who decides about contract X?', 'contract_decider', $$contract = 'HOSTING' AND decider IS NOT NULL$$),
    ('7', 'How many bodies per decision?', 'decision_route', $$bodies > 1$$),
    ('7', 'Which body has not met?', 'body_overview', $$body_status IN ('overdue', 'never met')$$),
    ('7', 'Double hats?', 'double_hat', $$hats > 1$$),
    ('7', 'Longest escalation path?', 'escalation_path', $$place = 1 AND escalation_steps > 1$$),
    ('7', 'Could the governance be simpler?', 'governance_measure', $$measure_verdict = 'above' AND measure_value > measure_norm$$),
    ('8', 'Is the graph acyclic?', 'roadmap_programme', $$is_acyclic$$),
    ('8', 'Critical path?', 'roadmap_step', $$is_critical AND is_driving$$),
    ('8', 'And slack?', 'roadmap_step', $$total_float > 0$$),
    ('8', 'Which step must start before a notice deadline?', 'contract_risk', $$last_notice_day IS NOT NULL AND planned_start IS NOT NULL AND start_verdict IS NOT NULL$$),
    ('8', 'Which step starts before its predecessor ends?', 'roadmap_link', $$is_before_finish$$),
    ('8', 'Whose capacity is over-asked?', 'resource_load', $$shortage > 0 AND capacity_parties IS NOT NULL$$),
    ('8', 'Which contract end has no successor?', 'contract_succession', $$successor IS NULL AND item IS NULL AND runs_until IS NOT NULL$$),
    ('triangle', 'Who agreed what with whom, until when, who pays, who may decide?', 'triangle_agreement', $$agreed_until IS NOT NULL AND payer IS NOT NULL AND decider IS NOT NULL$$),
    ('triangle', 'Municipality and cooperation?', 'triangle', $$edge = 'municipality and cooperation'$$),
    ('triangle', 'Cooperation and supplier?', 'triangle', $$edge = 'cooperation and supplier'$$),
    ('triangle', 'Municipality and supplier?', 'triangle', $$edge = 'municipality and supplier'$$),
    ('triangle', 'Payment without agreement?', 'triangle', $$triangle_verdict = 'payment without agreement'$$),
    ('governance', 'What is wrong in it, and what to do?', 'governance_finding', $$severity = 'error' AND what_to_do IS NOT NULL$$),
    ('relation', 'Who trusts whom how much?', 'trust_pair', $$score IS NOT NULL AND score_back IS NOT NULL$$),
    ('transparency', 'Who bears which part, and why exactly that amount?', 'cost_share', $$exact_eur + rounding_eur = amount_eur AND driver_value IS NOT NULL$$),
    ('transparency', 'Who pays whom for what in the end?', 'payment_matrix', $$amount_eur > 0 AND route IS NOT NULL$$),
    ('transparency', 'What may everybody see of it?', 'public_contribution', $$amount_eur > 0$$),
    ('transparency', 'And of the governance?', 'public_governance', $$measure_value IS NOT NULL$$),
    ('demand', 'Asked, not offered?', 'demand_supply', $$demands > 0 AND offers = 0$$),
    ('demand', 'Offered, not asked?', 'demand_supply', $$demands = 0 AND offers > 0$$),
    ('demand', 'Asked by several: buy together?', 'demand_supply', $$is_joint AND askers >= 2$$),
    ('demand', 'Offered by one supplier only?', 'demand_supply', $$is_single_source AND offerers = 1$$),
    ('demand', 'Is there an offer in time?', 'demand_match', $$demand IS NOT NULL$$),
    ('all', 'From ambition to step: whole?', 'goal_trace', $$hole = 'none' AND plan IS NOT NULL AND element IS NOT NULL AND demand IS NOT NULL AND service IS NOT NULL AND contract IS NOT NULL AND item IS NOT NULL$$),
    ('all', 'From ambition to step: where is the hole?', 'goal_trace', $$hole <> 'none' AND holes > 0$$),
    ('all', 'What is wrong, how bad, and what is to be done?', 'report_finding', $$severity = 'error' AND problem IS NOT NULL AND remedy IS NOT NULL$$);
CREATE FUNCTION pg_temp.answers(view text, answer text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM regie_report.%I WHERE %s', view, answer) INTO n;
    RETURN CASE n WHEN 0 THEN 'no row answers' ELSE 'answers' END;
EXCEPTION WHEN undefined_table OR undefined_column THEN
    RETURN SQLERRM;
END
$$;
SELECT is(pg_temp.answers(q.view, q.answer), 'answers', 'step ' || q.step || ': ' || q.asked) FROM question AS q;
SELECT set_eq('SELECT DISTINCT step FROM question', ARRAY['1', '2', '3', '4', '5', '6', '7', '8', 'triangle', 'governance', 'relation', 'transparency', 'demand', 'all'],
    'every step, the triangle, the three ingredients, demand and supply');
SELECT is_empty($$SELECT q.view FROM question AS q WHERE NOT EXISTS (SELECT FROM regie.label AS l
    WHERE l.kind = 'view' AND l.object = q.view AND to_regclass('regie_rapport.' || l.dutch_name) IS NOT NULL)$$, 'each is there in Dutch');

-- What a column must look like to work in every client.
CREATE TEMP TABLE shown AS
SELECT n.nspname AS schema, c.relname AS view, a.attname AS col, a.attnum AS place, format_type(a.atttypid, a.atttypmod) AS type,
    col_description(c.oid, a.attnum) AS said, c.oid
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname IN ('regie_report', 'regie_rapport');
SELECT cmp_ok((SELECT count(*) FROM shown), '>', 2000::bigint, 'columns there are');
SELECT is_empty($$SELECT DISTINCT schema, relkind FROM shown JOIN pg_class USING (oid) WHERE relkind <> 'v'$$, 'plain views only: no table, no materialized view');
SELECT is_empty($$SELECT schema, view, col, type FROM shown WHERE col ~ '_eur$' AND type !~ '^numeric\(\d+,\d+\)$'$$, 'amounts say their digits');
SELECT set_eq($$SELECT view || '.' || col || ' ' || substr(type, 8) FROM shown WHERE schema = 'regie_report' AND col ~ '_eur$' AND type <> 'numeric(18,2)'$$, ARRAY[
    'cost_share.exact_eur (20,8)', 'cost_share.rounding_eur (20,8)', 'cost_share.amount_eur (18,6)', 'cost_share.cost_total_eur (18,6)', 'cost_finding.amount_eur (18,6)',
    'bill_trace.cost_total_eur (18,6)', 'bill_trace.exact_eur (24,8)', 'bill_trace.rounding_eur (24,8)', 'bill_trace.amount_eur (22,6)', 'bill_trace.vat_eur (22,6)',
    'run_comparison.by_amount_eur (22,6)', 'run_comparison.by_key_eur (22,6)', 'run_comparison.by_driver_eur (22,6)', 'run_comparison.by_network_eur (22,6)', 'run_comparison.by_collar_eur (22,6)',
    'run_comparison.by_rounding_eur (22,6)', 'run_network.amount_eur (24,6)', 'run_network.vat_eur (24,6)', 'contract_price_history.price_before_eur (18,6)', 'contract_price_history.price_after_eur (18,6)',
    'contract_price_history.price_by_rule_eur (18,6)', 'contract_price_history.price_allowed_eur (18,6)', 'contract_price_next.price_before_eur (18,6)', 'contract_price_next.price_by_rule_eur (18,6)',
    'contract_price_next.price_allowed_eur (18,6)', 'contract_price_finding.price_found_eur (18,6)', 'contract_price_finding.price_expected_eur (18,6)', 'contract_price_finding.difference_eur (18,6)'],
    'amounts are numeric(18,2), but for parts of a cent and prices of a unit');
SELECT is_empty($$SELECT schema, view, col FROM shown WHERE octet_length(col) > 63 OR octet_length(view) > 63 OR col <> lower(col) OR view <> lower(view)$$, 'no name is cut off or needs quotes');
SELECT is_empty($$SELECT schema, view, col, type FROM shown WHERE type ~ '\[\]|range|json|interval|money|record|unknown|double|real|^time |^bytea'$$, 'no arrays, ranges, intervals, floats or types of nothing');
SELECT is_empty($$SELECT t.typname FROM shown JOIN pg_attribute AS a ON a.attrelid = oid AND a.attname = col JOIN pg_type AS t ON t.oid = a.atttypid WHERE t.typtype <> 'b' OR t.typnamespace <> 'pg_catalog'::regnamespace$$, 'no domain, enumeration or type of the extension');
SELECT is_empty($$SELECT schema, view, col, said FROM shown WHERE said IS NULL OR said !~ '[.]$' OR said ~ '^@|\{\{|^\s'$$, 'each column has a comment that no tool takes for an instruction');
SELECT is_empty($$SELECT d.view, d.col, d.said FROM shown AS d JOIN regie.label AS l ON l.kind = 'view' AND l.dutch_name = d.view
    JOIN shown AS e ON e.schema = 'regie_report' AND e.view = l.object AND e.place = d.place
    WHERE d.schema = 'regie_rapport' AND (d.said = e.said OR d.type <> e.type)$$, 'the Dutch comment is not the English one, the type is');
SELECT is_empty($$SELECT v.schema, v.view FROM (SELECT DISTINCT schema, view, oid FROM shown) AS v
    WHERE coalesce(obj_description(v.oid, 'pg_class'), '') !~ ('Key: ' || (SELECT col FROM shown AS s WHERE s.oid = v.oid AND s.place = 1) || '[.]')$$, 'the comment of a view names its key');
SELECT is_empty($$SELECT s.view, s.col FROM shown AS s WHERE s.schema = 'regie_report' AND s.type = 'boolean' AND NOT EXISTS (
    SELECT FROM shown AS l WHERE l.oid = s.oid AND l.type = 'text' AND l.col = CASE s.col WHEN 'is_leaver' THEN 'leaves_label'
        WHEN 'is_met' THEN 'level_result' WHEN 'is_late' THEN 'verdict' WHEN 'is_start_late' THEN 'start_verdict' ELSE regexp_replace(s.col, '^is_', '') || '_label' END)$$,
    'beside each boolean stands a label');
SELECT is_empty($$SELECT s.schema, s.view, s.col FROM shown AS s WHERE s.view ~ '^config$|_cache$|^cache|_revision$|^registry|^router|^queue$|^batch$|pg_' OR s.schema ~ 'pg_'$$, 'no name that a BI server hides');
SELECT is_empty($$SELECT DISTINCT s.schema, s.view FROM shown AS s JOIN pg_rewrite AS r ON r.ev_class = s.oid JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    AND d.refclassid = 'pg_proc'::regclass JOIN pg_proc AS p ON p.oid = d.refobjid WHERE p.provolatile = 'v'$$, 'no volatile function right under a report');
-- longest months over time are rows, not columns
SELECT is_empty($$SELECT schema, view FROM shown WHERE col ~ '(january|februar|maart|december|_jan_|_q[1-4]_)|_20[0-9][0-9]' GROUP BY 1, 2$$, 'money over time is long');

-- What stands in them: every report of the example, each row.
CREATE FUNCTION pg_temp.flaws(oid, key text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    tests text; found text;
BEGIN
    SELECT string_agg(CASE
            WHEN type = 'text' THEN format('CASE WHEN count(*) FILTER (WHERE %1$I = '''' OR %1$I <> btrim(%1$I)) > 0 THEN %2$L END', col, col || ' is empty or not trimmed')
            WHEN type = 'date' THEN format('CASE WHEN count(*) FILTER (WHERE NOT isfinite(%1$I) OR %1$I > ''2299-12-31'' OR %1$I < ''1900-01-01'') > 0 THEN %2$L END', col, col || ' is no day to draw')
            WHEN type ~ '^numeric' THEN format('CASE WHEN count(*) FILTER (WHERE %1$I IN (''NaN'', ''Infinity'', ''-Infinity'')) > 0 THEN %2$L END', col, col || ' is no number')
            WHEN type ~ 'int' THEN format('CASE WHEN max(abs(%1$I::numeric)) > 9007199254740991 THEN %2$L END', col, col || ' outgrows a browser') END, ', ') INTO tests
    FROM shown AS s WHERE s.oid = $1 AND type <> 'boolean';
    EXECUTE format('SELECT concat_ws(''; '', CASE WHEN count(*) <> count(DISTINCT %I) THEN ''the key is not unique'' END, %s) FROM %s', key, tests, $1::regclass) INTO found;
    IF found <> '' THEN RETURN NEXT found; END IF;
END
$$;
SELECT is_empty($$SELECT s.view, f FROM shown AS s, pg_temp.flaws(s.oid, s.col) AS f WHERE s.place = 1 AND s.schema = 'regie_rapport'$$,
    'unique keys, no empty text, no endless day, no number that is none');
SELECT * FROM finish();
ROLLBACK;
