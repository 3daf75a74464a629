import { z } from 'zod';
import { portalArea } from '../portal/portal-area.ts';
import { requesterDocument } from '../portal/requester-document.ts';
import { type RequesterActor, type RequesterTicket, requesterTicket } from '../portal/requester-ticket.ts';
import { parseInput } from '../refusal/parse-input.ts';
import { accept, type Decided, refuseNotFound } from '../refusal/refusal.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import { isPlainId } from '../text/plain-id.ts';
import { standingOf } from '../workflow/versions/standing.ts';
import { wholeAnswer } from './answer.ts';
import type { Call } from './call.ts';
import type { Command } from './command.ts';
import { portalAreas, portalCreateCommand } from './commands/portal-create.ts';
import { portalReplyCommand } from './commands/portal-reply.ts';
import { portalUploadCommand, portalUploadsCommand } from './commands/portal-upload.ts';
import { closeCommand } from './commands/transition.ts';
import { idInput } from './id-input.ts';
import { openCall } from './open-call.ts';
import type { PortalSurface } from './portal.ts';
import { openDocument } from './queries/documents.ts';
import { listRequesterTickets } from './queries/list-requester-tickets.ts';
import { requesterCan } from './requester-can.ts';
import { runCommand } from './run-command.ts';
import type { Scope } from './scope.ts';
import { sees } from './sees.ts';

const portalOptions = z.strictObject({ idempotencyKey: idInput().optional() });

/** The requester's surface, without the types that the configuration gives: `createDesk` adds them. */
export const requesterSurface = (scope: Scope, requester: RequesterActor): PortalSurface<never> => {
  const run = <Input, Gathered>(command: Command<Input, Gathered>, name: string, input: unknown, options: unknown) =>
    openCall(scope, requester, name, async (call) => {
      const allowed = parseInput(portalOptions, options ?? {});
      if (!allowed.ok) return allowed;
      const done = await runCommand(command, call, input, allowed.value, wholeAnswer);
      if (!done.ok) return done;
      const ticket = await find({ id: done.value.ticket.id }, call, requester);
      return ticket.ok ? accept(deepFreeze({ ticket: ticket.value })) : ticket;
    });
  const surface: PortalSurface<never> = {
    areas: () =>
      openCall(scope, requester, 'portal.areas', (call) => accept(deepFreeze(portalAreas(call).map(portalArea)))),
    create: (ticket, options) => run(portalCreateCommand, 'portal.create', ticket, options),
    list: (query) => openCall(scope, requester, 'portal.list', (call) => listRequesterTickets(query, call, requester)),
    get: (ticket) => openCall(scope, requester, 'portal.get', (call) => find({ id: ticket }, call, requester)),
    byNumber: (number) => openCall(scope, requester, 'portal.byNumber', (call) => find({ number }, call, requester)),
    reply: (ticket, reply, options) => run(portalReplyCommand, 'portal.reply', { ticket, values: reply }, options),
    documents: (ticket) =>
      openCall(scope, requester, 'portal.documents', async (call) => {
        const found = await find({ id: ticket }, call, requester);
        return found.ok ? accept(found.value.documents) : found;
      }),
    openDocument: (document) =>
      openCall(scope, requester, 'portal.openDocument', (call) => openDocument(document, call, requesterDocument)),
    upload: (ticket, files, options) =>
      Array.isArray(files)
        ? run(portalUploadsCommand, 'portal.upload', { ticket, values: files }, options)
        : run(portalUploadCommand, 'portal.upload', { ticket, values: files }, options),
    close: (ticket, options) => run(closeCommand, 'portal.close', { ticket, values: {} }, options),
  };
  return Object.freeze(surface);
};

const find = async (
  by: { readonly id: string } | { readonly number: string },
  call: Call,
  requester: RequesterActor,
): Promise<Decided<RequesterTicket>> => {
  if (!isPlainId('id' in by ? by.id : by.number)) return refuseNotFound('ticket');
  const { tickets } = await call.store.load({
    tenant: call.context.tenant,
    tickets: {
      ...('id' in by ? { ids: [by.id] } : { numbers: [by.number.trim()] }),
      details: ['actions', 'documents'],
    },
  });
  const [found] = tickets;
  const configured = found === undefined ? undefined : call.engine.configuration.areas.get(found.row.area);
  if (found === undefined || configured === undefined || !sees(call, found.row)) return refuseNotFound('ticket');
  const { ticket, area } = standingOf(found.row, configured);
  return accept(
    deepFreeze(
      requesterTicket(ticket, found.details, area, requesterCan(ticket, area, requester, call.engine.clock.now())),
    ),
  );
};
