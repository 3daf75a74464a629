import { createHttpHandler, type HttpHandlerOptions, type Identity } from '../../adapters/http/index.ts';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { helpdesk, mail, printer } from '../rules/helpdesk.ts';

const origin = 'https://crm.example';

const identities: Readonly<Record<string, Identity>> = {
  ada: { user: 'ada' },
  grace: { user: 'grace' },
  eve: { user: 'eve' },
  elsewhere: { user: 'ada', tenant: 'globex' },
  bob: { contact: 'acme', person: 'bob' },
  mallory: { contact: 'globex' },
};

/** A request as a test writes it. */
export interface Asked {
  readonly as?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
  readonly json: any;
}

/**
 * A desk that is served: Ada and Grace may do everything, Eve is an agent who sees no ticket, Bob is of Acme, whose ticket it is,
 * Mallory of another company. The ticket has one of everything that has an id.
 */
export const openWorld = async (options: Partial<HttpHandlerOptions> = {}) => {
  const { id, settings, workflows } = helpdesk;
  const area = defineArea({
    ...settings,
    id,
    workflows: [...workflows],
    handOver: 'ask',
    portal: { notify: ['ada'], defaultResponsible: 'ada' },
    documents: {},
  });
  const words = ['config.admin', 'outbox.manage', 'text_blocks.manage', 'person.erase'];
  const kit = await createTestDesk({
    areas: [area],
    roles: { lead: { '*': ['*'] }, outsider: {} },
    desk: { lead: words },
    parser: createMimeParser(),
  });
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  kit.people.addContact({ id: 'globex', name: 'Globex' });
  kit.people.addPerson({ id: 'bob', name: 'Bob Baker', email: 'bob@acme.example', contacts: ['acme'] });
  const ada = kit.agent('Ada', 'lead');
  kit.agent('Grace', 'lead');
  kit.agent('Eve', 'outsider');
  const { ticket } = await ada.tickets.create({
    workflow: 'incident',
    from: { mail: kit.mailbox.put(mail()) },
    requester: { contact: 'acme', person: 'bob', name: 'Bob', email: 'bob@acme.example' },
  });
  await ada.tickets.transition(ticket.id, 'start');
  const { action } = await ada.actions.add(ticket, { visibility: 'internal', description: 'A secret note' });
  const { document } = await ada.documents.add(ticket, { name: 'a.txt', content: new TextEncoder().encode('hello') });
  const { timer } = await ada.timers.start(ticket);
  const { drafts } = await ada.tickets.draftInterim(ticket);
  const { activity } = await ada.activities.create(ticket, { type: 'task', subject: 'Call' });
  const block = await ada.textBlocks.save({ name: 'Mine', text: 'Yours' });
  const { questions } = await ada.tickets.update(ticket, { responsible: 'grace' });
  const [source] = await ada.tickets.mails(ticket);
  const ids: Readonly<Record<string, string>> = {
    ticket: ticket.id,
    number: ticket.number,
    action: action.id,
    document: document.id,
    timer: timer.id,
    mail: drafts[0]?.id ?? '',
    source: source?.id ?? '',
    question: questions[0]?.id ?? '',
    textBlock: block.id,
    type: 'task',
    id: activity.id,
    mailbox: 'support',
    transition: 'wait',
    status: 'closed',
    area: 'helpdesk',
    workflow: 'incident',
    contact: 'acme',
    project: 'roof',
    person: 'bob',
  };
  const handler = createHttpHandler({
    desk: kit.desk,
    authenticate: (request) => identities[request.headers.get('x-as') ?? ''] ?? null,
    clock: kit.clock,
    ...options,
  });
  const send = async (
    method: string,
    path: string,
    { as = 'ada', body, headers = {} }: Asked = {},
  ): Promise<Answered> => {
    const isBytes = typeof body === 'string' || body instanceof FormData;
    const response = await handler(
      new Request(`${origin}/ticketwerk${path}`, {
        method,
        headers: {
          'x-as': as,
          ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isBytes ? (body as BodyInit) : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
  return { ...kit, ada, ids, ticket: ticket.id, handler, send, printer };
};

export type World = Awaited<ReturnType<typeof openWorld>>;
