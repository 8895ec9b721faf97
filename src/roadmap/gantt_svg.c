/*
 * gantt_svg.c
 *		A Gantt chart as SVG.
 *
 * From the back to the front: stripes, grid, links, floats, bars, marks,
 * today, words.  No styles, scripts or markers, which could meet those of a
 * page around it; each bar says its dates when pointed at.
 */
#include "roadmap/gantt_svg.h"

#include "common/civil.h"
#include "roadmap/dependency.h"
#include "roadmap/gantt_words.h"

/* Half a milestone. */
#define DIAMOND(plan) ((plan)->band / 2 + 1)

#define DEADLINE_COLOUR "#b45309"
#define NOTICE_COLOUR "#5b3a8c"
#define LINK_COLOUR "#7b8794"

/* Where letters stand in a row. */
static int32_t
baseline(const gantt_plan *plan, int32_t y)
{
	return y + (plan->row + plan->font * 7 / 10) / 2;
}

static int32_t
middle_of(const gantt_plan *plan, int32_t bar)
{
	return plan->y[bar] + plan->row / 2;
}

/* The left and the right end of a bar. */
static void
ends_of(const gantt_plan *plan, int32_t b, int32_t *left, int32_t *right)
{
	const gantt_bar *bar = &plan->chart->bar[b];

	*left = gantt_axis_x(&plan->axis, bar->start);
	*right = gantt_axis_x(&plan->axis, (int64_t) bar->finish + 1);
	if (bar->milestone)
		*left = *right = gantt_milestone_x(plan, b);
	else if (*right - *left < 3)
		*right = *left + 3;
}

static void
draw_stripes(writer *w, const gantt_plan *plan)
{
	put_format(w, "<g fill=\"%s\">\n", SVG_BAND);
	for (int32_t s = 0; s < plan->sections; s++)
		for (int32_t i = 1; i < plan->section[s].count; i += 2)
			put_format(w,
					   "<path d=\"M0 %dH%dv%dH0z\"/>\n",
					   plan->y[plan->order[plan->section[s].first + i]],
					   plan->width,
					   plan->row);
	put_text(w, "</g>\n");
	if (!plan->has_sections)
		return;
	put_format(w, "<g fill=\"%s\">\n", SVG_FAINT);
	for (int32_t s = 0; s < plan->sections; s++)
		if (plan->section[s].y >= 0)
			put_format(w,
					   "<path d=\"M0 %dH%dv%dH0z\"/>\n",
					   plan->section[s].y + 2,
					   plan->width,
					   plan->row);
	put_text(w, "</g>\n");
}

/* Saturdays and Sundays, where days are told apart. */
static void
draw_weekends(writer *w, const gantt_plan *plan, int32_t top, int32_t bottom)
{
	const gantt_axis *axis = &plan->axis;

	if (axis->lower.unit != GANTT_DAYS)
		return;
	put_text(w, "<path fill=\"#eceff2\" d=\"");
	for (int64_t day = axis->first; day < axis->last; day++)
		if (civil_weekday(day) > 4)
			put_format(w,
					   "M%d %dH%dV%dH%dz",
					   gantt_axis_x(axis, day),
					   top,
					   gantt_axis_x(axis, day + 1),
					   bottom,
					   gantt_axis_x(axis, day));
	put_text(w, "\"/>\n");
}

static void
draw_grid(writer *w, const gantt_plan *plan, gantt_mark mark,
		  const char *colour, int32_t top, int32_t bottom)
{
	const gantt_axis *axis = &plan->axis;

	put_format(w, "<path fill=\"none\" stroke=\"%s\" d=\"", colour);
	for (int64_t day = gantt_mark_floor(mark, axis->first); day <= axis->last;
		 day = gantt_mark_next(mark, day))
		if (day >= axis->first)
			put_format(w, "M%d %dV%d", gantt_axis_x(axis, day), top, bottom);
	put_text(w, "\"/>\n");
}

