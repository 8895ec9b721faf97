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

/* Steps whose ends are fetched before they are looked at. */
#define AHEAD 16

/*
 * A corner and the search there, in 32 bytes: a search jumps from corner to
 * corner, and each jump waits for memory.
 */
typedef struct corner
{
	int64_t distance; /* of the search; without costs: its step to look at */
	int64_t potential;
	int32_t arrival;  /* the arc by which the search came, */
	int32_t previous; /* and the corner */
	int32_t place;	  /* in the heap, from 1; 0: not met; -1: settled */
	int32_t first;	  /* its first step */
} corner;

/*
 * From a corner along an arc to the corner at its other end.  The arc's state
 * stands here, so that those that are closed need not be looked at.
 */
typedef struct step
{
	uint32_t arc : 30;
	uint32_t state : 2;
	int32_t	 other;
} step;

/* The distance stands here as well, so that the heap is all there is to see. */
typedef struct heap_entry
{
	int64_t distance;
	int32_t corner;
} heap_entry;

typedef struct rounder
{
	flow_net		 *net;
	const flow_graph *graph;
	int32_t			  corners;
	int32_t			  ground;

	flow_arc *arc;
	step	 *step; /* by corner: the total's, then those that are not whole */
	corner	 *corner;
	int64_t	 *excess; /* of each corner */

	/* search */
	int			direction; /* 1: with the money, -1: against it */
	heap_entry *heap;
	int32_t		heaped;
	int32_t	   *met; /* the corners that the search has met */
	int32_t		met_count;
	bool		spread; /* by flow_spread, as there is too much to move */
	int64_t		effort; /* arcs that may still be looked at */
	int64_t		quota;	/* what each unit to move adds to it */
	uint32_t	steps;
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
	int64_t corners = 2 * nodes + 1;

	return flow_piece(nodes + rows, sizeof(flow_arc)) +
		   flow_piece(2 * (nodes + rows), sizeof(step)) +
		   flow_piece(corners + 1, sizeof(corner)) +
		   flow_piece(corners, sizeof(int64_t)) +
		   flow_piece(corners, sizeof(heap_entry)) +
		   flow_piece(corners, sizeof(int32_t));
}

static void
carve(rounder *r, flow_block *block)
{
	int64_t nodes = r->net->nodes;
	int64_t rows = r->net->rows;
	int64_t corners = 2 * nodes + 1;

	r->arc = flow_carve(block, nodes + rows, sizeof(flow_arc));
	r->step = flow_carve(block, 2 * (nodes + rows), sizeof(step));
	r->corner = flow_carve(block, corners + 1, sizeof(corner));
	r->excess = flow_carve(block, corners, sizeof(int64_t));
	r->heap = flow_carve(block, corners, sizeof(heap_entry));
	r->met = flow_carve(block, corners, sizeof(int32_t));
}

/* ---- the nearest whole numbers --------------------------------------- */

/* "place" settles ties: the smallest goes away from zero first. */
static void
set_arc(rounder *r, int32_t number, dd exact, int32_t place)
{
	flow_arc arc = {.state = ARC_WHOLE};
	double	 above;

	arc.value = dd_floor(exact, &above);
	if (above > 1 - FLOW_WHOLE)
		arc.value++;
	else if (above >= FLOW_WHOLE)
	{
		int64_t deviation =
			(int64_t) floor((1 - 2 * above) * (double) ARC_GRID + 0.5);

		if (place >= ARC_PLACE)
			place = ARC_PLACE - 1;
		arc.cost = deviation * ARC_PLACE + (exact.hi < 0 ? -place : place);
		arc.state = arc.cost < 0;
		arc.value += arc.cost < 0;
	}
	r->arc[number] = arc;
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

/*
 * Steps from where money goes out, behind those from where it comes in; counts
 * the latter into the corners' first.
 */
static void
list_outgoing(rounder *r, int32_t count)
{
	const flow_graph *g = r->graph;

	for (int32_t v = 0; v < g->n; v++)
	{
		r->corner[g->n + v].first = count;
		r->step[count++] =
			(step){(uint32_t) (g->edges + v), r->arc[g->edges + v].state, v};
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			net_step(&r->steps, r->net->tick);
			if (r->arc[e].state == ARC_WHOLE)
				continue;
			r->step[count++] =
				(step){(uint32_t) e, r->arc[e].state, g->target[e]};
			r->corner[g->target[e]].first++;
		}
	}
	r->corner[r->ground].first = count;
	r->corner[r->ground + 1].first = count;
}

