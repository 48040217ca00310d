import type { Faults } from '../hiapi/faults.ts'

/** What can go wrong at HiAPI or on the way to it, so many times. */
const faults: Readonly<Record<string, (faults: Faults, times: number) => void>> = {
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

/** What a person does to the file meanwhile. */
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

const others = ['kill', 'the storage is full', 'a duplicate is opened'] as const

export type EventName = string

/** All that can happen in a schedule. */
export const eventNames: readonly EventName[] = [...others, ...deeds, ...Object.keys(faults)]

export function isDeed(event: EventName): event is Deed {
  return (deeds as readonly string[]).includes(event)
}

/** Arms a fault of the local HiAPI, to strike so many times. */
export function strike(event: EventName, into: Faults, times: number): void {
  faults[event]?.(into, times)
}
