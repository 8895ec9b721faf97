
/*
 * contract: the type term.
 */
CREATE TYPE regie.term;

CREATE FUNCTION regie.term_in(cstring) RETURNS regie.term
AS 'MODULE_PATHNAME', 'regie_term_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_in(cstring) IS
'Reads a term from text.';

CREATE FUNCTION regie.term_out(regie.term) RETURNS cstring
AS 'MODULE_PATHNAME', 'regie_term_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_out(regie.term) IS
'Writes a term as text, in the one canonical form.';

CREATE FUNCTION regie.term_recv(internal) RETURNS regie.term
AS 'MODULE_PATHNAME', 'regie_term_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_recv(internal) IS
'Reads a term from its binary form, checking all of it.';

CREATE FUNCTION regie.term_send(regie.term) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_term_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_send(regie.term) IS
'Writes a term in its binary form.';

CREATE TYPE regie.term (
	INPUT = regie.term_in,
	OUTPUT = regie.term_out,
	RECEIVE = regie.term_recv,
	SEND = regie.term_send,
	INTERNALLENGTH = 44,
	ALIGNMENT = int4
);

COMMENT ON TYPE regie.term IS
'The term of a contract: start, initial period, what silence does (none, explicit, tacit, evergreen), renewals, notice. Examples: 2025-01-15 P4Y explicit 2xP2Y lifted 1 notice P6M; 2020-08-01 P3Y tacit P1Y notice P3M; 2024-01-01 P1Y none; 2024-01-01 evergreen notice P1M ended 2026-07-01.';

CREATE CAST (text AS regie.term) WITH INOUT;

COMMENT ON CAST (text AS regie.term) IS
'Reads a term from text.';

CREATE CAST (regie.term AS text) WITH INOUT;

COMMENT ON CAST (regie.term AS text) IS
'Writes a term as text, in the one canonical form.';

CREATE FUNCTION regie.term(
	start_on date,
	initial interval,
	renewal text,
	renewal_period interval,
	max_renewals int,
	notice interval,
	ended_on date,
	options_lifted int DEFAULT 0
) RETURNS regie.term
AS 'MODULE_PATHNAME', 'regie_term'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.term(date, interval, text, interval, int, interval, date, int) IS
'A term from the columns of a register, where NULL means not stated. renewal is none, explicit, tacit or evergreen, and must be there; initial may be NULL for evergreen only, renewal_period where nothing renews. start_on NULL gives NULL.';

CREATE FUNCTION regie.lift(term regie.term, options int DEFAULT 1)
RETURNS regie.term
AS 'MODULE_PATHNAME', 'regie_term_lift'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.lift(regie.term, int) IS
'The same explicit term with so many more of its options lifted.';

/*
 * The parts of a term, as plain values.
 */
CREATE FUNCTION regie.start_on(term regie.term) RETURNS date
AS 'MODULE_PATHNAME', 'regie_term_start_on'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.start_on(regie.term) IS
'The first day of the term.';

CREATE FUNCTION regie.ended_on(term regie.term) RETURNS date
AS 'MODULE_PATHNAME', 'regie_term_ended_on'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.ended_on(regie.term) IS
'The recorded end: the first day on which the term no longer runs. NULL if none is recorded.';

CREATE FUNCTION regie.initial_period(term regie.term) RETURNS interval
AS 'MODULE_PATHNAME', 'regie_term_initial_period'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.initial_period(regie.term) IS
'How long the term runs first; the minimum of an evergreen term, or NULL.';

CREATE FUNCTION regie.renewal_kind(term regie.term) RETURNS text
AS 'MODULE_PATHNAME', 'regie_term_renewal_kind'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.renewal_kind(regie.term) IS
'none, explicit (an option that must be lifted), tacit (silence renews) or evergreen.';

CREATE FUNCTION regie.renewal_period(term regie.term) RETURNS interval
AS 'MODULE_PATHNAME', 'regie_term_renewal_period'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.renewal_period(regie.term) IS
'How long one renewal or option lasts; NULL where there is none.';

