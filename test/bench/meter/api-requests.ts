import type { Hiapi, Logged } from '../../hiapi/api/api.ts'

/** What was asked of the API itself: no preflights, and no pictures, which come from elsewhere. */
export function apiRequests({ requests }: Hiapi): Logged[] {
  return requests.filter(({ op }) => op === 'create' || op === 'get' || op === 'list')
}
