
/*
 * roadmap: dependencies between activities, and the critical path.
 */
CREATE TYPE regie.dependency;

CREATE FUNCTION regie.dependency_in(cstring) RETURNS regie.dependency
AS 'MODULE_PATHNAME', 'regie_dependency_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.dependency_in(cstring) IS
'Input function of type regie.dependency.';

CREATE FUNCTION regie.dependency_out(regie.dependency) RETURNS cstring
AS 'MODULE_PATHNAME', 'regie_dependency_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.dependency_out(regie.dependency) IS
'Output function of type regie.dependency.';

CREATE FUNCTION regie.dependency_recv(internal) RETURNS regie.dependency
AS 'MODULE_PATHNAME', 'regie_dependency_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.dependency_recv(internal) IS
'Binary input function of type regie.dependency.';

CREATE FUNCTION regie.dependency_send(regie.dependency) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_dependency_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.dependency_send(regie.dependency) IS
'Binary output function of type regie.dependency.';

CREATE TYPE regie.dependency (
	INPUT = regie.dependency_in,
	OUTPUT = regie.dependency_out,
	RECEIVE = regie.dependency_recv,
	SEND = regie.dependency_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);

COMMENT ON TYPE regie.dependency IS
'A predecessor, as project planners write it: ''A12'' (finish to start), ''A12 SS+3d'', ''12FF-2d'', ''"my activity" FS+2ed''. Kinds FS, SS, FF, SF; lag in working days (d) or elapsed days (ed).';

CREATE FUNCTION regie.dependency(activity text, kind text DEFAULT 'FS', lag integer DEFAULT 0, elapsed boolean DEFAULT false)
RETURNS regie.dependency
AS 'MODULE_PATHNAME', 'regie_dependency_make'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.dependency(text, text, integer, boolean) IS
'The dependency on an activity: kind FS, SS, FF or SF, lag in working days or, with elapsed, in calendar days; a negative lag is a lead. The name is taken as it is.';

CREATE FUNCTION regie.dependencies(list text, separator text DEFAULT ',')
RETURNS regie.dependency[]
AS 'MODULE_PATHNAME', 'regie_dependencies'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.dependencies(text, text) IS
'A list as planners'' tools export it, as an array: ''12FS+3d,14SS''. A separator inside double quotes does not count; blank text is an empty list.';

CREATE FUNCTION regie.activity(regie.dependency) RETURNS text
AS 'MODULE_PATHNAME', 'regie_dependency_activity'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.activity(regie.dependency) IS
'The predecessor''s name.';

CREATE FUNCTION regie.kind(regie.dependency) RETURNS text
AS 'MODULE_PATHNAME', 'regie_dependency_kind'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.kind(regie.dependency) IS
'FS, SS, FF or SF: which end of the predecessor counts for which end of the successor.';

CREATE FUNCTION regie.lag(regie.dependency) RETURNS integer
AS 'MODULE_PATHNAME', 'regie_dependency_lag'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.lag(regie.dependency) IS
'The lag in days, negative for a lead.';

CREATE FUNCTION regie.elapsed(regie.dependency) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_dependency_elapsed'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.elapsed(regie.dependency) IS
'Whether the lag counts calendar days instead of working days.';

