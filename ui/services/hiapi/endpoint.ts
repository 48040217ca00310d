/** The address of an endpoint; the API's own address may be written with or without `/v1`. */
export function endpoint(apiAddress: string, path: string): string {
  return `${apiAddress.replace(/\/+$/, '').replace(/\/v1$/, '')}/v1/${path}`
}
