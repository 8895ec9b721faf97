/*
 * roadmap_plan_unit.c
 *		Schedules with a calendar for each activity, progress, and roadmaps with
 *		ends of their own, against the rules of doc/roadmap.md taken literally;
 *		and the tree of summaries.
 *
 * The second implementation knows no instants.  It walks over days one by one,
 * judges links by the days of both ends, and finds dates by trying one
 * position after the other.
 */
#include "common/civil.h"
#include "roadmap/constraint.h"
#include "roadmap/crossing.h"
#include "roadmap/summary.h"

#include "tap.h"

#define MOST 10
#define LINKS 40
#define CALENDARS 4
#define FIRST_DAY (-1500)
#define LAST_DAY 2500
#define START 60 /* the project start */

/* ---- a problem ---------------------------------------------------------- */

typedef struct activity
{
	int32_t	  duration; /* what is left, if it has begun */
	int		  calendar;
	int		  end;
	bool	  begun;
	bool	  done;
	bool	  done_at_end; /* of a milestone */
	int32_t	  actual_start;
	int32_t	  actual_finish;
	con_dates con;
} activity;

typedef struct link_of
{
	int32_t from;
	int32_t to;
	int		kind;
	int32_t lag;
	bool	elapsed;
} link_of;

typedef struct problem
{
	int32_t	 n;
	int32_t	 m;
	activity a[MOST];
	link_of	 link[LINKS];
	bool	 progress;
	int32_t	 status;
	int		 ends;
	cal_days calendar[CALENDARS];
	int32_t	 exception[CALENDARS][400];
	int32_t	 net[CALENDARS][400];
	bool	 worked[CALENDARS][LAST_DAY - FIRST_DAY];
} problem;

static void
random_calendar(uint64_t *seed, problem *p, int number)
{
	static const uint8_t weekdays[] = {0x1F, 0x7F, 0x07, 0x15, 0x3E, 0x60};
	cal_days			*calendar = &p->calendar[number];
	int32_t				 net = 0;

	*calendar = (cal_days){.weekdays = weekdays[tap_between(seed, 0, 5)],
						   .day = p->exception[number],
						   .net = p->net[number]};
	if (tap_between(seed, 0, 1) == 0)
		for (int32_t day = -30; day < 250; day++)
			if (tap_between(seed, 0, 5) == 0)
			{
				bool on = (calendar->weekdays >> civil_weekday(day) & 1) != 0;

				net += on ? -1 : 1;
				p->exception[number][calendar->count] = day;
				p->net[number][calendar->count++] = net;
			}
	/* the days one by one, for the second implementation */
	for (int32_t day = FIRST_DAY; day < LAST_DAY; day++)
		p->worked[number][day - FIRST_DAY] =
			(calendar->weekdays >> civil_weekday(day) & 1) != 0;
	for (int32_t i = 0; i < calendar->count; i++)
		p->worked[number][calendar->day[i] - FIRST_DAY] ^= true;
}

static void
random_progress(uint64_t *seed, problem *p, activity *a)
{
	int64_t what = tap_between(seed, 0, 5);

	if (what > 2 || p->status < START)
		return;
	a->actual_start = (int32_t) tap_between(seed, START - 10, p->status);
	a->actual_finish = (int32_t) tap_between(seed, a->actual_start, p->status);
	if (a->duration == 0)
	{
		a->actual_finish = a->actual_start;
		a->done = true;
		a->done_at_end = tap_between(seed, 0, 1) == 1;
	}
	else if (what == 0)
		a->begun = true;
	else
		a->done = true;
}

static void
random_dates(uint64_t *seed, activity *a)
{
	if (tap_between(seed, 0, 3) > 0)
		return;
	a->con.kind = (con_kind) tap_between(seed, CON_ASAP, CON_MFO);
	/* what is as late as possible, and fixed milestones: roadmap_unit.c */
	if (a->con.kind == CON_ALAP ||
		(a->con.kind >= CON_MSO && a->duration == 0))
		a->con.kind = CON_ASAP;
	a->con.has_day = con_has_date(a->con.kind);
	a->con.day = (int32_t) tap_between(seed, START - 5, START + 60);
	a->con.has_deadline = tap_between(seed, 0, 1) == 1;
	a->con.deadline = (int32_t) tap_between(seed, START - 5, START + 80);
	if (a->done ||
		(a->begun && (a->con.kind == CON_SNET || a->con.kind == CON_SNLT ||
					  a->con.kind == CON_MSO)))
		a->con = (con_dates){.has_deadline = a->con.has_deadline && !a->done,
							 .deadline = a->con.deadline};
}

