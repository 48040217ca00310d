import { expect, test } from 'vitest'
import { messagesDocument } from './message-table.ts'

test('the table of messages is what the window says', async () => {
  await expect(messagesDocument).toMatchFileSnapshot('../../../docs/messages.md')
})

test('no message speaks of what only developers know', () => {
  expect(messagesDocument).not.toMatch(/idempoten|Idempoten|\b[45]\d\d\b|HTTP|JSON|null|undefined/)
})
