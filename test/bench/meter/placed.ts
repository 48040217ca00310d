/** A picture on the canvas: whose task, and when it got there. */
export interface PlacedJobs {
  readonly task: string
  readonly at: number
}

/** When each variant got its picture, by the recipes in the document. Runs in the playground's page. */
export function readPlaced(): PlacedJobs[] {
  const { document, host } = (globalThis as unknown as Window).playground ?? {}
  if (document === undefined || host === undefined) return []
  return document.node(document.currentPage).children.flatMap((id) => {
    const data = Object.entries(document.node(id).pluginData)
    const text = data.find(([key]) => key.endsWith('/recipe'))?.[1]
    const recipe = JSON.parse(text ?? '{}') as { progress?: PlacedJobs & { state: string } }
    return recipe.progress?.state === 'done' ? [recipe.progress] : []
  })
}
