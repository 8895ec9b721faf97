/*
 * model: what a goal leads to: a plan that it stands in, or an element of the
 * architecture that it touches.
 *
 * One row says one thing, and so has exactly one of the two.  An import finds
 * its row by goal_link_key.
 */
CREATE TABLE regie.goal_link (
	goal_link_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT goal_link_pkey PRIMARY KEY,
	goal text NOT NULL
		CONSTRAINT goal_link_goal_fkey REFERENCES regie.goal
		ON UPDATE CASCADE,
	plan text
		CONSTRAINT goal_link_plan_fkey REFERENCES regie.plan
		ON UPDATE CASCADE,
	element text
		CONSTRAINT goal_link_element_fkey REFERENCES regie.element
		ON UPDATE CASCADE,
	note text,
	CONSTRAINT goal_link_one_check CHECK (num_nonnulls(plan, element) = 1)
);

CREATE UNIQUE INDEX goal_link_key ON regie.goal_link
	(goal, coalesce(plan, ''), coalesce(element, ''));

COMMENT ON TABLE regie.goal_link IS
'What a goal leads to: a plan that it stands in, or an element of the architecture that it touches. One row per goal and plan or element; exactly one of the two is filled.';
COMMENT ON COLUMN regie.goal_link.goal_link_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.goal_link.goal IS 'Code of the goal.';
COMMENT ON COLUMN regie.goal_link.plan IS
'Code of the plan that it stands in. Empty: the row names an element.';
COMMENT ON COLUMN regie.goal_link.element IS
'Code of the element that it touches. Empty: the row names a plan.';
COMMENT ON COLUMN regie.goal_link.note IS
'Remark. Empty where there is none.';
