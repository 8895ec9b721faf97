SET datestyle = ISO, YMD;
SET search_path = public, regie;
-- Parts in rows: 0.6 * (1/3, 2/3) + 0.4 * (1/2, 1/2) is .2, .6 and .2.
SELECT mix(factor * key) AS mixed
FROM (VALUES (0.6, '{"a": 1, "b": 2}'::allocation_key), (0.4, '{"b": 1, "c": 1}')) AS part (factor, key);
-- One part is itself, factor and all; none is none; NULL is left out.
SELECT mix(0.6 * key) AS one FROM (VALUES ('{"a": 10, "b": 20}'::allocation_key)) AS part (key);
SELECT mix(key) AS none FROM (VALUES (NULL::allocation_key)) AS part (key);
SELECT mix(key) AS no_rows FROM (VALUES ('{"a": 1}'::allocation_key)) AS part (key) WHERE false;
SELECT mix(key) AS left_out FROM (VALUES ('{"a": 10, "b": 20}'::allocation_key), (NULL)) AS part (key);
-- In any order.
SELECT mix(key ORDER BY place) = mix(key ORDER BY place DESC) AS same, mix(key) AS mixed
FROM (VALUES (1, '{"a": 1, "b": 1}'::allocation_key), (2, '{"a": 1, "b": 3}'), (3, '{"a": 0.1}')) AS part (place, key);
-- A key without weight has no shares.
SELECT mix(key) FROM (VALUES ('{"a": 1}'::allocation_key), ('{"a": 0}')) AS part (key);
