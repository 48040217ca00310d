/**
 * Replaces what is selected in a text box, as typing would: the browser's own undo takes it back. Leaves the
 * focus in the box, and the caret behind the text.
 */
export function replaceSelection(box: HTMLTextAreaElement, text: string): void {
  box.focus()
  // It is deprecated, but nothing else keeps the box's undo
  // (https://developer.mozilla.org/en-US/docs/Web/API/Document/execCommand).
  // oxlint-disable-next-line typescript/no-deprecated
  if (document.execCommand('insertText', false, text)) return
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end')
  box.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