CREATE FUNCTION regie.dependency_cmp(regie.dependency, regie.dependency) RETURNS integer
AS 'MODULE_PATHNAME', 'regie_dependency_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.dependency_eq(regie.dependency, regie.dependency) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_dependency_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.dependency_ne(regie.dependency, regie.dependency) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_dependency_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.dependency_lt(regie.dependency, regie.dependency) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_dependency_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.dependency_le(regie.dependency, regie.dependency) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_dependency_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.dependency_gt(regie.dependency, regie.dependency) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_dependency_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.dependency_ge(regie.dependency, regie.dependency) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_dependency_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.dependency_hash(regie.dependency) RETURNS integer
AS 'MODULE_PATHNAME', 'regie_dependency_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.dependency_hash_extended(regie.dependency, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'regie_dependency_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.dependency_cmp(regie.dependency, regie.dependency) IS
'-1, 0 or 1: by activity (byte by byte), kind (FS, SS, FF, SF), lag, unit.';
COMMENT ON FUNCTION regie.dependency_eq(regie.dependency, regie.dependency) IS
'Whether activity, kind, lag and unit are the same (operator =).';
COMMENT ON FUNCTION regie.dependency_ne(regie.dependency, regie.dependency) IS
'Whether activity, kind, lag or unit differ (operator <>).';
COMMENT ON FUNCTION regie.dependency_lt(regie.dependency, regie.dependency) IS
'Order for sorting and indexes (operator <).';
COMMENT ON FUNCTION regie.dependency_le(regie.dependency, regie.dependency) IS
'Order for sorting and indexes (operator <=).';
COMMENT ON FUNCTION regie.dependency_gt(regie.dependency, regie.dependency) IS
'Order for sorting and indexes (operator >).';
COMMENT ON FUNCTION regie.dependency_ge(regie.dependency, regie.dependency) IS
'Order for sorting and indexes (operator >=).';
COMMENT ON FUNCTION regie.dependency_hash(regie.dependency) IS
'Hash of a dependency.';
COMMENT ON FUNCTION regie.dependency_hash_extended(regie.dependency, bigint) IS
'Hash of a dependency with a seed.';

