import type { HiapiRequest } from './wire.ts'

export type Operation = 'preflight' | 'create' | 'get' | 'list' | 'picture' | 'pricing' | 'other'

export function operationOf({ method, path }: HiapiRequest): Operation {
  if (method === 'OPTIONS') return 'preflight'
  if (path === '/api/pricing') return method === 'GET' ? 'pricing' : 'other'
  if (path === '/v1/tasks')
    return method === 'POST' ? 'create' : method === 'GET' ? 'list' : 'other'
  return method === 'GET' && /^\/v1\/tasks\/[^/]+$/.test(path) ? 'get' : 'other'
}

/** The API key, by which everything is kept apart; empty when there is none. */
export function ownerOf(request: HiapiRequest): string {
  return /^Bearer\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? ''
}

export function idOf(path: string): string {
  try {
    return decodeURIComponent(path.slice('/v1/tasks/'.length))
  } catch {
    return ''
  }
}
