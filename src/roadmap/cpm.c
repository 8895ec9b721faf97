/*
 * cpm.c
 *		The critical path method: a forward and a backward pass over the
 *		activities in an order in which predecessors come first.
 *
 * The passes, the four kinds of links and the floats are those of the
 * precedence diagramming method (J. W. Fondahl, "A Non-Computer Approach to
 * the Critical Path Method for the Construction Industry", 1961; floats as
 * in A. Battersby, "Network Analysis", 1964); the order is found by counting
 * predecessors (A. B. Kahn, "Topological sorting of large networks",
 * Communications of the ACM 5(11), 1962).
 *
 * A link whose lag counts working days says no more than "start no earlier
 * than my start plus a constant".  So the passes see the constant alone; only
 * the links marked special, to milestones and fixed activities and those with
 * an elapsed lag, are worked out by kind.
 */
#include "roadmap/cpm.h"

#include <string.h>

/* Order of the arrays in memory keeps each aligned. */
size_t
cpm_node_memory(int64_t nodes)
{
	if (nodes < 0 || nodes > CPM_MAX)
		return 0;
	return (size_t) nodes * (sizeof(cpm_node) + sizeof(int32_t)) +
		   (size_t) (nodes + 1) * sizeof(int32_t);
}

void
cpm_set_nodes(cpm *c, int64_t nodes, void *memory)
{
	c->nodes = (int32_t) nodes;
	c->node = memory;
	c->first = (int32_t *) (c->node + nodes);
	c->order = c->first + nodes + 1;
}

size_t
cpm_link_memory(int64_t nodes, int64_t links)
{
	if (nodes < 0 || nodes > CPM_MAX || links < 0 || links > CPM_MAX)
		return 0;
	return (size_t) links * 2 * sizeof(cpm_link) +
		   (size_t) (nodes + 2) * sizeof(int32_t);
}

void
cpm_set_links(cpm *c, int64_t links, void *memory)
{
	c->links = (int32_t) links;
	c->link = memory;
	c->next = c->link + links;
	c->next_first = (int32_t *) (c->next + links);
}

static bool
is_milestone(const cpm_node *n)
{
	return n->duration == 0;
}

/* The working days from the predecessor's start to the successor's. */
static int32_t
constant_of(int32_t code, const cpm_node *from, const cpm_node *to)
{
	int kind = cpm_kind(code);

	return cpm_lag(code) +
		   ((kind & DEP_FROM_START) != 0 ? 0 : from->duration) -
		   ((kind & DEP_TO_FINISH) != 0 ? to->duration : 0);
}

/* Special links carry their code, and their node as its complement. */
static bool
is_special(int32_t code, const cpm_node *to)
{
	return cpm_elapsed(code) || is_milestone(to) ||
		   (to->flags & CPM_FIXED) != 0;
}

/*
 * Turns the links round: a counting sort by predecessor.  next_first[i + 1]
 * moves from the first to behind the last link of i while they are placed.
 */
static void
turn_round(cpm *c, net_tick tick)
{
	uint32_t steps = 0;
	int32_t *first = c->next_first;

	memset(first, 0, ((size_t) c->nodes + 2) * sizeof(int32_t));
	for (int32_t l = 0; l < c->links; l++)
	{
		first[c->link[l].node + 2]++;
		net_step(&steps, tick);
	}
	for (int32_t i = 0; i < c->nodes; i++)
		first[i + 2] += first[i + 1];
	for (int32_t j = 0; j < c->nodes; j++)
	{
		const cpm_node *to = &c->node[j];

		for (int32_t l = c->first[j]; l < c->first[j + 1]; l++)
		{
			int32_t	  i = c->link[l].node;
			int32_t	  code = c->link[l].code;
			cpm_link *next = &c->next[first[i + 1]++];

			if (is_special(code, to))
				*next = (cpm_link){~j, code};
			else
				*next = (cpm_link){j, constant_of(code, &c->node[i], to)};
		}
		net_step(&steps, tick);
	}
}

