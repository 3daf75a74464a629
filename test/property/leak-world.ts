import { createMemoryStore } from '../../adapters/memory/index.ts';
import { createMimeParser } from '../../adapters/mime/index.ts';
import type { Store } from '../../src/ports/store.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import type { ActivityRef } from '../../src/ticket/activity-link.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { leakAct, nothingMade, one, type Worker } from './leak-act.ts';
import { desk, inner, own } from './leak-areas.ts';
import { type RequesterName, requesters } from './leak-requesters.ts';
import { isInside, type LeakStep } from './leak-step.ts';

/** A store that lets something happen between what a command reads and what it writes. */
const meddledWith = (store: Store) => {
  const before: (() => Promise<unknown>)[] = [];
  let meddling = false;
  const commit: Store['commit'] = async (batch) => {
    if (!meddling) {
      meddling = true;
      await before
        .shift()?.()
        .catch(() => {});
      meddling = false;
    }
    return store.commit(batch);
  };
  return { store: { ...store, commit }, before };
};

/** A desk on which everything that is internal is a canary. */
export const openLeakWorld = async () => {
  const { store, before } = meddledWith(createMemoryStore());
  const kit = await createTestDesk({
    areas: [desk, own, inner],
    roles: { lead: { '*': ['*'] }, reader: { '*': ['ticket.read'] } },
    desk: { lead: ['config.admin', 'text_blocks.manage', 'outbox.manage'] },
    portals: false,
    parser: createMimeParser(),
    store,
    options: {
      undoSeconds: 120,
      links: (ticket, side) =>
        side === 'agent' ? `https://CANARY-link/${ticket}` : `https://portal.example/${ticket}`,
      rates: { rates: (requests) => requests.map(() => ({ currency: 'EUR', perHour: 4242 })) },
    },
  });
  const [ada, grace] = ['CANARY-Ada', 'CANARY-Grace'].map((name) => kit.agent(name, 'lead')) as [Worker, Worker];
  const mallory = kit.agent('CANARY-Mallory', 'reader');
  kit.people.addUser({ id: 'canary-dispatch', name: 'CANARY-Dispatch', email: 'canary-dispatch@desk.example' });
  for (const id of ['acme', 'globex']) kit.people.addContact({ id, name: `CANARY-contact ${id}` });
  for (const id of Object.keys(requesters) as RequesterName[]) {
    const { contact } = requesters[id];
    kit.people.addPerson({ id, name: `CANARY-person ${id}`, email: `canary@${contact}.example`, contacts: [contact] });
  }
  kit.people.addProject({ id: 'CANARY-project', name: 'CANARY-project' });

  const made = nothingMade();

  const keep = (step: LeakStep, answer: unknown): void => {
    const { ticket, action, document, timer, activity, drafts, questions, textBlock } = (answer ?? {}) as Made;
    const { what } = step;
    if (['open', 'create', 'fromMail'].includes(what) && ticket) made.tickets.push(ticket.id);
    if (what === 'cleanNote' && action) made.clean.push(action.id);
    if ((what === 'answer' || what === 'answerInterim') && action) made.answers.push(action.id);
    if ((what === 'note' || what === 'keyed') && action) made.notes.push(action.id);
    if (what === 'cleanFile' && document) made.files.push(document.id);
    if (what === 'file' && document) made.secrets.push(document.id);
    if (what === 'startTimer' && timer) made.timers.push(timer.id);
    if (what === 'activity' && activity) made.activities.push(activity);
    if (what === 'textBlock' && textBlock) made.blocks.push(textBlock.id);
    made.mails.push(...(drafts ?? []).map(({ id }) => id));
    made.questions.push(...(questions ?? []).map(({ id }) => id));
    if (what === 'draft') made.spoilt.add(one(made.mails, step.at));
  };

  return {
    ...kit,
    ada,
    made,
    /** Plays a step; what a requester hears of it, or null for what agents do. */
    play: async (step: LeakStep): Promise<unknown> => {
      const seconds = Math.ceil((kit.clock.now().getTime() + 1) / 1000) * 1000;
      kit.clock.set(new Date(seconds + (isInside(step) ? 777 : 0)));
      if (step.what === 'deliver' || step.what === 'bookTimers') kit.clock.advance({ minutes: 3 });
      const answer = await leakAct(step, { kit, ada, grace, mallory, made, before }).catch(refusedAs);
      before.length = 0;
      if (!(typeof answer === 'object' && answer !== null && 'code' in answer)) keep(step, answer);
      return ['open', 'reply', 'replyMeanwhile', 'upload', 'withdraw', 'withdrawMeanwhile'].includes(step.what)
        ? answer
        : null;
    },
  };
};
export type LeakWorld = Awaited<ReturnType<typeof openLeakWorld>>;

type Id = { readonly id: string };
interface Made {
  readonly ticket?: Id;
  readonly action?: Id | null;
  readonly document?: Id;
  readonly timer?: Id;
  readonly activity?: ActivityRef;
  readonly textBlock?: Id;
  readonly drafts?: readonly Id[];
  readonly questions?: readonly Id[];
}

/** What is thrown to a caller; anything but a refusal is a failure. */
export const refusedAs = (error: unknown): unknown => {
  if (!isRefused(error)) throw error;
  const { code, message, issues, data, stack } = error;
  return { code, message, issues, data, text: String(error), stack: stack?.split('\n')[0] };
};
