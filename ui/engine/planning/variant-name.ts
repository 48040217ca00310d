import type { Size } from '../../../contract/model/geometry.ts'
import { defaultSettings } from '../../../contract/model/client-storage/settings.ts'
import { shortPart } from '../../../contract/model/shorten.ts'

/** What a layer's name can be made of. */
export interface NameTokens {
  readonly source: string
  readonly target: string
  readonly ratio: string
  readonly size: Size
  readonly copy: number
}

/**
 * The name of a variant's layer. A token that there is not stays as it was written; a second copy is
 * told from the first also where the pattern doesn't.
 */
export function layerName(pattern: string, tokens: NameTokens): string {
  const named = fill(pattern, tokens).trim()
  const name = named === '' ? fill(defaultSettings.namePattern, tokens) : named
  const isTold = tokens.copy === 1 || (named !== '' && pattern.includes('{copy}'))
  return isTold ? name : `${name} · ${String(tokens.copy)}`
}

function fill(pattern: string, { source, target, ratio, size, copy }: NameTokens): string {
  const words = new Map([
    ['source', shortPart(source)],
    ['target', shortPart(target)],
    ['ratio', ratio],
    ['width', String(size.width)],
    ['height', String(size.height)],
    ['copy', String(copy)],
  ])
  return pattern.replace(/\{(\w+)\}/g, (token, name: string) => words.get(name) ?? token)
}
