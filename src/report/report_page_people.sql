/*
 * report: the sections of the page on ambitions and responsibilities.
 */

/*
 * A heat map is a table whose cells are coloured by what they say, so that it
 * needs no other text.
 */
CREATE FUNCTION regie.page_ambitions(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH pair AS MATERIALIZED (
		SELECT DISTINCT g.party, g.other_party, g.themes_shared, g.themes
		FROM regie_report.goal_overlap AS g
	), axis AS (
		SELECT p.code, p.name
		FROM regie.page_party AS p
		WHERE p.code IN (SELECT g.party FROM pair AS g)
		ORDER BY p.name COLLATE "C"
		LIMIT 40
	), line AS (
		SELECT a.name, '<tr>' || regie.page_row_head(a.name)
			|| string_agg(CASE WHEN a.code = b.code
					THEN '<td class="h self">&#8212;</td>'
				WHEN p.themes IS NULL THEN '<td class="h"></td>'
				ELSE format('<td class="h h%s">%s %s %s</td>',
					p.themes_shared * 5 / p.themes, p.themes_shared,
					regie.page_word('of', page_ambitions.language), p.themes)
				END, '' ORDER BY b.name COLLATE "C")
			|| '</tr>' AS cells
		FROM axis AS a
		CROSS JOIN axis AS b
		LEFT JOIN pair AS p ON p.party = a.code AND p.other_party = b.code
		GROUP BY a.name
	)
	SELECT regie.page_section('ambitions',
		regie.page_word('Ambitions', page_ambitions.language),
		regie.page_matrix(
			regie.page_word('Themes that two participants both have goals on, of all themes that either has',
				page_ambitions.language),
			regie.page_word('Participant', page_ambitions.language),
			(SELECT array_agg(a.name ORDER BY a.name COLLATE "C")
			 FROM axis AS a),
			string_agg(l.cells, '' ORDER BY l.name COLLATE "C"), 'heat',
			page_ambitions.language))
	FROM line AS l;
END;

COMMENT ON FUNCTION regie.page_ambitions(text) IS
'The section of the page on ambitions: on how many themes each pair of participants both have goals, as a heat map; at most 40 participants. Example: regie.page_ambitions(''en'').';

/*
 * One matrix per organisation: activities down, roles across, letters in the
 * cells.  At most eight organisations, those with the most letters.
 */
CREATE FUNCTION regie.page_rasci(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH letter AS MATERIALIZED (
		SELECT r.organisation, r.organisation_name, r.activity, r.role,
			r.role_name || CASE WHEN r.role_organisation <> r.organisation
				THEN ', ' || p.name ELSE '' END AS role_name,
			coalesce(CASE page_rasci.language
				WHEN 'nl' THEN a.name_nl END, a.name) AS activity_name,
			string_agg(r.letter, '/' ORDER BY r.letter_order) AS letters
		FROM regie_report.rasci AS r
		JOIN regie.activity AS a ON a.code = r.activity
		JOIN regie.page_party AS p ON p.code = r.role_organisation
		GROUP BY r.organisation, r.organisation_name, r.activity, r.role,
			r.role_name, r.role_organisation, p.name, a.name, a.name_nl
	), shown AS (
		SELECT l.organisation, l.organisation_name, count(*) AS letters
		FROM letter AS l
		GROUP BY l.organisation, l.organisation_name
		ORDER BY count(*) DESC, l.organisation COLLATE "C"
		LIMIT 8
	), role AS (
		SELECT DISTINCT l.organisation, l.role, l.role_name
		FROM letter AS l
	), activity AS (
		SELECT DISTINCT l.organisation, l.activity, l.activity_name
		FROM letter AS l
	), line AS (
		SELECT a.organisation, a.activity_name, a.activity,
			'<tr>' || regie.page_row_head(a.activity_name)
			|| string_agg(CASE WHEN l.letters IS NULL THEN '<td></td>'
				ELSE format('<td class="r%s">%s</td>', left(l.letters, 1),
					regie.page_text(l.letters)) END, ''
				ORDER BY r.role_name COLLATE "C", r.role COLLATE "C")
			|| '</tr>' AS cells
		FROM activity AS a
		JOIN role AS r ON r.organisation = a.organisation
		LEFT JOIN letter AS l ON l.organisation = a.organisation
			AND l.activity = a.activity AND l.role = r.role
		GROUP BY a.organisation, a.activity_name, a.activity
	), matrix AS (
		SELECT s.letters, s.organisation, regie.page_matrix(
			regie.page_word('Who does what in', page_rasci.language) || ' '
				|| regie.page_text(s.organisation_name),
			regie.page_word('Activity', page_rasci.language),
			(SELECT array_agg(r.role_name
				ORDER BY r.role_name COLLATE "C", r.role COLLATE "C")
			 FROM role AS r WHERE r.organisation = s.organisation),
			(SELECT string_agg(l.cells, ''
				ORDER BY l.activity_name COLLATE "C", l.activity COLLATE "C")
			 FROM line AS l WHERE l.organisation = s.organisation),
			'rasci', page_rasci.language) AS html
		FROM shown AS s
	)
	SELECT regie.page_section('rasci',
		regie.page_word('Responsibilities', page_rasci.language),
		CASE WHEN count(*) = 0 THEN regie.page_matrix('', '', '{}', NULL, '',
			page_rasci.language)
		ELSE '<p class="key">' || (
			SELECT string_agg('<b>' || regie.page_text(n.letter) || '</b> '
				|| regie.page_text(coalesce(CASE page_rasci.language
					WHEN 'nl' THEN n.name_nl END, n.name)), ' &#183; '
				ORDER BY position(n.letter IN 'ARSCI'), n.rasci_letter_id)
			FROM regie.rasci_letter AS n) || '</p>'
			|| string_agg(m.html, '' ORDER BY m.letters DESC,
				m.organisation COLLATE "C") END)
	FROM matrix AS m;
END;

COMMENT ON FUNCTION regie.page_rasci(text) IS
'The section of the page on responsibilities: a RASCI matrix for each of up to eight organisations, and what the letters mean. Example: regie.page_rasci(''en'').';
