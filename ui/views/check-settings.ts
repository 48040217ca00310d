import type { Settings } from '../../plugin/protocol/settings.ts'
import { defaultApiAddress } from '../../plugin/protocol/settings.ts'
import type { SettingProblem } from '../text.ts'

/** The fields as they stand in the boxes. */
export type SettingFields = Pick<Settings, 'apiKey' | 'apiAddress' | 'callbackUrl'>
export type SettingProblems = Partial<Record<keyof SettingFields, SettingProblem>>

/** Pasting brings blanks along; an emptied address means the usual one. */
export function tidySettings(fields: SettingFields): SettingFields {
  return {
    apiKey: fields.apiKey.trim(),
    apiAddress: fields.apiAddress.trim() || defaultApiAddress,
    callbackUrl: fields.callbackUrl.trim(),
  }
}

/** What is wrong with tidied fields, in the order in which they stand in the window. */
export function checkSettings({ apiKey, apiAddress, callbackUrl }: SettingFields): SettingProblems {
  const problems: SettingProblems = {}
  if (apiKey === '') problems.apiKey = 'noKey'
  // A header takes nothing else; with more, the request would fail without a word from the server.
  else if (!/^[\x21-\x7e]+$/.test(apiKey)) problems.apiKey = 'oddKey'
  if (!isSecure(apiAddress) && !isLocal(apiAddress)) problems.apiAddress = 'address'
  if (callbackUrl !== '' && !isSecure(callbackUrl)) problems.callbackUrl = 'callback'
  return problems
}

function isSecure(address: string): boolean {
  return address.startsWith('https://') && URL.canParse(address)
}

function isLocal(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && hostname === 'localhost'
}
