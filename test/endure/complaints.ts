import type { Hiapi } from '../hiapi/api/api.ts'
import type { HostDocument } from '../host/document/document.ts'
import type { ClientStorage } from '../host/storage.ts'
import {
  changesTo,
  partNameOf,
  pendingOf,
  type Surroundings,
  type Variant,
  variantsOf,
} from './canvas.ts'
import { otherKey, type World } from './world.ts'

/** The names under which the ledger keeps runs that are not settled. */
export function ledgerOf(storage: ClientStorage): string[] {
  return storage.keys().filter((key) => key.startsWith('run/'))
}

/** What there must be after all that was asked for has come to its end. */
export interface Expected {
  readonly tasks: number
  readonly variants: number
  /** How many of the tasks made pictures that others have replaced since: the first ones. */
  readonly replaced: number
}

/** What is wrong after all that was asked for has come to its end; empty where all is well. */
export async function complaintsAfter(
  world: World,
  expected: Expected,
  before: Surroundings,
): Promise<string[]> {
  const { document, storage, hiapi } = world
  const nameOf = await world.hiapiNames()
  const variants = variantsOf(document)
  const tasks = [...hiapi.tasks.keys()]
  const due = tasks.slice(expected.replaced)
  const placed = [...new Set(variants.map(taskOf).map(nameOf))]
  const parts = variants.map(partNameOf)
  return [
    unless(tasks.length === expected.tasks, `${tasks.length} tasks were created`),
    unless(variants.length === expected.variants, `${variants.length} variants are on the canvas`),
    unless(isSame(placed, due), `of ${due.join()} were placed ${placed.join()}`),
    unless(isSame(parts, [...new Set(parts)]), 'a part of a job has two variants'),
    unless(pendingOf(document).length === 0, 'a variant still waits to be made again'),
    unless(ledgerOf(storage).length === 0, `the ledger still holds ${ledgerOf(storage).join()}`),
    ...(
      await Promise.all(variants.map((variant) => wrongPicture(document, hiapi, variant, nameOf)))
    ).flat(),
    ...changesTo(document, before),
    ...leaksOfKey(world),
  ].flat()
}

function unless(isSo: boolean, complaint: string): string[] {
  return isSo ? [] : [complaint]
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join()
}

/** The task whose picture a variant claims to hold; else how far it has come. */
export function taskOf({ recipe: { progress } }: Variant): string {
  return progress.state === 'done' ? progress.task : progress.state
}

/** A variant holds one picture, and it is what its task made. */
export async function wrongPicture(
  document: HostDocument,
  hiapi: Hiapi,
  { node, recipe: { progress }, shown }: Variant,
  nameOf: (task: string) => string = (task) => task,
): Promise<string[]> {
  if (progress.state !== 'done') return [`variant ${node} is ${progress.state}`]
  const [hash = ''] = shown
  if (shown.length !== 1) return [`variant ${node} shows ${shown.length} pictures`]
  if (hash !== progress.picture.hash) return [`variant ${node} shows another picture than it says`]
  const made = await hiapi.pictureOf(nameOf(progress.task))
  const kept = document.images.bytes(hash)
  return unless(
    kept !== null && Buffer.from(made).equals(kept),
    `variant ${node} shows another picture than its task ${progress.task} made`,
  )
}

/** The key goes to the API and nowhere else. */
export function leaksOfKey({ document, hiapi, account }: World): string[] {
  const file = JSON.stringify(document.toJSON())
  const otherFiles = JSON.stringify(hiapi.requests.filter(({ op }) => op === 'picture'))
  return [
    ...[account.apiKey, otherKey].flatMap((key) => [
      unless(!file.includes(key), 'the key is in the document'),
      unless(!otherFiles.includes(key), 'the key went to the host of the pictures'),
    ]),
  ].flat()
}
