/*
 * module.c
 *		The module: its magic block, its settings, its day of today and its
 *		version.
 */
#include "common/compat.h"

#include <limits.h>

#include "access/xact.h"
#include "common/civil.h"
#include "common/json.h"
#include "common/memory.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/guc.h"
#include "utils/timestamp.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "regie", .version = REGIE_VERSION);
#else
PG_MODULE_MAGIC;
#endif

void _PG_init(void);

/* Setting regie.today: an ISO date, or empty for the real day. */
static char *regie_today_setting = NULL;

static bool
parse_today(const char *text, int32_t *day)
{
	const char *end = text + strlen(text);

	return civil_parse(&text, end, day) && text == end;
}

/* GUC check hook: only a date, or nothing. */
static bool
check_today(char **newval, void **extra, GucSource source)
{
	int32_t day;

	if (*newval == NULL || **newval == '\0' || parse_today(*newval, &day))
		return true;
	GUC_check_errdetail("The day must be written like 2026-11-23.");
	return false;
}

/*
 * A value that was set before the library was loaded is not checked yet, and
 * PostgreSQL would replace a wrong one by the default with only a warning.
 * Reports would then silently run as of another day; so refuse it here.
 */
static void
refuse_wrong_placeholder(void)
{
	const char *value = GetConfigOption("regie.today", true, false);
	int32_t		day;

	if (value != NULL && *value != '\0' && !parse_today(value, &day))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for parameter \"regie.today\": \"%s\"",
						value),
				 errdetail("The day must be written like 2026-11-23."),
				 errhint("Set it right, or RESET regie.today.")));
}

void
_PG_init(void)
{
	refuse_wrong_placeholder();
	DefineCustomStringVariable("regie.today",
							   "The day that reports run as of.",
							   "An ISO date such as 2026-11-23; empty: today "
							   "in Amsterdam.",
							   &regie_today_setting,
							   "",
							   PGC_USERSET,
							   0,
							   check_today,
							   NULL,
							   NULL);
	DefineCustomIntVariable("regie.memory_limit",
							"Largest piece of working memory that a "
							"calculation takes.",
							NULL,
							&regie_memory_limit,
							1024 * 1024,
							1024,
							INT_MAX,
							PGC_USERSET,
							GUC_UNIT_KB,
							NULL,
							NULL,
							NULL);
	MarkGUCPrefixReserved("regie");
}

PG_FUNCTION_INFO_V1(regie_today);

/*
 * today() -> date
 *
 * The day that reports run as of: the setting regie.today, or else the
 * current day in the Netherlands.  The session's time zone does not count:
 * BI tools set it to UTC, and between midnight and two o'clock their day is
 * yesterday's.
 */
Datum
regie_today(PG_FUNCTION_ARGS)
{
	int32_t		 day;
	pg_tz		*zone;
	struct pg_tm tm;
	fsec_t		 fsec;
	int			 offset;

	if (regie_today_setting[0] != '\0')
	{
		if (!parse_today(regie_today_setting, &day))
			elog(ERROR, "regie.today was not checked");
		PG_RETURN_DATEADT(day);
	}
	zone = pg_tzset("Europe/Amsterdam");
	if (zone == NULL || timestamp2tm(GetCurrentTransactionStartTimestamp(),
									 &offset,
									 &tm,
									 &fsec,
									 NULL,
									 zone) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_CONFIG_FILE_ERROR),
				 errmsg("time zone \"Europe/Amsterdam\" is not available"),
				 errhint("Install the server's time zone data, or set "
						 "regie.today.")));
	PG_RETURN_DATEADT(date2j(tm.tm_year, tm.tm_mon, tm.tm_mday) -
					  POSTGRES_EPOCH_JDATE);
}

PG_FUNCTION_INFO_V1(regie_version);

/*
 * version() -> text
 *
 * What is running: this library, the server it was built for, Jansson.
 */
Datum
regie_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(psprintf("regie %s, PostgreSQL %s, "
											  "Jansson %s",
											  REGIE_VERSION,
											  PG_VERSION,
											  jansson_version_str())));
}