/* The words of one line of an axis, in the longest form that fits. */
static void
draw_marks(writer *w, const gantt_plan *plan, gantt_mark mark, int32_t y,
		   bool centred)
{
	const gantt_axis *axis = &plan->axis;

	for (int64_t day = gantt_mark_floor(mark, axis->first); day < axis->last;
		 day = gantt_mark_next(mark, day))
	{
		int32_t left = gantt_axis_x(axis, day);
		int32_t right = gantt_axis_x(axis, gantt_mark_next(mark, day));
		char	label[GANTT_LABEL_SIZE];

		for (int form = 0;
			 gantt_mark_label(mark, day, form, plan->chart->dutch, label);
			 form++)
		{
			if (svg_width(svg_string(label), 11, !centred) + 4 > right - left)
			{
				if (form == 2)
					break;
				continue;
			}
			put_format(w,
					   "<text x=\"%d\" y=\"%d\"%s>%s</text>\n",
					   centred ? (left + right) / 2 : left + 4,
					   y,
					   centred ? " text-anchor=\"middle\"" : "",
					   label);
			break;
		}
	}
}

static void
draw_axis(writer *w, const gantt_plan *plan, int32_t y)
{
	const gantt_axis *axis = &plan->axis;
	int32_t			  right = axis->x + axis->width;

	put_format(w,
			   "<path fill=\"#ffffff\" d=\"M0 %dH%dv%dH0z\"/>\n",
			   y,
			   plan->width,
			   GANTT_STRIP);
	put_format(w,
			   "<path fill=\"none\" stroke=\"%s\" d=\"M%d %dH%dM%d "
			   "%dH%d\"/>\n",
			   SVG_LINE,
			   axis->x,
			   y,
			   right,
			   axis->x,
			   y + GANTT_STRIP - 1,
			   right);
	if (axis->has_upper)
		draw_grid(w, plan, axis->upper, SVG_LINE, y, y + GANTT_STRIP - 1);
	draw_grid(w,
			  plan,
			  axis->lower,
			  SVG_LINE,
			  axis->has_upper ? y + 18 : y,
			  y + GANTT_STRIP - 1);
	if (axis->has_upper)
	{
		put_text(w, "<g font-weight=\"bold\">\n");
		draw_marks(w, plan, axis->upper, y + 13, false);
		put_text(w, "</g>\n");
	}
	put_format(w, "<g fill=\"%s\">\n", SVG_GREY);
	draw_marks(w, plan, axis->lower, axis->has_upper ? y + 30 : y + 22, true);
	put_format(w,
			   "<text x=\"%d\" y=\"%d\">%s</text>\n",
			   plan->date_x,
			   y + 30,
			   plan->chart->dutch ? "einde" : "finish");
	put_text(w, "</g>\n");
}

static void
draw_axes(writer *w, const gantt_plan *plan)
{
	put_text(w, "<g font-size=\"11\">\n");
	for (int32_t i = 0; i < plan->strips; i++)
		draw_axis(w, plan, plan->strip[i]);
	put_text(w, "</g>\n");
}

/* The tip of an arrow that points down, up, right or left. */
static void
draw_tip(writer *w, int32_t x, int32_t y, char direction)
{
	switch (direction)
	{
		case 'd':
			put_format(w, "M%d %dl-3 -5h6z", x, y);
			break;
		case 'u':
			put_format(w, "M%d %dl-3 5h6z", x, y);
			break;
		case 'r':
			put_format(w, "M%d %dl-5 -3v6z", x, y);
			break;
		default:
			put_format(w, "M%d %dl5 -3v6z", x, y);
	}
}

/* Finish to start: ends on top of the bar, or below it if it stands higher. */
static void
draw_finish_start(writer *w, const gantt_plan *plan, int32_t s, int32_t b,
				  bool tip)
{
	bool	down = plan->y[b] > plan->y[s];
	int32_t half =
		plan->chart->bar[b].milestone ? DIAMOND(plan) : plan->band / 2;
	int32_t end = middle_of(plan, b) + (down ? -half : half);
	int32_t left;
	int32_t from;
	int32_t to;

	ends_of(plan, s, &left, &from);
	ends_of(plan, b, &to, &left);
	if (!plan->chart->bar[b].milestone)
		to += left - to < 12 ? (left - to) / 2 : 6;
	if (tip)
	{
		draw_tip(w, to, end, down ? 'd' : 'u');
		return;
	}
	put_format(w, "M%d %d", from, middle_of(plan, s));
	if (to < from)
		put_format(w,
				   "h6V%d",
				   down ? plan->y[b] - 1 : plan->y[b] + plan->row + 1);
	put_format(w, "H%dV%d", to, down ? end - 4 : end + 4);
}