static void
random_problem(uint64_t *seed, problem *p, bool dates)
{
	int calendars = (int) tap_between(seed, 1, CALENDARS);

	for (int i = 0; i < calendars; i++)
		random_calendar(seed, p, i);
	p->n = (int32_t) tap_between(seed, 1, MOST);
	p->m = 0;
	p->progress = tap_between(seed, 0, 1) == 1;
	p->status = START + (int32_t) tap_between(seed, -10, 30);
	p->ends = (int) tap_between(seed, 1, 2);
	for (int32_t j = 0; j < p->n; j++)
	{
		activity *a = &p->a[j];

		*a = (activity){.calendar = (int) tap_between(seed, 0, calendars - 1),
						.end = (int) tap_between(seed, 0, p->ends - 1)};
		if (tap_between(seed, 0, 3) > 0)
			a->duration = (int32_t) tap_between(seed, 1, 6);
		if (p->progress)
			random_progress(seed, p, a);
		if (dates)
			random_dates(seed, a);
		for (int k = (int) tap_between(seed, 0, 3); j > 0 && k > 0; k--)
		{
			link_of *l = &p->link[p->m++];

			*l = (link_of){.from = (int32_t) tap_between(seed, 0, j - 1),
						   .to = j,
						   .kind = (int) tap_between(seed, 0, 3),
						   .lag = (int32_t) tap_between(seed, -4, 5)};
			if (tap_between(seed, 0, 2) == 0)
				l->lag = 0;
			l->elapsed = l->lag != 0 && tap_between(seed, 0, 2) == 0;
		}
	}
}

static void
print_problem(const problem *p)
{
	printf("# start %d, status %d\n", START, p->progress ? p->status : -1);
	for (int32_t j = 0; j < p->n; j++)
	{
		const activity *a = &p->a[j];

		printf("# %c: duration %d, calendar %d, end %d, %s %d..%d%s, %s %d, "
			   "deadline %d\n",
			   'A' + j,
			   a->duration,
			   a->calendar,
			   a->end,
			   a->done	  ? "done"
			   : a->begun ? "begun"
						  : "open",
			   a->actual_start,
			   a->actual_finish,
			   a->done_at_end ? " at end" : "",
			   con_name(a->con.kind),
			   a->con.day,
			   a->con.has_deadline ? a->con.deadline : -1);
	}
	for (int l = 0; l < p->m; l++)
		printf("# %c -> %c %s%+d%s\n",
			   'A' + p->link[l].from,
			   'A' + p->link[l].to,
			   dep_kind_name(p->link[l].kind),
			   p->link[l].lag,
			   p->link[l].elapsed ? "ed" : "d");
}

/* ---- walking over days ------------------------------------------------- */

static bool
works(const problem *p, int calendar, int32_t day)
{
	if (day < FIRST_DAY || day >= LAST_DAY)
		abort();
	return p->worked[calendar][day - FIRST_DAY];
}

static int32_t
first_from(const problem *p, int calendar, int32_t day)
{
	while (!works(p, calendar, day))
		day++;
	return day;
}

static int32_t
last_before(const problem *p, int calendar, int32_t day)
{
	do
		day--;
	while (!works(p, calendar, day));
	return day;
}

/* So many working days on (or back) from a working day. */
static int32_t
walk(const problem *p, int calendar, int32_t day, int32_t count)
{
	for (; count > 0; count--)
		day = first_from(p, calendar, day + 1);
	for (; count < 0; count++)
		day = last_before(p, calendar, day);
	return day;
}

/*
 * Where an activity stands: its first day worked; of a milestone the working
 * day, and whether at its end.
 */
typedef struct position
{
	int32_t day;
	bool	at_end;
} position;

static int32_t
last_day(const problem *p, int32_t i, position at)
{
	const activity *a = &p->a[i];

	return a->duration == 0 ? at.day
							: walk(p, a->calendar, at.day, a->duration - 1);
}

/* The next position, and the one before. */
static position
later(const problem *p, int32_t i, position at)
{
	int c = p->a[i].calendar;

	if (p->a[i].duration == 0 && !at.at_end)
		return (position){at.day, true};
	return (position){first_from(p, c, at.day + 1), false};
}

static position
earlier(const problem *p, int32_t i, position at)
{
	int c = p->a[i].calendar;

	if (at.at_end)
		return (position){at.day, false};
	return (position){last_before(p, c, at.day), p->a[i].duration == 0};
}

static bool
is_before(position a, position b)
{
	return a.day < b.day || (a.day == b.day && !a.at_end && b.at_end);
}

/*
 * The working days from one position to another, a milestone being on the
 * side of the day that the first has: those that lie between the two.
 */
static int64_t
days_between(const problem *p, int calendar, int32_t from, int32_t to)
{
	int64_t count = 0;

	for (int32_t day = from; day < to; day++)
		count += works(p, calendar, day);
	for (int32_t day = to; day < from; day++)
		count -= works(p, calendar, day);
	return count;
}

