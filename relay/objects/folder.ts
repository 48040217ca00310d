import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { checkStore, ObjectError, type ObjectStore } from './object-store.ts'

/** Objects in a folder of this machine. */
export function createFolder(root: string): ObjectStore {
  const fileOf = (key: string) => {
    const name = Buffer.from(key).toString('base64url')
    // The last two characters, which differ from key to key, keep folders small.
    const group = key.replace(/[^0-9a-z]/gi, '').slice(-2)
    return join(root, group, name)
  }

  async function guarded<Result>(act: () => Promise<Result>): Promise<Result> {
    try {
      return await act()
    } catch (error) {
      throw new ObjectError(error instanceof Error ? error.message : String(error), {
        cause: error,
      })
    }
  }

  const store: ObjectStore = {
    put: (key, bytes) =>
      guarded(async () => {
        const file = fileOf(key)
        await mkdir(dirname(file), { recursive: true, mode: 0o700 })
        const draft = `${file}.${randomBytes(6).toString('hex')}`
        try {
          await write(draft, bytes)
          await rename(draft, file)
        } catch (error) {
          // On a full disk, drafts that nobody knows of would keep it full.
          await rm(draft, { force: true })
          throw error
        }
      }),
    get: (key) =>
      guarded(async () => {
        const file = fileOf(key)
        if (!(await isThere(file))) return null
        return Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
      }),
    has: (key) => guarded(() => isThere(fileOf(key))),
    delete: (key) => guarded(() => rm(fileOf(key), { force: true })),
    address: () => Promise.resolve(null),
    check: () => checkStore(store),
  }
  return store
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    // Whatever the reason, a file that can't be accessed can't be used.
    return false
  }
}
