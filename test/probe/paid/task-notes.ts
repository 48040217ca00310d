import type { TaskId } from '../../../contract/model/ids.ts'
import { readableText } from '../cors.ts'
import { type Note, open, yes } from '../note.ts'
import type { ProbeParts } from '../parts.ts'
import { fetchPicture, formatText } from './picture.ts'
import type { Question } from '../questions.ts'
import type { TimedTask } from './task.ts'
import { watch } from './watch.ts'

/**
 * Waits for a task, and looks at its picture.
 *
 * @param sentAt when its request was sent, in milliseconds since 1970
 * @param what which picture it is, for the report
 */
export async function taskNotes(
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
