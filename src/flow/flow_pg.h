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

/*
 * Reads rows one by one, for aggregates.  What lasts is kept in the state's
 * context; what a row needs meanwhile is left in the current one.
 */
typedef struct flow_reader flow_reader;

/* The arguments of flow, in its order. */
#define FLOW_ARGS 7

extern flow_reader *flow_reader_start(flow_state *s);

/* A row with names, method and scale taken into the state; not stored. */
extern flow_row flow_reader_row(flow_reader *r, const NullableDatum *args);

/* The parts of it, for states that are combined. */
extern int32 flow_reader_name(flow_reader *r, const char *bytes, Size length);
extern void	 flow_reader_method(flow_reader *r, flow_method method);
extern void	 flow_reader_scale(flow_reader *r, int scale);

/* Numbers names, and the rows' nodes, in the order of their bytes. */
extern void flow_number_by_name(flow_state *s);

/* flow_run with its memory, which is returned, and its errors. */
extern void *flow_calculate(flow_state *s, Size *bytes);
extern void	 flow_raise(const flow_state *s, flow_status status);

/* CHECK_FOR_INTERRUPTS, for the algorithms. */
extern void flow_tick(void);

#endif
