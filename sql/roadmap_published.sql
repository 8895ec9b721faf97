SET datestyle = ISO, YMD;
--
-- Published and independently calculated networks. All days are worked, so dates are day numbers.
--
-- Forty activities, links of all kinds and several between one pair: a random network, calculated by a separate program
-- from the definitions that doc/roadmap.md names.
--
CREATE TEMP TABLE forty (id text, duration int, predecessors text, es int, ls int, total int, free int, interfering int,
	independent int);
INSERT INTO forty VALUES
	('T000', 12, '', 0, 65, 65, 65, 0, 65), ('T001', 6, '', 0, 47, 47, 19, 28, 19),
	('T002', 10, '', 0, 51, 51, 40, 11, 40), ('T003', 12, '', 0, 0, 0, 0, 0, 0), ('T004', 1, '', 0, 47, 47, 0, 47, 0),
	('T005', 6, '', 0, 47, 47, 30, 17, 30), ('T006', 5, '', 0, 1, 1, 0, 1, 0),
	('T007', 1, 'T004 FS+2d', 3, 50, 47, 30, 17, 0), ('T008', 7, '', 0, 49, 49, 0, 49, 0),
	('T009', 2, 'T008 FS+1d', 8, 57, 49, 49, 0, 0), ('T010', 8, '', 0, 37, 37, 4, 33, 4),
	('T011', 6, 'T006 FS+2d', 7, 8, 1, 0, 1, 0), ('T012', 2, '', 0, 10, 10, 9, 1, 9),
	('T013', 3, 'T003 FS', 12, 44, 32, 15, 17, 15), ('T014', 10, 'T003 FS+3d', 15, 15, 0, 0, 0, 0),
	('T015', 3, '', 0, 57, 57, 39, 18, 39), ('T016', 5, 'T012 FS,T011 FS-1d,T011 FF-2d,T012 FS+1d', 12, 13, 1, 0, 1, 0),
	('T017', 10, 'T001 FF-2d,T003 FS-2d,T011 FS', 13, 41, 28, 10, 18, 0), ('T018', 7, '', 0, 43, 43, 10, 33, 10),
	('T019', 3, 'T016 FS+3d', 20, 21, 1, 1, 0, 0), ('T020', 10, '', 0, 23, 23, 23, 0, 23),
	('T021', 10, 'T020 SS+2d,T020 SS,T019 FS+1d,T014 FS,T014 FS', 25, 25, 0, 0, 0, 0),
	('T022', 5, 'T016 FS,T012 FS+1d,T018 FF', 17, 72, 55, 55, 0, 27), ('T023', 3, '', 0, 39, 39, 12, 27, 12),
	('T024', 12, 'T014 FF', 13, 36, 23, 0, 23, 0),
	('T025', 7, 'T012 FF+1d,T015 FF-1d,T006 FS+1d,T021 FS-1d,T017 FS+1d', 34, 52, 18, 0, 18, 0),
	('T026', 2, 'T014 SS,T024 SF-2d,T010 FS+3d', 15, 48, 33, 6, 27, 0),
	('T027', 0, 'T026 FS+2d,T024 FF', 25, 55, 30, 0, 30, 0),
	('T028', 10, 'T023 FS,T027 FF,T018 FS-2d,T011 FS,T006 FF+3d', 15, 55, 40, 40, 0, 7),
	('T029', 11, 'T021 FS', 35, 35, 0, 0, 0, 0), ('T030', 7, 'T014 FS+2d,T029 FF-2d,T023 FF+2d', 37, 37, 0, 0, 0, 0),
	('T031', 2, 'T018 FS-2d,T021 FF-2d,T024 FS,T013 FS+1d,T005 SS+1d,T007 SF,T026 FF', 31, 48, 17, 0, 17, 0),
	('T032', 7, 'T002 SF,T031 FS,T010 FS+1d', 33, 50, 17, 17, 0, 0),
	('T033', 11, 'T018 FS+1d,T025 FS', 41, 59, 18, 18, 0, 0), ('T034', 11, 'T030 FS+2d', 46, 46, 0, 0, 0, 0),
	('T035', 6, 'T018 FF,T034 FS,T029 FS-1d,T023 FS+3d', 57, 57, 0, 0, 0, 0),
	('T036', 11, 'T034 FF,T020 FS+1d,T027 FS-2d', 46, 53, 7, 7, 0, 0),
	('T037', 3, 'T033 SS,T002 FS-2d,T009 SF,T024 FS+1d,T009 FS,T020 FS,T036 SS+3d,T032 FS+2d,T035 SS+2d', 59, 59, 0, 0, 0, 0),
	('T038', 0, 'T034 SS+1d,T006 FS-2d,T037 FS+2d,T017 FS-1d,T032 SS,T012 FS-1d,T029 FS-2d,T027 FS,T002 FF-2d,T029 SF+3d,T036 FS+1d,T037 SS,T037 FF+3d', 65, 65, 0, 0, 0, 0),
	('T039', 12, 'T038 FS,T032 FS+3d,T028 FS,T036 FS+1d,T036 SS,T038 FF+2d,T014 FS-2d', 65, 65, 0, 0, 0, 0);
