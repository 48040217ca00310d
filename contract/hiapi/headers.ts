/** What is used of an answer's headers, in a browser or in Node. */
export interface AnswerHeaders {
  /** By name, in any case; null if there is none, or if the browser hides it. */
  get(name: string): string | null
}
