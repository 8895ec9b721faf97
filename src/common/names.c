/*
 * names.c
 *		Texts to numbers, by open addressing with linear probing in a table
 *		that is at most half full.
 */
#include "common/names.h"

#include <string.h>

static uint64_t
slots_for(int64_t capacity)
{
	uint64_t slots = 16;

	while (slots < 2 * (uint64_t) capacity)
		slots *= 2;
	return slots;
}

size_t
names_memory(int64_t capacity)
{
	if (capacity < 0 || capacity > NAMES_MAX)
		return 0;
	return (size_t) capacity * sizeof(name) +
		   (size_t) slots_for(capacity) * sizeof(name_slot);
}

void
names_init(names *table, int64_t capacity, void *memory)
{
	uint64_t slots = slots_for(capacity);

	table->count = 0;
	table->capacity = (int32_t) capacity;
	table->mask = (uint32_t) (slots - 1);
	table->entry = memory;
	table->slot = (name_slot *) (table->entry + capacity);
	memset(table->slot, 0, slots * sizeof(name_slot));
}

/*
 * Eight bytes a step, multiplied and folded; the odd constant is 2^64 divided
 * by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
 */
static uint32_t
hash_bytes_of(const char *text, size_t length)
{
	const uint64_t golden = UINT64_C(0x9E3779B97F4A7C15);
	uint64_t	   h = golden ^ length;

	while (length > 0)
	{
		uint64_t word = 0;
		size_t	 n = length < 8 ? length : 8;

		memcpy(&word, text, n);
		h = (h ^ word) * golden;
		h ^= h >> 32;
		text += n;
		length -= n;
	}
	/* once more, so that the last word's high bytes reach the low bits */
	h *= golden;
	return (uint32_t) (h ^ (h >> 32));
}

/* The slot where the name stands, or the free one where it would. */
static uint32_t
find_slot(const names *table, const char *text, size_t length, uint32_t hash)
{
	uint32_t s = hash & table->mask;

	for (; table->slot[s].number != 0; s = (s + 1) & table->mask)
	{
		const name *e = &table->entry[table->slot[s].number - 1];

		if (table->slot[s].hash == hash && e->length == length &&
			memcmp(e->text, text, length) == 0)
			break;
	}
	return s;
}

int32_t
names_find(const names *table, const char *text, size_t length)
{
	uint32_t s = find_slot(table, text, length, hash_bytes_of(text, length));

	return table->slot[s].number - 1;
}

/* The name, whose hash is known, is looked up, and added if it is new. */
static int32_t
add_hashed(names *table, const char *text, size_t length, uint32_t hash,
		   bool *is_new)
{
	uint32_t s = find_slot(table, text, length, hash);
	name	*e;

	*is_new = table->slot[s].number == 0;
	if (!*is_new)
		return table->slot[s].number - 1;
	if (table->count >= table->capacity)
		return -1;
	e = &table->entry[table->count];
	e->text = text;
	e->length = (uint32_t) length;
	e->hash = hash;
	table->slot[s] = (name_slot){hash, ++table->count};
	return table->count - 1;
}

int32_t
names_add(names *table, const char *text, size_t length, bool *is_new)
{
	return add_hashed(table,
					  text,
					  length,
					  hash_bytes_of(text, length),
					  is_new);
}

void
names_ask(const names *table, name *n)
{
	n->hash = hash_bytes_of(n->text, n->length);
	__builtin_prefetch(&table->slot[n->hash & table->mask], 1);
}

int32_t
names_add_asked(names *table, const name *n, bool *is_new)
{
	return add_hashed(table, n->text, n->length, n->hash, is_new);
}

/* All differ, so that none of them has to be looked at. */
void
names_copy(names *table, const names *from)
{
	for (int32_t i = 0; i < from->count; i++)
	{
		uint32_t s = from->entry[i].hash & table->mask;

		while (table->slot[s].number != 0)
			s = (s + 1) & table->mask;
		table->entry[i] = from->entry[i];
		table->slot[s] = (name_slot){from->entry[i].hash, i + 1};
	}
	table->count = from->count;
}

/* Where the search for a hash ends: the number there + 1, or 0. */
static int32_t
first_alike(const names *table, uint32_t hash)
{
	uint32_t s = hash & table->mask;

	while (table->slot[s].number != 0 && table->slot[s].hash != hash)
		s = (s + 1) & table->mask;
	return table->slot[s].number;
}

/*
 * In a large table each look-up waits for memory three times: for the slot,
 * the entry and the text.  Here all of a list wait at the same time, so that
 * what follows finds them near.
 */
static void
ask_for_all(const names *table, name *list, int32_t count, int32_t *number)
{
	for (int32_t i = 0; i < count; i++)
		names_ask(table, &list[i]);
	for (int32_t i = 0; i < count; i++)
	{
		number[i] = first_alike(table, list[i].hash);
		if (number[i] != 0)
			__builtin_prefetch(&table->entry[number[i] - 1]);
	}
	for (int32_t i = 0; i < count; i++)
		if (number[i] != 0)
			__builtin_prefetch(table->entry[number[i] - 1].text);
}

void
names_add_all(names *table, name *list, int32_t count, int32_t *number)
{
	bool is_new;

	ask_for_all(table, list, count, number);
	for (int32_t i = 0; i < count; i++)
		number[i] = add_hashed(table,
							   list[i].text,
							   list[i].length,
							   list[i].hash,
							   &is_new);
}

void
names_find_all(const names *table, name *list, int32_t count, int32_t *number)
{
	ask_for_all(table, list, count, number);
	for (int32_t i = 0; i < count; i++)
	{
		uint32_t s =
			find_slot(table, list[i].text, list[i].length, list[i].hash);

		number[i] = table->slot[s].number - 1;
	}
}
