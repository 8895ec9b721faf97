/*
 * roadmap_unit.c
 *		Dependencies as text, constraints, and the critical path: published
 *		networks, and random ones against definitions taken literally.
 */
#include "common/civil.h"
#include "roadmap/constraint.h"
#include "roadmap/cpm.h"
#include "roadmap/dependency.h"

#include "tap.h"

/* ---- dependencies as text -------------------------------------------- */

/* Reads and writes back; "!" and the status if it cannot be read. */
static const char *
echo(const char *text)
{
	static char out[256];
	char		name[128];
	dependency	dep;
	dep_status	status = dep_parse(text, strlen(text), name, &dep);

	if (status == DEP_OK)
		dep_format(&dep, false, out);
	else
		snprintf(out, sizeof(out), "!%d", (int) status);
	return out;
}

static void
test_texts(void)
{
	static const char *const pairs[][2] = {
		{"A12", "A12"},
		{"A12 FS", "A12"},
		{"A12 FS+0d", "A12"},
		{"A12 SS+3d", "A12 SS+3d"},
		{"A12 FF-2d", "A12 FF-2d"},
		{"A12 SF", "A12 SF"},
		{"A12 FS+2ed", "A12 FS+2ed"},
		{"A12 FS+0ed", "A12"},
		{"  A12\tss + 3 Days ", "A12 SS+3d"},
		{"12SS+3d", "12 SS+3d"},
		{"12ff", "12 FF"},
		{"12FS-2ed", "12 FS-2ed"},
		{"12FS+2 edays", "12 FS+2ed"},
		{"12FS+1 day", "12 FS+1d"},
		{"1FS2SS", "1FS2 SS"},
		{"FS", "FS"},
		{"FS SS", "FS SS"},
		{"CLASS", "CLASS"}, /* no digit before SS: all name */
		{"A-SS", "A-SS"},
		{"A+3d", "A+3d"},
		{"12SS+3", "12SS+3"}, /* no unit: all name */
		{"12SS+3w", "12SS+3w"},
		{"\"12SS\"", "\"12SS\""},
		{"\"12SS\" FF", "\"12SS\" FF"},
		{"\"A SS\"", "\"A SS\""},
		{"\"A\"", "A"},
		{"\"\"", "\"\""},
		{"\"\" SS+1d", "\"\" SS+1d"},
		{"\"say \"\"so\"\"\"", "\"say \"\"so\"\"\""},
		{"\"a,b\"", "\"a,b\""},
		{"a,b", "!4"},
		{"a;b", "!4"},
		{"12SS;13", "!4"},
		{"{x}", "{x}"},
		{"a\\b", "a\\b"},
		{"A12 SS+99999999d", "A12 SS+99999999d"},
		{"A12 SS-99999999ed", "A12 SS-99999999ed"},
		{"A12 SS+00000000000000000003d", "A12 SS+3d"},
		{"A12 SS+100000000d", "!7"},
		{"12SS+99999999999999999999d", "!7"},
		{"", "!1"},
		{" \t", "!1"},
		{"\"A", "!2"},
		{"\"", "!2"},
		{"\"A\"\"", "!2"},
		{"A\"B", "!3"},
		{"A \"B\"", "!5"},
		{"A XX", "!5"},
		{"A S", "!5"},
		{"A +3d", "!5"},
		{"A SS3d", "!5"},
		{"A SS+d", "!5"},
		{"A SS+3", "!5"},
		{"A SS+3w", "!5"},
		{"A SS+3dx", "!5"},
		{"A SS+-3d", "!5"},
		{"A SS +3d FF", "!5"},
		{"my activity", "!5"},
		{"\"A\"SS", "!5"},
		{"12SS FF", "!6"},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
	{
		const char *got = echo(pairs[i][0]);

		ok(strcmp(got, pairs[i][1]) == 0,
		   "\"%s\" reads as %s (got %s)",
		   pairs[i][0],
		   pairs[i][1],
		   got);
	}
}

/* Names out of letters that make trouble, all kinds and lags. */
static void
test_round_trip(void)
{
	static const char letters[] = "FSsfd123+- \t\",;eA{}\\";
	uint64_t		  seed = 11;
	int				  wrong = 0;

	for (int i = 0; i < 200000; i++)
	{
		char	   name[8];
		char	   read[64];
		char	   text[64];
		char	   again[64];
		dependency dep = {.activity = name};
		dependency back;
		size_t	   length;

		dep.length = (size_t) tap_between(&seed, 0, 7);
		for (size_t c = 0; c < dep.length; c++)
			name[c] = letters[tap_between(&seed, 0, sizeof(letters) - 2)];
		dep.kind = (int) tap_between(&seed, 0, 3);
		dep.lag = (int32_t) tap_between(&seed, -2, 2);
		if (tap_between(&seed, 0, 9) == 0)
			dep.lag = dep.lag < 0 ? -DEP_MAX_DAYS : DEP_MAX_DAYS;
		dep.elapsed = dep.lag != 0 && tap_between(&seed, 0, 1) == 1;
		length = dep_format(&dep, false, text);
		if (length + 1 > dep_format_size(&dep) ||
			dep_parse(text, length, read, &back) != DEP_OK ||
			dep_compare(&dep, &back) != 0)
			wrong++;
		else if (dep_format(&back, false, again) != length ||
				 strcmp(text, again) != 0)
			wrong++;
	}
	is_int(wrong, 0, "200,000 random dependencies survive text and back");
}

/* Random text is refused, or what is read from it has a canonical form. */
static void
test_random_text(void)
{
	static const char letters[] = "FS12+-ded \"A";
	uint64_t		  seed = 12;
	int				  wrong = 0;
	int				  taken = 0;

	for (int i = 0; i < 300000; i++)
	{
		char	   text[16];
		char	   name[16];
		char	   name2[64];
		char	   out[64];
		dependency dep;
		dependency back;
		size_t	   length = (size_t) tap_between(&seed, 0, 12);

		for (size_t c = 0; c < length; c++)
			text[c] = letters[tap_between(&seed, 0, sizeof(letters) - 2)];
		if (dep_parse(text, length, name, &dep) != DEP_OK)
			continue;
		taken++;
		if (dep_parse(out, dep_format(&dep, false, out), name2, &back) !=
				DEP_OK ||
			dep_compare(&dep, &back) != 0)
			wrong++;
	}
	is_int(wrong, 0, "what is read from random text reads back the same");
	ok(taken > 10000, "%d random texts were dependencies", taken);
}

static void
test_order(void)
{
	static const dependency ascending[] = {
		{"", 0, DEP_FS, 0, false},
		{"A", 1, DEP_FS, -1, false},
		{"A", 1, DEP_FS, -1, true},
		{"A", 1, DEP_FS, 0, false},
		{"A", 1, DEP_FS, 2, false},
		{"A", 1, DEP_SS, -5, false},
		{"A", 1, DEP_FF, 0, false},
		{"A", 1, DEP_SF, 0, false},
		{"AA", 2, DEP_FS, 0, false},
		{"B", 1, DEP_FS, 0, false},
		{"\xC3\xA9", 2, 0, 0, false},
	};
	int n = sizeof(ascending) / sizeof(ascending[0]);
	int wrong = 0;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
		{
			int order = dep_compare(&ascending[i], &ascending[j]);

			if ((order > 0) - (order < 0) != (i > j) - (i < j))
				wrong++;
		}
	is_int(wrong, 0, "order: activity bytewise, kind, lag, unit");
}

static void
test_lists(void)
{
	const char *list = "12FS+3d,\"a,b\" SS,,C";
	const char *end = list + strlen(list);
	const char *p = list;
	const char *expected[] = {"12FS+3d", "\"a,b\" SS", "", "C"};

	for (int i = 0; i < 4; i++)
	{
		const char *item;
		size_t		length;

		dep_next_item(&p, end, ",", 1, &item, &length);
		ok(length == strlen(expected[i]) &&
			   memcmp(item, expected[i], length) == 0,
		   "item %d is \"%s\"",
		   i,
		   expected[i]);
	}
	ok(p == NULL, "no item after the last");
}

static void
test_constraint_names(void)
{
	con_kind kind = CON_ASAP;

	ok(con_parse("snlt", 4, &kind) && kind == CON_SNLT, "snlt");
	ok(con_parse("MFO", 3, &kind) && kind == CON_MFO, "MFO");
	ok(con_parse("Start No Earlier Than", 21, &kind) && kind == CON_SNET,
	   "words in any case");
	ok(con_parse("FINISH_NO_EARLIER-THAN", 22, &kind) && kind == CON_FNET,
	   "words with underscores and hyphens");
	ok(!con_parse("", 0, &kind), "nothing");
	ok(!con_parse("SNE", 3, &kind), "SNE");
	ok(!con_parse("start no earlier", 16, &kind), "too few words");
	is_text(con_name(CON_FNLT), "finish no later than", "FNLT in words");
}

/* ---- published networks ---------------------------------------------- */

#define MOST 16

/* A network under test, in the form cpm.h wants. */
typedef struct network
{
	cpm		 c;
	cal_days calendar;
	name	 names[MOST];
	char	 memory[32768];
	char	 link_memory[32768];
} network;

static void
begin_network(network *w, int32_t nodes, int32_t links)
{
	static const char letters[] = "ABCDEFGHIJKLMNOP";

	memset(&w->c, 0, sizeof(w->c));
	w->c.axis.calendar = &w->calendar;
	w->c.names = w->names;
	for (int i = 0; i < nodes; i++)
		w->names[i] = (name){letters + i, 1, 0};
	if (cpm_node_memory(nodes) > sizeof(w->memory) ||
		cpm_link_memory(links) > sizeof(w->link_memory))
		abort();
	cpm_set_nodes(&w->c, nodes, w->memory);
	cpm_set_links(&w->c, links, w->link_memory);
}

typedef struct published_activity
{
	int32_t		duration;
	const char *predecessors; /* "A,B SS+2d" */
	int			es;
	int			ls;
	int			free;
	int			independent;
	char		driver; /* 0: none */
} published_activity;

static void
read_predecessors(network *w, int32_t i, const char *list, int32_t *links)
{
	const char *end = list + strlen(list);

	w->c.first[i] = *links;
	for (const char *p = *list == '\0' ? NULL : list; p != NULL;)
	{
		const char *item;
		size_t		length;
		char		activity[16];
		dependency	dep;

		dep_next_item(&p, end, ",", 1, &item, &length);
		if (dep_parse(item, length, activity, &dep) != DEP_OK)
			abort();
		w->c.link[(*links)++] =
			(cpm_link){dep.activity[0] - 'A',
					   cpm_code(dep.kind, dep.lag, dep.elapsed)};
	}
	w->c.first[i + 1] = *links;
}

/* All days are worked, and the project starts at instant 0. */
static void
check_published(const char *what, const published_activity *a, int32_t n,
				int64_t finish)
{
	network w = {.calendar = {.weekdays = 0x7F}};
	int32_t links = 0;
	int		wrong = 0;

	begin_network(&w, n, 64);
	for (int32_t i = 0; i < n; i++)
	{
		w.c.node[i] =
			(cpm_node){.duration = a[i].duration, .late = CPM_NO_LIMIT};
		read_predecessors(&w, i, a[i].predecessors, &links);
	}
	w.c.links = links;
	if (cpm_run(&w.c, NULL) != CPM_OK || w.c.finish != finish)
		wrong++;
	for (int32_t i = 0; i < n && wrong == 0; i++)
	{
		const cpm_node *got = &w.c.node[i];

		if (got->early != a[i].es || got->late != a[i].ls ||
			cpm_free_float(got) != a[i].free ||
			cpm_independent_float(got) != a[i].independent ||
			(a[i].driver == 0 ? -1 : a[i].driver - 'A') != got->driver)
		{
			wrong++;
			printf("# %c: early %lld late %lld free %lld independent %lld "
				   "driver %d\n",
				   'A' + i,
				   (long long) got->early,
				   (long long) got->late,
				   (long long) cpm_free_float(got),
				   (long long) cpm_independent_float(got),
				   got->driver);
		}
	}
	is_int(wrong, 0, what);
}

static void
test_published(void)
{
	/*
	 * countincognito/Zametek.Maths.Graphs,
	 * VertexGraphBuilderExtensionsTests.cs, GivenCalculateCriticalPath;
	 * activities 1 to 9 are A to I here
	 */
	static const published_activity zametek[] = {
		{6, "", 0, 2, 2, 2, 0},
		{7, "", 0, 1, 0, 0, 0},
		{8, "", 0, 0, 0, 0, 0},
		{11, "B", 7, 11, 0, 0, 'B'},
		{8, "A,B,C", 8, 8, 0, 0, 'C'},
		{7, "C", 8, 15, 3, 3, 'C'},
		{4, "D", 18, 22, 4, 0, 'D'},
		{4, "D,F", 18, 22, 4, 0, 'D'},
		{10, "E", 16, 16, 0, 0, 'E'},
	};

	/* abdullahibneat/ProjectManagement, src/test/SampleData.kt */
	static const published_activity sample[] = {
		{6, "", 0, 0, 0, 0, 0},
		{11, "A", 6, 6, 0, 0, 'A'},
		{7, "A", 6, 7, 0, 0, 'A'},
		{3, "C", 13, 14, 1, 0, 'C'},
		{2, "B,D", 17, 17, 0, 0, 'B'},
	};

	/* https://studylib.net/doc/8378728, example 1, table 2 */
	static const published_activity studylib[] = {
		{6, "", 0, 0, 0, 0, 0},
		{2, "A", 6, 6, 0, 0, 'A'},
		{2, "A", 6, 7, 0, 0, 'A'},
		{3, "B", 8, 8, 0, 0, 'B'},
		{4, "D,F", 11, 11, 0, 0, 'D'},
		{2, "C", 8, 9, 1, 0, 'C'},
		{1, "E", 15, 15, 0, 0, 'E'},
	};

	/*
	 * https://trends.edugorilla.com, "PERT and CPM (22): Critical Path and
	 * Slacks/Floats, part 8 of 8: Independent Float": network and
	 * definitions, with G's independent float of 4
	 */
	static const published_activity edugorilla[] = {
		{2, "", 0, 9, 0, 0, 0},
		{7, "", 0, 0, 0, 0, 0},
		{8, "", 0, 3, 0, 0, 0},
		{3, "A", 2, 11, 8, 0, 'A'},
		{6, "B", 7, 8, 0, 0, 'B'},
		{10, "B", 7, 7, 0, 0, 'B'},
		{4, "B", 7, 12, 4, 4, 'B'},
		{6, "C", 8, 11, 3, 0, 'C'},
		{2, "D,E", 13, 14, 0, 0, 'E'},
		{5, "F,H", 17, 17, 0, 0, 'F'},
		{6, "G,I", 15, 16, 1, 0, 'I'},
	};

	/* all four kinds; worked out by hand from the table in doc/roadmap.md */
	static const published_activity kinds[] = {
		{5, "", 0, 0, 0, 0, 0},
		{4, "A FS+2d", 7, 7, 0, 0, 'A'},
		{6, "A SS+3d", 3, 5, 0, 0, 'A'},
		{3, "B FF+1d,C FS-2d", 9, 9, 0, 0, 'B'},
		{7, "C SS+1d,C FF+4d", 6, 8, 2, 0, 'C'},
		{2, "D SF+6d", 13, 13, 0, 0, 'D'},
		{4, "E,F", 15, 15, 0, 0, 'F'},
	};

	check_published("Zametek's nine activities", zametek, 9, 26);
	check_published("five activities of SampleData.kt", sample, 5, 19);
	check_published("studylib's seven activities", studylib, 7, 16);
	check_published("edugorilla's eleven activities", edugorilla, 11, 22);
	check_published("links of all four kinds", kinds, 7, 19);
}

/* ---- random networks against definitions taken literally ------------- */

/*
 * Working days are listed by looking at each day; instants are positions in
 * that list.  Times are found by trying one instant after the other, and
 * links are judged by a condition on both ends: nothing here is calculated
 * the way cpm.c does it.
 */
#define FIRST_DAY (-900)
#define LAST_DAY 900

typedef struct worked
{
	int32_t day[LAST_DAY - FIRST_DAY];
	int		count;
	int		zero; /* position of instant 0 */
} worked;

static void
list_days(worked *w, const cal_days *calendar)
{
	w->count = 0;
	w->zero = -1;
	for (int32_t day = FIRST_DAY; day < LAST_DAY; day++)
	{
		if (day >= 0 && w->zero < 0)
			w->zero = w->count;
		if (cal_is_workday(calendar, day))
			w->day[w->count++] = day;
	}
}

static int32_t
day_at(const worked *w, int64_t instant)
{
	int64_t i = instant + w->zero;

	if (i < 0 || i >= w->count)
		abort();
	return w->day[i];
}

typedef struct brute
{
	const network *w;
	worked		   days;
	int32_t		   n;
	int32_t		   m;
	struct
	{
		int32_t from;
		int32_t to;
		int		kind;
		int32_t lag;
		bool	elapsed;
	} link[32];
	int64_t lower[MOST]; /* what the caller passes as early */
	int64_t upper[MOST]; /* and as late */
	bool	fixed[MOST];
	bool	alap[MOST];
	bool	lower_at_end[MOST]; /* flag CPM_AT_FINISH passed in */
	bool	at_end[MOST];
	int32_t duration[MOST];
	int64_t es[MOST];
	int64_t late[MOST];	 /* as half instants: see half_of */
	bool	moved[MOST]; /* as late as possible, and put later */
	int64_t finish;
} brute;

/* The moment, in days, at which an end of an activity is. */
static int32_t
moment_of(const brute *b, int32_t i, int64_t start, bool its_start)
{
	if (b->duration[i] == 0)
		return b->at_end[i] ? day_at(&b->days, start - 1) + 1
							: day_at(&b->days, start);
	return its_start ? day_at(&b->days, start)
					 : day_at(&b->days, start + b->duration[i] - 1) + 1;
}

/* Whether a link is kept if its ends start at these instants. */
static bool
kept(const brute *b, int l, int64_t from_start, int64_t to_start)
{
	int32_t from = b->link[l].from;
	int32_t to = b->link[l].to;
	bool	ss = b->link[l].kind == DEP_SS || b->link[l].kind == DEP_SF;
	bool	ff = b->link[l].kind == DEP_FF || b->link[l].kind == DEP_SF;
	int64_t a = from_start + (ss ? 0 : b->duration[from]);
	int64_t z = to_start + (ff ? b->duration[to] : 0);
	int64_t moment;

	if (!b->link[l].elapsed)
		return z >= a + b->link[l].lag;
	moment = (int64_t) moment_of(b, from, from_start, ss) + b->link[l].lag;
	if (ff && b->duration[to] > 0)
		return day_at(&b->days, z - 1) + 1 >= moment ||
			   (b->link[l].lag < 0 && z >= a);
	return day_at(&b->days, z) >= moment;
}

/* The earliest start that a link allows, by trying. */
static int64_t
asked(const brute *b, int l, int64_t from_start)
{
	int64_t t = -200;

	while (!kept(b, l, from_start, t))
		t++;
	return t;
}

/* Whether the link lets a milestone stand at the end of a day there. */
static bool
link_at_end(const brute *b, int l, int64_t from_start, int64_t t)
{
	int32_t from = b->link[l].from;
	bool	ss = b->link[l].kind == DEP_SS || b->link[l].kind == DEP_SF;
	bool	end = b->duration[from] == 0 ? b->at_end[from] : !ss;

	if (!end || !b->link[l].elapsed)
		return end;
	return day_at(&b->days, t - 1) + 1 >=
		   moment_of(b, from, from_start, ss) + b->link[l].lag;
}

/*
 * Where a milestone can stand, in order: the beginning of day k is 2k, the
 * end of the day before it is 2k - 1.  What is no milestone starts at 2k.
 */
static int64_t
half_of(const brute *b, int32_t i)
{
	return 2 * b->es[i] - (b->at_end[i] ? 1 : 0);
}

/* The half instant that a link asks for, its predecessor being at another. */
static int64_t
asked_half(brute *b, int l, int64_t from_half)
{
	int32_t from = b->link[l].from;
	bool	old = b->at_end[from];
	int64_t start = (from_half + 1) >> 1;
	int64_t half;

	b->at_end[from] = (from_half & 1) != 0;
	half = 2 * asked(b, l, start);
	if (b->duration[b->link[l].to] == 0 && link_at_end(b, l, start, half / 2))
		half--;
	b->at_end[from] = old;
	return half;
}

/* Nodes are numbered so that links lead from lower to higher numbers. */
static void
brute_forward(brute *b)
{
	b->finish = INT64_MIN;
	for (int32_t j = 0; j < b->n; j++)
	{
		bool at_end = true;
		bool any_link = false;

		b->es[j] = b->lower[j];
		for (int l = 0; l < b->m && !b->fixed[j]; l++)
			if (b->link[l].to == j)
				while (!kept(b, l, b->es[b->link[l].from], b->es[j]))
					b->es[j]++;
		for (int l = 0; l < b->m && !b->fixed[j]; l++)
			if (b->link[l].to == j &&
				asked(b, l, b->es[b->link[l].from]) == b->es[j])
			{
				any_link = true;
				at_end = at_end &&
						 link_at_end(b, l, b->es[b->link[l].from], b->es[j]);
			}
		if (b->es[j] == b->lower[j])
			at_end = b->lower_at_end[j] && (at_end || !any_link);
		b->at_end[j] = b->duration[j] == 0 && at_end;
		if (b->es[j] + b->duration[j] > b->finish)
			b->finish = b->es[j] + b->duration[j];
	}
}

/*
 * The latest start up to a bound that asks nobody for more than these half
 * instants; one who is fixed, for no later instant, on either side of it.
 */
static int64_t
latest_by_trying(brute *b, int32_t i, int64_t t, const int64_t *halves)
{
	for (;; t -= b->duration[i] > 0 ? 2 : 1)
	{
		bool all = true;

		for (int l = 0; l < b->m; l++)
			if (b->link[l].from == i)
			{
				int32_t to = b->link[l].to;

				all = all && asked_half(b, l, t) <=
								 halves[to] + (b->fixed[to] && b->at_end[to]);
			}
		if (all)
			return t;
	}
}

/*
 * A latest date leaves a milestone the end of its day, which is the half
 * instant after the beginning.
 */
static int64_t
own_limit(const brute *b, int32_t i)
{
	int64_t end = 2 * (b->finish - b->duration[i]);
	int64_t own;

	if (b->upper[i] == CPM_NO_LIMIT)
		return end;
	own = 2 * b->upper[i];
	if (b->fixed[i])
		own -= b->at_end[i] ? 1 : 0;
	else if (b->duration[i] == 0)
		own++;
	return own < end ? own : end;
}

/*
 * On a longest path: every link tight, up to an end that is the last.  What
 * has moved to be late was not pushed there.
 */
static bool
brute_driving(const brute *b, const int64_t *es, int32_t i)
{
	if (b->moved[i])
		return false;
	if (es[i] + b->duration[i] == b->finish)
		return true;
	for (int l = 0; l < b->m; l++)
		if (b->link[l].from == i && !b->fixed[b->link[l].to] &&
			asked(b, l, es[i]) == es[b->link[l].to] &&
			brute_driving(b, es, b->link[l].to))
			return true;
	return false;
}

static int32_t
brute_driver(const brute *b, int32_t j)
{
	int32_t driver = -1;

	for (int l = 0; l < b->m && !b->fixed[j]; l++)
		if (b->link[l].to == j &&
			asked(b, l, b->es[b->link[l].from]) == b->es[j] &&
			(driver < 0 || b->link[l].from < driver))
			driver = b->link[l].from;
	return driver;
}

static int32_t exception_day[400];
static int32_t exception_net[400];

static void
random_calendar(uint64_t *seed, cal_days *calendar)
{
	static const uint8_t weekdays[] = {0x1F, 0x7F, 0x1F, 0x15, 0x3E};
	int32_t				 n = 0;
	int32_t				 net = 0;

	calendar->weekdays = weekdays[tap_between(seed, 0, 4)];
	calendar->count = 0;
	calendar->day = exception_day;
	calendar->net = exception_net;
	if (tap_between(seed, 0, 1) == 0)
		return;
	for (int32_t day = -60; day < 160; day++)
		if (tap_between(seed, 0, 5) == 0)
		{
			bool worked_day =
				(calendar->weekdays >> civil_weekday(day) & 1) != 0;

			net += worked_day ? -1 : 1;
			exception_day[n] = day;
			exception_net[n++] = net;
		}
	calendar->count = n;
}

/*
 * A random network; the numbers of activities are shuffled against the order
 * of links in the network under test.
 */
static void
random_network(uint64_t *seed, network *w, brute *b, bool plain)
{
	random_calendar(seed, &w->calendar);
	list_days(&b->days, &w->calendar);
	b->w = w;
	b->n = (int32_t) tap_between(seed, 1, 8);
	b->m = 0;
	for (int32_t j = 0; j < b->n; j++)
	{
		b->duration[j] = tap_between(seed, 0, 3) == 0
							 ? 0
							 : (int32_t) tap_between(seed, 1, 6);
		for (int k = (int) tap_between(seed, 0, 3); j > 0 && k > 0; k--)
		{
			b->link[b->m].from = (int32_t) tap_between(seed, 0, j - 1);
			b->link[b->m].to = j;
			b->link[b->m].kind = (int) tap_between(seed, 0, 3);
			b->link[b->m].lag = (int32_t) tap_between(seed, -4, 5);
			b->link[b->m].elapsed =
				b->link[b->m].lag != 0 && tap_between(seed, 0, 2) == 0;
			b->m++;
		}
	}
	for (int32_t j = 0; j < b->n; j++)
	{
		int64_t what = plain ? 0 : tap_between(seed, 0, 9);

		b->lower[j] = 10;
		b->upper[j] = CPM_NO_LIMIT;
		b->fixed[j] = what == 1;
		b->alap[j] = what == 2;
		b->lower_at_end[j] = false;
		if (what == 3 || what == 1)
		{
			b->lower[j] = tap_between(seed, 10, 25);
			b->lower_at_end[j] = b->lower[j] > 10 && b->duration[j] == 0 &&
								 tap_between(seed, 0, 1) == 1;
		}
		if (what == 1)
			b->upper[j] = b->lower[j];
		if (what == 4)
			b->upper[j] = tap_between(seed, 5, 35);
	}
}

/*
 * Names follow the order of links, not of places.  Some begin alike for more
 * than eight bytes, and some go on where another ends.
 */
static void
give_name(name *n, int32_t j)
{
	static const char *const called[] = {"A",
										 "AB",
										 "Bernheze1",
										 "Bernheze12",
										 "Bernheze2",
										 "C\xC3\xA9",
										 "\xC3\xA9",
										 "\xFF"};

	n->text = called[j];
	n->length = (uint32_t) strlen(called[j]);
}

static void
load_network(const brute *b, network *w, const int32_t *place)
{
	int32_t links = 0;

	begin_network(w, b->n, 64);
	for (int32_t i = 0; i < b->n; i++)
		for (int32_t j = 0; j < b->n; j++)
			if (place[j] == i)
			{
				give_name(&w->names[i], j);
				w->c.node[i] =
					(cpm_node){.early = b->lower[j],
							   .late = b->upper[j],
							   .duration = b->duration[j],
							   .flags =
								   (uint8_t) ((b->fixed[j] ? CPM_FIXED : 0) |
											  (b->alap[j] ? CPM_ALAP : 0) |
											  (b->lower_at_end[j]
												   ? CPM_AT_FINISH
												   : 0))};
				w->c.first[i] = links;
				for (int l = 0; l < b->m; l++)
					if (b->link[l].to == j)
						w->c.link[links++] =
							(cpm_link){place[b->link[l].from],
									   cpm_code(b->link[l].kind,
												b->link[l].lag,
												b->link[l].elapsed)};
			}
	w->c.first[b->n] = links;
	w->c.links = links;
}

static void
shuffle(uint64_t *seed, int32_t *place, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		place[i] = i;
	for (int32_t i = n - 1; i > 0; i--)
	{
		int32_t j = (int32_t) tap_between(seed, 0, i);
		int32_t t = place[i];

		place[i] = place[j];
		place[j] = t;
	}
}

/* The last and the first start on the side of the day that a milestone has. */
static int64_t
start_up_to(const brute *b, int32_t i, int64_t half)
{
	return (half + (b->at_end[i] ? 1 : 0)) >> 1;
}

static int64_t
start_from(const brute *b, int32_t i, int64_t half)
{
	return (half + (b->at_end[i] ? 1 : 0) + 1) >> 1;
}

/* Whether the floats are those of these half instants. */
static int
check_floats(brute *b, const network *w, const int32_t *place,
			 const int64_t *room_half)
{
	int wrong = 0;

	for (int32_t j = 0; j < b->n; j++)
	{
		const cpm_node *got = &w->c.node[place[j]];
		int64_t			half =
			2 * b->lower[j] - (b->duration[j] == 0 && b->lower_at_end[j]);
		int64_t room = start_up_to(b, j, room_half[j]);
		int64_t late = start_up_to(b, j, b->late[j]);
		int64_t independent;
		int64_t free = room > b->es[j] ? room - b->es[j] : 0;

		for (int l = 0; l < b->m; l++)
			if (b->link[l].to == j &&
				asked_half(b, l, b->late[b->link[l].from]) > half)
				half = asked_half(b, l, b->late[b->link[l].from]);
		independent = room - start_from(b, j, half);
		if (independent > free)
			independent = free;
		if (independent < 0)
			independent = 0;
		wrong += got->late != late || got->room != room ||
				 cpm_free_float(got) != free ||
				 cpm_independent_float(got) != independent;
	}
	return wrong;
}

/*
 * The backward definitions, one activity after the other from the last:
 * latest starts, as-late-as-possible, room, floor.
 */
static int
check_backward(brute *b, const network *w, const int32_t *place)
{
	int64_t early[MOST]; /* before anything is put late */
	int64_t halves[MOST];
	int64_t room[MOST] = {0};
	int		wrong = 0;

	memcpy(early, b->es, sizeof(early));
	for (int32_t i = 0; i < b->n; i++)
		halves[i] = half_of(b, i);
	for (int32_t i = b->n - 1; i >= 0; i--)
	{
		const cpm_node *got = &w->c.node[place[i]];
		int64_t			limit = own_limit(b, i);
		int64_t			to;

		b->late[i] =
			b->fixed[i] ? limit : latest_by_trying(b, i, limit, b->late);
		room[i] = latest_by_trying(b, i, limit, halves);
		/* a milestone that moves stands at the end of a day */
		to = ((room[i] < b->late[i] ? room[i] : b->late[i]) +
			  (b->duration[i] == 0)) >>
			 1;
		b->moved[i] = b->alap[i] && to > b->es[i];
		if (b->moved[i])
		{
			b->es[i] = to;
			b->at_end[i] = b->duration[i] == 0;
			halves[i] = half_of(b, i);
		}
		wrong += got->early != b->es[i] ||
				 ((got->flags & CPM_AT_FINISH) != 0) != b->at_end[i];
		wrong +=
			((got->flags & CPM_DRIVING) != 0) != brute_driving(b, early, i);
	}
	return wrong + check_floats(b, w, place, room);
}

static void
print_network(const brute *b)
{
	for (int32_t j = 0; j < b->n; j++)
		printf("# %c: duration %d, lower %lld, upper %lld%s%s%s\n",
			   'A' + j,
			   b->duration[j],
			   (long long) b->lower[j],
			   b->upper[j] == CPM_NO_LIMIT ? -1 : (long long) b->upper[j],
			   b->fixed[j] ? " fixed" : "",
			   b->alap[j] ? " alap" : "",
			   b->lower_at_end[j] ? " at end" : "");
	for (int l = 0; l < b->m; l++)
		printf("# %c -> %c %s%+d%s\n",
			   'A' + b->link[l].from,
			   'A' + b->link[l].to,
			   dep_kind_name(b->link[l].kind),
			   b->link[l].lag,
			   b->link[l].elapsed ? "ed" : "d");
}

static void
test_random(bool plain, const char *what)
{
	static network w;
	static brute   b;
	uint64_t	   seed = plain ? 31 : 32;
	int			   wrong = 0;
	int			   negative = 0;

	for (int round = 0; round < 20000 && wrong == 0; round++)
	{
		int32_t place[MOST];

		random_network(&seed, &w, &b, plain);
		shuffle(&seed, place, b.n);
		load_network(&b, &w, place);
		brute_forward(&b);
		if (cpm_run(&w.c, NULL) != CPM_OK || w.c.finish != b.finish)
			wrong++;
		for (int32_t j = 0; j < b.n; j++)
		{
			const cpm_node *got = &w.c.node[place[j]];
			int32_t			driver = brute_driver(&b, j);

			negative += cpm_total_float(got) < 0;
			if (!b.alap[j] &&
				(got->early != b.es[j] ||
				 got->driver != (driver < 0 ? -1 : place[driver])))
				wrong++;
		}
		wrong += check_backward(&b, &w, place);
		if (wrong > 0)
			print_network(&b);
	}
	is_int(wrong, 0, what);
	if (!plain)
		ok(negative > 1000, "%d activities had negative float", negative);
}

/* Whether an activity is past its latest date, or asks a fixed one for more. */
static bool
breaks_date(brute *b, int32_t i)
{
	for (int l = 0; l < b->m; l++)
	{
		int32_t to = b->link[l].to;

		if (b->link[l].from == i && b->fixed[to] &&
			asked(b, l, b->es[i]) > b->es[to])
			return true;
	}
	if (b->upper[i] == CPM_NO_LIMIT || b->fixed[i])
		return false;
	return half_of(b, i) > 2 * b->upper[i] + (b->duration[i] == 0);
}

/*
 * The forward pass again with one activity so many days later, a milestone
 * on the side of the day on which it stands.  Says whether that moves the
 * finish or breaks a date; *moved, whether it moves any other activity, be it
 * a milestone from the end of a day to the beginning of the next.
 */
static bool
slip_hurts(const brute *b, int32_t i, int64_t days, bool *moved)
{
	static brute slipped;
	bool		 hurts;

	slipped = *b;
	slipped.lower[i] = b->es[i] + days;
	slipped.lower_at_end[i] = b->at_end[i];
	brute_forward(&slipped);
	hurts = slipped.finish > b->finish;
	*moved = false;
	for (int32_t j = 0; j < b->n; j++)
	{
		hurts = hurts || breaks_date(&slipped, j);
		*moved = *moved || (j != i && half_of(&slipped, j) != half_of(b, j));
	}
	return hurts;
}

/* What has been tried in slips: a float of each sort, above and at 0. */
typedef struct slips
{
	int tried;
	int total;
	int free;
} slips;

static int
check_slips(const brute *b, const network *w, slips *count)
{
	int wrong = 0;

	for (int32_t i = 0; i < b->n; i++)
	{
		int64_t total = cpm_total_float(&w->c.node[i]);
		int64_t free = cpm_free_float(&w->c.node[i]);
		bool	moved;

		if (b->fixed[i])
			continue;
		wrong += total < 0 || free > total;
		wrong += slip_hurts(b, i, total, &moved);
		wrong += !slip_hurts(b, i, total + 1, &moved);
		wrong += slip_hurts(b, i, free, &moved) || moved;
		wrong += !slip_hurts(b, i, free + 1, &moved) && !moved;
		count->tried++;
		count->total += total > 0;
		count->free += free > 0;
	}
	return wrong;
}

/*
 * What floats mean, by trial: an activity slips by its total float, and the
 * whole finishes when it did and keeps all dates; by one day more, and it does
 * not.  The same for free float and the dates of all others.
 */
static void
test_slips(int milestones, const char *what)
{
	static network w;
	static brute   b;
	slips		   count = {0};
	uint64_t	   seed = 33 + (uint64_t) milestones;
	int			   wrong = 0;

	for (int round = 0; round < 6000 && wrong == 0; round++)
	{
		int32_t place[MOST] = {0, 1, 2, 3, 4, 5, 6, 7};
		bool	broken = false;

		random_network(&seed, &w, &b, round % 2 == 0);
		for (int32_t i = 0; i < b.n; i++)
		{
			b.alap[i] = false;
			if (tap_between(&seed, 0, 99) < milestones)
				b.duration[i] = 0;
			b.lower_at_end[i] = b.lower_at_end[i] && b.duration[i] == 0;
		}
		for (int l = 0; l < b.m; l++)
			b.link[l].elapsed =
				b.link[l].lag != 0 &&
				(b.link[l].elapsed || tap_between(&seed, 0, 99) < milestones);
		load_network(&b, &w, place);
		brute_forward(&b);
		for (int32_t i = 0; i < b.n; i++)
			broken = broken || breaks_date(&b, i);
		if (broken)
			continue; /* floats below 0 cannot be tried */
		cpm_run(&w.c, NULL);
		wrong = check_slips(&b, &w, &count);
		if (wrong > 0)
			print_network(&b);
	}
	is_int(wrong, 0, what);
	ok(count.tried > 10000 && count.total > 3000 && count.free > 2000,
	   "%d activities slipped, %d with total and %d with free float",
	   count.tried,
	   count.total,
	   count.free);
}

/*
 * A milestone between two elapsed lags.  A ends on Thursday, so that M stands
 * at the end of Friday and Z on Wednesday; a day later, M would stand on
 * Monday and Z on Friday.  So A has no float.
 */
static void
test_milestone_between(void)
{
	network w = {.calendar = {.weekdays = 0x1F}};
	int64_t monday = cal_rank(&w.calendar, civil_to_days((civil){2026, 1, 5}));

	for (int32_t days = 4; days <= 5; days++)
	{
		int32_t links = 0;

		begin_network(&w, 3, 8);
		w.c.node[0] = (cpm_node){.early = monday,
								 .late = CPM_NO_LIMIT,
								 .duration = days};
		w.c.node[1] = (cpm_node){.early = monday, .late = CPM_NO_LIMIT};
		w.c.node[2] =
			(cpm_node){.early = monday, .late = CPM_NO_LIMIT, .duration = 1};
		read_predecessors(&w, 0, "", &links);
		read_predecessors(&w, 1, "A FS+1ed", &links);
		read_predecessors(&w, 2, "B FS+4ed", &links);
		w.c.links = links;
		ok(cpm_run(&w.c, NULL) == CPM_OK &&
			   w.c.node[2].early == monday + (days == 4 ? 7 : 9) &&
			   cpm_total_float(&w.c.node[0]) == 0 &&
			   cpm_free_float(&w.c.node[0]) == 0 &&
			   cpm_total_float(&w.c.node[1]) == 0,
		   "a milestone between elapsed lags after %d days leaves no float",
		   days);
	}
}

/* The days shown for an activity, by the list of days. */
static void
shown(const worked *days, const cpm_node *n, int64_t start, int32_t *first,
	  int32_t *last)
{
	bool at_end = n->duration == 0 && (n->flags & CPM_AT_FINISH) != 0;

	*first = day_at(days, at_end ? start - 1 : start);
	*last = n->duration == 0 ? *first : day_at(days, start + n->duration - 1);
}

/* What a kind says about the days shown, for a latest or earliest date. */
static bool
date_kept(const worked *days, const cpm_node *n, int64_t start, con_kind kind,
		  int32_t day)
{
	int32_t first;
	int32_t last;

	shown(days, n, start, &first, &last);
	switch (kind)
	{
		case CON_SNET:
			return first >= day;
		case CON_SNLT:
			return first <= day;
		case CON_FNET:
			return last >= day;
		case CON_FNLT:
			return last <= day;
		case CON_MSO:
			return first == day;
		case CON_MFO:
			return last == day;
		default:
			return true;
	}
}

/*
 * A date on one activity alone: the earliest start that keeps it, the latest
 * start that keeps it, and how many working days a schedule is past it.
 */
static int
check_constraint(const worked *days, const axis *a, const con_dates *con,
				 int32_t duration)
{
	cpm_node n = {.duration = duration};
	int		 wrong = 0;
	int64_t	 late;
	int64_t	 over = 0;

	con_apply(con, a, -100, &n);
	late = n.late;
	if (con->kind == CON_SNET || con->kind == CON_FNET ||
		con_is_fixed(con->kind))
	{
		bool worked_day = cal_is_workday(a->calendar, con->day);

		wrong +=
			worked_day && !date_kept(days, &n, n.early, con->kind, con->day);
		wrong += con->kind == CON_SNET &&
				 date_kept(days, &n, n.early - 1, con->kind, con->day);
		wrong += con->kind == CON_FNET &&
				 date_kept(days, &n, n.early - 1, con->kind, con->day);
		wrong += con_is_fixed(con->kind) && n.early != late;
		return wrong;
	}
	/* SNLT and FNLT: of a milestone, on either side of its day */
	for (int end = 0; end <= (duration == 0 ? 1 : 0); end++)
	{
		n.flags = end == 1 ? CPM_AT_FINISH : 0;
		late = n.late + end;
		wrong += !date_kept(days, &n, late, con->kind, con->day);
		wrong += date_kept(days, &n, late + 1, con->kind, con->day);
		n.early = late + 7;
		over = con_days_late(con, a, &n);
		wrong += over != 7;
	}
	return wrong;
}

static void
test_constraints(void)
{
	static worked days;
	cal_days	  calendar;
	axis		  a = {.calendar = &calendar};
	uint64_t	  seed = 35;
	int			  wrong = 0;

	for (int round = 0; round < 20000; round++)
	{
		con_dates con = {.has_day = true};

		if (round % 20 == 0)
		{
			random_calendar(&seed, &calendar);
			list_days(&days, &calendar);
		}
		con.kind = (con_kind) tap_between(&seed, CON_SNET, CON_MFO);
		con.day = (int32_t) tap_between(&seed, -50, 100);
		wrong += check_constraint(&days,
								  &a,
								  &con,
								  (int32_t) tap_between(&seed, 0, 4));
	}
	is_int(wrong, 0, "20,000 dates on one activity, by the days shown");
}

static void
test_cycle(void)
{
	network w = {.calendar = {.weekdays = 0x1F}};
	int32_t links = 0;

	begin_network(&w, 3, 8);
	for (int32_t i = 0; i < 3; i++)
		w.c.node[i] = (cpm_node){.duration = 1, .late = CPM_NO_LIMIT};
	read_predecessors(&w, 0, "", &links);
	read_predecessors(&w, 1, "A,C", &links);
	read_predecessors(&w, 2, "B SS", &links);
	w.c.links = links;
	is_int(cpm_run(&w.c, NULL), CPM_CYCLE, "a cycle has no order");
	links = 0;
	read_predecessors(&w, 0, "A", &links);
	read_predecessors(&w, 1, "", &links);
	read_predecessors(&w, 2, "", &links);
	w.c.links = links;
	is_int(cpm_run(&w.c, NULL), CPM_CYCLE, "an activity before itself");
}

static void
test_off_calendar(void)
{
	static const int32_t day[] = {0, 1, 2};
	static const int32_t net[] = {1, 2, 3};
	network				 w = {.calendar = {0, 3, day, net}};
	int32_t				 links = 0;
	int64_t				 first;
	int64_t				 last;

	begin_network(&w, 2, 8);
	for (int32_t i = 0; i < 2; i++)
		w.c.node[i] = (cpm_node){.duration = 2, .late = CPM_NO_LIMIT};
	read_predecessors(&w, 0, "", &links);
	read_predecessors(&w, 1, "A", &links);
	w.c.links = links;
	is_int(cpm_run(&w.c, NULL), CPM_OK, "working lags need no calendar");
	ok(cpm_days(&w.c, &w.c.node[0], 0, &first, &last) && first == 0 &&
		   last == 1,
	   "a calendar of three days has days for A");
	ok(!cpm_days(&w.c, &w.c.node[1], w.c.node[1].early, &first, &last),
	   "but not for B");
	links = 0;
	read_predecessors(&w, 0, "", &links);
	read_predecessors(&w, 1, "A SS+9ed", &links);
	for (int32_t i = 0; i < 2; i++)
		w.c.node[i] = (cpm_node){.duration = 2, .late = CPM_NO_LIMIT};
	is_int(cpm_run(&w.c, NULL), CPM_OFF_CALENDAR, "an elapsed lag off it");
}

/* The table of days gives what the calendar gives, and no more. */
static void
test_axis(void)
{
	cal_days calendar;
	uint64_t seed = 34;
	int		 wrong = 0;
	int32_t	 memory[100];

	for (int round = 0; round < 1000; round++)
	{
		axis plain = {.calendar = &calendar};
		axis filled = {.calendar = &calendar};

		random_calendar(&seed, &calendar);
		axis_fill(&filled, tap_between(&seed, -50, 50), 100, memory);
		for (int64_t k = -150; k < 250; k++)
		{
			int64_t a = -1;
			int64_t b = -1;

			if (!axis_day(&plain, k, &a) || !axis_day(&filled, k, &b) ||
				a != b)
				wrong++;
		}
	}
	is_int(wrong, 0, "days looked up before are the days looked up now");
}

static void
test_memory(void)
{
	is_int((long long) cpm_node_memory((int64_t) CPM_MAX + 1),
		   0,
		   "too many activities");
	is_int((long long) cpm_link_memory((int64_t) CPM_MAX + 1),
		   0,
		   "too many links");
	ok(cpm_node_memory(0) > 0 && cpm_link_memory(0) > 0, "none at all");
	is_int(cpm_lag(cpm_code(DEP_SF, -DEP_MAX_DAYS, true)),
		   -DEP_MAX_DAYS,
		   "the longest lead in a code");
	is_int(cpm_lag(cpm_code(DEP_FF, DEP_MAX_DAYS, false)),
		   DEP_MAX_DAYS,
		   "the longest lag in a code");
}

int
main(void)
{
	test_texts();
	test_round_trip();
	test_random_text();
	test_order();
	test_lists();
	test_constraint_names();
	test_published();
	test_random(true, "20,000 random networks, by trying every instant");
	test_random(false, "20,000 random networks with dates, likewise");
	test_slips(0, "slips by total and by free float, and by a day more");
	test_slips(40, "the same among milestones and elapsed lags");
	test_milestone_between();
	test_constraints();
	test_cycle();
	test_off_calendar();
	test_axis();
	test_memory();
	return tap_finish();
}