/* The other kinds come from a side and end at a side. */
static void
draw_sides(writer *w, const gantt_plan *plan, int32_t s, int32_t b, int kind,
		   bool tip)
{
	bool	down = plan->y[b] > plan->y[s];
	int32_t half = plan->chart->bar[b].milestone ? DIAMOND(plan) : 0;
	int32_t left_s;
	int32_t right_s;
	int32_t left_b;
	int32_t right_b;
	int32_t turn;

	ends_of(plan, s, &left_s, &right_s);
	ends_of(plan, b, &left_b, &right_b);
	left_b -= half;
	right_b += half;
	if (tip)
	{
		if (kind == DEP_SS)
			draw_tip(w, left_b, middle_of(plan, b), 'r');
		else
			draw_tip(w, right_b, middle_of(plan, b), 'l');
		return;
	}
	if (kind == DEP_SS)
	{
		turn = (left_s < left_b ? left_s : left_b) - 8;
		put_format(w,
				   "M%d %dH%dV%dH%d",
				   left_s,
				   middle_of(plan, s),
				   turn,
				   middle_of(plan, b),
				   left_b - 4);
		return;
	}
	turn = right_b + 8;
	if (kind == DEP_FF && right_s + 8 > turn)
		turn = right_s + 8;
	if (kind == DEP_FF)
		put_format(w, "M%d %d", right_s, middle_of(plan, s));
	else
		put_format(w,
				   "M%d %dh-6V%d",
				   left_s,
				   middle_of(plan, s),
				   down ? plan->y[b] - 1 : plan->y[b] + plan->row + 1);
	put_format(w, "H%dV%dH%d", turn, middle_of(plan, b), right_b + 4);
}

static void
draw_links(writer *w, const gantt_plan *plan, bool critical, bool tip)
{
	const gantt_chart *chart = plan->chart;
	const char		  *colour = critical ? SVG_CRITICAL : LINK_COLOUR;

	if (tip)
		put_format(w, "<path fill=\"%s\" d=\"", colour);
	else
		put_format(w, "<path fill=\"none\" stroke=\"%s\" d=\"", colour);
	for (int32_t i = 0; i < chart->count; i++)
	{
		int32_t b = plan->order[i];

		for (int32_t k = 0; k < chart->bar[b].links; k++)
		{
			int32_t l = chart->bar[b].first_link + k;
			int32_t s = plan->source[l];

			if (!gantt_is_drawn(plan, b, l) ||
				(chart->bar[s].critical && chart->bar[b].critical) != critical)
				continue;
			if (chart->link[l].kind == DEP_FS)
				draw_finish_start(w, plan, s, b, tip);
			else
				draw_sides(w, plan, s, b, chart->link[l].kind, tip);
		}
	}
	put_text(w, "\"/>\n");
}

static void
draw_all_links(writer *w, const gantt_plan *plan, bool tip)
{
	if (!plan->shown[GANTT_LINK])
		return;
	draw_links(w, plan, false, tip);
	if (plan->shown[GANTT_CRITICAL])
		draw_links(w, plan, true, tip);
}

static void
put_diamond(writer *w, int32_t x, int32_t y, int32_t r, bool critical)
{
	put_format(w,
			   "<path d=\"M%d %dl%d %dl-%d %dl-%d -%dz\" ",
			   x,
			   y - r,
			   r,
			   r,
			   r,
			   r,
			   r,
			   r);
	put_format(w,
			   "fill=\"%s\" stroke=\"%s\"/>",
			   critical ? SVG_CRITICAL : "#ffffff",
			   critical ? SVG_CRITICAL : SVG_CALM_LINE);
}

