SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
-- Credits, and what is no number, have no share.
SELECT regie.concentration(a) FROM (VALUES (60), (-0.01)) AS v (a);
SELECT regie.concentration(a) FROM (VALUES (60), ('NaN'::numeric)) AS v (a);
SELECT regie.concentration(a) FROM (VALUES (60), ('Infinity'::numeric)) AS v (a);
SELECT regie.concentration(a) FROM (VALUES ('-Infinity'::numeric)) AS v (a);
SELECT regie.concentration('x');
SELECT regie.concentration();
