/*
 * flow_trace: which posting reaches which bearer, and over which last arrow.
 */
CREATE TYPE regie.traced AS (
	source text,
	target text,
	via text,
	bearer text,
	share numeric,
	exact numeric,
	amount numeric
);

COMMENT ON TYPE regie.traced IS 'What of a posting arrives at a bearer over one last arrow.';
COMMENT ON COLUMN regie.traced.source IS 'Who pays the posting.';
COMMENT ON COLUMN regie.traced.target IS 'Where the posting enters the network.';
COMMENT ON COLUMN regie.traced.via IS 'The last pool before the bearer; NULL where the posting goes to the bearer directly.';
COMMENT ON COLUMN regie.traced.bearer IS 'Who bears it.';
COMMENT ON COLUMN regie.traced.share IS 'The part of the posting that arrives there, to 20 decimals; the shares of a posting add up to 1, those of one that a pool pays to 0.';
COMMENT ON COLUMN regie.traced.exact IS 'The part of the amount before rounding, to six decimals more than the amounts; adds up to the posting as well.';
COMMENT ON COLUMN regie.traced.amount IS 'The part of the amount: adds up to the posting, and over all postings to what flow gives for the arrow.';

CREATE FUNCTION regie.flow_trace_accum(internal, text, text, numeric, numeric)
RETURNS internal
AS 'MODULE_PATHNAME', 'regie_flow_trace_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.flow_trace_accum(internal, text, text, numeric, numeric) IS
'Part of the aggregate flow_trace.';

CREATE FUNCTION regie.flow_trace_accum(internal, text, text, numeric, numeric, text, integer, integer)
RETURNS internal
AS 'MODULE_PATHNAME', 'regie_flow_trace_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.flow_trace_accum(internal, text, text, numeric, numeric, text, integer, integer) IS
'Part of the aggregate flow_trace.';

CREATE FUNCTION regie.flow_trace_combine(internal, internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'regie_flow_trace_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.flow_trace_combine(internal, internal) IS
'Part of the aggregate flow_trace.';

CREATE FUNCTION regie.flow_trace_serial(internal)
RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_flow_trace_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.flow_trace_serial(internal) IS
'Part of the aggregate flow_trace.';

CREATE FUNCTION regie.flow_trace_deserial(bytea, internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'regie_flow_trace_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.flow_trace_deserial(bytea, internal) IS
'Part of the aggregate flow_trace.';

CREATE FUNCTION regie.flow_trace_final(internal)
RETURNS regie.traced[]
AS 'MODULE_PATHNAME', 'regie_flow_trace_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;

COMMENT ON FUNCTION regie.flow_trace_final(internal) IS
'Part of the aggregate flow_trace.';

CREATE AGGREGATE regie.flow_trace(source text, target text, amount numeric, weight numeric) (
	SFUNC = regie.flow_trace_accum,
	STYPE = internal,
	SSPACE = 8192,
	FINALFUNC = regie.flow_trace_final,
	COMBINEFUNC = regie.flow_trace_combine,
	SERIALFUNC = regie.flow_trace_serial,
	DESERIALFUNC = regie.flow_trace_deserial,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.flow_trace(text, text, numeric, numeric) IS
'Which posting reaches whom: takes the same rows as the window function flow and gives one element for each posting (source to target; equal ones are one) and each last arrow (via to bearer; via NULL where the posting goes to a bearer directly), ordered by these names, byte by byte. The amounts of a posting add up to it (to 0 where a pool pays it: such a posting brings no money, it moves it), those of a last arrow to what flow gives for it, so per bearer to the bearer. Reciprocal method, two decimals. Errors: as flow. Example: SELECT t.* FROM (SELECT regie.flow_trace(source, target, amount, weight) AS traced FROM charge) f, unnest(f.traced) t.';

CREATE AGGREGATE regie.flow_trace(source text, target text, amount numeric, weight numeric,
								  method text, step integer, scale integer) (
	SFUNC = regie.flow_trace_accum,
	STYPE = internal,
	SSPACE = 8192,
	FINALFUNC = regie.flow_trace_final,
	COMBINEFUNC = regie.flow_trace_combine,
	SERIALFUNC = regie.flow_trace_serial,
	DESERIALFUNC = regie.flow_trace_deserial,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.flow_trace(text, text, numeric, numeric, text, integer, integer) IS
'The same with a method (direct, step_down, reciprocal), the step of the row''s source (NULL where the method is another) and the decimals of the amounts.';
