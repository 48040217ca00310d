import type { Faults } from '../../hiapi/faults/faults.ts'

const page = '<!doctype html><title>Just a moment…</title>'

/** Answers to a create that went through, of which none says that it did. */
const oddAnswers: Readonly<Record<string, { readonly status: number; readonly body: string }>> = {
  'an empty 408': { status: 408, body: '' },
  'a 499': { status: 499, body: JSON.stringify({ code: 499, message: 'closed', data: null }) },
  'a 200 with an error': {
    status: 200,
    body: JSON.stringify({ error: { type: 'hiapi_error', code: 'upstream_timeout' } }),
  },
  'a 200 that speaks of money': {
    status: 200,
    body: JSON.stringify({ code: 1, message: 'insufficient balance' }),
  },
  'a 400 that is not HiAPI’s': { status: 400, body: JSON.stringify({ error: 'in English' }) },
  'a 403 page': { status: 403, body: page },
  'a 404 page': { status: 404, body: page },
  'a 413 page': { status: 413, body: page },
  'a 503 page': { status: 503, body: page },
  'a redirect': { status: 307, body: '' },
}

/** What can go wrong at HiAPI or on the way to it, so many times. */
const faults: Readonly<Record<string, (faults: Faults, times: number) => void>> = {
  ...Object.fromEntries(
    Object.entries(oddAnswers).map(([name, answer]) => [
      `a POST gets ${name}, and was processed`,
      (into: Faults, times: number) => {
        into.add({ on: 'create', fault: { kind: 'text', ...answer, processed: true }, times })
      },
    ]),
  ),
  'the answer to a POST is lost': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'lost' }, times })
  },
  'a POST is reset': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'reset' }, times })
  },
  'a POST hangs': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'hang' }, times })
  },
  'a POST takes 20 s': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'slow', ms: 20_000 }, times })
  },
  'a POST is cut': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'cut' }, times })
  },
  'a POST gets a 429': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'error', status: 429 }, times })
  },
  'a POST gets a 503': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'error', status: 503 }, times })
  },
  'a POST gets a 502, and was processed': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'text', processed: true }, times })
  },
  'a POST gets no task id': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'no-task-id' }, times })
  },
  'a POST gets a 402': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'error', status: 402 }, times })
  },
  'a POST gets a 401': (faults, times) => {
    faults.add({ on: 'create', fault: { kind: 'error', status: 401 }, times })
  },
  'the model’s name is refused': (faults, times) => {
    const model = 'gpt-image-2-image-to-image'
    faults.add({ on: 'create', fault: { kind: 'model-refused', model }, times })
  },
  'a look gets a 503': (faults, times) => {
    for (const on of ['get', 'list'] as const) {
      faults.add({ on, fault: { kind: 'error', status: 503 }, times })
    }
  },
  'a look is reset': (faults, times) => {
    for (const on of ['get', 'list'] as const) faults.add({ on, fault: { kind: 'reset' }, times })
  },
  'a look hangs': (faults, times) => {
    for (const on of ['get', 'list'] as const) faults.add({ on, fault: { kind: 'hang' }, times })
  },
  'a look gets a 401': (faults, times) => {
    for (const on of ['get', 'list'] as const) {
      faults.add({ on, fault: { kind: 'error', status: 401 }, times })
    }
  },
  'a picture is not there yet': (faults, times) => {
    faults.add({ on: 'picture', fault: { kind: 'picture-missing' }, times })
  },
  'a picture’s address has expired': (faults, times) => {
    faults.add({ on: 'picture', fault: { kind: 'picture-expired' }, times })
  },
  'a picture is cut short': (faults, times) => {
    faults.add({ on: 'picture', fault: { kind: 'picture-truncated' }, times })
  },
  'a picture hangs': (faults, times) => {
    faults.add({ on: 'picture', fault: { kind: 'hang' }, times })
  },
  'a picture gets a 503': (faults, times) => {
    faults.add({ on: 'picture', fault: { kind: 'error', status: 503 }, times })
  },
  'a task fails': (faults, times) => {
    faults.add({ on: 'task', fault: { kind: 'fails' }, times })
  },
  'a task is stuck': (faults, times) => {
    faults.add({ on: 'task', fault: { kind: 'stuck' }, times })
  },
  'a picture is a WebP': (faults, times) => {
    faults.add({ on: 'task', fault: { kind: 'picture-format', format: 'webp' }, times })
  },
}

/** What a designer does to the file meanwhile. */
export const deeds = [
  'undo',
  'redo',
  'delete a variant',
  'move a variant',
  'move a source',
  'delete a source',
  'look at the other page',
] as const
export type Deed = (typeof deeds)[number]

const hour = 3_600_000

/** By how much the clock of the designer's computer is set, in milliseconds. */
const jumps: Readonly<Record<string, number>> = {
  'the clock falls by an hour': -hour,
  'the clock falls by two days': -48 * hour,
  'the clock rises by an hour': hour,
  'the clock rises by two days': 48 * hour,
}

const others = [
  'kill',
  'the storage is full',
  'a storage write fails',
  'a duplicate is opened',
  'the API key is changed',
] as const

export type EventName = string

/** All that can happen in a schedule. */
export const eventNames: readonly EventName[] = [
  ...others,
  ...deeds,
  ...Object.keys(jumps),
  ...Object.keys(faults),
]

export function isDeed(event: EventName): event is Deed {
  return (deeds as readonly string[]).includes(event)
}

/** By how much an event sets the clock of the designer's computer; null where it does not. */
export function jumpOf(event: EventName): number | null {
  return jumps[event] ?? null
}

/** Arms a fault of the local HiAPI, to strike so many times. */
export function strike(event: EventName, into: Faults, times: number): void {
  faults[event]?.(into, times)
}
