import * as z from 'zod/mini'

/** The manifest's commands: its menu and its relaunch buttons. */
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

/** External pages that the window may ask Figma to open. The plugin half knows their addresses. */
export const links = ['get-key', 'billing', 'docs'] as const
export const Link = z.literal(links)
export type Link = z.output<typeof Link>
