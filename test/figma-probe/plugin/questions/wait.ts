/** For what Figma tells later: some time, in milliseconds, as nothing says when no more will come. */
export function wait(time: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, time)
  })
}
