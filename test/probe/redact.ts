/**
 * Takes out of a text what must not be pasted anywhere: the key, whatever else looks like one (a
 * server may repeat it shortened), and mail addresses.
 */
export function redact(text: string, apiKey: string): string {
  return text
    .replaceAll(apiKey, '[key]')
    .replace(/\bsk-\S+/g, '[key]')
    .replace(/[^\s@]+@[^\s@]+\.\w+/g, '[address]')
}
