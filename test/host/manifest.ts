/** The part of manifest.json that the stand-in acts on (docs/manifest). */
export type Manifest = {
  readonly id: string
  readonly name: string
  readonly documentAccess?: string
  readonly editorType?: readonly string[]
  readonly menu?: readonly { readonly name?: string; readonly command?: string }[]
  readonly relaunchButtons?: readonly {
    readonly command: string
    readonly name: string
    readonly multipleSelection?: boolean
  }[]
  readonly networkAccess?: {
    readonly allowedDomains: readonly string[]
    readonly devAllowedDomains?: readonly string[]
    readonly reasoning?: string
  }
  readonly permissions?: readonly string[]
}
