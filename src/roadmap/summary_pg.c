/*
 * summary_pg.c
 *		Summaries of the window function schedule: rows that sum up others.
 */
#include "common/compat.h"

#include "lib/stringinfo.h"
#include "roadmap/dependency_pg.h"
#include "roadmap/schedule_more_pg.h"

/* Most names of a loop that an error prints. */
#define LOOP_NAMES 20

static char *
quoted_name(const schedule *s, int64 row)
{
	const name *n = &s->names.entry[row];
	dependency	dep = {.activity = n->text, .length = n->length};

	return dep_text(&dep, false);
}

/* The activity that each name of a summary calls. */
static int32 *
find_summaries(schedule *s)
{
	const names *called = &s->more->summaries;
	int32		*found =
		schedule_take(s, ((Size) called->count + 1) * sizeof(int32));

	for (int32 i = 0; i < called->count; i++)
		found[i] = names_find(&s->names,
							  called->entry[i].text,
							  called->entry[i].length);
	return found;
}

static int32 *
find_parents(schedule *s)
{
	const schedule_more *m = s->more;
	int32				*found = find_summaries(s);
	int32 *parent = schedule_take(s, ((Size) s->rows + 1) * sizeof(int32));

	for (int64 row = 0; row < s->rows; row++)
	{
		int32 number = m->summary[row];

		parent[row] = number < 0 ? -1 : found[number];
		if (number >= 0 && parent[row] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("activity \"%s\" belongs to \"%s\", which is not "
							"in the partition",
							schedule_name(s, row),
							pnstrdup(m->summaries.entry[number].text,
									 m->summaries.entry[number].length)),
					 errhint("Add a row for the summary, with NULL as its "
							 "duration.")));
	}
	return parent;
}

static void
refuse_loop(const schedule *s, const int32 *parent, int32 i)
{
	StringInfoData text;
	int32		   first = i;

	/* begin with the first by name, so that the order of rows tells nothing */
	for (int32 j = parent[i]; j != i; j = parent[j])
		if (dep_compare_names(s->names.entry[j].text,
							  s->names.entry[j].length,
							  s->names.entry[first].text,
							  s->names.entry[first].length) < 0)
			first = j;
	initStringInfo(&text);
	appendStringInfoString(&text, quoted_name(s, first));
	i = first;
	for (int n = 1; n < LOOP_NAMES && parent[i] != first; n++)
	{
		i = parent[i];
		appendStringInfo(&text, " in %s", quoted_name(s, i));
	}
	appendStringInfo(&text,
					 "%s in %s",
					 parent[i] != first ? " in ..." : "",
					 quoted_name(s, first));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("summaries contain each other in a circle"),
			 errdetail("%s.", text.data)));
}

/* A summary has nothing of its own but a deadline. */
static void
check_summary(const schedule *s, int64 row)
{
	const schedule_more *m = s->more;

	if (s->cpm.node[row].duration >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("duration of summary \"%s\" must be null",
						schedule_name(s, row)),
				 errdetail("Its dates follow from the activities that belong "
						   "to it.")));
	if (s->dates != NULL && s->dates[row].kind != CON_ASAP)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("summary \"%s\" has the constraint \"%s\"",
						schedule_name(s, row),
						con_name(s->dates[row].kind)),
				 errhint("Put it on an activity, or give the summary a "
						 "deadline.")));
	if (m->has != NULL && m->has[row] != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("summary \"%s\" has progress of its own",
						schedule_name(s, row)),
				 errhint("Put it on the activities that belong to it.")));
}

static void
check_rows(const schedule *s)
{
	for (int64 row = 0; row < s->rows; row++)
	{
		cpm_node *n = &s->cpm.node[row];

		if (more_is_summary(s, row))
		{
			check_summary(s, row);
			n->duration = 0;
			n->flags = CPM_APART;
		}
		else if (n->duration < 0)
			schedule_refuse_null_duration(s, row);
	}
}

/* Refuses links that cannot be put on the activities below a summary. */
static void
check_links(const schedule *s)
{
	const cpm	   *c = &s->cpm;
	const sum_tree *tree = &s->more->tree;

	for (int32 row = 0; row < c->nodes; row++)
		for (int32 l = c->first[row]; l < c->first[row + 1]; l++)
		{
			const cpm_link *link = &c->link[l];

			if (link->node != row && (sum_holds(tree, link->node, row) ||
									  sum_holds(tree, row, link->node)))
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("activity \"%s\" depends on \"%s\", and one "
								"is a summary of the other",
								schedule_name(s, row),
								schedule_name(s, link->node))));
			if (!sum_can_link(tree, link->node, link->code, row))
				ereport(ERROR,
						(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						 errmsg("activity \"%s\" depends on %s, which a "
								"summary cannot have",
								schedule_name(s, row),
								schedule_link_text(s, link)),
						 errdetail("A summary can be waited for with FS and "
								   "FF, and can wait with FS and SS."),
						 errhint("Put the dependency on the activities of "
								 "the summary.")));
		}
}

static void
put_links(schedule *s)
{
	cpm		 *c = &s->cpm;
	int64	  count = sum_count_links(&s->more->tree, c, schedule_tick);
	Size	  bytes = cpm_link_memory(count);
	int32	 *first = schedule_take(s, ((Size) s->rows + 1) * sizeof(int32));
	cpm_link *old = c->link;
	cpm		  put = *c;

	if (bytes == 0)
		schedule_refuse_links();
	cpm_set_links(&put, count, schedule_take(s, bytes));
	sum_put_links(&s->more->tree, c, first, put.link, schedule_tick);
	memcpy(c->first, first, ((Size) s->rows + 1) * sizeof(int32));
	cpm_set_links(c, count, put.link);
	pfree(old);
}

void
more_apply_summaries(schedule *s)
{
	schedule_more *m = s->more;
	int32		   loop;

	if (m->summary != NULL)
	{
		m->tree.n = (int32) s->rows;
		m->tree.parent = find_parents(s);
		loop = sum_build(&m->tree,
						 schedule_take(s, sum_memory(s->rows)),
						 schedule_tick);
		if (loop >= 0)
			refuse_loop(s, m->tree.parent, loop);
	}
	check_rows(s);
	if (m->summary == NULL)
		return;
	check_links(s);
	put_links(s);
}
