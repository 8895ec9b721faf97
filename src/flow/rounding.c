/*
 * rounding.c
 *		Balanced rounding by successive shortest paths.
 *
 * An arc is a value to round: arc e < edges is the flow of edge e, arc
 * edges + v the total of node v, what a pool passes on or a bearer bears.
 * Corners: each node has one where money comes in, each pool another where
 * it goes out; between them runs the total.  A bearer's total runs to the
 * ground, where anything may be left, for when all corners balance, so does
 * the ground.
 */
#include "flow/rounding.h"

#include <math.h>
#include <string.h>

#include "flow/spread.h"

/* With less effort than this for each unit to move, spread.h does better. */
#define LEAST_QUOTA 64

typedef struct rounder
{
	flow_net		 *net;
	const flow_graph *graph;
	int32_t			  corners;
	int32_t			  ground;

	/* arcs */
	flow_arcs arcs;

	/* arcs that are not whole, by corner */
	int32_t *out_first;
	int32_t *out;
	int32_t *in_first;
	int32_t *in;
	int32_t *in_from; /* the corner that each of these comes from */

	/* corners */
	int64_t *excess;
	int64_t *potential;

	/* search */
	int		 direction; /* 1: with the money, -1: against it */
	int64_t *distance;
	int32_t *arrival;  /* the arc by which the search came, */
	int32_t *previous; /* and the corner */
	int32_t *place;	   /* in the heap, from 1; 0: not met; -1: settled */
	int32_t *heap;
	int32_t	 heaped;
	int32_t *met;
	int32_t	 met_count;
	bool	 spread; /* by flow_spread, as there is too much to move */
	int64_t	 effort; /* arcs that may still be looked at */
	int64_t	 quota;	 /* what each unit to move adds to it */
	uint32_t steps;
} rounder;

static bool
is_pool(const rounder *r, int32_t v)
{
	return (r->net->role[v] & FLOW_IS_POOL) != 0;
}

/* ---- memory ---------------------------------------------------------- */

size_t
flow_round_memory(int64_t nodes, int64_t rows)
{
	int64_t arcs = nodes + rows;
	int64_t corners = 2 * nodes + 1;

	return 2 * flow_piece(arcs, sizeof(int64_t)) + flow_piece(arcs, 1) +
		   3 * flow_piece(rows, sizeof(int32_t)) +
		   2 * flow_piece(nodes + 1, sizeof(int32_t)) +
		   3 * flow_piece(corners, sizeof(int64_t)) +
		   5 * flow_piece(corners, sizeof(int32_t));
}

static void
carve(rounder *r, flow_block *block)
{
	int64_t nodes = r->net->nodes;
	int64_t rows = r->net->rows;
	int64_t arcs = nodes + rows;
	int64_t corners = 2 * nodes + 1;

	r->arcs.value = flow_carve(block, arcs, sizeof(int64_t));
	r->arcs.cost = flow_carve(block, arcs, sizeof(int64_t));
	r->arcs.state = flow_carve(block, arcs, 1);
	r->in_from = flow_carve(block, rows, sizeof(int32_t));
	r->out = flow_carve(block, rows, sizeof(int32_t));
	r->in = flow_carve(block, rows, sizeof(int32_t));
	r->out_first = flow_carve(block, nodes + 1, sizeof(int32_t));
	r->in_first = flow_carve(block, nodes + 1, sizeof(int32_t));
	r->excess = flow_carve(block, corners, sizeof(int64_t));
	r->potential = flow_carve(block, corners, sizeof(int64_t));
	r->distance = flow_carve(block, corners, sizeof(int64_t));
	r->arrival = flow_carve(block, corners, sizeof(int32_t));
	r->previous = flow_carve(block, corners, sizeof(int32_t));
	r->place = flow_carve(block, corners, sizeof(int32_t));
	r->heap = flow_carve(block, corners, sizeof(int32_t));
	r->met = flow_carve(block, corners, sizeof(int32_t));
}

/* ---- the nearest whole numbers --------------------------------------- */

