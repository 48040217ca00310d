import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

/** What the plugin half may use beyond ES2015. */
const needed = [
  'Array.prototype.flatMap',
  'Array.prototype.includes',
  'BigInt',
  'Object.entries',
  'Object.fromEntries',
  'Promise.allSettled',
  'Promise.prototype.finally',
  'Proxy',
  'String.prototype.matchAll',
  'String.prototype.padStart',
  'WeakMap',
  'clearTimeout',
  'console',
  'setInterval',
  'setTimeout',
]

export const builtIns: Question<Workspace> = {
  id: 'built-ins',
  asks: 'Does the sandbox have the built-ins that the plugin half may use (ES2020, console, timers)?',
  expected: 'all',
  async ask() {
    const missing = needed.filter((name) => !isThere(name))
    return { answer: missing.length === 0 ? 'all' : `missing: ${missing.join(', ')}` }
  },
}

function isThere(path: string): boolean {
  let value: unknown = globalThis
  for (const name of path.split('.')) {
    if (value === undefined || value === null) return false
    value = Reflect.get(Object(value) as object, name)
  }
  return value !== undefined
}
