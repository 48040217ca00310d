import type { RunId } from '../../contract/model/ids.ts'

/** Of what is kept beside the jobs that were written down together: each has a key of its own. */
export type Mark = 'state' | 'task' | 'gone' | 'file'
export const marks: readonly Mark[] = ['state', 'task', 'gone', 'file']

/** Under which keys jobs are written down, before the name that they go by together. */
export const prefix = 'run/'

/** @param job empty for what is known of all of them */
export function markOf(mark: Mark, name: string, job: string): string {
  return `${mark}/${name}/${job}`
}

/** Jobs that were written down before this version go by their run alone. */
export function isOfRun(name: string, run: RunId): boolean {
  return name === run || name.startsWith(run + '~')
}

/** What the jobs that were written down together go by. */
export function namesIn(keys: ReadonlySet<string>): string[] {
  return [...keys].flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []))
}
