import * as z from 'zod/mini'
import { between, Bytes, nonEmpty, nullable, upTo } from '../model/schema.ts'
import { FocalPoint, Insets, Size } from '../model/geometry.ts'
import { FileId, ImageHash, JobId, NodeId, OwnerId, TaskId } from '../model/ids.ts'
import { Reference } from '../model/reference.ts'
import { JobRef, LedgerEntry, Submission } from '../model/stored/ledger.ts'
import { Library } from '../model/stored/library.ts'
import { JobRequest } from '../model/recipe.ts'
import { Settings } from '../model/stored/settings.ts'
import { Sentence } from '../model/shorten.ts'
import { Side } from '../model/swap.ts'
import { Link } from './commands.ts'
import { Reservation, RunSection } from '../model/reservation.ts'

const Nothing = z.object({})

/**
 * Swaps to be ended, each by either end, and what the designer agreed to lose with it: what `KnownSwap` said
 * of it, or nothing.
 */
const Endings = z.object({ swaps: z.array(z.object({ node: NodeId, agreed: z.string() })) })

/**
 * What the window can ask of the plugin half, by schema; what it is answered is in `answers.ts`. One
 * picture a message at the most; every procedure may be answered with a `PluginError`.
 */
export const requests = {
  /** The first call: what the window needs to draw itself. */
  open: Nothing,
  /** Keeps what the designer collects: favourites, own placements, sets, prompts. */
  saveLibrary: z.object({ library: Library }),
  /** Keeps the settings, the key among them, in client storage. */
  saveSettings: z.object({ settings: Settings }),
  /** A small picture of a source for the window, PNG; null where it has none (or no longer). */
  thumbnail: z.object({ source: NodeId, longEdge: z.number().check(upTo(512)) }),
  /**
   * The source as a PNG in sRGB, its absolute bounds, as large as `referenceScale` says. `turned` is how
   * it stands on its page where it is turned, mirrored or skewed: the picture shows it like that, in the
   * middle of `bounds`; null where the picture shows it upright.
   */
  capture: z.object({ source: NodeId }),
  /** As `capture`, of any layer that is to be swapped. `layer-refused` */
  captureLayer: z.object({ layer: NodeId }),
  /** Any layer that shows something, as it stands on its page, as a PNG: a further reference. */
  captureReference: z.object({ node: NodeId, longEdge: z.number().check(upTo(4096)) }),
  /**
   * The source's own text, one entry for each text layer that can be seen, in reading order: line by
   * line, from left to right.
   */
  readTexts: z.object({ source: NodeId }),
  /** Keeps the exact bytes that go to the API in the file, and says under which hash. */
  keepReference: z.object({ bytes: Bytes }),
  /** Gives back the bytes that `keepReference` kept; null where the file no longer has them. */
  readReference: z.object({ hash: ImageHash }),
  /**
   * Writes jobs down in the ledger, before anything else is done for them. `file` and `owner` are
   * taken where the document, or this designer's storage, has no such mark yet.
   */
  addJobs: z.object({ file: FileId, owner: OwnerId, entries: z.array(LedgerEntry) }),
  /**
   * Makes the placeholder frames of one source's jobs, in their final place and size, in one row
   * to the right of the source (or of where it last stood), each with its recipe, and writes them
   * down in the ledger. A part that goes into a variant leaves that one as it is, and writes the
   * recipe beside the one it has; one that takes a layer's place leaves that as it is, and writes the
   * recipe on it; where it can no longer take that place, it gets a frame beside it. Nodes are
   * answered in the order of the parts. `layer-refused`
   */
  reserve: z.object({
    /** Whether nothing was ever reserved for these jobs: else what is there already is looked for. */
    isFirst: z.boolean(),
    section: nullable(RunSection),
    reference: Reference,
    /** Of one run, one source and one anchor; at least one. */
    reservations: nonEmpty(Reservation),
  }),
  /**
   * Writes down how far a job has come: in the ledger first, then on its variants. The ledger has it
   * whatever became of those. `entry-missing`, `entry-taken`
   */
  updateJob: z.object({
    ...JobRef.shape,
    nodes: z.array(NodeId),
    request: JobRequest,
    /** What is sent: a smaller one, where the one that was reserved with was too large. */
    reference: nullable(Reference),
    submission: Submission,
    /** US dollars for its task, estimated; counted once, when the task is created. */
    price: nullable(z.number()),
    account: z.string(),
    stopped: z.boolean(),
  }),
  /**
   * Fills the variants of a job: cover-fit, all of them one undo step; then settles the job in the
   * ledger. `frame` is a variant's new size, where the size was not known before; `remark` is a
   * sentence to keep on the layers. A variant that already has this task's picture is left as it is.
   * A layer that waits to be swapped is hidden, and its render takes its place as it is now; where a
   * render stands there already, it gets the picture as one more to pick from.
   * Answered with `variant-gone` where none of them is there, and the job is not settled then.
   */
  place: z.object({
    ...JobRef.shape,
    variants: z.array(z.object({ node: NodeId, frame: nullable(Size) })),
    task: TaskId,
    bytes: Bytes,
    remark: nullable(z.string()),
  }),
  /**
   * Marks the variants of a job as failed, with a sentence for the designer. Placeholders stay; a variant
   * that was to be made again keeps its picture. `settled` where nothing more can come of the job:
   * then it leaves the ledger. The reason is empty where its picture was placed elsewhere.
   */
  failJob: z.object({
    ...JobRef.shape,
    nodes: z.array(NodeId),
    reason: Sentence,
    settled: z.boolean(),
  }),
  /**
   * Takes a job out of the ledger that no picture will come for, and its placeholders away, unless a
   * task may stand behind them or the designer has put something into them.
   */
  cancelJob: z.object({ ...JobRef.shape, nodes: z.array(NodeId) }),
  /** Those of some placed jobs whose picture is on the canvas: in at least one of their variants. */
  findPlaced: z.object({
    jobs: z.array(z.object({ job: JobId, task: TaskId, nodes: z.array(NodeId) })),
  }),
  /** The recipes of variants, and what of them is missing; nodes without one are left out. */
  readRecipes: z.object({ nodes: z.array(NodeId) }),
  /** All variants on the page that is looked at, or those of one source on it. */
  findVariants: z.object({ source: nullable(NodeId) }),
  /** Moves the picture of a variant to another focal point, as one undo step. `variant-gone` */
  moveFocalPoint: z.object({ node: NodeId, focalPoint: FocalPoint }),
  /**
   * Draws safe zones over variants, as locked layers that are no part of what is exported, or takes
   * them away (`insets` null). One undo step.
   */
  drawGuides: z.object({
    guides: z.array(z.object({ node: NodeId, name: z.string(), insets: nullable(Insets) })),
  }),
  /**
   * The swaps that layers belong to, as renders or originals; each once, in the order of the nodes.
   * Apart from them the originals whose renders were deleted, and the names of copies of which nobody can
   * tell what they belong to.
   */
  readSwaps: z.object({ nodes: z.array(NodeId) }),
  /** All renders that took a layer's place on the page that is looked at, in reading order. */
  findSwaps: Nothing,
  /** Shows one side of swaps, by their renders, and hides the other. One undo step for all. */
  flip: z.object({ renders: z.array(NodeId), to: Side }),
  /**
   * Removes renders and shows their originals as they were. One undo step for all. An original whose
   * render was deleted goes by its own id. What is locked by then, or would take with it what the
   * person did not agree to, stays and is answered.
   */
  restore: Endings,
  /** Deletes originals; their renders stay, as variants. Otherwise as `restore`. */
  keepRender: Endings,
  /** Shows another of a render's pictures. One undo step. `swap-gone` */
  choosePicture: z.object({ render: NodeId, job: JobId }),
  /** What is unfinished: this designer's jobs of this file and of others, and other people's frames. */
  recover: Nothing,
  /**
   * The jobs of another file belong to this one, the designer says: the ledger has them as this file's.
   * `fresh` is taken where the document has no mark that counts.
   */
  takeOver: z.object({ file: FileId, fresh: FileId }),
  /** This document is a copy of the file whose mark it carries, the designer says: it gets a mark of its own. */
  setApart: z.object({ file: FileId, fresh: FileId }),
  /** Takes the jobs of another file out of the ledger. */
  discardFileJobs: z.object({ file: FileId }),
  /** Goes to the nodes' page, selects them and brings them into view. */
  show: z.object({ nodes: z.array(NodeId) }),
  /** Opens an outside page in the designer's browser. */
  openLink: z.object({ link: Link }),
  /** Sets the size of the window, in CSS pixels. */
  resize: z.object({
    width: z.number().check(between(320, 1200)),
    height: z.number().check(between(240, 1600)),
  }),
  /** Closes the plugin. */
  close: Nothing,
} as const
