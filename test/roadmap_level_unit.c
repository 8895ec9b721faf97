/*
 * roadmap_level_unit.c
 *		Leveling under capacity: small random problems against a search
 *		through all starts, laws of any schedule, published instances, limits.
 */
#include "roadmap/search.h"

#include "tap.h"

#define MOST 130
#define MOST_LINKS 800
#define MOST_WORDS 3
#define MOST_STEPS 40

/* A problem and all that it points to. */
typedef struct instance
{
	lvl_problem p;
	int32_t		duration[MOST];
	uint64_t	demand[MOST * MOST_WORDS];
	uint64_t   *capacity;
	int32_t		release[MOST];
	int32_t		deadline[MOST];
	int32_t		weight[MOST];
	int32_t		first[2][MOST + 1];
	lvl_link	link[2][MOST_LINKS];
	int32_t		rank[MOST];
	int32_t		links;

	int32_t	 constant_from;
	uint64_t step[MOST_STEPS * MOST_WORDS]; /* capacity up to there, and on */
	int		 resources;
	bool	 weekly; /* links are asked through "asks" */
} instance;

/* ---- building and solving ------------------------------------------------ */

static void
begin_instance(instance *in, int n, int resources)
{
	memset(in, 0, sizeof(*in));
	in->p.activities = n;
	in->p.words = (resources + LVL_LANES - 1) / LVL_LANES;
	in->resources = resources;
	in->p.duration = in->duration;
	in->p.demand = in->demand;
	in->p.rank = in->rank;
	for (int d = 0; d < 2; d++)
	{
		in->p.side[d].first = in->first[d];
		in->p.side[d].link = in->link[d];
	}
}

/* Links are added for one activity after the other, from 0 on. */
static void
add_link(instance *in, int from, int32_t delta)
{
	in->link[0][in->links].node = from;
	in->link[0][in->links++].delta = delta;
}

static void
end_links(instance *in, int j)
{
	in->first[0][j + 1] = in->links;
}

static void
demands(instance *in, int j, int resource, uint32_t units)
{
	lvl_set(in->demand + j * in->p.words, resource, units);
}

static void
offers(instance *in, int step, int resource, uint32_t units)
{
	lvl_set(in->step + step * in->p.words, resource, units);
}

/* Weeks of five slots: what follows something begins with a week. */
static int32_t
asks_weekly(void *with, int32_t j, const int32_t *start)
{
	const instance *in = with;
	int32_t			t = in->release[j];

	for (int32_t l = in->first[0][j]; l < in->first[0][j + 1]; l++)
	{
		int32_t asked = start[in->link[0][l].node] + in->link[0][l].delta;

		asked = asked <= 0 ? asked : (asked + 4) / 5 * 5;
		t = asked > t ? asked : t;
	}
	return t;
}

/* Measures, and lays the capacity out; false if it is too long. */
static bool
close_instance(instance *in)
{
	int32_t spare[MOST];
	int32_t words = in->p.words;

	in->p.changes = in->constant_from > 0;
	if (in->weekly)
		in->p.asks = asks_weekly;
	in->p.with = in;
	if (!lvl_prepare(&in->p, spare) ||
		!lvl_measure(&in->p,
					 in->constant_from,
					 in->weekly ? 4 * in->p.activities : 0))
		return false;
	if (!in->p.changes)
	{
		in->p.capacity = in->step;
		return true;
	}
	in->capacity = malloc((size_t) in->p.placed * words * sizeof(uint64_t));
	for (int32_t t = 0; t < in->p.placed; t++)
		memcpy(in->capacity + (size_t) t * words,
			   in->step +
				   (t < in->constant_from ? t : in->constant_from) * words,
			   words * sizeof(uint64_t));
	in->p.capacity = in->capacity;
	return true;
}

static void
free_instance(instance *in)
{
	free(in->capacity);
	in->capacity = NULL;
}

static void
solve(instance *in, int64_t schedules, uint64_t seed, lvl_search *s,
	  int32_t *start)
{
	lvl_desk desk;
	size_t	 bytes = lvl_memory(&in->p);
	void	*memory = malloc(bytes);

	memset(memory, 0x55, bytes); /* any content */
	memset(s, 0, sizeof(*s));
	s->schedules = schedules;
	s->seed = seed;
	s->start = start;
	lvl_run(s, &in->p, memory, &desk);
	free(memory);
}

