import type { Refusal } from '../api/refusal.ts'
import type { PictureFormat } from '../pictures/draw.ts'
import type { Task } from '../api/task.ts'
import { textOf, type HiapiRequest } from '../api/wire.ts'

/** What can go wrong with the wire. All but `reset` leave the request processed. */
export type WireFault =
  | { kind: 'slow'; ms: number }
  | { kind: 'cut' }
  | { kind: 'hang'; at?: 'start' | 'body' }
  /** The connection breaks before the request is processed. */
  | { kind: 'reset' }
  /** The request is processed, and the reply never arrives. */
  | { kind: 'lost' }

/** A wrong answer. `processed`: it hides a request that went through, as a broken gateway does. */
export type ReplyFault =
  | ({ kind: 'error'; processed?: boolean } & Refusal)
  /** Not JSON: a gateway's 502 page by default, HTML with status 200 when asked. */
  | {
      kind: 'text'
      status?: number
      body?: string
      type?: string
      /** Further headers: where a redirect leads to, say. */
      headers?: Readonly<Record<string, string>>
      processed?: boolean
    }
  /** The answer of a request that was processed, as something else; a text stands for itself. */
  | { kind: 'rewritten'; status?: number; rewrite: (answer: unknown) => unknown }

export type CreateFault =
  | WireFault
  | ReplyFault
  | { kind: 'no-task-id' }
  /** The answer leaves only after the callback of the task's end has been answered. */
  | { kind: 'told-first' }
  /** Refuses one spelling of the model. */
  | { kind: 'model-refused'; model: string; code?: 'INVALID_REQUEST' | 'MODEL_UNAVAILABLE' }
  | { kind: 'data-uris-refused' }
  /** Refuses one cell of the ratio × resolution table, such as 1:1 at 4K. */
  | { kind: 'cell-refused'; ratio: string; resolution: string }

/** What becomes of a task, settled when it is created. */
export type TaskFault =
  | { kind: 'fails'; code?: string; message?: string; shape?: 'object' | 'string' }
  | { kind: 'stuck' }
  /** Other words for the states; one that nobody knows, or those of the vendor's blog. */
  | { kind: 'status-words'; words: Readonly<Record<string, string>>; stuck?: boolean }
  | { kind: 'output'; shape: 'missing' | 'empty' | 'mixed' | 'malformed' }
  | { kind: 'unlisted-host' }
  | PictureShapeFault

/** A picture that is not what was ordered. */
export type PictureShapeFault =
  | { kind: 'picture-format'; format: PictureFormat }
  | { kind: 'picture-wrong-ratio' }
  /** Over Figma's 4096 px on the long edge. */
  | { kind: 'picture-oversize' }

export type PictureFault =
  | WireFault
  | ReplyFault
  | PictureShapeFault
  /** 404, as a content network that has not caught up. */
  | { kind: 'picture-missing' }
  /** 403 until the task is asked for again and gives a fresh address. */
  | { kind: 'picture-expired' }
  /** A complete reply that holds the first half of the file. */
  | { kind: 'picture-truncated' }
  | { kind: 'picture-html' }
  /** These bytes in place of the picture. */
  | { kind: 'picture-bytes'; bytes: Uint8Array }
  /** Zeros for as long as they are taken; `declared` is the length that the reply says it has. */
  | { kind: 'picture-endless'; declared?: number }

export type PreflightFault =
  | WireFault
  | { kind: 'preflight-refused'; headers: 'all' | 'idempotency-key' }

export type WebhookFault =
  | { kind: 'webhook-unsigned' }
  /** As many at the same moment: 2, if it is not said. */
  | { kind: 'webhook-duplicate'; copies?: number }
  | { kind: 'webhook-stale' }
  /** No attempt is made, now or later. */
  | { kind: 'webhook-never' }
  | { kind: 'webhook-late'; ms: number }
  /** Once it has arrived, another one tells the opposite: `fail` after `success`, say. */
  | { kind: 'webhook-opposite' }

/** How a hosted reference is fetched: each of it is undocumented, so a receiver has to bear all. */
export type ReferenceFault =
  | { kind: 'reference-fetched'; headFirst?: boolean; times?: number; lateMs?: number }
  /** HiAPI does not reach the address, whoever else does. */
  | { kind: 'reference-unreachable' }

export type FaultOn = {
  create: CreateFault
  task: TaskFault
  get: WireFault | ReplyFault
  list: WireFault | ReplyFault
  picture: PictureFault
  preflight: PreflightFault
  webhook: WebhookFault
  reference: ReferenceFault
}

/** What a rule can look at. `text` is the body; `task` is there once the request names one. */
export type Seen = { request: HiapiRequest; text: string; task: Task | undefined }

export type Rule<K extends keyof FaultOn> = {
  on: K
  fault: FaultOn[K]
  when?: (seen: Seen) => boolean
  /** How often it strikes; without it, until it is removed. */
  times?: number
  /** Strikes only this share of what fits, from 0 to 1, by the server's chance. */
  share?: number
  /** Strikes each n-th of what fits: a share that is exact, whatever chance says. */
  every?: number
}
export type FaultRule = { [K in keyof FaultOn]: Rule<K> }[keyof FaultOn]
/** A rule that is whole as JSON. */
export type PlainRule = { [K in keyof FaultOn]: Omit<Rule<K>, 'when'> }[keyof FaultOn]

export type Faults = {
  /** Returns what removes the rule again. */
  add<K extends keyof FaultOn>(rule: Rule<K>): () => void
  clear(): void
  /** The first rule that fits, used up by one. */
  take<K extends keyof FaultOn>(
    on: K,
    request: HiapiRequest,
    task?: Task,
    concerns?: (fault: FaultOn[K]) => boolean,
  ): FaultOn[K] | undefined
}

type Armed<K extends keyof FaultOn> = { rule: Rule<K>; left: number; fitting: number }

export function createFaults(
  rules: readonly FaultRule[] = [],
  random: () => number = Math.random,
): Faults {
  const armed: { [K in keyof FaultOn]: Armed<K>[] } = {
    create: [],
    task: [],
    get: [],
    list: [],
    picture: [],
    preflight: [],
    webhook: [],
    reference: [],
  }

  function add<K extends keyof FaultOn>(rule: Rule<K>) {
    const queue = armed[rule.on]
    const entry: Armed<K> = { rule, left: rule.times ?? Infinity, fitting: 0 }
    queue.push(entry)
    return () => {
      entry.left = 0
    }
  }

  /** Of what fits: by chance, or by count. */
  function isItsTurn<K extends keyof FaultOn>(entry: Armed<K>): boolean {
    const { share, every = 1 } = entry.rule
    entry.fitting += 1
    return entry.fitting % every === 0 && (share === undefined || random() < share)
  }

  for (const rule of rules) add(rule)
  return {
    add,
    clear() {
      for (const queue of Object.values(armed)) queue.length = 0
    },
    take(on, request, task, concerns = () => true) {
      const queue = armed[on]
      if (queue.length === 0) return undefined
      const seen: Seen = { request, text: textOf(request.body), task }
      const entry = queue.find(
        (each) =>
          each.left > 0 &&
          concerns(each.rule.fault) &&
          (each.rule.when?.(seen) ?? true) &&
          isItsTurn(each),
      )
      if (!entry) return undefined
      entry.left -= 1
      return entry.rule.fault
    },
  }
}
