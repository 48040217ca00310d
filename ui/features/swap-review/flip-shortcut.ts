/** What a key press is judged by. */
type Press = Pick<
  KeyboardEvent,
  | 'key'
  | 'ctrlKey'
  | 'metaKey'
  | 'altKey'
  | 'shiftKey'
  | 'repeat'
  | 'isComposing'
  | 'defaultPrevented'
>

/** Whether a press is a plain F: not a shortcut of the browser's or of Figma's, not held down. */
export function isFlipKey(press: Press): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return false
  if (press.repeat || press.isComposing || press.defaultPrevented) return false
  return press.key.toLowerCase() === 'f'
}

/** Fields that take letters: as text, or to pick an option by its first letter. */
const writing =
  'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=range], [type=button])'

/** Whether a letter that is pressed now belongs to a field, or to a question that waits. */
export function takesLetters(document: Document): boolean {
  const isAsked = document.querySelector('[role=alertdialog], :modal') !== null
  return isAsked || document.activeElement?.matches(writing) === true
}
