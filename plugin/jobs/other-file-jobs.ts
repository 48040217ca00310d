import type { Rect } from '../../contract/model/geometry.ts'
import type { FileId, JobId } from '../../contract/model/ids.ts'
import type { LedgerEntry, LedgerRun } from '../../contract/model/client-storage/ledger.ts'
import { type Similarity, similarities } from '../../contract/model/file-similarity.ts'
import { shortName } from '../../contract/model/shorten.ts'
import { type Finder, findNode, pageOf } from '../canvas/nodes.ts'
import type { Variant } from '../plugin-data/recipes.ts'
import type { OtherFileJobs } from '../../contract/model/unfinished.ts'
import { findVariants } from '../variants/find-variants.ts'

type Reader = Finder & Pick<PluginAPI, 'root'>

/**
 * The runs of other files, by file, with each file's similarity to this document. The similarity proves
 * nothing: every new file has a first frame of the same id, and a duplicate has all that its original has.
 *
 * @param file this document's mark; null while it has none
 * @param copies variants that wait for pictures of those runs
 */
export async function findElsewhere(
  figma: Reader,
  runs: readonly LedgerRun[],
  file: FileId | null,
  copies: readonly Variant[],
): Promise<OtherFileJobs[]> {
  const files = new Map<FileId, OtherFileJobs>()
  for (const run of runs) {
    const { id, name } = run.file
    const before = files.get(id) ?? { file: id, name, jobs: 0, similarity: 'none', frames: [] }
    const jobs = new Set<JobId>(run.entries.map(({ plan }) => plan.id))
    const here = copies.filter(({ recipe }) => jobs.has(recipe.job))
    files.set(id, {
      ...before,
      jobs: before.jobs + jobs.size,
      similarity: stronger(before.similarity, await similarityOf(figma, run, file, here)),
      frames: [...before.frames, ...here.map(({ recipe }) => recipe.node)],
    })
  }
  return [...files.values()]
}

function stronger(one: Similarity, other: Similarity): Similarity {
  return similarities.indexOf(one) < similarities.indexOf(other) ? other : one
}

async function similarityOf(
  figma: Reader,
  run: LedgerRun,
  file: FileId | null,
  here: readonly Variant[],
): Promise<Similarity> {
  if (run.file.id === file) return 'same-mark'
  if (here.length > 0) return 'looks-alike'
  const isNamed = run.file.name === figma.root.name
  for (const entry of run.entries) {
    if (isNamed && (await isSourceThere(figma, entry))) return 'looks-alike'
    for (const part of entry.plan.parts.keys()) {
      if ((await variantFor(figma, entry, part)) !== null) return 'looks-alike'
    }
  }
  return 'none'
}

/** Whether the source is there under its id, unchanged. */
async function isSourceThere(figma: Finder, { plan: { source } }: LedgerEntry): Promise<boolean> {
  const node = await findNode(figma, source.id)
  if (node === null || !('absoluteBoundingBox' in node)) return false
  const isKnown = shortName(node.name) === source.name && pageOf(node)?.id === source.page
  return isKnown && isSameRect(node.absoluteBoundingBox, source.bounds)
}

function isSameRect(a: Rect | null, b: Rect): boolean {
  return a?.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

/** The variant of a part, by the id in the ledger or plan; null where there is none (or no longer). */
export async function variantFor(
  figma: Finder,
  { plan, nodes }: LedgerEntry,
  part: number,
): Promise<Variant | null> {
  const id = nodes[part] ?? plan.parts[part]?.into ?? null
  if (id === null) return null
  const { there } = await findVariants(figma, plan.id, [id])
  return there[0] ?? null
}
