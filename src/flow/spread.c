/*
 * spread.c
 *		Rounding pool after pool, with the error handed on.
 */
#include "flow/spread.h"

#include <string.h>

/* Parts of a unit that errors are counted in. */
#define UNIT (2 * ARC_GRID)

/* Errors count for so much that no fraction matters any more. */
#define MOST_ERROR (INT64_C(1) << 28)

/* Up to so many keys are sorted to find one in its place. */
#define FEW_KEYS 32

typedef struct spreading
{
	const flow_graph *graph;
	flow_arc		 *arc;
	int64_t			 *error; /* of what has come to each node, or its total */
	int32_t			 *key;
	int				  handed_on; /* eighths of an error: to flows, */
	int				  to_total;	 /* and to totals */
	bool			  again;	 /* all have been rounded before */
} spreading;

/* What is above the whole number below, in parts of a unit. */
static inline int64_t
above(const flow_arc *arc)
{
	return arc->state == ARC_WHOLE ? 0 : ARC_GRID - (arc->cost >> 20);
}

/* How much too large the arc is rounded. */
static inline int64_t
error_of(const flow_arc *arc)
{
	return (arc->state == 1 ? UNIT : 0) - above(arc);
}

static inline void
round_arc(flow_arc *arc, bool up)
{
	if (arc->state == ARC_WHOLE)
		return;
	arc->value += (int) up - (int) arc->state;
	arc->state = up;
}

/* The total is rounded to where what came is; what it still differs stays. */
static void
round_total(spreading *s, int32_t v)
{
	flow_arc *arc = &s->arc[s->graph->edges + v];

	if (s->again)
		s->error[v] += error_of(arc);
	round_arc(arc, above(arc) + s->error[v] * s->to_total / 8 >= UNIT / 2);
	s->error[v] -= error_of(arc);
}

/* The wanted-th smallest of few keys. */
static int32_t
find_in_place(const int32_t *key, int32_t count, int64_t wanted)
{
	int32_t sorted[FEW_KEYS] = {0};

	for (int32_t i = 0; i < count; i++)
	{
		int32_t at = i;

		for (; at > 0 && sorted[at - 1] > key[i]; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = key[i];
	}
	return sorted[(wanted < count ? wanted : count) - 1];
}

int64_t
flow_threshold(const int32_t *key, int32_t count, int64_t wanted)
{
	int64_t low = INT32_MAX;
	int64_t high = INT32_MIN;

	if (wanted > 0 && count > 0 && count <= FEW_KEYS)
		return find_in_place(key, count, wanted);
	for (int32_t i = 0; i < count; i++)
	{
		low = key[i] < low ? key[i] : low;
		high = key[i] > high ? key[i] : high;
	}
	if (wanted <= 0)
		return low - 1;
	while (low < high)
	{
		int64_t middle = low + (high - low) / 2;
		int64_t found = 0;

		for (int32_t i = 0; i < count; i++)
			found += key[i] <= middle;
		if (found >= wanted)
			high = middle;
		else
			low = middle + 1;
	}
	return high;
}

/* Keys of a pool's open flows: the smallest are to go up.  Counts them. */
static int32_t
find_keys(spreading *s, int32_t v)
{
	const flow_graph *g = s->graph;
	int32_t			  count = 0;

	for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
	{
		int64_t error = s->error[g->target[e]] * s->handed_on / 8;

		if (s->arc[e].state == ARC_WHOLE)
			continue;
		error = error > MOST_ERROR ? MOST_ERROR : error;
		error = error < -MOST_ERROR ? -MOST_ERROR : error;
		s->key[count++] = (int32_t) (error - above(&s->arc[e]));
	}
	return count;
}

/* Of a pool's open flows so many go up that all add up to the total. */
static void
round_flows(spreading *s, int32_t v)
{
	const flow_graph *g = s->graph;
	int64_t			  wanted = s->arc[g->edges + v].value;
	int64_t			  below = 0;
	int64_t			  threshold;
	int32_t			  count;

	for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
	{
		wanted -= s->arc[e].value;
		if (s->arc[e].state == ARC_WHOLE)
			continue;
		wanted += s->arc[e].state;
		if (s->again)
			s->error[g->target[e]] -= error_of(&s->arc[e]);
	}
	count = find_keys(s, v);
	threshold = flow_threshold(s->key, count, wanted);
	for (int32_t i = 0; i < count; i++)
		below += s->key[i] < threshold;
	for (int32_t e = g->first[v], i = 0; e < g->first[v + 1]; e++)
	{
		bool up;

		if (s->arc[e].state == ARC_WHOLE)
			continue;
		/* of equal ones the first */
		up = s->key[i] < threshold ||
			 (s->key[i] == threshold && below++ < wanted);
		i++;
		round_arc(&s->arc[e], up);
		s->error[g->target[e]] += error_of(&s->arc[e]);
	}
}

static void
spread_all(spreading *s, const uint8_t *role, net_tick tick)
{
	const flow_graph *g = s->graph;
	uint32_t		  steps = 0;

	for (int32_t v = 0; v < g->n; v++)
	{
		if ((role[v] & FLOW_IS_POOL) == 0)
			continue;
		net_steps(&steps, g->first[v + 1] - g->first[v] + 1, tick);
		round_total(s, v);
		round_flows(s, v);
	}
}

/* By trial: the first pass leaves fractions their say, the second hardly. */
void
flow_spread(const flow_graph *graph, const uint8_t *role, flow_arc *arc,
			int64_t *error, int32_t *key, net_tick tick)
{
	spreading s = {graph, arc, error, key, 2, 4, false};

	memset(error, 0, (size_t) graph->n * sizeof(int64_t));
	spread_all(&s, role, tick);
	s.handed_on = 6;
	s.to_total = 8;
	s.again = true;
	spread_all(&s, role, tick);
	s.again = false;
	for (int32_t v = 0; v < graph->n; v++)
		if ((role[v] & FLOW_IS_POOL) == 0)
			round_total(&s, v);
}
