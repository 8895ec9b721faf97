/*
 * flow.h
 *		Money through a network of cost pools: from rows to whole cents.
 *
 * Rows are postings (an amount that the source pays into the target) or
 * weights.  A node that is the source of weights is a pool: what it collects,
 * less what it pays by postings, it passes on in proportion to its weights.
 * Every other node bears what it collects.
 *
 * Exact flows solve x = b + A x: b is what postings bring to each node, A
 * holds the shares (receiver, sender).  Under the direct and the step-down
 * method A keeps only some weights, see flow_method.  x is calculated in 106
 * bits until what is left to deliver is negligible (solve.h); then every flow
 * is rounded up or down so that each node passes on just what it collects
 * (rounding.h).
 *
 * Nodes are numbered by name, bytewise, so that the answer depends on the
 * rows' content alone, not on their order.  No function here allocates or
 * raises errors; long ones call tick (network/graph.h).
 */
#ifndef REGIE_FLOW_H
#define REGIE_FLOW_H

#include "flow/double_double.h"
#include "network/graph.h"

/* Most nodes plus rows of one network: rounding.c relies on it. */
#define FLOW_MAX (1 << 28)

/* Amounts, and all flows, have 18 digits at most: they are smaller than this. */
#define FLOW_MAX_UNITS INT64_C(1000000000000000000)

/* Arcs that the search for the smallest deviation looks at, about. */
#define FLOW_EFFORT (INT64_C(1) << 21)

typedef enum flow_method
{
	FLOW_DIRECT,	/* weights between pools are left out */
	FLOW_STEP_DOWN, /* weights to pools of the same or an earlier step */
	FLOW_RECIPROCAL /* none is left out */
} flow_method;

typedef enum flow_kind
{
	FLOW_NOTHING, /* a row that takes no part */
	FLOW_POSTING,
	FLOW_WEIGHT
} flow_kind;

typedef struct flow_row
{
	int32_t source;
	int32_t target;
	int32_t step; /* of the source, under FLOW_STEP_DOWN */
	uint8_t kind;
	bool	has_step;
	union
	{
		int64_t units;	/* a posting's amount, and afterwards all answers */
		dd		weight; /* not negative */
	};
} flow_row;

typedef enum flow_status
{
	FLOW_OK,
	FLOW_NO_STEP,	   /* culprit: a pool without a step */
	FLOW_STEPS_DIFFER, /* culprit: a pool with two different steps */
	FLOW_NO_USERS, /* culprit: money arrives at a pool, and nobody takes it */
	FLOW_CLOSED_LOOP, /* culprits: pools that pass on to each other only */
	FLOW_TOO_LARGE,	  /* amounts, or flows that come of them */
	FLOW_NOT_SOLVED,  /* culprits: a loop that leaks too little to calculate */
	FLOW_NOT_ROUNDED  /* cannot happen */
} flow_status;

/* The weights that carry money, sorted by source; see flow_prepare. */
typedef struct flow_graph
{
	int32_t	 n;
	int32_t	 edges;
	int32_t *first;	 /* n + 1 entries */
	int32_t *target; /* of each edge */
	int32_t *row;	 /* where it came from */
	dd		*share;	 /* its part of what its source passes on */
} flow_graph;

typedef struct flow_net
{
	/* given */
	int32_t		nodes;
	int32_t		rows;
	flow_row   *row;
	flow_method method;
	int64_t		effort; /* of rounding, see rounding.h: FLOW_EFFORT */
	net_tick	tick;

	/* made */
	flow_graph graph;
	uint8_t	  *role;	/* FLOW_IS_... */
	int64_t	  *posted;	/* by postings, to bearers, and net to pools */
	bool	   negated; /* signs are turned, so that credits mirror debits */
	dd		  *exact;	/* what each node passes on or bears */

	/* errors */
	int32_t		   culprit;
	const int32_t *culprits;
	int32_t		   culprit_count;
} flow_net;

#define FLOW_IS_POOL 1	  /* is the source of weights */
#define FLOW_IS_TOUCHED 2 /* a posting brings or takes money there */
#define FLOW_IS_REACHED 4 /* money may come there */

/* Bytes that flow_run needs; 0 if over FLOW_MAX. */
extern size_t flow_memory(int64_t nodes, int64_t rows);

/* Calculates all rows' units; culprits stand in the memory. */
extern flow_status flow_run(flow_net *net, void *memory);

/* ---- the stages, for flow_run and for tests -------------------------- */

/* A block of memory that is handed out piece by piece. */
typedef struct flow_block
{
	char  *next;
	size_t left;
} flow_block;

/* So many things, aligned; NULL where the block is too small. */
extern void	 *flow_carve(flow_block *block, int64_t count, size_t size);
extern size_t flow_piece(int64_t count, size_t size);

/* The places of graph, role, posted and exact, which last. */
extern void flow_carve_lasting(flow_net *net, flow_block *block);

/*
 * From rows to graph, role and posted.  Edges of a source stand by weight,
 * the largest first, then by target, then by row.
 */
extern size_t	   flow_prepare_memory(int64_t nodes, int64_t rows);
extern flow_status flow_prepare(flow_net *net, flow_block block);

#endif
