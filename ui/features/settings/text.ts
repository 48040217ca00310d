import type { ConnectionVerdict } from '../../services/hiapi/test-connection.ts'

export const settingsLabels = {
  confirmAbove: 'Ask above (US dollars)',
  namePattern: 'Layer names',
  inSection: 'A section around each run',
} as const

export const settingsText = {
  welcome:
    'Restage makes pictures with HiAPI, using your own account. Paste an API key to begin; HiAPI charges for each picture.',
  keyIsKept:
    'The key is kept in Figma’s storage on this computer. It is not encrypted, and it is never written to the file.',
  leaves:
    'When you generate or swap, pictures of what is selected and your prompt go to the API address. Nothing goes anywhere else.',
  callbackHint: 'Optional. HiAPI announces finished tasks there.',
  saved: 'Settings saved.',
  forgotten: 'The key is forgotten.',
  notSaved: 'Figma could not keep the settings. Try again.',
  notTested: 'Something went wrong in Restage: test again.',
} as const

/** What a test of the connection found, and what to do next. */
export const connectionTexts: Readonly<Record<ConnectionVerdict, string>> = {
  works: 'The connection works, and HiAPI accepts the key: save, and generate.',
  unauthorised: 'HiAPI does not accept the API key: copy it again, whole.',
  forbidden:
    'The API key lacks the permission for tasks: give it that at HiAPI, or make a new key.',
  'out-of-balance': 'HiAPI accepts the key but says the balance is used up: top it up at HiAPI.',
  'rate-limited': 'HiAPI is asked too often just now: wait a minute, then test again.',
  offline: 'This computer is offline: connect to the internet, then test again.',
  cors: 'The server is there but lets no plugin read its answers (CORS): check the API address, or put a relay of your own in front of it.',
  'cors-create':
    'Tasks can be read, but the server does not let a plugin send what keeps a picture from being charged twice (CORS), so none can be made: report this to HiAPI, or put a relay of your own in front of it.',
  'allow-list':
    'Figma blocks the API address, which is not on the plugin’s allow-list: check it, or add its host to manifest.json.',
  unreachable: 'The API address can’t be reached: check it, and the connection.',
  unavailable: 'HiAPI is not available just now: wait a minute, then test again.',
  'timed-out': 'The server took too long to answer: check the API address, or test again later.',
  intercepted:
    'Something between you and HiAPI blocks this (a firewall, a proxy or a sign-in page): try another network, then test again.',
  redirected:
    'The API address leads to another one, and the key is not sent there: enter the address that it leads to.',
  malformed: 'What answers at the API address is not HiAPI: check the address.',
}

/** What is wrong with a field of the settings. */
export const settingProblems = {
  noKey: 'Paste your API key.',
  oddKey: 'A key has no spaces or special letters. Copy it again, whole.',
  address: 'The API address begins with https://, or with http://localhost for tests.',
  login:
    'The API address holds a user name or a password, and is no place for secrets. Leave it out.',
  callback: 'The callback URL begins with https://, or stays empty.',
  amount: 'Write an amount in US dollars, for example 2 or 2.50; 0 asks before every run.',
} as const
export type SettingProblem = keyof typeof settingProblems

export const confirmAboveHint =
  'Restage asks before a run that costs more. 0 asks before every run.'

/** What the pattern can hold, and what it makes of it. */
export function namePatternHint(example: string): string {
  return `Can hold {source}, {target}, {ratio}, {width}, {height}, {copy}. For example: ${example}`
}

/** Made up, to show what a name pattern does. */
export const exampleName = {
  source: 'Poster',
  target: 'Instagram story',
  ratio: '9:16',
  size: { width: 1080, height: 1920 },
  copy: 1,
} as const