static void
put_bar(writer *w, int32_t x, int32_t y, int32_t width, int32_t height,
		bool critical)
{
	put_format(w,
			   "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\" ",
			   x,
			   y,
			   width,
			   height);
	put_format(w,
			   "fill=\"%s\" stroke=\"%s\"/>",
			   critical ? SVG_CRITICAL : SVG_CALM,
			   critical ? SVG_CRITICAL : SVG_CALM_LINE);
}

static void
put_slack(writer *w, int32_t from, int32_t to, int32_t y)
{
	put_format(w,
			   "<path d=\"M%d %dH%dM%d %dv6\" fill=\"none\" stroke=\"%s\" "
			   "stroke-width=\"2\"/>",
			   from,
			   y,
			   to,
			   to,
			   y - 3,
			   SVG_GREY);
}

/* A triangle whose point shows the day; full if it is missed. */
static void
put_deadline(writer *w, int32_t x, int32_t y, int32_t height, bool missed)
{
	put_format(w,
			   "<path d=\"M%d %dV%dM%d %dh10l-5 9z\" fill=\"%s\" "
			   "stroke=\"%s\"/>",
			   x,
			   y,
			   y + height,
			   x - 5,
			   y,
			   missed ? DEADLINE_COLOUR : "#ffffff",
			   DEADLINE_COLOUR);
}

/* A pennant on a pole, at its top or lower. */
static void
put_notice(writer *w, int32_t x, int32_t y, int32_t height, int32_t lower)
{
	put_format(w,
			   "<path d=\"M%d %dv%dM%d %dv7l9 -4z\" fill=\"%s\" "
			   "stroke=\"%s\" stroke-width=\"2\" "
			   "stroke-linejoin=\"round\"/>",
			   x,
			   y,
			   height,
			   x,
			   y + lower,
			   NOTICE_COLOUR,
			   NOTICE_COLOUR);
}

/* From the first to the last day of a section: a bracket. */
static void
put_span(writer *w, int32_t x, int32_t right, int32_t y)
{
	put_format(w,
			   "<path d=\"M%d %dH%dv9l-4 -5H%dl-4 5z\" fill=\"%s\"/>",
			   x,
			   y,
			   right,
			   x + 4,
			   SVG_GREY);
}

static void
draw_sections(writer *w, const gantt_plan *plan)
{
	for (int32_t s = 0; s < plan->sections; s++)
	{
		const gantt_section *section = &plan->section[s];
		const gantt_bar		*bar = plan->chart->bar;
		int64_t				 first = INT64_MAX;
		int64_t				 last = INT64_MIN;
		int32_t				 left;
		int32_t				 right;

		if (section->y < 0)
			continue;
		for (int32_t i = 0; i < section->count; i++)
		{
			const gantt_bar *one = &bar[plan->order[section->first + i]];

			first = one->start < first ? one->start : first;
			last = one->finish > last ? one->finish : last;
		}
		left = gantt_axis_x(&plan->axis, first);
		right = gantt_axis_x(&plan->axis, last + 1);
		if (right - left < 10)
			right = left + 10;
		put_text(w, "<g><title>");
		put_escaped(w, bar[plan->order[section->first]].section);
		put_text(w, ": ");
		put_gantt_days(w, plan, first, last);
		put_text(w, "</title>");
		put_span(w, left, right, section->y + plan->row / 2 - 2);
		put_format(w,
				   "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">",
				   plan->label_x - 10,
				   baseline(plan, section->y + 2));
		put_fitting(w,
					bar[plan->order[section->first]].section,
					plan->date_x + 60 - plan->label_x,
					plan->font,
					true);
		put_text(w, "</text></g>\n");
	}
}

/* The pennant hangs lower where a deadline stands in its place. */
static int32_t
pennant_drop(const gantt_plan *plan, const gantt_bar *bar)
{
	int32_t gap;

	if (bar->deadline == GANTT_NONE)
		return 0;
	gap = gantt_axis_x(&plan->axis, bar->deadline) -
		  gantt_axis_x(&plan->axis, bar->notice_day);
	return gap > -7 && gap < 16 ? plan->row - 15 : 0;
}

