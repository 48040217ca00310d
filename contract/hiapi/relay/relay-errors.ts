/** The relay's own error codes, by the HTTP status that comes with them. */
export const relayErrors = {
  /** The order names a callback: the relay receives HiAPI's callbacks itself. */
  RELAY_CALLBACK: 400,
  /** A `relay:sha256-…` that this member has not uploaded, or that has expired. */
  RELAY_REFERENCE_UNKNOWN: 400,
  /** The token is unknown or revoked. */
  RELAY_TOKEN: 401,
  /** The order would exceed the member's budget of the month. */
  RELAY_BUDGET: 402,
  RELAY_TEAM_BUDGET: 402,
  /** HiAPI's balance is used up. */
  RELAY_BALANCE: 402,
  /** A task can be stopped only before it is sent. */
  RELAY_ALREADY_SENT: 409,
  RELAY_TOO_LARGE: 413,
  /** The bytes are no PNG, JPEG or WebP, or not the one that the header names. */
  RELAY_NO_PICTURE: 415,
  /** The request's host name is none of the relay's. */
  RELAY_HOST: 421,
  RELAY_QUEUE_FULL: 429,
  RELAY_DATABASE: 503,
  RELAY_OBJECTS: 503,
  RELAY_CLOSING: 503,
  /** HiAPI refuses the relay's key. */
  RELAY_NO_KEY: 503,
} as const
export type RelayErrorCode = keyof typeof relayErrors

/** Why a task ended as `fail`, if the reason is the relay's and not HiAPI's. */
export type RelayFailure =
  /** HiAPI refused the order: nothing was charged. */
  | 'RELAY_REFUSED'
  /** It was stopped before it was sent: nothing was charged. */
  | 'RELAY_STOPPED'
  /** Nobody knows whether HiAPI has taken it: it may have been charged. */
  | 'RELAY_UNSURE'
  /** HiAPI does not know the task. */
  | 'RELAY_LOST'
  /** It succeeded without a picture that can be fetched. */
  | 'RELAY_NO_OUTPUT'