/* ---- links -------------------------------------------------------------- */

/* What a link counts from: the beginning of a day, and what it is. */
typedef struct event
{
	int32_t moment;
	bool	closes;
	int32_t before; /* of a start: the end of the working day before it */
} event;

static event
event_of(const problem *p, const link_of *l, position at)
{
	const activity *a = &p->a[l->from];
	bool			its_start = l->kind == DEP_SS || l->kind == DEP_SF;
	event			e = {0};

	if (a->done || (a->begun && its_start))
	{
		e.closes = a->duration == 0 ? a->done_at_end : !its_start;
		e.moment = e.closes ? a->actual_finish + 1 : a->actual_start;
		e.before =
			e.closes ? e.moment : last_before(p, a->calendar, e.moment) + 1;
		return e;
	}
	e.closes = a->duration == 0 ? at.at_end : !its_start;
	e.moment = e.closes ? last_day(p, l->from, at) + 1 : at.day;
	e.before = e.closes ? e.moment : last_before(p, a->calendar, at.day) + 1;
	return e;
}

/* Whether what finishes on a day does so no earlier than the event. */
static bool
finishes_after(const problem *p, int calendar, event e, int32_t day)
{
	if (e.closes)
		return day + 1 >= e.moment;
	/* no working day between the two is lost */
	for (int32_t between = day + 1; between < e.moment; between++)
		if (works(p, calendar, between))
			return false;
	return day + 1 >= e.before;
}

static bool
milestone_kept(const problem *p, const link_of *l, event e, position to)
{
	int		c = p->a[l->to].calendar;
	int32_t moment = e.moment + (l->elapsed ? l->lag : 0);
	int32_t begins = first_from(p, c, moment);

	if (!l->elapsed)
		begins = walk(p, c, begins, l->lag);
	if (to.day >= begins)
		return true;
	return e.closes && works(p, c, moment - 1) && to.at_end &&
		   to.day == last_before(p, c, begins);
}

static bool
kept(const problem *p, const link_of *l, position from, position to)
{
	const activity *t = &p->a[l->to];
	event			e = event_of(p, l, from);
	int32_t			finish;
	int32_t			begins;

	if (t->duration == 0)
		return milestone_kept(p, l, e, to);
	if (l->kind == DEP_FS || l->kind == DEP_SS)
	{
		if (l->elapsed)
			return to.day >= e.moment + l->lag;
		begins = first_from(p, t->calendar, e.moment);
		return to.day >= walk(p, t->calendar, begins, l->lag);
	}
	finish = last_day(p, l->to, to);
	if (l->lag == 0)
		return finishes_after(p, t->calendar, e, finish);
	if (l->elapsed)
		return finish + 1 >= e.moment + l->lag ||
			   (l->lag < 0 && finishes_after(p, t->calendar, e, finish));
	begins =
		walk(p, t->calendar, first_from(p, t->calendar, e.moment), l->lag);
	return finish >= last_before(p, t->calendar, begins);
}

/* ---- dates -------------------------------------------------------------- */

typedef struct answer
{
	position early[MOST];
	position late[MOST];
	position room[MOST];
	position floor[MOST];
	int32_t	 finish[2]; /* moments */
} answer;

static int32_t
floor_day(const problem *p)
{
	return p->progress && p->status > START ? p->status : START;
}

static bool
is_fixed(const activity *a)
{
	return a->con.kind == CON_MSO || a->con.kind == CON_MFO;
}

/* The earliest position that project start, status day and own date allow. */
static position
lower_of(const problem *p, int32_t i)
{
	const activity *a = &p->a[i];
	int				c = a->calendar;
	position		low = {first_from(p, c, floor_day(p)), false};
	int32_t			own = first_from(p, c, a->con.day);
	position		at = low;

	switch (a->con.kind)
	{
		case CON_SNET:
		case CON_MSO:
			at.day = own;
			break;
		case CON_FNET:
		case CON_MFO:
			at = (position){walk(p, c, own, 1 - a->duration), false};
			if (a->duration == 0)
				at = (position){own, true};
			break;
		default:
			break;
	}
	return is_before(low, at) ? at : low;
}

