/*
 * gantt.c
 *		The order of the bars, and where everything stands.
 */
#include "roadmap/gantt.h"

#include "common/civil.h"
#include "roadmap/dependency.h"

#define WIDTH 1120
#define MARGIN 16
#define PAD 10 /* beside the axis, for what sticks out */

/* Rows after which an axis is repeated. */
#define STRIP_EVERY 40

/* Most bars and links of which all arrows still help. */
#define ARROW_BARS 120
#define ARROW_LINKS 200
#define CRITICAL_ARROW_BARS 1000

size_t
gantt_memory(int32_t bars, int32_t links)
{
	size_t n = (size_t) bars + 1;

	return n * sizeof(gantt_section) + 5 * n * sizeof(int32_t) +
		   ((size_t) links + 1) * sizeof(int32_t) + n;
}

static int
compare_texts(svg_text a, svg_text b)
{
	return dep_compare_names(a.bytes, a.length, b.bytes, b.length);
}

static int
compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* What is not given comes last. */
static int64_t
place_of(const gantt_bar *bar)
{
	return bar->place == GANTT_NONE ? INT64_MAX : bar->place;
}

static int
compare_sections(const gantt_bar *a, const gantt_bar *b)
{
	if (a->has_section != b->has_section)
		return a->has_section ? 1 : -1;
	return a->has_section ? compare_texts(a->section, b->section) : 0;
}

/* The order of bars, sections by name; the bytes decide at last. */
static int
compare_bars(const gantt_bar *a, const gantt_bar *b)
{
	int c = compare_sections(a, b);

	if (c == 0)
		c = compare_numbers(place_of(a), place_of(b));
	if (c == 0)
		c = compare_numbers(a->start, b->start);
	if (c == 0)
		c = compare_numbers(a->finish, b->finish);
	if (c == 0)
		c = compare_texts(a->activity, b->activity);
	return c != 0 ? c : compare_texts(a->image, b->image);
}

/* By the activity's name, then as in the picture. */
static int
compare_names(const gantt_bar *bar, const int32_t *rank, int32_t a, int32_t b)
{
	int c = compare_texts(bar[a].activity, bar[b].activity);

	return c != 0 ? c : compare_numbers(rank[a], rank[b]);
}

/* Bottom-up merge sort; with rank by names, else as compare_bars. */
static void
sort_bars(const gantt_bar *bar, const int32_t *rank, int32_t n, int32_t *list,
		  int32_t *scratch, void (*tick)(void))
{
	for (int32_t width = 1; width < n; width *= 2)
	{
		for (int32_t low = 0; low < n; low += 2 * width)
		{
			int32_t middle = low + width < n ? low + width : n;
			int32_t high = middle + width < n ? middle + width : n;
			int32_t a = low;
			int32_t b = middle;

			if (tick != NULL)
				tick();
			for (int32_t k = low; k < high; k++)
			{
				bool take_b = a == middle;

				if (a < middle && b < high)
					take_b =
						(rank != NULL
							 ? compare_names(bar, rank, list[b], list[a])
							 : compare_bars(&bar[list[b]], &bar[list[a]])) < 0;
				scratch[k] = take_b ? list[b++] : list[a++];
			}
		}
		memcpy(list, scratch, (size_t) n * sizeof(int32_t));
	}
}

/* Sections by their least place: that of their first bar. */
static bool
section_before(const gantt_chart *chart, const int32_t *order,
			   const gantt_section *a, const gantt_section *b)
{
	int64_t p = place_of(&chart->bar[order[a->first]]);
	int64_t q = place_of(&chart->bar[order[b->first]]);

	return p != q ? p < q : a->first < b->first;
}

