import * as z from 'zod/mini'

/** The commands of the manifest: its menu and its relaunch buttons. */
export const commands = [
  'generate',
  'settings',
  'show-recipe',
  'regenerate',
  'vary',
  'use-recipe',
  'swap',
  'flip',
  'compare',
  'restore-original',
] as const
export const Command = z.literal(commands)
export type Command = z.output<typeof Command>

/** The outside addresses that the window may ask Figma to open; which page each is, the plugin half knows. */
export const links = ['get-key', 'billing', 'docs'] as const
export const Link = z.literal(links)
export type Link = z.output<typeof Link>
