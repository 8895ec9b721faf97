/*
 * breach_pg.c
 *		What the window function schedule reports in words: the dates that an
 *		activity misses, and a cycle.
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "lib/stringinfo.h"
#include "network/cycle.h"
#include "roadmap/dependency_pg.h"
#include "roadmap/schedule_more_pg.h"

/* Most names of a cycle that an error prints. */
#define CYCLE_NAMES 20

static StringInfo
begin_breach(StringInfo text)
{
	if (text->len > 0)
		appendStringInfoString(text, "; ");
	return text;
}

/* Whether a link comes from an activity before that of another by name. */
static bool
is_before(const schedule *s, const cpm_link *a, const cpm_link *b)
{
	const name *x = &s->names.entry[a->node];
	const name *y = &s->names.entry[b->node];

	return dep_compare_names(x->text, x->length, y->text, y->length) < 0;
}

/*
 * The link that asks a fixed activity for the latest start; of several the
 * first by name, as links of summaries come in the order of the rows.
 */
static int32
latest_asker(const schedule *s, int32 row, int64 *latest)
{
	const cpm *c = &s->cpm;
	int32	   asker = -1;

	for (int32 l = c->first[row]; l < c->first[row + 1]; l++)
	{
		int64 start;
		bool  at_finish;

		if (cpm_link_asks(c, &c->link[l], &c->node[row], &start, &at_finish) &&
			(asker < 0 || start > *latest ||
			 (start == *latest && is_before(s, &c->link[l], &c->link[asker]))))
		{
			*latest = start;
			asker = l;
		}
	}
	return asker;
}

char *
schedule_link_text(const schedule *s, const cpm_link *link)
{
	const name *source = &s->names.entry[link->node];
	dependency	dep = {.activity = source->text,
					   .length = source->length,
					   .kind = cpm_kind(link->code),
					   .lag = cpm_lag(link->code),
					   .elapsed = cpm_elapsed(link->code)};

	return dep_text(&dep, true);
}

/* A link in words, and the day it asks for. */
static void
append_asker(StringInfo text, const schedule *s, int32 row,
			 const cpm_link *link, int64 instant)
{
	int64 day;

	appendStringInfo(text, "but %s asks for ", schedule_link_text(s, link));
	if (axis_day(cpm_axis(&s->cpm, &s->cpm.node[row]), instant, &day))
		appendStringInfoString(text, calendar_day_text(day));
	else
		appendStringInfoString(text, "a day outside the calendar");
}

/*
 * An activity that must start or finish on a day, and does not, or does but
 * against its predecessors.
 */
static void
append_fixed(StringInfo text, const schedule *s, int32 row)
{
	const con_dates *con = &s->dates[row];
	const cpm_node	*n = &s->cpm.node[row];
	const axis		*a = cpm_axis(&s->cpm, n);
	bool			 finish = con->kind == CON_MFO;
	int64			 wanted = con_wanted(con, a, n->duration);
	int64			 latest = 0;
	int32			 asker = latest_asker(s, row, &latest);
	char			*must =
		psprintf("%s %s, ", con_name(con->kind), calendar_day_text(con->day));

	if (n->early > wanted ||
		(finish && n->duration == 0 && (n->flags & CPM_AT_FINISH) == 0))
		appendStringInfo(begin_breach(text),
						 more_first_day(s) > s->project_start
							 ? "%sbut the status day is %s"
							 : "%sbut the project starts on %s",
						 must,
						 calendar_day_text(more_first_day(s)));
	else if (!cal_is_workday(a->calendar, con->day))
		appendStringInfo(begin_breach(text),
						 "%swhich is not a working day",
						 must);
	if (asker >= 0 && latest > n->early)
	{
		appendStringInfoString(begin_breach(text), must);
		append_asker(text,
					 s,
					 row,
					 &s->cpm.link[asker],
					 finish ? latest + n->duration - 1 : latest);
	}
}

/* The latest dates that an activity's early dates are behind. */
static void
append_late(StringInfo text, const schedule *s, int64 row,
			const con_dates *con)
{
	const cpm_node *n = &s->cpm.node[row];
	const axis	   *a = cpm_axis(&s->cpm, n);
	int64			late = con_days_late(con, a, n);
	int64			over = con_days_over(con, a, n);

	if (late > 0)
		appendStringInfoString(begin_breach(text),
							   schedule_days_after(con->kind == CON_SNLT
													   ? "starts"
													   : "finishes",
												   late,
												   psprintf("\"%s\"",
															con_name(
																con->kind)),
												   con->day));
	if (over > 0)
		appendStringInfoString(begin_breach(text),
							   schedule_days_after("finishes",
												   over,
												   "deadline",
												   con->deadline));
}

