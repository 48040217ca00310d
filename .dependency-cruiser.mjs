// The house: each room, and what it may lean on. Top to bottom; nothing leans upward.
const plugin = {
  main: ['handlers', 'selection', 'window'],
  handlers: [
    'jobs',
    'selection',
    'swaps',
    'live-text',
    'variants',
    'guides',
    'plugin-data',
    'canvas',
    'storage',
  ],
  jobs: ['swaps', 'live-text', 'variants', 'layout', 'plugin-data', 'canvas'],
  selection: ['swaps', 'live-text', 'plugin-data', 'canvas'],
  swaps: ['live-text', 'variants', 'plugin-data', 'canvas'],
  'live-text': ['variants', 'plugin-data', 'canvas'],
  variants: ['plugin-data', 'canvas'],
  guides: ['plugin-data', 'canvas'],
  layout: ['plugin-data', 'canvas'],
  'plugin-data': ['canvas'],
  canvas: [],
  storage: [],
  window: [],
}
const common = ['catalog', 'formats', 'lib']
const parts = ['prompt-editor', 'target-picker', 'fit', 'live-text', 'order-bar'].map(
  (name) => `features/${name}`,
)
const under = ['features/composer', 'state', 'components', 'engine', ...common]
const features = ['variants', 'swap', 'swap-review', 'recipe', 'tasks'].map(
  (name) => `features/${name}`,
)
const ui = {
  main: ['app', 'state', 'engine', 'services', 'catalog', 'lib'],
  app: ['features', 'state', 'components', 'engine', 'services', ...common],
  ...Object.fromEntries(features.map((feature) => [feature, [...parts, ...under]])),
  // The verdict of Test connection.
  'features/settings': [...under, 'services/hiapi', 'services/relay'],
  'features/prompt-editor': under,
  'features/target-picker': under,
  'features/fit': under,
  'features/live-text': under,
  'features/order-bar': under,
  'features/composer': ['state', 'engine/planning', ...common],
  components: ['formats', 'lib'],
  state: ['engine', 'services', ...common],
  'engine/[a-z-]+[.]ts': ['engine', 'services', ...common],
  'engine/pipeline': ['engine/jobs', 'engine/failures', 'engine/planning', 'services', ...common],
  'engine/jobs': ['engine/failures', 'engine/planning', 'services', ...common],
  'engine/failures': ['engine/planning', 'services', ...common],
  'engine/planning': ['services', ...common],
  services: ['catalog', 'lib'],
  catalog: [],
  formats: [],
  lib: [],
  shell: [],
}
const relay = {
  main: [
    'cli',
    'start-relay',
    'read-secret',
    'screen',
    'secrets',
    'store',
    'settings',
    'log',
    'text',
  ],
  cli: [
    'check',
    'start-relay',
    'read-secret',
    'secrets',
    'queue',
    'store',
    'orders',
    'settings',
    'text',
  ],
  check: [
    'start-relay',
    'secrets',
    'queue',
    'store',
    'upstream',
    'orders',
    'settings',
    'log',
    'text',
  ],
  'start-relay': [
    'http',
    'queue',
    'store',
    'objects',
    'upstream',
    'orders',
    'secrets',
    'settings',
    'log',
    'text',
    'monotonic',
  ],
  http: ['queue', 'store', 'objects', 'orders', 'settings', 'log', 'text', 'version', 'monotonic'],
  queue: ['store', 'objects', 'upstream', 'orders', 'settings', 'log', 'text'],
  store: ['objects', 'orders', 'monotonic'],
  objects: [],
  upstream: ['orders', 'text'],
  orders: ['text'],
  'read-secret': [],
  screen: ['log', 'text'],
  secrets: [],
  settings: ['text'],
  log: [],
  monotonic: [],
  text: [],
  version: [],
}
const contract = {
  protocol: ['model'],
  geometry: ['model'],
  hiapi: ['model'],
  images: ['model'],
  model: [],
}

const start = (paths) => `^(${paths.join('|')})(/|[.]|$)`
const rules = (half, rooms) =>
  Object.entries(rooms).map(([room, below]) => ({
    name: `${half}/${room} leans only on what is below it`,
    severity: 'error',
    from: { path: room.endsWith('.ts') ? `^${half}/${room}$` : start([`${half}/${room}`]) },
    to: {
      path: '^(plugin|ui|relay|contract)/',
      pathNot: start(
        [room, ...below]
          .map((each) => `${half}/${each}`)
          .concat(half === 'contract' ? [] : ['contract']),
      ),
    },
  }))

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-room-circles',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    ...rules('plugin', plugin),
    ...rules('ui', ui),
    ...rules('relay', relay),
    ...rules('contract', contract),
    {
      name: 'the product leans on no test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '[.]d[.]ts$' },
      to: {},
    },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
}
