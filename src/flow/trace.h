/*
 * trace.h
 *		Which posting reaches which bearer, and over which last arrow.
 *
 * Flow is linear: what a pool collects runs to the bearers in fixed parts,
 * whoever paid it.  The parts of a pool are found by sending money through
 * the weights alone that enters there.  A posting's parts are those of its
 * target, less those of its source where that is a pool: such a posting brings
 * no money, it moves money from where the source's goes to where the target's
 * goes, and its parts add up to nothing.
 *
 * A last arrow is a pair of a pool that passes on (via) and a bearer; weights
 * between the same two are one.  A posting that goes to a bearer directly
 * arrives there as it is.
 *
 * Exact parts make a matrix, postings by last arrows, whose rows add up to
 * the postings and whose columns add up to what flow_run gives for the arrows;
 * matrix.h rounds it so.  It can be done: where money runs in whole units, each
 * unit of a posting can be followed to some bearer that the posting reaches,
 * and a credit's likewise, so that no amount leaves the sign of its posting.
 *
 * Postings and arrows are in the order of their nodes, so that the answer
 * depends on the rows' content alone.
 */
#ifndef REGIE_TRACE_H
#define REGIE_TRACE_H

#include "flow/flow.h"

/* Cells that the search for the smallest deviation looks at, about. */
#define TRACE_EFFORT (INT64_C(1) << 25)

/* Most cells: postings times the last arrows that they reach. */
#define TRACE_MAX (1 << 30)

/* Shares have 20 decimals, exact amounts six more than amounts. */
#define TRACE_SHARE_DECIMALS 20
#define TRACE_EXACT_DECIMALS 6

typedef struct trace_posting
{
	int32_t source;
	int32_t target;
	int64_t units;
} trace_posting;

typedef struct trace_arrow
{
	int32_t via;
	int32_t bearer;
} trace_arrow;

typedef struct flow_trace
{
	/* given */
	flow_net *net;		  /* after flow_run, with its memory as it was */
	int64_t	  most_cells; /* TRACE_MAX at most */
	int64_t	  effort;

	/* made by trace_count */
	int32_t		   postings; /* that are not zero */
	trace_posting *posting;
	int32_t		  *posting_first; /* cells of each; then one more entry */
	int32_t		   arrows;
	trace_arrow	  *arrow;
	int64_t		  *arrow_units;
	int32_t		  *arrow_first; /* of each node */
	int32_t		  *edge_arrow;	/* of each edge of the graph, or -1 */
	int32_t		   entries;		/* pools where postings bring or take */
	int32_t		  *entry;		/* their nodes */
	int32_t		  *entry_of;	/* of each node, or -1 */
	int64_t		  *entry_units; /* largest posting there */
	int32_t		  *entry_first; /* parts of each; then one more entry */
	int32_t		  *queue;
	int32_t		  *place;	   /* of a node in the queue, or -1 */
	int32_t		   most_pools; /* that one entry reaches */
	int32_t		   most_edges;

	/* made by trace_run */
	int32_t *part_arrow; /* by entry */
	dd		*part;
	int32_t *cell_arrow; /* by posting */
	dd		*cell_part;
	int64_t *cell_units;

	/* of one posting, made by trace_numbers */
	int128_t *share; /* in 10^-20 */
	int128_t *exact; /* in millionths of a unit */
	int32_t	 *list;
	double	 *key;
} flow_trace;

typedef enum trace_status
{
	TRACE_OK,
	TRACE_TOO_MANY,	  /* cells: more than most_cells */
	TRACE_NOT_SOLVED, /* net->culprits */
	TRACE_TOO_LARGE,
	TRACE_NOT_ROUNDED /* cannot happen */
} trace_status;

/* Bytes that trace_count needs for a net. */
extern size_t trace_count_memory(int64_t nodes, int64_t rows);

/* Postings, arrows, and which postings reach which arrows. */
extern trace_status trace_count(flow_trace *t, void *memory);

/* Bytes that trace_run needs after trace_count. */
extern size_t trace_memory(const flow_trace *t);

/* All parts and amounts. */
extern trace_status trace_run(flow_trace *t, void *memory);

/* Does the posting go to a bearer directly? */
static inline bool
trace_is_direct(const flow_trace *t, int32_t posting)
{
	return (t->net->role[t->posting[posting].target] & FLOW_IS_POOL) == 0;
}

/* Fills share and exact for the cells of one posting. */
extern void trace_numbers(flow_trace *t, int32_t posting);

#endif
