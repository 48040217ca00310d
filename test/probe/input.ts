import { defaultApiAddress, defaultSettings } from '../../contract/model/client-storage/settings.ts'
import { checkSettings, fieldsOf, tidySettings } from '../../ui/features/settings/check-settings.ts'
import { settingProblems } from '../../ui/features/settings/text.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The key and address, from the environment alone; or one sentence on what is wrong. */
export function readInput(
  args: readonly string[],
  environment: Environment,
): { readonly apiKey: string; readonly apiAddress: string } | { readonly problem: string } {
  if (args.length > 0) {
    return {
      problem:
        'The probe takes no arguments: a key given as one stays in the shell’s history. Set HIAPI_KEY instead.',
    }
  }
  const { HIAPI_KEY: apiKey = '', HIAPI_ADDRESS: apiAddress = defaultApiAddress } = environment
  if (apiKey.trim() === '') return { problem: 'Set HIAPI_KEY to a key of HiAPI, and run it again.' }
  const fields = tidySettings({ ...fieldsOf(defaultSettings), apiKey, apiAddress })
  const [first] = Object.values(checkSettings(fields))
  return first === undefined ? fields : { problem: settingProblems[first] }
}