/* "place" settles ties: the smallest goes away from zero first. */
static void
set_arc(rounder *r, int32_t arc, dd exact, int32_t place)
{
	double above;

	r->arcs.value[arc] = dd_floor(exact, &above);
	r->arcs.cost[arc] = 0;
	r->arcs.state[arc] = ARC_WHOLE;
	if (above > 1 - FLOW_WHOLE)
		r->arcs.value[arc]++;
	if (above < FLOW_WHOLE || above > 1 - FLOW_WHOLE)
		return;
	if (place >= ARC_PLACE)
		place = ARC_PLACE - 1;
	r->arcs.cost[arc] =
		(int64_t) floor((1 - 2 * above) * (double) ARC_GRID + 0.5) *
			ARC_PLACE +
		(exact.hi < 0 ? -place : place);
	r->arcs.state[arc] = r->arcs.cost[arc] < 0;
	r->arcs.value[arc] += r->arcs.state[arc];
}

/* A bearer bears postings as well; they are whole, so its total is without. */
static void
set_arcs(rounder *r)
{
	const flow_graph *g = r->graph;
	const dd		 *x = r->net->exact;

	for (int32_t v = 0; v < g->n; v++)
	{
		dd total = x[v];

		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			net_step(&r->steps, r->net->tick);
			set_arc(r, e, dd_multiply(g->share[e], x[v]), e - g->first[v]);
		}
		if (!is_pool(r, v))
			total = dd_subtract(total, dd_from_i128(r->net->posted[v]));
		set_arc(r, g->edges + v, total, 0);
	}
}

/* Lists the arcs to round by corner. */
static void
list_arcs(rounder *r)
{
	const flow_graph *g = r->graph;
	int32_t			  count = 0;

	memset(r->in_first, 0, ((size_t) g->n + 1) * sizeof(int32_t));
	for (int32_t v = 0; v < g->n; v++)
	{
		r->out_first[v] = count;
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			net_step(&r->steps, r->net->tick);
			if (r->arcs.state[e] == ARC_WHOLE)
				continue;
			r->out[count++] = e;
			r->in_first[g->target[e]]++;
		}
	}
	r->out_first[g->n] = count;
	for (int32_t v = 0, before = 0; v <= g->n; v++)
	{
		int32_t here = v < g->n ? r->in_first[v] : 0;

		r->in_first[v] = before;
		before += here;
	}
	for (int32_t v = 0; v < g->n; v++)
		for (int32_t i = r->out_first[v]; i < r->out_first[v + 1]; i++)
		{
			int32_t to = r->in_first[g->target[r->out[i]]]++;

			net_step(&r->steps, r->net->tick);
			r->in[to] = r->out[i];
			r->in_from[to] = g->n + v;
		}
	memmove(r->in_first + 1, r->in_first, (size_t) g->n * sizeof(int32_t));
	r->in_first[0] = 0;
}

/* What comes to each corner less what leaves it. */
static void
find_excess(rounder *r)
{
	const flow_graph *g = r->graph;

	memset(r->excess, 0, (size_t) r->corners * sizeof(int64_t));
	for (int32_t v = 0; v < g->n; v++)
	{
		int64_t total = r->arcs.value[g->edges + v];

		r->excess[v] -= total;
		if (!is_pool(r, v))
			continue;
		r->excess[v] += r->net->posted[v];
		r->excess[g->n + v] += total;
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			net_step(&r->steps, r->net->tick);
			r->excess[g->n + v] -= r->arcs.value[e];
			r->excess[g->target[e]] += r->arcs.value[e];
		}
	}
}

/* ---- the heap -------------------------------------------------------- */

static void
heap_put(rounder *r, int32_t at, int32_t corner)
{
	r->heap[at - 1] = corner;
	r->place[corner] = at;
}

/* Moves a corner up from a place to where it belongs. */
static void
heap_rise(rounder *r, int32_t at, int32_t corner)
{
	int64_t distance = r->distance[corner];

	while (at > 1 && r->distance[r->heap[at / 2 - 1]] > distance)
	{
		heap_put(r, at, r->heap[at / 2 - 1]);
		at /= 2;
	}
	heap_put(r, at, corner);
}

static int32_t
heap_take(rounder *r)
{
	int32_t top = r->heap[0];
	int32_t last = r->heap[--r->heaped];
	int64_t distance = r->distance[last];
	int32_t at = 1;

	r->place[top] = -1;
	if (r->heaped == 0)
		return top;
	for (int32_t child = 2; child <= r->heaped; child = 2 * at)
	{
		if (child < r->heaped &&
			r->distance[r->heap[child]] < r->distance[r->heap[child - 1]])
			child++;
		if (r->distance[r->heap[child - 1]] >= distance)
			break;
		heap_put(r, at, r->heap[child - 1]);
		at = child;
	}
	heap_put(r, at, last);
	return top;
}

