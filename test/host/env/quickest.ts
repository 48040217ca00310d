import type { Engine } from '../sandbox/realm.ts'
import { v8Engine } from '../sandbox/v8.ts'
import { loadQuickJs } from './node.ts'

/**
 * Node's own engine, for tests to which the way through the plugin matters and not the language;
 * `ENDURE_ENGINE=quickjs` has all of them go through Figma's.
 */
export const loadQuickest = async (): Promise<Engine> =>
  process.env['ENDURE_ENGINE'] === 'quickjs' ? loadQuickJs() : v8Engine
