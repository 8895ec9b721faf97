/*
 * cpm.c
 *		The critical path method: a forward and a backward pass over the
 *		activities in an order in which predecessors come first.
 *
 * The passes are those of the precedence diagramming method (J. W. Fondahl,
 * "A Non-Computer Approach to the Critical Path Method for the Construction
 * Industry", 1961); the order is found by counting predecessors (A. B. Kahn,
 * "Topological sorting of large networks", Communications of the ACM 5(11),
 * 1962).
 *
 * A milestone stands at the end of a day or at the beginning of the next: one
 * instant on the axis of working days, but elapsed lags count from two moments.
 * So bounds are half instants: 2k is the beginning of working day k, and 2k - 1
 * the end of the day before it.  Activities start at even ones.  What a link
 * asks for never falls when its predecessor moves later, so there is a latest
 * half instant of the predecessor for each of the successor, and the backward
 * pass is exact whatever side a milestone would take after a slip.  Between the
 * passes, "late", "room" and "floor" hold half instants; "early" holds instants
 * throughout, the side being in the flags.
 *
 * Time goes into waiting for memory.  So the activities are copied into their
 * order once; the passes then find each predecessor not far behind.
 */
#include "roadmap/cpm.h"

#include "roadmap/crossing.h"
#include "roadmap/link.h"

#include <string.h>

/* The arrays stand in memory by size of their elements, so all are aligned. */
size_t
cpm_node_memory(int64_t nodes)
{
	if (nodes < 0 || nodes > CPM_MAX)
		return 0;
	return ((size_t) nodes + 2) * (2 * sizeof(cpm_node) + 6 * sizeof(int32_t));
}

void
cpm_set_nodes(cpm *c, int64_t nodes, void *memory)
{
	size_t room = (size_t) nodes + 2;

	c->nodes = (int32_t) nodes;
	c->node = memory;
	c->sorted = c->node + room;
	c->first = (int32_t *) (c->sorted + room);
	c->order = c->first + room;
	c->sorted_first = c->order + room;
	c->place = c->sorted_first + room;
	c->waiting = c->place + room;
	c->next_first = c->waiting + room;
}

size_t
cpm_link_memory(int64_t links)
{
	if (links < 0 || links > CPM_MAX)
		return 0;
	return ((size_t) links + 1) * (2 * sizeof(cpm_link) + sizeof(int32_t));
}

void
cpm_set_links(cpm *c, int64_t links, void *memory)
{
	c->links = (int32_t) links;
	c->link = memory;
	c->sorted_link = c->link + links + 1;
	c->next = (int32_t *) (c->sorted_link + links + 1);
}

/* ---- an order -------------------------------------------------------- */

/*
 * The arrays jump about in each other, but where to is known: ask for memory
 * some steps ahead, first for where a list of links begins, then for the
 * list, then for what the links of it name.  (Inlined by force: gcc 12 takes a
 * call to a function that does nothing else for one without effect, and drops
 * it.)
 */
#define AHEAD 8

#define always_inline inline __attribute__((always_inline))

static always_inline void
ask_ahead(const int32_t *order, int32_t k, int32_t n, const int32_t *first,
		  const void *list, size_t element)
{
	if (k + 2 * AHEAD < n)
		__builtin_prefetch(&first[order[k + 2 * AHEAD]]);
	if (k + AHEAD < n)
		__builtin_prefetch((const char *) list +
						   (size_t) first[order[k + AHEAD]] * element);
}

/* For what the successors of the activity AHEAD / 2 steps on wait for. */
static always_inline void
ask_waiting(const cpm *c, int32_t k, int32_t ready)
{
	int32_t i;

	if (k + AHEAD / 2 >= ready)
		return;
	i = c->order[k + AHEAD / 2];
	for (int32_t l = c->next_first[i]; l < c->next_first[i + 1]; l++)
		__builtin_prefetch(&c->waiting[c->next[l]], 1);
}

/* For the places of the predecessors of the activity AHEAD / 2 steps on. */
static always_inline void
ask_places(const cpm *c, int32_t k)
{
	int32_t i;

	if (k + AHEAD / 2 >= c->nodes)
		return;
	i = c->order[k + AHEAD / 2];
	for (int32_t l = c->first[i]; l < c->first[i + 1]; l++)
		__builtin_prefetch(&c->place[c->link[l].node]);
}

