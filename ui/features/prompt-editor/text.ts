import type { Role } from '../../../contract/model/reference.ts'
import type { LeftOut, LeftOutBecause } from '../../catalog/prompts/select-references.ts'
import type { Token } from '../../catalog/prompts/tokens.ts'
import { counted, digits, firstListed, isOne, join, promptCount } from '../../formats/format.ts'

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
    counted(additions, '1 addition', '# additions', ''),
    counted(references, '1 reference', '# references', ''),
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

/** "{sorce} and {nmae} are no tokens: they are sent as written." */
export function strayTokensText(words: readonly string[]): string {
  const names = firstListed(words)
  return counted(
    words.length,
    `${names} is no token: it is sent as written.`,
    `${names} are no tokens: they are sent as written.`,
    '',
  )
}

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

/** "Found 3 text layers in Poster." and further facts. */
export function foundText({ reading, layers, read, without, unread }: FoundTexts): string {
  if (reading > 0) {
    return counted(reading, 'Reading the text of 1 source…', 'Reading the text of # sources…')
  }
  return join(
    layersText(
      layers,
      read.filter((name) => !without.includes(name)),
    ),
    without.length === 0
      ? null
      : isOne(without.length)
        ? `${firstListed(without)} has no text.`
        : `${firstListed(without)} have no text.`,
    unread.length === 0 ? null : `The text of ${firstListed(unread)} can’t be read.`,
  )
}

/** @param speaking the sources with text; each has a layer at least */
function layersText(layers: number, speaking: readonly string[]): string | null {
  const [name] = speaking
  if (name === undefined) return null
  return isOne(speaking.length)
    ? counted(layers, `Found 1 text layer in ${name}.`, `Found # text layers in ${name}.`)
    : `Found ${digits(layers)} text layers in ${digits(speaking.length)} sources.`
}

const reasons: Readonly<Record<LeftOutBecause, (most: number) => string>> = {
  unseen: () => 'Nothing to see.',
  known: () => 'Already in the list.',
  'no-room': referencesFullText,
  failed: () => 'Figma can’t export this.',
}

/** "Left out: Logo. Nothing to see." for each reason there is. */
export function leftOutText(leftOut: readonly LeftOut[], most: number): string {
  return join(
    ...(Object.keys(reasons) as LeftOutBecause[]).flatMap((because) => {
      const names = leftOut.filter((each) => each.because === because).map(({ name }) => name)
      return names.length === 0 ? [] : [`Left out: ${firstListed(names)}.`, reasons[because](most)]
    }),
  )
}

/** @param most as many as the model takes beside the frame */
export function referencesFullText(most: number): string {
  return `HiAPI takes at most ${String(most)} references.`
}
export const nothingSelectedText = 'Select layers on the canvas to use as references.'
