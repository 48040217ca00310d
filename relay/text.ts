import type { ReferenceMode } from '../contract/hiapi/relay/relay-task.ts'

/** Everything that the relay says to people. */

export const orderText = {
  notJson: 'The body is not valid JSON.',
  callback: 'This relay receives HiAPI’s callbacks itself: empty the Callback URL in Settings.',
  persistent: 'This relay does not order persistent storage: HiAPI bills it.',
  invalid: (field: string) =>
    field === '' ? 'The body is not an order.' : `The order’s field ${field} is unknown or wrong.`,
  model: (names: readonly string[]) => `The model must be one of: ${names.join(', ')}.`,
  prompt: (longest: number) => `The prompt must have 1 to ${longest} characters.`,
  references: (most: number) => `An order needs 1 to ${most} references.`,
  cell: (ratio: string, resolution: string) => `${ratio} does not exist at ${resolution}.`,
  background: 'A background can be chosen at 1K only.',
  reference: (index: number) =>
    `Reference ${index + 1} is no PNG, JPEG or WebP, nor an https address.`,
}

export const replyText = {
  token: 'The relay does not know this token. Ask its owner for a new one.',
  host: 'The relay does not go by this name. Its owner can allow it with RELAY_MEMBER_URLS.',
  notFound: 'There is nothing at this address.',
  gone: 'What was at this address is no longer here.',
  pictureGone: 'This picture is gone from the relay, and HiAPI no longer has it.',
  signature: 'The signature of this callback is wrong.',
  taskUnknown: 'The relay has no such task of yours.',
  mediaType: 'The body must be JSON.',
  key: 'The Idempotency-Key must have 1 to 255 characters.',
  mismatch: 'This Idempotency-Key was used for another order.',
  referenceUnknown: 'A reference is not here, or no longer. Upload it again.',
  tooLarge: (bytes: number) => `The body is larger than ${Math.round(bytes / 1_000_000)} MB.`,
  noPicture: 'The bytes are no PNG, JPEG or WebP, or not what the header says.',
  budget: (budget: string, spent: string, reserved: string) =>
    `This order would exceed your budget of ${budget} this month: ${spent} spent, ${reserved} for pictures under way.`,
  teamBudget: (budget: string) =>
    `This order would exceed the team’s budget of ${budget} this month.`,
  balance: 'HiAPI’s credit is used up. The relay continues when it is topped up.',
  noKey: 'HiAPI refuses the relay’s key. Its owner has to replace it.',
  queueFull: 'The relay’s queue is full. Try again in a moment.',
  tooMany: 'Too many requests. Try again in a moment.',
  alreadySent: 'The task was sent to HiAPI already, which has no way to cancel it.',
  database: 'The relay’s database does not answer. Try again in a moment.',
  objects: 'The relay can’t reach its pictures at the moment. Nothing was ordered.',
  closing: 'The relay is closing. Nothing was ordered.',
  internal: 'The relay made a mistake. Its log has the details.',
  silent: 'The rest of the request did not arrive in time.',
  slow: 'The relay is busy with other uploads. Try again in a moment.',
}

export const failureText = {
  stopped: 'Stopped before it was sent: nothing was paid.',
  unsure: 'Nobody knows whether HiAPI took this order. It may have been charged.',
  refused: 'HiAPI refused the order.',
  lost: 'HiAPI does not know this task.',
  noOutput: 'HiAPI says that it succeeded, but its picture can’t be fetched.',
  pictureGone: 'The relay no longer has the prompt, or a reference, of this order.',
}

const modes: Readonly<Record<ReferenceMode, string>> = {
  relay: 'References are fetched from this relay',
  bucket: 'References are fetched from the bucket',
  inline: 'References are sent within the request',
}

export const reachText = {
  /** How HiAPI and the relay reach each other. */
  sentence: (mode: ReferenceMode, news: string) => `${modes[mode]}, ${news}.`,
  polled: 'and HiAPI is asked for results',
  assumed: 'and HiAPI’s callbacks are expected',
  confirmed: (seconds: number) => `and HiAPI reaches it: the last time ${ago(seconds)} ago`,
  doubted: (address: string) => `but HiAPI’s callbacks don’t arrive at ${address}`,
  misSigned: 'but HiAPI’s callbacks are not signed with RELAY_WEBHOOK_KEY',
  unreachable: (address: string) => `${address} does not lead to this relay.`,
}

export const settingsText = {
  number: (name: string) => `${name} must be a whole number, 0 or more.`,
  positive: (name: string) => `${name} must be a whole number above 0.`,
  budget: 'RELAY_TEAM_BUDGET must be in dollars, such as 100 or 99.50.',
  address: (name: string) => `${name} must be an http or https address.`,
  hiapiKey: 'HIAPI_KEY has a character that no key has. Paste the key again.',
  hiapi: 'HIAPI_ADDRESS must be an https address: the key is sent there.',
  publicAddress: 'RELAY_PUBLIC_URL must be an https address without a path.',
  database: 'RELAY_DATABASE must begin with file: or postgres://.',
  objects: 'RELAY_OBJECTS must begin with folder: or s3://.',
  bucketKeys: 'A bucket needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  listen: 'RELAY_LISTEN must be host:port, such as 127.0.0.1:8790.',
  secret: 'RELAY_SECRET must be at least 32 characters.',
  webhookKey: 'RELAY_WEBHOOK_KEY must have 16 to 256 characters.',
  outputHost: (text: string) => `RELAY_OUTPUT_HOSTS names "${text}", which is no host.`,
}

