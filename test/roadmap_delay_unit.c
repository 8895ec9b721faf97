/*
 * roadmap_delay_unit.c
 *		Late activities and the play of links, on random networks against the
 *		definitions taken literally.
 */
#include "roadmap/delay.h"

#include "tap.h"

#define MOST 8
#define MOST_LINKS 20

/* A network that is small enough to check by hand. */
typedef struct sample
{
	cpm		 c;
	cal_days calendar;
	cpm_node before[MOST];
	cpm_node planned[MOST];
	int32_t	 later[MOST];
	int32_t	 longer[MOST];
	char	 letters[MOST];
	name	 names[MOST];
	char	 node_memory[4096];
	char	 link_memory[4096];
} sample;

static void
tick(void)
{
}

static int64_t
between(uint64_t *seed, int64_t low, int64_t high)
{
	return tap_between(seed, low, high);
}

/* Links lead from earlier rows to later ones; working lags only. */
static void
make_network(sample *s, uint64_t *seed)
{
	int32_t n = (int32_t) between(seed, 1, MOST);
	int32_t l = 0;

	cpm_set_nodes(&s->c, n, s->node_memory);
	cpm_set_links(&s->c, MOST_LINKS, s->link_memory);
	s->calendar = (cal_days){.weekdays = CAL_MONDAY_TO_FRIDAY};
	s->c.axis = (axis){.calendar = &s->calendar};
	s->c.names = s->names;
	for (int32_t i = 0; i < n; i++)
	{
		s->letters[i] = (char) ('A' + i);
		s->names[i] = (name){.text = &s->letters[i], .length = 1};
		s->c.node[i] = (cpm_node){.early = between(seed, 0, 3) == 0 ? 12 : 0,
								  .late = CPM_NO_LIMIT,
								  .duration = (int32_t) between(seed, 1, 9)};
		if (between(seed, 0, 9) == 0)
			s->c.node[i].flags =
				(uint8_t) (between(seed, 0, 1) == 0 ? CPM_FIXED : CPM_ALAP);
		s->later[i] =
			between(seed, 0, 2) == 0 ? (int32_t) between(seed, 0, 9) : 0;
		s->longer[i] =
			between(seed, 0, 2) == 0 ? (int32_t) between(seed, 0, 9) : 0;
		s->c.first[i] = l;
		for (int32_t k = 0; k < 2 && i > 0; k++)
			s->c.link[l++] =
				(cpm_link){(int32_t) between(seed, 0, i - 1),
						   cpm_code((int) between(seed, 0, 3),
									(int32_t) between(seed, -3, 4),
									false)};
	}
	s->c.first[n] = l;
	s->c.links = l;
}

/* From the first instant of a successor that a link allows. */
static int64_t
asked(const cpm_node *from, int32_t code, const cpm_node *to)
{
	int kind = cpm_kind(code);

	return from->early + ((kind & DEP_FROM_START) != 0 ? 0 : from->duration) +
		   cpm_lag(code) - ((kind & DEP_TO_FINISH) != 0 ? to->duration : 0);
}

/*
 * The earliest start of each activity in the delayed plan: no earlier than by
 * the plan and its own delay, and what its links ask for.
 */
static bool
as_defined(const sample *s)
{
	cpm_node node[MOST];

	for (int32_t i = 0; i < s->c.nodes; i++)
	{
		bool late = s->later[i] + s->longer[i] > 0;
		bool stays = late || (s->before[i].flags & CPM_ALAP) != 0;

		node[i] = s->before[i];
		if (stays)
			node[i].early = s->planned[i].early + s->later[i];
		node[i].duration += s->longer[i];
		for (int32_t l = s->c.first[i];
			 l < s->c.first[i + 1] && (node[i].flags & CPM_FIXED) == 0;
			 l++)
		{
			int64_t start =
				asked(&node[s->c.link[l].node], s->c.link[l].code, &node[i]);

			node[i].early = start > node[i].early ? start : node[i].early;
		}
		if (node[i].early != s->c.node[i].early ||
			node[i].early < s->planned[i].early)
			return false;
	}
	return true;
}

