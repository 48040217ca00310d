import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFolder } from '../../../../relay/objects/folder.ts'
import { type ObjectStore, referenceKey } from '../../../../relay/objects/object-store.ts'
import { storeReference } from '../../../../relay/queue/accept.ts'
import type { WorkParts } from '../../../../relay/queue/parts.ts'
import { sweep } from '../../../../relay/queue/sweep.ts'
import { readSettings } from '../../../../relay/settings.ts'
import type { Database } from '../../../../relay/store/database.ts'
import { addWaitingOrder, asked } from '../../../relay/support/waiting-order.ts'
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
  const again: Promise<number>[] = []
  const slow: ObjectStore = {
    ...objects,
    async delete(key) {
      if (key === referenceKey(first)) again.push(upload({ database, objects }, last))
      await objects.delete(key)
    },
  }
  await sweep(database, slow, readSettings({}), () => undefined)
  await Promise.all(again)
  expect(await present(objects)).toEqual(['c'])
})

test('a reference that is uploaded again right before it is removed stays', async () => {
  const { database, objects } = await afterDays()
  const [first = ''] = hashes
  const late: Database = {
    ...database,
    async query(sql, values) {
      const rows = await database.query(sql, values)
      const isFound = rows.some(({ key }) => key === referenceKey(first))
      if (isFound) await upload({ database, objects }, first)
      return rows
    },
  }
  await sweep(late, objects, readSettings({}), () => undefined)
  expect(await present(objects)).toEqual(['a'])
})

test('a reference that is uploaded again while it is removed is stored again', async () => {
  const { database, objects } = await afterDays()
  const [first = ''] = hashes
  const again: Promise<number>[] = []
  const slow: ObjectStore = {
    ...objects,
    async delete(key) {
      if (key === referenceKey(first)) again.push(upload({ database, objects }, first))
      await objects.has(key)
      await objects.delete(key)
    },
  }
  await sweep(database, slow, readSettings({}), () => undefined)
  await Promise.all(again)
  expect(await present(objects)).toEqual(['a'])
})

test('a store that does not answer holds up nothing but the sweep', async () => {
  const { database, objects } = await afterDays()
  let isAsked: () => void
  const asked = new Promise<void>((resolve) => (isAsked = resolve))
  const never = () => {
    isAsked()
    return new Promise<never>(() => undefined)
  }
  const silent: ObjectStore = { ...objects, has: never, delete: never }
  void sweep(database, silent, readSettings({}), () => undefined)
  await asked
  expect(await database.query('SELECT COUNT(*) AS n FROM object')).toEqual([{ n: 3 }])
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

test.each([10, 3_000])('no trace of a prompt of %i words is left in the file', async (words) => {
  const { database, folder } = await emptyDatabase()
  await addWaitingOrder(database)
  await database.query(`UPDATE task SET asked = $1, state = 'success', completed = 1`, [
    JSON.stringify({ ...asked, prompt: 'zebrafish '.repeat(words) }),
  ])
  const objects = createFolder(join(folder, 'objects'))
  const settings = readSettings({ RELAY_PROMPT_DAYS: '1' })
  const inFile = async () => {
    await database.query('PRAGMA wal_checkpoint(TRUNCATE)')
    return (await readFile(join(folder, 'relay.db'), 'latin1')).includes('zebrafish')
  }
  expect(await inFile()).toBe(true)
  await sweep(database, objects, settings, () => undefined)
  expect(await inFile()).toBe(false)
})
