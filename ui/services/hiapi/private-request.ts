/** For every request: no cookies, no address of the window, and no answer from the cache of the browser. */
export const privateRequest = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
} as const satisfies RequestInit