/* Whether a milestone, or the end of an activity, closes a working day. */
static bool
ends_a_day(const cpm_node *n, bool from_start)
{
	return is_milestone(n) ? (n->flags & CPM_AT_FINISH) != 0 : !from_start;
}

/*
 * Elapsed lags count from the end of the day that the instant closes, or
 * else from the beginning of the day that it opens.
 */
static bool
calendar_moment(const axis *a, int64_t instant, bool closes, int64_t *moment)
{
	if (!axis_day(a, closes ? instant - 1 : instant, moment))
		return false;
	*moment += closes ? 1 : 0;
	return true;
}

/*
 * An instant after an elapsed lag: what starts does so on the first working
 * day from there on, what finishes does so on the first working day whose
 * end is not before it.  A lead never makes anything later.  *closes tells
 * whether a milestone there can still stand at the end of a day.
 */
static bool
add_elapsed(const axis *a, int64_t instant, int32_t lag, bool finishes,
			bool *closes, int64_t *result)
{
	int64_t moment;
	int64_t day;

	if (!calendar_moment(a, instant, *closes, &moment))
		return false;
	moment += lag;
	if (finishes)
	{
		*result = axis_from_day(a, moment - 1) + 1;
		if (lag < 0 && *result > instant)
			*result = instant;
		return true;
	}
	*result = axis_from_day(a, moment);
	if (*closes)
		*closes = axis_day(a, *result - 1, &day) && day + 1 >= moment;
	return true;
}

/* The latest instant from which add_elapsed does not go beyond a bound. */
static bool
subtract_elapsed(const axis *a, int64_t bound, int32_t lag, bool finishes,
				 bool closes, int64_t *result)
{
	int64_t moment;

	if (!calendar_moment(a, bound, finishes, &moment))
		return false;
	moment -= lag;
	*result =
		closes ? axis_from_day(a, moment) : axis_from_day(a, moment + 1) - 1;
	if (finishes && lag < 0 && *result < bound)
		*result = bound;
	return true;
}

bool
cpm_asks(const cpm *c, int32_t source, int32_t code, int32_t target,
		 int64_t source_start, int64_t *start, bool *at_finish)
{
	const cpm_node *from = &c->node[source];
	const cpm_node *to = &c->node[target];
	bool			from_start = (cpm_kind(code) & DEP_FROM_START) != 0;
	bool			to_finish = (cpm_kind(code) & DEP_TO_FINISH) != 0;
	int64_t			instant = source_start + (from_start ? 0 : from->duration);

	*at_finish = ends_a_day(from, from_start);
	if (!cpm_elapsed(code))
		instant += cpm_lag(code);
	else if (!add_elapsed(&c->axis,
						  instant,
						  cpm_lag(code),
						  to_finish && !is_milestone(to),
						  at_finish,
						  &instant))
		return false;
	*start = instant - (to_finish ? to->duration : 0);
	return true;
}

/* The latest start of a link's source that keeps its target's start. */
static bool
latest_source(const cpm *c, int32_t source, int32_t code, int32_t target,
			  int64_t target_start, int64_t *start)
{
	const cpm_node *from = &c->node[source];
	const cpm_node *to = &c->node[target];
	bool			from_start = (cpm_kind(code) & DEP_FROM_START) != 0;
	bool			to_finish = (cpm_kind(code) & DEP_TO_FINISH) != 0;
	int64_t			instant = target_start + (to_finish ? to->duration : 0);

	if (!cpm_elapsed(code))
		instant -= cpm_lag(code);
	else if (!subtract_elapsed(&c->axis,
							   instant,
							   cpm_lag(code),
							   to_finish && !is_milestone(to),
							   ends_a_day(from, from_start),
							   &instant))
		return false;
	*start = instant - (from_start ? 0 : from->duration);
	return true;
}

/* Whether node a's name comes before node b's, byte by byte. */
static bool
comes_before(const cpm *c, int32_t a, int32_t b)
{
	const name *x = &c->names[a];
	const name *y = &c->names[b];

	return dep_compare_names(x->text, x->length, y->text, y->length) < 0;
}

/*
 * A predecessor asks for a start.  Where it is what is asked already, a
 * predecessor counts before a date, and the first name before others.
 */
