/*
 * report: the sections of the page on decisions and contracts.
 */
CREATE FUNCTION regie.page_decisions(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH due AS (
		SELECT d.*, count(*) OVER () AS total,
			row_number() OVER (ORDER BY d.due_on, d.contract_decision_id)
				AS place
		FROM regie_report.contract_decision AS d
		WHERE d.due_on <= d.as_of + INTERVAL '12 months'
	)
	SELECT regie.page_section('decide',
		regie.page_word('What to decide by when', page_decisions.language),
		regie.page_table(
			regie.page_word('Decisions and obligations up to twelve months ahead',
				page_decisions.language), 'contract_decision',
			'{due_on,#days_left,decision_kind,contract_title,act_by_name,if_silent}',
			string_agg('<tr' || CASE WHEN d.days_left < 0 THEN ' class="bad"'
					WHEN d.days_left <= 60 THEN ' class="soon"' ELSE '' END
				|| '>' || regie.page_row_head(regie.page_day(d.due_on,
					page_decisions.language))
				|| regie.page_cell(d.days_left, 0, page_decisions.language)
				|| regie.page_cell(regie.page_value('decision_kind',
					d.decision_kind, page_decisions.language))
				|| regie.page_cell(CASE WHEN d.title <> d.contract_title
					THEN d.contract_title || ': ' || d.title
					ELSE d.contract_title END)
				|| regie.page_cell(d.act_by_name)
				|| regie.page_cell(coalesce(regie.page_value('if_silent',
					d.if_silent, page_decisions.language), d.consequence))
				|| '</tr>', '' ORDER BY d.place), page_decisions.language)
		|| coalesce(regie.page_more(max(d.total), 40, 'contract_decision',
			page_decisions.language), ''))
	FROM due AS d
	WHERE d.place <= 40;
END;

COMMENT ON FUNCTION regie.page_decisions(text) IS
'The section of the page on what to decide by when: the first 40 rows of contract_decision up to twelve months ahead. Example: regie.page_decisions(''en'').';

/*
 * The contract calendar: 25 months from the one before today's, drawn here and
 * not by gantt_svg, as terms that began earlier or end later are cut where the
 * calendar ends, while the days that are written stay the true ones.
 */
CREATE FUNCTION regie.page_calendar_x(day date, as_of date) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT 300 + (least(greatest(day, m.first), m.last) - m.first) * 644
		/ (m.last - m.first)
	FROM (SELECT (date_trunc('month', as_of::timestamp)
				- INTERVAL '1 month')::date AS first,
			(date_trunc('month', as_of::timestamp)
				+ INTERVAL '25 months')::date AS last) AS m);

COMMENT ON FUNCTION regie.page_calendar_x(date, date) IS
'Where a day begins in the contract calendar as of a day: from 300, the first day of the month before, to 944, 26 months later. Example: regie.page_calendar_x(''2026-10-01'', ''2026-11-23'') is 300.';

CREATE FUNCTION regie.page_calendar_axis(as_of date, height integer,
	language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(format(
		'<path stroke="%s" d="M%s 40V%s"/><text x="%s" y="36"%s>%s</text>',
		CASE WHEN m.month = 1 THEN '#9aa5b1' ELSE '#e6e9ed' END,
		m.x, height, m.x + 3,
		CASE WHEN m.month = 1 THEN ' font-weight="bold"' ELSE '' END,
		CASE WHEN m.month % 3 <> 1 THEN ''
			WHEN m.month = 1 THEN extract(year FROM m.day)::text
			ELSE split_part(regie.page_day(m.day, language), ' ', 2) END),
		'' ORDER BY m.day)
	FROM (SELECT g.day::date AS day, regie.page_calendar_x(g.day::date, as_of)
				AS x, extract(month FROM g.day)::integer AS month
		FROM generate_series(
			date_trunc('month', as_of::timestamp) - INTERVAL '1 month',
			date_trunc('month', as_of::timestamp) + INTERVAL '24 months',
			INTERVAL '1 month') AS g (day)) AS m)
	|| format('<path stroke="#1f2933" stroke-dasharray="3 3" d="M%1$s 40V%2$s"/><text text-anchor="middle" x="%1$s" y="%3$s">%4$s</text>',
		regie.page_calendar_x(as_of, as_of), height, height + 12,
		regie.page_day(as_of, language));

