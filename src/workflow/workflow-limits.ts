/** How large a workflow may be; `bytes` is that of its JSON in UTF-8, `timers` are those of one step. */
export const workflowLimits = { steps: 200, transitions: 2000, timers: 20, bytes: 512 * 1024 } as const;
