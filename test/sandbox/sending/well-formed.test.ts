import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { addText } from '../../host/builders.ts'
import { addPoster } from '../support/frames.ts'
import { type Rig, createRig } from '../support/rig.ts'
import { frameOf, orderFor } from '../support/wish.ts'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const Body = z.object({ input: z.object({ prompt: z.string() }) })

test('what is sent is well-formed Unicode without control characters, and the recipe has the same', async () => {
  const frame = addPoster(rig.document, 'Half \ud83d')
  addText(rig.document, frame, {
    x: 20,
    y: 90,
    characters: 'Up to\u0007 50 %\u001b\u202e off 👩‍👧',
    fontSize: 20,
  })
  rig.person.select([frame])
  const [source] = (await rig.open()).sources
  if (source?.usable !== true) throw new Error('no source')
  const { texts } = await rig.caller.call('readTexts', { source: source.id })
  const order = orderFor([source], {
    prompt: '\ufeffSay {text}\r\nas {name}\u0000, \ude00\tat dusk',
  })
  rig.engine.start({ ...order, sources: [{ ...source, name: 'Half \ud83d', texts }] })
  const [job] = await rig.settled()
  expect(job?.state.name).toBe('done')
  const [create] = rig.server.hiapi.requests.filter(({ op }) => op === 'create')
  const body = new TextDecoder('utf-8', { fatal: true }).decode(create?.body)
  const { prompt } = Body.parse(JSON.parse(body)).input
  expect(prompt).toMatch(/^Say Half .?\nUp to 50 % off 👩‍👧\nas Half , \tat dusk$/)
  expect(prompt).not.toMatch(/\p{Cs}|[^\P{Cc}\n\t]/u)
  expect(rig.recipeOf(frameOf(job)).request.prompt).toBe(prompt)
})

test('an ordinary prompt is sent byte for byte as it was written', async () => {
  const frame = addPoster(rig.document, 'Poster')
  const prompt = 'At dusk: “naïve”,\n\t50 % off 🏳️‍🌈, می‌خواهم'
  await rig.generate({ frames: [frame], prompt })
  await rig.settled()
  const [create] = rig.server.hiapi.requests.filter(({ op }) => op === 'create')
  expect(new TextDecoder().decode(create?.body)).toContain(JSON.stringify(prompt))
})
