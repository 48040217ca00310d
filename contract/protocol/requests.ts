import * as z from 'zod/mini'
import { between, Bytes, nonEmpty, nullable, upTo } from '../model/schema.ts'
import { FocalPoint, Insets, Size } from '../model/geometry.ts'
import { FileId, ImageHash, JobId, NodeId, OwnerId, RunId, TaskId } from '../model/ids.ts'
import { Reference } from '../model/reference.ts'
import { LaidBlocks, Scrim } from '../model/live-text.ts'
import { JobRef, LedgerEntry, Submission } from '../model/client-storage/ledger.ts'
import { Library } from '../model/client-storage/library.ts'
import { JobRequest } from '../model/job-request.ts'
import { SavedDraft } from '../model/client-storage/saved-draft.ts'
import { Settings } from '../model/client-storage/settings.ts'
import { Sentence } from '../model/shorten.ts'
import { Side } from '../model/side.ts'
import { Link } from './commands.ts'
import { Reservation, RunSection } from '../model/reservation.ts'

const Nothing = z.object({})

const Nodes = z.object({ nodes: z.array(NodeId) })

/** Jobs' file, and the mark that this document gets if it needs one. */
const OtherFile = z.object({ file: FileId, fresh: FileId })

/** The scrim between picture and text; null for none; left out to keep the present one. */
const Shade = z.optional(nullable(Scrim))

/**
 * Swaps to end, each given by either end. `agreed` is what the designer agreed to lose: the value from
 * `SwapInfo.goes`, or empty.
 */
const Endings = z.object({ swaps: z.array(z.object({ node: NodeId, agreed: z.string() })) })

/**
 * What the window can ask of the plugin half, by schema; the answers are in `responses.ts`. A message has
 * one picture at most. Any procedure may be answered with a `PluginError`.
 */
