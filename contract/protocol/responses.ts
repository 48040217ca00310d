import * as z from 'zod/mini'
import { Rect, Size } from '../model/geometry.ts'
import { Transform } from '../model/transform.ts'
import { ImageHash, JobId, NodeId } from '../model/ids.ts'
import { SwapInfo, OrphanedOriginal, Unclear } from '../model/swap.ts'
import { LaidText, LiveText } from '../model/canvas-text.ts'
import { Library } from '../model/client-storage/library.ts'
import { SavedDraft } from '../model/client-storage/saved-draft.ts'
import { Settings } from '../model/client-storage/settings.ts'
import { Command } from './commands.ts'
import { Spending } from '../model/client-storage/spending.ts'
import { VariantInfo } from '../model/variant.ts'
import { Selection } from '../model/selection.ts'
import { Source } from '../model/source.ts'
import { OtherFileJobs, ForeignVariant, Unfinished } from '../model/unfinished.ts'
import { Bytes, nullable } from '../model/schema.ts'
import { Name } from '../model/shorten.ts'

/** The variants among the nodes that no longer exist. */
const Gone = z.object({ missing: z.array(NodeId) })

/** What was not flipped: what is gone, and copies that may belong to one of several others. */
const Left = z.object({ ...Gone.shape, unclear: z.array(NodeId) })

/**
 * What else was not removed: nodes to which somebody has added something that the designer did not agree
 * to lose, and nodes that are locked or inside something locked.
 */
const Kept = z.object({ touched: z.array(NodeId), locked: z.array(NodeId) })
const NotEnded = z.object({ ...Left.shape, ...Kept.shape })

/** A layer's picture, and the layer's geometry when the picture was taken. */
const Captured = z.object({ bytes: Bytes, size: Size, bounds: Rect, turned: nullable(Transform) })

/** The plugin half's answers, by procedure. Only the window decodes them; the sandbox never loads them. */
export const responses = {
  open: z.object({
    command: Command,
    settings: Settings,
    library: Library,
    spending: Spending,
    /** What was set up in this file when it was last open; null where nothing was. */
    draft: nullable(SavedDraft),
    /** The selection when Restage was started: what the command is about. */
    startedOn: z.array(NodeId),
    ...Selection.shape,
  }),
  saveDraft: z.object({}),
  saveLibrary: z.object({}),
  saveSettings: z.object({}),
  readSources: z.object({ sources: z.array(Source) }),
  selectFrame: z.object({ isSelected: z.boolean() }),
  thumbnail: z.object({ bytes: nullable(Bytes) }),
  capture: Captured,
  captureLayer: Captured,
  captureReference: z.object({ bytes: Bytes }),
  readTexts: z.object({ texts: z.array(z.string()) }),
  readLiveText: LiveText,
  readLaidTexts: z.object({
    variants: z.array(
      z.object({
        node: NodeId,
        size: Size,
        texts: z.array(LaidText),
        /** The source's layers whose copies are visible, and as they were laid. */
        untouched: z.array(NodeId),
        /** The names of texts that were made smaller than planned to fit. */
        smaller: z.array(Name),
        /** Whether a scrim is visible between texts and picture. */
        hasScrim: z.boolean(),
        /** The layer with the picture, from the variant's corner; left out if there is none. */
        picture: z.optional(Rect),
      }),
    ),
  }),
  refreshText: z.object({
    ...Gone.shape,
    /** How many texts changed. */
    changed: z.number(),
    /** The names of texts that changed on both sides, and stay as they are in the variant. */
    kept: z.array(z.string()),
    /** The names of texts that stay unchanged because a font is missing here. */
    fontless: z.array(z.string()),
    /** The names of texts that have become taller or wider: they may reach over something. */
    grown: z.array(z.string()),
  }),
  drawScrims: Gone,
  keepReference: z.object({ hash: ImageHash }),
  readReference: z.object({ bytes: nullable(Bytes) }),
  addJobs: z.object({}),
  reserve: z.object({ variants: z.array(z.object({ job: JobId, nodes: z.array(NodeId) })) }),
  updateJob: Gone,
  place: z.object({
    picture: Size,
    ...Gone.shape,
    /** The layers among the nodes, and the renders that took their places. */
    moved: z.array(z.object({ layer: NodeId, render: NodeId })),
  }),
  failJob: Gone,
  cancelJob: Gone,
  undoRun: z.object({ ...Kept.shape, unclear: z.array(NodeId), removed: z.array(NodeId) }),
  findPlaced: z.object({ placed: z.array(JobId) }),
  readRecipes: z.object({ variants: z.array(VariantInfo) }),
  findVariants: z.object({ nodes: z.array(NodeId) }),
  removeVariants: z.object({ ...Gone.shape, ...Kept.shape }),
  moveFocalPoint: z.object({}),
  drawGuides: Gone,
  readSwaps: z.object({
    swaps: z.array(SwapInfo),
    orphanedOriginals: z.array(OrphanedOriginal),
    unclear: z.array(Unclear),
  }),
  findSwaps: z.object({ nodes: z.array(NodeId) }),
  flip: Left,
  restore: NotEnded,
  keepRender: NotEnded,
  choosePicture: z.object({}),
  recover: z.object({
    jobs: z.array(Unfinished),
    foreignVariants: z.array(ForeignVariant),
    otherFiles: z.array(OtherFileJobs),
    /** How many jobs in the ledger this version can't read, whatever their file. */
    unreadable: z.number(),
  }),
  takeOver: z.object({}),
  setApart: z.object({}),
  discardFileJobs: z.object({}),
  show: z.object({ shown: z.number() }),
  reveal: z.object({}),
  notify: z.object({}),
  openLink: z.object({}),
  resize: z.object({}),
  close: z.object({}),
} as const
