import { hiapiAddress } from '../model/client-storage/settings.ts'

/** Whether an address is HiAPI's own; any other may be a relay's. */
export function isHiapi(address: string): boolean {
  return URL.canParse(address) && new URL(address).origin === hiapiAddress
}

/** The address of an endpoint; the API address may end in `/v1` or not. */
export function endpoint(apiAddress: string, path: string): string {
  return `${apiAddress.replace(/\/+$/, '').replace(/\/v1$/, '')}/v1/${path}`
}