/* For the list of successors of the predecessor some links on. */
static always_inline void
ask_next(const cpm *c, int32_t l)
{
	const int32_t *first = c->next_first;

	if (l + 4 * AHEAD < c->links)
		__builtin_prefetch(&first[c->link[l + 4 * AHEAD].node + 1], 1);
	if (l + 2 * AHEAD < c->links)
		__builtin_prefetch(&c->next[first[c->link[l + 2 * AHEAD].node + 1]],
						   1);
}

/*
 * Lists each activity's successors: a counting sort by predecessor.
 * next_first[i + 1] moves from the first to behind the last one of i.
 */
static void
list_successors(cpm *c, net_tick tick)
{
	uint32_t steps = 0;
	int32_t *first = c->next_first;

	memset(first, 0, ((size_t) c->nodes + 2) * sizeof(int32_t));
	for (int32_t l = 0; l < c->links; l++)
	{
		if (l + 4 * AHEAD < c->links)
			__builtin_prefetch(&first[c->link[l + 4 * AHEAD].node + 2], 1);
		first[c->link[l].node + 2]++;
		net_step(&steps, tick);
	}
	for (int32_t i = 0; i < c->nodes; i++)
		first[i + 2] += first[i + 1];
	for (int32_t j = 0; j < c->nodes; j++)
	{
		for (int32_t l = c->first[j]; l < c->first[j + 1]; l++)
		{
			ask_next(c, l);
			c->next[first[c->link[l].node + 1]++] = j;
		}
		net_step(&steps, tick);
	}
}

/* Puts activities into the order when all their predecessors stand there. */
static cpm_status
find_order(cpm *c, net_tick tick)
{
	uint32_t steps = 0;
	int32_t	 ready = 0;

	for (int32_t i = 0; i < c->nodes; i++)
	{
		c->waiting[i] = c->first[i + 1] - c->first[i];
		if (c->waiting[i] == 0)
			c->order[ready++] = i;
	}
	for (int32_t k = 0; k < ready; k++)
	{
		int32_t i = c->order[k];

		ask_ahead(c->order,
				  k,
				  ready,
				  c->next_first,
				  c->next,
				  sizeof(c->next[0]));
		ask_waiting(c, k, ready);
		c->place[i] = k;
		for (int32_t l = c->next_first[i]; l < c->next_first[i + 1]; l++)
			if (--c->waiting[c->next[l]] == 0)
				c->order[ready++] = c->next[l];
		net_step(&steps, tick);
	}
	return ready < c->nodes ? CPM_CYCLE : CPM_OK;
}

/* Copies the links into the order. */
static void
sort_links(cpm *c, net_tick tick)
{
	uint32_t steps = 0;
	int32_t	 m = 0;

	for (int32_t k = 0; k < c->nodes; k++)
	{
		int32_t i = c->order[k];

		ask_ahead(c->order,
				  k,
				  c->nodes,
				  c->first,
				  c->link,
				  sizeof(c->link[0]));
		ask_places(c, k);
		c->sorted_first[k] = m;
		for (int32_t l = c->first[i]; l < c->first[i + 1]; l++)
			c->sorted_link[m++] =
				(cpm_link){c->place[c->link[l].node], c->link[l].code};
		net_step(&steps, tick);
	}
	c->sorted_first[c->nodes] = m;
}

/* Copies the activities into the order. */
static void
sort_nodes(cpm *c, net_tick tick)
{
	uint32_t steps = 0;

	for (int32_t k = 0; k < c->nodes; k++)
	{
		if (k + AHEAD < c->nodes)
			__builtin_prefetch(&c->node[c->order[k + AHEAD]]);
		c->sorted[k] = c->node[c->order[k]];
		c->sorted[k].floor = cpm_early_half(&c->sorted[k]);
		net_step(&steps, tick);
	}
}

/*
 * From half instants to the last or first instant that they leave on the side
 * of the day that a milestone has.
 */
static inline void
keep_side(cpm_node *n)
{
	n->late = (n->late + cpm_side(n)) >> 1;
	n->room = (n->room + cpm_side(n)) >> 1;
	n->floor = (n->floor + cpm_side(n) + 1) >> 1;
}

