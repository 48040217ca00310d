import { expect, test } from 'vitest'
import { firstModel } from '../../../../../contract/model/client-storage/settings.ts'
import {
  defaultModel,
  knownName,
  modelOf,
  namesOf,
} from '../../../../../contract/hiapi/models/models.ts'

test('finds a model by each of its names', () => {
  for (const name of namesOf(defaultModel)) {
    expect(modelOf(name)).toBe(defaultModel)
    expect(knownName(name)).toBe(name)
  }
})

test('begins new settings with the first model', () => {
  expect(firstModel).toBe(defaultModel.name)
})

test('sends no name that a file or an older store has made up', () => {
  expect(knownName('gpt-image-9')).toBe(defaultModel.name)
  expect(modelOf('gpt-image-9')).toBe(defaultModel)
})
