SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
\pset format unaligned
-- The whole drawing of one day.
SELECT regie.gantt_svg('one', '2026-01-05', '2026-01-05');
-- What stands in the drawing of a plan: its words, bars and signs, one a line.
CREATE TEMP TABLE step (activity text, days int, after regie.dependency[], deadline date, notice date);
INSERT INTO step VALUES
	('design', 5, NULL, NULL, NULL),
	('build', 10, '{design}', NULL, '2026-01-20'),
	('clean & "tidy" <data>', 8, '{design SS+2d}', NULL, NULL),
	('test', 5, '{build,"\"clean & \"\"tidy\"\" <data>\" FF"}', '2026-01-28', NULL),
	('go live', 0, '{test}', '2026-02-03', NULL);
CREATE TEMP TABLE plan AS
SELECT *, regie.schedule(activity, days, after, '2026-01-05', deadline => deadline) OVER () AS s FROM step;
CREATE TEMP TABLE drawn AS
SELECT regie.gantt_svg(regie.schedule_bar(s, activity, section => 'Archive', milestone => days = 0,
	predecessors => after, deadline => deadline, notice_day => notice), 'Archive & co', '2026-01-14', 'en') AS svg FROM plan;
SELECT substring(svg FROM '<title id=.*</desc>') FROM drawn;
SELECT t[1] AS hint FROM drawn, regexp_matches(svg, '<g><title>(.*?)</title>', 'g') t;
SELECT t[1] AS word FROM drawn, regexp_matches(svg, '<text [^>]*>([^<]*)</text>', 'g') WITH ORDINALITY m(t, n) WHERE t[1] !~ '^[0-9]+$' ORDER BY n;
-- In Dutch; the day of today far away; a predecessor that is not there.
SELECT substring(svg FROM '<title id=.*</desc>') AS words, svg LIKE '%vandaag 2031-01-01 (valt buiten het beeld)%' AS far_away
FROM (SELECT regie.gantt_svg(regie.gantt_bar('bouwen', '2026-01-05', '2026-01-09', predecessors => '{ontwerpen}'), NULL, '2031-01-01', 'nl') AS svg) q;
-- Without rows there is no picture; a row without a bar says nothing.
SELECT regie.gantt_svg(a, d, d) IS NULL AS none FROM (VALUES ('a', date '2026-01-01')) v(a, d) WHERE false;
SELECT regie.gantt_svg(b) IS NULL AS none, regie.gantt_mermaid(b) IS NULL AS none_either FROM (VALUES (NULL::regie.gantt_bar)) v(b);
SELECT regie.gantt_svg(b) = regie.gantt_svg(b) FILTER (WHERE b IS NOT DISTINCT FROM regie.gantt_bar('a', '2026-01-01', '2026-01-02')) AS same
FROM (VALUES (NULL::regie.gantt_bar), (regie.gantt_bar('a', '2026-01-01', '2026-01-02'))) v(b);
-- The bar of a schedule: its dates, its float, its breach.
SELECT (b).* FROM (SELECT regie.schedule_bar(s, activity, deadline => deadline) AS b FROM plan WHERE activity = 'test') q;
SELECT (regie.gantt_bar('a', '2026-01-05', '2026-01-06', section => 's', critical => true)).*;

-- Mermaid: sections, milestones, escapes.
SELECT regie.gantt_mermaid(regie.schedule_bar(s, activity, section => 'Archive: 1', milestone => days = 0, deadline => deadline, notice_day => notice), 'Plan; #1') FROM plan;
SELECT regie.gantt_mermaid(activity, (s).early_start, (s).early_finish) FROM plan WHERE days > 5;
SELECT regie.gantt_mermaid(regie.gantt_bar('a', '2026-01-01', '2026-01-02')) = regie.gantt_mermaid('a', '2026-01-01', '2026-01-02') AS same;

-- As a window function, and grouped.
SELECT roadmap, length(regie.gantt_svg(a, d, d + 1)) > 500 AS drawn FROM (VALUES ('r', 'a', date '2026-01-01'), ('s', 'b', '2026-02-01')) v(roadmap, a, d) GROUP BY roadmap ORDER BY roadmap;
SELECT a, regexp_count FROM (SELECT a, array_length(regexp_split_to_array(regie.gantt_mermaid(a, d, d) OVER (ORDER BY a), E'\n'), 1) AS regexp_count FROM (VALUES ('a', date '2026-01-01'), ('b', '2026-02-01')) v(a, d)) q ORDER BY a;

-- Errors.
SELECT regie.gantt_svg(NULL, '2026-01-01', '2026-01-01');
SELECT regie.gantt_svg('a', NULL, '2026-01-01');
SELECT regie.gantt_svg('a', '2026-01-01', NULL);
SELECT regie.gantt_svg('a', '2026-01-02', '2026-01-01');
SELECT regie.gantt_svg('a', '-infinity', '2026-01-01');
SELECT regie.gantt_svg(regie.gantt_bar(NULL, '2026-01-01', '2026-01-01'));
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01', deadline => 'infinity'));
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01', late_finish => 'infinity'));
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01', notice_day => 'infinity'));
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01', predecessors => '{NULL}'));
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01', predecessors => '{{b},{c}}'));
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01'), 'x', NULL, 'de');
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01'), 'x', NULL, NULL);
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01'), 'x', 'infinity', 'en');
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01'), 'x' || i, NULL, 'en') FROM generate_series(1, 2) i;
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01'), 'x', '2026-01-01'::date + i, 'en') FROM generate_series(1, 2) i;
SELECT regie.gantt_svg(regie.gantt_bar('a', '2026-01-01', '2026-01-01'), NULL, NULL, CASE i WHEN 1 THEN 'nl' ELSE 'en' END) FROM generate_series(1, 2) i;
SELECT length(regie.gantt_svg('a' || i, '2026-01-01', '2026-01-01')) > 0 AS drawn FROM generate_series(1, 5000) i;
SELECT regie.gantt_svg('a' || i, '2026-01-01', '2026-01-01') FROM generate_series(1, 5001) i;
SELECT regie.gantt_svg(regie.gantt_bar('a' || i, '2026-01-01', '2026-01-01', predecessors => array_fill('a1'::regie.dependency, ARRAY[20]))) FROM generate_series(1, 1001) i;
SELECT regie.gantt_mermaid('a', '10000-01-01', '10000-01-02');
SELECT regie.gantt_svg('a', '10000-01-01', '4713-01-01 BC');
SET regie.memory_limit = '1MB';
SELECT regie.gantt_svg(regie.gantt_bar('a' || i, '2026-01-01', '2026-01-01', note => repeat('x', 1000))) FROM generate_series(1, 2000) i;
RESET regie.memory_limit;
