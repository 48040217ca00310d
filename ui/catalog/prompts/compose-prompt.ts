import type { Size } from '../../../contract/model/geometry.ts'
import type { FurtherReference } from '../../../contract/model/recipe.ts'
import { keepingWords } from './keep-wording.ts'
import { tidyPrompt } from './tidy-prompt.ts'
import { fillTokens } from './tokens.ts'

/** What the prompt of one picture is made of. */
export interface PromptParts {
  /** As the person wrote it, with its tokens. */
  prompt: string
  /** Words for this target alone, tokens allowed; empty where there are none. */
  addition: string
  /** Whether the source's own words are to stay as they are. */
  keepWords: boolean
  /** `texts` are its text layers in reading order. */
  source: { name: string; texts: readonly string[] }
  /** `size` is the frame's, in pixels. */
  target: { name: string; size: Size }
  /** What the further references show, in the order in which they are sent. */
  roles: readonly FurtherReference['role'][]
}

/** What each role asks of the model, after "image 2 shows". */
const shown: Readonly<Record<FurtherReference['role'], string>> = {
  style: 'the style to follow',
  brand: 'the brand to keep to',
  subject: 'the subject to depict',
}

/** The prompt as it is sent: every part on lines of its own, and nothing in it that nobody sees. */
export function composePrompt(parts: PromptParts): string {
  const { prompt, addition, keepWords, source, target, roles } = parts
  const values = {
    name: source.name,
    target: target.name,
    width: String(Math.round(target.size.width)),
    height: String(Math.round(target.size.height)),
    text: source.texts.join('\n'),
  }
  return [
    fillTokens(prompt, values),
    fillTokens(addition, values),
    keepWords ? keepingWords(source.texts) : '',
    whichImageIsWhat(roles),
  ]
    .map((part) => tidyPrompt(part).trim())
    .filter((part) => part !== '')
    .join('\n')
}

/** The source's own picture is always the first that is sent. */
function whichImageIsWhat(roles: PromptParts['roles']): string {
  if (roles.length === 0) return ''
  const list = roles.map((role, index) => `image ${index + 2} shows ${shown[role]}`).join('; ')
  return `${list.replace(/^i/, 'I')}. Image 1 is the design to work on.`
}