/* Steps against the edges, to where their money comes from. */
static void
list_incoming(rounder *r)
{
	const flow_graph *g = r->graph;
	int32_t			  before = 0;

	for (int32_t v = 0; v < g->n; v++)
	{
		int32_t edges = r->corner[v].first;

		r->step[before] = (step){(uint32_t) (g->edges + v),
								 r->arc[g->edges + v].state,
								 is_pool(r, v) ? g->n + v : r->ground};
		r->corner[v].first = before + 1;
		before += 1 + edges;
	}
	for (int32_t v = g->n; v < r->ground; v++)
		for (int32_t i = r->corner[v].first + 1; i < r->corner[v + 1].first;
			 i++)
		{
			int32_t to = r->corner[r->step[i].other].first++;

			net_step(&r->steps, r->net->tick);
			r->step[to] = r->step[i];
			r->step[to].other = v;
		}
	/* each first stands where the next one's begins */
	for (int32_t v = g->n - 1; v > 0; v--)
		r->corner[v].first = r->corner[v - 1].first;
	r->corner[0].first = 0;
}

static void
list_steps(rounder *r)
{
	int32_t open = 0;

	for (int32_t e = 0; e < r->graph->edges; e++)
		open += r->arc[e].state != ARC_WHOLE;
	memset(r->corner, 0, ((size_t) r->corners + 1) * sizeof(corner));
	list_outgoing(r, r->graph->n + open);
	list_incoming(r);
}

/* What comes to each corner less what leaves it. */
static void
find_excess(rounder *r)
{
	const flow_graph *g = r->graph;

	memset(r->excess, 0, (size_t) r->corners * sizeof(int64_t));
	for (int32_t v = 0; v < g->n; v++)
	{
		int64_t total = r->arc[g->edges + v].value;

		r->excess[v] -= total;
		if (!is_pool(r, v))
			continue;
		r->excess[v] += r->net->posted[v];
		r->excess[g->n + v] += total;
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			net_step(&r->steps, r->net->tick);
			r->excess[g->n + v] -= r->arc[e].value;
			r->excess[g->target[e]] += r->arc[e].value;
		}
	}
}

/* ---- the heap -------------------------------------------------------- */

static inline void
heap_put(rounder *r, int32_t at, heap_entry entry)
{
	r->heap[at - 1] = entry;
	r->corner[entry.corner].place = at;
}

/* Moves an entry up from a place to where it belongs. */
static inline void
heap_rise(rounder *r, int32_t at, heap_entry entry)
{
	while (at > 1 && r->heap[at / 2 - 1].distance > entry.distance)
	{
		heap_put(r, at, r->heap[at / 2 - 1]);
		at /= 2;
	}
	heap_put(r, at, entry);
}

static int32_t
heap_take(rounder *r)
{
	int32_t	   top = r->heap[0].corner;
	heap_entry last = r->heap[--r->heaped];
	int32_t	   at = 1;

	r->corner[top].place = -1;
	if (r->heaped == 0)
		return top;
	for (int32_t child = 2; child <= r->heaped; child = 2 * at)
	{
		if (child < r->heaped &&
			r->heap[child].distance < r->heap[child - 1].distance)
			child++;
		if (r->heap[child - 1].distance >= last.distance)
			break;
		heap_put(r, at, r->heap[child - 1]);
		at = child;
	}
	heap_put(r, at, last);
	return top;
}

/* Asks for what will be needed when the search goes on from there. */
static inline void
fetch_steps(const rounder *r, int32_t number)
{
	__builtin_prefetch(&r->step[r->corner[number].first]);
	__builtin_prefetch(&r->excess[number]);
}

static inline void
reach(rounder *r, int32_t number, int64_t distance, int32_t arc,
	  int32_t previous)
{
	corner *c = &r->corner[number];

	if (c->place == 0)
	{
		r->met[r->met_count++] = number;
		c->place = ++r->heaped;
	}
	else if (c->distance <= distance)
		return;
	fetch_steps(r, number);
	c->distance = distance;
	c->arrival = arc;
	c->previous = previous;
	heap_rise(r, c->place, (heap_entry){distance, number});
}

