import type { PlacedBlock } from '../../../contract/model/live-text.ts'
import { createCanvas } from '@napi-rs/canvas'
import { readFileSync } from 'node:fs'
import { connect, type PluginClient } from '../../../contract/protocol/client.ts'
import { centre, type Rect, type Size } from '../../../contract/model/geometry.ts'
import {
  FileId,
  IdempotencyKey,
  JobId,
  NodeId,
  OwnerId,
  PageId,
  RunId,
  TaskId,
} from '../../../contract/model/ids.ts'
import type { JobDetails, JobPlan, PartPlan } from '../../../contract/model/job-plan.ts'
import type { JobRequest } from '../../../contract/model/job-request.ts'
import type { LedgerEntry } from '../../../contract/model/client-storage/ledger.ts'
import type { Reference } from '../../../contract/model/reference.ts'
import {
  Recipe,
  recipeKey,
  type replacementKey,
} from '../../../contract/model/plugin-data/recipe.ts'
import { systemAlarm } from '../../../ui/lib/timer.ts'
import { createDocument, person } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { createNodeEnv } from '../../host/env/node.ts'
import { loadQuickest } from '../../host/env/quickest.ts'
import { createHost, type Host } from '../../host/host.ts'
import type { Manifest } from '../../host/manifest.ts'
import type { PluginRun } from '../../host/run/plugin-run.ts'
import { type ClientStorage, storageQuota } from '../../host/storage.ts'
import { addPoster, fullSize } from './frames.ts'
import type { RequestOf, ResponseOf } from '../../../contract/protocol/procedures.ts'
import { plainDetails } from '../../plain-details.ts'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const manifest = JSON.parse(read('manifest.json')) as Manifest

/** The built plugin half in the stand-in, called as the window calls it, with nobody behind it. */
export interface Half {
  readonly document: HostDocument
  readonly person: ReturnType<typeof person>
  readonly caller: PluginClient
  readonly storage: ClientStorage
  /** A frame to be the source of everything. */
  readonly source: string
  /** From now on, nothing more fits into client storage. */
  fillStorage(): void
  /** Closes the plugin and opens it again, in the same file. */
  reopen(): Promise<void>
  /** Starts it again with another window, as Figma does for a button on the canvas; nothing of it ends. */
  startAgain(): void
  /** What is kept on a node, of the picture that it has or of the one to come; null for nothing. */
  recipeOf(node: string, key?: typeof recipeKey | typeof replacementKey): Recipe | null
  /** The paints of a variant's picture: what is seen, and what is only kept. */
  paintsOf(node: string): { seen: string[]; unseen: string[]; opacity: number }
  boxOf(node: string): Rect
  /** Ends the plugin on the spot: nothing of it acts afterwards. */
  kill(): void
  close(): void
}

export const run = RunId.parse('run1')
export const owner = OwnerId.parse('me')

/**
 * @param file one that has been worked in, as another person opens it who has never had the plugin
 * @param storage the storage of the designer who has; then it is another window of theirs
 * @param onStep told of each step at which the plugin could be killed
 */
