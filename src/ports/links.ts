/** Makes the absolute address of a ticket's page in the host: for agents or in the portal. MUST be http or https. */
export type Links = (ticket: string, side: 'agent' | 'portal') => string;
