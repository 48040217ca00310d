import { gptImage2 } from '../../../contract/hiapi/models/gpt-image-2.ts'
import { namesOf } from '../../../contract/hiapi/models/models.ts'
import { IdempotencyKey } from '../../../contract/model/ids.ts'
import type { AspectRatio } from '../../../contract/model/target.ts'
import { createBody } from '../../../contract/hiapi/models/request-body.ts'
import { type Note, open, yes } from '../note.ts'
import { order, type Ordered } from './order.ts'
import type { ProbeParts } from '../parts.ts'
import type { Purse } from './purse.ts'
import type { Question } from '../questions.ts'
import { referenceDataUri } from './reference.ts'
import { taskNotes } from './task-notes.ts'

/** The cheapest resolution; the ratios differ so that two pixel sizes are learned. */
export const resolution = '1K'
const [oldName, newName = oldName] = namesOf(gptImage2)
const samples = [
  { model: oldName, question: 'old-name', ratio: '1:1' },
  { model: newName, question: 'new-name', ratio: '16:9' },
] as const satisfies readonly { model: string; question: Question; ratio: AspectRatio }[]

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
