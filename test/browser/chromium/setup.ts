import { launchChromium } from './chromium.ts'

/** Once for a run, before its workers start: they find the browser's path in `CHROMIUM`. */
export default async function setup(): Promise<void> {
  await (await launchChromium()).close()
}
