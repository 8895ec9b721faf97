--
-- Leveling: activities under limited capacity
--

CREATE TYPE regie.leveled AS (
	start date,
	finish date,
	delay integer,
	waited integer,
	late integer,
	waits_for text,
	resource text,
	length integer,
	lower_bound integer,
	gap numeric,
	lateness bigint,
	proven boolean,
	made bigint,
	by_rule integer
);

COMMENT ON TYPE regie.leveled IS
'What regie.level says about one activity, and (from length on, the same in all rows of the partition) about the whole.';
COMMENT ON COLUMN regie.leveled.start IS
'First day worked.';
COMMENT ON COLUMN regie.leveled.finish IS
'Last day worked; of a milestone the same day as start.';
COMMENT ON COLUMN regie.leveled.delay IS
'Working days behind the start that regie.schedule gives, without limits.';
COMMENT ON COLUMN regie.leveled.waited IS
'Working days that the activity itself waits for a resource, behind what its predecessors and its date ask for.';
COMMENT ON COLUMN regie.leveled.late IS
'Working days behind the deadline, 0 if it is kept; NULL without a deadline.';
COMMENT ON COLUMN regie.leveled.waits_for IS
'What decides the start: a predecessor (as a dependency), a resource and the activity that hands it over or the day from which there is more of it, or the activity''s own earliest date; NULL: the project start.';
COMMENT ON COLUMN regie.leveled.resource IS
'The resource that decides the start, the first by name of several; NULL if none does.';
COMMENT ON COLUMN regie.leveled.length IS
'Working days from the project start until everything is finished.';
COMMENT ON COLUMN regie.leveled.lower_bound IS
'Working days below which no schedule can be.';
COMMENT ON COLUMN regie.leveled.gap IS
'By how many per cent the length is above the lower bound.';
COMMENT ON COLUMN regie.leveled.lateness IS
'Working days behind deadlines, times weight, over all activities (objective lateness; otherwise 0).';
COMMENT ON COLUMN regie.leveled.proven IS
'Whether no schedule can be better by the objective.';
COMMENT ON COLUMN regie.leveled.made IS
'Schedules that were made.';
COMMENT ON COLUMN regie.leveled.by_rule IS
'Length of the schedule that the priority rule (earliest latest start) makes by itself; NULL if it leaves activities without a place.';

CREATE FUNCTION regie.level(
	activity text,
	duration integer,
	predecessors regie.dependency[],
	project_start date,
	demand jsonb,
	capacity jsonb,
	calendar regie.calendar DEFAULT NULL,
	earliest date DEFAULT NULL,
	deadline date DEFAULT NULL,
	weight integer DEFAULT 1,
	objective text DEFAULT 'duration',
	schedules integer DEFAULT 5000,
	seed integer DEFAULT 1,
	milliseconds integer DEFAULT NULL,
	status_day date DEFAULT NULL,
	actual_start date DEFAULT NULL,
	actual_finish date DEFAULT NULL,
	remaining integer DEFAULT NULL
) RETURNS regie.leveled
AS 'MODULE_PATHNAME', 'regie_level'
LANGUAGE C WINDOW VOLATILE PARALLEL SAFE COST 1000;

COMMENT ON FUNCTION regie.level(text, integer, regie.dependency[], date, jsonb, jsonb, regie.calendar, date, date, integer, text, integer, integer, integer, date, date, date, integer) IS
'Start and finish of the partition''s activities, a row each, when people and means are scarce: demand {"architect": 1} per working day, capacity {"architect": 2} or by date {"architect": {"2026-09-01": 2, "2027-01-01": 1}}. objective: duration (shortest) or lateness (fewest weighted working days behind deadlines). Searches through so many schedules, or milliseconds; the same seed and number give the same answer. Progress as for schedule: what is finished is over and takes nothing from status_day on; what has begun and waits for nothing to come is placed first, with what remains.';

CREATE FUNCTION regie.level(
	activity text,
	duration integer,
	predecessors regie.dependency[],
	project_start date,
	demand integer[],
	capacity integer[],
	calendar regie.calendar DEFAULT NULL,
	earliest date DEFAULT NULL,
	deadline date DEFAULT NULL,
	weight integer DEFAULT 1,
	objective text DEFAULT 'duration',
	schedules integer DEFAULT 5000,
	seed integer DEFAULT 1,
	milliseconds integer DEFAULT NULL,
	status_day date DEFAULT NULL,
	actual_start date DEFAULT NULL,
	actual_finish date DEFAULT NULL,
	remaining integer DEFAULT NULL
) RETURNS regie.leveled
AS 'MODULE_PATHNAME', 'regie_level_array'
LANGUAGE C WINDOW VOLATILE PARALLEL SAFE COST 1000;

COMMENT ON FUNCTION regie.level(text, integer, regie.dependency[], date, integer[], integer[], regie.calendar, date, date, integer, text, integer, integer, integer, date, date, date, integer) IS
'The same with resources by their position in demand and capacity, which does not change.';