CREATE OPERATOR regie.= (
	LEFTARG = regie.dependency, RIGHTARG = regie.dependency,
	FUNCTION = regie.dependency_eq,
	COMMUTATOR = OPERATOR(regie.=), NEGATOR = OPERATOR(regie.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel,
	HASHES, MERGES
);

CREATE OPERATOR regie.<> (
	LEFTARG = regie.dependency, RIGHTARG = regie.dependency,
	FUNCTION = regie.dependency_ne,
	COMMUTATOR = OPERATOR(regie.<>), NEGATOR = OPERATOR(regie.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);

CREATE OPERATOR regie.< (
	LEFTARG = regie.dependency, RIGHTARG = regie.dependency,
	FUNCTION = regie.dependency_lt,
	COMMUTATOR = OPERATOR(regie.>), NEGATOR = OPERATOR(regie.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);

CREATE OPERATOR regie.<= (
	LEFTARG = regie.dependency, RIGHTARG = regie.dependency,
	FUNCTION = regie.dependency_le,
	COMMUTATOR = OPERATOR(regie.>=), NEGATOR = OPERATOR(regie.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);

CREATE OPERATOR regie.> (
	LEFTARG = regie.dependency, RIGHTARG = regie.dependency,
	FUNCTION = regie.dependency_gt,
	COMMUTATOR = OPERATOR(regie.<), NEGATOR = OPERATOR(regie.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);

CREATE OPERATOR regie.>= (
	LEFTARG = regie.dependency, RIGHTARG = regie.dependency,
	FUNCTION = regie.dependency_ge,
	COMMUTATOR = OPERATOR(regie.<=), NEGATOR = OPERATOR(regie.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);

COMMENT ON OPERATOR regie.= (regie.dependency, regie.dependency) IS
'the same activity, kind, lag and unit';
COMMENT ON OPERATOR regie.<> (regie.dependency, regie.dependency) IS
'another activity, kind, lag or unit';
COMMENT ON OPERATOR regie.< (regie.dependency, regie.dependency) IS
'comes before: by activity, kind, lag, unit';
COMMENT ON OPERATOR regie.<= (regie.dependency, regie.dependency) IS
'comes before or is the same: by activity, kind, lag, unit';
COMMENT ON OPERATOR regie.> (regie.dependency, regie.dependency) IS
'comes after: by activity, kind, lag, unit';
COMMENT ON OPERATOR regie.>= (regie.dependency, regie.dependency) IS
'comes after or is the same: by activity, kind, lag, unit';

CREATE OPERATOR CLASS regie.dependency_ops
DEFAULT FOR TYPE regie.dependency USING btree AS
	OPERATOR 1 regie.<,
	OPERATOR 2 regie.<=,
	OPERATOR 3 regie.=,
	OPERATOR 4 regie.>=,
	OPERATOR 5 regie.>,
	FUNCTION 1 regie.dependency_cmp(regie.dependency, regie.dependency);

CREATE OPERATOR CLASS regie.dependency_ops
DEFAULT FOR TYPE regie.dependency USING hash AS
	OPERATOR 1 regie.=,
	FUNCTION 1 regie.dependency_hash(regie.dependency),
	FUNCTION 2 regie.dependency_hash_extended(regie.dependency, bigint);

COMMENT ON OPERATOR CLASS regie.dependency_ops USING btree IS
'Sorting and unique indexes of dependencies.';
COMMENT ON OPERATOR CLASS regie.dependency_ops USING hash IS
'Grouping and joining by dependencies.';

CREATE TYPE regie.scheduled AS (
	early_start date,
	early_finish date,
	late_start date,
	late_finish date,
	total_float integer,
	free_float integer,
	independent_float integer,
	critical boolean,
	driving boolean,
	driver text,
	breach text,
	interfering_float integer,
	resume date,
	reason text
);

COMMENT ON TYPE regie.scheduled IS
'What regie.schedule says about one activity. Dates are the first and last day worked; a milestone has one day.';
COMMENT ON COLUMN regie.scheduled.early_start IS
'First day worked if everything starts as early as it can.';
COMMENT ON COLUMN regie.scheduled.early_finish IS
'Last day worked if everything starts as early as it can.';
COMMENT ON COLUMN regie.scheduled.late_start IS
'Latest first day that delays neither the last finish of the partition nor any latest date.';
COMMENT ON COLUMN regie.scheduled.late_finish IS
'Latest last day that delays neither the last finish of the partition nor any latest date.';
COMMENT ON COLUMN regie.scheduled.total_float IS
'Working days of slip that delay neither the last finish nor any latest date; negative where a date cannot be kept.';
COMMENT ON COLUMN regie.scheduled.free_float IS
'Working days of slip that move no successor.';
COMMENT ON COLUMN regie.scheduled.independent_float IS
'Working days of slip that move no successor even if all predecessors finish at their latest.';
COMMENT ON COLUMN regie.scheduled.critical IS
'Whether there is no total float.';
COMMENT ON COLUMN regie.scheduled.driving IS
'Whether the activity lies on a longest path: links without play lead from it to the last finish.';
COMMENT ON COLUMN regie.scheduled.driver IS
'The predecessor that decides the early start; the first by name of several; NULL if the project start or a date decides.';
COMMENT ON COLUMN regie.scheduled.breach IS
'Which dates the activity cannot keep, and which predecessors it did not wait for, in words; NULL if none.';
COMMENT ON COLUMN regie.scheduled.interfering_float IS
'Total less free float: the working days of slip that move successors, but not the last finish. NULL for a summary and for what is finished.';
COMMENT ON COLUMN regie.scheduled.resume IS
'First day of the work that is left, of an activity that has begun; NULL for all others.';
COMMENT ON COLUMN regie.scheduled.reason IS
'What decides the early start: the driver as a dependency with kind and lag, a date of the activity, the project start, the status day; of what is finished its actual finish; of a summary the activities with which it starts and finishes.';

CREATE FUNCTION regie.schedule(
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
	remaining integer DEFAULT NULL,
	activity_calendar regie.calendar DEFAULT NULL,
	summary text DEFAULT NULL,
	roadmap text DEFAULT NULL,
	finish text DEFAULT 'programme'
) RETURNS regie.scheduled
AS 'MODULE_PATHNAME', 'regie_schedule'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;

COMMENT ON FUNCTION regie.schedule(text, integer, regie.dependency[], date, regie.calendar, text, date, date, date, date, date, integer, regie.calendar, text, text, text) IS
'The critical path of the partition''s activities, a row each: early and late dates, floats, what decides the start, which dates are missed. Duration in working days (0: a milestone); calendar NULL: Monday to Friday. Constraints: ASAP, ALAP, SNET, SNLT, FNET, FNLT, MSO, MFO. Progress as of status_day: actual_start, actual_finish, remaining working days. activity_calendar: the row''s own; summary: the row that sums this one up; roadmap and finish (programme or roadmap): whose last finish late dates count from. Example: regie.schedule(step, days, after, ''2026-01-05'') OVER (PARTITION BY programme).';
