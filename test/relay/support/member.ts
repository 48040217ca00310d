import { createCanvas } from '@napi-rs/canvas'

/** A small picture that is another for each number. */
export function smallPicture(n = 0): Buffer {
  const canvas = createCanvas(8, 10)
  const context = canvas.getContext('2d')
  context.fillStyle = `rgb(${n % 256}, ${Math.floor(n / 256) % 256}, 99)`
  context.fillRect(0, 0, 8, 10)
  return canvas.toBuffer('image/png')
}

export const dataUri = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`

export type OrderOptions = {
  key?: string
  prompt?: string
  references?: readonly string[]
  ratio?: string
  resolution?: string
  more?: Readonly<Record<string, unknown>>
}

export type TaskObject = {
  taskId: string
  model: string
  status: string
  completed: number
  output?: { url: string; type: string; expireAt?: number }[]
  error?: { code: string; message: string }
  relay: { state: string; hiapiTaskId: string | null; position: number | null; price: number }
}

/** What is sent to a relay in one member's name, by its wire alone. */
export type MemberClient = ReturnType<typeof memberOf>

export function memberOf(address: string, token: string) {
  const headers = { authorization: `Bearer ${token}` }
  const send = (
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Readonly<Record<string, string>> } = {},
  ) => fetch(`${address}${path}`, { ...init, headers: { ...headers, ...init.headers } })
  const dataOf = async (response: Response) => {
    const text = await response.text()
    if (!response.ok) throw new Error(`${response.status} ${text}`)
    return (JSON.parse(text) as { data: unknown }).data
  }

  const order = ({ key, prompt, references, ratio, resolution, more }: OrderOptions = {}) =>
    send('/v1/tasks', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      body: JSON.stringify({
        model: 'gpt-image-2-image-to-image',
        input: {
          prompt: prompt ?? 'A poster on a wall',
          input_urls: references ?? [dataUri(smallPicture())],
          aspect_ratio: ratio ?? '4:5',
          resolution: resolution ?? '1K',
        },
        ...more,
      }),
    })

  return {
    address,
    token,
    send,
    order,
    /** Orders, and repeats the same for as long as the relay doesn't answer, as the plugin does. */
    async orderUntilTaken(options: OrderOptions & { key: string }): Promise<string> {
      for (;;) {
        const response = await order(options).catch(() => null)
        if (response?.status === 200) {
          return ((await dataOf(response)) as { taskId: string }).taskId
        }
        const text = (await response?.text().catch(() => '')) ?? ''
        const mayRepeat = response === null || response.status >= 500 || response.status === 429
        if (!mayRepeat) throw new Error(`${response.status} ${text}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
    async get(id: string): Promise<TaskObject> {
      return (await dataOf(await send(`/v1/tasks/${id}`))) as TaskObject
    },
    async upload(bytes: Buffer, type = 'image/png'): Promise<Response> {
      return send('/v1/references', {
        method: 'POST',
        headers: { 'content-type': type },
        body: new Uint8Array(bytes),
      })
    },
    /** All of the member's tasks. */
    async all(): Promise<TaskObject[]> {
      const tasks: TaskObject[] = []
      for (let page = 1; ; page++) {
        const response = await send(`/v1/tasks?page=${page}&size=100`)
        const data = (await dataOf(response)) as { tasks: TaskObject[] }
        tasks.push(...data.tasks)
        if (data.tasks.length < 100) return tasks
      }
    },
    async info(): Promise<Record<string, never>> {
      return (await dataOf(await send('/v1/relay'))) as Record<string, never>
    },
  }
}
