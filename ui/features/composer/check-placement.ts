import type { OwnPlacement } from '../../../contract/model/client-storage/library.ts'

/** A placement of the designer's own, as typed. */
export interface PlacementFields {
  readonly name: string
  readonly width: string
  readonly height: string
}

export type PlacementProblem = 'no-name' | 'long-name' | 'name-taken' | 'no-width' | 'no-height'
type PlacementField = keyof PlacementFields
export type PlacementProblems = Partial<Record<PlacementField, PlacementProblem>>

/** In the order of the form. */
export const placementFields = ['name', 'width', 'height'] as const

type CheckedPlacement =
  | { readonly placement: Omit<OwnPlacement, 'id'> }
  | { readonly problems: PlacementProblems }

const longestName = 60
const mostPixels = 10_000

/** @param taken the names of all other placements */
export function checkPlacement(
  fields: PlacementFields,
  taken: readonly string[],
): CheckedPlacement {
  const checked = checkName(fields.name, taken)
  const width = pixelsOf(fields.width)
  const height = pixelsOf(fields.height)
  if ('name' in checked && width !== null && height !== null) {
    return { placement: { name: checked.name, width, height } }
  }
  return {
    problems: {
      ...('problem' in checked ? { name: checked.problem } : {}),
      ...(width === null ? { width: 'no-width' } : {}),
      ...(height === null ? { height: 'no-height' } : {}),
    },
  }
}

/**
 * Checks and tidies the name of a placement or set: not empty, not too long for a row, and not in use.
 *
 * @param taken the names of all others
 */
export function checkName(
  written: string,
  taken: readonly string[],
): { readonly name: string } | { readonly problem: PlacementProblem } {
  const name = written.trim().replace(/\s+/g, ' ')
  if (name === '') return { problem: 'no-name' }
  if (Array.from(name).length > longestName) return { problem: 'long-name' }
  const isTaken = taken.some((other) => other.toLowerCase() === name.toLowerCase())
  return isTaken ? { problem: 'name-taken' } : { name }
}

/**
 * A name, or "Launch kit (2)" if the first is taken.
 *
 * @param taken the names of all others
 */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name
  for (let number = 2; 'problem' in checkName(free, taken); number++) {
    free = `${name} (${String(number)})`
  }
  return free
}

/** A whole number of pixels from 1 to 10,000, as written: "1080", "1,080", "1 080 px", "１０８０". */
export function pixelsOf(written: string): number | null {
  const plain = written
    .normalize('NFKC')
    .trim()
    .replace(/\s*px$/i, '')
  const digits = plain.replace(/(?<=\d)[\s,](?=\d{3}$)/, '')
  if (!/^\d{1,9}$/.test(digits)) return null
  const pixels = Number(digits)
  return pixels >= 1 && pixels <= mostPixels ? pixels : null
}
