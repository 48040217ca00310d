import { afterEach, beforeEach, expect, test } from 'vitest'
import { mostFurther } from '../../../contract/model/reference.ts'
import {
  createHalf,
  type Half,
  jobOf,
  keepReference,
  originOf,
  partOf,
  reserved,
} from '../support/half.ts'

let half: Half
beforeEach(async () => {
  half = await createHalf()
})
afterEach(() => half.close())

const long = '名'.repeat(5_000)

test('references, sources and targets with names of thousands of characters are reserved, their names cut', async () => {
  const reference = await keepReference(half, '#224488')
  const job = jobOf('a', [partOf(long, 90, 160)])
  const references = Array.from({ length: mostFurther }, (_, index) => ({
    reference,
    role: 'style' as const,
    name: `${String(index)} ${long}`,
  }))
  const details = { ...job.details, references, serves: [long] }
  const [made] = await reserved(half, [{ ...job, details }], {
    source: { ...originOf(half), name: long },
  })
  const [node = ''] = made?.nodes ?? []
  const recipe = half.recipeOf(node)
  const names = [
    ...(recipe?.details.references ?? []).map(({ name }) => name),
    ...(recipe?.details.serves ?? []),
    recipe?.source.name ?? '',
    recipe?.target.kind === 'placement' ? recipe.target.name : '',
    half.document.prop(node, 'name'),
  ]
  expect(names).toHaveLength(mostFurther + 4)
  for (const name of names) expect(name).toMatch(/^.*名{100,}…$/)
  for (const name of names) expect(Array.from(name)).toHaveLength(200)
})

test('a name keeps no half of a character, and stands on one line', async () => {
  const job = jobOf('a', [partOf('Reel\ncover', 90, 160, { name: 'Half \ud83d, whole 🌇' })])
  const [made] = await reserved(half, [job], {
    source: { ...originOf(half), name: '🌇'.repeat(300) },
  })
  const [node = ''] = made?.nodes ?? []
  expect(half.document.prop(node, 'name')).toBe('Half  , whole 🌇')
  expect(half.recipeOf(node)).toMatchObject({
    source: { name: `${'🌇'.repeat(199)}…` },
    target: { name: 'Reel cover' },
  })
})
