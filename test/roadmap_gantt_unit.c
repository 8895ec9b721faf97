/*
 * roadmap_gantt_unit.c
 *		Gantt charts: the axis, the order, and laws on random charts.
 */
#include "common/civil.h"
#include "roadmap/dependency.h"
#include "roadmap/gantt_mermaid.h"
#include "roadmap/gantt_svg.h"

#include "tap.h"
#include "xml.h"

#define MOST 80
#define MOST_LINKS 240

static int32_t
day_of(int64_t year, int month, int day)
{
	civil date = {year, month, day};

	return (int32_t) civil_to_days(date);
}

/* ---- the axis -------------------------------------------------------- */

static const char *
label_of(gantt_unit unit, int32_t day, int form, bool dutch)
{
	static char out[GANTT_LABEL_SIZE];
	gantt_mark	mark = {unit, 1};

	return gantt_mark_label(mark, day, form, dutch, out) ? out : "none";
}

static void
test_marks(void)
{
	gantt_mark decade = {GANTT_YEARS, 10};
	gantt_mark week = {GANTT_WEEKS, 1};
	gantt_mark quarter = {GANTT_QUARTERS, 1};

	/* weeks of ISO 8601, as any calendar has them */
	is_text(label_of(GANTT_WEEKS, day_of(2026, 1, 1), 0, false),
			"W1",
			"1 January 2026 is a Thursday: week 1");
	is_text(label_of(GANTT_WEEKS, day_of(2027, 1, 1), 0, true),
			"wk 53",
			"1 January 2027 is a Friday: week 53 of the year before");
	is_text(label_of(GANTT_WEEKS, day_of(2024, 12, 30), 0, false),
			"W1",
			"30 December 2024 is a Monday: week 1 of the next year");
	is_text(label_of(GANTT_MONTHS, day_of(2026, 3, 1), 0, true),
			"maart 2026",
			"a month in full, in Dutch");
	is_text(label_of(GANTT_MONTHS, day_of(2026, 3, 1), 1, true),
			"mrt 2026",
			"and short");
	is_text(label_of(GANTT_MONTHS, day_of(2026, 3, 1), 2, false),
			"Mar",
			"and shortest");
	is_text(label_of(GANTT_QUARTERS, day_of(2026, 10, 1), 0, false),
			"Q4",
			"a quarter");
	is_text(label_of(GANTT_QUARTERS, day_of(2026, 10, 1), 0, true),
			"K4",
			"kwartaal");
	is_text(label_of(GANTT_YEARS, day_of(0, 1, 1), 0, false),
			"1 BC",
			"the year before the first");
	is_int(gantt_mark_floor(decade, day_of(2026, 5, 5)),
		   day_of(2020, 1, 1),
		   "a decade begins");
	is_int(gantt_mark_next(decade, day_of(-15, 5, 5)),
		   day_of(-10, 1, 1),
		   "and before Christ as well");
	is_int(gantt_mark_floor(week, day_of(2026, 11, 29)),
		   day_of(2026, 11, 23),
		   "a week begins on Monday");
	is_int(gantt_mark_next(quarter, day_of(2026, 11, 29)),
		   day_of(2027, 1, 1),
		   "the quarter behind");
}

/* A span of any length, anywhere. */
static void
random_span(int64_t *first, int64_t *last, uint64_t *seed)
{
	int64_t length = tap_between(seed, 1, 9);

	for (int64_t k = tap_between(seed, 0, 7); k > 0; k--)
		length = length * 10 + tap_between(seed, 0, 9);
	*first = tap_between(seed, -2000000, 2000000);
	if (tap_between(seed, 0, 1))
		*first = day_of(2026, 1, 1) + tap_between(seed, -500, 500);
	*last = *first + length;
}

/* Labels of the lower line that would meet. */
static int
crowded(const gantt_axis *axis)
{
	int crowd = 0;

	for (int64_t day = axis->first; day < axis->last;
		 day = gantt_mark_next(axis->lower, day))
	{
		int64_t next = gantt_mark_next(axis->lower, day);
		char	label[GANTT_LABEL_SIZE];
		int32_t room = gantt_axis_x(axis, next) - gantt_axis_x(axis, day);
		int		form = axis->lower.unit == GANTT_MONTHS ? 2 : 0;

		gantt_mark_label(axis->lower, day, form, true, label);
		/*
		 * Years before Christ, and those of five digits, are left out where
		 * they do not fit.
		 */
		if (axis->lower.unit < GANTT_YEARS || strlen(label) < 5)
			crowd += svg_width(svg_string(label), 11, false) > room;
	}
	return crowd;
}

