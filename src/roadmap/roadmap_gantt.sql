/*
 * roadmap: pictures of plans.
 */
CREATE TYPE regie.gantt_bar AS (
	activity text,
	start_on date,
	finish_on date,
	label text,
	section text,
	place integer,
	critical boolean,
	milestone boolean,
	late_finish date,
	deadline date,
	notice_day date,
	predecessors regie.dependency[],
	note text
);

COMMENT ON TYPE regie.gantt_bar IS
'One bar of a Gantt chart: made by regie.gantt_bar() or regie.schedule_bar(), drawn by regie.gantt_svg() and regie.gantt_mermaid().';
COMMENT ON COLUMN regie.gantt_bar.activity IS 'The name by which predecessors are meant.';
COMMENT ON COLUMN regie.gantt_bar.start_on IS 'First day.';
COMMENT ON COLUMN regie.gantt_bar.finish_on IS 'Last day.';
COMMENT ON COLUMN regie.gantt_bar.label IS 'What is written beside the bar; NULL: the activity.';
COMMENT ON COLUMN regie.gantt_bar.section IS 'The group under whose header the bar stands, a roadmap say; NULL: none.';
COMMENT ON COLUMN regie.gantt_bar.place IS 'Comes before the dates in the order of bars, and decides the order of sections; NULL: last.';
COMMENT ON COLUMN regie.gantt_bar.critical IS 'Drawn dark, its label bold.';
COMMENT ON COLUMN regie.gantt_bar.milestone IS 'Drawn as a diamond at the end of the day.';
COMMENT ON COLUMN regie.gantt_bar.late_finish IS 'Where the float ends; NULL: none is drawn.';
COMMENT ON COLUMN regie.gantt_bar.deadline IS 'Last day on which it may be finished: a triangle, full if it is missed.';
COMMENT ON COLUMN regie.gantt_bar.notice_day IS 'Last day to give notice: a pennant.';
COMMENT ON COLUMN regie.gantt_bar.predecessors IS 'Arrows lead from these, where they are in the picture.';
COMMENT ON COLUMN regie.gantt_bar.note IS 'Shown with the dates when the bar is pointed at.';

CREATE FUNCTION regie.gantt_bar(
	activity text,
	start_on date,
	finish_on date,
	label text DEFAULT NULL,
	section text DEFAULT NULL,
	place integer DEFAULT NULL,
	critical boolean DEFAULT false,
	milestone boolean DEFAULT false,
	late_finish date DEFAULT NULL,
	deadline date DEFAULT NULL,
	notice_day date DEFAULT NULL,
	predecessors regie.dependency[] DEFAULT NULL,
	note text DEFAULT NULL
) RETURNS regie.gantt_bar
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ROW(activity, start_on, finish_on, label, section, place, critical, milestone, late_finish, deadline, notice_day, predecessors, note)::regie.gantt_bar;

COMMENT ON FUNCTION regie.gantt_bar(text, date, date, text, text, integer, boolean, boolean, date, date, date, regie.dependency[], text) IS
'One bar of a Gantt chart; all but the activity and its two days may be left out. Example: regie.gantt_bar(''design'', ''2026-01-05'', ''2026-01-09'', section => ''archive'', critical => true).';

CREATE FUNCTION regie.schedule_bar(
	schedule regie.scheduled,
	activity text,
	label text DEFAULT NULL,
	section text DEFAULT NULL,
	place integer DEFAULT NULL,
	milestone boolean DEFAULT false,
	deadline date DEFAULT NULL,
	notice_day date DEFAULT NULL,
	predecessors regie.dependency[] DEFAULT NULL,
	note text DEFAULT NULL
) RETURNS regie.gantt_bar
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ROW(activity, (schedule).early_start, (schedule).early_finish, label, section, place, (schedule).critical, milestone,
	(schedule).late_finish, deadline, notice_day, predecessors, coalesce(note, (schedule).breach))::regie.gantt_bar;

COMMENT ON FUNCTION regie.schedule_bar(regie.scheduled, text, text, text, integer, boolean, date, date, regie.dependency[], text) IS
'The bar of an activity that regie.schedule has planned: early dates, float up to the late finish, critical or not, and the breach as the note unless there is another. Example: regie.schedule_bar(s, activity, section => roadmap, milestone => duration = 0, predecessors => after).';

CREATE FUNCTION regie.gantt_add(internal, activity text, start_on date, finish_on date) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_gantt_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.gantt_add(internal, bar regie.gantt_bar) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_gantt_add_bar'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.gantt_add(internal, bar regie.gantt_bar, title text) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_gantt_add_bar'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.gantt_add(internal, bar regie.gantt_bar, title text, as_of date, language text) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_gantt_add_bar'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.gantt_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_gantt_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.gantt_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_gantt_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.gantt_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_gantt_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.gantt_svg_final(internal) RETURNS text
AS 'MODULE_PATHNAME', 'regie_gantt_svg_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.gantt_mermaid_final(internal) RETURNS text
AS 'MODULE_PATHNAME', 'regie_gantt_mermaid_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.gantt_add(internal, text, date, date) IS 'Step of gantt_svg(activity, start_on, finish_on) and gantt_mermaid(activity, start_on, finish_on).';
COMMENT ON FUNCTION regie.gantt_add(internal, regie.gantt_bar) IS 'Step of gantt_svg(bar) and gantt_mermaid(bar).';
COMMENT ON FUNCTION regie.gantt_add(internal, regie.gantt_bar, text) IS 'Step of gantt_mermaid(bar, title).';
COMMENT ON FUNCTION regie.gantt_add(internal, regie.gantt_bar, text, date, text) IS 'Step of gantt_svg(bar, title, as_of, language).';
COMMENT ON FUNCTION regie.gantt_combine(internal, internal) IS 'Joins two parts of a Gantt chart.';
COMMENT ON FUNCTION regie.gantt_serial(internal) IS 'Packs a part of a Gantt chart for another process.';
COMMENT ON FUNCTION regie.gantt_deserial(bytea, internal) IS 'Unpacks a part of a Gantt chart.';
COMMENT ON FUNCTION regie.gantt_svg_final(internal) IS 'End of the gantt_svg aggregates.';
COMMENT ON FUNCTION regie.gantt_mermaid_final(internal) IS 'End of the gantt_mermaid aggregates.';

