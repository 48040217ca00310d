import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFolder } from '../../../../relay/objects/folder.ts'
import { type ObjectStore, referenceKey } from '../../../../relay/objects/object-store.ts'
import { storeReference } from '../../../../relay/queue/accept.ts'
import type { WorkParts } from '../../../../relay/queue/parts.ts'
import { sweep } from '../../../../relay/queue/sweep.ts'
import { readSettings } from '../../../../relay/settings.ts'
import type { Database } from '../../../../relay/store/database.ts'
import { emptyDatabase } from '../empty-database.ts'

const hashes = ['a', 'b', 'c'].map((each) => each.repeat(64))

/** A database and a store with references that nobody has used for days. */
async function afterDays(): Promise<{ database: Database; objects: ObjectStore }> {
  const { database, folder } = await emptyDatabase()
  const objects = createFolder(join(folder, 'objects'))
  for (const sha256 of hashes) await upload({ database, objects }, sha256)
  for (const table of ['object', 'reference']) {
    await database.query(`UPDATE ${table} SET expires = 1`)
  }
  return { database, objects }
}

const upload = (parts: Pick<WorkParts, 'database' | 'objects'>, sha256: string) =>
  storeReference(parts as WorkParts, 'ann', {
    sha256,
    type: 'image/png',
    bytes: new Uint8Array([1]),
  })

const present = async (objects: ObjectStore) => {
  const are = await Promise.all(hashes.map((each) => objects.has(referenceKey(each))))
  return hashes.filter((_, index) => are[index]).map(([letter]) => letter)
}

test('references that nobody has used for days are removed', async () => {
  const { database, objects } = await afterDays()
  await sweep(database, objects, readSettings({}), () => undefined)
  expect(await present(objects)).toEqual([])
  expect(await database.query('SELECT key FROM object')).toEqual([])
})

test('a reference that is uploaded again while others are removed stays', async () => {
  const { database, objects } = await afterDays()
  const [first = '', , last = ''] = hashes
  const slow: ObjectStore = {
    ...objects,
    async delete(key) {
      if (key === referenceKey(first)) await upload({ database, objects }, last)
      await objects.delete(key)
    },
  }
  await sweep(database, slow, readSettings({}), () => undefined)
  expect(await present(objects)).toEqual(['c'])
})

test('an object that can’t be removed now is left to the next time, and does not hold up others', async () => {
  const { database, objects } = await afterDays()
  const [first = ''] = hashes
  const stubborn: ObjectStore = {
    ...objects,
    delete: (key) =>
      key === referenceKey(first) ? Promise.reject(new Error('busy')) : objects.delete(key),
  }
  await sweep(database, stubborn, readSettings({}), () => undefined)
  expect(await present(objects)).toEqual(['a'])
  await sweep(database, objects, readSettings({}), () => undefined)
  expect(await present(objects)).toEqual([])
})
