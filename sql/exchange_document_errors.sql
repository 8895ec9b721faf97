-- What is wrong with a document is told all at once, with its place.
BEGIN;
SELECT count(*) > 0 AS loaded FROM regie.load_example();
SAVEPOINT loaded;

-- names and values
SELECT * FROM regie.document_problems('{"regie": "0.1",
 "party": [{"code": "X", "kind": "city", "name": "x", "name": "y"}, {"code": "Y", "kvk": 12345678, "kind": "other", "naam": 3}, 7,
  {"code": "Z", "kind": null, "name": "Z", "party_id": 3}],
 "nonsense": [],
 "party": [],
 "service": {}}');

-- keys and references, also to rows of the same document
SELECT * FROM regie.document_problems('{"regie": "0.1",
"party": [{"code": "A", "kind": "other", "name": "A"}, {"code": "B", "kind": "other", "name": "B"}, {"code": "A", "kind": "other", "name": "A2"}],
"participation": [
{"cooperation": "A", "party": "B", "valid": "[2020-01-01,2020-12-31]"},
{"cooperation": "A", "party": "B", "valid": "[2020-01-01,2021-01-01)"},
{"cooperation": "A", "party": "NOBODY", "valid": "[2020-01-01,)"}],
"roadmap_dependency": [{"programme": "NONE", "item": "X", "predecessor": "Y", "kind": "FS", "lag": 0, "elapsed": false}]}');

-- rules of the tables: of one field, of a row, between rows, of triggers
SELECT * FROM regie.document_problems('{"regie": "0.1",
"party": [{"code": "A", "kind": "municipality", "name": "A", "kvk": "12"}, {"code": "B", "kind": "other", "name": " "}],
"participation": [
{"cooperation": "DDV", "party": "DIVERS", "valid": "[2020-01-01,)"},
{"cooperation": "DDV", "party": "DIVERS", "valid": "[2021-01-01,)"}],
"vat_treatment": [{"code": "compensation", "name": "x", "name_nl": "x", "vat_is_charged": true, "vat_passes_on": true}],
"run_line": [{"run": "WERKELIJK-2025", "number": 1, "basis": "rule", "cost": "X", "participant": "GM1771",
  "exact": "1", "rounding": "0", "amount": "1"}]}');

-- no JSON from some place on
SELECT t AS document, p.* FROM unnest(ARRAY['', '[]', '{"regie": "0.1"', '{"regie": "0.1",}', '{"regie": "0.1"} x',
	'{"regie": "0.1", "party": [{"code": "X" "kind": "other"}]}', '{"regie": 0.1}', '{"party": []}', '{"regie": "0.2"}',
	'{"regie": "0.1", "party": [{"code": "\ud800", "kind": "other", "name": "x\u0000"}]}',
	'{"regie": "0.1", "party": [{"code": X}]}', '{"regie": "0.1", "\u": []}',
	'{"regie": "0.1", "party": {}}', '{"regie": tru}']) WITH ORDINALITY AS d (t, no),
	regie.document_problems(t) AS p
ORDER BY d.no, p.line, p.col;

-- nothing is written, and the error says it all
SELECT regie.import_document('{"regie": "0.1",
"party": [{"code": "NEW", "kind": "other", "name": "New"},
          {"code": "BAD", "kind": "city", "name": "Bad"}]}');
ROLLBACK TO loaded;
SELECT count(*) FROM regie.party WHERE code = 'NEW';
SELECT regie.import_document('{"regie": "0.1", "party": [{"kind": "other", "name": "New"}, 1]}');
ROLLBACK TO loaded;
SELECT regie.import_document(NULL);
ROLLBACK TO loaded;

-- problems leave nothing behind, and the model is as it was
CREATE TEMP TABLE kept AS SELECT regie.export_document() AS document;
SELECT count(*) FROM regie.document_problems('{"regie": "0.1", "party": [{"code": "NEW", "kind": "other", "name": "New"}]}');
SELECT regie.export_document() = document AS same FROM kept;
SELECT count(*) FROM pg_class WHERE relname LIKE 'regie\_%' AND relpersistence = 't';
ROLLBACK;