SELECT count(*) AS activities, max((s).early_finish) FILTER (WHERE duration > 0) - date '2026-01-01' + 1 AS finish,
	count(*) FILTER (WHERE (s).critical) AS critical,
	count(*) FILTER (WHERE ((s).total_float, (s).free_float, (s).interfering_float, (s).independent_float, (s).critical)
		IS DISTINCT FROM (total, free, interfering, independent, total = 0)) AS other_floats,
	count(*) FILTER (WHERE duration > 0 AND ((s).early_start, (s).early_finish, (s).late_start, (s).late_finish)
		IS DISTINCT FROM (date '2026-01-01' + es, date '2026-01-01' + es + duration - 1, date '2026-01-01' + ls,
			date '2026-01-01' + ls + duration - 1)) AS other_dates
FROM (SELECT *, regie.schedule(id, duration, regie.dependencies(predecessors), '2026-01-01', 'Mon-Sun') OVER () AS s
	FROM forty) t;
--
-- PERT: expected durations (o + 4m + p) / 6, here in sixths of a day, so that they are whole.
-- wizedu: https://wizedu.com/questions/717873 (means, sd, ES/EF/LS/LF A-F published)
-- slideshare: https://de.slideshare.net/GautamChopra7/program-evaluation-and-review-technique-82147355 (CP 1-2-3-5-8 = 36, SD 5 published)
--
CREATE TEMP TABLE pert (network text, id text, o int, m int, p int, predecessors text);
INSERT INTO pert VALUES
	('wizedu', 'A', 5, 5, 7, ''),
	('wizedu', 'B', 1, 2, 5, ''),
	('wizedu', 'C', 5, 5, 5, 'A'),
	('wizedu', 'D', 4, 8, 13, 'A'),
	('wizedu', 'E', 1, 10, 17, 'B,C'),
	('wizedu', 'F', 1, 5, 7, 'D'),
	('wizedu', 'G', 2, 6, 9, 'D'),
	('wizedu', 'H', 4, 4, 6, 'E,F'),
	('wizedu', 'I', 2, 7, 10, 'G,H'),
	('wizedu', 'J', 2, 4, 7, 'I'),
	('wizedu', 'K', 6, 10, 13, 'I'),
	('wizedu', 'L', 2, 6, 6, 'J'),
	('wizedu', 'M', 2, 2, 3, 'K'),
	('wizedu', 'N', 7, 7, 12, 'L,M'),
	('slideshare', '1-2', 3, 6, 15, ''),
	('slideshare', '2-3', 6, 12, 30, '1-2'),
	('slideshare', '3-5', 5, 11, 17, '2-3'),
	('slideshare', '7-8', 4, 19, 28, '6-7'),
	('slideshare', '5-8', 1, 4, 7, '3-5,4-5'),
	('slideshare', '6-7', 3, 9, 27, '1-6'),
	('slideshare', '4-5', 3, 6, 15, '2-4'),
	('slideshare', '1-6', 2, 5, 14, ''),
	('slideshare', '2-4', 2, 5, 8, '1-2');
SELECT network, round((max((s).early_finish) - date '2026-01-01' + 1) / 6.0, 4) AS finish,
	string_agg(id, ' ' ORDER BY (s).early_start, id COLLATE "C") FILTER (WHERE (s).critical) AS critical,
	string_agg(id || ' ' || round((s).total_float / 6.0, 2), ', ' ORDER BY id COLLATE "C") FILTER (WHERE NOT (s).critical) AS float
FROM (SELECT *, regie.schedule(id, o + 4 * m + p,
			(SELECT array_agg(regie.dependency(b)) FROM unnest(string_to_array(predecessors, ',')) b), '2026-01-01', 'Mon-Sun')
		OVER (PARTITION BY network) AS s
	FROM pert) t
GROUP BY network ORDER BY network COLLATE "C";
--
-- A slip of three days in Zametek's network (sql/roadmap.sql), before and after: activity 1 has two days of float, so 5 and 9
-- move by one; activity 6 has three, so nobody else moves.
--
CREATE TEMP TABLE zametek (id text, duration int, predecessors regie.dependency[]);
INSERT INTO zametek VALUES ('1', 6, NULL), ('2', 7, NULL), ('3', 8, NULL), ('4', 11, '{2}'), ('5', 8, '{1,2,3}'), ('6', 7, '{3}'),
	('7', 4, '{4}'), ('8', 4, '{4,6}'), ('9', 10, '{5}');
WITH s AS (
	SELECT slipped, id, regie.schedule(id, duration + CASE WHEN id = slipped THEN 3 ELSE 0 END, predecessors, '2026-01-01', 'Mon-Sun')
		OVER (PARTITION BY slipped) AS s
	FROM zametek, (VALUES ('none'), ('1'), ('6')) v(slipped))
SELECT a.slipped, a.id, (a.s).early_start - (b.s).early_start AS start, (a.s).early_finish - (b.s).early_finish AS finish
FROM s a JOIN s b ON b.id = a.id AND b.slipped = 'none'
WHERE ((a.s).early_start, (a.s).early_finish) <> ((b.s).early_start, (b.s).early_finish)
ORDER BY 1, 2;
