/*
 * key_image.h
 *		An allocation key as it is stored: participants with their weights,
 *		and the factor with which the whole counts in a mix.
 *
 * Numbers are kept as the text of a decimal in its shortest form ("0.375",
 * "23526"), so nothing is ever rounded, and keys are equal if their bytes
 * are.  Participants are in the order of their bytes.
 */
#ifndef REGIE_KEY_IMAGE_H
#define REGIE_KEY_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocation/order.h"

#define KEY_VERSION 1

/* Most digits of a weight or a factor, before and behind the point. */
#define KEY_MOST_DIGITS 1000

/* Room for a number in its shortest form: digits, "0." */
#define KEY_NUMBER_SIZE (KEY_MOST_DIGITS + 2)

/* A participant with its weight in shortest form; neither is terminated. */
typedef struct key_item
{
	const char *name;
	const char *weight;
	uint32_t	name_length;
	uint32_t	weight_length;
} key_item;

/*
 * The value.  Behind the header: for each participant where its name and its
 * weight end, counted from the first byte behind these; then the bytes:
 * factor, name, weight, name, weight ...
 */
typedef struct key_image
{
	int32_t	 size; /* what the server keeps in front of a value */
	uint8_t	 version;
	uint8_t	 flags;	   /* none yet: 0 */
	uint16_t reserved; /* 0 */
	int32_t	 count;
	uint32_t factor_length;
	uint32_t end[];
} key_image;

/* Orders the numbers of the items by name; -1 or an item that stands twice. */
extern int32_t key_order(const key_item *item, int32_t *number, int32_t count,
						 order_tick tick);

/* Bytes of the image, header included; 0 if they are over 1 GB. */
extern size_t key_image_size(const key_item *item, int32_t count,
							 size_t factor_length);

/* Writes the image but for its size; "number" is the order of the items. */
extern void key_image_write(key_image *image, const key_item *item,
							const int32_t *number, int32_t count,
							const char *factor, size_t factor_length);

/* The participant at a place, as pointers into the image. */
extern key_item key_image_item(const key_image *image, int32_t place);

extern const char *key_image_factor(const key_image *image);

/* The place of a participant, or -1. */
extern int32_t key_image_find(const key_image *image, const char *name,
							  size_t length);

/* Below, equal to or above zero as name a comes before b, bytewise. */
extern int key_compare_names(const key_item *a, const key_item *b);

#endif
