import { isRaw, type Raw } from './raw.ts'

export type Notification = {
  number: number
  message: string
  error: boolean
  button: string | null
  /** Presses the button. */
  press(): void
}

/** `notify`: "limited to 100 characters. Longer messages will be truncated" (T 227). */
const maxNotification = 100

/** The messages that Figma shows for the plugin. */
export class Notifications {
  readonly list: Notification[] = []
  readonly #call: (callback: unknown, ...args: unknown[]) => unknown

  /** @param call calls a function of the plugin, and returns its answer */
  constructor(call: (callback: unknown, ...args: unknown[]) => unknown) {
    this.#call = call
  }

  /** Shows a message; returns its number. */
  show(message: string, options: Raw): number {
    const number = this.list.length + 1
    const button = isRaw(options.button) ? options.button : null
    this.list.push({
      number,
      message: message.slice(0, maxNotification),
      error: options.error === true,
      button: button === null ? null : String(button.text),
      press: () => {
        // plugin-api.d.ts 250: the message stays when the action answers false
        const keeps = button !== null && this.#call(button.action) === false
        if (!keeps && options.onDequeue !== undefined) {
          this.#call(options.onDequeue, 'action_button_click')
        }
      },
    })
    return number
  }

  dismiss(number: number): void {
    const at = this.list.findIndex((notification) => notification.number === number)
    if (at >= 0) this.list.splice(at, 1)
  }
}