/* Copies the results back to where the activities came from. */
static void
unsort_nodes(cpm *c, net_tick tick)
{
	uint32_t steps = 0;

	for (int32_t k = 0; k < c->nodes; k++)
	{
		cpm_node *n = &c->sorted[k];

		if (k + AHEAD < c->nodes)
			__builtin_prefetch(&c->node[c->order[k + AHEAD]], 1);
		if (n->driver >= 0)
			n->driver = c->order[n->driver];
		keep_side(n);
		c->node[c->order[k]] = *n;
		net_step(&steps, tick);
	}
}

/* ---- what any link says ----------------------------------------------- */

static bool
crossing_asks(const cpm *c, int32_t number, const cpm_node *from, int32_t code,
			  const cpm_node *to, int64_t *start, bool *at_finish)
{
	int64_t half;

	if (!cross_asks(c, number, from, cpm_early_half(from), code, to, &half))
		return false;
	*start = (half + 1) >> 1;
	*at_finish = (half & 1) != 0;
	return true;
}

/* What any link asks for, its predecessor being at place p. */
static bool
asks(const cpm *c, int32_t p, int32_t code, const cpm_node *to, int64_t *start,
	 bool *at_finish)
{
	const cpm_node *from = &c->sorted[p];

	if (cpm_crosses(code))
		return crossing_asks(c, c->order[p], from, code, to, start, at_finish);
	return cpm_asks(&c->axis, from, code, to, from->early, start, at_finish);
}

bool
cpm_link_asks(const cpm *c, const cpm_link *link, const cpm_node *to,
			  int64_t *start, bool *at_finish)
{
	const cpm_node *from = &c->node[link->node];
	int32_t			code = link->code;

	if (cpm_crosses(code))
		return crossing_asks(c, link->node, from, code, to, start, at_finish);
	return cpm_asks(&c->axis, from, code, to, from->early, start, at_finish);
}

/* ---- forward --------------------------------------------------------- */

static cpm_status
off_calendar(cpm *c, int32_t place)
{
	c->culprit = c->order[place];
	return CPM_OFF_CALENDAR;
}

/* The first eight bytes of a name, to be compared as one number. */
static inline int64_t
name_begin(const name *n)
{
	unsigned char byte[8] = {0};
	uint64_t	  begin = 0;

	memcpy(byte, n->text, n->length < 8 ? n->length : 8);
	for (int i = 0; i < 8; i++)
		begin = begin << 8 | byte[i];
	return (int64_t) begin;
}

/*
 * Notes in "room", which is free until the backward pass, how the names begin:
 * here they stand in order, and in the forward pass they are far away.
 */
static void
note_names(cpm *c, net_tick tick)
{
	uint32_t steps = 0;

	for (int32_t i = 0; i < c->nodes; i++)
	{
		c->node[i].room = name_begin(&c->names[i]);
		net_step(&steps, tick);
	}
}

/* Whether the name at place a comes before that at place b, byte by byte. */
static bool
comes_before(const cpm *c, int32_t a, int32_t b)
{
	uint64_t	begin = (uint64_t) c->sorted[a].room;
	uint64_t	other = (uint64_t) c->sorted[b].room;
	const name *x;
	const name *y;

	if (begin != other)
		return begin < other;
	x = &c->names[c->order[a]];
	y = &c->names[c->order[b]];
	return dep_compare_names(x->text, x->length, y->text, y->length) < 0;
}

/*
 * A milestone stands at the end of a day only if all that asks for its
 * instant allows that.
 */
static void
choose_side(cpm_node *milestone, int64_t start, bool at_finish)
{
	if (start > milestone->early && at_finish)
		milestone->flags |= CPM_AT_FINISH;
	else if (start >= milestone->early && !at_finish)
		milestone->flags &= (uint8_t) ~CPM_AT_FINISH;
}

/*
 * An activity starts when its predecessors allow it.  Where several ask for
 * the same start, a predecessor counts before a date, and the first name
 * before the others.
 */
static bool
schedule_early(cpm *c, int32_t k)
{
	cpm_node *to = &c->sorted[k];
	bool	  milestone = link_is_milestone(to);

	to->driver = -1;
	if ((to->flags & (CPM_FIXED | CPM_DONE)) != 0)
		return true;
	for (int32_t l = c->sorted_first[k]; l < c->sorted_first[k + 1]; l++)
	{
		int32_t			p = c->sorted_link[l].node;
		int32_t			code = c->sorted_link[l].code;
		const cpm_node *from = &c->sorted[p];
		int64_t			start;
		bool			at_finish;
		bool			later;

		if (!milestone && link_is_plain(code))
			start = from->early + link_days(from, code, to);
		else if (asks(c, p, code, to, &start, &at_finish))
		{
			if (milestone)
				choose_side(to, start, at_finish);
		}
		else
			return false;
		later = start > to->early;
		if (start == to->early)
			later = to->driver < 0 || comes_before(c, p, to->driver);
		to->early = later ? start : to->early;
		to->driver = later ? p : to->driver;
	}
	return true;
}