CREATE AGGREGATE regie.gantt_svg(activity text, start_on date, finish_on date) (
	SFUNC = regie.gantt_add, STYPE = internal, SSPACE = 65536, FINALFUNC = regie.gantt_svg_final,
	COMBINEFUNC = regie.gantt_combine, SERIALFUNC = regie.gantt_serial, DESERIALFUNC = regie.gantt_deserial, PARALLEL = SAFE
);

CREATE AGGREGATE regie.gantt_svg(bar regie.gantt_bar) (
	SFUNC = regie.gantt_add, STYPE = internal, SSPACE = 65536, FINALFUNC = regie.gantt_svg_final,
	COMBINEFUNC = regie.gantt_combine, SERIALFUNC = regie.gantt_serial, DESERIALFUNC = regie.gantt_deserial, PARALLEL = SAFE
);

CREATE AGGREGATE regie.gantt_svg(bar regie.gantt_bar, title text, as_of date, language text) (
	SFUNC = regie.gantt_add, STYPE = internal, SSPACE = 65536, FINALFUNC = regie.gantt_svg_final,
	COMBINEFUNC = regie.gantt_combine, SERIALFUNC = regie.gantt_serial, DESERIALFUNC = regie.gantt_deserial, PARALLEL = SAFE
);

CREATE AGGREGATE regie.gantt_mermaid(activity text, start_on date, finish_on date) (
	SFUNC = regie.gantt_add, STYPE = internal, SSPACE = 65536, FINALFUNC = regie.gantt_mermaid_final,
	COMBINEFUNC = regie.gantt_combine, SERIALFUNC = regie.gantt_serial, DESERIALFUNC = regie.gantt_deserial, PARALLEL = SAFE
);

CREATE AGGREGATE regie.gantt_mermaid(bar regie.gantt_bar) (
	SFUNC = regie.gantt_add, STYPE = internal, SSPACE = 65536, FINALFUNC = regie.gantt_mermaid_final,
	COMBINEFUNC = regie.gantt_combine, SERIALFUNC = regie.gantt_serial, DESERIALFUNC = regie.gantt_deserial, PARALLEL = SAFE
);

CREATE AGGREGATE regie.gantt_mermaid(bar regie.gantt_bar, title text) (
	SFUNC = regie.gantt_add, STYPE = internal, SSPACE = 65536, FINALFUNC = regie.gantt_mermaid_final,
	COMBINEFUNC = regie.gantt_combine, SERIALFUNC = regie.gantt_serial, DESERIALFUNC = regie.gantt_deserial, PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.gantt_svg(text, date, date) IS
'A Gantt chart of the rows as SVG: one bar each from the first to the last day. Errors: a null, a finish before the start, more than 5,000 bars. Example: SELECT regie.gantt_svg(title, start_on, end_on) FROM project.';
COMMENT ON AGGREGATE regie.gantt_svg(regie.gantt_bar) IS
'A Gantt chart of bars as SVG: sections, critical bars, floats, milestones, deadlines, notice days, arrows. The order of the rows does not matter. A null bar is left out. Example: SELECT regie.gantt_svg(regie.gantt_bar(title, start_on, end_on, section => owner)) FROM project.';
COMMENT ON AGGREGATE regie.gantt_svg(regie.gantt_bar, text, date, text) IS
'A Gantt chart of bars as SVG with a title (null: none of its own), a line at the day of today (null: none), in a language (en or nl). The three must be the same in all rows. Example: SELECT regie.gantt_svg(regie.gantt_bar(title, start_on, end_on), ''Projects'', ''2026-11-23'', ''en'') FROM project.';
COMMENT ON AGGREGATE regie.gantt_mermaid(text, date, date) IS
'A Gantt chart of the rows as Mermaid text, to be drawn by whatever draws Mermaid; names are escaped. Example: SELECT regie.gantt_mermaid(title, start_on, end_on) FROM project.';
COMMENT ON AGGREGATE regie.gantt_mermaid(regie.gantt_bar) IS
'A Gantt chart of bars as Mermaid text: sections, critical bars, milestones; deadlines and notice days as milestones of their own. Mermaid has no floats; predecessors are left out, as the dates say it all. Example: SELECT regie.gantt_mermaid(regie.gantt_bar(title, start_on, end_on, section => owner)) FROM project.';
COMMENT ON AGGREGATE regie.gantt_mermaid(regie.gantt_bar, text) IS
'The same with a title. Example: SELECT regie.gantt_mermaid(regie.gantt_bar(title, start_on, end_on), ''Projects'') FROM project.';
