/** Asynchronous calls never take effect before the plugin has gone on, however quick they are. */
export const later = (): Promise<void> => Promise.resolve()
