import { expect, test } from 'vitest'
import { type Replaced, undo, replace } from '../../../../../ui/catalog/prompts/prompt-undo.ts'

const isReadyMade = (text: string) => text.startsWith('Preset')

test('what was written is brought back', () => {
  const replaced = replace([], 'My words', isReadyMade)
  expect(undo(replaced, 'Preset A', isReadyMade)).toEqual({ prompt: 'My words', replaced: [] })
})

test('trying one preset after the other still brings back what was written', () => {
  const replaced = replace(replace([], 'My words', isReadyMade), 'Preset A', isReadyMade)
  expect(undo(replaced, 'Preset B', isReadyMade)?.prompt).toBe('My words')
})

test('an empty box is nothing to bring back', () => {
  expect(undo(replace([], ' \n', isReadyMade), 'Preset A', isReadyMade)).toBeNull()
})

test('bringing back goes through everything that was written, and loses none of it', () => {
  let replaced: Replaced = replace([], 'First', isReadyMade)
  replaced = replace(replaced, 'Second', isReadyMade)
  let prompt = 'Third'
  const seen: string[] = []
  for (let times = 0; times < 3; times += 1) {
    const back = undo(replaced, prompt, isReadyMade)
    if (back === null) throw new Error('Lost')
    ;({ prompt, replaced } = back)
    seen.push(prompt)
  }
  expect(seen).toEqual(['Second', 'First', 'Third'])
})

test('what is in the box again by other means is not brought back', () => {
  const replaced = replace(replace([], 'First', isReadyMade), 'Second', isReadyMade)
  expect(undo(replaced, 'Second', isReadyMade)).toEqual({
    prompt: 'First',
    replaced: ['Second'],
  })
  expect(undo(['First'], 'First', isReadyMade)).toBeNull()
})