static void
draw_row(writer *w, const gantt_plan *plan, int32_t b)
{
	const gantt_bar *bar = &plan->chart->bar[b];
	int32_t			 y = plan->y[b];
	int32_t			 left;
	int32_t			 right;
	char			 date[CIVIL_TEXT_SIZE];

	ends_of(plan, b, &left, &right);
	put_text(w, "<g><title>");
	put_gantt_words(w, plan, b);
	put_format(w,
			   "</title><text x=\"%d\" y=\"%d\"%s>",
			   plan->label_x,
			   baseline(plan, y),
			   bar->critical ? " font-weight=\"bold\"" : "");
	put_fitting(w, bar->label, plan->label_width, plan->font, bar->critical);
	civil_format(bar->finish, date);
	put_format(w,
			   "</text><text x=\"%d\" y=\"%d\" font-size=\"11\" "
			   "fill=\"%s\">%s</text>",
			   plan->date_x,
			   baseline(plan, y),
			   SVG_GREY,
			   date);
	if (bar->late_finish != GANTT_NONE && bar->late_finish > bar->finish)
		put_slack(w,
				  right,
				  gantt_axis_x(&plan->axis, (int64_t) bar->late_finish + 1),
				  middle_of(plan, b));
	if (bar->milestone)
		put_diamond(w, left, middle_of(plan, b), DIAMOND(plan), bar->critical);
	else
		put_bar(w,
				left,
				middle_of(plan, b) - plan->band / 2,
				right - left,
				plan->band,
				bar->critical);
	if (bar->deadline != GANTT_NONE)
		put_deadline(w,
					 gantt_axis_x(&plan->axis, (int64_t) bar->deadline + 1),
					 y + 2,
					 plan->row - 4,
					 gantt_is_missed(bar));
	if (bar->notice_day != GANTT_NONE)
		put_notice(w,
				   gantt_axis_x(&plan->axis, (int64_t) bar->notice_day + 1),
				   y + 3,
				   plan->row - 6,
				   pennant_drop(plan, bar));
	put_text(w, "</g>\n");
}

/* One sign of the legend, about 24 pixels wide and 12 high. */
static void
put_sign(writer *w, gantt_sign sign, int32_t x, int32_t y)
{
	switch (sign)
	{
		case GANTT_CRITICAL:
		case GANTT_CALM:
			put_bar(w, x, y + 1, 24, 10, sign == GANTT_CRITICAL);
			break;
		case GANTT_SLACK:
			put_slack(w, x, x + 23, y + 6);
			break;
		case GANTT_MILESTONE:
			put_diamond(w, x + 14, y + 6, 6, false);
			break;
		case GANTT_SECTION:
			put_span(w, x, x + 24, y + 2);
			break;
		case GANTT_LINK:
			put_format(w,
					   "<path d=\"M%d %dh14v5\" fill=\"none\" stroke=\"%s\"/>"
					   "<path d=\"M%d %dl-3 -5h6z\" fill=\"%s\"/>",
					   x + 2,
					   y + 2,
					   LINK_COLOUR,
					   x + 16,
					   y + 12,
					   LINK_COLOUR);
			break;
		case GANTT_DEADLINE:
		case GANTT_MISSED:
			put_deadline(w, x + 14, y, 13, sign == GANTT_MISSED);
			break;
		case GANTT_NOTICE:
			put_notice(w, x + 11, y, 13, 0);
			break;
		default:
			put_format(w,
					   "<path d=\"M%d %dv14\" stroke=\"%s\" "
					   "stroke-dasharray=\"4 3\"/>",
					   x + 14,
					   y - 1,
					   SVG_INK);
	}
}

static void
draw_legend(writer *w, const gantt_plan *plan)
{
	put_text(w, "<g font-size=\"12\">\n");
	for (int s = 0; s < GANTT_SIGNS; s++)
	{
		char	text[80];
		int32_t x;
		int32_t y;

		if (!plan->shown[s])
			continue;
		gantt_legend_place(plan, (gantt_sign) s, &x, &y);
		gantt_legend_text(plan, (gantt_sign) s, text);
		put_sign(w, (gantt_sign) s, x, y);
		put_format(w,
				   "<text x=\"%d\" y=\"%d\">%s</text>\n",
				   x + 32,
				   y + 10,
				   text);
	}
	put_text(w, "</g>\n");
}