static void
go_forward(const problem *p, answer *r, const position *lower)
{
	r->finish[0] = r->finish[1] = INT32_MIN;
	for (int32_t j = 0; j < p->n; j++)
	{
		const activity *a = &p->a[j];
		position		at = lower[j];
		int32_t			moment;

		for (int l = 0; l < p->m && !a->done && !is_fixed(a); l++)
			if (p->link[l].to == j)
				while (!kept(p, &p->link[l], r->early[p->link[l].from], at))
					at = later(p, j, at);
		r->early[j] = at;
		moment = last_day(p, j, at) + 1;
		if (a->duration == 0 && !at.at_end)
			moment = at.day;
		if (a->done)
			moment = a->duration > 0 || a->done_at_end ? a->actual_finish + 1
													   : a->actual_start;
		if (moment > r->finish[a->end])
			r->finish[a->end] = moment;
	}
}

/* The latest position that last finish and own dates allow. */
static position
upper_of(const problem *p, const answer *r, int32_t i)
{
	const activity *a = &p->a[i];
	int				c = a->calendar;
	int32_t			end = r->finish[a->end];
	position		high = {0};
	int32_t			by[2];

	if (a->duration == 0)
		high.day = first_from(p, c, end);
	else
		high.day = walk(p, c, last_before(p, c, end), 1 - a->duration);
	if (is_fixed(a))
	{
		int32_t own = first_from(p, c, a->con.day);

		if (a->con.kind == CON_MFO)
			own = walk(p, c, own, 1 - a->duration);
		if (own < high.day)
			high.day = own;
	}
	for (int k = 0; k < 2; k++)
	{
		bool is_start = k == 0 && a->con.kind == CON_SNLT;
		bool is_finish = k == 0 && a->con.kind == CON_FNLT;

		if (k == 1 && a->con.has_deadline)
			is_finish = true;
		by[k] = k == 0 ? a->con.day : a->con.deadline;
		if (is_start || is_finish)
		{
			position own = {last_before(p, c, by[k] + 1), a->duration == 0};

			if (is_finish && a->duration > 0)
				own.day = walk(p, c, own.day, 1 - a->duration);
			if (is_before(own, high))
				high = own;
		}
	}
	return high;
}

static bool
is_open(const problem *p, const link_of *l)
{
	const activity *from = &p->a[l->from];
	bool			its_start = l->kind == DEP_SS || l->kind == DEP_SF;

	return !p->a[l->to].done && !from->done && !(from->begun && its_start);
}

/* The latest position up to one that lets all successors stand at theirs. */
static position
latest_for(const problem *p, int32_t i, position at, const position *others)
{
	for (int l = 0; l < p->m; l++)
		if (p->link[l].from == i && is_open(p, &p->link[l]))
			while (!kept(p, &p->link[l], at, others[p->link[l].to]))
				at = earlier(p, i, at);
	return at;
}

static void
go_back(const problem *p, answer *r, const position *lower)
{
	for (int32_t i = p->n - 1; i >= 0; i--)
	{
		position high = upper_of(p, r, i);

		if (p->a[i].done)
			continue;
		r->room[i] = latest_for(p, i, high, r->early);
		r->late[i] =
			is_fixed(&p->a[i]) ? high : latest_for(p, i, high, r->late);
	}
	for (int32_t j = 0; j < p->n; j++)
	{
		r->floor[j] = lower[j];
		for (int l = 0; l < p->m && !p->a[j].done; l++)
			if (p->link[l].to == j)
				while (!kept(p,
							 &p->link[l],
							 r->late[p->link[l].from],
							 r->floor[j]))
					r->floor[j] = later(p, j, r->floor[j]);
	}
}

/* ---- the implementation under test --------------------------------------- */

typedef struct engine
{
	cpm		   c;
	cpm_more   more;
	axis	   axes[CALENDARS + MOST];
	cpm_actual actual[MOST];
	int64_t	   end[2];
	name	   names[MOST];
	int32_t	   place[MOST];
	char	   memory[8192];
	char	   link_memory[8192];
} engine;

static void
shuffle(uint64_t *seed, int32_t *place, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		place[i] = i;
	for (int32_t i = n - 1; i > 0; i--)
	{
		int32_t j = (int32_t) tap_between(seed, 0, i);
		int32_t t = place[i];

		place[i] = place[j];
		place[j] = t;
	}
}

static void
load_activity(const problem *p, engine *e, int32_t j)
{
	const activity *a = &p->a[j];
	cpm_node	   *n = &e->c.node[e->place[j]];
	const axis	   *x = &e->axes[a->calendar];

	*n = (cpm_node){.duration = a->duration,
					.calendar = (uint16_t) a->calendar,
					.end = a->end};
	con_apply(&a->con, x, axis_from_day(x, floor_day(p)), n);
	if (a->done)
		n->flags = CPM_DONE | (a->done_at_end ? CPM_AT_FINISH : 0);
	else if (a->begun)
		n->flags |= CPM_BEGUN;
	e->actual[e->place[j]] = (cpm_actual){a->actual_start, a->actual_finish};
	e->names[e->place[j]] = (name){"ABCDEFGHIJ" + j, 1, 0};
}

