import { listen } from './listen.ts'
import { readOptions } from './serve-options.ts'
import { startHiapi, urlOf } from './server.ts'
import { stateOf } from './state.ts'
import { json } from './api/wire.ts'

// The local HiAPI in a process of its own: `HIAPI_OPTIONS='{"seed":7}' npx tsx test/hiapi/serve.ts`.
const { server: options, statePort } = readOptions(process.env['HIAPI_OPTIONS'] ?? '{}')
const server = await startHiapi(options)
const state = await listen(statePort, async ({ method, path }) =>
  method === 'GET' && path === '/__state'
    ? json(200, stateOf(server))
    : json(404, { message: 'GET /__state is all there is.' }),
)

let isClosing = false
function close() {
  if (isClosing) return
  isClosing = true
  void Promise.all([server.close(), state.close()]).then(() => process.exit(0))
}
process.on('SIGTERM', close)
process.on('SIGINT', close)
// Whoever started it is gone.
process.on('disconnect', close)

const { apiUrl, picturesUrl } = server
process.stdout.write(`${JSON.stringify({ apiUrl, picturesUrl, stateUrl: urlOf(state) })}\n`)
