import { settingsText } from './text.ts'

/** The settings from the environment. Secrets may be in files instead: see `secrets.ts`. */
export interface Settings {
  readonly hiapiAddress: string
  /** Hosts, as origins, from which finished pictures are fetched. */
  readonly outputOrigins: readonly string[]
  readonly database: { readonly address: string; readonly listenAddress: string | null }
  readonly objects: ObjectsSetting
  /** The folder of everything that stays on this machine. */
  readonly data: string
  readonly listen: { readonly host: string; readonly port: number }
  /** The origin at which HiAPI reaches this relay; null if it can't. */
  readonly publicUrl: string | null
  /** Further origins by which members call this relay. */
  readonly memberUrls: readonly string[]
  readonly most: { readonly atOnce: number; readonly perMinute: number }
  /** Micro-dollars a month; null for none. */
  readonly teamBudget: number | null
  /** Milliseconds to wait for HiAPI's call before asking HiAPI. */
  readonly lookAfter: number
  readonly keepDays: number
  readonly promptDays: number
  /** The most bytes of one uploaded reference. */
  readonly referenceMax: number
  /** How many proxies in front of this relay are trusted to name the caller. */
  readonly proxies: number
  readonly countFailed: boolean
  readonly allowPersistent: boolean
  readonly hiapiKey: string | null
  readonly webhookKey: string | null
  readonly secret: string | null
}

export type ObjectsSetting =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 's3'
      /** The address of the bucket, with a prefix if there is one. */
      readonly address: string
      readonly region: string
      readonly accessKeyId: string
      readonly secretAccessKey: string
    }

/** Why a setting can't be used, in one sentence. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws {SettingsError} */
export function readSettings(environment: Environment): Settings {
  const text = (name: string) => {
    const value = environment[name]?.trim()
    return value === undefined || value === '' ? null : value
  }
  const number = (name: string, otherwise: number, isPositive = false) => {
    const value = text(name)
    if (value === null) return otherwise
    if (!/^\d{1,12}$/.test(value)) throw new SettingsError(settingsText.number(name))
    if (isPositive && Number(value) === 0) throw new SettingsError(settingsText.positive(name))
    return Number(value)
  }
  const data = text('RELAY_DATA') ?? 'relay-data'
  const budget = text('RELAY_TEAM_BUDGET')
  if (budget !== null && !/^\d+(\.\d{1,2})?$/.test(budget)) {
    throw new SettingsError(settingsText.budget)
  }
  const secret = text('RELAY_SECRET')
  if (secret !== null && secret.length < 32) throw new SettingsError(settingsText.secret)
  const hiapiKey = text('HIAPI_KEY')
  if (hiapiKey !== null && !isKey(hiapiKey)) throw new SettingsError(settingsText.hiapiKey)
  const webhookKey = text('RELAY_WEBHOOK_KEY')
  if (webhookKey !== null && (webhookKey.length < 16 || webhookKey.length > 256)) {
    throw new SettingsError(settingsText.webhookKey)
  }
  return {
    hiapiAddress: hiapiAddress(text('HIAPI_ADDRESS') ?? 'https://api.hiapi.ai'),
    outputOrigins: listOf(text('RELAY_OUTPUT_HOSTS') ?? 'cdn.hiapi.ai').map(outputOrigin),
    database: {
      address: databaseAddress(text('RELAY_DATABASE') ?? `file:${data}/relay.db`),
      listenAddress: text('RELAY_LISTEN_DATABASE'),
    },
    objects: objectsSetting(text('RELAY_OBJECTS') ?? `folder:${data}/objects`, environment),
    data,
    listen: listenAddress(text('RELAY_LISTEN') ?? '127.0.0.1:8790'),
    publicUrl: publicOrigin(text('RELAY_PUBLIC_URL')),
    memberUrls: listOf(text('RELAY_MEMBER_URLS') ?? '').map(
      (each) => new URL(httpAddress('RELAY_MEMBER_URLS', each)).origin,
    ),
    most: {
      atOnce: number('RELAY_AT_ONCE', 10, true),
      perMinute: Math.max(1, Math.floor((number('RELAY_PER_MINUTE', 60, true) * 56) / 60)),
    },
    teamBudget: budget === null ? null : Math.round(Number(budget) * 1_000_000),
    lookAfter: number('RELAY_LOOK_AFTER', 180, true) * 1_000,
    keepDays: number('RELAY_KEEP_DAYS', 14, true),
    promptDays: number('RELAY_PROMPT_DAYS', 1),
    referenceMax: number('RELAY_REFERENCE_MAX', 20_000_000, true),
    proxies: number('RELAY_PROXIES', 0),
    countFailed: number('RELAY_COUNT_FAILED', 0) > 0,
    allowPersistent: number('RELAY_ALLOW_PERSISTENT', 0) > 0,
    hiapiKey,
    webhookKey,
    secret,
  }
}