export const startText = {
  otherSecret: 'The database belongs to relays with another secret. Set their RELAY_SECRET.',
  otherObjects:
    'These relays don’t share their objects. Set the same RELAY_OBJECTS for all. If they are lost, run "npm run relay -- objects lost".',
  objectsLost:
    'All pictures are gone: they are fetched and uploaded again as far as that is possible.',
  moved: (engine: string) =>
    `This database was moved to another one (${engine}). Set RELAY_DATABASE to that one.`,
  noKey: 'There is no HiAPI key: set HIAPI_KEY, or run "npm run relay -- key".',
  database: (why: string) => `The database can’t be used: ${why}`,
  taken: (port: number) =>
    `Port ${port} is taken. Set RELAY_LISTEN to another one, such as 127.0.0.1:${port + 1}.`,
  listening: (address: string) => `Relay: ${address}`,
  closing: 'The relay closes. Pictures under way go on when it starts again.',
  tokenFile: (file: string) => `The owner’s token is in ${file}.`,
}

/** The screen at the start of a relay on a terminal. */
export const screenText = {
  running: 'The relay runs.',
  address: (address: string) => `  Address   ${address}`,
  token: (token: string) => `  Token     ${token}`,
  settings: 'Enter both in Restage’s Settings: the address as API address, the token as API key.',
  once: 'The token is shown only this once. "npm run relay -- members rotate owner" makes a new one.',
  members: 'Each member gets a token: npm run relay -- members add ann --budget 20',
  stop: 'Ctrl+C stops the relay.',
}

/** A length of time, in words. */
function ago(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3_600)} h`
}

export const cliText = {
  usage: [
    'npm run relay                                   starts the relay',
    'npm run relay -- key                            stores the HiAPI key',
    'npm run relay -- members add ann --budget 20    adds a member; also list, rotate, revoke, budget',
    'npm run relay -- spend --month 2026-11          what was spent',
    'npm run relay -- audit --member ann --csv       what happened',
    'npm run relay -- tasks --state running          what is under way',
    'npm run relay -- check                          database, objects, reach',
    'npm run relay -- backup FILE                    a copy of the database',
    'npm run relay -- objects lost                   goes on with an empty store of pictures',
    'npm run relay -- move --database postgres://… --objects s3://…   copies everything',
  ].join('\n'),
  memberId: 'A member’s id has 1 to 32 small letters, digits and hyphens.',
  taken: (id: string) => `There is a member ${id} already.`,
  unknown: (id: string) => `There is no member ${id}.`,
  option: (name: string) => `This command has no option --${name}.`,
  token: (id: string, token: string) => `Token of ${id}, shown only once: ${token}`,
  revoked: 'revoked',
  isRevoked: (id: string, stopped: number) =>
    stopped === 0
      ? `${id} has no access from now on.`
      : `${id} has no access from now on. Orders that were not sent and cost nothing: ${stopped}.`,
  budget: (id: string, budget: string) => `Budget of ${id}: ${budget} a month.`,
  noBudget: 'no limit',
  money: 'A budget is in dollars, such as 20 or 12.50, or "none".',
  month: 'A month is written as 2026-11.',
  noMembers: 'There are no members yet: the first start makes the owner.',
  noTasks: 'There are no such tasks.',
  states: (states: readonly string[]) => `A state is one of ${states.join(', ')}.`,
  noEntries: 'Nothing has happened yet.',
  auditHead: ['time', 'member', 'by', 'what', 'task', 'detail'],
  nothingSpent: (month: string) => `Nothing was spent in ${month}.`,
  spend: (member: string, spent: string, reserved: string, tasks: number) =>
    `${member === '*' ? 'all' : member}\t$${spent} spent\t$${reserved} for pictures under way\t${tasks === 1 ? '1 task' : `${tasks} tasks`}`,
  objectsTaken: 'The relays of this database go on with this store. Start them now.',
  objectsThere: 'This store is the one that this database knows: nothing was changed.',
  pgDump: 'PostgreSQL has its own tool for this: pg_dump.',
  backup: (file: string) => `The database is in ${file}. Pictures and the secret are not in it.`,
  backupExists: (file: string) => `${file} is there already. Name another file.`,
  moveWhere:
    'Name another database: move --database postgres://…, with --objects s3://… if wanted.',
  moved: (counts: Readonly<Record<string, number>>) =>
    [
      `Copied and compared: members ${counts['member'] ?? 0}, tasks ${counts['task'] ?? 0},`,
      `audit entries ${counts['audit'] ?? 0}, pictures ${counts['objects'] ?? 0}.`,
      `Pictures that were missing before: ${counts['missing'] ?? 0}.`,
      'The old database starts no relay from now on.',
    ].join(' '),
  askKey: 'Paste your HiAPI key and press Enter. It is not shown.',
  noKey: 'No key was given.',
  badKey: 'This has a character that no key has. Paste the key again.',
  keyKept: (file: string) => `The key is in ${file}, which only you can read.`,
  startAgain: 'A relay takes it at its next start, unless HIAPI_KEY is set.',
}

/** A sentence for each result of `check`. */
export const checkText = {
  database: {
    sqlite: 'The database works: a file of SQLite.',
    postgres: 'The database works: PostgreSQL.',
  },
  objects: 'Pictures can be stored and read.',
  objectsFail: (why: string) => `Pictures can’t be stored: ${why}`,
  key: 'HiAPI takes the key.',
  keyRefused: 'HiAPI refuses the key: set another HIAPI_KEY, or run "npm run relay -- key".',
  hiapi: (kind: string) =>
    `HiAPI could not be asked (${kind}). Check the network, and HIAPI_ADDRESS if it is set.`,
  leadsHere: (address: string) => `${address} leads to this relay.`,
  leadsNot: (address: string) => `${address} does not lead to this relay, or it does not run.`,
  secretCopy: (file: string) =>
    `Keep a copy of ${file}: if it is lost with the database, pictures may be paid twice.`,
}
