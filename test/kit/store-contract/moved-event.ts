import type { NewEvent } from '../../../src/ticket/ticket-event.ts';

/** An event whose payload holds nested objects, lists, null and a number. */
export const movedEvent = (seq: number): NewEvent => ({
  type: 'ticket.moved',
  data: {
    transition: 'start',
    transitionName: 'Störung "annehmen" ✓',
    from: place('new', 'new'),
    to: place(`doing-${seq}`, 'open'),
    comment: null,
    responsible: { from: 'ada', to: 'grace' },
    via: 'single',
  },
});

const place = (step: string, category: 'new' | 'open') => ({
  workflow: 'incident',
  workflowName: 'Störung',
  workflowVersion: 3,
  step,
  stepName: `Schritt ${step}`,
  publicLabel: `Stand ${step}`,
  category,
});
