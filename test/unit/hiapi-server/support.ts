import { createCanvas } from '@napi-rs/canvas'
import { createHiapi, type HiapiOptions } from '../../hiapi/api/api.ts'
import { textOf, type HiapiReply } from '../../hiapi/api/wire.ts'

export function referencePng(width = 40, height = 50): Uint8Array {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#c33'
  context.fillRect(4, 4, width / 2, height / 2)
  return canvas.toBuffer('image/png')
}

export const dataUri = `data:image/png;base64,${Buffer.from(referencePng()).toString('base64')}`

export function order(input: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) {
  return {
    model: 'gpt-image-2-image-to-image',
    input: {
      prompt: 'A poster on a wall',
      input_urls: [dataUri],
      aspect_ratio: '4:5',
      resolution: '1K',
      ...input,
    },
    ...rest,
  }
}

type Call = { key?: string; idempotency?: string; headers?: Record<string, string> }

/** A core whose time moves only when told to, and short ways to call it. */
export function setUp(options: HiapiOptions = {}) {
  const time = { ms: Date.UTC(2026, 0, 1) }
  const hiapi = createHiapi({
    now: () => time.ms,
    durations: { queued: 1000, handling: 5000, archiving: 500 },
    pictureScale: 0.1,
    ...options,
  })
  const headersOf = ({ key = 'sk-one', idempotency, headers }: Call) => ({
    origin: 'null',
    authorization: `Bearer ${key}`,
    ...(idempotency !== undefined && { 'idempotency-key': idempotency }),
    ...headers,
  })
  return {
    hiapi,
    pass: (ms: number) => {
      time.ms += ms
    },
    post: (body: unknown, call: Call = {}) => {
      return hiapi.handle({
        method: 'POST',
        path: '/v1/tasks',
        query: new URLSearchParams(),
        headers: { 'content-type': 'application/json', ...headersOf(call) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    },
    get: (path: string, call: Call = {}) => {
      const url = new URL(path, 'http://localhost')
      return hiapi.handle({
        method: 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: headersOf(call),
        body: '',
      })
    },
    picture: (address: string) => {
      const url = new URL(address)
      return hiapi.handlePicture({
        method: 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: { origin: 'null' },
        body: '',
      })
    },
  }
}

export type Row = {
  taskId: string
  status: string
  created: number
  completed: number
  output?: { url: string; type: string; expireAt: number }[]
  error?: unknown
}

type Answer<T> = { code: number; message: string; error_code?: string; data: T }

export function answer<T = Row>(reply: HiapiReply): Answer<T> {
  return JSON.parse(textOf(reply.body)) as Answer<T>
}

export function idOf(reply: HiapiReply): string {
  return answer<{ taskId: string }>(reply).data.taskId
}
