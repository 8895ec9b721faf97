/*
 * gantt_mermaid.c
 *		A Gantt chart as Mermaid text.
 *
 * A name stands at the beginning of its line and ends at a colon.  Mermaid
 * takes #NN; for the character with that number (mermaid.js.org, "Entity codes
 * to escape characters"); so is written what could be anything but a letter,
 * and the first letter of a name that begins like a statement.
 */
#include "roadmap/gantt_mermaid.h"

#include "common/civil.h"

bool
gantt_mermaid_day(int32_t day)
{
	civil date = civil_from_days(day);

	return date.year >= 1 && date.year <= 9999;
}

static bool
is_safe(svg_text name, size_t i)
{
	char c = name.bytes[i];

	if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z') || (unsigned char) c >= 0x80)
		return true;
	/* no blank at an end, no two of anything else */
	return i > 0 && i + 1 < name.length && strchr(" ,/()._-", c) != NULL &&
		   c != '\0' && name.bytes[i - 1] != c;
}

/* Whether a name begins with a word that begins a statement, or with a date. */
static bool
looks_like_statement(svg_text name)
{
	static const char *const word[] = {"acc",
									   "axis",
									   "click",
									   "date",
									   "exclude",
									   "gantt",
									   "include",
									   "section",
									   "tick",
									   "title",
									   "today",
									   "top",
									   "vert",
									   "week",
									   "call",
									   "href",
									   "display"};

	if (name.length > 4 && name.bytes[4] == '-')
		return true;
	for (size_t k = 0; k < sizeof(word) / sizeof(word[0]); k++)
	{
		size_t i = 0;

		while (word[k][i] != '\0' && i < name.length &&
			   (name.bytes[i] | 0x20) == word[k][i])
			i++;
		if (word[k][i] == '\0')
			return true;
	}
	return false;
}

static void
put_name(writer *w, svg_text name)
{
	bool statement = looks_like_statement(name);

	if (name.length == 0)
		put_text(w, "#45;");
	for (size_t i = 0; i < name.length; i++)
	{
		unsigned char c = (unsigned char) name.bytes[i];

		if (is_safe(name, i) && !(i == 0 && statement && c < 0x80))
			put_char(w, (char) c);
		else
			put_format(w, "#%d;", c < 0x20 || c == 0x7F ? 32 : (int) c);
	}
}

/* " :tags, first day, days" */
static void
put_task(writer *w, const char *tags, int32_t day, int64_t days)
{
	char text[CIVIL_TEXT_SIZE];

	civil_format(day, text);
	put_format(w, " :%s%s, %dd", tags, text, (int) days);
}

static void
put_point(writer *w, svg_text name, const char *words, int32_t day)
{
	if (day == GANTT_NONE)
		return;
	put_text(w, "\n    ");
	put_name(w, name);
	put_format(w, " - %s", words);
	put_task(w, "milestone, ", day, 0);
}

static void
put_bar_lines(writer *w, const gantt_bar *bar, bool dutch)
{
	put_text(w, "\n    ");
	put_name(w, bar->label);
	if (bar->milestone)
		put_task(w,
				 bar->critical ? "crit, milestone, " : "milestone, ",
				 bar->finish,
				 0);
	else
		put_task(w,
				 bar->critical ? "crit, " : "",
				 bar->start,
				 (int64_t) bar->finish - bar->start + 1);
	put_point(w,
			  bar->label,
			  dutch ? "uiterste datum" : "deadline",
			  bar->deadline);
	put_point(w,
			  bar->label,
			  dutch ? "uiterste opzegdag" : "last day to give notice",
			  bar->notice_day);
}

void
gantt_mermaid_write(writer *w, const gantt_chart *chart, const int32_t *order,
					const gantt_section *section, int32_t sections)
{
	put_text(w, "gantt\n    dateFormat YYYY-MM-DD\n    axisFormat %Y-%m-%d");
	put_text(w, "\n    todayMarker off");
	if (chart->title.length > 0)
	{
		put_text(w, "\n    title ");
		put_name(w, chart->title);
	}
	for (int32_t s = 0; s < sections; s++)
	{
		const gantt_bar *first = &chart->bar[order[section[s].first]];

		if (first->has_section || s > 0)
		{
			put_text(w, "\n    section ");
			put_name(w, first->section);
		}
		for (int32_t i = 0; i < section[s].count; i++)
			put_bar_lines(w,
						  &chart->bar[order[section[s].first + i]],
						  chart->dutch);
	}
}
