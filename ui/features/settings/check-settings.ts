import { defaultSettings, type Settings } from '../../../contract/model/client-storage/settings.ts'
import { hasUnknownToken } from '../../engine/planning/variant-name.ts'
import { hasLogin, tidyAddress, tidyCallback, tidyKey } from '../../state/tidy-pasted.ts'
import type { SettingProblem } from './text.ts'

/** The fields as written in the boxes. */
export interface SettingFields extends Pick<
  Settings,
  'apiKey' | 'apiAddress' | 'callbackUrl' | 'namePattern' | 'inSection'
> {
  /** US dollars, as they were typed. */
  readonly confirmAbove: string
}
export type SettingProblems = Partial<Record<keyof SettingFields, SettingProblem>>

/** The boxes under "Advanced", in their order. */
export const advancedBoxes = ['apiAddress', 'callbackUrl', 'confirmAbove', 'namePattern'] as const
export const boxes = ['apiKey', ...advancedBoxes] as const
export type Box = (typeof boxes)[number]

/** Whether anything under "Advanced" differs from the default. */
export function isAdvanced(fields: SettingFields): boolean {
  const usual = fieldsOf(defaultSettings)
  return [...advancedBoxes, 'inSection' as const].some((field) => fields[field] !== usual[field])
}

export function fieldsOf(settings: Settings): SettingFields {
  const { apiKey, apiAddress, callbackUrl, namePattern, inSection, confirmAbove } = settings
  const amount = Number.isInteger(confirmAbove) ? String(confirmAbove) : confirmAbove.toFixed(2)
  return { apiKey, apiAddress, callbackUrl, namePattern, inSection, confirmAbove: amount }
}

/** Settings with the fields in them. They have been tidied, and have no problem. */
export function withFields(settings: Settings, fields: SettingFields): Settings {
  return { ...settings, ...fields, confirmAbove: Number(fields.confirmAbove) }
}

/** Removes what pasting brings along; an empty address or amount becomes the default. */
export function tidySettings(fields: SettingFields): SettingFields {
  return {
    apiKey: tidyKey(fields.apiKey),
    apiAddress: tidyAddress(fields.apiAddress),
    callbackUrl: tidyCallback(fields.callbackUrl),
    // "$ 2,50" is accepted, too.
    confirmAbove:
      fields.confirmAbove.replace(/[$\s]/g, '').replace(',', '.') ||
      String(defaultSettings.confirmAbove),
    namePattern: fields.namePattern.trim(),
    inSection: fields.inSection,
  }
}

/** What is wrong with tidied fields, in the order of the window. */
export function checkSettings(fields: SettingFields): SettingProblems {
  const { apiKey, apiAddress, callbackUrl, confirmAbove, namePattern } = fields
  const problems: SettingProblems = {}
  if (apiKey === '') problems.apiKey = 'noKey'
  // A header takes nothing else: the request would fail without an answer from the server.
  else if (!/^[\x21-\x7e]+$/.test(apiKey)) problems.apiKey = 'oddKey'
  if (URL.canParse(apiAddress) && hasLogin(new URL(apiAddress))) problems.apiAddress = 'login'
  else if (!isSecure(apiAddress) && !isLocal(apiAddress)) problems.apiAddress = 'address'
  if (callbackUrl !== '' && !isSecure(callbackUrl)) problems.callbackUrl = 'callback'
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(confirmAbove)) problems.confirmAbove = 'amount'
  if (namePattern === '') problems.namePattern = 'noPattern'
  else if (hasUnknownToken(namePattern)) problems.namePattern = 'oddToken'
  return problems
}

/** Whether an address is in a local network: browsers ask before a page reaches it. */
export function isPrivate({ apiAddress }: Pick<SettingFields, 'apiAddress'>): boolean {
  return privateHost.test(apiAddress)
}

/** Addresses by RFC 1918 and RFC 4193, names by RFC 6762, and names without a dot; not this computer. */
const privateHost =
  /^https?:\/\/((10|127|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+\.\d|\[|([^/:]+\.(local|lan|internal)|(?!localhost)[^./:]+)($|[/:]))/

function isSecure(address: string): boolean {
  return address.startsWith('https://') && URL.canParse(address)
}

function isLocal(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && hostname === 'localhost'
}
