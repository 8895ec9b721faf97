/*
 * memory.c
 *		Working memory that is known, checked and said before it is taken.
 */
#include "common/memory.h"

#include "utils/memutils.h"

#include <sys/mman.h>

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

/*
 * Blocks of this size malloc maps by themselves, and gives back whole: advice
 * about their pages stays with them.
 */
#define MAPPED_ALONE ((Size) 32 * 1024 * 1024)

#define LARGE_PAGE ((Size) 2 * 1024 * 1024)

/*
 * Networks and tables of names are jumped about in.  On small pages, most
 * jumps in a block this large wait twice: for where the page is, and for what
 * stands there.  So ask for large pages; a system is free not to have any.
 */
static void
ask_large_pages(void *memory, Size bytes)
{
#ifdef MADV_HUGEPAGE
	uintptr_t from = TYPEALIGN(LARGE_PAGE, (uintptr_t) memory);
	uintptr_t end = TYPEALIGN_DOWN(LARGE_PAGE, (uintptr_t) memory + bytes);

	if (bytes >= MAPPED_ALONE)
		(void) madvise((void *) from, end - from, MADV_HUGEPAGE);
#endif
}

void *
memory_take(Size bytes, const char *what, int64 count)
{
	void *memory;

	memory_check(bytes, what, count);
	memory = MemoryContextAllocExtended(CurrentMemoryContext,
										bytes,
										MCXT_ALLOC_HUGE);
	ask_large_pages(memory, bytes);
	return memory;
}