export async function createHalf(
  file?: HostDocument,
  storage?: ClientStorage,
  onStep?: (step: string) => void,
): Promise<Half> {
  const document = file ?? createDocument()
  const source =
    file?.byName('Poster') ?? addPoster(document, 'Poster', { ...fullSize, x: 100, y: 200 })
  const faults: string[] = []
  const host = createHost({
    env: createNodeEnv(loadQuickest),
    manifest,
    mainJs: read('dist/main.js'),
    uiHtml: read('dist/ui.html'),
    document,
    ...(storage && { storage }),
    ...(onStep && { onStep }),
    onPluginError: (fault) => faults.push(fault.message),
  })
  let { plugin, caller } = await opened(host, faults)
  return {
    document,
    source,
    storage: host.storage,
    person: person(document),
    get caller() {
      return caller
    },
    fillStorage() {
      const left = storageQuota - host.storage.used - 'filling'.length - 2
      host.storage.set('filling', 'x'.repeat(left))
    },
    async reopen() {
      plugin.close()
      ;({ plugin, caller } = await opened(host, faults))
    },
    startAgain() {
      plugin.rerun('generate')
      caller = callerOf(plugin, faults)
    },
    recipeOf(node, key = recipeKey) {
      const text = document.node(node).pluginData[`${manifest.id}/${key}`]
      return text === undefined ? null : Recipe.parse(JSON.parse(text))
    },
    paintsOf(node) {
      const picture = document
        .node(node)
        .children.find((child) => document.prop(child, 'name') === 'Picture')
      const fills = picture === undefined ? [] : document.prop(picture, 'fills')
      const hashes = (isSeen: boolean) =>
        fills.flatMap((paint) =>
          paint.type === 'IMAGE' && (paint.visible ?? true) === isSeen
            ? (paint.imageHash ?? [])
            : [],
        )
      const opacity = picture === undefined ? 1 : document.prop(picture, 'opacity')
      return { seen: hashes(true), unseen: hashes(false), opacity }
    },
    boxOf(node) {
      const [x, y] = [document.prop(node, 'x'), document.prop(node, 'y')]
      const { parent } = document.node(node)
      const inside = parent !== null && document.node(parent).type === 'SECTION'
      const origin = inside
        ? { x: document.prop(parent, 'x'), y: document.prop(parent, 'y') }
        : null
      return {
        x: x + (origin?.x ?? 0),
        y: y + (origin?.y ?? 0),
        width: document.prop(node, 'width'),
        height: document.prop(node, 'height'),
      }
    },
    kill() {
      plugin.kill()
    },
    close() {
      plugin.close()
      if (faults.length > 0) throw new Error(`The plugin complained: ${faults.join('; ')}`)
    },
  }
}

async function opened(
  host: Host,
  faults: string[],
): Promise<{ plugin: PluginRun; caller: PluginClient }> {
  const plugin = await host.runPlugin({ command: 'generate' })
  return { plugin, caller: callerOf(plugin, faults) }
}

function callerOf({ ui }: PluginRun, faults: string[]): PluginClient {
  return connect(
    {
      send: (message) => ui.postMessage(message),
      receive: (listener) => ui.onMessage(listener),
    },
    (error) => faults.push(error.message),
    systemAlarm,
  )
}

/** A picture of one colour. */
export function pictureOf(colour: string, { width, height }: Size): Uint8Array {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = colour
  context.fillRect(0, 0, width, height)
  return new Uint8Array(canvas.toBuffer('image/png'))
}

/** A part of a job, and its frame where that is known. */
export interface Part extends PartPlan {
  readonly node: NodeId | null
}

/** A job to be written down and reserved. */
export interface AskedJob {
  readonly job: JobId
  /** Where it is not the run of all the others. */
  readonly run?: RunId
  readonly details: JobDetails
  readonly parts: readonly Part[]
  readonly request: JobRequest
}

type Where = Partial<Pick<JobPlan, 'source' | 'anchor'>>

export function planOf(half: Half, asked: AskedJob, where: Where = {}) {
  const { job, details, parts, request } = asked
  const [first, ...others] = parts.map(({ node, ...part }) => part)
  if (first === undefined) throw new Error('a job without parts')
  const { prompt, ratio, resolution } = request
  const plan = { source: originOf(half), anchor: null, ratio, resolution, prompt, details }
  return {
    id: job,
    run: asked.run ?? run,
    ...plan,
    parts: [first, ...others],
    price: 0.03,
    ...where,
  } satisfies JobPlan
}

/** What `reserve` is asked for these jobs. */
export function reservationsOf(
  half: Half,
  jobs: readonly AskedJob[],
  where: Where = {},
): RequestOf<'reserve'>['reservations'] {
  const each = (job: AskedJob) => ({ plan: planOf(half, job, where), request: job.request })
  const [first, ...others] = jobs
  if (first === undefined) throw new Error('no jobs')
  return [each(first), ...others.map(each)]
}