static inline void
ask(cpm *c, int32_t source, cpm_node *to, int64_t start)
{
	if (start > to->early)
	{
		to->early = start;
		to->driver = source;
	}
	else if (start == to->early &&
			 (to->driver < 0 || comes_before(c, source, to->driver)))
		to->driver = source;
}

/*
 * A milestone stands at the end of a day only if all that asks for its
 * instant allows that.
 */
static bool
ask_special(cpm *c, int32_t source, int32_t code, int32_t target)
{
	cpm_node *to = &c->node[target];
	int64_t	  start;
	bool	  at_finish;

	if ((to->flags & CPM_FIXED) != 0)
		return true;
	if (!cpm_asks(c,
				  source,
				  code,
				  target,
				  c->node[source].early,
				  &start,
				  &at_finish))
		return false;
	if (start > to->early && at_finish)
		to->flags |= CPM_AT_FINISH;
	else if (start >= to->early && !at_finish)
		to->flags &= (uint8_t) ~CPM_AT_FINISH;
	ask(c, source, to, start);
	return true;
}

static cpm_status
off_calendar(cpm *c, int32_t node)
{
	c->culprit = node;
	return CPM_OFF_CALENDAR;
}

/* Puts the activities without predecessors into the order. */
static int32_t
begin_order(cpm *c)
{
	int32_t ready = 0;

	for (int32_t i = 0; i < c->nodes; i++)
	{
		cpm_node *n = &c->node[i];

		n->floor = n->early;
		n->driver = -1;
		n->waiting = c->first[i + 1] - c->first[i];
		if (n->waiting == 0)
			c->order[ready++] = i;
	}
	return ready;
}

/*
 * Each activity, when all its predecessors are scheduled, asks its
 * successors.
 */
static cpm_status
forward(cpm *c, net_tick tick)
{
	uint32_t steps = 0;
	int32_t	 ready = begin_order(c);

	c->finish = INT64_MIN;
	for (int32_t k = 0; k < ready; k++)
	{
		int32_t i = c->order[k];
		int64_t early = c->node[i].early;
		int64_t finish = early + c->node[i].duration;

		if (finish > c->finish)
			c->finish = finish;
		for (int32_t l = c->next_first[i]; l < c->next_first[i + 1]; l++)
		{
			int32_t j = c->next[l].node;

			if (j >= 0)
				ask(c, i, &c->node[j], early + c->next[l].code);
			else if (j = ~j, !ask_special(c, i, c->next[l].code, j))
				return off_calendar(c, j);
			if (--c->node[j].waiting == 0)
				c->order[ready++] = j;
			net_step(&steps, tick);
		}
	}
	return ready < c->nodes ? CPM_CYCLE : CPM_OK;
}

/* What the successors leave to an activity. */
typedef struct leeway
{
	int64_t late;
	int64_t room;
	bool	driving;
} leeway;

/* What one special link leaves. */
static bool
leave_special(const cpm *c, int32_t source, int32_t code, int32_t target,
			  leeway *left)
{
	const cpm_node *to = &c->node[target];
	int64_t			early = c->node[source].early;
	int64_t			late;
	int64_t			room;
	int64_t			start;
	bool			at_finish;

	if (!latest_source(c, source, code, target, to->late, &late) ||
		!latest_source(c, source, code, target, to->early, &room) ||
		!cpm_asks(c, source, code, target, early, &start, &at_finish))
		return false;
	if (late < left->late)
		left->late = late;
	if (room < left->room)
		left->room = room;
	if (start == to->early && (to->flags & CPM_DRIVING) != 0 &&
		(to->flags & CPM_FIXED) == 0)
		left->driving = true;
	return true;
}

static inline void
leave(const cpm_node *from, const cpm_node *to, int32_t constant, leeway *left)
{
	int64_t late = to->late - constant;
	int64_t room = to->early - constant;

	if (late < left->late)
		left->late = late;
	if (room < left->room)
		left->room = room;
	if (room == from->early && (to->flags & CPM_DRIVING) != 0)
		left->driving = true;
}