CREATE FUNCTION regie.max_renewals(term regie.term) RETURNS int
AS 'MODULE_PATHNAME', 'regie_term_max_renewals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.max_renewals(regie.term) IS
'Most renewals or options: 0 = none, NULL = not stated.';

CREATE FUNCTION regie.options_lifted(term regie.term) RETURNS int
AS 'MODULE_PATHNAME', 'regie_term_options_lifted'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.options_lifted(regie.term) IS
'How many options of an explicit term have been lifted; 0 for the other kinds.';

CREATE FUNCTION regie.notice(term regie.term) RETURNS interval
AS 'MODULE_PATHNAME', 'regie_term_notice'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.notice(regie.term) IS
'The notice period; zero if none is stated.';

/*
 * Order and equality.
 */
CREATE FUNCTION regie.term_cmp(regie.term, regie.term) RETURNS int
AS 'MODULE_PATHNAME', 'regie_term_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_cmp(regie.term, regie.term) IS
'Compares terms: by start, and then by the other parts.';

CREATE FUNCTION regie.term_eq(regie.term, regie.term) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_term_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_eq(regie.term, regie.term) IS
'Implements =: all parts are equal.';

CREATE FUNCTION regie.term_ne(regie.term, regie.term) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_term_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_ne(regie.term, regie.term) IS
'Implements <>.';

CREATE FUNCTION regie.term_lt(regie.term, regie.term) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_term_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_lt(regie.term, regie.term) IS
'Implements <.';

CREATE FUNCTION regie.term_le(regie.term, regie.term) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_term_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_le(regie.term, regie.term) IS
'Implements <=.';

CREATE FUNCTION regie.term_gt(regie.term, regie.term) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_term_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_gt(regie.term, regie.term) IS
'Implements >.';

CREATE FUNCTION regie.term_ge(regie.term, regie.term) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_term_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_ge(regie.term, regie.term) IS
'Implements >=.';

CREATE FUNCTION regie.term_hash(regie.term) RETURNS int
AS 'MODULE_PATHNAME', 'regie_term_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_hash(regie.term) IS
'Hashes a term.';