static void
test_axes(void)
{
	uint64_t seed = 31;
	int		 wrong = 0;
	int		 tight = 0;
	int		 marks[GANTT_YEARS + 1] = {0};

	for (int i = 0; i < 20000; i++)
	{
		gantt_axis axis;
		int64_t	   first;
		int64_t	   last;
		int64_t	   a;
		int64_t	   count = 0;

		random_span(&first, &last, &seed);
		gantt_axis_fit(&axis, first, last, 300, 780);
		marks[axis.lower.unit]++;
		wrong += axis.first > first || axis.last < last;
		for (int64_t day = axis.first; day < axis.last; count++)
		{
			int64_t next = gantt_mark_next(axis.lower, day);

			wrong += next <= day || gantt_mark_floor(axis.lower, day) != day ||
					 gantt_mark_floor(axis.lower, next - 1) != day;
			day = next;
		}
		wrong += count > 45; /* marks */
		a = tap_between(&seed, axis.first, axis.last);
		/* as exact as whole numbers can be, and in order */
		wrong += (gantt_axis_x(&axis, a) - 300) * (axis.last - axis.first) >
				 (a - axis.first) * 780;
		wrong += gantt_axis_x(&axis, a) > gantt_axis_x(&axis, a + 1);
		wrong += gantt_axis_x(&axis, axis.first) != 300 ||
				 gantt_axis_x(&axis, axis.last) != 1080;
		tight += crowded(&axis);
	}
	is_int(wrong, 0, "20,000 axes: marks in order, days where they belong");
	is_int(tight, 0, "labels do not meet");
	ok(marks[0] > 100 && marks[1] > 100 && marks[2] > 100 && marks[3] > 100 &&
		   marks[4] > 100,
	   "days, weeks, months, quarters and years all occur");
}

/* ---- random charts --------------------------------------------------- */

typedef struct sheet
{
	gantt_bar  bar[MOST];
	gantt_link link[MOST_LINKS];
	char	   name[MOST][120];
	char	   image[1 << 16];
	size_t	   length;
	/* as read back */
	gantt_bar	read[MOST];
	gantt_link	read_link[MOST_LINKS];
	gantt_chart chart;
} sheet;

static int32_t
maybe(int32_t day, uint64_t *seed)
{
	return tap_between(seed, 0, 3) == 0
			   ? day + (int32_t) tap_between(seed, -30, 90)
			   : GANTT_NONE;
}

static void
random_bar(sheet *s, int32_t b, int32_t scale, uint64_t *seed)
{
	static const char *const section[] = {"", "North & east", "<South>"};
	static const char *const words[] =
		{"a",
		 "<b> & c",
		 "a long name of an activity with many words",
		 "caf\xc3\xa9",
		 "tab\there",
		 "\x01",
		 ""};
	gantt_bar *bar = &s->bar[b];
	int		   which = (int) tap_between(seed, 0, 3);

	memset(bar, 0, sizeof(*bar));
	snprintf(s->name[b],
			 sizeof(s->name[b]),
			 "%s %d",
			 words[tap_between(seed, 0, 6)],
			 (int) tap_between(seed, 0, 30));
	bar->activity = svg_string(s->name[b]);
	bar->label = tap_between(seed, 0, 1)
					 ? svg_string(words[tap_between(seed, 0, 6)])
					 : bar->activity;
	bar->has_section = which < 3;
	bar->section = svg_string(which < 3 ? section[which] : "");
	bar->start = day_of(2026, 1, 1) + (int32_t) tap_between(seed, 0, scale);
	bar->finish = bar->start + (int32_t) tap_between(seed, 0, scale / 4);
	bar->late_finish = maybe(bar->finish, seed);
	bar->deadline = maybe(bar->finish, seed);
	bar->notice_day = maybe(bar->finish, seed);
	bar->place = tap_between(seed, 0, 1) ? GANTT_NONE
										 : (int32_t) tap_between(seed, -2, 2);
	bar->critical = tap_between(seed, 0, 2) == 0;
	bar->milestone = tap_between(seed, 0, 5) == 0;
	if (bar->milestone)
		bar->finish = bar->start;
	bar->note = svg_string(tap_between(seed, 0, 3) ? "" : "too late & so");
}

