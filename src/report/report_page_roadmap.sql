/*
 * report: the section of the page on the roadmap.
 */
CREATE FUNCTION regie.page_gantt(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH step AS (
		SELECT r.*, row_number() OVER (ORDER BY r.early_start, r.early_finish,
				r.roadmap_item_id) AS place,
			min(r.programme) OVER () < max(r.programme) OVER () AS is_several
		FROM regie_report.roadmap_step AS r
		WHERE r.early_finish >= (regie.today() - INTERVAL '3 months')::date
	)
	SELECT '<div class="picture" tabindex="0" role="region" aria-label="'
		|| regie.page_word('Roadmap', page_gantt.language) || '">'
		|| regie.gantt_svg(regie.gantt_bar(
			r.programme || '/' || r.item, r.early_start, r.early_finish,
			label => r.title,
			section => CASE WHEN r.is_several THEN r.programme_name
				ELSE r.party_name END,
			critical => r.is_critical, milestone => r.duration = 0,
			late_finish => r.late_finish, deadline => r.deadline,
			notice_day => c.last_notice_day, note => r.breach,
			predecessors => (
				SELECT array_agg(regie.dependency(
					d.programme || '/' || d.predecessor, d.kind, d.lag,
					d.elapsed))
				FROM regie.roadmap_dependency AS d
				WHERE d.programme = r.programme AND d.item = r.item)),
			regie.page_word('Roadmap', page_gantt.language), regie.today(),
			page_gantt.language)
		|| '</div>'
	FROM step AS r
	LEFT JOIN regie_report.contract_deadline AS c ON c.contract = r.contract
	WHERE r.place <= 150;
END;

COMMENT ON FUNCTION regie.page_gantt(text) IS
'The roadmap of the page as a Gantt chart: the first 150 steps that were not finished three months ago. NULL without steps. Example: regie.page_gantt(''en'').';

CREATE FUNCTION regie.page_roadmap(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH step AS (
		SELECT r.*, count(*) OVER () AS total, row_number() OVER (
			ORDER BY r.early_start, r.early_finish, r.roadmap_item_id)
				AS place
		FROM regie_report.roadmap_step AS r
		WHERE r.early_finish >= regie.today() OR r.early_finish IS NULL
	)
	SELECT regie.page_section('roadmap',
		regie.page_word('Roadmap', page_roadmap.language),
		coalesce(regie.page_gantt(page_roadmap.language), '')
		|| regie.page_table(
			regie.page_word('Steps that are not finished yet',
				page_roadmap.language), 'roadmap_step',
			'{title,party_name,early_start,early_finish,#total_float,deadline,critical_label}',
			string_agg('<tr' || CASE WHEN r.is_breached THEN ' class="bad"'
					ELSE '' END || '>'
				|| regie.page_row_head(r.title)
				|| regie.page_cell(r.party_name)
				|| regie.page_cell(r.early_start, page_roadmap.language)
				|| regie.page_cell(r.early_finish, page_roadmap.language)
				|| regie.page_cell(r.total_float, 0, page_roadmap.language)
				|| regie.page_cell(r.deadline, page_roadmap.language)
				|| regie.page_cell(regie.page_value('critical_label',
					r.critical_label, page_roadmap.language))
				|| '</tr>', '' ORDER BY r.place), page_roadmap.language)
		|| coalesce(regie.page_more(max(r.total), 40, 'roadmap_step',
			page_roadmap.language), ''))
	FROM step AS r
	WHERE r.place <= 40;
END;

COMMENT ON FUNCTION regie.page_roadmap(text) IS
'The section of the page on the roadmap: the chart, and the first 40 steps that are not finished. Example: regie.page_roadmap(''en'').';
