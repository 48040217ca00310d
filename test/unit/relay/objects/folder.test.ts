import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFolder } from '../../../../relay/objects/folder.ts'
import { bytesOf, ObjectError } from '../../../../relay/objects/object-store.ts'

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'restage-objects-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

const filesIn = async (root: string) =>
  (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

test('an object is kept whole, and removed', async () => {
  const root = await newFolder()
  const store = createFolder(root)
  await store.put('ref/1', Buffer.from('bytes'), 'image/png')
  const stream = await store.get('ref/1')
  expect(stream && Buffer.from(await bytesOf(stream)).toString()).toBe('bytes')
  await store.delete('ref/1')
  expect([await store.has('ref/1'), await store.get('ref/1')]).toEqual([false, null])
})

test('what can’t be written, as on a full disk, leaves nothing behind', async () => {
  const root = await newFolder()
  const store = createFolder(root)
  await store.put('ref/1', Buffer.from('bytes'), 'image/png')
  const [file] = await filesIn(root)
  const path = join(file?.parentPath ?? '', file?.name ?? '')
  await rm(path)
  // No file can take the place of a folder.
  await mkdir(path)
  await expect(store.put('ref/1', Buffer.from('bytes'), 'image/png')).rejects.toThrow(ObjectError)
  expect(await filesIn(root)).toEqual([])
})
