SET datestyle = ISO, YMD;
-- Bad input to allocate_table: each refused by name and reason.
CREATE VIEW good AS
SELECT * FROM (VALUES ('p', 10.00, 'a', 1.0), ('p', 10, 'b', 2), ('q', 5, 'a', 1)) AS t (pot, amount, participant, weight);
SELECT regie.allocate_table(nullif(pot, 'q'), amount, participant, weight) OVER () FROM good;
SELECT regie.allocate_table(NULL, amount, participant, weight) OVER () FROM good;
SELECT regie.allocate_table(pot, amount, nullif(participant, 'b'), weight) OVER () FROM good;
SELECT regie.allocate_table(pot, amount, participant, weight, NULL) OVER () FROM good;
SELECT regie.allocate_table(pot, amount, participant, weight, -1) OVER () FROM good;
SELECT regie.allocate_table(pot, amount, participant, weight, 39) OVER () FROM good;
SELECT regie.allocate_table(pot, amount, participant, weight, weight::int) OVER () FROM good;
-- amounts
SELECT regie.allocate_table(pot, amount + weight, participant, weight) OVER () FROM good;
SELECT regie.allocate_table(pot, CASE weight WHEN 1 THEN amount END, participant, weight) OVER () FROM good;
SELECT regie.allocate_table(pot, amount / 8, participant, weight) OVER () FROM good;
SELECT regie.allocate_table(pot, amount * 'NaN', participant, weight) OVER () FROM good;
SELECT regie.allocate_table(pot, amount * '-Infinity', participant, weight) OVER () FROM good;
SELECT regie.allocate_table(pot, amount * 1e35, participant, weight) OVER () FROM good;
SELECT regie.allocate_table(pot, amount * 1e45, participant, weight) OVER () FROM good;
-- weights
SELECT regie.allocate_table(pot, amount, participant, weight - 1.5) OVER () FROM good;
SELECT regie.allocate_table(pot, amount, participant, weight * 'NaN') OVER () FROM good;
SELECT regie.allocate_table(pot, amount, participant, weight * 'Infinity') OVER () FROM good;
SELECT regie.allocate_table(pot, amount, participant, weight * 1e38) OVER () FROM good;
SELECT regie.allocate_table(pot, amount, participant, CASE participant WHEN 'a' THEN 1e20 ELSE 1e-20 END) OVER () FROM good;
SELECT regie.allocate_table('p', amount, participant, 99999999999999999999999999999999999999) OVER () FROM good WHERE pot = 'p';
SELECT regie.allocate_table(pot, amount, participant, weight - 1) OVER () FROM good;
SELECT regie.allocate_table(pot, amount, participant, NULL) OVER () FROM good;
SELECT regie.allocate_table(pot, amount, participant, weight) FROM good;
SET regie.memory_limit = '1MB';
SELECT count(c) FROM (SELECT regie.allocate_table('p', 1, i::text, i) OVER () AS c FROM generate_series(1, 100000) i) q;
SELECT count(c) FROM (SELECT regie.allocate_table(repeat('p', 1000000) || i, 1, 'participant', i) OVER () AS c FROM generate_series(1, 10) i) q;
RESET regie.memory_limit;
DROP VIEW good;
