/*
 * aggregate_pg.c
 *		What all aggregates of this extension need.
 */
#include "common/aggregate_pg.h"

MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function called in non-aggregate context");
	return context;
}

void
aggregate_bytes(StringInfo buf, bytea *bytes)
{
	initStringInfo(buf);
	appendBinaryStringInfo(buf,
						   VARDATA_ANY(bytes),
						   (int) VARSIZE_ANY_EXHDR(bytes));
}

void
aggregate_refuse_state(const char *aggregate)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid state of aggregate %s", aggregate)));
}
