import type { Clock } from '../../../ui/lib/clock.ts'

/** As HiAPI's own SDK does it: so many tasks at once, each asked about every three seconds. */
const atOnce = 4
const pollEvery = 3_000

export interface PlainClientParts {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly api: string
  readonly key: string
  /** The body of each job's POST. */
  readonly bodies: readonly string[]
  /** Told of each task whose picture was downloaded. */
  readonly onPicture?: (task: string) => void
}

/** The plain alternative that the engine is measured against. Downloads pictures, places nothing. */
export async function runPlainClient(parts: PlainClientParts): Promise<void> {
  const queue = parts.bodies.map((body, index) => ({ body, index }))
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      await runJob(next.body, next.index, parts)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

async function runJob(body: string, index: number, parts: PlainClientParts): Promise<void> {
  const created = await ask(parts, 'POST', 'tasks', { body, key: `plain-${String(index)}` })
  const taskId = String(created['taskId'])
  for (;;) {
    await parts.clock.sleep(pollEvery)
    const task = await ask(parts, 'GET', `tasks/${taskId}`)
    if (task['status'] === 'fail') throw new Error('A task failed in the benchmark')
    if (task['status'] !== 'success') continue
    const [output] = task['output'] as { url: string }[]
    if (output !== undefined) await (await parts.fetch(output.url)).arrayBuffer()
    parts.onPicture?.(taskId)
    return
  }
}

async function ask(
  { fetch, clock, api, key }: PlainClientParts,
  method: string,
  path: string,
  post?: { readonly body: string; readonly key: string },
): Promise<Record<string, unknown>> {
  for (;;) {
    const response = await fetch(`${api}/v1/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(post && { 'Content-Type': 'application/json', 'Idempotency-Key': post.key }),
      },
      ...(post && { body: post.body }),
    })
    const answer = (await response.json()) as { data: Record<string, unknown> }
    if (response.ok) return answer.data
    if (response.status !== 429) throw new Error(`HTTP ${String(response.status)}`)
    await clock.sleep(Number(response.headers.get('retry-after') ?? 5) * 1000)
  }
}