function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((each) => each !== '')
}

function httpAddress(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new SettingsError(settingsText.address(name))
  }
  return url.href
}

function hiapiAddress(text: string): string {
  const url = new URL(httpAddress('HIAPI_ADDRESS', text))
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
    throw new SettingsError(settingsText.hiapi)
  }
  return url.href
}

/** Other protocols than https are allowed only on this machine, where the HiAPI of tests runs. */
function outputOrigin(text: string): string {
  const whole = text.includes('://') ? text : `https://${text}`
  const url = URL.canParse(whole) ? new URL(whole) : null
  if (url === null || (url.protocol !== 'https:' && !isLoopback(url.hostname))) {
    throw new SettingsError(settingsText.outputHost(text))
  }
  return url.origin
}

function publicOrigin(text: string | null): string | null {
  if (text === null) return null
  const url = URL.canParse(text) ? new URL(text) : null
  const isFit = url !== null && (url.protocol === 'https:' || isLoopback(url.hostname))
  if (!isFit || url.pathname !== '/' || url.search !== '') {
    throw new SettingsError(settingsText.publicAddress)
  }
  return url.origin
}

/** Whether a key can be sent at all. With a character more, invisible or typographic, no order would leave. */
export function isKey(text: string): boolean {
  return /^[!-~]+$/.test(text)
}

export function isLoopback(host: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(host)
}

function databaseAddress(text: string): string {
  if (/^(file:.|postgres(ql)?:\/\/)/.test(text)) return text
  throw new SettingsError(settingsText.database)
}

function listenAddress(text: string): Settings['listen'] {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? []
  if (host === undefined || Number(port) > 65_535) throw new SettingsError(settingsText.listen)
  // An IPv6 address is in brackets only if a port follows.
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) }
}

/** `folder:path`, or `s3://bucket/prefix?region=…&endpoint=…`, whose keys are in AWS's own variables. */
function objectsSetting(text: string, environment: Environment): ObjectsSetting {
  if (text.startsWith('folder:')) return { kind: 'folder', path: text.slice('folder:'.length) }
  const url = text.startsWith('s3://') && URL.canParse(text) ? new URL(text) : null
  if (url === null || url.hostname === '') throw new SettingsError(settingsText.objects)
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'] ?? ''
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'] ?? ''
  if (accessKeyId === '' || secretAccessKey === '') {
    throw new SettingsError(settingsText.bucketKeys)
  }
  const region = url.searchParams.get('region') ?? environment['AWS_REGION'] ?? 'us-east-1'
  const endpoint = url.searchParams.get('endpoint')
  const bucket = url.hostname
  const base =
    endpoint === null
      ? `https://${bucket}.s3.${region}.amazonaws.com`
      : `${httpAddress('RELAY_OBJECTS', endpoint).replace(/\/+$/, '')}/${bucket}`
  return {
    kind: 's3',
    address: base + url.pathname.replace(/\/+$/, ''),
    region,
    accessKeyId,
    secretAccessKey,
  }
}
