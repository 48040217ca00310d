import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tidyPrompt } from '../../../../../ui/catalog/prompts/tidy-prompt.ts'

test.each([
  ['half an emoji', 'Sun \ud83d, sea', 'Sun , sea'],
  ['the other half', '\ude00 sun', ' sun'],
  ['halves in the wrong order', '\ude00\ud83d', ''],
  ['control characters', 'A\u0000B\u0007\u001b[31m\u007f\u0080\u009f', 'AB[31m'],
  [
    'line breaks of other systems',
    'A\r\nB\rC\u2028D\u2029E\u0085F\vG\fH',
    'A\nB\nC\nD\nE\nF\nG\nH',
  ],
  ['a byte order mark', '\ufeffAt dusk', 'At dusk'],
  ['zero-width blanks and word joiners', 'At\u200b\u2060 dusk', 'At dusk'],
  ['soft hyphens', 'Ex\u00adtra\u00adordinary', 'Extraordinary'],
  ['directions turned over', 'a\u202etxet\u202c \u2066b\u2069 c\u200e\u200f\u061c', 'atxet b c'],
  ['annotations', '\ufff9a\ufffab\ufffb', 'ab'],
  ['words for machines alone', 'At dusk\u{e0001}\u{e0068}\u{e0069}', 'At dusk'],
])('%s are not sent', (_, written, sent) => {
  expect(tidyPrompt(written)).toBe(sent)
})

test.each([
  'At dusk, 50 % off: "Très bien" – “naïve” …\n\tOne\n\nTwo',
  '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ❤️ 1️⃣ 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'क्‍ष नमस्ते می‌خواهم සිංහල ශ්‍රී',
  'العربية עברית 日本語 한국어 ไทย',
  'e\u0301 \u00a0 \u3000 \ue000 \ufffd',
])('%j is sent as it was written', (written) => {
  expect(tidyPrompt(written)).toBe(written)
})

test('whatever was written, what is sent is well-formed, on lines, and tidy', () => {
  const unit = fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('\ud83d', '\ude00', '\u0000', '\u202e', '\ufeff', '\r', 'a', '🌇', '\u200d'),
  )
  fc.assert(
    fc.property(fc.string({ unit }), (written) => {
      const sent = tidyPrompt(written)
      expect(sent).not.toMatch(/\p{Cs}|[^\P{Cc}\n\t]/u)
      expect(new TextDecoder().decode(new TextEncoder().encode(sent))).toBe(sent)
      expect(tidyPrompt(sent)).toBe(sent)
    }),
  )
})
