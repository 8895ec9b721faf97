/*
 * roadmap: what uncertain durations do to a schedule.
 */
CREATE TYPE regie.risked AS (
	p10 date,
	p50 date,
	p80 date,
	p95 date,
	chance_critical double precision,
	chance_deadline double precision,
	chance_plan double precision,
	planned_finish date,
	cruciality double precision
);

COMMENT ON TYPE regie.risked IS
'What schedule_risk says of an activity, over all runs.';
COMMENT ON COLUMN regie.risked.p10 IS
'Day by which it was finished in 10 % of the runs.';
COMMENT ON COLUMN regie.risked.p50 IS
'Day by which it was finished in half of the runs.';
COMMENT ON COLUMN regie.risked.p80 IS
'Day by which it was finished in 80 % of the runs: a promise that mostly holds.';
COMMENT ON COLUMN regie.risked.p95 IS
'Day by which it was finished in 95 % of the runs.';
COMMENT ON COLUMN regie.risked.chance_critical IS
'Part of the runs in which the activity was on a critical path (criticality index), from 0 to 1.';
COMMENT ON COLUMN regie.risked.chance_deadline IS
'Part of the runs in which it was finished by its deadline; NULL without one.';
COMMENT ON COLUMN regie.risked.chance_plan IS
'Part of the runs in which it was finished by planned_finish.';
COMMENT ON COLUMN regie.risked.planned_finish IS
'Day on which it is finished by its planned durations, as schedule has it.';
COMMENT ON COLUMN regie.risked.cruciality IS
'Correlation of its duration with the end of all activities, from -1 to 1; NULL where either never changes.';

CREATE FUNCTION regie.schedule_risk(
	activity text,
	duration integer,
	predecessors regie.dependency[],
	project_start date,
	calendar regie.calendar DEFAULT NULL,
	constraint_kind text DEFAULT NULL,
	constraint_date date DEFAULT NULL,
	deadline date DEFAULT NULL,
	optimistic integer DEFAULT NULL,
	most_likely integer DEFAULT NULL,
	pessimistic integer DEFAULT NULL,
	distribution text DEFAULT 'pert',
	cause text DEFAULT NULL,
	correlation double precision DEFAULT 1,
	iterations integer DEFAULT 10000,
	seed integer DEFAULT 1,
	status_day date DEFAULT NULL,
	actual_start date DEFAULT NULL,
	actual_finish date DEFAULT NULL,
	remaining integer DEFAULT NULL
) RETURNS regie.risked
AS 'MODULE_PATHNAME', 'regie_schedule_risk'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;

COMMENT ON FUNCTION regie.schedule_risk(text, integer, regie.dependency[], date, regie.calendar, text, date, date, integer, integer, integer, text, text, double precision, integer, integer, date, date, date, integer) IS
'The schedule of the partition''s activities, run iterations times with durations drawn between optimistic and pessimistic: finish by per cent of the runs, chance to be critical, chance to make the deadline. Distribution: pert (beta, the default), triangular or uniform; without an estimate the duration is sure. Activities with the same cause are correlated. The same seed gives the same answer on every machine, in any order of rows. Arguments before optimistic, and progress (from status_day on), as for schedule: what is finished is sure, and of what has begun the estimate is cut to what remains.';
