/*
 * span_pg.c
 *		GiST indexes on terms: which terms run on a day, or in a range of days.
 *
 * The index holds the terms themselves, so that a query which needs nothing
 * else of the rows can do without the table.  The key of an inner page is a
 * term too: an evergreen one with the days from the first to the last of what
 * lies below (term_span_term).  So one and the same test serves the operators,
 * the entries and the pages; no row is checked again.
 */
#include "contract/term_pg.h"

#include "access/gist.h"
#include "access/stratnum.h"
#include "utils/sortsupport.h"

static term_span
span_of_datum(Datum term)
{
	return term_span_of((const term_value *) DatumGetPointer(term));
}

static Datum
term_of_span(term_span span)
{
	term_value *term = palloc(sizeof(term_value));

	*term = term_span_term(span);
	return PointerGetDatum(term);
}

PG_FUNCTION_INFO_V1(regie_term_gist_consistent);

Datum
regie_term_gist_consistent(PG_FUNCTION_ARGS)
{
	GISTENTRY	  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	StrategyNumber strategy = PG_GETARG_UINT16(2);
	bool		  *recheck = (bool *) PG_GETARG_POINTER(4);
	term_span	   wanted;

	switch (strategy)
	{
		case RTContainsElemStrategyNumber: /* term @> date */
			wanted.first = wanted.last = PG_GETARG_DATEADT(1);
			break;
		case RTOverlapStrategyNumber: /* term && daterange */
			wanted = term_range_span(PG_GETARG_RANGE_P(1));
			break;
		default:
			elog(ERROR, "unexpected strategy number: %d", strategy);
	}
	*recheck = false;
	PG_RETURN_BOOL(term_span_overlaps(span_of_datum(entry->key), wanted));
}

PG_FUNCTION_INFO_V1(regie_term_gist_union);

Datum
regie_term_gist_union(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	int				*size = (int *) PG_GETARG_POINTER(1);
	term_span		 all = term_span_none;

	for (int i = 0; i < entries->n; i++)
		all = term_span_union(all, span_of_datum(entries->vector[i].key));
	*size = sizeof(term_value);
	PG_RETURN_DATUM(term_of_span(all));
}

PG_FUNCTION_INFO_V1(regie_term_gist_penalty);

Datum
regie_term_gist_penalty(PG_FUNCTION_ARGS)
{
	GISTENTRY *page = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY *added = (GISTENTRY *) PG_GETARG_POINTER(1);
	float	  *penalty = (float *) PG_GETARG_POINTER(2);

	*penalty = (float) term_span_penalty(span_of_datum(page->key),
										 span_of_datum(added->key));
	PG_RETURN_POINTER(penalty);
}

/* Puts one part of a split page where GiST wants it; returns its key. */
static Datum
give_part(const term_span_entry *entries, int n, OffsetNumber **offsets,
		  int *count)
{
	term_span all = term_span_none;

	*offsets = palloc(sizeof(OffsetNumber) * n);
	*count = n;
	for (int i = 0; i < n; i++)
	{
		(*offsets)[i] = (OffsetNumber) entries[i].number;
		all = term_span_union(all, entries[i].span);
	}
	return term_of_span(all);
}

PG_FUNCTION_INFO_V1(regie_term_gist_picksplit);

/* Entries are numbered from 1, and there are n + 1 places for them. */
Datum
regie_term_gist_picksplit(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	GIST_SPLITVEC	*split = (GIST_SPLITVEC *) PG_GETARG_POINTER(1);
	int				 n = entries->n - FirstOffsetNumber;
	term_span_entry *sorted = palloc0(sizeof(term_span_entry) * n);
	int				 left;

	for (int i = 0; i < n; i++)
	{
		sorted[i].number = FirstOffsetNumber + i;
		sorted[i].span =
			span_of_datum(entries->vector[FirstOffsetNumber + i].key);
	}
	left = term_span_split(sorted, n);
	split->spl_ldatum =
		give_part(sorted, left, &split->spl_left, &split->spl_nleft);
	split->spl_rdatum = give_part(sorted + left,
								  n - left,
								  &split->spl_right,
								  &split->spl_nright);
	pfree(sorted);
	PG_RETURN_POINTER(split);
}

PG_FUNCTION_INFO_V1(regie_term_gist_same);

Datum
regie_term_gist_same(PG_FUNCTION_ARGS)
{
	bool *same = (bool *) PG_GETARG_POINTER(2);

	*same = term_compare(PG_GETARG_TERM(0), PG_GETARG_TERM(1)) == 0;
	PG_RETURN_POINTER(same);
}

static int
compare_places(uint64 a, uint64 b)
{
	return a < b ? -1 : a > b;
}

static int
compare_terms(Datum a, Datum b, SortSupport support)
{
	return compare_places(term_span_place(span_of_datum(a)),
						  term_span_place(span_of_datum(b)));
}

#if SIZEOF_DATUM == 8
static int
compare_abbreviated(Datum a, Datum b, SortSupport support)
{
	return compare_places(DatumGetUInt64(a), DatumGetUInt64(b));
}

/* A place fits into a datum, so that each is calculated once. */
static Datum
abbreviate(Datum term, SortSupport support)
{
	return UInt64GetDatum(term_span_place(span_of_datum(term)));
}

static bool
never_abort(int n, SortSupport support)
{
	return false;
}
#endif

PG_FUNCTION_INFO_V1(regie_term_gist_sortsupport);

/* Lets CREATE INDEX sort the terms and fill page after page. */
Datum
regie_term_gist_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport support = (SortSupport) PG_GETARG_POINTER(0);

	support->comparator = compare_terms;
#if SIZEOF_DATUM == 8
	if (support->abbreviate)
	{
		support->abbrev_full_comparator = compare_terms;
		support->comparator = compare_abbreviated;
		support->abbrev_converter = abbreviate;
		support->abbrev_abort = never_abort;
	}
#endif
	PG_RETURN_VOID();
}