/* Bars with links between them, written as bytes. */
static void
random_sheet(sheet *s, uint64_t *seed)
{
	int32_t n = (int32_t) tap_between(seed, 1, MOST);
	int32_t scale =
		(int32_t) (int64_t[]){4, 60, 700, 8000}[tap_between(seed, 0, 3)];
	int32_t links = 0;

	if (tap_between(seed, 0, 3) > 0)
		n = (n + 9) / 10;
	memset(&s->chart, 0, sizeof(s->chart));
	for (int32_t b = 0; b < n; b++)
	{
		random_bar(s, b, scale, seed);
		s->bar[b].first_link = links;
		s->bar[b].links = (int32_t) tap_between(seed, 0, 3);
		for (int32_t k = 0; k < s->bar[b].links; k++)
		{
			int64_t other = tap_between(seed, 0, b);

			s->link[links].activity = svg_string(s->name[other]);
			s->link[links++].kind = (int) tap_between(seed, 0, 3);
		}
	}
	s->chart.count = n;
	s->chart.links = links;
	s->chart.title = svg_string(tap_between(seed, 0, 1) ? "T & <t>" : "");
	s->chart.as_of = tap_between(seed, 0, 1)
						 ? GANTT_NONE
						 : day_of(2026, 1, 1) +
							   (int32_t) tap_between(seed, -200, 2 * scale);
	s->chart.dutch = tap_between(seed, 0, 1) == 1;
}

/* Writes the bars in another order. */
static void
write_images(sheet *s, uint64_t *seed)
{
	int32_t order[MOST];

	s->length = 0;
	for (int32_t b = 0; b < s->chart.count; b++)
	{
		int64_t k = tap_between(seed, 0, b);

		order[b] = order[k];
		order[k] = b;
	}
	for (int32_t i = 0; i < s->chart.count; i++)
	{
		const gantt_bar	 *bar = &s->bar[order[i]];
		const gantt_link *link = s->link + bar->first_link;

		gantt_image_write(bar, link, s->image + s->length);
		s->length += gantt_image_size(bar, link);
	}
}

/* Reads them back; false if that fails. */
static bool
read_images(sheet *s)
{
	size_t	at = 0;
	int32_t count = 0;
	int32_t links = 0;

	while (at < s->length)
	{
		s->read[count].first_link = links;
		if (!gantt_image_read(s->image,
							  s->length,
							  &at,
							  &s->read[count],
							  s->read_link))
			return false;
		links += s->read[count++].links;
	}
	s->chart.bar = s->read;
	s->chart.link = s->read_link;
	return count == s->chart.count && links == s->chart.links;
}

/* The drawing, in memory that the caller frees. */
static char *
draw(const gantt_plan *plan, size_t *length)
{
	writer w = {NULL, 0, NULL, 0};
	char  *text;

	gantt_svg_write(&w, plan);
	*length = w.length;
	text = malloc(w.length + 1);
	writer_begin(&w, text);
	gantt_svg_write(&w, plan);
	return w.length == *length ? text : NULL;
}

/* The order that was promised, between neighbours. */
static int
check_order(const gantt_plan *plan)
{
	int wrong = 0;

	for (int32_t s = 0; s < plan->sections; s++)
		for (int32_t i = 1; i < plan->section[s].count; i++)
		{
			const gantt_bar *a =
				&plan->chart->bar[plan->order[plan->section[s].first + i - 1]];
			const gantt_bar *b =
				&plan->chart->bar[plan->order[plan->section[s].first + i]];
			int64_t p = a->place == GANTT_NONE ? INT64_MAX : a->place;
			int64_t q = b->place == GANTT_NONE ? INT64_MAX : b->place;

			wrong += a->has_section != b->has_section ||
					 dep_compare_names(a->section.bytes,
									   a->section.length,
									   b->section.bytes,
									   b->section.length) != 0;
			wrong +=
				p > q ||
				(p == q && (a->start > b->start ||
							(a->start == b->start && a->finish > b->finish)));
		}
	return wrong;
}

/* Rows, axes and headers stand below each other, all on the paper. */
static int
check_rows(const gantt_plan *plan)
{
	static uint8_t taken[20000];
	int			   wrong = 0;
	int32_t		   top = plan->today_y + 16;

	memset(taken, 0, sizeof(taken));
	for (int32_t i = 0; i < plan->strips; i++)
		for (int32_t y = 0; y < GANTT_STRIP; y++)
			wrong += taken[plan->strip[i] + y]++;
	for (int32_t s = 0; s < plan->sections; s++)
		for (int32_t y = 0; y < plan->row && plan->section[s].y >= 0; y++)
			wrong += taken[plan->section[s].y + 2 + y]++;
	for (int32_t b = 0; b < plan->chart->count; b++)
		for (int32_t y = 0; y < plan->row; y++)
			wrong += taken[plan->y[b] + y]++;
	for (int32_t y = 0; y < 20000; y++)
		wrong += (y < top || y >= plan->height) && taken[y];
	return wrong;
}