static bool
verified(const instance *in, const int32_t *start)
{
	size_t	  slots = (size_t) in->p.placed * in->p.words;
	uint64_t *spare = malloc((slots + 1) * sizeof(uint64_t));
	bool	  right = lvl_verify(&in->p, start, spare);

	free(spare);
	return right;
}

/* ---- small random problems ----------------------------------------------- */

static void
random_links(instance *in, uint64_t *random)
{
	for (int j = 0; j < in->p.activities; j++)
	{
		for (int k = 0; k < 2 && j > 0 && tap_between(random, 0, 2) > 0; k++)
		{
			int i = (int) tap_between(random, 0, j - 1);
			int kind = (int) tap_between(random, 0, 3);
			int lag = (int) tap_between(random, -3, 3);

			if (tap_between(random, 0, 1) == 0)
				kind = lag = 0;
			add_link(in,
					 i,
					 lag + ((kind & 1) != 0 ? 0 : in->duration[i]) -
						 ((kind & 2) != 0 ? in->duration[j] : 0));
		}
		end_links(in, j);
	}
}

static void
random_dates(instance *in, uint64_t *random)
{
	if (tap_between(random, 0, 3) == 0)
	{
		in->p.release = in->release;
		for (int j = 0; j < in->p.activities; j++)
			in->release[j] = (int32_t) (tap_between(random, 0, 1) *
										tap_between(random, 0, 6));
	}
	if (tap_between(random, 0, 2) == 0)
	{
		in->p.deadline = in->deadline;
		in->p.weight = in->weight;
		for (int j = 0; j < in->p.activities; j++)
		{
			in->deadline[j] = (int32_t) tap_between(random, -1, 10);
			in->weight[j] = (int32_t) tap_between(random, 0, 3);
		}
	}
}

static void
random_instance(instance *in, uint64_t *random, int most)
{
	int n = (int) tap_between(random, 1, most);
	int resources = (int) tap_between(random, 1, 6);

	begin_instance(in, n, resources);
	for (int j = 0; j < n; j++)
	{
		in->duration[j] = (int32_t) tap_between(random, 0, 3);
		for (int r = 0; r < resources; r++)
			demands(in,
					j,
					r,
					(uint32_t) (tap_between(random, 0, 1) *
								tap_between(random, 0, 3)));
	}
	random_links(in, random);
	random_dates(in, random);
	if (tap_between(random, 0, 2) == 0)
		in->constant_from = (int32_t) tap_between(random, 1, 10);
	in->weekly = tap_between(random, 0, 7) == 0;
	for (int t = 0; t < in->constant_from; t++)
		for (int r = 0; r < resources; r++)
			offers(in, t, r, (uint32_t) tap_between(random, 0, 4));
	for (int r = 0; r < resources; r++)
		offers(in,
			   in->constant_from,
			   r,
			   in->constant_from > 0 && tap_between(random, 0, 9) == 0
				   ? 2 /* then some find no place there */
				   : (uint32_t) tap_between(random, 3, 4));
	close_instance(in);
}

/* ---- all starts ------------------------------------------------------------ */

typedef struct hunt
{
	const instance *in;
	int32_t			order[MOST];
	int32_t			start[MOST];
	uint64_t		left[400 * MOST_WORDS];
	int64_t			scale;
	int64_t			best; /* the least value found */
} hunt;

/* Moves the units of activity j at t in or out; false if they do not fit. */
static bool
move_units(hunt *h, int j, int32_t t, int sign)
{
	const lvl_problem *p = &h->in->p;
	bool			   fits = true;

	for (int32_t k = t; k < t + p->duration[j]; k++)
	{
		for (int32_t w = 0; w < p->words; w++)
		{
			uint64_t *at = &h->left[k * p->words + w];
			uint64_t  need = p->demand[j * p->words + w];

			for (int lane = 0; lane < LVL_LANES; lane++)
				fits = fits &&
					   (sign < 0 || lvl_get(at, lane) >= lvl_get(&need, lane));
		}
	}
	for (int32_t k = t; fits && k < t + p->duration[j]; k++)
		for (int32_t w = 0; w < p->words; w++)
			h->left[k * p->words + w] -=
				(uint64_t) sign * p->demand[j * p->words + w];
	return fits;
}

