/*
 * report: findings.  Every check of the model says what it found in one form,
 * and report_finding lists them all.
 *
 * A check is a view in schema regie whose name begins with finding_ and that
 * has the columns
 *
 *	 finding text		which kind, see finding_kind
 *	 object_id bigint	which object, unique within its kind, below 10^12
 *	 object_kind text	what the object is, such as contract
 *	 object text		its code
 *	 party text			whose it is, or NULL
 *	 detail text		codes, days and numbers, no words; or NULL
 *
 * The block in report_todo.sql puts all of them together, so a new check needs
 * its view, its rows in finding_kind, and labels of its values: the value of
 * column finding says what is wrong.
 *
 * The rows belong to the extension: pg_dump leaves them to CREATE EXTENSION.
 */
CREATE TABLE regie.finding_kind (
	finding_kind_id integer CONSTRAINT finding_kind_pkey PRIMARY KEY
		CONSTRAINT finding_kind_id_check
		CHECK (finding_kind_id BETWEEN 1 AND 9000),
	finding text NOT NULL CONSTRAINT finding_kind_finding_key UNIQUE,
	severity text NOT NULL CONSTRAINT finding_kind_severity_check
		CHECK (severity IN ('error', 'warning', 'notice')),
	remedy text NOT NULL
		CONSTRAINT finding_kind_remedy_check CHECK (remedy ~ '[.]$'),
	remedy_nl text NOT NULL
		CONSTRAINT finding_kind_remedy_nl_check CHECK (remedy_nl ~ '[.]$')
);

COMMENT ON TABLE regie.finding_kind IS
'Kinds of findings: one row per kind, with how much it matters and what to do. Read only: its rows come with the extension. What is wrong says the label of the value.';
COMMENT ON COLUMN regie.finding_kind.finding_kind_id IS
'Number of the kind; its hundreds follow the steps and rooms: 1 goals, 2 plans, 3 sourcing, 4 demand and supply, 5 contracts, 6 costs, 7 relations and governance, 8 roadmaps.';
COMMENT ON COLUMN regie.finding_kind.finding IS
'Code of the kind, a value of column finding.';
COMMENT ON COLUMN regie.finding_kind.severity IS
'error (wrong, or costs money), warning (somebody should act) or notice (good to know).';
COMMENT ON COLUMN regie.finding_kind.remedy IS 'What to do, in English.';
COMMENT ON COLUMN regie.finding_kind.remedy_nl IS 'What to do, in Dutch.';

GRANT SELECT ON regie.finding_kind TO PUBLIC;

INSERT INTO regie.finding_kind (finding_kind_id, finding, severity, remedy,
	remedy_nl)
