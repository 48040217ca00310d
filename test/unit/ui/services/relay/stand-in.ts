import type { RelayInfo } from '../../../../../contract/hiapi/relay/relay-info.ts'
import { createRateLimiter } from '../../../../../ui/services/hiapi/rate-limiter.ts'
import { createClient } from '../../../../../ui/services/hiapi/client.ts'
import { type Account, createTransport } from '../../../../../ui/services/hiapi/transport.ts'
import { createPoller } from '../../../../../ui/services/polling/poller.ts'
import { createRelayClient } from '../../../../../ui/services/relay/relay-client.ts'
import { createRelayLink } from '../../../../../ui/services/relay/relay-link.ts'
import { createRelayNews } from '../../../../../ui/services/relay/relay-news.ts'
import { TaskId } from '../../../../../contract/model/ids.ts'
import { createVirtualClock } from '../../../../hiapi/virtual-clock.ts'

export const info: RelayInfo = {
  relay: 1,
  account: '9c41e07b',
  member: { id: 'ann' },
  references: { maxBytes: 20_000_000, together: 160_000_000 },
  tasks: { atOnce: 200 },
  money: {
    budget: 20,
    spent: 4.11,
    reserved: 0.09,
    team: null,
    prices: { trueOn: '2026-11-01', byModel: {} },
  },
  queue: { paused: null },
  reach: {
    news: 'callback',
    proof: 'confirmed',
    sentence:
      'References are fetched from this relay, and HiAPI reaches it: the last time 12 s ago.',
  },
}

type Behaviour = 'works' | 'silent' | 'refused' | 'gone'

const ok = (data: unknown) => Response.json({ code: 200, message: 'success', data })
export const failed = (status: number, code: string) =>
  Response.json({ code: status, message: 'No.', data: null, error_code: code }, { status })

/** A relay that answers as a test wants, and the window's services for it; time is virtual. */
export function createStandIn() {
  const clock = createVirtualClock()
  const requests: string[] = []
  const tasks = new Map<string, { status: string; seq: number }>()
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>()
  let seq = 100
  const relay = {
    requests,
    stream: 'works' as Behaviour,
    longPoll: 'works' as Behaviour,
    /** What `GET /v1/relay` answers. */
    about: (): Response => ok(info),
    /** What an upload answers. */
    upload: (bytes: number): Response =>
      ok({ reference: `relay:sha256-${String(bytes)}`, bytes, type: 'image/png', expires: 1 }),
    account: { apiAddress: 'https://relay.example', apiKey: 'rst_ann_1' } as Account,
    streams,
    count: (start: string) => requests.filter((each) => each.startsWith(start)).length,
    change(id: string, status: string) {
      const task = { status, seq: ++seq }
      tasks.set(id, task)
      send(`id: ${String(task.seq)}\nevent: task\ndata: ${JSON.stringify(rowOf(id, task))}\n\n`)
    },
    /** Ends all streams, in the middle of an event. */
    cut() {
      send('event: task\ndata: {"taskId"')
      for (const stream of streams) stream.error(new TypeError('network error'))
      streams.clear()
    },
    send,
  }

  function send(text: string): void {
    for (const stream of streams) {
      // In two pieces, so that no reader may rely on whole events.
      const bytes = new TextEncoder().encode(text)
      stream.enqueue(bytes.slice(0, 7))
      stream.enqueue(bytes.slice(7))
    }
  }

  const rowOf = (id: string, { status }: { status: string }) => ({
    taskId: id,
    status,
    ...(status === 'success' && { output: [{ url: 'https://relay.example/o/1.png' }] }),
  })

  const since = (after: number) =>
    [...tasks].filter(([, task]) => task.seq > after).sort(([, a], [, b]) => a.seq - b.seq)

  function openStream(after: string | null, signal: AbortSignal | null | undefined): Response {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        streams.add(controller)
        signal?.addEventListener('abort', () => streams.delete(controller))
        if (relay.stream === 'silent') return
        const hello = JSON.stringify({ cursor: String(seq) })
        const missed = since(Number(after ?? seq)).map(
          ([id, task]) =>
            `id: ${String(task.seq)}\nevent: task\ndata: ${JSON.stringify(rowOf(id, task))}\n\n`,
        )
        controller.enqueue(
          new TextEncoder().encode(`event: hello\r\ndata: ${hello}\r\n\r\n${missed.join('')}`),
        )
      },
      cancel() {
        relay.requests.push('closed')
        streams.clear()
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }

  async function longPoll(after: string | null, wait: number): Promise<Response> {
    const begun = clock.now()
    for (;;) {
      const news = after === null ? [] : since(Number(after))
      if (news.length > 0 || clock.now() - begun >= wait * 1_000) {
        return ok({ cursor: String(seq), tasks: news.map(([id, task]) => rowOf(id, task)) })
      }
      await clock.sleep(500)
    }
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input as string)
    const path = url.pathname
    const accept = new Headers(init?.headers).get('accept')
    const isStream = accept === 'text/event-stream'
    requests.push(`${init?.method ?? 'GET'} ${path}${isStream ? ' stream' : ''}${url.search}`)
    if (path === '/v1/relay') return relay.about()
    if (path === '/v1/references') {
      return relay.upload(new Blob([init?.body as Uint8Array<ArrayBuffer>]).size)
    }
    if (path === '/v1/events') {
      const way = isStream ? relay.stream : relay.longPoll
      if (way === 'gone') throw new TypeError('Failed to fetch')
      if (way === 'refused') return failed(404, 'NOT_FOUND')
      const after = url.searchParams.get('after')
      return isStream
        ? openStream(after, init?.signal)
        : longPoll(after, Number(url.searchParams.get('wait')))
    }
    const id = path.slice('/v1/tasks/'.length)
    if (path === '/v1/tasks') {
      return ok({ tasks: [...tasks].map(([each, task]) => rowOf(each, task)) })
    }
    const task = tasks.get(id)
    if (task === undefined) return failed(404, 'NOT_FOUND')
    if (init?.method !== 'DELETE') return ok(rowOf(id, task))
    return task.status === 'queued' ? ok(rowOf(id, task)) : failed(409, 'RELAY_ALREADY_SENT')
  }

  // The relay's comments, by which a silent line is told from a cut one.
  void (async () => {
    for (;;) {
      await clock.sleep(15_000)
      if (relay.stream === 'works') send(': ping\n\n')
    }
  })()

  const random = () => 0
  const rateLimiter = createRateLimiter(clock, random, 10_000)
  const network = { online: () => true, refusedByPolicy: () => Promise.resolve(false) }
  const account = () => relay.account
  const parts = { fetch, clock, random, rateLimiter, network, account }
  const transport = createTransport(parts)
  const link = createRelayLink({ transport, account })
  const relayClient = createRelayClient({ ...parts, transport })
  const news = createRelayNews({ ...parts, link, client: relayClient })
  const client = createClient(parts, transport)
  const poller = createPoller({ ...parts, client, news })
  const statuses: string[] = []
  const watch = (id: string, created = clock.now()) =>
    poller.watch(
      TaskId.parse(id),
      created,
      { onStatus: (status) => statuses.push(`${id} ${status}`), onTrouble: () => {} },
      new AbortController().signal,
    )
  return { relay, clock, link, relayClient, poller, watch, statuses }
}