CREATE FUNCTION regie.term_hash_extended(regie.term, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'regie_term_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_hash_extended(regie.term, bigint) IS
'Hashes a term with a seed.';

CREATE OPERATOR regie.= (
	LEFTARG = regie.term, RIGHTARG = regie.term, FUNCTION = regie.term_eq,
	COMMUTATOR = OPERATOR(regie.=), NEGATOR = OPERATOR(regie.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR regie.= (regie.term, regie.term) IS
'All parts are equal.';

CREATE OPERATOR regie.<> (
	LEFTARG = regie.term, RIGHTARG = regie.term, FUNCTION = regie.term_ne,
	COMMUTATOR = OPERATOR(regie.<>), NEGATOR = OPERATOR(regie.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);

COMMENT ON OPERATOR regie.<> (regie.term, regie.term) IS
'Some part differs.';

CREATE OPERATOR regie.< (
	LEFTARG = regie.term, RIGHTARG = regie.term, FUNCTION = regie.term_lt,
	COMMUTATOR = OPERATOR(regie.>), NEGATOR = OPERATOR(regie.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);

COMMENT ON OPERATOR regie.< (regie.term, regie.term) IS
'Comes before: starts earlier, or differs later in the order of its parts.';

CREATE OPERATOR regie.<= (
	LEFTARG = regie.term, RIGHTARG = regie.term, FUNCTION = regie.term_le,
	COMMUTATOR = OPERATOR(regie.>=), NEGATOR = OPERATOR(regie.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);

COMMENT ON OPERATOR regie.<= (regie.term, regie.term) IS
'Comes before, or is equal.';

CREATE OPERATOR regie.> (
	LEFTARG = regie.term, RIGHTARG = regie.term, FUNCTION = regie.term_gt,
	COMMUTATOR = OPERATOR(regie.<), NEGATOR = OPERATOR(regie.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);

COMMENT ON OPERATOR regie.> (regie.term, regie.term) IS
'Comes after.';

CREATE OPERATOR regie.>= (
	LEFTARG = regie.term, RIGHTARG = regie.term, FUNCTION = regie.term_ge,
	COMMUTATOR = OPERATOR(regie.<=), NEGATOR = OPERATOR(regie.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);

COMMENT ON OPERATOR regie.>= (regie.term, regie.term) IS
'Comes after, or is equal.';

CREATE OPERATOR FAMILY regie.term_ops USING btree;

COMMENT ON OPERATOR FAMILY regie.term_ops USING btree IS
'Terms in btree indexes and sorts.';

CREATE OPERATOR CLASS regie.term_ops
DEFAULT FOR TYPE regie.term USING btree FAMILY regie.term_ops AS
	OPERATOR 1 regie.<,
	OPERATOR 2 regie.<=,
	OPERATOR 3 regie.=,
	OPERATOR 4 regie.>=,
	OPERATOR 5 regie.>,
	FUNCTION 1 regie.term_cmp(regie.term, regie.term),
	FUNCTION 4 pg_catalog.btequalimage(oid);

COMMENT ON OPERATOR CLASS regie.term_ops USING btree IS
'Terms in btree indexes and sorts.';

CREATE OPERATOR FAMILY regie.term_ops USING hash;

COMMENT ON OPERATOR FAMILY regie.term_ops USING hash IS
'Terms in hash indexes, joins and partitions.';

CREATE OPERATOR CLASS regie.term_ops
DEFAULT FOR TYPE regie.term USING hash FAMILY regie.term_ops AS
	OPERATOR 1 regie.=,
	FUNCTION 1 regie.term_hash(regie.term),
	FUNCTION 2 regie.term_hash_extended(regie.term, bigint);

COMMENT ON OPERATOR CLASS regie.term_ops USING hash IS
'Terms in hash indexes, joins and partitions.';

/*
 * A term as a range of days.
 */
CREATE FUNCTION regie.daterange(term regie.term) RETURNS daterange
AS 'MODULE_PATHNAME', 'regie_term_daterange'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION regie.daterange(regie.term) IS
'From the start to the certain end, which is the recorded end or the last boundary reached as the term stands; without upper bound where no end is certain.';

CREATE CAST (regie.term AS daterange) WITH FUNCTION regie.daterange(regie.term);

COMMENT ON CAST (regie.term AS daterange) IS
'From the start to the certain end.';

CREATE FUNCTION regie.contains(term regie.term, day date) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_term_contains'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION regie.contains(regie.term, date) IS
'Implements @>: the day lies between the start and the certain end.';

CREATE FUNCTION regie.contained(day date, term regie.term) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_term_contained'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION regie.contained(date, regie.term) IS
'Implements <@: the day lies between the start and the certain end.';

CREATE FUNCTION regie.overlaps(term regie.term, days daterange) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_term_overlaps'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION regie.overlaps(regie.term, daterange) IS
'Implements &&: some day lies both in the range and between the start and the certain end.';

CREATE OPERATOR regie.@> (
	LEFTARG = regie.term, RIGHTARG = date, FUNCTION = regie.contains,
	COMMUTATOR = OPERATOR(regie.<@), RESTRICT = pg_catalog.matchingsel, JOIN = pg_catalog.matchingjoinsel
);

COMMENT ON OPERATOR regie.@> (regie.term, date) IS
'The day lies between the start and the certain end.';

CREATE OPERATOR regie.<@ (
	LEFTARG = date, RIGHTARG = regie.term, FUNCTION = regie.contained,
	COMMUTATOR = OPERATOR(regie.@>), RESTRICT = pg_catalog.matchingsel, JOIN = pg_catalog.matchingjoinsel
);

COMMENT ON OPERATOR regie.<@ (date, regie.term) IS
'The day lies between the start and the certain end.';

/*
 * No operator daterange && term: it would take over the literal in
 * daterange && '[...)' wherever regie is in the search path.
 */
CREATE OPERATOR regie.&& (
	LEFTARG = regie.term, RIGHTARG = daterange, FUNCTION = regie.overlaps,
	RESTRICT = pg_catalog.matchingsel, JOIN = pg_catalog.matchingjoinsel
);

COMMENT ON OPERATOR regie.&& (regie.term, daterange) IS
'The term and the range have a day in common.';
