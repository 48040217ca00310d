import type { HostDocument } from '../document/document.ts'
import { FigmaError } from '../document/types.ts'
import type { Env } from '../env/env.ts'
import type { Manifest } from '../manifest.ts'
import type { ClientStorage } from '../storage.ts'
import { NodeRef } from './wire.ts'

export type ExportLog = {
  node: string
  format: string
  constraint: { type: string; value: number } | null
  width: number
  height: number
}

/** What one run of the plugin works with, and what it has unlocked so far. */
export type Session = {
  readonly document: HostDocument
  readonly storage: ClientStorage
  readonly env: Env
  readonly manifest: Manifest
  readonly command: string
  /** docs/migrating-to-dynamic-loading: pages are there when loaded, or once they were current. */
  readonly loadedPages: Set<string>
  /** Whose `nodechange` the plugin listens to. */
  readonly watchedPages: Set<string>
  readonly loadedFonts: Set<string>
  /** plugin-api.d.ts 109: hidden layers inside instances are as if they were not there. */
  skipsInvisible: boolean
  readonly exports: ExportLog[]
  /** Tells the test what is about to happen; what it throws makes the step fail. */
  readonly step: (name: string, detail?: unknown) => void
  /** How long an export takes; null for no time. */
  readonly onExport: (node: string) => Promise<void> | null
}

export const nodeRef = (document: HostDocument, id: string): NodeRef =>
  new NodeRef(id, document.node(id).type)

/** Puts the name of the call in front of what went wrong, the way Figma words its errors. */
export const within = <T>(call: string, act: () => T): T => {
  try {
    return act()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new FigmaError(message.startsWith('in ') ? message : `in ${call}: ${message}`)
  }
}

export const idOf = (value: unknown): string => {
  if (value instanceof NodeRef) return value.id
  throw new FigmaError('Expected a node')
}

export const fontKey = (font: { family: string; style: string }): string =>
  `${font.family} ${font.style}`

const weights: Record<string, number> = {
  Thin: 100,
  Light: 300,
  Regular: 400,
  Medium: 500,
  'Semi Bold': 600,
  Bold: 700,
  Black: 900,
}
export const weightOf = (style: string): number => weights[style] ?? 400

const styles = ['Thin', 'Light', 'Regular', 'Italic', 'Medium', 'Semi Bold', 'Bold', 'Black']
/** The fonts of the stand-in; text in any other has a missing font. */
export const fonts = ['Inter', 'Roboto'].flatMap((family) =>
  styles.map((style) => ({ family, style })),
)
export const hasFont = (font: { family: string; style: string }): boolean =>
  fonts.some((known) => fontKey(known) === fontKey(font))