/* ---- the search ------------------------------------------------------ */

/* The steps from a corner: the total's first, then those along edges. */
static inline const step *
steps_from(const rounder *r, int32_t number, int32_t *count)
{
	const corner *c = &r->corner[number];

	*count = c[1].first - c->first;
	return r->step + c->first;
}

/*
 * The state of an arc along which a unit can go on the i-th step, from the
 * corner or, where the search runs against the money, to it.  Totals leave the
 * corner where money comes in, edges the other one.  Forward a unit more can
 * go where the arc is rounded down; back one goes where it is rounded up and
 * then is not.
 */
static inline unsigned
open_state(const rounder *r, int32_t number, int32_t i)
{
	bool leaves = (number < r->graph->n) == (i == 0);

	return leaves == (r->direction < 0);
}

static inline bool
is_open(const rounder *r, int32_t number, int32_t i, const step *step)
{
	return step->state == open_state(r, number, i);
}

/* Asks for what looking along a step will need. */
static inline void
fetch(const rounder *r, const step *step)
{
	__builtin_prefetch(&r->corner[step->other]);
	__builtin_prefetch(&r->arc[step->arc]);
}

/* Looks along an open step. */
static inline void
look(rounder *r, int32_t number, const step *step)
{
	const corner *from = &r->corner[number];
	const corner *to = &r->corner[step->other];
	int64_t		  cost;

	if (to->place < 0)
		return;
	cost = r->arc[step->arc].cost;
	if (step->state != 0)
		cost = -cost;
	cost += r->direction * (from->potential - to->potential);
	reach(r, step->other, from->distance + cost, (int32_t) step->arc, number);
}

/* Looks along all steps from a corner, of which the first leads the other way. */
static void
look_around(rounder *r, int32_t number, const step *step, int32_t count)
{
	net_steps(&r->steps, count, r->net->tick);
	for (int32_t i = 0; i < count && i < AHEAD; i++)
		if (is_open(r, number, i, &step[i]))
			fetch(r, &step[i]);
	for (int32_t i = 0; i < count; i++)
	{
		if (i + AHEAD < count &&
			is_open(r, number, i + AHEAD, &step[i + AHEAD]))
			fetch(r, &step[i + AHEAD]);
		if (is_open(r, number, i, &step[i]))
			look(r, number, &step[i]);
	}
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
		int32_t		number = heap_take(r);
		int32_t		count;
		const step *step = steps_from(r, number, &count);

		if (number == r->ground || r->excess[number] * r->direction < 0)
			return number;
		r->effort -= count;
		if (r->effort < 0)
			return -2;
		look_around(r, number, step, count);
	}
	return -1;
}

/* Keeps all costs under potentials from falling below zero. */
static void
end_search(rounder *r, int32_t nearest)
{
	int64_t limit = r->corner[nearest].distance;

	for (int32_t i = 0; i < r->met_count; i++)
	{
		corner *c = &r->corner[r->met[i]];

		net_step(&r->steps, r->net->tick);
		if (c->distance < limit)
			c->potential += r->direction * (c->distance - limit);
		c->place = 0;
	}
}

/* The step along an arc; steps along edges stand by the edges' numbers. */
static step *
find_step(rounder *r, int32_t number, int32_t arc)
{
	int32_t low = r->corner[number].first;
	int32_t high = r->corner[number + 1].first;

	if (arc >= r->graph->edges)
		return &r->step[low];
	for (low++; low + 1 < high;)
	{
		int32_t middle = low + (high - low) / 2;

		if ((int32_t) r->step[middle].arc <= arc)
			low = middle;
		else
			high = middle;
	}
	return &r->step[low];
}

/* Moves a unit along the way found. */
static void
move_unit(rounder *r, int32_t from, int32_t to)
{
	r->excess[from] -= r->direction;
	r->excess[to] += r->direction;
	while (to != from)
	{
		int32_t arc = r->corner[to].arrival;
		int32_t previous = r->corner[to].previous;
		step   *there = find_step(r, previous, arc);
		bool	up = there->state == 0;

		r->arc[arc].value += up ? 1 : -1;
		there->state = up;
		if (to != r->ground)
			find_step(r, to, arc)->state = up;
		to = previous;
	}
}

