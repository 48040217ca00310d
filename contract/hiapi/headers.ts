/** An answer's headers, as much of them as is read: a browser's or Node's. */
export interface AnswerHeaders {
  /** By name, in any case; null if there is none, or if the browser hides it. */
  get(name: string): string | null
}