/* Words stand left of dates, dates left of bars; all days are on the axis. */
static int
check_columns(const gantt_plan *plan)
{
	const gantt_axis *axis = &plan->axis;
	int				  wrong = 0;

	for (int32_t b = 0; b < plan->chart->count; b++)
	{
		const gantt_bar *bar = &plan->chart->bar[b];
		const int32_t	 day[] = {bar->start,
								  bar->finish,
								  bar->late_finish,
								  bar->deadline,
								  bar->notice_day};
		char			 date[CIVIL_TEXT_SIZE];

		civil_format(bar->finish, date);
		wrong += plan->date_x + svg_width(svg_string(date), 11, false) + 8 >
				 axis->x;
		for (size_t i = 0; i < sizeof(day) / sizeof(day[0]); i++)
			wrong += day[i] != GANTT_NONE &&
					 (day[i] < axis->first || day[i] >= axis->last);
	}
	wrong += plan->label_x + plan->label_width >= plan->date_x;
	wrong += axis->x + axis->width + 10 > plan->width;
	for (int s = 0; s < GANTT_SIGNS; s++)
	{
		char	text[80];
		int32_t x;
		int32_t y;

		if (!plan->shown[s])
			continue;
		gantt_legend_text(plan, (gantt_sign) s, text);
		gantt_legend_place(plan, (gantt_sign) s, &x, &y);
		wrong +=
			x + 32 + svg_width(svg_string(text), 12, false) > plan->width ||
			y + 14 > plan->today_y;
	}
	return wrong;
}

static bool
has_fraction(const char *text, size_t length)
{
	bool inside = false;

	for (size_t i = 1; i + 1 < length; i++)
	{
		if (text[i] == '<' || text[i] == '>')
			inside = text[i] == '<';
		if (inside && text[i] == '.' && text[i + 1] >= '0' &&
			text[i + 1] <= '9')
			return true;
	}
	return false;
}

static int
check_text(const gantt_plan *plan, const char *text, size_t length)
{
	int bars = 0;
	int missed = 0;
	int wrong = text == NULL || !xml_well_formed(text, length) ||
				has_fraction(text, length);

	for (int32_t b = 0; b < plan->chart->count; b++)
	{
		bars += !plan->chart->bar[b].milestone;
		missed += gantt_is_missed(&plan->chart->bar[b]);
	}
	/* one rectangle for each bar, beside those of the legend */
	wrong += xml_count(text, length, "rx=\"2\"") !=
			 bars + plan->shown[GANTT_CRITICAL] + plan->shown[GANTT_CALM];
	wrong += xml_count(text, length, "h10l-5 9z\" fill=\"#b45309\"") !=
			 missed + plan->shown[GANTT_MISSED];
	wrong += xml_count(text, length, "<script") != 0;
	return wrong;
}

static void
test_charts(void)
{
	static sheet s;
	uint64_t	 seed = 32;
	int			 unread = 0;
	int			 disorder = 0;
	int			 misplaced = 0;
	int			 broken = 0;
	int			 differ = 0;
	int			 linked = 0;

	for (int i = 0; i < 3000; i++)
	{
		gantt_plan plan;
		void	  *memory;
		char	  *text[2];
		size_t	   length[2];

		random_sheet(&s, &seed);
		memory = malloc(gantt_memory(s.chart.count, s.chart.links));
		for (int k = 0; k < 2; k++)
		{
			write_images(&s, &seed);
			unread += !read_images(&s);
			gantt_make(&plan, &s.chart, memory, NULL);
			text[k] = draw(&plan, &length[k]);
		}
		differ +=
			length[0] != length[1] || memcmp(text[0], text[1], length[0]) != 0;
		disorder += check_order(&plan) > 0;
		misplaced += check_rows(&plan) > 0 || check_columns(&plan) > 0;
		broken += check_text(&plan, text[1], length[1]) > 0;
		linked += plan.shown[GANTT_LINK];
		free(text[0]);
		free(text[1]);
		free(memory);
	}
	is_int(unread, 0, "3,000 charts: their bytes read back");
	is_int(differ, 0, "the order of the rows does not matter");
	is_int(disorder, 0, "bars stand in the order that is promised");
	is_int(misplaced, 0, "nothing meets, nothing leaves its column");
	is_int(broken, 0, "well-formed, in whole numbers, a bar for each bar");
	ok(linked > 1000, "many had arrows");
}

