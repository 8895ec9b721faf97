/*
 * flow_pg.h
 *		One partition of the window function flow: what the files that read
 *		it, calculate and report share.
 */
#ifndef REGIE_FLOW_PG_H
#define REGIE_FLOW_PG_H

#include "common/compat.h"

#include "common/names.h"
#include "flow/flow.h"
#include "windowapi.h"

/* Decimals of the answers: more would leave too few digits before them. */
#define FLOW_MAX_SCALE 18

/* Lives in the window's memory for the partition, zeroed at its start. */
typedef struct flow_state
{
	bool		  ready;
	MemoryContext context; /* ends with the partition */
	Size		  taken;   /* bytes, for regie.memory_limit */

	flow_net net;
	names	 names;	  /* as they were met */
	int32	*by_name; /* their numbers in the order of their bytes */
	int		 scale;
} flow_state;

/* Working memory in the state's context, within regie.memory_limit. */
extern void *flow_take(flow_state *s, Size bytes);

/* Gives back what flow_take gave. */
extern void flow_release(flow_state *s, void *memory, Size bytes);

/* Reads the whole partition, ready for flow_run. */
extern void flow_read(flow_state *s, WindowObject window, FmgrInfo *flinfo);

/* CHECK_FOR_INTERRUPTS, for the algorithms. */
extern void flow_tick(void);

#endif