static void
reach(rounder *r, int32_t corner, int64_t distance, int32_t arc,
	  int32_t previous)
{
	if (r->place[corner] < 0)
		return;
	if (r->place[corner] == 0)
	{
		r->met[r->met_count++] = corner;
		r->place[corner] = ++r->heaped;
	}
	else if (r->distance[corner] <= distance)
		return;
	r->distance[corner] = distance;
	r->arrival[corner] = arc;
	r->previous[corner] = previous;
	heap_rise(r, r->place[corner], corner);
}

/* ---- the search ------------------------------------------------------ */

/* Arcs at a corner: the total's first, then those of the edges. */
static inline int32_t
arcs_at(const rounder *r, int32_t corner)
{
	int32_t n = r->graph->n;

	if (corner == r->ground)
		return 0;
	return corner < n
			   ? 1 + r->in_first[corner + 1] - r->in_first[corner]
			   : 1 + r->out_first[corner - n + 1] - r->out_first[corner - n];
}

/* The i-th of them, and the corner at its other end. */
static inline int32_t
arc_at(const rounder *r, int32_t corner, int32_t i, int32_t *other)
{
	int32_t n = r->graph->n;
	int32_t arc;

	if (corner < n && i > 0)
	{
		*other = r->in_from[r->in_first[corner] + i - 1];
		return r->in[r->in_first[corner] + i - 1];
	}
	if (corner < n)
	{
		*other = is_pool(r, corner) ? n + corner : r->ground;
		return r->graph->edges + corner;
	}
	if (i == 0)
	{
		*other = corner - n;
		return r->graph->edges + corner - n;
	}
	arc = r->out[r->out_first[corner - n] + i - 1];
	*other = r->graph->target[arc];
	return arc;
}

/*
 * Can a unit go along the arc, from the corner or, where the search runs
 * against the money, to it?  Totals leave the corner where money comes in,
 * edges the other one.  Forward a unit more can go where the arc is rounded
 * down; back one goes where it is rounded up and then is not.
 */
static inline bool
is_open(const rounder *r, int32_t corner, int32_t i, int32_t arc)
{
	bool leaves = (corner < r->graph->n) == (i == 0);

	return r->arcs.state[arc] == (leaves == (r->direction < 0));
}

/* Looks along one arc. */
static inline void
look(rounder *r, int32_t corner, int32_t i)
{
	int32_t other;
	int32_t arc = arc_at(r, corner, i, &other);
	int64_t cost = r->arcs.cost[arc];

	if (!is_open(r, corner, i, arc) || r->place[other] < 0)
		return;
	if (r->arcs.state[arc] != 0)
		cost = -cost;
	cost += r->direction * (r->potential[corner] - r->potential[other]);
	reach(r, other, r->distance[corner] + cost, arc, corner);
}

/*
 * The nearest corner that lacks what this one has too much of; -1: there is
 * none; -2: the search took too long.
 */
static int32_t
find_nearest(rounder *r, int32_t from)
{
	r->heaped = 0;
	r->met_count = 0;
	reach(r, from, 0, -1, -1);
	while (r->heaped > 0)
	{
		int32_t corner = heap_take(r);
		int32_t arcs = arcs_at(r, corner);

		if (corner == r->ground || r->excess[corner] * r->direction < 0)
			return corner;
		r->effort -= arcs;
		if (r->effort < 0)
			return -2;
		for (int32_t i = 0; i < arcs; i++)
		{
			net_step(&r->steps, r->net->tick);
			look(r, corner, i);
		}
	}
	return -1;
}

/* Keeps all costs under potentials from falling below zero. */
static void
end_search(rounder *r, int32_t nearest)
{
	int64_t limit = r->distance[nearest];

	for (int32_t i = 0; i < r->met_count; i++)
	{
		int32_t corner = r->met[i];

		net_step(&r->steps, r->net->tick);
		if (r->distance[corner] < limit)
			r->potential[corner] +=
				r->direction * (r->distance[corner] - limit);
		r->place[corner] = 0;
	}
}

