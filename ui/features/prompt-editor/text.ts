import type { Role } from '../../../contract/model/reference.ts'
import type { LeftOut, LeftOutBecause } from '../../catalog/prompts/select-references.ts'
import type { Token } from '../../catalog/prompts/tokens.ts'
import { listed, pluralize, promptCount } from '../../formats/format.ts'

/** Every sentence about the prompt, its presets and history, texts and further references. */

export const promptLabels = {
  presets: 'Presets',
  history: 'History',
  searchPresets: 'Search presets',
  searchHistory: 'Search history',
  undo: 'Undo',
  undoHint: 'Brings your own prompt back',
  more: 'More options',
  tokens: 'Tokens',
  keepWords: 'Keep text exactly',
  readAgain: 'Read again',
  asSent: 'Preview prompt',
  shownSource: 'Preview source',
  shownTarget: 'Preview target',
  additions: 'Extra prompt per placement',
  additionsHint: 'Added to the prompt for that target only.',
  references: 'References',
  addReference: 'Add selection as reference',
  capturing: 'Taking its picture…',
} as const

export const noPresetText = 'No presets found.'
export const noHistoryText = 'Your prompts will appear here.'
export const notInHistoryText = 'No prompts found.'
export const nothingToSendText = 'Select a frame, write a prompt and choose a target to preview it.'

export const roleTexts: Readonly<Record<Role, string>> = {
  style: 'Style',
  brand: 'Brand',
  subject: 'Subject',
}

/** The beginning of a long text, on one line: it names a button. */
export function inShort(text: string): string {
  const letters = Array.from(text.replace(/\s+/g, ' ').trim())
  return letters.length <= 60 ? letters.join('') : `${letters.slice(0, 59).join('').trimEnd()}…`
}

/** What is set in the fold under the prompt: "text kept, 1 addition, 2 references"; "" for nothing. */
export function moreText(set: {
  readonly keepsWords: boolean
  readonly additions: number
  readonly references: number
}): string {
  const { keepsWords, additions, references } = set
  return [
    keepsWords ? 'text kept' : '',
    additions > 0 ? pluralize(additions, 'addition') : '',
    references > 0 ? pluralize(references, 'reference') : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

export const favouriteText = (text: string) => `Favourite prompt: ${inShort(text)}`
export const deleteText = (text: string) => `Delete prompt: ${inShort(text)}`
export const insertText = ({ written }: Token) => `Insert ${written}`
export const additionText = (target: string) => `Extra prompt for ${target}`
export const roleText = (name: string) => `Role of ${name}`
export const moveUpText = (name: string) => `Move up: ${name}`
export const moveDownText = (name: string) => `Move down: ${name}`
export const removeText = (name: string) => `Remove reference: ${name}`
export const imageText = (image: number) => `Image ${String(image)}`
export const removedText = (name: string) => `${name} is no longer a reference.`
export const placeText = (name: string, place: number) => `${name} is now image ${String(place)}.`

/** "Longest: 1,234/20,000 characters" */
export function longestText(length: number, most: number): string {
  return `Longest: ${promptCount(length, most)} characters`
}

/** What was found in the sources; names are those of sources. */
export interface FoundTexts {
  readonly reading: number
  readonly layers: number
  /** All that were read. */
  readonly read: readonly string[]
  readonly without: readonly string[]
  readonly unread: readonly string[]
}

/** "Found 3 text layers in Poster." and whatever else there is to say. */
export function foundText({ reading, layers, read, without, unread }: FoundTexts): string {
  if (reading > 0) return `Reading the text of ${pluralize(reading, 'source')}…`
  const parts: string[] = []
  const speaking = read.length - without.length
  if (speaking > 0) {
    const [only = ''] = read.filter((name) => !without.includes(name))
    const where = speaking === 1 ? only : pluralize(speaking, 'source')
    parts.push(`Found ${pluralize(layers, 'text layer')} in ${where}.`)
  }
  if (without.length > 0) parts.push(`${firstListed(without)} ${hasOrHave(without)} no text.`)
  if (unread.length > 0) parts.push(`The text of ${firstListed(unread)} can’t be read.`)
  return parts.join(' ')
}

const hasOrHave = (names: readonly string[]) => (names.length === 1 ? 'has' : 'have')

const reasons: Readonly<
  Record<LeftOutBecause, (names: readonly string[], most: number) => string>
> = {
  unseen: (names) => `${names.length === 1 ? 'it is' : 'they are'} empty`,
  known: (names) =>
    names.length === 1 ? 'it is already a reference' : 'they are already references',
  'no-room': (_, most) => `HiAPI takes at most ${String(most)} references`,
  failed: (names) => `Figma can’t export ${names.length === 1 ? 'it' : 'them'}`,
}

/** "Logo was left out: it shows nothing." for each reason there is. */
export function leftOutText(leftOut: readonly LeftOut[], most: number): string {
  return (Object.keys(reasons) as LeftOutBecause[])
    .map((because) => {
      const names = leftOut.filter((each) => each.because === because).map(({ name }) => name)
      if (names.length === 0) return ''
      const were = names.length === 1 ? 'was' : 'were'
      return `${firstListed(names)} ${were} left out: ${reasons[because](names, most)}.`
    })
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** @param most as many as the model takes beside the frame */
export function referencesFullText(most: number): string {
  return `HiAPI takes at most ${String(most)} references.`
}
export const nothingSelectedText = 'Select layers on the canvas to use as references.'

/** The first three names, and how many more: "Poster, Card, Hero and 57 others". */
function firstListed(names: readonly string[]): string {
  const most = names.length === 4 ? 4 : 3
  const shown = names.slice(0, most)
  const others = names.length - shown.length
  const items = others > 0 ? [...shown, pluralize(others, 'other')] : shown
  return listed(items)
}
