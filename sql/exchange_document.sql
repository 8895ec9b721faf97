-- The regie document: the whole model as one JSON text.
BEGIN;
SET LOCAL intervalstyle = 'postgres';

-- where everything stands
SELECT place, table_name, line, col, pointer, names, vals, kinds, lines, cols, problem
FROM regie.document_rows('{"regie": "0.1",
 "party": [{"code": "GM1771", "kvk": null,
            "name": "Geldrop-Mierlo é", "x~/y": [1, "a"]},
           {"n": -1.50e3, "b": true, "o": {"a": 1}}]}');
SELECT * FROM regie.document_place('{"a": 1,
 "b/c": [5, {"d~": true}]}', '/b~1c/1/d~0');
SELECT * FROM regie.document_place('{"a": [1]}', '/a/1');
SELECT * FROM regie.document_place(' {"a": [1]}', '');

-- values as columns ask for them
SELECT kind, value, type, regie.document_value_problem(value, kind, type::regtype, typmod) AS problem
FROM (VALUES
	('s', 'x', 'text', -1), ('n', '1', 'text', -1),
	('b', 'true', 'boolean', -1), ('s', 'true', 'boolean', -1),
	('n', '12', 'integer', -1), ('n', '12.5', 'integer', -1), ('s', '12', 'integer', -1), ('n', '2147483648', 'integer', -1),
	('n', '123456789012345', 'numeric', -1), ('n', '1234567890123456', 'numeric', -1),
	('s', '1234567890123456.789', 'numeric', -1), ('s', 'NaN', 'numeric', -1), ('s', '', 'numeric', -1),
	('s', '1.25', 'numeric', 917510), ('s', '1.255', 'numeric', 917510),
	('s', '2026-02-28', 'date', -1), ('s', '2026-02-29', 'date', -1), ('s', '28-02-2026', 'date', -1),
	('s', 'infinity', 'date', -1), ('n', '20260228', 'date', -1),
	('s', '[2026-01-01,)', 'daterange', -1), ('s', '[2026-01-01', 'daterange', -1),
	('s', 'P3M', 'interval', -1), ('s', '3 moons', 'interval', -1),
	('a', '[1, "2.5", null]', 'numeric[]', -1), ('a', '[[1]]', 'numeric[]', -1), ('a', '["x"]', 'numeric[]', -1), ('s', '{1}', 'numeric[]', -1),
	('a', '["a\"b", "c,d", "", "NULL"]', 'text[]', -1),
	('o', '{"a": 1}', 'jsonb', -1), ('n', '1', 'jsonb', -1)) AS v (kind, value, type, typmod);
SELECT regie.document_list('["a\"b", "c,d", "", "NULL", null, 1.50, true, "\\"]')::text[];
SELECT regie.document_list('{}') IS NULL AS no_list, regie.document_list('[]') AS empty, regie.document_list('[1] 2') IS NULL AS more;
SELECT regie.document_string(E'say "é\\"\n');

-- in
SELECT * FROM regie.import_document('{"regie": "0.1",
"party": [
{"code": "GM1771", "kind": "municipality", "name": "Geldrop-Mierlo"},
{"code": "DDV", "kind": "cooperation", "name": "Dienst", "note": "line\nand \"more\" €"}],
"participation": [{"cooperation": "DDV", "party": "GM1771", "valid": "[2020-01-01,)"}],
"service": [{"code": "WERKPLEK", "name": "Workplaces", "provider": "DDV"}],
"exit_schedule": [{"code": "OWN", "name": "Own", "basis": "contribution", "percentages": [60, "40.5"]}],
"contract": [{"code": "K1", "title": "T", "customer": "DDV", "supplier": "GM1771", "start_on": "2025-01-15", "initial": "P4Y",
  "renewal": "explicit", "renewal_period": "P2Y", "max_renewals": 2, "notice": "P6M"}],
"cost": [{"code": "C1", "period": "[2026-01-01,2027-01-01)", "kind": "budget", "payer": "DDV", "payee": "GM1771",
  "service": "WERKPLEK", "amount": 1234.5}]
}');
SELECT code, term FROM regie.contract;
SELECT code, amount FROM regie.cost;
SELECT percentages FROM regie.exit_schedule WHERE NOT seeded;

-- and out; what the database gives out or calculates, and seeds, are not in it
SELECT regie.export_document();

-- again: nothing changes; what differs is changed; what is not named stays
SELECT * FROM regie.import_document(regie.export_document()) WHERE added + changed > 0;
SELECT * FROM regie.import_document('{"regie": "0.1", "party": [
{"code": "GM1771", "kind": "municipality", "name": "Geldrop-Mierlo"},
{"code": "DDV", "kind": "cooperation", "name": "Dienst Dommelvallei"}]}');
SELECT code, name, note FROM regie.party ORDER BY code COLLATE "C";
SELECT count(*) FROM regie.cost;

-- no document without its version, but one with nothing else
SELECT count(*) FROM regie.import_document('{"regie": "0.1"}');
SELECT count(*) FROM regie.document_problems(NULL);
ROLLBACK;

-- the example goes out and comes in again, to the byte
BEGIN;
SELECT count(*) > 0 AS loaded FROM regie.load_example();
CREATE TEMP TABLE kept AS SELECT regie.export_document() AS document;
SELECT count(*) > 0 AS tables, sum(added) AS added, sum(changed) AS changed FROM kept, regie.import_document(document);
SELECT regie.export_document() = document AS same FROM kept;
SELECT count(*) FROM kept, regie.document_problems(document);
ROLLBACK;

-- the schema says the same as the tables
SELECT s #> '{properties,cost,required}' AS required, s #> '{properties,cost,items,required}' AS of_a_row,
	s #> '{properties,contract_line,items,properties,amount}' AS amount,
	s #> '{properties,cost,items,properties,scale}' AS scale
FROM regie.document_schema() AS s;
