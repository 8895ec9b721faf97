-- What a document may not make the server do: read on without end, take
-- memory without bound, round, or ask the session what a day means.
BEGIN;
SELECT plan(17);
SET LOCAL jit = off;

-- Nothing is rounded, however the number is written.
SELECT is(regie.document_value_problem(value, kind, 'numeric'::regtype, ((14 << 16) | 2) + 4), problem, 'numeric(14,2): ' || value)
FROM (VALUES ('1.23456e1', 'n', 'it has more than 2 decimals'),
			 ('1e-5', 's', 'it has more than 2 decimals'),
			 ('1.5e1', 'n', NULL),
			 ('1.2345E2', 'n', NULL),
			 ('1e-99999999999', 'n', 'it has more than 2 decimals')) AS v (value, kind, problem);

-- Elements of lists are looked at as values are.
SELECT is(regie.document_value_problem(value, 'a', type, -1), problem, type || ': ' || value)
FROM (VALUES ('["2026-12-31", null]', 'date[]'::regtype, NULL),
			 ('["01-02-2026"]', 'date[]', 'a day is expected, such as "2026-12-31"'),
			 ('["2026-12-31", "today"]', 'date[]', 'a day is expected, such as "2026-12-31"'),
			 ('[1.5, "2.25"]', 'numeric[]', NULL),
			 ('["NaN"]', 'numeric[]', 'a number is expected, such as "1234.50"'),
			 ('[1234567890123456.5]', 'numeric[]', 'a number of more than 15 digits stands in double quotes'),
			 ('[[1]]', 'numeric[]', 'a list of values is expected, without lists inside'))
	AS v (value, type, problem);

-- Too much is said once, and ends.
SELECT is((SELECT string_agg(r.problem || ' at ' || r.pointer, '; ') FROM regie.document_rows('{"t": [{' ||
		(SELECT string_agg('"f' || i || '": 1', ', ') FROM generate_series(1, 5000) AS i) || '}, {"g": 1}]}') AS r
	WHERE r.problem IS NOT NULL), 'too many fields in one row at /t/0', '5,000 fields in one row');
SELECT is((SELECT string_agg(r.problem || ' at ' || r.pointer, '; ') FROM regie.document_rows('{"t": [{' ||
		(SELECT string_agg('"f": 1', ', ') FROM generate_series(1, 5000) AS i) || '}, {"g": 1}]}') AS r
	WHERE r.problem IS NOT NULL AND r.problem NOT LIKE '%twice'), 'too many fields in one row at /t/0', 'as many of one name');
SELECT is((SELECT string_agg(r.problem, '; ') || ' after ' || count(*) FILTER (WHERE r.problem IS NULL) FROM regie.document_rows('{' ||
		(SELECT string_agg('"t' || i || '": []', ', ') FROM generate_series(1, 5000) AS i) || '}') AS r
	), 'too many tables after 1600', '5,000 tables');

-- Pointers lead where they say (RFC 6901).
SELECT is((SELECT string_agg(p.pointer, ' ' ORDER BY p.pointer COLLATE "C")
	FROM (VALUES ('{"regie": "0.1", "party": [{"a/b~": 1, "code": "X", "kind": "other", "name": "X"}], "x~/y": []}')) AS d (document),
		regie.document_problems(document) AS p, regie.document_place(document, p.pointer) AS place
	WHERE (place.line, place.col) IN ((p.line, p.col), (p.line, p.col + 8))), '/party/0/a~1b~0 /x~0~1y', 'pointers to odd names');

-- Memory is asked for before it is taken.
SET LOCAL regie.memory_limit = '64MB';
SELECT throws_ok($$ SELECT regie.document_rows('{"t": [{"f": [' || repeat('{}, ', 1000000) || '1]}]}') $$, '54000', 'not enough working memory allowed',
	'a value of a million objects');
SELECT * FROM finish();
ROLLBACK;