static void
load(uint64_t *seed, const problem *p, engine *e)
{
	int32_t links = 0;

	memset(&e->c, 0, sizeof(e->c));
	if (cpm_node_memory(p->n) > sizeof(e->memory) ||
		cpm_link_memory(p->m) > sizeof(e->link_memory))
		abort();
	cpm_set_nodes(&e->c, p->n, e->memory);
	cpm_set_links(&e->c, p->m, e->link_memory);
	for (int i = 0; i < CALENDARS; i++)
		e->axes[i] = (axis){.calendar = &p->calendar[i]};
	e->more = (cpm_more){e->axes, e->actual, p->ends, e->end};
	e->c.axis = e->axes[0];
	e->c.names = e->names;
	e->c.more = &e->more;
	shuffle(seed, e->place, p->n);
	for (int32_t j = 0; j < p->n; j++)
		load_activity(p, e, j);
	for (int32_t i = 0; i < p->n; i++)
	{
		e->c.first[i] = links;
		for (int l = 0; l < p->m; l++)
			if (e->place[p->link[l].to] == i)
				e->c.link[links++] = (cpm_link){e->place[p->link[l].from],
												cpm_code(p->link[l].kind,
														 p->link[l].lag,
														 p->link[l].elapsed)};
	}
	e->c.first[p->n] = links;
	cross_mark(&e->c);
}

/* ---- comparing ----------------------------------------------------------- */

/*
 * The working days from one position to another: a milestone at the end of a
 * day is behind that day.  "side": the milestone that slips keeps its own.
 */
static int64_t
slip(const problem *p, int32_t i, position from, position to, bool up)
{
	int c = p->a[i].calendar;

	if (p->a[i].duration == 0)
	{
		/* the last, or first, position on the side that it has now */
		while (to.at_end != from.at_end)
			to = up ? later(p, i, to) : earlier(p, i, to);
	}
	return days_between(p, c, from.day, to.day);
}

static int
check_floats(const problem *p, const answer *r, int32_t j, const cpm_node *n)
{
	int64_t	 free = slip(p, j, r->early[j], r->room[j], false);
	position lowest = r->floor[j];
	int64_t	 independent;

	free = free > 0 ? free : 0;
	if (p->a[j].duration == 0)
		while (lowest.at_end != r->early[j].at_end)
			lowest = later(p, j, lowest);
	independent = slip(p, j, r->early[j], r->room[j], false) -
				  slip(p, j, r->early[j], lowest, true);
	independent = independent > 0 ? independent : 0;
	independent = independent < free ? independent : free;
	return (cpm_total_float(n) != slip(p, j, r->early[j], r->late[j], false)) +
		   (cpm_free_float(n) != free) +
		   (cpm_independent_float(n) != independent);
}

/* Whether a link asks for exactly the day that its successor has. */
static bool
is_tight(const problem *p, const answer *r, const link_of *l)
{
	position to = r->early[l->to];

	if (is_fixed(&p->a[l->to]) || p->a[l->to].done)
		return false;
	/* both sides of one instant: a day earlier, it would not be kept */
	if (p->a[l->to].duration > 0)
		return !kept(p, l, r->early[l->from], earlier(p, l->to, to));
	if (to.at_end)
		to = later(p, l->to, to);
	to = earlier(p, l->to, earlier(p, l->to, to));
	return !kept(p, l, r->early[l->from], to);
}

static bool
is_last(const problem *p, const answer *r, int32_t i)
{
	const activity *a = &p->a[i];
	int32_t			end = r->finish[a->end];
	int32_t			begins = r->early[i].day;

	if (a->duration == 0)
		return first_from(p, a->calendar, end) ==
			   (r->early[i].at_end ? first_from(p, a->calendar, begins + 1)
								   : begins);
	return last_before(p, a->calendar, end) == last_day(p, i, r->early[i]);
}

static bool
drives(const problem *p, const answer *r, int32_t i)
{
	if (p->a[i].done)
		return false;
	if (is_last(p, r, i))
		return true;
	for (int l = 0; l < p->m; l++)
		if (p->link[l].from == i && is_open(p, &p->link[l]) &&
			is_tight(p, r, &p->link[l]) && drives(p, r, p->link[l].to))
			return true;
	return false;
}

static int32_t
driver_of(const problem *p, const answer *r, int32_t j)
{
	int32_t driver = -1;

	for (int l = 0; l < p->m; l++)
		if (p->link[l].to == j && is_tight(p, r, &p->link[l]) &&
			(driver < 0 || p->link[l].from < driver))
			driver = p->link[l].from;
	return driver;
}

