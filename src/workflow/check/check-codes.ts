/** How much a finding weighs: an error stops a desk and a publication, a warning is for people to judge. */
export type Severity = 'error' | 'warning';

interface CheckEntry {
  readonly severity: Severity;
  /** What is found, as a short phrase. */
  readonly finds: string;
  /** What whoever edits the workflow can do about it. */
  readonly advice: string;
  /** What the check has to be told; without it, it is not made. */
  readonly needs?: string;
}

/**
 * The closed table of what the checks of a workflow find. A code keeps its meaning; numbers that are missing belong to what a
 * definition cannot say, and W07, workflows that lead only into each other, to E05 and E07.
 */
export const checkCodes = {
  E00: {
    severity: 'error',
    finds: 'the document has not the form of a workflow',
    advice: 'Mend what stands at the place; until then nothing else is checked.',
  },
  E01: {
    severity: 'error',
    finds: 'an id that cannot be used',
    advice:
      'Start with a letter, then at most 62 letters, digits, `_` or `-`; names of JavaScript objects are reserved.',
  },
  E02: {
    severity: 'error',
    finds: 'an id that is there twice, also if only the case differs',
    advice: 'Give one of them another id.',
  },
  E03: {
    severity: 'error',
    finds: 'a first step that is missing or closed',
    advice: 'Let `initial` name a step that is not closed.',
  },
  E04: {
    severity: 'error',
    finds: 'a transition from or to a step that does not exist',
    advice: 'Correct the id, or add the step.',
  },
  E05: {
    severity: 'error',
    finds: 'no closed step can be reached from the first one; with `roles` also: by nobody',
    advice: 'Add a transition that leads to a closed step, or give its word to a role.',
  },
  E06: {
    severity: 'error',
    finds: 'a dead end: a step that is not closed and has no way out',
    advice: 'Add a transition out of the step, or make it a closed one.',
  },
  E07: {
    severity: 'error',
    finds: 'a trap: a step with ways out of which none ends in a closed step; with `roles` also: for anybody',
    advice: 'Add a transition from here, or from a step that is reached from here, towards a closed one.',
  },
  E08: {
    severity: 'error',
    finds: 'a condition with an unknown field or operator, or a value of the wrong type',
    advice: 'Correct what stands at the place; conditions on custom fields need `fields`.',
  },
  E09: {
    severity: 'error',
    finds: 'a condition that can never hold',
    advice: 'Loosen the condition, or remove what it guards.',
  },
  E10: {
    severity: 'error',
    finds: 'a transition without a permission; with `words` also: with one that nobody can hold',
    advice: 'Name a word; `ticket.edit` is the open one.',
  },
  E11: {
    severity: 'error',
    finds: 'a way out of a closed step that needs no privileged word',
    advice: 'Let `permissionFromClosed` name a word that guards nothing else, such as `reopen`.',
  },
  E12: {
    severity: 'error',
    finds:
      'a way into another workflow that is not there, takes no tickets or has no such step, or one back without a fallback',
    advice: 'Name a workflow of the area and one of its steps, or no step for the first one.',
  },
  E13: {
    severity: 'error',
    finds:
      'a choice of workflows without fallback, with a rule that never gets its turn, or with one to a workflow that takes no tickets',
    advice: 'Name a fallback, move or tighten the rule, or let it name another workflow.',
    needs: 'selection',
  },
  E14: {
    severity: 'error',
    finds:
      'a timer with an unreadable duration, or whose transition does not start there or needs an input; with `system` also: whose word the desk itself does not hold',
    advice: 'Write a duration such as `P3D`, name another transition, or grant its word to the system.',
  },
  E15: {
    severity: 'error',
    finds: 'steps through which timers alone lead round for ever',
    advice: 'Let a person take one of the ways, or end in another step.',
  },
  E16: {
    severity: 'error',
    finds: 'a change that leaves tickets in no step, or that closes or opens them without a reason',
    advice: 'Map the step in the plan, and give the reason there.',
  },
  E17: {
    severity: 'error',
    finds: 'more steps, timers, transitions, conditions or text than there may be',
    advice:
      'Divide the workflow: at most 200 steps, 20 timers a step, 2000 transitions, 512 KiB, and conditions of 8 levels and 200 parts.',
  },
  E18: {
    severity: 'error',
    finds: 'several transitions out of one step that are marked `closesByDefault`',
    advice: 'Leave the mark to one of them.',
  },
  W01: {
    severity: 'warning',
    finds: 'a step that no transition leads to from the first one, nor out of another workflow',
    advice: 'Add a transition to it, or remove it when no tickets stand in it.',
  },
  W02: {
    severity: 'warning',
    finds: 'a condition that always holds',
    advice: 'Remove it, or say what was meant.',
  },
  W03: {
    severity: 'warning',
    finds: 'two transitions of one step with the same name',
    advice: 'Name them so that people can tell the buttons apart.',
  },
  W04: {
    severity: 'warning',
    finds: 'a word that no role holds; with `users` also: no active user',
    advice: 'Give the word to a role, or the role to a user.',
    needs: 'roles',
  },
  W05: {
    severity: 'warning',
    finds: 'a word that only one active user holds',
    advice: 'Give it to a second one, before the first is on leave.',
    needs: 'users',
  },
  W06: {
    severity: 'warning',
    finds: 'a step that a role can bring tickets into but not out of',
    advice: 'Right where others take over; otherwise give the role a way out.',
    needs: 'roles',
  },
  W08: {
    severity: 'warning',
    finds: 'a transition that needs a responsible with a word that no role holds; with `users` also: no active user',
    advice: 'Give the word to a role, or the role to a user.',
    needs: 'roles',
  },
  W09: {
    severity: 'warning',
    finds: 'an area with a portal in which requesters can take no transition',
    advice: 'Mark with `requester: true` what requesters may do, such as closing.',
    needs: 'portal',
  },
  W10: {
    severity: 'warning',
    finds: 'a change that makes an input mandatory',
    advice: 'Tell whoever calls the API before you publish it.',
  },
  W11: {
    severity: 'warning',
    finds: 'a change after which people who could close tickets of a step no longer can',
    advice: 'Give them the words of the new ways, or move the tickets first.',
  },
  W12: {
    severity: 'warning',
    finds: 'a transition that is shown disabled, without a message that says why',
    advice: 'Write a `message`, or hide it with `whenBlocked: "hide"`.',
  },
} as const satisfies Readonly<Record<string, CheckEntry>>;

/** One of the closed table of what the checks of a workflow find. */
export type CheckCode = keyof typeof checkCodes;
