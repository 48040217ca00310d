import type { Making } from '../contract/model/recipe.ts'

/** Of a job of a plain prompt, without anything beside it. */
export const plainMaking: Making = {
  template: '',
  keepWords: false,
  references: [],
  price: null,
  copy: 1,
  serves: [],
}