static void
draw_today(writer *w, const gantt_plan *plan, int32_t bottom)
{
	const gantt_axis *axis = &plan->axis;
	int64_t			  as_of = plan->chart->as_of;
	int32_t			  x = gantt_axis_x(axis, as_of);
	char			  text[80];
	int32_t			  half;
	int32_t			  at;

	if (as_of == GANTT_NONE || as_of < axis->first || as_of >= axis->last)
		return;
	gantt_legend_text(plan, GANTT_TODAY, text);
	half = (int32_t) svg_width(svg_string(text), 11, true) / 2;
	at = x;
	at = at + half > plan->width - 4 ? plan->width - 4 - half : at;
	put_format(w,
			   "<path d=\"M%d %dV%d\" stroke=\"%s\" stroke-dasharray=\"4 3\" "
			   "fill=\"none\"/>\n",
			   x,
			   plan->today_y + 16,
			   bottom,
			   SVG_INK);
	put_format(w,
			   "<text x=\"%d\" y=\"%d\" font-size=\"11\" font-weight=\"bold\" "
			   "text-anchor=\"middle\">%s</text>\n",
			   at,
			   plan->today_y + 12,
			   text);
}

static void
draw_title(writer *w, const gantt_plan *plan)
{
	put_text(w, "<text x=\"16\" y=\"28\" font-size=\"18\" ");
	put_text(w, "font-weight=\"bold\">");
	put_gantt_title(w, plan, plan->width - 32);
	put_format(w,
			   "</text>\n<text x=\"16\" y=\"46\" font-size=\"12\" "
			   "fill=\"%s\">",
			   SVG_GREY);
	put_gantt_summary(w, plan);
	put_text(w, "</text>\n");
}

static uint32_t
hash_of(const gantt_plan *plan)
{
	uint32_t hash = svg_hash(SVG_HASH_START,
							 plan->chart->title.bytes,
							 plan->chart->title.length);

	for (int32_t i = 0; i < plan->chart->count; i++)
	{
		svg_text image = plan->chart->bar[plan->order[i]].image;

		hash = svg_hash(hash, image.bytes, image.length);
	}
	return hash;
}

void
gantt_svg_write(writer *w, const gantt_plan *plan)
{
	svg_head head = {plan->width, plan->height, 0, plan->chart->dutch};
	int32_t	 top = plan->strip[0] + GANTT_STRIP - 1;
	int32_t	 bottom = plan->height - 12;

	head.id = hash_of(plan);
	put_head(w, &head);
	put_format(w, "<title id=\"title-%08x\">", (unsigned) head.id);
	put_gantt_title(w, plan, -1);
	put_format(w, "</title>\n<desc id=\"desc-%08x\">", (unsigned) head.id);
	put_gantt_description(w, plan);
	put_format(w,
			   "</desc>\n<rect width=\"%d\" height=\"%d\" "
			   "fill=\"#ffffff\"/>\n",
			   plan->width,
			   plan->height);
	draw_title(w, plan);
	draw_legend(w, plan);
	draw_stripes(w, plan);
	draw_weekends(w, plan, top, bottom);
	draw_grid(w, plan, plan->axis.lower, SVG_FAINT, top, bottom);
	if (plan->axis.has_upper)
		draw_grid(w, plan, plan->axis.upper, SVG_LINE, top, bottom);
	draw_all_links(w, plan, false);
	put_format(w, "<g font-size=\"%d\">\n", plan->font);
	draw_sections(w, plan);
	for (int32_t i = 0; i < plan->chart->count; i++)
		draw_row(w, plan, plan->order[i]);
	put_text(w, "</g>\n");
	draw_all_links(w, plan, true);
	draw_today(w, plan, bottom);
	draw_axes(w, plan);
	put_text(w, "</svg>");
}