/* Forgets a search that found nothing. */
static void
drop_search(rounder *r)
{
	for (int32_t i = 0; i < r->met_count; i++)
		r->corner[r->met[i]].place = 0;
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

/* A corner's place is its level here, from 1; met lists those that have one. */

static bool
is_goal(const rounder *r, int32_t number)
{
	return number == r->ground || r->excess[number] * r->direction < 0;
}

/* Level 1 to where there is too much; none to others.  Returns how many. */
static int32_t
start_levels(rounder *r)
{
	int32_t tail = 0;

	for (int32_t i = 0; i < r->corners; i++)
	{
		bool starts = i < r->ground && r->excess[i] * r->direction > 0;

		r->corner[i].place = starts;
		r->corner[i].distance = 0;
		if (starts)
			r->met[tail++] = i;
	}
	return tail;
}

/*
 * Levels by the fewest arcs from where there is too much, up to that of the
 * nearest goal; false if there is none.
 */
static bool
find_levels(rounder *r)
{
	int32_t tail = start_levels(r);
	int32_t last = INT32_MAX;

	for (int32_t head = 0; head < tail && r->corner[r->met[head]].place < last;
		 head++)
	{
		int32_t		number = r->met[head];
		int32_t		count;
		const step *step = steps_from(r, number, &count);

		net_steps(&r->steps, count, r->net->tick);
		for (int32_t i = 0; i < count; i++)
		{
			corner *other = &r->corner[step[i].other];

			if (!is_open(r, number, i, &step[i]) || other->place != 0)
				continue;
			fetch_steps(r, step[i].other);
			other->place = r->corner[number].place + 1;
			r->met[tail++] = step[i].other;
			if (is_goal(r, step[i].other))
				last = other->place;
		}
	}
	return last < INT32_MAX;
}

/* An open step to a corner one level on; NULL if there is none. */
static const step *
find_next(rounder *r, int32_t number)
{
	corner	   *c = &r->corner[number];
	int32_t		count;
	const step *step = steps_from(r, number, &count);

	for (; c->distance < count; c->distance++)
	{
		int32_t i = (int32_t) c->distance;

		net_step(&r->steps, r->net->tick);
		if (is_open(r, number, i, &step[i]) &&
			r->corner[step[i].other].place == c->place + 1)
			return &step[i];
	}
	return NULL;
}

/* Sends one unit along the levels, if it can be done. */
static bool
send_unit(rounder *r, int32_t from)
{
	int32_t number = from;

	while (!is_goal(r, number))
	{
		const step *next = find_next(r, number);

		if (next != NULL)
		{
			r->corner[next->other].arrival = (int32_t) next->arc;
			r->corner[next->other].previous = number;
			number = next->other;
			continue;
		}
		if (number == from)
			return false;
		number = r->corner[number].previous;
		r->corner[number].distance++;
	}
	move_unit(r, from, number);
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

/* A corner's place tells whether it has been met, and met lists those. */
static bool
send_to_nearest(rounder *r, int32_t from)
{
	int32_t goal = -1;
	int32_t tail = 0;

	r->met[tail++] = from;
	r->corner[from].place = 1;
	for (int32_t head = 0; head < tail && goal < 0; head++)
	{
		int32_t		number = r->met[head];
		int32_t		count;
		const step *step = steps_from(r, number, &count);

		r->effort -= count;
		net_steps(&r->steps, count, r->net->tick);
		for (int32_t i = 0; i < count && goal < 0; i++)
		{
			corner *other = &r->corner[step[i].other];

			if (!is_open(r, number, i, &step[i]) || other->place != 0)
				continue;
			fetch_steps(r, step[i].other);
			other->place = 1;
			r->met[tail++] = step[i].other;
			other->arrival = (int32_t) step[i].arc;
			other->previous = number;
			if (is_goal(r, step[i].other))
				goal = step[i].other;
		}
	}
	for (int32_t i = 0; i < tail; i++)
		r->corner[r->met[i]].place = 0;
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
	for (int32_t i = 0; i < r->corners; i++)
		r->corner[i].place = 0;
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
				r->arc,
				(int64_t *) r->corner,
				(int32_t *) r->step,
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
			r->net->negated ? -r->arc[e].value : r->arc[e].value;
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
	list_steps(&r);
	if (balance(&r, 1) != FLOW_OK || balance(&r, -1) != FLOW_OK)
		return FLOW_NOT_ROUNDED;
	return write_units(&r);
}
