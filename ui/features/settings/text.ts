import { fixedRelay } from '../../../contract/model/client-storage/settings.ts'
import { dollars, monthCostText } from '../../formats/money.ts'
import type { Resolution } from '../../../contract/model/target.ts'
import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import type { RelayVerdict } from '../../services/relay/test-relay.ts'
import type { ConnectionVerdict } from '../../services/hiapi/test-connection.ts'

export const settingsLabels = {
  apiKey: 'API key',
  apiKeyOrToken: 'API key or relay token',
  apiAddress: 'API address',
  callbackUrl: 'Callback URL',
  getKey: 'Get an API key',
  save: 'Save',
  forgetKey: 'Forget key',
  test: 'Test connection',
  testing: 'Testing…',
  advanced: 'Advanced',
  confirmAbove: 'Confirm runs over ($)',
  namePattern: 'Layer names',
  inSection: 'Wrap each run in a section',
  cancel: 'Cancel',
} as const

export const settingsText = {
  welcome:
    fixedRelay === null
      ? 'Paste an API key to make pictures with your own HiAPI account.'
      : 'Paste your relay token to make pictures.',
  privateAddress: 'Figma may block a private address. Use a public https name.',
  keyIsKept: 'Figma keeps the key on this computer, unencrypted, and never in the file.',
  leaves: 'Your prompt and pictures of what you select go to the API address, and nowhere else.',
  callbackHint: 'Optional. HiAPI reports finished pictures there.',
  confirmAboveHint: 'Restage asks before a run that costs more. 0 asks every time.',
  forget: 'Forget the key? Without it, unfinished pictures wait.',
  forgotten: 'Key removed.',
  notTested: 'Something went wrong in Restage. Test again.',
} as const

/** What a picture costs, before there is a key. */
export function pictureCostText(price: Readonly<Record<Resolution, number>>): string {
  return `A picture costs about ${dollars(price['1K'])} at 1K, ${dollars(price['2K'])} at 2K, ${dollars(price['4K'])} at 4K.`
}

/** "Relay · $4.11 of $20.00 this month · References are fetched from this relay, and HiAPI reaches it: the last time 12 s ago." */
export function relayText({ money, reach }: Pick<RelayInfo, 'money' | 'reach'>): string {
  const { spent, budget } = money
  const month =
    budget === null ? monthCostText(spent) : `${dollars(spent)} of ${dollars(budget)} this month`
  return ['Relay', month, reach.sentence].join(' · ')
}

/** What a test of the connection found, and what to do next. */
export const connectionTexts: Readonly<Record<ConnectionVerdict | RelayVerdict, string>> = {
  works: 'Connected. Save to continue.',
  unauthorised: 'HiAPI does not accept the API key. Paste the full key again.',
  forbidden: 'The API key may not make tasks. Allow it at HiAPI, or make a new key.',
  'out-of-balance': 'The API key works, but you are out of HiAPI credit. Top up at HiAPI.',
  'rate-limited': 'HiAPI gets too many requests just now. Wait a minute, then test again.',
  offline: 'This computer is offline. Connect to the internet, then test again.',
  cors: 'The server lets no plugin read its answers (CORS). Check the API address, or use a relay of your own.',
  'cors-create':
    'The server blocks what keeps a picture from being charged twice (CORS). Report this to HiAPI, or use a relay of your own.',
  'allow-list':
    'Figma blocks the API address. It is not on the plugin’s allow-list. Check it, or add its host to manifest.json.',
  unreachable: 'The API address can’t be reached. Check it, and the connection.',
  unavailable: 'HiAPI is not available just now. Wait a minute, then test again.',
  'timed-out': 'The server took too long to answer. Check the API address, or test again later.',
  intercepted:
    'A firewall, proxy or sign-in page blocks HiAPI. Try another network, then test again.',
  redirected:
    'The API address leads to another one, so the key was not sent. Enter the final address.',
  malformed: 'There is no HiAPI at the API address. Check it.',
  'relay-works': 'Connected to the relay. HiAPI’s callbacks reach it. Save to continue.',
  'relay-polls': 'Connected to the relay. HiAPI’s callbacks don’t reach it. Save to continue.',
  'relay-token': 'The relay does not know this token. Paste the full token again.',
  'relay-paused': 'The relay works, but HiAPI refuses its key or its balance. Tell its owner.',
}

/** The verdicts after which there is nothing left to do. */
export const worksFully: ReadonlySet<ConnectionVerdict | RelayVerdict> = new Set([
  'works',
  'relay-works',
  'relay-polls',
] as const)

/** What is wrong with a field of the settings. */
export const settingProblems = {
  noKey: 'Paste your API key.',
  oddKey: 'A key has no spaces or special letters. Paste the full key again.',
  address: 'Enter an address that begins with https://, or http://localhost for tests.',
  login: 'Remove the user name and the password from the address.',
  callback: 'Enter a URL that begins with https://, or leave it empty.',
  amount: 'Enter US dollars, for example 2.50. 0 asks every time.',
  noPattern: 'Enter a name, for example {source} · {target}.',
  oddToken: 'Use only {source}, {target}, {ratio}, {width}, {height} and {copy} in braces.',
} as const
export type SettingProblem = keyof typeof settingProblems

/** The tokens that the pattern can contain, and an example. */
export function namePatternHint(example: string): string {
  return `Use {source}, {target}, {ratio}, {width}, {height}, {copy}. For example: ${example}`
}

/** Made up, to show what a name pattern does. */
export const exampleName = {
  source: 'Poster',
  target: 'Instagram story',
  ratio: '9:16',
  size: { width: 1080, height: 1920 },
  copy: 1,
} as const
