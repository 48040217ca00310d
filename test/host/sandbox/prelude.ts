/**
 * The inside of the wall: evaluated in the sandbox before the plugin, it builds `figma` and the
 * globals that Figma gives a plugin (figma.md §2: console, timers, `__html__`, fetch; nothing else)
 * out of one function that leads to the host. It keeps what it uses of the language to itself, so
 * that a plugin can neither reach the host function nor trip the prelude.
 */
export const prelude = String.raw`(function (host, setup) {
  'use strict'
  const { parse, stringify } = JSON
  const { freeze, create, defineProperty, entries, keys, getPrototypeOf, fromEntries, preventExtensions } = Object
  const { isArray, from } = Array
  const tagOf = Function.prototype.call.bind(Object.prototype.toString)
  const { shapes, all, html, info } = parse(setup)
  const mixed = Symbol('figma.mixed')

  // --- values across the wall ----------------------------------------------------------------
  const nodes = new Map()
  const idOf = new WeakMap()
  const hashOf = new WeakMap()
  const waiting = new Map()

  const refuse = (what) => {
    const error = new Error(what + ' could not be cloned')
    error.name = 'DataCloneError'
    throw error
  }
  const pack = (value, message) => {
    const buffers = []
    const path = []
    const tag = (kind, v) => ({ $: kind, v })
    const walk = (part) => {
      if (part === undefined) return tag('undefined')
      if (part === mixed && !message) return tag('mixed')
      const type = typeof part
      // docs/api/properties/figma-ui-postmessage: functions and symbols can't be sent
      if (type === 'function' || type === 'symbol' || type === 'bigint') refuse('a ' + type)
      if (type === 'number' && !isFinite(part)) return tag('number', String(part))
      if (type !== 'object' || part === null) return part
      if (idOf.has(part)) return message ? refuse('a node') : tag('node', idOf.get(part))
      if (hashOf.has(part)) return message ? refuse('an image') : tag('image', hashOf.get(part))
      const kind = tagOf(part).slice(8, -1)
      if (kind === 'Uint8Array') {
        buffers.push(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength))
        return tag('bytes', buffers.length - 1)
      }
      if (kind === 'Date') return tag('date', part.getTime())
      if (path.includes(part)) refuse('a circular structure')
      if (kind !== 'Object' && !isArray(part)) refuse('a ' + kind)
      path.push(part)
      let result
      if (isArray(part)) result = from(part, walk)
      else {
        const inner = entries(part).map(([key, v]) => [key, walk(v)])
        result = '$' in part ? tag('object', inner) : fromEntries(inner)
      }
      path.pop()
      return result
    }
    return [stringify(walk(value)), ...buffers]
  }
  const untag = {
    undefined: () => undefined,
    mixed: () => mixed,
    number: (v) => Number(v),
    date: (v) => new Date(v),
    bytes: (v, buffers) => new Uint8Array(buffers[v]),
    node: (v) => wrap(v[0], v[1]),
    image: (v) => imageOf(v),
    promise: (v) => new Promise((resolve, reject) => waiting.set(v, { resolve, reject })),
    object: (v, buffers, frozen) => seal(fromEntries(v.map(([k, x]) => [k, walkIn(x, buffers, frozen)])), frozen),
  }
  const seal = (value, frozen) => (frozen ? freeze(value) : value)
  const walkIn = (part, buffers, frozen) => {
    if (typeof part !== 'object' || part === null) return part
    if (isArray(part)) return seal(part.map((x) => walkIn(x, buffers, frozen)), frozen)
    if ('$' in part) return untag[part.$](part.v, buffers, frozen)
    const result = {}
    for (const key of keys(part)) result[key] = walkIn(part[key], buffers, frozen)
    return seal(result, frozen)
  }
  const unpack = (packed, frozen) =>
    typeof packed === 'string'
      ? walkIn(parse(packed), [], frozen)
      : walkIn(parse(packed[0]), packed.slice(1), frozen)

  // plugin-api.d.ts (children, fills, selection): what a getter returns is new and read-only
  // Nearly all that is asked are names and ids: to look for nodes in them would take longer than the answer.
  const packed = (args) => args.every((arg) => typeof arg === 'string') ? [stringify(args)] : pack(args, false)
  const ask = (op, ...args) => unpack(host(op, ...packed(args)), true)
  const send = (op, message) => host(op, ...pack(message, true))

  // --- nodes and images ----------------------------------------------------------------------
  const method = (object, name, value) =>
    defineProperty(object, name, { value, enumerable: true, writable: false, configurable: false })

  const unknownProperty = (type) => new Proxy(create(null), {
    set: (_, name) => {
      // node objects are not extensible
      throw new TypeError('Cannot add property ' + String(name) + ', object is not extensible')
    },
    get: (_, name) => {
      if (typeof name === 'string' && all.includes(name)) {
        throw new TypeError("no such property '" + name + "' on " + type + ' node')
      }
      return undefined
    },
    has: () => false,
  })

  const idFor = (node) => {
    const ref = idOf.get(node)
    if (ref === undefined) throw new TypeError('not a node')
    return ref[0]
  }
  const under = (node, deep) => {
    const found = []
    for (const child of node.children) {
      found.push(child)
      if (deep && 'findAll' in child) found.push(...under(child, true))
    }
    return found
  }
  const searching = {
    findAll() { return function (test) { return under(this, true).filter(test || (() => true)) } },
    findOne() { return function (test) { return under(this, true).find(test) || null } },
    findChildren() { return function (test) { return under(this, false).filter(test || (() => true)) } },
    findChild() { return function (test) { return under(this, false).find(test) || null } },
  }
  // Made when the first node of a type is met: a plugin meets few of them.
  const prototypes = new Map()
  const prototypeOf = (type) => {
    if (!prototypes.has(type)) prototypes.set(type, prototypeFrom(type, shapes[type]))
    return prototypes.get(type)
  }
  const prototypeFrom = (type, shape) => {
    const proto = create(unknownProperty(type))
    const getter = (name) => function () { return ask('get', idFor(this), name) }
    // a removed node still knows its type (plugin-api.d.ts 3663), so the host is not asked for it
    const own = type === 'TEXT_STYLE' ? 'TEXT' : type
    const readers = { type: function () { return own } }
    for (const name of shape.readonly) {
      defineProperty(proto, name, {
        enumerable: true,
        get: readers[name] || getter(name),
        set() { throw new TypeError('Cannot assign to read only property ' + name) },
      })
    }
    for (const name of shape.writable) {
      defineProperty(proto, name, {
        enumerable: true,
        get: getter(name),
        set(value) { ask('set', idFor(this), name, value) },
      })
    }
    for (const name of shape.methods) {
      method(proto, name, function (...args) { return ask('call', idFor(this), name, args) })
    }
    for (const name of shape.searches) method(proto, name, searching[name]())
    if (type === 'PAGE') {
      for (const name of ['on', 'once', 'off']) {
        method(proto, name, function (event, callback) {
          if (name !== 'off') ask('call', idFor(this), 'listen', [])
          pageEvents(this)[name](event, callback)
        })
      }
    }
    return freeze(proto)
  }
  const emitters = new Map()
  const pageEvents = (page) => {
    const id = idFor(page)
    if (!emitters.has(id)) emitters.set(id, emitter(['nodechange'], 'on'))
    return emitters.get(id)
  }
  const wrap = (id, type) => {
    const known = nodes.get(id)
    if (known !== undefined && idOf.get(known)[1] === type) return known
    const node = create(prototypeOf(type))
    defineProperty(node, 'id', { value: id, enumerable: true })
    idOf.set(node, [id, type])
    nodes.set(id, node)
    return preventExtensions(node)
  }
  const images = new Map()
  const imageOf = (hash) => {
    if (images.has(hash)) return images.get(hash)
    const image = freeze({
      hash,
      getBytesAsync: () => ask('image.bytes', hash),
      getSizeAsync: () => ask('image.size', hash),
    })
    hashOf.set(image, hash)
    images.set(hash, image)
    return image
  }

  // --- callbacks -----------------------------------------------------------------------------
  let next = 1
  const callbacks = new Map()
  const keep = (callback) => {
    if (typeof callback !== 'function') throw new TypeError('callback is not a function')
    callbacks.set(next, callback)
    return next++
  }
  // What a callback leaves behind may be a promise; if that one fails, nobody else would say so.
  const invoke = (callback, ...args) => {
    const result = callback(...args)
    if (typeof result === 'object' && result !== null && getPrototypeOf(result) === PromiseProto) {
      promiseThen(result, undefined, (error) => host('unhandled', stringify(describe(error))))
    }
    return result
  }
  const PromiseProto = Promise.prototype
  const promiseThen = Function.prototype.call.bind(PromiseProto.then)
  const describe = (error) =>
    typeof error === 'object' && error !== null && 'message' in error
      ? { name: String(error.name), message: String(error.message), stack: String(error.stack) }
      : { name: 'Error', message: String(error), stack: '' }

  const emitter = (types, where) => {
    const listeners = new Map(types.map((type) => [type, []]))
    const listOf = (type) => {
      if (!listeners.has(type)) throw new Error('in ' + where + ': unknown event type ' + String(type))
      return listeners.get(type)
    }
    const on = (type, callback) => {
      if (typeof callback !== 'function') throw new TypeError('in ' + where + ': not a function')
      listOf(type).push({ callback, once: false })
      host('listen', stringify([type]))
    }
    return {
      on,
      once: (type, callback) => {
        on(type, callback)
        const list = listOf(type)
        list[list.length - 1].once = true
      },
      off: (type, callback) => {
        listeners.set(type, listOf(type).filter((entry) => entry.callback !== callback))
      },
      emit: (type, ...args) => {
        for (const entry of listOf(type).slice()) {
          if (entry.once) listeners.set(type, listOf(type).filter((other) => other !== entry))
          guarded(() => invoke(entry.callback, ...args))
        }
      },
    }
  }
  const guarded = (act) => {
    try {
      return act()
    } catch (error) {
      host('uncaught', stringify(describe(error)))
    }
  }

  // --- figma ---------------------------------------------------------------------------------
  const events = emitter(
    ['run', 'selectionchange', 'currentpagechange', 'documentchange', 'close'], 'on')
  const messages = emitter(['message'], 'ui.on')
  let onmessage
  const ui = freeze({
    get onmessage() { return onmessage },
    set onmessage(callback) {
      if (callback !== undefined && callback !== null && typeof callback !== 'function') {
        throw new TypeError('in onmessage: not a function')
      }
      onmessage = callback
      host('listen', stringify(['message']))
    },
    on: messages.on,
    once: messages.once,
    off: messages.off,
    postMessage: (message) => { send('ui.postMessage', message) },
    show: () => ask('figma', 'ui.show', []),
    hide: () => ask('figma', 'ui.hide', []),
    close: () => ask('figma', 'ui.close', []),
    resize: (...args) => ask('figma', 'ui.resize', args),
    reposition: (...args) => ask('figma', 'ui.reposition', args),
  })
  const remote = (names, path) =>
    fromEntries(names.map((name) => [name, (...args) => ask('figma', path + name, args)]))
  const figma = { mixed, ui, ...info }
  for (const name of ['root', 'currentPage', 'command', 'hasMissingFont', 'skipInvisibleInstanceChildren']) {
    defineProperty(figma, name, {
      enumerable: true,
      get: () => ask('figma.get', name),
      set: (value) => { ask('figma.set', name, value) },
    })
  }
  const viewport = freeze({
    get center() { return ask('figma.get', 'viewport.center') },
    set center(value) { ask('figma.set', 'viewport.center', value) },
    get zoom() { return ask('figma.get', 'viewport.zoom') },
    set zoom(value) { ask('figma.set', 'viewport.zoom', value) },
    get bounds() { return ask('figma.get', 'viewport.bounds') },
    ...remote(['scrollAndZoomIntoView'], 'viewport.'),
  })
  Object.assign(figma, remote([
    'closePlugin', 'commitUndo', 'triggerUndo', 'openExternal', 'showUI', 'getNodeById',
    'getNodeByIdAsync', 'setCurrentPageAsync', 'loadAllPagesAsync', 'createFrame',
    'createRectangle', 'createEllipse', 'createLine', 'createVector', 'createText',
    'createSection', 'createSlice', 'createComponent', 'createComponentFromNode', 'createPage', 'group',
    'ungroup', 'createImage', 'createImageAsync', 'getImageByHash', 'loadFontAsync',
    'listAvailableFontsAsync', 'base64Encode', 'base64Decode', 'saveVersionHistoryAsync',
    'getLocalTextStylesAsync', 'getLocalTextStyles', 'createTextStyle', 'getStyleByIdAsync', 'getStyleById',
  ], ''))
  defineProperty(figma, 'viewport', { value: viewport, enumerable: true })
  figma.variables = freeze(remote(
    ['getVariableCollectionByIdAsync', 'getLocalVariableCollectionsAsync'], 'variables.'))
  figma.clientStorage = freeze(remote(['getAsync', 'setAsync', 'deleteAsync', 'keysAsync'], 'clientStorage.'))
  figma.on = events.on
  figma.once = events.once
  figma.off = events.off
  figma.notify = (message, options = {}) => {
    const { onDequeue, button, ...rest } = options
    const number = ask('figma', 'notify', [message, {
      ...rest,
      ...(button ? { button: { text: button.text, action: keep(button.action) } } : {}),
      ...(onDequeue ? { onDequeue: keep(onDequeue) } : {}),
    }])
    return freeze({ cancel: () => ask('figma', 'notify.cancel', [number]) })
  }
  freeze(figma)

  // --- globals -------------------------------------------------------------------------------
  const timer = (repeat) => (callback, delay, ...args) => {
    const number = keep(() => callback(...args))
    ask('timer', number, Number(delay) || 0, repeat)
    return number
  }
  const stop = (number) => {
    if (callbacks.delete(number)) ask('timer.clear', number)
  }
  const show = (part) => {
    try {
      return typeof part === 'string' ? part : part instanceof Error
        ? String(part.stack || '') && part.name + ': ' + part.message + '\n' + part.stack
        : stringify(part) ?? String(part)
    } catch {
      return String(part)
    }
  }
  const log = (level) => (...parts) => { host('console', stringify([level, parts.map(show)])) }
  const globals = {
    figma,
    __html__: html,
    console: freeze(fromEntries(['log', 'info', 'warn', 'error', 'debug'].map((l) => [l, log(l)]))),
    setTimeout: timer(false),
    setInterval: timer(true),
    clearTimeout: stop,
    clearInterval: stop,
    fetch: () => { throw new Error('the plugin half has no business with the network') },
  }
  for (const name of keys(globals)) {
    defineProperty(globalThis, name, { value: globals[name], writable: false, configurable: false })
  }
  // Absent in Figma or not to be relied on (figma.md §2), though this engine has some of them.
  for (const name of ['structuredClone', 'queueMicrotask', 'performance', 'navigator', 'print',
    'std', 'os', 'bjson', 'gc', 'URL', 'Intl', 'DOMException']) {
    delete globalThis[name]
  }
  delete Object.hasOwn

  // --- what the host calls -------------------------------------------------------------------
  const entrances = {
    settle: ([number, ok, value]) => {
      const promise = waiting.get(number)
      waiting.delete(number)
      if (promise === undefined) return
      if (ok) promise.resolve(value)
      else {
        const error = new Error(value.message)
        if (value.name !== 'Error') error.name = value.name
        promise.reject(error)
      }
    },
    timer: ([number, repeat]) => {
      const callback = callbacks.get(number)
      if (!repeat) callbacks.delete(number)
      if (callback !== undefined) guarded(() => invoke(callback))
    },
    callback: ([number, ...args]) => {
      const callback = callbacks.get(number)
      return callback === undefined ? undefined : guarded(() => invoke(callback, ...args))
    },
    nodechange: ([page, nodeChanges]) => {
      if (emitters.has(page)) emitters.get(page).emit('nodechange', { nodeChanges })
    },
    event: ([type, ...args]) => events.emit(type, ...args),
    message: ([message]) => {
      const props = { origin: 'null' }
      if (onmessage) guarded(() => invoke(onmessage, message, props))
      messages.emit('message', message, props)
    },
  }
  return (kind, json, ...buffers) => {
    // messages and stored values are the plugin's own copies, so unlike getters' they are not frozen
    const result = entrances[kind](unpack([json, ...buffers], false))
    return stringify(typeof result === 'boolean' ? result : null)
  }
})`
