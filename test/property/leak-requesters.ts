/** Who asks; what is of one contact is foreign to the other. */
export const requesters = {
  bob: { contact: 'acme', person: 'bob' },
  ben: { contact: 'acme', person: 'ben' },
  eve: { contact: 'globex', person: 'eve' },
} as const;
export type RequesterName = keyof typeof requesters;
export const addressOf = (name: RequesterName): string => `${name}@${requesters[name].contact}.example`;
