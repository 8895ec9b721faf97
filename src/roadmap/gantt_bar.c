/*
 * gantt_bar.c
 *		The bytes of a bar: a fixed part, four texts, and the links.
 *
 * All of it is copied, so that nothing need be aligned.  Numbers have their
 * low bytes first on every machine: the bytes decide the order of bars that
 * are equal otherwise, and the ids of the picture.
 */
#include "roadmap/gantt_bar.h"

#include "roadmap/dependency.h"

/* No gaps, as bars that are equal must have equal bytes. */
typedef struct fixed_part
{
	uint32_t size; /* of all of it */
	uint32_t flags;
	int32_t	 start;
	int32_t	 finish;
	int32_t	 late_finish;
	int32_t	 deadline;
	int32_t	 notice_day;
	int32_t	 place;
	uint32_t length[4]; /* activity, label, section, note */
	uint32_t links;
} fixed_part;

typedef struct link_part
{
	uint32_t length;
	uint32_t kind;
} link_part;

#define HAS_SECTION 1u
#define IS_CRITICAL 2u
#define IS_MILESTONE 4u
#define ALL_FLAGS 7u

#define IMAGE_MAX ((size_t) 0x3FFFFFFF)

size_t
gantt_image_size(const gantt_bar *bar, const gantt_link *link)
{
	size_t size = sizeof(fixed_part) + bar->activity.length +
				  bar->label.length + bar->section.length + bar->note.length;

	for (int32_t i = 0; i < bar->links; i++)
		size += sizeof(link_part) + link[i].activity.length;
	return size > IMAGE_MAX ? 0 : size;
}

/* Turns numbers round where the machine has them the other way. */
static void
low_bytes_first(void *numbers, size_t size)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	uint32_t *number = numbers;

	for (size_t i = 0; i < size / sizeof(uint32_t); i++)
		number[i] = __builtin_bswap32(number[i]);
#else
	(void) numbers;
	(void) size;
#endif
}

static char *
put(char *out, const void *bytes, size_t length)
{
	if (length > 0)
		memcpy(out, bytes, length);
	return out + length;
}

void
gantt_image_write(const gantt_bar *bar, const gantt_link *link, char *out)
{
	fixed_part f = {0};

	f.size = (uint32_t) gantt_image_size(bar, link);
	f.flags = (bar->has_section ? HAS_SECTION : 0) |
			  (bar->critical ? IS_CRITICAL : 0) |
			  (bar->milestone ? IS_MILESTONE : 0);
	f.start = bar->start;
	f.finish = bar->finish;
	f.late_finish = bar->late_finish;
	f.deadline = bar->deadline;
	f.notice_day = bar->notice_day;
	f.place = bar->place;
	f.length[0] = (uint32_t) bar->activity.length;
	f.length[1] = (uint32_t) bar->label.length;
	f.length[2] = (uint32_t) bar->section.length;
	f.length[3] = (uint32_t) bar->note.length;
	f.links = (uint32_t) bar->links;
	low_bytes_first(&f, sizeof(f));
	out = put(out, &f, sizeof(f));
	out = put(out, bar->activity.bytes, bar->activity.length);
	out = put(out, bar->label.bytes, bar->label.length);
	out = put(out, bar->section.bytes, bar->section.length);
	out = put(out, bar->note.bytes, bar->note.length);
	for (int32_t i = 0; i < bar->links; i++)
	{
		link_part l = {(uint32_t) link[i].activity.length,
					   (uint32_t) link[i].kind};

		low_bytes_first(&l, sizeof(l));
		out = put(out, &l, sizeof(l));
		out = put(out, link[i].activity.bytes, link[i].activity.length);
	}
}

/* Cuts so many bytes off what is left. */
static bool
cut(svg_text *left, size_t length, svg_text *part)
{
	if (length > left->length)
		return false;
	part->bytes = left->bytes;
	part->length = length;
	left->bytes += length;
	left->length -= length;
	return true;
}

static bool
read_links(svg_text *left, uint32_t count, gantt_link *link)
{
	for (uint32_t i = 0; i < count; i++)
	{
		svg_text  part;
		link_part l;

		if (!cut(left, sizeof(l), &part))
			return false;
		memcpy(&l, part.bytes, sizeof(l));
		low_bytes_first(&l, sizeof(l));
		if (l.kind > DEP_SF || !cut(left, l.length, &part))
			return false;
		if (link == NULL)
			continue;
		link[i].activity = part;
		link[i].kind = (int) l.kind;
	}
	return left->length == 0;
}

static bool
open_fixed(const fixed_part *f, gantt_bar *bar)
{
	bar->has_section = (f->flags & HAS_SECTION) != 0;
	bar->critical = (f->flags & IS_CRITICAL) != 0;
	bar->milestone = (f->flags & IS_MILESTONE) != 0;
	bar->start = f->start;
	bar->finish = f->finish;
	bar->late_finish = f->late_finish;
	bar->deadline = f->deadline;
	bar->notice_day = f->notice_day;
	bar->place = f->place;
	bar->links = (int32_t) f->links;
	return (f->flags & ~ALL_FLAGS) == 0 && f->links <= GANTT_MAX_LINKS &&
		   f->start != GANTT_NONE && f->finish >= f->start;
}

bool
gantt_image_read(const char *bytes, size_t length, size_t *at, gantt_bar *bar,
				 gantt_link *link)
{
	fixed_part f;
	svg_text   left;

	if (length - *at < sizeof(f))
		return false;
	memcpy(&f, bytes + *at, sizeof(f));
	low_bytes_first(&f, sizeof(f));
	if (f.size < sizeof(f) || f.size > length - *at || !open_fixed(&f, bar))
		return false;
	bar->image.bytes = bytes + *at;
	bar->image.length = f.size;
	left.bytes = bytes + *at + sizeof(f);
	left.length = f.size - sizeof(f);
	*at += f.size;
	return cut(&left, f.length[0], &bar->activity) &&
		   cut(&left, f.length[1], &bar->label) &&
		   cut(&left, f.length[2], &bar->section) &&
		   cut(&left, f.length[3], &bar->note) &&
		   read_links(&left,
					  f.links,
					  link == NULL ? NULL : link + bar->first_link);
}
