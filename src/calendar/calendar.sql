
/*
 * calendar: which days are worked, Dutch public holidays.
 */
CREATE TYPE regie.calendar;

CREATE FUNCTION regie.calendar_in(cstring) RETURNS regie.calendar
AS 'MODULE_PATHNAME', 'regie_calendar_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.calendar_in(cstring) IS
'Input function of type regie.calendar.';

CREATE FUNCTION regie.calendar_out(regie.calendar) RETURNS cstring
AS 'MODULE_PATHNAME', 'regie_calendar_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.calendar_out(regie.calendar) IS
'Output function of type regie.calendar.';

CREATE FUNCTION regie.calendar_recv(internal) RETURNS regie.calendar
AS 'MODULE_PATHNAME', 'regie_calendar_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.calendar_recv(internal) IS
'Binary input function of type regie.calendar.';

CREATE FUNCTION regie.calendar_send(regie.calendar) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_calendar_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.calendar_send(regie.calendar) IS
'Binary output function of type regie.calendar.';

CREATE TYPE regie.calendar (
	INPUT = regie.calendar_in,
	OUTPUT = regie.calendar_out,
	RECEIVE = regie.calendar_recv,
	SEND = regie.calendar_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);

COMMENT ON TYPE regie.calendar IS
'Which days are worked: weekdays, then exceptions. Example: ''Mon-Fri -2026-12-25 +2026-12-27'' (that Friday is not worked, that Sunday is).';

CREATE FUNCTION regie.calendar_cmp(regie.calendar, regie.calendar) RETURNS integer
AS 'MODULE_PATHNAME', 'regie_calendar_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.calendar_eq(regie.calendar, regie.calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_calendar_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.calendar_ne(regie.calendar, regie.calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_calendar_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.calendar_lt(regie.calendar, regie.calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_calendar_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.calendar_le(regie.calendar, regie.calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_calendar_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.calendar_gt(regie.calendar, regie.calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_calendar_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.calendar_ge(regie.calendar, regie.calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_calendar_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.calendar_hash(regie.calendar) RETURNS integer
AS 'MODULE_PATHNAME', 'regie_calendar_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.calendar_hash_extended(regie.calendar, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'regie_calendar_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.calendar_cmp(regie.calendar, regie.calendar) IS
'-1, 0 or 1: a fixed total order; 0 exactly when the same days are worked.';
COMMENT ON FUNCTION regie.calendar_eq(regie.calendar, regie.calendar) IS
'Whether the same days are worked (operator =).';
COMMENT ON FUNCTION regie.calendar_ne(regie.calendar, regie.calendar) IS
'Whether different days are worked (operator <>).';
COMMENT ON FUNCTION regie.calendar_lt(regie.calendar, regie.calendar) IS
'Order for sorting and indexes (operator <).';
COMMENT ON FUNCTION regie.calendar_le(regie.calendar, regie.calendar) IS
'Order for sorting and indexes (operator <=).';
COMMENT ON FUNCTION regie.calendar_gt(regie.calendar, regie.calendar) IS
'Order for sorting and indexes (operator >).';
COMMENT ON FUNCTION regie.calendar_ge(regie.calendar, regie.calendar) IS
'Order for sorting and indexes (operator >=).';
COMMENT ON FUNCTION regie.calendar_hash(regie.calendar) IS
'Hash of a calendar.';
COMMENT ON FUNCTION regie.calendar_hash_extended(regie.calendar, bigint) IS
'Hash of a calendar with a seed.';

