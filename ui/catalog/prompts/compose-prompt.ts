import type { Size } from '../../../contract/model/geometry.ts'
import type { FurtherReference } from '../../../contract/model/reference.ts'
import { keepingWords } from './keep-wording.ts'
import { tidyPrompt } from './tidy-prompt.ts'
import { fillTokens, splitAtTokens, type Template, type TokenName } from './tokens.ts'

/** What all prompts of an order have in common. */
export interface OrderPrompt {
  /** As the designer wrote it, with its tokens. */
  readonly prompt: string
  /** Whether the source's own texts must stay as they are. */
  readonly keepWording: boolean
  /** What the further references show, in the order in which they are sent. */
  readonly roles: readonly FurtherReference['role'][]
}

/** `texts` are its text layers in reading order. */
export interface PromptSource {
  readonly name: string
  readonly texts: readonly string[]
}

/** `size` is the frame's, in pixels. */
export interface PromptTarget {
  readonly name: string
  readonly size: Size
  /** Words for this target alone, tokens allowed; empty if there are none. */
  readonly addition: string
}

export interface OrderPrompts {
  /** Targets with the same key have the same prompt, whatever the source. */
  keyOf(target: PromptTarget): string
  /**
   * Returns the prompts of one source, by target.
   *
   * `clause` says which text is set over the picture; it comes last, exactly as given
   */
  of(source: PromptSource): (target: PromptTarget, clause?: string) => string
}

/** The role's instruction to the model, after "image 2 shows". */
const shown: Readonly<Record<FurtherReference['role'], string>> = {
  style: 'the style to follow',
  brand: 'the brand to keep to',
  subject: 'the subject to depict',
}

/**
 * The prompts of an order as they are sent: each part on lines of its own, without invisible characters.
 * An order may have thousands, of 20,000 characters each, and all are composed at every keystroke. So the
 * prompt is tidied and split once, and nothing is copied that can be joined.
 */
export function promptsOf(order: OrderPrompt): OrderPrompts {
  const template = templateOf(order.prompt)
  const roles = whichImageIsWhat(order.roles)
  const additionOf = remembered(templateOf)
  const tidy = remembered(tidyPrompt)
  const valueOf = ({ name, size }: PromptTarget) => ({
    target: tidy(name),
    width: String(Math.round(size.width)),
    height: String(Math.round(size.height)),
  })
  const namesIn = remembered((addition: string) =>
    [...template.tokens, ...additionOf(addition).tokens].filter(isOfTarget),
  )
  return {
    keyOf(target) {
      const values = valueOf(target)
      const used = namesIn(target.addition).map((name) => values[name])
      return [target.addition, ...used].join('\n')
    },
    of(source) {
      const name = tidyPrompt(source.name)
      const text = tidyPrompt(source.texts.join('\n'))
      const kept = order.keepWording ? keepingWords(source.texts) : ''
      return (target, clause = '') => {
        const values = { ...valueOf(target), name, text }
        const addition = fillTokens(additionOf(target.addition), values)
        const words = inLines(fillTokens(template, values), addition)
        // Without words nothing is asked for, whatever would be said beside them.
        return words === '' ? '' : [words, kept, roles, clause].reduce(inLines)
      }
    },
  }
}

/** Caches the results of a function by its argument. */
function remembered<Value>(find: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>()
  return (key) => {
    const value = known.get(key) ?? find(key)
    known.set(key, value)
    return value
  }
}

function isOfTarget(name: TokenName): name is 'target' | 'width' | 'height' {
  return name !== 'name' && name !== 'text'
}

function inLines(one: string, other: string): string {
  return one === '' || other === '' ? one + other : `${one}\n${other}`
}

function templateOf(written: string): Template {
  return splitAtTokens(tidyPrompt(written).trim())
}

/** The source's own picture is always sent first. */
function whichImageIsWhat(roles: OrderPrompt['roles']): string {
  if (roles.length === 0) return ''
  const list = roles.map((role, index) => `image ${index + 2} shows ${shown[role]}`).join('; ')
  return `${list.replace(/^i/, 'I')}. Image 1 is the design to work on.`
}
