
/*
 * contract: terms in GiST indexes.  Keys are terms too (src/contract/span_pg.c),
 * so that there is no type for them, and queries can be answered from the
 * index alone.
 */
CREATE FUNCTION regie.term_gist_consistent(internal, regie.term, smallint, oid, internal)
RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_term_gist_consistent'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_gist_consistent(internal, regie.term, smallint, oid, internal) IS
'GiST: whether a term, or some term on a page, can have the wanted days.';

CREATE FUNCTION regie.term_gist_union(internal, internal) RETURNS regie.term
AS 'MODULE_PATHNAME', 'regie_term_gist_union'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_gist_union(internal, internal) IS
'GiST: a term that spans the days of several.';

CREATE FUNCTION regie.term_gist_penalty(internal, internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_term_gist_penalty'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_gist_penalty(internal, internal, internal) IS
'GiST: by how many days a page would grow.';

CREATE FUNCTION regie.term_gist_picksplit(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_term_gist_picksplit'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_gist_picksplit(internal, internal) IS
'GiST: splits a page.';

CREATE FUNCTION regie.term_gist_same(regie.term, regie.term, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_term_gist_same'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_gist_same(regie.term, regie.term, internal) IS
'GiST: whether two keys are equal.';

CREATE FUNCTION regie.term_gist_sortsupport(internal) RETURNS void
AS 'MODULE_PATHNAME', 'regie_term_gist_sortsupport'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.term_gist_sortsupport(internal) IS
'GiST: the order in which an index is built.';

CREATE OPERATOR FAMILY regie.term_ops USING gist;

COMMENT ON OPERATOR FAMILY regie.term_ops USING gist IS
'Terms in GiST indexes: which run on a day, or in a range of days.';

CREATE OPERATOR CLASS regie.term_ops
DEFAULT FOR TYPE regie.term USING gist FAMILY regie.term_ops AS
	OPERATOR 3 regie.&& (regie.term, daterange),
	OPERATOR 16 regie.@> (regie.term, date),
	FUNCTION 1 regie.term_gist_consistent(internal, regie.term, smallint, oid, internal),
	FUNCTION 2 regie.term_gist_union(internal, internal),
	FUNCTION 5 regie.term_gist_penalty(internal, internal, internal),
	FUNCTION 6 regie.term_gist_picksplit(internal, internal),
	FUNCTION 7 regie.term_gist_same(regie.term, regie.term, internal),
	FUNCTION 11 regie.term_gist_sortsupport(internal);

COMMENT ON OPERATOR CLASS regie.term_ops USING gist IS
'Terms in GiST indexes: which run on a day, or in a range of days.';
