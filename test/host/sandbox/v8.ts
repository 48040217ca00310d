import { createContext, Script } from 'node:vm'
import { type Globals, ownEngine } from './own-engine.ts'

/** Node's own engine, each plugin in a context with its own queue of promises. */
export const v8Engine = ownEngine(createGlobals)

/** Each code is compiled once, however many plugins run it. */
const compiled = new Map<string, Script>()
const nothing = new Script('undefined')

function createGlobals(): Globals {
  const context = createContext({}, { microtaskMode: 'afterEvaluate' })
  return {
    evaluate(code, filename) {
      const script = compiled.get(code) ?? new Script(code, { filename })
      compiled.set(code, script)
      return script.runInContext(context) as unknown
    },
    // Its promises are only seen to after something was evaluated.
    drain: () => void nothing.runInContext(context),
    // Collected with the last that refers to it.
    dispose() {},
  }
}
