export interface RelayBuild {
  readonly address: string
  readonly folder: string
  readonly name: string | null
  readonly id: string | null
  readonly warning: string | null
}

export function relayBuildOf(flags: readonly string[]): RelayBuild | null

export function relayManifest(
  manifest: Readonly<Record<string, unknown>>,
  build: Pick<RelayBuild, 'address' | 'name' | 'id'>,
): Record<string, unknown> & {
  readonly networkAccess: { readonly allowedDomains: readonly string[]; readonly reasoning: string }
}
