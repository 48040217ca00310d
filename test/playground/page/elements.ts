/** An element of page.html that has to be there. */
export function element<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`page.html has no ${id}`)
  return found
}
