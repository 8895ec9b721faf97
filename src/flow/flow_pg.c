/*
 * flow_pg.c
 *		The window function flow: the money over each row of a network.
 *
 * The first row of a partition reads and calculates it all; each row then
 * takes its result from the arrays.
 */
#include "common/compat.h"

#include "common/decimal_pg.h"
#include "flow/flow_pg.h"
#include "lib/stringinfo.h"
#include "utils/memutils.h"

/* Most names of a loop that an error prints. */
#define LOOP_NAMES 20

void
flow_tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* ---- errors ---------------------------------------------------------- */

static char *
node_name(const flow_state *s, int32 node)
{
	const name *n = &s->names.entry[s->by_name[node]];

	return pnstrdup(n->text, n->length);
}

/* Names of nodes, one behind the other. */
static char *
list_nodes(const flow_state *s, const int32 *node, int32 count,
		   const char *between)
{
	StringInfoData text;
	int32		   shown = Min(count, LOOP_NAMES);

	initStringInfo(&text);
	for (int32 i = 0; i < shown; i++)
		appendStringInfo(&text,
						 "%s\"%s\"",
						 i > 0 ? between : "",
						 node_name(s, node[i]));
	if (count > shown)
		appendStringInfo(&text, " and %d more", count - shown);
	return text.data;
}

static void
raise_no_users(const flow_state *s)
{
	const char *pool = node_name(s, s->net.culprit);

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("pool \"%s\" has nobody to pass its money on to", pool),
			 s->net.method == FLOW_RECIPROCAL
				 ? errdetail("All its weights are zero.")
			 : s->net.method == FLOW_DIRECT
				 ? errdetail(
					   "Its weights are zero or lead to other pools, which "
					   "get nothing under method \"direct\".")
				 : errdetail(
					   "Its weights are zero or lead to pools of the same "
					   "or an earlier step."),
			 errhint(
				 "Give it a weight above zero to somebody else, or leave its "
				 "weights out and it bears the money itself.")));
}

static void
raise_closed_loop(const flow_state *s)
{
	int32 count = s->net.culprit_count;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 count == 1 ? errmsg("pool %s passes on to itself only",
								 list_nodes(s, s->net.culprits, count, ""))
						: errmsg("pools pass on to each other only: %s",
								 list_nodes(s, s->net.culprits, count, ", ")),
			 errdetail("Money that comes there reaches nobody who bears it."),
			 errhint("Give one of them a weight above zero to somebody "
					 "else.")));
}

void
flow_raise(const flow_state *s, flow_status status)
{
	switch (status)
	{
		case FLOW_OK:
			break;
		case FLOW_NO_STEP:
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("pool \"%s\" has no step",
							node_name(s, s->net.culprit)),
					 errhint("Method \"step_down\" needs the step on each "
							 "row with a weight: which pool is closed "
							 "first.")));
			break;
		case FLOW_STEPS_DIFFER:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("pool \"%s\" has two different steps",
							node_name(s, s->net.culprit)),
					 errhint("A step is the place of the row's source; give "
							 "all its rows the same.")));
			break;
		case FLOW_NO_USERS:
			raise_no_users(s);
			break;
		case FLOW_CLOSED_LOOP:
			raise_closed_loop(s);
			break;
		case FLOW_TOO_LARGE:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("flow is too large"),
					 errdetail("At %d decimals amounts, and what goes round "
							   "in loops, have at most 18 digits.",
							   s->scale)));
			break;
		case FLOW_NOT_SOLVED:
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("loop of %d pools is too hard to calculate",
							s->net.culprit_count),
					 errdetail("Its pools are %s; too little of what goes "
							   "round leaves it.",
							   list_nodes(s,
										  s->net.culprits,
										  s->net.culprit_count,
										  ", "))));
			break;
		case FLOW_NOT_ROUNDED:
			elog(ERROR, "flow does not balance");
			break;
	}
}

/* ---- the partition --------------------------------------------------- */

void *
flow_calculate(flow_state *s, Size *bytes)
{
	void *memory;

	s->net.tick = flow_tick;
	s->net.effort = FLOW_EFFORT;
	*bytes = flow_memory(s->net.nodes, s->net.rows);
	if (*bytes == 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows and names in one partition"),
				 errdetail("There are %d rows and %d names; at most %d of "
						   "both fit.",
						   s->net.rows,
						   s->net.nodes,
						   FLOW_MAX)));
	memory = flow_take(s, *bytes);
	flow_raise(s, flow_run(&s->net, memory));
	return memory;
}

static void
prepare(flow_state *s, WindowObject window, FmgrInfo *flinfo)
{
	Size  bytes;
	void *memory;

	s->context = GetMemoryChunkContext(s);
	flow_read(s, window, flinfo);
	memory = flow_calculate(s, &bytes);
	flow_release(s, memory, bytes);
	s->ready = true;
}

PG_FUNCTION_INFO_V1(regie_flow);

/*
 * flow(source text, target text, amount numeric, weight numeric,
 *		method text, step int, scale int) OVER (...) -> numeric
 *
 * The money over the row: a posting's amount, or what a weight makes of what
 * its source collects; NULL on a row that has neither.  flow.h has the rules,
 * solve.h and rounding.h how they are kept.
 */
Datum
regie_flow(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	flow_state	*s = WinGetPartitionLocalMemory(window, sizeof(flow_state));
	int64		 row = WinGetCurrentPosition(window);

	if (!s->ready)
		prepare(s, window, fcinfo->flinfo);
	if (s->net.row[row].kind == FLOW_NOTHING)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(decimal_to_numeric(s->net.row[row].units, s->scale));
}