export const requests = {
  /** The first call: everything that the window needs to draw itself. */
  open: Nothing,
  /** Keeps what the designer collects: favourites, own placements, sets, prompts. */
  saveLibrary: z.object({ library: Library }),
  /** Keeps the settings, the key among them, in client storage. */
  saveSettings: z.object({ settings: Settings }),
  /** Keeps this file's draft in client storage; `open` returns it. */
  saveDraft: z.object({ draft: SavedDraft }),
  /** Sources as they are now, each once; those that are gone are left out. */
  readSources: Nodes,
  /** Selects a frame in place of whatever is selected in it. Answers whether it could. */
  selectFrame: z.object({ frame: NodeId }),
  /**
   * A PNG of any layer by itself: upright, and visible even if the layer is hidden. Null if the layer is
   * gone, or can't be exported.
   */
  thumbnail: z.object({ source: NodeId, longEdge: upTo(4096) }),
  /**
   * The source as PNG in sRGB, by its absolute bounds, as large as `referenceScale` says. `turned` is the
   * transform of a rotated, mirrored or skewed source, which the picture shows like that, centred in
   * `bounds`; null for an upright source. The picture does not show the layers `without`; in the document,
   * they stay unchanged. `text-unclear` if one of them can't be left out.
   */
  capture: z.object({ source: NodeId, without: z.array(NodeId) }),
  /** As `capture`, for any layer that can be swapped. `layer-refused` */
  captureLayer: z.object({ layer: NodeId, without: z.array(NodeId) }),
  /** Any visible layer as it looks on its page, as PNG: a further reference. */
  captureReference: z.object({ node: NodeId, longEdge: upTo(4096) }),
  /**
   * The source's own text, one entry per visible text layer, in reading order: line by line, from left to
   * right.
   */
  readTexts: z.object({ source: NodeId }),
  /** What can stay live in a source, or in a layer to swap. */
  readLiveText: z.object({ source: NodeId, purpose: z.literal(['variants', 'swap']) }),
  /**
   * The texts over the pictures of variants, as they are now; for a layer that waits to be swapped, the
   * texts that its render will get.
   */
  readLaidTexts: Nodes,
  /**
   * Copies changes of the sources' texts into variants. A text that was edited in the variant, or whose font
   * is missing here, stays unchanged; the answer names it if its source has changed. The undo step stays
   * open for the scrims that the new text needs: `drawScrims` ends it.
   */
  refreshText: Nodes,
  /**
   * Draws the scrims of variants, or removes them (`scrim` null), in one undo step with the changes that
   * `refreshText` made just before.
   */
  drawScrims: z.object({ scrims: z.array(z.object({ node: NodeId, scrim: nullable(Scrim) })) }),
  /** Keeps the exact bytes that go to the API in the file, and answers with their hash. */
  keepReference: z.object({ bytes: Bytes }),
  /** The bytes that `keepReference` kept; null where the file no longer has them. */
  readReference: z.object({ hash: ImageHash }),
  /**
   * Writes jobs to the ledger, before anything else is done for them. `file` and `owner` are used where
   * the document, or this designer's storage, has no valid mark yet.
   */
  addJobs: z.object({ file: FileId, owner: OwnerId, entries: z.array(LedgerEntry) }),
  /**
   * Creates the placeholders of one source's jobs in their final position and size, and writes them to
   * the ledger. They form one row to the right of the source (or of its last position), each with its
   * recipe.
   *
   * - A part that goes into a variant leaves it unchanged, and writes the recipe beside its own.
   * - A part that takes a layer's place leaves the layer unchanged, and writes the recipe on it. Where
   *   the layer can no longer give up its place, the part gets a frame beside it.
   *
   * Nodes are answered in the order of the parts. `layer-refused`
   */
  reserve: z.object({
    /** Whether nothing was reserved for these jobs before. Otherwise, existing frames are looked for. */
    isFirst: z.boolean(),
    section: nullable(RunSection),
    reference: Reference,
    /** All of one run, one source and one anchor. */
    reservations: nonEmpty(Reservation),
  }),
  /**
   * Records how far a job has come: first in the ledger, then on its variants. The ledger is updated even
   * where the variants are gone. `entry-missing`, `entry-taken`
   */
  updateJob: z.object({
    ...JobRef.shape,
    nodes: z.array(NodeId),
    request: JobRequest,
    /** The reference that is sent: a smaller one where the reserved one was too large. */
    reference: nullable(Reference),
    submission: Submission,
    /** Estimated price of the task, in US dollars; counted once, when the task is created. */
    price: nullable(z.number()),
    account: z.string(),
    stopped: z.boolean(),
  }),
  /**
   * Fills a job's variants, cover-fit, all in one undo step; then settles the job in the ledger. `frame`
   * is a variant's new size, where the size was unknown before; `remark` is a sentence to keep on the
   * layers. `scrim` replaces the one between picture and text. `layout` is a new layout of the text, used
   * only if all text is still as it was laid.
   *
   * - A variant that already has this task's picture stays unchanged.
   * - A layer that waits to be swapped is hidden, and its render takes its place. Where it already has a
   *   render, the picture becomes one more to pick from.
   * - Where no variant is left, the answer is `variant-gone`, and the job is not settled.
   */
  place: z.object({
    ...JobRef.shape,
    variants: z.array(
      z.object({
        node: NodeId,
        frame: nullable(Size),
        scrim: Shade,
        layout: z.optional(LaidBlocks),
      }),
    ),
    task: TaskId,
    bytes: Bytes,
    remark: nullable(z.string()),
  }),
  /**
   * Marks a job's variants as failed, with a sentence for the designer. Placeholders stay; a variant that
   * was being regenerated keeps its picture. `settled`: nothing more can come of the job, and it leaves
   * the ledger. The reason is empty where the picture was placed elsewhere. `unpaid`: its task, which
   * ended at a relay before it cost anything.
   */
  failJob: z.object({
    ...JobRef.shape,
    nodes: z.array(NodeId),
    reason: Sentence,
    settled: z.boolean(),
    unpaid: z.optional(TaskId),
  }),
  /**
   * Removes a job that will get no picture from the ledger, and its placeholders from the canvas. A
   * placeholder stays if a task may exist, or if the designer has put something into it.
   */
  cancelJob: z.object({ ...JobRef.shape, ...Nodes.shape, unpaid: z.optional(TaskId) }),
  /**
   * Removes the variants of a run's jobs, in one undo step, whatever they show; the jobs then count as
   * undone. Renders give their places back to their originals, or show a picture of another run. Nodes
   * answered as `touched`, `locked` or `unclear` stay: somebody has put something into them, put them into
   * something, or regenerated them; they are locked; or a copy makes it unclear which layer would come back.
   */
  undoRun: z.object({ jobs: z.array(z.object({ job: JobId, nodes: z.array(NodeId) })) }),
  /** Those of some placed jobs whose picture is on the canvas, in at least one variant. */
  findPlaced: z.object({
    jobs: z.array(z.object({ job: JobId, task: TaskId, nodes: z.array(NodeId) })),
  }),
  /** The recipes of variants, and what of them is missing; nodes without a recipe are left out. */
  readRecipes: Nodes,
  /** The variants on the current page: all of them, those of one source, or those of one of its runs. */
  findVariants: z.object({ source: nullable(NodeId), run: z.optional(RunId) }),
  /**
   * Removes variants in one undo step. Their pictures stay paid for: their jobs can be placed again. Those
   * that are locked, or have something of the designer's in them, stay and are reported.
   */
  removeVariants: Nodes,
  /**
   * Moves a variant's picture to another focal point, in one undo step; `scrim` as for `place`.
   * `variant-gone`
   */
  moveFocalPoint: z.object({ node: NodeId, focalPoint: FocalPoint, scrim: Shade }),
  /**
   * Draws safe zones over variants, as locked layers that are never exported, or removes them (`insets`
   * null). One undo step.
   */
  drawGuides: z.object({
    guides: z.array(z.object({ node: NodeId, name: z.string(), insets: nullable(Insets) })),
  }),
  /**
   * The swaps that layers belong to, as renders or originals; each once, in the order of the nodes. Also
   * the originals whose renders were deleted, and the names of copies that may belong to several swaps.
   */
  readSwaps: Nodes,
  /** All renders that took a layer's place on the current page, in reading order. */
  findSwaps: Nothing,
  /** Shows one side of swaps, given by their renders, and hides the other. One undo step for all. */
  flip: z.object({ renders: z.array(NodeId), to: Side }),
  /**
   * Removes renders and shows their originals as they were. One undo step for all. An original whose
   * render was deleted is given by its own id. Swaps that are locked, or would delete what the designer
   * did not agree to, stay and are reported.
   */
  restore: Endings,
  /** Deletes originals; their renders stay, as variants. Otherwise as `restore`. */
  keepRender: Endings,
  /** Shows another of a render's pictures. One undo step; `scrim` as for `place`. `swap-gone` */
  choosePicture: z.object({ render: NodeId, job: JobId, scrim: Shade }),
  /** Unfinished work: this designer's jobs in this file and in others, and other designers' variants. */
  recover: Nothing,
  /**
   * The designer says that another file's jobs belong to this one: the ledger moves them. `fresh` is used
   * where the document has no valid mark.
   */
  takeOver: OtherFile,
  /** The designer says that this document is a copy of the file whose mark it has: it gets its own mark. */
  setApart: OtherFile,
  /** Removes another file's jobs from the ledger. */
  discardFileJobs: z.object({ file: FileId }),
  /** Opens the nodes' page, selects the nodes and brings them into view. */
  show: Nodes,
  /**
   * Scrolls to nodes of the open page where none of them is in view. Neither page nor selection changes.
   */
  reveal: Nodes,
  /** Says something on the canvas for a few seconds, with a button that shows nodes as `show` does. */
  notify: z.object({ message: Sentence, button: Sentence, nodes: z.array(NodeId) }),
  /** Opens an external page in the designer's browser. */
  openLink: z.object({ link: Link }),
  /** Size of the window, in CSS pixels. */
  resize: z.object({
    width: between(320, 1200),
    height: between(240, 1600),
  }),
  close: Nothing,
} as const
