import { IdempotencyKey, type TaskId } from '../../plugin/protocol/ids.ts'
import { type ModelName, modelNames } from '../../plugin/protocol/settings.ts'
import type { AspectRatio } from '../../plugin/protocol/target.ts'
import { createBody } from '../../ui/hiapi/models.ts'
import { readableText } from './cors.ts'
import { order, type Ordered } from './order.ts'
import type { ProbeParts } from './parts.ts'
import { fetchPicture, formatText } from './picture.ts'
import type { Purse } from './purse.ts'
import type { Question } from './questions.ts'
import { referenceDataUri } from './reference.ts'
import type { TimedTask } from './task.ts'
import { watch } from './watch.ts'

/** The cheapest resolution; the ratios differ so that two pixel sizes are learned. */
export const resolution = '1K'
const samples = [
  { model: modelNames[0], question: 'old-name', ratio: '1:1' },
  { model: modelNames[1], question: 'new-name', ratio: '16:9' },
] as const satisfies readonly { model: ModelName; question: Question; ratio: AspectRatio }[]

/** What one picture says to a question; several pictures may say something to the same. */
export interface Note {
  readonly question: Question
  readonly settled: boolean
  readonly text: string
}
const yes = (question: Question, text: string): Note => ({ question, settled: true, text })
const open = (question: Question, text: string): Note => ({ question, settled: false, text })

/** Makes a picture under each name of the model, one after the other, as far as the purse reaches. */
export async function probePaid(parts: ProbeParts, purse: Purse): Promise<readonly Note[]> {
  const notes: Note[] = []
  const reference = referenceDataUri()
  for (const { model, question, ratio } of samples) {
    const idempotencyKey = IdempotencyKey.parse(`restage-probe-${parts.newId()}`)
    const prompt = 'The same red circle, printed on paper that lies on a wooden table'
    const request = { model, prompt, ratio, resolution, callbackUrl: '', idempotencyKey } as const
    const ordered = await order(parts, purse, createBody(request, [reference]), idempotencyKey)
    notes.push(...orderNotes(ordered, question))
    if (ordered.state === 'created') {
      notes.push(...(await taskNotes(parts, ordered.id, ordered.sentAt, `${model} at ${ratio}`)))
    }
  }
  return notes
}

function orderNotes(ordered: Ordered, name: Question): readonly Note[] {
  if (ordered.state === 'created') return [yes(name, 'yes')]
  const { why } = ordered
  if (ordered.state !== 'refused') return [open(name, why), open('data-uris', why)]
  switch (ordered.of) {
    case 'model':
      return [yes(name, `NO: ${why}`), open('data-uris', 'the model was refused first')]
    case 'reference':
      return [open(name, `refused for its reference: ${why}`), yes('data-uris', `NO: ${why}`)]
    case 'other':
      return [open(name, why), open('data-uris', why)]
  }
}

/** Waits for a task, and looks at its picture. */
async function taskNotes(
  parts: ProbeParts,
  id: TaskId,
  sentAt: number,
  what: string,
): Promise<readonly Note[]> {
  const watched = await watch(parts, id)
  if (!watched.ended) return [open('data-uris', watched.why), ...none(watched.why)]
  const { task } = watched
  const took = `${what}: ${seconds(parts.clock.now() - sentAt)} from the request to the news`
  if (task.status === 'failed') {
    const why = `the task failed: ${task.error?.code ?? ''} “${task.error?.message ?? ''}”`
    return [yes('data-uris', `taken by the request, but ${why}`), ...none(why)]
  }
  const taken = yes('data-uris', `yes, by ${what}`)
  const duration = yes('duration', `${took}${ownDuration(task)}`)
  const lifetime = lifetimeNote(task)
  if (task.pictureUrl === null) {
    return [taken, duration, lifetime, ...none('the task gave no picture', pictureQuestions)]
  }
  return [taken, duration, lifetime, ...(await pictureNotes(parts, task.pictureUrl, what))]
}

const pictureQuestions = ['output-host', 'output-readable', 'picture-format'] as const
const taskQuestions = [...pictureQuestions, 'lifetime', 'duration'] as const

function none(why: string, questions: readonly Question[] = taskQuestions): readonly Note[] {
  return questions.map((question) => open(question, why))
}

async function pictureNotes(
  parts: ProbeParts,
  url: string,
  what: string,
): Promise<readonly Note[]> {
  const answer = await fetchPicture(parts, url)
  // The host alone: the rest of the address may open the picture to anyone.
  const host = yes('output-host', new URL(url).host)
  if (!answer.answered) return [host, ...none(answer.why, pictureQuestions.slice(1))]
  const readable = yes('output-readable', readableText(answer.headers))
  if (answer.status !== 200) {
    return [host, readable, open('picture-format', `status ${String(answer.status)}`)]
  }
  const last = new URL(answer.url).host
  const sent = last === new URL(url).host ? [] : [yes('output-host', `which leads on to ${last}`)]
  return [host, ...sent, readable, yes('picture-format', `${what}: ${formatText(answer)}`)]
}

function lifetimeNote({ expireAt, completed }: TimedTask): Note {
  if (expireAt === null || completed === null) return open('lifetime', 'the task does not say')
  const hours = ((expireAt - completed) / 3_600).toFixed(1)
  return yes('lifetime', `${String(expireAt - completed)} s (${hours} h)`)
}

function ownDuration({ created, completed }: TimedTask): string {
  return created === null || completed === null
    ? ''
    : `, ${String(completed - created)} s by its own times`
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`
}
