import type { HostDocument } from '../../host/document/document.ts'
import type { Manifest } from '../../host/manifest.ts'

/** The buttons that the plugin has put on what is selected, as Figma shows them at the side. */
export function showRelaunch(
  container: HTMLElement,
  document: HostDocument,
  { relaunchButtons = [] }: Manifest,
  run: (command: string) => void,
): void {
  let before = ''
  const show = () => {
    const selected = document.selection().filter((id) => document.has(id))
    const isOnAll = (command: string) =>
      selected.length > 0 && selected.every((id) => command in document.node(id).relaunch)
    const buttons = relaunchButtons.filter(
      ({ command, multipleSelection }) =>
        isOnAll(command) && (selected.length === 1 || multipleSelection === true),
    )
    const now = JSON.stringify(buttons)
    // told of every change on the canvas: a button keeps the focus while it stays
    if (now === before) return
    before = now
    container.replaceChildren(
      ...buttons.map(({ command, name }) => {
        const button = Object.assign(window.document.createElement('button'), {
          type: 'button',
          textContent: name,
        })
        button.addEventListener('click', () => {
          run(command)
        })
        return button
      }),
    )
    container.hidden = buttons.length === 0
  }
  document.subscribe(show)
  show()
}
