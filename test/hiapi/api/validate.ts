import { backgrounds, cells, models, promptLength, references, resolutions } from './contract.ts'
import { readReference, type Reference } from './reference.ts'
import { invalid } from './refusal.ts'

export type Recipe = {
  model: string
  prompt: string
  references: Reference[]
  ratio: string
  resolution: string
  background: string
  callback: string | undefined
  storage: string
}

export type ValidateOptions = {
  /** Real callbacks are HTTPS; a receiver on this machine has no certificate. */
  localCallbacks?: boolean | undefined
}

/** The rules of the create call: strict, as the vendor's schemas refuse unknown keys. */
export function validate(value: unknown, options: ValidateOptions = {}): Recipe {
  const body = record(value, 'The body')
  known(body, ['model', 'input', 'callback', 'route', 'storage'], 'the body')
  const model = oneOf(body['model'], models, 'model')
  const input = record(body['input'], 'input')
  for (const name of ['callback', 'callback_url', 'callBackUrl', 'callbackUrl']) {
    if (name in input) throw invalid('callback belongs at the top level, not inside input.')
  }
  known(
    input,
    ['prompt', 'input_urls', 'aspect_ratio', 'resolution', 'background'],
    `input of ${model}`,
  )
  if (body['route'] !== undefined && body['route'] !== '') {
    throw invalid('Unknown route. Valid routes: "" (default).')
  }

  const prompt = input['prompt']
  if (typeof prompt !== 'string') throw invalid('input.prompt is required and must be a string.')
  // In UTF-16 units: how HiAPI counts is not documented, and this is the strictest way.
  if (prompt.length < promptLength.min || prompt.length > promptLength.max) {
    throw invalid(`input.prompt must have ${promptLength.min} to ${promptLength.max} characters.`)
  }

  const urls: unknown = input['input_urls']
  if (!Array.isArray(urls)) throw invalid('input.input_urls is required and must be an array.')
  if (urls.length < references.min || urls.length > references.max) {
    throw invalid(`input.input_urls must have ${references.min} to ${references.max} items.`)
  }

  const ratio = oneOf(input['aspect_ratio'] ?? 'auto', Object.keys(cells), 'input.aspect_ratio')
  const resolution = oneOf(input['resolution'] ?? '1K', resolutions, 'input.resolution')
  if (!cells[ratio]?.includes(resolution)) {
    throw invalid(`aspect_ratio ${ratio} is not available at resolution ${resolution}.`)
  }
  if (input['background'] !== undefined && resolution !== '1K') {
    throw invalid('input.background is only available at resolution 1K.')
  }
  return {
    model,
    prompt,
    references: urls.map(readReference),
    ratio,
    resolution,
    background: oneOf(input['background'] ?? 'auto', backgrounds, 'input.background'),
    callback: callbackUrl(body['callback'], options.localCallbacks ?? false),
    storage: oneOf(body['storage'] ?? 'temp', ['temp', 'persistent'], 'storage'),
  }
}

function callbackUrl(value: unknown, local: boolean): string | undefined {
  if (value === undefined) return undefined
  const callback = record(value, 'callback')
  known(callback, ['url', 'when'], 'callback')
  oneOf(callback['when'] ?? 'final', ['final'], 'callback.when')
  const url = callback['url']
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined
  const allowed =
    parsed?.protocol === 'https:' ||
    (local && ['localhost', '127.0.0.1'].includes(parsed?.hostname ?? ''))
  if (!parsed || !allowed) throw invalid('callback.url is required and must be an HTTPS URL.')
  return parsed.href
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`${name} must be an object.`)
  }
  return Object.fromEntries(Object.entries(value))
}

function known(value: Record<string, unknown>, names: string[], where: string) {
  const stranger = Object.keys(value).find((name) => !names.includes(name))
  if (stranger !== undefined) throw invalid(`Unknown field "${stranger}" in ${where}.`)
}

function oneOf(value: unknown, choices: readonly string[], name: string): string {
  if (typeof value === 'string' && choices.includes(value)) return value
  throw invalid(`${name} must be one of: ${choices.join(', ')}.`)
}
