/*
 * model: what has become of the steps of roadmaps: when they really started
 * and finished, and what is left of those under way.
 *
 * Whether an actual day lies behind today is not for the table to say: today
 * moves, and rows must be restored as they were.  The views tell it.
 */
ALTER TABLE regie.roadmap_item
	ADD COLUMN actual_start date CONSTRAINT roadmap_item_actual_start_check
		CHECK (actual_start BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	ADD COLUMN actual_finish date CONSTRAINT roadmap_item_actual_finish_check
		CHECK (actual_finish BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	ADD COLUMN remaining integer CONSTRAINT roadmap_item_remaining_check
		CHECK (remaining BETWEEN 1 AND 2600),
	ADD COLUMN remaining_on date CONSTRAINT roadmap_item_remaining_on_check
		CHECK (remaining_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	ADD CONSTRAINT roadmap_item_actual_check
		CHECK (actual_finish IS NULL
			   OR (actual_finish >= actual_start) IS TRUE),
	ADD CONSTRAINT roadmap_item_milestone_check
		CHECK (duration > 0 OR actual_finish IS NULL
			   OR (actual_finish = actual_start) IS TRUE),
	ADD CONSTRAINT roadmap_item_under_way_check
		CHECK (remaining IS NULL OR (actual_start IS NOT NULL
									 AND actual_finish IS NULL
									 AND duration > 0)),
	ADD CONSTRAINT roadmap_item_reported_check
		CHECK (CASE WHEN remaining IS NULL THEN remaining_on IS NULL
				ELSE (remaining_on >= actual_start) IS TRUE END);

COMMENT ON COLUMN regie.roadmap_item.actual_start IS
'Day on which it really started. Empty: it has not started.';
COMMENT ON COLUMN regie.roadmap_item.actual_finish IS
'Last day on which it was really worked on, not before actual_start; of a milestone the same day. Empty: it is not finished.';
COMMENT ON COLUMN regie.roadmap_item.remaining IS
'Working days that it still needs, from remaining_on on, of a step that has started and is not finished. Working days since then are taken off. Empty: the duration less the working days since actual_start.';
COMMENT ON COLUMN regie.roadmap_item.remaining_on IS
'Day for which remaining was stated, not before actual_start: the first of the days that it counts. Empty: remaining is not stated.';

/*
 * workdays_between(calendar, from, to) -> integer
 *
 * Working days from one day to another, negative backwards.
 */
CREATE FUNCTION regie.workdays_between(calendar regie.calendar, from_day date,
									   to_day date)
RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN to_day >= from_day
	THEN regie.workdays(calendar, daterange(from_day, to_day))
	ELSE -regie.workdays(calendar, daterange(to_day, from_day)) END;

COMMENT ON FUNCTION regie.workdays_between(regie.calendar, date, date) IS
'Working days from one day to another: those on or after the first and before the second; negative if the second comes first. Example: regie.workdays_between(''Mon-Fri'', ''2026-01-09'', ''2026-01-12'') is 1.';
