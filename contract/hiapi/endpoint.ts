/** The address of an endpoint; the API address may end in `/v1` or not. */
export function endpoint(apiAddress: string, path: string): string {
  return `${apiAddress.replace(/\/+$/, '').replace(/\/v1$/, '')}/v1/${path}`
}