VALUES
	(101, 'no adopted goals', 'warning',
	 'Have goals adopted, or record them.',
	 'Laat doelen vaststellen, of leg ze vast.'),
	(102, 'goal without plan', 'warning',
	 'Put it into a plan (goal_link), or drop it.',
	 'Neem het op in een plan (goal_link), of laat het vallen.'),
	(103, 'goal in old plans only', 'notice',
	 'Put it into the plan that follows.',
	 'Neem het op in het volgende plan.'),
	(104, 'goal past its horizon', 'warning',
	 'Say whether it was achieved, or set a new horizon.',
	 'Leg vast of het is bereikt, of stel een nieuwe horizon.'),
	(105, 'goal of a stranger', 'error',
	 'Record its participation, or give the goal to its successor.',
	 'Leg de deelname vast, of zet het doel over naar de opvolger.'),
	(106, 'goal ends before its contract', 'notice',
	 'Decide what the contract is for after that day.',
	 'Bepaal waar het contract daarna voor dient.'),
	(107, 'nothing shared', 'warning',
	 'Share goals with the others (goal.shared_on).',
	 'Deel doelen met de anderen (goal.shared_on).'),
	(108, 'shared theme without step', 'warning',
	 'Plan a step on a service that the goals lean on.',
	 'Plan een stap op een dienst waarop de doelen steunen.'),
	(201, 'plan older than four years', 'warning',
	 'Renew it, or end its validity.',
	 'Vernieuw het, of laat de geldigheid eindigen.'),
	(202, 'plan without goals', 'notice',
	 'Link the goals that it is to serve (goal_link).',
	 'Koppel de doelen die het moet dienen (goal_link).'),
	(203, 'plan not adopted', 'warning',
	 'Have it adopted, or record the day.',
	 'Laat het vaststellen, of leg de dag vast.'),
	(301, 'option not scored', 'warning',
	 'Score it on each criterion that counts.',
	 'Geef een score op elk criterium dat meetelt.'),
	(302, 'option without all costs', 'warning',
	 'Enter what it costs, 0 where it costs nothing.',
	 'Voer in wat zij kost, 0 waar zij niets kost.'),
	(303, 'other option chosen', 'notice',
	 'Write down why, or look at the weights again.',
	 'Leg vast waarom, of bekijk de gewichten opnieuw.'),
	(304, 'choice flips easily', 'notice',
	 'Agree on the weights before the choice.',
	 'Word het eens over de gewichten voor de keuze.'),
	(305, 'only one option', 'notice',
	 'Add another way of delivery, such as staying as it is.',
	 'Voeg een andere leveringsvorm toe, zoals blijven zoals het is.'),
	(306, 'participants differ', 'notice',
	 'See sourcing_difference for the form by which nobody loses much.',
	 'Zie sourcing_verschil voor de vorm waarbij niemand veel verliest.'),
	(401, 'asked, not offered', 'warning',
	 'Look for an offer, together if several ask.',
	 'Zoek aanbod, samen als meerderen vragen.'),
	(402, 'offered, not asked', 'notice',
	 'Ask whether it is still needed.',
	 'Vraag of het nog nodig is.'),
	(403, 'asked by several', 'notice',
	 'Talk about one demand for all.',
	 'Bespreek een gezamenlijke vraag.'),
	(404, 'offered by one only', 'notice',
	 'Look for a second offer before you sign.',
	 'Zoek een tweede aanbod voor u tekent.'),
	(405, 'demand not described', 'warning',
	 'Say what it asks for (demand.element or service).',
	 'Leg vast waar om gevraagd wordt (demand.element of service).'),
	(406, 'not there in time', 'warning',
	 'Prolong an offer, or look for another one.',
	 'Verleng een aanbod, of zoek een ander.'),
	(407, 'demand overdue', 'warning',
	 'Record that it was met, or set a new day.',
	 'Leg vast dat eraan voldaan is, of stel een nieuwe dag.'),
	(408, 'offer under another contract', 'error',
	 'Set the party or the contract of the offer right.',
	 'Herstel de partij of het contract van het aanbod.'),
	(501, 'decide soon', 'notice',
	 'Decide, see contract_deadline.',
	 'Beslis, zie contracttermijn.'),
	(502, 'obligation overdue', 'warning',
	 'Do it, or record it (obligation_done).',
	 'Doe het, of leg het vast (obligation_done).'),
	(503, 'no successor', 'warning',
	 'Plan a step or a contract, or say that it may end.',
	 'Plan een stap of een contract, of stel vast dat het mag eindigen.'),
	(504, 'gap', 'warning',
	 'Prolong the one or begin the other earlier.',
	 'Verleng het ene of begin het andere eerder.'),
	(505, 'overlap', 'notice',
	 'End the one earlier, if its notice allows it.',
	 'Laat het ene eerder eindigen, als de opzegtermijn dat toelaat.'),
	(506, 'may rescind', 'warning',
	 'Decide whether to, and claim the credits.',
	 'Beslis of u dat doet, en claim de kortingen.'),
	(507, 'nobody measures', 'warning',
	 'Ask the supplier for the report.',
	 'Vraag de leverancier om de rapportage.'),
	(508, 'bought in parts', 'error',
	 'Have the lawyers look at them.',
	 'Laat een jurist ernaar kijken.'),
	(509, 'purchase not described', 'notice',
	 'Enter contract.kind and procured_on.',
	 'Vul contract.kind en procured_on in.'),
	(511, 'above rule', 'warning',
	 'Pay what the clause allows, and claim the rest.',
	 'Betaal wat de clausule toelaat, en vorder de rest terug.'),
	(512, 'below rule', 'notice',
	 'Check whether that was agreed.',
	 'Controleer of dat is afgesproken.'),
	(513, 'step not recorded', 'notice',
	 'Enter the new price as a price line.',
	 'Voer de nieuwe prijs in als prijsregel.'),
	(514, 'figure missing', 'notice',
	 'Enter the index figure (price_index).',
	 'Voer het indexcijfer in (price_index).'),
	(515, 'announced for another day', 'warning',
	 'Reject the announcement.',
	 'Wijs de aankondiging af.'),
	(521, 'main contract ended', 'warning',
	 'End the part too, or give it another main contract.',
	 'Laat ook het deel eindigen, of geef het een ander hoofdcontract.'),
	(522, 'outlives main contract', 'notice',
	 'Bring the ends together at the next decision.',
	 'Breng de einddata bij de volgende beslissing bij elkaar.'),
	(523, 'renews past main contract', 'notice',
	 'Give notice in time if the part is not needed alone.',
	 'Zeg op tijd op als het deel alleen niet nodig is.'),
	(601, 'no rule', 'error',
	 'Enter the key of the service (allocation_rule).',
	 'Voer de verdeelsleutel van de dienst in (allocation_rule).'),
	(602, 'no key values', 'error',
	 'Enter the values of the key for that day.',
	 'Voer de waarden van de sleutel voor die dag in.'),
	(603, 'participant without value', 'warning',
	 'Enter a value, 0 if the party pays nothing.',
	 'Voer een waarde in, 0 als de partij niets betaalt.'),
	(604, 'value without participation', 'error',
	 'End the value, or record the participation.',
	 'Laat de waarde eindigen, of leg de deelname vast.'),
	(605, 'key set late', 'warning',
	 'Set keys before the period begins; ask the tax adviser.',
	 'Stel sleutels vast voor de periode begint; raadpleeg de fiscalist.'),
	(606, 'factors do not add up', 'notice',
	 'Let the factors of the mixed key come to 1.',
	 'Laat de factoren van de gemengde sleutel op 1 uitkomen.'),
	(607, 'no task field', 'notice',
	 'Enter the task field of the service (service.taakveld).',
	 'Vul het taakveld van de dienst in (service.taakveld).'),
	(608, 'no category', 'notice',
	 'Enter the economic category (cost.cost_category).',
	 'Vul de economische categorie in (cost.cost_category).'),
	(609, 'no inhabitants', 'notice',
	 'Enter inhabitants as values of a key.',
	 'Voer inwoners in als waarden van een sleutel.'),
	(610, 'cloud cost without owner', 'warning',
	 'Tag the resources, or add a rule (focus_rule).',
	 'Label de resources, of voeg een regel toe (focus_rule).'),
	(801, 'late for its contract', 'error',
	 'Begin earlier, or accept the extra cost, see contract_risk.',
	 'Begin eerder, of aanvaard de extra kosten, zie contractrisico.'),
	(802, 'breach of plan', 'warning',
	 'See column breach of roadmap_step.',
	 'Zie kolom overschrijding van routekaart_stap.');
