import type { Size } from '../../../contract/model/geometry.ts'
import type { FurtherReference } from '../../../contract/model/recipe.ts'
import { keepingWords } from './keep-wording.ts'
import { tidyPrompt } from './tidy-prompt.ts'
import { fillTokens, splitAtTokens, type Template, type TokenName } from './tokens.ts'

/** What all prompts of an order have in common. */
export interface OrderPrompt {
  /** As the designer wrote it, with its tokens. */
  readonly prompt: string
  /** Whether the source's own words are to stay as they are. */
  readonly keepWords: boolean
  /** What the further references show, in the order in which they are sent. */
  readonly roles: readonly FurtherReference['role'][]
}

/** `texts` are its text layers in reading order. */
interface PromptSource {
  readonly name: string
  readonly texts: readonly string[]
}

/** `size` is the frame's, in pixels. */
interface PromptTarget {
  readonly name: string
  readonly size: Size
  /** Words for this target alone, tokens allowed; empty where there are none. */
  readonly addition: string
}

/** What the prompt of one picture is made of. */
export interface PromptParts extends OrderPrompt {
  readonly source: PromptSource
  readonly target: Omit<PromptTarget, 'addition'>
  readonly addition: string
}

/** The prompt of one picture. */
export interface ComposedPrompt {
  readonly text: string
  /** Two prompts of a source with the same key are the same. */
  readonly key: string
}

/** Gives the prompts of one source, by target. */
export type SourcePrompts = (target: PromptTarget) => ComposedPrompt

/** What each role asks of the model, after "image 2 shows". */
const shown: Readonly<Record<FurtherReference['role'], string>> = {
  style: 'the style to follow',
  brand: 'the brand to keep to',
  subject: 'the subject to depict',
}

/** The prompt as it is sent: every part on lines of its own, and nothing in it that nobody sees. */
export function composePrompt({ source, target, addition, ...order }: PromptParts): string {
  return promptsOf(order)(source)({ ...target, addition }).text
}

/**
 * The prompts of an order. A run may have hundreds, of 20,000 characters each, and they are composed
 * at every key: the prompt is tidied and split once, and equal prompts of a source are made once.
 */
export function promptsOf(order: OrderPrompt): (source: PromptSource) => SourcePrompts {
  const template = templateOf(order.prompt)
  const roles = whichImageIsWhat(order.roles)
  const additions = new Map<string, Template>()

  function additionOf(words: string): Template {
    const known = additions.get(words) ?? templateOf(words)
    additions.set(words, known)
    return known
  }

  return (source) => {
    const name = tidyPrompt(source.name)
    const text = tidyPrompt(source.texts.join('\n'))
    const kept = order.keepWords ? keepingWords(source.texts) : ''
    const composed = new Map<string, ComposedPrompt>()
    return (target) => {
      const values = {
        name,
        target: tidyPrompt(target.name),
        width: String(Math.round(target.size.width)),
        height: String(Math.round(target.size.height)),
        text,
      }
      const addition = additionOf(target.addition)
      const key = [
        target.addition,
        ...namesOfTarget(template, addition).map((each) => values[each]),
      ].join('\n')
      const known = composed.get(key)
      if (known !== undefined) return known
      const parts = [filled(template, values), filled(addition, values), kept, roles]
      const made = { text: parts.reduce(inLines, ''), key }
      composed.set(key, made)
      return made
    }
  }
}

function inLines(one: string, other: string): string {
  return one === '' || other === '' ? one + other : `${one}\n${other}`
}

/** The tokens that make the prompts of one source differ. */
function namesOfTarget(...templates: readonly Template[]): TokenName[] {
  const used = templates.flatMap(({ tokens }) => tokens)
  return used.filter((name) => name !== 'name' && name !== 'text')
}

function templateOf(written: string): Template {
  return splitAtTokens(tidyPrompt(written).trim())
}

/** Trims only where a token stands at an end: that costs a copy of the whole prompt. */
function filled(template: Template, values: Readonly<Record<TokenName, string>>): string {
  const { texts } = template
  const text = fillTokens(template, values)
  return texts[0] === '' || texts.at(-1) === '' ? text.trim() : text
}

/** The source's own picture is always the first that is sent. */
function whichImageIsWhat(roles: OrderPrompt['roles']): string {
  if (roles.length === 0) return ''
  const list = roles.map((role, index) => `image ${index + 2} shows ${shown[role]}`).join('; ')
  return `${list.replace(/^i/, 'I')}. Image 1 is the design to work on.`
}
