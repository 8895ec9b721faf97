/*
 * aggregate_pg.h
 *		What all aggregates of this extension need: the context of their
 *		states, and states that come as bytes.
 */
#ifndef REGIE_AGGREGATE_PG_H
#define REGIE_AGGREGATE_PG_H

#include "common/compat.h"

#include "lib/stringinfo.h"

/* The memory in which a state lives; an error outside of an aggregate. */
extern MemoryContext aggregate_context(FunctionCallInfo fcinfo);

/*
 * A copy of a serialized state to read by pq_getmsg...(): aligned, and with a
 * zero behind its end.  Its data is freed by the caller.
 */
extern void aggregate_bytes(StringInfo buf, bytea *bytes);

/* Ends with SQLSTATE 22P03: bytes that no serialized state has. */
extern void aggregate_refuse_state(const char *aggregate)
	pg_attribute_noreturn();

#endif
