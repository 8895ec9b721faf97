/*
 * gantt_words.c
 *		What a Gantt chart says in words, in English or Dutch.
 */
#include "roadmap/gantt_words.h"

#include "common/civil.h"

/* Most names in a list of the description. */
#define LIST_MAX 10

static void
put_day(writer *w, int64_t day)
{
	char text[CIVIL_TEXT_SIZE];

	civil_format(day, text);
	put_text(w, text);
}

void
put_gantt_days(writer *w, const gantt_plan *plan, int64_t first, int64_t last)
{
	put_day(w, first);
	if (last == first)
		return;
	put_text(w, plan->chart->dutch ? " t/m " : " to ");
	put_day(w, last);
}

void
put_gantt_title(writer *w, const gantt_plan *plan, int64_t width)
{
	svg_text title = plan->chart->title;

	if (title.length == 0)
		title = svg_string(plan->chart->dutch ? "Planning" : "Schedule");
	if (width < 0)
		put_escaped(w, title);
	else
		put_fitting(w, title, width, 18, true);
}

/* The first and the last day of all bars. */
static void
span_of(const gantt_plan *plan, int64_t *first, int64_t *last)
{
	*first = INT64_MAX;
	*last = INT64_MIN;
	for (int32_t i = 0; i < plan->chart->count; i++)
	{
		const gantt_bar *bar = &plan->chart->bar[i];

		*first = bar->start < *first ? bar->start : *first;
		*last = bar->finish > *last ? bar->finish : *last;
	}
}

/* A number with the word for one or for several. */
static void
put_count(writer *w, int32_t count, const char *one, const char *several)
{
	put_format(w, "%d %s", count, count == 1 ? one : several);
}

void
put_gantt_summary(writer *w, const gantt_plan *plan)
{
	bool	dutch = plan->chart->dutch;
	int32_t sections = 0;
	int64_t first;
	int64_t last;

	for (int32_t s = 0; s < plan->sections; s++)
		sections += plan->section[s].y >= 0;
	span_of(plan, &first, &last);
	put_count(w,
			  plan->chart->count,
			  dutch ? "activiteit" : "activity",
			  dutch ? "activiteiten" : "activities");
	if (sections > 1)
	{
		put_text(w, " in ");
		put_count(w,
				  sections,
				  dutch ? "groep" : "group",
				  dutch ? "groepen" : "groups");
	}
	put_text(w, ", ");
	put_gantt_days(w, plan, first, last);
}

static bool
is_critical(const gantt_bar *bar)
{
	return bar->critical;
}

/* A sentence with the names of the bars of which something is true. */
static void
put_list(writer *w, const gantt_plan *plan, const char *words,
		 bool (*is_meant)(const gantt_bar *))
{
	int32_t count = 0;

	for (int32_t i = 0; i < plan->chart->count; i++)
	{
		const gantt_bar *bar = &plan->chart->bar[plan->order[i]];

		if (!is_meant(bar))
			continue;
		if (count++ >= LIST_MAX)
			continue;
		put_format(w, count == 1 ? " %s: " : ", ", words);
		put_fitting(w, bar->label, 400, 12, false);
		put_text(w, " (");
		put_gantt_days(w, plan, bar->start, bar->finish);
		put_char(w, ')');
	}
	if (count > LIST_MAX)
		put_format(w,
				   plan->chart->dutch ? " en nog %d" : " and %d more",
				   count - LIST_MAX);
	if (count > 0)
		put_char(w, '.');
}

void
put_gantt_description(writer *w, const gantt_plan *plan)
{
	bool dutch = plan->chart->dutch;

	put_text(w, dutch ? "Strokenplanning: " : "Gantt chart: ");
	put_gantt_summary(w, plan);
	put_char(w, '.');
	if (plan->chart->as_of != GANTT_NONE)
	{
		put_text(w, dutch ? " Vandaag is " : " Today is ");
		put_day(w, plan->chart->as_of);
		put_char(w, '.');
	}
	put_list(w, plan, dutch ? "Kritiek" : "Critical", is_critical);
	put_list(w,
			 plan,
			 dutch ? "Uiterste datum gemist" : "Deadline missed",
			 gantt_is_missed);
	if (plan->outside > 0)
	{
		put_char(w, ' ');
		put_count(w,
				  plan->outside,
				  dutch ? "afhankelijkheid van wat hier niet staat."
						: "dependency on what is not shown here.",
				  dutch ? "afhankelijkheden van wat hier niet staat."
						: "dependencies on what is not shown here.");
	}
}

/* "; word: day" */
static void
put_date(writer *w, const char *words, int32_t day)
{
	if (day == GANTT_NONE)
		return;
	put_format(w, "; %s ", words);
	put_day(w, day);
}

void
put_gantt_words(writer *w, const gantt_plan *plan, int32_t b)
{
	const gantt_bar *bar = &plan->chart->bar[b];
	bool			 dutch = plan->chart->dutch;

	put_escaped(w, bar->label);
	put_text(w, ": ");
	put_gantt_days(w, plan, bar->start, bar->finish);
	if (bar->milestone)
		put_text(w, dutch ? "; mijlpaal" : "; milestone");
	if (bar->critical)
		put_text(w, dutch ? "; kritiek" : "; critical");
	if (bar->late_finish != GANTT_NONE)
		put_date(w, dutch ? "uiterlijk" : "at the latest", bar->late_finish);
	put_date(w,
			 gantt_is_missed(bar)
				 ? (dutch ? "gemiste uiterste datum" : "missed deadline")
				 : (dutch ? "uiterste datum" : "deadline"),
			 bar->deadline);
	put_date(w,
			 dutch ? "uiterste opzegdag" : "last day to give notice",
			 bar->notice_day);
	if (bar->note.length > 0)
	{
		put_text(w, "; ");
		put_escaped(w, bar->note);
	}
}