/* Moves a unit along the way found. */
static void
move_unit(rounder *r, int32_t from, int32_t to)
{
	r->excess[from] -= r->direction;
	r->excess[to] += r->direction;
	while (to != from)
	{
		int32_t arc = r->arrival[to];

		r->arcs.value[arc] += r->arcs.state[arc] == 0 ? 1 : -1;
		r->arcs.state[arc] = !r->arcs.state[arc];
		to = r->previous[to];
	}
}

/* Forgets a search that found nothing. */
static void
drop_search(rounder *r)
{
	for (int32_t i = 0; i < r->met_count; i++)
		r->place[r->met[i]] = 0;
}

/* Units that are too much, or too few, where the direction says so. */
static int64_t
units_to_move(const rounder *r)
{
	int64_t units = 0;

	for (int32_t corner = 0; corner < r->ground; corner++)
		if (r->excess[corner] * r->direction > 0)
			units += r->excess[corner] * r->direction;
	return units;
}

/*
 * Moves unit after unit on the cheapest way.  What one search does not use of
 * its part of the effort is left to the next; one that takes too long is left
 * to balance_quickly.
 */
static void
balance_cheaply(rounder *r)
{
	for (int32_t corner = 0; corner < r->ground; corner++)
		while (r->excess[corner] * r->direction > 0)
		{
			int32_t nearest;

			r->effort += r->quota;
			nearest = find_nearest(r, corner);
			if (nearest < 0)
			{
				if (nearest == -2)
					r->effort = 0;
				drop_search(r);
				break;
			}
			end_search(r, nearest);
			move_unit(r, corner, nearest);
		}
}

/* ---- without costs --------------------------------------------------- */

/* place[] is a corner's level here, from 1, and met[] its arc to look at. */

static bool
is_goal(const rounder *r, int32_t corner)
{
	return corner == r->ground || r->excess[corner] * r->direction < 0;
}

/*
 * Levels by the fewest arcs from where there is too much, up to that of the
 * nearest goal; false if there is none.
 */
static bool
find_levels(rounder *r)
{
	int32_t tail = 0;
	int32_t last = INT32_MAX;

	memset(r->place, 0, (size_t) r->corners * sizeof(int32_t));
	memset(r->met, 0, (size_t) r->corners * sizeof(int32_t));
	for (int32_t corner = 0; corner < r->ground; corner++)
		if (r->excess[corner] * r->direction > 0)
		{
			r->place[corner] = 1;
			r->heap[tail++] = corner;
		}
	for (int32_t head = 0; head < tail && r->place[r->heap[head]] < last;
		 head++)
	{
		int32_t corner = r->heap[head];
		int32_t arcs = arcs_at(r, corner);

		for (int32_t i = 0; i < arcs; i++)
		{
			int32_t other;
			int32_t arc = arc_at(r, corner, i, &other);

			net_step(&r->steps, r->net->tick);
			if (!is_open(r, corner, i, arc) || r->place[other] != 0)
				continue;
			r->place[other] = r->place[corner] + 1;
			r->heap[tail++] = other;
			if (is_goal(r, other))
				last = r->place[other];
		}
	}
	return last < INT32_MAX;
}

/* Is there an open arc to a corner one level on?  met[] then tells which. */
static bool
find_next(rounder *r, int32_t corner, int32_t *arc, int32_t *other)
{
	int32_t arcs = arcs_at(r, corner);

	for (; r->met[corner] < arcs; r->met[corner]++)
	{
		net_step(&r->steps, r->net->tick);
		*arc = arc_at(r, corner, r->met[corner], other);
		if (r->place[*other] == r->place[corner] + 1 &&
			is_open(r, corner, r->met[corner], *arc))
			return true;
	}
	return false;
}

/* Sends one unit along the levels, if it can be done. */
static bool
send_unit(rounder *r, int32_t from)
{
	int32_t corner = from;

	while (!is_goal(r, corner))
	{
		int32_t arc;
		int32_t other;

		if (find_next(r, corner, &arc, &other))
		{
			r->arrival[other] = arc;
			r->previous[other] = corner;
			corner = other;
			continue;
		}
		if (corner == from)
			return false;
		corner = r->previous[corner];
		r->met[corner]++;
	}
	move_unit(r, from, corner);
	return true;
}

/*
 * E. A. Dinic, "Algorithm for solution of a problem of maximum flow in a
 * network with power estimation", Soviet Mathematics Doklady 11, 1970: few
 * rounds, each of them linear.
 */
