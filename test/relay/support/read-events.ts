import type { MemberClient, TaskObject } from './member.ts'

export type SeenEvent = { name: string; id: string | null; data: unknown }

/** Reads a member's event stream until it ends, or until the signal is aborted. */
export async function readEvents(
  client: MemberClient,
  after: string | null,
  onEvent: (event: SeenEvent) => void,
  signal?: AbortSignal,
): Promise<void> {
  const response = await client.send('/v1/events', {
    headers: {
      accept: 'text/event-stream',
      ...(after !== null && { 'last-event-id': after }),
    },
    ...(signal && { signal }),
  })
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  const decoder = new TextDecoder()
  let text = ''
  try {
    const reader = response.body?.getReader()
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
      if (done) return
      text += decoder.decode(value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        // What comes after the cut is not seen.
        if (signal?.aborted === true) return
        const event = eventOf(block)
        if (event !== null) onEvent(event)
      }
    }
  } catch (error) {
    if (signal?.aborted !== true) throw error
  }
}

function eventOf(block: string): SeenEvent | null {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    }),
  )
  const name = fields.get('event')
  if (name === undefined) return null
  return { name, id: fields.get('id') ?? null, data: JSON.parse(fields.get('data') ?? 'null') }
}

/** The task of an event, if it has ended. */
export function endedTask({ name, data }: SeenEvent): string | null {
  if (name !== 'task') return null
  const task = data as TaskObject
  return ['success', 'fail'].includes(task.status) ? task.taskId : null
}