export function partOf(
  name: string,
  width: number,
  height: number,
  more: Partial<Part> = {},
): Part {
  const size = { width, height }
  const target = { kind: 'placement' as const, placement: name, name, size }
  const plain = { format: 'PNG', focalPoint: centre, into: null, swaps: null, node: null } as const
  return { target, size, name: `Poster · ${name}`, ...plain, ...more }
}

/** A job that is ready to be reserved. */
export function jobOf(id: string, parts: readonly Part[]): AskedJob {
  return {
    job: JobId.parse(id),
    details: { ...plainDetails, template: 'At {target}' },
    parts: [...parts],
    request: {
      model: 'gpt-image-2-image-to-image',
      prompt: 'At dusk',
      ratio: '1:1',
      resolution: '1K',
      callbackUrl: '',
      idempotencyKey: IdempotencyKey.parse(`restage-${id}-1`),
    },
  }
}

/** Keeps a picture in the file to be made from. */
export async function keepReference({ caller }: Half, colour: string): Promise<Reference> {
  const size = { width: 30, height: 40 }
  const { hash } = await caller.call('keepReference', { bytes: pictureOf(colour, size) })
  return { hash, type: 'image/png', ...size }
}

/** What jobs of this source are written down with. */
export function originOf({ document, source }: Half): JobPlan['source'] {
  const bounds = { x: 100, y: 200, width: 600, height: 800 }
  const page = PageId.parse(document.pages[0] ?? '')
  return { id: NodeId.parse(source), page, name: 'Poster', bounds }
}

/** Writes jobs down. */
export async function begun(half: Half, jobs: readonly AskedJob[]): Promise<void> {
  await half.caller.call('addJobs', {
    file: FileId.parse('file1'),
    owner,
    entries: jobs.map((job): LedgerEntry => ({
      plan: planOf(half, job),
      at: 1,
      request: job.request,
      reference: null,
      nodes: job.parts.map(({ node }) => node),
      submission: { state: 'unsent' },
      account: '',
      stopped: false,
    })),
  })
}

/** Writes jobs down and reserves their frames, as the window does. */
export async function reserved(
  half: Half,
  jobs: readonly AskedJob[],
  { source, anchor, ...more }: Partial<RequestOf<'reserve'>> & Where = {},
): Promise<ResponseOf<'reserve'>['variants']> {
  await begun(half, jobs)
  const { variants } = await half.caller.call('reserve', {
    isFirst: false,
    section: null,
    reference: more.reference ?? (await keepReference(half, '#224488')),
    reservations: reservationsOf(half, jobs, {
      ...(source && { source }),
      ...(anchor && { anchor }),
    }),
    ...more,
  })
  return variants
}

/** Says that a job's task exists. */
export function created(
  { caller }: Half,
  { job, request, run: own = run }: AskedJob,
  nodes: readonly NodeId[],
): Promise<ResponseOf<'updateJob'>> {
  const submission = { state: 'created', at: 5, task: TaskId.parse(`tk-${job}`) } as const
  const known = {
    request,
    reference: null,
    submission,
    price: 0.03,
    account: 'mine',
    stopped: false,
  }
  return caller.call('updateJob', { run: own, job, nodes: [...nodes], ...known })
}

/**
 * Places a picture of a colour, 600 × 400; the text over it goes elsewhere, if a layout is given.
 *
 * @param frame the size that the frames get
 */
export function placed(
  { caller }: Half,
  { job, run: own = run }: AskedJob,
  nodes: readonly NodeId[],
  colour: string,
  layout?: readonly PlacedBlock[],
  frame: Size | null = null,
): Promise<ResponseOf<'place'>> {
  return caller.call('place', {
    run: own,
    job,
    variants: nodes.map((node) => ({ node, frame, ...(layout && { layout: [...layout] }) })),
    task: TaskId.parse(`tk-${job}`),
    bytes: pictureOf(colour, { width: 600, height: 400 }),
    remark: null,
  })
}