static void
hunt_on(hunt *h, int k, int64_t late, int32_t length)
{
	const lvl_problem *p = &h->in->p;
	int				   j;
	int32_t			   t = 0;

	if (late * h->scale + length >= h->best)
		return;
	if (k == p->activities)
	{
		h->best = late * h->scale + length;
		return;
	}
	j = h->order[k];
	if (p->asks != NULL)
		t = p->asks(p->with, j, h->start);
	for (int32_t l = p->side[0].first[j]; l < p->side[0].first[j + 1]; l++)
	{
		int32_t asked =
			h->start[p->side[0].link[l].node] + p->side[0].link[l].delta;

		t = asked > t ? asked : t;
	}
	if (p->release != NULL && p->release[j] > t)
		t = p->release[j];
	for (; t + p->duration[j] <= p->placed; t++)
	{
		int32_t end = t + p->duration[j];
		int64_t behind = p->weight == NULL || end <= p->deadline[j]
							 ? 0
							 : (int64_t) (end - p->deadline[j]) * p->weight[j];

		if ((late + behind) * h->scale + (end > length ? end : length) >=
			h->best)
			break; /* later is no better */
		if (!move_units(h, j, t, 1))
			continue;
		h->start[j] = t;
		hunt_on(h, k + 1, late + behind, end > length ? end : length);
		move_units(h, j, t, -1);
	}
}

/* The least value of any schedule, or "from" if none is below. */
static int64_t
least_value(const instance *in, int64_t from)
{
	static hunt h;

	h.in = in;
	h.scale = (int64_t) in->p.slots + 1;
	h.best = from;
	for (int j = 0; j < in->p.activities; j++)
		h.order[in->p.rank[j]] = j;
	for (int32_t k = 0; k < in->p.placed * in->p.words; k++)
		h.left[k] = in->p.capacity[in->p.changes ? k : k % in->p.words];
	hunt_on(&h, 0, 0, 0);
	return h.best;
}

/* Whether an activity by itself could start a slot earlier. */
static bool
can_move(const instance *in, const int32_t *start)
{
	int32_t moved[MOST];

	for (int j = 0; j < in->p.activities; j++)
	{
		memcpy(moved, start, sizeof(moved));
		moved[j]--;
		if (verified(in, moved))
			return true;
	}
	return false;
}

typedef struct counts
{
	int solved;
	int wrong;	/* schedules that break a rule */
	int above;	/* not the best there is */
	int bounds; /* bounds above the best there is */
	int movable;
	int worse; /* than the rule by itself */
	int many;  /* more schedules than allowed */
	int unplaced;
	int placeable; /* of these, those that have a schedule all the same */
	int different; /* two runs */
} counts;

static void
compare_with_rule(const lvl_search *s, int64_t scale, counts *c)
{
	if (s->rule_unplaced == 0 &&
		(s->unplaced > 0 || s->rule_lateness * scale + s->rule_length <
								s->lateness * scale + s->length))
		c->worse++;
}

static void
try_one(instance *in, uint64_t seed, counts *c)
{
	lvl_search s;
	lvl_search again;
	int32_t	   start[MOST] = {0};
	int32_t	   other[MOST] = {0};
	int64_t	   scale = (int64_t) in->p.slots + 1;
	int64_t	   best;

	solve(in, 300, seed, &s, start);
	solve(in, 300, seed, &again, other);
	c->different += memcmp(start, other, sizeof(start)) != 0 ||
					s.made != again.made || s.value != again.value;
	c->many += s.made > 300;
	compare_with_rule(&s, scale, c);
	if (s.unplaced > 0)
	{
		c->unplaced++;
		c->placeable += least_value(in, INT64_MAX / 8) < INT64_MAX / 8;
		return;
	}
	c->solved++;
	c->wrong += !verified(in, start);
	c->movable += can_move(in, start);
	best = least_value(in, s.lateness * scale + s.length);
	c->above += best < s.lateness * scale + s.length;
	c->bounds += s.least > best / scale ||
				 (s.bound > best % scale && s.least == best / scale);
}

