import type { Recipe } from '../../contract/model/plugin-data/recipe.ts'
import { shortened } from '../../contract/model/shorten.ts'
import { targetText } from '../../contract/model/target.ts'

const failedSuffix = ' (failed)'

/** Figma throws above 1000 characters, and shows three lines (plugin typings, `setRelaunchData`). */
const longestDescription = 300

export function failedName(name: string): string {
  return name.endsWith(failedSuffix) ? name : name + failedSuffix
}

export function plainName(name: string): string {
  return name.endsWith(failedSuffix) ? name.slice(0, -failedSuffix.length) : name
}

/** The text under a variant's relaunch button, with the remarks if the variant has its picture. */
export function description(
  { source, target, progress }: Recipe,
  ...remarks: readonly (string | null)[]
): string {
  const what = `${targetText(target)} of ${source.name}`
  switch (progress.state) {
    case 'reserved':
    case 'submitted':
      return shortened(`Waiting for its picture: ${what}`, longestDescription)
    case 'done':
      return shortened(
        [what, ...remarks.flatMap((one) => one ?? [])].join('. '),
        longestDescription,
      )
    case 'failed':
      return shortened(`Failed: ${progress.reason}`, longestDescription)
  }
}
