import * as z from 'zod/mini'
import { between, upTo } from './checks.ts'
import { Bytes } from './bytes.ts'
import { FocalPoint, Rect, Size, Transform } from './geometry.ts'
import { FileId, ImageHash, JobId, NodeId, OwnerId, PageId, RunId, TaskId } from './ids.ts'
import { Layer } from './layer.ts'
import { JobRef, LedgerEntry, Origin, Part, Submission } from './ledger.ts'
import { Library } from './library.ts'
import { orNull } from './or-null.ts'
import { JobRequest, Making, Recipe, Reference } from './recipe.ts'
import { Settings } from './settings.ts'
import { Source } from './source.ts'
import { KnownSwap, Side } from './swap.ts'

/** The commands of the manifest: its menu and its relaunch buttons. */
export const commands = [
  'generate',
  'settings',
  'show-recipe',
  'regenerate',
  'vary',
  'use-recipe',
  'swap',
  'flip',
  'compare',
  'restore-original',
] as const
export const Command = z.literal(commands)
export type Command = z.output<typeof Command>

/** The outside addresses that the window may ask Figma to open; which page each is, the plugin half knows. */
export const links = ['get-key', 'billing', 'docs'] as const
export const Link = z.literal(links)
export type Link = z.output<typeof Link>

/** The variants of a job, to be made before any money is spent. */
export const Reservation = z.object({
  job: JobId,
  request: JobRequest,
  making: Making,
  parts: z.array(Part),
})
export type Reservation = z.output<typeof Reservation>

/**
 * A section around all the variants of a run: the first source's reservation makes it, large enough
 * for every row; the others find it by the run.
 */
export const RunSection = z.object({
  name: z.string(),
  /** The frames of each row, from top to bottom. */
  rows: z.array(z.array(Size)),
  /** Which row the reservations fill. */
  row: z.number(),
})
export type RunSection = z.output<typeof RunSection>

/** What a picture cost, or all of a month's did: tasks created, and US dollars as estimated. */
export const Spending = z.object({ month: z.string(), pictures: z.number(), dollars: z.number() })
export type Spending = z.output<typeof Spending>

/** The variants among some nodes that are there no more. */
const Gone = z.object({ gone: z.array(NodeId) })

/** How far the insets of a safe zone reach into a frame, in the frame's pixels. */
export const Insets = z.object({
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
  left: z.number(),
})
export type Insets = z.output<typeof Insets>

/** A frame that a picture was made for, with the recipe of it and what of that is missing here. */
export const KnownVariant = z.object({
  node: NodeId,
  page: PageId,
  name: z.string(),
  bounds: Rect,
  recipe: Recipe,
  /** What is to replace its picture, while it is regenerated. */
  pending: orNull(Recipe),
  /** Whether it was copied from the variant that the recipe was written for. */
  isCopy: z.literal([true, false]),
  /** Whether its safe zone is drawn over it. */
  hasGuide: z.literal([true, false]),
  /** What this file does not have (any more) of what the recipe names. */
  missing: z.object({
    source: z.literal([true, false]),
    reference: z.literal([true, false]),
    further: z.number(),
    picture: z.literal([true, false]),
  }),
})
export type KnownVariant = z.output<typeof KnownVariant>

const Nothing = z.object({})

/**
 * What is selected on the canvas: the layers as sources and as what can be swapped, in the same order;
 * which of them are variants, copies among them; and which belong to a swap, renders and originals.
 */
const Selection = z.object({
  sources: z.array(Source),
  layers: z.array(Layer),
  variants: z.array(NodeId),
  swaps: z.array(NodeId),
})

