import * as z from 'zod/mini'
import { Bytes } from './bytes.ts'
import { Rect, Size } from './geometry.ts'
import { ImageHash, JobId, NodeId, PageId, RunId, TaskId } from './ids.ts'
import { JobRequest, Reference } from './recipe.ts'
import { Settings } from './settings.ts'
import { Source } from './source.ts'
import { Target } from './target.ts'

/** The commands of the manifest: its menu and its relaunch buttons. */
export const commands = ['generate', 'settings', 'show-recipe'] as const
export const Command = z.enum(commands)
export type Command = z.output<typeof Command>

/** The outside addresses that the window may ask Figma to open; which page each is, the plugin half knows. */
export const links = ['get-key', 'billing', 'docs'] as const
export const Link = z.enum(links)
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
    request: z.object({ source: NodeId, longEdge: z.int().check(z.positive(), z.maximum(512)) }),
    response: z.object({ bytes: z.nullable(Bytes) }),
  },
  /** The source as a PNG in sRGB, its absolute bounds, long edge at most `longEdge` pixels. */
  capture: {
    request: z.object({ source: NodeId, longEdge: z.int().check(z.positive(), z.maximum(4096)) }),
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
    response: z.object({ bytes: z.nullable(Bytes) }),
  },
  /**
   * Makes the placeholder frames of one source's jobs, in their final place and size, in one row
   * to the right of the source (or of where it last stood), each with its recipe.
   */
  reserve: {
    request: z.object({
      run: RunId,
      source: z.object({ id: NodeId, page: PageId, name: z.string(), bounds: Rect }),
      reference: Reference,
      reservations: z.array(Reservation).check(z.minLength(1), z.maxLength(200)),
    }),
    response: z.object({ variants: z.array(z.object({ job: JobId, node: NodeId })) }),
  },
  /** Writes down the task of a job on its variant. `request` is what the API took in the end. */
  recordTask: {
    request: z.object({ node: NodeId, task: TaskId, request: JobRequest }),
    response: Nothing,
  },
  /**
   * Fills a variant: cover-fit, one undo step. `frame` is the variant's new size, where the size
   * was not known before (target `auto`); `remark` is a sentence to keep on the layer.
   * A variant that already has this task's picture is left as it is.
   */
  place: {
    request: z.object({
      node: NodeId,
      task: TaskId,
      bytes: Bytes,
      frame: z.nullable(Size),
      remark: z.nullable(z.string()),
    }),
    response: z.object({ picture: Size }),
  },
  /** Marks a variant as failed, with a sentence for the person. The placeholder stays. */
  markFailed: {
    request: z.object({ node: NodeId, reason: z.string() }),
    response: Nothing,
  },
  /** Takes a placeholder away that no picture will come for, and that the person has not touched. */
  release: { request: z.object({ node: NodeId }), response: Nothing },
  /** Goes to the nodes' page, selects them and brings them into view. */
  show: { request: z.object({ nodes: z.array(NodeId) }), response: z.object({ shown: z.int() }) },
  /** Opens an outside page in the person's browser. */
  openLink: { request: z.object({ link: Link }), response: Nothing },
  /** Sets the size of the window, in CSS pixels. */
  resize: {
    request: z.object({
      width: z.int().check(z.minimum(320), z.maximum(1200)),
      height: z.int().check(z.minimum(240), z.maximum(1600)),
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
