import { type Globals, ownEngine } from './own-engine.ts'

/** The name of the frame of a page whose globals are the plugin's. */
export const sandboxFrame = 'sandbox'

/** The engine of the browser that shows the page, each plugin in a hidden frame. */
export const frameEngine = ownEngine(createGlobals)

function createGlobals(): Globals {
  const holder = Object.assign(document.createElement('div'), { hidden: true })
  const frame = Object.assign(document.createElement('iframe'), { name: sandboxFrame })
  // Whoever looks for the plugin's window in the page does not find this frame.
  holder.attachShadow({ mode: 'closed' }).append(frame)
  document.body.append(holder)
  const inside = frame.contentWindow as unknown as { eval(code: string): unknown }
  return {
    evaluate: (code, filename) => inside.eval(`${code}\n//# sourceURL=${filename}`),
    // Its promises run as soon as the page's own call has ended.
    drain() {},
    dispose: () => holder.remove(),
  }
}