static void
sort_sections(const gantt_chart *chart, const int32_t *order,
			  gantt_section *section, int32_t count)
{
	/* by Shell's method: most are few, and all differ */
	for (int32_t gap = count / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (int32_t i = gap; i < count; i++)
		{
			gantt_section s = section[i];
			int32_t		  j = i;

			for (; j >= gap &&
				   section_before(chart, order, &s, &section[j - gap]);
				 j -= gap)
				section[j] = section[j - gap];
			section[j] = s;
		}
}

int32_t
gantt_sort(const gantt_chart *chart, int32_t *order, gantt_section *section,
		   int32_t *scratch, void (*tick)(void))
{
	int32_t count = 0;
	int32_t at = 0;

	for (int32_t i = 0; i < chart->count; i++)
		order[i] = i;
	sort_bars(chart->bar, NULL, chart->count, order, scratch, tick);
	for (int32_t i = 0; i < chart->count; i++)
	{
		if (i == 0 || compare_sections(&chart->bar[order[i - 1]],
									   &chart->bar[order[i]]) != 0)
		{
			section[count].first = i;
			section[count].count = 0;
			section[count++].y = -1;
		}
		section[count - 1].count++;
	}
	sort_sections(chart, order, section, count);
	for (int32_t s = 0; s < count; s++)
	{
		memcpy(scratch + at,
			   order + section[s].first,
			   (size_t) section[s].count * sizeof(int32_t));
		section[s].first = at;
		at += section[s].count;
	}
	memcpy(order, scratch, (size_t) chart->count * sizeof(int32_t));
	return count;
}

/*
 * The bar that a link comes from: one of that name in the same section, or
 * else in another; the first in the picture.
 */
static int32_t
find_source(const gantt_plan *plan, const int32_t *by_name, int32_t bar,
			svg_text name)
{
	const gantt_chart *chart = plan->chart;
	int32_t			   low = 0;
	int32_t			   high = chart->count;
	int32_t			   found = -1;

	while (low < high)
	{
		int32_t middle = low + (high - low) / 2;

		if (compare_texts(chart->bar[by_name[middle]].activity, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < chart->count &&
		   compare_texts(chart->bar[by_name[low]].activity, name) == 0;
		 low++)
	{
		const gantt_bar *other = &chart->bar[by_name[low]];

		if (by_name[low] == bar)
			continue;
		if (compare_sections(other, &chart->bar[bar]) == 0)
			return by_name[low];
		if (found < 0)
			found = by_name[low];
	}
	return found;
}

/*
 * Where links come from.  A milestone stands at the end of its day, but at
 * the beginning where something depends on it that begins on that day.
 */
static void
resolve_links(gantt_plan *plan, const int32_t *by_name, void (*tick)(void))
{
	const gantt_chart *chart = plan->chart;

	memset(plan->at_start, 0, (size_t) chart->count);
	for (int32_t b = 0; b < chart->count; b++)
		for (int32_t i = 0; i < chart->bar[b].links; i++)
		{
			int32_t l = chart->bar[b].first_link + i;
			int32_t s = find_source(plan, by_name, b, chart->link[l].activity);

			if (tick != NULL)
				tick();
			plan->source[l] = s;
			plan->outside += s < 0;
			if (s >= 0 && chart->bar[s].milestone &&
				(chart->link[l].kind == DEP_FS ||
				 chart->link[l].kind == DEP_SS) &&
				!chart->bar[b].milestone &&
				chart->bar[b].start <= chart->bar[s].finish)
				plan->at_start[s] = 1;
		}
}

bool
gantt_is_drawn(const gantt_plan *plan, int32_t bar, int32_t link)
{
	const gantt_chart *chart = plan->chart;
	int32_t			   s = plan->source[link];

	if (s < 0 || plan->arrows == GANTT_NO_ARROWS)
		return false;
	return plan->arrows == GANTT_ALL_ARROWS ||
		   (chart->bar[s].critical && chart->bar[bar].critical);
}

static void
choose_arrows(gantt_plan *plan)
{
	const gantt_chart *chart = plan->chart;

	plan->arrows = GANTT_NO_ARROWS;
	if (chart->count <= CRITICAL_ARROW_BARS)
		plan->arrows = GANTT_CRITICAL_ARROWS;
	if (chart->count <= ARROW_BARS && chart->links <= ARROW_LINKS)
		plan->arrows = GANTT_ALL_ARROWS;
	for (int32_t b = 0; b < chart->count; b++)
		for (int32_t i = 0; i < chart->bar[b].links; i++)
			if (gantt_is_drawn(plan, b, chart->bar[b].first_link + i))
				plan->shown[GANTT_LINK] = true;
}

/* The days that are shown: all that the bars name, and today if it is near. */
static void
choose_days(gantt_plan *plan, int64_t *first, int64_t *last)
{
	const gantt_chart *chart = plan->chart;
	int64_t			   near;

	*first = INT64_MAX;
	*last = INT64_MIN;
	for (int32_t b = 0; b < chart->count; b++)
	{
		const gantt_bar *bar = &chart->bar[b];
		const int32_t	 day[] = {bar->start,
								  bar->finish,
								  bar->late_finish,
								  bar->deadline,
								  bar->notice_day};

		for (size_t i = 0; i < sizeof(day) / sizeof(day[0]); i++)
		{
			if (day[i] == GANTT_NONE)
				continue;
			*first = day[i] < *first ? day[i] : *first;
			*last = day[i] >= *last ? (int64_t) day[i] + 1 : *last;
		}
	}
	near = (*last - *first) / 2 + 7;
	plan->shown[GANTT_TODAY] = chart->as_of != GANTT_NONE;
	if (chart->as_of == GANTT_NONE || chart->as_of < *first - near ||
		chart->as_of > *last + near)
		return;
	*first = chart->as_of < *first ? chart->as_of : *first;
	*last = chart->as_of >= *last ? (int64_t) chart->as_of + 1 : *last;
}

/* Which signs occur, apart from links and today. */
static void
choose_signs(gantt_plan *plan)
{
	const gantt_chart *chart = plan->chart;

	for (int32_t b = 0; b < chart->count; b++)
	{
		const gantt_bar *bar = &chart->bar[b];

		if (bar->milestone)
			plan->shown[GANTT_MILESTONE] = true;
		if (bar->critical)
			plan->shown[GANTT_CRITICAL] = true;
		else if (!bar->milestone)
			plan->shown[GANTT_CALM] = true;
		if (bar->late_finish != GANTT_NONE && bar->late_finish > bar->finish)
			plan->shown[GANTT_SLACK] = true;
		if (bar->deadline != GANTT_NONE)
			plan->shown[gantt_is_missed(bar) ? GANTT_MISSED : GANTT_DEADLINE] =
				true;
		if (bar->notice_day != GANTT_NONE)
			plan->shown[GANTT_NOTICE] = true;
	}
	plan->shown[GANTT_SECTION] = plan->has_sections;
}

void
gantt_legend_text(const gantt_plan *plan, gantt_sign sign, char out[80])
{
	static const char *const words[GANTT_SIGNS][2] =
		{{"critical", "kritiek"},
		 {"activity", "activiteit"},
		 {"float", "speling"},
		 {"milestone", "mijlpaal"},
		 {"group", "groep"},
		 {"dependency", "afhankelijkheid"},
		 {"deadline", "uiterste datum"},
		 {"missed deadline", "gemiste uiterste datum"},
		 {"last day to give notice", "uiterste opzegdag"},
		 {"today", "vandaag"}};
	bool	dutch = plan->chart->dutch;
	int64_t as_of = plan->chart->as_of;
	char	date[CIVIL_TEXT_SIZE];

	snprintf(out, 80, "%s", words[sign][dutch]);
	if (sign == GANTT_CALM && plan->shown[GANTT_CRITICAL])
		snprintf(out, 80, "%s", dutch ? "niet kritiek" : "not critical");
	if (sign == GANTT_LINK && plan->arrows == GANTT_CRITICAL_ARROWS)
		snprintf(out,
				 80,
				 "%s",
				 dutch ? "afhankelijkheid (alleen kritieke)"
					   : "dependency (critical ones only)");
	if (sign != GANTT_TODAY)
		return;
	civil_format(as_of, date);
	if (!plan->shown[GANTT_TODAY])
		snprintf(out, 80, "%s %s", words[sign][dutch], date);
	else
		snprintf(out,
				 80,
				 "%s %s (%s)",
				 words[sign][dutch],
				 date,
				 dutch ? "valt buiten het beeld" : "outside the picture");
}

void
gantt_legend_place(const gantt_plan *plan, gantt_sign sign, int32_t *x,
				   int32_t *y)
{
	*x = MARGIN;
	*y = plan->legend_y;
	for (int s = 0; s <= (int) sign; s++)
	{
		char	text[80];
		int32_t width;

		if (!plan->shown[s])
			continue;
		gantt_legend_text(plan, (gantt_sign) s, text);
		width = 32 + (int32_t) svg_width(svg_string(text), 12, false);
		if (*x > MARGIN && *x + width > WIDTH - MARGIN)
		{
			*x = MARGIN;
			*y += 20;
		}
		if (s < (int) sign)
			*x += width + 18;
	}
}

/* Sizes by how much there is to read. */
static void
choose_sizes(gantt_plan *plan)
{
	int32_t n = plan->chart->count;
	int64_t widest = 0;
	int64_t widest_date = 60;
	int32_t indent = plan->has_sections ? 14 : 4;

	plan->row = n <= 40 ? 26 : n <= 120 ? 22 : 19;
	plan->band = n <= 40 ? 14 : n <= 120 ? 12 : 10;
	plan->font = n <= 120 ? 12 : 11;
	for (int32_t b = 0; b < n; b++)
	{
		const gantt_bar *bar = &plan->chart->bar[b];
		int64_t			 width = bar->label.length > 200
									 ? 1000
									 : svg_width(bar->label, plan->font, bar->critical);

		char date[CIVIL_TEXT_SIZE];

		widest = width > widest ? width : widest;
		civil_format(bar->finish, date);
		width = svg_width(svg_string(date), 11, false);
		widest_date = width > widest_date ? width : widest_date;
	}
	plan->width = WIDTH;
	plan->label_x = MARGIN + indent;
	plan->label_width = (int32_t) (widest < 90	  ? 90
								   : widest > 300 ? 300
												  : widest) +
						2;
	plan->date_x = plan->label_x + plan->label_width + 12;
	plan->axis.x = plan->date_x + (int32_t) widest_date + 8 + PAD;
}

static void
put_strip(gantt_plan *plan, int32_t *y)
{
	plan->strip[plan->strips++] = *y;
	*y += GANTT_STRIP;
}

/* From the top: axes, headers of sections, bars. */
static int32_t
place_rows(gantt_plan *plan, int32_t y)
{
	int32_t since = 0;

	put_strip(plan, &y);
	for (int32_t s = 0; s < plan->sections; s++)
	{
		gantt_section *section = &plan->section[s];

		if (since >= STRIP_EVERY)
		{
			put_strip(plan, &y);
			since = 0;
		}
		if (plan->chart->bar[plan->order[section->first]].has_section)
		{
			section->y = y;
			y += plan->row + 4;
		}
		for (int32_t i = 0; i < section->count; i++, since++)
		{
			/* inside a section only where it would be missed */
			if (since >= STRIP_EVERY + 10)
			{
				put_strip(plan, &y);
				since = 0;
			}
			plan->y[plan->order[section->first + i]] = y;
			y += plan->row;
		}
	}
	if (plan->chart->count > 25)
		put_strip(plan, &y);
	return y;
}

void
gantt_make(gantt_plan *plan, const gantt_chart *chart, void *memory,
		   void (*tick)(void))
{
	size_t	 n = (size_t) chart->count + 1;
	int64_t	 first;
	int64_t	 last;
	int32_t *scratch;
	int32_t *by_name;
	int32_t	 x;

	memset(plan, 0, sizeof(*plan));
	plan->chart = chart;
	plan->section = memory;
	plan->order = (int32_t *) (plan->section + n);
	plan->y = plan->order + n;
	plan->strip = plan->y + n;
	by_name = plan->strip + n;
	scratch = by_name + n;
	plan->source = scratch + n;
	plan->at_start = (uint8_t *) (plan->source + chart->links + 1);

	plan->sections =
		gantt_sort(chart, plan->order, plan->section, scratch, tick);
	plan->has_sections =
		plan->sections > 1 || chart->bar[plan->order[0]].has_section;
	for (int32_t i = 0; i < chart->count; i++)
	{
		scratch[plan->order[i]] = i; /* the rank of each bar */
		by_name[i] = plan->order[i];
	}
	/* y is not needed yet */
	sort_bars(chart->bar, scratch, chart->count, by_name, plan->y, tick);
	resolve_links(plan, by_name, tick);
	choose_signs(plan);
	choose_arrows(plan);
	choose_sizes(plan);
	choose_days(plan, &first, &last);
	x = plan->axis.x;
	gantt_axis_fit(&plan->axis, first, last, x, WIDTH - MARGIN - PAD - x);
	/* inside the picture the line itself says what it is */
	if (chart->as_of >= plan->axis.first && chart->as_of < plan->axis.last)
		plan->shown[GANTT_TODAY] = false;
	plan->legend_y = 56;
	gantt_legend_place(plan, GANTT_TODAY, &x, &plan->today_y);
	plan->today_y += 22;
	plan->height = place_rows(plan, plan->today_y + 18) + 12;
}

int32_t
gantt_milestone_x(const gantt_plan *plan, int32_t bar)
{
	return gantt_axis_x(&plan->axis,
						(int64_t) plan->chart->bar[bar].finish +
							(plan->at_start[bar] ? 0 : 1));
}
