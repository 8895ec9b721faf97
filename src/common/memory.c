/*
 * memory.c
 *		Working memory that is known, checked and said before it is taken.
 */
#include "common/memory.h"

#include "utils/memutils.h"

int regie_memory_limit = 1024 * 1024;

void
memory_check(Size bytes, const char *what, int64 count)
{
	if (bytes / 1024 >= (Size) regie_memory_limit)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("not enough working memory allowed"),
				 errdetail("This takes %zu kB (%s: " INT64_FORMAT
						   "), and regie.memory_limit allows %d kB.",
						   bytes / 1024 + 1,
						   what,
						   count,
						   regie_memory_limit),
				 errhint("Raise regie.memory_limit, or use smaller "
						 "partitions.")));
}

void *
memory_take(Size bytes, const char *what, int64 count)
{
	memory_check(bytes, what, count);
	return MemoryContextAllocExtended(CurrentMemoryContext,
									  bytes,
									  MCXT_ALLOC_HUGE);
}
