import { expect, test } from 'vitest'
import { messagesDocument, untoldKinds } from './message-table.ts'

test('the table of messages is what the window says', async () => {
  await expect(messagesDocument).toMatchFileSnapshot('../../../docs/messages.md')
})

test('every failure is told: of a run, or at some stage of a job', () => {
  // No job meets it: it is the answer to what is done with a swap.
  expect(untoldKinds).toEqual(['swap-gone'])
})

test('no message speaks of what only developers know', () => {
  expect(messagesDocument).not.toMatch(/idempoten|Idempoten|\b[45]\d\d\b|HTTP|JSON|null|undefined/)
})
