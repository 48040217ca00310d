import type { RunId } from '../../contract/model/ids.ts'
import { type ClientStorage, keysOf, stored } from './client-storage.ts'

/** Kinds of data stored beside the jobs, each under a key of its own. */
export type Mark = 'state' | 'task' | 'gone' | 'file'
export const marks: readonly Mark[] = ['state', 'task', 'gone', 'file']

/** Key prefix of jobs that were written together, followed by their common name. */
export const prefix = 'run/'

/** @param job empty for a mark of all jobs with that name */
export function markOf(mark: Mark, name: string, job: string): string {
  return `${mark}/${name}/${job}`
}

/** Earlier versions named jobs by their run alone. */
export function isOfRun(name: string, run: RunId): boolean {
  return name === run || name.startsWith(run + '~')
}

/** The names of all jobs that were written together. */
export function namesIn(keys: ReadonlySet<string>): string[] {
  return [...keys].flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []))
}

/** Removes keys whose jobs are gone. */
export async function sweep(storage: ClientStorage): Promise<void> {
  const keys = new Set(await keysOf(storage, ''))
  const names = namesIn(keys)
  for (const key of keys) {
    const mark = marks.find((each) => key.startsWith(each + '/'))
    if (mark === undefined || names.some((name) => key.startsWith(markOf(mark, name, '')))) continue
    await stored(storage.deleteAsync(key))
  }
}
