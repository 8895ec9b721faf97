/*
 * term_image.h
 *		The binary form of a term, as it goes over the wire: the fields in the
 *		order of term_value, each number with its highest byte first.
 */
#ifndef REGIE_TERM_IMAGE_H
#define REGIE_TERM_IMAGE_H

#include "contract/term.h"

#define TERM_IMAGE_SIZE 44

/* Any bytes give a term; term_check says whether it is one. */
extern term_value term_from_image(const uint8_t image[TERM_IMAGE_SIZE]);

extern void term_to_image(const term_value *term,
						  uint8_t			image[TERM_IMAGE_SIZE]);

#endif
