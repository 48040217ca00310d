import { type AddressInfo, createServer, type Server } from 'node:net'

/** How often another free port is tried where IPv6 has the one that was given. */
const mostTries = 10

/**
 * Has a server listen on this machine alone. A port that something else has is replaced by a free one.
 *
 * @param port 0 for any that is free
 * @returns the port that it has
 */
export async function bindLocal(server: Server, port: number): Promise<number> {
  try {
    return await bind(server, port)
  } catch (error) {
    if (port === 0 || !isTaken(error)) throw error
    return bind(server, 0)
  }
}

async function bind(server: Server, wanted: number): Promise<number> {
  for (let tries = 0; ; tries++) {
    await listenOn(server, wanted, '127.0.0.1')
    const { port } = server.address() as AddressInfo
    if (await isFreeInIpv6(port)) return port
    await closed(server)
    if (wanted !== 0 || tries >= mostTries) throw new TakenError(port)
  }
}

/** A browser asks `localhost` at ::1 as well, where the port may be another server's. */
async function isFreeInIpv6(port: number): Promise<boolean> {
  const probe = createServer()
  try {
    await listenOn(probe, port, '::1')
  } catch (error) {
    // Without IPv6 on this machine nobody can have it there.
    return !isTaken(error)
  }
  await closed(probe)
  return true
}

class TakenError extends Error {
  override readonly name = 'TakenError'
  readonly code = 'EADDRINUSE'
  constructor(port: number) {
    super(`Port ${String(port)} is taken.`)
  }
}

/** Windows keeps ranges of ports to itself, and answers EACCES for those. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EADDRINUSE' || error.code === 'EACCES')

function listenOn(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