CREATE OPERATOR regie.= (
	LEFTARG = regie.calendar, RIGHTARG = regie.calendar,
	FUNCTION = regie.calendar_eq,
	COMMUTATOR = OPERATOR(regie.=), NEGATOR = OPERATOR(regie.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel,
	HASHES, MERGES
);

CREATE OPERATOR regie.<> (
	LEFTARG = regie.calendar, RIGHTARG = regie.calendar,
	FUNCTION = regie.calendar_ne,
	COMMUTATOR = OPERATOR(regie.<>), NEGATOR = OPERATOR(regie.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);

CREATE OPERATOR regie.< (
	LEFTARG = regie.calendar, RIGHTARG = regie.calendar,
	FUNCTION = regie.calendar_lt,
	COMMUTATOR = OPERATOR(regie.>), NEGATOR = OPERATOR(regie.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);

CREATE OPERATOR regie.<= (
	LEFTARG = regie.calendar, RIGHTARG = regie.calendar,
	FUNCTION = regie.calendar_le,
	COMMUTATOR = OPERATOR(regie.>=), NEGATOR = OPERATOR(regie.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);

CREATE OPERATOR regie.> (
	LEFTARG = regie.calendar, RIGHTARG = regie.calendar,
	FUNCTION = regie.calendar_gt,
	COMMUTATOR = OPERATOR(regie.<), NEGATOR = OPERATOR(regie.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);

CREATE OPERATOR regie.>= (
	LEFTARG = regie.calendar, RIGHTARG = regie.calendar,
	FUNCTION = regie.calendar_ge,
	COMMUTATOR = OPERATOR(regie.<=), NEGATOR = OPERATOR(regie.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);

COMMENT ON OPERATOR regie.= (regie.calendar, regie.calendar) IS
'the same days are worked';
COMMENT ON OPERATOR regie.<> (regie.calendar, regie.calendar) IS
'different days are worked';
COMMENT ON OPERATOR regie.< (regie.calendar, regie.calendar) IS
'comes before, in a fixed order without meaning';
COMMENT ON OPERATOR regie.<= (regie.calendar, regie.calendar) IS
'comes before or is the same, in a fixed order without meaning';
COMMENT ON OPERATOR regie.> (regie.calendar, regie.calendar) IS
'comes after, in a fixed order without meaning';
COMMENT ON OPERATOR regie.>= (regie.calendar, regie.calendar) IS
'comes after or is the same, in a fixed order without meaning';

CREATE OPERATOR CLASS regie.calendar_ops
DEFAULT FOR TYPE regie.calendar USING btree AS
	OPERATOR 1 regie.<,
	OPERATOR 2 regie.<=,
	OPERATOR 3 regie.=,
	OPERATOR 4 regie.>=,
	OPERATOR 5 regie.>,
	FUNCTION 1 regie.calendar_cmp(regie.calendar, regie.calendar);

CREATE OPERATOR CLASS regie.calendar_ops
DEFAULT FOR TYPE regie.calendar USING hash AS
	OPERATOR 1 regie.=,
	FUNCTION 1 regie.calendar_hash(regie.calendar),
	FUNCTION 2 regie.calendar_hash_extended(regie.calendar, bigint);

COMMENT ON OPERATOR CLASS regie.calendar_ops USING btree IS
'Sorting and unique indexes of calendars.';
COMMENT ON OPERATOR CLASS regie.calendar_ops USING hash IS
'Grouping and joining by calendars.';

/*
 * Working days.
 */
CREATE FUNCTION regie.is_workday(calendar regie.calendar, day date) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_is_workday'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3;

COMMENT ON FUNCTION regie.is_workday(regie.calendar, date) IS
'Whether the day is worked.';

CREATE FUNCTION regie.workdays(calendar regie.calendar, period daterange) RETURNS integer
AS 'MODULE_PATHNAME', 'regie_workdays'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION regie.workdays(regie.calendar, daterange) IS
'The number of working days in the period; 0 if it is empty, an error if it has no first or no last day.';

CREATE FUNCTION regie.add_workdays(calendar regie.calendar, day date, workdays integer) RETURNS date
AS 'MODULE_PATHNAME', 'regie_add_workdays'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.add_workdays(regie.calendar, date, integer) IS
'The n-th working day after the day (n > 0) or before it (n < 0), the day itself not counted. With 0: the day itself if it is worked, else the next working day.';

CREATE FUNCTION regie.next_workday(calendar regie.calendar, day date) RETURNS date
AS 'MODULE_PATHNAME', 'regie_next_workday'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.next_workday(regie.calendar, date) IS
'The first working day after the day, never the day itself.';

CREATE FUNCTION regie.previous_workday(calendar regie.calendar, day date) RETURNS date
AS 'MODULE_PATHNAME', 'regie_previous_workday'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.previous_workday(regie.calendar, date) IS
'The last working day before the day, never the day itself.';

/*
 * Dutch public holidays.
 */
CREATE FUNCTION regie.dutch_holidays(first_year integer, last_year integer)
RETURNS TABLE (day date, name text, name_nl text, cao_gemeenten boolean, termijnenwet boolean, private_sector boolean)
AS 'MODULE_PATHNAME', 'regie_dutch_holidays'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 110;

COMMENT ON FUNCTION regie.dutch_holidays(integer, integer) IS
'Dutch public holidays by day, and for whom each is one: cao_gemeenten (municipal staff are off), termijnenwet (a statutory term is extended over it), private_sector (off in most private agreements). Years 2000 to 9999.';

CREATE FUNCTION regie.dutch_calendar(first_year integer, last_year integer, kind text DEFAULT 'cao_gemeenten')
RETURNS regie.calendar
AS 'MODULE_PATHNAME', 'regie_dutch_calendar'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION regie.dutch_calendar(integer, integer, text) IS
'Monday to Friday without the holidays of a kind: cao_gemeenten, termijnenwet or private_sector. Outside the years it knows no holidays, so ask for all years that a question can touch.';

CREATE FUNCTION regie.legal_term_end(day date) RETURNS date
AS 'MODULE_PATHNAME', 'regie_legal_term_end'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.legal_term_end(date) IS
'The last day of a statutory term that by its length ends on the day: the next day that is no Saturday, Sunday or holiday (Algemene termijnenwet, art. 1 and 3). Days equated by royal decree, such as most Fridays after Ascension Day, are not known. Not for contract terms.';

/*
 * A calendar from rows.
 */
CREATE FUNCTION regie.calendar_accum(internal, date) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_calendar_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.calendar_accum_weekdays(internal, date, text) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_calendar_accum_weekdays'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.calendar_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_calendar_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.calendar_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_calendar_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.calendar_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_calendar_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.calendar_final(internal) RETURNS regie.calendar
AS 'MODULE_PATHNAME', 'regie_calendar_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.calendar_accum(internal, date) IS
'Part of the aggregate regie.calendar(date).';
COMMENT ON FUNCTION regie.calendar_accum_weekdays(internal, date, text) IS
'Part of the aggregate regie.calendar(date, text).';
COMMENT ON FUNCTION regie.calendar_combine(internal, internal) IS
'Part of the aggregates regie.calendar.';
COMMENT ON FUNCTION regie.calendar_serial(internal) IS
'Part of the aggregates regie.calendar.';
COMMENT ON FUNCTION regie.calendar_deserial(bytea, internal) IS
'Part of the aggregates regie.calendar.';
COMMENT ON FUNCTION regie.calendar_final(internal) IS
'Part of the aggregates regie.calendar.';

CREATE AGGREGATE regie.calendar(holiday date) (
	SFUNC = regie.calendar_accum,
	STYPE = internal,
	SSPACE = 600,
	FINALFUNC = regie.calendar_final,
	COMBINEFUNC = regie.calendar_combine,
	SERIALFUNC = regie.calendar_serial,
	DESERIALFUNC = regie.calendar_deserial,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.calendar(date) IS
'Monday to Friday without the given holidays. A NULL holiday adds none; no rows give NULL.';

CREATE AGGREGATE regie.calendar(holiday date, weekdays text) (
	SFUNC = regie.calendar_accum_weekdays,
	STYPE = internal,
	SSPACE = 600,
	FINALFUNC = regie.calendar_final,
	COMBINEFUNC = regie.calendar_combine,
	SERIALFUNC = regie.calendar_serial,
	DESERIALFUNC = regie.calendar_deserial,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.calendar(date, text) IS
'The weekdays (such as Mon-Thu, the same on all rows) without the given holidays. A NULL holiday adds none; no rows give NULL.';
