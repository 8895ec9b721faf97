/*
 * term_ops_pg.c
 *		Terms compared, hashed, and taken as ranges of days.
 */
#include "contract/term_pg.h"

#include "common/hashfn.h"
#include "contract/span.h"
#include "utils/rangetypes.h"

PG_FUNCTION_INFO_V1(regie_term_cmp);
PG_FUNCTION_INFO_V1(regie_term_eq);
PG_FUNCTION_INFO_V1(regie_term_ne);
PG_FUNCTION_INFO_V1(regie_term_lt);
PG_FUNCTION_INFO_V1(regie_term_le);
PG_FUNCTION_INFO_V1(regie_term_gt);
PG_FUNCTION_INFO_V1(regie_term_ge);

/* The order of btree indexes: by start, then the other parts. */
Datum
regie_term_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(term_compare(PG_GETARG_TERM(0), PG_GETARG_TERM(1)));
}

Datum
regie_term_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(term_compare(PG_GETARG_TERM(0), PG_GETARG_TERM(1)) == 0);
}

Datum
regie_term_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(term_compare(PG_GETARG_TERM(0), PG_GETARG_TERM(1)) != 0);
}

Datum
regie_term_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(term_compare(PG_GETARG_TERM(0), PG_GETARG_TERM(1)) < 0);
}

Datum
regie_term_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(term_compare(PG_GETARG_TERM(0), PG_GETARG_TERM(1)) <= 0);
}

Datum
regie_term_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(term_compare(PG_GETARG_TERM(0), PG_GETARG_TERM(1)) > 0);
}

Datum
regie_term_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(term_compare(PG_GETARG_TERM(0), PG_GETARG_TERM(1)) >= 0);
}

PG_FUNCTION_INFO_V1(regie_term_hash);

/* Equal terms have equal bytes: no padding, zero spares, one form each. */
Datum
regie_term_hash(PG_FUNCTION_ARGS)
{
	return hash_any((const unsigned char *) PG_GETARG_TERM(0),
					(int) sizeof(term_value));
}

PG_FUNCTION_INFO_V1(regie_term_hash_extended);

Datum
regie_term_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_any_extended((const unsigned char *) PG_GETARG_TERM(0),
							 (int) sizeof(term_value),
							 (uint64) PG_GETARG_INT64(1));
}

PG_FUNCTION_INFO_V1(regie_term_daterange);

/* daterange(term): [start, certain end), unbounded where no end is certain. */
Datum
regie_term_daterange(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);

	return term_range_answer(term, term->start_on, term_end(term));
}

static bool
contains_day(const term_value *term, DateADT day)
{
	term_span one = {day, day};

	return term_span_overlaps(term_span_of(term), one);
}

PG_FUNCTION_INFO_V1(regie_term_contains);

/* term @> date, as daterange(term) @> date: infinity is after every day. */
Datum
regie_term_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(contains_day(PG_GETARG_TERM(0), PG_GETARG_DATEADT(1)));
}

PG_FUNCTION_INFO_V1(regie_term_contained);

/* date <@ term */
Datum
regie_term_contained(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(contains_day(PG_GETARG_TERM(1), PG_GETARG_DATEADT(0)));
}

PG_FUNCTION_INFO_V1(regie_term_overlaps);

/* term && daterange, as daterange(term) && daterange */
Datum
regie_term_overlaps(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(term_span_overlaps(term_span_of(PG_GETARG_TERM(0)),
									  term_range_span(PG_GETARG_RANGE_P(1))));
}
