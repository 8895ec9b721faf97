-- What BI clients are told about the reports, and what a warehouse brings.
BEGIN;
SELECT column_name, type_name, is_key FROM regie.report_column() WHERE view_name = 'contract_deadline' AND place <= 3;
SELECT count(*) FILTER (WHERE is_key) = count(DISTINCT view_name) AS each_view_has_its_key,
	count(*) FILTER (WHERE is_key AND place <> 1) AS key_not_first, count(*) FILTER (WHERE column_comment IS NULL) AS silent
FROM regie.report_column('nl');
SELECT count(*) FROM regie.report_column('fr');

-- plain types only, amounts with their digits; names that say what they are
SELECT DISTINCT type_name FROM regie.report_column()
WHERE type_name !~ '^(bigint|boolean|date|integer|smallint|text|timestamp with time zone|numeric\(\d+,\d+\))$';
SELECT view_name, column_name, type_name FROM regie.report_column() WHERE column_name ~ '_eur$' AND type_name !~ '^numeric\(\d+,\d+\)$';
SELECT language, c.view_name, c.column_name
FROM unnest('{en,nl}'::text[]) AS language, regie.report_column(language) AS c
WHERE length(c.column_name) > 50 OR c.column_name !~ '^[a-z][a-z0-9_]*$' OR c.column_comment ~ '^@|{{|^\s*$' OR c.view_comment ~ '^@|{{';

SELECT keypath, value FROM regie.metabase_metadata()
WHERE keypath ~ '^contract_deadline[.](contract_deadline_id|contract|commitment_eur|status|supplier_name)[.]' ORDER BY keypath COLLATE "C";
SELECT value, count(*) > 10 AS many FROM regie.metabase_metadata('nl') WHERE keypath LIKE '%.semantic_type' GROUP BY 1 ORDER BY value COLLATE "C";

-- a sources.yml with a test for each key
SELECT line FROM regexp_split_to_table(regie.dbt_sources(), E'\n') WITH ORDINALITY AS l (line, no) WHERE no <= 4;
SELECT (SELECT count(*) FROM regexp_matches(regie.dbt_sources('nl'), 'tests: \[unique, not_null\]', 'g'))
	= (SELECT count(*) FROM pg_views WHERE schemaname = 'regie_rapport') AS a_test_for_each_key;

-- a warehouse's own tables, through views with the model's names
CREATE SCHEMA warehouse;
CREATE TABLE warehouse.org (nr varchar(20), soort varchar(20), naam varchar(80), kvknr bigint);
INSERT INTO warehouse.org VALUES ('GM0820', 'municipality', 'Nuenen', NULL), ('ELM', 'supplier', 'Elm', 12345678);
CREATE VIEW warehouse.party AS SELECT nr AS code, soort AS kind, naam AS naam, kvknr AS kvk FROM warehouse.org;
SELECT * FROM regie.mapping_problem('warehouse.party', 'party') ORDER BY column_name COLLATE "C";
SELECT * FROM regie.mapping_problem('warehouse.party', 'partij');
\set SHOW_CONTEXT never
SAVEPOINT fits_not;
SELECT regie.fill_from('warehouse.party', 'party');
ROLLBACK TO fits_not;
SELECT regie.fill_from(NULL, 'party');
ROLLBACK TO fits_not;
DROP VIEW warehouse.party;
CREATE VIEW warehouse.party AS SELECT nr AS code, soort AS kind, naam AS name, kvknr::text AS kvk FROM warehouse.org;
SELECT count(*) FROM regie.mapping_problem('warehouse.party', 'party');
SELECT regie.fill_from('warehouse.party', 'party') AS first, regie.fill_from('warehouse.party', 'party') AS again;
UPDATE warehouse.org SET naam = 'Nuenen, Gerwen en Nederwetten' WHERE nr = 'GM0820';
SELECT regie.fill_from('warehouse.party', 'party') AS changed;
SELECT code, kind, name, kvk FROM regie.party ORDER BY code COLLATE "C";
INSERT INTO warehouse.org VALUES ('X', 'city', 'X', NULL);
SAVEPOINT refused;
\set VERBOSITY terse
SELECT regie.fill_from('warehouse.party', 'party');
\set VERBOSITY default
ROLLBACK TO refused;
-- where no key tells rows apart, what is there is not put in again
CREATE VIEW warehouse.service AS SELECT 'S'::text AS code, 'Service'::text AS name;
CREATE VIEW warehouse.contract AS SELECT 'K'::text AS code, 'T'::text AS title, 'GM0820'::text AS customer, 'ELM'::text AS supplier,
	date '2026-01-01' AS start_on, interval '1 year' AS initial, 'none'::text AS renewal;
CREATE VIEW warehouse.line AS SELECT 'K'::text AS contract, 1 AS line, 'S'::text AS service, 12.50 AS amount, 'year'::text AS per;
SELECT regie.fill_from('warehouse.service', 'service') AS service, regie.fill_from('warehouse.contract', 'contract') AS contract,
	regie.fill_from('warehouse.line', 'contract_line') AS line, regie.fill_from('warehouse.line', 'contract_line') AS again;
SELECT contract, line, amount FROM regie.contract_line;
-- nothing is rounded on the way, neither money nor moments
CREATE OR REPLACE VIEW warehouse.line AS SELECT 'K'::text AS contract, 2 AS line, 'S'::text AS service, 12.505 AS amount, 'year'::text AS per;
SAVEPOINT decimals;
SELECT regie.fill_from('warehouse.line', 'contract_line');
ROLLBACK TO decimals;
CREATE VIEW warehouse.moment AS SELECT 'K2'::text AS code, 'T'::text AS title, 'GM0820'::text AS customer, 'ELM'::text AS supplier,
	timestamp '2026-01-01 12:00' AS start_on, interval '1 year' AS initial, 'none'::text AS renewal, 1.5 AS max_renewals;
SELECT column_name, problem FROM regie.mapping_problem('warehouse.moment', 'contract') ORDER BY 1;
ROLLBACK;
