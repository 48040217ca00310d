import type { JobPlan } from '../../../contract/model/job-plan.ts'
import type { RunSection } from '../../../contract/model/reservation.ts'

/** The layers panel is narrow. */
const longestName = 40

/**
 * The section of a run, once for each of its rows.
 *
 * @param rows the jobs of each row, from top to bottom
 */
export function sectionsOf(
  prompt: string,
  rows: readonly (readonly Pick<JobPlan, 'parts'>[])[],
): RunSection[] {
  const sizes = rows.map((jobs) => jobs.flatMap(({ parts }) => parts.map(({ size }) => size)))
  return rows.map((_, row) => ({ name: sectionName(prompt), rows: sizes, row }))
}

/** The beginning of the prompt's first line, cut between words. */
export function sectionName(prompt: string): string {
  const [line = ''] = prompt.trim().split('\n')
  const letters = Array.from(line.trim())
  if (letters.length <= longestName) return letters.join('')
  const cut = letters.slice(0, longestName).join('')
  const end = cut.lastIndexOf(' ')
  return `${(end > longestName / 2 ? cut.slice(0, end) : cut).trimEnd()}…`
}
