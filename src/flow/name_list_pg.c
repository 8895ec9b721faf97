/*
 * name_list_pg.c
 *		Names that are numbered as they come.
 */
#include "common/compat.h"

#include "common/checked.h"
#include "common/memory.h"
#include "flow/name_list_pg.h"
#include "network/network_image.h"

#define FIRST_NAMES 16
#define FIRST_CHUNK 256
#define LARGEST_CHUNK (1024 * 1024)

/* ---- memory ---------------------------------------------------------- */

void *
work_take(work *w, Size bytes)
{
	MemoryContext old = MemoryContextSwitchTo(w->context);
	Size		  total;
	void		 *memory;

	if (!checked_add_size(w->taken, bytes, &total))
		total = SIZE_MAX;
	/* the sum of all blocks counts: memory_take refuses it in words */
	if (total / 1024 >= (Size) regie_memory_limit)
		memory_take(total, w->what, w->count);
	memory = memory_take(bytes, w->what, w->count);
	w->taken = total;
	MemoryContextSwitchTo(old);
	return memory;
}

void
work_release(work *w, void *memory, Size bytes)
{
	pfree(memory);
	w->taken -= bytes;
}

/* ---- names ----------------------------------------------------------- */

static void
grow(name_list *list)
{
	names old = list->table;
	int64 capacity = Max((int64) old.capacity * 2, FIRST_NAMES);
	Size  bytes = names_memory(capacity);
	bool  is_new;

	if (bytes == 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many names"),
				 errdetail("At most %d fit.", NAMES_MAX)));
	names_init(&list->table, capacity, work_take(list->work, bytes));
	for (int32 i = 0; i < old.count; i++)
	{
		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		names_add(&list->table,
				  old.entry[i].text,
				  old.entry[i].length,
				  &is_new);
	}
	if (old.capacity > 0)
		work_release(list->work, old.entry, names_memory(old.capacity));
}

/* Chunks grow, up to a point. */
static const char *
keep_bytes(name_list *list, const char *bytes, Size length)
{
	char *kept;

	if (length > list->chunk_left)
	{
		list->chunk_size =
			Min(Max(list->chunk_size * 2, FIRST_CHUNK), LARGEST_CHUNK);
		list->chunk_left = Max(list->chunk_size, length);
		list->chunk = work_take(list->work, list->chunk_left);
	}
	kept = list->chunk;
	memcpy(kept, bytes, length);
	list->chunk += length;
	list->chunk_left -= length;
	return kept;
}

int32
name_list_add(name_list *list, const char *bytes, Size length, bool *is_new)
{
	int32 number;

	if (list->table.count == list->table.capacity)
		grow(list);
	number = names_add(&list->table, bytes, length, is_new);
	if (*is_new)
		list->table.entry[number].text = keep_bytes(list, bytes, length);
	return number;
}

char *
name_list_text(const name_list *list, int32 number)
{
	const name *n = &list->table.entry[number];

	return pnstrdup(n->text, n->length);
}

/* The sort holds nothing, so that it can be left from here. */
static int
compare_names(const void *a, const void *b, void *arg)
{
	static uint32 compared = 0;
	const names	 *table = arg;
	const name	 *x = &table->entry[*(const int32 *) a];
	const name	 *y = &table->entry[*(const int32 *) b];

	if ((++compared & 0xFFFF) == 0)
		CHECK_FOR_INTERRUPTS();
	return net_name_compare(x->text, x->length, y->text, y->length);
}

int32 *
name_list_sort(const name_list *list, int32 **place)
{
	int32  count = list->table.count;
	int32 *by_name = work_take(list->work, (Size) count * sizeof(int32));

	for (int32 i = 0; i < count; i++)
		by_name[i] = i;
	qsort_arg(by_name,
			  count,
			  sizeof(int32),
			  compare_names,
			  (void *) &list->table);
	if (place == NULL)
		return by_name;
	*place = work_take(list->work, (Size) count * sizeof(int32));
	for (int32 i = 0; i < count; i++)
		(*place)[by_name[i]] = i;
	return by_name;
}
