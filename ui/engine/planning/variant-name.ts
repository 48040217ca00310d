import type { Size } from '../../../contract/model/geometry.ts'
import { defaultSettings } from '../../../contract/model/client-storage/settings.ts'
import { shortPart } from '../../../contract/model/shorten.ts'

interface NameTokens {
  readonly source: string
  readonly target: string
  readonly ratio: string
  readonly size: Size
  readonly copy: number
}

/**
 * The name of a variant's layer. An unknown token stays as written. A further copy gets its number even if
 * the pattern has no `{copy}`.
 */
export function layerName(pattern: string, tokens: NameTokens): string {
  const named = fill(pattern, tokens).trim()
  const name = named === '' ? fill(defaultSettings.namePattern, tokens) : named
  const isNumbered = tokens.copy === 1 || (named !== '' && pattern.includes('{copy}'))
  return isNumbered ? name : `${name} · ${String(tokens.copy)}`
}

/** What a pattern can hold in braces. */
const nameTokens = ['source', 'target', 'ratio', 'width', 'height', 'copy'] as const
const inBraces = new RegExp(`\\{(${nameTokens.join('|')})\\}`, 'g')

/** Whether a pattern has braces around anything but a token, or only one brace. */
export function hasUnknownToken(pattern: string): boolean {
  return /[{}]/.test(pattern.replace(inBraces, ''))
}

function fill(pattern: string, { source, target, ratio, size, copy }: NameTokens): string {
  const words: Readonly<Record<(typeof nameTokens)[number], string>> = {
    source: shortPart(source),
    target: shortPart(target),
    ratio,
    width: String(size.width),
    height: String(size.height),
    copy: String(copy),
  }
  return pattern.replace(inBraces, (_, name: (typeof nameTokens)[number]) => words[name])
}
