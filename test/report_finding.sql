-- Each kind of finding has a case that triggers it and one that does not.  Most are tried in model_step.sql, those of governance in
-- model_govern.sql; here are the others, and the list of all: a new kind without a case fails.
BEGIN;
SET LOCAL jit = off;
SELECT no_plan();
SET LOCAL datestyle = ISO, YMD;
SET LOCAL regie.today = '2026-11-23';
SELECT lives_ok('SELECT regie.load_example()', 'the example loads');

-- which objects a check finds, after a change that is taken back
CREATE FUNCTION pg_temp.found_after(source text, kind text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
    BEGIN
        EXECUTE statement;
        EXECUTE format('SELECT string_agg(DISTINCT object, '' '' ORDER BY object) FROM (SELECT object COLLATE "C" FROM regie.%I WHERE finding = %L) AS f', source, kind) INTO found;
        RAISE 'back' USING ERRCODE = 'P0099';
    EXCEPTION WHEN SQLSTATE 'P0099' THEN
        RETURN found;
    END;
END
$$;
CREATE TEMP TABLE change (n int GENERATED ALWAYS AS IDENTITY, source text, finding text, statement text, objects text);
INSERT INTO change (source, finding, statement, objects) VALUES
    -- a contract that ends, and the next one that begins on that day, a day later, a day earlier
    ('finding_contract', 'gap', $$UPDATE regie.contract SET ended_on = '2027-08-01' WHERE code = 'WERKPLEK'$$, NULL),
    ('finding_contract', 'gap', $$UPDATE regie.contract SET ended_on = '2027-08-01' WHERE code = 'WERKPLEK'; UPDATE regie.contract SET start_on = '2027-08-02' WHERE code = 'WERKPLEK-2027'$$, 'WERKPLEK'),
    ('finding_contract', 'overlap', $$UPDATE regie.contract SET ended_on = '2027-08-01' WHERE code = 'WERKPLEK'$$, NULL),
    ('finding_contract', 'overlap', $$UPDATE regie.contract SET ended_on = '2027-08-01' WHERE code = 'WERKPLEK'; UPDATE regie.contract SET start_on = '2027-07-31' WHERE code = 'WERKPLEK-2027'$$, 'WERKPLEK'),
    -- the security contract is a part of the workplaces, and runs on until notice is given
    ('finding_contract', 'main contract ended', $$UPDATE regie.contract SET ended_on = '2026-11-24' WHERE code = 'WERKPLEK'$$, NULL),
    ('finding_contract', 'main contract ended', $$UPDATE regie.contract SET ended_on = '2026-11-23' WHERE code = 'WERKPLEK'$$, 'VEILIG'),
    ('finding_contract', 'outlives main contract', $$SELECT$$, NULL),
    ('finding_contract', 'outlives main contract', $$UPDATE regie.contract SET ended_on = '2026-11-24' WHERE code = 'WERKPLEK'$$, 'VEILIG'),
    -- the clause comes to 24,744.00
    ('finding_contract', 'below rule', $$UPDATE regie.contract_line SET amount = 24744.00 WHERE contract = 'NETWERK' AND amendment = 1$$, NULL),
    ('finding_contract', 'below rule', $$UPDATE regie.contract_line SET amount = 24743.99 WHERE contract = 'NETWERK' AND amendment = 1$$, 'NETWERK'),
    ('finding_contract', 'figure missing', $$SELECT$$, NULL),
    ('finding_contract', 'figure missing', $$DELETE FROM regie.price_index WHERE published_on > '2025-01-01'$$, 'NETWERK VEILIG'),
    -- 0.6 + 0.4, and 0.5 + 0.4
    ('finding_cost', 'factors do not add up', $$UPDATE regie.allocation_rule SET cost_key = 'GEMENGD' WHERE service = 'ZAAK'$$, NULL),
    ('finding_cost', 'factors do not add up', $$UPDATE regie.allocation_rule SET cost_key = 'GEMENGD' WHERE service = 'ZAAK'; UPDATE regie.cost_key_part SET factor = 0.5 WHERE cost_key = 'GEMENGD' AND part_key = 'INWONERS'$$,
        '2025-ZAAK-C 2025-ZAAK-N 2025-ZAAK-V 2026-ZAAK'),
    ('finding_cost', 'participant without value', $$UPDATE regie.cost_key_value SET value = 0 WHERE cost_key = 'WERKPLEKKEN' AND party = 'GM0848'$$, NULL),
    ('finding_cost', 'participant without value', $$DELETE FROM regie.cost_key_value WHERE cost_key = 'WERKPLEKKEN' AND party = 'GM0848'$$, '2025-WERKPLEK-N 2025-WERKPLEK-V 2026-10-CLOUD 2026-HOSTING 2026-WERKPLEK'),
    ('finding_cost', 'value without participation', $$INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('WERKPLEKKEN', 'ELM', '[2027-01-01,)', 1)$$, NULL),
    ('finding_cost', 'value without participation', $$INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('WERKPLEKKEN', 'ELM', '[2026-01-01,)', 1)$$, '2026-10-CLOUD 2026-HOSTING 2026-WERKPLEK');
SELECT is(pg_temp.found_after(c.source, c.finding, c.statement), c.objects, c.finding || ' after: ' || left(c.statement, 90)) FROM change AS c ORDER BY c.n;
SELECT is_empty($$SELECT finding FROM change GROUP BY finding HAVING count(objects) <> 1 OR count(*) <> 2$$, 'each once with it, once without');

-- All kinds: where each is tried.
SELECT set_eq('SELECT finding FROM regie.finding_kind', $$
    SELECT finding FROM change
    UNION SELECT unnest(ARRAY[ -- model_step.sql
        'no adopted goals', 'goal without plan', 'goal in old plans only', 'goal past its horizon', 'goal of a stranger', 'goal ends before its contract', 'nothing shared',
        'shared theme without step', 'plan older than four years', 'plan without goals', 'plan not adopted', 'option not scored', 'only one option', 'option without all costs',
        'other option chosen', 'choice flips easily', 'participants differ', 'asked, not offered', 'offered, not asked', 'asked by several', 'offered by one only', 'demand not described',
        'demand overdue', 'not there in time', 'offer under another contract', 'decide soon', 'obligation overdue', 'no successor', 'may rescind', 'nobody measures', 'bought in parts', 'purchase not described',
        'above rule', 'step not recorded', 'announced for another day', 'renews past main contract', 'no rule', 'no key values', 'key set late', 'no task field', 'no category',
        'no inhabitants', 'cloud cost without owner', 'late for its contract', 'breach of plan'])
    UNION SELECT unnest(ARRAY[ -- model_govern.sql
        'no accountable', 'no responsible', 'many consulted', 'accountable and control in one hand', 'role without holder', 'single point of failure', 'double hat', 'body without members',
        'body without chair', 'body has not met', 'escalation goes in a circle', 'decision without decider', 'decision with several deciders', 'decision without mandate',
        'contract without accountable', 'contract without mandate', 'pair has never met', 'pair has not met for six months', 'contact of one party', 'everybody depends on one', 'little trust',
        'trust is falling', 'use without contract', 'payment without agreement', 'agreement without payment', 'use without participation', 'reader role does not exist'])$$,
    'every kind has its case');
SELECT * FROM finish();
ROLLBACK;
