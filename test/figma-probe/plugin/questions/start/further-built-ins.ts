import type { Question } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

const doubtful = [
  'AbortController',
  'Blob',
  'Intl',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'WebSocket',
  'XMLHttpRequest',
  'atob',
  'btoa',
  'crypto',
  'performance',
  'queueMicrotask',
  'structuredClone',
]

export const furtherBuiltIns: Question<Workspace> = {
  id: 'further-built-ins',
  asks: `Which of these does the sandbox have: ${doubtful.join(', ')}, Object.hasOwn?`,
  expected: 'none',
  async ask() {
    const there = doubtful.filter((name) => Reflect.get(globalThis, name) !== undefined)
    const all = 'hasOwn' in Object ? [...there, 'Object.hasOwn'] : there
    return { answer: all.length === 0 ? 'none' : all.join(', ') }
  },
}