static void
test_all_starts(void)
{
	uint64_t random = 20261123;
	counts	 c = {0};
	instance in;

	for (int i = 0; i < 20000; i++)
	{
		random_instance(&in, &random, i % 10 == 0 ? 6 : 5);
		try_one(&in, (uint64_t) i, &c);
		free_instance(&in);
	}
	printf("# %d solved, %d not the best, %d without a place\n",
		   c.solved,
		   c.above,
		   c.unplaced);
	ok(c.solved > 15000 && c.unplaced > 50, "most have a schedule, some none");
	is_int(c.wrong, 0, "schedules keep links, dates and capacities");
	ok(c.above * 200 < c.solved, "all but one in 200 are the best there is");
	is_int(c.bounds, 0, "no bound is above the best there is");
	is_int(c.movable, 0, "no activity can start earlier by itself");
	is_int(c.worse, 0, "no schedule is worse than that of the rule");
	is_int(c.many, 0, "no more schedules than allowed");
	is_int(c.different, 0, "the same seed gives the same");
	ok(c.placeable * 20 <= c.unplaced, "what finds no place has none");
}

/* ---- laws ------------------------------------------------------------------ */

/* The same seen from the end. */
static void
mirror_instance(const instance *in, instance *out)
{
	*out = *in;
	begin_instance(out, in->p.activities, in->resources);
	memcpy(out->duration, in->duration, sizeof(in->duration));
	memcpy(out->demand, in->demand, sizeof(in->demand));
	memcpy(out->step, in->step, sizeof(in->step));
	memcpy(out->first[0], in->first[1], sizeof(in->first[1]));
	memcpy(out->link[0], in->link[1], sizeof(in->link[1]));
	out->links = in->links;
	out->constant_from = 0;
	out->weekly = false;
	out->capacity = NULL;
	close_instance(out);
}

static void
test_mirror(void)
{
	uint64_t random = 7;
	int		 tried = 0;
	int		 bounds = 0;
	int		 lengths = 0;
	instance in;
	instance back;

	for (int i = 0; i < 10000; i++)
	{
		random_instance(&in, &random, 12);
		if (lvl_is_symmetric(&in.p))
		{
			lvl_search a;
			lvl_search b;
			int32_t	   start[MOST];

			mirror_instance(&in, &back);
			solve(&in, 500, 1, &a, start);
			solve(&back, 500, 1, &b, start);
			tried++;
			bounds += a.bound != b.bound;
			lengths += a.length != b.length;
		}
		free_instance(&in);
	}
	ok(tried > 2000, "%d problems and their mirror images", tried);
	is_int(bounds, 0, "a problem seen from its end has the same bound");
	ok(lengths * 200 < tried, "and, but for one in 200, the same length");
}

static void
test_large(void)
{
	uint64_t random = 11;
	int		 wrong = 0;
	int		 worse = 0;
	int		 above = 0;
	instance in;

	for (int i = 0; i < 300; i++)
	{
		lvl_search s;
		int32_t	   start[MOST];
		int64_t	   scale;

		random_instance(&in, &random, MOST);
		solve(&in, 200, (uint64_t) i, &s, start);
		scale = (int64_t) in.p.slots + 1;
		wrong += s.unplaced == 0 && !verified(&in, start);
		above += s.unplaced == 0 && s.bound > s.length;
		worse +=
			s.rule_unplaced == 0 && s.rule_lateness * scale + s.rule_length <
										s.lateness * scale + s.length;
		free_instance(&in);
	}
	is_int(wrong, 0, "up to 130 activities: all rules are kept");
	is_int(above, 0, "and no bound is above the length");
	is_int(worse, 0, "and none is worse than the rule");
}

/* What lvl_verify says of schedules that break one rule each. */
static void
test_verify(void)
{
	static const int32_t good[] = {0, 2, 2};
	static const int32_t early[] = {0, 1, 2};
	static const int32_t full[] = {0, 3, 2};
	static const int32_t before[] = {0, 2, 0};
	instance			 in;

	begin_instance(&in, 3, 5);
	for (int j = 0; j < 3; j++)
	{
		in.duration[j] = 2;
		demands(&in, j, 4, 2);
	}
	demands(&in, 0, 0, 3);
	end_links(&in, 0);
	add_link(&in, 0, 2);
	end_links(&in, 1);
	end_links(&in, 2);
	in.release[2] = 1;
	in.p.release = in.release;
	offers(&in, 0, 0, 3);
	offers(&in, 0, 4, 4);
	close_instance(&in);
	ok(verified(&in, good), "a schedule that keeps all rules");
	ok(!verified(&in, early), "one that starts before a link lets it");
	ok(!verified(&in, before), "one that starts before its release");
	ok(verified(&in, full), "two side by side fill a resource");
	memset(in.step, 0, sizeof(in.step));
	offers(&in, 0, 0, 3);
	offers(&in, 0, 4, 3);
	ok(!verified(&in, full), "one that takes more than there is");
}