/*
 * What the finish of the whole and the activity's own latest date leave; a
 * milestone at the end of a day stands on that day one instant later.
 */
static leeway
own_leeway(const cpm *c, const cpm_node *n)
{
	leeway left;

	left.late = c->finish - n->duration;
	left.driving = n->early == left.late;
	if (n->late != CPM_NO_LIMIT)
	{
		bool later = is_milestone(n) && (n->flags & CPM_FIXED) == 0 &&
					 (n->flags & CPM_AT_FINISH) != 0;
		int64_t limit = n->late + (later ? 1 : 0);

		if (limit < left.late)
			left.late = limit;
	}
	left.room = left.late;
	return left;
}

static bool
all_leeway(const cpm *c, int32_t i, leeway *left)
{
	const cpm_node *n = &c->node[i];
	leeway			own = own_leeway(c, n);

	*left = own;
	for (int32_t l = c->next_first[i]; l < c->next_first[i + 1]; l++)
	{
		int32_t j = c->next[l].node;

		if (j >= 0)
			leave(n, &c->node[j], c->next[l].code, left);
		else if (!leave_special(c, i, c->next[l].code, ~j, left))
			return false;
	}
	if ((n->flags & CPM_FIXED) != 0)
		left->late = own.late;
	return true;
}

/*
 * As late as possible: uses up the free float, so that no successor moves.
 * A milestone that moves stands at the end of the day before what follows.
 */
static bool
put_late(cpm *c, int32_t i, leeway *left)
{
	cpm_node *n = &c->node[i];
	uint8_t	  flags = n->flags;
	int64_t	  start;

	if (is_milestone(n) && (flags & CPM_AT_FINISH) == 0)
	{
		n->flags |= CPM_AT_FINISH;
		if (!all_leeway(c, i, left))
			return false;
	}
	start = left->room < left->late ? left->room : left->late;
	if (start > n->early)
	{
		n->early = start;
		n->driver = -1;
		left->driving = false;
		return true;
	}
	n->flags = flags;
	return all_leeway(c, i, left);
}

/* Tells the successors how late this predecessor can make them start. */
static bool
raise_floors(cpm *c, int32_t i)
{
	int64_t late = c->node[i].late;

	for (int32_t l = c->next_first[i]; l < c->next_first[i + 1]; l++)
	{
		int32_t j = c->next[l].node;
		int64_t start;
		bool	at_finish;

		if (j >= 0)
			start = late + c->next[l].code;
		else if (j = ~j,
				 !cpm_asks(c, i, c->next[l].code, j, late, &start, &at_finish))
			return false;
		if (start > c->node[j].floor)
			c->node[j].floor = start;
	}
	return true;
}

static cpm_status
backward(cpm *c, net_tick tick)
{
	uint32_t steps = 0;

	for (int32_t k = c->nodes - 1; k >= 0; k--)
	{
		int32_t	  i = c->order[k];
		cpm_node *n = &c->node[i];
		leeway	  left;

		if (!all_leeway(c, i, &left) ||
			((n->flags & CPM_ALAP) != 0 && !put_late(c, i, &left)))
			return off_calendar(c, i);
		n->late = left.late;
		n->room = left.room;
		if (left.driving)
			n->flags |= CPM_DRIVING;
		if (!raise_floors(c, i))
			return off_calendar(c, i);
		net_step(&steps, tick);
	}
	return CPM_OK;
}

cpm_status
cpm_run(cpm *c, net_tick tick)
{
	cpm_status status;

	turn_round(c, tick);
	status = forward(c, tick);
	return status == CPM_OK ? backward(c, tick) : status;
}

bool
cpm_days(const cpm *c, const cpm_node *n, int64_t start, int64_t *first,
		 int64_t *last)
{
	if (is_milestone(n))
	{
		bool at_finish = (n->flags & CPM_AT_FINISH) != 0;

		if (!axis_day(&c->axis, at_finish ? start - 1 : start, first))
			return false;
		*last = *first;
		return true;
	}
	return axis_day(&c->axis, start, first) &&
		   axis_day(&c->axis, start + n->duration - 1, last);
}