/*
 * The last finish that an activity's late dates count from, as an instant of
 * its own calendar: the end of its last working day that is not later.
 */
static inline int64_t
last_finish(const cpm *c, const cpm_node *n)
{
	if (c->more == NULL)
		return c->finish;
	return axis_from_day(cpm_axis(c, n), c->more->end[n->end]);
}

static bool
raise_end(cpm *c, int32_t k)
{
	const cpm_node *n = &c->sorted[k];
	int64_t			moment;

	if (c->more == NULL)
	{
		if (n->early + n->duration > c->finish)
			c->finish = n->early + n->duration;
		return true;
	}
	if ((n->flags & CPM_APART) != 0)
		return true;
	if (!cross_end(c, c->order[k], n, cpm_early_half(n), &moment))
		return false;
	if (moment > c->more->end[n->end])
		c->more->end[n->end] = moment;
	return true;
}

static cpm_status
forward(cpm *c, net_tick tick)
{
	uint32_t steps = 0;

	c->finish = INT64_MIN;
	for (int32_t i = 0; c->more != NULL && i < c->more->ends; i++)
		c->more->end[i] = INT64_MIN;
	for (int32_t k = 0; k < c->nodes; k++)
	{
		if (!schedule_early(c, k) || !raise_end(c, k))
			return off_calendar(c, k);
		net_step(&steps, tick);
	}
	return CPM_OK;
}

/* ---- backward -------------------------------------------------------- */

/*
 * Before its successors speak: what the finish of the whole and the
 * activity's own latest date leave.  Of its latest date a milestone can take
 * the end, one half instant later than the beginning.
 */
static void
begin_late(const cpm *c, cpm_node *n)
{
	int64_t end;
	int64_t late;

	if ((n->flags & (CPM_APART | CPM_DONE)) != 0)
	{
		n->late = n->room = cpm_early_half(n);
		return;
	}
	end = last_finish(c, n) - n->duration;
	late = 2 * end;
	if (n->early == end)
		n->flags |= CPM_DRIVING;
	if (n->late < end)
		late = 2 * n->late + (link_is_milestone(n) ? 1 : 0);
	if ((n->flags & CPM_FIXED) != 0)
		late = 2 * (n->late < end ? n->late : end) - cpm_side(n);
	n->late = late;
	n->room = late;
}

/*
 * As late as possible: uses up the free float, so that no successor moves.
 * A milestone that moves stands at the end of the day before what follows.
 */
static void
put_late(cpm_node *n)
{
	int64_t half = n->room < n->late ? n->room : n->late;
	int64_t start = (half + (link_is_milestone(n) ? 1 : 0)) >> 1;

	if (start <= n->early)
		return;
	n->early = start;
	n->driver = -1;
	n->flags &= (uint8_t) ~CPM_DRIVING;
	if (link_is_milestone(n))
		n->flags |= CPM_AT_FINISH;
}

/*
 * What a successor leaves to its predecessor over a link: so that it can start
 * by its late and by its early half instant.
 */
static inline bool
leave(const cpm *c, int32_t p, int32_t code, const cpm_node *to,
	  int64_t to_late, int64_t to_early)
{
	const axis *a = &c->axis;
	cpm_node   *from = &c->sorted[p];
	int64_t		late;
	int64_t		room;
	int64_t		start;
	bool		at_finish;

	if (cpm_crosses(code))
	{
		int32_t number = c->order[p];

		if (!cross_is_open(from, code))
			return true;
		if (!cross_latest(c, number, from, code, to, to_late, &late) ||
			!cross_latest(c, number, from, code, to, to_early, &room) ||
			!asks(c, p, code, to, &start, &at_finish))
			return false;
	}
	else if (!cpm_elapsed(code))
	{
		int64_t halves = link_halves(from, code, to);

		late = to_late - halves;
		room = to_early - halves;
		start = from->early + link_days(from, code, to);
	}
	else if (!link_latest_half(a, from, code, to, to_late, &late) ||
			 !link_latest_half(a, from, code, to, to_early, &room) ||
			 !cpm_asks(a, from, code, to, from->early, &start, &at_finish))
		return false;
	if ((from->flags & CPM_FIXED) == 0)
		from->late = late < from->late ? late : from->late;
	from->room = room < from->room ? room : from->room;
	if (start == to->early && (to->flags & CPM_FIXED) == 0)
		from->flags |= to->flags & CPM_DRIVING;
	return true;
}

