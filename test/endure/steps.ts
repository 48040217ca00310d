/** A point at which the plugin can be killed: something is about to happen, or just has. */
export interface Step {
  /** One of a few dozen, for counting: `POST leaves`. */
  readonly kind: string
  /** Which one it is: the name of a procedure, a key of the storage. */
  readonly what: string
  /** Whether a clone was made just before, and nothing has been written on it yet. */
  readonly isAmidClone?: boolean
}

export type OnStep = (step: Step) => void

const kinds: Readonly<Record<string, string>> = {
  create: 'node about to be made',
  clone: 'node about to be cloned',
  createImage: 'image about to be kept',
  commitUndo: 'undo step about to end',
  pluginData: 'plugin data about to be written',
  export: 'export about to begin',
  'export:done': 'export done',
  'storage:get': 'storage about to be read',
  'storage:set': 'storage about to be written',
  'storage:set:done': 'storage written',
  'storage:delete': 'storage about to be cleared',
  'storage:delete:done': 'storage cleared',
  'message:to-main': 'message to the plugin half arrives',
  'message:to-main:done': 'message to the plugin half handled',
  'message:to-ui': 'message to the window leaves',
}

type Raw = Readonly<Record<string, unknown>>
const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null

/**
 * Kills at a step. Figma runs a plugin on its main thread, which closing it has to wait for: between
 * `clone()`, which can only put the clone on the page, and the mark that is written on it next, nothing can
 * happen. There, and only there, the kill waits for the end of the turn.
 */
export function killAt({ isAmidClone }: Step, kill: () => void): void {
  if (isAmidClone) queueMicrotask(kill)
  else kill()
}

/** Names the steps that the stand-in for Figma tells of. */
export function createStepNames(): (step: string, detail: unknown) => Step {
  const asked = new Map<unknown, string>()
  let isBare = false

  function whatOf(detail: unknown): string {
    if (!isRaw(detail)) return textOf(detail)
    if (detail['type'] === 'request') asked.set(detail['id'], String(detail['name']))
    if (detail['type'] === 'event') return `event ${String(detail['name'])}`
    if ('type' in detail) return asked.get(detail['id']) ?? ''
    return textOf(detail['key'] ?? detail['node'])
  }

  return (step, detail) => {
    const isAmidClone = isBare && step === 'pluginData'
    // To forget what a clone has from its original does not mark it yet.
    const isMark = isRaw(detail) && detail['value'] !== ''
    isBare = step === 'clone' || (isAmidClone && !isMark)
    return { kind: kinds[step] ?? step, what: whatOf(detail), isAmidClone }
  }
}

/** What only a relay is asked. */
const ofRelay: Readonly<Record<string, string>> = {
  '/v1/relay': 'GET of the relay',
  '/v1/references': 'POST of a reference',
  '/v1/events': 'GET of events',
}

/** How a request is called in the names of steps. */
export function requestName(url: string, method = 'GET'): string {
  const { pathname } = new URL(url)
  if (!/\/v1(\/|$)/.test(pathname)) return 'picture'
  const name = ofRelay[pathname]
  if (name !== undefined) return name
  if (method === 'POST') return 'POST'
  return url.includes('page=') ? 'GET of the list' : 'GET of a task'
}
