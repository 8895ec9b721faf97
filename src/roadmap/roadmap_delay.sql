/*
 * roadmap: what moves when some activities are late, and the play of links.
 */
CREATE TYPE regie.delayed AS (
	planned_start date,
	planned_finish date,
	start date,
	finish date,
	start_slip integer,
	finish_slip integer,
	pushed_by text,
	late integer
);

COMMENT ON TYPE regie.delayed IS
'What regie.delay says about one activity. Dates are the first and last day worked; a milestone has one day.';
COMMENT ON COLUMN regie.delayed.planned_start IS
'First day worked by the plan, as regie.schedule has it.';
COMMENT ON COLUMN regie.delayed.planned_finish IS
'Last day worked by the plan.';
COMMENT ON COLUMN regie.delayed.start IS
'First day worked with the delays.';
COMMENT ON COLUMN regie.delayed.finish IS
'Last day worked with the delays.';
COMMENT ON COLUMN regie.delayed.start_slip IS
'Working days from the planned start to the start; 0: it does not move.';
COMMENT ON COLUMN regie.delayed.finish_slip IS
'Working days from the planned finish to the finish; 0: it does not move.';
COMMENT ON COLUMN regie.delayed.pushed_by IS
'The predecessor that decides the start of an activity that moves; the first by name of several; NULL if it does not move, or its own delay or a date decides.';
COMMENT ON COLUMN regie.delayed.late IS
'Working days behind the deadline with the delays, 0 if it is kept; NULL without a deadline.';

CREATE FUNCTION regie.delay(
	activity text,
	duration integer,
	predecessors regie.dependency[],
	project_start date,
	starts_later integer,
	takes_longer integer DEFAULT 0,
	calendar regie.calendar DEFAULT NULL,
	constraint_kind text DEFAULT NULL,
	constraint_date date DEFAULT NULL,
	deadline date DEFAULT NULL,
	status_day date DEFAULT NULL,
	actual_start date DEFAULT NULL,
	actual_finish date DEFAULT NULL,
	remaining integer DEFAULT NULL
) RETURNS regie.delayed
AS 'MODULE_PATHNAME', 'regie_delay'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 150;

COMMENT ON FUNCTION regie.delay(text, integer, regie.dependency[], date, integer, integer, regie.calendar, text, date, date, date, date, date, integer) IS
'Which of the partition''s activities move, and how far, when some start so many working days later than planned or take so many longer (0 or NULL: not late): a row each, before any limit of capacity. The plan and all other arguments are those of regie.schedule. Of what has begun, what is left is late; nothing delays what is finished, which is an error. Errors: a delay below 0, and what schedule refuses. Example: (regie.delay(step, days, after, ''2026-01-05'', CASE step WHEN ''tender'' THEN 15 END) OVER ()).*';

CREATE FUNCTION regie.relationship_float(
	activity text,
	duration integer,
	predecessors regie.dependency[],
	project_start date,
	calendar regie.calendar DEFAULT NULL,
	constraint_kind text DEFAULT NULL,
	constraint_date date DEFAULT NULL,
	deadline date DEFAULT NULL,
	status_day date DEFAULT NULL,
	actual_start date DEFAULT NULL,
	actual_finish date DEFAULT NULL,
	remaining integer DEFAULT NULL
) RETURNS integer[]
AS 'MODULE_PATHNAME', 'regie_relationship_float'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;

COMMENT ON FUNCTION regie.relationship_float(text, integer, regie.dependency[], date, regie.calendar, text, date, date, date, date, date, integer) IS
'The play of the activity''s links, in the order of its predecessors: by how many working days it starts later than the link asks for. 0: the link decides the start. Negative: a date (MSO, MFO) makes it start before the link allows. Of what has begun, what is left counts; NULL for what is finished. Arguments as for regie.schedule. Example: regie.relationship_float(step, days, after, ''2026-01-05'') OVER ().';
