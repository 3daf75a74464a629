import type { AreaId } from './areas.ts';

/** The same for the first try and for its repetition. */
export const ticketInput = (area: AreaId, marker: string) => ({
  area,
  subject: marker,
  description: 'Smoke on the second floor.',
  requester: { name: 'Bob Baker', email: 'bob@acme.example' },
});

export const actionInput = (marker: string) => ({
  visibility: 'internal' as const,
  description: marker,
  timeSpent: 25,
});
