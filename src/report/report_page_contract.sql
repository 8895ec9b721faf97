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
 * Terms as bars, as far as the 24 months go; an empty month before the day
 * shows what began earlier.
 */
CREATE FUNCTION regie.page_calendar(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH term AS (
		SELECT d.*, row_number() OVER (ORDER BY d.status_order,
				d.last_notice_day, d.contract COLLATE "C") AS place,
			(d.as_of - INTERVAL '1 month')::date AS first,
			(d.as_of + INTERVAL '24 months')::date AS last
		FROM regie_report.contract_deadline AS d
		WHERE d.status <> 'ended'
			AND d.start_on <= d.as_of + INTERVAL '24 months'
	)
	SELECT '<div class="picture" tabindex="0" role="region" aria-label="'
		|| regie.page_word('Contract calendar', page_calendar.language)
		|| '">'
		|| regie.gantt_svg(regie.gantt_bar(t.contract,
			greatest(t.start_on, t.first),
			greatest(least(coalesce(t.bound_until, t.last), t.last),
				t.start_on, t.first),
			label => t.title, place => t.place::integer,
			critical => t.status_order = 1,
			notice_day => CASE WHEN t.last_notice_day <= t.last
				THEN t.last_notice_day END,
			note => concat_ws(', ', t.supplier_name, regie.page_value('status',
					t.status, page_calendar.language),
				regie.page_value('if_silent', t.if_silent,
					page_calendar.language))),
			regie.page_word('Contract calendar', page_calendar.language)
				|| ' ' || regie.page_word('up to', page_calendar.language)
				|| ' ' || regie.page_day(t.last, page_calendar.language),
			t.as_of, page_calendar.language)
		|| '</div>'
	FROM term AS t
	WHERE t.place <= 100;
END;

COMMENT ON FUNCTION regie.page_calendar(text) IS
'The contract calendar of the page: what binds during the next 24 months as bars, with the last days to give notice; at most 100 contracts, those to be decided on first. NULL without contracts. Example: regie.page_calendar(''en'').';

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
