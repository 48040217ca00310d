import { createServer } from 'node:net'
import { bindLocal } from '../../hiapi/bind.ts'

/** A port of this machine that nobody has at the moment, for a program that wants to be told one. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await bindLocal(server, 0)
  await new Promise((resolve) => server.close(resolve))
  return port
}
