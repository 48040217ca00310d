import type { Question } from '../../question.ts'

const parts: Readonly<Record<string, () => unknown>> = {
  'crypto.subtle': () => Reflect.get(crypto, 'subtle'),
  'crypto.randomUUID': () => Reflect.get(crypto, 'randomUUID'),
  'navigator.clipboard': () => Reflect.get(navigator, 'clipboard'),
  caches: () => Reflect.get(globalThis, 'caches'),
}

export const secureContext: Question<null> = {
  id: 'window-secure',
  asks: 'Is the window a secure context?',
  expected: 'no',
  async ask() {
    const there = Object.entries(parts).flatMap(([name, get]) => (hasValue(get) ? [name] : []))
    return {
      answer: isSecureContext ? 'yes' : 'no',
      detail: there.length === 0 ? '' : `there is ${there.join(', ')}`,
    }
  },
}

function hasValue(get: () => unknown): boolean {
  try {
    return get() !== undefined
  } catch {
    // Refused is as good as not there.
    return false
  }
}