COMMENT ON FUNCTION regie.page_calendar_axis(date, integer, text) IS
'Months, years and today in the contract calendar. Example: regie.page_calendar_axis(''2026-11-23'', 200, ''en'').';

CREATE FUNCTION regie.page_calendar_key(language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format('<path fill="#2b6593" d="M300 6h22v10h-22z"/><text x="328" y="15">%s</text><path fill="#dcebf7" stroke="#2b6593" stroke-dasharray="3 2" d="M410 6h22v10h-22z"/><text x="438" y="15">%s</text><path fill="none" stroke="#2b6593" stroke-width="2" d="M600 6l6 5l-6 5"/><text x="613" y="15">%s</text><path stroke="#8a4207" stroke-width="2" fill="#8a4207" d="M790 18v-14l9 4l-9 4"/><text x="806" y="15">%s</text>',
	regie.page_word('bound', language),
	regie.page_word('may be extended', language),
	regie.page_word('goes on in silence', language),
	regie.page_word('last day to act', language));

COMMENT ON FUNCTION regie.page_calendar_key(text) IS
'What the signs in the contract calendar mean. Example: regie.page_calendar_key(''en'').';

CREATE FUNCTION regie.page_calendar_row(term regie_report.contract_deadline,
	y integer, language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT format('<g><title>%s</title>', regie.page_text(concat_ws('; ',
			term.title || ', ' || term.supplier_name,
			regie.page_day(term.start_on, language) || ' '
				|| regie.page_word('up to', language) || ' '
				|| regie.page_day(term.bound_until, language),
			regie.page_word('last day to act', language) || ' '
				|| regie.page_day(term.last_notice_day, language),
			regie.page_value('if_silent', term.if_silent, language))))
	|| format('<text x="0" y="%s" font-size="12"%s>%s</text>', y + 11,
		CASE WHEN term.status_order = 1 THEN ' font-weight="bold"' ELSE '' END,
		regie.page_text(CASE WHEN length(term.title) > 33
			THEN rtrim(left(term.title, 31)) || '...' ELSE term.title END))
	|| coalesce(format('<text x="290" y="%s" text-anchor="end" fill="#52606d">%s</text>',
		y + 11, regie.page_day(term.last_notice_day, language)), '')
	|| CASE WHEN e.most > e.until THEN format(
		'<path fill="#dcebf7" stroke="#2b6593" stroke-dasharray="3 2" d="M%s %sH%sv11H%sz"/>',
		e.until, y + 2, e.most, e.until) ELSE '' END
	|| CASE WHEN e.until > e.start THEN format(
		'<path fill="%s" d="M%s %sH%sv12H%sz"/>',
		CASE WHEN term.status_order = 1 THEN '#9b1c31' ELSE '#2b6593' END,
		e.start, y + 1, e.until, e.start) ELSE '' END
	|| CASE WHEN term.if_silent IN ('renews', 'continues') AND e.until < 936
		AND e.until > e.start THEN format(
		'<path fill="none" stroke="#2b6593" stroke-width="2" d="M%s %sl6 5l-6 5"/>',
		e.until + 4, y + 2)
		WHEN e.last > e.until AND e.until = 944 THEN format(
		'<path fill="#2b6593" d="M946 %sl7 6l-7 6z"/>', y + 1)
		ELSE '' END
	|| CASE WHEN e.notice BETWEEN 300 AND 943
		AND term.last_notice_day >= term.as_of THEN format(
		'<path stroke="#fff" stroke-width="4" d="M%1$s %2$sv-18"/><path stroke="#8a4207" stroke-width="2" fill="#8a4207" d="M%1$s %2$sv-18l9 4l-9 4"/>',
		e.notice, y + 16) ELSE '' END
	|| '</g>'
	FROM (SELECT regie.page_calendar_x(term.start_on, term.as_of) AS start,
			regie.page_calendar_x(term.bound_until + 1, term.as_of) AS until,
			regie.page_calendar_x(term.maximum_until + 1, term.as_of) AS most,
			regie.page_calendar_x(term.last_notice_day, term.as_of) AS notice,
			CASE WHEN term.bound_until >= term.as_of + INTERVAL '25 months'
				THEN 945 ELSE 0 END AS last) AS e);

COMMENT ON FUNCTION regie.page_calendar_row(regie_report.contract_deadline, integer, text) IS
'A contract in the contract calendar, at a height: name, last notice day, what binds, what may follow. Example: SELECT regie.page_calendar_row(d, 60, ''en'') FROM regie_report.contract_deadline d.';

CREATE FUNCTION regie.page_calendar(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH term AS (
		SELECT d.contract_id, d.as_of, d.title, d.bound_until,
			d.last_notice_day, row_number() OVER (ORDER BY d.status_order,
				d.last_notice_day, d.contract COLLATE "C")::integer AS place,
			d AS deadline
		FROM regie_report.contract_deadline AS d
		WHERE d.status <> 'ended'
			AND d.start_on <= d.as_of + INTERVAL '24 months'
	), drawn AS (
		SELECT t.as_of, t.place, regie.page_calendar_row(t.deadline,
				26 + t.place * 24, page_calendar.language) AS svg,
			t.title || coalesce(' (' || regie.page_day(t.last_notice_day,
				page_calendar.language) || ')', '') AS words
		FROM term AS t
		WHERE t.place <= 60
	)
	SELECT format('<div class="picture" tabindex="0" role="region" aria-label="%1$s"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 %2$s" width="960" height="%2$s" role="img" aria-labelledby="calendar-title calendar-desc" font-family="Helvetica, Arial, sans-serif" font-size="11" fill="#1f2933"><title id="calendar-title">%1$s</title><desc id="calendar-desc">%3$s: %4$s.</desc><g stroke-width="1">%5$s</g>%6$s%7$s</svg></div>',
		regie.page_word('Contract calendar', page_calendar.language),
		62 + count(*) * 24,
		regie.page_word('Terms that run or begin within 24 months, and the last days to give notice or to lift the option',
			page_calendar.language),
		regie.page_text(string_agg(d.words, '; ' ORDER BY d.place)),
		replace(regie.page_calendar_axis(max(d.as_of),
			(46 + count(*) * 24)::integer, page_calendar.language),
			'<text ', '<text stroke="none" fill="#52606d" '),
		regie.page_calendar_key(page_calendar.language),
		string_agg(d.svg, chr(10) ORDER BY d.place))
	FROM drawn AS d
	HAVING count(*) > 0;
END;

COMMENT ON FUNCTION regie.page_calendar(text) IS
'The contract calendar of the page: what binds during the next 24 months as bars, with the last days to give notice or to lift the option; at most 60 contracts, those to be decided on first. NULL without contracts. Example: regie.page_calendar(''en'').';

CREATE FUNCTION regie.page_contracts(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH term AS (
		SELECT d.*, count(*) OVER () AS total, row_number() OVER (
			ORDER BY d.status_order, d.last_notice_day,
				d.contract COLLATE "C") AS place
		FROM regie_report.contract_deadline AS d
		WHERE d.status <> 'ended'
	)
	SELECT regie.page_section('contracts',
		regie.page_word('Contracts', page_contracts.language),
		CASE WHEN count(*) > 0 THEN '<p>' || regie.page_word('Terms that run or begin within 24 months, and the last days to give notice or to lift the option',
			page_contracts.language) || '.</p>' ELSE '' END
		|| coalesce(regie.page_calendar(page_contracts.language), '')
		|| regie.page_table(
			regie.page_word('Terms of contracts', page_contracts.language),
			'contract_deadline',
			'{title,supplier_name,status,last_notice_day,if_silent,bound_until,#yearly_eur,#commitment_eur}',
			string_agg('<tr>' || regie.page_row_head(t.title)
				|| regie.page_cell(t.supplier_name)
				|| regie.page_cell(regie.page_value('status', t.status,
					page_contracts.language))
				|| regie.page_cell(t.last_notice_day, page_contracts.language)
				|| regie.page_cell(regie.page_value('if_silent', t.if_silent,
					page_contracts.language))
				|| regie.page_cell(t.bound_until, page_contracts.language)
				|| regie.page_cell(t.yearly_eur, 2, page_contracts.language)
				|| regie.page_cell(t.commitment_eur, 2,
					page_contracts.language)
				|| '</tr>', '' ORDER BY t.place), page_contracts.language)
		|| coalesce(regie.page_more(max(t.total), 60, 'contract_deadline',
			page_contracts.language), ''))
	FROM term AS t
	WHERE t.place <= 60;
END;

COMMENT ON FUNCTION regie.page_contracts(text) IS
'The section of the page on contracts: the calendar, and the first 60 rows of contract_deadline that have not ended. Example: regie.page_contracts(''en'').';