/** A job of this file that an earlier window did not bring to its end. */
export const Unfinished = z.object({
  entry: LedgerEntry,
  /**
   * What tells of it: the ledger; a receipt and its variant (its picture was placed, and that was
   * undone); or its variant alone, and nobody knows how that came about.
   */
  knownBy: z.literal(['ledger', 'receipt', 'variant']),
  /** Whether its variants were made and none of them is there any more. */
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
    response: z.object({
      command: Command,
      settings: Settings,
      library: Library,
      spending: Spending,
      ...Selection.shape,
    }),
  },
  /** Keeps what the person collects: favourites, own placements, sets, prompts. */
  saveLibrary: { request: z.object({ library: Library }), response: Nothing },
  /** Keeps the settings, the key among them, in client storage. */
  saveSettings: { request: z.object({ settings: Settings }), response: Nothing },
  /** A small picture of a source for the window, PNG; null where it has none (any more). */
  thumbnail: {
    request: z.object({ source: NodeId, longEdge: z.number().check(upTo(512)) }),
    response: z.object({ bytes: orNull(Bytes) }),
  },
  /** The source as a PNG in sRGB, its absolute bounds, long edge at most `longEdge` pixels. */
  capture: {
    request: z.object({
      source: NodeId,
      longEdge: z.number().check(upTo(4096)),
    }),
    response: z.object({ bytes: Bytes }),
  },
  /**
   * As `capture`, of any layer that is to be swapped. `turned` is how it stands on its page where it
   * is turned, mirrored or skewed: the picture shows it like that, in the middle of `bounds`; null where
   * the picture shows it upright. `layer-refused`
   */
  captureLayer: {
    request: z.object({ layer: NodeId, longEdge: z.number().check(upTo(4096)) }),
    response: z.object({ bytes: Bytes, size: Size, bounds: Rect, turned: orNull(Transform) }),
  },
  /** As `capture`, of any layer that shows something: a further reference. */
  captureReference: {
    request: z.object({ node: NodeId, longEdge: z.number().check(upTo(4096)) }),
    response: z.object({ bytes: Bytes }),
  },
  /**
   * The source's own text, one entry for each text layer that can be seen, in reading order: line by
   * line, from left to right.
   */
  readTexts: {
    request: z.object({ source: NodeId }),
    response: z.object({ texts: z.array(z.string()) }),
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
   * down in the ledger. A part that goes into a variant leaves that one as it is, and writes the
   * recipe beside the one it has; one that takes a layer's place leaves that as it is, and writes the
   * recipe on it; where it can't take that place any more, it gets a frame beside it. Nodes are
   * answered in the order of the parts. `layer-refused`
   */
  reserve: {
    request: z.object({
      run: RunId,
      source: Origin,
      /** What the row stands beside in the source's stead: the variant that is made anew. */
      anchor: orNull(NodeId),
      section: orNull(RunSection),
      reference: Reference,
      reservations: z.array(Reservation),
    }),
    response: z.object({ variants: z.array(z.object({ job: JobId, nodes: z.array(NodeId) })) }),
  },
  /**
   * Writes down how far a job has come: in the ledger first, then on its variants. The ledger has it
   * whatever became of those.
   */
  record: {
    request: z.object({
      ...JobRef.shape,
      nodes: z.array(NodeId),
      request: JobRequest,
      submission: Submission,
      /** US dollars for its task, estimated; counted once, when the task is created. */
      price: orNull(z.number()),
      account: z.string(),
      stopped: z.literal([true, false]),
    }),
    response: Gone,
  },
  /**
   * Fills the variants of a job: cover-fit, all of them one undo step; then settles the job in the
   * ledger. `frame` is a variant's new size, where the size was not known before; `remark` is a
   * sentence to keep on the layers. A variant that already has this task's picture is left as it is.
   * A layer that waits to be swapped is hidden, and its render takes its place as it is now; where a
   * render stands there already, it gets the picture as one more to pick from.
   * Answered with `variant-gone` where none of them is there, and the job is not settled then.
   */
  place: {
    request: z.object({
      ...JobRef.shape,
      variants: z.array(z.object({ node: NodeId, frame: orNull(Size) })),
      task: TaskId,
      bytes: Bytes,
      remark: orNull(z.string()),
    }),
    response: z.object({
      picture: Size,
      ...Gone.shape,
      /** The layers among the nodes, and the renders that have taken their places. */
      moved: z.array(z.object({ layer: NodeId, render: NodeId })),
    }),
  },
  /**
   * Marks the variants of a job as failed, with a sentence for the person. Placeholders stay; a variant
   * that was to be made anew keeps its picture. `settled` where nothing can come of the job any more:
   * then it leaves the ledger.
   */
  fail: {
    request: z.object({
      ...JobRef.shape,
      nodes: z.array(NodeId),
      reason: z.string(),
      settled: z.literal([true, false]),
    }),
    response: Gone,
  },
  /**
   * Takes a job out of the ledger that no picture will come for, and its placeholders away, unless a
   * task may stand behind them or the person has put something into them.
   */
  release: {
    request: z.object({ ...JobRef.shape, nodes: z.array(NodeId) }),
    response: Gone,
  },
  /** The recipes of variants, and what of them is missing; nodes without one are left out. */
  readRecipes: {
    request: z.object({ nodes: z.array(NodeId) }),
    response: z.object({ variants: z.array(KnownVariant) }),
  },
  /** All variants on the page that is looked at, or those of one source on it. */
  findVariants: {
    request: z.object({ source: orNull(NodeId) }),
    response: z.object({ nodes: z.array(NodeId) }),
  },
  /** Moves the picture of a variant to another focal point, as one undo step. `variant-gone` */
  refocus: {
    request: z.object({ node: NodeId, focalPoint: FocalPoint }),
    response: Nothing,
  },
  /**
   * Draws safe zones over variants, as locked layers that are no part of what is exported, or takes
   * them away (`insets` null). One undo step.
   */
  drawGuides: {
    request: z.object({
      guides: z.array(z.object({ node: NodeId, name: z.string(), insets: orNull(Insets) })),
    }),
    response: Gone,
  },
  /** The swaps that layers belong to, as renders or originals; each once, in the order of the nodes. */
  readSwaps: {
    request: z.object({ nodes: z.array(NodeId) }),
    response: z.object({ swaps: z.array(KnownSwap) }),
  },
  /** All renders that took a layer's place on the page that is looked at, in reading order. */
  findSwaps: { request: Nothing, response: z.object({ nodes: z.array(NodeId) }) },
  /** Shows one side of swaps, by their renders, and hides the other. One undo step for all. */
  flip: { request: z.object({ renders: z.array(NodeId), to: Side }), response: Gone },
  /** Removes renders and shows their originals as they were. One undo step for all. */
  restore: { request: z.object({ renders: z.array(NodeId) }), response: Gone },
  /** Deletes originals; their renders stay, as variants. One undo step for all. */
  keepRender: { request: z.object({ renders: z.array(NodeId) }), response: Gone },
  /** Shows another of a render's pictures. One undo step. `swap-gone` */
  choose: { request: z.object({ render: NodeId, job: JobId }), response: Nothing },
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
      width: z.number().check(between(320, 1200)),
      height: z.number().check(between(240, 1600)),
    }),
    response: Nothing,
  },
  /** Closes the plugin. */
  close: { request: Nothing, response: Nothing },
} as const

/** What the plugin half tells the window unasked. */
export const events = {
  selection: Selection,
  /** A task was created, and counted. */
  spending: Spending,
} as const

export type Procedures = typeof procedures
export type ProcedureName = keyof Procedures
export type RequestOf<Name extends ProcedureName> = z.output<Procedures[Name]['request']>
export type ResponseOf<Name extends ProcedureName> = z.output<Procedures[Name]['response']>

export type Events = typeof events
export type EventName = keyof Events
export type EventOf<Name extends EventName> = z.output<Events[Name]>
