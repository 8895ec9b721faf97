/*
 * summary.h
 *		Activities that sum up others: a tree above the activities, and the
 *		links from and to its nodes as links between the activities below.
 *
 * A summary starts with the first activity below it and finishes with the
 * last.  So these links say the same of a summary and of all that is below:
 * what waits for its finish waits for each, what lets it start lets each.
 * A link that waits for its start would have to wait for the first of several,
 * one to its finish would have to hold up any one: such are no links between
 * activities, and are refused.
 */
#ifndef REGIE_SUMMARY_H
#define REGIE_SUMMARY_H

#include "roadmap/cpm.h"

typedef struct sum_tree
{
	int32_t		   n;
	const int32_t *parent; /* of each activity, or -1 */

	/* Each activity directly before all below it, and where these end */
	int32_t *order;
	int32_t *place;
	int32_t *behind; /* by activity: the place after the last below it */
} sum_tree;

/* Bytes that sum_build needs for so many activities. */
extern size_t sum_memory(int64_t n);

/*
 * Orders the tree given by n and parent, in memory of sum_memory(n) bytes.
 * Returns -1, or an activity that is above itself.
 */
extern int32_t sum_build(sum_tree *tree, void *memory, net_tick tick);

static inline bool
sum_is_summary(const sum_tree *tree, int32_t i)
{
	return tree->behind[i] > tree->place[i] + 1;
}

/* Whether a is b or above it. */
static inline bool
sum_holds(const sum_tree *tree, int32_t a, int32_t b)
{
	return tree->place[b] >= tree->place[a] &&
		   tree->place[b] < tree->behind[a];
}

/* Whether a link between two activities can be put on what is below them. */
static inline bool
sum_can_link(const sum_tree *tree, int32_t from, int32_t code, int32_t to)
{
	return !(sum_is_summary(tree, from) && (code & DEP_FROM_START) != 0) &&
		   !(sum_is_summary(tree, to) && (code & DEP_TO_FINISH) != 0);
}

/* How many links there are when those of summaries are put below. */
extern int64_t sum_count_links(const sum_tree *tree, const cpm *c,
							   net_tick tick);

/* Writes them: first has n + 1 entries, link as many as counted. */
extern void sum_put_links(const sum_tree *tree, const cpm *c, int32_t *first,
						  cpm_link *link, net_tick tick);

#endif