/*
 * When all successors of an activity have spoken, it speaks to its
 * predecessors.  What is fixed does not move: links to it are kept at either
 * side of its instant.
 */
static bool
leave_to_all(cpm *c, int32_t k, int32_t *from)
{
	cpm_node *to = &c->sorted[k];
	int		  either = (to->flags & CPM_FIXED) != 0 ? cpm_side(to) : 0;
	int64_t	  early;
	int64_t	  late;

	if ((to->flags & CPM_DONE) != 0)
		return true; /* nobody delays it any more */
	if (!link_is_milestone(to))
	{
		to->late &= ~(int64_t) 1;
		to->room &= ~(int64_t) 1;
	}
	if ((to->flags & CPM_ALAP) != 0)
		put_late(to);
	early = cpm_early_half(to) + either;
	late = to->late + either;
	for (int32_t l = c->sorted_first[k]; l < c->sorted_first[k + 1]; l++)
	{
		*from = c->sorted_link[l].node;
		if (!leave(c, *from, c->sorted_link[l].code, to, late, early))
			return false;
	}
	return true;
}

static cpm_status
backward(cpm *c, net_tick tick)
{
	uint32_t steps = 0;

	for (int32_t k = 0; k < c->nodes; k++)
		begin_late(c, &c->sorted[k]);
	for (int32_t k = c->nodes - 1; k >= 0; k--)
	{
		int32_t from;

		if (!leave_to_all(c, k, &from))
			return off_calendar(c, from);
		net_step(&steps, tick);
	}
	return CPM_OK;
}

/* How late the predecessors can make an activity start. */
static cpm_status
raise_floors(cpm *c, net_tick tick)
{
	uint32_t steps = 0;

	for (int32_t k = 0; k < c->nodes; k++)
	{
		cpm_node *to = &c->sorted[k];

		for (int32_t l = c->sorted_first[k]; l < c->sorted_first[k + 1]; l++)
		{
			int32_t			p = c->sorted_link[l].node;
			int32_t			code = c->sorted_link[l].code;
			const cpm_node *from = &c->sorted[p];
			int64_t			half;

			if (cpm_crosses(code))
			{
				if (!cross_asks(c,
								c->order[p],
								from,
								from->late,
								code,
								to,
								&half))
					return off_calendar(c, k);
			}
			else if (!cpm_elapsed(code))
				half = from->late + link_halves(from, code, to);
			else if (!link_elapsed_half(&c->axis,
										from,
										code,
										to,
										from->late,
										&half))
				return off_calendar(c, k);
			to->floor = half > to->floor ? half : to->floor;
		}
		net_step(&steps, tick);
	}
	return CPM_OK;
}

cpm_status
cpm_run_again(cpm *c, net_tick tick)
{
	cpm_status status;

	note_names(c, tick);
	sort_nodes(c, tick);
	status = forward(c, tick);
	if (status == CPM_OK)
		status = backward(c, tick);
	if (status == CPM_OK)
		status = raise_floors(c, tick);
	unsort_nodes(c, tick);
	return status;
}

cpm_status
cpm_run(cpm *c, net_tick tick)
{
	cpm_status status;

	list_successors(c, tick);
	status = find_order(c, tick);
	if (status != CPM_OK)
		return status;
	sort_links(c, tick);
	return cpm_run_again(c, tick);
}

bool
cpm_days(const cpm *c, const cpm_node *n, int64_t start, int64_t *first,
		 int64_t *last)
{
	const axis *a = cpm_axis(c, n);

	if (link_is_milestone(n))
	{
		bool at_finish = (n->flags & CPM_AT_FINISH) != 0 ||
						 (start > n->early && start == last_finish(c, n));

		if (!axis_day(a, at_finish ? start - 1 : start, first))
			return false;
		*last = *first;
		return true;
	}
	return axis_day(a, start, first) &&
		   axis_day(a, start + n->duration - 1, last);
}
