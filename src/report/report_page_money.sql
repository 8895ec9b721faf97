/*
 * report: the section of the page on money.
 *
 * The year is the last one up to the day of today that has figures, or else
 * the first one after it; of its kinds the plan (budget and its amendments),
 * or else the advances, or else what was paid.
 */
CREATE VIEW regie.page_payment AS
WITH kind AS (
	SELECT p.year, CASE WHEN p.kind = 'amendment' THEN 'budget'
			ELSE p.kind END AS kind, p.flow, p.payer, p.payee, p.amount_eur
	FROM regie_report.cost_payment AS p
), chosen AS (
	SELECT k.year, k.kind
	FROM kind AS k
	CROSS JOIN (SELECT extract(year FROM regie.today()) AS year) AS t
	GROUP BY k.year, k.kind, t.year
	ORDER BY k.year <= t.year DESC, abs(k.year - t.year),
		CASE k.kind WHEN 'budget' THEN 1 WHEN 'advance' THEN 2 ELSE 3 END
	LIMIT 1
)
SELECT k.year, k.kind, k.flow, k.payer, k.payee,
	sum(k.amount_eur) AS amount
FROM kind AS k
JOIN chosen AS c ON c.year = k.year AND c.kind = k.kind
GROUP BY k.year, k.kind, k.flow, k.payer, k.payee;

COMMENT ON VIEW regie.page_payment IS
'What the page shows of who pays whom: the last year with figures. One row per flow, payer and payee.';
COMMENT ON COLUMN regie.page_payment.year IS 'The year.';
COMMENT ON COLUMN regie.page_payment.kind IS
'budget (amendments included), advance or actual.';
COMMENT ON COLUMN regie.page_payment.flow IS
'contribution (of a participant) or payment (to a supplier).';
COMMENT ON COLUMN regie.page_payment.payer IS
'Code of who pays. Empty: nobody.';
COMMENT ON COLUMN regie.page_payment.payee IS 'Code of who is paid.';
COMMENT ON COLUMN regie.page_payment.amount IS 'Amount in euro.';

/*
 * A picture has the 30 parties that most money passes; the others are one.
 * What comes back on balance is drawn from who pays it.
 */
CREATE FUNCTION regie.page_sankey(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH flow AS MATERIALIZED (
		SELECT p.year, p.kind,
			coalesce(CASE WHEN p.amount < 0 THEN p.payee ELSE p.payer END, '')
				AS source,
			coalesce(CASE WHEN p.amount < 0 THEN p.payer ELSE p.payee END, '')
				AS target,
			abs(p.amount) AS amount
		FROM regie.page_payment AS p
	), node AS (
		SELECT n.code, row_number() OVER (
			ORDER BY sum(n.amount) DESC, n.code COLLATE "C") AS place
		FROM (SELECT f.source AS code, f.amount FROM flow AS f
			UNION ALL
			SELECT f.target, f.amount FROM flow AS f) AS n
		GROUP BY n.code
	), named AS (
		SELECT n.code, CASE WHEN n.code = ''
				THEN '(' || regie.page_word('nobody', page_sankey.language)
					|| ')'
			WHEN n.place > 30
				THEN '(' || regie.page_word('others', page_sankey.language)
					|| ')'
			ELSE p.name END AS name
		FROM node AS n
		LEFT JOIN regie.page_party AS p ON p.code = n.code
	)
	SELECT '<div class="picture" tabindex="0" role="region" aria-label="'
		|| regie.page_word('Who pays whom', page_sankey.language) || '">'
		|| regie.sankey_svg(a.name, b.name, f.amount,
			regie.page_word('Who pays whom', page_sankey.language) || ', '
				|| regie.page_value('kind', f.kind, page_sankey.language)
				|| ' ' || f.year || ', '
				|| regie.page_word('in euro', page_sankey.language),
			page_sankey.language)
		|| '</div>'
	FROM flow AS f
	JOIN named AS a ON a.code = f.source
	JOIN named AS b ON b.code = f.target;
END;

COMMENT ON FUNCTION regie.page_sankey(text) IS
'Who pays whom in the last year with figures, as a Sankey diagram of the page; the 30 largest parties by name. NULL without figures. Example: regie.page_sankey(''en'').';

CREATE FUNCTION regie.page_contributions(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH part AS (
		SELECT p.year, p.kind, p.amount, sum(p.amount) OVER () AS total,
			coalesce(a.name, '(' || regie.page_word('nobody',
				page_contributions.language) || ')') AS payer, b.name AS payee,
			regie.share_of(p.amount, sum(p.amount) OVER ()) AS share
		FROM regie.page_payment AS p
		LEFT JOIN regie.page_party AS a ON a.code = p.payer
		JOIN regie.page_party AS b ON b.code = p.payee
		WHERE p.flow = 'contribution'
	)
	SELECT regie.page_table(
		regie.page_word('Contribution per participant',
			page_contributions.language)
			|| coalesce(', ' || regie.page_value('kind', max(p.kind),
				page_contributions.language) || ' ' || max(p.year), ''),
		'cost_share', '{participant_name,payee_name,#amount_eur,#share}',
		string_agg('<tr>' || regie.page_row_head(p.payer)
			|| regie.page_cell(p.payee)
			|| regie.page_cell(p.amount, 2, page_contributions.language)
			|| format('<td class="n bar" style="background-image:linear-gradient(90deg,#bfdaef %1$s%%,transparent %1$s%%)">%2$s</td>',
				coalesce(round(p.share * 100, 1), 0),
				regie.page_number(p.share * 100, 1,
					page_contributions.language) || ' %')
			|| '</tr>', '' ORDER BY p.amount DESC, p.payer COLLATE "C",
			p.payee COLLATE "C"),
		page_contributions.language,
		'<tr>' || regie.page_row_head(regie.page_word('Total',
				page_contributions.language)) || '<td></td>'
			|| regie.page_cell(max(p.total), 2, page_contributions.language)
			|| '<td></td></tr>')
	FROM part AS p;
END;

COMMENT ON FUNCTION regie.page_contributions(text) IS
'The table of the page with what each participant contributes in the last year with figures. Example: regie.page_contributions(''en'').';

CREATE FUNCTION regie.page_money(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN regie.page_section('money',
	regie.page_word('Who pays whom', language),
	coalesce(regie.page_sankey(language), '')
	|| regie.page_contributions(language));

COMMENT ON FUNCTION regie.page_money(text) IS
'The section of the page on money: who pays whom, and contributions. Example: regie.page_money(''en'').';
