import * as z from 'zod/mini'
import { Bytes } from './bytes.ts'
import { Size } from './geometry.ts'
import { FileId, ImageHash, JobId, NodeId, OwnerId, PageId, RunId, TaskId } from './ids.ts'
import { JobRef, LedgerEntry, Origin, Submission } from './ledger.ts'
import { orNull } from './or-null.ts'
import { JobRequest, Reference } from './recipe.ts'
import { Settings } from './settings.ts'
import { Source } from './source.ts'
import { Target } from './target.ts'

/** The commands of the manifest: its menu and its relaunch buttons. */
export const commands = ['generate', 'settings', 'show-recipe'] as const
export const Command = z.literal(commands)
export type Command = z.output<typeof Command>

/** The outside addresses that the window may ask Figma to open; which page each is, the plugin half knows. */
export const links = ['get-key', 'billing', 'docs'] as const
export const Link = z.literal(links)
export type Link = z.output<typeof Link>

/** A frame to make before any money is spent. */
export const Reservation = z.object({
  job: JobId,
  target: Target,
  size: Size,
  request: JobRequest,
})
export type Reservation = z.output<typeof Reservation>

const Nothing = z.object({})

/** A job of this file that an earlier window did not bring to its end. */
export const Unfinished = z.object({
  entry: LedgerEntry,
  /**
   * What tells of it: the ledger; a receipt and its variant (its picture was placed, and that was
   * undone); or its variant alone, and nobody knows how that came about.
   */
  knownBy: z.literal(['ledger', 'receipt', 'variant']),
  /** Whether its variant was made and is there no more. */
  lostVariant: z.literal([true, false]),
})
export type Unfinished = z.output<typeof Unfinished>

/** A variant of another person, or of another computer, that waits for its picture. */
export const Foreign = z.object({ node: NodeId, name: z.string() })
export type Foreign = z.output<typeof Foreign>

/** Unfinished jobs of another file. */
export const Elsewhere = z.object({ file: FileId, name: z.string(), jobs: z.number() })
export type Elsewhere = z.output<typeof Elsewhere>

/**
 * What the window can ask of the plugin half: request and response of each, by schema.
 * One picture a message at the most; every procedure may be answered with a `PluginError`.
 */
export const procedures = {
  /** The first call: what the window needs to draw itself. */
  open: {
    request: Nothing,
    response: z.object({ command: Command, settings: Settings, sources: z.array(Source) }),
  },
  /** Keeps the settings, the key among them, in client storage. */
  saveSettings: { request: z.object({ settings: Settings }), response: Nothing },
  /** A small picture of a source for the window, PNG; null where it has none (any more). */
  thumbnail: {
    request: z.object({ source: NodeId, longEdge: z.number().check(z.positive(), z.maximum(512)) }),
    response: z.object({ bytes: orNull(Bytes) }),
  },
  /** The source as a PNG in sRGB, its absolute bounds, long edge at most `longEdge` pixels. */
  capture: {
    request: z.object({
      source: NodeId,
      longEdge: z.number().check(z.positive(), z.maximum(4096)),
    }),
    response: z.object({ bytes: Bytes }),
  },
  /** Keeps the exact bytes that go to the API in the file, and says under which hash. */
  keepReference: {
    request: z.object({ bytes: Bytes }),
    response: z.object({ hash: ImageHash }),
  },
  /** Gives back the bytes that `keepReference` kept; null where the file no longer has them. */
  readReference: {
    request: z.object({ hash: ImageHash }),
    response: z.object({ bytes: orNull(Bytes) }),
  },
  /**
   * Writes jobs down in the ledger, before anything else is done for them. `file` and `owner` are
   * taken where the document, or this person's storage, has no such mark yet.
   */
  begin: {
    request: z.object({ file: FileId, owner: OwnerId, entries: z.array(LedgerEntry) }),
    response: Nothing,
  },
  /**
   * Makes the placeholder frames of one source's jobs, in their final place and size, in one row
   * to the right of the source (or of where it last stood), each with its recipe, and writes them
   * down in the ledger.
   */
  reserve: {
    request: z.object({
      run: RunId,
      source: Origin,
      reference: Reference,
      reservations: z.array(Reservation),
    }),
    response: z.object({ variants: z.array(z.object({ job: JobId, node: NodeId })) }),
  },
  /**
   * Writes down how far a job has come: in the ledger first, then on its variant. Answered with
   * `variant-gone` where that is no longer there; the ledger has it all the same.
   */
  record: {
    request: z.object({
      ...JobRef.shape,
      node: orNull(NodeId),
      request: JobRequest,
      submission: Submission,
      account: z.string(),
      stopped: z.literal([true, false]),
    }),
    response: Nothing,
  },
  /**
   * Fills a variant: cover-fit, one undo step; then settles the job in the ledger. `frame` is the
   * variant's new size, where the size was not known before (target `auto`); `remark` is a sentence
   * to keep on the layer. A variant that already has this task's picture is left as it is.
   */
  place: {
    request: z.object({
      ...JobRef.shape,
      node: NodeId,
      task: TaskId,
      bytes: Bytes,
      frame: orNull(Size),
      remark: orNull(z.string()),
    }),
    response: z.object({ picture: Size }),
  },
  /**
   * Marks a variant as failed, with a sentence for the person. The placeholder stays. `settled` where
   * nothing can come of the job any more: then it leaves the ledger.
   */
  fail: {
    request: z.object({
      ...JobRef.shape,
      node: orNull(NodeId),
      reason: z.string(),
      settled: z.literal([true, false]),
    }),
    response: Nothing,
  },
  /**
   * Takes a job out of the ledger that no picture will come for, and its placeholder away, unless a
   * task may stand behind that or the person has put something into it.
   */
  release: {
    request: z.object({ ...JobRef.shape, node: orNull(NodeId) }),
    response: Nothing,
  },
  /** What is unfinished: this person's jobs of this file and of others, and other people's frames. */
  recover: {
    request: Nothing,
    response: z.object({
      jobs: z.array(Unfinished),
      theirs: z.array(Foreign),
      elsewhere: z.array(Elsewhere),
    }),
  },
  /** The tasks behind the variants of a page: what is among them, is nobody's orphan. */
  knownTasks: {
    request: z.object({ page: PageId }),
    response: z.object({ tasks: z.array(TaskId) }),
  },
  /** Takes the jobs of another file out of the ledger. */
  forget: { request: z.object({ file: FileId }), response: Nothing },
  /** Goes to the nodes' page, selects them and brings them into view. */
  show: {
    request: z.object({ nodes: z.array(NodeId) }),
    response: z.object({ shown: z.number() }),
  },
  /** Opens an outside page in the person's browser. */
  openLink: { request: z.object({ link: Link }), response: Nothing },
  /** Sets the size of the window, in CSS pixels. */
  resize: {
    request: z.object({
      width: z.number().check(z.minimum(320), z.maximum(1200)),
      height: z.number().check(z.minimum(240), z.maximum(1600)),
    }),
    response: Nothing,
  },
  /** Closes the plugin. */
  close: { request: Nothing, response: Nothing },
} as const

/** What the plugin half tells the window unasked. */
export const events = {
  selection: z.object({ sources: z.array(Source) }),
} as const

export type Procedures = typeof procedures
export type ProcedureName = keyof Procedures
export type RequestOf<Name extends ProcedureName> = z.output<Procedures[Name]['request']>
export type ResponseOf<Name extends ProcedureName> = z.output<Procedures[Name]['response']>

export type Events = typeof events
export type EventName = keyof Events
export type EventOf<Name extends EventName> = z.output<Events[Name]>
