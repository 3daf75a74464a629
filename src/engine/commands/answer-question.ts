import { z } from 'zod';
import { decideAnswer } from '../../notifications/decide-answer.ts';
import { accept, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import { toInstant } from '../../ticket/instant.ts';
import { areaOf } from '../area-of.ts';
import type { Command } from '../command.ts';
import { idInput } from '../id-input.ts';

const answerInput = z.strictObject({
  question: idInput(),
  values: z.strictObject({ inform: z.array(idInput()).max(10) }),
});

/** Says whom to inform of a hand-over; only who was asked knows of the question. */
export const answerQuestionCommand: Command<z.output<typeof answerInput>> = {
  name: 'questions.answer',
  schema: answerInput,
  // The ticket's history only records the mails; who comes second is stopped by the question itself.
  repeats: true,
  gather: async () => accept(null),
  load: ({ question }) => ({ questions: [question] }),
  ticket: () => null,
  people: (_input, loaded, call) => ({
    users: loaded.questions.flatMap(({ question, ticket }) => [
      ...question.candidates.map(({ user }) => user),
      question.previous,
      ticket.responsible,
      ...[userOf(call.actor)].filter((id) => id !== null),
    ]),
  }),
  decide: ({ values }, { call, loaded, people, now, expectedVersion }) => {
    const [found] = loaded.questions;
    if (found === undefined || found.question.asker !== userOf(call.actor)) return refuseNotFound('question');
    const { question, ticket } = found;
    if (expectedVersion !== undefined && expectedVersion !== question.version) {
      return refuse('conflict', `The question is at version ${question.version}, not ${expectedVersion}.`, {
        data: { version: question.version },
      });
    }
    const area = areaOf(ticket, call);
    if (!area.ok) return area;
    const answered = decideAnswer(question, values.inform, toInstant(now));
    if (!answered.ok) return answered;
    const { after, inform } = answered.value;
    return accept({
      ticketId: ticket.id,
      before: ticket,
      area: area.value,
      people,
      events: [],
      handOver: { previous: question.previous, inform },
      questions: [{ before: question, after }],
      result: { answered: question.id },
    });
  },
};