static int
check_activity(const problem *p, const answer *r, const engine *e, int32_t j)
{
	const cpm_node *n = &e->c.node[e->place[j]];
	int32_t			driver = driver_of(p, r, j);
	int64_t			first;
	int64_t			last;
	int				wrong = 0;

	if (p->a[j].done)
		return (n->flags & CPM_DRIVING) != 0;
	if (!cpm_days(&e->c, n, n->early, &first, &last))
		return 1;
	wrong += first != r->early[j].day || last != last_day(p, j, r->early[j]);
	wrong += ((n->flags & CPM_AT_FINISH) != 0) != r->early[j].at_end;
	if (p->a[j].duration > 0)
	{
		if (!cpm_days(&e->c, n, n->late, &first, &last))
			return 1;
		wrong += first != r->late[j].day || last != last_day(p, j, r->late[j]);
	}
	wrong += check_floats(p, r, j, n);
	wrong += n->driver != (driver < 0 ? -1 : e->place[driver]);
	wrong += ((n->flags & CPM_DRIVING) != 0) != drives(p, r, j);
	return wrong;
}

static void
test_random(bool dates, const char *what)
{
	static problem p;
	static engine  e;
	static answer  r;
	uint64_t	   seed = dates ? 62 : 61;
	int			   wrong = 0;
	int			   crossing = 0;
	int			   begun = 0;

	for (int round = 0; round < 12000 && wrong == 0; round++)
	{
		position lower[MOST];

		random_problem(&seed, &p, dates);
		load(&seed, &p, &e);
		for (int32_t j = 0; j < p.n; j++)
			lower[j] = lower_of(&p, j);
		go_forward(&p, &r, lower);
		go_back(&p, &r, lower);
		if (cpm_run(&e.c, NULL) != CPM_OK)
			wrong++;
		for (int32_t i = 0; i < p.ends; i++)
			wrong += r.finish[i] != INT32_MIN && e.end[i] != r.finish[i];
		for (int32_t j = 0; j < p.n && wrong == 0; j++)
		{
			wrong += check_activity(&p, &r, &e, j);
			if (wrong > 0)
				printf("# round %d, activity %c\n", round, 'A' + j);
			begun += p.a[j].begun;
		}
		for (int l = 0; l < p.m; l++)
			crossing += cpm_crosses(e.c.link[l].code);
		if (wrong > 0)
			print_problem(&p);
	}
	is_int(wrong, 0, what);
	ok(crossing > 10000 && begun > 1000,
	   "%d links between calendars or from actual dates, %d begun",
	   crossing,
	   begun);
}

/* ---- what floats mean, by trial ------------------------------------------- */

/*
 * The forward pass again with one activity so many of its working days later.
 * Says whether anything then stands behind its last finish; *moved, whether
 * any other activity stands elsewhere.
 */
static bool
slip_hurts(const problem *p, const answer *r, int32_t i, int32_t days,
		   bool *moved)
{
	static answer slipped;
	position	  lower[MOST];
	bool		  hurts = false;

	for (int32_t j = 0; j < p->n; j++)
		lower[j] = lower_of(p, j);
	lower[i] = r->early[i];
	lower[i].day = walk(p, p->a[i].calendar, lower[i].day, days);
	go_forward(p, &slipped, lower);
	*moved = false;
	for (int32_t j = 0; j < p->n; j++)
	{
		if (p->a[j].done)
			continue;
		hurts = hurts || is_before(upper_of(p, r, j), slipped.early[j]);
		*moved =
			*moved || (j != i && (is_before(slipped.early[j], r->early[j]) ||
								  is_before(r->early[j], slipped.early[j])));
	}
	return hurts;
}

static void
test_slips(void)
{
	static problem p;
	static engine  e;
	static answer  r;
	uint64_t	   seed = 63;
	int			   wrong = 0;
	int			   tried = 0;
	int			   total = 0;
	int			   free = 0;

	for (int round = 0; round < 10000 && wrong == 0; round++)
	{
		position lower[MOST];

		random_problem(&seed, &p, false);
		load(&seed, &p, &e);
		for (int32_t j = 0; j < p.n; j++)
			lower[j] = lower_of(&p, j);
		go_forward(&p, &r, lower);
		cpm_run(&e.c, NULL);
		for (int32_t j = 0; j < p.n && wrong == 0; j++)
		{
			const cpm_node *n = &e.c.node[e.place[j]];
			int32_t			most = (int32_t) cpm_total_float(n);
			int32_t			idle = (int32_t) cpm_free_float(n);
			bool			moved;

			if (p.a[j].done)
				continue;
			wrong += most < 0 || idle > most;
			wrong += slip_hurts(&p, &r, j, most, &moved);
			wrong += !slip_hurts(&p, &r, j, most + 1, &moved);
			wrong += slip_hurts(&p, &r, j, idle, &moved) || moved;
			wrong += !slip_hurts(&p, &r, j, idle + 1, &moved) && !moved;
			tried++;
			total += most > 0;
			free += idle > 0;
		}
		if (wrong > 0)
			print_problem(&p);
	}
	is_int(wrong, 0, "slips by total and by free float, and by a day more");
	ok(tried > 20000 && total > 10000 && free > 5000,
	   "%d activities slipped, %d with total and %d with free float",
	   tried,
	   total,
	   free);
}

