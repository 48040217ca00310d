import * as z from 'zod/mini'
import { Size, centre } from '../protocol/geometry.ts'
import { FileId, NodeId, RunId } from '../protocol/ids.ts'
import { LedgerEntry, type LedgerRun } from '../protocol/ledger.ts'
import { orNull } from '../protocol/or-null.ts'
import { FurtherReference, JobRequest, Making, plainMaking } from '../protocol/recipe.ts'
import { AspectRatio } from '../protocol/target.ts'

const Head = z.object({
  run: RunId,
  file: z.object({ id: FileId, name: z.string() }),
  /** A prompt may have 20,000 characters and a run 200 jobs: each is kept once, and named by its place. */
  prompts: z.array(z.string()),
})
const StoredRequest = z.object({ ...JobRequest.shape, prompt: z.number() })

/**
 * A run as it stands in client storage, as JSON: one string is written many times as fast as an object
 * of two hundred entries, and every change of a job writes it. What its jobs share is kept once.
 */
const StoredRun = z.object({
  version: z.literal(2),
  ...Head.shape,
  references: z.array(FurtherReference),
  entries: z.array(
    z.object({
      ...LedgerEntry.shape,
      request: StoredRequest,
      making: z.object({
        ...Making.shape,
        template: z.number(),
        references: z.array(z.number()),
      }),
    }),
  ),
})
type StoredRun = z.output<typeof StoredRun>

/** As earlier versions wrote it: each job made one variant, of a plain ratio. */
const FirstRun = z.object({
  version: z.literal(1),
  ...Head.shape,
  entries: z.array(
    z.object({
      run: LedgerEntry.shape.run,
      job: LedgerEntry.shape.job,
      at: LedgerEntry.shape.at,
      source: LedgerEntry.shape.source,
      target: z.object({ kind: z.literal('ratio'), ratio: AspectRatio }),
      size: Size,
      resolution: LedgerEntry.shape.resolution,
      request: StoredRequest,
      reference: LedgerEntry.shape.reference,
      node: orNull(NodeId),
      submission: LedgerEntry.shape.submission,
      account: LedgerEntry.shape.account,
      stopped: LedgerEntry.shape.stopped,
    }),
  ),
})
type FirstRun = z.output<typeof FirstRun>

export function writeRun({ run, file, entries }: LedgerRun): string {
  const prompts = createShelf<string>((prompt) => prompt)
  const references = createShelf<FurtherReference>(
    ({ reference, role, name }) => `${role} ${reference.hash} ${name}`,
  )
  const stored = entries.map((entry) => ({
    ...entry,
    request: { ...entry.request, prompt: prompts.put(entry.request.prompt) },
    making: {
      ...entry.making,
      template: prompts.put(entry.making.template),
      references: entry.making.references.map(references.put),
    },
  }))
  return JSON.stringify({
    version: 2,
    run,
    file,
    prompts: prompts.all,
    references: references.all,
    entries: stored,
  } satisfies StoredRun)
}

/** What `writeRun` of this version or an earlier one wrote; null for anything else. */
export function readRun(value: unknown): LedgerRun | null {
  const decoded = z
    .union([StoredRun, FirstRun])
    .safeParse(typeof value === 'string' ? parsed(value) : value)
  if (!decoded.success) return null
  return decoded.data.version === 1 ? upgraded(decoded.data) : unpacked(decoded.data)
}

function unpacked({ run, file, prompts, references, entries }: StoredRun): LedgerRun {
  return {
    run,
    file,
    entries: entries.map((entry) => ({
      ...entry,
      request: { ...entry.request, prompt: prompts[entry.request.prompt] ?? '' },
      making: {
        ...entry.making,
        template: prompts[entry.making.template] ?? '',
        references: entry.making.references.flatMap((index) => references[index] ?? []),
      },
    })),
  }
}

function upgraded({ run, file, prompts, entries }: FirstRun): LedgerRun {
  return {
    run,
    file,
    entries: entries.map(({ target, size, node, request, ...entry }) => ({
      ...entry,
      anchor: null,
      request: { ...request, prompt: prompts[request.prompt] ?? '' },
      parts: [
        {
          target,
          size,
          name: `${entry.source.name} · ${target.ratio}`,
          format: 'PNG',
          focalPoint: centre,
          into: null,
          swaps: null,
          node,
        },
      ],
      making: plainMaking,
    })),
  }
}

/** Puts things down once each, and tells their places. */
function createShelf<Thing>(nameOf: (thing: Thing) => string) {
  const all: Thing[] = []
  const places = new Map<string, number>()
  return {
    all,
    put: (thing: Thing): number => {
      const name = nameOf(thing)
      const place = places.get(name) ?? all.push(thing) - 1
      places.set(name, place)
      return place
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Whoever reads the ledger says that an entry can't be read.
    return null
  }
}
