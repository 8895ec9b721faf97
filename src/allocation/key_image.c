/*
 * key_image.c
 *		Layout of an allocation key.
 */
#include "allocation/key_image.h"

#include <string.h>

#include "common/checked.h"

#define MOST_BYTES 0x3fffffff /* of a value in the server */

int
key_compare_names(const key_item *a, const key_item *b)
{
	size_t shorter =
		a->name_length < b->name_length ? a->name_length : b->name_length;
	int order = memcmp(a->name, b->name, shorter);

	if (order != 0 || a->name_length == b->name_length)
		return order;
	return a->name_length < b->name_length ? -1 : 1;
}

static int
compare_items(const void *things, int32_t a, int32_t b)
{
	const key_item *item = things;
	int				order = key_compare_names(&item[a], &item[b]);

	return order != 0 ? order : a < b ? -1 : a > b;
}

int32_t
key_order(const key_item *item, int32_t *number, int32_t count,
		  order_tick tick)
{
	for (int32_t i = 0; i < count; i++)
		number[i] = i;
	order_sort(number, count, compare_items, item, tick);
	for (int32_t i = 1; i < count; i++)
		if (key_compare_names(&item[number[i - 1]], &item[number[i]]) == 0)
			return number[i];
	return -1;
}

size_t
key_image_size(const key_item *item, int32_t count, size_t factor_length)
{
	size_t size = 0;

	if (!checked_mul_size((size_t) count, 2 * sizeof(uint32_t), &size) ||
		!checked_add_size(size, sizeof(key_image) + factor_length, &size))
		return 0;
	for (int32_t i = 0; i < count; i++)
		if (!checked_add_size(size,
							  (size_t) item[i].name_length +
								  item[i].weight_length,
							  &size))
			return 0;
	return size > MOST_BYTES ? 0 : size;
}

void
key_image_write(key_image *image, const key_item *item, const int32_t *number,
				int32_t count, const char *factor, size_t factor_length)
{
	char	*bytes = (char *) (image->end + 2 * (size_t) count);
	uint32_t used = (uint32_t) factor_length;

	image->version = KEY_VERSION;
	image->flags = 0;
	image->reserved = 0;
	image->count = count;
	image->factor_length = used;
	memcpy(bytes, factor, factor_length);
	for (int32_t i = 0; i < count; i++)
	{
		const key_item *here = &item[number[i]];

		memcpy(bytes + used, here->name, here->name_length);
		image->end[2 * i] = used += here->name_length;
		memcpy(bytes + used, here->weight, here->weight_length);
		image->end[2 * i + 1] = used += here->weight_length;
	}
}

const char *
key_image_factor(const key_image *image)
{
	return (const char *) (image->end + 2 * (size_t) image->count);
}

key_item
key_image_item(const key_image *image, int32_t place)
{
	const char *bytes = key_image_factor(image);
	uint32_t	start =
		   place == 0 ? image->factor_length : image->end[2 * place - 1];
	uint32_t middle = image->end[2 * place];
	key_item item;

	item.name = bytes + start;
	item.name_length = middle - start;
	item.weight = bytes + middle;
	item.weight_length = image->end[2 * place + 1] - middle;
	return item;
}

int32_t
key_image_find(const key_image *image, const char *name, size_t length)
{
	int32_t	 low = 0;
	int32_t	 high = image->count;
	key_item wanted = {name, NULL, (uint32_t) length, 0};

	while (low < high)
	{
		int32_t	 middle = low + (high - low) / 2;
		key_item here = key_image_item(image, middle);
		int		 order = key_compare_names(&here, &wanted);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return -1;
}
