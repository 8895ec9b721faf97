/*
 * term_image.c
 *		The binary form of a term.
 */
#include "contract/term_image.h"

#include <string.h>

/* Reads a number, and moves behind it. */
static int32_t
take_int(const uint8_t **image)
{
	uint32_t bits = 0;

	for (int i = 0; i < 4; i++)
		bits = bits << 8 | *(*image)++;
	return (int32_t) bits;
}

static term_length
take_length(const uint8_t **image)
{
	term_length length;

	length.months = take_int(image);
	length.days = take_int(image);
	return length;
}

term_value
term_from_image(const uint8_t image[TERM_IMAGE_SIZE])
{
	term_value term;

	term.start_on = take_int(&image);
	term.ended_on = take_int(&image);
	term.initial = take_length(&image);
	term.renewal = take_length(&image);
	term.notice = take_length(&image);
	term.max_renewals = take_int(&image);
	term.lifted = take_int(&image);
	term.kind = *image++;
	memcpy(term.spare, image, sizeof(term.spare));
	return term;
}

static uint8_t *
put_int(uint8_t *image, int32_t number)
{
	for (int i = 0; i < 4; i++)
		*image++ = (uint8_t) ((uint32_t) number >> (24 - 8 * i));
	return image;
}

static uint8_t *
put_length(uint8_t *image, term_length length)
{
	return put_int(put_int(image, length.months), length.days);
}

void
term_to_image(const term_value *term, uint8_t image[TERM_IMAGE_SIZE])
{
	image = put_int(image, term->start_on);
	image = put_int(image, term->ended_on);
	image = put_length(image, term->initial);
	image = put_length(image, term->renewal);
	image = put_length(image, term->notice);
	image = put_int(image, term->max_renewals);
	image = put_int(image, term->lifted);
	*image++ = term->kind;
	memcpy(image, term->spare, sizeof(term->spare));
}
