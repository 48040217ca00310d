import * as z from 'zod/mini'
import { Bytes } from '../model/bytes.ts'
import { Rect, Size, Transform } from '../model/geometry.ts'
import { FileId, ImageHash, JobId, NodeId, PageId, TaskId } from '../model/ids.ts'
import { KnownSwap, Stranded, Unclear } from '../model/swap.ts'
import { Layer } from '../model/layer.ts'
import { LedgerEntry } from '../model/ledger.ts'
import { likenesses } from '../model/file-similarity.ts'
import { Library } from '../model/library.ts'
import { Command, type ProcedureName } from './requests.ts'
import { orNull } from '../model/or-null.ts'
import { Recipe } from '../model/recipe.ts'
import { Settings } from '../model/settings.ts'
import { Source } from '../model/source.ts'

/** What a picture cost, or all of a month's did: tasks created, and US dollars as estimated. */
export const Spending = z.object({ month: z.string(), pictures: z.number(), dollars: z.number() })
export type Spending = z.output<typeof Spending>

/** The variants among some nodes that are there no more. */
const Gone = z.object({ gone: z.array(NodeId) })

/** What was not flipped: what is gone, and copies that could belong to one of several others. */
const Left = z.object({ ...Gone.shape, unclear: z.array(NodeId) })

/**
 * What was not ended, besides: what somebody has put something into since the person agreed, and what
 * is locked, or in something that is.
 */
const NotEnded = z.object({
  ...Left.shape,
  touched: z.array(NodeId),
  locked: z.array(NodeId),
})

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

/**
 * What is selected on the canvas, told whenever it may have changed: the layers as sources and as what can be swapped, in the same order;
 * which of them are variants, copies among them; and which belong to a swap, renders and originals.
 */
const Selection = z.object({
  /** Higher than in any that was described before: the highest is what is selected now. */
  order: z.number(),
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
  /**
   * The task that its variant names where the ledger does not know whether there is one. Anyone who has
   * the file can have written it: it may be looked at, once nothing else can tell.
   */
  told: orNull(TaskId),
})
export type Unfinished = z.output<typeof Unfinished>

/** A variant of another person, or of another computer, that waits for its picture. */
export const Foreign = z.object({ node: NodeId, name: z.string() })
export type Foreign = z.output<typeof Foreign>

/** Unfinished jobs of another file, or of one that only the person can tell from this. */
export const Elsewhere = z.object({
  file: FileId,
  name: z.string(),
  jobs: z.number(),
  likeness: z.literal(likenesses),
  /** Layers of the page that is looked at that wait for a picture of those jobs. */
  frames: z.array(NodeId),
})
export type Elsewhere = z.output<typeof Elsewhere>

/** A layer's picture, and how the layer stood on its page when that was taken. */
const Captured = z.object({ bytes: Bytes, size: Size, bounds: Rect, turned: orNull(Transform) })

/** What the plugin half answers, by procedure. The window alone decodes it: the sandbox's script is spared it. */
export const responses = {
  open: z.object({
    command: Command,
    settings: Settings,
    library: Library,
    spending: Spending,
    /** What was selected when Restage was started: what the command was given for. */
    startedOn: z.array(NodeId),
    ...Selection.shape,
  }),
  saveLibrary: z.object({}),
  saveSettings: z.object({}),
  thumbnail: z.object({ bytes: orNull(Bytes) }),
  capture: Captured,
  captureLayer: Captured,
  captureReference: z.object({ bytes: Bytes }),
  readTexts: z.object({ texts: z.array(z.string()) }),
  keepReference: z.object({ hash: ImageHash }),
  readReference: z.object({ bytes: orNull(Bytes) }),
  begin: z.object({}),
  reserve: z.object({ variants: z.array(z.object({ job: JobId, nodes: z.array(NodeId) })) }),
  record: Gone,
  place: z.object({
    picture: Size,
    ...Gone.shape,
    /** The layers among the nodes, and the renders that have taken their places. */
    moved: z.array(z.object({ layer: NodeId, render: NodeId })),
  }),
  fail: Gone,
  release: Gone,
  findPlaced: z.object({ placed: z.array(JobId) }),
  readRecipes: z.object({ variants: z.array(KnownVariant) }),
  findVariants: z.object({ nodes: z.array(NodeId) }),
  refocus: z.object({}),
  drawGuides: Gone,
  readSwaps: z.object({
    swaps: z.array(KnownSwap),
    stranded: z.array(Stranded),
    unclear: z.array(Unclear),
  }),
  findSwaps: z.object({ nodes: z.array(NodeId) }),
  flip: Left,
  restore: NotEnded,
  keepRender: NotEnded,
  choose: z.object({}),
  recover: z.object({
    jobs: z.array(Unfinished),
    theirs: z.array(Foreign),
    elsewhere: z.array(Elsewhere),
    /** How many jobs the ledger holds that this version can't read; in whichever file. */
    unreadable: z.number(),
  }),
  takeOver: z.object({}),
  setApart: z.object({}),
  forget: z.object({}),
  show: z.object({ shown: z.number() }),
  openLink: z.object({}),
  resize: z.object({}),
  close: z.object({}),
} as const satisfies Record<ProcedureName, z.core.$ZodType>

/** What the plugin half tells the window unasked. */
export const events = {
  selection: Selection,
  /**
   * Layers of the pages that have been looked at were added or removed, or their plugin data or
   * visibility has changed: by the plugin, the person, an undo, or somebody else. `added` and `removed`
   * where that was something which can hold layers. What is in it is not among the nodes, nor is
   * what was added itself.
   */
  canvas: z.object({
    nodes: z.array(NodeId),
    added: z.literal([true, false]),
    removed: z.literal([true, false]),
  }),
  /** A task was created, and counted. */
  spending: Spending,
} as const
