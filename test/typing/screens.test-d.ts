import { expectTypeOf, test } from 'vitest';
import type { Desk } from '../../src/desk.ts';
import type { TicketOf } from '../../src/engine/inference.ts';
import type { OfferedTransition } from '../../src/workflow/available-transitions.ts';
import type { caretaker, helpdesk } from '../rules/helpdesk.ts';

type Areas = typeof helpdesk | typeof caretaker;
declare const desk: Desk<Areas>;
declare const unknown: boolean;
const ada = desk.as({ user: 'ada' });

test('a list gives tickets, and what it was asked for beside them', async () => {
  const [plain] = (await ada.tickets.list({ limit: 1, sort: { by: 'fields.severity' } })).items;
  expectTypeOf(plain).toEqualTypeOf<TicketOf<Areas> | undefined>();
  // @ts-expect-error nobody asked for them
  plain?.transitions;
  const [offered] = (await ada.tickets.list({ transitions: true })).items;
  expectTypeOf(offered?.transitions).toEqualTypeOf<readonly OfferedTransition[] | undefined>();
  expectTypeOf(offered?.description).toEqualTypeOf<string | undefined>();
  // It is a ticket, so it narrows to its workflow.
  if (offered?.workflow === 'incident') await ada.tickets.transition(offered, 'start');
  // @ts-expect-error the comment is mandatory
  if (offered?.workflow === 'incident') await ada.tickets.transition(offered, 'close');
  const [brief] = (await ada.tickets.list({ descriptions: false, transitions: true })).items;
  expectTypeOf(brief?.transitions).toEqualTypeOf<readonly OfferedTransition[] | undefined>();
  // @ts-expect-error it was left out
  brief?.description;
  const [bare] = (await ada.tickets.list({ descriptions: false, transitions: false })).items;
  // @ts-expect-error nobody asked for them
  bare?.transitions;
  expectTypeOf((await ada.tickets.list()).items).toEqualTypeOf<readonly TicketOf<Areas>[]>();
});

test('what is known at run time only may be there or not', async () => {
  const [ticket] = (await ada.tickets.list({ transitions: unknown, descriptions: unknown })).items;
  if (ticket === undefined) return;
  // @ts-expect-error it may have been left out
  ticket.description;
  if ('description' in ticket) expectTypeOf(ticket.description).toEqualTypeOf<string>();
  if ('transitions' in ticket) expectTypeOf(ticket.transitions).toEqualTypeOf<readonly OfferedTransition[]>();
});

test('a list is asked with known words only', async () => {
  await ada.tickets.list({
    // @ts-expect-error there is no such part
    actions: true,
  });
  await ada.tickets.list({
    transitions: true,
    // @ts-expect-error no area has this field
    sort: { by: 'fields.colour' },
  });
  await ada.tickets.list({
    // @ts-expect-error true or false
    transitions: 'all',
  });
});

test('the tickets of a contact or project come as any list was asked to show them', async () => {
  const [ofContact] = (await ada.activities.byContact('acme', { transitions: true, descriptions: false })).items;
  expectTypeOf(ofContact?.ticket.transitions).toEqualTypeOf<readonly OfferedTransition[] | undefined>();
  // @ts-expect-error it was left out
  ofContact?.ticket.description;
  const [ofProject] = (await ada.activities.byProject('move')).items;
  expectTypeOf(ofProject?.ticket).toEqualTypeOf<TicketOf<Areas> | undefined>();
});

test('an opened ticket is a ticket of the configuration, with everything read-only', async () => {
  const opened = await ada.tickets.open('id');
  expectTypeOf(opened.ticket).toEqualTypeOf<TicketOf<Areas>>();
  expectTypeOf(opened.steps[0]?.state).toEqualTypeOf<'current' | 'next' | 'visited' | 'other' | undefined>();
  if (opened.ticket.workflow === 'caretaker') await ada.tickets.setStatus(opened.ticket, 'busy');
  // @ts-expect-error what was read is not changed
  opened.ticket.can.edit = true;
  // @ts-expect-error what was read is not changed
  opened.drafts.push();
});