/*
 * The network and the slips of the tests of Zametek.Maths.Graphs: nine
 * activities, 26 days, 27 if the first takes three days more.  With one pair
 * of hands, the sum of all.
 */
static void
test_published(void)
{
	static const int duration[] = {6, 7, 8, 11, 8, 7, 4, 4, 10};
	static const int pair[][2] = {{2, 4},
								  {1, 5},
								  {2, 5},
								  {3, 5},
								  {3, 6},
								  {4, 7},
								  {4, 8},
								  {6, 8},
								  {5, 9}};
	static const int expected[][3] = {{9, 0, 26},
									  {9, 3, 27},
									  {1, 0, 65},
									  {1, 3, 68},
									  {3, 0, 26},
									  {2, 0, 33}};

	for (int k = 0; k < 6; k++)
	{
		instance   in;
		lvl_search s;
		int32_t	   start[MOST];

		begin_instance(&in, 9, 1);
		for (int j = 0; j < 9; j++)
		{
			in.duration[j] = duration[j] + (j == 0 ? expected[k][1] : 0);
			demands(&in, j, 0, 1);
			for (int l = 0; l < 9; l++)
				if (pair[l][1] == j + 1)
					add_link(&in, pair[l][0] - 1, in.duration[pair[l][0] - 1]);
			end_links(&in, j);
		}
		offers(&in, 0, 0, (uint32_t) expected[k][0]);
		close_instance(&in);
		solve(&in, 1000, 1, &s, start);
		ok(s.length == expected[k][2] && verified(&in, start),
		   "%d pairs of hands: %d days (found %d)",
		   expected[k][0],
		   expected[k][2],
		   s.length);
	}
}

/* ---- limits ---------------------------------------------------------------- */

static bool
measures(int32_t duration, int32_t delta, int32_t from, int32_t weight)
{
	instance in;

	begin_instance(&in, 2, 1);
	in.duration[0] = in.duration[1] = duration;
	end_links(&in, 0);
	add_link(&in, 0, delta);
	end_links(&in, 1);
	in.p.deadline = in.deadline;
	in.p.weight = weight > 0 ? in.weight : NULL;
	in.weight[0] = in.weight[1] = weight;
	in.deadline[0] = INT32_MIN;
	offers(&in, 0, 0, 1);
	in.constant_from = from;
	in.p.changes = false;
	return lvl_prepare(&in.p, (int32_t[2]){0}) && lvl_measure(&in.p, from, 0);
}

static int32_t
all_used(void *with)
{
	return *(int32_t *) with;
}

static void
test_limits(void)
{
	uint64_t   random = 3;
	int32_t	   used = 65536;
	instance   in;
	lvl_search s = {0};
	lvl_desk   desk;
	int32_t	   start[MOST];
	void	  *memory;

	ok(measures(LVL_MOST_SLOTS / 2, 0, 0, 0), "as long as it can be");
	ok(!measures(LVL_MOST_SLOTS / 2, 0, 1, 0), "a slot longer");
	ok(!measures(99999999, 0, 0, 0), "the longest durations");
	ok(!measures(1, 199999998, 0, 0), "the longest lags");
	ok(!measures(99999999, -199999998, 0, 0), "the longest leads");
	ok(!measures(1, 1, INT32_MAX - 1, 0), "capacity that changes too late");
	ok(measures(1, 1, 0, 1000000), "weights");
	ok(!measures(LVL_MOST_SLOTS / 5, 1, 0, INT32_MAX), "weights too large");
	random_instance(&in, &random, 100);
	memory = malloc(lvl_memory(&in.p));
	s.schedules = 1000000000;
	s.start = start;
	s.used = all_used;
	s.with = &used;
	lvl_run(&s, &in.p, memory, &desk);
	ok(s.made >= 1 && s.made <= 3, "no more than a first step without time");
	s.used = NULL;
	s.schedules = 1;
	lvl_run(&s, &in.p, memory, &desk);
	is_int(s.made, 1, "one schedule");
	ok(s.length <= s.rule_length, "which is that of the rule, settled");
	free(memory);
	free_instance(&in);
}

int
main(void)
{
	test_verify();
	test_published();
	test_all_starts();
	test_mirror();
	test_large();
	test_limits();
	return tap_finish();
}