/* ---- one calendar --------------------------------------------------------- */

/* The same network without "more", all activities in calendar 0. */
static void
load_plain(const problem *p, engine *plain, const engine *e)
{
	plain->axes[0] = (axis){.calendar = &p->calendar[0]};
	memset(&plain->c, 0, sizeof(plain->c));
	cpm_set_nodes(&plain->c, p->n, plain->memory);
	cpm_set_links(&plain->c, p->m, plain->link_memory);
	plain->c.axis = plain->axes[0];
	plain->c.names = e->names;
	memcpy(plain->c.node, e->c.node, (size_t) p->n * sizeof(cpm_node));
	memcpy(plain->c.first, e->c.first, ((size_t) p->n + 1) * sizeof(int32_t));
	for (int l = 0; l < p->m; l++)
		plain->c.link[l] =
			(cpm_link){e->c.link[l].node, e->c.link[l].code & ~CPM_CROSSES};
}

/*
 * Where all work by one calendar, of which each has a copy, every link crosses
 * and says what it said before.
 */
static void
test_one_calendar(void)
{
	static problem p;
	static engine  e;
	static engine  plain;
	uint64_t	   seed = 64;
	int			   wrong = 0;

	for (int round = 0; round < 20000 && wrong == 0; round++)
	{
		random_problem(&seed, &p, true);
		p.progress = false;
		p.ends = 1;
		for (int32_t j = 0; j < p.n; j++)
		{
			p.a[j].begun = p.a[j].done = p.a[j].done_at_end = false;
			p.a[j].calendar = p.a[j].end = 0;
			if (tap_between(&seed, 0, 9) == 0)
				p.a[j].con = (con_dates){.kind = CON_ALAP};
			if (tap_between(&seed, 0, 9) == 0)
				p.a[j].con = (con_dates){.kind = CON_MFO,
										 .has_day = true,
										 .day = START + 9};
		}
		load(&seed, &p, &e);
		load_plain(&p, &plain, &e);
		for (int32_t i = 0; i < p.n; i++)
		{
			e.axes[i] = (axis){.calendar = &p.calendar[0]};
			e.c.node[i].calendar = (uint16_t) i;
		}
		cross_mark(&e.c);
		if (cpm_run(&e.c, NULL) != CPM_OK || cpm_run(&plain.c, NULL) != CPM_OK)
			wrong++;
		for (int32_t i = 0; i < p.n; i++)
		{
			const cpm_node *a = &e.c.node[i];
			const cpm_node *b = &plain.c.node[i];
			int64_t			day[4] = {0};

			wrong += a->early != b->early || a->late != b->late ||
					 a->room != b->room || a->floor != b->floor ||
					 a->flags != b->flags || a->driver != b->driver;
			wrong += !cpm_days(&e.c, a, a->late, &day[0], &day[1]) ||
					 !cpm_days(&plain.c, b, b->late, &day[2], &day[3]) ||
					 day[0] != day[2] || day[1] != day[3];
		}
		if (wrong > 0)
			print_problem(&p);
	}
	is_int(wrong, 0, "20,000 plans of one calendar, with and without copies");
}

/* ---- summaries ------------------------------------------------------------ */

static bool
is_above(const int32_t *parent, int32_t a, int32_t b)
{
	for (; b >= 0; b = parent[b])
		if (a == b)
			return true;
	return false;
}

static bool
is_parent(const int32_t *parent, int32_t n, int32_t i)
{
	for (int32_t j = 0; j < n; j++)
		if (parent[j] == i)
			return true;
	return false;
}

