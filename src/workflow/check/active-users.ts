import { ownRole } from './takers.ts';

/** The active users who have one of the roles. What everybody holds on his own tickets, everybody has. */
export const activeUsers = (
  users: Readonly<Record<string, readonly string[]>>,
  roles: readonly string[],
): readonly string[] => {
  const everybody = roles.includes(ownRole);
  return Object.keys(users).filter((user) => everybody || users[user]?.some((role) => roles.includes(role)));
};