/* Play is the distance, and never negative but at what is fixed. */
static bool
play_is_right(const sample *s)
{
	for (int32_t i = 0; i < s->c.nodes; i++)
		for (int32_t l = s->c.first[i]; l < s->c.first[i + 1]; l++)
		{
			const cpm_node *to = &s->c.node[i];
			int64_t			days;

			if (!delay_link_float(&s->c, i, l, &days) ||
				days != to->early - asked(&s->c.node[s->c.link[l].node],
										  s->c.link[l].code,
										  to) ||
				(days < 0 && (to->flags & CPM_FIXED) == 0))
				return false;
		}
	return true;
}

static bool
same_nodes(const cpm_node *a, const cpm_node *b, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		if (a[i].early != b[i].early || a[i].late != b[i].late ||
			a[i].room != b[i].room || a[i].floor != b[i].floor ||
			a[i].driver != b[i].driver || a[i].flags != b[i].flags)
			return false;
	return true;
}

/* A second run in the order of the first says what a whole run does. */
static bool
run_both(sample *s)
{
	size_t	 bytes = sizeof(cpm_node) * (size_t) s->c.nodes;
	cpm_node late[MOST];
	cpm_node again[MOST];

	memcpy(late, s->c.node, bytes);
	if (cpm_run_again(&s->c, tick) != CPM_OK)
		return false;
	memcpy(again, s->c.node, bytes);
	memcpy(s->c.node, late, bytes);
	return cpm_run(&s->c, tick) == CPM_OK &&
		   same_nodes(again, s->c.node, s->c.nodes);
}

static void
test_random(void)
{
	static sample s;
	uint64_t	  seed = 5;
	int			  wrong = 0;
	int			  wrong_play = 0;
	int			  moved = 0;

	for (int run = 0; run < 50000; run++)
	{
		make_network(&s, &seed);
		memcpy(s.before, s.c.node, sizeof(cpm_node) * (size_t) s.c.nodes);
		wrong += cpm_run(&s.c, tick) == CPM_OK ? 0 : 1;
		wrong_play += play_is_right(&s) ? 0 : 1;
		memcpy(s.planned, s.c.node, sizeof(cpm_node) * (size_t) s.c.nodes);
		for (int32_t i = 0; i < s.c.nodes; i++)
		{
			s.c.node[i] = s.before[i];
			delay_apply(&s.c.node[i], &s.planned[i], s.later[i], s.longer[i]);
		}
		wrong += run_both(&s) ? 0 : 1;
		wrong += as_defined(&s) ? 0 : 1;
		for (int32_t i = 0; i < s.c.nodes; i++)
			moved += s.c.node[i].early > s.planned[i].early ? 1 : 0;
	}
	ok(moved > 50000, "enough activities move");
	is_int(wrong, 0, "50,000 random networks: delays as defined");
	is_int(wrong_play, 0, "and the play of their links");
}

static void
test_milestones(void)
{
	cpm_node planned = {.early = 5, .flags = CPM_AT_FINISH};
	cpm_node n = {.early = 0};

	delay_apply(&n, &planned, 0, 0);
	is_int(n.early, 0, "what is not late is as it was");
	delay_apply(&n, &planned, 2, 0);
	is_int(n.early, 7, "a milestone that is late");
	is_int(n.flags, CPM_AT_FINISH, "stays at the end of its day");
	n = (cpm_node){.early = 0, .flags = CPM_FIXED};
	delay_apply(&n, &planned, 0, 3);
	is_int(n.flags, CPM_FIXED, "one that takes time does not");
	is_int(n.duration, 3, "and has a duration");
	n = (cpm_node){.early = 0, .duration = 4, .flags = CPM_ALAP};
	planned = (cpm_node){.early = 9, .duration = 4};
	delay_apply(&n, &planned, 0, 0);
	is_int(n.early, 9, "what was as late as possible");
	is_int(n.flags, 0, "stays there and can be pushed");
}

int
main(void)
{
	test_random();
	test_milestones();
	return tap_finish();
}