/* Most activities have nothing to say: no text is begun for them. */
static bool
can_breach(const schedule *s, int64 row)
{
	const cpm_node	*n = &s->cpm.node[row];
	const con_dates *con;

	if (s->more != NULL)
		return s->dates != NULL || s->more->has != NULL;
	if (s->dates == NULL)
		return false;
	con = &s->dates[row];
	return con_is_fixed(con->kind) ||
		   con_days_late(con, &s->cpm.axis, n) > 0 ||
		   con_days_over(con, &s->cpm.axis, n) > 0;
}

char *
schedule_breach(const schedule *s, int64 row)
{
	StringInfoData text;
	con_dates	   con;

	if (!can_breach(s, row))
		return NULL;
	initStringInfo(&text);
	con = s->more == NULL ? s->dates[row] : more_dates(s, row);
	if ((s->cpm.node[row].flags & (CPM_DONE | CPM_APART)) == 0)
	{
		if (con_is_fixed(con.kind))
			append_fixed(&text, s, (int32) row);
		append_late(&text, s, row, &con);
	}
	if (s->more != NULL)
		more_append_breach(&text, s, row);
	return text.len > 0 ? text.data : NULL;
}

/* Order of activities by name, for qsort_arg. */
static int
compare_rows(const void *a, const void *b, void *arg)
{
	const names *all = arg;
	const name	*x = &all->entry[*(const int32 *) a];
	const name	*y = &all->entry[*(const int32 *) b];

	return dep_compare_names(x->text, x->length, y->text, y->length);
}

/*
 * The network as a graph whose nodes are numbered by the order of their
 * names, so that which cycle is found does not depend on the order of rows.
 */
static void
graph_by_name(schedule *s, const int32 *row_of, net_graph *graph)
{
	const cpm *c = &s->cpm;
	Size	   links = (Size) c->links + 1;
	int32	  *rank = schedule_take(s, ((Size) c->nodes + 1) * sizeof(int32));
	int32	  *first = schedule_take(s, ((Size) c->nodes + 1) * sizeof(int32));
	int32	  *source = schedule_take(s, links * sizeof(int32));
	int32	  *target = schedule_take(s, links * sizeof(int32));
	int32	  *edge = schedule_take(s, links * sizeof(int32));
	int32	  *scratch = schedule_take(s, links * sizeof(int32));

	for (int32 i = 0; i < c->nodes; i++)
		rank[row_of[i]] = i;
	for (int32 j = 0; j < c->nodes; j++)
		for (int32 l = c->first[j]; l < c->first[j + 1]; l++)
		{
			source[l] = rank[c->link[l].node];
			target[l] = rank[j];
		}
	net_sort_many_edges(c->nodes,
						c->links,
						source,
						target,
						first,
						edge,
						scratch,
						schedule_tick);
	for (int32 l = 0; l < c->links; l++)
		scratch[l] = target[edge[l]];
	graph->n = c->nodes;
	graph->first = first;
	graph->target = scratch;
}

/* The name of an activity, and of its roadmap if it has one. */
static void
append_name(StringInfo text, const schedule *s, int32 row)
{
	const name *n = &s->names.entry[row];
	const name *roadmap = more_roadmap(s, row);
	dependency	dep = {.activity = n->text, .length = n->length};

	appendStringInfoString(text, dep_text(&dep, false));
	if (roadmap != NULL)
		appendStringInfo(text,
						 " (%s)",
						 pnstrdup(roadmap->text, roadmap->length));
}

/* A -> B -> A: the names in order, a long list cut short. */
static char *
cycle_text(const schedule *s, const int32 *row_of, const int32 *cycle,
		   int32 length)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int32 i = 0; i < Min(length, CYCLE_NAMES); i++)
	{
		append_name(&text, s, row_of[cycle[i]]);
		appendStringInfoString(&text, " -> ");
	}
	if (length > CYCLE_NAMES)
		appendStringInfo(&text, "(%d more) -> ", length - CYCLE_NAMES);
	append_name(&text, s, row_of[cycle[0]]);
	return text.data;
}

void
schedule_refuse_cycle(schedule *s)
{
	Size	  n = s->cpm.nodes;
	int32	 *row_of = schedule_take(s, n * sizeof(int32));
	int32	 *cycle = schedule_take(s, n * sizeof(int32));
	net_graph graph;
	int32	  length;

	for (Size i = 0; i < n; i++)
		row_of[i] = (int32) i;
	qsort_arg(row_of, n, sizeof(int32), compare_rows, &s->names);
	graph_by_name(s, row_of, &graph);
	length = net_cycle(&graph,
					   cycle,
					   schedule_take(s, net_cycle_memory(n)),
					   schedule_tick);
	if (length == 0)
		elog(ERROR, "no cycle in a network without an order");
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("dependencies form a cycle"),
			 errdetail("%s.", cycle_text(s, row_of, cycle, length)),
			 errhint("Leave out one of these dependencies.")));
}
