import type { FieldValue } from '../ticket/ticket-row.ts';
import type { ReplyValue } from './mail-rule.ts';
import type { RuleTrace } from './rule-trace.ts';

type Fields = Readonly<Record<string, FieldValue>>;

/** What the mail rules want, all together: of effects of which there can be one the last wins. */
export interface RuleOutcome {
  /** Pay no attention to the mail; which rule said so, and why. */
  readonly drop: { readonly rule: string; readonly reason: string } | null;
  /** To which tickets to attach it; `checked`: the sender has to take part. */
  readonly attachments: readonly {
    readonly rule: string;
    readonly to: 'matched' | { readonly ticket: string };
    readonly checked: boolean;
  }[];
  /** The rule that moves the mail: it leaves its folder once it is attached. */
  readonly move: string | null;
  /** A ticket to make if the mail belongs to none; `named`: the rule asks what kind of mail it is. */
  readonly create: { readonly rule: string; readonly area: string; readonly named: boolean } | null;
  /** Fields of a ticket that is made of the mail, and of the one to which it is attached. */
  readonly fields: { readonly create: Fields; readonly followUp: Fields };
  readonly responsible: string | null;
  /** The match does not count. */
  readonly detached: boolean;
  readonly visibility: 'internal' | 'external' | null;
  readonly reopen: boolean | null;
  readonly reply: ReplyValue | null;
  readonly forwards: readonly {
    readonly rule: string;
    readonly to: readonly string[];
    readonly as: 'attachment' | 'inline';
  }[];
  /** What every rule did and why, in the order in which they were asked. */
  readonly trace: readonly RuleTrace[];
}

/** No rule wants anything. */
export const noOutcome: RuleOutcome = {
  drop: null,
  attachments: [],
  move: null,
  create: null,
  fields: { create: {}, followUp: {} },
  responsible: null,
  detached: false,
  visibility: null,
  reopen: null,
  reply: null,
  forwards: [],
  trace: [],
};
