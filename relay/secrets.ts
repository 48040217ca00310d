import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Secrets kept in files, so that a stolen or lost database reveals and costs nothing. */
export type SecretFile = 'secret' | 'hiapi-key' | 'owner-token'

/** The content of a secret file; null if there is none. */
export async function readSecretFile(folder: string, file: SecretFile): Promise<string | null> {
  try {
    return (await readFile(join(folder, file), 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Writes a secret file, whole or not at all; it is on the disk when this resolves. */
export async function writeSecretFile(
  folder: string,
  file: SecretFile,
  text: string,
): Promise<string> {
  const path = join(folder, file)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(`${text}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, path)
  return path
}

/** The relay's secret: from the environment, from its file, or made now. */
export async function relaySecret(given: string | null, folder: string): Promise<Uint8Array> {
  const known = given ?? (await readSecretFile(folder, 'secret'))
  if (known !== null) return Buffer.from(known)
  const made = randomBytes(32).toString('base64url')
  await writeSecretFile(folder, 'secret', made)
  return Buffer.from(made)
}