static int
check_tree(const sum_tree *tree, const cpm *c, int32_t n)
{
	int32_t	 first[16];
	cpm_link link[2048];
	int64_t	 count = sum_count_links(tree, c, NULL);
	int		 wrong = 0;

	for (int32_t a = 0; a < n; a++)
	{
		wrong += sum_is_summary(tree, a) != is_parent(tree->parent, n, a);
		for (int32_t b = 0; b < n; b++)
			wrong += sum_holds(tree, a, b) != is_above(tree->parent, a, b);
	}
	if (count > 2048)
		abort();
	sum_put_links(tree, c, first, link, NULL);
	wrong += first[n] != count;
	/* each pair of activities: as often as pairs above them are linked */
	for (int32_t a = 0; a < n; a++)
		for (int32_t b = 0; b < n; b++)
		{
			int want = 0;
			int got = 0;

			for (int32_t to = 0; to < n; to++)
				for (int32_t l = c->first[to]; l < c->first[to + 1]; l++)
					want += is_above(tree->parent, c->link[l].node, a) &&
							is_above(tree->parent, to, b);
			if (is_parent(tree->parent, n, a) || is_parent(tree->parent, n, b))
				want = 0;
			for (int32_t l = first[b]; l < first[b + 1]; l++)
				got += link[l].node == a;
			wrong += want != got;
		}
	return wrong;
}

static void
test_summaries(void)
{
	uint64_t seed = 65;
	int		 wrong = 0;
	int		 loops = 0;

	for (int round = 0; round < 10000 && wrong == 0; round++)
	{
		int32_t	 n = (int32_t) tap_between(&seed, 1, 10);
		int32_t	 parent[10];
		int32_t	 memory[5 * 12];
		int32_t	 first[11] = {0};
		cpm_link link[8];
		sum_tree tree = {.n = n, .parent = parent};
		cpm		 c = {.nodes = n, .first = first, .link = link};
		bool	 loop = false;
		int32_t	 found;

		for (int32_t i = 0; i < n; i++)
			parent[i] = (int32_t) tap_between(&seed, -n, n - 1);
		for (int32_t i = 0; i < n; i++)
			parent[i] = parent[i] < 0 ? -1 : parent[i];
		for (int32_t i = 0; i < n; i++)
		{
			int32_t up = i;

			for (int32_t k = 0; k <= n && up >= 0; k++)
				up = parent[up];
			loop = loop || up >= 0;
		}
		if (sum_memory(n) > sizeof(memory))
			abort();
		found = sum_build(&tree, memory, NULL);
		wrong += loop != (found >= 0);
		loops += loop;
		if (loop && found >= 0)
		{
			int32_t up = parent[found];

			for (int32_t k = 0; k < n && up >= 0 && up != found; k++)
				up = parent[up];
			wrong += up != found;
			continue;
		}
		c.links = (int32_t) tap_between(&seed, 0, 8);
		for (int32_t l = 0; l < c.links; l++)
		{
			link[l] = (cpm_link){(int32_t) tap_between(&seed, 0, n - 1), l};
			first[tap_between(&seed, 1, n)]++;
		}
		for (int32_t i = 0; i < n; i++)
			first[i + 1] += first[i];
		wrong += check_tree(&tree, &c, n);
	}
	is_int(wrong, 0, "10,000 trees of summaries, and links put below them");
	ok(loops > 1000 && loops < 9000, "%d of them have a loop", loops);
}

#define CHAIN 2000

static int ticks;

static void
count_tick(void)
{
	ticks++;
}

/*
 * A summary in a summary and so on, and as many activities: what goes up from
 * each, and down again for each, can be cancelled.
 */
static void
test_ticks(void)
{
	static int32_t	parent[2 * CHAIN];
	static int32_t	memory[5 * (2 * CHAIN + 2)];
	static int32_t	first[2 * CHAIN + 1];
	static cpm_link link[CHAIN];
	sum_tree		tree = {.n = 2 * CHAIN, .parent = parent};
	cpm				c = {.nodes = 2 * CHAIN, .first = first, .link = link};

	/* all activities at the end of the chain, no links */
	for (int32_t i = 0; i < 2 * CHAIN; i++)
		parent[i] = i < CHAIN ? i - 1 : CHAIN - 1;
	is_int(sum_build(&tree, memory, NULL), -1, "a chain of summaries");
	ticks = 0;
	is_int(sum_count_links(&tree, &c, count_tick), 0, "no links, no links");
	ok(ticks >= 30, "%d ticks on the way up", ticks);

	/* activities beside the chain that wait for it, which has but one */
	for (int32_t i = CHAIN; i < 2 * CHAIN; i++)
	{
		parent[i] = -1;
		link[i - CHAIN] = (cpm_link){0, 0};
		first[i + 1] = i - CHAIN + 1;
	}
	c.links = CHAIN;
	is_int(sum_build(&tree, memory, NULL), -1, "and one beside the others");
	ticks = 0;
	is_int(sum_count_links(&tree, &c, count_tick), CHAIN, "a link for each");
	ok(ticks >= 30, "%d ticks on the way down", ticks);
}

int
main(void)
{
	test_ticks();
	test_random(false, "12,000 random plans, by walking over days");
	test_random(true, "12,000 random plans with dates, likewise");
	test_slips();
	test_one_calendar();
	test_summaries();
	return tap_finish();
}
