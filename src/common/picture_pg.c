/*
 * picture_pg.c
 *		What all aggregates that draw say about title, language and size.
 */
#include "common/picture_pg.h"

#include "utils/builtins.h"

bool
picture_word_is_dutch(const char *language)
{
	if (strcmp(language, "nl") == 0)
		return true;
	if (strcmp(language, "en") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("language is not known"),
				 errdetail("It is %s.", language),
				 errhint("Use en (English) or nl (Dutch).")));
	return false;
}

bool
picture_is_dutch(FunctionCallInfo fcinfo, int n)
{
	return picture_word_is_dutch(
		PG_ARGISNULL(n) ? "null" : text_to_cstring(PG_GETARG_TEXT_PP(n)));
}

void
picture_refuse_mixed(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s of the picture differs between its rows", what),
			 errhint("Give all rows of one picture the same, and draw several "
					 "pictures with GROUP BY.")));
}

void
picture_refuse_many(const char *what, int most, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many %s for one picture", what),
			 errdetail("A picture has at most %d, as more could not be read.",
					   most),
			 errhint("%s", hint)));
}
