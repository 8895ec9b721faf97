SET datestyle = ISO, YMD;
-- Bad input to netting: each refused by name and reason.
SELECT regie.netting(NULL, 'b', 1);
SELECT regie.netting('a', NULL, 1);
SELECT regie.netting(NULL, NULL, 0);
SELECT regie.netting('a', 'b', 'NaN');
SELECT regie.netting('a', 'b', 'Infinity');
SELECT regie.netting('a', 'b', '-Infinity');
SELECT regie.netting('a', 'b', 0.0000000000001);
SELECT regie.netting('a', 'b', 1000000000000000000);
SELECT regie.netting('a', 'b', -1000000000000000000);
SELECT regie.netting('a', 'b', 1e40);
SET regie.memory_limit = '1MB';
SELECT cardinality(regie.netting(i::text, 'pot', i)) FROM generate_series(1, 100000) i;
SELECT cardinality(regie.netting(repeat('x', 100000) || i, 'pot', i)) FROM generate_series(1, 20) i;
SELECT cardinality(regie.netting(i::text, 'pot', i)) FROM generate_series(1, 30) i;
RESET regie.memory_limit;