/* The bytes are the same on every machine. */
static void
test_bytes(void)
{
	static const char expected[] =
		"\x40\0\0\0\2\0\0\0\1\1\0\0\2\1\0\0"
		"\0\0\0\x80\xff\xff\xff\xff\0\0\0\x80\7\0\0\0"
		"\1\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0ab"
		"\2\0\0\0\1\0\0\0cd";
	gantt_link link = {{"cd", 2}, DEP_SS};
	gantt_bar  bar = {0};
	char	   image[100];

	bar.activity = (svg_text){"a", 1};
	bar.label = (svg_text){"b", 1};
	bar.critical = true;
	bar.start = 0x101;
	bar.finish = 0x102;
	bar.late_finish = bar.notice_day = GANTT_NONE;
	bar.deadline = -1;
	bar.place = 7;
	bar.links = 1;
	is_int((int64_t) gantt_image_size(&bar, &link),
		   sizeof(expected) - 1,
		   "so many bytes");
	gantt_image_write(&bar, &link, image);
	ok(memcmp(image, expected, sizeof(expected) - 1) == 0,
	   "low bytes first, whatever the machine");
}

/* Bytes that were damaged are refused, or are other sound bars. */
static void
test_damage(void)
{
	static sheet s;
	uint64_t	 seed = 33;
	int			 refused = 0;

	for (int i = 0; i < 20000; i++)
	{
		size_t at = 0;
		bool   good = true;
		char  *copy;

		random_sheet(&s, &seed);
		write_images(&s, &seed);
		s.image[tap_between(&seed, 0, (int64_t) s.length - 1)] ^=
			(char) tap_between(&seed, 1, 255);
		if (tap_between(&seed, 0, 3) == 0)
			s.length = (size_t) tap_between(&seed, 1, (int64_t) s.length);
		/* no byte behind the end may be looked at */
		copy = malloc(s.length);
		memcpy(copy, s.image, s.length);
		while (good && at < s.length)
		{
			gantt_bar bar = {0};

			good = gantt_image_read(copy, s.length, &at, &bar, NULL);
			good = good && bar.finish >= bar.start;
		}
		refused += !good;
		free(copy);
	}
	ok(refused > 3000 && refused < 20000,
	   "%d of 20,000 damaged charts refused, none read amiss",
	   refused);
}

/* ---- Mermaid --------------------------------------------------------- */

static const char *
mermaid_name(const char *name)
{
	static char	  out[4096];
	gantt_bar	  bar = {0};
	gantt_chart	  chart = {0};
	int32_t		  order = 0;
	gantt_section section = {0, 1, -1};
	writer		  w = {out, 0, NULL, 0};

	bar.activity = bar.label = svg_string(name);
	bar.start = bar.finish = day_of(2026, 1, 5);
	bar.late_finish = bar.deadline = bar.notice_day = GANTT_NONE;
	chart.count = 1;
	chart.bar = &bar;
	gantt_mermaid_write(&w, &chart, &order, &section, 1);
	out[w.length] = '\0';
	return strrchr(out, '\n') + 1;
}

static void
test_mermaid(void)
{
	is_text(mermaid_name("design"),
			"    design :2026-01-05, 1d",
			"a plain name");
	is_text(mermaid_name("a: b; #c"),
			"    a#58; b#59; #35;c :2026-01-05, 1d",
			"what Mermaid means something by");
	is_text(mermaid_name("title of it"),
			"    #116;itle of it :2026-01-05, 1d",
			"a name that begins like a statement");
	is_text(mermaid_name("2026-01-05 go"),
			"    #50;026-01-05 go :2026-01-05, 1d",
			"a name that begins like a date");
	is_text(mermaid_name("two\nlines %%"),
			"    two#32;lines #37;#37; :2026-01-05, 1d",
			"a line break, a comment");
	is_text(mermaid_name(""), "    #45; :2026-01-05, 1d", "no name at all");
	ok(gantt_mermaid_day(day_of(1, 1, 1)) &&
		   gantt_mermaid_day(day_of(9999, 12, 31)) &&
		   !gantt_mermaid_day(day_of(0, 12, 31)) &&
		   !gantt_mermaid_day(day_of(10000, 1, 1)),
	   "years of four digits");
}

int
main(void)
{
	test_marks();
	test_axes();
	test_charts();
	test_bytes();
	test_damage();
	test_mermaid();
	return tap_finish();
}