static flow_status
balance_quickly(rounder *r)
{
	while (units_to_move(r) > 0)
	{
		if (!find_levels(r))
			return FLOW_NOT_ROUNDED;
		for (int32_t corner = 0; corner < r->ground; corner++)
			while (r->excess[corner] * r->direction > 0 &&
				   send_unit(r, corner))
				;
	}
	return FLOW_OK;
}

/* place[] tells which corners have been met, and heap[] lists them. */
static bool
send_to_nearest(rounder *r, int32_t from)
{
	int32_t goal = -1;
	int32_t tail = 0;

	r->heap[tail++] = from;
	r->place[from] = 1;
	for (int32_t head = 0; head < tail && goal < 0; head++)
	{
		int32_t corner = r->heap[head];
		int32_t arcs = arcs_at(r, corner);

		r->effort -= arcs;
		net_steps(&r->steps, arcs, r->net->tick);
		for (int32_t i = 0; i < arcs && goal < 0; i++)
		{
			int32_t other;
			int32_t arc = arc_at(r, corner, i, &other);

			if (r->place[other] != 0 || !is_open(r, corner, i, arc))
				continue;
			r->place[other] = 1;
			r->heap[tail++] = other;
			r->arrival[other] = arc;
			r->previous[other] = corner;
			if (is_goal(r, other))
				goal = other;
		}
	}
	for (int32_t i = 0; i < tail; i++)
		r->place[r->heap[i]] = 0;
	if (goal < 0)
		return false;
	move_unit(r, from, goal);
	return true;
}

/*
 * Moves unit after unit to the nearest corner that lacks one.  It pays where
 * few are to be moved: the search then is short as long as many lack units.
 */
static void
balance_nearby(rounder *r)
{
	for (int32_t corner = 0; corner < r->ground && r->effort > 0; corner++)
		while (r->excess[corner] * r->direction > 0)
			if (!send_to_nearest(r, corner))
				break;
}

static flow_status
balance(rounder *r, int direction)
{
	int64_t units;

	r->direction = direction;
	units = units_to_move(r);
	if (units == 0)
		return FLOW_OK;
	/* balance_quickly has left its levels there */
	memset(r->place, 0, (size_t) r->corners * sizeof(int32_t));
	r->effort = r->spread ? 2 * r->net->effort : 0;
	r->quota = r->net->effort / units;
	if (r->spread)
		balance_nearby(r);
	else
		balance_cheaply(r);
	return balance_quickly(r);
}

/* Starts anew where there is too much to move for balance_cheaply. */
static void
spread_if_many(rounder *r)
{
	int64_t units;

	r->direction = 1;
	units = units_to_move(r);
	r->spread = r->net->effort < units * LEAST_QUOTA;
	if (!r->spread)
		return;
	flow_spread(r->graph,
				r->net->role,
				&r->arcs,
				r->potential,
				r->in,
				r->net->tick);
	find_excess(r);
}

/* ---- all of it ------------------------------------------------------- */

/* Each corner balances, and each value is next to the exact one. */
static flow_status
write_units(rounder *r)
{
	const flow_graph *g = r->graph;

	find_excess(r);
	for (int32_t corner = 0; corner < r->ground; corner++)
		if (r->excess[corner] != 0)
			return FLOW_NOT_ROUNDED;
	for (int32_t i = 0; i < r->net->rows; i++)
		if (r->net->row[i].kind != FLOW_POSTING)
			r->net->row[i].units = 0;
	for (int32_t e = 0; e < g->edges; e++)
		r->net->row[g->row[e]].units =
			r->net->negated ? -r->arcs.value[e] : r->arcs.value[e];
	return FLOW_OK;
}

flow_status
flow_round(flow_net *net, flow_block block)
{
	rounder r = {.net = net, .graph = &net->graph};

	r.ground = 2 * net->nodes;
	r.corners = r.ground + 1;
	carve(&r, &block);
	set_arcs(&r);
	find_excess(&r);
	spread_if_many(&r);
	list_arcs(&r);
	memset(r.potential, 0, (size_t) r.corners * sizeof(int64_t));
	if (balance(&r, 1) != FLOW_OK || balance(&r, -1) != FLOW_OK)
		return FLOW_NOT_ROUNDED;
	return write_units(&r);
}
