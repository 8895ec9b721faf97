SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- Step 1: what each wants.
SELECT goal, goal_kind, goal_status, priority, horizon, days_left, plan_verdict, plans, elements, demands, sharing, readers
FROM regie_report.goal_overview ORDER BY goal COLLATE "C";
SELECT party, goals_verdict, goals, ambitions, objectives, goals_adopted, goals_draft, goals_achieved, goals_unplanned, goals_shared, adopted_on
FROM regie_report.party_goal ORDER BY party COLLATE "C";
SELECT theme, theme_verdict, participants, participants_total, goals, goals_adopted, step_verdict, steps, only_party, party_list
FROM regie_report.theme_goal ORDER BY theme COLLATE "C";
SELECT goal, party, contract, horizon, bound_until, goal_contract_verdict, days_beyond, supplier
FROM regie_report.goal_contract ORDER BY goal COLLATE "C", contract COLLATE "C";

-- Step 2: plans and architecture.
SELECT plan, party, plan_kind, plan_status, adopted_on, plan_from, plan_until, age_months, old_label, goals FROM regie_report.plan_overview ORDER BY plan COLLATE "C";
SELECT element, element_kind, touched_by, participants, goals, services, party_list FROM regie_report.element_goal ORDER BY element COLLATE "C";

-- Step 3: sourcing.
SELECT sourcing_option, delivery_model, provider, rank, score_percent, behind_percent, unscored, five_year_eur, cost_verdict, current_label, chosen_on
FROM regie_report.sourcing_score ORDER BY sourcing_option COLLATE "C";
SELECT service, party, best_option, delivery_model, score_percent, second_option, margin_percent, flip_criterion, flip_percent, flip_option
FROM regie_report.sourcing_choice ORDER BY service COLLATE "C", party COLLATE "C";
SELECT service, party, sourcing_advice, current_option, chosen_option, choice, options, options_ranked, five_year_eur, five_year_current_eur, five_year_difference_eur
FROM regie_report.sourcing_choice ORDER BY service COLLATE "C", party COLLATE "C";
SELECT party, criterion, best_option, weight_percent, stable_from_percent, stable_until_percent, flip_down_percent, flip_down_option, flip_up_percent, flip_up_option, sensitive_label
FROM regie_report.sourcing_sensitivity ORDER BY party COLLATE "C", criterion COLLATE "C";
SELECT service, delivery_model, harmony, parties_best, parties_scored, parties_total, score_percent, largest_loss_percent, largest_loss_party, compromise_label, party_list
FROM regie_report.sourcing_difference ORDER BY service COLLATE "C", delivery_model COLLATE "C";
SELECT sourcing_option, year_no, one_off_eur, running_eur, exit_eur, year_total_eur, cumulative_eur, known_label
FROM regie_report.sourcing_cost WHERE sourcing_option IN ('GM-H-PAAS', 'SB-H-PAAS') ORDER BY sourcing_option COLLATE "C", year_no;

-- Step 4: shared.
SELECT party, other_party, theme, overlap, goals, other_goals, themes_shared, themes, similarity_percent
FROM regie_report.goal_overlap WHERE party < other_party COLLATE "C" ORDER BY party COLLATE "C", other_party COLLATE "C", theme COLLATE "C";
SELECT party, other_party, told, goals, goals_shared FROM regie_report.goal_sharing ORDER BY party COLLATE "C", other_party COLLATE "C";
SELECT goal, party, help, helper, offer, helper_goal, supply_title FROM regie_report.goal_help ORDER BY goal COLLATE "C", help COLLATE "C", helper COLLATE "C";

-- Demand and supply.
SELECT element, service, supply_verdict, askers, offerers, joint_label, single_source_label, needed_by, asker_list, offerer_list
FROM regie_report.demand_supply ORDER BY element COLLATE "C", service COLLATE "C";
SELECT demand, party, needed_by, offer, offerer, delivery_model, match_verdict, available_from, available_until
FROM regie_report.demand_match ORDER BY demand COLLATE "C", offer COLLATE "C";

-- From ambition to roadmap, and where the hole is.
SELECT goal, hole, holes, plan, element, demand, service, contract, item, steps FROM regie_report.goal_trace ORDER BY goal_trace_id;

-- Every check in one list, and a part of it in Dutch.
SELECT severity, finding, object_kind, object, party, detail
FROM regie_report.report_finding ORDER BY severity_order, finding COLLATE "C", object COLLATE "C", detail COLLATE "C";
SELECT finding, problem, remedy FROM regie_report.report_finding WHERE severity = 'error' ORDER BY finding COLLATE "C", object COLLATE "C";
SELECT ernst, bevinding, object_soort, object, probleem, remedie FROM regie_rapport.bevinding WHERE partij = 'GM0820' ORDER BY ernst_volgorde, bevinding COLLATE "C", object COLLATE "C";
ROLLBACK;
